"""Fit against people covered: the best total for every number of pairs, each proven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.blend import freed
from mentorkit.pairing.compiled import COMPILES, compiled
from mentorkit.pairing.engine import assign
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.scores import Scores

__all__ = ["FROM", "Curve", "Point", "coverage_curve", "grow"]

FROM = (3, 4)  # the curve begins at three quarters of the highest number of pairs, or where the total is highest if that is lower
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
FAR = 2**60
PLAIN = 5_000  # pairs above which the curve takes too long where nothing is compiled


@dataclass(frozen=True)
class Point:
    """The highest total of points that this number of pairs can have; ``adds`` is what the last of them added, below 0 when others lose more.

    ``proven``: no other pairing with as many pairs has more points.
    """

    pairs: int
    total: int
    adds: int | None
    proven: bool


@dataclass(frozen=True)
class Curve:
    """``points`` by number of pairs; ``best`` the number at which the total is highest (of several the largest), ``most`` the largest possible.

    ``own_pairs`` and ``own_total`` are the programme's. ``whole`` false: only the two ends were computed. ``weight`` divides totals into scores.
    """

    points: tuple[Point, ...]
    best: int
    most: int
    own_pairs: int
    own_total: int
    weight: int
    whole: bool = True

    def mean(self, pairs: int) -> float | None:
        """The mean score 0-1000 at that number of pairs; ``None`` where the curve does not go."""
        total = next((point.total for point in self.points if point.pairs == pairs), None)
        return None if total is None else self.score(total, pairs)

    def score(self, total: int, pairs: int) -> float | None:
        """The mean score 0-1000 of so many pairs."""
        return total / pairs / self.weight if pairs and self.weight else None

    @property
    def own_mean(self) -> float | None:
        """The programme's own mean score, 0-1000."""
        return self.score(self.own_total, self.own_pairs)

    @property
    def on_curve(self) -> bool:
        """Whether no pairing with as many pairs has a higher total than the programme's; a policy may give up points for something else."""
        return any(point.pairs == self.own_pairs and point.total == self.own_total for point in self.points)


def coverage_curve(pairing: Pairing, large: bool = False) -> Curve:
    """The curve under the programme's rules, seats, smallest score and required pairs, in points. ``large``: its two ends alone."""
    scores = pairing.scores
    may, left = freed(scores)
    may &= scores.enough & (left > 0)
    large = large or (not COMPILES and may.size > PLAIN)
    fixed = len(scores.required), int(sum(scores.points[row, column] for row, column in scores.required))
    best, points = _ends(scores, may, left) if large else _all(scores, may, left, fixed[0])
    moved = tuple(Point(point.pairs + fixed[0], point.total + fixed[1], point.adds, point.proven) for point in points)
    most = moved[-1].pairs if moved else fixed[0]
    return Curve(moved, best + fixed[0], most, len(pairing.pairs), pairing.total, scores.weight, not large)


def _ends(scores: Scores, may: Mask, left: Whole) -> tuple[int, tuple[Point, ...]]:
    found = [assign(scores.points, left, may, cover_first) for cover_first in (False, True)]
    points = {one.pairs: Point(one.pairs, int(one.total), None, one.proven) for one in found}
    return found[0].pairs, tuple(points.values())


def _all(scores: Scores, may: Mask, left: Whole, fixed: int) -> tuple[int, tuple[Point, ...]]:
    table = np.where(may, scores.points, -FAR)
    most = assign(scores.points, left, may, True).pairs
    first = max(0 if fixed else 1, -(-(most + fixed) * FROM[0] // FROM[1]) - fixed)
    totals, best, proven = grow(table, np.ascontiguousarray(table.T), np.minimum(left, len(table)), first)
    first = min(first, best)
    points = [Point(k, int(totals[k]), int(totals[k] - totals[k - 1]) if k else None, bool(proven[k])) for k in range(first, most + 1)]
    return best, tuple(point for point in points if point.pairs + fixed)


@compiled
def grow(table: Any, turned: Any, seats: Whole, first: int) -> tuple[Whole, int, Mask]:
    """Best totals of 0, 1, 2, ... pairs; at how many the total is highest; whether each total was proven (from ``first``, or the highest, on).

    One more pair at a time along the chain of moves that adds most (successive shortest paths, Ahuja, Magnanti and Orlin 1993, section
    9.7). The proof of a number k of pairs: with prices ``p >= 0`` of mentors and the value ``least`` of a pair, no k pairs have more than
    ``sum(max(0, max(s - p) - least)) + sum(p * seats) + k * least``, and these k have just that.
    """
    n, m = table.shape
    price, taken, at = np.zeros(m, np.int64), np.zeros(m, np.int64), np.full(n, -1, np.int64)
    head, after = np.full(m, -1, np.int64), np.full(n, -1, np.int64)
    top, best_row = np.full(m, -FAR, np.int64), np.full(m, -1, np.int64)  # of those without a mentor, who gives this mentor most
    least, total, pairs, best = np.int64(0), np.int64(0), 0, 0
    totals, proven = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.bool_)
    for j in range(m):
        for i in range(n):
            if turned[j, i] > top[j]:
                top[j], best_row[j] = turned[j, i], i
        least = max(least, top[j])
    distance, via, settled = np.empty(m, np.int64), np.empty(m, np.int64), np.empty(m, np.bool_)
    rising = True
    while True:
        # the cheapest chain from somebody without a mentor to a free seat
        for j in range(m):
            distance[j] = least - (top[j] - price[j]) if best_row[j] >= 0 and seats[j] > 0 else FAR
            via[j], settled[j] = best_row[j], False
        end = -1
        while True:
            near = -1
            for j in range(m):
                if not settled[j] and distance[j] < FAR and (near < 0 or distance[j] < distance[near] or (distance[j] == distance[near] and taken[j] < seats[j] <= taken[near])):
                    near = j
            if near < 0:
                break
            if taken[near] < seats[near]:
                end = near
                break
            settled[near] = True
            row = head[near]
            while row >= 0:
                base = distance[near] + table[row, near] - price[near]
                for j in range(m):
                    if not settled[j] and table[row, j] > -FAR and seats[j] > 0:
                        d = base - table[row, j] + price[j]
                        if d < distance[j]:
                            distance[j], via[j] = d, row
                row = after[row]
        falls = end < 0 or least - distance[end] < 0
        if rising and falls:
            best, rising = pairs, False
        if pairs >= first or not rising:
            bound = pairs * least
            for j in range(m):
                bound += price[j] * seats[j]
            for i in range(n):
                value = least
                for j in range(m):
                    value = max(value, table[i, j] - price[j])
                bound += value - least
            proven[pairs] = bound == total
        if end < 0:
            break
        step = distance[end]
        for j in range(m):
            if distance[j] < step:
                price[j] += step - distance[j]
        least -= step
        total += least
        pairs += 1
        totals[pairs] = total
        j = end
        while True:
            row = via[j]
            old = at[row]
            if old >= 0:
                if head[old] == row:
                    head[old] = after[row]
                else:
                    other = head[old]
                    while after[other] != row:
                        other = after[other]
                    after[other] = after[row]
                taken[old] -= 1
            at[row], after[row], head[j] = j, head[j], row
            taken[j] += 1
            if old < 0:
                break
            j = old
        # nobody can be better for a mentor than the one who just got a place; an equal one ends the search
        for j in range(m):
            if best_row[j] == row:
                was, top[j], best_row[j] = top[j], -FAR, -1
                for i in range(n):
                    if at[i] < 0 and turned[j, i] > top[j]:
                        top[j], best_row[j] = turned[j, i], i
                        if top[j] == was:
                            break
    return totals, best, proven
