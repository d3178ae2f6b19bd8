"""A closed account of each table: every row stands in exactly one line, so the lines add up to the table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mentorkit.people.people import People
from mentorkit.people.selection import LINES, Selection
from mentorkit.text import Message

__all__ = ["Account", "AccountLine", "PersonRow", "account", "persons"]


@dataclass(frozen=True)
class AccountLine:
    """One line: its key (one of :data:`~mentorkit.people.selection.LINES`), how many people, and their reasons with counts, the most frequent first."""

    key: str
    people: int
    reasons: tuple[tuple[Message, int], ...] = ()


@dataclass(frozen=True)
class Account:
    """One side: ``rows`` of the table are ``later`` (dated after the day of the file, not counted anywhere else) plus the people of all lines."""

    rows: int
    later: int
    lines: tuple[AccountLine, ...]

    def people(self, key: str) -> int:
        """How many stand in the line of that key."""
        return sum(line.people for line in self.lines if line.key == key)


@dataclass(frozen=True)
class PersonRow:
    """One person for the coordinator: never shown to anybody else. ``turn`` is the place in the order in which places are given."""

    side: str
    person: str
    line: str
    reason: Message | str
    turn: int | None = None


def account(people: People, selection: Selection, side: str) -> Account:
    """The account of ``mentees`` or ``mentors``; lines without people are left out."""
    statuses: pd.DataFrame = getattr(selection, side)
    counts = {key: int(n) for key, n in statuses["line"].value_counts().items()}
    rows = next((card.rows for card in people.cards if card.table == side), len(statuses))
    lines = tuple(AccountLine(key, counts[key], _reasons(statuses.loc[statuses["line"] == key, "reason"])) for key in LINES if key in counts)
    return Account(rows, rows - len(statuses), lines)


def persons(selection: Selection) -> tuple[PersonRow, ...]:
    """Everybody by id with line and reason, both sides; on each side those who do not take part come first, then in the order of the ids."""
    found = []
    for side in ("mentees", "mentors"):
        statuses: pd.DataFrame = getattr(selection, side)
        rows = [
            PersonRow(side, person, line, reason, None if pd.isna(turn) else int(turn))
            for person, line, reason, turn in zip(statuses["person_id"], statuses["line"], statuses["reason"], statuses["turn"], strict=True)
        ]
        found += sorted(rows, key=lambda row: (row.line in LINES[:2], row.person))
    return tuple(found)


def _reasons(given: pd.Series) -> tuple[tuple[Message, int], ...]:
    count: dict[Message, int] = {}
    for reason in given:
        if isinstance(reason, Message):
            count[reason] = count.get(reason, 0) + 1
    return tuple(sorted(count.items(), key=lambda item: (-item[1], str(item[0]))))
