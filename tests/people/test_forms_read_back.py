"""Answers as two common forms services export them: questions as headings, several answers in one cell, columns of their own."""

import csv
import datetime
import io

import pytest

from mentorkit.evaluation.reading import read_evaluation_tables
from mentorkit.people.beginning import Wish, begin
from mentorkit.people.days import iso, parts
from mentorkit.people.people import read_people
from mentorkit.people.preview import preview
from mentorkit.people.questions import OTHER_TEXTS, STYLE, TEXTS, _texts, asked_as, bare, rating_question, rating_title
from mentorkit.people.service import service_columns
from mentorkit.planning.form_uses import uses_of
from mentorkit.program.program import open_program
from mentorkit.text import text_for

AREAS = ("Negotiation", "Writing", "Talks, hard and easy")
# what each service puts around the answers, in both languages: in front of the questions, with one row's cells
ONE = {
    "en": (("ID", "Start time", "Completion time", "Email", "Name"), "9/17/2026 10:22:33"),
    "he": (("מזהה", "שעת התחלה", "שעת סיום", "דואר אלקטרוני", "שם"), "17/09/2026 10:22:33"),
}
OTHER = {"en": (("Timestamp", "Email Address"), "2026/09/17 10:22:33 AM GMT+3"), "he": (("חותמת זמן", "כתובת אימייל"), "17/09/2026 10:22:33")}
PEOPLE = (
    ("E101", ("Negotiation", "Writing"), "a", "yes"),
    ("E102", ("Talks, hard and easy", "Writing"), "b", "yes"),
    ("E103", ("Negotiation", "Talks, hard and easy"), "a", "yes"),
    ("E104", ("Talks, hard and easy",), "a", "yes"),
)


def _export(language: str, service: str) -> str:
    """The file that a service exports for the form of the mentees."""
    say = text_for(language).plain
    added, sent = (ONE if service == "one" else OTHER)[language]
    questions = ("person_id", "wants", "style_1", "consent", "support_talks")
    rows = [(*added, *(say({**TEXTS, "style_1": STYLE[0][0]}[name]) for name in questions))]
    _, first, second = STYLE[0]
    for number, (person, wants, letter, consent) in enumerate(PEOPLE, start=1):
        cells = [_added(heading, number, sent) for heading in added]
        several = "".join(f"{want};" for want in wants) if service == "one" else ", ".join(wants)
        rows.append((*cells, person, several, say(first if letter == "a" else second), say(consent), "4"))
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def _added(heading: str, number: int, sent: str) -> str:
    """One cell of what a service adds by itself."""
    kinds = {"id": str(number), "מזהה": str(number), "name": "Dana Levi", "שם": "Dana Levi"}
    mail = f"p{number}@x.example" if any(word in heading.casefold() for word in ("mail", "דואר", "אימייל")) else sent
    return kinds.get(heading.casefold(), mail)


def _said(made, language: str) -> str:
    text = text_for(language)
    return "\n".join(text.plain(line) for _, line in preview(made))


@pytest.mark.parametrize("service", ["one", "other"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_a_new_programme_takes_an_export(tmp_path, language, service):
    """Every question is taken for its column and is sure, names and e-mail are split off, numbers of answers are no people, and the copy is read."""
    source = tmp_path / "Mentees (1-3).csv"
    source.write_text(_export(language, service), "utf-8")
    made = begin(Wish(tmp_path / "fresh", sources=(source,), language=language))
    guess = made.tables[0]
    sure = {heading.column: heading.sure for heading in guess.headings if heading.column}
    assert all(sure[name] == 1 for name in ("person_id", "wants", "style_1", "consent", "support_talks"))
    assert 0 < sure["applied_on"] < 1  # the day of sending is likely the day of application, and to be checked
    people = read_people(open_program(made.folder))
    assert not people.problems and people.mentees["person_id"].tolist() == [person for person, *_ in PEOPLE]
    assert people.mentees["style_1"].tolist() == ["a", "b", "a", "a"] and people.mentees["consent"].tolist() == ["yes"] * 4
    assert people.mentees["applied_on"].dt.day.tolist() == [17] * 4
    wants = [set(wants) for wants in people.mentees["wants"]]
    assert wants == [set(wants) for _, wants, _, _ in PEOPLE]
    said = _said(made, language)
    assert "Dana" not in said and "@" not in said and ("ID" in said or "מזהה" in said or service == "other")
    if service == "other":
        assert "Talks, hard and easy" in said  # kept whole, and said so


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("service", ["one", "other"])
def test_an_export_is_read_as_it_is(tmp_path, language, service):
    """Named under tables without a mapping; lists with commas are parted by the areas that the file lists."""
    (tmp_path / "answers.csv").write_text(_export(language, service), "utf-8-sig")
    areas = ", ".join(f'"{area}"' for area in AREAS)
    lines = f"schema: mentorkit-program/1\nid: x\nname: X\nlanguage: {language}\ntables: {{mentees: {{file: answers.csv}}}}\naudiences: {{areas: [{areas}]}}\n"
    (tmp_path / "program.yaml").write_text(lines, "utf-8")
    people = read_people(open_program(tmp_path))
    assert not people.problems
    assert people.mentees["person_id"].tolist() == [person for person, *_ in PEOPLE]
    assert people.mentees["wants"].tolist() == [wants for _, wants, _, _ in PEOPLE]
    assert people.mentees["style_1"].tolist() == ["a", "b", "a", "a"] and people.mentees["support_talks"].tolist() == [4] * 4


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_question_is_known_as_it_was_pasted(language):
    """With its number in front and the note that it is needed, with a colon or an asterisk."""
    say = text_for(language).plain
    for column, text in TEXTS.items():
        for heading in (say(text), f"3. {say(text)}", f"12. {say(text)} (needed)", f"{say(text)} *", f"{say(text)}:"):
            assert bare(heading) in asked_as((heading,))[column]


def test_tables_in_english_read_no_other_catalogue(monkeypatch):
    """Questions in Hebrew are looked for only where a heading is Hebrew: a catalogue takes a third of a second to be read."""
    asked: list[str] = []
    monkeypatch.setattr("mentorkit.people.questions.text_for", lambda language: asked.append(language) or text_for(language))
    _texts.cache_clear()
    asked_as(("Department", "Employee no."))
    assert set(asked) == {"en"}
    asked_as(("Department", "מספר עובד"))
    assert set(asked) == {"en", "he"}
    _texts.cache_clear()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Negotiation;Writing;", ("Negotiation", "Writing")),
        ("Negotiation, Writing", ("Negotiation", "Writing")),
        ("Talks, hard and easy, Writing", ("Talks, hard and easy", "Writing")),
        ("Something of mine, Writing", ("Something of mine", "Writing")),
        ("Talks, hard and easy", ("Talks, hard and easy",)),
        ("Reading, slowly", ("Reading, slowly",)),
        ("", ()),
    ],
)
def test_several_answers_in_one_cell(tmp_path, cell, found):
    """A semicolon parts always; a comma parts where one of the answers is offered by the file, and never inside one of them."""
    (tmp_path / "answers.csv").write_text(f'person_id,wants\nE1,"{cell}"\n', "utf-8")
    areas = ", ".join(f'"{area}"' for area in AREAS)
    lines = "schema: mentorkit-program/1\nid: x\nname: X\nlanguage: en\ntables: {mentees: {file: answers.csv}}\n"
    (tmp_path / "program.yaml").write_text(lines + f"audiences: {{areas: [{areas}]}}\n", "utf-8")
    assert read_people(open_program(tmp_path)).mentees["wants"].tolist() == [found]
    (tmp_path / "program.yaml").write_text(lines, "utf-8")
    assert read_people(open_program(tmp_path)).mentees["wants"].tolist() == [tuple(part for part in cell.split(";") if part)]  # nobody can tell what an answer is


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_self_rating_is_known_by_its_question(tmp_path, language):
    """What the programme's own competencies are called is read in the words of its forms, and of its workbooks."""
    name = "הקשבה" if language == "he" else "Listening"
    say = text_for(language).plain
    lines = f"schema: mentorkit-program/1\nid: x\nname: X\nlanguage: {language}\ntables: {{mentors: {{file: answers.csv}}}}\n"
    lines += f"training: {{competencies: [{{id: deep-listening, name: {name}, needed: {{mentor: 4}}}}]}}\n"
    (tmp_path / "program.yaml").write_text(lines, "utf-8")
    for words in (rating_question(name), rating_title(name)):
        (tmp_path / "answers.csv").write_text(f'person_id,"{say(words)}"\nE1,4\n', "utf-8")
        people = read_people(open_program(tmp_path))
        assert not people.problems and people.mentors["rate_deep_listening"].tolist() == [4]


def test_survey_answers_are_known_by_their_questions(tmp_path):
    """An export whose headings are the texts of the items is a wide table of these items."""
    (tmp_path / "items.csv").write_text("id,text,scale\nB1,I feel part of it.,1-5\nB2,Somebody asks me.,yes_unsure_no\n", "utf-8")
    say = text_for("en").plain
    heads = [say(OTHER_TEXTS["respondent_id"]), say(TEXTS["role"]), say(TEXTS["wave"]), "4. I feel part of it.", "Somebody asks me. *"]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("Timestamp", *heads), ("2026/09/17 10:22:33 AM GMT+3", "E1", "mentee", "start", "4", "yes")])
    (tmp_path / "survey.csv").write_text(stream.getvalue(), "utf-8")
    (tmp_path / "program.yaml").write_text("schema: mentorkit-program/1\nid: x\nname: X\nlanguage: en\ntables: {items: {file: items.csv}, survey: {file: survey.csv}}\n", "utf-8")
    read = read_evaluation_tables(open_program(tmp_path))
    assert not read.problems and read.answers[["item", "value"]].to_numpy().tolist() == [["B1", 4.0], ["B2", 1.0]]


@pytest.mark.parametrize("day", ["2026/09/17 10:22:33 AM GMT+3", "2026-09-17T10:22:33Z", "2026-09-17 10:22", "2026/09/17 1:02:33 PM GMT", "2026-09-17"])
def test_the_time_of_sending_is_a_day(day):
    """However a service writes the hour and its zone, the day is read."""
    assert iso(day) == datetime.date(2026, 9, 17)


@pytest.mark.parametrize("day", ["9/17/2026 10:22:33", "9/17/2026, 10:22:33 AM", "9/17/2026 10:22 PM"])
def test_a_day_with_an_hour_in_other_orders(day):
    """The hour is dropped; which number is the day is judged from the whole column as ever."""
    assert parts(day) == (9, 17, 2026)


def test_an_export_of_the_other_kind_is_no_list_of_numbers():
    """In an export the column ID counts answers; alone beside names it may be the person's number."""
    assert service_columns(("ID", "Start time", "Name"), (["1", "2"], ["x", "y"], ["a", "b"])) == {0, 1}
    assert not service_columns(("ID", "Name"), (["1", "2"], ["a", "b"]))


def test_an_overlap_without_a_column_compares_interests(tmp_path):
    """The form asks for what the criterion compares when the file names no column; a comparison of nothing asks for nothing."""
    lines = "schema: mentorkit-program/1\nid: x\nname: X\nlanguage: en\npairing: {criteria: [{id: a, kind: overlap}, {id: b, kind: equal}]}\n"
    (tmp_path / "program.yaml").write_text(lines, "utf-8")
    uses = uses_of(open_program(tmp_path).intent, "mentee")
    assert [str(use) for use in uses["interests"]] == ["criterion a"] and not [use for use in uses["wants"] if "criterion" in str(use)]
