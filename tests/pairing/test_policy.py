"""Published pairs kept for so many points, and the worst-off mentee protected: against trying every pairing."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.residual import residual
from mentorkit.pairing.rules import RuleMask, published_pairs
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy
from mentorkit.stages.pairing import pair, score
from mentorkit.text import text_for

CRITERIA = [{"id": "grade_gap", "kind": "closeness", "column": "grade", "ideal": 0, "span": 10, "weight": 1}]


@st.composite
def questions(draw):
    """Small questions with ties, seats 0 to 2, forbidden, required and published pairs, under any policy. Points are of a criterion of weight 1."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    points = rng.integers(0, draw(st.sampled_from([2, 5, 60])), (n, m)).astype(np.int64)
    seats, allowed = rng.integers(0, 3, m).astype(np.int64), rng.random((n, m)) < 0.75
    places = [(int(i), int(j)) for i, j in zip(*np.nonzero(allowed), strict=True) if seats[j]]
    required = (places[int(rng.integers(len(places)))],) if places and rng.random() < 0.3 else ()
    published = tuple(sorted({(i, int(rng.integers(m))) for i in range(n) if rng.random() < 0.7}))
    policy = Policy(
        aim=draw(st.sampled_from(["cover_first", "best_total"])),
        minimum_score=draw(st.sampled_from([None, 0, 1])),
        keep_published=draw(st.sampled_from([None, 0, 1, 3, 100])),
        protect_worst=draw(st.booleans()),
    )
    people = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
    rule = RuleMask("r", "condition", "", ~allowed, 0)
    return Scores(*people, seats, (), (rule,), points, 1, required, Selection(pd.DataFrame(), pd.DataFrame()), policy, published=published)


def every_pairing(scores):
    """All pairings that keep rules, seats, smallest score and required pairs."""
    can, m = scores.allowed & scores.enough, len(scores.mentors)
    fixed = dict(scores.required)
    for mentors in itertools.product(range(-1, m), repeat=len(scores.mentees)):
        if all(j == fixed[i] if i in fixed else j < 0 or can[i, j] for i, j in enumerate(mentors)) and all(mentors.count(j) <= scores.seats[j] for j in range(m)):
            yield mentors


def measures(scores, mentors):
    """Pairs, lowest score of pairs not fixed by hand, points, points with the bonus of kept pairs."""
    made, fixed = [(i, j) for i, j in enumerate(mentors) if j >= 0], set(scores.required)
    points = sum(int(scores.points[pair]) for pair in made)
    bonus = (scores.policy.keep_published or 0) * 10 * scores.weight
    lowest = min((int(scores.points[pair]) for pair in made if pair not in fixed), default=10**9)
    return len(made), lowest, points, points + bonus * sum(pair in set(scores.published) for pair in made)


@settings(max_examples=400, deadline=None)
@given(questions())
def test_no_pairing_serves_the_policy_better(scores):
    """Most mentees, then the lowest score where the worst-off are protected, then points and kept pairs; or the best total: as trying all pairings says."""
    found = pair_people(scores)
    mine = measures(scores, found.mentor.tolist())
    every = [measures(scores, mentors) for mentors in every_pairing(scores)]
    if scores.policy.protect_worst:
        assert (mine[0], mine[1], mine[3]) == max((pairs, lowest, worth) for pairs, lowest, _, worth in every)
    elif scores.policy.aim == "cover_first":
        assert (mine[0], mine[3]) == max((pairs, worth) for pairs, _, _, worth in every)
    else:
        assert (mine[3], mine[0]) == max((worth, pairs) for pairs, _, _, worth in every)
    assert found.proven and found.total == mine[2] and found.worth == mine[3]


@settings(max_examples=300, deadline=None)
@given(questions())
def test_the_floor_is_the_highest_and_its_cost_is_exact(scores):
    """The floor holds; from the next score upwards fewer pairs can be made; without it the total and the lowest score are as stated."""
    scores = replace(scores, policy=scores.policy.model_copy(update={"protect_worst": True}))
    found, every = pair_people(scores), [(measures(scores, mentors), mentors) for mentors in every_pairing(scores)]
    floor, fixed = found.floor, len(scores.required)
    most = max(each[0] for each, _ in every)
    assert (floor is None) == (most == fixed)
    if floor is None:
        return
    assert floor.proven and floor.pairs == most - fixed and floor.points == max(lowest for (pairs, lowest, _, _), _ in every if pairs == most)
    free = np.ones(len(scores.mentees), bool)
    free[[row for row, _ in scores.required]] = False
    above = sorted({int(scores.points[i, j]) for i, j in zip(*np.nonzero(scores.allowed & scores.enough), strict=True) if free[i] and scores.points[i, j] > floor.points})
    assert floor.higher == (above[0] if above else None)
    if above:
        assert floor.pairs_higher == max(pairs for (pairs, lowest, _, _), _ in every if lowest >= above[0]) - fixed
    plain = pair_people(replace(scores, policy=scores.policy.model_copy(update={"protect_worst": False, "aim": "cover_first"})))
    assert floor.total_before == plain.total and floor.lowest_before == measures(scores, plain.mentor.tolist())[1] <= floor.points


@settings(max_examples=300, deadline=None)
@given(questions())
def test_kept_and_changed_pairs_are_counted_against_keeping_all_that_can_be_kept(scores):
    """Published pairs are kept or changed; the comparison keeps as many of them as any pairing does."""
    scores = replace(scores, policy=scores.policy.model_copy(update={"keep_published": 2}))
    found = pair_people(scores)
    keeping, held = found.keeping, set(scores.published)
    kept = [sum(pair in held for pair in enumerate(mentors)) for mentors in every_pairing(scores)]
    assert keeping.kept == sum(pair in held for pair in enumerate(found.mentor.tolist())) <= keeping.most == max(kept)
    assert keeping.kept + keeping.changed == keeping.published == len(held) and keeping.mean == found.mean and keeping.pairs == len(found.pairs)
    best = [measures(scores, mentors) for mentors, count in zip(every_pairing(scores), kept, strict=True) if count == keeping.most]
    assert any(keeping.pairs_all == pairs and (keeping.mean_all or 0) == pytest.approx(points / max(pairs, 1)) for pairs, _, points, _ in best)


@settings(max_examples=150, deadline=None)
@given(questions())
def test_prices_of_changes_count_kept_pairs_and_keep_the_floor(scores):
    """The exact loss of any change is that of the best pairing with it, in points and kept pairs, and no pair below the floor may be made."""
    found = pair_people(scores)
    chains, base, fixed = residual(found), found.assignment, dict(scores.required)
    assert chains is not None
    worth = lambda mentors: sum(int(scores.worth[i, j]) * base.factor + base.bonus for i, j in enumerate(mentors) if j >= 0 and fixed.get(i) != j)  # noqa: E731
    pairings = [mentors for mentors in every_pairing(scores) if all(j < 0 or fixed.get(i) == j or found.possible[i, j] for i, j in enumerate(mentors))]
    best = max(worth(mentors) for mentors in pairings)
    assert best == worth(found.mentor.tolist())
    for row, column in np.ndindex(scores.points.shape):
        with_it = [worth(mentors) for mentors in pairings if mentors[row] == column]
        if row in fixed or not found.possible[row, column] or not with_it or scores.worth[row, column] * base.factor + base.bonus <= 0:
            assert row in fixed or not with_it or chains.loss[row, column] < 0
            continue
        assert chains.loss[row, column] == best - max(with_it)
        change = chains.change(row, column)
        assert change.worth * base.factor + change.pairs * base.bonus == chains.loss[row, column]


def people(grades):
    return [{"person_id": name, "grade": grade} for name, grade in grades.items()]


def test_points_that_keep_a_pair_decide_between_two_mentors(made):
    """E has a published pair that scores 10 points less than another: 9 points let it go, 11 keep it. Shown points stay the criteria's."""
    for keep, mentor, score_ in ((9, "N", 1000), (11, "M", 900)):
        pairing = {"criteria": CRITERIA, "policy": {"keep_published": keep}}
        rows = [{"mentee_id": "E", "mentor_id": "M", "state": "published"}]
        found = pair(*made(people({"E": 1}), people({"M": 2, "N": 1}), pairs=rows, pairing=pairing))
        assert found.pairs[["mentor", "score"]].values.tolist() == [[mentor, score_]] and found.total == score_
        assert (found.keeping.kept, found.keeping.changed, found.keeping.most) == ((0, 1, 1) if mentor == "N" else (1, 0, 1))
        assert found.keeping.gain == pytest.approx(score_ / 900 - 1)


def test_only_pairs_that_people_count_on_are_kept(made):
    """Approved, published and active pairs are; proposed, paused, ended and completed ones are not; nor is a pair of somebody who left."""
    states = ["proposed", "approved", "published", "active", "paused", "ended", "completed"]
    rows = [{"mentee_id": f"E{i}", "mentor_id": "M", "state": state} for i, state in enumerate(states)] + [{"mentee_id": "gone", "mentor_id": "M", "state": "active"}]
    program, everybody = made(people({f"E{i}": 1 for i in range(7)}), people({"M": 2}), pairs=rows, pairing={"criteria": CRITERIA, "policy": {"keep_published": 5}})
    found = score(program, everybody)
    assert [found.mentees[row] for row, _ in found.published] == ["E1", "E2", "E3"] and found.gone == 1
    assert found.worth[:, 0].tolist() == (found.points[:, 0] + np.array([0, 50, 50, 50, 0, 0, 0])).tolist()
    assert score(program, everybody).weighed({"grade_gap": 3}).worth[1, 0] == 3 * found.worth[1, 0]


def test_a_second_mentor_is_a_second_round(made):
    """With ``round: 2`` first mentors are not given again while their pairs go on, their seats stay taken, and pairs only proposed do not count."""
    mentees, mentors = people({"A": 1, "B": 1, "C": 1}), people({"M": 1, "N": 3, "O": 5, "P": 6})
    mentors[0]["capacity"], mentors[1]["capacity"] = 2, 2
    rows = [
        {"mentee_id": "A", "mentor_id": "M", "state": "active", "round": 1},
        {"mentee_id": "B", "mentor_id": "N", "state": "published"},
        {"mentee_id": "C", "mentor_id": "P", "state": "proposed", "round": 1},
        {"mentee_id": "C", "mentor_id": "O", "state": "paused", "round": 1},
        {"mentee_id": "A", "mentor_id": "P", "state": "approved", "round": 2},
    ]
    rule = {"id": "second", "kind": "not_earlier_pair", "round": 2}
    program, everybody = made(mentees, mentors, pairs=rows, pairing={"criteria": CRITERIA, "rules": [rule], "policy": {"keep_published": 30}})
    found = pair(program, everybody)
    assert found.scores.seats.tolist() == [1, 1, 0, 1]
    assert set(zip(found.pairs["mentee"], found.pairs["mentor"], strict=True)) == {("A", "P"), ("B", "M"), ("C", "N")}
    assert published_pairs(program.intent.pairing.rules, everybody) == (("A", "P"),) and found.keeping.kept == 1
    first = score(*made(mentees, mentors, pairs=rows, pairing={"criteria": CRITERIA, "rules": [rule | {"round": None}]}))
    assert first.seats.tolist() == [2, 2, 1, 1] and first.allowed.all()


def test_the_floor_that_protects_costs_what_it_says(made):
    """A 1000 and B 0, or A 200 and B 700: the better total is 1000, the better lowest score 200, and it costs 100 points."""
    mentees, mentors = people({"A": 11, "B": 8}), people({"M": 11, "N": 19})
    plain = pair(*made(mentees, mentors, pairing={"criteria": CRITERIA}))
    assert plain.pairs["score"].tolist() == [1000, 0] and plain.floor is None
    found = pair(*made(mentees, mentors, pairing={"criteria": CRITERIA, "policy": {"protect_worst": True}}))
    assert found.pairs["score"].tolist() == [200, 700] and found.possible.tolist() == [[True, True], [True, False]]
    assert (found.floor.points, found.floor.total_before, found.floor.lowest_before, found.floor.higher, found.floor.pairs_higher) == (200, 1000, 0, 700, 1)


def test_the_worst_off_come_before_published_pairs(made):
    """A published pair below the floor is not kept, however many points it is given; among pairings with the same floor it is."""
    mentees, mentors = people({"A": 11, "B": 8}), people({"M": 11, "N": 19})
    policy = {"protect_worst": True, "keep_published": 100}
    rows = [{"mentee_id": "B", "mentor_id": "N", "state": "active"}]
    found = pair(*made(mentees, mentors, pairs=rows, pairing={"criteria": CRITERIA, "policy": policy}))
    assert found.pairs["score"].tolist() == [200, 700] and (found.keeping.kept, found.keeping.most, found.keeping.mean_all) == (0, 1, 500)


def test_a_smallest_score_holds_for_published_pairs_too(made):
    """A published pair that scores below the smallest score cannot be kept."""
    rows = [{"mentee_id": "B", "mentor_id": "N", "state": "active"}]
    policy = {"minimum_score": 10, "keep_published": 100}
    found = pair(*made(people({"B": 8}), people({"N": 19}), pairs=rows, pairing={"criteria": CRITERIA, "policy": policy}))
    assert not len(found.pairs) and (found.keeping.published, found.keeping.most, found.keeping.gain) == (1, 0, None)


def test_protecting_the_worst_under_best_total_is_said(made):
    """Nobody is worse off than a mentee without a mentor, so as many as possible come first; a warning says that the aim yields."""
    found = score(*made(people({"A": 1}), people({"M": 1}), pairing={"criteria": CRITERIA, "policy": {"protect_worst": True, "aim": "best_total"}}))
    assert found.cover_first and [warning.code for warning in found.warnings] == ["MK-W410"] and text_for("en")(found.warnings[0].message)
