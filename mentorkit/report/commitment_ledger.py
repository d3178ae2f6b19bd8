"""The ledger of promises on page 07: how many of those due were kept, of which kinds there is none, and each with its evidence."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.commitment import KINDS, PROMISE_STATES, Commitment, Kept, Ledger, PromiseRow
from mentorkit.report.blocks import Block, Column, Table, Tone, Words
from mentorkit.text import Message, msg, msg_n

__all__ = ["kept_said", "ledger_blocks", "promises_table"]

_BLANK = msg("not stated")
_STATES = {
    "kept": msg("kept"),
    "said": msg("said to be kept, no evidence seen"),
    "not_kept": msg("not kept"),
    "overdue": msg("overdue"),
    "open": msg("open"),
}
_KINDS = {
    "hours": msg("hours"),
    "money": msg("money"),
    "people": msg("people"),
    "own_act": msg("own act"),
    "recognition": msg("recognition"),
    "other": msg("other"),
}


def ledger_blocks(result: Commitment) -> list[Block]:
    """The count in words, the kinds that are missing, the promises, and how they spread over kinds."""
    ledger = result.ledger
    if not ledger.rows:
        return [Words((msg("No promise is written down yet."),)), promises_table(result)]
    blocks: list[Block] = [Words((*kept_said(ledger.kept), _counted(ledger)), _tone(ledger))]
    if ledger.absent:
        blocks.append(Words(_absent_said(ledger), "open"))
    return [*blocks, promises_table(result), _kinds_table(ledger)]


def _tone(ledger: Ledger) -> Tone:
    if ledger.count("overdue") or ledger.count("not_kept"):
        return "bad"
    found = ledger.kept
    return "open" if ledger.count("said") else "good" if found and found.kept else "plain"


def kept_said(found: Kept | None) -> tuple[Message, ...]:
    """The plain count first, then what is only said to be kept and what was kept ahead of its day."""
    if found is None:
        return ()
    said: list[Message] = []
    if found.due:
        said.append(
            msg_n("{kept} of {n} promise due by now was kept, with evidence seen.", "{kept} of {n} promises due by now were kept, with evidence seen.", found.due, kept=found.kept)
        )
    else:
        said.append(msg("No promise is due by now."))
    if found.said:
        said.append(
            msg_n(
                "{n} more of them is said to be kept; nobody noted having seen the evidence.",
                "{n} more of them are said to be kept; nobody noted having seen the evidence.",
                found.said,
            )
        )
    if found.before:
        said.append(msg_n("{n} more was kept before its day.", "{n} more were kept before their day.", found.before))
    return tuple(said)


def _counted(ledger: Ledger) -> Message:
    kept, told, missed, late, waiting = (ledger.count(state) for state in PROMISE_STATES)
    return msg_n(
        "{n} promise: {kept} kept, {told} said to be kept, {missed} not kept, {late} overdue, {waiting} open.",
        "{n} promises: {kept} kept, {told} said to be kept, {missed} not kept, {late} overdue, {waiting} open.",
        len(ledger.rows), kept=kept, told=told, missed=missed, late=late, waiting=waiting,
    )  # fmt: skip


def _absent_said(ledger: Ledger) -> tuple[Message, ...]:
    said = msg("There is no promise of this kind: {kinds}.", kinds=tuple(_KINDS[kind] for kind in ledger.absent))
    if not ledger.unsorted:
        return (said,)
    return said, msg_n("{n} promise does not say what kind it is.", "{n} promises do not say what kind they are.", ledger.unsorted)


def promises_table(result: Commitment) -> Table:
    """The ledger in the order of the file: who promised what by when, how it is seen, where it stands."""
    columns = (
        Column("promise", msg("Promise")),
        Column("kind", msg("Kind")),
        Column("who", msg("Who")),
        Column("due", msg("By when"), "date"),
        Column("evidence", msg("Seen by")),
        Column("state", msg("State")),
    )
    return Table("07_promises", msg("Promises"), columns, tuple(_promise(row) for row in result.ledger.rows))


def _promise(row: PromiseRow) -> tuple[Any, ...]:
    promise = row.promise
    state = msg("kept, seen on {day}", day=promise.kept_on) if row.state == "kept" else _STATES[row.state]
    return promise.what or promise.id, _KINDS.get(promise.kind or "", _BLANK), promise.who or _BLANK, promise.due or _BLANK, promise.evidence or _BLANK, state


def _kinds_table(ledger: Ledger) -> Table:
    columns = (
        Column("kind", msg("Kind")),
        Column("promised", msg("Promised"), "int"),
        Column("kept", msg("kept"), "int"),
        Column("late", msg("not kept or overdue"), "int"),
    )
    rows = tuple((_KINDS[kind], len(found := ledger.of_kind(kind)), _in(found, "kept"), _in(found, "not_kept", "overdue")) for kind in KINDS)
    return Table("07_kinds", msg("What management can give, and what it promised"), columns, rows)


def _in(rows: tuple[PromiseRow, ...], *states: str) -> int:
    return sum(row.state in states for row in rows)
