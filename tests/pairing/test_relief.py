"""What would help somebody without a mentor: really helps, and nothing smaller does."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing.pairing import pair_people, solved
from mentorkit.pairing.relief import MINIMUM, MOST, applied, reliefs, shortages
from mentorkit.pairing.residual import residual
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy


def scores_of(points, seats, masks, minimum=None, aim="cover_first", required=()):
    """Scores with one rule per mask and one criterion of weight 1."""
    n, m = points.shape
    rules = tuple(RuleMask(name, "condition", "", mask, 0) for name, mask in masks.items())
    policy = Policy(minimum_score=minimum, aim=aim)
    names = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
    return Scores(*names, np.asarray(seats, np.int64), (), rules, points.astype(np.int64), 1, tuple(required), Selection(pd.DataFrame(), pd.DataFrame()), policy)


@st.composite
def questions(draw):
    n, m, seed = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    masks = {name: rng.random((n, m)) < 0.45 for name in ("a", "b")}
    aim = draw(st.sampled_from(["cover_first", "best_total"]))
    return scores_of(rng.integers(0, 1001, (n, m)), rng.integers(0, 3, m), masks, draw(st.sampled_from([None, 40])), aim)


def helped(scores, row, column, rules, seat):
    """Whether that exception and seat, with or without the pair fixed by hand, pair the mentee and leave nobody out who had a mentor."""
    changed = tuple(replace(rule, forbidden=np.where(_at(scores, row, column), False, rule.forbidden)) if rule.id in rules else rule for rule in scores.rules)
    seats = scores.seats.copy()
    seats[column] += seat
    made = replace(scores, rules=changed, seats=seats, below=((row, column),) if MINIMUM in rules else ())
    before = pair_people(scores).mentor >= 0
    ways = [made]
    if (made.allowed & made.enough)[row, column] and seats[column]:
        ways.append(replace(made, required=((row, column),)))
    return any(again[row] >= 0 and (again[before] >= 0).all() for again in (pair_people(way).mentor for way in ways))


def _at(scores, row, column):
    at = np.zeros(scores.points.shape, bool)
    at[row, column] = True
    return at


@pytest.mark.parametrize("chained", [False, True])
@settings(max_examples=100, deadline=None)
@given(questions())
def test_each_relief_pairs_its_mentee_and_none_is_smaller(chained, scores):
    """Applied, the stated relief gives that mentee a mentor and takes nobody's; no exception or seat of fewer parts does, by trying all of them."""
    pairing = pair_people(scores)
    names = [rule.id for rule in scores.rules] + [MINIMUM]
    chained = chained or not scores.cover_first  # without chains a total that counts most may bound the tries
    for relief in reliefs(pairing, residual(pairing) if chained else None):
        row = scores.mentees.index(relief.mentee)
        assert not relief.bounded
        if relief.mentor:
            again = pair_people(applied(scores, relief)).mentor
            assert again[row] >= 0 and (again[pairing.mentor >= 0] >= 0).all()
            assert relief.gained == (again >= 0).sum() - (pairing.mentor >= 0).sum() > 0
        smaller = relief.size if relief.mentor else 99
        for column in range(len(scores.mentors)):
            for size in range(min(smaller, 3)):
                for rules in combinations(names, size):
                    assert not helped(scores, row, column, rules, False)
                    assert size + 1 >= smaller or not helped(scores, row, column, rules, True)


def test_a_seat_that_goes_to_somebody_else_needs_the_pair_fixed():
    """Two mentees without a mentor want the same one: for the one with the lower score a seat alone is no help, and the relief says so."""
    pairing = pair_people(scores_of(np.array([[900], [800], [700]]), [1], {}))
    found = reliefs(pairing, residual(pairing))
    assert [(one.mentee, one.seat, one.fixed, one.gained) for one in found] == [("E1", True, False, 1), ("E2", True, True, 1)]


def test_a_pair_is_fixed_where_the_total_is_higher_without():
    """Under the best total a place may stay empty; fixing the pair by hand is then all it takes."""
    points = np.array([[0, 0], [500, 900]])
    masks = {"a": np.array([[True, False], [False, False]])}
    pairing = pair_people(scores_of(points, [1, 1], masks, aim="best_total"))
    assert pairing.mentor.tolist() == [-1, 1]
    assert [(one.mentor, one.size, one.fixed) for one in reliefs(pairing, residual(pairing))] == [("M1", 0, True)]


def test_many_left_are_answered_quickly(monkeypatch):
    """Forty mentees for ten seats: one or two pairings for each mentee that is looked at, not one for every seat with every mentor."""
    calls = []
    monkeypatch.setattr("mentorkit.pairing.relief.solved", lambda scores: calls.append(1) or solved(scores))
    pairing = pair_people(scores_of(np.random.default_rng(3).integers(0, 1001, (40, 30)), [1] * 10 + [0] * 20, {}))
    found = reliefs(pairing, residual(pairing))
    assert len(found) == MOST and all(one.mentor for one in found) and len(calls) <= 2 * MOST


def test_whoever_is_fixed_by_hand_goes_nowhere_else():
    """A free seat that only a pair fixed by hand could use does not hide that the others share too few."""
    scores = scores_of(np.full((3, 2), 10), [2, 1], {"a": np.array([[False, False], [False, True], [False, True]])}, required=[(0, 0)])
    (found,) = shortages(pair_people(scores))
    assert (found.mentees, found.mentors, found.seats, len(found.left)) == (("E0", "E1", "E2"), ("M0",), 2, 1)


@settings(max_examples=150, deadline=None)
@given(questions())
def test_a_shortage_closes(scores):
    """In a shortage every mentor whom one of its mentees may have is in it, and there are more mentees than seats, by exactly those left."""
    pairing = pair_people(scores)
    can = scores.allowed & scores.enough & (scores.seats > 0)
    for group in shortages(pairing) if scores.cover_first else ():
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
