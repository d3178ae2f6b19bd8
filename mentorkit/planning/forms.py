"""The forms of a programme: who is asked what, and what uses each answer. A question that nothing uses is not asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentorkit.text import Message

__all__ = ["Form", "FormKind", "FormsKit", "Question", "QuestionKind", "SurveyItem"]

QuestionKind = Literal["id", "text", "long", "number", "day", "one", "many", "yes_no", "scale", "ranked"]
FormKind = Literal["questionnaire", "guide"]


@dataclass(frozen=True)
class Question:
    """One question. ``key`` is the column that takes the answer; ``uses`` says what it is needed for, never empty.

    ``options`` are (value as the table holds it, words for people); a ``many`` or ``one`` without options is answered in
    free words. ``low`` and ``high`` are the ends of a ``scale`` or a number. ``title`` is the heading of a workbook, where it is
    not the column's usual one. ``further``: there are answers that the options do not list.
    """

    key: str
    text: Message | str
    kind: QuestionKind
    uses: tuple[Message, ...]
    options: tuple[tuple[str, Message | str], ...] = ()
    low: int | None = None
    high: int | None = None
    required: bool = False
    title: Message | None = None
    further: bool = False


@dataclass(frozen=True)
class Form:
    """A form or guide. ``table`` is the table that takes the answers, or None; ``lines`` stand above the questions, ``ending`` below."""

    key: str
    title: Message
    who: Message
    lines: tuple[Message, ...]
    questions: tuple[Question, ...]
    table: str | None = None
    ending: tuple[Message, ...] = ()

    @property
    def kind(self) -> FormKind:
        """A questionnaire has a table for its answers; a guide is talked through."""
        return "questionnaire" if self.table else "guide"


@dataclass(frozen=True)
class SurveyItem:
    """A survey item in this programme's words; empty ``roles`` or ``waves`` mean everybody, always."""

    id: str
    text: Message | str
    scale: str
    roles: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    reverse: bool = False


@dataclass(frozen=True)
class FormsKit:
    """Every form of the programme; ``left_out`` are questions that nothing in the file uses, ``missing`` what would make forms better.

    ``items`` are survey questions of our own that no table of the programme holds yet; they are written as a table of items.
    """

    forms: tuple[Form, ...]
    left_out: tuple[Message, ...]
    missing: tuple[Message, ...]
    items: tuple[SurveyItem, ...] = ()

    def form(self, key: str) -> Form:
        """The form of that key; ``KeyError`` when there is none."""
        return next(form for form in self.forms if form.key == key) if any(form.key == key for form in self.forms) else _absent(key)


def _absent(key: str) -> Form:
    raise KeyError(key)
