"""Pairing again under other weights, quickly: points of each criterion, rules and seats stay; only the sum is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.engine import assign
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.scores import Scores

__all__ = ["Blend", "blend", "freed"]

Whole = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
FULL = 1000


@dataclass(frozen=True, eq=False)
class Blend:
    """The question without its weights. ``parts`` are the criteria's points (n, m) each; ``kept`` what a kept pair is worth besides.

    ``may`` are pairs the rules allow to those who are free; ``spared`` pairs that need no smallest score; ``left`` seats for them.
    """

    scores: Scores
    parts: tuple[Small, ...]
    kept: Small | None
    may: Mask
    spared: Mask | None
    left: Whole

    def mentor(self, weights: Sequence[int]) -> Whole:
        """Each mentee's mentor (column, -1 for nobody) in the proven best pairing under these weights, in the order of the criteria."""
        scores, policy = self.scores, self.scores.policy
        if policy.protect_worst:  # several solves, which only the whole way knows
            names = (criterion.id for criterion in scores.criteria)
            return pair_people(scores.weighed(dict(zip(names, (int(weight) for weight in weights), strict=True)))).mentor
        whole = int(sum(weights))
        points = self._points(weights, whole)
        may = self.may
        if policy.minimum_score is not None:
            enough = points >= policy.minimum_score * 10 * whole
            may = may & (enough if self.spared is None else enough | self.spared)
        worth = points if self.kept is None else points + self.kept * whole
        mentor = assign(worth, self.left, may, policy.aim == "cover_first").mentor.copy()
        for row, column in scores.required:
            mentor[row] = column
        return mentor

    def _points(self, weights: Sequence[int], whole: int) -> npt.NDArray[np.signedinteger]:
        kind = np.int32 if whole * FULL * 2 < 2**31 else np.int64
        points, one = np.zeros(self.may.shape, kind), np.empty(self.may.shape, kind)
        for part, weight in zip(self.parts, weights, strict=True):
            if weight:
                np.multiply(part, kind(weight), out=one)
                points += one
        return points


def blend(scores: Scores) -> Blend:
    """Everything about a question that its weights do not change."""
    may, left = freed(scores)
    spared = None
    if scores.below:
        spared = np.zeros(may.shape, bool)
        spared[tuple(np.array(scores.below).T)] = True
    # what a policy adds to kept pairs is stated in points of the score, so it grows with the weights
    more = getattr(scores, "worth", scores.points) - scores.points
    kept = (more // scores.weight).astype(np.int32) if scores.weight and more.any() else None
    parts = tuple(np.ascontiguousarray(criterion.points, np.int32) for criterion in scores.criteria)
    return Blend(scores, parts, kept, may, spared, left)


def freed(scores: Scores) -> tuple[Mask, Whole]:
    """What the required pairs leave to the others: the allowed pairs of everybody else, and the seats."""
    may, left = scores.allowed.copy(), scores.seats.copy()
    for row, column in scores.required:
        may[row] = False
        left[column] -= 1
    return may, np.maximum(left, 0)
