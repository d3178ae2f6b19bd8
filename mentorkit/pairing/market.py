"""The question in the form the solvers take: allowed pairs row by row with whole-number costs, seats, and the cost of staying out.

With whole-number scores ``s`` a pair is worth ``factor * s + bonus``. To cover as many as possible first, the bonus is so large
that one more pair outweighs any difference of scores; for the best total, the factor is so large that one point
outweighs covering everybody. Solvers minimise: a pair costs ``factor * (high - s)``, staying out what a pair of the highest
score is worth. Nothing is copied per seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.compiled import COMPILES
from mentorkit.pairing.kernel import fill, paid, survey

__all__ = ["EXACT", "UNITS", "Market", "market_of"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
# Sums of worths stay below this, so that no whole number is bent; SciPy, which serves without numba, counts in floating point.
EXACT = 2**60 if COMPILES else 2**53
UNITS = 10**6  # floats are rounded at 1e-6
BLOCK = 2**20  # floats are made whole so many at a time, to hold no second table of them


@dataclass(frozen=True, eq=False)
class Market:
    """Row ``i`` may have the mentors ``cols[start[i]:start[i + 1]]`` at these ``cost``; nobody at the cost ``out``.

    A pair of score ``s`` costs ``factor * (high - s)`` and is worth ``factor * s + bonus``; ``units`` whole points make one
    of the caller's.
    """

    start: Whole
    cols: npt.NDArray[np.uint32]
    cost: npt.NDArray[Any]
    seats: Whole
    out: int
    high: int
    factor: int
    bonus: int
    units: int

    @property
    def rows(self) -> Whole:
        """The row of every listed pair."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def total(self, at: Whole) -> int | float:
        """The sum of the scores of an assignment's pairs, in the caller's unit."""
        total = self.high * int((at >= 0).sum()) - paid(self.start, self.cols, self.cost, at) // self.factor
        return total if self.units == 1 else total / self.units


def market_of(scores: Any, capacity: Any, allowed: Any, cover_first: bool) -> Market:
    """The market of a table of scores; refuses what is no table of finite numbers, or too large to be exact."""
    sparse = hasattr(scores, "tocoo")
    table = scores.tocsr(copy=True) if sparse else _table(scores)
    n, m = table.shape
    seats = np.minimum(_seats(capacity, m), n)  # nobody can have more mentees than there are
    mask = _mask(allowed, (n, m))
    least = -(2**63) if cover_first else 0  # where the total counts, a pair below 0 is never worth making
    if COMPILES and not sparse:
        whole, units = _whole(table)
        masked = mask is not None
        given = np.ascontiguousarray(mask) if mask is not None else np.zeros((0, 0), bool)
        start, low, high = survey(whole, given, masked, least)
        factor, bonus, kind = _weighing(start, low, high, n, seats, cover_first)
        cols, cost = np.empty(start[-1] + 1, np.uint32), np.empty(start[-1] + 1, kind)
        fill(whole, given, masked, least, high, factor, cols, cost)
        cols, cost = cols[:-1], cost[:-1]
    else:
        row, cols, points, units = _listed(table, mask, least, sparse)
        start = np.append(0, np.cumsum(np.bincount(row, minlength=n))).astype(np.int64)
        low, high = (int(points.min()), int(points.max())) if len(points) else (0, 0)
        factor, bonus, kind = _weighing(start, low, high, n, seats, cover_first)
        cost = (factor * (high - points)).astype(kind)
    high = int(high) if start[-1] else 0
    return Market(start, cols, cost, seats, factor * high + bonus, high, factor, bonus, units)


def _weighing(start: Whole, low: int, high: int, n: int, seats: Whole, cover_first: bool) -> tuple[int, int, type[np.signedinteger[Any]]]:
    """Factor and bonus that put coverage before scores, or scores before coverage; and the type that holds every cost."""
    if not start[-1]:
        return 1, 1, np.int32
    low, high = int(low), int(high)
    most = min(n, int(seats.sum())) + 1
    factor, bonus = (1, most * (high - low) + 1 - low) if cover_first else (most, 1)
    worths = abs(factor * high + bonus), abs(factor * low + bonus), factor * (high - low), abs(high), abs(low)
    if (most + 1) * max(worths) >= EXACT:
        needs = f"up to {most - 1} pairs with scores from {low} to {high} need sums up to {(most + 1) * max(worths)}, and the limit is {EXACT}"
        raise ValueError(f"the scores are too large to be exact: {needs} (floats count in millionths); divide them by a common factor or round them")
    return factor, bonus, np.int32 if factor * (high - low) < 2**31 - 1 else np.int64


def _table(scores: Any) -> npt.NDArray[Any]:
    if np.ma.isMaskedArray(scores) and np.ma.getmaskarray(scores).any():
        raise ValueError("scores are a masked array; say which pairs may be made with allowed, a table of true and false")
    table = np.asarray(scores)
    if table.ndim == 1 and table.size == 0:
        table = table.reshape(0, 0)
    if table.ndim != 2 or table.dtype.kind not in "iufb":
        raise ValueError(f"scores must be a table of numbers, one row per mentee and one column per mentor; this has {table.ndim} dimensions and type {table.dtype}")
    return table.astype(np.float64) if table.dtype == np.float16 else table  # half floats end at 65,504


def _mask(allowed: Any, shape: tuple[int, int]) -> Mask | None:
    if allowed is None:
        return None
    mask = np.asarray(allowed)
    if mask.shape != shape:
        raise ValueError(f"allowed has shape {mask.shape}, scores have {shape}")
    if mask.dtype == bool or not mask.size:
        return mask.astype(bool)
    bad = ~np.isin(mask, (0, 1)) if mask.dtype.kind in "iuf" else np.ones(shape, bool)
    if bad.any():
        row, column = (int(part) for part in np.unravel_index(int(np.argmax(bad)), shape))
        raise ValueError(f"allowed[{row}, {column}] is {mask[row, column]!r}; it must be true or false")
    return mask.astype(bool)


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


def _whole(table: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], int]:
    """Scores as whole numbers in a type the kernel knows, and how many of them make one of the caller's units."""
    if table.dtype.kind != "f":
        if table.dtype.kind == "u" and table.size and int(table.max()) >= EXACT:
            row, column = (int(part) for part in np.unravel_index(int(table.argmax()), table.shape))
            raise ValueError(f"scores[{row}, {column}] is {table[row, column]}, too large to be exact; the limit is {EXACT}")
        return np.ascontiguousarray(table, table.dtype if table.dtype in (np.int32, np.int64) else np.int64), 1
    whole = np.empty(table.shape, np.int64)
    rows = max(1, BLOCK // max(1, table.shape[1]))
    for first in range(0, len(table), rows):
        whole[first : first + rows] = _rounded(table[first : first + rows], lambda place, first=first: (place[0] + first, place[1]))
    return whole, UNITS


def _rounded(values: npt.NDArray[Any], where: Any) -> npt.NDArray[np.float64]:
    """Floats times 1,000,000, rounded; refuses what is not finite, naming its place, and what rounding could bend."""
    bad = ~np.isfinite(values)
    if bad.any():
        place = tuple(int(part) for part in np.unravel_index(int(np.argmax(bad)), values.shape))
        row, column = where(place)
        raise ValueError(f"scores[{row}, {column}] is {values[place]}; every score must be a finite number")
    if values.size and float(np.abs(values).max()) * UNITS >= 2**53:
        place = tuple(int(part) for part in np.unravel_index(int(np.abs(values).argmax()), values.shape))
        row, column = where(place)
        raise ValueError(f"scores[{row}, {column}] is {values[place]}, too large to be exact to a millionth; the limit is {2**53 / UNITS:.0f}")
    return np.asarray(np.rint(values * float(UNITS)))


def _listed(table: Any, mask: Mask | None, least: int, sparse: bool) -> tuple[Whole, npt.NDArray[np.uint32], Whole, int]:
    """Row, column and whole points of every allowed pair, in order, from a sparse matrix or, without numba, from a table."""
    if sparse:
        if table.dtype.kind not in "iufb":
            raise ValueError(f"scores must be numbers; this matrix has type {table.dtype}")
        table.sum_duplicates()
        row, column, values = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr)), table.indices.astype(np.int64), table.data
        units = UNITS if values.dtype.kind == "f" else 1
        points = (_rounded(values, lambda place: (row[place[0]], column[place[0]])) if units > 1 else values).astype(np.int64)
        kept = points >= least
        if mask is not None:
            kept &= mask[row, column]
        return row[kept], column[kept].astype(np.uint32), points[kept], units
    whole, units = _whole(table)
    row, column = np.nonzero(whole >= least if mask is None else mask & (whole >= least))
    return row, column.astype(np.uint32), whole[row, column].astype(np.int64), units
