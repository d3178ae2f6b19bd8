"""The comparison of alternatives: values, what turns the winner, efficiency, the decision, and what is open."""

import copy
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.planning.alternatives import compare
from mentorkit.planning.options import MENTORING, OPTIONS
from mentorkit.planning.weighing import beaten_by, turns, weighted_mean
from mentorkit.program.model import OptionId, ProgramFile

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
WHOLE = {
    **HEADER,
    "need": {"statement": "New people know only their own team."},
    "goals": [{"id": "connect", "for": "mentee", "statement": "They know others."}, {"id": "able", "for": "mentee", "statement": "They work alone."}],
    "audiences": {"mentees": {"size": 10}},
    "costs": {"salaries": {"mentee": 43000, "mentor": 86000, "coordinator": 43000}, "loading": 1, "paid_hours": 1720},
    "alternatives": {
        "criteria": [
            {"id": "others", "goal": "connect", "statement": "Knows people elsewhere", "weight": 100, "worst": "nobody", "best": "somebody everywhere"},
            {"id": "alone", "goal": "able", "statement": "Works alone", "weight": 50, "worst": "never", "best": "always"},
        ],
        "options": [
            {"id": "buddy", "pros": ["quick"], "hours": {"senior": 8, "learner": 8, "manager": 2, "coordinator": 2}, "cash": 0, "months_to_effect": 1,
             "scores": {"others": 30, "alone": 60}},
            {"id": "mentoring", "pros": ["deep"], "hours": {"senior": 25, "learner": 25, "manager": 0, "coordinator": 10}, "cash": 100, "months_to_effect": 6,
             "scores": {"others": 60, "alone": 30}},
            {"id": "nothing", "cons": ["stays"], "scores": {"others": 0, "alone": 0}},
        ],
        "decision": {"chosen": "buddy", "reason": "Hours are scarce.", "by": "HR director", "on": "2026-05-10", "review_on": "2027-05-10"},
    },
}  # fmt: skip


def _intent(tree):
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def _tree(change=lambda section: None):
    tree = copy.deepcopy(WHOLE)
    change(tree["alternatives"])
    return tree


def _compare(change=lambda section: None):
    return compare(_intent(_tree(change)))


def test_worked_example():
    """(60 x 100 + 30 x 50) / 150 is 50, the buddy has 40, nothing 0; ranked by value."""
    found = _compare()
    assert [(row.id, row.value, row.rank) for row in found.options] == [("mentoring", 50, 1), ("buddy", 40, 2), ("nothing", 0, 3)]
    assert found.weights_total == 150 and [must.share for must in found.musts] == [pytest.approx(2 / 3), pytest.approx(1 / 3)]
    assert (found.best, found.chosen, found.decided, found.otherwise, found.reason) == ("mentoring", "buddy", "argued", True, "Hours are scarce.")


def test_hours_and_cost_per_learner():
    """Hours by role at the hourly cost of their role: an hour of a learner or the coordinator costs 25 here, of seniors and line managers 50."""
    rows = {row.id: row for row in _compare().options}
    assert rows["mentoring"].effort.full == 25 * 50 + 25 * 25 + 10 * 25 + 100
    assert rows["buddy"].effort.full == 8 * 50 + 8 * 25 + 2 * 50 + 2 * 25
    assert (rows["mentoring"].hours_all, rows["mentoring"].cash_all, rows["mentoring"].full_all) == (600, 1000, 22250)
    assert rows["nothing"].effort.full == 0 and rows["nothing"].effort.assumed == ()


def test_cost_never_enters_the_value():
    """Whatever hours and cash are, values and ranks stay."""

    def dear(section):
        section["options"][1] |= {"hours": {"senior": 5000}, "cash": 10**9}

    assert [(row.id, row.value) for row in _compare(dear).options] == [(row.id, row.value) for row in _compare().options]


def test_what_the_file_does_not_say_is_assumed_and_named():
    """Each role, cash and months that are blank take the assumption of that option; what is written stays."""

    def blank(section):
        section["options"][1].pop("cash")
        section["options"][1].pop("months_to_effect")
        section["options"][1]["hours"] = {"senior": 30}

    row = _compare(blank).row_of("mentoring")
    kind = next(kind for kind in OPTIONS if kind.id == "mentoring")
    assert row.effort.assumed == ("learner", "manager", "coordinator", "cash", "months")
    assert (row.effort.senior, row.effort.learner, row.effort.cash, row.effort.months) == (30, kind.hours[1], kind.cash, kind.months)
    assert [(w.code, w.count) for w in _compare(blank).warnings] == [("MK-W110", 1)]
    assert _compare().warnings == ()


def test_a_missing_score_gives_no_value():
    """A gap is never filled: the option has no value, says which score is missing, and stands last."""
    found = _compare(lambda section: section["options"][1]["scores"].pop("alone"))
    last = found.options[-1]
    assert (last.id, last.value, last.rank, last.missing, last.efficient) == ("mentoring", None, None, ("alone",), False)
    assert found.best == "buddy" and "MK-G027" in {gap.code for gap in found.gaps}


@pytest.mark.parametrize("weights", [(None, 50), (None, None), (0, 0)])
def test_without_weights_there_is_no_value(weights):
    """A weight that nobody gave is not taken as anything."""

    def change(section):
        for criterion, weight in zip(section["criteria"], weights, strict=True):
            criterion["weight"] = weight

    found = _compare(change)
    assert found.weights_total is None and found.best is None and found.turns == () and {row.value for row in found.options} == {None}


def test_equal_values_keep_the_order_of_the_file():
    """Two options with one value share the rank; the first of the file comes first, and either one counts as the best choice."""

    def level(section):
        section["criteria"][1]["weight"] = 100

    found = _compare(level)
    assert [(row.id, row.value, row.rank) for row in found.options][:2] == [("buddy", 45, 1), ("mentoring", 45, 1)]
    assert found.equal_weights and found.decided == "best"
    assert _compare(lambda section: (level(section), section["decision"].update(chosen="mentoring"))).decided == "best"


def test_turning_point_of_the_worked_example():
    """Both are level when both weigh the same: the winner changes when 'others' falls below half, or 'alone' rises above half."""
    others, alone = _compare().turns
    assert (others.less.share, others.less.weight, others.less.to, others.more) == (0.5, 50, "buddy", None)
    assert (alone.more.share, alone.more.weight, alone.more.to, alone.less) == (0.5, 100, "buddy", None)


def test_a_single_weight_cannot_be_turned():
    """Where only one criterion has a weight its share cannot fall, and the page says so instead of guessing."""
    found = _compare(lambda section: section["criteria"][1].update(weight=0))
    assert [turn.movable for turn in found.turns] == [False, True]


def _leader(share, number, weights, options, winner):
    """The slow obvious version: all values at that share, the winner first among equals."""
    others = [0 if n == number else weight for n, weight in enumerate(weights)]
    values = {name: share * scores[number] + (1 - share) * weighted_mean(scores, others) for name, scores in options}
    best = max(values.values())
    return winner if values[winner] == best else next(name for name, _ in options if values[name] == best)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_turning_points_against_trying_every_share(data):
    """Up to the turning point the winner leads or is level, just beyond it the named option leads; where there is none it never does."""
    criteria = data.draw(st.integers(2, 4))
    weights = data.draw(st.lists(st.integers(0, 100), min_size=criteria, max_size=criteria).filter(lambda w: sum(x > 0 for x in w) > 1))
    scores = st.lists(st.integers(0, 100), min_size=criteria, max_size=criteria)
    options = [(f"o{n}", each) for n, each in enumerate(data.draw(st.lists(scores, min_size=2, max_size=5)))]
    winner = max(options, key=lambda option: weighted_mean(option[1], weights))[0]
    for number, turn in enumerate(turns([f"c{n}" for n in range(criteria)], weights, options, winner)):
        now, tiny = Fraction(weights[number], sum(weights)), Fraction(1, 10**9)
        low = Fraction(turn.less.share).limit_denominator(10**6) if turn.less else Fraction(0)
        high = Fraction(turn.more.share).limit_denominator(10**6) if turn.more else Fraction(1)
        assert low <= now <= high
        for step in range(21):
            share = low + (high - low) * Fraction(step, 20)
            assert _leader(share, number, weights, options, winner) == winner
        if turn.less:
            assert _leader(low - tiny, number, weights, options, winner) != winner
        if turn.more:
            assert _leader(high + tiny, number, weights, options, winner) == turn.more.to


def test_efficient_is_nobody_better_for_no_more():
    """Buddy and nothing are efficient beside mentoring; a dearer option of the same value is not."""
    found = _compare()
    assert {row.id for row in found.options if row.efficient} == {"mentoring", "buddy", "nothing"}

    def add(section):
        section["options"].append({"id": "course", "hours": {"senior": 0, "learner": 30, "manager": 0, "coordinator": 1}, "cash": 5000, "scores": {"others": 30, "alone": 60}})

    found = _compare(add)
    assert not found.row_of("course").efficient and found.row_of("course").beaten_by == ("buddy",)
    assert found.row_of("mentoring").beaten_by == ()


def test_efficient_without_salaries_looks_at_hours_and_cash():
    """Where one full cost is not known, hours and cash are held against each other for all."""
    tree = _tree()
    del tree["costs"]["salaries"]["mentor"]
    found = compare(_intent(tree))
    assert found.burden == "hours" and found.row_of("mentoring").effort.full is None
    assert found.row_of("mentoring").effort.lacks == ("costs.salaries.mentor",)
    del tree["costs"]
    assert compare(_intent(tree)).burden == "hours"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_somebody_is_always_efficient(points):
    """Nobody beats themselves or an equal, beating goes one way, and the best is never all beaten."""
    rows = [((a, b), (c,)) for a, b, c in points]
    for one in rows:
        for other in rows:
            assert not (beaten_by(one, other) and beaten_by(other, one))
    assert any(not any(beaten_by(row, other) for other in rows) for row in rows)


def test_options_nobody_weighed_are_offered():
    """The fifteen are all there: weighed, or in the list of those that were not."""
    found = _compare()
    assert {row.id for row in found.options} | {kind.id for kind in found.offered} == set(get_args(OptionId))
    assert len(found.options) + len(found.offered) == 15


def test_the_fifteen_are_those_of_the_file():
    """One row for each option of the file, in its order; the first five are mentoring; to do nothing takes nothing."""
    assert tuple(kind.id for kind in OPTIONS) == get_args(OptionId)
    assert tuple(kind.id for kind in OPTIONS if kind.mentoring) == MENTORING == get_args(OptionId)[:5]
    assert sum(OPTIONS[-1].hours) + OPTIONS[-1].cash == 0
    assert all(kind.pros and kind.cons for kind in OPTIONS)


def test_assumed_hours_stand_on_the_page_of_assumptions():
    """data/assumptions.md has the same hours, cash and months for each of the fifteen."""
    page = (Path(__file__).resolve().parents[2] / "data" / "assumptions.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| ([a-z_]+) \| ([\d. |]+) \|$", page, re.MULTILINE))
    for kind in OPTIONS:
        months = "" if kind.months is None else f"{kind.months:g}"
        assert [cell.strip() for cell in listed[kind.id].split("|")] == [*(f"{hours:g}" for hours in kind.hours), f"{kind.cash:g}", months]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda s: s["criteria"].pop(), "MK-G021", "Fewer than two"),
        (lambda s: s["criteria"].extend({"id": f"c{n}", "goal": "able"} for n in range(4)), "MK-G021", "More than five"),
        (lambda s: s["criteria"][0].update(goal="gone"), "MK-G022", "'others'"),
        (lambda s: s["criteria"][0].pop("goal"), "MK-G022", "'others'"),
        (lambda s: s["criteria"][0].update(goal="able"), "MK-G023", "'They know others'"),
        (lambda s: s["criteria"][0].pop("best"), "MK-G024", "what 100 means"),
        (lambda s: s["criteria"][0].pop("weight"), "MK-G024", "weight"),
        (lambda s: s["options"].__delitem__(slice(1, None)), "MK-G025", "Fewer than two"),
        (lambda s: s["options"].pop(), "MK-G026", "do nothing"),
        (lambda s: s["options"][0]["scores"].pop("others"), "MK-G027", "others"),
        (lambda s: s["options"][0].pop("pros"), "MK-G028", "Buddy"),
        (lambda s: s.pop("decision"), "MK-G029", "No decision"),
        (lambda s: s["decision"].pop("by"), "MK-G029", "who decided"),
        (lambda s: s["decision"].update(chosen="mentoring"), "MK-G029", "when it is stopped"),
    ],
)
def test_each_gap_is_found(change, code, words):
    """What a reader would miss is said, and stops nothing."""
    found = _compare(change)
    assert any(gap.code == code and words in str(gap.message) for gap in found.gaps), [str(gap.message) for gap in found.gaps]


def test_a_whole_comparison_has_no_gaps():
    """Need, musts with anchors and goals, three options with all scores, a decision with its reason: nothing is open.

    A decision for another way than mentoring needs no pilot and no stop rule.
    """
    assert _compare().gaps == ()


@pytest.mark.parametrize("section", [{}, {"criteria": WHOLE["alternatives"]["criteria"]}, {"options": [{"id": "course"}]}, {"decision": {}}, {"decision": {"chosen": "course"}}])
def test_every_draft_is_compared(section):
    """A section that holds only a part gives a result: nothing is raised, nothing is made up."""
    found = compare(_intent({**HEADER, "alternatives": section}))
    assert found.planned and found.best is None and found.decided in ("open", "not_weighed")
    assert found.musts == () or all(must.share is not None for must in found.musts)


def test_without_the_section_nothing_is_planned():
    """No alternatives in the file: all fifteen are offered, and no gap is told."""
    found = compare(_intent(HEADER))
    assert not found.planned and found.gaps == () and len(found.offered) == 15


def test_a_second_line_of_one_option_is_left_out():
    """The first line of an option counts; that it stands twice is a problem of the file."""
    found = _compare(lambda section: section["options"].append({"id": "buddy", "scores": {"others": 100, "alone": 100}}))
    assert [row.id for row in found.options].count("buddy") == 1 and found.best == "mentoring"
