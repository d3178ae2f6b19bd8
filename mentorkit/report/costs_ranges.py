"""Page 01, how sure the sums are: their ranges, what moves them most, and at what leaving they are earned back."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.costs import Costs
from mentorkit.planning.sensitivity import Bar, Thresholds, Tornado
from mentorkit.planning.uncertainty import SumRange, Uncertainty
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.costs_figure import tornado_picture
from mentorkit.report.costs_words import FIELDS_OF_COST, SUM_NAMES, about, reduction, value_of
from mentorkit.report.lens import Lens
from mentorkit.text import Currency, Decimal, Message, Share, msg

__all__ = ["range_blocks"]

BARS = 10
_ORIGINS = {True: msg("assumed"), False: msg("from the file")}


def range_blocks(result: Costs, lens: Lens) -> list[Block]:
    """Ranges in words and as tables, one figure, and the tables of thresholds; nothing where no sum is known."""
    found = result.uncertainty
    if found is None:
        return []
    blocks: list[Block] = [Words(_method(found), "note"), Words(_ranges_said(found, result.currency), bullets=True), _ranges_table(found, result.currency)]
    if any(each.balance for each in found.sums):
        blocks += [Words(_pilot_said(found, result.currency), bullets=True), _balance_table(found, result.currency)]
    if found.tornado:
        table = _tornado_table(found.tornado, result.currency)
        blocks += [Words(_strongest_said(found.tornado)), tornado_picture(found.tornado, BARS, result.currency, table, lens)]
    if found.thresholds:
        blocks += [Words((_thresholds_said(),)), *(_threshold_table(each) for each in found.thresholds if _to_earn_back(each))]
    return blocks


def _to_earn_back(each: Thresholds) -> bool:
    """Whether there is something to earn back at all."""
    return any(value > 0 for row in each.needed for value in row)


def _method(found: Uncertainty) -> tuple[Message, ...]:
    return (
        msg(
            "Nothing comes exactly as planned. So {n} cases were worked through, each with values picked by chance from their ranges, most often near the plan's value.",
            n=found.draws,
        ),
        msg("The ranges stand in the last table of this part. The same file always gives the same cases."),
    )


def _ranges_said(found: Uncertainty, currency: str) -> tuple[Message, ...]:
    said: list[Message] = []
    for each in filter(_costs_something, found.sums):
        name, low, high = SUM_NAMES[each.key], about(each.amount.low, currency), about(each.amount.high, currency)
        said.append(msg("In 9 of 10 cases the {sum} lies between {low} and {high}.", sum=name, low=low, high=high))
        if each.pays is not None:
            said.append(_pays_said(each))
    return tuple(said)


def _costs_something(each: SumRange) -> bool:
    """Whether there is something to say of the sum: where nothing is paid nothing is earned back."""
    return each.amount.high > 0


def _pays_said(each: SumRange) -> Message:
    name, share = SUM_NAMES[each.key], each.pays or 0.0
    if share == 0:
        return msg("Fewer leavers earn the {sum} back in none of the cases.", sum=name)
    if share < 0.0005:
        return msg("Fewer leavers earn the {sum} back in less than {share} of the cases.", sum=name, share=Share(0.001))
    return msg("Fewer leavers earn the {sum} back in {share} of the cases.", sum=name, share=Share(share))


def _pilot_said(found: Uncertainty, currency: str) -> tuple[Message, ...]:
    return tuple(
        msg(
            "What a pilot may cost at most, if it told for certain whether fewer leavers earn the {sum} back: {amount}.",
            sum=SUM_NAMES[each.key],
            amount=about(each.learning, currency),
        )
        for each in filter(_costs_something, found.sums)
        if each.learning is not None
    )


def _ranges_table(found: Uncertainty, currency: str) -> Table:
    columns = (
        Column("sum", msg("Sum")),
        Column("low", msg("5 of 100 cases are below"), "money"),
        Column("middle", msg("Middle case"), "money"),
        Column("high", msg("5 of 100 cases are above"), "money"),
    )
    rows = tuple((SUM_NAMES[each.key], each.amount.low, each.amount.middle, each.amount.high) for each in found.sums)
    return Table("01_ranges", msg("Ranges of the three sums"), columns, rows, note=msg("Amounts in {currency}.", currency=Currency(currency)))


def _balance_table(found: Uncertainty, currency: str) -> Table:
    columns = (
        Column("sum", msg("Sum")),
        Column("low", msg("5 of 100 cases are below"), "money"),
        Column("middle", msg("Middle case"), "money"),
        Column("high", msg("5 of 100 cases are above"), "money"),
        Column("pays", msg("Cases in which it is earned back"), "share", 1),
        Column("pilot", msg("What a pilot may cost at most"), "money"),
    )
    rows = tuple((SUM_NAMES[each.key], each.balance.low, each.balance.middle, each.balance.high, each.pays, each.learning) for each in found.sums if each.balance is not None)
    note = msg(
        "The balance is what fewer leavers save in a year less the sum, in {currency}. Learning, coverage and goals that are reached are not in it.", currency=Currency(currency)
    )
    return Table("01_balance", msg("The balance: saved through fewer leavers, less the sum"), columns, rows, note=note)


def _strongest_said(tornado: Tornado) -> tuple[Message, ...]:
    names = tuple(FIELDS_OF_COST[bar.field] for bar in tornado.bars[:3])
    said = [msg("What moves the result most, one value at a time: {fields}.", fields=names)]
    assumed = tuple(FIELDS_OF_COST[bar.field] for bar in tornado.bars[:3] if bar.assumed)
    if assumed:
        said.append(msg("Find out first how far these may turn out otherwise, because their ranges are assumed: {fields}.", fields=assumed))
    return tuple(said)


def _tornado_table(tornado: Tornado, currency: str) -> Table:
    at_low, at_high = (msg("Balance at low"), msg("Balance at high")) if tornado.balance else (msg("Cost at low"), msg("Cost at high"))
    columns = (
        Column("value", msg("Value")),
        Column("low", msg("Low")),
        Column("plan", msg("Plan")),
        Column("high", msg("High")),
        Column("at_low", at_low, "money"),
        Column("at_high", at_high, "money"),
        Column("swing", msg("Moves it by"), "money"),
        Column("origin", msg("Range is from")),
    )
    rows = tuple(_bar(bar) for bar in tornado.bars[:BARS])
    name = SUM_NAMES[tornado.key]
    said = {"sum": name, "amount": Decimal(tornado.base, 0), "currency": Currency(currency)}
    note = (
        msg("Balance: saved through fewer leavers, less the {sum}; as planned {amount}. Amounts in {currency}.", **said)
        if tornado.balance
        else msg("Cost: the {sum}; as planned {amount}. Amounts in {currency}.", **said)
    )
    return Table("01_tornado", msg("What moves the result most"), columns, rows, note=note)


def _bar(bar: Bar) -> tuple[Any, ...]:
    values = bar.values
    return (
        FIELDS_OF_COST[bar.field],
        *(value_of(bar.field, value) for value in (values.low, values.typical, values.high)),
        bar.at_low,
        bar.at_high,
        bar.swing,
        _ORIGINS[bar.assumed],
    )


def _thresholds_said() -> Message:
    return msg("The next tables say by how much leaving would have to fall so that a sum is earned back, for other shares of leavers and other costs of replacing one.")


def _threshold_table(each: Thresholds) -> Table:
    columns = (
        Column("attrition", msg("Leavers a year")),
        *(Column(f"at_{place}", msg("replacing one costs {share} of a salary", share=Share(value, 0))) for place, value in enumerate(each.replacement, start=1)),
    )
    rows = tuple((Share(share, 0), *(reduction(value) for value in row)) for share, row in zip(each.attrition, each.needed, strict=True))
    title = msg("By how much leaving would have to fall to earn back the {sum}", sum=SUM_NAMES[each.key])
    return Table(f"01_needed_{each.key}", title, columns, rows, note=msg("Not possible: not even if nobody left at all."))
