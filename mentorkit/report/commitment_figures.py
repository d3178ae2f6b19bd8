"""The figures of page 07: who stands where by influence and attitude, and the risks by likelihood and impact."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import partial

from mentorkit.planning.commitment import Commitment
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, DARK_ORANGE, INK, LIGHT, PALE_BLUE
from mentorkit.text import Message, msg, msg_n

__all__ = ["ATTITUDE", "INFLUENCE", "risks_picture", "stakeholders_picture"]

INFLUENCE = {"high": msg("high"), "medium": msg("medium"), "low": msg("low")}
ATTITUDE = {"against": msg("against"), "unsure": msg("unsure"), "for": msg("for")}
_LEVELS = (1, 2, 3)
_LINE, _LINES = 19, 2  # letters in a line of a cell, and lines that one name may take
_NAMED = 12  # people up to which cells hold names beside the numbers
_INCHES = 0.175  # one line of letters


def stakeholders_picture(result: Commitment, table: Table, lens: Lens) -> Picture:
    """Nine cells of influence and attitude with the numbers of the table, and with names while there is room; ``table`` counts the cells."""
    placed = [who for who in result.stakeholders if who.influence and who.attitude]
    alt = msg_n(
        "Nine cells, influence by attitude, with {n} post or group; high influence and against or unsure: {pressing}.",
        "Nine cells, influence by attitude, with {n} posts and groups; high influence and against or unsure: {pressing}.",
        len(placed),
        pressing=len(result.pressing),
    )
    return Picture("07_influence_figure", msg("Influence and attitude"), partial(_draw_people, result, lens), alt, table)


def risks_picture(result: Commitment, lens: Lens) -> Picture:
    """Nine cells of likelihood and impact with the numbers of the risks, the heavier the darker."""
    judged = [(place, row) for place, row in enumerate(result.risks, start=1) if row.weight is not None]
    columns = (Column("impact", msg("Impact (1-3)"), "int"), *(Column(f"likelihood_{n}", msg("Likelihood {n}", n=n)) for n in _LEVELS))
    cells = {(i, k): tuple(place for place, row in judged if (row.risk.impact, row.risk.likelihood) == (i, k)) for i in _LEVELS for k in _LEVELS}
    table = Table("07_risk_grid", msg("Numbers of the risks by likelihood and impact"), columns, tuple((i, *(cells[i, k] for k in _LEVELS)) for i in reversed(_LEVELS)))
    alt = msg_n(
        "Nine cells, likelihood by impact, with the number of {n} risk; its product is {most}.",
        "Nine cells, likelihood by impact, with the numbers of {n} risks; the highest product is {most}.",
        len(judged),
        most=max((row.weight or 0 for _, row in judged), default=0),
    )
    return Picture("07_risk_figure", msg("Risks by likelihood and impact"), partial(_draw_risks, cells, lens), alt, table)


def _draw_people(result: Commitment, lens: Lens) -> bytes:
    cells: dict[tuple[int, int], list[str]] = {}
    for number, who in enumerate(result.stakeholders, start=1):
        if who.influence and who.attitude:
            key = list(INFLUENCE).index(who.influence), list(ATTITUDE).index(who.attitude)
            cells.setdefault(key, []).append(_named(number, who.who or "", lens) if len(result.stakeholders) <= _NAMED else str(number))
    joined = {key: ("\n" if len(result.stakeholders) <= _NAMED else ", ").join(found) for key, found in cells.items()}
    if len(result.stakeholders) > _NAMED:
        joined = {key: textwrap.fill(words, _LINE) for key, words in joined.items()}
    pressing = {(0, column) for column in (0, 1) if (0, column) in cells}  # high influence, against or unsure
    shades = {(row, column): DARK_ORANGE if (row, column) in pressing else LIGHT for row in range(3) for column in range(3)}
    return _nine(joined, shades, (tuple(INFLUENCE.values()), tuple(ATTITUDE.values())), (msg("Influence"), msg("Attitude")), lens)


def _named(number: int, who: str, lens: Lens) -> str:
    lines = textwrap.wrap(lens.text.plain(msg("{n}: {who}", n=number, who=who)), _LINE, max_lines=_LINES, placeholder="…")
    return "\n".join(lines)


def _draw_risks(found: dict[tuple[int, int], tuple[int, ...]], lens: Lens) -> bytes:
    words = {(3 - impact, likelihood - 1): textwrap.fill(", ".join(str(n) for n in numbers), _LINE) for (impact, likelihood), numbers in found.items() if numbers}
    shades = {(3 - i, k - 1): BLUE if i * k >= 6 else PALE_BLUE if i * k >= 3 else LIGHT for i in _LEVELS for k in _LEVELS}
    levels = tuple(str(n) for n in reversed(_LEVELS)), tuple(str(n) for n in _LEVELS)
    return _nine(words, shades, levels, (msg("Impact"), msg("Likelihood")), lens)


def _nine(words: dict[tuple[int, int], str], shades: dict[tuple[int, int], str], levels: tuple[Sequence[Message | str], ...], titles: tuple[Message, Message], lens: Lens) -> bytes:
    """Three rows and columns of cells with words in them, each row as high as its fullest cell."""
    say = lens.text.plain
    heights = [max(0.5, 0.16 + _INCHES * max((1 + words.get((row, column), "").count("\n") for column in range(3)), default=1)) for row in range(3)]
    figure, axes = figures.canvas(figures.WIDTH, 0.7 + sum(heights))
    tops = [sum(heights[:row]) for row in range(3)]
    axes.barh(
        [tops[row] + heights[row] / 2 for row, _ in shades], [0.97] * 9, left=[column - 0.485 for _, column in shades],
        height=[heights[row] - 0.04 for row, _ in shades], color=list(shades.values()),
    )  # fmt: skip
    for (row, column), written in words.items():
        colour = "white" if shades[row, column] in (BLUE, DARK_ORANGE) else INK
        axes.text(column, tops[row] + heights[row] / 2, written, ha="center", va="center", fontsize=figures.SIZE, color=colour)
    axes.set_xlim(-0.5, 2.5)
    axes.set_ylim(sum(heights), 0)
    axes.set_xticks(range(3), [say(level) for level in levels[1]])
    axes.set_yticks([tops[row] + heights[row] / 2 for row in range(3)], [say(level) for level in levels[0]])
    axes.set_ylabel(say(titles[0]), fontsize=figures.SIZE, color=INK)
    axes.set_xlabel(say(titles[1]), fontsize=figures.SIZE, color=INK)
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    if lens.text.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
        axes.tick_params(length=0)
    return figures.png(figure)
