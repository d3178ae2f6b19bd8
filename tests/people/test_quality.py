"""What the sign-up tables are worth, and who could join and did not sign up."""

import datetime
from dataclasses import replace

import pandas as pd
import pytest

from mentorkit.people.alike import alike
from mentorkit.people.outside import could_mentor, might_apply
from mentorkit.people.people import People
from mentorkit.people.quality import quality_of
from mentorkit.people.uses import used_columns
from mentorkit.planning.mentee_support import QUESTIONS
from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Warned
from mentorkit.text import msg

LISTS, DAYS = {"wants", "offers", "preferences", "interests"}, {"hire_date", "applied_on"}


def frame(rows):
    names = dict.fromkeys(name for row in rows for name in row)
    return pd.DataFrame({name: _column(name, [row.get(name) for row in rows]) for name in ("person_id", *(n for n in names if n != "person_id"))})


def _column(name, values):
    if name in LISTS:
        return pd.Series([tuple(value or ()) for value in values], dtype=object)
    return pd.to_datetime(pd.Series(values, dtype=object)) if name in DAYS else pd.array(values, dtype="Float64" if name == "grade" else "string")


def intent(**sections):
    return ProgramFile.model_validate({"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en", "as_of": "2026-03-01", **sections}, strict=False)


def people(mentees=(), mentors=(), staff=()):
    empty = frame([{"person_id": None}]).head(0)
    return People(*(frame(list(rows)) if rows else empty for rows in (mentees, mentors, staff)), empty)


@pytest.mark.parametrize(
    ("rare", "usual", "found"),
    [
        ("Negotation", "negotiation", True),
        ("team-leading", "team leading", True),
        ("presentation", "presentations", True),
        ("Negotiation ", "negotiation", False),  # read as one everywhere, nothing to map
        ("level 1", "level 2", False),
        ("planning", "budgets", False),
        ("IT", "HR", False),
        ("ניהול צוותים", "ניהול צוות", True),
    ],
)
def test_answers_that_are_probably_one(rare, usual, found):
    """A letter, a hyphen or a plural apart is said once; case and spaces, other numbers and other words are not."""
    said = alike("wants", {"mentees.wants": {usual: 2, rare: 1}, "mentors.offers": {usual: 1}})
    assert [(one.rare.strip(), one.usual, one.rare_count, one.usual_count, one.tables) for one in said] == ([(rare, usual, 1, 3, ("mentees.wants",))] if found else [])


def test_two_answers_that_many_give_are_two():
    """East Lock and West Lock differ by two letters and are two places."""
    assert alike("site", {"mentees.site": {"East Lock": 30, "West Lock": 25}}) == ()


def test_columns_are_counted_and_what_cannot_be_used_is_named():
    """Two of three gave a wish, one for somebody who did not sign up; one is hired tomorrow; an area that is not on the list; nobody uses interests."""
    mentees = [
        {"person_id": "A", "wants": ["python"], "preferences": ["M"], "hire_date": "2020-01-01", "interests": ["choir"], "applied_on": "2026-02-01"},
        {"person_id": "B", "wants": ["cobol"], "preferences": ["X"], "hire_date": "2026-04-01", "interests": [], "applied_on": "2026-02-09"},
        {"person_id": "C", "wants": [], "preferences": [], "hire_date": None, "interests": [], "applied_on": None},
    ]
    found = quality_of(intent(audiences={"areas": ["Python", "writing"]}), people(mentees, [{"person_id": "m", "offers": ["python"]}]))
    at = {(one.side, one.column): (one.answered, one.blank, one.unusable, one.used) for one in found.answers}
    assert at["mentees", "wants"] == (2, 1, 1, True) and at["mentees", "preferences"] == (2, 1, 1, True)
    assert at["mentees", "hire_date"] == (2, 1, 1, True) and at["mentees", "interests"] == (1, 2, 0, False)
    assert [one.column for one in found.answers if not one.used] == ["interests"]
    assert [(span.first, span.last, span.answered) for span in found.spans] == [(datetime.date(2026, 2, 1), datetime.date(2026, 2, 9), 2)]
    assert all(one.used for one in quality_of(intent(), people(mentees), compared=("interests",)).answers)


def test_a_blank_capacity_counts_as_blank():
    """The reader fills a blank capacity with one; the table of answers still says that it was left blank."""
    mentors = frame([{"person_id": "m"}, {"person_id": "n"}]).assign(capacity=pd.array([2, 1], dtype="Int64"))
    found = quality_of(intent(), replace(people(), mentors=mentors, warnings=(Warned("MK-W034", msg("One mentor left the capacity blank."), "03", "mentors.csv", 1),)))
    assert [(one.answered, one.blank) for one in found.answers if one.column == "capacity"] == [(1, 1)]


def test_forms_sent_twice_and_people_on_both_sides():
    """Two numbers with six equal answers are one form sent twice; four equal answers are too few to say so; a person may be on both lists."""
    same = {"wants": ["b", "a"], "department": "X", "site": "Y", "employment": "full", "style": "direct", "grade": 3}
    few = {"wants": ["b", "a"], "department": "X", "site": "Y", "employment": "full"}
    found = quality_of(intent(), people([{"person_id": "A", **same}, {"person_id": "B", **same, "wants": ["A ", "b"]}], [{"person_id": "a"}]))
    assert found.twice == (("mentees", ("A", "B")),) and found.both == ("A",)
    assert quality_of(intent(), people([{"person_id": "A", **few}, {"person_id": "B", **few}])).twice == ()


def test_a_column_is_used_by_rules_conditions_training_and_consent():
    """What the file names anywhere is used."""
    used = used_columns(
        intent(
            audiences={"mentees": {"eligible": [{"any_of": [{"column": "badge", "filled": True}, {"column": "shift", "equals": "night"}]}], "manager_consent": "asked"}},
            pairing={"rules": [{"id": "r", "kind": "not_in_line"}, {"id": "s", "kind": "same", "column": "union"}]},
            training={"competencies": [{"id": "listening", "needed": {"mentor": 4}}]},
        )
    )
    assert {"badge", "shift", "manager_consent", "manager_id", "union", "rate_listening", *QUESTIONS} <= used and "team" not in used


MENTORS = {"mentors": {"eligible": [{"column": "grade", "at_least": 5}]}, "mentees": {"eligible": [{"column": "grade", "at_most": 2}]}}


def test_who_could_mentor_is_nobody_on_a_list():
    """Of the staff of grade five and more, those on a list under any spelling and those not yet hired do not count; the department with most mentees for its mentors is first."""
    staff = [
        {"person_id": "S1", "grade": 5, "department": "Law", "hire_date": "2010-03-01"},
        {"person_id": "S2", "grade": 6, "department": "Sales", "hire_date": "2020-03-01"},
        {"person_id": "s3", "grade": 6, "department": "Sales", "hire_date": "2016-03-01"},
        {"person_id": "S4", "grade": 2, "department": "Sales", "hire_date": "2016-03-01"},
        {"person_id": "M1", "grade": 7, "department": "Law", "hire_date": "2001-01-01"},
        {"person_id": "S5", "grade": 7, "department": "Law", "hire_date": "2026-05-01"},
    ]
    mentees, mentors = [{"person_id": "E1", "department": "sales"}, {"person_id": "E2", "department": "Sales"}], [{"person_id": "m1", "department": "Law"}]
    everybody = people(mentees, mentors, staff)
    found = could_mentor(intent(audiences=MENTORS), everybody, everybody.mentees, everybody.mentors)
    assert (found.state, found.could) == ("counted", 3)
    assert [(row.group, row.could, row.mentors, row.mentees) for row in found.groups[0][1]] == [("Sales", 2, 0, 2), ("Law", 1, 1, 0)]
    assert [one.person for one in found.persons] == ["s3", "S2", "S1"] and found.persons[0].years == pytest.approx(10, abs=0.02)
    assert might_apply(intent(audiences=MENTORS), everybody) == 1


def test_what_the_staff_table_cannot_say_is_said():
    """No staff table, no conditions, none of the columns, and some of the columns are four different answers."""
    staff = [{"person_id": "S1", "grade": 5}]
    two = {"mentors": {"eligible": [{"column": "grade", "at_least": 5}, {"column": "badge", "filled": True}]}}
    cases = [(MENTORS, people()), ({}, people(staff=staff)), ({"mentors": {"eligible": [{"column": "badge", "filled": True}]}}, people(staff=staff)), (two, people(staff=staff))]
    found = [could_mentor(intent(audiences=section), everybody, everybody.mentees, everybody.mentors) for section, everybody in cases]
    assert [one.state for one in found] == ["no_staff", "no_conditions", "no_columns", "counted"]
    assert found[3].unchecked == ("badge",) and found[3].could == 1
