"""How well two people fit on one question: whole points 0 to 1000, and whether both answered.

Every kind is one small function. It takes the mentees' and the mentors' answers and gives an (n, m) table of points and who
of each side answered; points of a pair in which somebody did not mean nothing until :func:`criterion_points` puts the
criterion's neutral value there. Fractions are rounded half up, in whole numbers. Answers are compared without regard to capital letters
and outer blanks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import bits, codes, common, entries, marks, numbers, plain, shared, words
from mentorkit.pairing.free_text import closeness_of_texts, terms
from mentorkit.program.model import Criterion

__all__ = ["COMPUTED_KINDS", "CriterionPoints", "criterion_points", "sides"]

FULL = 1000
BLOCK = 2**15  # pairs that are worked on at a time
Bits = npt.NDArray[np.uint64]
Points = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Judged = tuple[Points, Mask, Mask]  # points of each pair; which mentees answered; which mentors answered

# Columns that are meant when the file names none.
_USUAL = {
    "coverage": ("wants", "offers"),
    "overlap": ("interests", "interests"),
    "shared_language": ("languages", "languages"),
    "style": ("style", "style"),
    "hours": ("hours_per_month", "hours_per_month"),
    "wishes": ("preferences", "preferences"),
}
_SCARCE = 720_720  # a multiple of 1 to 16: weights 1/n are whole for the numbers of mentors that matter
_PER_RANK = 250  # what each place further down a list of wishes costs


@dataclass(frozen=True)
class CriterionPoints:
    """One criterion over all pairs: ``points`` (n, m) 0-1000 with the neutral value where an answer is missing, ``known`` (n, m).

    ``mentees_unknown`` and ``mentors_unknown`` count people without an answer to it. ``name`` is for people; empty where the file gives none.
    """

    id: str
    kind: str
    weight: int
    why: str
    points: Points
    known: Mask
    mentees_unknown: int
    mentors_unknown: int
    name: str = ""


def sides(criterion: Criterion) -> tuple[str | None, str | None]:
    """The mentee's and the mentor's column that a criterion compares; ``None`` where the file does not say."""
    usual = _USUAL.get(criterion.kind, (None, None))
    return criterion.mentee or criterion.column or usual[0], criterion.mentor or criterion.column or usual[1]


def criterion_points(criterion: Criterion, mentees: pd.DataFrame, mentors: pd.DataFrame) -> CriterionPoints:
    """The points of every pair on one criterion; a column that a table does not have is unknown for everybody."""
    of_mentee, of_mentor = sides(criterion)
    left, right = (_answers(frame, column, by_id=criterion.kind == "wishes") for frame, column in ((mentees, of_mentee), (mentors, of_mentor)))
    points, mentees_known, mentors_known = KINDS[criterion.kind](left, right, criterion)
    # a wish of one side is an answer by itself; a comparison needs both
    if mentees_known.all() and mentors_known.all():
        filled, known = points, np.broadcast_to(np.ones(1, bool), points.shape)
    else:
        known = mentees_known[:, None] | mentors_known[None, :] if criterion.kind == "wishes" else mentees_known[:, None] & mentors_known[None, :]
        filled = np.where(known, points, np.int32(criterion.unknown * 10))
    unknown = int((~mentees_known).sum()), int((~mentors_known).sum())
    return CriterionPoints(criterion.id, criterion.kind, criterion.weight, criterion.why or "", filled, known, *unknown, criterion.name or "")


def coverage(wanted: pd.Series, offered: pd.Series, criterion: Criterion) -> Judged:
    """Share of the areas a mentee wants that the mentor offers: wants {a, b, c}, offers {b, c, d}: 2 of 3, 667 points.

    With ``scarcity`` an area counts more the fewer mentors offer it: its weight is 1 / (1 + mentors who offer it). Wants {a, b},
    a offered by one mentor and b by three: a weighs 1/2, b 1/4; a mentor who offers only a gives 1/2 of 3/4, 667 points.
    """
    if criterion.scarcity:
        return _scarce(wanted, offered)
    left, right, wants, offers = _listed(wanted, offered)
    return _blockwise(lambda rows: _share(shared(left[rows], right), wants[rows, None]), len(left), len(right)), wants > 0, offers > 0


def overlap(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """Of all that either of the two names, the share that both name (Jaccard): {a, b} and {b, c, d}: 1 of 4, 250 points."""
    left, right, ones, others = _listed(one, other)

    def judged(rows: slice) -> Points:
        both = shared(left[rows], right)
        return _share(both, ones[rows, None] + others - both)

    return _blockwise(judged, len(left), len(right)), ones > 0, others > 0


def shared_language(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when the two have at least one language in common, otherwise 0."""
    left, right, ones, others = _listed(one, other)
    return common(left, right) * np.int32(FULL), ones > 0, others > 0


def equal(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when both gave the same answer, otherwise 0."""
    left, right = codes(one, other)
    return _by_answer(left, lambda answers: answers == right), left > 0, right > 0


def different(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when the two gave different answers, otherwise 0."""
    left, right = codes(one, other)
    return _by_answer(left, lambda answers: answers != right), left > 0, right > 0


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
    return points.take(of_right, axis=1).take(of_left, axis=0), ~np.isnan(left), ~np.isnan(right)


def style(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """How two communication styles go together, as ``fits`` of the file says for the mentee's and the mentor's style (0-100 each).

    Two styles that ``fits`` does not name together, and all of them where there is no ``fits``: 1000 points when they are the same, otherwise 0.
    """
    left, right = words(one), words(other)
    points = np.where(left[:, None] == right[None, :], FULL, 0).astype(np.int32)
    for mine, row in criterion.fits.items():
        for theirs, score in row.items():
            points[np.ix_(left == mine.strip().casefold(), right == theirs.strip().casefold())] = score * 10
    return points, left != "", right != ""


def hours(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """1000 points when the mentor has at least the hours a month that the mentee asks for, else their share: asks 4, has 3: 750."""
    left, right = numbers(one), numbers(other)
    asked, there = np.nan_to_num(left)[:, None], np.nan_to_num(right)[None, :]
    share = np.where(asked > 0, there / np.where(asked > 0, asked, 1), 1.0)
    return np.floor(FULL * np.clip(share, 0, 1) + 0.5 + 1e-9).astype(np.int32), ~np.isnan(left), ~np.isnan(right)


def wishes(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """How far up each names the other in a ranked list of ids: first 1000 points, then 750, 500, 250, nothing; the mean of the sides that wish.

    Somebody without a list wishes nothing, which is no answer; somebody with a list gives 0 to all who are not on it.
    """
    mine, theirs = _ranks(one, other.index), _ranks(other, one.index).T
    left, right = np.array([bool(_named(value)) for value in one.tolist()], bool), np.array([bool(_named(value)) for value in other.tolist()], bool)
    said = left[:, None].astype(np.int64) + right[None, :]
    total = mine * left[:, None] + theirs * right[None, :]
    return ((2 * total + said) // np.maximum(2 * said, 1)).astype(np.int32), left, right


def text(one: pd.Series, other: pd.Series, criterion: Criterion) -> Judged:
    """How close two texts in people's own words are (cosine over words and beginnings of words, see :mod:`mentorkit.pairing.free_text`).

    The rarer a word is among all who take part, the more it counts. A text without a word that counts is no answer.
    """
    left, right = (["; ".join(str(entry) for entry in entries(value)) for value in side.tolist()] for side in (one, other))  # not made plain: capitals tell initials
    said = [np.array([bool(terms(text)) for text in side], bool) for side in (left, right)]
    if not (said[0].any() and said[1].any()):
        return np.zeros((len(left), len(right)), np.int32), said[0], said[1]
    return closeness_of_texts(left, right), said[0], said[1]


KINDS: dict[str, Callable[[pd.Series, pd.Series, Criterion], Judged]] = {
    "coverage": coverage,
    "overlap": overlap,
    "equal": equal,
    "different": different,
    "closeness": closeness,
    "shared_language": shared_language,
    "style": style,
    "hours": hours,
    "wishes": wishes,
    "text": text,
}
COMPUTED_KINDS = tuple(KINDS)


def _answers(frame: pd.DataFrame, column: str | None, by_id: bool) -> pd.Series:
    """The answers; with the persons' ids as index where wishes look them up."""
    if not by_id and column is not None and column in frame:
        return frame[column]
    ids = pd.Index(frame["person_id"], dtype=object) if "person_id" in frame else frame.index
    if column is not None and column in frame:
        return frame[column].set_axis(ids)
    return pd.Series([None] * len(frame), dtype=object, index=ids)


def _named(value: Any) -> list[str]:
    """The ids of a list of wishes in their order."""
    return [entry for entry in (plain(entry) for entry in entries(value)) if entry]


def _ranks(wishing: pd.Series, wanted: pd.Index) -> npt.NDArray[np.int64]:
    """Points for the place each of ``wanted`` has in each list."""
    place = {plain(person): column for column, person in enumerate(wanted)}
    found = np.zeros((len(wishing), len(wanted)), np.int64)
    for row, value in enumerate(wishing.tolist()):
        for rank, person in enumerate(dict.fromkeys(_named(value))):
            if person in place:
                found[row, place[person]] = max(0, FULL - _PER_RANK * rank)
    return found


def _scarce(wanted: pd.Series, offered: pd.Series) -> Judged:
    """Coverage weighted by scarcity, in whole numbers: the weights are fractions brought to one denominator."""
    mine, theirs = (marks(side) for side in bits(wanted, offered))
    offering = 1 + theirs.sum(axis=0)
    whole = np.rint(_SCARCE / offering).astype(np.int64)
    part = (mine * whole) @ theirs.T
    asked = mine @ whole
    bottom = np.maximum(asked, 1)[:, None]
    return ((2 * FULL * part + bottom) // (2 * bottom)).astype(np.int32), mine.sum(axis=1) > 0, theirs.sum(axis=1) > 0


def _listed(one: pd.Series, other: pd.Series) -> tuple[Bits, Bits, Points, Points]:
    """What each person lists, as bits, and how many entries that are."""
    left, right = bits(one, other)
    return left, right, *(np.bitwise_count(side).sum(axis=1, dtype=np.int32) for side in (left, right))


def _by_answer(left: Points, fits: Callable[[Points], Mask]) -> Points:
    """1000 points where the two answers fit; few answers, many people: each answer is judged once."""
    table = fits(np.arange(int(left.max(initial=0)) + 1, dtype=np.int32)[:, None]) * np.int32(FULL)
    return np.asarray(table.take(left, axis=0))


def _blockwise(judged: Callable[[slice], Points], n: int, m: int) -> Points:
    """The table made some rows at a time, so that what is worked on stays near the processor."""
    points, step = np.empty((n, m), np.int32), max(1, BLOCK // max(1, m))
    for first in range(0, n, step):
        points[first : first + step] = judged(slice(first, first + step))
    return points


def _share(part: Points, whole: Points) -> Points:
    """1000 times part by whole, half up; 0 where the whole is 0.

    A quotient of floats is exact in its whole part as long as the numbers themselves are exact: below 2**22 in single precision, below 2**52 in double.
    """
    kind: Any = np.float32 if int(whole.max(initial=0)) * (2 * FULL + 1) < 2**22 else np.float64
    bottom: Any = np.maximum(whole, 1).astype(kind)
    top: Any = part.astype(kind)
    top *= kind(2 * FULL)
    top += bottom
    top /= bottom + bottom
    return np.asarray(top.astype(np.int32))
