"""Stage 01 from a program file: comparison and costs, what is wrong in it, and the state it gives a programme."""

from pathlib import Path

import pytest

import mentorkit as mk
from mentorkit.program.checks import problems
from mentorkit.program.program import open_program
from mentorkit.stages.alternatives import compare_options, plan_costs, results
from mentorkit.stages.outcome import outcomes, status

PROGRAMS = Path(__file__).resolve().parents[2] / "data" / "programs"
HEADER = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\n"
SECTION = """\
need: {statement: People leave.}
goals: [{id: stay, for: mentee, statement: They stay.}]
alternatives:
  criteria: [{id: fit, goal: stay, statement: Fits, weight: 100, worst: no, best: well}, {id: soon, goal: stay, statement: Soon, weight: 50, worst: late, best: now}]
  options:
    - {id: course, pros: [quick], scores: {fit: 60, soon: 90}}
    - {id: nothing, pros: [free], scores: {fit: 0, soon: 0}}
  decision: {chosen: course, reason: It is quicker., by: HR director, on: 2026-05-10, review_on: 2027-05-10}
"""


def _program(folder, text):
    (folder / "program.yaml").write_text(HEADER + text, encoding="utf-8")
    return open_program(folder)


def _outcome(program):
    return next(each for each in outcomes(program) if each.stage.number == 1)


def test_results_are_comparison_and_costs(tmp_path):
    """The page shows both, in this order, without any table of people."""
    found = results(_program(tmp_path, SECTION), None)
    assert [type(each).__name__ for each in found] == ["Comparison", "Costs"]


def test_shipped_example_with_costs():
    """Harbour weighed four options and a mix and chose the mix, the best one; its costs hold the set-up days and what the modules cost."""
    program = open_program(PROGRAMS / "harbour-2026")
    found, costs = results(program)
    assert (found.best, found.picked.id, found.chosen, found.decided, found.burden) == ("with_course", "with_course", "mentoring", "best", "cost")
    assert [round(row.value, 4) for row in found.options[:2]] == [round((75 * 100 + 80 * 80 + ability * 60 + 70 * 70) / 310, 4) for ability in (75, 55)]
    assert found.robustness.verdict == "robust" and [len(voice.values) for voice in found.voices.voices] == [5, 5]
    hour = 1.3 / 1720
    expected = 24 * (30.5 * 90000 + 26.5 * 60000) * hour + 0.25 * 55000 * 1.3 * 9 / 12 + 80 * 55000 * hour + 40 * 95000 * hour + 900 + 24 * 150 + 1800
    assert costs.full == pytest.approx(expected) and costs.assumed == () and _outcome(program).state == "done"


def test_shipped_example_without_costs():
    """Lighthouse weighed three options and has no costs: value is held against hours, and hours alone are counted."""
    program = open_program(PROGRAMS / "lighthouse-2025")
    found, costs = results(program)
    assert (len(found.options), found.burden, costs.priced, costs.full) == (3, "hours", False, None)
    assert costs.hours_total is not None and _outcome(program).state == "done"


def test_without_its_sections_the_stage_is_not_planned(tmp_path):
    """Neither alternatives nor costs in the file: one line, and nothing else stops."""
    program = _program(tmp_path, "")
    assert _outcome(program).state == "not_planned"
    assert not compare_options(program).planned and plan_costs(program).hours_total is None


def test_criteria_alone_are_shown(tmp_path):
    """A section that holds only musts is done with what is open in it."""
    outcome = _outcome(_program(tmp_path, "alternatives: {criteria: [{id: fit, weight: 100}]}\n"))
    assert outcome.state == "done" and outcome.results[0].gaps


def test_another_way_than_mentoring_is_a_full_result(tmp_path):
    """The decision for a course ends well: stage 01 is done, and the programme counts as decided otherwise."""
    program = _program(tmp_path, SECTION)
    found = outcomes(program)
    assert status(program, found) == "decided_otherwise" and compare_options(program).otherwise
    assert _outcome(program).state == "done"


@pytest.mark.parametrize(
    ("old", "new", "code", "kind"),
    [
        ("weight: 100, worst: no", "weight: 0, worst: no", "MK-P201", "wrong"),
        ("reason: It is quicker.", "with: [course], reason: It is quicker.", "MK-P202", "wrong"),
        ("review_on: 2027-05-10", "review_on: 2025-05-10", "MK-P203", "wrong"),
        ("reason: It is quicker., ", "", "MK-P101", "missing"),
        ("chosen: course, ", "with: [course], ", "MK-P101", "missing"),
        ("scores: {fit: 60", "scores: {fitt: 60", "MK-P111", "wrong"),
        ("id: nothing", "id: course", "MK-P110", "wrong"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, code, kind):
    """Each contradiction is one problem with its code; the panel still shows the comparison."""
    text = SECTION.replace("weight: 50", "weight: 0") if code == "MK-P201" else SECTION
    assert old in text
    program = _program(tmp_path, text.replace(old, new))
    assert [(p.code, p.kind) for p in problems(program, "alternatives")] == [(code, kind)]
    assert mk.compare_options(program).options


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        ("{paid_hours: 0}", "MK-P204"),
        ("{loading: 0.3}", "MK-P205"),
        ("{ranges: {meetings_per_month: [1, 2, 30]}}", "MK-P206"),
        ("{ranges: {coordinator_fte: [0.2, 0.5, 1.5]}}", "MK-P206"),
        ("{loading: [0.9, 1.3, 1.4]}", "MK-P205"),
        ("{attrition: 15}", "MK-P118"),
        ("{reduction: [0, 1, 2]}", "MK-P118"),
    ],
)
def test_costs_that_cannot_be_are_wrong(tmp_path, costs, code):
    """Each value that cannot be is a problem of stage 01; the draft is still shown."""
    program = _program(tmp_path, f"costs: {costs}\n")
    assert [p.code for p in problems(program, "alternatives")] == [code]
    assert mk.plan_costs(program).full is None and _outcome(program).state == "failed"


def test_all_problems_are_told_at_once(tmp_path):
    """Two wrong values of the decision and one of the costs are three lines."""
    text = SECTION.replace("reason: It is quicker.", "with: [course], reason: x").replace("2027-05-10", "2025-05-10") + "costs: {paid_hours: 0}\n"
    assert [p.code for p in problems(_program(tmp_path, text), "alternatives")] == ["MK-P203", "MK-P202", "MK-P204"]


def test_costs_alone_make_the_stage_planned(tmp_path):
    """A file with costs and no alternatives shows the costs, and says that nothing was compared."""
    outcome = _outcome(_program(tmp_path, "costs: {salaries: {mentor: 90000}}\n"))
    assert outcome.state == "done" and not outcome.results[0].planned and outcome.results[1].priced
