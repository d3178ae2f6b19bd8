"""Stage 07 from a program file, and what page 00 says of the gaps of all stages."""

import pytest

from mentorkit.program.program import open_program
from mentorkit.stages.alternatives import plan_costs
from mentorkit.stages.commitment import commitment, results
from mentorkit.stages.outcome import outcomes, status
from mentorkit.stages.start import readiness

HEAD = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\nas_of: 2026-06-01\n"
COURSE = HEAD + "alternatives:\n  options: [{id: course}]\n  decision: {chosen: course, reason: It reaches the goal in half the hours.}\n"


def program(folder, text):
    (folder / "program.yaml").write_text(text, "utf-8")
    return open_program(folder)


def states(opened):
    return {outcome.stage.key: outcome.state for outcome in outcomes(opened)}


def test_the_sums_are_those_of_stage_01(examples):
    """Full, programme and cash, hours and currency on page 07 are the result of notebook 01, not computed again."""
    opened = open_program(examples / "harbour-2026")
    assert results(opened)[0].costs == plan_costs(opened)


def test_an_empty_section_is_shown_and_not_refused(tmp_path):
    """A section that holds nothing yet gives a page with gaps; nothing stops the stage."""
    opened = program(tmp_path, HEAD + "commitment: {}\n")
    assert states(opened)["commitment"] == "done"
    assert {"MK-G070", "MK-G071", "MK-G074", "MK-G075", "MK-G079"} <= {gap.code for gap in commitment(opened).gaps}


def test_costs_alone_plan_no_commitment(tmp_path):
    """A file with costs and without the section has weighed the price and asked nobody: stage 07 is not planned."""
    assert states(program(tmp_path, HEAD + "costs: {setup_days: 3}\n"))["commitment"] == "not_planned"


def test_a_broken_promise_fails_the_stage_and_no_other(tmp_path):
    """A day that does not exist fails 00 and 07 with its place; the need is computed all the same."""
    opened = program(tmp_path, HEAD + "need: {statement: People leave.}\ncommitment:\n  promises:\n    - {id: hours, due: 2026-02-30}\n")
    found = states(opened)
    assert found["commitment"] == "failed" and found["need"] == "not_ready" and status(opened, outcomes(opened)) == "failed"


def test_what_is_late_is_counted(tmp_path):
    """Overdue promises, broken promises and overdue decisions are warnings of the stage, each with its number."""
    promises = "  promises:\n    - {id: a, due: 2026-05-01}\n    - {id: b, due: 2026-05-02}\n    - {id: c, kept: no}\n    - {id: d, due: 2026-06-01}\n"
    opened = program(tmp_path, HEAD + "commitment:\n  agreed: {goals: 2026-07-01}\n" + promises + "  decisions_requested: [{what: money, due: 2026-01-01}]\n")
    noticed = {w.code: w.count for outcome in outcomes(opened) if outcome.stage.key == "commitment" for w in outcome.warnings}
    assert noticed == {"MK-W174": 2, "MK-W171": 1, "MK-W172": 1, "MK-W173": 1}


def test_page_00_gathers_the_gaps_of_all_stages_and_says_none_twice(examples):
    """A gap of stage 07 stands on page 00 with its notebook; no sentence stands there twice, and codes of one thing are joined."""
    for name in ("lighthouse-2025", "orchard-draft", "harbour-2026"):
        found = readiness(open_program(examples / name)).gaps
        sentences = [str(gap.message) for gap in found]
        assert len(set(sentences)) == len(sentences)
    lighthouse = {gap.code: gap.notebook for gap in readiness(open_program(examples / "lighthouse-2025")).gaps}
    assert lighthouse["MK-G078"] == "07_commitment" and lighthouse["MK-G067"] == "06_steering"


@pytest.mark.parametrize(("text", "code", "notebook"), [("", "MK-G001", "07_commitment"), ("", "MK-G002", "01_alternatives"), ("", "MK-G009", "06_steering")])
def test_what_no_stage_says_points_to_the_right_notebook(tmp_path, text, code, notebook):
    """A file without the sections 01, 06 and 07 is told where each of them is written."""
    assert {gap.code: gap.notebook for gap in readiness(program(tmp_path, HEAD + text)).gaps}[code] == notebook


def test_the_map_has_ten_stages(tmp_path):
    """All ten in their order; the last looks at several programmes and never waits for anything."""
    rows = readiness(program(tmp_path, HEAD)).rows
    assert [row.stage.number for row in rows] == list(range(10)) and rows[-1].state == "over_all"


def test_another_way_needs_no_later_stage(tmp_path):
    """After a decision for a course the later stages are not needed, nobody is asked for a sponsor, and the next step says what to do."""
    opened = program(tmp_path, COURSE + "commitment: {}\nsteering: {}\n")
    found = readiness(opened)
    assert {row.state for row in found.rows if 3 <= row.stage.number <= 8} == {"not_needed"}
    assert not [gap for gap in found.gaps if gap.stage in ("steering", "commitment", "pairing")]
    assert "hand on the brief" in str(found.next_step) or "lacks" in str(found.next_step)
