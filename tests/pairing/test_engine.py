"""The engine against an obvious slow solution, and its proof."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array

from mentorkit.pairing import assign
from mentorkit.pairing.market import market_of
from mentorkit.pairing.proof import _checked_plainly, prove


def slow(scores, capacity, allowed, cover_first):
    """Every assignment there is; the best, and among equally good ones the lowest columns row by row."""
    n, m = scores.shape
    found = None
    for mentors in itertools.product(range(-1, m), repeat=n):
        good = all(j < 0 or allowed[i, j] for i, j in enumerate(mentors)) and all(mentors.count(j) <= capacity[j] for j in range(m))
        if good:
            pairs, total = sum(j >= 0 for j in mentors), sum(int(scores[i, j]) for i, j in enumerate(mentors) if j >= 0)
            key = ((pairs, total) if cover_first else (total, pairs), tuple(-(j if j >= 0 else m) for j in mentors))
            if found is None or key > found[0]:
                found = (key, mentors, total)
    return list(found[1]), found[2]


@st.composite
def questions(draw, most=4, low=-3):
    n, m = draw(st.integers(1, most)), draw(st.integers(1, 3))
    numbers = st.integers(low, 3)
    scores = np.array(draw(st.lists(st.lists(numbers, min_size=m, max_size=m), min_size=n, max_size=n)))
    capacity = np.array(draw(st.lists(st.integers(0, 2), min_size=m, max_size=m)))
    allowed = np.array(draw(st.lists(st.lists(st.booleans(), min_size=m, max_size=m), min_size=n, max_size=n)))
    return scores, capacity, allowed, draw(st.booleans())


@example((np.array([[0, 0, 1], [0, 0, 1]]), np.array([1, 1, 1]), np.array([[True, False, True], [False, True, True]]), False))
@settings(max_examples=400, deadline=None)
@given(questions())
def test_equals_trying_everything(question):
    """Total, coverage and every single place equal those found by trying every assignment, ties included."""
    scores, capacity, allowed, cover_first = question
    found = assign(scores, capacity, allowed, cover_first)
    mentors, total = slow(scores, capacity, allowed, cover_first)
    assert found.mentor.tolist() == mentors and found.total == total and found.proven


@settings(max_examples=100, deadline=None)
@given(questions(most=9, low=0))
def test_keeps_capacity_and_mask_and_is_proven(question):
    """No mentor has more than its seats, no pair is forbidden, and the proof closes."""
    scores, capacity, allowed, cover_first = question
    found = assign(scores, capacity, allowed, cover_first)
    made = np.flatnonzero(found.mentor >= 0)
    assert (np.bincount(found.mentor[made], minlength=len(capacity)) <= capacity).all()
    assert allowed[made, found.mentor[made]].all() and found.proven


@settings(max_examples=100, deadline=None)
@given(questions(most=6, low=0), st.integers(2, 50))
def test_scaling_the_scores_changes_no_pair(question, factor):
    """All scores times one factor give the same pairs."""
    scores, capacity, allowed, cover_first = question
    one, two = assign(scores, capacity, allowed, cover_first), assign(scores * factor, capacity, allowed, cover_first)
    assert one.mentor.tolist() == two.mentor.tolist() and two.total == one.total * factor


def test_the_proof_refuses_a_worse_pairing():
    """Prices of the best pairing do not prove another one, and wrong prices do not prove the best one."""
    market = market_of([[5, 9], [4, 9]], [1, 1], None, True)
    best, price = np.array([0, 1]), assign([[5, 9], [4, 9]], [1, 1]).mentor_prices
    assert prove(market, best, price)[0]
    for worse, prices in ((best * 0 - 1, price), (best[::-1].copy(), price), (best, price - 1), (best, price + np.array([0, 9])), (best * 0, price)):
        assert not prove(market, worse, prices)[0] and not _checked_plainly(market.start, market.cols, market.cost, market.seats, market.out, worse, prices)[0]


def test_of_two_tied_mentees_the_lower_row_gets_the_seat():
    """A tie for one seat goes to the lower row, and a tie between mentors to the lower column."""
    assert assign([[7], [7]], [1]).mentor.tolist() == [0, -1]
    assert assign([[7, 7]], [1, 1]).mentor.tolist() == [0]


def test_coverage_before_total_or_total_before_coverage():
    """Pairing one more person can cost points; the aim decides which counts first."""
    scores, allowed = np.array([[9, 1], [8, 0]]), np.array([[True, True], [True, False]])
    first = assign(scores, [1, 1], allowed)
    total = assign(scores, [1, 1], allowed, cover_first=False)
    assert (first.mentor.tolist(), first.total) == ([1, 0], 9)
    assert (total.mentor.tolist(), total.total) == ([1, 0], 9)  # 9 points either way, so it covers more
    scores[0, 0] = 10
    assert assign(scores, [1, 1], allowed, cover_first=False).mentor.tolist() == [0, -1]
    assert assign(scores, [1, 1], allowed).mentor.tolist() == [1, 0]


def test_all_scores_zero_still_pairs_everybody():
    """A score of 0 is allowed and is paired; nothing tells it from a forbidden pair but the mask."""
    assert assign(np.zeros((2, 2), int), [1, 1], np.eye(2, dtype=bool)[::-1]).mentor.tolist() == [1, 0]


def test_pairs_below_zero_are_made_only_to_cover():
    """With the best total as the aim a pair below 0 is not made; covering first makes it."""
    assert assign([[-5]], [1], cover_first=False).mentor.tolist() == [-1]
    assert assign([[-5]], [1]).mentor.tolist() == [0]


def test_floats_are_rounded_at_a_millionth():
    """Scores that differ by less than a millionth are tied."""
    assert assign([[0.5, 0.5 + 1e-8]], [1, 1]).mentor.tolist() == [0]
    assert assign([[0.5, 0.5 + 1e-5]], [1, 1]).total == pytest.approx(0.50001, abs=0)


def test_a_sparse_matrix_says_what_is_allowed():
    """What is not stored is not allowed; a stored 0 is."""
    scores = coo_array((np.array([0, 4]), (np.array([0, 1]), np.array([1, 1]))), shape=(2, 2))
    assert assign(scores, [5, 2]).mentor.tolist() == [1, 1]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nobody_gives_an_empty_assignment(shape):
    """No mentees or no mentors: nobody is paired, and that is proven."""
    found = assign(np.zeros(shape, int), np.ones(shape[1], int))
    assert found.mentor.tolist() == [-1] * shape[0] and found.total == 0 and found.proven


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_score_that_is_not_finite_is_refused_with_its_place(bad):
    """The first place that is not a finite number is named."""
    with pytest.raises(ValueError, match=r"scores\[1, 0\]"):
        assign([[1.0, 2.0], [bad, bad]], [1, 1])


@pytest.mark.parametrize("capacity", [[-1, 1], [0.5, 1], [1], [np.nan, 1]])
def test_a_capacity_that_is_no_whole_number_from_0_is_refused(capacity):
    """Capacities are whole numbers from 0, one per mentor."""
    with pytest.raises(ValueError, match="capacity"):
        assign([[1, 2]], capacity)


def test_scores_too_large_to_be_exact_are_refused():
    """Rather no answer than one that floating point may have bent."""
    with pytest.raises(ValueError, match="too large"):
        assign(np.array([[2**60, 0], [0, 0]]), [1, 1])


@pytest.mark.parametrize("kinds", [2, 8, 100_000])
def test_large_instances_are_proven(kinds):
    """Hundreds of people with many or few distinct scores and no seat to spare: the proof closes."""
    random = np.random.default_rng(kinds)
    found = assign(random.integers(0, kinds, (120, 100)), np.ones(100, int), random.random((120, 100)) < 0.5)
    assert found.proven and found.pairs == 100


def test_the_order_of_seats_does_not_matter_when_scores_differ():
    """Rows and columns in another order give the same pairs where no scores are tied."""
    random = np.random.default_rng(3)
    scores = random.permutation(30 * 25).reshape(30, 25) ** 2
    rows, columns = random.permutation(30), random.permutation(25)
    one, two = assign(scores, np.full(25, 2)), assign(scores[rows][:, columns], np.full(25, 2))
    back = np.full(30, -1)
    back[rows] = columns[two.mentor]
    assert back.tolist() == one.mentor.tolist()


def test_nothing_given_is_changed():
    """Scores, capacities and mask are left as they were."""
    scores, capacity, allowed = np.array([[1, 2]]), np.array([1, 1]), np.array([[True, False]])
    assign(scores, capacity, allowed)
    assert scores.tolist() == [[1, 2]] and capacity.tolist() == [1, 1] and allowed.tolist() == [[True, False]]
