"""What a draft moves: its pairing beside the pairing of the saved file, and what can be kept from one draft to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import ids
from mentorkit.pairing.criteria import CriterionPoints, criterion_points
from mentorkit.pairing.pairing import Pairing
from mentorkit.program.model import Criterion, PairingPlan, ProgramFile

__all__ = ["KnownPoints", "Moved", "moved", "new_weights"]

Rows = npt.NDArray[np.int64]
_KEPT = 24  # criteria: several times as many as a programme has, and at most some megabytes of points each


@dataclass(frozen=True, eq=False)
class Moved:
    """The pairing of a draft and what in it differs from ``saved``, the pairing of the file; ``None`` where the file gives none.

    ``before`` is the id of each mentee's mentor under the file, in the order of the draft's mentees; empty for nobody.
    ``kept_mean`` is the mean score 0-1000 that the file's pairs have under the draft's criteria and weights; ``None`` where one of
    them is not possible in the draft.
    """

    pairing: Pairing
    saved: Pairing | None
    before: tuple[str, ...]
    kept_mean: float | None

    @cached_property
    def now(self) -> tuple[str, ...]:
        """The id of each mentee's mentor in the draft; empty for nobody."""
        return _mentors(self.pairing)

    @cached_property
    def changed(self) -> Rows:
        """Rows of mentees who have a mentor both times, and another one now."""
        return self._rows(lambda before, now: bool(before and now))

    @cached_property
    def gained(self) -> Rows:
        """Rows of mentees who have a mentor now and none under the file."""
        return self._rows(lambda before, _: not before)

    @cached_property
    def lost(self) -> Rows:
        """Rows of mentees who have no mentor now and one under the file."""
        return self._rows(lambda _, now: not now)

    def _rows(self, asked: Callable[[str, str], bool]) -> Rows:
        both = enumerate(zip(self.before, self.now, strict=True))
        return np.array([row for row, (before, now) in both if before != now and asked(before, now)] if self.saved else [], np.int64)


def moved(pairing: Pairing, saved: Pairing | None) -> Moved:
    """Compare by the ids of persons: the people of the draft and of the file may be different ones."""
    had = dict(zip(saved.scores.mentees, _mentors(saved), strict=True)) if saved is not None else {}
    before = tuple(had.get(mentee, "") for mentee in pairing.scores.mentees)
    return Moved(pairing, saved, before, None if saved is None else _kept_mean(pairing, had))


def new_weights(one: ProgramFile, other: ProgramFile) -> dict[str, int] | None:
    """The weights of ``other`` by criterion when nothing else differs between the two files; ``None`` when something does."""
    if one.pairing is None or other.pairing is None or _unweighed(one.pairing) != _unweighed(other.pairing):
        return None
    without = {"pairing": None}
    if one.model_copy(update=without) != other.model_copy(update=without):
        return None
    weights = {criterion.id: criterion.weight for criterion in other.pairing.criteria}
    return weights if len(weights) == len(other.pairing.criteria) else None


class KnownPoints:
    """:func:`~mentorkit.pairing.criteria.criterion_points` that remembers: a criterion whose definition stays is judged once.

    Weight, reason and short name may change. It serves one version of the tables; other people need another one.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], CriterionPoints] = {}

    def __call__(self, criterion: Criterion, mentees: pd.DataFrame, mentors: pd.DataFrame) -> CriterionPoints:
        """The points of every pair on one criterion."""
        definition = criterion.model_dump_json(exclude={"id", "name", "weight", "why"})
        key = (definition, tuple(ids(mentees)), tuple(ids(mentors)))
        found = self._found.pop(key, None) or criterion_points(criterion, mentees, mentors)
        self._found[key] = found  # at the end: the one that was not asked for longest goes first
        while len(self._found) > _KEPT:
            del self._found[next(iter(self._found))]
        return replace(found, id=criterion.id, weight=criterion.weight, why=criterion.why or "", name=criterion.name or "")


def _unweighed(plan: PairingPlan) -> PairingPlan:
    return plan.model_copy(update={"criteria": tuple(criterion.model_copy(update={"weight": 1}) for criterion in plan.criteria)})


def _mentors(pairing: Pairing) -> tuple[str, ...]:
    names = pairing.scores.mentors
    return tuple(names[column] if column >= 0 else "" for column in pairing.mentor.tolist())


def _kept_mean(pairing: Pairing, had: dict[str, str]) -> float | None:
    """The mean score of the file's pairs under the draft, when every one of them could be made there together."""
    scores = pairing.scores
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    made = [(mentee, mentor) for mentee, mentor in had.items() if mentor]
    if not made or not scores.weight or not all(mentee in rows and mentor in columns for mentee, mentor in made):
        return None
    at = np.array([rows[mentee] for mentee, _ in made]), np.array([columns[mentor] for _, mentor in made])
    required = dict(scores.required)
    possible = (scores.allowed & scores.enough)[at].all() and (np.bincount(at[1], minlength=len(columns)) <= scores.seats).all()
    by_hand = dict(zip(at[0].tolist(), at[1].tolist(), strict=True))
    if not possible or any(by_hand.get(row) != column for row, column in required.items()):
        return None
    return float(scores.points[at].sum()) / scores.weight / len(made)
