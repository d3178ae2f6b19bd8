"""Who applied, who may take part, who was selected, and how both sides are made up: counts of people, never persons."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from mentorkit.people.people import People
from mentorkit.people.selection import Selection
from mentorkit.text import Message

__all__ = ["TENURES", "Breakdown", "Flow", "GroupRow", "answers_given", "breakdown", "flow", "in_groups", "labels", "plain", "spellings", "tally", "tenure"]

# statuses of people who meet the conditions, on either side
_ELIGIBLE = ("selected", "not_selected", "eligible")
# years of service: a group begins at its first number, that year included
TENURES = ("0-1", "1-2", "2-5", "5-10", "10-20", "20+")


@dataclass(frozen=True)
class Flow:
    """How one side narrows: ``applied = withdrawn + ineligible + eligible``.

    Of the eligible mentees ``selected`` are to have a mentor; mentors are not selected, so it is ``None`` for them.
    ``reasons`` say why people are not eligible or not selected (the first reason of each person), the most frequent first.
    """

    applied: int
    withdrawn: int
    ineligible: int
    eligible: int
    selected: int | None = None
    reasons: tuple[tuple[Message, int], ...] = ()


@dataclass(frozen=True)
class GroupRow:
    """One group of a column: how many people of staff, mentees (applied, eligible, selected) and mentors are in it.

    ``group`` is ``None`` for people without an answer. ``staff`` is ``None`` when the staff table does not have the column.
    """

    group: str | None
    staff: int | None
    applied: int
    eligible: int
    selected: int
    mentors: int


@dataclass(frozen=True)
class Breakdown:
    """One column of group attributes, the largest group of mentees first, people without an answer last.

    A side whose table does not have the column (``of_mentees``, ``of_mentors`` false) has zeros that mean "not asked".
    """

    column: str
    rows: tuple[GroupRow, ...]
    of_mentees: bool = True
    of_mentors: bool = True

    @property
    def staff(self) -> int | None:
        """Everybody in the staff table, when it has the column."""
        return sum(row.staff or 0 for row in self.rows) if any(row.staff is not None for row in self.rows) else None

    @property
    def applied(self) -> int:
        """All mentees in the table."""
        return sum(row.applied for row in self.rows)

    @property
    def eligible(self) -> int:
        """Eligible mentees."""
        return sum(row.eligible for row in self.rows)

    @property
    def selected(self) -> int:
        """Selected mentees."""
        return sum(row.selected for row in self.rows)

    @property
    def mentors(self) -> int:
        """Eligible mentors."""
        return sum(row.mentors for row in self.rows)


def flow(statuses: pd.DataFrame, *, chosen: bool) -> Flow:
    """The counts of one side of a :class:`~mentorkit.people.selection.Selection`; ``chosen`` when that side is selected."""
    count = statuses["status"].value_counts()
    reasons: dict[Message, int] = {}
    for reason in statuses["reason"]:
        if isinstance(reason, Message):
            reasons[reason] = reasons.get(reason, 0) + 1
    return Flow(
        len(statuses),
        int(count.get("withdrawn", 0)),
        int(count.get("ineligible", 0)),
        int(statuses["status"].isin(_ELIGIBLE).sum()),
        int(count.get("selected", 0)) if chosen else None,
        tuple(sorted(reasons.items(), key=lambda item: (-item[1], str(item[0])))),
    )


def in_groups(frame: pd.DataFrame, statuses: pd.DataFrame, wanted: Iterable[str] = _ELIGIBLE) -> pd.DataFrame:
    """The rows of ``frame`` whose person has one of the wanted statuses."""
    ids = statuses.loc[statuses["status"].isin(list(wanted)), "person_id"]
    return frame.loc[frame["person_id"].isin(ids)]


def breakdown(column: str, people: People, selection: Selection) -> Breakdown | None:
    """How one column divides both sides and the staff; ``None`` when neither side has it."""
    if column not in people.mentees and column not in people.mentors:
        return None
    eligible = in_groups(people.mentees, selection.mentees)
    chosen = in_groups(people.mentees, selection.mentees, ("selected",))
    mentors = in_groups(people.mentors, selection.mentors)
    counts = [_counts(frame, column) for frame in (people.mentees, eligible, chosen, mentors)]
    staff = _counts(people.staff, column) if column in people.staff and len(people.staff) else None
    groups = {group for count in (*counts, staff or {}) for group in count}
    names = _spelled(tally(frame[column]) for frame in (people.mentees, people.mentors, people.staff) if column in frame)
    rows = [
        GroupRow(None if group is None else names[group], None if staff is None else staff.get(group, 0), *(count.get(group, 0) for count in counts))
        for group in groups
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda row: (row.group is None, -row.applied, -row.mentors, row.group or ""))
    return Breakdown(column, tuple(ordered), column in people.mentees, column in people.mentors)


def tenure(people: People, selection: Selection, day: datetime.date | None) -> Breakdown | None:
    """Both sides and the staff by years of service on ``day``, in the order of :data:`TENURES`; ``None`` without a day or a date of hiring."""
    if day is None:
        return None
    served = {name: _with_tenure(getattr(people, name), day) for name in ("mentees", "mentors", "staff")}
    found = breakdown("tenure", replace(people, **served), selection)
    if found is None:
        return None
    order = {name: place for place, name in enumerate(TENURES)}
    return replace(found, rows=tuple(sorted(found.rows, key=lambda row: order.get(row.group or "", len(order)))))


def _with_tenure(frame: pd.DataFrame, day: datetime.date) -> pd.DataFrame:
    """The table with a column ``tenure``; blank for whoever gives no date or begins after that day."""
    if "hire_date" not in frame:
        return frame
    days = (pd.Timestamp(day) - frame["hire_date"]).dt.days.to_numpy(dtype=np.float64, na_value=np.nan)
    starts = [int(name.split("-")[0].rstrip("+")) for name in TENURES]
    group = np.searchsorted(np.array(starts[1:]) * 365.25, days, side="right")
    names = np.array([*TENURES, None], dtype=object)
    return frame.assign(tenure=pd.array(names[np.where(days >= 0, group, len(TENURES))], dtype="string"))


def spellings(answers: Iterable[str]) -> dict[str, str]:
    """How each answer is written most often, by its plain form (:func:`plain`); ties by the alphabet."""
    return _spelled([Counter(answers)])


def _spelled(counts: Iterable[Mapping[str | None, int] | Mapping[str, int]]) -> dict[str, str]:
    """The same from answers that are counted."""
    count: dict[str, int] = {}
    for one in counts:
        for answer, n in one.items():
            if answer is not None:
                count[answer] = count.get(answer, 0) + n
    return {plain(answer): answer for answer, _ in sorted(count.items(), key=lambda item: (item[1], [-ord(c) for c in item[0]]))}


def plain(answer: str) -> str:
    """An answer without differences of case and of spaces around it."""
    return answer.strip().casefold()


def _counts(frame: pd.DataFrame, column: str) -> dict[str | None, int]:
    """People in each group, by the plain form of its name; ``None`` for those without an answer. Empty when not asked."""
    found: dict[str | None, int] = {}
    for label, n in (tally(frame[column]) if column in frame else {}).items():
        key = None if label is None else plain(label)
        found[key] = found.get(key, 0) + n
    return found


def tally(values: pd.Series) -> dict[str | None, int]:
    """How often each answer is given, as :func:`labels` writes them; ``None`` counts those who gave none."""
    if values.dtype == object:
        return dict(Counter(labels(values)))
    codes, answers = pd.factorize(values)
    many = np.bincount(codes + 1, minlength=len(answers) + 1).tolist()
    found: dict[str | None, int] = {None: many[0]} if many[0] else {}
    for answer, n in zip(answers, many[1:], strict=True):
        found[_label(answer)] = found.get(_label(answer), 0) + n
    return found


def labels(values: pd.Series) -> list[str | None]:
    """Each answer as text, ``None`` where nothing was answered."""
    if values.dtype == object:
        return [None if blank else _label(value) for value, blank in zip(values, _blank(values), strict=True)]
    codes, answers = pd.factorize(values)
    written: list[str | None] = [*map(_label, answers), None]
    return [written[code] for code in codes.tolist()]


def _label(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _blank(values: pd.Series) -> pd.Series:
    """True where a list holds nothing."""
    return values.map(lambda value: not value).astype(bool)


def answers_given(columns: Sequence[str], *frames: pd.DataFrame | None) -> tuple[str, ...]:
    """What people answered in list columns, each once in alphabetical order; no person in it."""
    found = {value for frame in frames if frame is not None for name in columns if name in frame for values in frame[name] for value in values}
    return tuple(sorted(found))
