"""Page 04 and pairs.xlsx: words that hold, nothing of a person for the committee, a formula that gives the score."""

import datetime
import io
import json
import re

import openpyxl
import pandas as pd
import pytest

from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.reasons import reasons
from mentorkit.pairing.scores import score_people
from mentorkit.people.people import People
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.report.pairs_workbook import pairs_workbook
from mentorkit.report.views import view
from mentorkit.text import text_for

PAIRING = {
    "decided_by": ["Steering committee"],
    "criteria": [
        {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5, "why": "=1+1"},
        {"id": "site", "kind": "different", "column": "site", "weight": 2},
        {"id": "idle", "kind": "equal", "column": "site", "weight": 0},
    ],
    "rules": [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}],
    "required_pairs": [{"mentee": "PersonA", "mentor": "PersonM", "why": "x"}],
    "excluded_pairs": [{"mentee": "PersonB", "mentor": "PersonM", "why": "secret reason"}],
}


PERSONS = {"04_pairs", "04_unpaired", "04_mentors", "04_next_best", "04_parts", "04_contrasts", "04_required", "04_reliefs", "04_shortages", "04_seats"}


def results(folder, **more):
    mentees = pd.DataFrame(
        {"person_id": ["PersonA", "PersonB", "PersonC", "=D"], "wants": [("x", "y"), ("x",), ("z",), ()], "site": ["n", "s", None, "n"], "grade": [1.0, 2.0, 9.0, 1.0]}
    )
    mentors = pd.DataFrame({"person_id": ["PersonM", "PersonN"], "offers": [("x",), ("x", "y", "z")], "site": ["n", "n"], "grade": [5.0, 6.0], "capacity": [1, 1]})
    content = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "pairing": {**PAIRING, **more}}
    (folder / "program.yaml").write_text(json.dumps(content), encoding="utf-8")
    people = People(mentees, mentors, mentees.head(0), pd.DataFrame({"mentee_id": [], "mentor_id": [], "state": []}))
    pairing = pair_people(score_people(open_program(folder / "program.yaml"), people))
    return pairing.scores, pairing, reasons(pairing)


def sentences(result, lens):
    return [lens.text(sentence) for block in view(result, lens).blocks if isinstance(block, Words) for sentence in block.sentences]


def test_the_page_says_what_was_found(tmp_path):
    """Who decided, how many have a mentor, the policy, the proof, who is left and what would help."""
    lens = Lens(text_for("en"))
    scores, pairing, _ = results(tmp_path)
    assert "The criteria were decided on by: Steering committee." in sentences(scores, lens)
    said = sentences(pairing, lens)
    assert said[0] == "2 of 4 selected mentees have a mentor."
    assert said[1].startswith("Proven: no other pairing") and said[2].startswith("Policy: first as many mentees")
    assert not any("Not computed yet" in line for line in said)
    unpaired = next(table for table in view(pairing, lens).tables if table.key == "04_unpaired")
    assert [[lens.text.cell(cell) for cell in row] for row in unpaired.rows] == [
        ["=D", "All 2 possible mentors are taken.", "none"],
        ["PersonC", "The rules forbid all 2 mentors.", "grown: 2"],
    ]


@pytest.mark.parametrize("aim", ["cover_first", "best_total"])
@pytest.mark.parametrize("smallest", [None, 20])
def test_the_policy_is_one_sentence(tmp_path, aim, smallest):
    """Each policy is said in one sentence that starts the same way."""
    _, pairing, _ = results(tmp_path, policy={"aim": aim, "minimum_score": smallest}, required_pairs=[])
    said = [line for line in sentences(pairing, Lens(text_for("en"))) if line.startswith("Policy: ")]
    assert len(said) == 1 and ("20" in said[0]) == (smallest is not None)


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_committee_sees_no_person(tmp_path, language):
    """No id and no reason of a pair in words, tables or figure numbers; the coordinator sees both tables of persons."""
    text = text_for(language)
    for result in results(tmp_path):
        found = view(result, Lens(text, "committee"))
        shown = view_html(found, text) + repr(found.tables)
        assert "Person" not in shown and "=D" not in shown and "secret" not in shown
        assert PERSONS.isdisjoint(table.key for table in found.tables)
    tables = [table.key for result in results(tmp_path) for table in view(result, Lens(text)).tables]
    assert {"04_criteria", "04_rules", "04_summary", "04_pairs", "04_unpaired", "04_mentor_load", "04_relief_counts", *PERSONS} <= set(tables)
    assert len(tables) == len(set(tables)) and all(re.fullmatch(r"04_[a-z0-9_]{1,28}", key) for key in tables)


def test_rows_have_as_many_cells_as_columns(tmp_path):
    """Every table of both audiences is rectangular."""
    for result in results(tmp_path):
        for audience in ("coordinator", "committee"):
            for table in view(result, Lens(text_for("en"), audience)).tables:
                assert all(len(row) == len(table.columns) for row in table.rows)


def recomputed(book, cell):
    """What the formula of a score gives, worked out from the cells it names."""
    pairs, criteria = book["Pairs"], book["Criteria"]
    whole, parts = re.fullmatch(r"=IF\((SUM\(.*?\))=0,0,\((.*)\)/\1\)", cell.value).groups()
    first, last = re.fullmatch(r"SUM\(Criteria!\$C\$(\d+):\$C\$(\d+)\)", whole).groups()
    weights = [criteria[f"C{row}"].value for row in range(int(first), int(last) + 1)]
    products = [re.fullmatch(r"([A-Z]+\d+)\*Criteria!\$C\$(\d+)", part).groups() for part in parts.split("+")]
    assert len(products) == len(weights)
    return sum(pairs[place].value * criteria[f"C{row}"].value for place, row in products) / sum(weights)


def test_the_formula_gives_the_score(tmp_path):
    """Parts times weights over the sum of weights, in every row; the stored value is the same number."""
    _, pairing, why = results(tmp_path)
    content = pairs_workbook(pairing, Lens(text_for("en")), why)
    book, values = openpyxl.load_workbook(io.BytesIO(content)), openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert book.sheetnames == ["Pairs", "By hand", "Unpaired", "Mentors", "Rules", "Criteria", "People", "Read me", "Origin"]
    assert book["Pairs"].max_row == len(pairing.pairs) + 1
    for row, points in enumerate(pairing.pairs["points"], start=2):
        exact = points / pairing.scores.weight / 10
        assert recomputed(book, book["Pairs"][f"C{row}"]) == pytest.approx(exact) and values["Pairs"][f"C{row}"].value == pytest.approx(exact)


def test_the_workbook_is_equal_each_time_and_text_stays_text(tmp_path):
    """Equal bytes, fixed date, frozen headings; an id or a reason that looks like a formula is text; Hebrew runs right to left."""
    _, pairing, why = results(tmp_path)
    one, two = (pairs_workbook(pairing, Lens(text_for("he")), why) for _ in range(2))
    assert one == two
    book = openpyxl.load_workbook(io.BytesIO(one))
    assert book.properties.created == datetime.datetime(2000, 1, 1)
    assert all(sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2" for sheet in book if sheet.sheet_state == "visible")
    assert book["Unpaired"]["A2"].value == "=D" and book["Unpaired"]["A2"].data_type == "s"
    assert book["Criteria"]["E2"].value == "=1+1" and book["Criteria"]["E2"].data_type == "s"


def test_the_workbook_is_for_the_coordinator_only(tmp_path):
    """It names people, so nobody else gets it."""
    with pytest.raises(ValueError, match="coordinator"):
        pairs_workbook(results(tmp_path)[1], Lens(text_for("en"), "committee"))


def test_pictures_are_equal_each_time(tmp_path):
    """The same pairing draws the same bytes for either audience."""
    for audience in ("coordinator", "committee"):
        one, two = (view(results(tmp_path)[1], Lens(text_for("en"), audience)) for _ in range(2))
        assert one.tables == two.tables
        drawn = [[block.png() for block in shown.blocks if isinstance(block, Picture)] for shown in (one, two)]
        assert drawn[0] and drawn[0] == drawn[1]


def test_nobody_to_pair_still_gives_a_page(tmp_path):
    """A programme whose mentees are all forbidden has a page without a figure and an empty workbook."""
    rules = [{"id": "never", "kind": "condition", "when": [{"column": "grade", "at_least": 0, "of": "mentor"}]}]
    found = results(tmp_path, rules=rules, required_pairs=[])
    for result in found:
        for audience in ("coordinator", "committee"):
            assert view_html(view(result, Lens(text_for("en"), audience)), text_for("en"))
    assert openpyxl.load_workbook(io.BytesIO(pairs_workbook(found[1], Lens(text_for("en")), found[2])))["Pairs"].max_row == 1
