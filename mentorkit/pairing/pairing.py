"""The pairing: who with whom, what each pair is made of, and why somebody is left without a mentor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.contradictions import nothing_left
from mentorkit.pairing.engine import Assignment, assign
from mentorkit.pairing.policy import Floor, Keeping, kept_all, open_pairs, protected
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy
from mentorkit.program.problems import Warned
from mentorkit.text import msg, msg_n

__all__ = ["Paired", "Pairing", "Unpaired", "on_few_answers", "pair_people", "solved"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Code = Literal["no_mentors", "no_allowed", "below_minimum", "no_seats", "full"]


@dataclass(frozen=True)
class Unpaired:
    """A mentee without a mentor, and why.

    ``code``: ``no_mentors`` (nobody can mentor), ``no_allowed`` (the rules forbid every mentor), ``below_minimum`` (no
    allowed mentor reaches the smallest score), ``no_seats`` (allowed mentors take nobody), ``full`` (every allowed mentor
    is taken). ``mentors`` is how many the rules allow, ``possible`` how many of those reach the smallest score, ``taken`` how many
    of those have a seat at all. ``blocked`` counts mentors forbidden by each rule, the most first. ``alone`` counts the mentors
    with a seat that would become possible if only that rule were left out.
    """

    mentee: str
    code: Code
    mentors: int
    possible: int
    taken: int
    blocked: tuple[tuple[str, int], ...]
    alone: tuple[tuple[str, int], ...]


class Paired(Protocol):
    """What pages and workbooks read of any pairing, with a table of all pairs behind it or without: who, seats, pairs, who is left, the policy."""

    @property
    def mentees(self) -> tuple[str, ...]: ...
    @property
    def mentors(self) -> tuple[str, ...]: ...
    @property
    def seats(self) -> Whole: ...
    @property
    def used(self) -> Whole: ...
    @property
    def pairs(self) -> pd.DataFrame: ...
    @property
    def fixed(self) -> int: ...
    @property
    def unpaired(self) -> tuple[Unpaired, ...]: ...
    @property
    def weight(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def mean(self) -> float | None: ...
    @property
    def proven(self) -> bool: ...
    @property
    def selection(self) -> Selection: ...
    @property
    def policy(self) -> Policy: ...


@dataclass(frozen=True, eq=False)
class Pairing:
    """The proven best pairing under the criteria, rules and policy.

    ``pairs`` (one row per pair, by mentee): mentee, mentor, score (whole 0-1000), points (weighted sum), required,
    assumed (criteria on which an answer was missing), strongest (id of the criterion that gave most), weakest (of the others the
    one that cost most, empty when none cost anything), and ``part_<criterion>`` with its points 0-1000. ``total`` is the sum of the points. ``mentor`` holds each row's column, -1
    for nobody. ``few_answers`` of a pair says that more than half the weight of its score rests on missing answers. ``proven`` says that
    no other pairing under the same rules does better. ``keeping`` and ``floor`` say what the policy's further wishes did, ``None`` without them.
    """

    scores: Scores
    assignment: Assignment
    mentor: Whole
    pairs: pd.DataFrame
    unpaired: tuple[Unpaired, ...]
    total: int
    proven: bool
    warnings: tuple[Warned, ...] = ()
    keeping: Keeping | None = None
    floor: Floor | None = None

    @cached_property
    def possible(self) -> Mask:
        """Pairs that could be made: no rule forbids them, they reach the smallest score and, where the worst-off are protected, the floor. Required pairs need neither."""
        scores = self.scores
        return scores.allowed & scores.enough & (scores.points >= self.floor.points if self.floor else True)

    @property
    def mentees(self) -> tuple[str, ...]:
        """Ids of the mentees, in the order of the rows."""
        return self.scores.mentees

    @property
    def mentors(self) -> tuple[str, ...]:
        """Ids of the mentors, in the order of the columns."""
        return self.scores.mentors

    @property
    def seats(self) -> Whole:
        """How many mentees each mentor takes."""
        return self.scores.seats

    @property
    def fixed(self) -> int:
        """How many pairs were fixed by hand."""
        return len(self.scores.required)

    @property
    def weight(self) -> int:
        """The sum of the weights, which divides points into scores."""
        return self.scores.weight

    @property
    def selection(self) -> Selection:
        """Who takes part, and why others do not."""
        return self.scores.selection

    @property
    def policy(self) -> Policy:
        """What comes first."""
        return self.scores.policy

    @property
    def worth(self) -> int:
        """The sum that was made as high as possible: ``total``, and what the policy gives for the published pairs that are kept."""
        made = np.flatnonzero(self.mentor >= 0)
        return int(self.scores.worth[made, self.mentor[made]].sum())

    @property
    def mean(self) -> float | None:
        """The mean score of the pairs, 0-1000; ``None`` without pairs."""
        return self.total / self.scores.weight / len(self.pairs) if len(self.pairs) and self.scores.weight else None

    @property
    def used(self) -> Whole:
        """How many mentees each mentor has."""
        return np.bincount(self.mentor[self.mentor >= 0], minlength=len(self.scores.mentors))


def pair_people(scores: Scores) -> Pairing:
    """Fix the required pairs, then find the best pairing of everybody else in the seats that are left."""
    found, floor, mentor = solved(scores)
    made = np.flatnonzero(mentor >= 0)
    total = int(scores.points[made, mentor[made]].sum()) if len(made) else 0
    pairs, unpaired = _frame(scores, made, mentor), _unpaired(scores, np.flatnonzero(mentor < 0))
    proven = found.proven and (floor is None or floor.proven)
    return Pairing(scores, found, mentor, pairs, unpaired, total, proven, (*scores.warnings, *_warnings(scores, pairs)), kept_all(scores, mentor), floor)


def solved(scores: Scores) -> tuple[Assignment, Floor | None, Whole]:
    """The same without its tables, for whoever asks many times: the assignment of those who are not fixed by hand, the floor, each row's column."""
    can, left = open_pairs(scores)
    found, floor = assign(scores.worth, left, can, scores.cover_first), None
    if scores.policy.protect_worst and (raised := protected(scores, can, left, found)):
        floor, found = raised
    mentor = found.mentor.copy()
    for row, column in scores.required:
        mentor[row] = column
    return found, floor, mentor


def _warnings(scores: Scores, pairs: pd.DataFrame) -> tuple[Warned, ...]:
    if not len(pairs) and scores.points.size and not scores.allowed.any():
        return tuple(nothing_left(scores.rules))
    if not len(pairs) and scores.points.size and not scores.seats.any():
        return (Warned("MK-W414", msg("No mentor takes a mentee, so nobody can be paired; look at the column capacity of the mentors table."), "pairing"),)
    if not len(pairs) and scores.points.size and not (scores.allowed & scores.enough).any():
        text = msg("No allowed pair reaches the smallest score of {points}, so nobody can be paired; lower it, or take it out.", points=scores.policy.minimum_score)
        return (Warned("MK-W415", text, "pairing"),)
    return on_few_answers(pairs)


def on_few_answers(pairs: pd.DataFrame) -> tuple[Warned, ...]:
    """How many pairs have a score that rests on missing answers for more than half its weight."""
    few = int(pairs["few_answers"].sum())
    if not few:
        return ()
    text = msg_n(
        "{n} pair rests on few answers: more than half the weight of its score stands on answers that are missing.",
        "{n} pairs rest on few answers: more than half the weight of their score stands on answers that are missing.",
        few,
    )
    return (Warned("MK-W411", text, "pairing", count=few),)


def _frame(scores: Scores, rows: Whole, mentor: Whole) -> pd.DataFrame:
    columns = mentor[rows]
    points = scores.points[rows, columns] if len(rows) else np.zeros(0, np.int64)
    required = set(scores.required)
    parts = {criterion.id: criterion.points[rows, columns] for criterion in scores.criteria}
    gave, cost = _extremes(scores, rows, columns)
    frame = {
        "mentee": [scores.mentees[row] for row in rows],
        "mentor": [scores.mentors[column] for column in columns],
        "score": (2 * points + scores.weight) // max(1, 2 * scores.weight) if scores.weight else np.zeros(len(rows), np.int64),
        "points": points,
        "required": [pair in required for pair in zip(rows.tolist(), columns.tolist(), strict=True)],
        "assumed": sum((~criterion.known[rows, columns] for criterion in scores.criteria), np.zeros(len(rows), np.int64)),
        "strongest": gave,
        "weakest": cost,
        "few_answers": 2 * sum((criterion.weight * ~criterion.known[rows, columns] for criterion in scores.criteria), np.zeros(len(rows), np.int64)) > scores.weight,
        **{f"part_{name}": values for name, values in parts.items()},
    }
    return pd.DataFrame(frame)


def _extremes(scores: Scores, rows: Whole, columns: Whole) -> tuple[list[str], list[str]]:
    """For each pair the criterion that gave most points, and of the others the one that cost most; the first of the file on a tie."""
    counted = [criterion for criterion in scores.criteria if criterion.weight]
    if not counted or not len(rows):
        return [""] * len(rows), [""] * len(rows)
    gave = np.array([criterion.weight * criterion.points[rows, columns].astype(np.int64) for criterion in counted])
    cost = np.array([criterion.weight * 1000 for criterion in counted])[:, None] - gave
    best = gave.argmax(axis=0)
    cost[best, np.arange(len(rows))] = 0
    worst, dear = cost.argmax(axis=0), cost.max(axis=0) > 0
    return [counted[i].id for i in best], [counted[i].id if lost else "" for i, lost in zip(worst, dear, strict=True)]


def _unpaired(scores: Scores, rows: Whole) -> tuple[Unpaired, ...]:
    if not len(rows):
        return ()
    allowed, enough = scores.allowed, scores.enough
    possible = allowed & enough
    forbids = np.array([rule.forbidden[rows] for rule in scores.rules]).reshape(len(scores.rules), len(rows), len(scores.mentors))
    times, would_do = forbids.sum(axis=0), enough & (scores.seats > 0)
    found = []
    for place, row in enumerate(rows):
        blocked = {rule.id: int(forbids[i, place].sum()) for i, rule in enumerate(scores.rules)}
        alone = {rule.id: int((forbids[i, place] & (times[place] == 1) & would_do[row]).sum()) for i, rule in enumerate(scores.rules)}
        taken = int((scores.seats[possible[row]] > 0).sum())
        code = _code(len(scores.mentors), int(allowed[row].sum()), int(possible[row].sum()), taken)
        found.append(Unpaired(scores.mentees[row], code, int(allowed[row].sum()), int(possible[row].sum()), taken, _most(blocked), _most(alone)))
    return tuple(found)


def _code(mentors: int, allowed: int, possible: int, taken: int) -> Code:
    if not mentors:
        return "no_mentors"
    if not allowed:
        return "no_allowed"
    if not possible:
        return "below_minimum"
    return "full" if taken else "no_seats"


def _most(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((name, count) for name, count in counts.items() if count), key=lambda item: -item[1]))
