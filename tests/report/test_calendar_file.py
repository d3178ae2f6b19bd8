"""calendar.ics: read back by the library, the same bytes each time, Hebrew whole, nothing that was kept."""

import datetime
import json

import icalendar
import pytest

from mentorkit.planning.calendar import calendar_of
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program
from mentorkit.report.calendar_file import calendar_ics
from mentorkit.text import text_for

EN, HE = text_for("en"), text_for("he")
LONG = "תוכנית המנטורינג של אגף ההנדסה: השעות נחשבות שעות עבודה, והמנהלות והמנהלים הישירים יודעים על כך מראש; פסיק, נקודה-פסיק ושורה ארוכה מאוד עם ABC בתוכה"


def _calendar(**sections):
    header = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "he"}
    return calendar_of(ProgramFile.model_validate_json(json.dumps({**header, **sections}), strict=True))


def _events(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025", "orchard-draft"])
@pytest.mark.parametrize("text", [EN, HE], ids=["en", "he"])
def test_the_file_reads_back_as_the_calendar(examples, name, text):
    """Each entry that was not kept is an all-day event of its day, in order, without line-direction marks, in short lines."""
    calendar = calendar_of(open_program(examples / name).intent)
    data = calendar_ics(calendar, text, name)
    assert [event["DTSTART"].dt for event in _events(data)] == [entry.on for entry in calendar.entries if not entry.done]
    assert all(type(event["DTSTART"].dt) is datetime.date and (event["DTEND"].dt - event["DTSTART"].dt).days == 1 for event in _events(data))
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")
    assert not any(mark in data.decode("utf-8") for mark in "\u2066\u2067\u2068\u2069")


def test_the_same_calendar_gives_the_same_bytes(examples):
    """No clock and no random id: made twice, equal; each id is its own, and both languages share them."""
    calendar = calendar_of(open_program(examples / "harbour-2026").intent)
    assert calendar_ics(calendar, EN, "harbour-2026") == calendar_ics(calendar, EN, "harbour-2026")
    ids = [str(event["UID"]) for event in _events(calendar_ics(calendar, EN, "harbour-2026"))]
    assert len(set(ids)) == len(ids) and ids == [str(event["UID"]) for event in _events(calendar_ics(calendar, HE, "harbour-2026"))]
    stamps = {(event["DTSTAMP"].dt.date(), event["DTSTART"].dt) for event in _events(calendar_ics(calendar, EN, "harbour-2026"))}
    assert all(stamp == day for stamp, day in stamps)


def test_a_moved_day_keeps_the_id():
    """Read into a calendar again, the entry moves instead of standing there twice."""
    first, second = (
        _events(calendar_ics(_calendar(schedule={"waves": {"start": day}}), EN, "small"))[0] for day in ("2026-09-25", "2026-09-28")
    )  # fmt: skip
    assert first["UID"] == second["UID"] and first["DTSTART"].dt != second["DTSTART"].dt


def test_hebrew_and_signs_come_back_whole():
    """A long Hebrew promise with commas and semicolons survives folding and reading; who it is for stands below."""
    data = calendar_ics(_calendar(commitment={"promises": [{"id": "a", "what": LONG, "who": "סמנכ״לית", "due": "2026-09-01"}]}), HE, "small")
    (event,) = _events(data)
    assert LONG in str(event["SUMMARY"]) and str(event["DESCRIPTION"]) == "סמנכ״לית" and str(event["DTSTART"].to_ical(), "ascii") == "20260901"


def test_what_was_kept_is_left_out_and_an_empty_calendar_is_a_file():
    """A kept promise needs no reminder; a calendar without entries is still readable."""
    data = calendar_ics(_calendar(commitment={"promises": [{"id": "a", "due": "2026-09-01", "kept": "yes"}]}), EN, "small")
    assert _events(data) == [] and icalendar.Calendar.from_ical(data)["VERSION"] == "2.0"


def test_every_deadline_is_in_it_with_its_post():
    """Forms, lessons, review, deletion, promises and decisions each stand in the file, with the post below."""
    data = calendar_ics(
        _calendar(
            audiences={"forms_due": "2026-08-20"},
            evaluation={"lessons_on": "2027-09-01"},
            privacy={"delete_after": "2028-01-01"},
            alternatives={"decision": {"review_on": "2027-08-01", "by": "Director"}},
            steering={"coordinator": {"post": "Coordinator"}},
            commitment={"promises": [{"id": "a", "due": "2026-09-01", "who": "Sponsor"}], "decisions_requested": [{"what": "Go", "of": "Board", "due": "2026-09-02"}]},
        ),
        EN,
        "small",
    )
    found = {str(event["CATEGORIES"].cats[0]): str(event["DESCRIPTION"]) for event in _events(data)}
    assert found == {"forms": "Coordinator", "promise": "Sponsor", "decision": "Board", "review": "Director", "lessons": "Coordinator", "deletion": "Coordinator"}
