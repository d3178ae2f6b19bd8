"""Hours and costs of a programme: a published-style known answer, three sums, ranges, break-even, and what is missing."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.planning.costs import costs_of
from mentorkit.planning.hours import hours_needed
from mentorkit.planning.prices import SUMS, hourly_cost
from mentorkit.program.model import Costs as CostPlan
from mentorkit.program.model import ProgramFile

KNOWN = {
    "schema": "mentorkit-program/1",
    "id": "known",
    "name": "Known",
    "language": "en",
    "organisation": {"currency": "EUR"},
    "audiences": {"mentees": {"size": 24}},
    "training": {"budget_hours": {"mentor": 8, "mentee": 4}},
    "steering": {"coordinator": {"fte": 0.25}},
    "schedule": {"months": 9, "meetings_per_month": 2, "meeting_hours": 1, "preparation_hours": 0.25},
    "costs": {
        "salaries": {"mentee": 60000, "mentor": 90000, "coordinator": 55000, "committee": 90000},
        "loading": 1.3,
        "paid_hours": 1720,
        "steering_hours": 40,
        "direct_per_pair": 150,
        "attrition": 0.15,
        "replacement": 0.21,
        "reduction": 0.1,
    },
}


def _intent(tree):
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def _changed(**costs):
    tree = copy.deepcopy(KNOWN)
    tree["costs"] |= costs
    return tree


def _without(*path):
    tree = copy.deepcopy(KNOWN)
    inner = tree
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return costs_of(_intent(tree))


def test_known_answer():
    """24 pairs over nine months cost 98,362 in full, 19,727 as a programme, and take 1,730 hours."""
    found = costs_of(_intent(KNOWN))
    rows = {row.key: round(row.cost) for row in found.rows}
    assert (rows["mentors"], rows["mentees"], rows["coordinator"], rows["committee"], rows["direct"]) == (49793, 28842, 13406, 2721, 3600)
    assert (round(found.full), round(found.program), int(found.hours_total)) == (98362, 19727, 1730)
    assert round(found.sum_of("full").per_pair) == 4098
    assert round(found.cash) == 13406 + 3600 and found.mentor_hours_each == 30.5


def test_known_break_even():
    """Full cost needs 7.8 of 3.6 expected leavers, which cannot be; the programme's own cost needs 1.6, which is 43 per cent less leaving."""
    found = costs_of(_intent(KNOWN))
    full, program, cash = found.break_even
    assert (round(full.leavers, 1), full.impossible) == (7.8, True)
    assert (round(program.leavers, 1), round(program.share, 2), program.impossible) == (1.6, 0.43, False)
    assert round(cash.leavers, 2) == 1.35
    assert round(found.leavers_expected, 1) == 3.6
    dear = costs_of(_intent(_changed(replacement=0.5))).break_even
    assert [round(each.leavers, 1) for each in dear[:2]] == [3.3, 0.7]


def test_at_the_threshold_it_can_break_even():
    """When exactly as many leavers are expected as are needed, it is not called impossible."""
    tree = _changed(replacement=1, attrition=1, loading=1, paid_hours=1, steering_hours=0, direct_per_pair=60000)
    for name in ("mentor", "coordinator", "committee"):
        tree["costs"]["salaries"][name] = 0
    program = costs_of(_intent(tree)).break_even[1]
    assert program.share == 1 and not program.impossible


def test_the_lines_make_the_sums():
    """Each sum is the plain total of the lines that name it, and full is never below programme, nor programme below cash."""
    found = costs_of(_intent(_changed(setup_days=[5, 10, 20], loading=[1.2, 1.3, 1.5], fixed=700)))
    for key in SUMS:
        slow = 0.0
        for row in found.rows:
            slow += row.cost if key in row.sums else 0.0
        assert getattr(found, key) == pytest.approx(slow)
    assert found.full >= found.program >= found.cash


def test_hours_are_those_of_the_audiences_page():
    """Mentors' and mentees' hours are the figures that stage 03 shows; the parts of one person add up to them."""
    intent = _intent(KNOWN)
    found, needed = costs_of(intent), hours_needed(intent)
    assert (found.row_of("mentors").hours, found.row_of("mentees").hours) == (needed.mentors_total, needed.mentees_total)
    assert sum(row.each for row in found.hours if row.role == "mentors") == needed.mentor
    assert sum(row.total for row in found.hours) == found.hours_total


def test_setup_days_count_as_the_coordinator_does():
    """Ten days of eight hours at the coordinator's hourly cost, in full and programme; in cash only when that post is cash."""
    with_days, without = costs_of(_intent(_changed(setup_days=10))), costs_of(_intent(KNOWN))
    added = 80 * 55000 * 1.3 / 1720
    assert [with_days.full - without.full, with_days.program - without.program, with_days.cash - without.cash] == pytest.approx([added] * 3)
    house = costs_of(_intent(_changed(setup_days=10, coordinator_is_cash=False)))
    assert (house.full, house.program, house.cash) == pytest.approx((with_days.full, with_days.program, 3600))


def test_training_modules_are_spending():
    """The cost of every module of the training stands in all three sums."""
    tree = copy.deepcopy(KNOWN)
    tree["training"]["modules"] = [{"id": "a", "cost": 900}, {"id": "b", "cost": 100}, {"id": "c"}]
    found, before = costs_of(_intent(tree)), costs_of(_intent(KNOWN))
    assert [getattr(found, key) - getattr(before, key) for key in SUMS] == pytest.approx([1000] * 3)
    assert ("training.modules.cost", "assumed") in {(each.field, each.origin) for each in found.inputs}


def test_a_range_does_not_move_the_plan():
    """The sums stand at the values in the middle of the ranges, whatever their ends are."""
    ranges = {"loading": [1.2, 1.3, 1.5], "paid_hours": [1500, 1720, 1800], "steering_hours": [20, 40, 80], "direct_per_pair": [0, 150, 400], "attrition": [0, 0.15, 1]}
    found, plain = costs_of(_intent(_changed(**ranges))), costs_of(_intent(KNOWN))
    assert (found.rows, found.sums, found.break_even) == (plain.rows, plain.sums, plain.break_even)


def test_hours_that_may_turn_out_need_a_price():
    """No hours cost nothing without a salary; hours that a range allows make the line unknown until the salary is there."""
    tree = _changed(setup_days=0)
    del tree["costs"]["salaries"]["coordinator"]
    assert costs_of(_intent(tree)).row_of("coordinator_setup").cost == 0
    tree["costs"]["setup_days"] = [0, 0, 10]
    assert costs_of(_intent(tree)).row_of("coordinator_setup").lacks == ("costs.salaries.coordinator",)


@settings(max_examples=30)
@given(st.floats(0.01, 2), st.floats(0.01, 1), st.floats(0, 9000))
def test_break_even_turned_round_gives_nothing(replacement, attrition, fixed):
    """Where leaving falls by exactly the share needed, what is saved equals the sum."""
    found = costs_of(_intent(_changed(replacement=replacement, attrition=attrition, fixed=fixed)))
    for each in found.break_even:
        saved = 24 * attrition * each.share * replacement * 60000
        assert saved == pytest.approx(getattr(found, each.key))
        assert each.leavers == pytest.approx(each.share * found.leavers_expected)


@settings(max_examples=20)
@given(st.integers(1, 400), st.integers(1, 400))
def test_cost_is_linear_in_pairs(first, second):
    """Each pair adds the same to each sum; coordinator and committee are there for any number."""
    found = {pairs: costs_of(_intent(KNOWN | {"audiences": {"mentees": {"size": pairs}}})) for pairs in {first, second, 24, 48}}
    for key in SUMS:
        per_pair = (getattr(found[48], key) - getattr(found[24], key)) / 24
        assert getattr(found[first], key) - getattr(found[second], key) == pytest.approx(per_pair * (first - second), abs=1e-6)


@pytest.mark.parametrize(
    ("salary", "line", "unknown"),
    [("mentor", "mentors", {"full"}), ("mentee", "mentees", {"full"}), ("coordinator", "coordinator", set(SUMS)), ("committee", "committee", {"full", "program"})],
)
def test_a_missing_salary_leaves_its_sums_unknown(salary, line, unknown):
    """Its line and the sums that need it are unknown and name the field; the hours and the other sums stay."""
    found = _without("costs", "salaries", salary)
    assert found.row_of(line).cost is None and found.row_of(line).hours is not None
    assert {key for key in SUMS if getattr(found, key) is None} == unknown
    assert all(found.sum_of(key).lacks == (f"costs.salaries.{salary}",) for key in unknown)
    assert found.hours_total == 1730.5 and [w.code for w in found.warnings] == ["MK-W112"]


def test_a_missing_salary_of_nobody_costs_nothing():
    """Where a committee takes no hours, its salary is not needed."""
    tree = _changed(steering_hours=0)
    del tree["costs"]["salaries"]["committee"]
    assert costs_of(_intent(tree)).program is not None


@pytest.mark.parametrize("path", [("schedule", "months"), ("audiences",), ("steering",), ("costs", "replacement"), ("costs", "attrition"), ("costs",)])
def test_anything_may_be_missing(path):
    """A draft is always shown: what is not known is unknown, never an error and never 0."""
    found = _without(*path)
    if path in (("schedule", "months"), ("audiences",)):
        assert found.full is None and found.hours_total is None and found.row_of("mentors").hours is None
    if path == ("steering",):
        assert found.cash is None and "steering.coordinator.fte" in found.sum_of("cash").lacks
    if path == ("costs", "replacement"):
        assert all(each.leavers is None for each in found.break_even)
    if path == ("costs", "attrition"):
        assert all(each.leavers is not None and each.share is None and not each.impossible for each in found.break_even)
    if path == ("costs",):
        assert not found.priced and (found.full, found.program, found.cash) == (None, None, None) and found.break_even == () and found.warnings == ()
        assert found.hours_total == 732 + 636 + 322.5


def test_zero_paid_hours_divide_nothing():
    """A value that cannot be used leaves its lines unknown; that it is wrong is said by the problems of the file."""
    found = costs_of(_intent(_changed(paid_hours=0)))
    assert found.full is None and found.row_of("mentors").lacks == ("costs.paid_hours",)


def test_each_value_says_where_it_is_from():
    """Written in the file, assumed by default, or missing; a default that is written out counts as written."""
    tree = copy.deepcopy(KNOWN)
    del tree["costs"]["loading"], tree["costs"]["salaries"]["mentee"], tree["training"]
    tree["costs"]["fixed"] = 0
    origin = {each.field: each.origin for each in costs_of(_intent(tree)).inputs}
    assert (origin["costs.loading"], origin["costs.setup_days"], origin["training.budget_hours.mentor"]) == ("assumed", "assumed", "assumed")
    assert (origin["costs.fixed"], origin["schedule.months"], origin["costs.salaries.mentee"]) == ("file", "file", "missing")


def test_hourly_cost_is_of_the_plan():
    """Salary times loading by paid hours, at their typical values."""
    plan = CostPlan.model_validate({"loading": [1.2, 1.3, 1.4], "paid_hours": [1600.0, 1720.0, 2000.0]})
    assert hourly_cost(100_000, plan) == pytest.approx(100_000 * 1.3 / 1720)
    assert hourly_cost(None, plan) is None
