"""Answers of people in a form that can be compared: sets of entries, plain words, numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["numbers", "sets", "words"]

DAYS_A_YEAR = 365.25


def sets(answers: pd.Series) -> list[frozenset[str]]:
    """What each person listed; empty when nothing. A single answer is a list of one."""
    return [frozenset(filter(None, (_plain(entry) for entry in _entries(value)))) for value in answers.tolist()]


def words(answers: pd.Series) -> npt.NDArray[np.object_]:
    """Each person's answer as one plain word or sentence; empty when there is none."""
    found = np.empty(len(answers), dtype=object)
    found[:] = ["; ".join(sorted(filter(None, (_plain(entry) for entry in _entries(value))))) for value in answers.tolist()]
    return found


def numbers(answers: pd.Series) -> npt.NDArray[np.float64]:
    """Each person's number, dates as years since 1970; not a number where there is none."""
    if pd.api.types.is_datetime64_any_dtype(answers):
        days = (answers - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(days=1)
        return np.asarray(days.to_numpy(dtype=float, na_value=np.nan) / DAYS_A_YEAR)
    return np.asarray(pd.to_numeric(answers, errors="coerce").to_numpy(dtype=float, na_value=np.nan))


def _entries(value: Any) -> tuple[Any, ...]:
    if isinstance(value, tuple | list):
        return tuple(value)
    return () if value is None or pd.isna(value) else (value,)


def _plain(entry: Any) -> str:
    if isinstance(entry, float) and entry.is_integer():
        entry = int(entry)
    return str(entry).strip().casefold()
