"""Who meets a condition of the program file (``eligible:`` and ``when:``)."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.people.headings import normal
from mentorkit.program.model import Condition

__all__ = ["columns_of", "lacks", "meets", "unknown"]

Bools = npt.NDArray[np.bool_]


def meets(frame: pd.DataFrame, conditions: Iterable[Condition]) -> Bools:
    """Which rows meet all conditions; a blank cell meets nothing but ``filled: false``. No conditions: everybody.

    Text is compared without case and spaces around; in a list column one matching entry is enough; ``at_least`` and
    ``at_most`` include their bound, ``before`` and ``after`` do not.
    """
    found = np.ones(len(frame), dtype=bool)
    for condition in conditions:
        found &= _one(frame, condition)
    return found


def unknown(frame: pd.DataFrame, conditions: Iterable[Condition]) -> int:
    """How many rows lack an answer that one of the conditions asks for (``filled`` asks for none)."""
    lacking = np.zeros(len(frame), dtype=bool)
    for condition in conditions:
        lacking |= lacks(frame, condition)
    return int(lacking.sum())


def columns_of(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The columns the conditions look at, each once, in their order."""
    names: list[str] = []
    for condition in conditions:
        names += [condition.column] if condition.column else columns_of((*(condition.all_of or ()), *(condition.any_of or ())))
    return tuple(dict.fromkeys(names))


def _one(frame: pd.DataFrame, condition: Condition) -> Bools:
    if condition.all_of is not None:
        return meets(frame, condition.all_of)
    if condition.any_of is not None:
        found = np.zeros(len(frame), dtype=bool)
        for part in condition.any_of:
            found |= _one(frame, part)
        return found
    if condition.column is None or condition.column not in frame:
        return np.full(len(frame), condition.filled is False)
    column = frame[condition.column]
    if condition.filled is not None:
        return np.asarray(_filled(column) == condition.filled, dtype=bool)
    if condition.equals is not None:
        return _among(column, (condition.equals,))
    if condition.in_ is not None:
        return _among(column, condition.in_)
    if condition.at_least is not None or condition.at_most is not None:
        numbers = _numbers(column)
        return numbers >= condition.at_least if condition.at_least is not None else numbers <= (condition.at_most or 0.0)
    if not pd.api.types.is_datetime64_any_dtype(column):
        return np.zeros(len(frame), dtype=bool)  # named as a problem where the tables are read
    days = column.to_numpy(dtype="datetime64[ns]")
    if condition.before is not None:
        return np.asarray(days < np.datetime64(condition.before))
    return np.asarray(days > np.datetime64(condition.after))


def lacks(frame: pd.DataFrame, condition: Condition) -> Bools:
    """Which rows lack an answer that the condition asks for (``filled`` asks for none)."""
    if condition.filled is not None:
        return np.zeros(len(frame), dtype=bool)
    lacking = np.zeros(len(frame), dtype=bool)
    for name in columns_of((condition,)):
        lacking |= ~_filled(frame[name]) if name in frame else np.ones(len(frame), dtype=bool)
    return lacking


def _filled(column: pd.Series) -> Bools:
    if column.dtype == object:
        return np.array([value is not None and value == value and value != () for value in column], dtype=bool)
    return np.asarray(column.notna(), dtype=bool)


def _among(column: pd.Series, values: Iterable[str]) -> Bools:
    wanted = {normal(value) for value in values}
    if column.dtype == object:
        return np.array([any(normal(entry) in wanted for entry in entries) for entries in column], dtype=bool)
    if isinstance(column.dtype, pd.StringDtype):
        return np.array([value is not pd.NA and normal(value) in wanted for value in column], dtype=bool)
    if pd.api.types.is_datetime64_any_dtype(column):
        return np.asarray(column.dt.strftime("%Y-%m-%d").isin([value.strip() for value in values]), dtype=bool)
    numbers = [float(value) for value in values if _is_number(value)]
    return np.isin(_numbers(column), numbers)


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def _numbers(column: pd.Series) -> npt.NDArray[np.float64]:
    if not pd.api.types.is_numeric_dtype(column):
        return np.full(len(column), np.nan)  # named as a problem where the tables are read
    numbers: npt.NDArray[np.float64] = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    return numbers
