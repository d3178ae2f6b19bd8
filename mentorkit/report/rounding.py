"""Rounding that keeps sums: the rows of a table add up to the total below them as it is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["adding_up", "rounded"]


def rounded(value: float, digits: int = 0) -> float:
    """Half up, as every number of a page is."""
    unit: int = 10**digits
    return math.floor(value * unit + 0.5 + 1e-9) / unit


def adding_up(parts: Sequence[float], digits: int = 0, total: float | None = None) -> tuple[float, ...]:
    """``parts`` rounded so that they add up to ``total``, or to their own rounded sum (largest remainder).

    Each differs from its value by less than one unit of the last digit; of equal remainders the first is raised.

    >>> adding_up([0.5, 0.5, 0.5])
    (1.0, 1.0, 0.0)
    """
    unit: int = 10**digits
    down = [math.floor(part * unit + 1e-9) for part in parts]
    goal = round((rounded(math.fsum(parts), digits) if total is None else total) * unit)
    order = sorted(range(len(parts)), key=lambda place: (-round(parts[place] * unit - down[place], 9), place))
    for place in order[: max(0, goal - sum(down))]:
        down[place] += 1
    return tuple(one / unit for one in down)
