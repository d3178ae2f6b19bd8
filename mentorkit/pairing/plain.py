"""The same answers without numba: SciPy solves with a column for every seat, and the lowest prices are recovered here."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.market import Market

__all__ = ["solve"]

Whole = npt.NDArray[np.int64]


def solve(market: Market) -> tuple[Whole, Whole]:
    """The cheapest assignment and the mentors' lowest prices."""
    worth = np.zeros((len(market.start) - 1, len(market.seats)), np.int64)
    worth[market.rows, market.cols] = market.out - market.cost.astype(np.int64)
    at = _solved(worth, np.minimum(market.seats, (worth > 0).sum(axis=0)))
    return at, _prices(worth, at)


def _solved(worth: Whole, seats: Whole) -> Whole:
    """One best assignment: every seat becomes a column, a pair that is not allowed is worth nothing."""
    from scipy.optimize import linear_sum_assignment

    owner = np.repeat(np.arange(len(seats)), seats)
    at = np.full(len(worth), -1, np.int64)
    if len(owner) and len(worth):
        rows, columns = linear_sum_assignment(worth[:, owner].astype(np.float64), maximize=True)
        mentor = owner[columns]
        kept = worth[rows, mentor] > 0
        at[rows[kept]] = mentor[kept]
    return at


def _prices(worth: Whole, at: Whole) -> Whole:
    """The lowest prices under which nobody wants another mentor.

    A mentee with mentor ``j`` stays there only when every other mentor ``k`` costs at least ``p[j] + worth[k] - worth[j]``;
    prices rise until that holds. In a best assignment they settle after at most one round per mentor; otherwise
    the rounds end and the proof fails.
    """
    m = worth.shape[1]
    want = np.where(worth > 0, worth, np.iinfo(np.int64).min // 4)
    placed = at >= 0
    own = np.where(placed, want[np.arange(len(worth)), at], 0) if m else np.zeros(len(worth), np.int64)
    prices = np.maximum(want[~placed].max(axis=0, initial=0), 0)
    changed = np.ones(m, bool)
    for _ in range(m + 1):
        active = np.flatnonzero(placed & changed[at])
        if not len(active):
            break
        asked = (want[active] + (prices[at[active]] - own[active])[:, None]).max(axis=0)
        changed = asked > prices
        prices = np.where(changed, asked, prices)
    return np.asarray(prices)
