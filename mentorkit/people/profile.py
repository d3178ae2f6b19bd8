"""Who applied, who may take part, who was selected, and how both sides are made up: counts of people, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from mentorkit.people.people import People
from mentorkit.people.selection import Selection
from mentorkit.text import Message

__all__ = ["Breakdown", "Flow", "GroupRow", "Unanswered", "answers_given", "breakdown", "flow", "in_groups", "labels", "plain", "spellings", "unanswered"]

# statuses of people who meet the conditions, on either side
_ELIGIBLE = ("selected", "not_selected", "eligible")


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


@dataclass(frozen=True)
class Unanswered:
    """How many of ``of`` people on one side left a question of the sign-up form blank."""

    side: str
    column: str
    blank: int
    of: int


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
    names = spellings(
        label for frame in (people.mentees, people.mentors, people.staff) if column in frame for label in labels(frame[column]) if label is not None
    )  # fmt: skip
    rows = [
        GroupRow(None if group is None else names[group], None if staff is None else staff.get(group, 0), *(count.get(group, 0) for count in counts))
        for group in groups
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda row: (row.group is None, -row.applied, -row.mentors, row.group or ""))
    return Breakdown(column, tuple(ordered), column in people.mentees, column in people.mentors)


def unanswered(frame: pd.DataFrame, side: str, columns: Iterable[str]) -> tuple[Unanswered, ...]:
    """The blanks of each of these columns that the table has."""
    return tuple(Unanswered(side, column, int(_blank(frame[column]).sum()), len(frame)) for column in columns if column in frame)


def spellings(answers: Iterable[str]) -> dict[str, str]:
    """How each answer is written most often, by its plain form (:func:`plain`); ties by the alphabet."""
    count: dict[str, int] = {}
    for answer in answers:
        count[answer] = count.get(answer, 0) + 1
    return {plain(answer): answer for answer, _ in sorted(count.items(), key=lambda item: (item[1], [-ord(c) for c in item[0]]))}


def plain(answer: str) -> str:
    """An answer without differences of case and of spaces around it."""
    return answer.strip().casefold()


def _counts(frame: pd.DataFrame, column: str) -> dict[str | None, int]:
    """People in each group, by the plain form of its name; ``None`` for those without an answer. Empty when not asked."""
    answers = labels(frame[column]) if column in frame else []
    found: dict[str | None, int] = {}
    for label in answers:
        key = None if label is None else plain(label)
        found[key] = found.get(key, 0) + 1
    return found


def labels(values: pd.Series) -> list[str | None]:
    """Each answer as text, ``None`` where nothing was answered."""
    return [None if blank else _label(value) for value, blank in zip(values, _blank(values), strict=True)]


def _label(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _blank(values: pd.Series) -> pd.Series:
    """True where nothing was answered; an empty list is no answer."""
    if values.dtype == object:
        return values.map(lambda value: not value).astype(bool)
    return values.isna().astype(bool)


def answers_given(columns: Sequence[str], *frames: pd.DataFrame | None) -> tuple[str, ...]:
    """What people answered in list columns, each once in alphabetical order; no person in it."""
    found = {value for frame in frames if frame is not None for name in columns if name in frame for values in frame[name] for value in values}
    return tuple(sorted(found))
