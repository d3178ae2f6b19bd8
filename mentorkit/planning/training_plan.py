"""Makes the training plan of a program file, with the self-ratings and the attendance of its tables where there are some."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace
from typing import Literal

import pandas as pd

from mentorkit.people.people import People
from mentorkit.people.selection import Selection
from mentorkit.planning.attendance import counted
from mentorkit.planning.rhythm import times_in
from mentorkit.planning.selfratings import SIDES, Side, rating_of, side_frame, unknown_columns
from mentorkit.planning.training import CompetencyRow, DuringRow, GoalServed, ModuleRow, SessionRow, SideHours, TrainingPlan
from mentorkit.planning.training_gaps import training_gaps
from mentorkit.program.model import Module, ProgramFile, Training
from mentorkit.program.problems import Warned
from mentorkit.text import msg

__all__ = ["training_plan"]


def training_plan(intent: ProgramFile, people: People | None = None, selection: Selection | None = None, attendance: pd.DataFrame | None = None) -> TrainingPlan:
    """The plan of the file, however unfinished, with the self-ratings of those who take part where there are tables."""
    section = intent.training or Training()
    sides = tuple(_side(side, intent, section, people, selection) for side in SIDES)
    support = section.support
    plan = TrainingPlan(
        tuple(GoalServed(goal.id, goal.statement, tuple(c.id for c in section.competencies if goal.id in c.goals)) for goal in intent.goals),
        _competencies(section, people, selection),
        tuple(_module(module, section, sides) for module in section.modules),
        _sessions(section, intent.schedule.starts),
        sides,
        math.fsum(module.cost for module in section.modules),
        intent.organisation.currency,
        intent.schedule.starts,
        support.mentees if support else (),
        support.line_managers if support else None,
        tuple(_during(intent, during.what, during.every_weeks) for during in (support.during if support else ())),
        None if attendance is None else counted(attendance),
    )
    return replace(plan, gaps=tuple(training_gaps(plan, section)), warnings=tuple(_warnings(section, people)))


def _competencies(section: Training, people: People | None, selection: Selection | None) -> tuple[CompetencyRow, ...]:
    frames = {side: side_frame(side, people, selection) for side in SIDES}
    rows = []
    for competency in section.competencies:
        for side in SIDES:
            if side in competency.needed:
                needed = competency.needed[side]
                rating = rating_of(frames[side], competency.id, needed)
                gap = None if rating.mean is None else max(0.0, needed - rating.mean)
                closing = tuple(m.id for m in section.modules if competency.id in m.closes and m.for_ in (side, "both"))
                rows.append(CompetencyRow(competency.id, side, needed, competency.goals, rating, gap, closing))
    return tuple(rows)


def _side(side: Side, intent: ProgramFile, section: Training, people: People | None, selection: Selection | None) -> SideHours:
    n, basis = _people(side, intent, people, selection)
    hours = math.fsum(module.hours or 0.0 for module in section.modules if module.for_ in (side, "both"))
    budget = getattr(section.budget_hours, side) or None
    over = max(0.0, hours - budget) if budget else 0.0
    return SideHours(side, n, basis, hours, budget, over, None if n is None else n * hours)


def _people(side: Side, intent: ProgramFile, people: People | None, selection: Selection | None) -> tuple[int | None, Literal["planned", "table", "none"]]:
    """How many are to be trained: mentees as planned, mentors as they are in the table; else the other of the two."""
    planned = intent.audiences.mentees.size if intent.audiences and intent.audiences.mentees else None
    frame = side_frame(side, people, selection)
    if frame is not None and (side == "mentor" or planned is None):
        return len(frame), "table"
    return (planned, "planned") if planned is not None else (None, "none")


def _module(module: Module, section: Training, sides: tuple[SideHours, ...]) -> ModuleRow:
    sessions = [session for session in section.sessions if session.module == module.id]
    known = [session.seats for session in sessions if session.seats is not None]
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
    return tuple(SessionRow(s, modules.get(s.module), late, late and s.module in basics) for s, late in zip(ordered, after, strict=True))


def _during(intent: ProgramFile, what: str | None, weeks: int | None) -> DuringRow:
    plan = intent.schedule
    times = None if weeks is None or plan.months is None else times_in(weeks, plan.starts, plan.months)
    return DuringRow(what, weeks, times)


def _warnings(section: Training, people: People | None) -> tuple[Warned, ...]:
    known = [competency.id for competency in section.competencies]
    names = unknown_columns(people, known) if known else ()
    said = msg("The column {column} rates a competency that the file does not name, so it is not used.", column=names[0] if len(names) == 1 else names)
    return (Warned("MK-W150", said, "training", count=len(names)),) if names else ()
