"""The programme's calendar: what the file dates, and the days that rhythms in words give."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.planning.calendar import calendar_of
from mentorkit.planning.rhythm import Rhythm, after_months, days_of, rhythm_of, times_in
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
START = datetime.date(2026, 10, 1)


def _calendar(**sections):
    return calendar_of(ProgramFile.model_validate_json(json.dumps({**HEADER, **sections}), strict=True))


def _days(calendar, kind):
    return [entry.on.isoformat() for entry in calendar.entries if entry.kind == kind]


@pytest.mark.parametrize(
    ("words", "weeks", "months"),
    [
        ("weekly", 1, 0), ("Every week", 1, 0), ("once a week", 1, 0), ("every two weeks", 2, 0), ("every 2 weeks", 2, 0), ("every other week", 2, 0), ("fortnightly", 2, 0),
        ("every six weeks", 6, 0), ("Monthly", 0, 1), ("monthly.", 0, 1), ("once a month", 0, 1), ("every two months", 0, 2), ("every second month", 0, 2), ("quarterly", 0, 3),
        ("every quarter", 0, 3), ("every 3 months", 0, 3), ("monthly, on the first Tuesday", 0, 1), ("half-yearly", 0, 6), ("once a year", 0, 12),
        ("שבועי", 1, 0), ("מדי שבוע", 1, 0), ("פעם בשבוע", 1, 0), ("כל שבועיים", 2, 0), ("אחת לשבועיים", 2, 0), ("דו-שבועי", 2, 0), ("פעם ב-6 שבועות", 6, 0),
        ("כל שלושה חודשים", 0, 3),
        ("חודשי", 0, 1), ("חודשית", 0, 1), ("כל חודש", 0, 1), ("אחת לחודש", 0, 1), ("כל חודשיים", 0, 2), ("אחת לחודשיים", 0, 2), ("רבעוני", 0, 3), ("אחת לרבעון", 0, 3),
    ],
)  # fmt: skip
def test_usual_words_are_understood(words, weeks, months):
    """Weekly, every two weeks, monthly, every two months, quarterly and their like, in English and Hebrew."""
    assert rhythm_of(words) == Rhythm(weeks, months)


@pytest.mark.parametrize(
    "words", ["when needed", "bi-monthly", "bimonthly", "twice a month", "monthly, then quarterly", "every blue moon", "not monthly", "לפי הצורך", "", "every 0 weeks"]
)
def test_words_that_are_not_certain_are_not_guessed(words):
    """What can be read in two ways, or in none, is no rhythm."""
    assert rhythm_of(words) is None


def test_monthly_over_nine_months_are_nine_days():
    """The first one turn after the start, the last on the last day of the programme; month by month, counted by hand."""
    assert [day.isoformat() for day in days_of(Rhythm(months=1), START, 9)] == [
        "2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-01", "2027-06-01", "2027-07-01",
    ]  # fmt: skip


def test_the_end_of_a_short_month_does_not_shift_the_later_ones():
    """From 31 January: the last day of February, then the 31st of March again."""
    assert days_of(Rhythm(months=1), datetime.date(2027, 1, 31), 2) == (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 1, 1)), st.integers(1, 40), st.integers(1, 60))
def test_weeks_agree_with_counting_day_by_day(starts, weeks, months):
    """A slow obvious version: walk through the days and note each one that is a whole number of turns away."""
    end, day, slow = after_months(starts, months), starts, []
    while day < end:
        day += datetime.timedelta(days=1)
        if (day - starts).days % (7 * weeks) == 0:
            slow.append(day)
    assert days_of(Rhythm(weeks=weeks), starts, months) == tuple(slow[:261])
    assert times_in(weeks, starts, months) == min(len(slow), 261)


def test_without_a_start_support_is_counted_in_months_of_usual_length():
    """Every six weeks in nine months are six times; in five months and a half three times."""
    assert (times_in(6, None, 9), times_in(6, START, 9), times_in(6, None, 5.5)) == (6, 6, 3)


def test_everything_dated_is_in_order():
    """Training, start, waves, meetings, controls, closing, promises, decisions, measures, review and deletion, by day."""
    calendar = _calendar(
        as_of="2026-09-01",
        schedule={"starts": "2026-10-01", "months": 2, "waves": {"start": "2026-09-25"}},
        training={
            "modules": [{"id": "basics", "for": "mentor"}],
            "sessions": [{"module": "basics", "on": "2026-09-20"}, {"module": "basics"}],
            "support": {"during": [{"what": "Group", "every_weeks": 6}]},
        },
        steering={"meets": "monthly", "committee": [{"post": "HR director"}, {"powers": ["x"]}], "controls": [{"what": "Met", "when": "every two months", "by": "Coordinator"}],
                  "closure": {"last_meeting_by": "2026-11-30"}},
        commitment={"promises": [{"id": "hours", "what": "Hours", "due": "2026-08-01", "kept": "yes"}], "decisions_requested": [{"what": "Agree", "due": "2026-09-01"}]},
        measures=[{"id": "m", "due": "2027-01-01", "owner": "HR"}],
        alternatives={"decision": {"review_on": "2027-02-01"}},
        privacy={"delete_after": "2028-01-01"},
    )  # fmt: skip
    assert [(entry.on.isoformat(), entry.kind) for entry in calendar.entries] == [
        ("2026-08-01", "promise"), ("2026-09-01", "decision"), ("2026-09-20", "session"), ("2026-09-25", "wave"), ("2026-10-01", "start"), ("2026-11-01", "meeting"),
        ("2026-11-12", "support"), ("2026-11-30", "closing"), ("2026-12-01", "meeting"), ("2026-12-01", "control"), ("2027-01-01", "measure"), ("2027-02-01", "review"),
        ("2028-01-01", "deletion"),
    ]  # fmt: skip
    assert [calendar.past(entry) for entry in calendar.entries[:3]] == [True, False, False]
    assert calendar.coming[0].kind == "decision" and calendar.gaps == ()
    assert {entry.kind for entry in calendar.entries if entry.counted} == {"meeting", "support", "control"}
    assert next(entry for entry in calendar.entries if entry.kind == "meeting").who == ("HR director",)


def test_a_rhythm_that_cannot_be_read_is_said_and_lists_nothing():
    """The meetings have no days, the control has; the sentence quotes the words."""
    steering = {"meets": "when needed", "controls": [{"what": "Met", "when": "monthly"}, {"what": "Hours"}]}
    calendar = _calendar(schedule={"starts": "2026-10-01", "months": 3}, steering=steering)
    assert (_days(calendar, "meeting"), len(_days(calendar, "control"))) == ([], 3)
    assert [gap.code for gap in calendar.gaps] == ["MK-G059"] and "when needed" in str(calendar.gaps[0].message)


def test_without_start_or_months_nothing_is_counted():
    """One sentence says what the schedule lacks; nothing is raised."""
    for schedule in ({}, {"starts": "2026-10-01"}, {"months": 9}):
        calendar = _calendar(schedule=schedule, steering={"meets": "monthly"})
        assert _days(calendar, "meeting") == [] and len(calendar.gaps) == 1
    assert _calendar().entries == () and _calendar().gaps == ()


def test_what_was_kept_no_longer_comes():
    """A promise that was kept stays in the calendar and is not among what comes next."""
    calendar = _calendar(commitment={"promises": [{"id": "a", "due": "2026-09-05", "kept": "yes"}, {"id": "b", "due": "2026-09-06"}]})
    assert len(calendar.entries) == 2 and [entry.on.day for entry in calendar.coming] == [6]


def test_the_shipped_examples_have_calendars(examples):
    """Nine committee meetings in nine months; a header with goals alone has an empty calendar."""
    for name, meetings in (("harbour-2026", 9), ("lighthouse-2025", 9), ("orchard-draft", 0)):
        calendar = calendar_of(open_program(examples / name).intent)
        assert len(_days(calendar, "meeting")) == meetings and calendar.gaps == ()
        assert list(calendar.entries) == sorted(calendar.entries, key=lambda entry: entry.on)


def test_what_the_file_dates_has_a_post_that_owns_it():
    """Forms, lessons and the deletion of data belong to the coordinator or the committee, the review to whoever decided."""
    calendar = _calendar(
        audiences={"forms_due": "2026-08-20"},
        evaluation={"lessons_on": "2027-09-01"},
        privacy={"delete_after": "2028-01-01"},
        alternatives={"decision": {"review_on": "2027-08-01", "by": "Director"}},
        steering={"coordinator": {"post": "Coordinator"}, "committee": [{"post": "HR"}, {"post": "Finance"}], "contact": {"post": "Desk"}},
    )
    owners = {entry.kind: entry.who for entry in calendar.entries}
    assert owners == {"forms": "Coordinator", "lessons": ("HR", "Finance"), "deletion": "Coordinator", "review": "Director"}


def test_phases_follow_each_other():
    """Sign-up has no first day, pairing runs from the forms to the start, the pairs to their closing, then comes the evaluation."""
    calendar = _calendar(
        audiences={"forms_due": "2026-08-20"},
        schedule={"starts": "2026-10-01", "months": 9, "waves": {"after": "2027-10-01"}},
        training={"modules": [{"id": "a"}], "sessions": [{"module": "a", "on": "2026-09-20"}, {"module": "a", "on": "2026-11-20"}]},
    )
    found = {phase.key: (str(phase.begins), str(phase.ends)) for phase in calendar.phases}
    assert found == {
        "sign_up": ("None", "2026-08-20"), "pairing": ("2026-08-20", "2026-10-01"), "training": ("2026-09-20", "2026-11-20"), "pairs": ("2026-10-01", "2027-07-01"),
        "afterwards": ("2027-07-01", "2027-10-01"),
    }  # fmt: skip
    assert _calendar().phases == ()
