"""Page 03: who is there on both sides, supply against demand, seats and hours against the plan, equal access."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from mentorkit.people.profile import Breakdown
from mentorkit.planning.audience import Profile
from mentorkit.planning.supply import AreaRow, Supply
from mentorkit.report import figures
from mentorkit.report.blocks import Block, Column, Picture, Table, View, Words
from mentorkit.report.disclosure import hidden_groups, nested, shown
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, ORANGE
from mentorkit.report.terms import column
from mentorkit.text import Mark, Message, msg, msg_n

__all__ = ["profile_view"]

_BARS = 15
_SIDES = {"mentees": msg("mentees"), "mentors": msg("mentors")}


def profile_view(result: Profile, lens: Lens) -> View:
    """The counted sentence first, then people, areas, seats and hours, groups, and what is open as a list."""
    blocks: list[Block] = [Words((_counted(result),), "good" if not result.gaps else "open"), _flow_table(result), *_why_table(result, lens)]
    if result.supply is not None:
        order = _in_order(result.supply, lens)
        blocks += [Words(_supply_said(result.supply)), _supply_table(result.supply, order)]
        if order:
            blocks.append(_supply_picture(result.supply, order, lens))
    blocks.append(_hours_table(result, lens))
    if result.access:
        note = msg("A difference between groups is a question to ask, not a proof; with few people it can be chance. Groups are never scored.")
        blocks += [_access_table(result.access, lens), Words((note,), "note")]
    blocks += [_groups_table((*result.access, *result.groups), lens), _unanswered_table(result)]
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    if result.warnings:
        blocks.append(Words(tuple(warned.message for warned in result.warnings), "note", bullets=True))
    blocks.append(Words((_not_yet(),), "note"))
    return View("03_profile", msg("Mentees, mentors, seats and hours"), tuple(blocks))


def _counted(result: Profile) -> Message:
    seats = result.seats
    if seats.planned is None:
        return msg(
            "{mentees} eligible mentees, {seats} seats with {mentors} eligible mentors; the planned number is not stated.",
            mentees=seats.eligible,
            seats=seats.seats,
            mentors=seats.mentors,
        )
    return msg(
        "{mentees} eligible mentees and {seats} seats with {mentors} eligible mentors, for {planned} planned.",
        mentees=seats.eligible,
        seats=seats.seats,
        mentors=seats.mentors,
        planned=seats.planned,
    )


def _flow_table(result: Profile) -> Table:
    columns = (Column("step", msg("Step")), Column("mentees", msg("Mentees"), "int"), Column("mentors", msg("Mentors"), "int"))
    a, b = result.mentees, result.mentors
    rows: list[tuple[Any, ...]] = [
        (msg("in the table"), a.applied, b.applied),
        (msg("withdrawn"), a.withdrawn, b.withdrawn),
        (msg("not eligible"), a.ineligible, b.ineligible),
        (msg("eligible"), a.eligible, b.eligible),
        (msg("selected"), a.selected if a.selected is not None else "", ""),
        (msg("eligible, not selected"), a.eligible - (a.selected or 0), ""),
    ]
    return Table("03_flow", msg("From sign-up to selection"), columns, tuple(rows))


def _why_table(result: Profile, lens: Lens) -> tuple[Table, ...]:
    """Reasons with their counts. A condition is a personal attribute: small counts are the coordinator's only."""
    rows = tuple((_SIDES[side], why, _small(people, lens)) for side, flow in (("mentees", result.mentees), ("mentors", result.mentors)) for why, people in flow.reasons)
    columns = (Column("side", msg("Side")), Column("why", msg("Why")), Column("people", msg("People"), "int"))
    note = msg("Each person is counted once, with the first reason that applies. Who withdrew is not counted here.")
    return (Table("03_reasons", msg("Why people do not take part"), columns, rows, note=note),) if rows else ()


def _small(people: int, lens: Lens) -> Any:
    return people if lens.coordinator or people == 0 else shown(people, people, lens)


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


def _supply_picture(supply: Supply, order: Sequence[tuple[AreaRow, bool]], lens: Lens) -> Picture:
    alt = msg_n(
        "Bars for {n} development area: mentees who want it, and seats of mentors who offer it. The table above has the numbers.",
        "Bars for {n} development areas: mentees who want each, and seats of mentors who offer it. The table above has the numbers.",
        min(len(order), _BARS),
    )
    return Picture("03_supply_demand_bars", msg("Supply against demand, scarcest first"), partial(_draw, order[:_BARS], lens), alt)


def _draw(order: Sequence[tuple[AreaRow, bool]], lens: Lens) -> bytes:
    figure, axes = figures.canvas(7, 1.0 + 0.36 * max(1, len(order)))
    plain = lens.text.plain
    for place, (row, hide) in enumerate(order):
        axes.barh(place + 0.19, row.seats, height=0.36, color=BLUE)
        if hide:
            axes.text(0, place - 0.19, " " + plain(msg("hidden")), fontsize=7, color=GREY, va="center")
        else:
            axes.barh(place - 0.19, row.wanted_by, height=0.36, color=ORANGE)
    axes.barh(0, 0, color=ORANGE, label=plain(msg("Mentees who want it")))
    axes.barh(0, 0, color=BLUE, label=plain(msg("Seats behind it")))
    axes.set_yticks(range(len(order)), [plain(row.area[:32]) for row, _ in order])
    axes.invert_yaxis()
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(plain(msg("People and seats")), fontsize=9, color=INK)
    figure.legend(frameon=False, fontsize=8, loc="outside upper right", ncols=2)
    return figures.png(figure)


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


def _access_table(access: Sequence[Breakdown], lens: Lens) -> Table:
    columns = (
        Column("column", msg("Compared by")),
        Column("group", msg("Group")),
        Column("staff", msg("Staff"), "int"),
        Column("applied", msg("In the table"), "int"),
        Column("eligible", msg("Eligible"), "int"),
        Column("selected", msg("Selected"), "int"),
        Column("staff_share", msg("Share of staff"), "share"),
        Column("applied_share", msg("Share of those in the table"), "share"),
        Column("selected_share", msg("Share of the selected"), "share"),
        Column("rate", msg("Selected of those in the table"), "share"),
    )
    rows = tuple(cells for breakdown in access for cells in _access_rows(breakdown, lens))
    return Table("03_equal_access", msg("Equal access"), columns, rows)


def _access_rows(breakdown: Breakdown, lens: Lens) -> list[tuple[Any, ...]]:
    hide, hide_staff = _mentees_hidden(breakdown, lens), hidden_groups([row.staff or 0 for row in breakdown.rows], lens)
    staff, applied, selected = breakdown.staff, breakdown.applied, breakdown.selected
    few = _tells_steps(breakdown, lens)
    found: list[tuple[Any, ...]] = []
    for row, hidden, hidden_staff in zip(breakdown.rows, hide, hide_staff, strict=True):
        ours = (row.applied, row.eligible, row.selected, _share(row.applied, applied), _share(row.selected, selected), _share(row.selected, row.applied))
        a, e, s, a_share, s_share, rate = (Mark.HIDDEN,) * 6 if hidden else ours
        if few:
            e = Mark.HIDDEN
        theirs = (Mark.HIDDEN,) * 2 if hidden_staff else (row.staff, None if row.staff is None or not staff else row.staff / staff)
        found.append((column(breakdown.column), _group(row.group), theirs[0], a, e, s, theirs[1], a_share, s_share, rate))
    return found


def _groups_table(breakdowns: Sequence[Breakdown], lens: Lens) -> Table:
    columns = (
        Column("column", msg("By")),
        Column("group", msg("Group")),
        Column("mentees", msg("Eligible mentees"), "int"),
        Column("mentors", msg("Eligible mentors"), "int"),
    )
    rows: list[tuple[Any, ...]] = []
    for breakdown in breakdowns:
        hide, hide_mentors = _mentees_hidden(breakdown, lens), hidden_groups([row.mentors for row in breakdown.rows], lens)
        few = _tells_steps(breakdown, lens)
        for place, row in enumerate(breakdown.rows):
            if not row.applied and not row.mentors:  # a group of the staff from which nobody came
                continue
            mentees = Mark.NOT_ASKED if not breakdown.of_mentees else Mark.HIDDEN if hide[place] or few else row.eligible
            mentors = Mark.NOT_ASKED if not breakdown.of_mentors else Mark.HIDDEN if hide_mentors[place] else row.mentors
            rows.append((column(breakdown.column), _group(row.group), mentees, mentors))
    return Table("03_profile", msg("Profile of both sides"), columns, tuple(rows), limit=40)


def _tells_steps(breakdown: Breakdown, lens: Lens) -> bool:
    """Whether the step in the middle would tell, by subtraction, how few of a group withdrew or were not selected.

    The whole step is hidden then: with the totals of the flow a single cell could be had back.
    """
    return any(nested(row.applied, row.eligible, lens) or nested(row.eligible, row.selected, lens) for row in breakdown.rows)


def _mentees_hidden(breakdown: Breakdown, lens: Lens) -> tuple[bool, ...]:
    """A group that is hidden at one step is hidden at all, else a step could be had from the others."""
    steps = [[getattr(row, step) for row in breakdown.rows] for step in ("applied", "eligible", "selected")]
    hide = [any(flags) for flags in zip(*(hidden_groups(counts, lens) for counts in steps), strict=True)]
    # one group hidden alone could be had by subtracting the others from the total
    while hide.count(True) == 1 and hide.count(False):
        left = [(row.applied, place) for place, row in enumerate(breakdown.rows) if not hide[place] and row.applied]
        if not left:
            break
        hide[min(left)[1]] = True
    return tuple(hide)


def _unanswered_table(result: Profile) -> Table:
    columns = (Column("side", msg("Side")), Column("question", msg("Question")), Column("blank", msg("Left blank"), "int"), Column("of", msg("Of"), "int"))
    rows = tuple((_SIDES[each.side], column(each.column), each.blank, each.of) for each in result.unanswered if each.blank)
    return Table("03_unanswered", msg("Questions left blank by eligible people"), columns, rows)


def _group(name: str | None) -> Any:
    return Mark.UNKNOWN if name is None else name


def _share(part: int, whole: int) -> float | Mark:
    return part / whole if whole else Mark.NO_DATA


def _not_yet() -> Message:
    return msg("Not yet in this version: sign-up forms, an invitation for mentors, and a comparison with those who could have applied and did not.")
