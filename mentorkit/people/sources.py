"""Reads every sheet of the spreadsheets somebody gives to a new programme, before anybody knows which tables they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mentorkit.people.faults import Faults
from mentorkit.people.grid import Grid
from mentorkit.people.headings import is_known
from mentorkit.people.place import usable
from mentorkit.people.textfile import read_text_table
from mentorkit.people.workbook import read_workbook, sheet_names
from mentorkit.program.problems import Problem
from mentorkit.text import msg

__all__ = ["Source", "Sources", "read_sources"]

_WORKBOOKS = (".xlsx", ".xlsm")
_EMPTY = "MK-T018"


@dataclass(frozen=True)
class Source:
    """One sheet, or one text file (``sheet`` is empty then). ``problems`` count only when the sheet turns out to be a table."""

    path: Path
    sheet: str
    grid: Grid
    problems: tuple[Problem, ...] = ()
    title_row: int | None = None

    @property
    def name(self) -> str:
        """What a person calls it: the sheet's name, or the file's without its ending."""
        return self.sheet or self.path.stem


@dataclass(frozen=True)
class Sources:
    """Everything that could be read, and what keeps a whole file from being read."""

    sheets: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()


def read_sources(paths: Iterable[Path], encoding: str | None) -> Sources:
    """Every sheet of ``paths`` in their order. ``encoding`` is for text files that are not UTF-8. Nothing raises."""
    sheets: list[Source] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(map(Path, paths)):
        faults = Faults("mentees", path.name)
        if not path.exists():
            faults.add("MK-T001", msg("There is no such file."), msg(""), msg("Check the path; one with spaces needs quotes."))
        elif usable(path, faults):
            read = _workbook if path.suffix.lower() in _WORKBOOKS else _text
            sheets += read(path, encoding, faults)
        problems += faults.sealed()
    return Sources(tuple(sheets), tuple(problems))


def _text(path: Path, encoding: str | None, faults: Faults) -> list[Source]:
    own = Faults("mentees", path.name)
    grid = read_text_table(path, None if _is_utf8(path) else encoding, own)
    if grid is None:
        _take(own, faults)
        return []
    return [Source(path, "", grid, own.sealed(), _title(grid))]


def _is_utf8(path: Path) -> bool:
    """Whether the file is UTF-8, so that an encoding stated for its neighbours does not spoil it."""
    try:
        path.read_bytes().decode("utf-8")
    except (UnicodeDecodeError, OSError):
        return False
    return True


def _workbook(path: Path, encoding: str | None, faults: Faults) -> list[Source]:
    found: list[Source] = []
    empty: list[Faults] = []
    for name in sheet_names(path, faults):
        own = Faults("mentees", path.name, name)
        grid = read_workbook(path, "", name, own)
        if grid is not None:
            _formulas(grid, own)
            found.append(Source(path, name, grid, own.sealed(), _title(grid)))
        elif all(problem.code == _EMPTY for problem in own.sealed()):
            empty.append(own)  # Excel adds empty sheets by itself
        else:
            _take(own, faults)
    if not found and not faults.any and empty:
        _take(empty[0], faults)
    return found


def _formulas(grid: Grid, faults: Faults) -> None:
    """A copy would turn a formula without a result into a text that nobody wrote."""
    for place, marks in grid.marks.items():
        for i, mark in marks.items():
            if mark == "formula":
                found, allowed = msg("A formula without a stored result."), msg("A value.")
                faults.add("MK-T042", found, allowed, msg("Open the workbook in Excel and save it, or replace formulas by values."), row=grid.rows[i], column=_shown(grid, place))


def _shown(grid: Grid, place: int) -> str:
    return grid.headings[place] if is_known(grid.headings[place]) else ""


def _title(grid: Grid) -> int | None:
    """The row that holds the headings, where the first row holds no known one and a later row several."""
    if any(map(is_known, grid.headings)):
        return None
    return next((grid.first + 1 + i for i, record in enumerate(grid.early) if sum(map(is_known, record)) >= 2), None)


def _take(own: Faults, faults: Faults) -> None:
    for problem in own.sealed():
        faults.add(problem.code, problem.found, problem.allowed, problem.cure, row=problem.row, column=problem.column)
