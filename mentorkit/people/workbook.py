"""Reads one sheet of a workbook (xlsx): sizes are checked before anything is parsed, cells become text with marks."""

from __future__ import annotations

import datetime
import difflib
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

from mentorkit.people.faults import Faults
from mentorkit.people.grid import MAX_COLUMNS, MAX_ROWS, Grid, Mark, grid_of
from mentorkit.text import msg, msg_n

__all__ = ["is_workbook", "read_workbook", "sheet_names"]

_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 200
_MAX_SHEETS = 50
_LAST_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\br=\"(\d+)\"")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
# a formula cell whose <v> is missing or empty; an empty text result (t="str") has been computed and is fine
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d+)\"")
_FAR = re.compile(rb"<(?:\w+:)?c\b[^>]*\br=\"([A-Z]{3}\d+)\"[^>/]*>")


def read_workbook(path: Path, table: str, sheet: str | None, faults: Faults) -> Grid | None:
    """The grid of a sheet; ``None`` with problems when the workbook or the sheet cannot be used."""
    if not is_workbook(path, faults):
        return None
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of things it leaves out (styles, validation); they are not read here
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return _sheet(path, book, table, sheet, faults)
            finally:
                book.close()
    except Exception:  # a workbook from outside may be broken in any way, and each way has its own exception
        faults.add("MK-T007", msg("The workbook is damaged."), msg("A workbook that Excel opens without repair."), msg("Open it in Excel and save it again as xlsx."))
        return None


def sheet_names(path: Path, faults: Faults) -> tuple[str, ...]:
    """The names of all sheets in their order; none, with problems, when the workbook cannot be used."""
    if not is_workbook(path, faults):
        return ()
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            names = tuple(str(sheet.title) for sheet in book.worksheets)
            book.close()
            return names
    except Exception:  # as above
        faults.add("MK-T007", msg("The workbook is damaged."), msg("A workbook that Excel opens without repair."), msg("Open it in Excel and save it again as xlsx."))
        return ()


def is_workbook(path: Path, faults: Faults) -> bool:
    """Whether a file is a workbook of good size without a password; else the reason is said in ``faults``."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(4096)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            faults.add(
                "MK-T006",
                msg("A workbook with a password, or of the old kind (xls)."),
                msg("An xlsx workbook without a password."),
                msg("Save it in Excel as xlsx, without a password."),
            )
            return False
        if not head.startswith(b"PK"):
            faults.add(
                "MK-T005",
                msg("The ending says workbook, the content is something else."),
                msg("A workbook."),
                msg("Open it in Excel and save it as xlsx, or name it .csv if it is a text table."),
            )
            return False
        with zipfile.ZipFile(path) as package:
            return _of_good_size(package.infolist(), faults)
    except OSError:
        faults.add("MK-T003", msg("The file cannot be opened."), msg(""), msg("Close it in Excel, and check its name and your rights to read it."))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        faults.add("MK-T007", msg("The workbook is damaged."), msg("A workbook that Excel opens without repair."), msg("Open it in Excel and save it again as xlsx."))
    return False


def _of_good_size(entries: list[zipfile.ZipInfo], faults: Faults) -> bool:
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    sheets = sum(1 for e in entries if "worksheets/" in e.filename and e.filename.endswith(".xml"))
    # a small sheet of equal rows packs very well, so the ratio counts only where it could hurt
    bomb = unpacked > _MAX_UNPACKED or (unpacked > 10_000_000 and unpacked > _MAX_RATIO * max(packed, 1))
    if bomb or sheets > _MAX_SHEETS:
        faults.add(
            "MK-T008",
            msg("The workbook unpacks to {n} bytes in {sheets} sheets.", n=unpacked, sheets=sheets),
            msg("At most {n} bytes and {sheets} sheets.", n=_MAX_UNPACKED, sheets=_MAX_SHEETS),
            msg("Copy the table into a new workbook."),
        )
        return False
    return True


def _sheet(path: Path, book: Any, table: str, sheet: str | None, faults: Faults) -> Grid | None:
    name = _chosen(book, table, sheet, faults)
    if name is None:
        return None
    part = str(book[name]._worksheet_path)
    with zipfile.ZipFile(path) as package:
        source = package.read(part)
    if b"<!DOCTYPE" in source[:2000] or b"<!ENTITY" in source[:2000] or not _near(source, faults):
        if not faults.any:
            faults.add("MK-T007", msg("The workbook is damaged."), msg("A workbook that Excel opens without repair."), msg("Open it in Excel and save it again as xlsx."))
        return None
    hidden = len(_HIDDEN.findall(source))
    if hidden:
        faults.warn("MK-W020", msg_n("{n} hidden row of the sheet was read.", "{n} hidden rows of the sheet were read.", hidden), hidden)
    marks: dict[tuple[int, int], Mark] = {}
    records = _records(book[name], marks)
    _unstored(source, records, marks)
    return grid_of(records, faults, marks=marks, sheet=name)


def _chosen(book: Any, table: str, sheet: str | None, faults: Faults) -> str | None:
    names = [str(s.title) for s in book.worksheets]
    known = {" ".join(n.split()).casefold(): n for n in names}
    wanted = " ".join((sheet or table).split()).casefold()
    if wanted in known:
        return known[wanted]
    if sheet is None and len(names) == 1:
        return names[0]
    listed = msg("The sheets are: {names}.", names=tuple(names[:20]))
    if sheet is None:
        faults.add("MK-T010", msg("The workbook has {n} sheets and none is named.", n=len(names)), listed, msg("Write sheet: and its name under tables."))
        return None
    near = difflib.get_close_matches(sheet, names, 1, 0.6)
    cure = msg("Did you mean '{near}'?", near=near[0]) if near else msg("Correct sheet: under tables.")
    faults.add("MK-T009", msg("There is no sheet '{name}'.", name=sheet), listed, cure)
    return None


def _near(source: bytes, faults: Faults) -> bool:
    last = max((int(n) for n in _LAST_ROW.findall(source[-200_000:])), default=0)
    far = _FAR.search(source)
    if last > MAX_ROWS + 1:
        faults.add("MK-T011", msg("The sheet goes down to row {n}.", n=last), msg("At most {n} rows.", n=MAX_ROWS), msg("Delete the rows below the table."))
        return False
    if far:
        faults.add(
            "MK-T012", msg("A cell far to the right: {cell}.", cell=far[1].decode()), msg("At most {n} columns.", n=MAX_COLUMNS), msg("Delete the columns right of the table.")
        )
        return False
    return True


def _records(sheet: Any, marks: dict[tuple[int, int], Mark]) -> list[list[str]]:
    records: list[list[str]] = []
    sheet.reset_dimensions()  # what a sheet claims about its size is often stale; its cells are the truth
    for i, row in enumerate(sheet.iter_rows(values_only=True)):
        record: list[str] = []
        for c, value in enumerate(row):
            if type(value) is str:
                record.append(value)
            elif value is None:
                record.append("")
            else:
                text, mark = _cell(value)
                record.append(text)
                if mark:
                    marks[i, c] = mark
        records.append(record)
    width = max(map(len, records), default=0)
    return [record + [""] * (width - len(record)) for record in records]


def _cell(value: Any) -> tuple[str, Mark | None]:
    if isinstance(value, bool):
        return str(value).upper(), "truth"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes"), "date"
    if isinstance(value, datetime.date):
        return value.isoformat(), "date"
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value), "date"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value)), None
    return str(value), None


def _unstored(source: bytes, records: list[list[str]], marks: dict[tuple[int, int], Mark]) -> None:
    """Marks formulas without a stored result: such a workbook was written by a program and never opened in Excel."""
    for match in _FORMULA.finditer(source):
        place = _PLACE.search(match[1])
        if place is None or b't="str"' in match[1]:
            continue
        i, c = int(place[2]) - 1, 0
        for letter in place[1]:
            c = c * 26 + letter - 64
        if i < len(records) and c - 1 < len(records[i]) and not records[i][c - 1]:
            marks[i, c - 1] = "formula"
            records[i][c - 1] = "="  # keeps the row from counting as blank
