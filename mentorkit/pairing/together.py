"""What brought two people together, for their match letter: the criteria on which they fit, in words, without a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from mentorkit.pairing.answers import entries, ids, plain
from mentorkit.pairing.criteria import FULL, CriterionPoints, sides
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.re_pairing import STANDING, RePairing, begun
from mentorkit.people.people import People
from mentorkit.program.model import Criterion, PairingPlan
from mentorkit.text import Message, msg

__all__ = ["TOLD_FROM", "Bond", "Together", "criterion_name", "together"]

# A criterion is told when the pair has at least half of its points; rated in data/assumptions.md.
TOLD_FROM = FULL // 2
_LISTED = ("coverage", "overlap", "shared_language")
_KINDS = {
    "coverage": msg("What one of you wants to develop, the other can offer"),
    "overlap": msg("What you both named"),
    "shared_language": msg("A language you share"),
    "style": msg("Communication styles that go together"),
    "hours": msg("Hours that fit together"),
    "wishes": msg("A wish on the sign-up form"),
    "text": msg("What you both wrote"),
}
_COLUMNS = {"site": msg("site"), "department": msg("department"), "grade": msg("grade"), "employment": msg("employment"), "hire_date": msg("hire date")}


@dataclass(frozen=True)
class Bond:
    """One criterion on which a pair fits: its ``name`` for people, what ``shared`` is as the mentee wrote it, and ``why`` it counts."""

    criterion: str
    name: Message | str
    shared: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Together:
    """A pair and what brought it together, the weightiest first. ``by_hand``: the file requires the pair."""

    mentee: str
    mentor: str
    bonds: tuple[Bond, ...]
    by_hand: bool = False


def criterion_name(criterion: Criterion) -> Message | str:
    """The name that the file gives a criterion, else the words of its kind and, where that says more, of its column."""
    if criterion.name:
        return criterion.name
    if criterion.kind in _KINDS:
        return _KINDS[criterion.kind]
    column = sides(criterion)[0] or criterion.id
    named = _COLUMNS.get(column, column)
    if criterion.kind == "equal":
        return msg("The same for both of you: {column}", column=named)
    if criterion.kind == "different":
        return msg("Different for the two of you: {column}", column=named)
    return msg("A good distance between you: {column}", column=named)


def together(plan: PairingPlan, people: People, found: Pairing | RePairing) -> tuple[Together, ...]:
    """The pairs that get a letter, by mentee.

    While a programme is planned they are the proposed pairs. Once pairs have begun they are the new ones of pairing again, and
    without any the pairs that stand in the table.
    """
    pairing = found.pairing if isinstance(found, RePairing) else found
    criteria = {criterion.id: criterion for criterion in plan.criteria}
    order = sorted(pairing.scores.criteria, key=lambda one: -one.weight)
    listed = {one.id: _answers(criteria[one.id], people) for one in order if one.kind in _LISTED and one.id in criteria}
    scores = pairing.scores
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    by_hand = {(pair.mentee, pair.mentor) for pair in plan.required_pairs}
    made = []
    for mentee, mentor in _pairs(people, found, pairing):
        bonds: tuple[Bond, ...] = ()
        if mentee in rows and mentor in columns:
            bonds = _bonds(order, criteria, listed, (rows[mentee], columns[mentor]), (mentee, mentor))
        made.append(Together(mentee, mentor, bonds, (mentee, mentor) in by_hand))
    return tuple(made)


def _pairs(people: People, found: Pairing | RePairing, pairing: Pairing) -> list[tuple[str, str]]:
    if isinstance(found, RePairing) or not begun(people):
        return list(zip(pairing.pairs["mentee"], pairing.pairs["mentor"], strict=True))
    standing = people.pairs[people.pairs["state"].isin(STANDING)]
    return list(zip(standing["mentee_id"], standing["mentor_id"], strict=True))


def _bonds(
    order: list[CriterionPoints], criteria: dict[str, Criterion], listed: dict[str, tuple[dict[str, Any], dict[str, Any]]], place: tuple[int, int], pair: tuple[str, str]
) -> tuple[Bond, ...]:
    """The criteria that count, are answered by both, and on which the two fit; where there is none, the one on which they fit best."""
    counted = [(one, int(one.points[place])) for one in order if one.weight and one.id in criteria and one.known[place]]
    told = [one for one, points in counted if points >= TOLD_FROM]
    if not told:
        best = max(counted, key=lambda found: found[0].weight * found[1], default=None)
        told = [best[0]] if best and best[1] else []
    return tuple(Bond(one.id, criterion_name(criteria[one.id]), _shared(listed.get(one.id), pair), one.why) for one in told)


def _answers(criterion: Criterion, people: People) -> tuple[dict[str, Any], dict[str, Any]]:
    """What each person of either side listed, by id."""
    of_mentee, of_mentor = sides(criterion)
    return _column(people.mentees, of_mentee), _column(people.mentors, of_mentor)


def _column(frame: pd.DataFrame, column: str | None) -> dict[str, Any]:
    return dict(zip(ids(frame), frame[column].to_numpy(dtype=object), strict=True)) if column in frame else {}


def _shared(listed: tuple[dict[str, Any], dict[str, Any]] | None, pair: tuple[str, str]) -> tuple[str, ...]:
    if listed is None:
        return ()
    theirs = {plain(entry) for entry in entries(listed[1].get(pair[1]))}
    return tuple(str(entry).strip() for entry in entries(listed[0].get(pair[0])) if plain(entry) in theirs)
