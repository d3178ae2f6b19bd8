"""The questions of the sign-up forms: one for each column that something in the program file uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mentorkit.people.questions import STYLE, TEXTS, rating_question, rating_title
from mentorkit.people.specs import called, short_name
from mentorkit.people.styles import own_styles, words_of
from mentorkit.planning.form_uses import Side, answers_asked_for, uses_of
from mentorkit.planning.forms import Question, QuestionKind
from mentorkit.program.model import ProgramFile
from mentorkit.text import Message, msg

__all__ = ["Lists", "questions_of"]

_KINDS: dict[str, QuestionKind] = {
    "person_id": "id",
    "wants": "many",
    "offers": "many",
    "capacity": "number",
    "first_time": "yes_no",
    "languages": "many",
    "interests": "many",
    "hours_per_month": "number",
    "preferences": "ranked",
    "goals_text": "long",
    "manager_id": "id",
    "department": "text",
    "site": "text",
    "grade": "number",
    "hire_date": "day",
    "team": "id",
    "applied_on": "day",
    "manager_consent": "yes_no",
    "willing": "yes_no",
    "consent": "yes_no",
    "support_goals": "scale",
    "support_talks": "scale",
    "support_time": "scale",
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
    made = [question for column, why in uses.items() for question in _questions(intent, f"{side}s", column, why, lists)]
    return tuple(sorted(made, key=lambda question: _rank(question.key)))


def _rank(key: str) -> int:
    if key in _ORDER:
        return _ORDER.index(key)
    return 200 + _LAST.index(key) if key in _LAST else 100 if not key.startswith("rate_") else 150


def _questions(intent: ProgramFile, table: str, column: str, uses: tuple[Message, ...], lists: Lists) -> Iterator[Question]:
    if column == "style":
        yield from _style(intent, uses)
    elif column.startswith("rate_"):
        yield _rating(intent, table, column, uses)
    elif column in _KINDS:
        text, kind = TEXTS[column], _KINDS[column]
        low, high = (1, 5) if kind == "scale" else (None, None)
        yield Question(column, text, kind, uses, _options(column, lists), low, high, required=column in _REQUIRED)
    else:
        given = answers_asked_for(intent, column)
        yield Question(column, called(intent, column, table), "one" if given else "text", uses, tuple((value, value) for value in given), further=True)


def _options(column: str, lists: Lists) -> tuple[tuple[str, Message | str], ...]:
    found = {"wants": lists.areas, "offers": lists.areas, "interests": lists.interests, "languages": lists.languages}.get(column, ())
    return tuple((value, value) for value in found)


def _rating(intent: ProgramFile, table: str, column: str, uses: tuple[Message, ...]) -> Question:
    competencies = intent.training.competencies if intent.training else ()
    asked = next((one for one in competencies if f"rate_{one.id.casefold()}" == column.casefold()), None)
    if asked is None:  # a criterion compares it, and it is no competency
        return Question(column, rating_question(called(intent, column, table)), "scale", uses, (), 1, 5)
    return Question(column, rating_question(short_name(asked)), "scale", uses, (), 1, 5, title=rating_title(short_name(asked)))


def _style(intent: ProgramFile, uses: tuple[Message, ...]) -> Iterator[Question]:
    """Four short questions, or the file's own styles to choose from where its criterion knows others."""
    if words_of(intent) is None:
        yield Question("style", TEXTS["style"], "one", uses, tuple((value, value) for value in sorted(own_styles(intent))))
        return
    for number, (stem, first, second) in enumerate(STYLE, start=1):
        yield Question(f"style_{number}", stem, "one", uses, (("a", first), ("b", second)))
