"""Pairs very many people: from tables to the proven best pairing, without a table of all pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing import fused
from mentorkit.pairing.answers import ids
from mentorkit.pairing.candidates import Found, Progress, Question, extra_of, search
from mentorkit.pairing.encoded import FUSED_KINDS, FUSED_RULES, Part, Unfit, assembled, criterion_part
from mentorkit.pairing.encoded_rules import excluded_parts, rule_part
from mentorkit.pairing.large import LargeCriterion, LargePairing, LargeRule
from mentorkit.pairing.pairing import Code, Unpaired, on_few_answers
from mentorkit.pairing.rules import RuleMask, published_pairs, seats
from mentorkit.pairing.scores import Scores, approved_pairs, noticed, taking_part
from mentorkit.people.people import People
from mentorkit.people.selection import Selection, selected
from mentorkit.program.model import PairingPlan
from mentorkit.program.program import Program

__all__ = ["Everybody", "everybody", "pair_large", "question_of", "required_scores", "unfit"]

Whole = npt.NDArray[np.int64]
FULL = 1000


@dataclass(frozen=True, eq=False)
class Everybody:
    """Who takes part, sorted by id, and under which plan. What is worked out once per person is kept.

    ``published`` are (row, column) of published pairs, which the policy may give points to keep; ``approved`` the pairs (mentee, mentor)
    that a person approved, which are fixed like required ones.
    """

    plan: PairingPlan
    mentees: pd.DataFrame
    mentors: pd.DataFrame
    people: People
    selection: Selection | None = None
    published: tuple[tuple[int, int], ...] = ()
    approved: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """Mentees and mentors."""
        return len(self.mentees), len(self.mentors)

    @cached_property
    def criteria(self) -> tuple[Part, ...]:
        """The criteria in fused form; raises :class:`Unfit` for one that has none."""
        return tuple(criterion_part(criterion, self.mentees, self.mentors) for criterion in self.plan.criteria)

    @cached_property
    def rules(self) -> tuple[Part, ...]:
        """The rules in fused form, then those that always hold."""
        named = (rule_part(rule, self.mentees, self.mentors, self.people) for rule in self.plan.rules)
        return (*named, *excluded_parts(self.plan.excluded_pairs, self.mentees, self.mentors))

    @cached_property
    def required(self) -> tuple[tuple[int, int], ...]:
        """Rows and columns of the pairs fixed by hand whose people take part."""
        rows, columns = ({person: place for place, person in enumerate(ids(side))} for side in (self.mentees, self.mentors))
        fixed = (*((pair.mentee, pair.mentor) for pair in self.plan.required_pairs), *self.approved)
        return tuple(dict.fromkeys((rows[mentee], columns[mentor]) for mentee, mentor in fixed if mentee in rows and mentor in columns))

    @cached_property
    def seats(self) -> Whole:
        """How many mentees each mentor takes."""
        return seats(self.plan.rules, self.mentors, self.people)

    @property
    def weight(self) -> int:
        """The sum of the criteria's weights."""
        return sum(criterion.weight for criterion in self.plan.criteria)


def everybody(program: Program, people: People) -> Everybody:
    """Selected mentees and eligible mentors."""
    selection = selected(program, people)
    mentees, mentors = taking_part(people.mentees, selection.mentee_ids), taking_part(people.mentors, selection.mentor_ids)
    plan = program.intent.pairing or PairingPlan()
    rows, columns = ({person: place for place, person in enumerate(ids(side))} for side in (mentees, mentors))
    known = ((rows[mentee], columns[mentor]) for mentee, mentor in published_pairs(plan.rules, people) if mentee in rows and mentor in columns)
    return Everybody(plan, mentees, mentors, people, selection, tuple(sorted(known)), approved_pairs(program, people))


def unfit(who: Everybody) -> Iterator[tuple[str, int]]:
    """Criteria and rules (``criteria`` or ``rules``, and the place in the file) that need a table of all pairs."""
    for part, places, kinds in (("criteria", who.plan.criteria, FUSED_KINDS), ("rules", who.plan.rules, FUSED_RULES)):
        for index, one in enumerate(cast(Any, places)):
            try:
                if one.kind not in kinds:
                    raise Unfit(one.id)
                # what is made here is needed anyway
                _ = criterion_part(one, who.mentees, who.mentors) if part == "criteria" and one.kind == "style" else None
            except Unfit:
                yield part, index


def required_scores(who: Everybody) -> Scores:
    """What the check of required pairs asks for: who takes part, seats, and what each rule says of exactly the required pairs."""
    rows, columns = (np.array([pair[side] for pair in who.required], np.int64) for side in (0, 1))
    masks = []
    for part in who.rules:
        terms, left, right = assembled([part], *who.size)
        said = fused.parts(rows, columns, terms, left, right).sum(axis=0) if len(rows) and len(terms.code) else np.zeros(len(rows), np.int64)
        against = {pair for pair, points in zip(who.required, said, strict=True) if points < 0} | set(zip(*part.pairs[:, :2].T.tolist(), strict=True))
        masks.append(RuleMask(part.id, part.kind, "", cast(Any, _Said(against)), 0))
    points = np.zeros((0, 0), np.int64)
    selection = cast(Selection, who.selection)
    return Scores(tuple(ids(who.mentees)), tuple(ids(who.mentors)), who.seats, (), tuple(masks), points, who.weight, who.required, selection)


class _Said:
    """A mask that is asked about single pairs."""

    def __init__(self, pairs: set[tuple[int, int]]) -> None:
        self.pairs = pairs

    def __getitem__(self, pair: tuple[int, int]) -> bool:
        return (int(pair[0]), int(pair[1])) in self.pairs


def question_of(who: Everybody) -> Question:
    """The question as the search takes it: everybody encoded, required pairs taken out and their seats with them."""
    n, m = who.size
    terms, left, right = assembled((*who.criteria, *who.rules), n, m)
    single = np.concatenate([np.zeros((0, 4), np.int64), *(part.pairs[:, [0, 1, 2, 2]] * [1, 1, part.weight, 0] for part in (*who.criteria, *who.rules))])
    free, left_seats = np.ones(n, bool), who.seats.copy()
    for row, column in who.required:
        free[row] = False
        left_seats[column] -= 1
    bonus = int((who.plan.policy.keep_published or 0) * 10 * who.weight)
    kept = np.array([(row, column, 0, bonus) for row, column in who.published], np.int64).reshape(-1, 4)
    smallest = who.plan.policy.minimum_score
    least = 0 if smallest is None else -(-smallest * 10 * who.weight // 1)
    return Question(
        terms,
        left,
        right,
        extra_of(n, np.concatenate([single, kept])),
        np.maximum(left_seats, 0),
        free,
        int(least),
        FULL * who.weight + bonus,
        who.plan.policy.aim == "cover_first",
    )


def pair_large(program: Program, who: Everybody, progress: Progress | None = None, **settings: Any) -> LargePairing:
    """The proven best pairing. ``progress(what, done, of)`` hears how far it is; ``settings`` go to :func:`mentorkit.pairing.candidates.search`."""
    if progress is not None:
        progress("encode", 0, 0)
    question = question_of(who)
    found = search(question, progress, **settings)
    if progress is not None:
        progress("result", 0, 0)
    mentor = found.mentor.copy()
    for row, column in who.required:
        mentor[row] = column
    frame = _frame(who, mentor)
    missing = tuple(_unpaired(who, question, np.flatnonzero(mentor < 0)))
    total = int(frame["points"].sum())
    plan = who.plan
    return LargePairing(
        tuple(ids(who.mentees)),
        tuple(ids(who.mentors)),
        who.seats,
        tuple(_criterion(part, why.why or "", frame) for part, why in zip(who.criteria, plan.criteria, strict=True)),
        tuple(LargeRule(part.id, part.kind, why, part.forbids) for part, why in zip(who.rules, _whys(who), strict=True)),
        who.weight,
        mentor,
        frame,
        missing,
        total,
        found.proven,
        found.strict,
        found.rounds,
        found.candidates,
        found.looked,
        _changeable(found),
        len(who.required),
        cast(Selection, who.selection),
        plan.policy,
        plan.decided_by,
        plan.told_to_participants,
        len(who.people.pairs),
        (*(who.selection.warnings if who.selection else ()), *noticed(plan, who.people), *on_few_answers(frame)),
    )


def _whys(who: Everybody) -> list[str]:
    named = [rule.why or "" for rule in who.plan.rules]
    return named + [""] * (len(who.rules) - len(named))


def _changeable(found: Found) -> int:
    return int((found.other_possible & (found.mentor >= 0)).sum()) if len(found.other_possible) else 0


def _frame(who: Everybody, mentor: Whole) -> pd.DataFrame:
    """One row per pair, with the columns of :class:`mentorkit.pairing.pairing.Pairing`."""
    rows = np.flatnonzero(mentor >= 0)
    columns, criteria, weight = mentor[rows], who.criteria, who.weight
    gave = np.array([_points(part, who, rows, columns) for part in criteria], np.int64).reshape(len(criteria), len(rows))
    weights = np.array([part.weight for part in criteria], np.int64)
    points = weights @ gave if len(criteria) else np.zeros(len(rows), np.int64)
    unknown = np.array([~_known(part, rows, columns) for part in criteria], bool).reshape(len(criteria), len(rows))
    strongest, weakest = _extremes(criteria, gave, weights)
    required, mentees, mentors = set(who.required), np.array(ids(who.mentees), object), np.array(ids(who.mentors), object)
    frame = {
        "mentee": mentees[rows],
        "mentor": mentors[columns],
        "score": (2 * points + weight) // (2 * weight) if weight else points,
        "points": points,
        "required": [pair in required for pair in zip(rows.tolist(), columns.tolist(), strict=True)] if required else np.zeros(len(rows), bool),
        "assumed": unknown.sum(axis=0, dtype=np.int64),
        "strongest": strongest,
        "weakest": weakest,
        "few_answers": 2 * (weights @ unknown.astype(np.int64)) > weight if len(criteria) else np.zeros(len(rows), bool),
        **{f"part_{part.id}": given.astype(np.int32) for part, given in zip(criteria, gave, strict=True)},
    }
    return pd.DataFrame(frame)


def _points(part: Part, who: Everybody, rows: Whole, columns: Whole) -> Whole:
    """The points 0-1000 of these pairs on one criterion, whatever its weight."""
    from dataclasses import replace

    terms, left, right = assembled([replace(part, weight=1)], *who.size)
    found = fused.parts(rows, columns, terms, left, right)[0].astype(np.int64) if len(rows) else np.zeros(0, np.int64)
    if len(part.pairs) and len(rows):
        at = np.minimum(np.searchsorted(rows, part.pairs[:, 0]), len(rows) - 1)
        made = (rows[at] == part.pairs[:, 0]) & (columns[at] == part.pairs[:, 1])
        np.add.at(found, at[made], part.pairs[made, 2])
    return found


def _known(part: Part, rows: Whole, columns: Whole) -> npt.NDArray[np.bool_]:
    left, right = cast(Any, part.known)
    return np.asarray(left[rows] | right[columns] if part.either else left[rows] & right[columns])


def _extremes(criteria: tuple[Part, ...], gave: Whole, weights: Whole) -> tuple[Any, Any]:
    """The criterion that gave most to each pair, and of the others the one that cost most; the first of the file on a tie."""
    counted = np.flatnonzero(weights)
    if not len(counted) or not gave.shape[1]:
        return [""] * gave.shape[1], [""] * gave.shape[1]
    names = np.array([criteria[i].id for i in counted], object)
    weighed = gave[counted] * weights[counted][:, None]
    cost = FULL * weights[counted][:, None] - weighed
    best = weighed.argmax(axis=0)
    cost[best, np.arange(gave.shape[1])] = 0
    return names[best], np.where(cost.max(axis=0) > 0, names[cost.argmax(axis=0)], "")


def _criterion(part: Part, why: str, frame: pd.DataFrame) -> LargeCriterion:
    left, right = cast(Any, part.known)
    points = frame[f"part_{part.id}"]
    made, lowest = (float(points.mean()), int(points.min())) if len(points) else (None, None)
    return LargeCriterion(part.id, part.kind, part.weight, why, int((~left).sum()), int((~right).sum()), made, lowest)


def _unpaired(who: Everybody, question: Question, rows: Whole) -> Iterator[Unpaired]:
    m, names = who.size[1], ids(who.mentees)
    extra = question.extra._replace(after=np.zeros_like(question.extra.after))
    asked = fused.judge(rows, question.terms, question.left, question.right, extra, np.arange(m), max(question.least, 0), who.seats) if m else np.zeros((len(rows), 3), np.int64)
    for row, (allowed, possible, taken) in zip(rows.tolist(), asked.tolist(), strict=True):
        yield Unpaired(names[row], _code(m, allowed, possible, taken), allowed, possible, taken, (), ())


def _code(mentors: int, allowed: int, possible: int, taken: int) -> Code:
    if not mentors:
        return "no_mentors"
    if not allowed:
        return "no_allowed"
    return ("full" if taken else "no_seats") if possible else "below_minimum"
