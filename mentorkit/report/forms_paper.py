"""A form on paper: the question in bold, room for the answer below or beside it, what is said about the data in a small box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorkit.planning.forms import Form as Sheet
from mentorkit.planning.forms import Question
from mentorkit.report.document import Form, Writer
from mentorkit.text import Message, Text, msg

__all__ = ["ELSE", "SCALE", "YES_NO", "handout", "numbered", "open_ended"]

YES_NO = msg("☐ yes   ☐ no   ☐ unsure")
ELSE = msg("☐ something else:")
# by the lowest answer
SCALE = {
    1: msg("☐ 1 not at all   ☐ 2   ☐ 3   ☐ 4   ☐ 5 fully"),
    0: msg("☐ 0 not at all   ☐ 1   ☐ 2   ☐ 3   ☐ 4   ☐ 5   ☐ 6   ☐ 7   ☐ 8   ☐ 9   ☐ 10 certainly"),
}
_WIDTH = 9638  # of the text between the margins, in twentieths of a point
_BOX = Form(shade="F2F5F9", borders=("top", "left", "bottom", "right"), after=0, indent=80, outdent=80)
_PLAIN = Form(after=120)
_ASKED, _SHORT = Form(kept=True, together=True, before=110, after=20), Form(together=True, before=110, after=20, tabs=((_WIDTH, "underscore"),))
_ANSWER = Form(together=True, indent=340, after=20)
_ROOM = Form(borders=("bottom", "between"), together=True, spread=310, indent=340, after=0)
_FURTHER = Form(together=True, indent=340, after=20, tabs=((6540, "underscore"),))
_BESIDE = ("id", "text", "number", "day")
_COLUMN = 26  # letters of an answer that fit a third of the width
_LINES = {"long": 2, "ranked": 1, "many": 1, "one": 1}


def handout(form: Sheet, text: Text) -> bytes:
    """The form as a document that people edit, print and hand out."""
    writer = Writer(text)
    writer.paragraph(text(form.title), style="Title")
    writer.paragraph(text(msg("For: {who}", who=form.who)), style="Subtitle")
    boxed = bool(form.questions)
    for line in form.lines:
        writer.paragraph(text(line), form=_BOX if boxed else _PLAIN)
    for number, question in enumerate(form.questions, start=1):
        _question(writer, number, question, text)
    for line in form.ending:
        writer.paragraph(text(line), form=_PLAIN)
    return writer.saved(text.plain(form.title))


def numbered(number: int, question: Question) -> Message:
    """A question with its place in the form, and whether it is needed."""
    if question.required:
        return msg("{n}. {question} (needed)", n=number, question=question.text)
    return msg("{n}. {question}", n=number, question=question.text)


def open_ended(question: Question) -> bool:
    """Whether people may add an answer that is not among the options."""
    return bool(question.options) and (question.kind == "many" or question.further) and not any(value == "something_else" for value, _ in question.options)


def _question(writer: Writer, number: int, question: Question, text: Text) -> None:
    asked = text(numbered(number, question))
    if question.kind in _BESIDE and not question.options:
        writer.paragraph(f"{asked} \t", bold=True, form=_SHORT)
        return
    writer.paragraph(asked, bold=True, form=_ASKED)
    for line in _answers(question, text):
        writer.paragraph(line, form=_ANSWER if question.kind in ("yes_no", "scale") else _in_columns(line))
    if open_ended(question):
        writer.paragraph(f"{text(ELSE)} \t", form=_FURTHER)
    for _ in range(_room(question)):
        writer.paragraph("", form=_ROOM)


def _room(question: Question) -> int:
    """How many empty lines to write on stand below."""
    return 0 if question.options or question.kind in ("yes_no", "scale") else _LINES.get(question.kind, 1)


def _answers(question: Question, text: Text) -> Iterator[str]:
    if question.kind == "yes_no":
        yield text(YES_NO)
    elif question.kind == "scale":
        yield text(SCALE[question.low or 0])
    elif question.options:
        yield from _rows([text(_box(question, value, words)) for value, words in question.options])


def _box(question: Question, value: str, words: Message | str) -> Message:
    return msg("☐ {letter}. {answer}", letter=value, answer=words) if question.key.startswith("style_") else msg("☐ {answer}", answer=words)


def _rows(boxes: Sequence[str]) -> Iterator[str]:
    """Short answers three in a row, in columns; longer ones below each other."""
    if max(map(len, boxes)) > _COLUMN + 12:
        yield from boxes
        return
    for start in range(0, len(boxes), 3):
        yield "\t".join(boxes[start : start + 3])


def _in_columns(line: str) -> Form:
    if "\t" not in line:
        return _ANSWER
    return Form(together=True, indent=340, after=20, tabs=((340 + 3100, "none"), (340 + 6200, "none")))
