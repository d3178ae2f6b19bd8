"""Stage 03 from a program file and its tables: people, seats, hours, supply and demand."""

import pytest

from mentorkit.errors import InvalidProgram
from mentorkit.program.program import open_program
from mentorkit.stages.audiences import profile, read_people, results

FILE = """\
schema: mentorkit-program/1
id: small
name: Small
language: en
as_of: 2026-09-01
tables: {mentees: {file: mentees.csv}, mentors: {file: mentors.csv}, staff: {file: staff.csv}}
audiences:
  mentees: {size: 4, selection: first_come, eligible: [{column: hire_date, before: 2026-01-01}]}
  mentors: {eligible: [{column: grade, at_least: 3}]}
  equal_access: [site]
training: {budget_hours: {mentor: 8, mentee: 4}}
schedule: {months: 9}
"""
MENTEES = """\
person_id,wants,site,hire_date,status,applied_on
E1,python;writing,North,2024-01-01,applied,2026-03-01
E2,python,North,2024-01-01,applied,2026-03-02
E3,Python,South,2024-01-01,withdrawn,2026-03-03
E4,writing,South,2026-05-01,applied,2026-03-04
E5,,South,2024-01-01,applied,2026-03-05
E6,leading,North,2024-01-01,applied,2026-03-06
E7,leading,,2024-01-01,applied,2026-03-07
"""
MENTORS = """\
person_id,offers,capacity,grade,site,hours_per_month
M1,python,2,4,North,4
M2,leading;python,1,3,South,2
M3,writing,1,2,North,4
"""
STAFF = """\
person_id,site
E1,North
E2,North
E3,South
E4,South
E5,South
E6,North
E7,North
M1,North
M2,South
M3,North
"""


@pytest.fixture
def program(tmp_path):
    for name, text in (("program.yaml", FILE), ("mentees.csv", MENTEES), ("mentors.csv", MENTORS), ("staff.csv", STAFF)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return open_program(tmp_path)


def test_people_are_counted_from_sign_up_to_selection(program):
    """Seven in the table, one withdrew, one was hired too late, five are eligible, four places; one mentor of three is too junior."""
    found = profile(program, read_people(program))
    assert (found.mentees.applied, found.mentees.withdrawn, found.mentees.ineligible, found.mentees.eligible, found.mentees.selected) == (7, 1, 1, 5, 4)
    assert (found.mentors.applied, found.mentors.withdrawn, found.mentors.ineligible, found.mentors.eligible, found.mentors.selected) == (3, 0, 1, 2, None)
    assert [n for _, n in found.mentees.reasons] == [1, 1]


def test_seats_and_hours_against_the_plan(program):
    """Two mentors with three seats for four planned lack one; four pairs need 4 x 30.5 hours, the two offer 6 x 9."""
    found = profile(program, read_people(program))
    assert (found.seats.seats, found.seats.planned, found.seats.missing) == (3, 4, 1)
    assert (found.hours.mentors_total, found.offered.total, found.offered.short) == (122.0, 54.0, 1)
    assert {gap.code for gap in found.gaps} == {"MK-G301", "MK-G305", "MK-G306", "MK-G308"}


def test_supply_and_demand_are_of_eligible_people(program):
    """Writing is offered only by a mentor who is not eligible, so nobody offers it; leading hangs on one mentor."""
    supply = profile(program, read_people(program)).supply
    assert {row.area: (row.wanted_by, row.offered_by, row.seats) for row in supply.rows} == {"writing": (1, 0, 0), "python": (2, 2, 3), "leading": (2, 1, 1)}
    assert (supply.nobody, supply.one_mentor, supply.scarce) == (("writing",), ("leading",), ("leading",))
    assert (supply.mentees, supply.mentees_answered) == (5, 4)


def test_equal_access_counts_every_group_at_every_step(program):
    """Groups of site from staff to selection; people without an answer are a group of their own."""
    found = profile(program, read_people(program))
    (site,) = found.access
    assert {row.group: (row.staff, row.applied, row.eligible, row.selected, row.mentors) for row in site.rows} == {
        "North": (6, 3, 3, 3, 1),
        "South": (4, 3, 1, 1, 1),
        None: (0, 1, 1, 0, 0),
    }
    assert found.absent == ()


def test_blank_answers_are_counted(program):
    """One mentee names no area, one no site."""
    found = profile(program, read_people(program))
    assert {(each.side, each.column): each.blank for each in found.quality.answers if each.blank} == {("mentees", "wants"): 1, ("mentees", "site"): 1}


def test_results_hold_the_profile_and_the_forms(program):
    """The page shows both sides in counts, then the forms."""
    assert [type(result).__name__ for result in results(program, read_people(program))] == ["Profile", "FormsKit"]


def test_tables_that_are_wrong_raise_with_every_problem(program, tmp_path):
    """Two broken tables give the problems of both at once."""
    (tmp_path / "mentees.csv").write_text(MENTEES.replace("2026-03-01", "2026-13-01"), encoding="utf-8")
    (tmp_path / "mentors.csv").write_text(MENTORS.replace("M1,python,2", "M1,python,many"), encoding="utf-8")
    with pytest.raises(InvalidProgram) as caught:
        read_people(program)
    assert {problem.file for problem in caught.value.problems} == {"mentees.csv", "mentors.csv"}


def test_a_programme_without_tables_is_shown_empty(tmp_path):
    """No table is named: every count is zero and supply cannot be compared or is empty; nothing is raised."""
    (tmp_path / "program.yaml").write_text("\n".join(FILE.splitlines()[:4]) + "\n", encoding="utf-8")
    program = open_program(tmp_path)
    found = profile(program, read_people(program))
    assert (found.mentees.applied, found.seats.seats, found.hours.mentor) == (0, 0, None)
