"""Why this mentor and not the mentee's best other one: by criterion, and what everybody together would lose; and what one more seat adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.residual import Change, Residual

__all__ = ["Contrast", "SeatValue", "contrasts", "seat_values"]


@dataclass(frozen=True)
class Contrast:
    """A pair against the mentee's best other mentor ``other`` (empty where no other is possible).

    ``parts`` are the weighted points by which the pair is above (below: negative) the other on each criterion that tells them apart, the
    largest difference first; ``own`` is their sum. ``change`` is what giving the mentee the other mentor would do to everybody, exactly;
    ``None`` where it was not ``computed`` (see :func:`~mentorkit.pairing.residual.residual`), the pair is ``required``, or every seat
    with the other is held by required pairs.
    """

    mentee: str
    mentor: str
    other: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    own: int = 0
    change: Change | None = None
    required: bool = False
    computed: bool = True

    @property
    def others_lose(self) -> int:
        """Weighted points that the other people would lose together; negative where they would gain."""
        return self.change.points - self.own if self.change else 0


@dataclass(frozen=True)
class SeatValue:
    """What one more seat with ``mentor`` would add: ``pairs`` more (0 or 1) and weighted ``points`` more in all. It has ``seats``, ``used`` of them."""

    mentor: str
    seats: int
    used: int
    pairs: int
    points: int


def contrasts(pairing: Pairing, pairs: pd.DataFrame, chains: Residual | None) -> tuple[Contrast, ...]:
    """One for each pair, in the order of ``pairs`` (mentee, mentor and next_best are read)."""
    scores = pairing.scores
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    required = {(scores.mentees[row], scores.mentors[column]) for row, column in scores.required}
    found = []
    for mentee, mentor, other in pairs[["mentee", "mentor", "next_best"]].itertuples(index=False):
        fixed = (mentee, mentor) in required
        if not other:
            found.append(Contrast(mentee, mentor, required=fixed))
            continue
        row, mine, theirs = rows[mentee], columns[mentor], columns[other]
        change = chains.change(row, theirs) if chains is not None and chains.loss[row, theirs] >= 0 else None
        own = int(scores.points[row, mine] - scores.points[row, theirs])
        found.append(Contrast(mentee, mentor, other, _parts(pairing, row, mine, theirs), own, change, fixed, chains is not None))
    return tuple(found)


def seat_values(pairing: Pairing, chains: Residual | None) -> tuple[SeatValue, ...]:
    """Mentors with whom one more seat would add something, the most first: pairs, then points, then the id."""
    if chains is None:
        return ()
    scores, used = pairing.scores, pairing.used
    found = []
    for column in np.flatnonzero(pairing.assignment.mentor_prices > 0).tolist():
        pairs, points = chains.more(column)
        if pairs or points:
            found.append(SeatValue(scores.mentors[column], int(scores.seats[column]), int(used[column]), pairs, points))
    return tuple(sorted(found, key=lambda one: (-one.pairs, -one.points, one.mentor)))


def _parts(pairing: Pairing, row: int, mine: int, theirs: int) -> tuple[tuple[str, int], ...]:
    counted = [(one.id, one.weight * (int(one.points[row, mine]) - int(one.points[row, theirs]))) for one in pairing.scores.criteria]
    return tuple(sorted(((name, points) for name, points in counted if points), key=lambda part: -abs(part[1])))
