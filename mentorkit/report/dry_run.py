"""Page 02: the final table rehearsed on made-up numbers, so that nobody meets it for the first time when the answers are in."""

from __future__ import annotations

from typing import Any

from mentorkit.evaluation.rehearsal import SPREAD, DryRun, Rehearsed, World
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.evaluation import VERDICTS, interval_cell, target_cell, value_cell
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Message, Share, msg

__all__ = ["dry_run_view"]

_BLANK = msg("not stated")
_NOTHING, _REACHED = msg("nothing changes"), msg("the target is reached exactly")
_TODAY = {
    "baseline": msg("the value of today, from the evidence"),
    "worthwhile": msg("no evidence gives the value of today; assumed is the target less the smallest difference worth having"),
    "none": msg("no change"),
    "": msg("not known: no evidence gives the value of today"),
}


def dry_run_view(result: DryRun, lens: Lens) -> View:
    """Marked as made up before anything else; the table in both worlds, how often each verdict comes out, and what "met" would take."""
    title = msg("The final table, rehearsed")
    blocks: list[Block] = [Words((msg("Made-up numbers, to see the table before there are answers."),), "bad"), Words(_told(result)), _table(result)]
    needs = tuple(said for row in result.rows if (said := _needed(row, result.power)) is not None)
    blocks += [_often(result), *([Words(needs, "open", bullets=True)] if needs else [])]
    return View("02_dry_run", title, (*blocks, Words(_method(result), "note")))


def _told(result: DryRun) -> tuple[Message, ...]:
    drawn = [row for row in result.rows if row.target.answer is not None]
    if not result.rows:
        return (msg("No measure is written yet, so there is nothing to rehearse."),)
    if not drawn:
        return (msg("Nothing could be drawn yet; the table says why for each measure."),)
    primary = drawn[0]
    return (
        msg("This is the table the board will get, filled twice: once as if nothing changed, once as if every target was reached exactly."),
        msg(
            'In {runs} made-up programmes that reach the target of {measure} exactly, {share} end with "cannot tell"; where nothing changes, {other} do.',
            runs=result.runs,
            measure=primary.measure.indicator or primary.measure.id,
            share=Share(primary.target.cannot_tell, 0),
            other=Share(primary.nothing.cannot_tell, 0) if primary.nothing.answer is not None else _TODAY[""],
        ),
    )


def _table(result: DryRun) -> Table:
    columns = (
        Column("what", msg("What was promised")),
        Column("target", msg("Target")),
        Column("n", msg("n"), "int"),
        Column("nothing", msg("If nothing changes")),
        Column("nothing_verdict", msg("Verdict")),
        Column("reached", msg("If the target is reached exactly")),
        Column("reached_verdict", msg("Verdict")),
    )
    note = msg("Each cell is one made-up result with its 95 % interval. n is how many are expected to have a value: the planned number, for questions times the expected response.")
    return Table("02_dry_run", msg("Made up: promise and answer"), columns, tuple(_cells(row) for row in result.rows), note)


def _cells(row: Rehearsed) -> tuple[Any, ...]:
    answer = row.target.answer
    measure = row.measure
    what = msg("{what} (primary)", what=measure.indicator or measure.id) if measure.primary else measure.indicator or measure.id
    if answer is None:
        return (what, _BLANK if measure.target is None else measure.target, row.n if row.n is not None else "", row.reason or _BLANK, "", "", "")
    return (what, target_cell(answer), row.n, *_world(row.nothing), *_world(row.target))


def _world(world: World) -> tuple[Any, Any]:
    if world.answer is None:
        return _TODAY[""], ""
    answer = world.answer
    value = value_cell(answer, answer.estimate)
    if answer.hidden or answer.low is None:
        return value, VERDICTS[answer.verdict]
    return msg("{value} ({interval})", value=value, interval=interval_cell(answer)), VERDICTS[answer.verdict]


def _often(result: DryRun) -> Table:
    columns = (
        Column("measure", msg("Measure"), "id"),
        Column("world", msg("Assumed")),
        Column("truth", msg("True value")),
        Column("from", msg("Where it comes from")),
        *(Column(name, words, "share", 0) for name, words in VERDICTS.items() if name != "not_measured"),
    )
    rows = [
        (row.measure.id, words, _in_unit(world.truth, row), _origin(row, world), world.met, world.not_met, world.cannot_tell)
        for row in result.rows
        for world, words in ((row.nothing, _NOTHING), (row.target, _REACHED))
        if world.answer is not None
    ]
    note = msg(
        "Shares of {runs} made-up programmes of the planned size. A truth exactly at the target is mostly not told from one below it: "
        "met asks for an interval that lies wholly beyond it.",
        runs=result.runs,
    )
    return Table("02_dry_run_often", msg("How often each verdict is to be expected"), columns, tuple(rows), note)


def _origin(row: Rehearsed, world: World) -> Message:
    return _TODAY[row.today] if world is row.nothing else msg("the target")


def _in_unit(value: float | None, row: Rehearsed) -> Any:
    if value is None:
        return _BLANK
    if row.measure.analysis == "count":
        return Decimal(value, 0)
    return Decimal(value, 2) if row.measure.analysis == "mean_change" else Share(value)


def _needed(row: Rehearsed, power: float) -> Message | None:
    """What the truth must be for "met", or that it cannot come out."""
    words: dict[str, Any] = {"measure": row.measure.indicator or row.measure.id, "n": row.n or 0}
    if row.never:
        return msg('{measure}: with {n} people "met" cannot come out, whatever the truth is. Take more people or another target, or say now that it will be described.', **words)
    if row.needed is None:
        return None
    words |= {"value": _in_unit(row.needed, row), "share": Share(power, 0)}
    if row.measure.direction == "up":
        return msg('{measure}: with {n} people the truth must be {value} or more for "met" to come out in {share} of such programmes.', **words)
    return msg('{measure}: with {n} people the truth must be {value} or less for "met" to come out in {share} of such programmes.', **words)


def _method(result: DryRun) -> tuple[Message, ...]:
    said = [msg("The verdict follows the rule of notebook 08. The same seed in the file gives the same made-up numbers.")]
    if any(row.measure.analysis == "mean_change" and row.spread is not None for row in result.rows):
        spread = msg(
            "Changes of people are taken to spread by {share} of the length of the answer scale: 0.8 points on a scale from 1 to 5. "
            "Where real answers spread more, more verdicts stay open.",
            share=Share(SPREAD, 0),
        )
        said.append(spread)
    return tuple(said)
