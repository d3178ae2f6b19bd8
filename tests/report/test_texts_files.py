"""Texts as files: the same words and numbers in document, plain text and page; equal bytes; right to left; letters hold two people each."""

import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest

from mentorkit.people.contacts import Names, names_of
from mentorkit.planning.texts import KINDS, texts_of
from mentorkit.planning.texts_fill import BLANK, Filled, Part, placeholders
from mentorkit.program.program import open_program
from mentorkit.program.stagelist import stage_of
from mentorkit.publish import Numbers, manifest, numbers_of, publish_numbers
from mentorkit.report import texts_files as rendering
from mentorkit.report.lens import Lens
from mentorkit.report.save import save
from mentorkit.report.texts import texts_view
from mentorkit.report.texts_files import text_plain, texts_files
from mentorkit.stages.alternatives import plan_costs
from mentorkit.stages.audiences import read_people
from mentorkit.stages.outcome import Outcome
from mentorkit.stages.steering import monitor
from mentorkit.stages.training import make_texts
from mentorkit.text import Decimal, text_for

HIDDEN = re.compile("[\u200f\u2060\u2066-\u2069]")
MATCH, THANKS = "05_match_letter", "16_thank_you"
NUMBERS = {
    "hours_of_pair",
    "hours_of_mentee",
    "hours_of_mentor",
    "hours_a_month",
    "meetings_a_month",
    "meeting_length",
    "mismatch_days",
    "ends",
    "delete_after",
    "training_of_mentor",
}
_made = {}


def made(folder):
    """Programme, texts and files of an example, made once."""
    if folder.name not in _made:
        program = open_program(folder)
        texts = make_texts(program, read_people(program))
        _made[folder.name] = program, texts, dict(texts_files(texts, names_of(program), program.intent.name))
    return _made[folder.name]


def read_back(content):
    """Everything that is written in a document, in its order."""
    file = docx.Document(io.BytesIO(content))
    found = []
    for block in file.element.body:
        rows = [block] if block.tag.endswith("}p") else list(block.iter(docx.oxml.ns.qn("w:p")))
        found += ["".join(node.text or "" if node.tag.endswith("}t") else "\t" for node in row.iter(docx.oxml.ns.qn("w:t"), docx.oxml.ns.qn("w:tab"))) for row in rows]
    return [line for line in found if line.strip()]


def plain(words):
    return re.sub(r"[\s|☐_=-]+|\[ \]", "", HIDDEN.sub("", words))


@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026", "ferry-2026"])
def test_document_and_plain_text_say_the_same(examples, name):
    """Each text is there as document and as plain text, with the same words; pairs stand on pages of their own."""
    _, texts, files = made(examples / name)
    assert sorted(files) == sorted(f"{kind.key}.{ending}" for kind in KINDS for ending in ("docx", "txt"))
    for kind in KINDS:
        said = files[f"{kind.key}.txt"].decode("utf-8")
        assert plain("".join(read_back(files[f"{kind.key}.docx"]))) == plain(said)
        breaks = zipfile.ZipFile(io.BytesIO(files[f"{kind.key}.docx"])).read("word/document.xml").count(b"<w:pageBreakBefore/>")
        assert breaks == max(0, len(texts.pairs_of(kind)) - 1)


@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026"])
def test_documents_hold_the_numbers_of_the_page(examples, name):
    """Hours, meetings and days that a text names stand in its document as the table of page 05 shows them, and are those of page 01."""
    program, texts, files = made(examples / name)
    shown = {row[3]: row[1] for table in texts_view(texts, Lens(program.text)).tables if table.key == "05_texts_facts" for row in table.rows}
    checked = set()
    for kind in (kind for kind in KINDS if not kind.each_pair):
        document = plain("".join(read_back(files[f"{kind.key}.docx"]))).casefold()
        for key in placeholders(kind.key, texts.language) & NUMBERS:
            assert plain(program.text.cell(shown[key])).casefold() in document, (kind.key, key)
            checked.add(key)
    assert checked == NUMBERS - {"hours_of_pair"}
    costs = plan_costs(program)
    assert (dict(shown["hours_of_mentor"].params)["n"], dict(shown["hours_of_mentee"].params)["n"]) == (Decimal(costs.mentor_hours_each), Decimal(costs.mentee_hours_each))
    planned = read_back(dict(texts_files(texts_of(program.intent), Names()))[f"{THANKS}.docx"])
    assert HIDDEN.sub("", program.text.cell(shown["hours_of_pair"])) in planned


def test_blanks_are_marked_and_counted(examples):
    """A blank is shaded in the document, and the table of page 05 counts the facts that are missing in each text."""
    program, texts, files = made(examples / "harbour-2026")
    view = texts_view(texts, Lens(program.text))
    listed = next(table for table in view.tables if table.key == "05_texts")
    for row in listed.rows:
        content = zipfile.ZipFile(io.BytesIO(files[row[5].removeprefix("texts/")])).read("word/document.xml").decode("utf-8")
        pages = max(1, row[3] or 1)
        assert (content.count('w:fill="FFE699"') > 0) == (row[4] > 0) and content.count('w:fill="FFE699"') == len(BLANK.findall(re.sub("<[^>]+>", "", content))) >= row[4] * pages


def test_the_corner_of_a_table_is_no_blank_to_fill_in():
    """In plain text an empty cell is a line to write on; the corner above row titles stays empty."""
    rows = [Part("row", ("", "Mentee", "Mentor")), Part("row", ("Where", "", "")), Part("row", ("", ""))]
    lines = text_plain((Filled("", tuple(rows)),), text_for("en")).splitlines()
    assert lines == ["| Mentee | Mentor", "Where | ____________ | ____________", "____________"]


def test_equal_texts_give_equal_bytes(examples):
    """Made again from nothing, every file has the same bytes."""
    program, _, files = made(examples / "gesher-2026")
    rendering._package.cache_clear()
    again = dict(texts_files(make_texts(program, read_people(program)), names_of(program), program.intent.name))
    assert again == files


def test_hebrew_is_right_to_left(examples):
    """Each paragraph has its direction, each table runs from the right, Hebrew runs are marked, and plain lines begin right."""
    _, _, files = made(examples / "gesher-2026")
    for name, content in files.items():
        if name.endswith(".docx"):
            xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode("utf-8")
            paragraphs = re.findall(r"<w:p>.*?</w:p>", xml)
            assert all("<w:bidi/>" in one for one in paragraphs if "<w:t " in one)
            assert xml.count("<w:tbl>") == xml.count("<w:bidiVisual/>")
            assert all("<w:rtl/>" in run for run in re.findall(r"<w:r>.*?</w:r>", xml) if re.search("[\u0590-\u05ff]", run))
        else:
            lines = content.decode("utf-8").splitlines()
            assert all("\u0590" <= line[0] <= "\u05ff" or line[0] == "\u200f" for line in lines if re.search("[\u0590-\u05ff]", line))


def test_letters_hold_the_two_alone(examples):
    """A letter names its pair and nobody else; without contacts ids stand there; a committee has no letters to pairs."""
    program, texts, files = made(examples / "harbour-2026")
    names = names_of(program)
    letters = files[f"{MATCH}.txt"].decode("utf-8").split("\n\n\n")
    assert len(letters) == len(texts.new) > 20
    people = {person for pair in texts.new for person in (pair.mentee, pair.mentor)}
    for pair, letter in zip(texts.new, letters, strict=True):
        there = {person for person in people if names.of(person) in letter}
        assert {pair.mentee, pair.mentor} <= there and len({names.of(person) for person in there}) == 2
        assert not any(person in letter for person in people)
    bare = dict(texts_files(texts, Names(), ""))[f"{MATCH}.txt"].decode("utf-8")
    assert texts.new[0].mentee in bare and names.of(texts.new[0].mentee) not in bare
    committee = open_program(examples / "harbour-2026", audience="committee")
    told = make_texts(committee, read_people(committee))
    assert told.new == told.over == ()
    words = str([row for table in texts_view(texts, Lens(program.text, "committee")).tables for row in table.rows])
    assert not any(person in words for person in people)


def test_thanks_hold_what_page_06_counts(examples):
    """Each pair that met gets its thanks with the meetings that page 06 shows."""
    program, texts, files = made(examples / "gesher-2026")
    board = {(row.mentee, row.mentor): row.held for row in monitor(program, read_people(program)).board if row.held}
    assert {(pair.mentee, pair.mentor): pair.meetings for pair in texts.over} == board and len(board) > 20
    assert all(pair.hours == pair.meetings * 1.25 for pair in texts.over)
    assert files[f"{THANKS}.txt"].decode("utf-8").count("\n\n\n") == len(board) - 1


def test_saving_writes_them(examples, tmp_path):
    """Saving in the notebook writes the files that a run publishes, and says how many."""
    program, texts, files = made(examples / "harbour-2026")
    said = save(program, str(tmp_path), texts)
    assert {path.name: path.read_bytes() for path in (tmp_path / "texts").iterdir()} == files
    assert "16" in said.html
    assert dict(Numbers(program, (Outcome(stage_of("training"), "done", (texts,)),), "done").text_files) == files


def test_an_edited_template_makes_results_stale(tmp_path, monkeypatch):
    """Results depend on the templates: after an edit of one of them a batch makes them again."""
    (tmp_path / "en").mkdir()
    monkeypatch.setattr(manifest, "templates_folder", lambda: tmp_path)
    found = []
    for words in ("one", "two"):
        (tmp_path / "en" / "10_agreement.md").write_text(words, encoding="utf-8")
        found.append(manifest.code_hash.__wrapped__())
    assert found[0] != found[1] and manifest.code_hash.__wrapped__() == found[1]


@pytest.mark.slow
def test_publishing_writes_them(examples, tmp_path):
    """The coordinator's results hold the texts, the committee's do not."""
    program, _, files = made(examples / "harbour-2026")
    numbers = numbers_of(program)
    for audience in ("coordinator", "committee"):
        publish_numbers(program, tmp_path / audience, audience, numbers)
    assert {path.name: path.read_bytes() for path in (tmp_path / "coordinator" / "texts").iterdir()} == files
    assert not (tmp_path / "committee" / "texts").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["harbour-2026", "gesher-2026"])
def test_documents_open_in_a_text_program(examples, tmp_path, name):
    """LibreOffice opens every document and prints each text, letters aside, on one or two pages."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    _, texts, files = made(examples / name)
    for file, content in files.items():
        if file.endswith(".docx"):
            (tmp_path / file).write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "pdf")]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], capture_output=True, timeout=240, check=False)
    made_pages = sorted((tmp_path / "pdf").glob("*.pdf")) if (tmp_path / "pdf").is_dir() else []
    if not made_pages:
        pytest.skip("LibreOffice is here without its text program (Writer)")
    assert len(made_pages) == len(KINDS)
    for path in made_pages:
        pages = len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))
        kind = next(kind for kind in KINDS if kind.key == path.stem)
        assert pages == len(texts.pairs_of(kind)) if texts.pairs_of(kind) else 1 <= pages <= 2, path.name
