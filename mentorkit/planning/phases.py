"""The parts of a programme that last: sign-up, choosing and pairing, training, the pairs' months, and what comes after them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.rhythm import after_months
from mentorkit.program.model import ProgramFile

__all__ = ["Phase", "PhaseKey", "phases_of"]

PhaseKey = Literal["sign_up", "pairing", "training", "pairs", "afterwards"]


@dataclass(frozen=True)
class Phase:
    """A part of the programme from its first to its last day; ``begins`` is None where the file has no first day for it (sign-up)."""

    key: PhaseKey
    begins: datetime.date | None
    ends: datetime.date


def phases_of(intent: ProgramFile) -> tuple[Phase, ...]:
    """The phases whose days are in the file, in the order in which they come; one without its days is left out."""
    return tuple(_phases(intent))


def _phases(intent: ProgramFile) -> Iterator[Phase]:
    forms = intent.audiences.forms_due if intent.audiences else None
    starts, last = intent.schedule.starts, _last_meeting(intent)
    if forms:
        yield Phase("sign_up", None, forms)
    if forms and starts and forms < starts:
        yield Phase("pairing", forms, starts)
    sessions = [session.on for session in intent.training.sessions if session.on] if intent.training else []
    if sessions:
        yield Phase("training", min(sessions), max(sessions))
    if starts and last and starts < last:
        yield Phase("pairs", starts, last)
    after = _afterwards(intent)
    if last and after and last < after:
        yield Phase("afterwards", last, after)


def _last_meeting(intent: ProgramFile) -> datetime.date | None:
    """The day by which the pairs have closed, else the end of the schedule's months."""
    closure, plan = intent.steering.closure if intent.steering else None, intent.schedule
    if closure and closure.last_meeting_by:
        return closure.last_meeting_by
    return after_months(plan.starts, plan.months) if plan.starts and plan.months else None


def _afterwards(intent: ProgramFile) -> datetime.date | None:
    """The last day on which something is measured or learned."""
    days = [intent.schedule.waves.end, intent.schedule.waves.after, *(measure.due for measure in intent.measures)]
    days.append(intent.evaluation.lessons_on if intent.evaluation else None)
    return max((day for day in days if day), default=None)
