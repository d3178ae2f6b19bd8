"""The course of every pair up to the day it is looked at: whether it has begun, whether it is over, and its time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.people.columns import series_of
from mentorkit.people.specs import PAIR_STATES, PAIRS
from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Warned
from mentorkit.text import Message, msg_n

__all__ = ["BEGUN", "OVER", "Strip", "closing_day", "courses", "elapsed_months", "strip"]

OVER = ("ended", "completed")
BEGUN = ("active", "paused", *OVER)
HALF_MONTH = 15
_Days = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Strip:
    """Pairs by state in the order in which a pair passes them. The counts add up to ``total``, and so do the reasons to ``ended``.

    ``reasons`` say why pairs ended early; those without one are counted under an empty word.
    """

    counts: tuple[tuple[str, int], ...]
    total: int
    reasons: tuple[tuple[str, int], ...] = ()

    def of(self, *states: str) -> int:
        """How many pairs are in these states."""
        return sum(n for state, n in self.counts if state in states)


def courses(pairs: pd.DataFrame, intent: ProgramFile) -> tuple[pd.DataFrame, tuple[Warned, ...]]:
    """The pairs with ``state``, ``begun``, ``over``, ``active``, ``start`` and ``end`` as they were on ``as_of``.

    A pair has begun when its state says so or its start day is there. A pair marked as ended or completed on a later day
    than ``as_of`` was still active. A pair that has begun without a start day is taken to have started with the schedule.
    """
    blank = {column.name: series_of([None] * len(pairs), column.kind) for column in PAIRS.columns if column.name not in pairs}
    frame = pairs.assign(**blank).reset_index(drop=True)
    day = pd.Timestamp.max.normalize() if intent.as_of is None else pd.Timestamp(intent.as_of)
    later = frame["state"].isin(OVER) & (frame["ended"] > day)
    frame["state"] = frame["state"].mask(later, "active")
    frame["end"] = frame["ended"].mask(frame["ended"] > day)
    begun = frame["state"].isin(BEGUN) | frame["started"].notna()
    over = frame["state"].isin(OVER) | (begun & frame["end"].notna())
    undated = begun & frame["started"].isna()
    starts = pd.NaT if intent.schedule.starts is None else pd.Timestamp(intent.schedule.starts)
    frame["start"] = frame["started"].mask(undated, starts)
    frame = frame.assign(begun=begun, over=over, active=(frame["state"] == "active") & ~over)
    file = intent.tables.pairs.file if intent.tables.pairs else ""
    return frame, tuple(_warnings(frame, later, undated, file))


def strip(frame: pd.DataFrame) -> Strip:
    """Pairs by state, every state in its place; why pairs ended early, the most frequent reason first."""
    found = frame["state"].value_counts()
    reasons = frame.loc[frame["state"] == "ended", "end_reason"].fillna("").str.strip().value_counts()
    ordered = sorted(((str(reason), int(n)) for reason, n in reasons.items()), key=lambda pair: (pair[0] == "", -pair[1], pair[0]))
    return Strip(tuple((state, int(found.get(state, 0))) for state in PAIR_STATES), len(frame), tuple(ordered))


def elapsed_months(start: pd.Series, end: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Months from ``start`` to ``end`` in whole and half months; NaN where a day is missing, never below 0.

    A month has passed on the same day of the next month, or on the last day of a month that is shorter. Fifteen days
    more are half a month; fewer do not count.
    """
    known = (start.notna() & end.notna()).to_numpy()
    first, last = (np.where(known, days.to_numpy(dtype="datetime64[D]"), np.datetime64("2000-01-01")) for days in (start, end))
    month, day = first.astype("datetime64[M]"), (first - first.astype("datetime64[M]")).astype(int)
    until = last.astype("datetime64[M]")
    passed = (until - month).astype(int)
    passed -= last < _same_day(until, day)
    left = (last - _same_day(month + passed, day)).astype(int)
    return np.where(known, np.maximum(passed + 0.5 * (left >= HALF_MONTH), 0.0), np.nan)


def _same_day(month: _Days, day: _Days) -> _Days:
    """The day of that month (counted from 0), or its last day when the month is shorter."""
    first = month.astype("datetime64[D]")
    length = ((month + 1).astype("datetime64[D]") - first).astype(int)
    found: _Days = first + np.minimum(day, length - 1)
    return found


def _warnings(frame: pd.DataFrame, later: pd.Series, undated: pd.Series, file: str) -> list[Warned]:
    found: list[Warned] = []

    def warn(code: str, marked: pd.Series, said: Message) -> None:
        if marked.any():
            found.append(Warned(code, said, "steering", file, int(marked.sum())))

    n = int(later.sum())
    warn("MK-W162", later, msg_n("{n} pair ended after the day of the file and counts as active.", "{n} pairs ended after the day of the file and count as active.", n))
    n = int(undated.sum())
    said = msg_n(
        "{n} pair has begun and has no start day; the start of the schedule is taken, if there is one.",
        "{n} pairs have begun and have no start day; the start of the schedule is taken, if there is one.",
        n,
    )
    warn("MK-W163", undated, said)
    closed = frame["state"].isin(OVER) & frame["end"].isna()
    n = int(closed.sum())
    said = msg_n(
        "{n} pair is over and has no end day; its meetings are not held against the plan.",
        "{n} pairs are over and have no end day; their meetings are not held against the plan.",
        n,
    )
    warn("MK-W164", closed, said)
    open_ = ~frame["state"].isin(OVER) & frame["over"]
    n = int(open_.sum())
    said = msg_n(
        "{n} pair has an end day, but its state says that it is not over; its state is shown, and nothing is expected of it any more.",
        "{n} pairs have an end day, but their state says that they are not over; their state is shown, and nothing is expected of them any more.",
        n,
    )
    warn("MK-W165", open_, said)
    return found


def closing_day(frame: pd.DataFrame, as_of: datetime.date) -> pd.Series:
    """The day up to which meetings of a pair are expected: its end, else ``as_of``; missing where an end is not known."""
    unknown = frame["state"].isin(OVER) & frame["end"].isna()
    return frame["end"].fillna(pd.Timestamp(as_of)).mask(unknown)
