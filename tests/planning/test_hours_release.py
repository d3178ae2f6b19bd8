"""The line manager's form says which hours agreeing releases."""

from pathlib import Path

from mentorkit.planning.form_kit import kit_of
from mentorkit.planning.form_questions import Lists
from mentorkit.program.program import parse_program

DRAFT = "schema: mentorkit-program/1\nid: x\nname: X\nlanguage: en\naudiences: {mentees: {manager_consent: required}}\n"


def _lines(more: str = "") -> str:
    kit = kit_of(parse_program((DRAFT + more).encode(), Path("program.yaml")).intent, Lists())
    return " ".join(map(str, kit.form("line_manager").lines))


def test_the_hours_are_those_of_the_plan():
    """Nine months of two meetings of one hour and a quarter, and four hours of training: 26.5, which is 27."""
    assert "27 working hours" in _lines("schedule: {months: 9}\ntraining: {budget_hours: {mentee: 4}}\n")


def test_unknown_hours_are_said_to_be_open():
    """A draft without months has a place to fill in, not a number."""
    assert "not known yet" in _lines() and "working hours" not in _lines()
