"""Page 05: the modules and sessions that close most within hours and cash, beside those of the file, and what stays open."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.training import TrainingPlan
from mentorkit.planning.training_budget import ModulePlan, NeedRow
from mentorkit.planning.training_gaps import budget_said
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.terms import POPULATIONS
from mentorkit.text import Currency, Decimal, Mark, Message, Money, msg, msg_n

__all__ = ["choice_blocks"]

_SIDES = {"mentee": POPULATIONS["mentees"], "mentor": POPULATIONS["mentors"], "both": POPULATIONS["both"]}
_WHY = {
    "hours": msg("hours or side are not stated"),
    "nothing": msg("closes nothing that anybody needs"),
    "spare": msg("what it closes is closed without it"),
    "budget": msg("no room in hours or cash"),
}


def choice_blocks(result: TrainingPlan, lens: Lens) -> list[Block]:
    """In words what would be held and what stays open; then modules and needs as tables. Nothing while no module is planned."""
    choice = result.choice
    if choice.state == "unknown":
        return [Words((msg("Which modules fit the hours best is computed once modules and the number of people are known."),), "note")] if result.modules else []
    said: list[Block] = [Words((_held(result),), "plain" if choice.state == "chosen" else "bad")]
    if choice.state == "chosen":
        said += [Words((_closed(result, lens),)), *_open(result, lens)]
    if choice.enough is not None:
        said.append(Words((msg("All that a module closes would be closed with {budget}.", budget=budget_said(result, choice.enough)),), "open"))
    return [*said, _modules(result), _needs(result, lens)]


def _held(result: TrainingPlan) -> Message:
    choice = result.choice
    if choice.state == "too_small":
        return msg("The modules that are held in any case go beyond the hours or the cash of the file, so nothing can be proposed within them.")
    sessions = sum(row.sessions for row in choice.modules)
    if choice.as_in_file:
        return msg_n(
            "Within hours and cash most is closed by the {n} session that the file holds already.",
            "Within hours and cash most is closed by the {n} sessions that the file holds already.",
            sessions,
        )
    return msg_n(
        "Within hours and cash most is closed by {n} session, {in_file} in the file: {mentor} hours of a mentor, {mentee} of a mentee, {cost}.",
        "Within hours and cash most is closed by {n} sessions, {in_file} in the file: {mentor} hours of a mentor, {mentee} of a mentee, {cost}.",
        sessions,
        in_file=sum(row.in_file for row in choice.modules),
        mentor=_number(choice.hours[0]),
        mentee=_number(choice.hours[1]),
        cost=Money(choice.cost, result.currency),
    )


def _number(value: float) -> int | Decimal:
    return int(value) if value == int(value) else Decimal(value, 1)


def _may(row: NeedRow, lens: Lens) -> bool:
    """Without answers everybody is taken to need it, which tells of nobody."""
    return row.answered == 0 or shown(True, row.answered, lens) is True


def _closed(result: TrainingPlan, lens: Lens) -> Message:
    rows = result.choice.needs
    if not all(_may(row, lens) for row in rows):
        return msg("How much that closes is not counted here, because too few people rated themselves.")
    return msg_n(
        "That closes {closed} of {n} need; a need is one person below the needed level of one competency, or without an answer.",
        "That closes {closed} of {n} needs; a need is one person below the needed level of one competency, or without an answer.",
        sum(row.people for row in rows),
        closed=result.choice.closed,
    )


def _open(result: TrainingPlan, lens: Lens) -> list[Block]:
    rows = [row for row in result.choice.open if _may(row, lens)]
    if not rows:
        return []
    sentences = tuple(
        msg(
            "{competency} ({side}): {left} of {n} stay below the needed level.",
            competency=result.names.competency(row.competency),
            side=_SIDES[row.side],
            left=row.left,
            n=row.people,
        )
        if row.closable
        else msg("{competency} ({side}): no module closes it, whatever the budget.", competency=result.names.competency(row.competency), side=_SIDES[row.side])
        for row in rows
    )
    return [Words((msg("These gaps stay open:"),)), Words(sentences, "open", bullets=True)]


def _modules(result: TrainingPlan) -> Table:
    columns = (
        Column("module", msg("Module")),
        Column("for", msg("For whom")),
        Column("sessions", msg("Sessions proposed"), "int"),
        Column("in_file", msg("Sessions in the file"), "int"),
        Column("hours", msg("Hours"), "number", 1),
        Column("cost", msg("Cost in {currency}", currency=Currency(result.currency)), "money"),
        Column("why", msg("Why")),
        Column("id", msg("Short name"), "id"),
    )
    note = msg("The cost of a module stands for all its sessions in the file; one session more or fewer costs its share. Nothing is changed until you change the sessions.")
    return Table("05_choice", msg("Modules that close most within hours and cash"), columns, tuple(_cells(row, result) for row in result.choice.modules), note=note)


def _cells(row: ModulePlan, result: TrainingPlan) -> tuple[Any, ...]:
    module = row.module
    whom: Any = _SIDES[module.for_] if module.for_ else Mark.UNKNOWN
    why = _WHY.get(row.why) or (msg("held in any case") if module.must else msg("closes most for its hours"))
    return result.names.module(module.id), whom, row.sessions, row.in_file, Mark.UNKNOWN if module.hours is None else module.hours, row.cost, why, module.id


def _needs(result: TrainingPlan, lens: Lens) -> Table:
    columns = (
        Column("competency", msg("Competency")),
        Column("side", msg("Needed by")),
        Column("people", msg("People who need it"), "int"),
        Column("closed", msg("Closed by the proposal"), "int"),
        Column("left", msg("Stays open"), "int"),
        Column("basis", msg("Where the number comes from")),
    )
    note = msg("Below the needed level, or without an answer. Where fewer than the smallest group rated themselves, everybody is taken to need it.")
    return Table("05_needs", msg("What the proposal closes"), columns, tuple(_need(row, result, lens) for row in result.choice.needs), note=note)


def _need(row: NeedRow, result: TrainingPlan, lens: Lens) -> tuple[Any, ...]:
    may = _may(row, lens)
    counts = (row.people, row.closed, row.left) if may else (Mark.HIDDEN,) * 3
    basis = msg("self-ratings") if row.answered else msg("everybody, without self-ratings")
    return result.names.competency(row.competency), _SIDES[row.side], *counts, basis
