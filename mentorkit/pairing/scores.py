"""How well every mentee and every mentor fit, in points that people can recompute, and which pairs the rules forbid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import ids
from mentorkit.pairing.criteria import CriterionPoints, criterion_points
from mentorkit.pairing.rules import RuleMask, forbidden, seats
from mentorkit.people.people import People
from mentorkit.people.selection import Selection, selected
from mentorkit.program.model import PairingPlan, Policy
from mentorkit.program.problems import Warned
from mentorkit.program.program import Program
from mentorkit.text import msg, msg_n

__all__ = ["Scores", "score_people"]

BLOCK = 2**15  # pairs that are added up at a time
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Scores:
    """Every pair of a selected mentee (row) and an eligible mentor (column), both sorted by id.

    ``points`` (n, m) is the weighted sum of the criteria's points (each 0-1000), ``weight`` the sum of the weights: a
    pair's score is points / weight. ``seats`` (m,) is how many mentees each mentor takes. ``required`` are (row, column) of the
    pairs fixed by hand. ``seed`` serves comparisons with chance. ``recorded`` counts the pairs that stand in the
    pairs table already. ``below`` are (row, column) of pairs that may be made although they score less than the policy's smallest score.
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


def score_people(program: Program, people: People) -> Scores:
    """Points, rules and seats for everybody who takes part."""
    plan = program.intent.pairing or PairingPlan()
    selection = selected(program, people)
    mentees, mentors = _taking_part(people.mentees, selection.mentee_ids), _taking_part(people.mentors, selection.mentor_ids)
    criteria = tuple(criterion_points(criterion, mentees, mentors) for criterion in plan.criteria)
    people_of = ids(mentees), ids(mentors)
    rows, columns = ({person: place for place, person in enumerate(side)} for side in people_of)
    required = tuple((rows[pair.mentee], columns[pair.mentor]) for pair in plan.required_pairs if pair.mentee in rows and pair.mentor in columns)
    return Scores(
        tuple(people_of[0]),
        tuple(people_of[1]),
        seats(plan.rules, mentors),
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
        (*selection.warnings, *_warnings(plan, people)),
        len(people.pairs),
    )


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


def _taking_part(frame: pd.DataFrame, ids: tuple[str, ...]) -> pd.DataFrame:
    people = frame["person_id"].to_numpy(dtype=object).tolist()
    if len(ids) == len(people) and isinstance(frame.index, pd.RangeIndex) and all(one <= other for one, other in pairwise(people)):
        return frame  # a table that is in order and takes part as a whole is not copied
    taking_part = set(ids)
    places = sorted((place for place, person in enumerate(people) if person in taking_part), key=people.__getitem__)
    return frame.take(places).reset_index(drop=True)


def _warnings(plan: PairingPlan, people: People) -> tuple[Warned, ...]:
    found = []
    everybody = {*ids(people.mentees), *ids(people.mentors)} if plan.excluded_pairs else set()
    strange = sum(not {pair.mentee, pair.mentor} <= everybody for pair in plan.excluded_pairs)
    if strange:
        text = msg_n(
            "{n} excluded pair names a person who is in no table; it forbids nothing.", "{n} excluded pairs name a person who is in no table; they forbid nothing.", strange
        )
        found.append(Warned("MK-W401", text, "pairing", count=strange))
    if plan.policy.protect_worst or plan.policy.keep_published:
        text = msg("The policy asks to protect the worst-off mentee or to keep published pairs; this version does not do that yet.")
        found.append(Warned("MK-W402", text, "pairing"))
    return tuple(found)
