"""The best assignment of mentees to seats with mentors: exact in whole numbers, proven, and the same on every machine.

Arrays in, arrays out; nothing here knows a person, a criterion or a rule.

The question goes to the kernel as a market (:mod:`mentorkit.pairing.market`); where numba is not installed SciPy solves it,
slower and with the same answer. Whoever solves is not believed: the proof (:mod:`mentorkit.pairing.proof`) is checked in whole
numbers on every run. Ties are then decided by row and column order alone (:mod:`mentorkit.pairing.ties`).

The proof in terms of worth: prices ``p >= 0`` of mentors and values ``u >= 0`` of mentees with
``u[i] + p[j] >= factor * s[i, j] + bonus`` for every allowed pair bound every possible pairing by ``sum(u) + sum(p * capacity)``, and
this pairing reaches that bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Assignment", "Unproven", "assign"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Unproven(RuntimeError):
    """The proof did not close. This is a fault of ours, never of the question; no assignment is given rather than a doubtful one."""


@dataclass(frozen=True, eq=False)
class Assignment:
    """Who sits with whom.

    ``mentor[i]`` is the column of mentee ``i``'s mentor, -1 for nobody. ``total`` is the sum of the scores of the pairs
    made, in the scores' own unit. ``mentor_prices[j]`` is what one more seat with mentor ``j`` would add and
    ``mentee_values[i]`` what mentee ``i`` is then worth, both in the solved unit: ``factor`` times the score as a whole number
    (floats times 1,000,000) plus ``bonus``. ``proven`` is true: the proof closed in whole numbers. ``other_possible[i]`` says
    that mentee ``i`` has another mentor, or none, in another assignment that is as good.
    """

    mentor: Whole
    total: int | float
    mentor_prices: Whole
    mentee_values: Whole
    proven: bool
    factor: int = 1
    bonus: int = 0
    other_possible: Mask = field(default_factory=lambda: np.zeros(0, bool))

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
    # here and not above: what compiles is loaded only where somebody pairs
    from mentorkit.pairing.market import market_of
    from mentorkit.pairing.proof import prove
    from mentorkit.pairing.ties import lowest_first

    market = market_of(scores, capacity, allowed, cover_first)
    at, price = _solve(market)
    closed, cheapest, tight, columns = prove(market, at, price)
    if not closed:
        raise Unproven("the proof that no other pairing does better did not close; please report this with the scores, the capacity and the mask")
    mentor, other = lowest_first(tight, columns, cheapest == market.out, price == 0, market.seats, at)
    return Assignment(mentor, market.total(at), price, market.out - cheapest, True, market.factor, market.bonus, other)


def _solve(market: Any) -> tuple[Whole, Whole]:
    from mentorkit.pairing.compiled import COMPILES

    if COMPILES:
        from mentorkit.pairing import kernel

        # as many bids as mentees: more of them only chase ties round in circles
        return kernel.solve(market.start, market.cols, market.cost, market.seats, market.out, len(market.start) - 1)
    from mentorkit.pairing import plain

    return plain.solve(market)
