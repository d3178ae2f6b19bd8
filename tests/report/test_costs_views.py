"""Page 01's costs: rows that add up, ranges in plain words, one figure with its numbers, and what the sums do not hold."""

import copy
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.planning.costs import costs_of
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.brief import brief_views
from mentorkit.report.costs_words import about, reduction, value_of
from mentorkit.report.html import cell_words
from mentorkit.report.lens import Lens
from mentorkit.report.rounding import adding_up, rounded
from mentorkit.report.views import view
from mentorkit.stages.commitment import commitment
from mentorkit.stages.opening import brief_of, opening
from mentorkit.stages.outcome import outcomes
from mentorkit.text import Decimal, Money, Share, text_for

EN = Lens(text_for("en"), "committee")
TREE = {
    "schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en",
    "audiences": {"mentees": {"size": 24}}, "training": {"budget_hours": {"mentor": 8, "mentee": 4}}, "steering": {"coordinator": {"fte": 0.25}},
    "schedule": {"months": 9},
    "costs": {
        "salaries": {"mentee": 60000, "mentor": 90000, "coordinator": 55000, "committee": 90000},
        "steering_hours": 40, "direct_per_pair": 150, "attrition": 0.15, "replacement": 0.21, "reduction": 0.2,
    },
    "alternatives": {"options": [{"id": "course", "cash": 1400}], "decision": {"chosen": "mentoring", "with": ["course", "shadowing"], "reason": "Both."}},
}  # fmt: skip


def _view(change=lambda tree: None, lens=EN):
    tree = copy.deepcopy(TREE)
    change(tree)
    return view(costs_of(ProgramFile.model_validate_json(json.dumps(tree), strict=True)), lens)


def _said(shown, text=EN.text):
    return [text(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]


def _table(shown, key):
    return next(table for table in shown.tables if table.key == key)


def _cells(table):
    return [[cell_words(column, value, EN.text) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12), st.sampled_from([0, 1]))
def test_rounded_parts_add_up(parts, digits):
    """The parts add up to the rounded sum, and none is a whole unit away from its value."""
    found, unit = adding_up(parts, digits), 10**-digits
    assert math.fsum(found) == pytest.approx(rounded(math.fsum(parts), digits), abs=1e-6)
    assert all(abs(whole - part) < unit + 1e-6 for whole, part in zip(found, parts, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.integers(1, 90_000), st.integers(1, 90_000), st.integers(0, 100), st.booleans())
def test_lines_add_up_to_the_sums_as_they_are_shown(pairs, mentor, coordinator, committee, is_cash):
    """Hours and money of the lines, as a reader sees them, add up to the totals of the page, in each of the three sums."""

    def change(tree):
        tree["audiences"]["mentees"]["size"] = pairs
        tree["costs"]["salaries"] |= {"mentor": mentor, "coordinator": coordinator}
        tree["costs"] |= {"steering_hours": committee / 3, "setup_days": committee / 7, "coordinator_is_cash": is_cash}

    shown = _view(change)
    lines, total = _table(shown, "01_costs").rows[:-1], _table(shown, "01_costs").rows[-1]
    sums = {EN.text(row[0]): rounded(row[2]) for row in _table(shown, "01_sums").rows}
    for name, whole in sums.items():
        assert math.fsum(line[2] for line in lines if name in map(EN.text, line[3])) == whole
    assert rounded(total[2]) == sums["full cost"]
    assert math.fsum(line[1] for line in lines if line[1] != "") == pytest.approx(rounded(total[1], 1))
    hours = _table(shown, "01_hours").rows
    assert math.fsum(row[-1] for row in hours[:-1]) == pytest.approx(rounded(hours[-1][-1], 1)) and hours[-1][-1] == total[1]


def test_the_page_says_what_each_hour_is():
    """Hours of mentors and mentees are beyond their formal role; days before the start and a share of a post are named as such."""
    shown = _view(lambda tree: tree["costs"].update(setup_days=10))
    kinds = {row[0]: row[2] for row in _cells(_table(shown, "01_hours"))}
    assert kinds["Mentors"] == kinds["Mentees"] == "beyond their formal role" and kinds["Coordinator, before the start"] == "before the first pair meets"
    assert "Before the first pair meets, setting it up takes 10 of the coordinator's days." in _said(shown)


def test_the_order_of_the_page():
    """The box with the sums; the ledger; what pays back; ranges; the figure; thresholds; what was assumed."""
    shown = _view()
    assert shown.blocks[0].tone == "box" and len(shown.blocks[0].sentences) == 3
    keys = [block.key for block in shown.blocks if not isinstance(block, Words)]
    assert keys == [
        "01_sums", "01_hours", "01_costs", "01_break_even", "01_ranges", "01_balance", "01_tornado_figure",
        "01_needed_full", "01_needed_program", "01_needed_cash", "01_inputs",
    ]  # fmt: skip


def test_ranges_are_said_in_plain_words():
    """Nine of ten cases, the share in which it is earned back, what a pilot may cost; what is impossible reads so."""
    said = _said(_view())
    assert "In 9 of 10 cases the full cost lies between EUR 78,300 and EUR 139,000." in said
    assert "Fewer leavers earn the full cost back in 0.1\u202f% of the cases." in said
    assert any(line.startswith("What a pilot may cost at most, if it told for certain whether fewer leavers earn the programme cost back: EUR 4,") for line in said)
    assert "Fewer leavers earn the full cost back in none of the cases." in _said(_view(lambda tree: tree["costs"].update(reduction=[0, 0.01, 0.02])))
    words = " ".join(said).lower()
    assert not [word for word in ("monte carlo", "simulation", "triangular", "percentile", "evpi", "draws", "tornado") if word in words]


def test_impossible_cells_say_so():
    """More leavers than there are cannot be avoided: such a cell is words, the others are shares."""
    shown = _view()
    for key, some in (("01_needed_full", True), ("01_needed_cash", False)):
        table = _table(shown, key)
        cells = [value for row in table.rows for value in row[1:]]
        assert any(not isinstance(value, Share) for value in cells) == some
        assert all(value.value <= 1 for value in cells if isinstance(value, Share))
    assert _cells(_table(shown, "01_break_even"))[0][1:] == ["7.8", "not possible", "47\u202f%", "not possible", "no"]


def test_assumed_ranges_are_marked():
    """Each range says where it is from; those of nobody are counted and named."""
    shown = _view(lambda tree: tree["costs"].update(ranges={"meeting_hours": [0.5, 1, 1.5], "meetings_per_month": [3, 4, 5]}))
    rows = {row[1]: row for row in _cells(_table(shown, "01_inputs"))}
    assert rows["schedule.meeting_hours"][2:] == ["1", "assumed", "0.50", "1.50", "from the file"]
    assert rows["costs.attrition"][2:] == ["15\u202f%", "from the file", "8\u202f%", "25\u202f%", "assumed"] and rows["costs.loading"][-1] == ""
    said = _said(shown)
    assert any(line.startswith("7 ranges are not in the file and were assumed: ") for line in said)
    assert any(line.startswith("Their ranges are written around other values than the plan's: meetings per month.") for line in said)


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_figure_shows_its_table(language):
    """At most ten bars, the widest first, the numbers beside it; the same numbers give the same picture."""
    lens = Lens(text_for(language), "committee")
    shown = _view(lambda tree: tree["costs"].update(loading=[1.2, 1.3, 1.5], steering_hours=[20, 40, 90], fixed=[0, 0, 9000]), lens)
    picture = next(block for block in shown.blocks if isinstance(block, Picture))
    swings = [row[6] for row in picture.table.rows]
    assert len(swings) == 10 and swings == sorted(swings, reverse=True) and "{" not in lens.text(picture.alt)
    first = picture.png()
    assert first == picture.png() and first[:4] == b"\x89PNG" and len(first) < 75_000


def test_without_leaving_the_costs_alone_are_drawn():
    """Where nothing is known of leaving the figure shows what moves the cost, and no balance is claimed."""
    shown = _view(lambda tree: [tree["costs"].pop(name) for name in ("attrition", "replacement", "reduction")])
    assert {"01_ranges", "01_tornado"} <= {table.key for table in shown.tables} and not {"01_balance", "01_needed_full"} & {table.key for table in shown.tables}
    assert [column.key for column in _table(shown, "01_tornado").columns][4:6] == ["at_low", "at_high"]


def test_nothing_to_pay_is_nothing_to_earn_back():
    """Where no cash leaves the house the page says so, and claims neither a break-even nor a pilot for it."""
    shown = _view(lambda tree: tree["costs"].update(coordinator_is_cash=False, direct_per_pair=0))
    about_cash = [line for line in _said(shown) if "cash cost" in line]
    assert about_cash == ["What is paid beyond the salaries that are paid anyway? The cash cost: EUR 0, EUR 0 per pair.", "The cash cost is 0: there is nothing to earn back."]
    assert "01_needed_cash" not in [table.key for table in shown.tables]


def test_what_was_chosen_beside_mentoring_is_in_no_sum():
    """The page names each option that was chosen together with mentoring and what one learner takes; the sums do not change."""
    said = _said(_view())
    assert any(line.startswith("Not in these sums: Course, chosen together with mentoring. For one learner it is weighed with EUR 1,400 in cash and ") for line in said)
    assert sum(line.startswith("Not in these sums: ") for line in said) == 2
    assert said[:3] == _said(_view(lambda tree: tree.pop("alternatives")))[:3]


@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026"])
def test_one_programme_one_set_of_numbers(examples, name):
    """Page 01, the opening page, page 07 and the brief name the same sums, and the brief says what the sums do not hold."""
    program = open_program(examples / name)
    found, made = outcomes(program), program.text
    costs = commitment(program).costs
    amounts = [made.cell(Money(getattr(costs, key), costs.currency)) for key in ("full", "program", "cash")]
    page = " ".join(_said(view(costs, Lens(made, "committee")), made))
    takes = made(next(answer.sentence for answer in opening(program, found).answers if answer.key == "takes"))
    chapter = next(one for one in brief_views(brief_of(program, found), made) if one.key == "brief_takes")
    brief = " ".join(_said(chapter, made))
    stage = " ".join(_said(view(commitment(program), Lens(made, "committee")), made))
    for amount in amounts:
        assert amount in page and amount in takes and amount in brief and amount in stage
    assert costs.beside and all(made.cell(Money(each.cash, costs.currency)) in brief for each in costs.beside)
    assert made.number(costs.hours_total) in brief


def test_values_are_written_as_people_write_them():
    """Shares per cent, large figures whole, small ones with two decimals; amounts of sentences with three digits."""
    assert value_of("costs.attrition", 0.15) == Share(0.15, 0) and value_of("costs.attrition", 0.125) == Share(0.125, 1)
    assert value_of("costs.salaries.mentor", 67500.4) == Decimal(67500.4, 0) and value_of("schedule.meeting_hours", 0.75) == Decimal(0.75, 2)
    assert value_of("costs.coordinator_is_cash", True) is True and value_of("organisation.currency", "EUR") == "EUR"
    assert [about(value, "EUR").value for value in (98_362.1, -1_243.7, 0.2, 139_224)] == [98_400, -1_240, 0, 139_000]
    assert reduction(1.0) == Share(1.0, 0) and not isinstance(reduction(1.01), Share)
