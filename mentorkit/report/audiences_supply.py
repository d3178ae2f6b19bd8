"""Page 03, supply against demand and hours: which areas are scarce, whether the mentors' hours carry the plan, and what to cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from mentorkit.planning.audience import Profile
from mentorkit.planning.feasible import Feasible, Way
from mentorkit.planning.supply import AreaRow, Supply
from mentorkit.report.audiences_figures import SHOWN_AREAS, HeatRow, draw_heat
from mentorkit.report.blocks import Block, Column, Picture, Table, Words
from mentorkit.report.disclosure import hidden_groups, shown
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Mark, Message, msg, msg_n

__all__ = ["hours_blocks", "supply_blocks"]

Ordered = Sequence[tuple[AreaRow, bool]]


def supply_blocks(supply: Supply, lens: Lens) -> list[Block]:
    """Areas in words, as a table and as a picture of the same numbers."""
    order = _in_order(supply, lens)
    blocks: list[Block] = [Words(_supply_said(supply)), _supply_table(supply, order)]
    if order:
        rows = tuple(HeatRow(row.area, None if hide else row.wanted_by, row.offered_by, row.seats, _remark(row, hide)) for row, hide in order[:SHOWN_AREAS])
        alt = msg_n(
            "Numbers in colours for {n} development area: mentees who want it, mentors who offer it, seats, mentees for each seat. The table above has them.",
            "Numbers in colours for {n} development areas: mentees who want each, mentors who offer it, seats, mentees for each seat. The table above has them.",
            len(rows),
        )
        blocks.append(Picture("03_supply_demand_map", msg("Supply against demand, scarcest first"), partial(draw_heat, rows, lens), alt))
    return blocks


def _in_order(supply: Supply, lens: Lens) -> tuple[tuple[AreaRow, bool], ...]:
    """Areas with whether their demand is hidden; hidden ones last by name, because the order would tell."""
    hide = (False,) * len(supply.rows) if lens.coordinator else hidden_groups([row.wanted_by for row in supply.rows], lens)
    pairs = list(zip(supply.rows, hide, strict=True))
    return (*(p for p in pairs if not p[1]), *sorted((p for p in pairs if p[1]), key=lambda p: p[0].area))


def _supply_said(supply: Supply) -> tuple[Message, ...]:
    said = [
        msg(
            "Wanted areas of {n} of {m} eligible mentees against what {a} of {b} eligible mentors offer.",
            n=supply.mentees_answered,
            m=supply.mentees,
            a=supply.mentors_answered,
            b=supply.mentors,
        )
    ]
    if supply.nobody:
        said.append(msg("Nobody offers: {areas}.", areas=supply.nobody))
    if supply.one_mentor:
        said.append(msg("Only one mentor offers: {areas}.", areas=supply.one_mentor))
    if supply.mentees_answered and not supply.nobody and not supply.one_mentor:
        said.append(msg("Every wanted area is offered by at least two mentors."))
    return tuple(said)


def _supply_table(supply: Supply, order: Sequence[tuple[AreaRow, bool]]) -> Table:
    columns = (
        Column("area", msg("Development area")),
        Column("wanted_by", msg("Mentees who want it"), "int"),
        Column("offered_by", msg("Mentors who offer it"), "int"),
        Column("seats", msg("Seats behind it"), "int"),
        Column("scarcity", msg("Mentees for each seat"), "number", 2),
        Column("remark", msg("Remark")),
    )
    rows = tuple((row.area, Mark.HIDDEN if hide else row.wanted_by, row.offered_by, row.seats, _ratio(row, hide), _remark(row, hide)) for row, hide in order)
    note = msg("A mentor's seats stand behind every area that mentor offers, so seats do not add up over areas.")
    return Table("03_supply_demand", msg("Supply against demand"), columns, rows, note=note, limit=30)


def _ratio(row: AreaRow, hide: bool) -> Any:
    if hide:
        return Mark.HIDDEN
    return row.scarcity if row.scarcity is not None else ""


def _remark(row: AreaRow, hide: bool) -> Message | str:
    if not row.wanted_by:
        return msg("nobody asks for it")
    if not row.seats:
        return msg("nobody offers it")
    if row.offered_by == 1:
        return msg("one mentor only")
    return msg("more mentees than seats") if not hide and row.wanted_by > row.seats else ""


def hours_blocks(result: Profile, lens: Lens) -> list[Block]:
    """The hours as a table, then whether they carry the plan, and each change that alone would make them."""
    found = result.feasible
    blocks: list[Block] = [_hours_table(result, lens)]
    if found.state == "unknown":
        return blocks
    if shown(found.carried, result.offered.answered, lens) is not found.carried:
        return blocks  # so few mentors said how many hours they have that the sum would tell single answers
    blocks.append(Words(tuple(_feasible_said(found, enough=_enough_in_all(result))), "good" if found.state == "fits" else "open"))
    if found.ways:
        blocks.append(_ways_table(found))
    if len(found.rhythm) > 1 and shown(True, result.offered.answered, lens, "distribution") is True:
        blocks.append(_rhythm_table(found))
    return blocks


def _enough_in_all(result: Profile) -> bool:
    """Whether the sum of the hours is enough for the planned mentees."""
    offered, needed = result.offered.total, result.hours.mentors_total
    return offered is not None and needed is not None and offered >= needed


def _feasible_said(found: Feasible, *, enough: bool) -> list[Message]:
    if found.state == "fits":
        said = [msg_n("The mentors' hours carry the one mentee for whom there is a seat.", "The mentors' hours carry all {n} mentees for whom there is a seat.", found.wanted)]
    else:
        said = [msg("Mentor by mentor, the hours left after the training carry {n} of {m} mentees.", n=found.carried, m=found.wanted)]
    if enough and found.state != "fits":
        said.append(msg("In all the hours would be enough, but one mentor's hours cannot be used by another."))
    if found.blank and found.state != "fits":
        few = msg_n(
            "One mentor did not say how many hours there are and counts for nothing: ask first.",
            "{n} mentors did not say how many hours they have and count for nothing: ask them first.",
            found.blank,
        )
        said.append(few)
    if found.wanted < found.planned:
        said.append(msg("There are seats for {n} of the {m} planned mentees; no cut of hours gives a seat.", n=found.wanted, m=found.planned))
    return said


def _ways_table(found: Feasible) -> Table:
    columns = (Column("change", msg("One change")), Column("now", msg("Now")), Column("to", msg("It fits with")), Column("carries", msg("Mentees carried then"), "int"))
    rows = tuple((_CHANGES[way.kind], _now(way), _to(way), "" if way.to is None else way.carries) for way in found.ways)
    note = msg(
        "Each line alone closes the gap; lines can be mixed. Fewer months never help: mentors offer hours for each month, and the training is the same. "
        "Looked at: down to one meeting in two months, meetings of half an hour, up to 24 months."
    )
    return Table("03_hours_ways", msg("What would make the hours fit"), columns, rows, note=note)


_CHANGES = {
    "meetings": msg("Fewer meetings"),
    "length": msg("Shorter meetings"),
    "months": msg("More months"),
    "hours": msg("More hours of every mentor"),
    "mentees": msg("Fewer mentees"),
    "mentors": msg("More mentors"),
}


def _now(way: Way) -> Message | str:
    if way.kind == "hours":
        return ""
    return _amount(way.kind, way.now)


def _to(way: Way) -> Message:
    if way.to is None:
        return msg("no such change is enough")
    if way.kind == "mentors":
        return msg_n("one more, with {hours} hours a month", "{n} more, each with {hours} hours a month", int(way.to), hours=Decimal(way.hours or 0.0))
    return msg("{hours} hours a month more", hours=Decimal(way.to)) if way.kind == "hours" else _amount(way.kind, way.to)


def _amount(kind: str, value: float) -> Message:
    match kind:
        case "meetings":
            return msg("{n} a month", n=value)
        case "length":
            return msg("{n} minutes", n=round(value))
        case "months":
            return msg("{n} months", n=value)
        case "mentees":
            return msg_n("one mentee", "{n} mentees", int(value))
        case _:
            return msg_n("one mentor", "{n} mentors", int(value))


def _rhythm_table(found: Feasible) -> Table:
    columns = (Column("meetings", msg("Meetings a month"), "number", 2), Column("carried", msg("Mentees carried"), "int"), Column("of", msg("Of"), "int"))
    rows = tuple((meetings, n, found.wanted) for meetings, n in found.rhythm)
    return Table("03_rhythm", msg("How many mentees each rhythm carries"), columns, rows)


def _hours_table(result: Profile, lens: Lens) -> Table:
    columns = (Column("what", msg("What")), Column("value", msg("Number")), Column("unit", msg("Unit")))
    seats, hours, offered = result.seats, result.hours, result.offered
    people, hour = msg("people"), msg("hours")
    rows: list[tuple[Any, ...]] = [
        (msg("Planned mentees"), seats.planned, people),
        (msg("Eligible mentees"), seats.eligible, people),
        (msg("Eligible mentors"), seats.mentors, people),
        (msg("Seats with eligible mentors"), seats.seats, msg("seats")),
        (msg("Seats missing for the plan"), seats.missing, msg("seats")),
        (msg("Meetings of a pair"), hours.meetings, msg("meetings")),
        (msg("Meetings and preparation of one pair, each side"), hours.pair, hour),
        (msg("Training of a mentor"), hours.training_mentor, hour),
        (msg("Training of a mentee"), hours.training_mentee, hour),
        (msg("One mentor with one mentee, in all"), hours.mentor, hour),
        (msg("One mentee, in all"), hours.mentee, hour),
        (msg("All mentors at the planned size"), hours.mentors_total, hour),
        (msg("All mentees at the planned size"), hours.mentees_total, hour),
    ]
    if not offered.asked:
        rows.append((msg("Hours the mentors offer"), Mark.NOT_ASKED, hour))
    else:
        n = offered.answered
        rows += [
            (msg("Mentors who say how many hours they have"), n, people),
            (msg("Hours they offer over the whole programme"), shown(offered.total, n, lens), hour),
            (msg("Mentors who offer less than one mentee takes"), shown(offered.short, n, lens), people),
        ]
    note = msg("Hours of a pair: meetings a month x months x (hours of a meeting + preparation). Totals count one mentor for each planned mentee.")
    return Table("03_seats_hours", msg("Seats and hours against the plan"), columns, tuple((what, *_number(value), unit) for what, value, unit in rows), note=note)


def _number(value: Any) -> tuple[Any]:
    """Whole numbers without a decimal."""
    return (int(value),) if isinstance(value, float) and value.is_integer() else (value,)
