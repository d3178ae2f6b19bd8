"""A table before anybody knows what it means: headings and text cells, with the row each record has in the spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mentorkit.people.faults import Faults
from mentorkit.text import msg

__all__ = ["MAX_CELL", "MAX_COLUMNS", "MAX_ROWS", "Grid", "Mark", "grid_of", "is_error", "letters"]

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 32_767

Mark = Literal["date", "formula", "truth"]
_ERRORS = {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}


@dataclass(frozen=True)
class Grid:
    """``columns[c][i]`` is the text under ``headings[c]`` in spreadsheet row ``rows[i]``.

    ``marks[c][i]`` tells cells that were not text: a date, a formula whose result was not stored, a TRUE or FALSE.
    ``first`` is the heading row; ``early`` the first records as they lay in the file, to recognise a title above.
    """

    headings: tuple[str, ...]
    columns: list[list[str]]
    rows: list[int]
    marks: dict[int, dict[int, Mark]] = field(default_factory=dict)
    first: int = 1
    early: tuple[tuple[str, ...], ...] = ()
    blank_rows: int = 0
    sheet: str = ""
    separator: str = ""


def grid_of(records: list[list[str]], faults: Faults, *, marks: dict[tuple[int, int], Mark] | None = None, sheet: str = "", separator: str = "") -> Grid | None:
    """Records in file order (the first is spreadsheet row 1) as a grid; ``None`` with a problem when there is no table.

    Blank records are left out and counted. Columns without a heading and without values are left out; a column with
    values and no heading is a problem, and so is a record that is longer or shorter than the headings.
    """
    start = next((i for i, record in enumerate(records) if _filled(record)), None)
    if start is None:
        faults.add("MK-T018", msg("The table is empty."), msg("Headings in the first row, then one row per record."), msg("Check that the right file and sheet are named."))
        return None
    headings = [_flat(cell) for cell in records[start]]
    while headings and not headings[-1]:
        headings.pop()
    width = len(headings)
    body = [(i, record) for i, record in enumerate(records[start + 1 :], start + 1) if _filled(record)]
    blank = max((i for i, _ in body), default=start) - start - len(body)
    if not _within_limits(len(body), width, faults):
        return None
    kept = _of_one_width(body, headings, faults)
    columns = [list(column) for column in zip(*(record for _, record in kept), strict=True)] if kept else [[] for _ in headings]
    used = [c for c in range(width) if headings[c] or _nameless(columns[c], c, faults)]
    position = {i: n for n, (i, _) in enumerate(kept)}
    placed: dict[int, dict[int, Mark]] = {}
    for (i, c), mark in (marks or {}).items():
        if i in position and c in used:
            placed.setdefault(used.index(c), {})[position[i]] = mark
    rows = [i + 1 for i, _ in kept]
    early = tuple(tuple(_flat(cell) for cell in record) for record in records[start + 1 : start + 11])
    return Grid(tuple(headings[c] for c in used), [columns[c] for c in used], rows, placed, start + 1, early, blank, sheet, separator)


def is_error(value: str) -> bool:
    """Whether the text is one of the error values of a spreadsheet."""
    return value in _ERRORS


def _filled(record: list[str]) -> bool:
    return any(cell and not cell.isspace() for cell in record)


def _flat(cell: str) -> str:
    return " ".join(cell.split())


def _within_limits(rows: int, width: int, faults: Faults) -> bool:
    if rows > MAX_ROWS:
        faults.add("MK-T011", msg("The table has {n} rows.", n=rows), msg("At most {n} rows.", n=MAX_ROWS), msg("Split the table, or remove old rows."))
    if width > MAX_COLUMNS:
        faults.add("MK-T012", msg("The table has {n} columns.", n=width), msg("At most {n} columns.", n=MAX_COLUMNS), msg("Keep only the columns the programme needs."))
    return rows <= MAX_ROWS and width <= MAX_COLUMNS


def _of_one_width(body: list[tuple[int, list[str]]], headings: list[str], faults: Faults) -> list[tuple[int, list[str]]]:
    width, kept = len(headings), []
    for i, record in body:
        surplus = record[width:]
        if len(record) < width or _filled(surplus):
            faults.add(
                "MK-T017",
                msg("{n} cells in this row.", n=len(record)),
                msg("{n} cells, as many as there are headings.", n=width),
                msg("Put quotes around values that hold the separator, and check for a missing or additional separator."),
                row=i + 1,
            )
        else:
            kept.append((i, record[:width]))
    return kept


def _nameless(column: list[str], place: int, faults: Faults) -> bool:
    if any(cell and not cell.isspace() for cell in column):
        faults.add(
            "MK-T022",
            msg("Values without a heading."),
            msg("Every column has one heading."),
            msg("Write a heading, and undo merged cells in the heading row."),
            column=letters(place),
        )
    return False


def letters(place: int) -> str:
    """The letters over a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
