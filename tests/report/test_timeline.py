"""The line of time: readable with many entries, in both directions, with the numbers beside it."""

import datetime
import json

import pytest

from mentorkit.planning.calendar import calendar_of
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program
from mentorkit.report.lens import Lens
from mentorkit.report.timeline import timeline_picture
from mentorkit.text import text_for
from tests.report.figure_faults import watched

HEAD = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en"}


def calendar(**sections):
    return calendar_of(ProgramFile.model_validate_json(json.dumps({**HEAD, **sections}), strict=True))


WHOLE = {
    "as_of": "2026-09-10",
    "audiences": {"forms_due": "2026-08-20"},
    "schedule": {"starts": "2026-10-01", "months": 9, "waves": {"start": "2026-09-25", "end": "2027-06-20"}},
    "training": {"modules": [{"id": "a"}], "sessions": [{"module": "a", "on": "2026-09-20"}], "support": {"during": [{"what": "Group", "every_weeks": 2}]}},
    "steering": {"meets": "monthly", "controls": [{"what": "Met", "when": "monthly"}]},
    "commitment": {"promises": [{"id": "a", "due": "2026-09-01"}, {"id": "b", "due": "2026-10-01"}], "decisions_requested": [{"what": "Go", "due": "2026-09-02"}]},
    "evaluation": {"lessons_on": "2027-09-01"},
    "alternatives": {"decision": {"review_on": "2029-08-01"}},
    "privacy": {"delete_after": "2031-01-01"},
    "measures": [{"id": "m", "due": "2027-08-01"}],
}


@pytest.mark.parametrize("language", ["en", "he"])
def test_forty_entries_can_be_read(monkeypatch, language):
    """Thirteen rows with more than forty marks: letters of ten points, none over others, none outside; days years ahead do not squeeze the rest."""
    found = calendar(**WHOLE)
    assert len(found.entries) > 40
    with watched(monkeypatch) as faults:
        picture = timeline_picture(found, Lens(text_for(language), "committee"))
        content = picture.png()
    assert faults == [[]] and len(content) < 90_000 and content == picture.png()
    assert len(picture.table.rows) == 13


def test_rows_hold_every_entry_once():
    """The marks of the table add up to the calendar; first and last days are those of marks and phase."""
    found = calendar(**WHOLE)
    rows = timeline_picture(found, Lens(text_for("en"), "committee")).table.rows
    assert sum(row[3] for row in rows) == len(found.entries)
    by_words = {text_for("en").plain(row[0]): row[1:3] for row in rows}
    assert by_words["Selection and pairing"] == (datetime.date(2026, 8, 20), datetime.date(2026, 10, 1))
    assert by_words["The pairs meet"] == (datetime.date(2026, 10, 1), datetime.date(2027, 7, 1))
    assert text_for("en").plain(by_words["Sign-up"][0]) == "not stated"


@pytest.mark.parametrize(
    "sections", [{"privacy": {"delete_after": "2031-01-01"}}, {"audiences": {"forms_due": "2026-08-20"}}, {"schedule": {"starts": "2000-01-01", "months": 60}}]
)
def test_a_few_days_are_drawn_too(monkeypatch, sections):
    """One day alone, sign-up alone, or years of months make a picture without faults."""
    found = calendar(**sections)
    with watched(monkeypatch) as faults:
        timeline_picture(found, Lens(text_for("en"), "committee")).png()
    assert faults == [[]]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026", "ferry-2026", "delta-2026", "lighthouse-2025"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_the_examples_can_be_read(examples, monkeypatch, name, language):
    """The line of time of the examples, in both directions."""
    with watched(monkeypatch) as faults:
        timeline_picture(calendar_of(open_program(examples / name).intent), Lens(text_for(language), "coordinator")).png()
    assert faults == [[]]
