"""Supply against demand: what mentees want to develop, what mentors offer, and how many seats there are."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mentorkit.people.profile import plain, spellings

__all__ = ["AreaRow", "Seats", "Supply", "capacities", "seats", "supply_and_demand"]


@dataclass(frozen=True)
class AreaRow:
    """One development area: mentees who want it, mentors who offer it, and the seats of those mentors."""

    area: str
    wanted_by: int
    offered_by: int
    seats: int

    @property
    def scarcity(self) -> float | None:
        """Mentees for each seat; above 1 not everybody who wants it can have it. ``None`` when there is no seat."""
        return self.wanted_by / self.seats if self.seats else None


@dataclass(frozen=True)
class Supply:
    """All areas, the scarcest first. ``answered`` counts people with at least one area.

    One mentor's seats stand behind every area that mentor offers, so the seats of the areas do not add up.
    """

    rows: tuple[AreaRow, ...]
    mentees: int
    mentees_answered: int
    mentors: int
    mentors_answered: int

    @property
    def nobody(self) -> tuple[str, ...]:
        """Areas somebody wants and no mentor with a seat offers."""
        return tuple(row.area for row in self.rows if row.wanted_by and not row.seats)

    @property
    def one_mentor(self) -> tuple[str, ...]:
        """Areas somebody wants and exactly one mentor offers: if that mentor leaves, nobody is left."""
        return tuple(row.area for row in self.rows if row.wanted_by and row.offered_by == 1 and row.seats)

    @property
    def scarce(self) -> tuple[str, ...]:
        """Areas with more mentees than seats, those without a seat not counted."""
        return tuple(row.area for row in self.rows if row.scarcity is not None and row.scarcity > 1)

    @property
    def unused(self) -> tuple[str, ...]:
        """Areas offered that no eligible mentee wants."""
        return tuple(row.area for row in self.rows if not row.wanted_by)


@dataclass(frozen=True)
class Seats:
    """Seats of the eligible mentors against who needs one."""

    mentors: int
    seats: int
    eligible: int
    selected: int
    planned: int | None

    @property
    def missing(self) -> int | None:
        """Seats that are missing for the planned number of mentees (0 when there are enough)."""
        return None if self.planned is None else max(0, self.planned - self.seats)

    @property
    def missing_for_selected(self) -> int:
        """Seats that are missing for the mentees who are selected."""
        return max(0, self.selected - self.seats)


def capacities(mentors: pd.DataFrame) -> tuple[int, ...]:
    """The seats of each mentor, row by row; a blank capacity is one seat."""
    if "capacity" not in mentors:
        return (1,) * len(mentors)
    return tuple(int(value) for value in mentors["capacity"].fillna(1))


def seats(mentors: pd.DataFrame, *, eligible: int, selected: int, planned: int | None) -> Seats:
    """Counts the seats of these (eligible) mentors."""
    return Seats(len(mentors), sum(capacities(mentors)), eligible, selected, planned)


def supply_and_demand(mentees: pd.DataFrame, mentors: pd.DataFrame) -> Supply | None:
    """Every area that one of these (eligible) mentees wants or mentors offer; ``None`` when a side was not asked.

    Case and spaces around do not count; each area is shown as it is written most often. A person who names an area twice
    counts once. Sorted: nobody offers it, then by mentees for each seat, then by demand, name.
    """
    if "wants" not in mentees or "offers" not in mentors:
        return None
    names = spellings(area for column in (mentees["wants"], mentors["offers"]) for areas in column for area in areas)
    wanted, offered, behind = (dict.fromkeys(names, 0) for _ in range(3))
    for areas in mentees["wants"]:
        for area in {plain(area) for area in areas}:
            wanted[area] += 1
    for areas, room in zip(mentors["offers"], capacities(mentors), strict=True):
        for area in {plain(area) for area in areas}:
            offered[area] += 1
            behind[area] += room
    rows = [AreaRow(name, wanted[area], offered[area], behind[area]) for area, name in names.items()]
    answered = [sum(bool(areas) for areas in column) for column in (mentees["wants"], mentors["offers"])]
    return Supply(tuple(sorted(rows, key=_scarcest_first)), len(mentees), answered[0], len(mentors), answered[1])


def _scarcest_first(row: AreaRow) -> tuple[float, int, str]:
    ratio = row.scarcity if row.scarcity is not None else float("inf") if row.wanted_by else 0.0
    return (-ratio, -row.wanted_by, row.area)
