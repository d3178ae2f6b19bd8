"""Page 01, second half: what the programme takes in three sums, hours by role, what pays back, how sure it all is, and what was assumed."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.costs import BreakEven, Costs, CostSum
from mentorkit.planning.inputs import Ends, Input
from mentorkit.planning.options import kind_of
from mentorkit.planning.spreads import Spread
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.costs_ledger import hours_table, rows_table, sums_table
from mentorkit.report.costs_ranges import range_blocks
from mentorkit.report.costs_words import FIELDS_OF_COST, SUM_NAMES, reduction, value_of
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Message, Money, msg, msg_n

__all__ = ["beside_said", "costs_view"]

_QUESTIONS = {
    "full": msg("What is everybody's time worth, with all that is spent?"),
    "program": msg("What does it take to run it, without the time of mentors and mentees?"),
    "cash": msg("What is paid beyond the salaries that are paid anyway?"),
}
_ORIGINS = {"file": msg("from the file"), "assumed": msg("assumed"), "missing": msg("missing")}


def costs_view(result: Costs, lens: Lens) -> View:
    """The three sums with the question each answers; then the ledger, what pays back, how sure it is, and where each value came from."""
    blocks: list[Block] = [Words(_sums_said(result), "box" if result.hours_total is not None else "open"), Words(beside_said(result), "note")]
    if result.priced:
        blocks.append(sums_table(result))
    blocks += [Words(_hours_said(result)), hours_table(result)]
    if result.priced:
        blocks.append(rows_table(result))
        said, tone = _even_said(result)
        blocks += [Words(said, tone), _even_table(result), *range_blocks(result, lens)]
    blocks += [Words(_origins_said(result), "open" if result.missing else "note"), _inputs_table(result)]
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
    said: dict[str, Any] = {"question": _QUESTIONS[each.key], "sum": name, "amount": Money(each.amount, result.currency)}
    if each.per_pair is None:
        return msg("{question} The {sum}: {amount}.", **said)
    return msg("{question} The {sum}: {amount}, {per_pair} per pair.", **said, per_pair=Money(each.per_pair, result.currency))


def beside_said(result: Costs) -> tuple[Message, ...]:
    """What was chosen together with mentoring and stands in no sum, one sentence for each option."""
    return tuple(
        msg(
            "Not in these sums: {option}, chosen together with mentoring. For one learner it is weighed with {cash} in cash and {hours} hours.",
            option=kind_of(each.option).title,
            cash=Money(each.cash, result.currency),
            hours=Decimal(each.hours, 0),
        )
        for each in result.beside
    )


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
    if result.setup_days:
        said.append(msg("Before the first pair meets, setting it up takes {days} of the coordinator's days.", days=result.setup_days))
    if result.hours_total is not None:
        said.append(msg("All together it takes {hours} hours.", hours=Decimal(result.hours_total, 0)))
    else:
        said.append(msg("All hours together are not known yet."))
    return tuple(said)


def _even_said(result: Costs) -> tuple[tuple[Message, ...], Any]:
    if all(each.leavers is None for each in result.break_even):
        return (msg("Whether it could pay for itself through fewer leavers cannot be said: it needs a mentee's salary, the cost of replacing a leaver, and the sums."),), "note"
    said: list[Message] = []
    if result.leavers_expected is not None:
        said.append(msg("Without the programme {n} of the planned mentees would be expected to leave in a year.", n=Decimal(result.leavers_expected)))
    else:
        said.append(msg("The share of leavers a year is missing, so leavers to avoid cannot be held against those expected."))
    said += [_one_even(each) for each in result.break_even if each.leavers is not None]
    if result.leavers_avoided is not None:
        said.append(msg("With the reduction that the file expects it would avoid {n}.", n=Decimal(result.leavers_avoided)))
    if any(each.impossible for each in result.break_even):
        said.append(msg("Time is justified by learning and by goals that are reached; only cash should be held against fewer leavers."))
    return tuple(said), "open" if any(each.impossible for each in result.break_even) else "plain"


def _one_even(each: BreakEven) -> Message:
    leavers = Decimal(each.leavers or 0.0)
    name = SUM_NAMES[each.key]
    if not each.leavers:
        return msg("The {sum} is 0: there is nothing to earn back.", sum=name)
    if each.share is None:
        return msg("The {sum} pays for itself when {leavers} leavers are avoided.", sum=name, leavers=leavers)
    if each.impossible:
        return msg("The {sum} would need {leavers} leavers avoided, more than are expected: it cannot break even on retention alone.", sum=name, leavers=leavers)
    return msg("The {sum} pays for itself when {leavers} leavers are avoided, {share} of those expected.", sum=name, leavers=leavers, share=reduction(each.share))


def _even_table(result: Costs) -> Table:
    columns = (
        Column("sum", msg("Sum")),
        Column("leavers", msg("Leavers to avoid"), "number", 1),
        Column("share", msg("Leaving would have to fall by")),
        Column("low", msg("In 9 of 10 cases: from")),
        Column("high", msg("to")),
        Column("alone", msg("Can it break even on retention alone?")),
    )
    note = msg("Not possible: not even if nobody left at all.")
    return Table("01_break_even", msg("Break-even in leavers avoided"), columns, tuple(_even(each, result) for each in result.break_even), note=note)


def _even(each: BreakEven, result: Costs) -> tuple[Any, ...]:
    alone = None if each.share is None else msg("no") if each.impossible else msg("yes")
    found = result.uncertainty.range_of(each.key) if result.uncertainty else None
    low, high = (reduction(found.needed.low), reduction(found.needed.high)) if found and found.needed else (None, None)
    return SUM_NAMES[each.key], each.leavers, None if each.share is None else reduction(each.share), low, high, alone


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
    return (*said, *_ranges_origin(result))


def _ranges_origin(result: Costs) -> tuple[Message, ...]:
    found = result.uncertainty
    if found is None:
        return ()
    said: list[Message] = []
    if found.assumed:
        fields = tuple(FIELDS_OF_COST[each.field] for each in found.assumed)
        said.append(msg_n("One range is not in the file and was assumed: {fields}.", "{n} ranges are not in the file and were assumed: {fields}.", len(fields), fields=fields))
    if found.moved:
        fields = tuple(FIELDS_OF_COST[each.field] for each in found.moved)
        said.append(
            msg(
                "Their ranges are written around other values than the plan's: {fields}. The plan's value is taken, and the range reaches at least to it.",
                fields=fields,
            )
        )
    return tuple(said)


def _inputs_table(result: Costs) -> Table:
    columns = (
        Column("value", msg("Value")),
        Column("field", msg("Field of the file"), "id"),
        Column("typical", msg("Plan")),
        Column("origin", msg("Where it is from")),
        Column("low", msg("Low")),
        Column("high", msg("High")),
        Column("range", msg("Range is from")),
    )
    spreads = {spread.field: spread for spread in result.uncertainty.spreads} if result.uncertainty else {}
    rows = tuple(_input(each, spreads.get(each.field)) for each in result.inputs)
    return Table("01_inputs", msg("The values behind hours and costs"), columns, rows, note=msg("Low and high are the ends of the range from which the cases are picked."))


def _input(each: Input, spread: Spread | None) -> tuple[Any, ...]:
    value = each.value.typical if isinstance(each.value, Ends) else each.value
    shown = (FIELDS_OF_COST[each.field], each.field, value_of(each.field, value), _ORIGINS[each.origin])
    if spread is None or not spread.varies:
        return *shown, "", "", ""
    return *shown, value_of(each.field, spread.ends.low), value_of(each.field, spread.ends.high), _ORIGINS[spread.origin]
