"""What the policy asks beyond aim and smallest score: published pairs kept for so many points, the worst-off mentee protected.

**Keeping.** Each published pair that is made again counts so many points more (``Scores.worth``); the points that are shown stay those
of the criteria. What that held back or let go is compared with keeping all that can be kept: first as many published pairs as
possible (the better ones where not all can be), then the best pairing of everybody else.

**Protecting.** First as many mentees as possible get a mentor, because nobody is worse off than a mentee without one; then the lowest
score of a pair is as high as it can be (max-min); then the total. The floor is searched by halving over the distinct scores, each step a
proven assignment. Two of them are the proof: the one at the floor, and the one at the next higher score, which pairs fewer.
Pairs fixed by hand are exempt: no floor could move them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.engine import Assignment, assign
from mentorkit.pairing.scores import Scores

__all__ = ["Floor", "Keeping", "kept_all", "open_pairs", "protected"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Keeping:
    """Published pairs under ``keep_published``, and what changing the others gained.

    ``points`` (0-100) is what keeping one counts. Of ``published`` pairs whose two people both take part ``kept`` are made again and
    ``changed`` are not; ``gone`` are others, of which somebody no longer takes part. ``most`` is how many can be kept at all under rules,
    seats, smallest score and required pairs. ``mean_all`` and ``pairs_all`` are the mean score (0-1000, ``None`` without pairs) and the
    number of pairs when those are kept, ``mean`` and ``pairs`` those of this pairing.
    """

    points: int
    published: int
    kept: int
    gone: int
    most: int
    pairs: int
    pairs_all: int
    mean: float | None
    mean_all: float | None

    @property
    def changed(self) -> int:
        """Published pairs that are not made again."""
        return self.published - self.kept

    @property
    def gain(self) -> float | None:
        """By what share the mean score is above that of keeping all that can be kept; negative when below; ``None`` where there is none."""
        return self.mean / self.mean_all - 1 if self.mean is not None and self.mean_all else None


@dataclass(frozen=True)
class Floor:
    """The highest lowest score that as many pairs can have, and what it cost.

    ``points`` (weighted sum) is the floor. ``higher`` is the next score that any pair has, ``pairs_higher`` how many pairs could be made
    from it upwards: fewer than ``pairs``; ``higher`` is ``None`` when no pair scores more. All count the pairs that are not fixed by hand.
    ``lowest_before`` and ``total_before`` (all pairs) are the lowest score and the sum of the points without the floor.
    """

    points: int
    pairs: int
    higher: int | None
    pairs_higher: int
    lowest_before: int
    total_before: int

    @property
    def proven(self) -> bool:
        """Whether no higher floor is possible with as many pairs; each count behind it closed its own proof in the engine."""
        return self.higher is None or self.pairs_higher < self.pairs


def open_pairs(scores: Scores) -> tuple[Mask, Whole]:
    """Pairs that may be made beside the required ones, and the seats those leave."""
    can, left = scores.allowed & scores.enough, scores.seats.copy()
    for row, column in scores.required:
        can[row] = False
        left[column] -= 1
    return can, np.maximum(left, 0)


def protected(scores: Scores, can: Mask, left: Whole, free: Assignment) -> tuple[Floor, Assignment] | None:
    """The highest floor that as many pairs as in ``free`` (solved without one) can keep, and the best assignment above it; ``None`` without pairs."""
    if not free.pairs:
        return None
    values = np.unique(scores.points[can])
    before = _lowest(scores, free)
    # whoever is paired has no more than the best they may have: only so many rows reach higher
    best = np.sort(np.where(can, scores.points, -1).max(axis=1))[-free.pairs]
    low, high = int(np.searchsorted(values, before)), int(np.searchsorted(values, best)) + 1
    fewer: dict[int, int] = {}
    while high - low > 1:
        middle = (low + high) // 2
        found = _at_least(scores, can, left, int(values[middle]))
        if found.pairs == free.pairs:
            low = int(np.searchsorted(values, _lowest(scores, found)))
        else:
            high, fewer[middle] = middle, found.pairs
    higher = int(values[low + 1]) if low + 1 < len(values) else None
    if higher is not None and low + 1 not in fewer:
        fewer[low + 1] = _at_least(scores, can, left, higher).pairs
    floor = Floor(int(values[low]), free.pairs, higher, fewer.get(low + 1, 0), before, _sum(scores, free) + _fixed(scores))
    return floor, _at_least(scores, can, left, floor.points)


def kept_all(scores: Scores, mentor: Whole) -> Keeping | None:
    """What became of the published pairs in a pairing, against keeping all that can be kept; ``None`` where the policy keeps none."""
    points = scores.policy.keep_published
    if not points:
        return None
    can, left = open_pairs(scores)
    held = np.zeros_like(can)
    for row, column in scores.published:
        held[row, column] = True
    most = assign(scores.points, left, can & held, True)
    fixed = [*scores.required, *((row, int(most.mentor[row])) for row in np.flatnonzero(most.mentor >= 0).tolist())]
    whole = replace(scores, required=tuple(fixed))
    can, left = open_pairs(whole)
    rest = assign(whole.points, left, can, whole.cover_first)
    pairs, total = rest.pairs + len(fixed), _sum(whole, rest) + _fixed(whole)
    made = np.flatnonzero(mentor >= 0)
    kept = sum(int(mentor[row]) == column for row, column in scores.published)
    mean = _mean(scores, int(scores.points[made, mentor[made]].sum()), len(made))
    by_hand = len(set(scores.required) & set(scores.published))
    return Keeping(points, len(scores.published), kept, scores.gone, most.pairs + by_hand, len(made), pairs, mean, _mean(scores, total, pairs))


def _at_least(scores: Scores, can: Mask, left: Whole, floor: int) -> Assignment:
    return assign(scores.worth, left, can & (scores.points >= floor), True)


def _lowest(scores: Scores, found: Assignment) -> int:
    made = np.flatnonzero(found.mentor >= 0)
    return int(scores.points[made, found.mentor[made]].min())


def _sum(scores: Scores, found: Assignment) -> int:
    made = np.flatnonzero(found.mentor >= 0)
    return int(scores.points[made, found.mentor[made]].sum())


def _fixed(scores: Scores) -> int:
    return sum(int(scores.points[row, column]) for row, column in scores.required)


def _mean(scores: Scores, total: int, pairs: int) -> float | None:
    return total / scores.weight / pairs if pairs and scores.weight else None
