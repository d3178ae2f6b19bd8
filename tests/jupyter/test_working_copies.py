"""Working copies of the notebooks: made, brought up to date, never written over, closed without outputs."""

import json

import pytest

from mentorkit.errors import MentorkitError
from mentorkit.jupyter import lab, places
from mentorkit.jupyter.hook import before_save
from mentorkit.jupyter.workbook import close_workbook, fresh, make_workbook, write_notebook

VIEW = "application/vnd.jupyter.widget-view+json"


def read(path):
    return json.loads(path.read_text("utf-8"))


def sources(path):
    return ["".join(cell["source"]) for cell in read(path)["cells"]]


@pytest.fixture
def originals(tmp_path):
    """A small folder of built notebooks in two languages."""
    folder = tmp_path / "notebooks"
    for place, words in ((folder, "Title"), (folder / "he", "כותרת")):
        for name in ("00_start", "04_pairing"):
            cells = [
                {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [f"# {words}\n", "more"]},
                {"cell_type": "code", "id": "b", "metadata": {"tags": ["parameters"]}, "source": ['program_path: str = "../data/x/program.yaml"  # file\n', 'output_dir: str = ""'],
                 "outputs": [], "execution_count": 1},
                {"cell_type": "code", "id": "c", "metadata": {}, "source": ["1 + 1"], "outputs": [{"output_type": "stream", "text": "2"}], "execution_count": 2},
            ]  # fmt: skip
            write_notebook(place / f"{name}.ipynb", {"cells": cells, "metadata": {"mentorkit": {"language": "en"}}, "nbformat": 4, "nbformat_minor": 5})
    return folder


def test_copies_point_at_the_programme_and_hold_no_outputs(originals, tmp_path):
    """Each stage's notebook is copied in the programme's language, with its program_path, without outputs, in an ignored folder."""
    offered = make_workbook(tmp_path / "p", originals, "he")
    folder = tmp_path / "p" / "workbook"
    assert offered.written == ("00_start.ipynb", "04_pairing.ipynb") and offered.beside == ()
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "00_start.ipynb", "04_pairing.ipynb"]
    assert (folder / ".gitignore").read_text().splitlines()[-1] == "*"
    title, parameters, code = sources(folder / "04_pairing.ipynb")
    assert title == "# כותרת\nmore" and code == "1 + 1"
    assert parameters == 'program_path: str = "../program.yaml"  # file\noutput_dir: str = ""'
    assert [(cell.get("outputs", []), cell.get("execution_count")) for cell in read(folder / "04_pairing.ipynb")["cells"]] == [([], None)] * 3


def test_the_same_again_changes_nothing(originals, tmp_path):
    """A second start writes nothing, outputs of a kept copy included."""
    make_workbook(tmp_path / "p", originals, "en")
    path = tmp_path / "p" / "workbook" / "00_start.ipynb"
    notebook = read(path)
    notebook["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "kept"}]
    write_notebook(path, notebook)
    before = path.read_bytes()
    offered = make_workbook(tmp_path / "p", originals, "en")
    assert (offered.written, offered.renewed, offered.beside) == ((), (), ())
    assert path.read_bytes() == before


def test_a_newer_version_replaces_an_unchanged_copy_only(originals, tmp_path):
    """A newer notebook takes the place of a copy nobody changed, and lies beside a changed one, which stays to the byte."""
    make_workbook(tmp_path / "p", originals, "en")
    folder = tmp_path / "p" / "workbook"
    mine = read(folder / "04_pairing.ipynb")
    mine["cells"][0]["source"] = ["# My own title"]
    write_notebook(folder / "04_pairing.ipynb", mine)
    before = (folder / "04_pairing.ipynb").read_bytes()
    assert make_workbook(tmp_path / "p", originals, "en").beside == ()  # changed, and nothing newer
    for name in ("00_start", "04_pairing"):
        newer = read(originals / f"{name}.ipynb")
        newer["cells"][2]["source"] = ["2 + 2"]
        write_notebook(originals / f"{name}.ipynb", newer)
    offered = make_workbook(tmp_path / "p", originals, "en")
    assert offered.renewed == ("00_start.ipynb",) and offered.beside == ("04_pairing.ipynb",)
    assert sources(folder / "00_start.ipynb")[2] == "2 + 2"
    assert (folder / "04_pairing.ipynb").read_bytes() == before
    assert sources(folder / "04_pairing.new.ipynb")[2] == "2 + 2"


def test_a_file_that_is_no_notebook_is_left_alone(originals, tmp_path):
    """Something unreadable under the name of a notebook is not written over."""
    folder = tmp_path / "p" / "workbook"
    folder.mkdir(parents=True)
    (folder / "00_start.ipynb").write_text("half a notebook {")
    offered = make_workbook(tmp_path / "p", originals, "en")
    assert offered.beside == ("00_start.ipynb",) and (folder / "00_start.ipynb").read_text() == "half a notebook {"


def test_closing_drops_outputs_and_checkpoints(originals, tmp_path):
    """On closing, outputs, counts, widget state and Jupyter's checkpoints are gone, the cells stay."""
    make_workbook(tmp_path / "p", originals, "en")
    folder = tmp_path / "p" / "workbook"
    path = folder / "00_start.ipynb"
    notebook = read(path)
    notebook["cells"][2].update(outputs=[{"output_type": "stream", "name": "stdout", "text": "Dana Levi"}], execution_count=3)
    notebook["metadata"]["widgets"] = {"state": "Dana Levi"}
    write_notebook(path, notebook)
    for checkpoints in (folder / ".ipynb_checkpoints", folder.parent / ".ipynb_checkpoints"):
        checkpoints.mkdir()
        (checkpoints / "00_start-checkpoint.ipynb").write_text("Dana Levi")
    assert close_workbook(folder) == 1
    assert not [path for path in (tmp_path / "p").rglob("*") if path.is_file() and "Dana" in path.read_text()]
    assert sources(path)[2] == "1 + 1"
    assert close_workbook(folder) == 0


def test_hook_leaves_twins(originals):
    """Before saving, state goes, and a view goes where a twin stands beside it; everything else stays."""
    content = fresh(originals / "00_start.ipynb", {})
    content["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}
    content["cells"][2]["outputs"] = [
        {"output_type": "display_data", "data": {VIEW: {"model_id": "1"}, "text/html": "<p>twin</p>"}},
        {"output_type": "display_data", "data": {VIEW: {"model_id": "2"}, "text/plain": "a slider"}},
    ]
    before_save(model={"type": "notebook", "content": content}, path="x.ipynb", contents_manager=None)
    before_save(model={"type": "file", "content": "text"}, path="x.txt", contents_manager=None)
    assert "widgets" not in content["metadata"]
    assert [list(output["data"]) for output in content["cells"][2]["outputs"]] == [["text/html"], [VIEW, "text/plain"]]


def test_folder_of_a_programme(harbour, place, said):
    """The root is the programme's folder with its workbook, and the folder is remembered."""
    root = lab.prepare(harbour, language="en", say=said)
    assert root.folder == harbour.resolve() and root.workbooks == (harbour.resolve() / "workbook",)
    assert (harbour / "workbook" / "00_start.ipynb").is_file() and "notebooks were put into the folder workbook" in said[0]
    assert places.recent() == (harbour.resolve(),)
    assert lab.prepare(harbour / "program.yaml", language="en", say=said).folder == harbour.resolve()


def test_every_notebook_of_the_workbook_names_the_programme(harbour, place, said):
    """All copies of the shipped notebooks point at the programme beside them; 09 at the folder of programmes."""
    lab.prepare(harbour, language="en", say=said)
    for path in (harbour / "workbook").glob("*.ipynb"):
        parameters = next(text for text, cell in zip(sources(path), read(path)["cells"], strict=True) if "parameters" in cell["metadata"].get("tags", []))
        wanted = 'programs_dir: str = "../.."' if path.stem.startswith("09") else 'program_path: str = "../program.yaml"'
        assert wanted in parameters


def test_an_example_is_worked_on_as_a_copy(examples, place, said):
    """A shipped example is copied into the user's own place and opened there; the copy is made once."""
    root = lab.prepare(examples / "orchard-draft", language="en", say=said)
    assert root.folder == (place / "start" / "examples" / "orchard-draft").resolve()
    assert not (examples / "orchard-draft" / "workbook").exists() and "worked on as a copy" in said[0]
    (root.folder / "mentees.csv").write_text("mine")
    lab.prepare(examples / "orchard-draft", language="en", say=said)
    assert (root.folder / "mentees.csv").read_text() == "mine"
    assert places.recent() == ()


def test_start_folder_lists_programmes_and_examples(harbour, examples, place, said):
    """Without a folder page 00 opens over a copied example, with recent programmes and the examples on top of it."""
    lab.prepare(harbour, language="en", say=said)
    root = lab.prepare(None, language="en", say=said)
    page = root.folder / "workbook" / "00_start.ipynb"
    first, *rest = sources(page)
    assert f'python -m mentorkit lab "{harbour.resolve().as_posix()}"' in first
    for example in examples.iterdir():
        if (example / "program.yaml").is_file():
            assert f"(../examples/{example.name}/workbook/00_start.ipynb)" in first
            assert (root.folder / "examples" / example.name / "workbook" / "00_start.ipynb").is_file()
    assert any('program_path: str = "../examples/harbour-2026/program.yaml"' in text for text in rest)
    before = len(read(page)["cells"])
    lab.prepare(None, language="en", say=said)
    assert len(read(page)["cells"]) == before and not list(page.parent.glob("*.new.ipynb"))


def test_no_programme_there(tmp_path, place, said):
    """A folder without a program file is an error that says what to give, and makes nothing."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(MentorkitError, match="no program file"):
        lab.prepare(tmp_path / "empty", language="en", say=said)
    assert not list((tmp_path / "empty").iterdir()) and places.recent() == ()
