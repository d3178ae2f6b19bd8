"""Forms as files: what people fill in is read back as it is, in both languages; the same file each time; nothing for the committee."""

import csv
import datetime
import io
import json
import random
import zipfile

import docx
import openpyxl
import pytest
from ruamel.yaml import YAML

from mentorkit.evaluation.survey import read_survey
from mentorkit.evaluation.tables import read_items
from mentorkit.monitoring.tables import CHECKINS
from mentorkit.people.people import read_people
from mentorkit.people.specs import MENTEES, MENTORS
from mentorkit.people.tables import read_table
from mentorkit.planning.forms import SurveyItem
from mentorkit.program.program import open_program
from mentorkit.report.forms_files import form_document, items_table, kit_files
from mentorkit.report.forms_paper import numbered
from mentorkit.report.save import save_forms
from mentorkit.stages.audiences import make_forms

SURVEYED = {"connect_score": ["CO1", "CO2"], "skill_score": ["CF1"], "mentor_growth": ["BN1", "BN2"]}


@pytest.fixture(scope="module", params=["harbour-2026", "gesher-2026"])
def kit(request, examples):
    """A programme with its forms; that of Harbour with survey questions of our own."""
    folder = examples / request.param
    program = open_program(folder)
    return program, make_forms(program, read_people(program))


@pytest.fixture(scope="module")
def files(kit):
    program, made = kit
    return dict(kit_files(made, program.text))


def _people(seed, n=14):
    chance = random.Random(seed)
    return chance, [f"N{seed}{i:03}" for i in range(n)]


def _answer(chance, question, offered, person, others):
    """One answer of a made-up person: out of the drop-down where there is one."""
    if question.kind == "id":
        return person if question.key in ("person_id", "respondent_id", "mentee_id") else chance.choice(others)
    if offered:
        return ";".join(chance.sample(offered, min(2, len(offered)))) if question.kind == "many" else chance.choice(offered)
    days = datetime.date(2021, 3, 1) + datetime.timedelta(chance.randrange(300))
    free = {"number": chance.randint(1, 3), "day": days, "ranked": ";".join(chance.sample(others, 2)), "scale": chance.randint(1, 5), "many": "one thing;another"}
    return free.get(question.kind, "Some words of their own, with a comma")


def _filled(content, form, seed):
    """The workbook filled in through its own drop-downs."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, lists = book[form.table], book["lists"]
    chance, people = _people(seed)
    others = [f"X{i:03}" for i in range(5)]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        column = next(iter(rule.sqref.ranges)).min_col
        if rule.type == "list":
            cells = lists[rule.formula1.split("!")[1].replace("$", "")]
            offered[column] = [cell.value for cell in (row[0] for row in cells)] if isinstance(cells, tuple) else [cells.value]
    for row, person in enumerate(people, start=2):
        for column, question in enumerate(form.questions, start=1):
            if question.required or chance.random() < 0.9:
                sheet.cell(row, column).value = _answer(chance, question, offered.get(column, []), person, others)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), people


def _opened(program, folder, tables, content):
    """The programme with nothing under tables but file and sheet."""
    tree = YAML(typ="safe").load((program.folder / "program.yaml").read_text("utf-8"))
    tree["tables"] = tables
    tree["as_of"] = "2031-01-01"  # after every wave
    for field in ("required_pairs", "excluded_pairs"):  # they name people of the programme's own tables
        tree["pairing"].pop(field, None)
    (folder / "program.yaml").write_text(json.dumps(tree, default=str, ensure_ascii=False), "utf-8")
    for name, one in content.items():
        (folder / name).write_bytes(one)
    return open_program(folder)


def _clean(read, form):
    assert read.problems == () and read.card.unused == () and read.card.personal == ()
    asked = {question.key for question in form.questions}
    assert asked <= set(read.card.columns), asked - set(read.card.columns)
    assert list(read.card.columns) == [question.key for question in form.questions]


@pytest.mark.parametrize(("key", "spec"), [("sign_up_mentees", MENTEES), ("sign_up_mentors", MENTORS), ("line_manager", MENTEES), ("check_in", CHECKINS)])
def test_a_filled_workbook_is_read_back_without_mapping(kit, files, tmp_path, key, spec):
    """Every column and every answer of the drop-downs is understood, with file and sheet alone."""
    program, made = kit
    form = made.form(key)
    content, people = _filled(files[f"{key}.xlsx"], form, 7)
    opened = _opened(program, tmp_path, {form.table: {"file": "answers.xlsx", "sheet": form.table}}, {"answers.xlsx": content})
    read = read_table(opened, spec)
    _clean(read, form)
    assert len(read.frame) == len(people)
    for question in form.questions:
        if question.required:
            assert not read.frame[question.key].isna().any()


def test_both_sides_together_have_no_problem(kit, files, tmp_path):
    """Sign-ups of both sides, read as the stages read them."""
    program, made = kit
    tables = {side: {"file": f"{side}.xlsx", "sheet": side} for side in ("mentees", "mentors")}
    content = {f"{side}.xlsx": _filled(files[f"sign_up_{side}.xlsx"], made.form(f"sign_up_{side}"), seed)[0] for seed, side in enumerate(tables, start=1)}
    people = read_people(_opened(program, tmp_path, tables, content))
    assert people.problems == () and len(people.mentees) == len(people.mentors) == 14


def test_filled_surveys_are_read_back(kit, files, tmp_path):
    """Each survey of each wave and role, in the programme's own items or in ours, gives an answer for each cell."""
    program, made = kit
    items = read_items(program)[0]
    if not items:  # questions of our own, by the table that the kit writes
        tree = YAML(typ="safe").load((program.folder / "program.yaml").read_text("utf-8"))
        for measure in tree["measures"]:
            measure["items"] = SURVEYED.get(measure["id"], measure.get("items", []))
        (tmp_path / "program.yaml").write_text(json.dumps(tree, default=str), "utf-8")
        program = open_program(tmp_path)
        made = make_forms(program)
        assert {item.id for item in made.items} == {"CO1", "CO2", "CF1", "BN1", "BN2"}
        written = dict(kit_files(made, program.text))
        assert written["items.csv"] == items_table(made.items, program.text)
        opened = _opened(program, tmp_path, {"items": {"file": "items.csv"}}, {"items.csv": written["items.csv"]})
        items, read = read_items(opened)
        assert read.problems == () and [item.id for item in items] == [item.id for item in made.items]
        files = written
    surveys = [form for form in made.forms if form.table == "survey"]
    assert len(surveys) >= 3
    for seed, form in enumerate(surveys):
        content, people = _filled(files[f"{form.key}.xlsx"], form, seed)
        opened = _opened(program, tmp_path, {"survey": {"file": "answers.xlsx", "sheet": "survey"}}, {"answers.xlsx": content})
        survey = read_survey(opened, items)
        assert survey.problems == () and survey.form == "wide" and len(survey.answers) >= len(people)
        assert set(survey.answers["item"]) == {question.key for question in form.questions[3:]}


def test_a_document_holds_the_questions_in_order(kit, files):
    """Read back, each form says its title, its notice and its questions in their order; in Hebrew every paragraph is right to left."""
    program, made = kit
    for form in made.forms:
        file = docx.Document(io.BytesIO(files[f"{form.key}.docx"]))
        said = [paragraph.text.strip() for paragraph in file.paragraphs]
        assert said[0] == program.text.plain(form.title).strip("\u200f")
        wanted = [program.text.plain(numbered(n, question)).strip("\u200f") for n, question in enumerate(form.questions, start=1)]
        assert [one for one in said if one in wanted] == wanted
        xml = zipfile.ZipFile(io.BytesIO(files[f"{form.key}.docx"])).read("word/document.xml").decode()
        assert (xml.count("<w:bidi/>") > len(said)) == (program.text.language == "he")
        text = files[f"{form.key}.txt"].decode()
        assert all(one in text for one in wanted)


def test_the_same_file_each_time(kit, files):
    """Made twice, every file is the same to the byte, and every name stands once."""
    program, made = kit
    again = kit_files(made, program.text)
    assert dict(again) == files and len({name for name, _ in again}) == len(again)


def test_a_changed_form_is_kept(kit, tmp_path):
    """What somebody has changed is not written over; what nobody has touched is written anew."""
    program, made = kit
    folder, written, kept = save_forms(program, made, str(tmp_path / "forms"))
    assert kept == () and written == len([one for one in folder.iterdir() if not one.name.startswith(".")])
    (folder / "check_in.txt").write_text("ours", "utf-8")
    _, again, kept = save_forms(program, made, str(folder))
    assert kept == ("check_in.txt",) and again == written - 1 and (folder / "check_in.txt").read_text("utf-8") == "ours"


def test_items_are_a_table_that_opens_in_excel(examples):
    """Our own questions as a table: the usual headings, yes or no for reverse, a mark for Hebrew."""
    program = open_program(examples / "harbour-2026")
    content = items_table((SurveyItem("ST2", "Text, with a comma", "1-5", ("mentee",), ("start", "end"), (), True),), program.text)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [{"id": "ST2", "text": "Text, with a comma", "scale": "1-5", "reverse": "yes", "roles": "mentee", "waves": "start;end", "options": ""}]


def test_documents_are_valid_archives(kit, files):
    """Each part of a document is named in its list of types, once, and no part is without need."""
    for name, content in files.items():
        if name.endswith(".docx"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            names = archive.namelist()
            assert archive.testzip() is None and len(set(names)) == len(names)
            types = archive.read("[Content_Types].xml").decode()
            assert all(f'PartName="/{part}"' in types for part in names if not part.endswith(".rels") and part != "[Content_Types].xml")
            assert not any("thumbnail" in part or "customXml" in part for part in names)


def test_a_form_is_a_document_by_itself(kit, files):
    """One form alone gives the same bytes as within the kit."""
    program, made = kit
    assert form_document(made.form("check_in"), program.text) == files["check_in.docx"]
