"""The exact cost of any single change, against solving the changed question again."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing.engine import assign
from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.residual import residual
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy


def scores_of(points, seats, allowed, aim="cover_first", required=()):
    """Scores without people behind them: one criterion of weight 1."""
    n, m = points.shape
    rule = RuleMask("r", "condition", "", ~allowed, 0)
    selection = Selection(pd.DataFrame(), pd.DataFrame())
    mentees, mentors = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
    return Scores(mentees, mentors, np.asarray(seats, np.int64), (), (rule,), points.astype(np.int64), 1, tuple(required), selection, Policy(aim=aim))


def paired(scores) -> Pairing:
    return pair_people(scores)


@st.composite
def questions(draw):
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    seed = draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    points = rng.integers(0, draw(st.integers(1, 9)), (n, m))
    return scores_of(points, rng.integers(0, 3, m), rng.random((n, m)) < 0.75, draw(st.sampled_from(["cover_first", "best_total"])))


def solved(scores, row, column, seats=None):
    """Best worth when one pair is fixed (or seats are changed), by solving again."""
    can = scores.allowed & scores.enough
    left = (scores.seats if seats is None else seats).copy()
    fixed = 0
    base = pair_people(scores).assignment
    if column is not None:
        can[row] = False
        left[column] -= 1
        fixed = int(scores.points[row, column]) * base.factor + base.bonus
    found = assign(scores.points * base.factor + base.bonus, left, can & (scores.points * base.factor + base.bonus > 0), cover_first=False)
    return int(found.total) + fixed


@settings(max_examples=250, deadline=None)
@given(questions())
def test_the_loss_of_each_change_is_that_of_solving_again(scores):
    """For every pair that may be made: the exact loss, the pairs and points of the change, and one more seat, as a new solution says."""
    pairing = paired(scores)
    found = residual(pairing)
    assert found is not None
    base = pairing.assignment
    best = int((scores.points[pairing.mentor >= 0, pairing.mentor[pairing.mentor >= 0]] * base.factor + base.bonus).sum())
    can = scores.allowed & (scores.points * base.factor + base.bonus > 0)
    for row, column in zip(*np.nonzero(can), strict=True):
        if scores.seats[column] == 0:
            continue
        loss = best - solved(scores, row, column)
        assert found.loss[row, column] == loss
        change = found.change(row, column)
        assert change.points * base.factor + change.pairs * base.bonus == loss
    for column in range(len(scores.mentors)):
        more = scores.seats.copy()
        more[column] += 1
        assert found.seat_value(column) == solved(scores, 0, None, more) - best


def test_a_change_names_who_moves():
    """Giving E0 the mentor of E1 moves E1 to the other mentor and costs what both lose."""
    scores = scores_of(np.array([[9, 5], [8, 2]]), [1, 1], np.ones((2, 2), bool))
    pairing = paired(scores)
    assert pairing.mentor.tolist() == [1, 0]
    change = residual(pairing).change(0, 0)
    assert (change.pairs, change.points, change.moved) == (0, 2, (("E1", "M0", "M1"),))


def test_a_pair_that_may_not_be_made_is_refused():
    """Asking for a forbidden pair is an error of the caller."""
    scores = scores_of(np.array([[9, 5]]), [1, 1], np.array([[True, False]]))
    with pytest.raises(ValueError, match="may not be made"):
        residual(paired(scores)).change(0, 1)
