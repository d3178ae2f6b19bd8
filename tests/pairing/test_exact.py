"""The engine beside other ways to the same answer: trying everything, SciPy, and itself in another form; and what it refuses."""

import itertools

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array

from mentorkit.pairing import assign, kernel, plain
from mentorkit.pairing.compiled import COMPILES
from mentorkit.pairing.market import EXACT, market_of
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.program.model import Policy


def question(random, n, m, tight):
    """Plain: more seats than mentees, many different scores. Tight: just as many seats, few scores, some mentors wanted by all."""
    wanted = random.integers(0, 4, m)
    scores = random.integers(0, 4, (n, m)) * 250 + 250 * wanted if tight else random.integers(0, 16_000, (n, m))
    seats = np.ones(m, np.int64)
    np.add.at(seats, random.integers(0, m, (n if tight else int(1.3 * n)) - m), 1)
    return scores, seats, random.random((n, m)) < 0.6


def by_scipy(scores, seats, allowed, cover_first):
    """Pairs and total of SciPy's own assignment, every seat a column."""
    owner = np.repeat(np.arange(len(seats)), seats)
    high, n = int(scores.max()), len(scores)
    worth = np.where(allowed, scores + (n * high + 1 if cover_first else 0), 0)
    if not cover_first:
        worth = worth * (n + 1) + allowed
    rows, columns = linear_sum_assignment(worth[:, owner].astype(float), maximize=True)
    made = worth[rows, owner[columns]] > 0
    return int(made.sum()), int(scores[rows[made], owner[columns[made]]].sum())


@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("cover_first", [True, False])
def test_equals_scipy_on_large_questions(size, tight, cover_first):
    """As many pairs and the same total as SciPy with a column for every seat, and the proof closes."""
    scores, seats, allowed = question(np.random.default_rng(11), *size((2000, 1500), (500, 400)), tight)
    found = assign(scores, seats, allowed, cover_first)
    assert (found.pairs, found.total) == by_scipy(scores, seats, allowed, cover_first) and found.proven


def test_scipys_answer_with_recovered_prices_gives_the_same_pairs(monkeypatch):
    """Where SciPy solves instead of the kernel, everything is the same: pairs, ties, prices, values."""
    random = np.random.default_rng(5)
    for turn in range(150):
        n, m = random.integers(1, 60), random.integers(1, 50)
        asked = random.integers(0, random.choice([2, 4, 900]), (n, m)), random.integers(0, 5, m), random.random((n, m)) < random.random(), bool(turn % 2)
        here = assign(*asked)
        with monkeypatch.context() as patch:
            patch.setattr("mentorkit.pairing.engine._solve", plain.solve)
            there = assign(*asked)
        assert here.mentor.tolist() == there.mentor.tolist() and here.total == there.total and here.proven and there.proven
        assert (here.mentor_prices == there.mentor_prices).all() and (here.mentee_values == there.mentee_values).all()


@pytest.mark.skipif(not COMPILES, reason="numba is not installed")
def test_the_table_and_the_lists_give_the_same_answer():
    """Whether a row's pairs are looked through as a table of 32-bit costs or as a list: the same places and the same prices."""
    random = np.random.default_rng(6)
    for turn in range(400):
        n, m = random.integers(1, 70), random.integers(kernel.WIDE, 90)
        scores, seats = random.integers(0, random.choice([2, 5, 1000]), (n, m)), random.integers(0, random.choice([2, 3, 5]), m)
        market = market_of(scores, seats, random.random((n, m)) < random.uniform(0.15, 1), bool(turn % 2))
        both = [kernel.solve(market.start, market.cols, cost, market.seats, market.out, n) for cost in (market.cost, market.cost.astype(np.int64))]
        assert (both[0][0] == both[1][0]).all() and (both[0][1] == both[1][1]).all()


@pytest.mark.skipif(not COMPILES, reason="numba is not installed")
def test_a_table_made_late_changes_nothing():
    """Beyond :data:`kernel.HUGE` pairs the table is made after the bids, where seats are scarce: the same places and prices."""
    scores, seats, allowed = question(np.random.default_rng(4), 3000, 2900, True)
    assert scores.size > kernel.HUGE
    market = market_of(scores, seats, allowed, True)
    both = [kernel.solve(market.start, market.cols, cost, market.seats, market.out, len(scores)) for cost in (market.cost, market.cost.astype(np.int64))]
    assert (both[0][0] == both[1][0]).all() and (both[0][1] == both[1][1]).all()


@pytest.mark.parametrize("cover_first", [True, False])
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_costs_at_the_edge_of_32_bits(cover_first, beyond):
    """Just below and just above what the table can hold the answer is SciPy's."""
    n, m = 40, 35
    random = np.random.default_rng(2)
    high = kernel.SMALL // (n + 3) + 2**16 * beyond
    scores, seats, allowed = random.integers(0, high, (n, m)), random.integers(0, 3, m), random.random((n, m)) < 0.5
    scores[0, 0], allowed[0, 0] = high, True
    found = assign(scores, seats, allowed, cover_first)
    assert (found.pairs, found.total) == by_scipy(scores, seats, allowed, cover_first)


def with_required(random):
    """A small question in which some pairs are fixed by hand, as many as the mentor has seats at most."""
    n, m = random.integers(1, 5), random.integers(1, 4)
    points, seats = random.integers(0, random.choice([2, 4]), (n, m)), random.integers(0, 5, m)
    left, required = seats.copy(), []
    for row in random.permutation(n)[: random.integers(0, 3)]:
        column = int(random.integers(0, m))
        if left[column]:
            left[column] -= 1
            required.append((int(row), column))
    rule = RuleMask("some", "condition", "", random.random((n, m)) < random.random(), 0)
    return points, seats, rule, tuple(sorted(required))


@pytest.mark.parametrize("seed", range(2))
def test_with_required_pairs_equals_trying_everything(seed, size):
    """Required pairs stand, and everybody else is paired as well as trying everything finds, ties included."""
    random = np.random.default_rng(seed)
    for _ in range(size(3000, 500)):
        points, seats, rule, required = with_required(random)
        aim = ("cover_first", "best_total")[random.integers(0, 2)]
        n, m = points.shape
        ids = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
        scores = Scores(*ids, seats=seats, criteria=(), rules=(rule,), points=points, weight=1, required=required, selection=None, policy=Policy(aim=aim))
        fixed, best = dict(required), None
        for mentors in itertools.product(range(-1, m), repeat=n):
            fits = all(fixed[i] == j if i in fixed else j < 0 or not rule.forbidden[i, j] for i, j in enumerate(mentors))
            if fits and all(mentors.count(j) <= seats[j] for j in range(m)):
                pairs, total = sum(j >= 0 for j in mentors), sum(int(points[i, j]) for i, j in enumerate(mentors) if j >= 0)
                key = ((pairs, total) if aim == "cover_first" else (total, pairs), tuple(-(j if j >= 0 else m) for j in mentors))
                best = max(best, (key, mentors, total)) if best else (key, mentors, total)
        found = pair_people(scores)
        assert found.mentor.tolist() == list(best[1]) and found.total == best[2] and found.proven


NAN_SPARSE = coo_array((np.array([1.0, np.nan]), (np.array([0, 1]), np.array([0, 1]))), shape=(2, 2))


@pytest.mark.parametrize(
    ("scores", "capacity", "allowed", "says"),
    [
        ([[1.0, np.nan], [1.0, 2.0]], [1, 1], None, r"scores\[0, 1\] is nan"),
        ([[1.0, 2.0], [np.inf, 2.0]], [1, 1], None, r"scores\[1, 0\] is inf"),
        (NAN_SPARSE, [1, 1], None, r"scores\[1, 1\] is nan"),
        ([[1, 2]], [1, -1], None, r"capacity\[1\] is -1"),
        ([[1, 2]], [1.5, 1], None, r"capacity\[0\] is 1.5"),
        ([[1, 2]], [1, np.inf], None, r"capacity\[1\] is inf"),
        ([[1, 2]], [True, False], None, r"capacity\[0\] is True"),
        ([[1, 2]], ["1", "1"], None, r"capacity\[0\] is 1; it must be a whole number"),
        ([[1, 2]], [1, 1, 1], None, r"capacity has shape \(3,\)"),
        ([[1, 2]], [1, 1], [[True], [False]], r"allowed has shape \(2, 1\), scores have \(1, 2\)"),
        ([1, 2], [1, 1], None, "scores must be a table"),
        ([["a", "b"]], [1, 1], None, "scores must be a table"),
        ([[2**61, 0]], [1, 1], None, rf"scores from 0 to {2**61} need sums up to \d+, and the limit is {EXACT}"),
        ([[-(2**63), 0]], [1, 1], None, rf"scores from {-(2**63)} to 0 need sums"),
        (np.array([[0, 2**64 - 1]], np.uint64), [1, 1], None, r"scores\[0, 1\] is 18446744073709551615, too large"),
        ([[0.0, -1e12]], [1, 1], None, r"scores\[0, 1\] is -1000000000000.0, too large"),
    ],
)
def test_wrong_input_is_refused_and_the_place_named(scores, capacity, allowed, says):
    """What cannot be answered exactly is a ValueError that says where and what."""
    with pytest.raises(ValueError, match=says):
        assign(scores, capacity, allowed)


def test_a_seat_given_as_a_whole_float_counts():
    """Tables often give capacities as 2.0."""
    assert assign([[1, 2], [1, 2]], [1.0, 2.0]).mentor.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("scores", "allowed", "said"),
    [
        ([[1, 2]], [["yes", "no"]], r"allowed\[0, 0\] is .*'yes'"),
        ([[1, 2]], [[float("nan"), 0]], r"allowed\[0, 0\] is .*nan"),
        ([[1, 2]], [[1, -1]], r"allowed\[0, 1\] is .*-1"),
        (np.ma.masked_array([[1, 9]], mask=[[False, True]]), None, "masked array"),
    ],
)
def test_a_mask_that_is_none_is_refused(scores, allowed, said):
    """Words, missing numbers and other numbers than 0 and 1 say nothing about a pair; a masked array would lose its mask."""
    with pytest.raises(ValueError, match=said):
        assign(scores, [1, 1], allowed)


def test_half_floats_are_floats():
    """Small floats are computed as all others."""
    assert assign(np.array([[1.5, 2.0]], np.float16), [1, 1]).total == 2.0 and assign([[1, 2]], [1, 1], [[1, 0]]).mentor.tolist() == [0]
