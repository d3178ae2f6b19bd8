"""Page 01, the ledger: the three sums, hours by role, and the lines of money that add up to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentorkit.planning.costs import SETUP_DAY, Costs, HoursRow
from mentorkit.report.blocks import Column, Table
from mentorkit.report.costs_words import FIELDS_OF_COST, SUM_NAMES
from mentorkit.report.rounding import adding_up, rounded
from mentorkit.text import Currency, msg

__all__ = ["hours_table", "rows_table", "sums_table"]

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
_KINDS = {
    "mentors": msg("beyond their formal role"),
    "mentees": msg("beyond their formal role"),
    "coordinator_setup": msg("before the first pair meets"),
    "coordinator": msg("a share of a post"),
    "committee": msg("meetings of the committee"),
}


def sums_table(result: Costs) -> Table:
    """The three sums with what each counts, and for one pair."""
    columns = (
        Column("sum", msg("Sum")),
        Column("holds", msg("What it counts")),
        Column("cost", msg("Cost"), "money"),
        Column("per_pair", msg("Per pair"), "money"),
        *_lacks_column(result),
    )
    rows = tuple((SUM_NAMES[each.key], _WHAT[each.key], each.amount, each.per_pair, *_lacks(each.lacks, result)) for each in result.sums)
    return Table("01_sums", msg("Three sums"), columns, rows, note=msg("Amounts in {currency}.", currency=Currency(result.currency)))


def _lacks_column(result: Costs) -> tuple[Column, ...]:
    """What a line still lacks is a column only while a line lacks something."""
    return (Column("lacks", msg("Still lacks")),) if any(row.lacks for row in result.rows) else ()


def _lacks(fields: tuple[str, ...], result: Costs) -> tuple[Any, ...]:
    return (tuple(FIELDS_OF_COST[field] for field in fields) or "",) if _lacks_column(result) else ()


def rows_table(result: Costs) -> Table:
    """Lines in whole units that add up to the sums above."""
    columns = (
        Column("line", msg("For")),
        Column("hours", msg("Hours"), "number", 1),
        Column("cost", msg("Cost"), "money"),
        Column("sums", msg("Counts in")),
        *_lacks_column(result),
    )
    money, hours = _whole(result), _tenths([row.hours for row in result.rows], result.hours_total)
    rows: list[tuple[Any, ...]] = [
        (_ROLES[row.key], time if row.timed else "", money[row.key], tuple(SUM_NAMES[key] for key in row.sums), *_lacks(row.lacks, result))
        for row, time in zip(result.rows, hours, strict=True)
    ]
    rows.append((msg("together"), result.hours_total, result.full, (SUM_NAMES["full"],), *_lacks((), result)))
    return Table(
        "01_costs", msg("Costs by line"), columns, tuple(rows), note=msg("Amounts in {currency}, rounded so that the lines add up to the sums.", currency=Currency(result.currency))
    )


def _whole(result: Costs) -> Mapping[str, float | None]:
    """Each line in whole units so that cash, programme and full cost are all the totals of their lines: each sum holds the one before."""
    found: dict[str, float | None] = {row.key: row.cost for row in result.rows}
    before = 0.0
    for key in ("cash", "program", "full"):
        total = getattr(result, key)
        if total is None:  # the lines of what is known stay as they are
            break
        mine = [row.key for row in result.rows if row.sums[-1] == key]
        found |= dict(zip(mine, adding_up([found[name] or 0.0 for name in mine], total=rounded(total) - before), strict=True))
        before = rounded(total)
    return found


def _tenths(hours: list[float | None], total: float | None) -> tuple[float | None, ...]:
    """Hours with one decimal that add up to their total; as they are while a part is not known."""
    return tuple(hours) if total is None else adding_up([each or 0.0 for each in hours], 1)


def hours_table(result: Costs) -> Table:
    """Everybody's hours by kind of work, with what those hours are, and their total."""
    columns = (
        Column("who", msg("Who")),
        Column("work", msg("For what")),
        Column("kind", msg("What these hours are")),
        Column("people", msg("People"), "int"),
        Column("each", msg("Hours each"), "number", 1),
        Column("total", msg("Hours in all"), "number", 1),
    )
    totals = _tenths([row.total for row in result.hours], result.hours_total)
    rows = [_hours(row, total) for row, total in zip(result.hours, totals, strict=True)]
    rows.append((msg("together"), "", "", "", "", result.hours_total))
    note = msg("As many mentors as mentees are counted. One of the coordinator's days has {hours} hours.", hours=SETUP_DAY)
    return Table("01_hours", msg("Hours by role"), columns, tuple(rows), note=note)


def _hours(row: HoursRow, total: float | None) -> tuple[Any, ...]:
    persons = row.role in ("mentors", "mentees")
    return _ROLES[row.role], _WORK[row.work], _KINDS[row.role], row.people if persons else "", row.each if persons else "", total
