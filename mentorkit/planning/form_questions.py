"""The questions of the sign-up forms: one for each column that something in the program file uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorkit.people.styles import FLEXIBLE, STYLES
from mentorkit.planning.form_uses import Side, answers_asked_for, uses_of
from mentorkit.planning.forms import Question, QuestionKind
from mentorkit.program.model import Criterion, ProgramFile
from mentorkit.text import Message, msg

__all__ = ["Lists", "questions_of", "title_of"]

_WISHES = 5
_STYLE = (
    (msg("When I work something out, I"), msg("talk about it while I think."), msg("think first and talk afterwards.")),
    (msg("When somebody brings me a problem, I ask first"), msg("how the people in it are doing."), msg("what the facts are.")),
    (msg("In a meeting I would rather"), msg("answer at once."), msg("sleep on it.")),
    (msg("A talk was good when"), msg("we understand each other better."), msg("we know what to do next.")),
)
_TEXTS: dict[str, tuple[Message, QuestionKind]] = {
    "person_id": (msg("My employee number"), "id"),
    "wants": (msg("Areas in which I want to develop, three at most"), "many"),
    "offers": (msg("Areas in which I can help"), "many"),
    "capacity": (msg("How many mentees I can take at most"), "number"),
    "first_time": (msg("It would be my first time as a mentor"), "yes_no"),
    "languages": (msg("Languages in which I can talk about work"), "many"),
    "interests": (msg("What interests me, at work and beyond"), "many"),
    "hours_per_month": (msg("Hours a month that I can give to it"), "number"),
    "preferences": (msg("Whom I would like to be paired with: employee numbers, the most wanted first, five at most"), "ranked"),
    "goals_text": (msg("What I want to reach, in my own words"), "long"),
    "manager_id": (msg("Employee number of my line manager"), "id"),
    "department": (msg("My department"), "text"),
    "site": (msg("Where I work"), "text"),
    "grade": (msg("My grade, as a number"), "number"),
    "hire_date": (msg("With the organisation since"), "day"),
    "team": (msg("My team or project"), "id"),
    "applied_on": (msg("Day on which I fill this in"), "day"),
    "manager_consent": (msg("My line manager agrees"), "yes_no"),
    "willing": (msg("I am willing to be a mentor, and nobody made me"), "yes_no"),
    "consent": (msg("I have read the notice above and agree to it"), "yes_no"),
    "support_goals": (msg("I can say what I want to get better at"), "scale"),
    "support_talks": (msg("I find it easy to open a talk with somebody senior"), "scale"),
    "support_time": (msg("I have the hours for it beside my job"), "scale"),
}
_REQUIRED = frozenset({"person_id", "consent", "willing", "wants", "offers"})
# in the order in which a person answers without getting tired; other columns come before the notice
_ORDER = (
    *("person_id", "applied_on", "department", "site", "team", "grade", "hire_date", "manager_id", "willing", "first_time", "capacity"),
    *("wants", "offers", "goals_text", "interests", "languages", "hours_per_month", "style_1", "style_2", "style_3", "style_4", "style", "preferences"),
)
_LAST = ("support_goals", "support_talks", "support_time", "manager_consent", "consent")


@dataclass(frozen=True)
class Lists:
    """What a form offers to choose from; empty lists are answered in free words."""

    areas: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def questions_of(intent: ProgramFile, side: Side, lists: Lists) -> tuple[Question, ...]:
    """The questions of one side in the order of the form; each has the uses that justify it."""
    uses = {"person_id": (msg("telling rows apart"),), **uses_of(intent, side)}
    made = [question for column, why in uses.items() for question in _questions(intent, column, why, lists)]
    return tuple(sorted(made, key=lambda question: _rank(question.key)))


def title_of(column: str) -> Message | None:
    """How a question is called in one line."""
    return _TEXTS[column][0] if column in _TEXTS else None


def _rank(key: str) -> int:
    if key in _ORDER:
        return _ORDER.index(key)
    return 200 + _LAST.index(key) if key in _LAST else 100 if not key.startswith("rate_") else 150


def _questions(intent: ProgramFile, column: str, uses: tuple[Message, ...], lists: Lists) -> Iterator[Question]:
    if column == "style":
        yield from _style(intent, uses)
    elif column.startswith("rate_"):
        yield _rating(intent, column, uses)
    elif column in _TEXTS:
        text, kind = _TEXTS[column]
        low, high = (1, 5) if kind == "scale" else (None, None)
        yield Question(column, text, kind, uses, _options(column, lists), low, high, required=column in _REQUIRED)
    else:
        given = answers_asked_for(intent, column)
        yield Question(column, msg("Mine: {column}", column=column.replace("_", " ")), "one" if given else "text", uses, tuple((value, value) for value in given))


def _options(column: str, lists: Lists) -> tuple[tuple[str, Message | str], ...]:
    found = {"wants": lists.areas, "offers": lists.areas, "interests": lists.interests, "languages": lists.languages}.get(column, ())
    return tuple((value, value) for value in found)


def _rating(intent: ProgramFile, column: str, uses: tuple[Message, ...]) -> Question:
    competencies = intent.training.competencies if intent.training else ()
    name = next((c.name or c.id.replace("_", " ") for c in competencies if f"rate_{c.id.lower()}" == column), column)
    return Question(column, msg("How well I can do this today, 1 to 5: {name}", name=name), "scale", uses, (), 1, 5)


def _style(intent: ProgramFile, uses: tuple[Message, ...]) -> Iterator[Question]:
    """Four short questions, or the file's own styles to choose from where its criterion knows others."""
    known = _known_styles(intent)
    if known and not known <= {*STYLES.values(), FLEXIBLE}:
        yield Question("style", msg("My communication style"), "one", uses, tuple((value, value) for value in sorted(known)))
        return
    for number, (stem, first, second) in enumerate(_STYLE, start=1):
        yield Question(f"style_{number}", stem, "one", uses, (("a", first), ("b", second)), title=msg("Style {n}", n=number))


def _known_styles(intent: ProgramFile) -> set[str]:
    criteria: Sequence[Criterion] = intent.pairing.criteria if intent.pairing else ()
    fits = [criterion.fits for criterion in criteria if criterion.kind == "style"]
    return {style for fit in fits for style in (*fit, *(other for row in fit.values() for other in row))}
