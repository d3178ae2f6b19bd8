"""Where each pair stands on the day of the file: states, time passed, and what the table contradicts."""

import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.monitoring.course import elapsed_months

HEAD = "mentee_id,mentor_id,state,started,ended,end_reason\n"
STATES = ("proposed", "approved", "published", "active", "paused", "ended", "completed")
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))


def _months(start, end):
    return elapsed_months(pd.Series(pd.to_datetime([start])), pd.Series(pd.to_datetime([end])))[0]


def _slow_months(start, end):
    """Month by month on the calendar, then half a month if fifteen days are left."""
    passed, here = 0, start
    while True:
        year, month = divmod(start.year * 12 + start.month - 1 + passed + 1, 12)
        day = start.day
        while True:
            try:
                there = datetime.date(year, month + 1, day)
                break
            except ValueError:
                day -= 1
        if there > end:
            break
        passed, here = passed + 1, there
    return max(passed + (0.5 if (end - here).days >= 15 else 0.0), 0.0)


@given(DAYS, DAYS)
def test_months_passed_are_those_of_the_calendar(one, other):
    """Whole months by the calendar and half a month from fifteen days on, as counted step by step."""
    start, end = sorted((one, other))
    assert _months(start, end) == _slow_months(start, end)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-03-01", "2026-05-16", 2.5),
        ("2026-03-01", "2026-05-15", 2.0),
        ("2026-01-31", "2026-02-28", 1.0),
        ("2026-01-31", "2026-02-27", 0.5),
        ("2025-12-31", "2026-01-01", 0.0),
        ("2026-05-01", "2026-04-01", 0.0),
    ],
)
def test_known_months(start, end, months):
    """The last day of a short month ends a month; an end before the start is no time at all."""
    assert _months(start, end) == months


def test_the_strip_closes(monitored):
    """Every state has its place, the counts add up to the total, and the reasons to the pairs that ended early."""
    rows = "".join(f"E{n},M{n},{state},2026-01-05,{'2026-03-01' if state in ('ended', 'completed') else ''},{'moved' if n == 5 else ''}\n" for n, state in enumerate(STATES))
    found = monitored(pairs=HEAD + rows + "E8,M8,ended,2026-01-05,2026-02-01,\nE9,M9,ended,2026-01-05,2026-02-01,moved\n").strip
    assert [state for state, _ in found.counts] == list(STATES)
    assert found.total == 9 == sum(n for _, n in found.counts)
    assert found.reasons == (("moved", 2), ("", 1)) and sum(n for _, n in found.reasons) == found.of("ended")


def test_rows_count_up_to_the_day_of_the_file(monitored):
    """A pair that starts later is not there yet; one that ended later was still active."""
    found = monitored(pairs=HEAD + "E1,M1,active,2026-07-01,,\nE2,M2,completed,2026-01-05,2026-07-15,\nE3,M3,ended,2026-01-05,2026-06-30,moved\n")
    assert (found.strip.total, found.strip.of("active"), found.strip.of("ended")) == (2, 1, 1)
    assert [(w.code, w.count) for w in found.warnings] == [("MK-W162", 1)]


def test_what_the_table_contradicts_is_counted(monitored):
    """No start day, no end day, and an end day of a pair that is not over: three counted notes, and nothing stops."""
    found = monitored(pairs=HEAD + "E1,M1,active,,,\nE2,M2,ended,2026-01-05,,moved\nE3,M3,active,2026-01-05,2026-03-01,\n")
    assert [(w.code, w.count) for w in found.warnings] == [("MK-W163", 1), ("MK-W164", 1), ("MK-W165", 1)]
    assert found.strip.total == 3


def test_a_table_without_optional_columns_is_enough(monitored):
    """Ids and states alone give the strip."""
    found = monitored(pairs="mentee_id,mentor_id,state\nE1,M1,proposed\nE2,M2,published\n")
    assert (found.strip.total, found.board, found.meetings) == (2, (), None)
