"""The management brief: short, without persons, the same words as page and as document, right to left in Hebrew."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from mentorkit.program.model import DecisionRequest
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Table, View, Words
from mentorkit.report.brief import brief_document, brief_page, brief_views
from mentorkit.report.html import cell_words
from mentorkit.report.lens import lens_of
from mentorkit.report.start import banner
from mentorkit.report.views import view
from mentorkit.stages.opening import brief_of
from mentorkit.stages.outcome import outcomes
from mentorkit.text import Message


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
    assert len(" ".join(words).split()) < 480  # one page


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


PRAISE = re.compile(r"\b(success\w*|successful\w*|excellent|great|outstanding|effective\w*|impressive|strong\w*|proven|improved?|raised|lowered|works|worked|thrives?)\b", re.I)


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025", "bridge-2026", "ferry-2026"])
def test_nothing_is_praised(examples, name):
    """Apart from what the file itself says, the brief has no word of success; what came out is said by the verdict alone."""
    program, brief, _, _ = made(examples / name)
    # a message without its values is what the product says of itself; a heading asks what will count as success
    own = [message.msgid for message in _messages(brief_views(brief, program.text))]
    assert own and not [sentence for sentence in own if PRAISE.search(sentence.replace("What will count as success", ""))]


def _messages(parts):
    """Every message in views, blocks, tables and messages, however deep."""
    for part in parts:
        if isinstance(part, Message):
            yield part
            yield from _messages(value for _, value in part.params)
        elif isinstance(part, tuple):
            yield from _messages(part)
        elif isinstance(part, View):
            yield from _messages((part.title, *part.blocks))
        elif isinstance(part, Words):
            yield from _messages(part.sentences)
        elif isinstance(part, Table):
            yield from _messages((part.title, part.rows, tuple(column.title for column in part.columns), part.note))
        elif isinstance(part, Picture):
            yield from _messages((part.title, part.alt))


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025", "gesher-2026"])
def test_numbers_are_those_of_the_pages(examples, name):
    """Read back from the document: sums and hours as page 01 has them; targets, results and verdicts as page 08 has them."""
    program = open_program(examples / name)
    found = outcomes(program)
    brief = brief_of(program, found)
    file = docx.Document(io.BytesIO(brief_document(brief, program.text)))
    words = "\n".join(p.text for p in file.paragraphs)
    results = {type(result).__name__: result for outcome in found for result in outcome.results}
    text, costs = program.text, results.get("Costs")
    for amount in (costs.full, costs.program, costs.cash) if costs else ():
        assert amount is None or text.money(amount, costs.currency) in words
    assert not costs or text.number(costs.hours_total) in words
    if not brief.answers:
        return
    page = view(results["Evaluation"], lens_of(program))
    promised = next(table for table in page.tables if table.key == "08_promises")
    shown = {tuple(cell_words(column, value, text) for column, value in zip(promised.columns, row, strict=True)) for row in promised.rows}
    there = {re.sub("[\u2068\u2069]", "", row[0]): (row[3], row[7]) for row in shown}
    table = next(table for table in file.tables if len(table.columns) == 5)
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert rows and all(there[row[0]] == (row[3], row[4]) for row in rows if "…" not in row[0])


def test_more_than_fits_is_counted(examples):
    """Of five decisions the three whose day comes first are shown, of eight measures six, and a sentence counts the rest."""
    program = open_program(examples / "harbour-2026")
    intent = _crowded(program.intent)
    program = replace(program, intent=intent)
    views = {each.key: each for each in brief_views(brief_of(program, outcomes(program)), program.text)}
    (decisions,), promised = views["brief_decisions"].tables, views["brief_promised"].tables[0]
    assert len(decisions.rows) == 3 and program.text.plain(decisions.note) == "2 more decisions stand in the report."
    assert [row[2].day for row in decisions.rows] == [1, 2, 3]
    assert len(promised.rows) == 6 and promised.note is not None


def _crowded(intent):
    """A programme whose every sentence has hundreds of letters."""
    long = "Words that somebody wrote with much care and very little thought of the length of a page, " * 6
    commitment = intent.commitment
    requests = tuple(DecisionRequest(what=long, of=long, due=datetime.date(2026, 9, 5 - place)) for place in range(5))
    section = commitment.model_copy(update={"process": long, "outputs": (long,) * 6, "sponsor": long, "decisions_requested": requests})
    measures = tuple(m.model_copy(update={"id": f"{m.id}{place}", "indicator": long, "primary": m.primary and not place}) for place in range(2) for m in intent.measures)
    need = intent.need.model_copy(update={"statement": long, "why_now": long})
    decision = intent.alternatives.decision.model_copy(update={"reason": long, "by": long})
    alternatives = intent.alternatives.model_copy(update={"decision": decision})
    return intent.model_copy(update={"commitment": section, "measures": measures, "need": need, "alternatives": alternatives})


def _pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.slow
@pytest.mark.browser
def test_the_page_prints_on_one_sheet(examples, tmp_path):
    """Chromium prints the brief of every example, and of one whose sentences are far too long, on one page of A4."""
    from playwright.sync_api import sync_playwright

    pages = {}
    for folder in sorted(examples.iterdir()):
        program = open_program(folder)
        brief = brief_of(program, outcomes(program))
        if brief is not None:
            pages[folder.name] = brief_page(brief, program.text, banner(program))
    program = open_program(examples / "harbour-2026")
    program = replace(program, intent=_crowded(program.intent))
    pages["crowded"] = brief_page(brief_of(program, outcomes(program)), program.text, banner(program))
    with sync_playwright() as played:
        browser = played.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        counts = {}
        for name, content in pages.items():
            (tmp_path / f"{name}.html").write_text(content, "utf-8")
            tab = browser.new_page()
            tab.goto((tmp_path / f"{name}.html").as_uri())
            counts[name] = _pages(tab.pdf(format="A4", prefer_css_page_size=True))
            tab.close()
        browser.close()
    assert len(counts) > 8 and set(counts.values()) == {1}, counts


@pytest.mark.slow
def test_the_document_prints_on_one_sheet(examples, tmp_path):
    """LibreOffice prints the document of every example on one page of A4."""
    office = shutil.which("soffice")
    if office is None or not list(Path(office).resolve().parent.glob("libswlo*")):
        pytest.skip("LibreOffice with Writer is not installed here")
    for folder in sorted(examples.iterdir()):
        program = open_program(folder)
        brief = brief_of(program, outcomes(program))
        if brief is not None:
            (tmp_path / f"{folder.name}.docx").write_bytes(brief_document(brief, program.text, banner(program)))
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    counts = {path.stem: _pages(path.read_bytes()) for path in tmp_path.glob("*.pdf")}
    assert len(counts) == len(files) and set(counts.values()) == {1}, counts
