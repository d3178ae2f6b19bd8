"""The best assignment of mentees to seats with mentors: exact in whole numbers, proven, and the same on every machine.

Arrays in, arrays out; nothing here knows a person, a criterion or a rule.

The solved question. With whole-number scores ``s`` the engine maximises the sum of ``factor * s + bonus`` over the pairs
made. ``cover_first`` chooses a bonus so large that one more pair outweighs any difference of scores; otherwise the factor
is so large that one point outweighs covering everybody. Every allowed pair then counts as more than nothing, so the
question is one rectangular assignment problem, which SciPy solves. What SciPy says is not believed: the prices are
recovered here and the proof is checked in whole numbers.

The proof. Prices ``p >= 0`` of mentors and values ``u >= 0`` of mentees with ``u[i] + p[j] >= factor * s[i, j] + bonus`` for
every allowed pair bound every possible pairing by ``sum(u) + sum(p * capacity)``. When the pairing reaches that bound, no
other pairing scores higher.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.ties import lowest_first

__all__ = ["Assignment", "assign", "is_proven"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
EXACT = 2**53  # up to here SciPy's floating point holds every whole number
UNITS = 10**6  # floats are rounded at 1e-6


@dataclass(frozen=True)
class Assignment:
    """Who sits with whom.

    ``mentor[i]`` is the column of mentee ``i``'s mentor, -1 for nobody. ``total`` is the sum of the scores of the pairs
    made, in the scores' own unit. ``mentor_prices[j]`` is what one more seat with mentor ``j`` would add and
    ``mentee_values[i]`` what mentee ``i`` adds, both in the solved unit: ``factor`` times the score as a whole number
    (floats times 1,000,000) plus ``bonus``. ``proven`` is true when the proof closed in whole numbers.
    """

    mentor: npt.NDArray[np.int64]
    total: int | float
    mentor_prices: Whole
    mentee_values: Whole
    proven: bool
    factor: int = 1
    bonus: int = 0

    @property
    def pairs(self) -> int:
        """How many mentees have a mentor."""
        return int((self.mentor >= 0).sum())


def assign(scores: Any, capacity: Any, allowed: Any = None, cover_first: bool = True) -> Assignment:
    """The assignment with the highest total that gives each mentee at most one mentor and no mentor more than its seats.

    ``scores`` is (n mentees, m mentors), higher is better, any sign: whole numbers are taken as they are, floats rounded
    at 1e-6. A SciPy sparse matrix says which pairs are allowed by what it stores, a stored 0 included. ``capacity`` is
    (m,) whole numbers from 0. ``allowed`` is an optional (n, m) mask. A score of 0 may be paired.

    ``cover_first`` pairs as many mentees as possible, then seeks the best total. Without it the best total wins (pairs below
    0 are not made), and among equal totals the one that covers more. Among equally good assignments the first mentee gets
    its lowest possible column (nobody comes last), then the second, and so on. No mentees or no mentors give an empty result.

    Raises ``ValueError`` for a score that is not finite (naming the first place), shapes that do not fit, a capacity that is
    not a whole number from 0, and scores too large to be exact.

    >>> found = assign([[5, 9], [4, 9]], capacity=[1, 1])
    >>> found.mentor.tolist(), found.total, found.proven
    ([0, 1], 14, True)
    """
    dense, mask = _dense(scores, allowed)
    n, m = dense.shape
    seats = _seats(capacity, m)
    whole, unit = _whole(dense, mask)
    if n == 0 or m == 0:
        return Assignment(np.full(n, -1, np.int64), 0, np.zeros(m, np.int64), np.zeros(n, np.int64), True)
    seats = np.minimum(seats, mask.sum(axis=0))
    factor, bonus = _weighing(whole, mask, seats, cover_first)
    worth = np.where(mask, whole * factor + bonus, 0)
    mask = mask & (worth > 0)
    mentor = _solve(worth * mask, seats, mask)
    values, prices = _prices(worth, seats, mask, mentor)
    proven = is_proven(worth, seats, mask, mentor, values, prices)
    if proven:
        mentor = lowest_first((values[:, None] + prices == worth) & mask, values == 0, prices > 0, seats, mentor)
    made = np.flatnonzero(mentor >= 0)
    total = int(whole[made, mentor[made]].sum())
    return Assignment(mentor, total if unit == 1 else total / unit, prices, values, proven, factor, bonus)


def is_proven(worth: Whole, seats: Whole, allowed: Mask, mentor: Whole, values: Whole, prices: Whole) -> bool:
    """Whether values and prices prove that no assignment is worth more than ``mentor``; whole numbers only."""
    made = np.flatnonzero(mentor >= 0)
    kept = bool((np.bincount(mentor[made], minlength=len(seats)) <= seats).all() and allowed[made, mentor[made]].all())
    bounds = bool((values >= 0).all() and (prices >= 0).all() and (~allowed | (values[:, None] + prices >= worth)).all())
    # Python integers: the two sums may not overflow unnoticed
    bound = sum(values.tolist()) + sum(p * c for p, c in zip(prices.tolist(), seats.tolist(), strict=True))
    return kept and bounds and bound == sum(worth[made, mentor[made]].tolist())


def _dense(scores: Any, allowed: Any) -> tuple[npt.NDArray[Any], Mask]:
    if hasattr(scores, "tocoo"):
        stored = scores.tocoo()
        dense, mask = np.zeros(stored.shape, stored.dtype), np.zeros(stored.shape, bool)
        mask[stored.row, stored.col] = True
        np.add.at(dense, (stored.row, stored.col), stored.data)
    else:
        dense = np.asarray(scores)
        if dense.ndim == 1 and dense.size == 0:
            dense = dense.reshape(0, 0)
        if dense.ndim != 2 or dense.dtype.kind not in "iufb":
            raise ValueError(f"scores must be a table of numbers, one row per mentee and one column per mentor; this has {dense.ndim} dimensions and type {dense.dtype}")
        mask = np.ones(dense.shape, bool)
    if allowed is None:
        return dense, mask
    extra = np.asarray(allowed, bool)
    if extra.shape != dense.shape:
        raise ValueError(f"allowed has shape {extra.shape}, scores have {dense.shape}")
    return dense, mask & extra


def _seats(capacity: Any, m: int) -> Whole:
    seats = np.asarray(capacity)
    if m == 0 and seats.size == 0:
        return np.zeros(0, np.int64)
    if seats.shape != (m,):
        raise ValueError(f"capacity has shape {seats.shape}, one number per mentor is ({m},)")
    bad = ~np.isfinite(seats) | (seats < 0) | (seats != np.floor(seats)) if seats.dtype.kind in "iuf" else np.ones(m, bool)
    if bad.any():
        place = int(np.argmax(bad))
        raise ValueError(f"capacity[{place}] is {seats[place]}; it must be a whole number from 0")
    return np.asarray(np.minimum(seats, 2**31), np.int64)


def _whole(dense: npt.NDArray[Any], mask: Mask) -> tuple[Whole, int]:
    """Scores as whole numbers and how many of them make one unit."""
    if dense.dtype.kind in "iub":
        if dense.size and max(abs(int(dense.max())), abs(int(dense.min()))) >= EXACT:
            raise ValueError("a score is too large to be exact")
        return dense.astype(np.int64), 1
    bad = ~np.isfinite(dense)
    if bad.any():
        row, column = np.unravel_index(int(np.argmax(bad)), dense.shape)
        raise ValueError(f"scores[{row}, {column}] is {dense[row, column]}; every score must be a finite number")
    if dense.size and float(np.abs(dense).max()) * UNITS >= EXACT:
        raise ValueError("a score is too large to be exact at 1e-6")
    return np.rint(np.where(mask, dense, 0) * UNITS).astype(np.int64), UNITS


def _weighing(whole: Whole, mask: Mask, seats: Whole, cover_first: bool) -> tuple[int, int]:
    """Factor and bonus that put coverage before scores, or scores before coverage."""
    if not mask.any():
        return 1, 1
    low, high = int(whole[mask].min()), int(whole[mask].max())
    most = min(len(whole), int(seats.sum())) + 1
    factor, bonus = (1, most * (high - low) + 1 - low) if cover_first else (most, 1)
    # SciPy adds up to one worth per row and step; all those sums must be exact
    if most * max(abs(factor * high + bonus), abs(factor * low + bonus)) >= EXACT:
        raise ValueError("the scores are too large for so many mentees to be exact; divide them by a common factor or round them")
    return factor, bonus


def _solve(worth: Whole, seats: Whole, mask: Mask) -> Whole:
    """One best assignment: every seat becomes a column, a pair that is not allowed is worth nothing."""
    from scipy.optimize import linear_sum_assignment

    owner = np.repeat(np.arange(len(seats)), seats)
    mentor = np.full(len(worth), -1, np.int64)
    if len(owner):
        rows, columns = linear_sum_assignment(worth[:, owner].astype(np.float64), maximize=True)
        mentor[rows] = owner[columns]
        alone = mentor >= 0
        alone[alone] = ~mask[np.flatnonzero(alone), mentor[alone]]
        mentor[alone] = -1
    return mentor


def _prices(worth: Whole, seats: Whole, mask: Mask, mentor: Whole) -> tuple[Whole, Whole]:
    """The lowest prices under which nobody wants another mentor, and what each mentee is then worth.

    A mentee with mentor ``j`` stays there only when every other mentor ``k`` costs at least ``p[j] + worth[k] - worth[j]``;
    prices rise until that holds. In a best assignment they settle after at most one round per mentor; otherwise
    the rounds end and the proof fails.
    """
    n, m = worth.shape
    never = np.iinfo(np.int64).min // 4
    want = np.where(mask, worth, never)
    rows = np.arange(n)
    placed = mentor >= 0
    own = np.where(placed, want[rows, mentor], 0)
    prices = np.maximum(want[~placed].max(axis=0, initial=0), 0)
    changed = np.ones(m, bool)
    for _ in range(m + 1):
        active = np.flatnonzero(placed & changed[mentor])
        if not len(active):
            break
        asked = (want[active] + (prices[mentor[active]] - own[active])[:, None]).max(axis=0)
        changed = asked > prices
        prices = np.where(changed, asked, prices)
    values = np.where(placed, own - prices[mentor], 0)
    return values, prices
