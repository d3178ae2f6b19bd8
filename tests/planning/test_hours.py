"""Hours of a plan, held against a worked example: 24 pairs, nine months, two meetings a month."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.planning.hours import hours_needed, hours_offered, pair_hours
from mentorkit.program.model import ProgramFile

WORKED = {
    "schema": "mentorkit-program/1",
    "id": "worked",
    "name": "Worked example",
    "language": "en",
    "audiences": {"mentees": {"size": 24}},
    "training": {"budget_hours": {"mentor": 8, "mentee": 4}},
    "schedule": {"months": 9, "meetings_per_month": 2, "meeting_hours": 1.0, "preparation_hours": 0.25},
}


def _intent(**changes):
    return ProgramFile.model_validate_json(json.dumps({**WORKED, **changes}), strict=True)


def test_the_worked_example_of_24_pairs():
    """Two meetings of an hour a month over nine months with a quarter of preparation are 22.5 hours; with training 30.5 and 26.5."""
    found = hours_needed(_intent())
    assert (found.meetings, found.pair, found.per_month) == (18, 22.5, 2.5)
    assert (found.mentor, found.mentee) == (30.5, 26.5)
    assert (found.mentors_total, found.mentees_total) == (732, 636)


def test_the_money_of_the_worked_example_follows_from_these_hours():
    """At 90,000 and 60,000 a year, loading 1.3 and 1,720 paid hours, the two totals cost 49,793 and 28,842."""
    found = hours_needed(_intent())
    assert found.mentors_total * 90_000 * 1.3 / 1720 == pytest.approx(49_793, abs=0.5)
    assert found.mentees_total * 60_000 * 1.3 / 1720 == pytest.approx(28_842, abs=0.5)


def test_a_plan_without_months_or_size_has_no_totals():
    """What cannot be counted is None, never zero."""
    found = hours_needed(_intent(schedule={}, audiences=None))
    assert (found.months, found.pair, found.mentor, found.mentors_total, found.mentees) == (None, None, None, None, None)
    assert hours_needed(_intent(audiences=None)).mentors_total is None


@given(*(st.integers(1, 8) for _ in range(4)), st.integers(0, 8).map(lambda quarters: quarters / 4))
def test_twice_the_meetings_are_twice_the_hours(m, months, hours, factor, preparation):
    """Hours of a pair grow in proportion to meetings and to months."""
    once = pair_hours(m, months, hours, preparation)
    assert pair_hours(m * factor, months, hours, preparation) == pytest.approx(once * factor)
    assert pair_hours(m, months * factor, hours, preparation) == pytest.approx(once * factor)


def test_offered_hours_count_only_who_answered():
    """Blank answers are counted as unanswered; who offers less than one mentee takes is counted as short."""
    needed = hours_needed(_intent())
    mentors = pd.DataFrame({"person_id": ["a", "b", "c", "d"], "hours_per_month": pd.array([2.5, 4, None, 2], dtype="Float64")})
    found = hours_offered(mentors, needed)
    assert (found.answered, found.unanswered, found.per_month, found.total, found.short) == (3, 1, 8.5, 76.5, 2)


def test_mentors_who_were_not_asked_for_hours_offer_nothing_known():
    """Without the column nothing is known, which is not the same as no hours."""
    found = hours_offered(pd.DataFrame({"person_id": ["a"]}), hours_needed(_intent()))
    assert not found.asked and found.total is None
