"""Makes the training plan of a program file, with the self-ratings and the attendance of its tables where there are some."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import pandas as pd

from mentorkit.people.people import People
from mentorkit.people.selection import Selection
from mentorkit.planning.attendance import counted
from mentorkit.planning.mentee_support import support_of
from mentorkit.planning.proposal import proposal_of
from mentorkit.planning.rhythm import Rhythm, days_of, times_in
from mentorkit.planning.selfratings import SIDES, Side, needing, rating_of, side_frame, unknown_columns
from mentorkit.planning.training import CompetencyRow, DuringRow, GoalServed, ModuleRow, Names, SessionRow, SideHours, TrainingPlan, called
from mentorkit.planning.training_budget import SideNeeds, choice_of
from mentorkit.planning.training_gaps import training_gaps
from mentorkit.program.model import Module, ProgramFile, Session, Training
from mentorkit.program.problems import Warned
from mentorkit.text import msg

__all__ = ["training_plan"]


def training_plan(intent: ProgramFile, people: People | None = None, selection: Selection | None = None, attendance: pd.DataFrame | None = None) -> TrainingPlan:
    """The plan of the file, however unfinished, with the self-ratings of those who take part where there are tables."""
    section = intent.training or Training()
    frames = {side: side_frame(side, people, selection) for side in SIDES}
    sides = tuple(_side(side, intent, section, frames[side]) for side in SIDES)
    support = section.support
    competencies = _competencies(section, frames)
    plan = TrainingPlan(
        _goals(intent, section, competencies),
        competencies,
        tuple(_module(module, section, sides) for module in section.modules),
        _sessions(section, intent.schedule.starts),
        sides,
        math.fsum(module.cost for module in section.modules),
        intent.organisation.currency,
        intent.schedule.starts,
        support.mentees if support else (),
        support.line_managers if support else None,
        tuple(_during(intent, during.what, during.every_weeks) for during in (support.during if support else ())),
        proposal_of(intent),
        choice_of(section, tuple(_needs(side, section, frames[side.side], intent.privacy.threshold) for side in sides)),
        support_of(frames["mentee"]),
        Names(tuple((c.id, called(c)) for c in section.competencies), tuple((m.id, called(m)) for m in section.modules)),
        section.checked,
        None if attendance is None else counted(attendance),
    )
    return replace(plan, gaps=tuple(training_gaps(plan, section)), warnings=tuple(_warnings(section, people)))


def _goals(intent: ProgramFile, section: Training, rows: tuple[CompetencyRow, ...]) -> tuple[GoalServed, ...]:
    found = []
    for goal in intent.goals:
        serving = tuple(c.id for c in section.competencies if goal.id in c.goals)
        closing = {module for row in rows if row.id in serving for module in row.modules}
        found.append(GoalServed(goal.id, goal.statement, serving, tuple(m.id for m in section.modules if m.id in closing)))
    return tuple(found)


def _needs(side: SideHours, section: Training, frame: pd.DataFrame | None, threshold: int) -> SideNeeds | None:
    """Who needs what. Too few answers to be shown are not used either, so that what is proposed tells of nobody."""
    if side.people is None:
        return None
    levels = {c.id: c.needed[side.side] for c in section.competencies if side.side in c.needed}
    rated = {name: n for name, needed in levels.items() if (n := rating_of(frame, name, needed).n) >= threshold}
    everybody = (True,) * (0 if frame is None else len(frame))
    persons = {name: needing(frame, name, needed) if name in rated else everybody for name, needed in levels.items()}
    return SideNeeds(side.side, side.people, persons, rated)


def _competencies(section: Training, frames: Mapping[Side, pd.DataFrame | None]) -> tuple[CompetencyRow, ...]:
    rows = []
    for competency in section.competencies:
        for side in SIDES:
            if side in competency.needed:
                needed = competency.needed[side]
                rating = rating_of(frames[side], competency.id, needed)
                gap = None if rating.mean is None else max(0.0, needed - rating.mean)
                closing = tuple(m.id for m in section.modules if competency.id in m.closes and m.for_ in (side, "both"))
                rows.append(CompetencyRow(competency.id, side, needed, competency.goals, rating, gap, closing, called(competency), competency.areas))
    return tuple(rows)


def _side(side: Side, intent: ProgramFile, section: Training, frame: pd.DataFrame | None) -> SideHours:
    n, basis = _people(side, intent, frame)
    hours = math.fsum(module.hours or 0.0 for module in section.modules if module.for_ in (side, "both"))
    budget = getattr(section.budget_hours, side) or None
    over = max(0.0, hours - budget) if budget else 0.0
    return SideHours(side, n, basis, hours, budget, over, None if n is None else n * hours)


def _people(side: Side, intent: ProgramFile, frame: pd.DataFrame | None) -> tuple[int | None, Literal["planned", "table", "none"]]:
    """How many are to be trained: mentees as planned, mentors as they are in the table; else the other of the two."""
    planned = intent.audiences.mentees.size if intent.audiences and intent.audiences.mentees else None
    if frame is not None and (side == "mentor" or planned is None):
        return len(frame), "table"
    return (planned, "planned") if planned is not None else (None, "none")


def _module(module: Module, section: Training, sides: tuple[SideHours, ...]) -> ModuleRow:
    sessions = [session for session in section.sessions if session.module == module.id]
    known = [seats for session in sessions if (seats := session.seats or module.seats) is not None]
    seats = sum(known) if len(known) == len(sessions) else None
    counts = [side.people for side in sides if module.for_ in (side.side, "both")]
    people = None if not counts or None in counts else sum(count for count in counts if count is not None)
    missing = None if not sessions or seats is None or people is None else max(0, people - seats)
    needed = {c.id: set(c.needed) for c in section.competencies}
    mine = set(SIDES) if module.for_ in (None, "both") else {module.for_}
    elsewhere = tuple(name for name in module.closes if needed.get(name) and not needed[name] & mine)
    return ModuleRow(module, len(sessions), seats, people, missing, elsewhere)


def _sessions(section: Training, starts: datetime.date | None) -> tuple[SessionRow, ...]:
    """In date order, those without a day last. The first module of each side is its basics and belongs before the start."""
    modules = {module.id: module for module in section.modules}
    basics = {next((m.id for m in section.modules if m.for_ in (side, "both")), None) for side in SIDES}
    ordered = sorted(section.sessions, key=lambda session: session.on or datetime.date.max)
    after = [starts is not None and session.on is not None and session.on > starts for session in ordered]
    return tuple(SessionRow(s, modules.get(s.module), late, late and s.module in basics, _clashes(s, ordered, modules)) for s, late in zip(ordered, after, strict=True))


def _clashes(session: Session, sessions: list[Session], modules: Mapping[str, Module]) -> tuple[str, ...]:
    """Other modules on the same day that people of the same side attend as well."""
    mine = modules.get(session.module)
    if session.on is None or mine is None or mine.for_ is None:
        return ()
    same_day = dict.fromkeys(other.module for other in sessions if other.on == session.on and other.module != session.module)
    return tuple(name for name in same_day if name in modules and (modules[name].for_ == mine.for_ or "both" in (modules[name].for_, mine.for_)) and modules[name].for_)


def _during(intent: ProgramFile, what: str | None, weeks: int | None) -> DuringRow:
    plan = intent.schedule
    if weeks is None or plan.months is None:
        return DuringRow(what, weeks, None)
    days = () if plan.starts is None else days_of(Rhythm(weeks=weeks), plan.starts, plan.months)
    return DuringRow(what, weeks, times_in(weeks, plan.starts, plan.months), days)


def _warnings(section: Training, people: People | None) -> tuple[Warned, ...]:
    known = [competency.id for competency in section.competencies]
    names = unknown_columns(people, known) if known else ()
    said = msg("The column {column} rates a competency that the file does not name, so it is not used.", column=names[0] if len(names) == 1 else names)
    return (Warned("MK-W150", said, "training", count=len(names)),) if names else ()
