"""What may never change a pairing, and what never may be lost, under every policy: from tables to pairs."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mentorkit.pairing.pairing import pair_people
from mentorkit.stages.pairing import pair, score

AREAS, SITES, STATES = ["plan", "lead", "data", "talk"], ["north", "south", None], ["proposed", "approved", "published", "active", "paused", "ended"]
CRITERIA = [
    {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
    {"id": "site", "kind": "different", "column": "site", "weight": 2},
    {"id": "grade_gap", "kind": "closeness", "column": "grade", "ideal": 2, "span": 4, "weight": 3},
]
RULES = [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}, {"id": "again", "kind": "not_earlier_pair"}]
HALTED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

policies = st.fixed_dictionaries(
    {
        "aim": st.sampled_from(["cover_first", "best_total"]),
        "minimum_score": st.sampled_from([None, 0, 45]),
        "keep_published": st.sampled_from([None, 0, 7, 100]),
        "protect_worst": st.booleans(),
    }
)


@dataclass(frozen=True)
class Question:
    """Rows of the tables, and the pairing section."""

    mentees: list
    mentors: list
    pairs: list
    policy: dict
    required: tuple = ()
    excluded: tuple = ()
    criteria: tuple = tuple(CRITERIA)

    def asked(self, made):
        by_hand = {
            key: [{"mentee": mentee, "mentor": mentor, "why": "asked for"} for mentee, mentor in pairs]
            for key, pairs in (("required_pairs", self.required), ("excluded_pairs", self.excluded))
        }
        return made(self.mentees, self.mentors, pairs=self.pairs, pairing={"criteria": list(self.criteria), "rules": RULES, "policy": self.policy, **by_hand})

    def renamed(self, names):
        rows = [
            [{key: names[value] if key in ("person_id", "mentee_id", "mentor_id") else value for key, value in row.items()} for row in table]
            for table in (self.mentees, self.mentors, self.pairs)
        ]
        pairs = [tuple((names[mentee], names[mentor]) for mentee, mentor in side) for side in (self.required, self.excluded)]
        return Question(*rows, self.policy, *pairs, self.criteria)

    @property
    def ids(self):
        return [row["person_id"] for row in (*self.mentees, *self.mentors)]


@st.composite
def questions(draw):
    """Up to six mentees and four mentors with few different answers, so that ties are common; a pairs table; two excluded pairs."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n, m = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    pick = lambda: [str(area) for area in rng.choice(AREAS, rng.integers(0, 3), replace=False)]  # noqa: E731
    mentees = [{"person_id": f"E{i}", "wants": pick(), "site": SITES[rng.integers(3)], "grade": int(rng.integers(1, 4))} for i in range(n)]
    mentors = [{"person_id": f"M{j}", "offers": pick(), "site": SITES[rng.integers(3)], "grade": int(rng.integers(2, 6)), "capacity": int(rng.integers(0, 3))} for j in range(m)]
    pairs = [{"mentee_id": f"E{i}", "mentor_id": f"M{rng.integers(m)}", "state": STATES[rng.integers(len(STATES))]} for i in range(n) if rng.random() < 0.7]
    for begun in pairs[:1]:  # pairs that were approved before any began are fixed, which is tested with the decisions
        begun["state"] = "active"
    excluded = tuple({(f"E{rng.integers(n)}", f"M{rng.integers(m)}") for _ in range(2)})
    return Question(mentees, mentors, pairs, draw(policies), excluded=excluded)


def pairs_of(found):
    return list(zip(found.pairs["mentee"], found.pairs["mentor"], found.pairs["score"], strict=True))


def said(found):
    """All that a pairing says beyond the ids."""
    return found.total, found.worth, len(found.pairs), found.proven, found.floor, found.keeping


@HALTED
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(replanned, question, random):
    """Mentees, mentors, pairs and pairs by hand in any order give the same pairing, number for number."""
    first = pair(*question.asked(replanned))
    shuffled = [list(table) for table in (question.mentees, question.mentors, question.pairs, question.excluded)]
    for table in shuffled:
        random.shuffle(table)
    second = pair(*Question(*shuffled[:3], question.policy, excluded=tuple(shuffled[3])).asked(replanned))
    assert pairs_of(first) == pairs_of(second) and said(first) == said(second) and first.unpaired == second.unpaired
    assert (first.assignment.other_possible == second.assignment.other_possible).all()


@HALTED
@given(questions())
def test_renaming_in_the_same_order_changes_nothing(replanned, question):
    """Other ids in the same order: the same pairs under their new names."""
    ids = sorted(question.ids)
    names = {old: f"P{place:03d}" for place, old in enumerate(ids)}
    first, second = pair(*question.asked(replanned)), pair(*question.renamed(names).asked(replanned))
    assert [(names[mentee], names[mentor], score_) for mentee, mentor, score_ in pairs_of(first)] == pairs_of(second) and said(first) == said(second)


@HALTED
@given(questions(), st.randoms(use_true_random=False))
def test_any_renaming_keeps_total_and_coverage(replanned, question, random):
    """Whoever is called what: as many pairs, the same sum, the same floor; only ties may fall otherwise.

    The sum is that of points and kept pairs: two pairings of the same sum may keep another number of published pairs.
    """
    new = [f"P{place:03d}" for place in range(len(question.ids))]
    random.shuffle(new)
    first, second = pair(*question.asked(replanned)), pair(*question.renamed(dict(zip(question.ids, new, strict=True))).asked(replanned))
    assert (len(first.pairs), first.worth, first.proven) == (len(second.pairs), second.worth, second.proven)
    assert (first.floor and (first.floor.points, first.floor.higher, first.floor.pairs_higher)) == (
        second.floor and (second.floor.points, second.floor.higher, second.floor.pairs_higher)
    )
    if not question.policy["keep_published"]:
        assert first.total == second.total


@HALTED
@given(questions(), st.integers(2, 9))
def test_scaling_all_weights_changes_nothing(replanned, question, factor):
    """All weights times one number: the same pairs, scores and shares; the points that keep a pair count in scores and so scale along."""
    light = tuple(criterion | {"weight": weight} for criterion, weight in zip(CRITERIA, (1, 0, 1), strict=True))
    heavy = tuple(criterion | {"weight": criterion["weight"] * factor} for criterion in light)
    first, second = (pair(*replace(question, criteria=criteria).asked(replanned)) for criteria in (light, heavy))
    assert pairs_of(first) == pairs_of(second) and first.unpaired == second.unpaired and first.total * factor == second.total and first.worth * factor == second.worth
    assert (first.floor and first.floor.points * factor) == (second.floor and second.floor.points)
    assert (first.keeping and (first.keeping.kept, first.keeping.gain)) == (second.keeping and (second.keeping.kept, pytest.approx(second.keeping.gain)))


@HALTED
@given(questions(), st.integers(0, 3))
def test_one_more_seat_never_covers_fewer(replanned, question, column):
    """Where covering comes first; and where only the total counts, it never lowers the total."""
    scores = score(*question.asked(replanned))
    seats = scores.seats.copy()
    seats[column % len(seats)] += 1
    before, after = pair_people(scores), pair_people(replace(scores, seats=seats))
    if scores.cover_first:
        assert len(after.pairs) >= len(before.pairs)
    else:
        assert after.worth >= before.worth
    if scores.cover_first and len(after.pairs) == len(before.pairs) and before.floor:
        assert after.floor.points >= before.floor.points


@HALTED
@given(questions())
def test_excluded_pairs_are_never_made(replanned, question):
    """Whatever they score, whatever is published, whatever the policy; and nothing else that a rule forbids, nor a seat too many."""
    found = pair(*question.asked(replanned))
    assert not {pair_[:2] for pair_ in pairs_of(found)} & set(question.excluded)
    assert all(found.possible[row, column] for row, column in enumerate(found.mentor) if column >= 0) and (found.used <= found.scores.seats).all()


@HALTED
@given(questions(), st.integers(0, 100), st.booleans())
def test_required_pairs_survive(replanned, question, choice, two):
    """Pairs fixed by hand stand under every policy, below the smallest score and the floor too; the others keep rules, seats and floor."""
    scores = score(*question.asked(replanned))
    can = [(i, j) for i, j in zip(*np.nonzero(scores.allowed & (scores.seats > 0)), strict=True)]
    assume(can)
    fixed = [can[choice % len(can)]]
    others = [(i, j) for i, j in can if i != fixed[0][0] and (j != fixed[0][1] or scores.seats[j] > 1)]
    fixed += others[:1] if two else []
    required = tuple((scores.mentees[i], scores.mentors[j]) for i, j in fixed)
    found = pair(*replace(question, required=required).asked(replanned))
    assert set(required) == {row[:2] for row, by_hand in zip(pairs_of(found), found.pairs["required"], strict=True) if by_hand}
    assert all(found.possible[row, column] for row, column in enumerate(found.mentor) if column >= 0 and (row, column) not in found.scores.required)
    assert (found.used <= found.scores.seats).all() and found.proven
