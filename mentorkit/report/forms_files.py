"""A form as files: a document to edit, plain text for a forms service, a workbook with drop-downs that is read back without mapping."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from mentorkit.people.headings import usual_names
from mentorkit.planning.forms import Form, FormsKit, Question, SurveyItem
from mentorkit.report.forms_paper import ELSE, SCALE, YES_NO, handout, numbered, open_ended
from mentorkit.report.workbook import new_workbook
from mentorkit.text import Message, Text, msg

__all__ = ["answers_of", "form_document", "form_text", "form_workbook", "heading_of", "items_table", "kit_files"]

_ROWS = 300  # rows of a workbook that have their drop-downs
_LETTERS = {"en": {"a": "a", "b": "b"}, "he": {"a": "א", "b": "ב"}}
_LINE = {"long": msg("Answer, several lines:"), "ranked": msg("Answer, the most wanted first:")}


def kit_files(kit: FormsKit, text: Text) -> tuple[tuple[str, bytes], ...]:
    """Every form as docx and txt, those with a table of answers as xlsx too; names and bytes, the same each time."""
    files: list[tuple[str, bytes]] = []
    for form in kit.forms:
        files.append((f"{form.key}.docx", form_document(form, text)))
        files.append((f"{form.key}.txt", form_text(form, text).encode("utf-8")))
        if form.table:
            files.append((f"{form.key}.xlsx", form_workbook(form, text)))
    if kit.items:
        files.append(("items.csv", items_table(kit.items, text)))
    return tuple(files)


def items_table(items: Sequence[SurveyItem], text: Text) -> bytes:
    """Questions of our own in the form of the table of items, so that the answers can be read."""
    stream = io.StringIO(newline="")
    lines = csv.writer(stream, lineterminator="\r\n")
    lines.writerow(("id", "text", "scale", "reverse", "roles", "waves", "options"))
    for item in items:
        asked = text.plain(item.text) if isinstance(item.text, Message) else item.text
        lines.writerow((item.id, asked, item.scale, "yes" if item.reverse else "no", ";".join(item.roles), ";".join(item.waves), ";".join(item.options)))
    return ("\ufeff" + stream.getvalue()).encode("utf-8")  # with the mark Excel opens Hebrew rightly


def form_document(form: Form, text: Text) -> bytes:
    """The form as a document that people edit and print."""
    return handout(form, text)


def form_text(form: Form, text: Text) -> str:
    """The form as plain text, one question a paragraph, one answer a line: to be pasted into a forms service."""
    lines = [text.plain(form.title), text.plain(msg("For: {who}", who=form.who)), "", *(text.plain(line) for line in form.lines)]
    for number, question in enumerate(form.questions, start=1):
        lines += ["", text.plain(numbered(number, question)), *(text.plain(line) for line in _lines(question))]
    lines += ["", *(text.plain(line) for line in form.ending)] if form.ending else []
    return "\n".join(lines) + "\n"


def form_workbook(form: Form, text: Text) -> bytes:
    """A workbook with one heading a question, drop-downs, and the lists on a second sheet; empty rows to fill in."""
    stream = io.BytesIO()
    book = new_workbook(stream, title=form.key)
    sheet, lists = book.add_worksheet(str(form.table)), book.add_worksheet("lists")
    if text.direction == "rtl":
        sheet.right_to_left()
        lists.right_to_left()
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#9AA5B1"}
    usual, needed = book.add_format({**head, "bg_color": "#E8EEF5"}), book.add_format({**head, "bg_color": "#C9D8EA"})
    plain, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, question in enumerate(form.questions):
        rated = question.key.startswith("rate_") and question.title is not None
        heading = text.plain(question.title) if rated and question.title else heading_of(question.key, str(form.table), text)
        sheet.write_string(0, place, heading, needed if question.required else usual)
        sheet.set_column(place, place, max(12, min(40, len(heading) + 2)), day if question.kind == "day" else plain if question.kind in ("id", "text", "many", "ranked") else None)
        _dropdown(sheet, lists, place, question, text)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    lists.hide()
    book.close()
    return stream.getvalue()


def heading_of(key: str, table: str, text: Text) -> str:
    """The heading of a column in the language of the programme, one that is read without mapping."""
    names = usual_names(key, table)
    if text.language == "he":
        hebrew = next((name for name in names if any("\u05d0" <= letter <= "\u05ea" for letter in name)), None)
        if hebrew:
            return hebrew
    return key if table == "survey" and key not in ("respondent_id", "role", "wave") else key.replace("_", " ").capitalize()


def answers_of(question: Question, text: Text) -> tuple[str, ...]:
    """What the drop-down of a question offers, in words that the reader of the tables knows."""
    if question.kind == "yes_no":
        return tuple(text.plain(word) for word in (msg("yes"), msg("no"), msg("unsure")))
    if question.kind == "scale" and question.low is not None and question.high is not None:
        return tuple(str(step) for step in range(question.low, question.high + 1))
    if question.key.startswith("style_"):
        return tuple(f"{_LETTERS[text.language][value]}. {text.plain(words)}" for value, words in question.options)  # the reader knows both halves
    return tuple(text.plain(words) if isinstance(words, Message) else words for _, words in question.options)


def _dropdown(sheet: Any, lists: Any, place: int, question: Question, text: Text) -> None:
    shown = text.plain(question.text) if isinstance(question.text, Message) else question.text
    several = text.plain(msg("Several answers are separated by a semicolon.")) if question.kind in ("many", "ranked") else ""
    rule: dict[str, Any] = {"validate": "any", "input_message": f"{shown} {several}".strip()[:255]}
    answers = answers_of(question, text)
    if answers:
        for line, answer in enumerate(answers):
            lists.write_string(line, place, answer)
        column = _letters(place)
        rule |= {"validate": "list", "source": f"=lists!${column}$1:${column}${len(answers)}", "show_error": question.kind != "many" and not question.further}
    sheet.data_validation(1, place, _ROWS, place, rule)


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _lines(question: Question) -> Iterator[Message]:
    """What stands under a question: boxes to tick, or a line to write on."""
    if question.kind == "yes_no":
        yield YES_NO
    elif question.kind == "scale":
        yield SCALE[question.low or 0]
    elif question.options:
        for value, words in question.options:
            yield msg("☐ {letter}. {answer}", letter=value, answer=words) if question.key.startswith("style_") else msg("☐ {answer}", answer=words)
        if open_ended(question):
            yield ELSE
    else:
        yield _LINE.get(question.kind, msg("Answer:"))
        yield msg("______________________________")
