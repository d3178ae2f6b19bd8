"""The checklist of page 00: marks per group as words, picture and table, and what is not settled with its cure."""

from __future__ import annotations

from functools import partial

from mentorkit.planning.checklist import LEVELS, Checklist
from mentorkit.report import figures
from mentorkit.report.blocks import Block, Column, Picture, Table, Words
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, INK, LIGHT
from mentorkit.text import Message, Share, msg

__all__ = ["checklist_blocks", "mark"]

_TO_SETTLE_ON_PAGE = 12  # in the order of the stages: what comes first is settled first
NAMES = {"gold": msg("very thoroughly prepared"), "silver": msg("thoroughly prepared"), "bronze": msg("well prepared"), "none": msg("not prepared enough yet")}
STATES = {"met": msg("settled"), "not_met": msg("not settled"), "not_needed": msg("not needed")}


def mark(found: Checklist) -> Message:
    """The mark in one sentence; where a single group holds it down, which one."""
    _, overall, each = LEVELS[-1]
    low = [group for group in found.groups if group.needed and group.met < each * group.needed]
    if low and found.met >= overall * found.needed:
        weakest = min(low, key=lambda group: group.met / group.needed)
        return msg(
            "{met} of {needed} lines of the checklist are settled, but only {some} of {all} of the group {group}: {level}.",
            met=found.met, needed=found.needed, some=weakest.met, all=weakest.needed, group=weakest.title, level=NAMES["none"],
        )  # fmt: skip
    return msg("{met} of {needed} lines of the checklist are settled: {level}.", met=found.met, needed=found.needed, level=NAMES[found.level])


def checklist_blocks(found: Checklist, lens: Lens) -> list[Block]:
    """The mark, the picture of the groups, what is not settled, and all lines for the workbook."""
    _, overall, each = LEVELS[-1]
    about = msg(
        "To count as well prepared, {overall} of all lines and {each} in every group have to be settled. "
        "The marks are ours, after the thresholds of a published scheme. They certify nothing and stop nothing.",
        overall=Share(overall, 0),
        each=Share(each, 0),
    )
    blocks: list[Block] = [Words((mark(found),), "good" if found.level != "none" else "open"), Words((about,), "note"), _picture(found, lens)]
    if found.failing:
        columns = (Column("asked", msg("What is not settled")), Column("cure", msg("What to do")), Column("notebook", msg("Notebook"), "id"))
        rows = tuple((line.asked, line.cure, line.notebook) for line in found.failing)
        blocks.append(Table("00_to_settle", msg("Not settled yet"), columns, rows, limit=_TO_SETTLE_ON_PAGE))
    return [*blocks, _lines(found)]


def _lines(found: Checklist) -> Table:
    columns = (Column("code", msg("Code"), "id"), Column("group", msg("Group")), Column("asked", msg("What is asked")), Column("state", msg("State")))
    rows = tuple((line.code, group.title, line.asked, STATES[line.state]) for group in found.groups for line in group.lines)
    return Table("00_checklist", msg("The whole checklist"), columns, rows, shown=False)


def _picture(found: Checklist, lens: Lens) -> Picture:
    columns = (Column("group", msg("Group")), Column("met", msg("Settled"), "int"), Column("needed", msg("of"), "int"))
    table = Table("00_marks", msg("Marks of the checklist"), columns, tuple((group.title, group.met, group.needed) for group in found.groups))
    fewest = min((group for group in found.groups if group.needed), key=lambda group: group.met, default=found.groups[0])
    alt = msg("A bar for each of eight groups with the lines that are settled, of six. Fewest: {group}, {met}.", group=fewest.title, met=fewest.met)
    return Picture("00_marks_figure", msg("Settled lines by group"), partial(_draw, found, lens), alt, table)


def _draw(found: Checklist, lens: Lens) -> bytes:
    figure, axes = figures.canvas(figures.WIDTH, 2.9)
    places = list(range(len(found.groups)))[::-1]
    axes.barh(places, [group.needed for group in found.groups], 0.62, color=LIGHT)
    axes.barh(places, [group.met for group in found.groups], 0.62, color=BLUE)
    axes.set_yticks(places, [lens.text.plain(group.title) for group in found.groups])
    axes.set_xticks(range(7))
    axes.set_xlim(0, 6)
    axes.set_xlabel(lens.text.plain(msg("Settled lines, of six")), color=INK, fontsize=figures.SIZE)
    if lens.text.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.spines["left"].set_visible(False)
        axes.spines["right"].set_visible(True)
    return figures.png(figure)
