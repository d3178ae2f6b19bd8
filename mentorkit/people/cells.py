"""Turns the text of one column into typed values, and says row by row what could not be understood."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from mentorkit.people import days
from mentorkit.people.answers import CHOICES, YES_NO
from mentorkit.people.columns import ColumnSpec, series_of
from mentorkit.people.faults import Faults, shortened
from mentorkit.people.grid import MAX_CELL, Mark, is_error
from mentorkit.people.headings import normal
from mentorkit.people.questions import answer_of
from mentorkit.people.service import parted
from mentorkit.text import Message, msg, msg_n

__all__ = ["Column", "clean", "typed"]

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WHOLE = re.compile(r"[-+]?\d{1,15}(?:\.0+)?", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,2})?", re.ASCII)
_FIGURES = re.compile(r"[-+.,/:]*\d[-+.,/:\d]*[A-Za-z%]{0,3}[-+.,/:\d]*", re.ASCII)  # 1,5 or 12h or 26-Feb-2020
_TOTALS = {"total", "sum", "grand total", "totals", 'סה"כ', "סהכ", "סך הכל", "סך הכול"}
_MAX_ID = 64
_DATES = msg("A day such as 2026-09-01, or a date cell of Excel.")


@dataclass(frozen=True)
class Column:
    """The text of one column with what is needed to understand it. ``answers`` is ``values:`` of the program file."""

    spec: ColumnSpec
    heading: str
    cells: list[str]
    rows: list[int]
    marks: Mapping[int, Mark]
    answers: Mapping[str, str]
    date_format: str | None = None


@dataclass(frozen=True)
class _Refused:
    """A cell that could not be understood, in the words of a problem."""

    code: str
    found: Message
    allowed: Message
    cure: Message


def typed(column: Column, faults: Faults) -> pd.Series:
    """The column as declared; ``NA``, ``NaT`` or ``()`` where the cell is blank or refused."""
    cells = _cleaned(column, faults)
    spec = column.spec
    if spec.kind == "date":
        parse = _date_parser(column, cells, faults)
    else:
        parse = _parser(spec)
    known: dict[str, Any] = {}
    values: list[Any] = []
    for i, cell in enumerate(cells):
        mark = column.marks.get(i) if column.marks else None
        if mark == "formula" or (mark == "date" and spec.kind != "date"):
            value: Any = _marked(mark, spec)
        elif cell in known:
            value = known[cell]
        else:
            value = known[cell] = _value(cell, spec, parse)
        if type(value) is _Refused:
            faults.add(value.code, value.found, value.allowed, value.cure, row=column.rows[i], column=column.heading)
            value = None
        values.append(value)
    return series_of(values, spec.kind)


def _value(cell: str, spec: ColumnSpec, parse: Callable[[str], Any]) -> Any:
    if not cell:
        return _Refused("MK-T030", msg("The cell is blank."), msg("Every row has a value here."), msg("Fill it in, or delete the row.")) if spec.filled else None
    if is_error(cell):
        return _Refused("MK-T041", msg("The error value {value}.", value=cell), msg("A value."), msg("Mend the formula in the spreadsheet, or clear the cell."))
    if len(cell) > MAX_CELL:
        return _Refused("MK-T043", msg("{n} characters in one cell.", n=len(cell)), msg("At most {n} characters.", n=MAX_CELL), msg("Shorten the text."))
    return parse(cell)


def _marked(mark: Mark | None, spec: ColumnSpec) -> _Refused:
    if mark == "formula":
        return _Refused("MK-T042", msg("A formula without a stored result."), msg("A value."), msg("Open the workbook in Excel and save it, or replace formulas by values."))
    cure = msg("Format the column as text in Excel and type the value again.")
    return _Refused("MK-T040", msg("Excel has turned this value into a date."), _ALLOWED[spec.kind], cure)


def _cleaned(column: Column, faults: Faults) -> list[str]:
    known: dict[str, str] = {}
    turned = controls = 0
    cells: list[str] = []
    for cell in column.cells:
        text = known.get(cell)
        if text is None:
            text = clean(cell)
            text = known[cell] = column.answers.get(normal(text), text) if column.answers and column.spec.kind != "list" else text
        if text is not cell and not cell.isascii() and _DIRECTION.search(cell):
            turned += 1
        elif text is not cell and _CONTROL.search(cell.replace("\r", "")):
            controls += 1
        cells.append(text)
    if turned:
        faults.warn(
            "MK-W021",
            msg_n("Direction marks were removed from {n} cell of column {name}.", "Direction marks were removed from {n} cells of column {name}.", turned, name=column.heading),
            turned,
        )
    if controls:
        faults.warn(
            "MK-W022",
            msg_n(
                "Control characters were removed from {n} cell of column {name}.", "Control characters were removed from {n} cells of column {name}.", controls, name=column.heading
            ),
            controls,
        )
    if column.answers and column.spec.kind == "list":
        return [";".join(column.answers.get(normal(part), part) for part in cell.split(";")) for cell in cells]
    return cells


def clean(cell: str) -> str:
    """A cell without direction marks, control and invisible characters and without spaces at its ends; line feeds stay."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    text = _CONTROL.sub("", _INVISIBLE.sub("", _DIRECTION.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))))
    return text.replace("\u00a0", " ").strip()


def _parser(spec: ColumnSpec) -> Callable[[str], Any]:
    match spec.kind:
        case "id":
            return _id
        case "list":
            return lambda cell: _list(cell, spec.options)
        case "whole" | "number":
            return lambda cell: _number(cell, spec)
        case "yes_no":
            return lambda cell: YES_NO.get(normal(cell)) or YES_NO.get(cell) or _other("MK-T036", cell, _ALLOWED["yes_no"], (), tuple(YES_NO))
        case "choice":
            allowed = {normal(value): value for value in spec.allowed}
            return lambda cell: (
                allowed.get(normal(cell))
                or allowed.get(CHOICES.get(normal(cell), "") or answer_of(cell))
                or _other("MK-T035", cell, msg("Allowed are: {allowed}.", allowed=spec.allowed), spec.allowed)
            )
    return str


def _id(cell: str) -> Any:
    value = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
    value = " ".join(value.replace("\u200c", "").replace("\u200d", "").split())
    if value.casefold() in _TOTALS:
        return _Refused("MK-T045", msg("A row of totals."), msg("One row per record."), msg("Delete the row."))
    if len(value) > _MAX_ID:
        return _Refused(
            "MK-T032", msg("{n} characters.", n=len(value)), msg("A number or short name of at most {n} characters.", n=_MAX_ID), msg("Check that the right column is used.")
        )
    return value[: -len(value.partition(".")[2]) - 1] if re.fullmatch(r"\d+\.0+", value, re.ASCII) else value or None


def _list(cell: str, options: tuple[str, ...]) -> tuple[str, ...]:
    joined = bool(options) and ";" not in cell and ("," in cell or "\n" in cell)
    parts = parted(cell, options) if joined else cell.split(";")
    found = dict.fromkeys(part for part in (" ".join(part.split()) for part in parts) if part)
    # a form offers one spelling; without any of its answers the cell is somebody's own words
    if joined and not {*map(normal, found)} & {*map(normal, options)}:
        return (" ".join(cell.split()),)
    return tuple(found)


def _number(cell: str, spec: ColumnSpec) -> Any:
    whole = spec.kind == "whole"
    if not (_WHOLE if whole else _NUMBER).fullmatch(cell):
        cure = msg("Write the decimal sign as a point.") if "," in cell else msg("Correct the value, or map it under tables, values:.")
        return _Refused("MK-T033", _found(cell), _ALLOWED[spec.kind], cure)
    value = float(cell)
    if (spec.low is not None and value < spec.low) or (spec.high is not None and value > spec.high):
        return _Refused("MK-T034", msg("found {value}.", value=shortened(cell)), _range(spec), msg("Correct the value."))
    return int(value) if whole else value


def _range(spec: ColumnSpec) -> Message:
    if spec.low is not None and spec.high is not None:
        return msg("Allowed is {low} to {high}.", low=spec.low, high=spec.high)
    if spec.low is not None:
        return msg("Allowed is {low} or more.", low=spec.low)
    return msg("Allowed is {high} or less.", high=spec.high)


def _found(cell: str, words: tuple[str, ...] = ()) -> Message:
    """What stands in the cell, quoted only when it cannot be a person's name or words typed into the wrong column."""
    flat = cell.strip()
    single = len(flat.split()) == 1
    near = single and bool(difflib.get_close_matches(flat.casefold(), words, 1, 0.85))
    if near or not any(character.isalpha() for character in flat) or (single and _FIGURES.fullmatch(flat)):
        return msg("found {value}.", value=f"'{shortened(flat)}'")
    return msg("found a value that is not allowed.")


def _other(code: str, cell: str, allowed: Message, choices: tuple[str, ...], words: tuple[str, ...] = ()) -> _Refused:
    near = difflib.get_close_matches(cell.casefold(), choices, 1, 0.6)
    cure = msg("Did you mean '{near}'?", near=near[0]) if near else msg("Correct it, or say under tables, values:, what it means.")
    return _Refused(code, _found(cell, words or choices), allowed, cure)


def _date_parser(column: Column, cells: list[str], faults: Faults) -> Callable[[str], Any]:
    stated = column.date_format
    if stated:
        if not days.usable_format(stated):
            faults.add(
                "MK-T044",
                msg("date_format: {value}.", value=shortened(stated)),
                msg("A format with year, month and day, such as %d/%m/%Y."),
                msg("Correct it under tables."),
                column=column.heading,
            )
        return lambda cell: days.iso(cell) or days.in_format(cell, stated) or _not_a_day(cell)
    found = [pair for pair in map(days.parts, {cell for cell in cells if cell}) if pair]
    order = days.order_of(found)
    if order == "ambiguous":
        example = next(cell for cell in cells if days.parts(cell))
        faults.add(
            "MK-T038",
            msg("Dates such as {value}: day and month could be exchanged.", value=shortened(example)),
            _DATES,
            msg("Write date_format: '%d/%m/%Y' (day first) or '%m/%d/%Y' (month first) under tables."),
            column=column.heading,
        )
        return lambda cell: days.iso(cell) or (None if days.parts(cell) else _not_a_day(cell))
    return lambda cell: days.iso(cell) or _ordered(cell, order)


def _ordered(cell: str, order: days.Order) -> datetime.date | _Refused:
    pair = days.parts(cell)
    if pair is None:
        return _not_a_day(cell)
    if order == "mixed":
        if pair[0] > 12:
            return days.built(pair, "day_first") or _not_a_day(cell)
        return _Refused(
            "MK-T039",
            msg("found {value}; in this column some dates have the day first and some the month.", value=f"'{shortened(cell)}'"),
            _DATES,
            msg("Write all dates in one way, best as 2026-09-01."),
        )
    return days.built(pair, order) or _not_a_day(cell)


def _not_a_day(cell: str) -> _Refused:
    return _Refused("MK-T037", _found(cell), _DATES, msg("Write the date so, or state date_format: under tables."))


_ALLOWED: dict[str, Message] = {
    "id": msg("A number or short name."),
    "text": msg("Text."),
    "list": msg("Values separated by semicolons."),
    "whole": msg("A whole number."),
    "number": msg("A number."),
    "date": _DATES,
    "yes_no": msg("Yes, no or not sure, in English or Hebrew."),
    "choice": msg("One of the allowed values."),
}
