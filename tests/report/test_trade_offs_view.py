"""What the committee sees of the trade-offs, and a list of pairs made by hand beside the proposal."""

import re
import shutil

import pytest

from mentorkit.people.people import read_people
from mentorkit.program.program import open_program
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.report.trade_offs import trade_offs_view
from mentorkit.stages.pairing import pair, trade_offs
from mentorkit.text import text_for

LISTED = "mentee_id,mentor_id\nE1215,E1299\nE1215,E1307\nE1198,E1042\nNOBODY,E1006\n"


@pytest.fixture
def asked(examples, tmp_path):
    """The example with a list of pairs made by hand beside it."""
    folder = tmp_path / "harbour"
    shutil.copytree(examples / "harbour-2026", folder)
    (folder / "manual.csv").write_text(LISTED, encoding="utf-8")
    file = folder / "program.yaml"
    file.write_text(file.read_text("utf-8").replace("tables:\n", "tables:\n  manual: {file: manual.csv}\n", 1), encoding="utf-8")
    program = open_program(folder)
    people = read_people(program)
    return trade_offs(program, people, pair(program, people))


def test_the_committee_sees_no_person(asked):
    """Counts, groups and figures only: no id in any word or table; the coordinator sees pairs and mentors by id."""
    seen = {who: view_html(trade_offs_view(asked, Lens(text_for("en"), who)), text_for("en"), only="words") for who in ("committee", "coordinator")}
    assert not re.findall(r"\bE1\d{3}\b", seen["committee"]) and len(re.findall(r"\bE1\d{3}\b", seen["coordinator"])) > 20


def test_a_list_made_by_hand_stands_beside_the_other_ways(asked):
    """Its pairs are counted, those that are also proposed too; what is wrong is said in words and listed for the coordinator."""
    view = trade_offs_view(asked, Lens(text_for("en"), "coordinator"))
    ways = next(table for table in view.tables if table.key == "04_ways")
    assert [text_for("en").cell(row[0]) for row in ways.rows][-1] == "pairs made by hand"
    wrong = next(table for table in view.tables if table.key == "04_manual")
    said = [[text_for("en").cell(cell) for cell in row] for row in wrong.rows]
    assert [row[:2] for row in said] == [["E1198", "E1042"], ["E1215", "E1307"], ["NOBODY", "E1006"]]
    assert "against the rule" in said[0][3] and "the mentee has a mentor in the list already" in said[1][3] and "the mentee is in no table" in said[2][3]


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_figure_has_its_numbers_beside_it(asked, language):
    """Each picture carries a table with the same numbers and words for those who cannot see it."""
    view = trade_offs_view(asked, Lens(text_for(language), "committee"))
    pictures = [block for block in view.blocks if type(block).__name__ == "Picture"]
    assert len(pictures) == 2 and all(text_for(language)(one.alt) and one.table.rows for one in pictures)
