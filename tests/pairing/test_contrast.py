"""A pair against the best other mentor, the price of a pair fixed by hand, the value of a seat: each against pairing again."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing.criteria import CriterionPoints
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.prices import MOST, required_prices
from mentorkit.pairing.reasons import reasons
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy


def scores_of(rng, n, m, aim="cover_first", required=0):
    """Scores of two criteria of weights 3 and 2 and one rule, the first pairs that may be made fixed by hand."""
    parts = [rng.choice([0, 250, 500, 1000], (n, m)) for _ in range(2)]
    criteria = tuple(CriterionPoints(name, "equal", weight, "", points, np.ones((n, m), bool), 0, 0) for name, weight, points in zip(("a", "b"), (3, 2), parts, strict=True))
    rule = RuleMask("r", "condition", "", rng.random((n, m)) < 0.3, 0)
    names = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
    seats = rng.integers(0, 3, m)
    fixed, left = [], seats.copy()
    for row in range(n):
        free = np.flatnonzero(~rule.forbidden[row] & (left > 0))
        if len(fixed) < required and len(free):
            fixed.append((row, int(free[0])))
            left[free[0]] -= 1
    return Scores(*names, seats, criteria, (rule,), 3 * parts[0] + 2 * parts[1], 5, tuple(fixed), Selection(pd.DataFrame(), pd.DataFrame()), Policy(aim=aim))


@st.composite
def questions(draw, required=0):
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    return scores_of(rng, draw(st.integers(1, 6)), draw(st.integers(1, 5)), draw(st.sampled_from(["cover_first", "best_total"])), required)


def result(scores):
    """Pairs and total points of the best pairing."""
    found = pair_people(scores)
    return len(found.pairs), found.total


@settings(max_examples=80, deadline=None)
@given(questions(required=1))
def test_a_contrast_is_what_pairing_again_gives(scores):
    """The parts add up to the difference of the two, and the cost is that of requiring the other pair instead."""
    pairing = pair_people(scores)
    why = reasons(pairing)
    assert [one.mentee for one in why.contrasts] == why.pairs["mentee"].tolist()
    for one in why.contrasts:
        if not one.other:
            continue
        row, mine, theirs = scores.mentees.index(one.mentee), scores.mentors.index(one.mentor), scores.mentors.index(one.other)
        assert sum(points for _, points in one.parts) == one.own == scores.points[row, mine] - scores.points[row, theirs]
        held = sum(column == theirs for _, column in scores.required)
        assert (one.change is None) == (one.required or held == scores.seats[theirs])
        if one.change:
            pairs, total = result(replace(scores, required=(*scores.required, (row, theirs))))
            assert (one.change.pairs, one.change.points) == (len(pairing.pairs) - pairs, pairing.total - total)
            assert one.others_lose == one.change.points - one.own


@settings(max_examples=80, deadline=None)
@given(questions(required=1))
def test_a_seat_is_worth_what_pairing_again_gives(scores):
    """One more seat with each mentor, solved again, gives the stated pairs and points; mentors who are not listed add nothing."""
    pairing = pair_people(scores)
    told = {one.mentor: (one.pairs, one.points) for one in reasons(pairing).seat_values}
    for column, mentor in enumerate(scores.mentors):
        seats = scores.seats.copy()
        seats[column] += 1
        pairs, total = result(replace(scores, seats=seats))
        assert told.get(mentor, (0, 0)) == (pairs - len(pairing.pairs), total - pairing.total)


@settings(max_examples=80, deadline=None)
@given(questions(required=2))
def test_the_price_of_a_fixed_pair_is_what_is_there_without_it(scores):
    """Pairs and points without each requirement, and without all of them; the reason of the file stands beside its pair."""
    scores = replace(scores, required_why=tuple(f"reason {place}" for place in range(len(scores.required))))
    pairing = pair_people(scores)
    told = required_prices(pairing)
    base = len(pairing.pairs), pairing.total
    assert told.count == len(told.each) == len(scores.required)
    for place, one in enumerate(told.each):
        pairs, total = result(replace(scores, required=tuple(pair for other, pair in enumerate(scores.required) if other != place)))
        assert (one.pairs, one.points, one.why) == (pairs - base[0], total - base[1], f"reason {place}")
    pairs, total = result(replace(scores, required=()))
    assert (told.pairs, told.points) == (pairs - base[0], total - base[1])


def test_many_fixed_pairs_are_priced_together_only():
    """Above the limit only the price of all is there."""
    scores = scores_of(np.random.default_rng(5), 60, 40, required=MOST + 1)
    told = required_prices(pair_people(scores))
    assert told.count == MOST + 1 and not told.each and told.points >= 0


def test_a_mentor_who_takes_nobody_is_no_other_choice():
    """The best other mentor has a seat at all."""
    rng = np.random.default_rng(0)
    scores = scores_of(rng, 2, 3)
    scores = replace(scores, rules=(), seats=np.array([1, 1, 0]), points=np.array([[500, 400, 5000], [300, 600, 5000]]))
    assert reasons(pair_people(scores)).pairs["next_best"].tolist() == ["M1", "M0"]
