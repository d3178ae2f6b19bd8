"""What a committee weighs, in words: counted sentences, no person for the committee, groups hidden as the rules of disclosure say."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from mentorkit.pairing.access import Access, Group
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.scores import score_people
from mentorkit.pairing.trade_offs import trade_offs_of
from mentorkit.people.people import People
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.fairness import fairness_blocks
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.report.views import view
from mentorkit.text import Mark, text_for

CRITERIA = [
    {"id": "development", "kind": "coverage", "weight": 3},
    {"id": "site", "kind": "different", "column": "site", "weight": 2},
    {"id": "idle", "kind": "equal", "column": "department", "weight": 2},
]


def result(folder, mentees=12, count=10):
    wants = [("a", "b"), ("a",), ("b", "c"), ("c",)]
    left = pd.DataFrame({"person_id": [f"Mentee{i:02}" for i in range(mentees)], "wants": [wants[i % 4] for i in range(mentees)], "site": ["n", "s"] * (mentees // 2)})
    right = pd.DataFrame({"person_id": [f"Mentor{i:02}" for i in range(10)], "offers": [wants[(i * i) % 4] for i in range(10)], "site": ["n", "n", "s", "s", "n"] * 2})
    right["capacity"] = 1
    program = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "audiences": {"equal_access": ["site"]}}
    program["pairing"] = {"criteria": CRITERIA, "rules": [{"id": "apart", "kind": "different", "column": "nothing"}][:0]}
    (folder / "program.yaml").write_text(json.dumps(program), "utf-8")
    manual = pd.DataFrame({"mentee_id": ["Mentee00", "Mentee01", "Stranger"], "mentor_id": ["Mentor00", "Mentor00", "Mentor01"]})
    people = People(left.assign(department="x"), right.assign(department="x"), left.head(0), pd.DataFrame({"mentee_id": [], "mentor_id": [], "state": []}), manual=manual)
    opened = open_program(folder / "program.yaml")
    return trade_offs_of(opened.intent, people, pair_people(score_people(opened, people)), count)


def sentences(found, lens):
    return [lens.text.plain(sentence) for block in view(found, lens).blocks if isinstance(block, Words) for sentence in block.sentences]


def test_the_page_says_what_is_weighed(tmp_path):
    """The cost of covering the last mentees, how firm the pairs are, the list made by hand, and the question that can be dropped."""
    said = sentences(result(tmp_path), Lens(text_for("en")))
    assert any(re.fullmatch(r"Covering the last \d+ mentees costs [\d.]+ points of the mean score: from [\d.]+ with \d+ pairs to [\d.]+ with 10\.", line) for line in said)
    assert any("of 10 pairs are solid" in line and "of 10 weightings" in line for line in said)
    assert "1 of 3 pairs of the list made by hand keep every rule and seat." in said
    assert "Answers to idle never change a pair: the question can be dropped from the form." in said


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_committee_sees_no_person(tmp_path, language):
    """No id in words, tables or figures of the committee; the coordinator sees pairs, the faulty list and wanted mentors."""
    found = result(tmp_path)
    seen = {who: view_html(view(found, lens), lens.text) for who in ("coordinator", "committee") if (lens := Lens(text_for(language), who))}
    assert "Mentee" not in re.sub(r"<th.*?</th>|<p.*?</p>|Mentees?\b", "", seen["committee"]) and "Mentor0" not in seen["committee"] and "Stranger" not in seen["committee"]
    assert "Mentor0" in seen["coordinator"] and "Stranger" in seen["coordinator"]
    assert len(seen["coordinator"].encode()) < 120_000


def test_rows_fit_their_columns_and_pictures_are_equal_each_time(tmp_path):
    """Every row has a cell for each column, keys are unique, and a picture gives the same bytes twice."""
    shown = view(result(tmp_path), Lens(text_for("en")))
    assert len({table.key for table in shown.tables}) == len(shown.tables)
    assert all(len(row) == len(table.columns) for table in shown.tables for row in table.rows)
    pictures = [block for block in shown.blocks if isinstance(block, Picture)]
    assert [picture.key for picture in pictures] == ["04_curve_figure", "04_firmness_figure"]
    assert all(picture.png() == picture.png() for picture in pictures)


def test_a_very_large_programme_says_what_is_skipped(tmp_path):
    """One sentence says what was not computed, and the page has no figure of it."""
    found = replace(result(tmp_path), robustness=None, left_out=(), large=True)
    said = sentences(found, Lens(text_for("en")))
    assert sum(line.startswith("With more than 2,000,000 possible pairs") for line in said) == 1
    assert not any("solid" in line for line in said)


def rows(groups, who):
    blocks = fairness_blocks((Access("site", groups),), Lens(text_for("en"), who))
    return [row[1:] for block in blocks if not isinstance(block, Words) for row in block.rows], blocks


@pytest.mark.parametrize("who", ["coordinator", "committee"])
def test_small_groups_and_what_is_left_of_the_total_are_hidden(who):
    """A group of three is hidden, and so is the next one, by which it could be had from the total."""
    found, _ = rows((Group("N", 12, 12, 700.0), Group("S", 8, 8, 600.0), Group("W", 3, 3, 500.0)), who)
    assert found == [("N", 12, 12, 1.0, 700.0), ("S", *(Mark.HIDDEN,) * 4), ("W", *(Mark.HIDDEN,) * 4)]


def test_the_committee_cannot_tell_how_few_of_a_group_have_no_mentor():
    """One of twelve without a mentor: number and chance of every group are hidden, means are rounded, nothing is said in words."""
    groups = (Group("N", 12, 11, 713.0), Group("S", 8, 8, 608.0))
    found, blocks = rows(groups, "committee")
    assert found == [("N", 12, Mark.HIDDEN, Mark.HIDDEN, 700.0), ("S", 8, Mark.HIDDEN, Mark.HIDDEN, 600.0)] and len(blocks) == 2
    found, blocks = rows(groups, "coordinator")
    assert found[0] == ("N", 12, 11, 11 / 12, 713.0) and len(blocks) == 3
