"""Stage 06: who steers, what is due when, and whether the programme is on track."""

from __future__ import annotations

import datetime
from typing import Any

from mentorkit.errors import InvalidProgram
from mentorkit.monitoring.monitoring import Monitoring, monitoring_of
from mentorkit.monitoring.reading import read_records
from mentorkit.pairing.re_pairing import RePairing, begun
from mentorkit.people.people import People, read_people
from mentorkit.planning.calendar import Calendar, calendar_of
from mentorkit.planning.rhythm import after_months, rhythm_of
from mentorkit.program.checks import require
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import Program
from mentorkit.stages.pairing import re_pair
from mentorkit.text import msg

__all__ = ["monitor", "plan_calendar", "results"]


def plan_calendar(program: Program) -> Calendar:
    """Every dated thing of the programme in order: sessions, meetings of the committee, controls, surveys, promises, decisions.

    Works on a draft of any kind: what has no day is left out.
    """
    return calendar_of(program.intent)


def monitor(program: Program, people: People | None = None) -> Monitoring:
    """The plan of steering and, where something is recorded, pairs by state, meetings against the plan, flags, and the log.

    Rows after ``as_of`` are not counted. Raises NotReady while check-ins are named and ``as_of`` is not stated, and
    InvalidProgram with every problem of pairs, check-ins and log at once. Requests for private contact are read for the
    coordinator only.
    """
    require(program, "steering")
    people = read_people(program) if people is None else people
    records = read_records(program, people, private=program.audience == "coordinator")
    wrong = [problem for problem in (*people.problems, *records.problems) if problem.table in ("pairs", "checkins", "log")]
    if wrong:
        message = msg("The tables of steering cannot be used:")
        raise InvalidProgram(message, sorted(wrong, key=lambda problem: problem.order), file=program.path.name, language=program.intent.language)
    return monitoring_of(program.intent, people, records, _following, ends=_ends(program.intent))


def results(program: Program, people: People | None = None) -> tuple[Any, ...]:
    """Everything this stage shows, in the order of the page; new pairs only where pairs ended or somebody waits."""
    people = read_people(program) if people is None else people
    return monitor(program, people), *_again(program, people), plan_calendar(program)


def _again(program: Program, people: People) -> tuple[RePairing, ...]:
    if not begun(people):
        return ()
    found = re_pair(program, people)
    return (found,) if isinstance(found, RePairing) and found.relevant and not found.lacking else ()


def _following(when: str, day: datetime.date) -> datetime.date | None:
    rhythm = rhythm_of(when)
    if rhythm is None:
        return None
    return day + datetime.timedelta(weeks=rhythm.weeks) if rhythm.weeks else after_months(day, rhythm.months)


def _ends(intent: ProgramFile) -> datetime.date | None:
    """The last day of the pairs: the closing meetings, else the end of the schedule's months."""
    closure = intent.steering.closure if intent.steering else None
    if closure and closure.last_meeting_by:
        return closure.last_meeting_by
    plan = intent.schedule
    return after_months(plan.starts, plan.months) if plan.starts and plan.months else None
