"""Mixes of options and the weights of single posts or groups, on page 01: side by side, and never averaged."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.alternatives import Comparison, OptionRow
from mentorkit.planning.voices import Spread, Voice, Voices
from mentorkit.report.alternatives_figure import spread_picture
from mentorkit.report.alternatives_words import BLANK, criteria_named, name_of, title_of, titles_of
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Mark, Message, Share, msg, msg_n

__all__ = ["groups_blocks", "mixes_blocks"]

WIDE = 6  # groups above which the table of all values stands in the workbook alone


def mixes_blocks(result: Comparison) -> list[Block]:
    """What each mix brings and takes beyond the best of its options; nothing where the file has none."""
    if not result.mixes:
        return []
    columns = (
        Column("mix", msg("Mix")),
        Column("id", msg("Name in the file"), "id"),
        Column("why", msg("Why")),
        Column("value", msg("Value"), "number", 1),
        Column("alone", msg("Best of its options alone")),
        Column("adds", msg("Adds in value"), "number", 1),
        Column("hours", msg("Hours"), "number", 1),
        Column("cash", msg("Cash"), "money"),
        Column("assumed", msg("Scores that were assumed")),
    )
    note = msg(
        "Unless the file says otherwise, the hours and the cash of a mix are the sum of its options, and a score is the best of theirs: marked as assumed. "
        "So a mix is hardly ever worth less than its options: look at what it takes."
    )
    rows = tuple(_mix(result, row) for row in result.mixes)
    return [
        Words(tuple(said for row in result.mixes if (said := _adds_said(result, row)) is not None), bullets=True),
        Table("01_mixes", msg("Mixes of options"), columns, rows, note=note),
    ]


def _mix(result: Comparison, row: OptionRow) -> tuple[Any, ...]:
    best = _alone(result, row)
    adds = None if best is None or row.value is None or best.value is None else row.value - best.value
    return (
        row.title,
        row.id,
        row.why or BLANK,
        row.value,
        Mark.NO_DATA if best is None else best.title,
        adds,
        row.hours,
        row.cash,
        tuple(criteria_named(result)[each] for each in row.assumed_scores) or msg("none"),
    )


def _alone(result: Comparison, mix: OptionRow) -> OptionRow | None:
    """The option of a mix with the highest value."""
    return next((row for row in result.options if row.id in mix.parts and row.value is not None), None)


def _adds_said(result: Comparison, mix: OptionRow) -> Message | None:
    best = _alone(result, mix)
    if best is None or best.value is None or mix.value is None:
        return None
    return msg(
        "{mix} reaches {value} and takes {hours} hours for each learner; {option} alone reaches {alone} and takes {fewer}.",
        mix=mix.title,
        value=Decimal(mix.value),
        hours=Decimal(mix.hours),
        option=best.title,
        alone=Decimal(best.value),
        fewer=Decimal(best.hours),
    )


def groups_blocks(result: Comparison, lens: Lens) -> list[Block]:
    """Who puts what first, where they are furthest apart, and all of it side by side; nothing where nobody gave weights."""
    found = result.voices
    if found is None:
        return []
    blocks: list[Block] = [Words(_agreement_said(result, found)), _groups_table(result, found), _values_table(result, found)]
    if found.spreads:
        blocks += [*spread_picture(result, found, lens), _spread_table(result, found)]
    return blocks


def _agreement_said(result: Comparison, found: Voices) -> tuple[Message, ...]:
    n = len(found.complete)
    said: list[Message] = []
    if found.agreed is not None:
        option = title_of(result, found.agreed)
        said.append(
            msg_n("One group gave weights of its own; with them {option} leads.", "{n} groups gave weights of their own, and with those of each {option} leads.", n, option=option)
        )
    elif n and found.options:
        said.append(msg("The groups do not agree on what leads: {which}.", which=tuple(_first(result, voice) for voice in found.complete)))
    if found.widest is not None and found.widest.width:
        said.append(_widest_said(result, found.widest))
    said.append(msg("Nothing here is averaged: talk first. The weights beside the criteria are what you agree on afterwards, and only they count above."))
    return tuple(said)


def _first(result: Comparison, voice: Voice) -> Message:
    return msg("{group}: {options}", group=name_of(voice), options=titles_of(result, voice.first))


def _widest_said(result: Comparison, spread: Spread) -> Message:
    return msg(
        "They are furthest apart on {criterion}: from {low} of the weight ({low_by}) to {high} ({high_by}). Talk about that one first.",
        criterion=criteria_named(result)[spread.criterion],
        low=Share(spread.lowest, 0),
        low_by=tuple(name_of(voice) for voice in spread.lowest_by),
        high=Share(spread.highest, 0),
        high_by=tuple(name_of(voice) for voice in spread.highest_by),
    )


def _groups_table(result: Comparison, found: Voices) -> Table:
    columns = (
        Column("group", msg("Group")),
        Column("first", msg("Leads")),
        Column("value", msg("Value"), "number", 1),
        Column("second", msg("Next")),
        Column("second_value", msg("Value"), "number", 1),
        Column("missing", msg("No weight for")),
    )
    return Table("01_groups", msg("What leads for each group"), columns, tuple(_group(result, found, voice) for voice in found.voices))


def _group(result: Comparison, found: Voices, voice: Voice) -> tuple[Any, ...]:
    if not voice.values:
        return name_of(voice), Mark.NO_DATA, None, Mark.NO_DATA, None, tuple(criteria_named(result)[each] for each in voice.missing) or ""
    rest = [(value, option) for value, option in zip(voice.values, found.options, strict=True) if option not in voice.first]
    second = max(rest, key=lambda each: each[0]) if rest else None
    next_, value = (Mark.NO_DATA, None) if second is None else (title_of(result, second[1]), second[0])
    return name_of(voice), titles_of(result, voice.first), max(voice.values), next_, value, ""


def _values_table(result: Comparison, found: Voices) -> Table:
    complete = found.complete
    columns = (
        Column("option", msg("Option")),
        Column("stated", msg("Stated weights"), "number", 1),
        *(Column(f"group_{voice.number}", msg("Value for {group}", group=name_of(voice)), "number", 1) for voice in complete),
    )
    values = {row.id: row.value for row in result.options}
    rows = tuple((title_of(result, option), values[option], *(voice.values[place] for voice in complete)) for place, option in enumerate(found.options))
    return Table("01_groups_values", msg("Values with the weights of each group"), columns, rows, shown=len(complete) <= WIDE)


def _spread_table(result: Comparison, found: Voices) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("stated", msg("Stated share"), "share", 0),
        Column("lowest", msg("Lowest share"), "share", 0),
        Column("lowest_by", msg("Given by")),
        Column("highest", msg("Highest share"), "share", 0),
        Column("highest_by", msg("Given by")),
        Column("width", msg("Apart"), "share", 0),
    )
    names, shares = criteria_named(result), {must.criterion.id: must.share for must in result.musts}
    rows = tuple(
        (
            names[spread.criterion],
            shares[spread.criterion],
            spread.lowest,
            tuple(name_of(voice) for voice in spread.lowest_by),
            spread.highest,
            tuple(name_of(voice) for voice in spread.highest_by),
            spread.width,
        )
        for spread in found.spreads
    )
    return Table("01_groups_spread", msg("How far the groups are apart, in shares of the weight"), columns, rows)
