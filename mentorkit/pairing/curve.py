"""Fit against people covered: the best total for every number of pairs, each proven."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.blend import freed
from mentorkit.pairing.engine import assign
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.scores import Scores

__all__ = ["FROM", "Curve", "Point", "coverage_curve"]

FROM = (3, 4)  # the curve begins at three quarters of the highest number of pairs, or where the total is highest if that is lower
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
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
    # loaded only where somebody pairs
    from mentorkit.pairing.compiled import COMPILES

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
    from mentorkit.pairing.growing import FAR, grow

    table = np.where(may, scores.points, -FAR)
    most = assign(scores.points, left, may, True).pairs
    first = max(0 if fixed else 1, -(-(most + fixed) * FROM[0] // FROM[1]) - fixed)
    totals, best, proven = grow(table, np.ascontiguousarray(table.T), np.minimum(left, len(table)), first)
    first = min(first, best)
    points = [Point(k, int(totals[k]), int(totals[k] - totals[k - 1]) if k else None, bool(proven[k])) for k in range(first, most + 1)]
    return best, tuple(point for point in points if point.pairs + fixed)
