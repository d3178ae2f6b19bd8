"""Stage 02: the need, the goals, and what will count as success."""

from __future__ import annotations

import datetime
from typing import Any

from mentorkit.errors import MentorkitError
from mentorkit.evaluation.detect import Detectable, detect
from mentorkit.planning.chain import Chain, goals_measures_chain
from mentorkit.program.checks import require
from mentorkit.program.program import Program
from mentorkit.program.signing import signed_by
from mentorkit.text import msg

__all__ = ["detectable", "goals_chain", "results", "sign_off"]


def goals_chain(program: Program) -> Chain:
    """Goals with their measures and what each lacks, the evidence, the logic model, and whether it was signed.

    Works on a draft of any kind: what is missing is listed in ``gaps``, not raised.
    """
    return goals_measures_chain(program.intent)


def detectable(program: Program) -> Detectable:
    """The smallest effect each measure can see at the planned number of mentees and the expected response.

    Measures that lack what is needed for a figure get a sentence that says so.
    """
    return detect(program.intent)


def sign_off(program: Program, *, on: datetime.date | str, by: str) -> Program:
    """The programme with need, goals and measures signed ``on`` a day ``by`` a post (not a name); not saved yet.

    The fingerprints cover the need, each goal and each measure as they stand now, so that a later change is named.
    Raises :class:`~mentorkit.errors.NotReady` while a measure lacks its target, due day, source or owner.
    """
    require(program, "need")
    day = _day(on)
    if not by.strip():
        raise MentorkitError(msg("Say which post signs, such as HR director."), code="MK-E021")
    return program.with_intent(program.intent.model_copy(update={"sign_off": signed_by(program.intent, day, by.strip())}))


def results(program: Program, people: Any = None) -> tuple[Chain | Detectable, ...]:
    """Everything this stage shows, in the order of the page; it needs no people."""
    return goals_chain(program), detectable(program)


def _day(value: datetime.date | str) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise MentorkitError(msg("The day of signing, '{value}', is no day. Write year-month-day, such as 2026-06-01.", value=str(value)[:40]), code="MK-E020") from None
