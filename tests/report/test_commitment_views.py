"""Page 07: the tables are always there, the counts close, what is late is red, nothing is invented."""

import datetime

import pytest

from mentorkit.planning.commitment import commitment_of
from mentorkit.planning.costs import costs_of
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import cell_words, view_html
from mentorkit.report.lens import Lens
from mentorkit.report.views import view
from mentorkit.stages.commitment import commitment
from mentorkit.text import text_for
from tests.report.figure_faults import watched

EN = Lens(text_for("en"), "committee")
HEAD = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "as_of": datetime.date(2026, 6, 15)}


def shown(section, **more):
    intent = ProgramFile.model_validate({**HEAD, **more, "commitment": section})
    return view(commitment_of(intent, costs_of(intent)), EN)


def said(page, tone=None):
    return [EN.text(sentence) for block in page.blocks if isinstance(block, Words) and tone in (None, block.tone) for sentence in block.sentences]


def rows(page, key):
    table = next(table for table in page.tables if table.key == key)
    return [[cell_words(column, value, EN.text) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025", "gesher-2026"])
def test_every_example_renders_in_both_languages(examples, name, language):
    """Each table is whole, its key begins with the stage and fits a sheet's name."""
    page = view(commitment(open_program(examples / name)), Lens(text_for(language), "committee"))
    assert "<table" in view_html(page, text_for(language))
    for table in page.tables:
        assert table.key.startswith("07_") and len(table.key) <= 31
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_an_empty_section_says_what_is_missing():
    """No number is invented: nothing is promised, nothing requested, the sums are not known yet."""
    page = shown({})
    words = said(page)
    assert "No promise is written down yet." in words and "No decision is requested of management." in words
    assert any("full cost is not known yet" in sentence for sentence in words)
    assert rows(page, "07_agreed") and all(row[2] == "not yet" for row in rows(page, "07_agreed"))


def test_the_ledger_closes_in_words_and_rows():
    """One kept, one said to be, one broken, one late, one open are five; the late one colours the sentence red."""
    promises = [
        {"id": "a", "kept": "yes", "due": datetime.date(2026, 5, 1), "kept_on": datetime.date(2026, 5, 2)},
        {"id": "e", "kept": "yes", "due": datetime.date(2026, 5, 1)},
        {"id": "b", "kept": "no"},
        {"id": "c", "due": datetime.date(2026, 6, 14)},
        {"id": "d", "due": datetime.date(2026, 6, 15)},
    ]
    page = shown({"promises": tuple(promises)})
    words = said(page, "bad")
    assert "5 promises: 1 kept, 1 said to be kept, 1 not kept, 1 overdue, 1 open." in words
    assert "1 of 3 promises due by now were kept, with evidence seen." in words and any(word.startswith("1 more of them is said to be kept") for word in words)
    assert [row[-1] for row in rows(page, "07_promises")] == ["kept, seen on 2 May 2026", "said to be kept, no evidence seen", "not kept", "overdue", "open"]
    assert any("There is no promise of this kind: hours, money, people" in sentence for sentence in said(page, "open"))


def test_kinds_stand_beside_what_was_kept():
    """Each of the five kinds has a row with how many were promised, kept, and not kept or overdue."""
    promises = (
        {"id": "a", "kind": "hours", "kept": "yes", "kept_on": datetime.date(2026, 5, 2)},
        {"id": "b", "kind": "hours", "kept": "no"},
        {"id": "c", "kind": "money", "due": datetime.date(2026, 6, 1)},
    )
    assert rows(shown({"promises": promises}), "07_kinds") == [
        ["hours", "2", "1", "1"], ["money", "1", "0", "1"], ["people", "0", "0", "0"], ["own act", "0", "0", "0"], ["recognition", "0", "0", "0"],
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("many", [4, 30])
def test_pictures_of_people_and_risks_can_be_read(monkeypatch, language, many):
    """Few with their names, many by number: no letters over others, none outside; the numbers of the risks in each cell are those of the table."""
    people = tuple({"who": f"Heads of departments and of services {n}", "influence": ("high", "low")[n % 2], "attitude": ("unsure", "for", "against")[n % 3]} for n in range(many))
    risks = tuple({"what": str(n), "likelihood": 1 + n % 3, "impact": 1 + n // 3 % 3} for n in range(many))
    intent = ProgramFile.model_validate({**HEAD, "commitment": {"stakeholders": people, "risks": risks}})
    page = view(commitment_of(intent, None), Lens(text_for(language), "committee"))
    with watched(monkeypatch) as found:
        for block in page.blocks:
            if isinstance(block, Picture):
                assert len(block.png()) < 60_000
    assert found and not any(found)
    grid = next(table for table in page.tables if table.key == "07_risk_grid")
    placed = sorted(number for row in grid.rows for cell in row[1:] for number in cell)
    assert placed == list(range(1, many + 1))
    listed = {row[0]: (row[3], row[2]) for row in next(table for table in page.tables if table.key == "07_risks").rows}
    assert all(listed[number] == (row[0], place) for row in grid.rows for place, cell in enumerate(row[1:], start=1) for number in cell)


def test_influence_and_attitude_count_everybody_once():
    """The nine cells and the note add up to all posts and groups."""
    people = tuple({"who": who, "influence": i, "attitude": a} for who, i, a in (("A", "high", "for"), ("B", "high", "for"), ("C", "low", "against"), ("D", None, "for")))
    page = shown({"stakeholders": people})
    cells = rows(page, "07_influence")
    assert sum(int(cell) for row in cells for cell in row[1:]) == 3
    note = next(table for table in page.tables if table.key == "07_influence").note
    assert EN.text(note) == "1 of them is not judged yet."


def test_a_risk_without_an_owner_is_said():
    """Risks stand from the heaviest down, and what nobody owns is counted."""
    risks = ({"what": "small", "likelihood": 1, "impact": 1, "answer": "wait", "owner": "HR"}, {"what": "large", "likelihood": 3, "impact": 3, "answer": "ask"})
    page = shown({"risks": risks})
    assert [(row[1], row[4]) for row in rows(page, "07_risks")] == [("large", "9"), ("small", "1")]
    assert "1 risk has no answer or nobody who owns it." in said(page, "open")


def test_an_overdue_decision_is_marked():
    """A decision whose day is past is red in the sentence and named overdue in the table."""
    page = shown({"decisions_requested": ({"what": "money", "due": datetime.date(2026, 6, 1)}, {"what": "posts"})})
    assert [row[-1] for row in rows(page, "07_decisions")] == ["overdue by 14 days", "open"]
    assert "1 of them is overdue." in said(page, "bad")


def test_the_three_sums_and_the_hours_are_sentences(examples):
    """Hours, full, programme and cash, one sentence each, with the amounts of stage 01."""
    page = view(commitment(open_program(examples / "harbour-2026")), EN)
    words = " ".join(said(page))
    for amount in ("1,811", "EUR 104,539", "EUR 25,904", "EUR 23,032"):
        assert amount in words
