"""Reads one table of the program file: finds it, reads it as text, recognises its headings, types its cells."""

from __future__ import annotations

import pandas as pd

from mentorkit.people.cells import Column, typed
from mentorkit.people.columns import ColumnSpec, ReadTable, TableCard, TableSpec, empty_frame
from mentorkit.people.faults import Faults
from mentorkit.people.grid import Grid
from mentorkit.people.headings import Recognised, normal, recognise, title_above
from mentorkit.people.ids import same_id
from mentorkit.people.place import locate
from mentorkit.people.specs import for_program
from mentorkit.people.textfile import read_text_table
from mentorkit.people.workbook import read_workbook
from mentorkit.program.model import TableSource
from mentorkit.program.program import Program
from mentorkit.text import msg, msg_n

__all__ = ["ColumnSpec", "ReadTable", "TableCard", "TableSpec", "named", "read_table", "same_id"]

_NEEDS_ROWS = ("mentees", "mentors")


def named(program: Program, name: str) -> bool:
    """Whether the program file names that table."""
    return getattr(program.intent.tables, name) is not None


def read_table(program: Program, spec: TableSpec) -> ReadTable:
    """The table with everything that is wrong with it; an empty frame when the file does not name it.

    ``_row`` is the row as the spreadsheet shows it. The table of contacts is never opened for the committee.
    """
    spec = for_program(spec, program.intent)
    source: TableSource | None = getattr(program.intent.tables, spec.name)
    if source is None or (spec.name == "contacts" and program.audience == "committee"):
        return ReadTable(empty_frame(spec))
    faults = Faults(spec.name, source.file, source.sheet)
    grid = _grid(program, spec, source, faults)
    if grid is None:
        return ReadTable(empty_frame(spec), faults.sealed(), tuple(faults.warnings))
    later = title_above(grid, spec, source)
    if later:
        cure = msg("Row {row} looks like the headings; delete the rows above it.", row=str(later))
        faults.only("MK-T020", msg("The first row does not hold the headings."), msg("Headings in the first row, then one row per record."), cure, row=grid.first)
        return ReadTable(empty_frame(spec), faults.sealed(), tuple(faults.warnings))
    recognised = recognise(grid, spec, source, faults)
    frame = _frame(grid, recognised, source, faults)
    _unique(frame, spec, grid, recognised, faults)
    if not grid.rows:
        _no_rows(spec, faults)
    card = _card(spec, source, grid, recognised, faults)  # may warn, so it comes before the warnings are taken
    return ReadTable(frame, faults.sealed(), tuple(faults.warnings), card)


def _grid(program: Program, spec: TableSpec, source: TableSource, faults: Faults) -> Grid | None:
    path = locate(program, source.file, faults)
    if path is None:
        return None
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return read_workbook(path, spec.name, source.sheet, faults)
    return read_text_table(path, source.encoding, faults)


def _frame(grid: Grid, recognised: Recognised, source: TableSource, faults: Faults) -> pd.DataFrame:
    found = {}
    for place, column in recognised.used:
        answers = {normal(theirs): ours for theirs, ours in source.values.get(column.name, {}).items()}
        cells = Column(column, grid.headings[place], grid.columns[place], grid.rows, grid.marks.get(place, {}), answers, source.date_format)
        found[column.name] = typed(cells, faults)
    return pd.DataFrame(found).assign(_row=pd.Series(grid.rows, dtype="int64"))


def _unique(frame: pd.DataFrame, spec: TableSpec, grid: Grid, recognised: Recognised, faults: Faults) -> None:
    parts = [name for name in spec.key if name in frame]
    if not parts or parts[0] != spec.key[0]:
        return
    headings = {column.name: grid.headings[place] for place, column in recognised.used}
    first: dict[tuple[str, ...], int] = {}
    for row, *values in zip(frame["_row"], *(frame[name] for name in parts), strict=True):
        if pd.isna(values[0]):
            continue
        key = tuple("" if pd.isna(value) else same_id(str(value)) for value in values)
        if first.setdefault(key, row) != row:
            found = msg("The same as in row {row}.", row=str(first[key]))
            faults.add("MK-T031", found, msg("Each one once."), msg("Delete one of the two rows, or correct it."), row=int(row), column=headings[parts[0]])


def _no_rows(spec: TableSpec, faults: Faults) -> None:
    if spec.name in _NEEDS_ROWS and not faults.any:
        faults.add("MK-T019", msg("The table has headings and no rows."), msg("One row per person."), msg("Check that the right file and sheet are named."))
    elif not faults.any:
        faults.warn("MK-W023", msg("The table {name} has headings and no rows.", name=spec.name))


def _card(spec: TableSpec, source: TableSource, grid: Grid, recognised: Recognised, faults: Faults) -> TableCard:
    if recognised.personal:
        n = len(recognised.personal)
        faults.warn(
            "MK-W024",
            msg_n(
                "{n} column with names, e-mail or telephone was not read; keep it in the table of contacts.",
                "{n} columns with names, e-mail or telephone were not read; keep them in the table of contacts.",
                n,
            ),
            n,
        )
    columns = tuple(column.name for _, column in recognised.used)
    headings = tuple(grid.headings[place] for place, _ in recognised.used)
    return TableCard(spec.name, source.file, grid.sheet, len(grid.rows), columns, recognised.unused, recognised.personal, grid.blank_rows, grid.separator, headings)
