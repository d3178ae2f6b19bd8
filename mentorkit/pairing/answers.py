"""Answers of people in a form that can be compared quickly: codes for words, bits for sets, numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["bits", "codes", "ids", "numbers", "sets", "shared", "words"]

DAYS_A_YEAR = 365.25
WORD = 64
Bits = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]


def sets(answers: pd.Series) -> list[frozenset[str]]:
    """What each person listed; empty when nothing. A single answer is a list of one."""
    known: dict[str, str] = {}
    return [frozenset(filter(None, [_plain(entry, known) for entry in _entries(value)])) for value in _values(answers)]


def words(answers: pd.Series) -> list[str]:
    """Each person's answer as one plain word or sentence; empty when there is none."""
    known: dict[str, str] = {}
    return [_plain(value, known) if type(value) is str else "; ".join(sorted(filter(None, [_plain(entry, known) for entry in _entries(value)]))) for value in _values(answers)]


def codes(*sides: Iterable[str]) -> list[npt.NDArray[np.int32]]:
    """The same number for the same words on every side; 0 for no answer."""
    place = {"": 0}
    return [np.array([place.setdefault(word, len(place)) for word in side], np.int32) for side in sides]


def bits(*sides: list[frozenset[str]]) -> list[Bits]:
    """Each person's set as bits, (people, words of 64 bits); the same bit for the same entry on every side."""
    place: dict[str, int] = {}
    marks = [[sum(1 << place.setdefault(entry, len(place)) for entry in entries) for entries in side] for side in sides]
    count = max(1, -(-len(place) // WORD))
    cut = (1 << WORD) - 1
    return [np.array([[mark >> WORD * word & cut for word in range(count)] for mark in side], np.uint64).reshape(len(side), count) for side in marks]


def shared(left: Bits, right: Bits) -> npt.NDArray[np.int32]:
    """How many entries each pair shares, (people of the left, people of the right)."""
    total = np.zeros((len(left), len(right)), np.int32)
    for word in range(left.shape[1]):
        total += np.bitwise_count(left[:, None, word] & right[None, :, word])
    return total


def ids(frame: pd.DataFrame) -> list[str]:
    """Everybody's id, in the order of the table."""
    return list(_values(frame["person_id"]))


def numbers(answers: pd.Series) -> npt.NDArray[np.float64]:
    """Each person's number, dates as years since 1970; not a number where there is none."""
    if pd.api.types.is_datetime64_any_dtype(answers):
        days = (answers - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(days=1)
        return np.asarray(days.to_numpy(dtype=float, na_value=np.nan) / DAYS_A_YEAR)
    return np.asarray(pd.to_numeric(answers, errors="coerce").to_numpy(dtype=float, na_value=np.nan))


def _values(answers: pd.Series) -> list[Any]:
    # through an array of objects: asking a column of text for one value after the other takes ten times as long
    return list(answers.to_numpy(dtype=object))


def _entries(value: Any) -> tuple[Any, ...]:
    if isinstance(value, tuple | list):
        return tuple(value)
    return (value,) if type(value) is str else () if value is None or pd.isna(value) else (value,)


def _plain(entry: Any, known: dict[str, str]) -> str:
    if type(entry) is not str:
        return str(int(entry) if isinstance(entry, float) and entry.is_integer() else entry).strip().casefold()
    found = known.get(entry)
    if found is None:
        found = known[entry] = entry.strip().casefold()
    return found
