"""The checklist of 48 lines: each can fail, and doing what its text says mends it."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from mentorkit.planning.checklist import GROUPS, checklist_of
from mentorkit.planning.checklist_lines import RULES
from mentorkit.program.checks import problems
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import as_written, open_program

EXAMPLE = Path(__file__).parents[2] / "data" / "programs" / "harbour-2026" / "program.yaml"
ABSENT = object()


def put(raw: dict, path: str, value: Any) -> dict:
    """A copy with ``value`` under a dotted path; numbers are places in a list."""
    made = copy.deepcopy(raw)
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner: Any = made
    for step in steps:
        inner = inner[step] if isinstance(step, int) else inner.setdefault(step, {})
    if value is ABSENT:
        inner.pop(last, None)
    else:
        inner[last] = value
    return made


def typed(raw: dict) -> ProgramFile:
    """The values as the file's reader would take them."""
    return ProgramFile.model_validate_json(json.dumps(raw))


def found(raw: dict) -> list[str]:
    return [line.code for line in checklist_of(typed(raw)).failing]


@pytest.fixture(scope="module")
def whole() -> dict:
    """A programme that settles all 48 lines: the example, with what it leaves open filled in."""
    raw = as_written(open_program(EXAMPLE).intent)
    day = raw["commitment"]["agreed"]["goals"]
    for path, value in {
        "organisation.conditions": {key: "yes" for key in ("calm", "morale", "direction", "support", "role_models")},
        "pairing.approved_by": "HR director",
        "training.checked": "before_and_after",
        "steering.changes": "The committee decides, and the log keeps it.",
        "commitment.agreed": {"goals": day, "process": day, "outputs": day},
        "commitment.promises": [
            {"id": kind, "kind": kind, "what": "What", "who": "Deputy director", "due": day, "evidence": "Circular"} for kind in ("hours", "own_act", "money", "recognition")
        ],
        "evaluation.lessons_on": day,
        "measures": [
            *raw["measures"],
            {**raw["measures"][0], "id": "meetings", "level": 0, "primary": False},
            {**raw["measures"][0], "id": "useful", "level": 1, "primary": False},
        ],
    }.items():
        raw = put(raw, path, value)
    return raw


def test_there_are_eight_groups_of_six(whole):
    """The checklist has 48 lines, each with a code of its own, six in each of eight groups; the whole programme settles them all."""
    made = checklist_of(typed(whole))
    assert len(RULES) == len({rule[0] for rule in RULES}) == 48
    assert [len(group.lines) for group in made.groups] == [6] * len(GROUPS) == [6] * 8
    assert (made.met, made.needed, made.level, made.failing) == (48, 48, "gold", ())


# code: where something is taken out, what is left there (ABSENT for nothing), and where its text says to put what
CASES: dict[str, tuple[str, Any, str, Any]] = {
    "MK-C101": ("alternatives.options", [{"id": "mentoring", "hours": {"senior": 1}, "cash": 1}, {"id": "course", "hours": {"senior": 1}, "cash": 1}],
                "alternatives.options", [{"id": "mentoring", "hours": {"senior": 1}, "cash": 1}, {"id": "course", "hours": {"senior": 1}, "cash": 1}, {"id": "nothing"}]),
    "MK-C102": ("alternatives.criteria.0.worst", ABSENT, "alternatives.criteria.0.worst", "nobody talks about them"),
    "MK-C103": ("alternatives.options.1.cash", ABSENT, "alternatives.options.1.cash", 1400),
    "MK-C104": ("alternatives.decision.reason", ABSENT, "alternatives.decision.reason", "It serves all goals."),
    "MK-C105": ("alternatives.decision", {"chosen": "mentoring", "reason": "r", "by": "b", "on": "2026-05-10", "stop_rule": "s", "review_on": "2027-01-01"},
                "alternatives.decision.pilot", "Ten pairs for half a year"),
    "MK-C106": ("alternatives.decision.stop_rule", ABSENT, "alternatives.decision.stop_rule", "Fewer than 15 pairs that meet"),
    "MK-C201": ("need.evidence", [{"what": "left", "value": 0.2}], "need.evidence", [{"what": "left", "value": 0.2, "unit": "share", "as_of": "2026-01-01", "source": "HR"}]),
    "MK-C202": ("goals.3.for", "mentee", "goals.3.for", "mentor"),
    "MK-C203": ("goals", "ONE MORE GOAL", "goals", "AS BEFORE"),
    "MK-C204": ("measures.0.owner", ABSENT, "measures.0.owner", "HR analytics"),
    "MK-C205": ("need.because", [{"if": "they meet"}], "need.because", [{"if": "they meet", "then": "they stay", "because": "they know whom to ask"}]),
    "MK-C206": ("organisation.conditions", {"calm": "no", "morale": "no", "direction": "yes", "support": "yes", "role_models": "yes"},
                "organisation.conditions.morale", "partly"),
    "MK-C301": ("audiences.mentors.eligible", [], "audiences.mentors.eligible", [{"column": "grade", "at_least": 3}]),
    "MK-C302": ("audiences.mentors.screening", ABSENT, "audiences.mentors.screening", "A talk"),
    "MK-C303": ("audiences.mentees.voluntary", False, "audiences.mentees.voluntary", True),
    "MK-C304": ("audiences.mentees.manager_consent", "none", "audiences.mentees.manager_consent", "asked"),
    "MK-C305": ("audiences.equal_access", [], "audiences.equal_access", ["site"]),
    "MK-C306": ("audiences.mentors.recruiting", ABSENT, "audiences.mentors.recruiting", "Asked personally"),
    "MK-C401": ("pairing.told_to_participants", False, "pairing.told_to_participants", True),
    "MK-C402": ("pairing.rules.0.kind", "shared_language", "pairing.rules.0.kind", "not_in_line"),
    "MK-C403": ("pairing.rules", [{"id": "line", "kind": "not_in_line"}], "pairing.rules",
                [{"id": "line", "kind": "not_in_line"}, {"id": "more", "kind": "more_experienced", "by": ["grade"]}]),
    "MK-C404": ("pairing.both_sides_say", "none", "pairing.both_sides_say", "may_decline"),
    "MK-C405": ("pairing.approved_by", ABSENT, "pairing.approved_by", "HR director"),
    "MK-C406": ("pairing.mismatch.within_days", ABSENT, "pairing.mismatch.within_days", 14),
    "MK-C501": ("training.modules", "SHORT", "training.modules", "AS BEFORE"),
    "MK-C502": ("training.modules.1.hours", 0, "training.modules.1.hours", 2),
    "MK-C503": ("training.support.line_managers", ABSENT, "training.support.line_managers", "A briefing"),
    "MK-C504": ("training.support.during", [{"what": "Supervision"}], "training.support.during", [{"what": "Supervision", "every_weeks": 6}]),
    "MK-C505": ("training.competencies.0.goals", [], "training.competencies.0.goals", ["connect"]),
    "MK-C506": ("training.checked", "before", "training.checked", "before_and_after"),
    "MK-C601": ("steering.coordinator.fte", ABSENT, "steering.coordinator.fte", 0.25),
    "MK-C602": ("steering.meets", ABSENT, "steering.meets", "monthly"),
    "MK-C603": ("steering.escalation", [], "steering.escalation", ["HR director"]),
    "MK-C604": ("steering.confidentiality", ABSENT, "steering.confidentiality", "It stays between the two."),
    "MK-C605": ("schedule.waves.end", ABSENT, "schedule.waves.end", "2027-06-30"),
    "MK-C606": ("steering.changes", ABSENT, "steering.changes", "The committee decides."),
    "MK-C701": ("commitment.sponsor", ABSENT, "commitment.sponsor", "Deputy director"),
    "MK-C702": ("commitment.agreed.outputs", ABSENT, "commitment.agreed.outputs", "2026-06-10"),
    "MK-C703": ("commitment.promises.0.evidence", ABSENT, "commitment.promises.0.evidence", "Circular"),
    "MK-C704": ("commitment.promises.1.kind", "other", "commitment.promises.1.kind", "own_act"),
    "MK-C705": ("commitment", "NO RECOGNITION", "commitment.recognition", "A line in the yearly talk"),
    "MK-C706": ("commitment", "NO MONEY", "commitment.decisions_requested", [{"what": "Money for the second half", "of": "Deputy director", "due": "2026-12-01"}]),
    "MK-C801": ("measures.4.level", 2, "measures.4.level", 0),
    "MK-C802": ("measures", "NO COMPARISON", "measures", "AS BEFORE"),
    "MK-C803": ("evaluation.response_floor", 0.0, "evaluation.response_floor", 0.5),
    "MK-C804": ("costs.replacement", ABSENT, "costs.replacement", 0.21),
    "MK-C805": ("evaluation.lessons_on", ABSENT, "evaluation.lessons_on", "2027-09-01"),
    "MK-C806": ("privacy.delete_after", ABSENT, "privacy.delete_after", "2028-01-01"),
}  # fmt: skip


def broken(whole: dict, code: str) -> dict:
    """The whole programme with one thing taken out."""
    path, left, _, _ = CASES[code]
    promises, goals = whole["commitment"]["promises"], whole["goals"]
    special = {
        "ONE MORE GOAL": [*goals, {"id": "more", "for": "mentee", "statement": "One more"}],
        "SHORT": [{**module, "hours": 0.5} for module in whole["training"]["modules"]],
        "NO RECOGNITION": {**{key: value for key, value in whole["commitment"].items() if key != "recognition"}, "promises": promises[:3]},
        "NO MONEY": {**whole["commitment"], "promises": [promises[0], promises[1], promises[3]], "decisions_requested": []},
        "NO COMPARISON": [{**measure, "comparison": "none"} for measure in whole["measures"]],
    }
    return put(whole, path, special.get(left, left) if isinstance(left, str) else left)


@pytest.mark.parametrize("code", [rule[0] for rule in RULES])
def test_each_line_fails_alone_and_is_mended_by_what_it_says(whole, code):
    """Taken out of a whole programme, one thing makes one line fail; putting in what its cure names settles it again."""
    worse = broken(whole, code)
    assert found(worse) == [code]
    _, _, path, value = CASES[code]
    better = put(worse, path, _before(whole, path) if value == "AS BEFORE" else value)
    assert found(better) == []


def _before(whole: dict, path: str) -> Any:
    inner: Any = whole
    for step in path.split("."):
        inner = inner[step]
    return inner


def test_levels_need_the_whole_and_every_group(whole):
    """Four lines of one group missing leave no level, however many lines are settled elsewhere; spread over groups they leave the highest."""
    one_group = broken(broken(broken(whole, "MK-C101"), "MK-C102"), "MK-C106")
    made = checklist_of(typed(one_group))
    assert (made.met, made.level) == (45, "none")
    spread = broken(broken(broken(whole, "MK-C204"), "MK-C405"), "MK-C701")
    assert checklist_of(typed(spread)).level == "gold"


def test_another_choice_needs_two_groups(whole):
    """Where another way than mentoring was chosen, only the lines on alternatives and need count."""
    made = checklist_of(typed(put(whole, "alternatives.decision.chosen", "course")))
    assert (made.met, made.needed) == (12, 12)
    assert {line.state for group in made.groups[2:] for line in group.lines} == {"not_needed"}


def test_an_empty_draft_settles_nothing():
    """A draft with nothing but its name settles no line, and the checklist does not stop on it."""
    made = checklist_of(typed({"schema": "mentorkit-program/1", "id": "empty", "name": "Empty", "language": "en"}))
    assert (made.met, made.needed, made.level) == (0, 48, "none")


def test_the_whole_programme_has_no_problem(whole):
    """The file that settles every line can also be computed: what the checklist asks contradicts nothing."""
    program = open_program(EXAMPLE).with_intent(typed(whole))
    assert [problem for problem in problems(program) if problem.kind == "wrong"] == []


def test_seats_of_mentors_count_where_they_are_known(whole):
    """The line on numbers fails when the mentors of the table have fewer seats than mentees are planned, and is mended by planning fewer."""
    intent = typed(whole)
    planned = intent.audiences.mentees.size
    state = {seats: next(line.state for group in checklist_of(intent, seats).groups for line in group.lines if line.code == "MK-C306") for seats in (None, planned, planned - 1)}
    assert state == {None: "met", planned: "met", planned - 1: "not_met"}
    assert checklist_of(typed(put(whole, "audiences.mentees.size", planned - 1)), planned - 1).failing == ()


def panels(notebook: str) -> list[str]:
    """The sections that the panels of a notebook edit."""
    source = (EXAMPLE.parents[3] / "notebooks" / "source" / f"{notebook}.py").read_text("utf-8")
    return re.findall(r'mk\.panel\(program, edit="([^"]+)"', source)


@pytest.mark.parametrize("code", [rule[0] for rule in RULES])
def test_what_mends_a_line_can_be_edited_in_the_notebook_it_names(code, whole):
    """The field that settles a line is reached by a panel of the notebook beside the line, or of the one that its text names."""
    line = next(line for group in checklist_of(typed(whole)).groups for line in group.lines if line.code == code)
    path = ".".join(step for step in CASES[code][2].split(".") if not step.isdigit())
    named = [
        line.notebook,
        *(source.stem for number in re.findall(r"notebook (\d\d)", str(line.cure)) for source in (EXAMPLE.parents[3] / "notebooks" / "source").glob(f"{number}_*.py")),
    ]
    edits = [edit for notebook in named for edit in panels(notebook)]
    assert [edit for edit in edits if path == edit or path.startswith(f"{edit}.") or edit.startswith(f"{path}.")], (path, edits)


def test_the_organisation_is_asked_with_what_to_do():
    """Two times no is said plainly; each answer that is not yes has what to do; where another way was chosen nobody asks."""
    from mentorkit.report.blocks import Table, Words
    from mentorkit.report.lens import lens_of
    from mentorkit.report.start import readiness_view
    from mentorkit.stages.start import readiness

    program = open_program(EXAMPLE)
    conditions = {"calm": "no", "morale": "no", "direction": "yes", "support": "partly", "role_models": "yes"}
    raw = put(as_written(program.intent), "organisation.conditions", conditions)
    view = readiness_view(readiness(program.with_intent(typed(raw))), lens_of(program))
    table = next(table for table in view.tables if table.key == "00_conditions")
    assert [bool(row[2]) for row in table.rows] == [True, True, False, True, False]
    assert any("not the moment to start" in str(said) for block in view.blocks if isinstance(block, Words) and block.tone == "bad" for said in block.sentences)
    other = put(raw, "alternatives.decision.chosen", "rotation")
    assert not [
        block for block in readiness_view(readiness(program.with_intent(typed(other))), lens_of(program)).blocks if isinstance(block, Table) and block.key == "00_conditions"
    ]


def test_the_mark_names_the_group_that_holds_it_down(whole):
    """Enough lines overall and too few in one group: the sentence says in which."""
    from mentorkit.report.checklist import mark

    worse = broken(broken(broken(whole, "MK-C101"), "MK-C102"), "MK-C106")
    assert "only 3 of 6 of the group Alternatives" in str(mark(checklist_of(typed(worse))))
    assert "only" not in str(mark(checklist_of(typed(whole))))


def test_page_00_shows_the_line_of_time_and_no_element_in_an_alt_text(monkeypatch):
    """The line of time stands on page 00 with its table; words for people who do not see hold no markup, in Hebrew too."""
    from mentorkit.report.html import view_html
    from mentorkit.report.lens import lens_of
    from mentorkit.report.start import readiness_view
    from mentorkit.stages.start import readiness

    program = open_program(EXAMPLE.parents[1] / "gesher-2026")
    view = readiness_view(readiness(program), lens_of(program))
    assert {"00_timeline", "00_checklist", "00_marks"} <= {table.key for table in view.tables}
    alts = re.findall(r'alt="([^"]*)"', view_html(view, program.text))
    assert len(alts) == 2 and not [alt for alt in alts if "bdi" in alt]
