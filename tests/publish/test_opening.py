"""What publishing puts in front: four questions first, then what is open, then the stages; brief, calendar, hours and cost."""

import csv
import io
import json

import openpyxl
import pytest
from bs4 import BeautifulSoup

from mentorkit import publish
from mentorkit.program.program import open_program
from mentorkit.stages.portfolio import portfolio

pytestmark = pytest.mark.slow  # whole programmes are computed for it


@pytest.fixture(scope="module")
def out(tmp_path_factory, request):
    """Four examples published for both audiences, as a batch does it, with short pages in place of the notebooks."""
    examples = request.getfixturevalue("examples")
    where = tmp_path_factory.mktemp("opening")
    for name in ("harbour-2026", "quarry-2026", "orchard-draft", "gesher-2026"):
        program = open_program(examples / name)
        numbers = publish.numbers_of(program)
        for audience in publish.AUDIENCES:
            folder = where / name / audience
            folder.mkdir(parents=True)
            publish.publish_numbers(program, folder, audience, numbers)
            pages = [publish.StagePage(outcome.stage, f"<h2>{outcome.stage.notebook}</h2>") for outcome in numbers.outcomes if outcome.state != "not_planned"]
            publish.wrap_report(numbers, folder, audience, pages)
        manifest = publish.manifest_of(numbers, publish.AUDIENCES, publish.input_hashes(program, contacts=True), key="k")
        publish.save_manifest(where / name, manifest)
    publish.publish_overview(where, "en")
    return where


def page(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("audience", ["coordinator", "committee"])
@pytest.mark.parametrize("name", ["harbour-2026", "quarry-2026", "orchard-draft", "gesher-2026"])
def test_the_report_begins_with_the_four_questions(out, name, audience):
    """Sections in order: questions, what is open, stages; four answers with a number or the mark no data."""
    found = page(out / name / audience / "report.html")
    ids = [section["id"] for section in found.main.find_all("section", id=True, recursive=False)]
    assert ids[:2] == ["questions", "open"] and ids[2] == "s00" and ids[2:] == sorted(ids[2:])
    answers = found.select("#questions li")
    assert len(answers) == 4 and all(answer.h3.get_text() and answer.b.get_text() for answer in answers)


@pytest.mark.parametrize("name", ["harbour-2026", "orchard-draft"])
def test_every_link_of_the_contents_leads_somewhere(out, name):
    """Contents and answers link to sections of the page and to files beside it; nothing leads nowhere."""
    folder = out / name / "committee"
    for file in sorted(folder.glob("*.html")):
        found = page(file)
        for link in found.select("a[href]"):
            target, _, anchor = link["href"].partition("#")
            other = page(folder / target) if target.endswith(".html") else found
            assert not target or (folder / target).is_file(), link
            assert not anchor or other.find(id=anchor) is not None, link


def test_the_brief_is_there_when_there_is_something_to_tell(out):
    """Brief as page and document for a commitment and for a decision otherwise, the same for both audiences; none for a first draft."""
    names = ("management_brief.html", "management_brief.docx")
    for name, there in (("harbour-2026", True), ("quarry-2026", True), ("orchard-draft", False)):
        for one in names:
            files = [out / name / audience / one for audience in publish.AUDIENCES]
            assert [file.is_file() for file in files] == [there, there]
            assert not there or files[0].read_bytes() == files[1].read_bytes()
    assert (out / "harbour-2026/committee/calendar.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_workbook_holds_the_answers(out):
    """The first sheet after the contents has the four answers."""
    book = openpyxl.load_workbook(out / "harbour-2026/committee/results.xlsx")
    assert book.sheetnames[1] == "00_questions" and book["00_questions"].max_row == 5


def test_hours_and_cost_stand_where_they_are_known(out, examples):
    """Manifest, index, portfolio and summary say hours and the three sums of a plan; a draft and a decision otherwise say no data."""
    counts = {name: json.loads((out / name / "manifest.json").read_text("utf-8"))["counts"] for name in ("harbour-2026", "quarry-2026", "orchard-draft")}
    assert counts["harbour-2026"]["cost_full"] == pytest.approx(104_539, abs=1) and counts["harbour-2026"]["currency"] == "EUR"
    assert counts["quarry-2026"]["hours"] is None and counts["orchard-draft"]["cost_cash"] is None
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO((out / "summary.csv").read_text("utf-8-sig")))}
    assert float(rows["harbour-2026"]["cost_program"]) == pytest.approx(25_904, abs=1) and rows["orchard-draft"]["hours"] == ""
    index = page(out / "index.html").get_text(" ")
    assert "EUR 104,539" in index and "1,811" in index and "no data" in index
    portfolio_rows = {row.id: row for row in portfolio(out).programs}
    here = {row.id: row for row in portfolio(examples).programs if row.id in portfolio_rows}
    assert {row.id: (row.hours, row.cost_full, row.currency) for row in here.values()} == {row.id: (row.hours, row.cost_full, row.currency) for row in portfolio_rows.values()}


def test_decided_otherwise_says_so_in_one_line(out):
    """The later stages of a programme that chose a course stand in the table of stages with the reason and have no page."""
    folder = out / "quarry-2026/committee"
    assert sorted(path.name for path in folder.glob("0*.html")) == ["00_start.html", "01_alternatives.html", "02_need.html"]
    rows = [row.get_text(" ") for row in page(folder / "report.html").select("#report-stages tbody tr")]
    assert sum("another way than mentoring" in row for row in rows) == 6
