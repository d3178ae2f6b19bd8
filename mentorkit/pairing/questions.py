"""What the form could do without, who gains by leaving it blank, and mentors whom everybody wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import entries, plain
from mentorkit.pairing.blend import Blend
from mentorkit.pairing.criteria import CriterionPoints, sides
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.scores import Scores
from mentorkit.program.model import Condition, PairingPlan

__all__ = ["Blanks", "LeftOut", "Neutral", "Wanted", "blanks", "left_out", "wanted"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class LeftOut:
    """The pairing without one criterion: how many mentees have another mentor or none, how many pairs there are.

    ``elsewhere``: an answer it compares is used by a rule or another criterion as well, so the form needs it all the same.
    """

    criterion: str
    changed: int
    pairs: int
    elsewhere: bool


@dataclass(frozen=True)
class Neutral:
    """A criterion on which mentees left their own answer blank: how many of those paired, the neutral points they took, and the mean of others.

    ``known`` is the mean of the pairs made in which both answered (0-1000), ``None`` without such a pair. ``neutral`` above it rewards a blank.
    """

    criterion: str
    blank: int
    neutral: int
    known: float | None

    @property
    def rewards(self) -> bool:
        """Whether a blank gives more than an answer gave on average."""
        return self.known is not None and self.blank > 0 and self.neutral > self.known


@dataclass(frozen=True)
class Blanks:
    """``blank`` paired mentees left at least one answer blank that a criterion with a weight compares; ``gain`` of them score higher by it.

    A mentee gains when the neutral points taken, weighed, are more than the mean points that answers got on the same criteria.
    """

    neutrals: tuple[Neutral, ...]
    blank: int
    gain: int


@dataclass(frozen=True)
class Wanted:
    """A mentor who is the best allowed choice of ``best_for`` mentees (nobody allowed scores higher) and takes ``seats``; ``has`` mentees now.

    ``named`` counts the mentees who named the mentor among their wishes; ``None`` when no wishes were asked.
    """

    mentor: str
    best_for: int
    seats: int
    has: int
    named: int | None


def left_out(pairing: Pairing, question: Blend, plan: PairingPlan | None = None) -> tuple[LeftOut, ...]:
    """One for each criterion with a weight, in the order of the file; nothing where only one has a weight."""
    criteria = pairing.scores.criteria
    stated = [criterion.weight for criterion in criteria]
    if sum(weight > 0 for weight in stated) < 2:
        return ()
    found = []
    for place, criterion in enumerate(criteria):
        if criterion.weight:
            mentor = question.mentor([0 if i == place else weight for i, weight in enumerate(stated)])
            found.append(LeftOut(criterion.id, int((mentor != pairing.mentor).sum()), int((mentor >= 0).sum()), criterion.id in _used_elsewhere(plan)))
    return tuple(found)


def blanks(pairing: Pairing) -> Blanks:
    """Who of the paired mentees left answers blank, and whether that was worth more than answering."""
    scores = pairing.scores
    made = np.flatnonzero(pairing.mentor >= 0)
    gained, blank, neutrals = np.zeros(len(made)), np.zeros(len(made), bool), []
    for criterion in scores.criteria:
        own = _own_blank(criterion)[made]
        if not criterion.weight or not own.any():
            continue
        both = criterion.known[made, pairing.mentor[made]]
        points = criterion.points[made, pairing.mentor[made]]
        known = float(points[both].mean()) if both.any() else None
        neutral = int(points[own][0])
        neutrals.append(Neutral(criterion.id, int(own.sum()), neutral, known))
        blank |= own
        if known is not None:
            gained[own] += criterion.weight * (neutral - known)
    return Blanks(tuple(neutrals), int(blank.sum()), int((gained > 1e-9).sum()))


def wanted(pairing: Pairing, mentees: pd.DataFrame, plan: PairingPlan | None = None) -> tuple[Wanted, ...]:
    """Mentors who are the best choice of more mentees than they take, or named by more: the most wanted for their seats first."""
    scores = pairing.scores
    best = _best_for(scores)
    named = _named(scores, mentees, plan)
    used = pairing.used
    found = [
        Wanted(mentor, int(best[j]), int(scores.seats[j]), int(used[j]), None if named is None else named[plain(mentor)])
        for j, mentor in enumerate(scores.mentors)
    ]  # fmt: skip
    sought = [one for one in found if max(one.best_for, one.named or 0) > one.seats]
    return tuple(sorted(sought, key=lambda one: (one.seats - max(one.best_for, one.named or 0), one.mentor)))


def _best_for(scores: Scores) -> Whole:
    """Of how many mentees each mentor is the best allowed choice; every one of several equally good ones counts."""
    may = scores.allowed & scores.enough
    points = np.where(may, scores.points, -1)
    best = points.max(axis=1, initial=-1)[:, None]
    return np.asarray(((points == best) & may).sum(axis=0))


def _named(scores: Scores, mentees: pd.DataFrame, plan: PairingPlan | None) -> Counter[str] | None:
    column = next((name for criterion in (plan.criteria if plan else ()) if criterion.kind == "wishes" and (name := sides(criterion)[0])), "preferences")
    if column not in mentees:
        return None
    lists = mentees.loc[mentees["person_id"].isin(scores.mentees), column].tolist()
    named = [{plain(person) for person in entries(value)} for value in lists]
    return Counter(person for names in named for person in names) if any(named) else None


def _own_blank(criterion: CriterionPoints) -> Mask:
    """Mentees who did not answer: no mentor's answer makes the pair known. Where no mentor answered, nobody can be told apart."""
    return np.asarray(~criterion.known.any(axis=1) & criterion.known.any())


def _used_elsewhere(plan: PairingPlan | None) -> frozenset[str]:
    """Criteria that compare a column which a rule or another criterion with a weight needs too."""
    if plan is None:
        return frozenset()
    ruled = {name for rule in plan.rules for name in (rule.column, *rule.by, *(("languages",) if rule.kind == "shared_language" else ()), *_columns(rule.when)) if name}
    compared = {criterion.id: {name for name in sides(criterion) if name} for criterion in plan.criteria if criterion.weight}
    return frozenset(one for one, names in compared.items() if names & (ruled | {name for other, theirs in compared.items() if other != one for name in theirs}))


def _columns(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        if condition.column:
            yield condition.column
        yield from _columns((*(condition.all_of or ()), *(condition.any_of or ())))
