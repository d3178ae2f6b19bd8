"""The plan of steering: what it says, and what it lacks without being stopped."""

import json

import pytest

from mentorkit.monitoring.plan import coordinator_hours, steering_plan
from mentorkit.planning.costs import costs_of
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
WHOLE = {
    "committee": [{"post": "Director", "powers": ["Budget", "Ending the programme"]}, {"post": "HR director", "powers": ["Changes of the plan"]}],
    "meets": "monthly",
    "contact": {"post": "Coordinator", "channel": "Telephone 1", "answers_within_days": 2},
    "coordinator": {"post": "HR officer", "fte": 0.25},
    "controls": [{"what": "Pairs that met", "when": "monthly", "by": "Coordinator", "limit": 0.85}],
    "agreement": {"text": "Both sign.", "signed": "required"},
    "confidentiality": "What is said stays.",
    "escalation": ["HR director"],
    "closure": {"last_meeting_by": "2027-06-30", "early_ending": "no_fault"},
}


def _plan(steering):
    return steering_plan(ProgramFile.model_validate_json(json.dumps({**HEADER, "steering": steering}), strict=True))


def _without(*names):
    return {key: value for key, value in WHOLE.items() if key not in names}


def test_a_whole_plan_has_no_gaps():
    """Committee with powers, contact, hours, controls, agreement, escalation and closure: nothing is open."""
    plan = _plan(WHOLE)
    assert (plan.gaps, plan.missing, plan.acts, plan.hours) == ((), (), "Coordinator", 0.25 * 1720 / 12)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("committee",), "MK-G060"), (("contact",), "MK-G062"), (("closure",), "MK-G063"), (("coordinator",), "MK-G064"), (("controls",), "MK-G065"),
        (("escalation",), "MK-G067"), (("meets",), "MK-G068"), (("confidentiality",), "MK-G069"), (("agreement",), "MK-G069"),
    ],
)  # fmt: skip
def test_what_is_missing_is_a_gap(names, code):
    """Each part of the plan that is missing is one open point of notebook 06."""
    gaps = _plan(_without(*names)).gaps
    assert [gap.code for gap in gaps] == [code] and gaps[0].notebook == "06_steering"


def test_an_empty_section_lists_everything_and_never_stops():
    """A first draft has its gaps and no traceback; without the section it is the same."""
    assert {gap.code for gap in _plan({}).gaps} >= {"MK-G060", "MK-G062", "MK-G064", "MK-G065", "MK-G067"}
    assert steering_plan(ProgramFile.model_validate_json(json.dumps(HEADER), strict=True)).gaps == _plan({}).gaps


@pytest.mark.parametrize(
    ("powers", "missing"),
    [
        ([], ("budget", "ending", "changes")),
        (["Budget"], ("ending", "changes")),
        (["Spending money", "May stop the programme at any time", "Adjusts the plan"], ()),
        (["תקציב", "סיום התוכנית", "שינויים בתוכנית"], ()),
        (["אישור התקציב", "להפסקת התוכנית", "לשנות את התכנון"], ()),
        (["Attending the kick-off", "Exchange with other sites"], ("budget", "ending", "changes")),
        (["Hours of mentors", "Complaints", "Ending a pair"], ("budget", "ending", "changes")),
    ],
)
def test_powers_that_nobody_has_are_named(powers, missing):
    """Budget, ending the programme and changing the plan are looked for in the words of both languages."""
    assert _plan({**WHOLE, "committee": [{"post": "Director", "powers": powers}]}).missing == missing


def test_a_flag_is_due_when_the_contact_point_answers():
    """Two days after the day of the file; nothing is promised where the file promises nothing."""
    import datetime

    day = datetime.date(2026, 6, 30)
    assert _plan(WHOLE).due(day) == datetime.date(2026, 7, 2)
    assert _plan(_without("contact")).due(day) is None and _plan(_without("contact")).acts == "HR officer"
    assert _plan(_without("contact", "coordinator")).acts is None and _plan(WHOLE).due(None) is None


def test_the_coordinator_s_hours_are_those_of_the_costs(examples):
    """A month's hours times the months are the running hours of the cost plan."""
    intent = open_program(examples / "harbour-2026").intent
    row = next(row for row in costs_of(intent).hours if row.role == "coordinator")
    assert coordinator_hours(intent) * intent.schedule.months == pytest.approx(row.total)
