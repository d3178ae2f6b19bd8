"""What a committee weighs is exact: each part is compared with the slow, obvious way on small programmes."""

import itertools

import numpy as np
import pandas as pd
import pytest

from mentorkit.pairing.access import access, widest
from mentorkit.pairing.blend import blend
from mentorkit.pairing.curve import coverage_curve
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.questions import blanks, left_out, wanted
from mentorkit.pairing.robustness import robustness, weightings
from mentorkit.pairing.scores import score_people
from mentorkit.pairing.trade_offs import trade_offs_of
from mentorkit.pairing.ways import manual_pairing, other_ways

AREAS = ("a", "b", "c", "d")
CRITERIA = [
    {"id": "development", "kind": "coverage", "weight": 3},
    {"id": "site", "kind": "different", "column": "site", "weight": 2, "unknown": 80},
    {"id": "interests", "kind": "overlap", "weight": 1},
]
RULES = [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}]


def crowd(draw, n, m):
    """So many people with few different answers, some of them blank."""

    def areas():
        return [area for area in AREAS if draw.random() < 0.5]

    def person(letter, i):
        site = [None, "N", "S", "W"][draw.integers(0, 4)]
        return {"person_id": f"{letter}{i}", "site": site, "grade": float(draw.integers(1, 7)), "interests": areas()}

    mentees = [{**person("E", i), "wants": areas()} for i in range(n)]
    mentors = [{**person("M", i), "offers": areas(), "grade": float(draw.integers(3, 8)), "capacity": int(draw.integers(0, 3))} for i in range(m)]
    return mentees, mentors


def case(made, seed, n=4, m=3, **pairing):
    program, people = made(*crowd(np.random.default_rng(seed), n, m), pairing={"criteria": CRITERIA, "rules": RULES, **pairing})
    return program, people, pair_people(score_people(program, people))


def every_pairing(scores):
    """All pairings under rules, seats, smallest score and required pairs: (column of each row)."""
    may, fixed = scores.allowed & scores.enough, dict(scores.required)
    choices = [[fixed[row]] if row in fixed else [-1, *np.flatnonzero(may[row]).tolist()] for row in range(len(scores.mentees))]
    for choice in itertools.product(*choices):
        if all(choice.count(column) <= seats for column, seats in enumerate(scores.seats.tolist())):
            yield choice


def total(scores, choice):
    return sum(int(scores.points[row, column]) for row, column in enumerate(choice) if column >= 0)


@pytest.mark.parametrize("policy", [{}, {"aim": "best_total"}, {"minimum_score": 40}])
def test_every_point_of_the_curve_is_the_best_of_its_size(made, policy):
    """Each point has the highest total of all pairings with as many pairs; all are proven; the curve is concave and ends at the most pairs."""
    for seed in range(25):
        _, _, pairing = case(made, seed, policy=policy)
        best = {}
        for choice in every_pairing(pairing.scores):
            size = sum(column >= 0 for column in choice)
            best[size] = max(best.get(size, -1), total(pairing.scores, choice))
        curve = coverage_curve(pairing)
        assert curve.most == max(best) and curve.best == max(size for size, value in best.items() if value == max(best.values()))
        assert {point.pairs: point.total for point in curve.points}.items() <= best.items() and all(point.proven for point in curve.points)
        assert [point.adds for point in curve.points[1:]] == [after.total - before.total for before, after in itertools.pairwise(curve.points)]
        assert all(after.adds <= before.adds for before, after in itertools.pairwise(curve.points[1:]))
        assert not pairing.pairs.size or curve.on_curve


def test_required_pairs_are_in_every_point(made):
    """The curve counts the required pairs and never breaks them."""
    for seed in range(40):
        mentees, mentors = crowd(np.random.default_rng(seed), 4, 3)
        mentors[0] |= {"capacity": 2, "grade": 9.0}
        program, people = made(mentees, mentors, pairing={"criteria": CRITERIA, "rules": RULES, "required_pairs": [{"mentee": "E1", "mentor": "M0"}]})
        pairing = pair_people(score_people(program, people))
        best = {}
        for choice in every_pairing(pairing.scores):
            size = sum(column >= 0 for column in choice)
            best[size] = max(best.get(size, -1), total(pairing.scores, choice))
        curve = coverage_curve(pairing)
        assert {point.pairs: point.total for point in curve.points}.items() <= best.items() and curve.most == max(best)


def test_two_ends_of_a_large_programme(made):
    """Where only the ends are computed they are those of the whole curve."""
    for seed in range(20):
        _, _, pairing = case(made, seed, 6, 4)
        whole, ends = coverage_curve(pairing), coverage_curve(pairing, large=True)
        assert (ends.best, ends.most) == (whole.best, whole.most) and {(p.pairs, p.total) for p in ends.points if p.pairs} <= {(p.pairs, p.total) for p in whole.points}


@pytest.mark.parametrize("policy", [{}, {"aim": "best_total"}, {"minimum_score": 45}])
def test_other_weights_give_what_pairing_anew_gives(made, policy):
    """The quick way under other weights makes the very pairs that the whole pairing makes under them."""
    draw = np.random.default_rng(3)
    for seed in range(15):
        _, _, pairing = case(made, seed, 8, 6, policy=policy)
        question = blend(pairing.scores)
        for weights in draw.integers(0, 30, (6, 3)).tolist():
            if sum(weights):
                anew = pair_people(pairing.scores.weighed(dict(zip(("development", "site", "interests"), weights, strict=True))))
                assert question.mentor(weights).tolist() == anew.mentor.tolist()


def test_robustness_counts_the_weightings_in_which_a_pair_stays(made):
    """Shares are those of pairing anew; the same seed gives the same; the stated weighting alone keeps every pair."""
    _, _, pairing = case(made, 5, 10, 8)
    found, again = robustness(pairing, count=30), robustness(pairing, count=30)
    assert found == again
    made_rows = np.flatnonzero(pairing.mentor >= 0)
    stays = np.zeros(len(made_rows), int)
    for weights in weightings((3, 2, 1), pairing.scores.seed, 30):
        anew = pair_people(pairing.scores.weighed(dict(zip(("development", "site", "interests"), weights, strict=True))))
        stays += anew.mentor[made_rows] == pairing.mentor[made_rows]
    assert list(found.stays) == stays.tolist()
    assert sum(found.count(kind) for kind in ("solid", "likely", "open")) == len(made_rows) == sum(step[2] for step in found.steps())
    assert all((share >= 0.9) == (kind == "solid") and (share < 0.5) == (kind == "open") for share, kind in zip(found.shares, found.kinds, strict=True))


def test_weightings_stay_near_and_keep_zero():
    """Each drawn weight lies between half and one and a half of the stated one, in tenths; a weight of 0 stays 0."""
    drawn = np.array(weightings((5, 1, 0), 7))
    assert len(drawn) == 200 and len(np.unique(drawn, axis=0)) > 100
    assert drawn.min(axis=0).tolist() >= [25, 5, 0] and drawn.max(axis=0).tolist() <= [75, 15, 0]


def test_other_ways_keep_the_rules_and_are_no_better(made):
    """Best score first takes the highest allowed pair each time; in turn and chance are those of the reasons; none has more than the curve."""
    for seed in range(20):
        _, _, pairing = case(made, seed, 7, 5)
        scores = pairing.scores
        ways = {way.way: way for way in other_ways(pairing)}
        left, turn = scores.seats.copy(), {}
        for row in range(len(scores.mentees)):
            open_ = [column for column in np.flatnonzero(scores.allowed[row]).tolist() if left[column]]
            if open_:
                turn[row] = max(open_, key=lambda column: (scores.points[row, column], -column))
                left[turn[row]] -= 1
        assert (ways["in_turn"].pairs, ways["in_turn"].total) == (len(turn), sum(int(scores.points[pair]) for pair in turn.items()))
        assert (ways["chance"].pairs, ways["chance"].total) <= (len(pairing.pairs), pairing.total)
        left, at = scores.seats.copy(), {}
        for row, column in sorted(zip(*np.nonzero(scores.allowed), strict=True), key=lambda pair: (-scores.points[pair], *pair)):
            if row not in at and left[column]:
                at[row] = column
                left[column] -= 1
        greedy = ways["greedy"]
        assert (greedy.pairs, greedy.total) == (len(at), sum(int(scores.points[pair]) for pair in at.items()))
        assert greedy.common == sum(pairing.mentor[row] == column for row, column in at.items())
        assert (greedy.pairs, greedy.total) <= (len(pairing.pairs), pairing.total)


def test_a_list_made_by_hand_is_never_trusted_and_never_refused(made):
    """Unknown people, people who are out, rules, seats, fixed pairs and repeated mentees are counted; what can be compared is."""
    mentees = [{"person_id": f"E{i}", "wants": ["a"], "grade": 1.0, "status": "withdrawn" if i == 4 else None} for i in range(5)]
    mentors = [{"person_id": "M0", "offers": ["a"], "grade": 5.0, "capacity": 1}, {"person_id": "M1", "offers": ["b"], "grade": 0.0, "capacity": 3}]
    mentors += [{"person_id": "M2", "offers": ["a"], "grade": 5.0, "capacity": 2}]
    plan = {"criteria": CRITERIA[:1], "rules": RULES, "required_pairs": [{"mentee": "E3", "mentor": "M2"}]}
    program, people = made(mentees, mentors, pairing=plan)
    pairing = pair_people(score_people(program, people))
    rows = [("E0", "M0"), ("E0", "M2"), ("E1", "M0"), ("E2", "M1"), ("E3", "M0"), ("E4", "M0"), ("E9", "M0"), ("E9", "M9")]
    listed = pd.DataFrame(rows, columns=["mentee_id", "mentor_id"])
    found = manual_pairing(pairing, listed, people.mentees["person_id"], people.mentors["person_id"])
    assert [pair.faults for pair in found.pairs] == [
        (), ("again",), ("seats",), (), ("required", "seats"), ("mentee_out",), ("unknown_mentee",), ("unknown_mentee", "unknown_mentor", "again"),
    ]  # fmt: skip
    assert found.pairs[3].rules == ("grown",) and found.listed == 8 and found.sound == 1 and found.way.broken == 1
    assert found.way.pairs == 4 and found.way.total == 3 * 3000
    assert manual_pairing(pairing, listed.head(0), (), ()) is None


def test_groups_are_counted_as_they_are(made):
    """Selected, paired and mean score of each group are those of its own mentees; people without an answer are a group that is never compared."""
    _, people, pairing = case(made, 11, 12, 6)
    (found,) = access(pairing, people.mentees, ("site", "no_such_column"))
    sites = people.mentees.set_index("person_id")["site"]
    frame = pairing.pairs.assign(site=[None if pd.isna(sites[mentee]) else sites[mentee] for mentee in pairing.pairs["mentee"]])
    assert sum(group.selected for group in found.groups) == 12 and sum(group.paired for group in found.groups) == len(frame)
    for group in found.groups:
        own = frame[frame["site"].isna()] if group.name is None else frame[frame["site"] == group.name]
        assert group.paired == len(own)
        assert group.mean is None if own.empty else group.mean == pytest.approx(own["points"].mean() / pairing.scores.weight)
    wide = widest(found.groups, "chance")
    assert wide is None or None not in (wide.high.name, wide.low.name)


def test_leaving_a_criterion_out_is_pairing_without_it(made):
    """Changed mentees are those of a pairing under weight 0; a criterion that gives everybody the same never changes a pair."""
    more = [*CRITERIA, {"id": "idle", "kind": "equal", "column": "department", "weight": 4}]
    program, _, pairing = case(made, 2, 9, 7, criteria=more)
    found = {one.criterion: one for one in left_out(pairing, blend(pairing.scores), program.intent.pairing)}
    for name, one in found.items():
        anew = pair_people(pairing.scores.weighed({name: 0}))
        assert (one.changed, one.pairs) == (int((anew.mentor != pairing.mentor).sum()), int((anew.mentor >= 0).sum()))
    assert found["idle"].changed == 0 and not any(one.elsewhere for one in found.values())


def test_a_question_that_a_rule_needs_stays_on_the_form(made):
    """A criterion over a column that a rule compares is marked."""
    criteria = [*CRITERIA, {"id": "step", "kind": "closeness", "column": "grade", "weight": 1, "span": 4}]
    program, _, pairing = case(made, 2, 6, 5, criteria=criteria)
    assert [one.criterion for one in left_out(pairing, blend(pairing.scores), program.intent.pairing) if one.elsewhere] == ["step"]


def test_a_blank_pays_when_its_neutral_value_is_above_what_answers_get(made):
    """Two of three mentees answered and got 0 on the criterion; the third left it blank and took 80 of 100."""
    mentees = [{"person_id": f"E{i}", "wants": ["a"], "site": site} for i, site in enumerate(["N", "N", None])]
    mentors = [{"person_id": f"M{i}", "offers": ["a"], "site": "N"} for i in range(3)]
    program, people = made(mentees, mentors, pairing={"criteria": CRITERIA[:2]})
    found = blanks(pair_people(score_people(program, people)))
    assert (found.blank, found.gain) == (1, 1)
    (one,) = found.neutrals
    assert (one.criterion, one.blank, one.neutral, one.known, one.rewards) == ("site", 1, 800, 0.0, True)


def test_wanted_mentors_are_the_best_choice_of_more_than_they_take(made):
    """The mentor who alone offers what three mentees want is named with seats and wishes; one with seats enough is not."""
    mentees = [{"person_id": f"E{i}", "wants": ["a"], "preferences": ["m0"] if i < 2 else []} for i in range(3)] + [{"person_id": "E3", "wants": ["b"]}]
    mentors = [{"person_id": "M0", "offers": ["a"], "capacity": 1}, {"person_id": "M1", "offers": ["b"], "capacity": 4}]
    program, people = made(mentees, mentors, pairing={"criteria": CRITERIA[:1]})
    (found,) = wanted(pair_people(score_people(program, people)), people.mentees, program.intent.pairing)
    assert (found.mentor, found.best_for, found.seats, found.has, found.named) == ("M0", 3, 1, 1, 2)


@pytest.mark.parametrize(("n", "m"), [(0, 0), (3, 0), (0, 3), (1, 1)])
def test_nobody_and_one_on_a_side(made, n, m):
    """Empty sides and a single pair give a result, never an error."""
    program, people = made(*crowd(np.random.default_rng(1), n, m), pairing={"criteria": CRITERIA})
    found = trade_offs_of(program.intent, people, pair_people(score_people(program, people)), count=3)
    assert found.curve.most == len(found.pairing.pairs) and (found.robustness is None) == (not len(found.pairing.pairs))
