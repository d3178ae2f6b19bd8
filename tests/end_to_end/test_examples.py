"""The shipped examples from their files to their reports: status, privacy, the same numbers everywhere."""

import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import mentorkit as mk
from mentorkit.people.specs import CONTACTS
from mentorkit.people.tables import read_table
from mentorkit.program.program import open_program

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in (ROOT / "data" / "programs").glob("*/program.yaml"))


def words_of(path):
    """Everything a file shows as one text; workbooks are unpacked."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())
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
def test_the_committee_sees_no_person(batched, name):
    """No id, name or e-mail address of anybody stands in any file of the committee, nor in the pages over programmes."""
    ids, personal = people_of(name)
    assert len(ids) > 5 and (personal or name == "orchard-draft")
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
    assert not [line for line in opened if "contacts" in line]


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
    for outcome in numbers.outcomes:
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
