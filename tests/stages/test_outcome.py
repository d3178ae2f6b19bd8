"""Stages of one programme, each for itself: states, status, next step."""

import pytest

from mentorkit.program.program import open_program
from mentorkit.stages.outcome import outcomes, status
from mentorkit.stages.start import readiness

HEAD = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\nas_of: 2026-06-01\n"
TABLES = "tables:\n  mentees: {file: mentees.csv}\n  mentors: {file: mentors.csv}\n"
PAIRING = "pairing:\n  criteria:\n    - {id: development, kind: coverage, mentee: wants, mentor: offers, weight: 5}\n"
NEED = """need: {statement: New people leave within a year.}
goals:
  - {id: stay, for: mentee, statement: New people stay.}
measures:
  - {id: stay_12m, goal: stay, target: 0.9, due: 2027-09-01, source: outcomes, owner: HR analytics}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mentees.csv").write_text("person_id,wants\nE1,budgeting; law\nE2,law\n", "utf-8")
    (tmp_path / "mentors.csv").write_text("person_id,offers,capacity\nM1,law,1\nM2,budgeting,1\n", "utf-8")
    return tmp_path


def states(folder, text):
    (folder / "program.yaml").write_text(text, "utf-8")
    program = open_program(folder)
    found = outcomes(program)
    return {outcome.stage.key: outcome.state for outcome in found}, status(program, found), found


def test_what_is_not_in_the_file_is_not_planned(folder):
    """A programme that only pairs has one stage done, the others not planned, and is done as a whole."""
    found, whole, _ = states(folder, HEAD + TABLES + PAIRING)
    keys = ("alternatives", "need", "audiences", "training", "steering", "commitment", "evaluation")
    assert found == {"start": "done", "pairing": "done", **dict.fromkeys(keys, "not_planned")}
    assert whole == "done"


def test_nothing_planned_is_not_ready(folder):
    """A file with a header only is not ready."""
    assert states(folder, HEAD)[1] == "not_ready"


def test_something_missing_is_not_ready_and_costs_no_other_stage(folder):
    """A measure without a target leaves stage 02 not ready and stage 04 done."""
    found, whole, _ = states(folder, HEAD + TABLES + PAIRING + NEED.replace("target: 0.9, ", ""))
    assert found["need"] == "not_ready" and found["pairing"] == "done" and whole == "not_ready"


def test_something_wrong_is_failed_and_costs_no_other_stage(folder):
    """A weight that cannot be used fails stage 04; stage 02 is done."""
    found, whole, outcome = states(folder, HEAD + TABLES + PAIRING.replace("weight: 5", "weight: 50") + NEED)
    assert found["pairing"] == "failed" and found["need"] == "done" and whole == "failed"
    assert "weight" in str({o.stage.key: o for o in outcome}["pairing"].problems[0])


def test_a_broken_table_fails_the_stages_that_read_it(folder):
    """A mentor listed twice fails pairing with file, row and column; the need is still done."""
    (folder / "mentors.csv").write_text("person_id,offers,capacity\nM1,law,1\nM1,budgeting,x\n", "utf-8")
    found, whole, outcome = states(folder, HEAD + TABLES + PAIRING + NEED)
    assert found["pairing"] == "failed" and found["need"] == "done" and whole == "failed"
    problems = {o.stage.key: o for o in outcome}["pairing"].problems
    assert {(p.file, p.row, p.column) for p in problems} >= {("mentors.csv", 3, "capacity"), ("mentors.csv", 3, "person_id")}


@pytest.mark.parametrize(("chosen", "expected"), [("course", "decided_otherwise"), ("peer", "done")])
def test_another_way_than_mentoring_is_a_full_result(folder, chosen, expected):
    """A decision for a course is a result; peer mentoring is mentoring."""
    text = HEAD + f"alternatives:\n  decision: {{chosen: {chosen}, reason: It reaches the goal in half the hours.}}\n"
    assert states(folder, text)[1] == expected


def test_the_next_step_mends_wrong_before_missing(folder):
    """The first sentence of page 00 names what is wrong first, then the first stage that lacks something."""
    (folder / "program.yaml").write_text(HEAD + TABLES + PAIRING.replace("weight: 5", "weight: 50") + "goals: [{id: a}]\n", "utf-8")
    assert "weight" in str(readiness(open_program(folder)).next_step)
    (folder / "program.yaml").write_text(HEAD + TABLES + PAIRING + "goals: [{id: a}]\n", "utf-8")
    assert "02_need" in str(readiness(open_program(folder)).next_step)


def test_an_excluded_pair_in_another_spelling_is_excluded(folder):
    """Ids in the program file are compared as tables compare them: a small letter does not let an excluded pair through."""
    excluded = "  excluded_pairs:\n    - {mentee: e2, mentor: ' m1', why: family}\n"
    _, whole, found = states(folder, HEAD + TABLES + PAIRING + excluded)
    pairing = {o.stage.key: o for o in found}["pairing"].results[1]
    assert whole == "done" and ("E2", "M1") not in set(zip(pairing.pairs["mentee"], pairing.pairs["mentor"], strict=True))


@pytest.mark.parametrize("wrong", ["as_of: 2026-02-30", "privacy: {threshold: 12, notice_gven: x}", "audiences: {mentees: {size: 1, selecton: lottery}}"])
def test_a_stage_never_computes_with_a_default_in_place_of_something_wrong(folder, wrong):
    """A broken day, threshold or selection fails every stage that reads it, instead of being replaced in silence."""
    found, whole, _ = states(folder, HEAD.replace("as_of: 2026-06-01\n", "") + wrong + "\n" + TABLES + PAIRING)
    assert found["pairing"] == "failed" and whole == "failed"


def test_a_threshold_that_cannot_be_read_is_the_strictest(folder):
    """With a broken privacy section pages hide groups below 20."""
    from mentorkit.report.lens import lens_of

    (folder / "program.yaml").write_text(HEAD + "privacy: {threshold: 7, notice_gven: x}\n", "utf-8")
    assert lens_of(open_program(folder)).threshold == 20


def test_only_the_two_audiences_are_taken(folder):
    """A misspelt audience is refused; it never shows the coordinator's page under the committee's name."""
    from mentorkit.errors import MentorkitError

    (folder / "program.yaml").write_text(HEAD, "utf-8")
    with pytest.raises(MentorkitError, match="comittee"):
        open_program(folder, audience="comittee")
