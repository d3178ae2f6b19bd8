"""How far the pairs hang on the weights: paired again under many weightings near the stated one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.blend import Blend, blend
from mentorkit.pairing.pairing import Pairing

__all__ = ["LIKELY", "SOLID", "SPREAD", "WEIGHTINGS", "Robustness", "robustness", "weightings"]

WEIGHTINGS = 200
SPREAD = (0.5, 1.5)  # each weight is multiplied by a number drawn evenly between these
SCALE = 10  # drawn weights are whole numbers of a tenth, so that weight 1 does not round to 1 again
SOLID, LIKELY = 0.9, 0.5
MANY = 400_000  # possible pairs above which fewer weightings are tried
FEWER = 40
SLOW = 20_000  # the same where the worst-off are protected, because each weighting then takes many solves
FEWEST = 20
Kind = Literal["solid", "likely", "open"]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Robustness:
    """``stays`` counts for each pair, in the order of the pairing's pairs, the weightings in which it is made.

    ``moved`` counts for each weighting the pairs that are not made, ``covered`` the pairs that are. ``varied`` is how many criteria
    have a weight: with one of them weights change nothing.
    """

    stays: tuple[int, ...]
    moved: tuple[int, ...]
    covered: tuple[int, ...]
    weightings: int
    varied: int

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of weightings in which each pair is made, 0-1."""
        return tuple(count / self.weightings for count in self.stays)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What each pair is: solid from 90 %, likely from 50 %, otherwise open."""
        return tuple(_kind(count, self.weightings) for count in self.stays)

    def count(self, kind: Kind) -> int:
        """How many pairs are of that kind."""
        return self.kinds.count(kind)

    def steps(self, width: int = 10) -> tuple[tuple[int, int, int], ...]:
        """How many pairs stay in from, up to, per cent of the weightings, in steps of ``width``; the last step includes 100."""
        last = 100 // width - 1
        places = [min(100 * count // self.weightings // width, last) for count in self.stays]
        return tuple((step * width, (step + 1) * width, places.count(step)) for step in range(last + 1))


def robustness(pairing: Pairing, question: Blend | None = None, count: int = WEIGHTINGS) -> Robustness | None:
    """Pairs again under ``count`` weightings; ``None`` where there are no pairs or no weights."""
    scores = pairing.scores
    made = np.flatnonzero(pairing.mentor >= 0)
    stated = tuple(criterion.weight for criterion in scores.criteria)
    if not len(made) or not sum(stated):
        return None
    if scores.points.size > MANY:
        count = min(count, FEWER)
    if scores.policy.protect_worst and scores.points.size > SLOW:
        count = min(count, FEWEST)
    question = question or blend(scores)
    home = pairing.mentor[made]
    stays, moved, covered = np.zeros(len(made), np.int64), [], []
    for weights in weightings(stated, scores.seed, count):
        mentor = question.mentor(weights)
        same = mentor[made] == home
        stays += same
        moved.append(int((~same).sum()))
        covered.append(int((mentor >= 0).sum()))
    return Robustness(tuple(stays.tolist()), tuple(moved), tuple(covered), count, sum(weight > 0 for weight in stated))


def weightings(stated: tuple[int, ...], seed: int, count: int = WEIGHTINGS) -> tuple[tuple[int, ...], ...]:
    """Weights near the stated ones, in tenths: each times a factor drawn evenly from :data:`SPREAD`, rounded half up; 0 stays 0."""
    factors = np.random.default_rng(seed).uniform(*SPREAD, (count, len(stated)))
    drawn = np.floor(SCALE * np.array(stated, np.int64) * factors + 0.5).astype(np.int64)
    return tuple(tuple(row) for row in drawn.tolist())


def _kind(count: int, of: int) -> Kind:
    # in whole numbers, so that exactly 90 % is solid
    if 100 * count >= round(100 * SOLID) * of:
        return "solid"
    return "likely" if 100 * count >= round(100 * LIKELY) * of else "open"
