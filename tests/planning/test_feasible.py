"""Hours against the plan, mentor by mentor: every change that is offered makes the plan fit when it is taken, and no smaller one does."""

import json
import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.planning.feasible import Plan, carried, feasible
from mentorkit.planning.hours import hours_needed
from mentorkit.program.model import ProgramFile

NO_MONTHS = {"schema": "mentorkit-program/1", "id": "a", "name": "A", "language": "en", "audiences": {"mentees": {"size": 2}}}


def intent(size=24, months=9, meetings=2.0, length=1.0, training=8.0):
    tree = {
        "schema": "mentorkit-program/1", "id": "worked", "name": "Worked", "language": "en", "audiences": {"mentees": {"size": size}},
        "training": {"budget_hours": {"mentor": training, "mentee": 4}}, "schedule": {"months": months, "meetings_per_month": meetings, "meeting_hours": length},
    }  # fmt: skip
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def mentors(hours, seats):
    return pd.DataFrame({"hours_per_month": pd.array(hours, dtype="Float64"), "capacity": pd.array(seats, dtype="Int64")})


def found(plan, hours, seats):
    return feasible(plan, mentors(hours, seats), hours_needed(plan))


def test_each_mentor_carries_what_is_left_after_the_training():
    """Nine months of 4 hours are 36; 8 of training leave 28, one pair of 22.5; 6 hours a month carry two, 2 hours none."""
    result = found(intent(size=3), [4, 6, 2], [2, 2, 1])
    assert (result.state, result.carried, result.wanted) == ("fits", 3, 3)
    assert found(intent(size=4), [4, 6, 2], [2, 2, 1]).state == "short"


def test_mentors_who_did_not_answer_leave_it_open():
    """A blank counts for nothing; when the seats of the blank ones would close the gap, the page says to ask."""
    result = found(intent(size=2), [4, None], [1, 1])
    assert (result.state, result.carried, result.blank) == ("open", 1, 1)


def test_without_months_size_or_the_question_nothing_is_said():
    """Unknown is not short."""
    assert found(ProgramFile.model_validate(NO_MONTHS, strict=False), [4], [1]).state == "unknown"
    assert feasible(intent(), pd.DataFrame({"person_id": ["M"]}), hours_needed(intent())).state == "unknown"


def test_a_slow_count_agrees():
    """Pair by pair: as long as a mentor has a free seat and the hours, one more mentee."""
    rng = np.random.default_rng(1)
    for _ in range(200):
        plan = Plan(*rng.choice([0.5, 1.0, 2.0, 3.0], 1), float(rng.integers(1, 13)), *rng.choice([0.5, 1.0, 1.5], 1), 0.25, float(rng.integers(0, 12)))
        hours, seats = rng.integers(0, 20, 6) / 2.0, rng.integers(0, 4, 6)
        slow = 0
        for h, places in zip(hours, seats, strict=True):
            left, free = h * plan.months - plan.training, places
            while free > 0 and left >= plan.pair - 1e-9:
                left, free, slow = left - plan.pair, free - 1, slow + 1
        assert carried(plan, hours, seats.astype(float)) == slow


HOURS = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 16).map(lambda halves: halves / 2)), st.integers(0, 3)), min_size=1, max_size=10)


@given(HOURS, st.integers(1, 20), st.integers(1, 14), st.sampled_from([0.5, 1.0, 1.75, 2.0, 4.0]), st.sampled_from([0.5, 0.75, 1.0, 1.5]), st.integers(0, 12))
def test_each_change_when_it_is_taken_makes_the_plan_fit(people, size, months, meetings, length, training):
    """Applied to the file or to the mentors, every way that is offered gives a plan that fits; one step less does not."""
    hours, seats = [h for h, _ in people], [s for _, s in people]
    base = {"size": size, "months": months, "meetings": meetings, "length": length, "training": training}
    first = found(intent(**base), hours, seats)
    for way in first.ways:
        if way.to is None:
            continue
        if way.kind == "mentors":
            extra = int(way.to)
            assert found(intent(**base), [*hours, *[way.hours] * extra], [*seats, *[1] * extra]).state == "fits"
            continue
        assert _taken(base, way, way.to, hours, seats).state == "fits", way
        step = {"meetings": 0.25, "length": 5, "months": -1, "hours": -0.5, "mentees": 1}[way.kind]
        less = way.to + step
        if (way.kind in ("meetings", "length") and less < way.now) or (way.kind == "months" and less > way.now) or (way.kind == "hours" and less > 0):
            assert _taken(base, way, less, hours, seats).state != "fits", way
        if way.kind == "mentees" and less <= size:
            assert found(intent(**{**base, "size": int(less)}), hours, seats).state != "fits" or less > sum(seats)


def _taken(base, way, to, hours, seats):
    if way.kind == "hours":
        return found(intent(**base), [None if h is None else h + to for h in hours], seats)
    change = {"meetings": {"meetings": to}, "length": {"length": to / 60}, "months": {"months": to}, "mentees": {"size": int(to)}}[way.kind]
    return found(intent(**{**base, **change}), hours, seats)


@given(st.lists(st.integers(0, 20).map(lambda halves: halves / 2), min_size=1, max_size=6), st.integers(2, 24))
def test_fewer_months_never_help(hours, months):
    """Hours are offered by the month and the training stays the same, so a shorter programme carries no more mentees."""
    plan = Plan(2, months, 1.0, 0.25, 8)
    shorter = Plan(2, months - 1, 1.0, 0.25, 8)
    given, seats = np.array(hours), np.full(len(hours), 3.0)
    assert carried(shorter, given, seats) <= carried(plan, given, seats)
    assert math.isclose(plan.pair, 2 * months * 1.25)
