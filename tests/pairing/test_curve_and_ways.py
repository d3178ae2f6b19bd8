"""Trade-offs of a pairing: the curve, robustness, other ways, groups and questions of the form say exactly what pairing again says."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing.access import access, widest
from mentorkit.pairing.blend import blend
from mentorkit.pairing.criteria import CriterionPoints
from mentorkit.pairing.curve import coverage_curve
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.questions import blanks, left_out, wanted
from mentorkit.pairing.robustness import SCALE, SPREAD, Robustness, robustness, weightings
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores
from mentorkit.pairing.ways import manual_pairing, other_ways
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy

FAST = settings(max_examples=80, deadline=None)


def scores_of(parts, weights, seats, forbidden, *, required=(), policy=None, known=None):
    """Scores with one criterion for each table of points and one rule."""
    n, m = parts[0].shape
    judged = known or [np.ones((n, m), bool)] * len(parts)
    criteria = tuple(
        CriterionPoints(f"c{i}", "equal", weight, "", part.astype(np.int32), answered, 0, 0) for i, (part, weight, answered) in enumerate(zip(parts, weights, judged, strict=True))
    )
    points = sum(weight * part.astype(np.int64) for weight, part in zip(weights, parts, strict=True))
    names = tuple(f"E{i}" for i in range(n)), tuple(f"M{j}" for j in range(m))
    rules = (RuleMask("a", "condition", "", forbidden, 0),)
    selection = Selection(pd.DataFrame(), pd.DataFrame())
    return Scores(*names, np.asarray(seats, np.int64), criteria, rules, points, sum(weights), tuple(required), selection, policy or Policy(), seed=5)


@st.composite
def questions(draw):
    n, m, seed = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    parts = [rng.integers(0, 4, (n, m)) * 250 for _ in range(2)]
    seats, forbidden = rng.integers(0, 3, m), rng.random((n, m)) < 0.3
    policy = Policy(aim=draw(st.sampled_from(["cover_first", "best_total"])), minimum_score=draw(st.sampled_from([None, 40])))
    open_ = [(i, j) for i, j in zip(*np.nonzero(~forbidden & (seats > 0)), strict=True)]
    required = [(int(open_[0][0]), int(open_[0][1]))] if open_ and draw(st.booleans()) else []
    return scores_of(parts, (draw(st.integers(1, 5)), draw(st.integers(0, 5))), seats, forbidden, required=required, policy=policy)


def totals(scores):
    """The highest total for every possible number of pairs, by trying every pairing."""
    may, fixed = scores.allowed & scores.enough, dict(scores.required)
    found = {}
    choices = [[fixed[row]] if row in fixed else [-1, *np.flatnonzero(may[row]).tolist()] for row in range(len(scores.mentees))]
    for chosen in product(*choices):
        made = [(row, column) for row, column in enumerate(chosen) if column >= 0]
        if all(sum(column == j for _, column in made) <= scores.seats[j] for j in range(len(scores.mentors))):
            found[len(made)] = max(found.get(len(made), -1), sum(int(scores.points[pair]) for pair in made))
    return found


@FAST
@given(questions())
def test_every_point_of_the_curve_is_the_best_of_all_pairings_of_its_size(scores):
    """By brute force, with the proof of each point closed; the programme's own pairing lies on it."""
    pairing = pair_people(scores)
    curve, best = coverage_curve(pairing), totals(scores)
    assert {point.pairs: point.total for point in curve.points} == {pairs: best[pairs] for pairs in (point.pairs for point in curve.points)}
    assert all(point.proven for point in curve.points) and (not curve.points or curve.points[-1].pairs == max(best))
    if curve.points:
        high = max(best.values())
        assert best[curve.best] == high and all(total < high for pairs, total in best.items() if pairs > curve.best)
        assert curve.on_curve and curve.own_total == best[curve.own_pairs]


@FAST
@given(questions())
def test_the_two_ends_are_those_of_the_whole_curve(scores):
    """For very many pairs only the ends are computed, and they are the same numbers."""
    pairing = pair_people(scores)
    whole, ends = coverage_curve(pairing), coverage_curve(pairing, True)
    means = {point.pairs: point.total for point in whole.points}
    assert (whole.best, whole.most) == (ends.best, ends.most) and not ends.whole
    assert all(means.get(point.pairs, point.total) == point.total for point in ends.points)


@FAST
@given(questions(), st.lists(st.integers(0, 30), min_size=2, max_size=2))
def test_pairing_under_other_weights_is_pairing_again(scores, weights):
    """The quick way gives each mentee the mentor of the whole way, required pairs, smallest score and aim included."""
    if not sum(weights):
        weights = [1, 1]
    again = pair_people(scores.weighed({"c0": weights[0], "c1": weights[1]}))
    assert blend(scores).mentor(weights).tolist() == again.mentor.tolist()


@FAST
@given(questions())
def test_robustness_counts_what_pairing_again_gives(scores):
    """A pair stays where the whole way under those weights makes it again."""
    pairing = pair_people(scores)
    found = robustness(pairing, count=7)
    made = np.flatnonzero(pairing.mentor >= 0)
    if not len(made):
        assert found is None
        return
    stays = np.zeros(len(made), int)
    for weights in weightings((scores.criteria[0].weight, scores.criteria[1].weight), scores.seed, 7):
        again = pair_people(scores.weighed({"c0": weights[0], "c1": weights[1]}))
        stays += again.mentor[made] == pairing.mentor[made]
    assert found.stays == tuple(stays) and found.weightings == 7 and len(found.kinds) == len(made)
    assert sum(count for _, _, count in found.steps()) == len(made)


def test_weightings_are_near_seeded_and_leave_nothing_at_nothing():
    """Within the stated factors, the same for the same seed, other for another; 0 stays 0."""
    drawn = weightings((10, 1, 0), 3, 200)
    assert drawn == weightings((10, 1, 0), 3, 200) != weightings((10, 1, 0), 4, 200)
    assert all(SPREAD[0] * 10 * SCALE <= row[0] <= SPREAD[1] * 10 * SCALE and 5 <= row[1] <= 15 and row[2] == 0 for row in drawn)
    assert len({row[1] for row in drawn}) > 5


@pytest.mark.parametrize(("stays", "kind"), [(200, "solid"), (180, "solid"), (179, "likely"), (100, "likely"), (99, "open"), (0, "open")])
def test_what_is_solid_likely_and_open(stays, kind):
    """At least 90 % solid, at least 50 % likely, in whole numbers."""
    assert Robustness((stays,), (), (), 200, 2).kinds == (kind,)


@FAST
@given(questions())
def test_no_other_way_does_better(scores):
    """Under the aim to cover first, the best score first, in turn and by lot make no more pairs, and with as many no more points."""
    covering = replace(scores, policy=Policy(minimum_score=scores.policy.minimum_score))
    best, *others = other_ways(pair_people(covering))
    assert [way.way for way in others] == ["greedy", "in_turn", "chance"]
    for way in others[:2]:
        assert (way.pairs, way.total) <= (best.pairs, best.total) and way.common <= way.pairs
    assert others[2].pairs <= best.pairs


def test_a_list_made_by_hand_is_held_against_rules_and_seats():
    """Unknown people, a mentee twice, a rule broken, a seat too many: each is named, and what can be compared is."""
    parts = [np.array([[800, 200], [600, 600], [400, 900]])]
    scores = scores_of(parts, (1,), (1, 1), np.array([[False, True], [False, False], [False, False]]))
    listed = pd.DataFrame({"mentee_id": ["E0", "E1", "E1", "E2", "X", "E2"], "mentor_id": ["M1", "M0", "M1", "M0", "M0", "Y"]})
    found = manual_pairing(pair_people(scores), listed, ["E0", "E1", "E2"], ["M0", "M1"])
    assert [pair.rules for pair in found.pairs][:1] == [("a",)] and found.listed == 6
    assert dict(found.faults) == {"again": 2, "seats": 1, "unknown_mentee": 1, "unknown_mentor": 1} and dict(found.rules) == {"a": 1}
    assert found.way.way == "manual" and found.way.pairs == 3 and found.way.total == 200 + 600 + 400
    assert manual_pairing(pair_people(scores), listed.iloc[:0], [], []) is None


@FAST
@given(questions())
def test_a_question_that_changes_nothing_is_found_by_pairing_without_it(scores):
    """Leaving a criterion out counts exactly the mentees whose place the whole way changes."""
    pairing = pair_people(scores)
    for one in left_out(pairing, blend(scores)):
        again = pair_people(scores.weighed({one.criterion: 0}))
        assert one.changed == int((again.mentor != pairing.mentor).sum()) and one.pairs == len(again.pairs)


def test_a_blank_that_pays_is_counted():
    """A mentee without an answer who takes more neutral points than answers gave gains; one who takes fewer does not."""
    known = [np.array([[False, False], [True, True]])]
    for neutral, gain in ((900, 1), (100, 0)):
        scores = scores_of([np.array([[neutral, neutral], [500, 200]])], (1,), (1, 1), np.zeros((2, 2), bool), known=known)
        found = blanks(pair_people(scores))
        assert (found.blank, found.gain, found.neutrals[0].blank, found.neutrals[0].neutral) == (1, gain, 1, neutral)
        assert found.neutrals[0].rewards == bool(gain)


def test_a_mentor_everybody_wants_is_named():
    """The best allowed choice of three mentees with one seat; one who is the best choice of as many as there are seats is not named."""
    scores = scores_of([np.array([[900, 100], [900, 100], [900, 100], [100, 900]])], (1,), (1, 1), np.zeros((4, 2), bool))
    found = wanted(pair_people(scores), pd.DataFrame({"person_id": ["E0"]}))
    assert [(one.mentor, one.best_for, one.seats, one.has) for one in found] == [("M0", 3, 1, 1)]


def test_groups_are_counted_and_their_widest_difference_is_found():
    """Chance and mean of each group by hand; people without an answer stand last and are no group of a difference."""
    scores = scores_of([np.array([[1000], [500], [400], [300]])], (1,), (3,), np.array([[False], [False], [False], [True]]))
    mentees = pd.DataFrame({"person_id": ["E0", "E1", "E2", "E3"], "site": pd.Series(["North", "south", "South", None], dtype="string")})
    (found,) = access(pair_people(scores), mentees, ("site", "absent"))
    assert [(group.selected, group.paired, group.mean) for group in found.groups] == [(2, 2, 450.0), (1, 1, 1000.0), (1, 0, None)]
    assert found.groups[-1].name is None and widest(found.groups, "mean").difference == 550.0
