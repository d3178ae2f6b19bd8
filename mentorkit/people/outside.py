"""Who could take part and is not on any list: staff who meet the conditions and signed up on neither side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.people.conditions import columns_of, meets
from mentorkit.people.ids import same_id
from mentorkit.people.people import People
from mentorkit.people.profile import labels, plain, spellings
from mentorkit.program.model import Condition, ProgramFile

__all__ = ["Outside", "OutsidePerson", "OutsideRow", "could_mentor", "might_apply"]

_SHOWN = ("department", "site")


@dataclass(frozen=True)
class OutsideRow:
    """One group of the staff: ``could`` meet the conditions and are on no list; ``mentors`` are eligible, ``mentees`` are selected."""

    group: str | None
    could: int
    mentors: int
    mentees: int


@dataclass(frozen=True)
class OutsidePerson:
    """One of them, for the coordinator alone. ``years`` of service on the day of the file."""

    person: str
    department: str | None
    site: str | None
    years: float | None


@dataclass(frozen=True)
class Outside:
    """``state``: ``counted``; ``no_staff`` (no staff table); ``no_conditions`` (everybody would count, so nobody is counted); ``no_columns``
    (the staff table has none of the columns the conditions ask for). ``unchecked`` names columns the staff table lacks: ``could`` is then the most there can be.

    ``groups`` hold (column, rows), the group first that has the most selected mentees for its mentors; ``persons`` come in the order of their
    department, who has served longest first.
    """

    state: Literal["counted", "no_staff", "no_conditions", "no_columns"]
    could: int = 0
    unchecked: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[OutsideRow, ...]], ...] = ()
    persons: tuple[OutsidePerson, ...] = ()


def could_mentor(intent: ProgramFile, people: People, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Outside:
    """Staff who meet the mentors' conditions and are in neither table. ``mentees`` are the selected ones, ``mentors`` the eligible ones."""
    part = intent.audiences.mentors if intent.audiences else None
    found = _outside(intent, people, part.eligible if part else ())
    if isinstance(found, Outside):
        return found
    who, unchecked = found
    groups = tuple((name, _rows(name, who, mentees, mentors)) for name in _SHOWN if name in who)
    order = {row.group: place for place, row in enumerate(groups[0][1])} if groups else {}
    return Outside("counted", len(who), unchecked, groups, _persons(intent, who, groups[0][0] if groups else None, order))


def might_apply(intent: ProgramFile, people: People) -> int | None:
    """How many of the staff meet the mentees' conditions and are in neither table; ``None`` when that cannot be said in full."""
    part = intent.audiences.mentees if intent.audiences else None
    found = _outside(intent, people, part.eligible if part else ())
    return None if isinstance(found, Outside) or found[1] else len(found[0])


def _outside(intent: ProgramFile, people: People, conditions: Sequence[Condition]) -> tuple[pd.DataFrame, tuple[str, ...]] | Outside:
    """The staff on no list who meet what the staff table can answer, and the columns it lacks."""
    staff = people.staff
    if not len(staff):
        return Outside("no_staff")
    if not conditions:
        return Outside("no_conditions")
    asked = [condition for condition in conditions if all(name in staff for name in columns_of((condition,)))]
    unchecked = tuple(name for name in columns_of(conditions) if name not in staff)
    if not asked:
        return Outside("no_columns", unchecked=unchecked)
    listed = {same_id(person) for frame in (people.mentees, people.mentors) for person in frame["person_id"]}
    free = np.array([same_id(person) not in listed for person in staff["person_id"]], dtype=bool)
    return staff[free & meets(staff, asked) & _hired(intent, staff)], unchecked


def _hired(intent: ProgramFile, staff: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Who is there on the day of the file; without a day or a date, everybody."""
    if intent.as_of is None or "hire_date" not in staff:
        return np.ones(len(staff), bool)
    return ~np.asarray(staff["hire_date"] > pd.Timestamp(intent.as_of), dtype=bool)


def _rows(column: str, who: pd.DataFrame, mentees: pd.DataFrame, mentors: pd.DataFrame) -> tuple[OutsideRow, ...]:
    answers = [labels(frame[column]) if column in frame else [] for frame in (who, mentors, mentees)]
    names = spellings(answer for side in answers for answer in side if answer is not None)
    count: dict[str | None, list[int]] = {}
    for place, side in enumerate(answers):
        for answer in side:
            count.setdefault(None if answer is None else plain(answer), [0, 0, 0])[place] += 1
    rows = [OutsideRow(None if key is None else names[key], *numbers) for key, numbers in count.items() if numbers[0]]
    return tuple(sorted(rows, key=lambda row: (row.group is None, row.mentors - row.mentees, -row.mentees, -row.could, row.group or "")))


def _persons(intent: ProgramFile, who: pd.DataFrame, column: str | None, order: dict[str | None, int]) -> tuple[OutsidePerson, ...]:
    shown = {name: labels(who[name]) if name in who else [None] * len(who) for name in _SHOWN}
    hired = who["hire_date"].tolist() if "hire_date" in who else [None] * len(who)
    place = {None if name is None else plain(name): n for name, n in order.items()}
    rows = [OutsidePerson(person, department, site, _years(intent, day)) for person, department, site, day in zip(who["person_id"], *shown.values(), hired, strict=True)]

    def key(row: OutsidePerson) -> tuple[int, float, str]:
        group = getattr(row, column) if column else None
        return place.get(None if group is None else plain(group), 0), -(row.years or 0.0), row.person

    return tuple(sorted(rows, key=key))


def _years(intent: ProgramFile, day: object) -> float | None:
    if intent.as_of is None or not isinstance(day, pd.Timestamp):
        return None
    return float((pd.Timestamp(intent.as_of) - day).days / 365.25)
