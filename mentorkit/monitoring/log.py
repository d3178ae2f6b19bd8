"""The log of issues, decisions, changes and controls: what is open and how urgently, how soon things are closed, and which control is due."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from mentorkit.program.model import Control

__all__ = ["KINDS", "ControlState", "KindRow", "LogEntry", "LogState", "OwnerRow", "control_states", "log_state"]

KINDS = ("issue", "decision", "change", "control")
Urgency = Literal["overdue", "coming", "undated"]
# the next day of a rhythm after a day; None where its words cannot be read with certainty
Following = Callable[[str, datetime.date], datetime.date | None]


@dataclass(frozen=True)
class LogEntry:
    """An open entry. ``urgency``: its due day is before ``as_of``, still to come (or ``as_of`` is not known), or missing."""

    id: str
    kind: str
    date: datetime.date
    text: str
    owner: str
    due: datetime.date | None
    urgency: Urgency


@dataclass(frozen=True)
class KindRow:
    """One kind in counts. ``median_days`` are the days that the ``timed`` closed ones were open; ``on_time`` of ``dated`` were closed by their due day."""

    kind: str
    open: int
    overdue: int
    closed: int
    timed: int
    median_days: float | None
    dated: int
    on_time: int


@dataclass(frozen=True)
class OwnerRow:
    """What is open with one post; an empty word where no owner is stated."""

    owner: str
    open: int
    overdue: int


@dataclass(frozen=True)
class LogState:
    """The log in counts, all kinds together in ``total``, and its open entries, the most urgent first."""

    kinds: tuple[KindRow, ...]
    total: KindRow
    owners: tuple[OwnerRow, ...]
    open: tuple[LogEntry, ...]


@dataclass(frozen=True)
class ControlState:
    """A planned control against the log.

    ``last`` is the day on which it was last done, ``next`` the day by which it is due again. ``state``: *good*, *overdue*,
    *never* (done not once, and it was due), *early* (not due yet for the first time), *unreadable* (the rhythm), *over*
    (the programme has ended), *unknown* (no day to count from).
    """

    control: Control
    last: datetime.date | None
    next: datetime.date | None
    state: Literal["good", "overdue", "never", "early", "unreadable", "over", "unknown"]


def log_state(log: pd.DataFrame, as_of: datetime.date | None) -> LogState:
    """The log on ``as_of``; an entry closed later was still open."""
    rows = log.assign(is_open=_open(log, as_of))
    day = pd.NaT if as_of is None else pd.Timestamp(as_of)
    rows["overdue"] = rows["is_open"] & (rows["due"] < day)
    waiting = rows[rows["is_open"]]
    owners = waiting.assign(owner=waiting["owner"].fillna("").str.strip()).groupby("owner")["overdue"].agg(["size", "sum"])
    ordered = sorted(owners.itertuples(), key=lambda row: (-row[2], -row[1], row[0]))
    return LogState(
        tuple(_row(kind, rows[rows["kind"] == kind]) for kind in KINDS),
        _row("", rows),
        tuple(OwnerRow(str(name), int(n), int(late)) for name, n, late in ordered),
        tuple(_entry(row) for row in waiting.sort_values(["overdue", "due", "date", "id"], ascending=[False, True, True, True], kind="stable").to_dict("records")),
    )


def control_states(
    controls: tuple[Control, ...], log: pd.DataFrame, following: Following, *, as_of: datetime.date | None, starts: datetime.date | None, ends: datetime.date | None
) -> tuple[tuple[ControlState, ...], int]:
    """Each planned control with when it was last done, and how many control entries of the log name no planned control.

    An entry belongs to the control whose words (``what``) stand in its text; the longest one where several do. It was done
    on the day it was closed, else on its own day. Until it was done for the first time, its rhythm counts from the start.
    """
    done: dict[int, datetime.date] = {}
    lost = 0
    names = [(place, _plain(control.what)) for place, control in enumerate(controls) if control.what]
    rows = log[log["kind"] == "control"]
    for row, still in zip(rows.to_dict("records"), _open(rows, as_of), strict=True):
        text = _plain(row["text"] if isinstance(row["text"], str) else "")
        fits = [(len(name), -place) for place, name in names if name in text]
        if not fits:
            lost += 1
        elif row["status"] == "done" and not still:
            place = -max(fits)[1]
            day = _day(row["closed_on"]) or row["date"].date()
            done[place] = max(day, done.get(place, day))
    return tuple(_state(control, done.get(place), following, as_of, starts, ends) for place, control in enumerate(controls)), lost


def _state(
    control: Control, last: datetime.date | None, following: Following, as_of: datetime.date | None, starts: datetime.date | None, ends: datetime.date | None
) -> ControlState:
    since = last or starts
    if since is None or as_of is None:
        return ControlState(control, last, None, "unknown")
    due = following(control.when or "", since)
    if due is None:
        return ControlState(control, last, None, "unreadable")
    if ends is not None and as_of > ends:
        return ControlState(control, last, None, "over")
    if due < as_of:
        return ControlState(control, last, due, "never" if last is None else "overdue")
    return ControlState(control, last, due, "early" if last is None else "good")


def _open(log: pd.DataFrame, as_of: datetime.date | None) -> pd.Series:
    later = pd.Series(False, index=log.index) if as_of is None else log["closed_on"] > pd.Timestamp(as_of)
    return (log["status"] == "open").fillna(False).astype(bool) | later


def _row(kind: str, rows: pd.DataFrame) -> KindRow:
    closed = rows[~rows["is_open"]]
    taken = (closed["closed_on"] - closed["date"]).dt.days.dropna()
    dated = closed[closed["closed_on"].notna() & closed["due"].notna()]
    return KindRow(
        kind,
        int(rows["is_open"].sum()),
        int(rows["overdue"].sum()),
        len(closed),
        len(taken),
        float(taken.median()) if len(taken) else None,
        len(dated),
        int((dated["closed_on"] <= dated["due"]).sum()),
    )


def _entry(row: dict[Any, Any]) -> LogEntry:
    due = _day(row["due"])
    urgency: Urgency = "undated" if due is None else "overdue" if row["overdue"] else "coming"
    text, owner = (value if isinstance(value, str) else "" for value in (row["text"], row["owner"]))
    return LogEntry(row["id"], row["kind"], row["date"].date(), text, owner, due, urgency)


def _day(value: Any) -> datetime.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _plain(words: str | None) -> str:
    return " ".join((words or "").casefold().split())
