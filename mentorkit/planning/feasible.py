"""Whether the mentors' hours carry the plan, mentor by mentor, and what would make them carry it: each way computed and true when it is taken."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.planning.hours import Hours, pair_hours
from mentorkit.planning.supply import capacities
from mentorkit.program.model import ProgramFile, Schedule

__all__ = ["Feasible", "Plan", "Way", "WayKind", "carried", "feasible", "plan_of"]

WayKind = Literal["meetings", "length", "months", "hours", "mentees", "mentors"]
# a plan is cut in steps that people can keep, and not below what is still a meeting
_MEETINGS_STEP, _FEWEST_MEETINGS = 0.25, 0.5
_MINUTES, _SHORTEST = 5, 30
_LONGEST = 24
_MOST_HALF_HOURS = 16
_EXACT = 1e-9
Amounts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Plan:
    """What one pair takes: meetings a month, months, hours of a meeting, hours to prepare each, and the training of a mentor once."""

    meetings: float
    months: float
    length: float
    preparation: float
    training: float

    @property
    def pair(self) -> float:
        """Hours of a mentor with one mentee over the whole programme, training not counted."""
        return pair_hours(self.meetings, self.months, self.length, self.preparation)


@dataclass(frozen=True)
class Way:
    """One change that alone makes the hours carry the plan; ``to`` is ``None`` when no such change does.

    ``meetings`` a month, ``length`` of a meeting in minutes, ``months``, ``mentees``: from ``now`` ``to``. ``hours``: every mentor gives ``to`` hours a
    month more. ``mentors``: ``to`` more mentors who each have at least ``hours`` a month for one mentee. ``carries`` is how many mentees the mentors carry then.
    """

    kind: WayKind
    now: float
    to: float | None
    carries: int | None = None
    hours: float | None = None


@dataclass(frozen=True)
class Feasible:
    """``state``: ``fits``; ``short``; ``open`` (it fits if the mentors who did not answer have the hours of their seats); ``unknown`` (something is not stated).

    ``carried`` mentees have a mentor with seat and hours, of ``wanted``: the planned number, or the seats where there are fewer of these.
    ``blank`` mentors did not say how many hours they have and count for nothing. ``rhythm`` says how many mentees would be carried with
    so many meetings a month: those planned, then fewer by halves.
    """

    state: Literal["fits", "short", "open", "unknown"]
    carried: int = 0
    wanted: int = 0
    planned: int = 0
    blank: int = 0
    ways: tuple[Way, ...] = ()
    rhythm: tuple[tuple[float, int], ...] = ()


def plan_of(intent: ProgramFile) -> Plan | None:
    """The plan of the file; ``None`` while it does not say how many months."""
    at: Schedule = intent.schedule
    training = intent.training.budget_hours.mentor if intent.training and intent.training.budget_hours else 0.0
    return None if at.months is None else Plan(at.meetings_per_month, at.months, at.meeting_hours, at.preparation_hours, training)


def carried(plan: Plan, hours: Amounts, seats: Amounts) -> int:
    """How many mentees these mentors carry: each as many as the hours left after the training hold, and no more than the seats.

    A mentor with h hours a month over T months, training t, and pairs of H hours takes ``min(seats, floor((h T - t) / H))``.

    >>> carried(Plan(2, 9, 1.0, 0.25, 8), np.array([4.0, 2.0, 6.0]), np.array([1.0, 1.0, 2.0]))
    3
    """
    if plan.pair <= 0:
        return int(seats[hours * plan.months >= plan.training - _EXACT].sum())
    room = np.floor((hours * plan.months - plan.training) / plan.pair + _EXACT)
    return int(np.clip(room, 0, seats).sum())


def feasible(intent: ProgramFile, mentors: pd.DataFrame, needed: Hours) -> Feasible:
    """The plan of the file against these (eligible) mentors."""
    plan = plan_of(intent)
    if plan is None or needed.mentees is None or "hours_per_month" not in mentors or not len(mentors):
        return Feasible("unknown")
    answers = mentors["hours_per_month"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    seats = np.array(capacities(mentors), dtype=np.float64)
    known = ~np.isnan(answers)
    hours, places = answers[known], seats[known]
    wanted, got = min(needed.mentees, int(seats.sum())), carried(plan, hours, places)
    counts = (min(got, wanted), wanted, needed.mentees, int((~known).sum()))
    if got >= wanted:
        return Feasible("fits", *counts)
    state: Literal["open", "short"] = "open" if got + int(seats[~known].sum()) >= wanted else "short"
    return Feasible(state, *counts, _ways(plan, hours, places, wanted, needed.mentees, got, len(mentors)), _rhythm(plan, hours, places, wanted))


def _ways(plan: Plan, hours: Amounts, seats: Amounts, wanted: int, planned: int, got: int, mentors: int) -> tuple[Way, ...]:
    return (
        _fewer_meetings(plan, hours, seats, wanted),
        _shorter_meetings(plan, hours, seats, wanted),
        _other_months(plan, hours, seats, wanted),
        _more_hours(plan, hours, seats, wanted),
        Way("mentees", planned, got or None, got),
        Way("mentors", mentors, planned - got, planned, math.ceil((plan.pair + plan.training) / plan.months * 10 - _EXACT) / 10),
    )


def _rhythm(plan: Plan, hours: Amounts, seats: Amounts, wanted: int) -> tuple[tuple[float, int], ...]:
    fewer = [half / 2 for half in range(min(12, math.ceil(plan.meetings * 2) - 1), 0, -1)]
    return tuple((n, min(wanted, carried(_with(plan, meetings=n), hours, seats))) for n in (plan.meetings, *fewer))


def _fewer_meetings(plan: Plan, hours: Amounts, seats: Amounts, wanted: int) -> Way:
    """The most meetings a month that fit, in quarters of a meeting."""
    steps = range(math.ceil(plan.meetings / _MEETINGS_STEP) - 1, round(_FEWEST_MEETINGS / _MEETINGS_STEP) - 1, -1)
    tried = ((step * _MEETINGS_STEP, carried(_with(plan, meetings=step * _MEETINGS_STEP), hours, seats)) for step in steps)
    return _first("meetings", plan.meetings, tried, wanted)


def _shorter_meetings(plan: Plan, hours: Amounts, seats: Amounts, wanted: int) -> Way:
    """The longest meeting that fits, in steps of five minutes."""
    now = plan.length * 60
    steps = range(math.ceil(now / _MINUTES) - 1, _SHORTEST // _MINUTES - 1, -1)
    tried = ((step * _MINUTES, carried(_with(plan, length=step * _MINUTES / 60), hours, seats)) for step in steps)
    return _first("length", now, tried, wanted)


def _other_months(plan: Plan, hours: Amounts, seats: Amounts, wanted: int) -> Way:
    """The fewest months that fit. Only more months can help: hours are offered for each month, and the training is spread over more of them."""
    tried = ((month, carried(_with(plan, months=month), hours, seats)) for month in range(math.floor(plan.months) + 1, _LONGEST + 1))
    return _first("months", plan.months, tried, wanted)


def _more_hours(plan: Plan, hours: Amounts, seats: Amounts, wanted: int) -> Way:
    """The fewest half hours a month that every mentor would have to give on top."""
    tried = ((step / 2, carried(plan, hours + step / 2, seats)) for step in range(1, _MOST_HALF_HOURS + 1))
    return _first("hours", 0, tried, wanted)


def _first(kind: WayKind, now: float, tried: Iterator[tuple[float, int]], wanted: int) -> Way:
    for to, got in tried:
        if got >= wanted:
            return Way(kind, now, to, got)
    return Way(kind, now, None)


def _with(plan: Plan, *, meetings: float | None = None, months: float | None = None, length: float | None = None) -> Plan:
    return Plan(meetings or plan.meetings, months or plan.months, length or plan.length, plan.preparation, plan.training)
