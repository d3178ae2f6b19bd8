"""The training plan as one result: what each side has to know for the goals, what it says it knows, what closes the gap, when."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, field
from typing import Literal

from mentorkit.planning.attendance import SessionCount
from mentorkit.planning.mentee_support import SupportRow
from mentorkit.planning.proposal import Proposal
from mentorkit.planning.selfratings import Rating, Side
from mentorkit.planning.training_budget import TrainingChoice
from mentorkit.program.model import Competency, Module, Session
from mentorkit.program.problems import Gap, Warned

__all__ = ["CompetencyRow", "DuringRow", "GoalServed", "ModuleRow", "Names", "SessionRow", "SideHours", "TrainingPlan", "called"]


@dataclass(frozen=True)
class CompetencyRow:
    """One competency on one side: the level that is needed, the goals and areas it serves, what people rate themselves.

    ``name`` is what people call it, its short name where the file gives none. ``gap`` is the needed level less the mean of the
    self-ratings, never below 0; ``None`` without ratings. ``modules`` are those for this side that close it.
    """

    id: str
    side: Side
    needed: int
    goals: tuple[str, ...]
    rating: Rating
    gap: float | None
    modules: tuple[str, ...]
    name: str = ""
    areas: tuple[str, ...] = ()

    @property
    def share_below(self) -> float | None:
        """Share of those who answered that is below the needed level; ``None`` when nobody answered."""
        return self.rating.below / self.rating.n if self.rating.n else None


@dataclass(frozen=True)
class GoalServed:
    """A goal, the competencies that serve it, and the modules that close at least one of these for a side that needs it."""

    goal: str
    statement: str | None
    competencies: tuple[str, ...]
    modules: tuple[str, ...] = ()


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
    """A session. ``after_start`` is true on a day after the programme's start, ``late`` when it belongs before it.

    ``clashes`` are other modules for people of the same side on the same day.
    """

    session: Session
    module: Module | None
    after_start: bool
    late: bool
    clashes: tuple[str, ...] = ()


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
    """Support while it runs: how often it comes in the months of the plan (``None`` when that cannot be said) and on which days."""

    what: str | None
    every_weeks: int | None
    times: int | None
    days: tuple[datetime.date, ...] = ()


@dataclass(frozen=True)
class Names:
    """What people call competencies and modules: the name in the file, else its short name."""

    competencies: tuple[tuple[str, str], ...] = ()
    modules: tuple[tuple[str, str], ...] = ()

    def competency(self, short: str) -> str:
        """The name of a competency."""
        return dict(self.competencies).get(short, short)

    def module(self, short: str) -> str:
        """The name of a module."""
        return dict(self.modules).get(short, short)


def called(thing: Competency | Module) -> str:
    """What people call it: its name, else its short name."""
    return thing.name or thing.id


@dataclass(frozen=True)
class TrainingPlan:
    """Everything of stage 05. ``attendance`` is ``None`` where the programme names no such table.

    ``proposal`` and ``choice`` stand beside the plan and change nothing in it. ``modules_cost`` is the cost of all modules,
    each counted once however many sessions it has.
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
    proposal: Proposal
    choice: TrainingChoice
    mentee_support: tuple[SupportRow, ...] = ()
    names: Names = field(default_factory=Names)
    checked: Literal["none", "before", "before_and_after"] = "none"
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
