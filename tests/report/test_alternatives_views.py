"""Page 01: every table is there for every draft, the decision is said plainly, and costs name the sum they mean."""

import copy
import json

import pytest

from mentorkit.planning.alternatives import compare
from mentorkit.planning.costs import costs_of
from mentorkit.planning.inputs import inputs_of
from mentorkit.program.model import ProgramFile
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.costs_words import FIELDS_OF_COST
from mentorkit.report.html import cell_words, view_html
from mentorkit.report.lens import Lens
from mentorkit.report.views import view
from mentorkit.text import text_for

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
WHOLE = {
    **HEADER,
    "need": {"statement": "People leave <b>early</b>."},
    "goals": [{"id": "stay", "for": "mentee"}],
    "audiences": {"mentees": {"size": 24}},
    "schedule": {"months": 9},
    "steering": {"coordinator": {"fte": 0.25}},
    "training": {"budget_hours": {"mentor": 8, "mentee": 4}},
    "costs": {
        "salaries": {"mentee": 60000, "mentor": 90000, "coordinator": 55000, "committee": 90000},
        "steering_hours": 40, "direct_per_pair": 150, "attrition": 0.15, "replacement": 0.21, "reduction": 0.1,
    },
    "alternatives": {
        "criteria": [{"id": "fit", "goal": "stay", "weight": 100}, {"id": "soon", "goal": "gone", "weight": 50}],
        "options": [
            {"id": "mentoring", "pros": ["deep"], "hours": {"senior": 22}, "scores": {"fit": 60, "soon": 30}},
            {"id": "course", "cons": ["shallow"], "hours": {"senior": 0, "learner": 20, "manager": 1, "coordinator": 1}, "cash": 10, "scores": {"fit": 30, "soon": 60}},
            {"id": "rotation", "scores": {"fit": 30, "soon": 60}},
            {"id": "peer", "scores": {"fit": 30}},
        ],
        "decision": {"chosen": "mentoring", "with": ["elearning"], "reason": "It fits.", "by": "HR director", "on": "2026-05-10"},
    },
}  # fmt: skip
KEYS = ["01_decision", "01_musts", "01_options", "01_turning_points", "01_scores", "01_effort", "01_pros_cons", "01_offered", "01_offered_effort"]
DRAWN = {"01_value_cost", "01_first_places", "01_ranks"}  # only where there is something to compare
EN = Lens(text_for("en"), "committee")


def _intent(tree):
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def _changed(change):
    tree = copy.deepcopy(WHOLE)
    change(tree)
    return _intent(tree)


def _shown(intent, lens=EN):
    return view(compare(intent), lens), view(costs_of(intent), lens)


def _said(shown):
    return [EN.text(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]


def _cells(shown, key):
    table = next(table for table in shown.tables if table.key == key)
    return [[cell_words(column, value, EN.text) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]


@pytest.mark.parametrize("tree", [HEADER, {**HEADER, "alternatives": {"criteria": [{"id": "fit"}]}}, WHOLE], ids=["header alone", "criteria alone", "whole"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_every_draft_has_every_table_and_renders(tree, language):
    """The same tables for an empty and a full file in both languages; each cell has a column, each view renders."""
    lens = Lens(text_for(language), "committee")
    options, costs = _shown(_intent(tree), lens)
    assert [table.key for table in options.tables if table.key not in DRAWN] == KEYS
    assert {"01_hours", "01_inputs"} <= {table.key for table in costs.tables}
    for each in (options, costs):
        assert "<table" in view_html(each, lens.text)
        for table in each.tables:
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert len({column.key for column in table.columns}) == len(table.columns)


def test_what_people_wrote_is_escaped():
    """Text of the file never becomes part of the page's code."""
    assert "<b>early" not in view_html(_shown(_intent(WHOLE))[0], EN.text)


def test_the_best_choice_is_said_first():
    """Chosen, with its value; how firm the comparison is; what goes with it; the reason."""
    said = _said(_shown(_intent(WHOLE))[0])
    assert said[0] == "Chosen: One-to-one mentoring. Of the options weighed, none has a higher value (50.0)."
    assert said[1].startswith("The comparison is robust: with weights near the stated ones One-to-one mentoring leads in 9")
    assert said[2:4] == ["Together with it: E-learning.", "The reason: It fits."]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ({"chosen": "course", "reason": "x"}, "Chosen: Course, with a value of 40.0. One-to-one mentoring has a higher one (50.0): decided on argument."),
        ({"chosen": "buddy", "reason": "x"}, "Chosen: Buddy at arrival. It has no value in this comparison: decided on argument."),
        ({"chosen": "peer", "reason": "x"}, "Chosen: Peer mentoring. It has no value in this comparison: decided on argument."),
        ({}, "Nothing is decided yet."),
    ],
)
def test_each_kind_of_decision_is_said_plainly(decision, words):
    """For the best value, on argument, without a value, or open."""
    said = _said(_shown(_changed(lambda tree: tree["alternatives"].update(decision=decision)))[0])
    assert said[0] == words
    full = "So the decision is for another way than mentoring. That is a full result; the later stages are not needed."
    assert (full in said) == (decision.get("chosen") in ("course", "buddy"))


def test_the_options_table_names_what_is_missing():
    """No score, no value: the mark says no data, the criterion is named; an option beaten on everything names the better one."""
    rows = {row[1]: row for row in _cells(_shown(_intent(WHOLE))[0], "01_options")}
    assert rows["Peer mentoring"][0] == rows["Peer mentoring"][3] == "no data" and rows["Peer mentoring"][-1] == "soon"
    assert rows["Job rotation"][-3:-1] == ["no", "Course"]
    assert rows["One-to-one mentoring"][:4] == ["1", "One-to-one mentoring", "yes", "50.0"]


def test_assumed_hours_are_marked():
    """Each part that is not in the file is named beside the option that it was assumed for."""
    rows = {row[0]: row[-1] for row in _cells(_shown(_intent(WHOLE))[0], "01_effort")}
    assert rows["One-to-one mentoring"] == "hours of the learner, hours of the line manager, hours of the coordinator, cash, months to effect"
    assert rows["Course"] == "months to effect"


def test_turning_points_are_sentences():
    """Both musts at the same weight make the two level, so one whole weight beyond that turns the winner; where none up to 100 does, no sentence says so."""
    shown = _shown(_intent(WHOLE))[0]
    assert "fit: its weight is 100. From 49 down One-to-one mentoring no longer leads; at 49 it is Course." in _said(shown)
    assert "One-to-one mentoring leads at every weight from 0 to 100 of: soon." in _said(shown)
    assert _cells(shown, "01_turning_points")[1][6:] == ["no weight up to 100", "50.0\u202f%", "Course"]
    lighter = _shown(_changed(lambda tree: tree["alternatives"]["criteria"][0].update(weight=90)))[0]
    assert "soon: its weight is 50. From 91 up One-to-one mentoring no longer leads; at 91 it is Course." in _said(lighter)


def test_the_plan_is_held_against_what_was_weighed():
    """A plan that asks more of a mentor than the option was weighed with is said beside the options."""
    said = " ".join(_said(_shown(_intent(WHOLE))[0]))
    assert "compared with 22 hours of a senior person per learner; the plan of this programme asks 30.5 of each mentor" in said


def test_the_figure_has_words_and_numbers():
    """Value against cost is drawn with a description and its table; the same numbers give the same picture."""
    first, again = (next(block for block in _shown(_intent(WHOLE))[0].blocks if isinstance(block, Picture)) for _ in range(2))
    assert "Highest is One-to-one mentoring" in EN.text(first.alt) and len(first.table.rows) == 3
    assert first.png() == again.png() and first.png()[:4] == b"\x89PNG"


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_figure_is_drawn_without_money_and_without_effort(language):
    """Hours stand in for cost without salaries; options that take nothing at all are drawn too."""
    lens = Lens(text_for(language))
    for change in (
        lambda tree: tree.pop("costs"),
        lambda tree: [o.update(hours={r: 0 for r in ("senior", "learner", "manager", "coordinator")}, cash=0) for o in tree["alternatives"]["options"]],
    ):
        picture = next(block for block in _shown(_changed(change), lens)[0].blocks if isinstance(block, Picture))
        assert picture.png()[:4] == b"\x89PNG"


def test_the_three_sums_are_named_with_their_money():
    """Full, programme and cash, each with the question it answers, its name, its amount and the amount per pair."""
    said = _said(_shown(_intent(WHOLE))[1])
    assert said[:3] == [
        "What is everybody's time worth, with all that is spent? The full cost: EUR 98,362, EUR 4,098 per pair.",
        "What does it take to run it, without the time of mentors and mentees? The programme cost: EUR 19,727, EUR 822 per pair.",
        "What is paid beyond the salaries that are paid anyway? The cash cost: EUR 17,006, EUR 709 per pair.",
    ]


def test_break_even_is_said_without_mercy():
    """A sum that needs more leavers than are expected cannot break even on retention alone; the sentence says so."""
    said = _said(_shown(_intent(WHOLE))[1])
    assert "The full cost would need 7.8 leavers avoided, more than are expected: it cannot break even on retention alone." in said
    assert "The programme cost pays for itself when 1.6 leavers are avoided, 43\u202f% of those expected." in said


def test_a_missing_salary_is_a_sentence_and_a_mark():
    """The line and the sums read no data, and one sentence names what is missing."""
    shown = _shown(_changed(lambda tree: tree["costs"]["salaries"].pop("mentor")))[1]
    assert "The full cost is not known yet." in _said(shown)
    assert "Not every sum can be computed. Still missing: a mentor's yearly salary." in _said(shown)
    assert _cells(shown, "01_costs")[0] == ["Mentors", "732.0", "no data", "full cost", "a mentor's yearly salary"]


def test_without_costs_no_money_is_shown():
    """Hours by role and where they are from; no table of money, no break-even."""
    shown = _shown(_changed(lambda tree: tree.pop("costs")))[1]
    assert _said(shown)[0] == "The program file has no section costs, so hours are shown and no money."
    assert [table.key for table in shown.tables] == ["01_hours", "01_inputs"]


def test_every_default_that_was_used_is_listed():
    """Each value that is not in the file is counted and named; with all of them written, none is."""
    said = " ".join(_said(_shown(_intent(WHOLE))[1]))
    assert "values are not in the file and were assumed: " in said and "loading on salaries" in said and "paid hours a year" in said
    assert {each.field for each in inputs_of(_changed(lambda tree: tree["training"].update(modules=[{"id": "a"}])))} == set(FIELDS_OF_COST)


def test_keys_fit_a_workbook():
    """Each table has its own name of at most 31 letters, and no two of the page share one."""
    keys = [table.key for each in _shown(_intent(WHOLE)) for table in each.tables]
    assert len(set(keys)) == len(keys) and all(len(key) <= 31 and key.startswith("01_") for key in keys)
