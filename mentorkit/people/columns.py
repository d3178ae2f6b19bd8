"""What a table is declared to hold, and what reading one gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from mentorkit.program.problems import Problem, Warned

__all__ = ["ColumnSpec", "Kind", "ReadTable", "TableCard", "TableSpec", "empty_frame", "series_of"]

Kind = Literal["id", "text", "list", "whole", "number", "date", "yes_no", "choice"]


@dataclass(frozen=True)
class ColumnSpec:
    """One column: our name and the kind of its values.

    ``required``: the column must be there. ``filled``: a blank cell is a problem. ``allowed``: the values of a
    ``choice``. ``low`` and ``high``: bounds of a number, both ends allowed. ``options``: what a form offers for a list; with
    them a list that a forms service joined by commas is read, also where an answer holds a comma itself.
    """

    name: str
    kind: Kind
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    filled: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSpec:
    """One table of the program file.

    ``prefixes`` are column specs whose name is the beginning of a heading (``rate_``). ``keep_unknown`` keeps all other
    columns as text (a wide survey). ``key`` names the columns whose combination must be unique. ``headings`` are further
    headings, as :func:`~mentorkit.people.questions.bare` gives them, with the column each stands for: what this programme's own forms ask.
    """

    name: str
    columns: tuple[ColumnSpec, ...]
    prefixes: tuple[ColumnSpec, ...] = ()
    keep_unknown: bool = False
    key: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TableCard:
    """What was read, for the coordinator to recognise: never a value of a person.

    ``columns`` are our names of what is used and ``headings`` what the file calls them; ``unused`` and ``personal`` are
    headings that were not read.
    """

    table: str
    file: str
    sheet: str
    rows: int
    columns: tuple[str, ...]
    unused: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    blank_rows: int = 0
    separator: str = ""
    headings: tuple[str, ...] = ()

    def heading_of(self, column: str) -> str:
        """What the file calls one of our columns."""
        return dict(zip(self.columns, self.headings, strict=False)).get(column, column)


@dataclass(frozen=True)
class ReadTable:
    """A table as it could be read. Cells that could not be understood are blank in ``frame`` and named in ``problems``."""

    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warned, ...] = ()
    card: TableCard | None = None


def series_of(values: list[Any], kind: Kind) -> pd.Series:
    """Typed values (``None`` where blank) as the column the rooms expect; lists are tuples, ``()`` when blank."""
    if kind == "list":
        column = np.empty(len(values), dtype=object)
        column[:] = [() if value is None else value for value in values]
        return pd.Series(column, dtype=object)
    if kind == "date":
        return pd.Series(np.array(values, dtype="datetime64[ns]"))
    if kind in ("whole", "number"):
        return pd.Series(pd.array(values, dtype="Int64" if kind == "whole" else "Float64"))
    return pd.Series(pd.array(values, dtype="string"))


def empty_frame(spec: TableSpec) -> pd.DataFrame:
    """A frame without rows that has every declared column."""
    frame = pd.DataFrame({column.name: series_of([], column.kind) for column in spec.columns})
    return frame.assign(_row=pd.Series([], dtype="int64"))
