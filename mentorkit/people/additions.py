"""New rows and changed cells for a table that people keep: its other rows, separator, encoding, line ends and headings stay to the letter."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorkit.people.columns import TableSpec
from mentorkit.people.faults import Faults
from mentorkit.people.headings import normal
from mentorkit.people.place import locate
from mentorkit.people.tables import read_table
from mentorkit.program.model import TableSource
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["Edited", "Row", "edited"]

Row = Mapping[str, str]  # our column: value
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Edited:
    """The new bytes of a table, not written yet. ``before`` is the hash of what was read, empty for a new file; ``source`` is what ``tables:`` says of it."""

    path: Path
    content: bytes
    before: str
    source: TableSource
    problems: tuple[Problem, ...] = ()


def edited(program: Program, spec: TableSpec, added: Sequence[Row], changed: Mapping[int, Row] | None = None) -> Edited:
    """The table with rows ``added`` at its end and cells of rows (as the spreadsheet shows them) ``changed``; made where the programme has none.

    ``problems`` say why it cannot be done, among them that the table is a sheet of a workbook: rewriting somebody's workbook would lose what
    this product does not know of it.
    """
    source: TableSource | None = getattr(program.intent.tables, spec.name)
    if source is None:
        return _made(program, spec, added)
    faults = Faults(spec.name, source.file, source.sheet)
    path = locate(program, source.file, faults)
    if path is None:
        return Edited(program.folder / source.file, b"", "", source, faults.sealed())
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        found, allowed = msg("This table is a sheet of a workbook, into which nothing is written."), msg("A text table (CSV), to which rows can be added.")
        faults.add("MK-T439", found, allowed, msg("Save the sheet as CSV UTF-8 beside the program file and name that file under tables."))
        return Edited(path, b"", "", source, faults.sealed())
    read = read_table(program, spec)
    content = path.read_bytes()
    card = read.card
    if read.problems or card is None:
        return Edited(path, b"", "", source, read.problems)
    written = _Writer(content, source, card.separator or ",", dict(zip(card.columns, card.headings, strict=True)))
    lost = sorted({name for row in (*added, *(changed or {}).values()) for name, value in row.items() if value and name not in written.places and name in _needed(spec)})
    for name in lost:
        faults.add("MK-T439", msg("There is no column {name}.", name=name), msg("The columns in which a decision is kept."), msg("Add the column to the table."))
    try:
        result = written.result(added, changed or {})
    except UnicodeEncodeError:
        result = b""
        found, allowed = msg("A word of the decision cannot be written in the encoding of this table."), msg("UTF-8 holds every word.")
        faults.add("MK-T439", found, allowed, msg("Save the table as CSV UTF-8."))
    return Edited(path, result, hashlib.sha256(content).hexdigest(), source, faults.sealed())


def _needed(spec: TableSpec) -> set[str]:
    return {column.name for column in spec.columns if column.required}


def _made(program: Program, spec: TableSpec, added: Sequence[Row]) -> Edited:
    names = [spec.name, *(f"{spec.name}-{i}" for i in range(2, 100))]
    file = next(f"{name}.csv" for name in names if not (program.folder / f"{name}.csv").exists())
    columns = [column.name for column in spec.columns]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in added)
    # with a mark of its encoding, so that a spreadsheet opens it rightly in every language
    return Edited(program.folder / file, codecs.BOM_UTF8 + stream.getvalue().encode("utf-8"), "", TableSource(file=file))


class _Writer:
    """A text table taken apart into physical records."""

    def __init__(self, content: bytes, source: TableSource, separator: str, headings: Mapping[str, str]) -> None:
        self.mark, self.encoding = next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), (b"", source.encoding or "utf-8"))
        text = content[len(self.mark) :].decode(self.encoding)
        self.separator, self.end = separator, "\r\n" if "\r\n" in text else "\n"
        self.records = _records(text, separator)
        self.above = int(bool(self.records) and self.records[0].strip().strip('"').lower().startswith("sep="))  # Excel does not count that line
        self.width = 0
        self.places: dict[str, int] = {}
        theirs = {normal(heading): ours for ours, heading in headings.items()}
        for record in self.records:
            cells = _cells(record, separator)
            if {normal(cell) for cell in cells} & set(theirs):
                self.width = len(cells)
                self.places = {theirs[normal(cell)]: place for place, cell in enumerate(cells) if normal(cell) in theirs}
                break
        self.answers = {column: {ours: theirs for theirs, ours in values.items()} for column, values in source.values.items()}

    def result(self, added: Sequence[Row], changed: Mapping[int, Row]) -> bytes:
        """The table with these rows changed and added, in its own encoding."""
        records = list(self.records)
        for number, row in changed.items():
            cells = _cells(records[number - 1 + self.above], self.separator)
            cells += [""] * (self.width - len(cells))
            self._put(cells, row)
            records[number - 1 + self.above] = self._line(cells)
        while records and not records[-1].strip():
            records.pop()
        if records and added and not records[-1].endswith(("\n", "\r")):
            records[-1] += self.end
        for row in added:
            cells = [""] * self.width
            self._put(cells, row)
            records.append(self._line(cells))
        return self.mark + "".join(records).encode(self.encoding)

    def _put(self, cells: list[str], row: Row) -> None:
        for name, value in row.items():
            if name in self.places:
                cells[self.places[name]] = self.answers.get(name, {}).get(value, value)

    def _line(self, cells: list[str]) -> str:
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.separator, lineterminator=self.end).writerow(cells)
        return stream.getvalue()


def _records(text: str, separator: str) -> list[str]:
    """The physical text of each record, its line end included."""
    kept = io.StringIO(text, newline="").readlines()
    reader = csv.reader(iter(kept), delimiter=separator)
    found, before = [], 0
    for _ in reader:
        found.append("".join(kept[before : reader.line_num]))
        before = reader.line_num
    return found


def _cells(record: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])
