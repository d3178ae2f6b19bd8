"""Stage 05 from a program file and its tables: ratings, attendance, and what happens where something is missing."""

import pytest

from mentorkit.errors import InvalidProgram, NotReady
from mentorkit.program.checks import problems, require
from mentorkit.program.program import open_program
from mentorkit.stages.audiences import read_people
from mentorkit.stages.training import plan_training, propose_training, results

FILE = """\
schema: mentorkit-program/1
id: small
name: Small
language: en
tables:
  mentees: {file: mentees.csv}
  mentors: {file: mentors.csv}
goals: [{id: connect, for: mentee, statement: They know whom to ask.}]
audiences: {mentees: {size: 2}, mentors: {eligible: [{column: grade, at_least: 5}]}}
training:
  competencies: [{id: doors, needed: {mentor: 4}, goals: [connect]}]
  modules: [{id: basics, for: mentor, hours: 3, closes: [doors]}]
"""
MENTEES = "person_id\nE1\nE2\n"
MENTORS = "person_id,grade,status,Rate doors\nM1,5,applied,3\nM2,6,applied,4\nM3,7,applied,\nM4,5,withdrawn,1\nM5,2,applied,1\n"


def _program(folder, text=FILE, **tables):
    files = {"program.yaml": text, "mentees.csv": MENTEES, "mentors.csv": MENTORS, **{f"{name}.csv": rows for name, rows in tables.items()}}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return open_program(folder)


def test_ratings_are_those_of_people_who_take_part(tmp_path):
    """Whoever withdrew or may not mentor is neither counted nor trained."""
    program = _program(tmp_path)
    plan, _ = results(program, read_people(program))
    rating = plan.competencies[0].rating
    assert (rating.n, rating.blank, rating.mean, rating.below) == (2, 1, 3.5, 1)
    assert (plan.sides[0].people, plan.sides[0].total) == (3, 9)


def test_the_section_alone_is_enough(tmp_path):
    """Without people, without tables, without the section: a plan each time, nothing raised."""
    text = FILE.replace("tables:\n  mentees: {file: mentees.csv}\n  mentors: {file: mentors.csv}\n", "")
    program = _program(tmp_path, text)
    assert plan_training(program) == plan_training(program, read_people(program))
    assert plan_training(program).competencies[0].rating.state == "no_table"
    assert plan_training(_program(tmp_path, text.split("training:")[0])).modules == ()


def test_an_attendance_table_alone_is_counted(examples):
    """A programme that planned no training and kept attendance: the stage is not planned, and the counts are right."""
    program = open_program(examples / "lighthouse-2025")
    with pytest.raises(NotReady):
        require(program, "training")
    assert problems(program, "training") == ()
    counts = [(row.session, row.invited, row.attended, row.absent) for row in plan_training(program).attendance]
    lines = (examples / "lighthouse-2025" / "attendance.csv").read_text("utf-8").splitlines()[1:]
    for session, invited, attended, absent in counts:
        noted = [line.split(",")[2] for line in lines if line.split(",")[1] == session]
        assert (invited, attended, absent) == (len(noted), noted.count("yes"), noted.count("no"))
    assert [session for session, *_ in counts] == ["kick-off", "mentor basics", "half-way meeting", "closing meeting"]


def test_an_attendance_table_that_cannot_be_used_is_said_with_its_rows(tmp_path):
    """A value that is no yes or no stops the stage with the row, never with a traceback."""
    text = FILE.replace("  mentors: {file: mentors.csv}\n", "  mentors: {file: mentors.csv}\n  attendance: {file: attendance.csv}\n")
    with pytest.raises(InvalidProgram) as caught:
        plan_training(_program(tmp_path, text, attendance="person_id,session,attended\nE1,one,perhaps\n"))
    assert [(problem.row, problem.table) for problem in caught.value.problems] == [(2, "attendance")]
    empty = plan_training(_program(tmp_path, text, attendance="person_id,session,attended\n"))
    assert empty.attendance == ()


def test_a_section_with_nothing_in_it_is_not_ready(tmp_path):
    """Competencies, modules and support are all blank: what to begin with is said; one line of support is enough."""
    bare = FILE.split("training:")[0]
    found = problems(_program(tmp_path, bare + "training: {}\n"), "training")
    assert [(problem.code, problem.kind, problem.notebook) for problem in found] == [("MK-P250", "missing", "05_training")]
    assert problems(_program(tmp_path, bare + "training: {support: {mentees: [Goal sheet]}}\n"), "training") == ()


def test_a_competency_serves_areas_that_are_offered(tmp_path):
    """Where the forms offer areas, another one in a competency is wrong; without such a list any words stand."""
    text = FILE.replace("goals: [connect]}]", "goals: [connect], areas: [automation]}]")
    assert problems(_program(tmp_path, text), "training") == ()
    found = problems(_program(tmp_path, text.replace("audiences: {", "audiences: {areas: [data analysis], ")), "training")
    assert [(problem.kind, problem.place) for problem in found] == [("wrong", "training > competencies[1] 'doors' > areas[1]")]
    assert problems(_program(tmp_path, text.replace("audiences: {", "audiences: {areas: [automation], ")), "training") == ()


def test_the_proposal_is_a_draft_and_saves_nothing(tmp_path):
    """Names and levels come into the draft; the file on disk is what it was, and the draft has nothing wrong in it."""
    program = _program(tmp_path)
    draft = propose_training(program)
    assert [c.id for c in draft.intent.training.competencies] == ["doors", "listening", "goal_setting"] and draft.path == program.path
    assert open_program(tmp_path).intent == program.intent and problems(draft, "training") == ()


def test_the_shipped_plan_is_ready(examples):
    """Harbour: everything closed, seats for everybody, 6 and 2 hours within 8 and 4; nothing depends on the tables being there."""
    program = open_program(examples / "harbour-2026")
    require(program, "training")
    for plan in (plan_training(program), plan_training(program, read_people(program))):
        assert [(side.hours, side.budget, side.over) for side in plan.sides] == [(6, 8, 0), (2, 4, 0)]
        assert all(row.missing == 0 for row in plan.modules) and all(row.modules for row in plan.competencies)
        assert {gap.code for gap in plan.gaps} <= {"MK-G057"}
