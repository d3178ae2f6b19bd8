"""Answers of people in a form that can be compared quickly: codes for words, bits for sets, numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["bits", "codes", "common", "entries", "ids", "marks", "numbers", "plain", "shared", "words"]

DAYS_A_YEAR = 365.25
WORD = 64
Bits = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]


def codes(*sides: pd.Series) -> list[npt.NDArray[np.int32]]:
    """The same number for the same answer on every side, a list as a whole; 0 for no answer."""
    place, seen = {"": 0}, _Seen()
    return [np.array([place.setdefault(seen.word(value), len(place)) for value in _values(side)], np.int32) for side in sides]


def bits(*sides: pd.Series) -> list[Bits]:
    """What each person listed as bits, (people, words of 64 bits); the same bit for the same entry on every side. A single answer is a list of one."""
    seen = _Seen()
    marks_of = [seen.all_marks(_values(side)) for side in sides]
    count = max(1, -(-len(seen.place) // WORD))
    whole = [b"".join(mark.to_bytes(count * WORD // 8, "little") for mark in marks) for marks in marks_of]
    return [np.frombuffer(one, "<u8").astype(np.uint64).reshape(-1, count) for one in whole]


def shared(left: Bits, right: Bits) -> npt.NDArray[np.int32]:
    """How many entries each pair shares, (people of the left, people of the right)."""
    total: npt.NDArray[np.int32] = np.bitwise_count(left[:, None, 0] & right[None, :, 0]).astype(np.int32)
    for word in range(1, left.shape[1]):
        total += np.bitwise_count(left[:, None, word] & right[None, :, word])
    return total


def common(left: Bits, right: Bits) -> npt.NDArray[np.bool_]:
    """Which pairs share an entry, (people of the left, people of the right)."""
    found = np.zeros((len(left), len(right)), bool)
    for word in range(left.shape[1]):
        found |= (left[:, None, word] & right[None, :, word]) != 0
    return found


def marks(listed: Bits) -> npt.NDArray[np.int64]:
    """The same bits as a table of zeros and ones, (people, entries)."""
    return np.unpackbits(np.ascontiguousarray(listed).astype("<u8").view(np.uint8), axis=1, bitorder="little").astype(np.int64)


def words(answers: pd.Series) -> npt.NDArray[np.object_]:
    """Each person's answer as one plain word or sentence; empty when there is none."""
    seen, found = _Seen(), np.empty(len(answers), dtype=object)
    found[:] = [seen.word(value) for value in _values(answers)]
    return found


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


class _Seen:
    """Entries met so far as they were written: few different ones, given by many people, so each is made plain once."""

    def __init__(self) -> None:
        self.plain: dict[str, str] = {}
        self.marks: dict[str, int] = {}
        self.place: dict[str, int] = {}

    def word(self, value: Any) -> str:
        if type(value) is str:
            found = self.plain.get(value)
            if found is None:
                found = self.plain[value] = plain(value)
            return found
        return "; ".join(sorted(filter(None, (plain(entry) for entry in entries(value)))))

    def all_marks(self, values: list[Any]) -> list[int]:
        known, found = self.marks, []  # only texts are keys here, so nothing else is taken for one
        for value in values:
            mark = 0
            try:
                for entry in value if type(value) is tuple else (value,):
                    mark |= known[entry]
            except (KeyError, TypeError):  # met for the first time, or no text
                mark = self.mark(value)
            found.append(mark)
        return found

    def mark(self, value: Any) -> int:
        mark = 0
        for entry in entries(value):
            one = self.marks.get(entry) if type(entry) is str else None
            if one is None:
                word = plain(entry)
                one = 1 << self.place.setdefault(word, len(self.place)) if word else 0
                if type(entry) is str:  # 1 and True are the same key, and not the same answer
                    self.marks[entry] = one
            mark |= one
        return mark


def entries(value: Any) -> tuple[Any, ...]:
    """What one cell lists, in its order; nothing where it is blank."""
    if isinstance(value, tuple | list):
        return tuple(value)
    return (value,) if type(value) is str else () if value is None or value is pd.NA or pd.isna(value) else (value,)


def plain(entry: Any) -> str:
    """One entry as it is compared: without outer blanks and capital letters."""
    if isinstance(entry, float) and entry.is_integer():
        entry = int(entry)
    return str(entry).strip().casefold()
