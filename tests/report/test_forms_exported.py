"""Every questionnaire of the kit as a forms service gives it back: questions as headings, answers in the words of the form."""

import csv
import io
from dataclasses import replace

import pytest

from mentorkit.evaluation.reading import read_evaluation_tables
from mentorkit.monitoring.tables import CHECKINS
from mentorkit.people.people import read_people
from mentorkit.people.specs import MENTEES, MENTORS
from mentorkit.people.tables import read_table
from mentorkit.program.model import TableSource
from mentorkit.program.program import open_program
from mentorkit.stages.audiences import make_forms
from mentorkit.text import Message, msg

SPECS = {"mentees": MENTEES, "mentors": MENTORS, "checkins": CHECKINS}
PROGRAMS = ("harbour-2026", "gesher-2026", "market-2026")
ANSWERS = {"id": "E101", "text": "Finance", "long": "to learn; and more", "number": "3", "day": "2026-01-17", "ranked": "E201;E202;", "many": "one;two;"}


def _words(question, text) -> str:
    """An answer as a person picks it in the service."""
    options = [text.plain(words) if isinstance(words, Message) else words for _, words in question.options]
    if question.kind == "yes_no":
        return text.plain(msg("yes"))
    if question.kind == "scale":
        return str(question.high)
    if options:
        return "".join(f"{one};" for one in options[:2]) if question.kind == "many" else options[-1]
    return ANSWERS[question.kind]


def _own(program, form) -> dict[str, str]:
    """Columns that only this organisation has: the file says what they are called, as it did for the table before."""
    source = getattr(program.intent.tables, form.table)
    known = {column.name for column in SPECS[form.table].columns} if form.table in SPECS else set()
    asked = {question.key for question in form.questions}
    return {column: heading for column, heading in (source.columns if source else {}).items() if column in asked - known and form.table in SPECS and not column.startswith("rate_")}


def _export(form, text) -> bytes:
    heads = ["Timestamp", *(text.plain(q.text) if isinstance(q.text, Message) else q.text for q in form.questions)]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([heads, ["2026/01/17 10:22:33 AM GMT+3", *(_words(q, text) for q in form.questions)]])
    return stream.getvalue().encode("utf-8-sig")


@pytest.fixture(scope="module", params=PROGRAMS)
def made(request):
    program = open_program(f"data/programs/{request.param}")
    return program, make_forms(program, read_people(program))


def test_every_export_is_read_without_mapping(made, tmp_path):
    """No heading is lost and no answer refused, for sign-up, consent, check-in and each survey."""
    program, kit = made
    for form in kit.forms:
        if not form.table:
            continue
        (tmp_path / "answers.csv").write_bytes(_export(form, program.text))
        tables = {form.table: TableSource(file="answers.csv", columns=_own(program, form))}
        if form.table == "survey":
            tables["items"] = program.intent.tables.items
            (tmp_path / program.intent.tables.items.file).write_bytes((program.folder / program.intent.tables.items.file).read_bytes())
        named = program.intent.tables.model_validate({}).model_copy(update=tables)
        bare = replace(program, intent=program.intent.model_copy(update={"tables": named}), path=tmp_path / "program.yaml")
        if form.table == "survey":
            read = read_evaluation_tables(bare)
            assert not read.problems, (form.key, [str(p.found) for p in read.problems])
            asked = {question.key for question in form.questions} - {"respondent_id", "role", "wave"}
            taken = set(read.answers["item"])
            assert taken == asked or any("not counted" in str(warned.message) for warned in read.warnings), form.key
        else:
            table = read_table(bare, SPECS[form.table])
            assert not table.problems, (form.key, [str(p.found) for p in table.problems])
            lost = {question.key.casefold().replace("-", "_") for question in form.questions} - set(table.card.columns)
            assert not lost, (form.key, lost)
