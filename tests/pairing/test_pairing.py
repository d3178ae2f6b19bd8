"""The pairing as a whole: scores people can recompute, rules kept, reasons that hold."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorkit.errors import InvalidProgram, NotReady
from mentorkit.pairing.counts import bins, contributions, loads, rule_counts
from mentorkit.pairing.fixed import column_problems
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.reasons import reasons
from mentorkit.pairing.scores import score_people
from mentorkit.pairing.serving import by_lot
from mentorkit.pairing.ways import other_ways
from mentorkit.stages.pairing import explain, pair, results, score
from mentorkit.text import text_for

CRITERIA = [
    {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
    {"id": "site", "kind": "different", "column": "site", "weight": 2},
    {"id": "grade_gap", "kind": "closeness", "column": "grade", "ideal": 2, "span": 4, "weight": 3},
]
AREAS, SITES = ["plan", "lead", "data", "talk"], ["north", "south", None]


def people_of(seed, n=6, m=4):
    random = np.random.default_rng(seed)
    pick = lambda: list(random.choice(AREAS, random.integers(0, 4), replace=False))  # noqa: E731 - three lines below read better with it
    site = lambda: SITES[random.integers(0, 3)]  # noqa: E731
    mentees = [{"person_id": f"E{i}", "wants": pick(), "site": site(), "grade": int(random.integers(1, 6))} for i in range(n)]
    mentors = [{"person_id": f"M{i}", "offers": pick(), "site": site(), "grade": int(random.integers(3, 9)), "capacity": int(random.integers(0, 3))} for i in range(m)]
    return mentees, mentors


def plan(**more):
    return {"criteria": CRITERIA, "rules": [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}], **more}


def made_pairs(found):
    return set(zip(found.pairs["mentee"], found.pairs["mentor"], strict=True))


def test_worked_example(made):
    """Wants {plan, lead}, offers {plan}: 500 points x 5; other site: 1000 x 2; gap 1 of ideal 2, span 4: 750 x 3: 6750 points, score 67.5."""
    program, people = made(
        [{"person_id": "E1", "wants": ["plan", "lead"], "site": "north", "grade": 3}], [{"person_id": "M1", "offers": ["plan"], "site": "south", "grade": 4}], pairing=plan()
    )
    row = pair(program, people).pairs.iloc[0]
    assert (row["part_development"], row["part_site"], row["part_grade_gap"]) == (500, 1000, 750)
    assert (row["points"], row["score"], row["strongest"], row["weakest"], row["assumed"]) == (6750, 675, "development", "grade_gap", 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.sampled_from(["cover_first", "best_total"]), st.sampled_from([None, 40]))
def test_no_other_pairing_does_better(made, seed, aim, smallest):
    """Against trying every pairing: as many pairs and as many points, no rule broken, no seat too many, nothing below the smallest score."""
    program, people = made(*people_of(seed, 4, 3), pairing=plan(policy={"aim": aim, "minimum_score": smallest}))
    found = pair(program, people)
    scores = found.scores
    can = scores.allowed & scores.enough
    best = (-1, -1)
    for mentors in itertools.product(range(-1, 3), repeat=4):
        if all(j < 0 or can[i, j] for i, j in enumerate(mentors)) and all(mentors.count(j) <= scores.seats[j] for j in range(3)):
            total, count = sum(int(scores.points[i, j]) for i, j in enumerate(mentors) if j >= 0), sum(j >= 0 for j in mentors)
            best = max(best, (count, total) if aim == "cover_first" else (total, count))
    assert best == ((len(found.pairs), found.total) if aim == "cover_first" else (found.total, len(found.pairs)))
    assert found.proven and (found.used <= scores.seats).all()
    assert all(can[i, j] for i, j in enumerate(found.mentor) if j >= 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.integers(2, 3))
def test_order_of_rows_and_scale_of_weights_change_nothing(made, seed, random, factor):
    """Rows in another order give the same pairs, and so do all weights times one number."""
    mentees, mentors = people_of(seed)
    first = pair(*made(mentees, mentors, pairing=plan()))
    random.shuffle(mentees)
    random.shuffle(mentors)
    heavier = [{**criterion, "weight": criterion["weight"] * factor if factor == 2 else criterion["weight"]} for criterion in CRITERIA]
    second = pair(*made(mentees, mentors, pairing=plan(criteria=heavier)))
    assert made_pairs(first) == made_pairs(second) and first.pairs["score"].tolist() == second.pairs["score"].tolist()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_reasons_hold(made, seed):
    """What "could be otherwise at no loss" really could, and nothing else; the best other mentor is the best of the others."""
    found = pair(*made(*people_of(seed, 4, 3), pairing=plan()))
    told, scores = reasons(found), found.scores
    can, best = scores.allowed & scores.enough, []
    for mentors in itertools.product(range(-1, 3), repeat=4):
        if all(j < 0 or can[i, j] for i, j in enumerate(mentors)) and all(mentors.count(j) <= scores.seats[j] for j in range(3)):
            key = sum(j >= 0 for j in mentors), sum(int(scores.points[i, j]) for i, j in enumerate(mentors) if j >= 0)
            best += [mentors] if key == (len(found.pairs), found.total) else []
    for (_, row), i in zip(told.pairs.iterrows(), np.flatnonzero(found.mentor >= 0), strict=True):
        assert row["other_possible"] == any(other[i] != found.mentor[i] for other in best)
        others = [int(scores.points[i, j]) for j in range(3) if can[i, j] and scores.seats[j] and j != found.mentor[i]]
        assert row["next_best"] == "" if not others else row["difference"] == row["score"] - scores.score(max(others))
    assert set(told.tied) == {scores.mentees[i] for i in np.flatnonzero(found.mentor < 0) if any(other[i] >= 0 for other in best)}


def test_required_pairs_come_first_and_take_their_seat(made):
    """A pair fixed by hand stands although others would score higher, and uses a seat."""
    mentees = [{"person_id": "A", "wants": ["plan"], "grade": 1, "site": None}, {"person_id": "B", "wants": ["lead"], "grade": 1}]
    mentors = [{"person_id": "M", "offers": ["plan"], "grade": 5, "site": None}, {"person_id": "N", "offers": ["lead"], "grade": 5}]
    found = pair(*made(mentees, mentors, pairing=plan(required_pairs=[{"mentee": "A", "mentor": "N", "why": "asked for"}])))
    assert made_pairs(found) == {("A", "N"), ("B", "M")} and found.pairs["required"].tolist() == [True, False] and found.proven


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        ([("A", "N")], ["MK-T412 program.yaml, line 1, pairing > required_pairs[1]: the rule 'grown' forbids this required pair."]),
        ([("A", "gone")], ["MK-T411 program.yaml, line 1, pairing > required_pairs[1]: its mentor does not take part"]),
        ([("A", "M"), ("B", "M")], ["MK-T413 program.yaml, line 1, pairing > required_pairs[2]: more pairs are required with this mentor than the 1 the mentor takes."]),
    ],
)
def test_required_pairs_that_cannot_be_made_are_problems(made, required, expected):
    """Against a rule, with somebody who does not take part, over the seats: each names its place, never a person."""
    mentees = [{"person_id": "A", "grade": 3}, {"person_id": "B", "grade": 3}]
    mentors = [{"person_id": "M", "grade": 5, "offers": ["x"], "site": "s"}, {"person_id": "N", "grade": 2}]
    mentees[0] |= {"wants": ["x"], "site": "s"}
    wanted = [{"mentee": mentee, "mentor": mentor, "why": "x"} for mentee, mentor in required]
    with pytest.raises(InvalidProgram) as caught:
        pair(*made(mentees, mentors, pairing=plan(required_pairs=wanted)))
    lines = [str(problem) for problem in caught.value.problems]
    assert len(lines) == len(expected) and all(line.startswith(start) for line, start in zip(lines, expected, strict=True))


def test_columns_that_a_table_does_not_have_are_problems_all_at_once(made):
    """A criterion or rule over an absent column, and rules without any column to go by, are listed together."""
    rules = [{"id": "line", "kind": "not_in_line"}, {"id": "exp", "kind": "more_experienced", "by": ["hire_date"]}, {"id": "dep", "kind": "different", "column": "department"}]
    with pytest.raises(InvalidProgram) as caught:
        score(*made([{"person_id": "A", "wants": ["x"]}], [{"person_id": "M"}], pairing={"criteria": CRITERIA[:1], "rules": rules}))
    assert sorted(problem.code for problem in caught.value.problems) == ["MK-T401", "MK-T401", "MK-T401", "MK-T402", "MK-T403"]


@pytest.mark.filterwarnings("error")
def test_columns_that_cannot_be_compared_so_are_problems(made):
    """Distances need numbers or days, overlaps need lists, conditions need their kind; a gap from above to below is refused."""
    criteria = [
        {"id": "near", "kind": "closeness", "column": "site", "span": 1, "weight": 1},
        {"id": "both", "kind": "overlap", "column": "grade", "weight": 1},
        {"id": "since", "kind": "closeness", "column": "hire_date", "span": 1, "weight": 1},
        {"id": "areas", "kind": "overlap", "column": "interests", "weight": 1},
    ]
    rules = [
        {"id": "text_gap", "kind": "gap", "column": "site", "at_least": 1},
        {"id": "turned", "kind": "gap", "column": "grade", "at_least": 3, "at_most": 1},
        {"id": "when", "kind": "condition", "when": [{"column": "site", "of": "mentee", "before": "2026-01-01"}, {"column": "grade", "of": "mentor", "at_least": 2}]},
    ]
    person = {"site": "s", "grade": 3, "hire_date": "2020-01-01", "interests": ["x"]}
    program, people = made([{"person_id": "A"} | person], [{"person_id": "M"} | person], pairing={"criteria": criteria, "rules": rules})
    found = [(problem.code, problem.place) for problem in column_problems(program, people)]
    assert found == [
        ("MK-T404", "pairing > criteria[1] 'near'"),
        ("MK-T404", "pairing > criteria[1] 'near'"),
        ("MK-T404", "pairing > criteria[2] 'both'"),
        ("MK-T404", "pairing > criteria[2] 'both'"),
        ("MK-T404", "pairing > rules[1] 'text_gap'"),
        ("MK-T404", "pairing > rules[1] 'text_gap'"),
        ("MK-T405", "pairing > rules[2] 'turned'"),
        ("MK-T404", "pairing > rules[3] 'when'"),
    ]


def test_unpaired_reasons(made):
    """Each mentee without a mentor has a reason, the rules that block, and the one rule whose loss would help most."""
    rules = [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}, {"id": "apart", "kind": "different", "column": "site"}]
    mentees = [
        {"person_id": "A", "grade": 9, "site": "north", "wants": ["x"]},
        {"person_id": "B", "grade": 2, "site": "north", "wants": ["x"]},
        {"person_id": "C", "grade": 2, "site": "north", "wants": ["x"]},
        {"person_id": "D", "grade": 6, "site": "north", "wants": ["x"]},
    ]
    mentors = [
        {"person_id": "M", "grade": 5, "site": "south", "offers": ["x"], "capacity": 1},
        {"person_id": "N", "grade": 7, "site": "north", "offers": ["x"], "capacity": 1},
        {"person_id": "O", "grade": 8, "site": "south", "offers": ["x"], "capacity": 0},
    ]
    found = {one.mentee: one for one in pair(*made(mentees, mentors, pairing={"criteria": CRITERIA, "rules": rules})).unpaired}
    assert found["A"].code == "no_allowed" and found["A"].blocked == (("grown", 3), ("apart", 1)) and found["A"].alone == (("grown", 1),)
    assert found["C"].code == "full" and found["C"].possible == 2 and found["C"].taken == 1
    assert found["D"].code == "no_seats"
    low = pair(*made([mentees[1] | {"wants": ["y"]}], mentors[:1], pairing={"criteria": CRITERIA[:1], "rules": [], "policy": {"minimum_score": 10}}))
    assert [one.code for one in low.unpaired] == ["below_minimum"]


def test_nobody_and_no_mentors(made):
    """Empty tables give an empty pairing, and mentees without any mentor say so."""
    none = pair(*made([], [], pairing={"criteria": [{"id": "s", "kind": "equal", "column": "person_id"}]}))
    assert not len(none.pairs) and none.proven and none.mean is None and loads(none) == ()
    alone = explain(pair(*made([{"person_id": "A", "languages": ["en"]}], [], pairing={"criteria": [{"id": "s", "kind": "equal", "column": "person_id"}]})))
    assert alone.pairing.unpaired[0].code == "no_mentors"


def test_a_stage_that_is_not_planned_or_lacks_something_says_so(made):
    """Without a pairing section, or without criteria, nothing is computed."""
    for section in (None, {"decided_by": ["HR director"]}):
        with pytest.raises(NotReady):
            score(*made([{"person_id": "A"}], [{"person_id": "M"}], pairing=section))


def test_counts_agree_with_the_pairs(made):
    """Loads, steps of scores, contributions and rule counts add up."""
    found = pair(*made(*people_of(11, 12, 9), pairing=plan()))
    assert sum(load * mentors for load, mentors in loads(found)) == len(found.pairs) == sum(count for _, _, count in bins(found))
    assert np.allclose(sum(values for _, values in contributions(found)), found.pairs["points"] / found.scores.weight)
    assert rule_counts(found.scores)[0].forbidden == int((~found.scores.allowed).sum()) == rule_counts(found.scores)[0].alone


def test_simpler_ways_never_beat_the_proven_pairing(made):
    """In turn and by chance make no more pairs, and at equal pairs no more points."""
    for seed in range(10):
        best, *others = other_ways(pair(*made(*people_of(seed, 12, 8), pairing=plan())))
        assert len(others) == 3 and all((other.pairs, other.total) <= (best.pairs, best.total) for other in others)


def test_results_come_in_the_order_of_the_page_and_are_equal_each_time(made):
    """Scores, pairing, reasons, trade-offs; computed twice they are the same."""
    one, two = (results(*made(*people_of(5), pairing=plan())) for _ in range(2))
    assert [type(result).__name__ for result in one] == ["Scores", "Pairing", "Reasons", "TradeOffs"]
    assert one[1].pairs.equals(two[1].pairs) and one[2].pairs.equals(two[2].pairs) and one[3].ways == two[3].ways and one[3].curve == two[3].curve


def test_excluded_pairs_that_name_nobody_are_warned(made):
    """An id in no table forbids nothing, and that is said."""
    found = score_people(*made(*people_of(1), pairing=plan(excluded_pairs=[{"mentee": "gone", "mentor": "M1"}])))
    assert [warning.code for warning in found.warnings] == ["MK-W401"] and text_for("en")(found.warnings[0].message)
    assert set(found.warnings) <= set(pair_people(found).warnings)


def test_drawing_by_lot_keeps_rules_and_seats_and_is_fair(made):
    """Two mentees draw from two mentors with a seat each: all the ways are equally likely; with a rule, only those it allows."""
    mentees = [{"person_id": name, "site": "north", "grade": 1} for name in "AB"]
    mentors = [{"person_id": name, "site": site, "grade": 5, "capacity": 1} for name, site in (("M", "north"), ("N", "south"))]
    criteria = [{"id": "site", "kind": "different", "column": "site", "weight": 1}]
    scores = score(*made(mentees, mentors, pairing={"criteria": criteria}))
    can = scores.allowed
    points = np.ascontiguousarray(scores.points)
    draw = np.random.default_rng(1)
    firsts = [by_lot(points[:1].copy(), can[:1].copy(), np.array([1, 1]), np.array([0]), draw.random((1, 3)))[1] for _ in range(2000)]
    assert 800 < sum(first > 0 for first in firsts) < 1200
    assert by_lot(points, can, np.array([1, 1]), np.array([1, 0]), draw.random((2, 3))) == (2, 1000)
    assert by_lot(points, can & (points == 0), np.array([1, 1]), np.array([1, 0]), draw.random((2, 1))) == (1, 0)
    assert by_lot(points, can, np.array([0, 0]), np.array([1, 0]), draw.random((2, 3))) == (0, 0)


def test_other_weights_keep_people_and_rules(made):
    """Scores under other weights are those of a file with these weights; unknown criteria and other numbers are refused."""
    mentees, mentors = people_of(5)
    before = score(*made(mentees, mentors, pairing=plan()))
    kept = before.points.copy()
    after = before.weighed({"site": 9, "development": 0})
    stated = [{**one, "weight": {"site": 9, "development": 0}.get(one["id"], one["weight"])} for one in CRITERIA]
    expected = score(*made(mentees, mentors, pairing=plan(criteria=stated)))
    assert (after.points == expected.points).all() and after.weight == expected.weight and after.rules is before.rules
    assert (pair_people(after).mentor == pair_people(expected).mentor).all() and (before.points == kept).all()
    for wrong in ({"sites": 1}, {"site": 1.5}, {"site": -1}):
        with pytest.raises(ValueError, match="site"):
            before.weighed(wrong)
