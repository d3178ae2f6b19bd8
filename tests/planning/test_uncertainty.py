"""Ranges of the sums: the worked example's figures, a slow simulation beside the quick one, and what ranges mean."""

import copy
import json
import random
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mentorkit as mk
from mentorkit.planning.costs import costs_of
from mentorkit.planning.outlay import outlay, planned_values
from mentorkit.planning.prices import SUMS
from mentorkit.planning.spreads import USUAL, spreads_of
from mentorkit.program.model import ProgramFile

# the inputs of the worked example, as its author would write them
FILE = """schema: mentorkit-program/1
id: worked
name: Worked example
language: en
organisation: {currency: EUR}
audiences: {mentees: {size: 24}}
training: {budget_hours: {mentor: 8, mentee: 4}}
steering: {coordinator: {fte: 0.25}}
schedule: {months: 9, meetings_per_month: 2, meeting_hours: 1, preparation_hours: 0.25}
costs:
  salaries: {mentee: 60000, mentor: 90000, coordinator: 55000, committee: 90000}
  loading: 1.3
  paid_hours: 1720
  steering_hours: 40
  direct_per_pair: 150
  attrition: 0.15
  replacement: 0.21
  reduction: 0.20
"""
TREE = {
    "schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en",
    "audiences": {"mentees": {"size": 24}}, "training": {"budget_hours": {"mentor": 8, "mentee": 4}}, "steering": {"coordinator": {"fte": 0.25}},
    "schedule": {"months": 9, "meetings_per_month": 2, "meeting_hours": 1, "preparation_hours": 0.25},
    "costs": {
        "salaries": {"mentee": 60000, "mentor": 90000, "coordinator": 55000, "committee": 90000},
        "steering_hours": 40, "direct_per_pair": 150, "attrition": 0.15, "replacement": 0.21, "reduction": 0.2,
    },
}  # fmt: skip


def _intent(**costs):
    tree = copy.deepcopy(TREE)
    tree["costs"] |= costs
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """The costs of the worked example, through the public verb and from its file."""
    path = tmp_path_factory.mktemp("worked") / "program.yaml"
    path.write_text(FILE, encoding="utf-8")
    return mk.plan_costs(mk.open_program(path))


def test_the_worked_example(worked):
    """98,362 is 49,793 + 28,842 + 13,406 + 2,721 + 3,600; 1,730.5 hours; 4,098 a pair; 7.8, 1.6 and 1.35 leavers to avoid."""
    rows = {row.key: round(row.cost) for row in worked.rows if row.cost}
    assert rows == {"mentors": 49793, "mentees": 28842, "coordinator": 13406, "committee": 2721, "direct": 3600}
    assert sum(rows.values()) == round(worked.full) == 98362
    hours = {row.key: row.hours for row in worked.rows if row.timed and row.hours}
    assert hours == {"mentors": 732, "mentees": 636, "coordinator": 322.5, "committee": 40} and worked.hours_total == 1730.5
    assert (round(worked.sum_of("full").per_pair), round(worked.program), round(worked.cash)) == (4098, 19727, 17006)
    assert [round(each.leavers, 2) for each in worked.break_even] == [7.81, 1.57, 1.35]
    assert [each.impossible for each in worked.break_even] == [True, False, False]


def test_the_worked_example_is_hardly_ever_earned_back(worked):
    """With a reduction of .20 (0 to .40) and the usual ranges, fewer leavers earn the full cost back in 0.1 per cent of the cases."""
    found = worked.uncertainty.range_of("full")
    assert worked.uncertainty.draws == 20_000 and round(found.pays, 3) == 0.001
    assert found.learning < 100 < worked.uncertainty.range_of("program").learning


def test_the_worked_example_is_moved_by(worked):
    """The order and the sizes of what moves the result, in thousands."""
    bars = [(bar.field.rsplit(".", 1)[-1], round(bar.swing / 1000)) for bar in worked.uncertainty.tornado.bars]
    assert bars == [
        ("meetings_per_month", 61), ("meeting_hours", 37), ("replacement", 36), ("mentor", 29), ("preparation_hours", 20),
        ("reduction", 18), ("fte", 16), ("mentee", 12), ("attrition", 10),
    ]  # fmt: skip


def test_the_formulas_of_the_cases_are_those_of_the_lines(worked):
    """The plan's values through the formulas of the cases give the three sums, the leavers and the break-even of the page."""
    tree = copy.deepcopy(TREE)
    tree["training"]["modules"] = [{"id": "a", "cost": 900}]
    for costs in ({}, {"setup_days": 10, "fixed": 1800}, {"setup_days": 3, "coordinator_is_cash": False, "loading": [1.2, 1.3, 1.5], "paid_hours": [1500, 1720, 1800]}):
        tree["costs"] = TREE["costs"] | costs
        intent = ProgramFile.model_validate_json(json.dumps(tree), strict=True)
        found, again = costs_of(intent), outlay(planned_values(intent))
        assert [again.sum_of(key) for key in SUMS] == pytest.approx([getattr(found, key) for key in SUMS])
        assert again.expected == pytest.approx(found.leavers_expected)
        assert [again.reduction_needed(key) for key in SUMS] == pytest.approx([each.share for each in found.break_even])


def test_at_the_break_even_the_balance_is_nothing():
    """The reduction that the page names, put into the file, leaves a balance of 0."""
    first = costs_of(_intent(setup_days=4))
    for each in first.break_even[1:]:
        again = outlay(planned_values(_intent(setup_days=4, reduction=each.share)))
        assert again.balance(each.key) == pytest.approx(0, abs=1e-6)


def test_a_slow_simulation_finds_the_same():
    """Python's own triangular numbers, one case after the other, give the same middle, ends and share within chance."""
    intent, numbers, cases = _intent(), random.Random(5), []
    plan, spreads = planned_values(intent), spreads_of(intent)
    for _ in range(4000):
        picked = {one.field: numbers.triangular(one.ends.low, one.ends.high, one.ends.typical) for one in spreads}
        cases.append(outlay(plan | picked))
    found = costs_of(intent).uncertainty
    for key in SUMS:
        each, balances = found.range_of(key), sorted(case.balance(key) for case in cases)
        assert each.amount.middle == pytest.approx(statistics.median(case.sum_of(key) for case in cases), rel=0.02)
        assert each.mean_balance == pytest.approx(statistics.fmean(balances), abs=900)
        assert (each.balance.low, each.balance.high) == pytest.approx((balances[200], balances[3800]), abs=4000)
        assert each.pays == pytest.approx(sum(one > 0 for one in balances) / 4000, abs=0.03)
        certain = statistics.fmean(max(0.0, one) for one in balances) - max(0.0, statistics.fmean(balances))
        assert each.learning == pytest.approx(certain, abs=700)


def test_the_same_file_gives_the_same_cases():
    """Equal files give equal results; another seed gives others that lie close."""
    first, again = costs_of(_intent()), costs_of(_intent())
    other = costs_of(_intent().model_copy(update={"seed": 7}))
    assert first == again and first.uncertainty.sums != other.uncertainty.sums
    assert first.uncertainty.range_of("full").amount.middle == pytest.approx(other.uncertainty.range_of("full").amount.middle, rel=0.01)


def test_a_range_leaves_the_draws_of_the_others():
    """A change that touches no ranged value of the office leaves the programme cost's range as it was."""
    first, wider = costs_of(_intent()), costs_of(_intent(ranges={"mentor_salary": [10_000, 90_000, 400_000]}))
    assert first.uncertainty.range_of("program").amount == wider.uncertainty.range_of("program").amount
    assert first.uncertainty.range_of("full").amount != wider.uncertainty.range_of("full").amount


def test_symmetric_ranges_have_the_plan_in_the_middle():
    """Where each range lies evenly around the plan's value the middle case is the plan's sum."""
    ranges = {"meetings_per_month": [1.5, 2, 2.5], "meeting_hours": [0.75, 1, 1.25], "preparation_hours": [0.2, 0.25, 0.3], "coordinator_fte": [0.2, 0.25, 0.3]}
    salaries = {"mentor_salary": [80_000, 90_000, 100_000], "mentee_salary": [50_000, 60_000, 70_000]}
    found = costs_of(_intent(ranges=ranges | salaries, direct_per_pair=[100, 150, 200]))
    for key in SUMS:
        assert found.uncertainty.range_of(key).amount.middle == pytest.approx(getattr(found, key), rel=0.01)


def test_no_ranges_no_doubt():
    """Where low and high are the plan's values every case is the plan."""
    same = {"meetings_per_month": 2, "meeting_hours": 1, "preparation_hours": 0.25, "coordinator_fte": 0.25, "mentor_salary": 90_000, "mentee_salary": 60_000}
    found = costs_of(_intent(ranges=same))
    for key in SUMS:
        amount = found.uncertainty.range_of(key).amount
        assert (amount.low, amount.middle, amount.high) == pytest.approx([getattr(found, key)] * 3)
    assert {bar.field for bar in found.uncertainty.tornado.bars} == {"costs.attrition", "costs.replacement", "costs.reduction"}


def test_a_range_around_another_value_is_kept_and_said():
    """The plan's value is taken; the range keeps its ends and reaches at least to the plan's value; one warning counts it."""
    found = costs_of(_intent(ranges={"meetings_per_month": [3, 4, 5], "meeting_hours": [0.5, 1, 2]}))
    spreads = {spread.field: spread for spread in found.uncertainty.spreads}
    moved = spreads["schedule.meetings_per_month"]
    assert (moved.ends.low, moved.ends.typical, moved.ends.high, moved.origin, moved.moved) == (2, 2, 5, "file", True)
    assert not spreads["schedule.meeting_hours"].moved and [(w.code, w.count) for w in found.warnings] == [("MK-W114", 1)]


def test_usual_ranges_are_marked():
    """Each range that the file does not give is marked as assumed, a share never passes 1, and the plan lies within."""
    spreads = {spread.field: spread for spread in spreads_of(_intent(attrition=0.9, reduction=[0.1, 0.2, 0.3], replacement=2.5))}
    assert {field for field, spread in spreads.items() if spread.origin == "file"} == {"costs.reduction"} and set(spreads) == {usual.field for usual in USUAL}
    assert spreads["costs.attrition"].ends.high == 1 and spreads["costs.replacement"].ends.high == 2.5
    assert all(spread.ends.low <= spread.ends.typical <= spread.ends.high for spread in spreads.values())


def test_thresholds_are_the_formula():
    """r* = C / (P a k s) in each cell, the plan's own cell among them, none for a share of 0."""
    found = costs_of(_intent(attrition=[0, 0.15, 0.25]))
    for table in found.uncertainty.thresholds:
        assert 0 not in table.attrition and 0.15 in table.attrition and 0.21 in table.replacement
        for share, row in zip(table.attrition, table.needed, strict=True):
            for cost, needed in zip(table.replacement, row, strict=True):
                assert needed == pytest.approx(getattr(found, table.key) / (24 * share * cost * 60000))
    own = next(table for table in found.uncertainty.thresholds if table.key == "program")
    assert own.needed[own.attrition.index(0.15)][own.replacement.index(0.21)] == pytest.approx(found.break_even[1].share)


@pytest.mark.parametrize("missing", ["attrition", "replacement", "reduction"])
def test_without_an_estimate_the_costs_still_have_ranges(missing):
    """What is not known of leaving leaves the ranges of the sums; the balance is unknown, and what moves the cost is shown."""
    found = costs_of(_intent(**{missing: None})).uncertainty
    assert [each.key for each in found.sums] == list(SUMS) and not found.tornado.balance
    assert all(each.amount.low < each.amount.high and each.balance is None and each.pays is None for each in found.sums)
    assert all((each.needed is None) == (missing != "reduction") for each in found.sums) and bool(found.thresholds) == (missing == "reduction")


def test_only_known_sums_have_ranges():
    """A sum that cannot be computed has no range; without any there is no simulation."""
    tree = copy.deepcopy(TREE)
    del tree["costs"]["salaries"]["mentor"]
    assert [each.key for each in costs_of(ProgramFile.model_validate_json(json.dumps(tree), strict=True)).uncertainty.sums] == ["program", "cash"]
    del tree["costs"]
    assert costs_of(ProgramFile.model_validate_json(json.dumps(tree), strict=True)).uncertainty is None
    assert costs_of(_intent(paid_hours=0)).uncertainty is None


ENDS = st.lists(st.floats(0, 5), min_size=3, max_size=3).map(sorted)


@settings(max_examples=25, deadline=None)
@given(ENDS, ENDS, st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted))
def test_any_ranges_give_ordered_results(meetings, replacement, attrition):
    """Whatever ranges are written: low, middle and high in order, shares between 0 and 1, learning never negative."""
    found = costs_of(_intent(ranges={"meetings_per_month": meetings}, replacement=replacement, attrition=attrition)).uncertainty
    for each in found.sums:
        for likely in filter(None, (each.amount, each.balance, each.needed)):
            assert likely.low <= likely.middle <= likely.high
        assert each.pays is None or (0 <= each.pays <= 1 and each.learning >= 0)
    bars = found.tornado.bars if found.tornado else ()
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
