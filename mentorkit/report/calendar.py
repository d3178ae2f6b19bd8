"""The programme's calendar as a page: what comes next in words, then every day in order."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.calendar import Calendar, Entry
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.timeline import timeline_picture
from mentorkit.text import Mark, Message, msg, msg_n

__all__ = ["calendar_view"]

_KINDS = {
    "forms": msg("sign-up"),
    "start": msg("start"),
    "session": msg("training"),
    "support": msg("support"),
    "wave": msg("survey"),
    "meeting": msg("steering committee"),
    "control": msg("control"),
    "closing": msg("closing meeting"),
    "promise": msg("promise"),
    "decision": msg("decision"),
    "measure": msg("measure"),
    "lessons": msg("lessons"),
    "review": msg("review"),
    "deletion": msg("privacy"),
}
_NEXT = 3
_ON_A_PAGE = 60


def calendar_view(result: Calendar, lens: Lens) -> View:
    """The next three entries as a list, what could not be read, then the table; the same for both audiences."""
    coming = result.coming
    blocks: list[Block] = [Words((_counted(result),))]
    if coming:
        blocks += [Words((_lead(result, min(_NEXT, len(coming))),)), Words(tuple(_said(entry) for entry in coming[:_NEXT]), bullets=True)]
    if result.gaps:
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    if result.entries:
        blocks.append(timeline_picture(result, lens))
    blocks.append(_table(result))
    return View("06_calendar", msg("Calendar of the programme"), tuple(blocks))


def _counted(result: Calendar) -> Message:
    n = len(result.entries)
    if not n:
        return msg("The file holds no days yet, so the calendar is empty.")
    if result.as_of is None:
        return msg_n(
            "The calendar has {n} entry. The day up to which things are past (as_of) is not stated.",
            "The calendar has {n} entries. The day up to which things are past (as_of) is not stated.",
            n,
        )
    past = sum(bool(result.past(entry)) for entry in result.entries)
    return msg_n("The calendar has {n} entry; before {day}: {past}.", "The calendar has {n} entries; before {day}: {past}.", n, past=past, day=result.as_of)


def _lead(result: Calendar, n: int) -> Message:
    if result.as_of is None:
        return msg_n("It begins with this entry:", "It begins with these {n} entries:", n)
    return msg_n("From {day} on comes next:", "From {day} on the next {n} entries are:", n, day=result.as_of)


def _said(entry: Entry) -> Message:
    if entry.who is None:
        return msg("{day}: {what}.", day=entry.on, what=entry.what)
    return msg("{day}: {what} ({who}).", day=entry.on, what=entry.what, who=entry.who)


def _table(result: Calendar) -> Table:
    columns = (
        Column("on", msg("Day"), "date"),
        Column("state", msg("Past or ahead")),
        Column("kind", msg("Kind")),
        Column("what", msg("What")),
        Column("who", msg("Who")),
        Column("day", msg("Where the day comes from")),
    )
    rows = tuple((entry.on, _state(result, entry), _KINDS[entry.kind], entry.what, entry.who or "", _source(entry)) for entry in result.entries)
    note = msg("Days counted from a rhythm begin one turn after the start and end with the programme. They are proposals: move them to working days when they are agreed.")
    return Table("06_calendar", msg("Every day in order"), columns, rows, note=note, limit=_ON_A_PAGE)


def _state(result: Calendar, entry: Entry) -> Any:
    if entry.done:
        return msg("kept")
    past = result.past(entry)
    if past and entry.kind == "promise":
        return msg("past, not noted as kept")
    return Mark.UNKNOWN if past is None else msg("past") if past else msg("ahead")


def _source(entry: Entry) -> Message:
    return msg("counted from a rhythm") if entry.counted else msg("in the file")
