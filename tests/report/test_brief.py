"""The management brief: short, without persons, the same words as page and as document, right to left in Hebrew."""

import io
import re
import zipfile

import docx
import pytest

from mentorkit.program.program import open_program
from mentorkit.report.brief import brief_document, brief_page
from mentorkit.stages.opening import brief_of
from mentorkit.stages.outcome import outcomes


def made(folder):
    program = open_program(folder)
    brief = brief_of(program, outcomes(program))
    return program, brief, brief_page(brief, program.text), brief_document(brief, program.text)


@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026", "quarry-2026", "ferry-2026"])
def test_page_and_document_say_the_same(examples, name):
    """Every sentence and every cell of the document stands on the page."""
    _, _, page, document = made(examples / name)
    file = docx.Document(io.BytesIO(document))
    words = [p.text for p in file.paragraphs] + [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    for one in filter(str.strip, words):
        assert re.sub(r"\s+", " ", one).strip() in plain, one
    assert len(" ".join(words).split()) < 1200  # two pages


def test_equal_results_give_equal_bytes(examples):
    """The document made twice is the same file."""
    assert made(examples / "harbour-2026")[3] == made(examples / "harbour-2026")[3]


def test_hebrew_is_right_to_left(examples):
    """Each paragraph carries the direction, each table runs from the right, Hebrew runs are right to left and spelled in Hebrew."""
    _, _, page, document = made(examples / "gesher-2026")
    assert '<html lang="he" dir="rtl">' in page
    xml = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    assert xml.count("<w:bidi/>") >= xml.count("<w:pPr>") > 10
    assert xml.count("<w:bidiVisual/>") == xml.count("<w:tbl>") > 0
    assert "<w:rtl/>" in xml and 'w:bidi="he-IL"' in xml


def test_no_person_stands_in_it(examples):
    """No id and no name of anybody in the tables of Ferry."""
    _, _, page, _ = made(examples / "ferry-2026")
    ids = {line.split(",")[0] for line in (examples / "ferry-2026" / "contacts.csv").read_text("utf-8").splitlines()[1:]}
    names = {line.split(",")[1] for line in (examples / "ferry-2026" / "contacts.csv").read_text("utf-8").splitlines()[1:]}
    assert ids and not {word for word in ids | names if re.search(rf"\b{re.escape(word)}\b", page)}


def test_decisions_requested_are_all_there(examples):
    """Every decision that is requested stands in the brief with the post and the day."""
    program, _, page, _ = made(examples / "harbour-2026")
    for request in program.intent.commitment.decisions_requested:
        assert request.what in page and request.of in page


def test_another_way_ends_with_the_decision(examples):
    """Where a course was chosen the brief tells the options, the decision and its reason, and asks for no hours of mentors."""
    program, _, page, _ = made(examples / "quarry-2026")
    assert program.intent.alternatives.decision.reason in page.replace("&#39;", "'")
