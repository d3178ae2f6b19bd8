"""Stage 02: the need, the goals, and what will count as success."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from mentorkit.errors import MentorkitError
from mentorkit.evaluation.detect import Detectable, detect
from mentorkit.evaluation.rehearsal import DryRun, rehearse
from mentorkit.evaluation.tables import Item, read_items
from mentorkit.planning.chain import Chain, goals_measures_chain
from mentorkit.program.checks import require
from mentorkit.program.links import Offered
from mentorkit.program.program import Program
from mentorkit.program.signing import signed_by
from mentorkit.text import msg

__all__ = ["detectable", "dry_run", "goals_chain", "known_items", "results", "sign_off"]

# from the lowest to the highest answer of a scale
_LENGTHS = {"1-5": 4.0, "0-10": 10.0, "yes_unsure_no": 1.0}


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


def dry_run(program: Program) -> DryRun:
    """The final table filled with made-up numbers of the planned size: once where nothing changes, once where every target is reached exactly.

    Scales are those of the items table; where there is none, questions are taken to be answered from 1 to 5.
    """
    return rehearse(program.intent, {item.id: _LENGTHS[item.scale] for item in _items(program) if item.scale in _LENGTHS})


def known_items(program: Program) -> tuple[Offered, ...]:
    """The questions a measure can name: those of the items table, then those of our own bank that it does not hold.

    A table that cannot be read offers nothing; what is wrong with it is said in notebook 08.
    """
    own = tuple(Offered(item.id, item.text, item.roles) for item in _items(program))
    there = {item.value for item in own}
    return (*own, *(item for item in _bank() if item.value not in there))


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


def results(program: Program, people: Any = None) -> tuple[Chain | Detectable | DryRun, ...]:
    """Everything this stage shows, in the order of the page; it needs no people."""
    return goals_chain(program), detectable(program), dry_run(program)


def _items(program: Program) -> tuple[Item, ...]:
    if "tables" in program.broken or program.intent.tables.items is None:
        return ()
    try:
        return read_items(program)[0]
    except MentorkitError:
        return ()


def _bank() -> Iterator[Offered]:
    """Questions of our own bank, where this version has one: each with its id, its words and the roles that are asked."""
    try:
        bank = import_module("mentorkit.planning.item_bank")
    except ModuleNotFoundError:
        return
    for item in getattr(bank, "BANK", ()):
        yield Offered(item.id, item.text, tuple(getattr(item, "roles", ())))


def _day(value: datetime.date | str) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise MentorkitError(msg("The day of signing, '{value}', is no day. Write year-month-day, such as 2026-06-01.", value=str(value)[:40]), code="MK-E020") from None
