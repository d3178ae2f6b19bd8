"""Stage 04 from files to results, on tables as people send them and on the shipped example."""

import pytest

import mentorkit as mk
from mentorkit.errors import InvalidProgram
from mentorkit.report.lens import lens_of
from mentorkit.report.views import view

PROGRAM = """\
schema: mentorkit-program/1
id: {id}
name: Small case
language: en
tables:
  mentees: {{file: mentees.csv}}
  mentors: {{file: mentors.csv, columns: {{offers: "Can help with"}}}}
pairing:
  decided_by: [HR director]
  criteria:
    - {{id: development, kind: coverage, mentee: wants, mentor: offers, weight: 5}}
    - {{id: site, kind: different, column: site, weight: 2}}
  rules:
    - {{id: line, kind: not_in_line}}
"""
MENTEES = "person_id,wants,site,manager_id\nE2,planning;data,north,M2\nE1,data,south,M1\n"
MENTORS = "person_id,Can help with,site,capacity\nM1,data,north,1\nM2,planning;data,south,1\n"


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "small-case"
    here.mkdir()
    (here / "program.yaml").write_text(PROGRAM.format(id="small-case"), encoding="utf-8")
    (here / "mentees.csv").write_text(MENTEES, encoding="utf-8")
    (here / "mentors.csv").write_text(MENTORS, encoding="utf-8")
    return here


def test_from_files_to_pairs(folder):
    """Nobody is paired with the own manager, and the points follow from the two tables."""
    program = mk.open_program(folder)
    people = mk.read_people(program)
    found = mk.pair(program, people)
    assert found.pairs[["mentee", "mentor", "score", "points"]].values.tolist() == [["E1", "M2", 714, 5000], ["E2", "M1", 357, 2500]] and found.proven
    assert mk.explain(found).pairs["next_best"].tolist() == ["", ""]


def test_the_order_of_rows_does_not_matter(folder):
    """The same tables in another order give the same pairs."""
    first = mk.pair(mk.open_program(folder), mk.read_people(mk.open_program(folder))).pairs
    for name, content in (("mentees.csv", MENTEES), ("mentors.csv", MENTORS)):
        head, *rows = content.splitlines()
        (folder / name).write_text("\n".join([head, *rows[::-1]]) + "\n", encoding="utf-8")
    assert mk.pair(mk.open_program(folder), mk.read_people(mk.open_program(folder))).pairs.equals(first)


def test_a_column_that_is_absent_is_said_with_its_place(folder):
    """The criterion is named with its line in the file, and so is the cure."""
    (folder / "mentors.csv").write_text(MENTORS.replace("site", "town"), encoding="utf-8")
    program = mk.open_program(folder)
    with pytest.raises(InvalidProgram) as caught:
        mk.pair(program, mk.read_people(program))
    line = str(caught.value.problems[0])
    assert line.startswith("MK-T401 program.yaml, line 12, pairing > criteria[2] 'site': the mentors table has no column site.")


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025"])
def test_the_shipped_examples_are_paired_and_proven(examples, name):
    """Rules, seats and required pairs hold, the proof closes, and both audiences have a page."""
    if not (examples / name).is_dir():
        pytest.skip("the example is not made yet")
    program = mk.open_program(examples / name)
    found = mk.pair(program, mk.read_people(program))
    allowed = found.scores.allowed
    assert found.proven and (found.used <= found.scores.seats).all() and len(found.pairs) + len(found.unpaired) == len(found.scores.mentees)
    assert all(allowed[row, column] for row, column in enumerate(found.mentor) if column >= 0)
    assert {(pair.mentee, pair.mentor) for pair in program.intent.pairing.required_pairs} <= set(zip(found.pairs["mentee"], found.pairs["mentor"], strict=True))
    for audience in ("coordinator", "committee"):
        assert view(found, lens_of(mk.open_program(examples / name, audience=audience))).blocks
