"""Small programmes and notebooks for the tests of batch, publish and command line."""

from __future__ import annotations

from pathlib import Path

import nbformat

FILE = """\
schema: mentorkit-program/1
id: {id}
name: {name}
language: {language}
as_of: 2026-09-01
seed: 7
tables:
  mentees: {{file: mentees.csv}}
  mentors: {{file: mentors.csv}}
audiences:
  mentees: {{purpose: [develop], size: 3, selection: all}}
  mentors: {{role: listens and advises}}
pairing:
  decided_by: [HR director]
  told_to_participants: true
  criteria: [{{id: development, kind: coverage, mentee: wants, mentor: offers, weight: 5}}]
"""
MENTEES = "person_id,wants,site\nE001,finance;data,North\nE002,data,South\nE003,law,North\n"
MENTORS = "person_id,offers,capacity,site\nM001,finance;data,1,North\nM002,data;law,2,South\n"
DRAFT = "schema: mentorkit-program/1\nid: {id}\nname: {name}\nlanguage: {language}\nneed: {{statement: People leave within a year.}}\n"


def program(parent: Path, name: str, *, text: str = FILE, language: str = "en", mentees: str = MENTEES, title: str = "") -> Path:
    """A programme folder with that id; returns its program.yaml."""
    folder = parent / name
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(text.format(id=name, name=title or name.title(), language=language), "utf-8")
    if text is FILE:
        (folder / "mentees.csv").write_text(mentees, "utf-8")
        (folder / "mentors.csv").write_text(MENTORS, "utf-8")
    return folder / "program.yaml"


PARAMETERS = 'program_path: str = "program.yaml"  # the program file\noutput_dir: str = ""  # folder for tables\naudience: str = "coordinator"  # coordinator or committee'


def notebook(folder: Path, name: str, *codes: str, prose: str = "# {name}\n\nSome prose, see [pairing](04_pairing.ipynb).") -> Path:
    """A notebook with the usual parameters, prose, and the given code cells."""
    cells = [nbformat.v4.new_markdown_cell(prose.format(name=name), id="top")]
    cells.append(nbformat.v4.new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}))
    cells += [nbformat.v4.new_code_cell(code, id=f"code-{place}") for place, code in enumerate(codes)]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    nbformat.write(made, path)
    return path


OPEN = "import mentorkit as mk\nprogram = mk.open_program(program_path, audience=audience)\nmk.show(program)"


def notebooks(parent: Path, **changed: tuple[str, ...]) -> Path:
    """The five notebooks of a batch, each opening the programme; ``changed`` gives other code by key (``pairing=``)."""
    folder = parent / "notebooks"
    for number, key in ((0, "start"), (2, "need"), (3, "audiences"), (4, "pairing"), (8, "evaluation")):
        codes = changed.get(key, (OPEN, f'print("{key}", audience)'))
        notebook(folder, f"{number:02d}_{key}", *codes)
    return folder
