"""Answers as two common forms services export them: questions as headings, times, a number of their own, lists joined by ; or by commas."""

import csv

import pytest

from mentorkit.people.beginning import Wish, begin
from mentorkit.people.people import read_people
from mentorkit.people.preview import preview
from mentorkit.people.questions import STYLE, TEXTS, answer_of, bare
from mentorkit.people.service import asked_about, parted, service_columns, together
from mentorkit.people.styles import words_of
from mentorkit.program.program import open_program
from mentorkit.text import text_for

ASKED = ("person_id", "wants", "interests", "hours_per_month", "support_goals", "consent")
WORDS = {
    "en": {"areas": ["Negotiation", "Writing", "Law, contracts"], "interests": ["Running", "Cooking"], "yes": "yes"},
    "he": {"areas": ["משא ומתן", "כתיבה", "דיני עבודה, חוזים"], "interests": ["ריצה", "בישול"], "yes": "כן"},
}


def _rows(language, join, end=""):
    """Eight people; every third chose two areas."""
    words = WORDS[language]
    for n in range(8):
        areas = [words["areas"][n % 3], words["areas"][(n + 1) % 3]][: 1 + (n % 3 == 0)]
        yield [f"E{100 + n}", join.join(areas) + end, join.join(words["interests"]) + end, "3", "4", words["yes"]]


def _written(path, headings, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def _questions(language, number=False):
    text = text_for(language)
    return [f"{n}. {text.plain(TEXTS[key])}" if number else text.plain(TEXTS[key]) for n, key in enumerate(ASKED, start=1)]


def _made(tmp_path, path, language="en", sheets=()):
    made = begin(Wish(tmp_path / "fresh", None, language, None, (path,) if not isinstance(path, tuple) else path, None, sheets))
    text = text_for(language)
    return made, "\n".join(text.plain(line) for _, line in preview(made)), open_program(tmp_path / "fresh")


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_service_that_ends_lists_with_a_semicolon(tmp_path, language):
    """Its number, its hours, name and e-mail are told apart from the answers; our questions are known for sure; no mapping is written by hand."""
    times = {"en": ["ID", "Start time", "Completion time", "Email", "Name"], "he": ["מזהה", "שעת התחלה", "שעת סיום", "דואר אלקטרוני", "שם"]}[language]
    rows = [[str(n), "2026-03-01 10:22:11", "2026-03-01 10:25:40", f"e{n}@example.org", f"Dana {n}", *row] for n, row in enumerate(_rows(language, ";", ";"), start=1)]
    path = _written(tmp_path / "answers.csv", [*times, *_questions(language, number=True)], rows)
    made, said, program = _made(tmp_path, path, language)
    guess = made.tables[0]
    assert guess.table == "mentees" and guess.by == "headings"
    assert {h.column: h.sure for h in guess.headings if h.column in ASKED} == dict.fromkeys(ASKED, 1.0)
    assert [h.heading for h in guess.headings if h.role == "service"] == times[:2]
    assert [h.column for h in guess.headings if h.heading == times[2]] == ["applied_on"] and not guess.missing
    assert "Start time" not in (tmp_path / "fresh" / "mentees.csv").read_text("utf-8") and times[0] in said
    people = read_people(program)
    assert people.problems == () and list(people.mentees["person_id"]) == [f"E{100 + n}" for n in range(8)]
    assert people.mentees["wants"][0] == tuple(WORDS[language]["areas"][:2])
    assert people.mentees["consent"].eq("yes").all() and str(people.mentees["applied_on"][0].date()) == "2026-03-01"
    assert not any("Dana" in one for one in (tmp_path / "fresh" / "mentees.csv").read_text("utf-8").splitlines())


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_service_that_joins_lists_by_commas(tmp_path, language):
    """The copy splits its lists, and keeps an answer whole that holds a comma, because the other table shows it alone."""
    stamp = {"en": "Timestamp", "he": "חותמת זמן"}[language]
    rows = [["2026-03-01 10:22:11", *row] for row in _rows(language, ", ")]
    mentees = _written(tmp_path / "mentees.csv", [stamp, *_questions(language)], rows)
    text = text_for(language)
    offers = [text.plain(TEXTS[key]) for key in ("person_id", "offers", "capacity")]
    mentors = _written(tmp_path / "mentors.csv", offers, [[f"M{n}", ";".join(WORDS[language]["areas"]), "1"] for n in range(3)])
    made, said, program = _made(tmp_path, (mentees, mentors), language)
    assert [guess.table for guess in made.tables] == ["mentees", "mentors"]
    wants = next(h for h in made.tables[0].headings if h.column == "wants")
    assert wants.commas and wants.known == (WORDS[language]["areas"][2],) and WORDS[language]["areas"][2] in said
    people = read_people(program)
    assert people.problems == ()
    first, third = people.mentees["wants"][0], people.mentees["wants"][2]
    assert first == tuple(WORDS[language]["areas"][:2]) and third == (WORDS[language]["areas"][2],)
    assert people.mentees["interests"][0] == tuple(WORDS[language]["interests"])


def test_somebody_elses_questions_are_likely(tmp_path):
    """Questions in other words are mapped as likely, with how sure, and shown to be checked."""
    headings = [
        *("ID", "Start time", "Completion time", "Email", "Name", "What is your employee number?", "In which areas would you like to develop? (up to three)"),
        *("How many hours a month can you give?", "Which department are you in?", "What else should we know?"),
    ]
    rows = [[str(n), "2026-03-01 10:22:11", "2026-03-01 10:25:40", f"e{n}@example.org", "Dana", f"E{n}", "Negotiation;Writing;", "3", "Sales", "-"] for n in range(1, 6)]
    made, said, _ = _made(tmp_path, _written(tmp_path / "Form responses.csv", headings, rows))
    guess = made.tables[0]
    likely = {h.column: h.sure for h in guess.headings if h.column}
    assert set(likely) == {"applied_on", "person_id", "wants", "hours_per_month", "department"} and all(0.75 <= sure < 1 for sure in likely.values())
    line = next(one for one in said.splitlines() if "-> wants" in one)
    assert "likely (85" in line and "please check; for example: Negotiation, Writing" in line
    assert "Not copied, because the forms service made it and no stage needs it: ID, Start time" in said
    assert guess.table == "mentees"


def test_a_service_number_is_no_employee_number_without_a_question_either(tmp_path):
    """Where nobody was asked for an employee number, ids are made; the service's running number is never taken for one."""
    headings = ["ID", "Start time", "Completion time", "Email", "Name", text_for("en").plain(TEXTS["wants"])]
    rows = [[str(n), "2026-03-01 10:22:11", "2026-03-01 10:25:40", f"e{n}@example.org", f"Dana {n}", "Negotiation;"] for n in range(1, 5)]
    made, _, program = _made(tmp_path, _written(tmp_path / "answers.csv", headings, rows))
    assert made.split.made == 4 and list(read_people(program).mentees["person_id"]) == ["P001", "P002", "P003", "P004"]


def test_an_employee_number_called_id_stays_one():
    """A column ID is the employee number where no forms service stands beside it, or where it does not count upwards."""
    assert service_columns(["ID", "Wants"], [["1", "2"], ["a", "b"]]) == frozenset()
    assert service_columns(["ID", "Timestamp"], [["5012", "480"], ["x", "y"]]) == frozenset()
    assert service_columns(["ID", "Timestamp"], [["1", "2"], ["x", "y"]]) == {0}


@pytest.mark.parametrize("language", ["en", "he"])
def test_style_answers_in_words(tmp_path, language):
    """The whole sentence, with its letter or without, is the answer a or b, and the style follows from four."""
    text = text_for(language)
    ends = [text.plain(answer) for _, answer, _ in STYLE]
    assert [answer_of(one) for one in ends] == ["a"] * 4 and answer_of(f"b. {text.plain(STYLE[0][2])}") == "b" and answer_of("neither") == ""
    headings = [text.plain(TEXTS["person_id"]), text.plain(TEXTS["wants"]), *(text.plain(stem) for stem, _, _ in STYLE)]
    _, _, program = _made(tmp_path, _written(tmp_path / "answers.csv", headings, [["E1", "x", *ends], ["E2", "y", *ends]]), language)
    people = read_people(program)
    assert people.problems == () and list(people.mentees["style"]) == [words_of(program.intent)["lively"]] * 2


@pytest.mark.parametrize(
    ("cell", "known", "answers"),
    [
        ("a, b", (), ("a", "b")),
        ("Law, contracts, Writing", ("Law, contracts",), ("Law, contracts", "Writing")),
        ("Writing, law, contracts", ("Law, contracts",), ("Writing", "law, contracts")),
        ("a,, b,", (), ("a", "b")),
        ("Buying, selling, renting, b", ("Buying, selling", "Buying, selling, renting"), ("Buying, selling, renting", "b")),
        ("", (), ()),
    ],
)
def test_lists_joined_by_commas(cell, known, answers):
    """The longest known answer wins; what is not known is split at each comma."""
    assert parted(cell, known) == answers


def test_neighbours_that_never_part():
    """Two pieces that are only ever found side by side, the second in small letters, are taken for one answer; others are not."""
    assert together(["Law, contracts, Writing", "Law, contracts", "Writing, Law, contracts"]) == ("Law, contracts",)
    assert together(["Law, contracts", "Law, contracts"]) == () and together(["Law, Writing"] * 4) == ()


@pytest.mark.parametrize(
    ("heading", "text"), [("3. My department", "my department"), ("My department (needed)", "my department"), ("My  department *", "my department"), ("א. תשובה", "תשובה")]
)
def test_a_question_without_its_trimmings(heading, text):
    """Its number, a letter and the remark that it is needed do not count."""
    assert bare(heading) == text


def test_short_headings_are_no_questions():
    """Two words are a heading, which its own rules judge."""
    assert asked_about("interested in") == "" and asked_about("Which languages do you speak?") == "languages"
