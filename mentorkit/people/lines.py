"""Reporting lines: who is above whom, and where a line is broken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from mentorkit.people.people import People

__all__ = ["cycle_members", "every_manager_of", "line_above", "managers_above", "managers_of"]

_MAX_LEVELS = 64  # no organisation is deeper; a longer walk is a loop


def managers_of(*frames: pd.DataFrame) -> dict[str, str]:
    """Each person's own manager; where two tables differ, the first one given counts."""
    found: dict[str, str] = {}
    for frame in frames:
        if "manager_id" in frame and "person_id" in frame:
            said = (frame["person_id"].notna() & frame["manager_id"].notna()).to_numpy(dtype=bool)
            people, managers = (frame[name].to_numpy(dtype=object)[said] for name in ("person_id", "manager_id"))
            for person, manager in zip(people, managers, strict=True):
                found.setdefault(person, manager)
    return found


def line_above(person: str, managers: Mapping[str, str]) -> tuple[str, ...]:
    """The managers above a person, nearest first; ends at the top, at an unknown person, or where it would repeat."""
    line: list[str] = []
    seen = {person}
    here = managers.get(person)
    while here is not None and here not in seen and len(line) < _MAX_LEVELS:
        line.append(here)
        seen.add(here)
        here = managers.get(here)
    return tuple(line)


def managers_above(people: People) -> dict[str, tuple[str, ...]]:
    """For everybody with a manager: all managers above, nearest first. Where tables name different managers, all of them count."""
    managers = every_manager_of(people.staff, people.mentees, people.mentors)
    return {person: _all_above(person, managers) for person in managers}


def every_manager_of(*frames: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Each person's managers as all the tables name them, each once, in the order of the tables."""
    found: dict[str, tuple[str, ...]] = {}
    for frame in frames:
        for person, manager in managers_of(frame).items():
            if manager not in found.get(person, ()):
                found[person] = (*found.get(person, ()), manager)
    return found


def _all_above(person: str, managers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    line: dict[str, None] = {}
    level: tuple[str, ...] = managers.get(person, ())
    if len(level) == 1 and level[0] != person and level[0] not in managers:
        return level  # most people stand right below the top of what the tables know
    for _ in range(_MAX_LEVELS):
        level = tuple(dict.fromkeys(one for one in level if one != person and one not in line))
        if not level:
            break
        line |= dict.fromkeys(level)
        level = tuple(above for one in level for above in managers.get(one, ()))
    return tuple(line)


def cycle_members(managers: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The loops of managers (longer than one), each once, beginning with its smallest id."""
    state: dict[str, int] = {}
    loops: list[tuple[str, ...]] = []
    for walk, start in enumerate(sorted(managers), 1):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in state:
            state[here] = walk
            path.append(here)
            here = managers.get(here)
        if here is not None and state[here] == walk:
            loop = path[path.index(here) :]
            if len(loop) > 1:
                low = loop.index(min(loop))
                loops.append((*loop[low:], *loop[:low]))
    return loops
