"""Page 03 in words: the draw and what follows from it, what the committee must not see, what is probably one answer."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.people.account import Account, AccountLine
from mentorkit.people.eligibility import GateRow
from mentorkit.program.model import Condition
from mentorkit.program.program import open_program
from mentorkit.report.audiences import profile_view
from mentorkit.report.audiences_people import _gate_cells, hidden_lines
from mentorkit.report.blocks import Words
from mentorkit.report.condition_words import condition_words
from mentorkit.report.lens import Lens, lens_of
from mentorkit.stages.audiences import profile, read_people
from mentorkit.text import Mark, text_for

COORDINATOR, COMMITTEE = Lens(text_for("en"), "coordinator"), Lens(text_for("en"), "committee")
MEASURE = "goals: [{id: stay, for: organisation}]\nmeasures: [{id: stay, goal: stay, indicator: Still here, comparison: wait_list}]\n"
FILE = """\
schema: mentorkit-program/1
id: small
name: Small
language: en
as_of: 2026-09-01
seed: 11
tables: {{mentees: {{file: mentees.csv}}, mentors: {{file: mentors.csv}}}}
audiences:
  mentees: {{size: 6, selection: {how}}}
  mentors: {{eligible: [{{column: grade, at_least: 3}}]}}
schedule: {{months: 9}}
{more}"""
PAIRING = "pairing: {required_pairs: [{mentee: E03, mentor: M1, why: they asked}]}\n"


def made(folder, how="lottery", more="", mentees=20):
    rows = [f"E{n:02},negotiation,2024-01-{n % 28 + 1:02}" for n in range(1, mentees)] + [f"E{mentees:02},Negotation,2024-01-01"]
    (folder / "program.yaml").write_text(FILE.format(how=how, more=more), encoding="utf-8")
    (folder / "mentees.csv").write_text("person_id,wants,applied_on\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "mentors.csv").write_text("person_id,offers,grade,hours_per_month\nM1,negotiation,4,4\nM2,negotiation,2,4\n", encoding="utf-8")
    program = open_program(folder)
    return program, profile(program, read_people(program))


def said(result, lens=COORDINATOR):
    return [lens.text.plain(sentence) for block in profile_view(result, lens).blocks if isinstance(block, Words) for sentence in block.sentences]


def test_a_lottery_says_how_to_repeat_it_and_names_the_comparison_group(tmp_path):
    """The printed rule, run as it stands over the sorted numbers, gives the selected; design grade A and the measures that use it are named."""
    program, found = made(tmp_path, more=MEASURE)
    words = " ".join(said(found))
    assert "20 were eligible for 6 places, so a lottery decided, and 14 wait." in words
    assert "(design grade A)" in words and "Compared with the waiting list: Still here." in words
    rule = re.search(r"numpy\.random\.default_rng\((\d+)\)\.permutation\((\d+)\)", words)
    order = np.random.default_rng(int(rule[1])).permutation(int(rule[2]))
    ids = sorted(row.person for row in found.persons if row.side == "mentees")
    assert {row.person for row in found.persons if row.line == "selected"} == {ids[place] for place in order[:6]}
    assert not [gap.code for gap in found.gaps if gap.code in ("MK-G310", "MK-G311")]
    assert program.intent.seed == 11


def test_a_lottery_that_no_measure_uses_and_a_measure_without_a_lottery_are_gaps(tmp_path):
    """The waiting list is worth something only when both are there."""
    assert "MK-G310" in {gap.code for gap in made(tmp_path)[1].gaps}
    found = made(tmp_path, how="first_come", more=MEASURE)[1]
    assert "MK-G311" in {gap.code for gap in found.gaps}
    assert any("A lottery would be fairer" in sentence for sentence in said(found))


def test_required_pairs_in_a_lottery_are_no_chance(tmp_path):
    """Whoever was taken before the draw is left out of the comparison; taking all says how many more than planned."""
    assert any("taken before the draw" in sentence for sentence in said(made(tmp_path, more=PAIRING)[1]))
    assert "All who are eligible take part: 14 more than planned." in said(made(tmp_path, how="all")[1])


def test_a_waiting_list_by_hand_is_chance_only_if_a_lottery_decided(examples):
    """A programme whose lottery was drawn elsewhere is reminded of its record."""
    program = open_program(examples / "lighthouse-2025")
    words = said(profile(program, read_people(program)))
    assert "32 people wait by hand: they are the comparison group (design grade A) only if a lottery decided it, so keep its record." in words


def test_a_misspelled_area_comes_with_the_line_that_maps_it(tmp_path):
    """The coordinator gets the line for the file; the committee only hears that there is one."""
    found = made(tmp_path)[1]
    tables = {table.key: table for table in profile_view(found, COORDINATOR).tables}
    assert tables["03_alike"].rows[0][1:] == ("Negotation", 1, "negotiation", 21, 'tables.mentees.values: {wants: {"Negotation": "negotiation"}}')
    assert "03_alike" not in {table.key for table in profile_view(found, COMMITTEE).tables}
    assert "One answer is probably another one, spelled differently." in said(found, COMMITTEE)


def test_the_mapping_that_is_proposed_is_read_as_one(tmp_path):
    """Written into the file, the line makes one area of two."""
    made(tmp_path)
    path = tmp_path / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("{file: mentees.csv}", '{file: mentees.csv, values: {wants: {"Negotation": "negotiation"}}}'), encoding="utf-8")
    program = open_program(path)
    found = profile(program, read_people(program))
    assert found.quality.alike == () and [row.area for row in found.supply.rows] == ["negotiation"]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"column": "grade", "at_most": 4}, "grade at most 4"),
        ({"column": "hire_date", "before": "2026-03-01"}, "hire date before 1 Mar 2026"),
        ({"column": "badge", "filled": True}, "badge is filled in"),
        ({"any_of": [{"column": "site", "equals": "North"}, {"column": "grade", "at_least": 3}]}, "any of: site: North, grade at least 3"),
        ({"all_of": [{"column": "site", "in": ["N", "S"]}]}, "all of: site is one of: N, S"),
    ],
)
def test_conditions_in_plain_words(condition, words):
    """As people would say it."""
    assert text_for("en").plain(condition_words(Condition.model_validate(condition, strict=False))) == words


LINES = st.dictionaries(st.sampled_from(["selected", "conditions", "manager_no", "manager_open", "no_consent", "withdrawn"]), st.integers(1, 12), min_size=1)


@given(LINES, st.integers(3, 20))
def test_what_is_hidden_in_the_account_cannot_be_subtracted(lines, threshold):
    """The committee knows the sum of those who are not eligible: the hidden lines together are many, or they are all of it."""
    found = Account(sum(lines.values()), 0, tuple(AccountLine(key, n) for key, n in lines.items()))
    hidden = hidden_lines(found, Lens(COMMITTEE.text, "committee", threshold))
    personal = {key for key in lines if key not in ("selected", "withdrawn")}
    assert all(lines[key] >= threshold for key in personal - hidden)
    assert not hidden or sum(lines[key] for key in hidden) >= threshold or hidden == personal
    assert hidden_lines(found, COORDINATOR) == frozenset()


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_small_counts_of_a_condition_are_hidden_from_the_committee(passed, failed, unanswered, alone, covered):
    """Either all four numbers are shown and none of them, nor what lies between them, is a handful of people, or none is shown."""
    alone = min(alone, failed + unanswered)
    cells = _gate_cells(GateRow("mentees", "condition", None, passed + failed + unanswered, passed, failed, unanswered, alone), COMMITTEE, covered=covered)
    out = failed + unanswered
    if Mark.HIDDEN in cells:
        assert set(cells) == {Mark.HIDDEN} and out
    elif out:
        assert not covered and all(n == 0 or n >= 5 for n in (*cells, out - alone))


@pytest.mark.parametrize("name", ["harbour-2026", "market-2026", "gesher-2026"])
def test_the_committees_page_of_the_examples_names_nobody(examples, name):
    """No number of a person of any table stands in a sentence or table of the committee."""
    program = open_program(examples / name, audience="committee")
    people = read_people(program)
    ids = {str(person) for table in (people.mentees, people.mentors, people.staff) for person in table["person_id"]}
    shown = profile_view(profile(program, people), lens_of(program))
    cells = {str(cell) for table in shown.tables for row in table.rows for cell in row} | set(re.findall(r"\w+", " ".join(said(profile(program, people), lens_of(program)))))
    assert not cells & ids
