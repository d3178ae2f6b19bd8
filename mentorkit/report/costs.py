"""Page 01, second half: hours by role, what they cost in three sums, and the leavers to avoid so that it pays for itself."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.costs import SETUP_DAY, BreakEven, CostRow, Costs, CostSum, HoursRow
from mentorkit.planning.inputs import Ends, Input
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Message, Money, Share, msg, msg_n

__all__ = ["FIELDS_OF_COST", "SUM_NAMES", "costs_view"]

SUM_NAMES = {"full": msg("full cost"), "program": msg("programme cost"), "cash": msg("cash cost")}
_WHAT = {
    "full": msg("everybody's time, the mentors' and mentees' too, and all spending"),
    "program": msg("coordinator, steering committee, training and direct spending"),
    "cash": msg("what is paid beyond salaries that are paid anyway"),
}
_ROLES = {
    "mentors": msg("Mentors"),
    "mentees": msg("Mentees"),
    "coordinator_setup": msg("Coordinator, before the start"),
    "coordinator": msg("Coordinator, while it runs"),
    "committee": msg("Steering committee"),
    "training": msg("Training modules"),
    "direct": msg("Direct spending on pairs"),
    "fixed": msg("Fixed spending"),
}
_WORK = {
    "meetings": msg("meetings"),
    "preparation": msg("preparation and travel"),
    "training": msg("training"),
    "setup": msg("setting up"),
    "running": msg("running it"),
    "steering": msg("steering"),
}
_ORIGINS = {"file": msg("from the file"), "assumed": msg("assumed"), "missing": msg("missing")}
FIELDS_OF_COST = {
    "organisation.currency": msg("currency"),
    "audiences.mentees.size": msg("planned number of mentees"),
    "schedule.months": msg("months"),
    "schedule.meetings_per_month": msg("meetings per month"),
    "schedule.meeting_hours": msg("hours of a meeting"),
    "schedule.preparation_hours": msg("hours of preparation per meeting"),
    "training.budget_hours.mentor": msg("hours of training of a mentor"),
    "training.budget_hours.mentee": msg("hours of training of a mentee"),
    "training.modules.cost": msg("cost of all training modules"),
    "steering.coordinator.fte": msg("the coordinator's share of a full post"),
    "costs.salaries.mentee": msg("a mentee's yearly salary"),
    "costs.salaries.mentor": msg("a mentor's yearly salary"),
    "costs.salaries.coordinator": msg("the coordinator's yearly salary"),
    "costs.salaries.committee": msg("a committee member's yearly salary"),
    "costs.loading": msg("loading on salaries"),
    "costs.paid_hours": msg("paid hours a year"),
    "costs.setup_days": msg("the coordinator's days before the start"),
    "costs.steering_hours": msg("hours of the steering committee"),
    "costs.coordinator_is_cash": msg("the coordinator is cash"),
    "costs.direct_per_pair": msg("direct cost per pair"),
    "costs.fixed": msg("fixed cost"),
    "costs.attrition": msg("share of leavers a year"),
    "costs.replacement": msg("cost of replacing a leaver, in yearly salaries"),
    "costs.reduction": msg("relative reduction of leaving"),
}


def costs_view(result: Costs, lens: Lens) -> View:
    """The three sums and the hours in words first, then the tables behind them, break-even, and where each value came from."""
    blocks: list[Block] = [Words(_sums_said(result), "plain" if result.full is not None else "open"), Words(_hours_said(result))]
    if result.priced:
        blocks += [_sums_table(result), _rows_table(result)]
        if result.full is not None:
            blocks.append(Words((_ends_note(),), "note"))
    blocks.append(_hours_table(result))
    if result.priced:
        said, tone = _even_said(result)
        blocks += [Words(said, tone), _even_table(result)]
    blocks.append(Words(_origins_said(result), "open" if result.missing else "note"))
    blocks.append(_inputs_table(result))
    return View("01_costs", msg("What the programme takes"), tuple(block for block in blocks if not isinstance(block, Words) or block.sentences))


def _sums_said(result: Costs) -> tuple[Message, ...]:
    if not result.priced:
        return (msg("The program file has no section costs, so hours are shown and no money."),)
    said = [_sum_said(each, result) for each in result.sums]
    lacking = tuple(dict.fromkeys(field for each in result.sums for field in each.lacks))
    if lacking:
        said.append(msg("Not every sum can be computed. Still missing: {fields}.", fields=tuple(FIELDS_OF_COST[field] for field in lacking)))
    return tuple(said)


def _sum_said(each: CostSum, result: Costs) -> Message:
    name = SUM_NAMES[each.key]
    if each.amount is None:
        return msg("The {sum} is not known yet.", sum=name)
    amount = Money(each.amount.typical, result.currency)
    if each.per_pair is None:
        return msg("The {sum}: {amount}.", sum=name, amount=amount)
    return msg("The {sum}: {amount}, {per_pair} per pair.", sum=name, amount=amount, per_pair=Money(each.per_pair.typical, result.currency))


def _hours_said(result: Costs) -> tuple[Message, ...]:
    said: list[Message] = []
    if result.mentor_hours_each is not None and result.mentee_hours_each is not None and result.months is not None:
        said.append(
            msg(
                "Beyond their formal role a mentor gives {mentor} hours and a mentee {mentee} hours over {months} months, training included.",
                mentor=Decimal(result.mentor_hours_each),
                mentee=Decimal(result.mentee_hours_each),
                months=result.months,
            )
        )
    if result.hours_total is not None:
        said.append(msg("All together it takes {hours} hours.", hours=Decimal(result.hours_total, 0)))
    else:
        said.append(msg("All hours together are not known yet."))
    return tuple(said)


def _ends(ends: Ends | None) -> tuple[Any, Any, Any]:
    return (None, None, None) if ends is None else (ends.low, ends.typical, ends.high)


def _sums_table(result: Costs) -> Table:
    columns = (
        Column("sum", msg("Sum")),
        Column("holds", msg("What it counts")),
        Column("low", msg("Low"), "money"),
        Column("typical", msg("Typical"), "money"),
        Column("high", msg("High"), "money"),
        Column("per_pair", msg("Typical, per pair"), "money"),
        Column("lacks", msg("Still lacks")),
    )
    rows = tuple((SUM_NAMES[s.key], _WHAT[s.key], *_ends(s.amount), None if s.per_pair is None else s.per_pair.typical, _lacks(s.lacks)) for s in result.sums)
    return Table("01_sums", msg("Three sums"), columns, rows, note=_amounts(result))


def _rows_table(result: Costs) -> Table:
    columns = (
        Column("line", msg("For")),
        Column("hours", msg("Hours"), "number", 1),
        Column("low", msg("Low"), "money"),
        Column("typical", msg("Typical"), "money"),
        Column("high", msg("High"), "money"),
        Column("sums", msg("Counts in")),
        Column("lacks", msg("Still lacks")),
    )
    return Table("01_costs", msg("Costs by line"), columns, tuple(_line(row) for row in result.rows), note=_amounts(result))


def _line(row: CostRow) -> tuple[Any, ...]:
    hours: Any = "" if not row.timed else None if row.hours is None else row.hours.typical
    return _ROLES[row.key], hours, *_ends(row.cost), tuple(SUM_NAMES[key] for key in row.sums), _lacks(row.lacks)


def _lacks(fields: tuple[str, ...]) -> Any:
    return tuple(FIELDS_OF_COST[field] for field in fields) or ""


def _amounts(result: Costs) -> Message:
    return msg("Amounts in {currency}.", currency=result.currency)


def _ends_note() -> Message:
    return msg(
        "Low and high put every ranged value at its cheapest and at its dearest end at once. "
        "That is the outer range, not a probability; where the file gives one number, all three are the same."
    )


def _hours_table(result: Costs) -> Table:
    columns = (
        Column("who", msg("Who")),
        Column("work", msg("For what")),
        Column("people", msg("People"), "int"),
        Column("each", msg("Hours each"), "number", 1),
        Column("total", msg("Hours in all"), "number", 1),
        Column("low", msg("Lowest"), "number", 1),
        Column("high", msg("Highest"), "number", 1),
    )
    note = msg("Meetings and preparation of mentors and mentees are hours beyond their formal role. One of the coordinator's days has {hours} hours.", hours=SETUP_DAY)
    return Table("01_hours", msg("Hours by role"), columns, tuple(_hours(row) for row in result.hours), note=note)


def _hours(row: HoursRow) -> tuple[Any, ...]:
    persons = row.role in ("mentors", "mentees")
    low, typical, high = _ends(row.total)
    return _ROLES[row.role], _WORK[row.work], row.people if persons else "", row.each if persons else "", typical, low, high


def _even_said(result: Costs) -> tuple[tuple[Message, ...], Any]:
    if all(each.leavers is None for each in result.break_even):
        return (msg("Whether it could pay for itself through fewer leavers cannot be said: it needs a mentee's salary, the cost of replacing a leaver, and the sums."),), "note"
    said: list[Message] = []
    if result.leavers_expected is not None:
        said.append(msg("Without the programme {n} of the planned mentees would be expected to leave in a year.", n=Decimal(result.leavers_expected.typical)))
    else:
        said.append(msg("The share of leavers a year is missing, so leavers to avoid cannot be held against those expected."))
    said += [_one_even(each) for each in result.break_even if each.leavers is not None]
    if result.leavers_avoided is not None:
        said.append(msg("With the reduction that the file expects it would avoid {n}.", n=Decimal(result.leavers_avoided.typical)))
    if any(each.impossible for each in result.break_even):
        said.append(msg("Time is justified by learning and by goals that are reached; only cash should be held against fewer leavers."))
    return tuple(said), "open" if any(each.impossible for each in result.break_even) else "plain"


def _one_even(each: BreakEven) -> Message:
    leavers = Decimal(each.leavers.typical) if each.leavers else 0
    name = SUM_NAMES[each.key]
    if each.share is None:
        return msg("The {sum} pays for itself when {leavers} leavers are avoided.", sum=name, leavers=leavers)
    if each.never:
        return msg("The {sum} would need {leavers} leavers avoided: it cannot break even on retention alone, not even at the most favourable values.", sum=name, leavers=leavers)
    if each.impossible:
        return msg("The {sum} would need {leavers} leavers avoided, more than are expected: it cannot break even on retention alone.", sum=name, leavers=leavers)
    return msg("The {sum} pays for itself when {leavers} leavers are avoided, {share} of those expected.", sum=name, leavers=leavers, share=Share(each.share.typical, 0))


def _even_table(result: Costs) -> Table:
    columns = (
        Column("sum", msg("Sum")),
        Column("leavers", msg("Leavers to avoid"), "number", 1),
        Column("share", msg("Of those expected in a year"), "share", 0),
        Column("best", msg("At the most favourable values"), "share", 0),
        Column("worst", msg("At the least favourable values"), "share", 0),
        Column("alone", msg("Can it break even on retention alone?")),
    )
    return Table("01_break_even", msg("Break-even in leavers avoided"), columns, tuple(_even(each) for each in result.break_even))


def _even(each: BreakEven) -> tuple[Any, ...]:
    alone = None if each.share is None else msg("no") if each.impossible else msg("yes")
    share = each.share
    return SUM_NAMES[each.key], each.leavers and each.leavers.typical, share and share.typical, share and share.low, share and share.high, alone


def _origins_said(result: Costs) -> tuple[Message, ...]:
    said: list[Message] = []
    if result.assumed:
        fields = tuple(FIELDS_OF_COST[each.field] for each in result.assumed)
        said.append(msg_n("One value is not in the file and was assumed: {fields}.", "{n} values are not in the file and were assumed: {fields}.", len(fields), fields=fields))
    else:
        said.append(msg("No value was assumed: all that entered stands in the file."))
    if result.missing:
        fields = tuple(FIELDS_OF_COST[each.field] for each in result.missing)
        said.append(msg_n("One value is missing: {fields}.", "{n} values are missing: {fields}.", len(fields), fields=fields))
    return tuple(said)


def _inputs_table(result: Costs) -> Table:
    columns = (
        Column("value", msg("Value")),
        Column("field", msg("Field of the file"), "id"),
        Column("low", msg("Low"), "number", 2),
        Column("typical", msg("Typical")),
        Column("high", msg("High"), "number", 2),
        Column("origin", msg("Where it is from")),
    )
    return Table("01_inputs", msg("The values behind hours and costs"), columns, tuple(_input(each) for each in result.inputs))


def _input(each: Input) -> tuple[Any, ...]:
    value = each.value
    if isinstance(value, Ends):
        low, high = (value.low, value.high) if value.low != value.high else ("", "")
        return FIELDS_OF_COST[each.field], each.field, low, value.typical, high, _ORIGINS[each.origin]
    return FIELDS_OF_COST[each.field], each.field, "", value, "", _ORIGINS[each.origin]
