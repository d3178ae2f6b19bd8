"""Page 09: all programmes with status and counts, their measures side by side, and who is not there and why. No ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mentorkit.evaluation.pooling import MeasureRow, Portfolio, ProgramRow
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Mark, Message, Share, msg, msg_n

__all__ = ["STATUS_WORDS", "VERDICT_WORDS", "portfolio_view"]

STATUS_WORDS: dict[str, Message] = {
    "done": msg("done"),
    "not_ready": msg("not ready"),
    "decided_otherwise": msg("decided otherwise"),
    "failed": msg("failed"),
}
VERDICT_WORDS: dict[str, Message] = {
    "met": msg("met"),
    "not_met": msg("not met"),
    "cannot_tell": msg("cannot tell"),
    "not_measured": msg("not measured"),
}
_SOURCES: dict[str, Message] = {
    "results": msg("Read from the finished results of a batch."),
    "programs": msg("No finished results lie in this folder, so the programmes in it were computed here and now. A batch writes results."),
    "nothing": msg("This folder holds neither results of a batch nor programmes."),
}


def portfolio_view(result: Portfolio, lens: Lens) -> View:
    """One sentence, the table of programmes, those that are not done with their reasons, the measures, and the limits."""
    blocks: list[Block] = [Words((_sentence(result),), "plain"), Words((_SOURCES[result.source],), "note"), _programs(result.programs)]
    for status, tone, sentence in (
        ("failed", "bad", msg("Failed: something present is wrong. Mend it and run the batch again; the others are not affected.")),
        ("not_ready", "open", msg("Not ready: something is still to be decided.")),
        ("decided_otherwise", "note", msg("Decided otherwise: another way than mentoring was chosen, which is a full result.")),
    ):
        rows = result.with_status(status)
        if rows:
            blocks += [Words((sentence,), tone), Words(tuple(_named(row) for row in rows), "plain", bullets=True)]  # type: ignore[arg-type]
    if result.ignored:
        blocks.append(Words((msg("Left out, because their files are not what their manifest says: {names}. Run the batch again.", names=result.ignored),), "open"))
    blocks += [_measures(result.measures), Words(_limits(), "note")]
    return View("09_portfolio", msg("How all programmes stand"), tuple(blocks))


def _sentence(result: Portfolio) -> Message:
    count = {status: len(result.with_status(status)) for status in STATUS_WORDS}
    return msg_n(
        "{done} of {n} programme is done; not ready {waiting}, decided otherwise {otherwise}, failed {failed}.",
        "{done} of {n} programmes are done; not ready {waiting}, decided otherwise {otherwise}, failed {failed}.",
        len(result.programs), done=count["done"], waiting=count["not_ready"], otherwise=count["decided_otherwise"], failed=count["failed"],
    )  # fmt: skip


def _programs(rows: Sequence[ProgramRow]) -> Table:
    columns = (
        Column("id", msg("Short name"), "id"),
        Column("name", msg("Programme")),
        Column("status", msg("Status")),
        Column("stages_done", msg("Stages done"), "int"),
        Column("stages", msg("of"), "int"),
        Column("mentees", msg("Mentees in the table"), "int"),
        Column("mentors", msg("Mentors"), "int"),
        Column("pairs", msg("Pairs made"), "int"),
        Column("proposed", msg("Pairs proposed"), "int"),
        Column("unpaired", msg("Selected, left without a mentor"), "int"),
        Column("hours", msg("Hours of everybody"), "int"),
        Column("cost_full", msg("Full cost"), "money"),
        Column("cost_program", msg("Programme cost"), "money"),
        Column("cost_cash", msg("Cash"), "money"),
        Column("currency", msg("Currency"), "id"),
        Column("reasons", msg("Why not done")),
    )
    cells = tuple(
        (
            r.id, r.name, STATUS_WORDS[r.status], r.stages_done, r.stages, r.mentees, r.mentors, r.pairs, r.proposed, r.unpaired, _whole(r.hours), _whole(r.cost_full),
            _whole(r.cost_program), _whole(r.cost_cash), r.currency, " ".join(r.reasons),
        )
        for r in rows
    )  # fmt: skip
    note = msg("In the order of the short names. Programmes differ in size and people; the order says nothing about how good they are.")
    return Table("09_programs", msg("All programmes"), columns, cells, note=note)


def _whole(value: float | None) -> int | None:
    """Whole hours and whole units of money, half up; the planning behind them is no more exact."""
    return None if value is None else math.floor(value + 0.5)


def _named(row: ProgramRow) -> Message:
    if not row.reasons:
        return msg("{name} ({id})", name=row.name, id=row.id)
    return msg("{name} ({id}): {reason}", name=row.name, id=row.id, reason=" ".join(row.reasons))


def _measures(rows: Sequence[MeasureRow]) -> Table:
    columns = (
        Column("program", msg("Programme"), "id"),
        Column("measure", msg("Measure"), "id"),
        Column("indicator", msg("What is measured")),
        Column("n", msg("n"), "int"),
        Column("estimate", msg("Estimate"), "number", 2),
        Column("low", msg("95 % interval from"), "number", 2),
        Column("high", msg("to"), "number", 2),
        Column("verdict", msg("Answer")),
        Column("grade", msg("Design"), "id"),
    )
    cells = tuple((r.program, r.measure, r.indicator, _seen(r, r.n), _value(r, r.estimate), _value(r, r.low), _value(r, r.high), _verdict(r), r.grade) for r in rows)
    note = msg(
        "Design: A lottery, B balanced comparison, C before and after, D after only. A count has no interval. Measures of different programmes are not compared with each other."
    )
    return Table("09_measures", msg("What was promised and what came out"), columns, cells, note=note)


def _value(row: MeasureRow, value: float | None) -> object:
    if value is None and row.estimate is not None:
        return ""  # a count has no interval
    if row.hidden or value is None:
        return _seen(row, value)
    return Share(value) if row.unit == "share" else value


def _seen(row: MeasureRow, value: object) -> object:
    if row.hidden:
        return Mark.HIDDEN
    return Mark.NO_DATA if value is None else value


def _verdict(row: MeasureRow) -> Message:
    return VERDICT_WORDS.get(row.verdict, msg("not measured"))


def _limits() -> tuple[Message, ...]:
    return (
        msg(
            "Hours and cost are those of each programme's plan. Full cost counts everybody's time, programme cost leaves out "
            "that of mentors and mentees, cash is what leaves the house."
        ),
        msg("Not yet in this version: pooling measures over programmes, and the load of mentors who serve in several programmes."),
        msg("Programmes are not ranked: with few people each, most differences between them are chance."),
    )
