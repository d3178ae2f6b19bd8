"""What would help somebody without a mentor: really helps, and nothing smaller does."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.relief import MINIMUM, applied, reliefs, shortages
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy


def scores_of(points, seats, masks, minimum=None):
    """Scores with one rule per mask and one criterion of weight 1."""
    n, m = points.shape
    rules = tuple(RuleMask(name, "condition", "", mask, 0) for name, mask in masks.items())
    policy = Policy(minimum_score=minimum)
    names = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
    return Scores(*names, np.asarray(seats, np.int64), (), rules, points.astype(np.int64), 1, (), Selection(pd.DataFrame(), pd.DataFrame()), policy)


@st.composite
def questions(draw):
    n, m, seed = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    masks = {name: rng.random((n, m)) < 0.45 for name in ("a", "b")}
    return scores_of(rng.integers(0, 1001, (n, m)), rng.integers(0, 3, m), masks, draw(st.sampled_from([None, 40])))


def helped(scores, row, column, rules, seat):
    """Whether that exception and seat pair the mentee and push nobody out."""
    changed = tuple(replace(rule, forbidden=np.where(_at(scores, row, column), False, rule.forbidden)) if rule.id in rules else rule for rule in scores.rules)
    seats = scores.seats.copy()
    seats[column] += seat
    made = replace(scores, rules=changed, seats=seats, below=((row, column),) if MINIMUM in rules else ())
    again = pair_people(made)
    return again.mentor[row] >= 0 and (again.mentor >= 0).sum() > (pair_people(scores).mentor >= 0).sum()


def _at(scores, row, column):
    at = np.zeros(scores.points.shape, bool)
    at[row, column] = True
    return at


@settings(max_examples=120, deadline=None)
@given(questions())
def test_each_relief_pairs_its_mentee_and_none_is_smaller(scores):
    """Applied, the stated relief gives that mentee a mentor; no exception or seat of fewer parts does, by trying all of them."""
    pairing = pair_people(scores)
    names = [rule.id for rule in scores.rules] + [MINIMUM]
    for relief in reliefs(pairing):
        row = scores.mentees.index(relief.mentee)
        smaller = len(relief.rules) + relief.seat if relief.mentor else 99
        if relief.mentor:
            again = pair_people(applied(scores, relief))
            assert again.mentor[row] >= 0 and relief.gained == (again.mentor >= 0).sum() - (pairing.mentor >= 0).sum()
        for column in range(len(scores.mentors)):
            for size in range(min(smaller, 3)):
                for rules in combinations(names, size):
                    assert not helped(scores, row, column, rules, False)
                    assert size + 1 >= smaller or not helped(scores, row, column, rules, True)


@settings(max_examples=150, deadline=None)
@given(questions())
def test_a_shortage_closes(scores):
    """In a shortage every mentor whom one of its mentees may have is in it, and there are more mentees than seats, by exactly those left."""
    pairing = pair_people(scores)
    can = scores.allowed & scores.enough & (scores.seats > 0)
    for group in shortages(pairing):
        rows = [scores.mentees.index(person) for person in group.mentees]
        columns = {scores.mentors.index(person) for person in group.mentors}
        assert set(np.flatnonzero(can[rows].any(axis=0)).tolist()) <= columns
        assert len(rows) == group.seats + len(group.left) and group.left


def test_seven_share_three_mentors():
    """Seven mentees who may have the same three mentors with five seats: two are left."""
    masks = {"a": np.zeros((7, 4), bool)}
    masks["a"][:, 3] = True
    found = shortages(pair_people(scores_of(np.full((7, 4), 10), [2, 2, 1, 5], masks)))
    assert [(len(group.mentees), group.mentors, group.seats, len(group.left)) for group in found] == [(7, ("M0", "M1", "M2"), 5, 2)]
