"""What moves the result most, one value at a time, and how far leaving would have to fall at other shares and costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorkit.planning.inputs import Ends
from mentorkit.planning.outlay import Values, outlay
from mentorkit.planning.prices import SumKey
from mentorkit.planning.spreads import Spread

__all__ = ["Bar", "Thresholds", "Tornado", "thresholds_of", "tornado_of"]

_ATTRITION, _REPLACEMENT = "costs.attrition", "costs.replacement"


@dataclass(frozen=True)
class Bar:
    """The result with one value at its low and at its high end (``values``), all others as planned."""

    field: str
    values: Ends
    at_low: float
    at_high: float
    assumed: bool

    @property
    def swing(self) -> float:
        """How far the result moves from one end to the other."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Tornado:
    """Every value that moves the result, the strongest first; ``base`` is the result of the plan.

    The result is the balance of sum ``key`` (what fewer leavers save less the sum) where ``balance``, else the sum itself.
    """

    key: SumKey
    balance: bool
    base: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Thresholds:
    """The relative reduction of leaving at which one sum is earned back: a row for each share of leavers, a column for each cost of replacing one."""

    key: SumKey
    attrition: tuple[float, ...]
    replacement: tuple[float, ...]
    needed: tuple[tuple[float, ...], ...]


def tornado_of(plan: Values, spreads: Iterable[Spread], key: SumKey, balance: bool) -> Tornado | None:
    """One value at a time at its two ends, the others as planned; equal swings keep the order of the values."""

    def result(values: Values) -> float:
        found = outlay(values)
        return float(found.balance(key) if balance else found.sum_of(key))

    def bars() -> Iterator[Bar]:
        for spread in spreads:
            low, high = (result({**plan, spread.field: end}) for end in (spread.ends.low, spread.ends.high))
            if low != high:
                yield Bar(spread.field, spread.ends, low, high, spread.origin == "assumed")

    found = tuple(sorted(bars(), key=lambda bar: -bar.swing))
    return Tornado(key, balance, result(plan), found) if found else None


def thresholds_of(plan: Values, spreads: Iterable[Spread], keys: Sequence[SumKey]) -> tuple[Thresholds, ...]:
    """For each sum the reductions needed over the ranges of the two values; every other value as planned."""
    ends = {spread.field: spread.ends for spread in spreads}
    attrition, replacement = (ends.get(field) or Ends(plan[field], plan[field], plan[field]) for field in (_ATTRITION, _REPLACEMENT))
    rows, columns = _steps(attrition, (1 / 2,), (1 / 2,)), _steps(replacement, (), (1 / 3, 2 / 3))
    return tuple(Thresholds(key, rows, columns, tuple(tuple(_needed(plan, key, a, k) for k in columns) for a in rows)) for key in keys)


def _needed(plan: Values, key: SumKey, attrition: float, replacement: float) -> float:
    return float(outlay({**plan, _ATTRITION: attrition, _REPLACEMENT: replacement}).reduction_needed(key))


def _steps(ends: Ends, below: tuple[float, ...], above: tuple[float, ...]) -> tuple[float, ...]:
    """Both ends, the plan's value, and whole per cents at these parts of the way below and above it; without 0, at which nothing is ever earned back."""
    between = [ends.low + part * (ends.typical - ends.low) for part in below] + [ends.typical + part * (ends.high - ends.typical) for part in above]
    return tuple(sorted({value for value in (ends.low, ends.typical, ends.high, *(round(value, 2) for value in between)) if value > 0}))
