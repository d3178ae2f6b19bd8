"""Which modules to hold and how many sessions of each, so that most needs are closed within the budgets: a small integer programme.

A need is one person below the needed level of one competency. Solved by HiGHS (scipy.optimize.milp); how ties are decided is stated in
:func:`choose`, so the answer does not depend on the solver.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Budget", "Choice", "Offer", "choose", "enough"]

_HAIR = 1e-6  # hours and money are sums of decimals
_NODES = 20_000  # a file has a dozen modules and needs a few dozen; counted in nodes, not in seconds, so that a slow machine answers alike


@dataclass(frozen=True)
class Offer:
    """A module as something that can be held, at least 0 and at most ``most`` times; ``must``: exactly ``most`` times.

    ``hours`` of one person, ``cost`` and ``seats`` of one session. ``takers[g]`` is how many of side g can use a seat (0: not for that
    side); ``closes`` are places in the list of needs, each with its side.
    """

    hours: float
    cost: float
    seats: int
    most: int
    takers: tuple[int, int]
    closes: tuple[tuple[int, int], ...]
    must: bool = False


@dataclass(frozen=True)
class Budget:
    """Hours of one person of each side, and cash for all sessions; ``None`` is no limit."""

    hours: tuple[float | None, float | None] = (None, None)
    cash: float | None = None


@dataclass(frozen=True)
class Choice:
    """``sessions`` of each offer and how many of each need are ``closed``."""

    sessions: tuple[int, ...]
    closed: tuple[int, ...]


def choose(offers: Sequence[Offer], needs: Sequence[int], budget: Budget) -> Choice | None:
    """The sessions that close most; ``None`` when what must be held goes beyond a budget.

    A need is closed by a seat in any module that closes it, so its closed number is at most the seats for its side in those modules.
    Of equally good choices the one with the fewest hours of one person of each side, then the fewest sessions, then the one that holds
    the earlier offers more often.
    """
    model = _Model(offers, needs, budget)
    found = model.best(-model.closed)
    if found is None:
        return None
    model.hold(model.closed, at_least=round(float(model.closed @ found)) - 0.5)
    for fewer, room in ((model.hours, _HAIR), (model.sessions, 0.5)):
        better = model.best(fewer)
        found = found if better is None else better
        model.hold(fewer, at_most=float(fewer @ found) + room)
    for place, offer in enumerate(offers):
        one = model.one(place)
        if round(float(one @ found)) < offer.most:
            better = model.best(-one)
            found = found if better is None else better
        model.hold(one, at_least=round(float(one @ found)) - 0.5)
    return model.read(found)


def enough(offers: Sequence[Offer], needs: Sequence[int], budget: Budget) -> Budget:
    """The budget nearest to this one that closes every need some offer closes: fewest hours more, then least cash more."""
    model = _Model(offers, needs, budget, open_=True)
    found = model.best(-model.closed)
    if found is None:
        return budget
    model.hold(model.closed, at_least=round(float(model.closed @ found)) - 0.5)
    found = model.best(model.more_hours)
    model.hold(model.more_hours, at_most=float(model.more_hours @ found) + _HAIR)
    found = model.best(model.more_cash)
    mentor, mentee, cash = (float(value) for value in found[-3:])
    hours = tuple(None if limit is None else round(limit + more, 4) for limit, more in zip(budget.hours, (mentor, mentee), strict=True))
    return Budget((hours[0], hours[1]), None if budget.cash is None else math.ceil((budget.cash + cash) * 100 - 1e-4) / 100)


class _Model:
    """Columns: sessions, held or not, seats by offer and side, closed needs, and what goes beyond each budget (0 unless ``open_``)."""

    def __init__(self, offers: Sequence[Offer], needs: Sequence[int], budget: Budget, *, open_: bool = False) -> None:
        self.n, self.needs = len(offers), len(needs)
        self._width = 4 * self.n + self.needs + 3
        self._rows: list[tuple[Any, float, float]] = []
        most = [offer.most for offer in offers]
        takers = [count for offer in offers for count in offer.takers]
        beyond = [math.inf if open_ else 0.0] * 3
        self._low = np.array([offer.most if offer.must else 0 for offer in offers] + [0.0] * (self._width - self.n))
        self._high = np.array([*most, *(min(1, m) for m in most), *takers, *needs, *beyond], dtype=float)
        self._whole = np.array([1] * (self._width - 3) + [0] * 3)
        self.sessions = self._row((place, 1.0) for place in range(self.n))
        self.closed = self._row((4 * self.n + place, 1.0) for place in range(self.needs))
        self.hours = self._row((self.n + place, offer.hours * sum(count > 0 for count in offer.takers)) for place, offer in enumerate(offers))
        self.more_hours = self._row([(self._width - 3, 1.0), (self._width - 2, 1.0)])
        self.more_cash = self._row([(self._width - 1, 1.0)])
        self._seats(offers)
        self._needs(offers)
        self._budgets(offers, budget)

    def _row(self, values: Any) -> Any:
        row = np.zeros(self._width)
        for place, value in values:
            row[place] += value
        return row

    def one(self, place: int) -> Any:
        """The row that reads the sessions of one offer."""
        return self._row([(place, 1.0)])

    def hold(self, row: Any, *, at_least: float = -math.inf, at_most: float = math.inf) -> None:
        """From now on the row stays within these limits."""
        self._rows.append((row, at_least, at_most))

    def _seats(self, offers: Sequence[Offer]) -> None:
        for place, offer in enumerate(offers):
            held, seats = self.n + place, 2 * self.n + 2 * place
            self.hold(self._row([(place, 1.0), (held, -float(offer.most))]), at_most=0)
            self.hold(self._row([(held, 1.0), (place, -1.0)]), at_most=0)
            self.hold(self._row([(seats, 1.0), (seats + 1, 1.0), (place, -float(offer.seats))]), at_most=0)

    def _needs(self, offers: Sequence[Offer]) -> None:
        for need in range(self.needs):
            seats = [(2 * self.n + 2 * place + side, -1.0) for place, offer in enumerate(offers) for closes, side in offer.closes if closes == need]
            self.hold(self._row([(4 * self.n + need, 1.0), *seats]), at_most=0)

    def _budgets(self, offers: Sequence[Offer], budget: Budget) -> None:
        for side, limit in enumerate(budget.hours):
            if limit is not None:
                hours = [(self.n + place, offer.hours) for place, offer in enumerate(offers) if offer.takers[side]]
                self.hold(self._row([*hours, (self._width - 3 + side, -1.0)]), at_most=limit + _HAIR)
        if budget.cash is not None:
            costs = [(place, offer.cost) for place, offer in enumerate(offers)]
            self.hold(self._row([*costs, (self._width - 1, -1.0)]), at_most=budget.cash + _HAIR)

    def best(self, least: Any) -> Any:
        """The columns for which ``least`` is smallest; ``None`` when nothing fits."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        rows = LinearConstraint(np.array([row for row, _, _ in self._rows]), [low for _, low, _ in self._rows], [high for _, _, high in self._rows])
        found = milp(least, integrality=self._whole, bounds=Bounds(self._low, self._high), constraints=rows, options={"mip_rel_gap": 0, "node_limit": _NODES})
        return None if found.x is None else found.x

    def read(self, found: Any) -> Choice:
        """Whole numbers out of the solver's columns."""
        sessions = tuple(round(float(value)) for value in found[: self.n])
        return Choice(sessions, tuple(round(float(value)) for value in found[4 * self.n : 4 * self.n + self.needs]))
