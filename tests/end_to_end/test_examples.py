"""The shipped examples from their files to their reports: status, privacy, the same numbers everywhere."""

import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup

import mentorkit as mk
from mentorkit.people.specs import CONTACTS
from mentorkit.people.tables import read_table
from mentorkit.program.program import open_program

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in (ROOT / "data" / "programs").glob("*/program.yaml"))
STATUS = {
    "bridge-2026": "done", "delta-2026": "done", "ferry-2026": "done", "gesher-2026": "done", "harbour-2026": "done", "lighthouse-2025": "done", "market-2026": "done",
    "orchard-draft": "not_ready", "quarry-2026": "decided_otherwise",
}  # fmt: skip
# mentees and mentors in the tables, selected mentees, seats, recorded pairs, pairs of the pairing, mentees left without a mentor
COUNTS = {
    "bridge-2026": (39, 24, 30, 32, 31, 30, 0),
    "delta-2026": (300, 240, 293, 401, None, 293, 0),
    "ferry-2026": (36, 27, 30, 34, 31, 30, 0),
    "gesher-2026": (39, 24, 30, 32, 31, 30, 0),
    "harbour-2026": (32, 20, 24, 22, None, 22, 2),
    "lighthouse-2025": (70, 30, 36, 38, 36, 36, 0),
    "market-2026": (25, 20, 20, 21, None, 20, 0),
    "orchard-draft": (None, None, None, None, None, None, None),
    "quarry-2026": (None, None, None, None, None, None, None),
}
VERDICTS = {
    "bridge-2026": {"met": 3, "not_met": 1, "cannot_tell": 2, "not_measured": 1},
    "ferry-2026": {"met": 1, "not_met": 0, "cannot_tell": 0, "not_measured": 5},
    "gesher-2026": {"met": 3, "not_met": 1, "cannot_tell": 2, "not_measured": 1},
    "lighthouse-2025": {"met": 3, "not_met": 1, "cannot_tell": 2, "not_measured": 1},
    "market-2026": {"met": 0, "not_met": 1, "cannot_tell": 0, "not_measured": 2},
}


def words_of(path):
    """Everything a file shows as one text; workbooks and documents are unpacked."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8") for name in book.namelist() if name.endswith((".xml", ".rels")))
    return path.read_text("utf-8")


def people_of(name):
    """Ids, names and e-mail addresses of everybody in an example's tables."""
    program = open_program(ROOT / "data" / "programs" / name)
    people = mk.read_people(program)
    ids = {str(v) for frame in (people.mentees, people.mentors, people.staff) if "person_id" in frame for v in frame["person_id"]}
    contacts = read_table(program, CONTACTS).frame
    personal = {str(v) for column in ("name", "email") if column in contacts for v in contacts[column].dropna()}
    return ids, personal


def test_the_command_ends_with_the_page_to_open(batched):
    """The last lines name the page to look at."""
    assert str(batched.out / "index.html") in batched.said or "index.html" in batched.said


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_the_status_and_the_counts_it_is_made_for(batched, name):
    """Status, people, seats, pairs and verdicts are those of the README, in the manifest of the batch."""
    assert set(EXAMPLES) == set(STATUS) == set(COUNTS)
    manifest = json.loads((batched.out / name / "manifest.json").read_text("utf-8"))
    counts = manifest["counts"]
    assert manifest["status"] == STATUS[name]
    assert tuple(counts[key] for key in ("mentees", "mentors", "selected", "seats", "pairs", "proposed", "unpaired")) == COUNTS[name]
    if name in VERDICTS:
        verdicts = [measure["verdict"] for measure in manifest["measures"]]
        assert {verdict: verdicts.count(verdict) for verdict in VERDICTS[name]} == VERDICTS[name]


def workbook_of(batched, name, audience="coordinator"):
    """Sheet name -> rows below the headings."""
    book = openpyxl.load_workbook(batched.out / name / audience / "results.xlsx")
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def test_ferry_shows_where_its_run_stands(batched):
    """26 active, 2 paused, 3 ended early; two red and three amber silences; two people ask for a call, whom the committee does not see; one promise is overdue."""
    sheets = workbook_of(batched, "ferry-2026")
    states = {row[0]: row[1] for row in sheets["06_states"]}
    assert (states["active"], states["paused"], states["ended early"], states["all pairs"]) == (26, 2, 3, 31)
    rules = {row[0]: row[3:5] for row in sheets["06_flags"]}
    assert rules["silence"] == (3, 2)
    coordinator, committee = (
        plain(BeautifulSoup((batched.out / "ferry-2026" / audience / "06_steering.html").read_text("utf-8"), "html.parser").get_text()) for audience in ("coordinator", "committee")
    )
    assert "2 people asked in their last check-in" in coordinator and "asked in their last check-in" not in committee
    promises = [row for row in sheets["07_promises"] if "overdue" in row]
    assert len(promises) == 1 and any("quiet place" in str(cell) for cell in promises[0])


def test_quarry_says_why_it_is_not_mentoring(batched):
    """The report ends after the need; the course has the highest value, which is 74.7, and the reason stands on the page."""
    manifest = json.loads((batched.out / "quarry-2026" / "manifest.json").read_text("utf-8"))
    states = {row["stage"]: row["state"] for row in manifest["stages"]}
    assert states["alternatives"] == states["need"] == "done" and {states[key] for key in ("audiences", "pairing", "training", "steering", "evaluation")} == {"not_planned"}
    # 90 x 100 + 95 x 90 + 55 x 80 + 30 x 40, over weights of 310 together
    assert round((90 * 100 + 95 * 90 + 55 * 80 + 30 * 40) / 310, 1) == 74.7
    words = (batched.out / "quarry-2026" / "committee" / "report.html").read_text("utf-8")
    assert "74.7" in words and "nobody knows the new controls yet" in words


def test_market_tells_what_it_noticed(batched):
    """At least six different warnings stand in the manifest, and nothing is wrong."""
    manifest = json.loads((batched.out / "market-2026" / "manifest.json").read_text("utf-8"))
    assert len({code for code in re.findall(r"MK-W\d+", json.dumps(manifest["warnings"]))}) >= 6


def test_gesher_is_hebrew_on_every_page(batched):
    """Each page of the Hebrew example runs from the right and is marked as Hebrew."""
    pages = sorted((batched.out / "gesher-2026").rglob("*.html"))
    assert len(pages) >= 10
    for page in pages:
        words = page.read_text("utf-8")
        assert '<html lang="he" dir="rtl"' in words, page


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_committee_sees_no_person(batched, name):
    """No id, name or e-mail address of anybody stands in any file of the committee, nor in the pages over programmes."""
    ids, personal = people_of(name)
    assert name == "quarry-2026" or (len(ids) > 5 and (personal or name == "orchard-draft"))
    files = [path for path in (batched.out / name / "committee").rglob("*") if path.is_file()]
    files += [batched.out / "index.html", batched.out / "portfolio.html", batched.out / "summary.csv", batched.out / name / "manifest.json"]
    assert len(files) > 5
    for path in files:
        words = re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "", words_of(path))
        found = set(re.findall(r"[\w-]+", words)) & ids
        assert not found, f"{path.name}: {sorted(found)[:3]}"
        assert not [entry for entry in personal if entry in words], path.name


def test_the_committee_build_never_opens_contacts(tmp_path, batch):
    """A build for the committee opens the people tables but not the table that holds names."""
    run = batch(tmp_path / "out", "--audience", "committee", programs=[ROOT / "data" / "programs" / "harbour-2026"], watch=tmp_path)
    opened = (tmp_path / "opened.txt").read_text().splitlines()
    assert run.code == 0 and "people.xlsx" in opened
    # the module that reads contacts may be loaded; no table is
    assert not [line for line in opened if "contacts" in line and not line.endswith((".py", ".pyc"))]


def plain(words):
    return " ".join(words.replace("\u2068", "").replace("\u2069", "").split())


def tables_of(page):
    """Table id (without the stage in front) -> rows of words, of an HTML page; the first of equal ids."""
    found = {}
    for table in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("table.mk-table[id]"):
        rows = [[plain(cell.get_text()) for cell in row.find_all("td")] for row in table.find_all("tr")]
        found.setdefault(table["id"].split("-", 1)[-1], [row for row in rows if row])
    return found


@pytest.mark.parametrize("audience", ["coordinator", "committee"])
@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025"])
def test_the_pages_show_the_numbers_of_the_workbook(batched, name, audience):
    """Every table on a page made by a notebook is what the stages give, cell by cell, in the words of the page."""
    from dataclasses import replace

    from mentorkit.publish import numbers_of
    from mentorkit.publish.numbers import views_of
    from mentorkit.report.html import cell_words
    from mentorkit.report.lens import lens_of

    program = replace(open_program(ROOT / "data" / "programs" / name), audience=audience)
    numbers, lens = numbers_of(program), lens_of(program)
    compared = 0
    for outcome in (each for each in numbers.outcomes if each.results):
        page = tables_of(batched.out / name / audience / f"{outcome.stage.notebook}.html")
        for view in views_of([outcome], lens):
            for table in view.tables:
                if not table.shown:
                    continue
                rows = table.rows[: table.limit] if table.limit else table.rows
                expected = [
                    [" ".join(cell_words(c, v, lens.text).replace("\u2068", "").replace("\u2069", "").split()) for c, v in zip(table.columns, row, strict=True)] for row in rows
                ]
                assert page[table.key] == expected, table.key
                compared += 1
    assert compared >= 15


def test_every_page_is_whole_and_calls_nothing(batched):
    """Every page has a content policy and its language, and holds no address, no script and no path of this machine."""
    pages = sorted(batched.out.rglob("*.html"))
    assert len(pages) >= 3 * 2 * 3
    for page in pages:
        words = page.read_text("utf-8")
        assert "default-src 'none'" in words and "<html lang=" in words, page
        assert not re.search(r"https?://|<script|file:/", words), page
        assert str(ROOT) not in words and str(batched.out) not in words, page
