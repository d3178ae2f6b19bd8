"""Whether groups of mentees fare alike, as far as it may be shown: small groups are hidden, and what could be subtracted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mentorkit.pairing.access import Access, Group, widest
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.disclosure import hidden_groups, limit, nested, shown
from mentorkit.report.lens import Lens
from mentorkit.report.terms import column
from mentorkit.text import Decimal, Mark, Message, Share, msg, msg_n

__all__ = ["fairness_blocks"]

_STEP = 50  # tenths of a point: a coarse mean tells no number of people


def fairness_blocks(found: Sequence[Access], lens: Lens) -> list[Block]:
    """The table of groups and the largest differences in words; nothing where no column is checked."""
    if not found:
        return []
    views = [(one, _hidden(one, lens), _coarse(one, lens)) for one in found]
    columns = (
        Column("column", msg("Compared by")),
        Column("group", msg("Group")),
        Column("selected", msg("Selected"), "int"),
        Column("paired", msg("With a mentor"), "int"),
        Column("chance", msg("Chance of a mentor"), "share", 0),
        Column("mean", msg("Mean score"), "points"),
    )
    rows = tuple(row for one, hide, coarse in views for row in _rows(one, hide, coarse, lens))
    said = [sentence for one, hide, coarse in views for sentence in _said(one, hide, coarse)]
    notes = [msg("A difference between groups is a question to ask, not a proof; with few people it can be chance. Groups are never scored.")]
    hidden = sum(sum(hide) for _, hide, _ in views)
    if hidden:
        few = msg_n(
            "{n} group is hidden, because fewer than {limit} people are in it or could be told by subtraction.",
            "{n} groups are hidden, because fewer than {limit} people are in them or could be told by subtraction.",
            hidden,
            limit=limit(lens),
        )
        notes.append(few)
    if any(coarse for _, _, coarse in views):
        notes.append(msg("Where only a few of a group have no mentor, their number is hidden and mean scores are rounded to 5 points."))
    table = Table("04_fairness", msg("Whether groups fare alike"), columns, rows)
    return [*((Words(tuple(said)),) if said else ()), table, Words(tuple(notes), "note")]


def _hidden(one: Access, lens: Lens) -> tuple[bool, ...]:
    """A group hidden by its selected or by its paired mentees is hidden at all; never one alone, which the total would tell."""
    sides = [hidden_groups([getattr(group, side) for group in one.groups], lens) for side in ("selected", "paired")]
    hide = [any(flags) for flags in zip(*sides, strict=True)]
    while hide.count(True) == 1 and hide.count(False):
        place = min((group.selected, place) for place, group in enumerate(one.groups) if not hide[place])[1]
        hide[place] = True
    return tuple(hide)


def _coarse(one: Access, lens: Lens) -> bool:
    """Whether the numbers would tell the committee how few of a group have no mentor."""
    return not lens.coordinator and any(nested(group.selected, group.paired, lens) for group in one.groups)


def _rows(one: Access, hide: Sequence[bool], coarse: bool, lens: Lens) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for group, hidden in zip(one.groups, hide, strict=True):
        name = Mark.UNKNOWN if group.name is None else group.name
        if hidden:
            found.append((column(one.column), name, *(Mark.HIDDEN,) * 4))
            continue
        paired, chance = (Mark.HIDDEN, Mark.HIDDEN) if coarse else (group.paired, group.chance)
        mean = shown(_rounded(group, coarse).mean, group.paired, lens)
        found.append((column(one.column), name, group.selected, paired, chance, mean))
    return found


def _said(one: Access, hide: Sequence[bool], coarse: bool) -> list[Message]:
    groups = [group for group, hidden in zip(one.groups, hide, strict=True) if not hidden]
    said = []
    chance = None if coarse else widest(groups, "chance")
    if chance is not None and chance.difference > 0 and chance.high.chance is not None and chance.low.chance is not None:
        text = msg(
            "{column}: {a} of {n} selected have a mentor in {high}, {b} of {m} in {low}.",
            column=column(one.column),
            high=chance.high.name,
            low=chance.low.name,
            a=Share(chance.high.chance, 0),
            b=Share(chance.low.chance, 0),
            n=chance.high.selected,
            m=chance.low.selected,
        )
        said.append(text)
    mean = None if coarse else widest(groups, "mean")
    if mean is not None and mean.high.mean is not None and mean.low.mean is not None:
        text = msg(
            "{column}: the mean score is highest in {high} ({a} points, {n} pairs) and lowest in {low} ({b} points, {m} pairs), {points} points apart.",
            column=column(one.column),
            high=mean.high.name,
            low=mean.low.name,
            a=Decimal(mean.high.mean / 10),
            b=Decimal(mean.low.mean / 10),
            n=mean.high.paired,
            m=mean.low.paired,
            points=Decimal(round(mean.high.mean / 10, 1) - round(mean.low.mean / 10, 1)),
        )
        said.append(text)
    return said


def _rounded(group: Group, coarse: bool) -> Group:
    return replace(group, mean=float(_STEP * round(group.mean / _STEP))) if coarse and group.mean is not None else group
