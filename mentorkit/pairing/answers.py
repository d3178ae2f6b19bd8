"""Answers of people in a form that can be compared: sets of entries, plain words, numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["entries", "numbers", "plain", "sets", "words"]

DAYS_A_YEAR = 365.25


def sets(answers: pd.Series) -> list[frozenset[str]]:
    """What each person listed; empty when nothing. A single answer is a list of one."""
    return [frozenset(filter(None, (plain(entry) for entry in entries(value)))) for value in answers.tolist()]


def words(answers: pd.Series) -> npt.NDArray[np.object_]:
    """Each person's answer as one plain word or sentence; empty when there is none."""
    found = np.empty(len(answers), dtype=object)
    found[:] = ["; ".join(sorted(filter(None, (plain(entry) for entry in entries(value))))) for value in answers.tolist()]
    return found


def numbers(answers: pd.Series) -> npt.NDArray[np.float64]:
    """Each person's number, dates as years since 1970; not a number where there is none."""
    if pd.api.types.is_datetime64_any_dtype(answers):
        days = (answers - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(days=1)
        return np.asarray(days.to_numpy(dtype=float, na_value=np.nan) / DAYS_A_YEAR)
    return np.asarray(pd.to_numeric(answers, errors="coerce").to_numpy(dtype=float, na_value=np.nan))


def entries(value: Any) -> tuple[Any, ...]:
    """What one cell lists, in its order; nothing where it is blank."""
    if isinstance(value, tuple | list):
        return tuple(value)
    return () if value is None or pd.isna(value) else (value,)


def plain(entry: Any) -> str:
    """One entry as it is compared: without outer blanks and capital letters."""
    if isinstance(entry, float) and entry.is_integer():
        entry = int(entry)
    return str(entry).strip().casefold()
