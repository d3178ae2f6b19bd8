"""A small programme in a temporary folder, and panels over it."""

from pathlib import Path

import pytest

from mentorkit.program.program import open_program
from mentorkit.ui.panel import panel

PROGRAM = """\
schema: mentorkit-program/1
id: tiny
name: Tiny
language: en
# the criteria were decided in May
pairing:
  decided_by: [HR director]
  criteria:
    - id: development   # wanted by the mentees
      kind: coverage
      mentee: wants
      mentor: offers
      weight: 5
    - {id: site, kind: equal, column: site, weight: 2}   # same place
  policy: {aim: cover_first}
audiences:
  mentees: {purpose: [develop], eligible: [{column: hire_date, before: 2026-03-01}], size: 24}
measures:
  - {id: stay, level: 4, target: 0.9, due: 2027-09-01, waves: [start, end]}
"""


class Told:
    """A view that remembers the drafts it was called with."""

    def __init__(self, html="<p>seen</p>"):
        self.programs = []
        self.html = html

    def __call__(self, program):
        self.programs.append(program)
        return self

    words_html = property(lambda self: f"{self.html}<p>call {len(self.programs)}</p>")
    pictures_html = "<figure>picture</figure>"


@pytest.fixture
def program_file(tmp_path) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    path = folder / "program.yaml"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


@pytest.fixture
def make(program_file):
    """``make("pairing.criteria")`` is a panel over the file, ready to be clicked, with its view."""
    made = []

    def make(edit, *, audience="coordinator", view=None):
        one = panel(open_program(program_file, audience=audience), edit, view or Told())
        _ = one.root
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


@pytest.fixture
def told():
    return Told
