"""What people hand to the public functions: read strictly, refused with the argument's name and the place.

Blank is missing and is counted by the caller. A word where a number belongs is never guessed at ("3,5" is no number),
and no value is repeated in an error, as it may be somebody's answer.
"""

from __future__ import annotations

import math
import numbers as kinds
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["Labels", "Numbers", "between", "column_names", "flags", "frame", "frame_numbers", "numbers", "or_none", "same_length", "two_groups", "whole"]

Numbers = npt.NDArray[np.float64]
Labels = npt.NDArray[np.object_]


def numbers(values: Any, name: str) -> Numbers:
    """A list, array or column of numbers; blanks (None, NaN, empty text) become NaN.

    Raises ValueError for text, infinities, tables and single values, with the first place counted from 0.
    """
    column = _sequence(values, name)
    if isinstance(getattr(column, "dtype", None), np.dtype) and column.dtype.kind in "fiub":
        found = np.array(column, dtype=np.float64)
        for place in np.flatnonzero(np.isinf(found))[:1]:
            raise ValueError(f"{name}[{place}] is not finite")
        return found
    return np.array([_number(value, f"{name}[{place}]") for place, value in enumerate(column)], dtype=np.float64)


def frame_numbers(table: pd.DataFrame, columns: Sequence[Any], name: str) -> Numbers:
    """The columns as numbers (rows, columns); errors name row (from 0) and column."""
    read = [[_number(value, f"{name}, row {row}, column {column!r}") for row, value in enumerate(table[column])] for column in columns]
    return np.array(read, dtype=np.float64).reshape(len(read), len(table)).T


def flags(values: Any, name: str) -> Numbers:
    """Zeros and ones (or False and True), NaN where blank."""
    found = numbers(values, name)
    for place in np.flatnonzero(~np.isnan(found) & (found != 0) & (found != 1))[:1]:
        raise ValueError(f"{name}[{place}] is neither 0 nor 1")
    return found


def two_groups(values: Any, name: str) -> tuple[Numbers, Any, Any]:
    """0/1 by group (NaN where blank), and the two labels in their sorted order: the first is the reference, the second is compared with it."""
    found = labels(values, name)
    names = distinct(found)
    if len(names) != 2:
        raise ValueError(f"{name} holds {len(names)} different values; two are needed")
    coded = np.array([math.nan if value is None else float(value == names[1]) for value in found], dtype=np.float64)
    return coded, names[0], names[1]


def labels(values: Any, name: str) -> Labels:
    """Group labels, with None where blank."""
    out = np.empty(len(_sequence(values, name)), dtype=object)
    for place, value in enumerate(_sequence(values, name)):
        if not _blank(value) and not isinstance(value, str | kinds.Real | np.bool_):
            raise ValueError(f"{name}[{place}] is neither text nor a number")
        out[place] = None if _blank(value) else value
    return out


def distinct(found: Labels) -> list[Any]:
    """The labels that occur, sorted; numbers before text, so that mixed labels sort too."""
    return sorted({value for value in found if value is not None}, key=lambda value: (isinstance(value, str), value))


def frame(table: Any, name: str) -> pd.DataFrame:
    """The table itself, or an array of two dimensions as one."""
    if isinstance(table, pd.DataFrame):
        found = table
    elif isinstance(table, np.ndarray | list | tuple) and np.ndim(np.asarray(table, dtype=object)) == 2:
        found = pd.DataFrame(np.asarray(table, dtype=object))
    else:
        raise ValueError(f"{name} is not a table: give a DataFrame, or rows of equal length")
    if not found.columns.is_unique:
        raise ValueError(f"{name} has two columns of the same name")
    return found


def column_names(wanted: Any, table: pd.DataFrame, name: str, where: str) -> list[Any]:
    """Names of columns, each once and each in the table; a single name may stand without a list."""
    asked = [wanted] if isinstance(wanted, str | int) else list(wanted)
    for place, column in enumerate(asked):
        if column not in table.columns:
            raise ValueError(f"{name}[{place}]: {where} has no column {column!r}")
    if len(set(asked)) != len(asked):
        raise ValueError(f"{name} names a column twice")
    return asked


def same_length(**columns: Any) -> None:
    """Raises ValueError unless all have one length."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError("different lengths: " + ", ".join(f"{name} {length}" for name, length in lengths.items()))


def whole(value: Any, name: str, least: int = 0) -> int:
    """A whole number of at least ``least``."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, kinds.Real) or not float(value).is_integer() or float(value) < least:
        raise ValueError(f"{name} is not a whole number of at least {least}")
    return int(float(value))


def between(value: Any, name: str, low: float = 0.0, high: float = 1.0) -> float:
    """A number strictly between ``low`` and ``high``."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, kinds.Real) or not low < float(value) < high:
        raise ValueError(f"{name} is not a number between {low:g} and {high:g}")
    return float(value)


def or_none(value: Any) -> float | None:
    """A plain float; ``None`` instead of what is not a number."""
    return None if math.isnan(value) else float(value)


def _sequence(values: Any, name: str) -> Any:
    if isinstance(values, str | bytes | dict | set) or not hasattr(values, "__len__") or getattr(values, "ndim", 1) != 1:
        raise ValueError(f"{name} is not a list, an array of one dimension, or a column")
    return values


def _blank(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, str) and not value.strip()) or (isinstance(value, kinds.Real) and math.isnan(value))


def _number(value: Any, place: str) -> float:
    if _blank(value):
        return math.nan
    if isinstance(value, np.bool_):
        return float(value)
    if not isinstance(value, kinds.Real):
        raise ValueError(f"{place} is not a number")
    if math.isinf(value):
        raise ValueError(f"{place} is not finite")
    return float(value)
