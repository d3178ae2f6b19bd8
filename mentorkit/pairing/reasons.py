"""Why these pairs: the next best mentor of each mentee, pairs that could be different at no loss, prices, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing import contrast, prices, relief
from mentorkit.pairing.contrast import Contrast, SeatValue
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.prices import RequiredPrices
from mentorkit.pairing.relief import Relief, Shortage
from mentorkit.pairing.residual import Residual, residual

__all__ = ["Reasons", "reasons"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Reasons:
    """What stands behind a pairing.

    ``pairs`` (by mentee): mentee, mentor, score, strongest, weakest, next_best (the best other mentor whom the rules allow,
    empty when there is none), difference (score minus the next best's score, 0-1000; negative when the next best scored higher and is
    taken by somebody for whom it matters more), free (the next best has a seat left), other_possible (in another pairing that is
    equally good this mentee has another mentor, or none). ``tied`` are mentees without a mentor who have one in an equally good
    pairing: the order of ids decided against them.

    What follows is exact and computed when it is first asked for, so that whoever needs only the pairs does not wait for it.
    """

    pairing: Pairing
    pairs: pd.DataFrame
    tied: tuple[str, ...] = ()

    @property
    def changeable(self) -> int:
        """How many paired mentees could be placed otherwise without any loss."""
        return int(self.pairs["other_possible"].sum())

    @cached_property
    def chains(self) -> Residual | None:
        """What any single change would do; ``None`` where it is not computed."""
        return residual(self.pairing)

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Each pair against the mentee's best other mentor, in the order of ``pairs``."""
        return contrast.contrasts(self.pairing, self.pairs, self.chains)

    @cached_property
    def required_prices(self) -> RequiredPrices:
        """What the pairs fixed by hand cost."""
        return prices.required_prices(self.pairing)

    @cached_property
    def reliefs(self) -> tuple[Relief, ...]:
        """What would help each mentee without a mentor, the first of them by id."""
        return relief.reliefs(self.pairing, self.chains)

    @cached_property
    def shortages(self) -> tuple[Shortage, ...]:
        """Groups of mentees who share too few seats."""
        return relief.shortages(self.pairing)

    @cached_property
    def seat_values(self) -> tuple[SeatValue, ...]:
        """Mentors with whom one more seat would add something, the most first."""
        return contrast.seat_values(self.pairing, self.chains)


def reasons(pairing: Pairing) -> Reasons:
    """The next best mentor and the alternatives at the same total."""
    scores = pairing.scores
    can = pairing.possible & (scores.seats > 0)  # a mentor who takes nobody is no other choice
    made = np.flatnonzero(pairing.mentor >= 0)
    frame = pairing.pairs[["mentee", "mentor", "score", "strongest", "weakest"]].copy()
    frame = frame.assign(**_next_best(pairing, can, made))
    other = pairing.assignment.other_possible  # never of a mentee whose pair is required: the engine did not see them
    frame["other_possible"] = other[made]
    tied = tuple(scores.mentees[row] for row in np.flatnonzero(other & (pairing.mentor < 0)))
    return Reasons(pairing, frame, tied)


def _next_best(pairing: Pairing, can: Mask, made: Whole) -> dict[str, list[object]]:
    scores, free = pairing.scores, pairing.scores.seats - pairing.used
    if not len(made):
        return {"next_best": [], "difference": [], "free": []}
    # loaded only where somebody pairs
    from mentorkit.pairing.serving import next_best

    column, points = next_best(scores.points, can, made, pairing.mentor[made])
    own = pairing.pairs["score"].tolist()
    there = points >= 0
    return {
        "next_best": [scores.mentors[c] if ok else "" for c, ok in zip(column, there, strict=True)],
        "difference": [mine - scores.score(p) if ok else None for mine, p, ok in zip(own, points.tolist(), there, strict=True)],
        "free": [bool(ok and free[c] > 0) for c, ok in zip(column, there, strict=True)],
    }
