"""How well two people fit on one question: whole points 0 to 1000, and whether both answered.

Every kind is one small function. It takes the mentees' and the mentors' answers and gives an (n, m) table of points and who
of each side answered; points of a pair in which somebody did not mean nothing until :func:`criterion_points` puts the
criterion's neutral value there. Fractions are rounded half up, in whole numbers. Answers are compared without regard to capital letters
and outer blanks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import bits, codes, numbers, shared
from mentorkit.program.model import Criterion

__all__ = ["COMPUTED_KINDS", "CriterionPoints", "criterion_points", "sides"]

FULL = 1000
Points = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Judged = tuple[Points, Mask, Mask]  # points of each pair; which mentees answered; which mentors answered

# Columns that are meant when the file names none.
_USUAL = {"coverage": ("wants", "offers"), "overlap": ("interests", "interests"), "shared_language": ("languages", "languages")}


@dataclass(frozen=True)
class CriterionPoints:
    """One criterion over all pairs: ``points`` (n, m) 0-1000 with the neutral value where an answer is missing, ``known`` (n, m).

    ``mentees_unknown`` and ``mentors_unknown`` count people without an answer to it.
    """

    id: str
    kind: str
    weight: int
    why: str
    points: Points
    known: Mask
    mentees_unknown: int
    mentors_unknown: int


def sides(criterion: Criterion) -> tuple[str | None, str | None]:
    """The mentee's and the mentor's column that a criterion compares; ``None`` where the file does not say."""
    usual = _USUAL.get(criterion.kind, (None, None))
    return criterion.mentee or criterion.column or usual[0], criterion.mentor or criterion.column or usual[1]


def criterion_points(criterion: Criterion, mentees: pd.DataFrame, mentors: pd.DataFrame) -> CriterionPoints:
    """The points of every pair on one criterion; a column that a table does not have is unknown for everybody."""
    of_mentee, of_mentor = sides(criterion)
    left, right = _answers(mentees, of_mentee), _answers(mentors, of_mentor)
    points, mentees_known, mentors_known = KINDS[criterion.kind](left, right, criterion)
    known = mentees_known[:, None] & mentors_known[None, :]
    filled = points if mentees_known.all() and mentors_known.all() else np.where(known, points, np.int32(criterion.unknown * 10))
    unknown = int((~mentees_known).sum()), int((~mentors_known).sum())
    return CriterionPoints(criterion.id, criterion.kind, criterion.weight, criterion.why or "", filled, known, *unknown)


def coverage(wanted: pd.Series, offered: pd.Series, criterion: Criterion) -> Judged:
    """Share of the areas a mentee wants that the mentor offers: wants {a, b, c}, offers {b, c, d}: 2 of 3, 667 points."""
    both, wants, offers = _shared(wanted, offered)
    return _share(both, wants[:, None]), wants > 0, offers > 0


def overlap(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """Of all that either of the two names, the share that both name (Jaccard): {a, b} and {b, c, d}: 1 of 4, 250 points."""
    both, ones, others = _shared(one, other)
    return _share(both, ones[:, None] + others - both), ones > 0, others > 0


def shared_language(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when the two have at least one language in common, otherwise 0."""
    both, ones, others = _shared(one, other)
    return (both > 0) * np.int32(FULL), ones > 0, others > 0


def equal(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when both gave the same answer, otherwise 0."""
    left, right = codes(one, other)
    return (left[:, None] == right[None, :]) * np.int32(FULL), left > 0, right > 0


def different(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when the two gave different answers, otherwise 0."""
    left, right = codes(one, other)
    return (left[:, None] != right[None, :]) * np.int32(FULL), left > 0, right > 0


def closeness(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points at the ideal gap (mentor minus mentee), falling evenly to 0 at ``span`` away from it.

    Ideal 2, span 4: grades 3 and 5 give 1000, 3 and 4 give 750, 3 and 9 give 0. Dates count in years.
    """
    left, right = numbers(one), numbers(other)
    # few distinct numbers, many people: each pair of numbers is judged once
    (lefts, of_left), (rights, of_right) = (np.unique(np.nan_to_num(side), return_inverse=True) for side in (left, right))
    away = np.abs(rights[None, :] - lefts[:, None] - criterion.ideal)
    exact = FULL * (1 - away / (criterion.span or 1.0))
    # a hair above the half, so that 250.49999999999997 for 250.5 is still half up
    points = np.floor(np.clip(exact, 0, FULL) + 0.5 + 1e-9).astype(np.int32)
    return points.take(of_left, axis=0).take(of_right, axis=1), ~np.isnan(left), ~np.isnan(right)


KINDS: dict[str, Callable[[pd.Series, pd.Series, Criterion], Judged]] = {
    "coverage": coverage,
    "overlap": overlap,
    "equal": equal,
    "different": different,
    "closeness": closeness,
    "shared_language": shared_language,
}
COMPUTED_KINDS = tuple(KINDS)


def _answers(frame: pd.DataFrame, column: str | None) -> pd.Series:
    if column is not None and column in frame:
        return frame[column]
    return pd.Series([None] * len(frame), dtype=object)


def _shared(one: pd.Series, other: pd.Series) -> tuple[Points, Points, Points]:
    """How many entries each pair shares, and how many each person has."""
    left, right = bits(one, other)
    return shared(left, right), *(np.bitwise_count(side).sum(axis=1, dtype=np.int32) for side in (left, right))


def _share(part: Points, whole: Points) -> Points:
    """1000 times part by whole, half up, in whole numbers; 0 where the whole is 0. Each share is worked out once and looked up."""
    most = int(part.max(initial=0)) + 1
    parts, wholes = np.arange(most), np.maximum(np.arange(int(whole.max(initial=0)) + 1), 1)[:, None]
    shares = ((2 * FULL * parts + wholes) // (2 * wholes)).astype(np.int32)
    return np.asarray(shares.ravel().take(whole * np.int32(most) + part))
