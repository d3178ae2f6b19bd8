"""Page 02: every table is there for every draft, the sentences count right, nothing is glued or invented."""

import json
import re

import pytest

from mentorkit.evaluation.detect import detect
from mentorkit.evaluation.rehearsal import rehearse
from mentorkit.planning.chain import fingerprint, goals_measures_chain
from mentorkit.program.model import ProgramFile
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import cell_words, view_html
from mentorkit.report.lens import Lens
from mentorkit.report.need import chain_view, detectable_view
from mentorkit.report.views import view
from mentorkit.text import text_for

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
WHOLE = {
    **HEADER,
    "need": {
        "statement": "People leave.",
        "evidence": [{"what": "stays", "value": 0.82, "unit": "share"}, {"what": "asked"}],
        "because": [{"if": "a", "then": "b"}],
    },
    "goals": [{"id": "stay", "for": "mentee", "statement": "They stay."}, {"id": "bare"}],
    "measures": [
        {"id": "stay_12m", "goal": "stay", "indicator": "stays", "unit": "share", "target": 0.9, "worthwhile": 0.05, "source": "outcomes",
         "owner": "HR", "due": "2027-09-01", "level": 4, "analysis": "proportion", "primary": True},
        {"id": "feel", "goal": "stay", "unit": "points", "target": 0.4, "worthwhile": 0.3, "direction": "up", "source": "survey", "analysis": "mean_change"},
        {"id": "lost", "goal": "nowhere", "unit": "count", "target": 12, "direction": "down", "analysis": "count"},
    ],
    "audiences": {"mentees": {"size": 24}},
}  # fmt: skip
EN = Lens(text_for("en"), "committee")


def _intent(tree):
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def _cells(table):
    return [[cell_words(column, value, EN.text) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]


def _said(shown):
    return [EN.text(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]


def _table(shown, key):
    return next(table for table in shown.tables if table.key == key)


@pytest.mark.parametrize("tree", [HEADER, WHOLE], ids=["header alone", "with content"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_every_draft_has_every_table_and_renders(tree, language):
    """The same tables for an empty and a full file, in both languages; the keys are those of the workbook."""
    lens = Lens(text_for(language), "coordinator")
    shown = [view(result, lens) for result in (goals_measures_chain(_intent(tree)), detect(_intent(tree)), rehearse(_intent(tree)))]
    keys = [table.key for each in shown for table in each.tables]
    assert keys == ["02_chain", "02_measures", "02_evidence", "02_logic", "02_logic_model", "02_detectable", "02_detect_curve", "02_dry_run", "02_dry_run_often"]
    assert all("<table" in view_html(each, lens.text) for each in shown)
    for table in (table for each in shown for table in each.tables):
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_chain_goes_from_goals_to_measures():
    """Measures stand beside their goal, a goal without one says so, a measure of no listed goal comes last."""
    cells = _cells(_table(chain_view(goals_measures_chain(_intent(WHOLE)), EN), "02_chain"))
    assert [(row[0], row[3]) for row in cells] == [("stay", "stay_12m"), ("stay", "feel"), ("bare", "no measure"), ("nowhere", "lost")]
    assert cells[0][5:] == ["90.0\u202f% or more", "1 Sept 2027", "HR", "primary", "nothing"]
    assert cells[1][-1] == "due day, owner, level, what is measured"
    assert cells[3][5] == "12 or less"


def test_the_first_sentence_counts_complete_measures():
    """One of three lacks nothing."""
    assert _said(chain_view(goals_measures_chain(_intent(WHOLE)), EN))[0] == "1 of 3 measures lack nothing."


@pytest.mark.parametrize(("sha", "words"), [("right", "unchanged since"), ("0" * 64, "Changed since it was signed"), (None, "Not signed yet")])
def test_the_signature_is_said_in_words(sha, words):
    """Signed, changed since, or not signed."""
    value = fingerprint(_intent(WHOLE)) if sha == "right" else sha
    found = goals_measures_chain(_intent({**WHOLE, "sign_off": {"on": "2026-06-01", "by": "HR director", "sha256": value}}))
    assert any(words in sentence for sentence in _said(chain_view(found, EN)))


def test_evidence_without_a_value_has_no_baseline():
    """A share reads as per cent; a blank value says that there is no baseline."""
    cells = _cells(_table(chain_view(goals_measures_chain(_intent(WHOLE)), EN), "02_evidence"))
    assert [row[1] for row in cells] == ["82.0\u202f%", "no baseline"]


def test_detectable_effects_are_shown_in_their_unit():
    """A share in percentage points with its verdict, a mean in standard deviations with the spread it needs, a count without."""
    cells = _cells(_table(detectable_view(detect(_intent(WHOLE)), EN), "02_detectable"))
    assert [row[4] for row in cells] == ["17.07", "0.81", ""]
    assert [row[6] for row in cells] == ["percentage points", "standard deviations", ""]
    assert cells[0][-1] == "no, it is too small" and re.match(r"if its standard deviation is at most 0\.37", cells[1][-1])


def test_a_target_that_would_look_like_no_effect_is_said():
    """90 % cannot be told from 82 % with 24 people, so the page says it once, for that measure."""
    said = [sentence for sentence in _said(detectable_view(detect(_intent(WHOLE)), EN)) if "exactly at its target" in sentence]
    assert len(said) == 1 and said[0].startswith("stays: ")


def test_the_curve_has_this_plan_s_point_and_equal_bytes():
    """The figure says in words what it shows, and the same numbers give the same bytes."""
    pictures = [next(b for b in detectable_view(detect(_intent(WHOLE)), EN).blocks if isinstance(b, Picture)) for _ in range(2)]
    assert "with 14 answers, sees 0.81" in EN.text(pictures[0].alt)
    assert pictures[0].png() == pictures[1].png() and pictures[0].png().startswith(b"\x89PNG")
    assert [row[0] for row in pictures[0].table.rows] == [8, 12, 14, 15, 24, 40, 60, 100]
