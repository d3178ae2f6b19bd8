"""How sure the sums are: twenty thousand cases with values drawn from their ranges, and what a pilot could be worth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mentorkit.planning.inputs import Ends
from mentorkit.planning.outlay import Outlay, outlay, planned_values
from mentorkit.planning.prices import SUMS, SumKey
from mentorkit.planning.sensitivity import Thresholds, Tornado, thresholds_of, tornado_of
from mentorkit.planning.spreads import RANGED, Spread, spreads_of
from mentorkit.program.model import ProgramFile

__all__ = ["DRAWS", "Likely", "SumRange", "Uncertainty", "uncertainty_of"]

DRAWS = 20_000
_RETURN = ("costs.salaries.mentee", "costs.attrition", "costs.replacement", "audiences.mentees.size")


@dataclass(frozen=True)
class Likely:
    """5 of 100 cases lie below ``low``, half below ``middle``, 5 of 100 above ``high``."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class SumRange:
    """One of the three sums over all cases.

    ``balance`` is what fewer leavers save less the sum, ``pays`` the share of cases in which that is above 0, ``learning``
    the most that certainty before the decision could be worth; None where the file lacks a value for them. ``needed`` is
    the relative reduction of leaving at which the sum is earned back; above 1 no reduction is enough.
    """

    key: SumKey
    amount: Likely
    balance: Likely | None = None
    mean_balance: float | None = None
    pays: float | None = None
    learning: float | None = None
    needed: Likely | None = None


@dataclass(frozen=True)
class Uncertainty:
    """Ranges of the sums that are known; ``spreads`` are the ranges that went in. ``tornado`` is None where nothing varies."""

    draws: int
    seed: int
    spreads: tuple[Spread, ...]
    sums: tuple[SumRange, ...]
    tornado: Tornado | None
    thresholds: tuple[Thresholds, ...]

    @property
    def assumed(self) -> tuple[Spread, ...]:
        """Ranges that the file does not give."""
        return tuple(spread for spread in self.spreads if spread.origin == "assumed" and spread.varies)

    @property
    def moved(self) -> tuple[Spread, ...]:
        """Ranges of the file that were written around another value than the plan's."""
        return tuple(spread for spread in self.spreads if spread.moved)

    def range_of(self, key: SumKey) -> SumRange | None:
        """The ranges of that sum; None where the sum is not known."""
        return next((each for each in self.sums if each.key == key), None)


def uncertainty_of(intent: ProgramFile, known: Collection[SumKey]) -> Uncertainty | None:
    """The ranges of the ``known`` sums; None where there is none. The same file gives the same cases, always.

    Every ranged value is drawn by itself, independent of the others, from a triangle over its range with its peak at the
    plan's value. The seed is the file's, one run of numbers for each value: a range that changes leaves the draws of the
    others as they are.
    """
    keys = tuple(key for key in SUMS if key in known)
    plan = planned_values(intent)
    if not keys or intent.costs is None or intent.costs.paid_hours[0] <= 0:
        return None
    spreads = spreads_of(intent)
    drawn = {spread.field: _triangular(spread.ends, _even(intent.seed, RANGED.index(spread.field))) for spread in spreads}
    cases, returns = outlay(plan | drawn), all(plan[field] > 0 for field in _RETURN)
    saves = returns and intent.costs.reduction is not None
    sums = tuple(_sum_range(key, cases, returns, saves) for key in keys)
    tornado = tornado_of(plan, spreads, keys[0], saves)
    return Uncertainty(DRAWS, intent.seed, spreads, sums, tornado, thresholds_of(plan, spreads, keys) if returns else ())


def _sum_range(key: SumKey, cases: Outlay, returns: bool, saves: bool) -> SumRange:
    import numpy as np

    amount = _likely(cases.sum_of(key))
    if not returns:
        return SumRange(key, amount)
    with np.errstate(divide="ignore", invalid="ignore"):  # a case in which nobody would leave needs more than there is
        needed = np.broadcast_to(cases.reduction_needed(key), DRAWS)
    needed = np.where(np.isfinite(needed), needed, np.inf)
    reached = _likely(needed)
    if not saves:
        return SumRange(key, amount, needed=reached)
    balance = np.broadcast_to(cases.balance(key), DRAWS)
    mean = float(np.mean(balance))
    # perfect knowledge would say no in every case that does not pay
    learning = max(0.0, float(np.mean(np.maximum(balance, 0))) - max(0.0, mean))
    return SumRange(key, amount, _likely(balance), mean, float(np.mean(balance > 0)), learning, reached)


def _likely(cases: Any) -> Likely:
    import numpy as np

    # the nearest case rather than a point between two: infinite ones cannot be mixed
    return Likely(*(float(value) for value in np.quantile(np.broadcast_to(cases, DRAWS), (0.05, 0.5, 0.95), method="nearest")))


def _triangular(ends: Ends, even: Any) -> Any:
    """Values with a triangle's density over ``ends``, from ``even`` ones of 0 to 1 (inverse of its distribution)."""
    import numpy as np

    low, peak, high = ends.low, ends.typical, ends.high
    if low >= high:
        return peak
    rising = even < (peak - low) / (high - low)
    return np.where(rising, low + np.sqrt(even * (high - low) * (peak - low)), high - np.sqrt((1 - even) * (high - low) * (high - peak)))


@lru_cache(maxsize=32)
def _even(seed: int, place: int) -> Any:
    import numpy as np

    found = np.random.default_rng((seed, place)).random(DRAWS)
    found.setflags(write=False)
    return found
