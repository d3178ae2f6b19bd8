"""What each pair fixed by hand costs everybody: the pairing made again without it, and without all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mentorkit.pairing.pairing import Pairing, solved

__all__ = ["MOST", "RequiredPrice", "RequiredPrices", "required_prices"]

MOST = 20  # required pairs that are priced one by one, each by pairing again; above it only all together are


@dataclass(frozen=True)
class RequiredPrice:
    """A required pair: ``pairs`` and weighted ``points`` that there would be more without this requirement, everything else kept.

    ``points`` can be negative where ``pairs`` is positive: one more pair may move others to mentors who fit less. ``score`` is the pair's,
    0-1000; ``why`` the reason in the file, empty without one. ``approved``: a person approved the pair; the file does not require it.
    """

    mentee: str
    mentor: str
    score: int
    why: str
    pairs: int
    points: int
    approved: bool = False


@dataclass(frozen=True)
class RequiredPrices:
    """The price of each required pair, in the order of the file (none above :data:`MOST`), and of all ``count`` of them together."""

    count: int = 0
    each: tuple[RequiredPrice, ...] = ()
    pairs: int = 0
    points: int = 0


def required_prices(pairing: Pairing) -> RequiredPrices:
    """Exact: each number comes from a proven pairing made without the requirement."""
    scores = pairing.scores
    if not scores.required:
        return RequiredPrices()
    each = []
    for place, (row, column) in enumerate(scores.required if len(scores.required) <= MOST else ()):
        why = scores.required_why[place] if place < len(scores.required_why) else ""
        pairs, points = _gained(pairing, scores.required[:place] + scores.required[place + 1 :])
        score, approved = scores.score(int(scores.points[row, column])), (row, column) in scores.by_approval
        each.append(RequiredPrice(scores.mentees[row], scores.mentors[column], score, why, pairs, points, approved))
    return RequiredPrices(len(scores.required), tuple(each), *_gained(pairing, ()))


def _gained(pairing: Pairing, required: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    _, _, again = solved(replace(pairing.scores, required=required, required_why=()))
    made = np.flatnonzero(again >= 0)
    return len(made) - len(pairing.pairs), int(pairing.scores.points[made, again[made]].sum()) - pairing.total
