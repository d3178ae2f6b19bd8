"""How well every mentee and every mentor fit, in points that people can recompute, and which pairs the rules forbid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import ids
from mentorkit.pairing.contradictions import contradictions
from mentorkit.pairing.criteria import CriterionPoints, criterion_points
from mentorkit.pairing.rules import RuleMask, forbidden, published_pairs, seats
from mentorkit.pairing.unmet import unmet
from mentorkit.people.people import People
from mentorkit.people.selection import Selection, selected
from mentorkit.program.model import Criterion, PairingPlan, Policy
from mentorkit.program.problems import Warned
from mentorkit.program.program import Program
from mentorkit.text import msg, msg_n

__all__ = ["BEGUN", "Judge", "Scores", "approved_pairs", "noticed", "score_people", "scores_between", "taking_part"]

BEGUN = ("active", "paused", "ended", "completed")

BLOCK = 2**15  # pairs that are added up at a time
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Judge = Callable[[Criterion, pd.DataFrame, pd.DataFrame], CriterionPoints]


@dataclass(frozen=True, eq=False)
class Scores:
    """Every pair of a selected mentee (row) and an eligible mentor (column), both sorted by id.

    ``points`` (n, m) is the weighted sum of the criteria's points (each 0-1000), ``weight`` the sum of the weights: a
    pair's score is points / weight. ``seats`` (m,) is how many mentees each mentor takes. ``required`` are (row, column) of the
    pairs fixed by hand. ``seed`` serves comparisons with chance. ``recorded`` counts the pairs that stand in the
    pairs table already, ``approved`` those of them that a person approved before anything began; they are among
    ``required``, and ``by_approval`` are those which the file does not require besides.
    ``below`` are (row, column) of pairs that may be made although they score less than the policy's smallest score.
    ``published`` are (row, column) of pairs that were approved, published or are active (see :func:`published_pairs`), ``gone`` counts
    those of which somebody no longer takes part. ``required_why`` are the reasons of the file for ``required``, empty text without one.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    seats: Whole
    criteria: tuple[CriterionPoints, ...]
    rules: tuple[RuleMask, ...]
    points: Whole
    weight: int
    required: tuple[tuple[int, int], ...]
    selection: Selection
    policy: Policy = field(default_factory=Policy)
    decided_by: tuple[str, ...] = ()
    told: bool | None = None
    seed: int = 0
    warnings: tuple[Warned, ...] = ()
    recorded: int = 0
    below: tuple[tuple[int, int], ...] = ()
    published: tuple[tuple[int, int], ...] = ()
    gone: int = 0
    approved: int = 0
    by_approval: tuple[tuple[int, int], ...] = ()
    required_why: tuple[str, ...] = ()

    @property
    def cover_first(self) -> bool:
        """Whether as many mentees as possible come before the total; always when the worst-off are protected, who are those without a mentor."""
        return self.policy.aim == "cover_first" or self.policy.protect_worst

    @cached_property
    def worth(self) -> Whole:
        """What a pairing's sum is made as high as possible of, (n, m): the points, and for a published pair what the policy gives to keep it."""
        if not self.policy.keep_published or not self.published:
            return self.points
        worth = self.points.copy()
        for row, column in self.published:
            worth[row, column] += self.policy.keep_published * 10 * self.weight
        return worth

    @cached_property
    def allowed(self) -> Mask:
        """Pairs that no rule forbids."""
        found = np.ones(self.points.shape, bool)
        for rule in self.rules:
            found &= ~rule.forbidden
        return found

    @property
    def enough(self) -> Mask:
        """Pairs whose score reaches the policy's smallest score; all of them where there is none."""
        smallest = self.policy.minimum_score
        found = np.ones(self.points.shape, bool) if smallest is None else self.points >= smallest * 10 * self.weight
        for row, column in self.below:
            found[row, column] = True
        return found

    def score(self, points: int) -> int:
        """Points as a score in whole tenths 0-1000, half up; shown as 0.0-100.0."""
        return (2 * int(points) + self.weight) // (2 * self.weight) if self.weight else 0

    def weighed(self, weights: Mapping[str, int]) -> Scores:
        """The same people, rules and points of each criterion under other weights (whole numbers from 0, by the criterion's id)."""
        unfit = [name for name, weight in weights.items() if int(weight) != weight or weight < 0 or name not in {one.id for one in self.criteria}]
        if unfit:
            raise ValueError(f"no such criterion, or no whole number from 0: {', '.join(unfit)}")
        criteria = tuple(replace(one, weight=int(weights.get(one.id, one.weight))) for one in self.criteria)
        return replace(self, criteria=criteria, points=_summed(criteria, self.points.shape), weight=sum(one.weight for one in criteria))

    def parts(self, row: int, column: int) -> tuple[int, ...]:
        """The points 0-1000 of one pair on each criterion."""
        return tuple(int(criterion.points[row, column]) for criterion in self.criteria)


def score_people(program: Program, people: People, judge: Judge = criterion_points) -> Scores:
    """Points, rules and seats for everybody who takes part; pairs that a person approved before anything began are fixed.

    ``judge`` gives the points of a criterion, for callers that keep them.
    """
    selection = selected(program, people)
    mentees, mentors = taking_part(people.mentees, selection.mentee_ids), taking_part(people.mentors, selection.mentor_ids)
    found = scores_between(program, people, mentees, mentors, selection, judge)
    kept = approved_pairs(program, people)
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (found.mentees, found.mentors))
    places = tuple((rows[mentee], columns[mentor]) for mentee, mentor in kept if mentee in rows and mentor in columns)
    fixed = (*found.required, *(place for place in places if place not in found.required))
    doubtful = _doubtful(found, fixed, places)
    why = found.required_why + ("",) * (len(fixed) - len(found.required))
    recorded = found.recorded - len(kept)
    return replace(
        found, required=fixed, required_why=why, by_approval=fixed[len(found.required) :], approved=len(places), recorded=recorded, warnings=(*found.warnings, *doubtful)
    )


def scores_between(program: Program, people: People, mentees: pd.DataFrame, mentors: pd.DataFrame, selection: Selection, judge: Judge = criterion_points) -> Scores:
    """Points, rules and seats of these mentees and mentors, in the order of the two tables, under the programme's pairing section."""
    plan = program.intent.pairing or PairingPlan()
    criteria = tuple(judge(criterion, mentees, mentors) for criterion in plan.criteria)
    people_of = ids(mentees), ids(mentors)
    rows, columns = ({person: place for place, person in enumerate(side)} for side in people_of)
    fixed = [pair for pair in plan.required_pairs if pair.mentee in rows and pair.mentor in columns]
    required = tuple((rows[pair.mentee], columns[pair.mentor]) for pair in fixed)
    recorded = published_pairs(plan.rules, people)
    published = tuple(sorted((rows[mentee], columns[mentor]) for mentee, mentor in recorded if mentee in rows and mentor in columns))
    return Scores(
        tuple(people_of[0]),
        tuple(people_of[1]),
        seats(plan.rules, mentors, people),
        criteria,
        forbidden(plan.rules, plan.excluded_pairs, mentees, mentors, people),
        _summed(criteria, (len(mentees), len(mentors))),
        sum(criterion.weight for criterion in criteria),
        required,
        selection,
        plan.policy,
        plan.decided_by,
        plan.told_to_participants,
        program.intent.seed,
        (*selection.warnings, *noticed(plan, people)),
        len(people.pairs),
        published=published,
        gone=len(recorded) - len(published),
        required_why=tuple(pair.why or "" for pair in fixed),
    )


def approved_pairs(program: Program, people: People) -> tuple[tuple[str, str], ...]:
    """Pairs (mentee, mentor) that a person approved or published while nothing has begun; a later pairing does not unmake them.

    None once a pair has begun: from then on :func:`mentorkit.pairing.re_pairing.re_pair_people` keeps what stands. Published
    pairs may move where the policy says for how many points they are kept.
    """
    pairs = people.pairs
    if not len(pairs) or pairs["state"].isin(BEGUN).any():
        return ()
    policy = (program.intent.pairing or PairingPlan()).policy
    states = ("approved",) if policy.keep_published is not None else ("approved", "published")
    found = pairs[pairs["state"].isin(states)]
    return tuple(zip(found["mentee_id"].tolist(), found["mentor_id"].tolist(), strict=True))


def _doubtful(scores: Scores, fixed: tuple[tuple[int, int], ...], places: tuple[tuple[int, int], ...]) -> tuple[Warned, ...]:
    """A person decided, so the pair stands; that a rule or a capacity changed since then is said."""
    allowed, used = scores.allowed, np.bincount([column for _, column in fixed], minlength=len(scores.mentors))
    n = sum(bool(not allowed[row, column] or used[column] > scores.seats[column]) for row, column in places)
    text = msg_n(
        "{n} approved pair is against a rule or beyond the mentor's seats; it stands.", "{n} approved pairs are against a rule or beyond the mentors' seats; they stand.", n
    )
    return (Warned("MK-W430", text, "pairing", count=n),) if n else ()


def _summed(criteria: tuple[CriterionPoints, ...], shape: tuple[int, ...]) -> Whole:
    """The weighted sum of the criteria's points."""
    points = np.zeros(shape, np.int64)
    # some rows at a time stay near the processor; whole points up to 1000 add up within 32 bits unless weights are enormous
    kind = np.int32 if 1000 * sum(criterion.weight for criterion in criteria) < 2**31 else np.int64
    step = max(1, BLOCK // max(1, shape[-1]))
    for first in range(0, shape[0], step):
        rows = slice(first, first + step)
        total = np.zeros(points[rows].shape, kind)
        for criterion in criteria:
            total += np.multiply(criterion.points[rows], criterion.weight, dtype=kind)
        points[rows] = total
    return points


def taking_part(frame: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    """The people of these ids, sorted by id."""
    people = frame["person_id"].to_numpy(dtype=object).tolist()
    if len(ids) == len(people) and isinstance(frame.index, pd.RangeIndex) and all(one <= other for one, other in pairwise(people)):
        return frame  # a table that is in order and takes part as a whole is not copied
    taking_part = set(ids)
    places = sorted((place for place, person in enumerate(people) if person in taking_part), key=people.__getitem__)
    return frame.take(places).reset_index(drop=True)


def noticed(plan: PairingPlan, people: People) -> tuple[Warned, ...]:
    """What of the plan is noticed and stops nothing."""
    found = []
    everybody = {*ids(people.mentees), *ids(people.mentors)} if plan.excluded_pairs else set()
    strange = sum(not {pair.mentee, pair.mentor} <= everybody for pair in plan.excluded_pairs)
    if strange:
        text = msg_n(
            "{n} excluded pair names a person who is in no table; it forbids nothing.", "{n} excluded pairs name a person who is in no table; they forbid nothing.", strange
        )
        found.append(Warned("MK-W401", text, "pairing", count=strange))
    if plan.policy.protect_worst and plan.policy.aim == "best_total":
        text = msg("The policy protects the worst-off mentee, and nobody is worse off than a mentee without a mentor: as many mentees as possible come before the best total.")
        found.append(Warned("MK-W410", text, "pairing"))
    return (*found, *contradictions(plan.rules), *unmet(plan, people))
