"""The management brief on one sheet of A4: printed and as a document, whatever the file says; its numbers are those of the pages."""

import functools
import html
import io
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace

import docx
import pytest

from mentorkit.planning.opening import Brief
from mentorkit.program.program import open_program
from mentorkit.report.brief import brief_document, brief_page
from mentorkit.stages.alternatives import plan_costs
from mentorkit.stages.opening import brief_of
from mentorkit.stages.outcome import outcomes

NAMES = ("bridge-2026", "delta-2026", "ferry-2026", "gesher-2026", "harbour-2026", "lighthouse-2025", "market-2026", "quarry-2026")


@functools.cache
def made(folder):
    """The programme and its brief."""
    program = open_program(folder)
    return program, brief_of(program, outcomes(program))


def words_of(document):
    """Every paragraph and cell of a document in one string."""
    file = docx.Document(io.BytesIO(document))
    return " ".join([p.text for p in file.paragraphs] + [cell.text for table in file.tables for row in table.rows for cell in row.cells])


def seen(page):
    """What a reader of the printed page sees: its body without the folded numbers of a picture and without links."""
    body = re.sub(r"<details.*?</details>|<nav.*?</nav>|<a class=.mk-skip.*?</a>", " ", page[page.index("<body") :], flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|td|th|h1|h2|li|figcaption|caption)>", " ", body)))


def lengthened(brief: Brief, long: str) -> Brief:
    """The same brief with every free text as long as somebody may write it, and with more of everything than a sheet holds."""
    section, chain = brief.commitment, brief.chain
    requests = tuple(replace(row, request=row.request.model_copy(update={"what": long, "of": long})) for row in section.requests) * 4
    goals = tuple(replace(goal, measures=tuple(replace(row, measure=row.measure.model_copy(update={"indicator": long})) for row in goal.measures) * 3) for goal in chain.goals)
    need = brief.need.model_copy(update={"statement": long, "why_now": long})
    decision = brief.decision.model_copy(update={"reason": long, "stop_rule": long, "by": long})
    return replace(
        brief, need=need, decision=decision, chain=replace(chain, goals=goals), commitment=replace(section, process=long, outputs=(long,) * 6, requests=requests, sponsor=long)
    )


@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026"])
def test_the_document_holds_every_number_of_the_page(examples, name):
    """Each number that the printed page shows, sums, targets, results, days, is read back from the document."""
    program, brief = made(examples / name)
    number = re.compile(r"\d[\d,.]*\d|\d")
    shown, written = (Counter(number.findall(text)) for text in (seen(brief_page(brief, program.text)), words_of(brief_document(brief, program.text))))
    assert not shown - written and sum(written.values()) > 20


@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026"])
def test_the_sums_are_those_of_page_01_and_the_mark_that_of_page_00(examples, name):
    """Full, programme cost and cash as notebook 01 has them; the mark of the checklist as page 00 has it."""
    from mentorkit.report.checklist import mark
    from mentorkit.stages.start import readiness

    program, brief = made(examples / name)
    page, costs = seen(brief_page(brief, program.text)), plan_costs(program)
    for amount in (costs.full, costs.program, costs.cash):
        assert f"{amount:,.0f}" in page
    assert program.text(mark(readiness(program).checklist)).translate({0x2068: None, 0x2069: None}) in page


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_praised(examples, name):
    """Beside what the file itself says, no word of success stands on the page; what came out is told by the verdicts of page 08."""
    program, brief = made(examples / name)
    if program.intent.language != "en":
        pytest.skip("the words are English ones")
    page, own = seen(brief_page(brief, program.text)).lower(), str(program.intent.model_dump()).lower()
    own += "what will count as success"  # the method's own question, the heading of the table
    praise = ("success", "excellent", "great", "effective", "impressive", "strong", "significant", "proven", "improved", "thanks to", "raised", "lowered", "convinc")
    assert not [word for word in praise if re.search(rf"\b{word}", page.replace("what will count as success", "")) and word not in own.replace("success", "")]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_one_sheet_each(examples, name, tmp_path):
    """Printed by a browser and, where a word processor is there, from the document, the brief is one page of A4; long texts do not change that."""
    program, brief = made(examples / name)
    there = {"page": brief}
    if brief.commitment is not None and brief.chain is not None:
        there["long"] = lengthened(brief, " ".join(["mentoring" if program.intent.language == "en" else "מנטורינג"] * 200))
    for key, one in there.items():
        (tmp_path / f"{key}.html").write_text(brief_page(one, program.text), "utf-8")
        (tmp_path / f"{key}.docx").write_bytes(brief_document(one, program.text))
    assert printed([tmp_path / f"{key}.html" for key in there]) == [1] * len(there)
    for path in converted(tmp_path):
        assert sheets(path.read_bytes()) == 1, path.name


def printed(paths):
    """Sheets of A4 that a browser prints of each page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium is installed here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        tab, found = opened.new_page(), []
        for path in paths:
            tab.goto(path.as_uri())
            found.append(sheets(tab.pdf(format="A4", prefer_css_page_size=True)))
        opened.close()
    return found


def converted(folder):
    """The documents as PDF; none where there is no office, or one without its word processor."""
    office = shutil.which("soffice")
    if office is not None:
        command = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, folder.glob("*.docx"))]
        subprocess.run(command, check=False, capture_output=True, timeout=120)
    return sorted(folder.glob("*.pdf"))


def sheets(content):
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type ?/Page\b", content))
