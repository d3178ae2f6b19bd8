"""The proof that no pairing under the same rules does better, in whole numbers, and the pairs it leaves open.

Prices ``p >= 0`` of mentors, and for each mentee the cheapest it could have at those prices: ``u = min(out, cost + p)``. Three
things close the proof (complementary slackness), with nothing to add up and so nothing to overflow: everybody sits where it
is cheapest, or stays out where that is; no mentor has more than its seats; and a mentor with a price has no seat left.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.compiled import COMPILES, compiled
from mentorkit.pairing.market import Market

__all__ = ["Proof", "prove"]

Whole = npt.NDArray[np.int64]
Proof = tuple[bool, Whole, Whole, npt.NDArray[np.uint32]]


def prove(market: Market, at: Whole, price: Whole) -> Proof:
    """Whether the proof closed; each mentee's cheapest cost; and row by row the ``tight`` pairs, those at that cost.

    The assignments as good as this one are exactly those that use tight pairs only, leave out nobody whose cheapest cost is below
    ``out`` and fill every mentor with a price.
    """
    way = _checked if COMPILES else _checked_plainly
    return way(market.start, market.cols, market.cost, market.seats, market.out, at, price)


@compiled
def _checked(start: Whole, cols: Any, cost: Any, seats: Whole, out: int, at: Whole, price: Whole) -> Proof:
    n, m = len(start) - 1, len(seats)
    value, tight, tights = np.empty(n, np.int64), np.zeros(n + 1, np.int64), np.empty(len(cols), np.uint32)
    taken, closed, count = np.zeros(m, np.int64), True, 0
    for i in range(n):
        cheapest = out
        for e in range(start[i], start[i + 1]):
            cheapest = min(cheapest, cost[e] + price[cols[e]])
        seated = at[i] < 0
        for e in range(start[i], start[i + 1]):
            if cost[e] + price[cols[e]] == cheapest:
                tights[count] = cols[e]
                count += 1
                seated |= cols[e] == at[i]
        closed &= seated and (at[i] >= 0 or cheapest == out)
        value[i], tight[i + 1] = cheapest, count
        if at[i] >= 0:
            taken[at[i]] += 1
    for j in range(m):
        closed &= taken[j] <= seats[j] and price[j] >= 0 and (price[j] == 0 or taken[j] == seats[j])
    return closed, value, tight, tights[:count].copy()


def _checked_plainly(start: Whole, cols: Any, cost: Any, seats: Whole, out: int, at: Whole, price: Whole) -> Proof:
    n, m = len(start) - 1, len(seats)
    rows = np.repeat(np.arange(n), np.diff(start))
    asked = cost + price[cols]
    value = np.full(n, out, np.int64)
    np.minimum.at(value, rows, asked)
    tight = asked == value[rows]
    seated = at < 0
    seated[rows[tight & (cols == at[rows])]] = True
    taken = np.bincount(at[at >= 0], minlength=m)
    closed = seated.all() and (value[at < 0] == out).all() and (taken <= seats).all() and (price >= 0).all() and (taken == seats)[price > 0].all()
    return bool(closed), value, np.append(0, np.cumsum(np.bincount(rows[tight], minlength=n))).astype(np.int64), cols[tight]
