"""The training plan as one result: what each side has to know for the goals, what it says it knows, what closes the gap, when."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.attendance import SessionCount
from mentorkit.planning.selfratings import Rating, Side
from mentorkit.program.model import Module, Session
from mentorkit.program.problems import Gap, Warned

__all__ = ["CompetencyRow", "DuringRow", "GoalServed", "ModuleRow", "SessionRow", "SideHours", "TrainingPlan"]


@dataclass(frozen=True)
class CompetencyRow:
    """One competency on one side: the level that is needed, the goals it serves, what people rate themselves.

    ``gap`` is the needed level less the mean of the self-ratings, never below 0; ``None`` without ratings. ``modules``
    are those for this side that close it.
    """

    id: str
    side: Side
    needed: int
    goals: tuple[str, ...]
    rating: Rating
    gap: float | None
    modules: tuple[str, ...]


@dataclass(frozen=True)
class GoalServed:
    """A goal and the competencies that serve it."""

    goal: str
    statement: str | None
    competencies: tuple[str, ...]


@dataclass(frozen=True)
class ModuleRow:
    """A module with its sessions and seats. ``people`` are those it is for; every one of them attends one session.

    ``seats`` is ``None`` when a session does not say how many it has; ``missing`` counts seats short of ``people`` and is
    ``None`` when one of the two is not known. ``elsewhere`` are competencies it closes that its side does not need.
    """

    module: Module
    sessions: int
    seats: int | None
    people: int | None
    missing: int | None
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class SessionRow:
    """A session. ``after_start`` is true on a day after the programme's start, ``late`` when it belongs before it."""

    session: Session
    module: Module | None
    after_start: bool
    late: bool


@dataclass(frozen=True)
class SideHours:
    """Hours of training of one side. ``basis`` says where the number of people comes from.

    ``planned``: the planned number of mentees (for mentors: as many, one mentor each is the most it can take).
    ``table``: the mentors who can take part. ``over`` are hours of one person above the budget.
    """

    side: Side
    people: int | None
    basis: Literal["planned", "table", "none"]
    hours: float
    budget: float | None
    over: float
    total: float | None


@dataclass(frozen=True)
class DuringRow:
    """Support while it runs: how often it comes in the months of the plan; ``None`` when that cannot be said."""

    what: str | None
    every_weeks: int | None
    times: int | None


@dataclass(frozen=True)
class TrainingPlan:
    """Everything of stage 05. ``attendance`` is ``None`` where the programme names no such table.

    ``modules_cost`` is the cost of all modules, each counted once however many sessions it has.
    """

    goals: tuple[GoalServed, ...]
    competencies: tuple[CompetencyRow, ...]
    modules: tuple[ModuleRow, ...]
    sessions: tuple[SessionRow, ...]
    sides: tuple[SideHours, ...]
    modules_cost: float
    currency: str
    starts: datetime.date | None
    for_mentees: tuple[str, ...]
    line_managers: str | None
    during: tuple[DuringRow, ...]
    attendance: tuple[SessionCount, ...] | None = None
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def hours_total(self) -> float | None:
        """Hours of training of everybody; ``None`` while the number of people of a side that is trained is not known."""
        totals = [side.total for side in self.sides if side.hours]
        return None if None in totals else math.fsum(total for total in totals if total is not None)

    @property
    def first(self) -> tuple[CompetencyRow, ...]:
        """What to train first: most people below the needed level, then the larger gap, then the order of the file."""
        below = [row for row in self.competencies if row.rating.below]
        return tuple(sorted(below, key=lambda row: (-row.rating.below, -(row.gap or 0.0))))
