"""The copies of tables that lie in a new programme's folder: without names, with ids, in the form of the original."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorkit.people.columns import Kind
from mentorkit.people.days import iso
from mentorkit.people.mapping import SPECS, Guess
from mentorkit.people.service import parted
from mentorkit.people.splitting import Contact, Split

__all__ = ["Copy", "contacts_csv", "copies"]

_FIGURE = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True)
class Column:
    heading: str
    cells: Sequence[str]
    kind: Kind = "text"
    dates: frozenset[int] = frozenset()  # rows whose cell was a date of Excel


@dataclass(frozen=True)
class Copy:
    """One table as it lies in the folder: its file and sheet there, and headings of ours that the original did not have."""

    table: str
    file: str
    sheet: str
    columns: tuple[Column, ...]
    respelled: tuple[str, ...] = ()  # headings whose values were separated by commas


def copies(guesses: Sequence[Guess], found: Split) -> tuple[Copy, ...]:
    """The copy of each table but contacts. Sheets of one workbook stay together in one; all others become CSV."""
    books = list(dict.fromkeys(guess.source.path for guess in guesses if guess.source.sheet and guess.table != "contacts"))
    made = []
    for guess in guesses:
        if guess.table == "contacts":
            continue
        file = f"{guess.table}.csv"
        if guess.source.sheet:
            place = books.index(guess.source.path)
            file = f"people-{place + 1}.xlsx" if place else "people.xlsx"
        columns, respelled = _columns(guess, found)
        made.append(Copy(guess.table, file, guess.source.sheet, columns, respelled))
    return tuple(made)


def _columns(guess: Guess, found: Split) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    grid, kinds = guess.source.grid, {column.name: column.kind for column in SPECS[guess.table].columns}
    columns: list[Column] = []
    respelled: list[str] = []
    if guess.table in found.ids:
        columns.append(Column("person_id", found.ids[guess.table], "id"))
    for role, ids in found.pairs.items() if guess.table == "pairs" else ():
        columns.append(Column(f"{role.removesuffix('_name')}_id", ids, "id"))
    if any(found.managers.get(guess.table, ())) and "manager_id" not in guess.columns:
        columns.append(Column("manager_id", found.managers[guess.table], "id"))
    for heading in guess.headings:
        if heading.role:
            continue
        cells: Sequence[str] = grid.columns[heading.place]
        kind = kinds.get(heading.column, "text")
        if heading.commas:
            cells = [";".join(parted(cell, heading.known)) for cell in cells]
            respelled.append(heading.heading)
        dates = frozenset(i for i, mark in grid.marks.get(heading.place, {}).items() if mark == "date")
        columns.append(Column(heading.heading, cells, kind, dates))
    return tuple(columns), tuple(respelled)


def contents(made: Sequence[Copy]) -> dict[str, bytes]:
    """The bytes of each file of the copies."""
    by_file: dict[str, list[Copy]] = {}
    for copy in made:
        by_file.setdefault(copy.file, []).append(copy)
    return {file: _xlsx(tables) if file.endswith(".xlsx") else _csv(tables[0]) for file, tables in by_file.items()}


def contacts_csv(contacts: Sequence[Contact]) -> bytes:
    """The table of contacts."""
    rows = [(one.person_id, one.name, one.email, one.phone) for one in contacts]
    return _text([("person_id", "name", "email", "phone"), *rows])


def _csv(copy: Copy) -> bytes:
    rows = zip(*(column.cells for column in copy.columns), strict=True)
    return _text([tuple(column.heading for column in copy.columns), *rows])


def _text(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    # with the mark Excel opens Hebrew rightly, and saves it as UTF-8 again
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _xlsx(tables: Sequence[Copy]) -> bytes:
    import datetime

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})  # equal tables give equal bytes
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    for table in tables:
        sheet = book.add_worksheet(table.sheet)
        if any("\u0590" <= letter <= "\u05ff" for column in table.columns for letter in column.heading):
            sheet.right_to_left()
        sheet.freeze_panes(1, 1)
        for c, column in enumerate(table.columns):
            sheet.set_column(c, c, max(10, min(34, len(column.heading) + 4)))
            sheet.write_string(0, c, column.heading, bold)
            for i, cell in enumerate(column.cells):
                _write(sheet, i, c, column, cell, day)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, i: int, c: int, column: Column, cell: str, day: Any) -> None:
    date = iso(cell) if i in column.dates else None
    if date is not None and date.year >= 1900:
        import datetime

        sheet.write_datetime(i + 1, c, datetime.datetime(date.year, date.month, date.day), day)
    elif column.kind in ("number", "whole") and _FIGURE.fullmatch(cell):
        sheet.write_number(i + 1, c, float(cell))
    elif cell:
        sheet.write_string(i + 1, c, cell)
