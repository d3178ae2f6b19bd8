"""The figures of page 01: what each option is worth against what it takes, which ranks it takes, how far groups are apart."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from functools import partial
from typing import Any

from mentorkit.planning.alternatives import Comparison, OptionRow
from mentorkit.planning.robustness import Robustness
from mentorkit.planning.voices import Voices
from mentorkit.report import figures
from mentorkit.report.alternatives_words import NO, YES, criteria_named, name_of, title_of
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, LIGHT, ORANGE
from mentorkit.text import Currency, Message, Share, msg

__all__ = ["picture", "rank_picture", "spread_picture"]

WIDTH = 6.3  # inches, as printed
FONT = 10
LINE = 0.19  # inches of a line of text
GAP = 0.05  # inches between two names
KEY = 26  # letters of a line of names
CIRCLE = 17  # points across a numbered circle
RANKS = 7  # ranks with a column of their own where there are many options


def picture(result: Comparison, lens: Lens) -> list[Picture]:
    """Value against cost; the efficient options are filled and joined."""
    points = [row for row in result.options if row.value is not None]
    if len(points) < 2:
        return []
    by_cost = result.burden == "cost"
    title = msg("Value against full cost per learner") if by_cost else msg("Value against hours per learner")
    alt = msg(
        "Numbered points, one for each option: how far along it lies says what it takes, how high it lies says its value. Highest is {option}. Efficient are: {efficient}.",
        option=points[0].title,
        efficient=tuple(row.title for row in points if row.efficient),
    )
    columns = (
        Column("number", msg("Number"), "int"),
        Column("option", msg("Option")),
        Column("takes", msg("Full cost per learner"), "money") if by_cost else Column("takes", msg("Hours per learner"), "number", 1),
        Column("value", msg("Value"), "number", 1),
        Column("efficient", msg("Efficient")),
    )
    rows = tuple((number, row.title, _takes(row, by_cost), row.value, YES if row.efficient else NO) for number, row in enumerate(points, 1))
    return [Picture("01_value_cost", title, partial(_draw, points, by_cost, result.currency, lens), alt, Table("01_value_cost", title, columns, rows))]


def _takes(row: OptionRow, by_cost: bool) -> float:
    return (row.effort.full or 0.0) if by_cost else row.hours


def _draw(points: list[OptionRow], by_cost: bool, currency: str, lens: Lens) -> bytes:
    names = [_lines(lens.text.plain(row.title)) for row in points]
    height = max(3.0, 0.4 + sum(LINE * len(lines) + GAP for lines in names))
    rtl = lens.text.direction == "rtl"
    figure, axes = figures.canvas(WIDTH, height, box=(2.35 if rtl else 0.62, 0.55, WIDTH - 2.97, height - 0.95))
    widest = max(_takes(row, by_cost) for row in points) or 1.0
    axes.set_xlim(-0.06 * widest, 1.08 * widest)
    axes.set_ylim(-8, 108)
    if rtl:
        axes.invert_xaxis()
    front = sorted((_takes(row, by_cost), row.value or 0.0) for row in points if row.efficient)
    axes.plot([x for x, _ in front], [y for _, y in front], color=GREY, linewidth=1, linestyle=":", zorder=1)
    _circles(axes, points, by_cost)
    _efficiency(axes, lens)
    _key(figure, names, height, rtl)
    label = msg("Full cost per learner, {currency}", currency=Currency(currency)) if by_cost else msg("Hours per learner")
    _labelled(axes, lens, label, msg("Value"), rtl)
    axes.xaxis.set_major_locator(_few())
    axes.xaxis.set_major_formatter(lambda value, _: lens.text.number(value))
    return figures.png(figure)


def _few() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(4)


def _labelled(axes: Any, lens: Lens, below: Message, beside: Message | None, rtl: bool) -> None:
    """Labels of the axes in words; in a right-to-left language the axis stands on the right."""
    axes.tick_params(labelsize=FONT)
    axes.set_xlabel(lens.text.plain(below), fontsize=FONT, color=INK)
    if beside is not None:
        axes.set_ylabel(lens.text.plain(beside), fontsize=FONT, color=INK)
    if rtl:
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
        axes.spines["right"].set_visible(True)
        axes.spines["right"].set_color(GREY)
        axes.spines["left"].set_visible(False)


def _circles(axes: Any, points: Sequence[OptionRow], by_cost: bool) -> None:
    """A numbered circle for each option; one that would hide another stands beside its place, joined to it."""
    scale = 72 / axes.figure.dpi
    true = axes.transData.transform([(_takes(row, by_cost), row.value) for row in points]) * scale
    shown = _apart([(float(x), float(y)) for x, y in true], CIRCLE + 1)
    back = axes.transData.inverted()
    places = back.transform([(x / scale, y / scale) for x, y in shown])
    for (x, y), at, place, own in zip(shown, true, places, back.transform(true / scale), strict=True):
        if math.hypot(x - at[0], y - at[1]) > 2:
            axes.plot([own[0], place[0]], [own[1], place[1]], color=GREY, linewidth=0.8, zorder=2)
            axes.plot(*own, marker="o", markersize=3, color=INK, zorder=3)
    for efficient, colour in ((True, BLUE), (False, ORANGE)):
        mine = [place for row, place in zip(points, places, strict=True) if row.efficient is efficient]
        face = colour if efficient else "white"
        axes.plot([x for x, _ in mine], [y for _, y in mine], "o", markersize=CIRCLE - 1, markerfacecolor=face, markeredgecolor=colour, markeredgewidth=1.6, zorder=4)
    for number, (row, (x, y)) in enumerate(zip(points, places, strict=True), 1):
        axes.text(x, y, str(number), ha="center", va="center_baseline", fontsize=FONT, color="white" if row.efficient else INK, zorder=5)


def _apart(places: list[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The same places, moved just so far that any two are ``least`` apart; equal input gives equal output."""
    moved = list(places)
    for _ in range(200):
        crowded = False
        for i in range(len(moved)):
            for j in range(i):
                (ax, ay), (bx, by) = moved[i], moved[j]
                far = math.hypot(ax - bx, ay - by)
                if far < least - 1e-6:
                    crowded = True
                    angle = math.atan2(ay - by, ax - bx) if far > 1e-6 else 2.4 * i
                    step = (least - far) / 2 + 0.01
                    moved[i] = (ax + step * math.cos(angle), ay + step * math.sin(angle))
                    moved[j] = (bx - step * math.cos(angle), by - step * math.sin(angle))
        if not crowded:
            break
    return moved


def _efficiency(axes: Any, lens: Lens) -> None:
    """What filled and hollow circles mean, above the axes."""
    for colour, face, label in ((BLUE, BLUE, msg("efficient")), (ORANGE, "white", msg("not efficient"))):
        axes.plot([], [], "o", markersize=9, markerfacecolor=face, markeredgecolor=colour, markeredgewidth=1.6, label=lens.text.plain(label))
    rtl = lens.text.direction == "rtl"
    axes.legend(frameon=False, fontsize=FONT, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, handletextpad=0.2, columnspacing=1.2, markerfirst=not rtl)


def _key(figure: Any, names: Sequence[Sequence[str]], height: float, rtl: bool) -> None:
    """Which number is which option, beside the axes: a column of numbers and one of names."""
    at, side, beside, gap = (2.1, "left", "right", -0.1) if rtl else (WIDTH - 2.0, "right", "left", 0.1)
    top = height - 0.3
    for number, lines in enumerate(names, 1):
        figure.text(at / WIDTH, top / height, str(number), ha=side, va="center", fontsize=FONT, color=INK)
        for line in lines:
            figure.text((at + gap) / WIDTH, top / height, line, ha=beside, va="center", fontsize=FONT, color=INK)
            top -= LINE
        top -= GAP


def _lines(words: str, letters: int = KEY) -> list[str]:
    return textwrap.wrap(words, letters, break_long_words=True) or [words]


def rank_picture(result: Comparison, firm: Robustness, lens: Lens) -> Picture:
    """How often each option takes each rank with weights near the stated ones; the darker, the more often."""
    ranks = range(1, len(firm.options) + 1)
    columns = (Column("option", msg("Option")), *(Column(f"rank_{rank}", msg("Rank {rank}", rank=rank), "share", 0) for rank in ranks))
    table = Table(
        "01_ranks",
        msg("Which ranks each option takes near the stated weights"),
        columns,
        tuple((title_of(result, o), *row) for o, row in zip(firm.options, firm.near, strict=True)),
    )
    alt = msg(
        "Squares, one row for each option and one column for each rank: the darker a square, the more often the option has that rank. {option} has rank 1 in {share} of the tries.",
        option=title_of(result, firm.winner),
        share=Share(firm.first(firm.winner)),
    )
    return Picture("01_ranks_figure", msg("Which ranks each option takes near the stated weights"), partial(_draw_ranks, result, firm, lens), alt, table)


def _draw_ranks(result: Comparison, firm: Robustness, lens: Lens) -> bytes:
    names = [_lines(lens.text.plain(title_of(result, option)), 30) for option in firm.options]
    squares, ranks = _squares(firm.near)
    n, deepest = len(names), max(map(len, names))
    high = n * max(0.26, LINE * deepest + 0.08)
    rtl = lens.text.direction == "rtl"
    beside = _beside(names)
    width = min(WIDTH - beside - 0.1, 0.62 * len(ranks))
    _, axes = figures.canvas(WIDTH, high + 0.62, box=(WIDTH - beside - width if rtl else beside, 0.55, width, high))
    axes.imshow(squares, cmap=_map(), vmin=0, vmax=1, aspect="auto")
    for place, row in enumerate(squares):
        for rank, share in enumerate(row):
            if share >= 0.005:
                axes.text(rank, place, lens.text.number(100 * share), ha="center", va="center_baseline", fontsize=FONT, color="white" if share > 0.55 else INK)
    axes.set_xticks(range(len(ranks)), ranks)
    axes.set_yticks(range(n), ["\n".join(lines) for lines in names])
    axes.tick_params(length=0)
    if rtl:
        axes.invert_xaxis()
    _labelled(axes, lens, msg("Rank; numbers are per cent of the tries"), None, rtl)
    axes.spines[:].set_visible(False)
    return figures.png(axes.figure)


def _squares(near: Sequence[Sequence[float]]) -> tuple[list[list[float]], list[str]]:
    """Every rank; of many options the first seven and all later ones together, so that the squares stay legible."""
    n = len(near)
    if n <= RANKS + 2:
        return [list(row) for row in near], [str(rank) for rank in range(1, n + 1)]
    return [[*row[:RANKS], math.fsum(row[RANKS:])] for row in near], [*(str(rank) for rank in range(1, RANKS + 1)), f"{RANKS + 1}+"]


def _map() -> Any:
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("light to blue", [LIGHT, BLUE])


def spread_picture(result: Comparison, found: Voices, lens: Lens) -> list[Picture]:
    """From the lowest to the highest share that a group gives each criterion; nothing for fewer than two groups."""
    complete = found.complete
    if len(complete) < 2:
        return []
    title = msg("How each group divides the weight")
    columns = (Column("criterion", msg("Criterion"), "id"), *(Column(f"group_{voice.number}", msg("Share for {group}", group=name_of(voice)), "share", 0) for voice in complete))
    names = criteria_named(result)
    rows = tuple((names[spread.criterion], *(voice.shares[place] for voice in complete if voice.shares is not None)) for place, spread in enumerate(found.spreads))
    alt = msg(
        "A line for each criterion from the lowest to the highest share of the weight that a group gives it; the longest is {criterion}.",
        criterion=names[found.widest.criterion] if found.widest else "",
    )
    table = Table("01_groups_shares", title, columns, rows)
    return [Picture("01_groups_figure", title, partial(_draw_spread, result, found, lens), alt, table)]


_MARKS = ("o", "s", "^", "D", "v", "P")


def _draw_spread(result: Comparison, found: Voices, lens: Lens) -> bytes:
    say, complete = lens.text.plain, found.complete
    names = [_lines(criteria_named(result)[spread.criterion]) for spread in found.spreads]
    groups = [_cut(say(name_of(voice))) for voice in complete] if len(complete) <= len(_MARKS) else []
    rtl, high, beside = lens.text.direction == "rtl", 0.36 * len(names), _beside(names)
    above = 0.1 + 0.22 * math.ceil((len(groups) + 1) / 2)
    _, axes = figures.canvas(WIDTH, high + 0.55 + above, box=(0.2 if rtl else beside, 0.55, WIDTH - beside - 0.2, high))
    for place, spread in enumerate(found.spreads):
        axes.plot([100 * spread.lowest, 100 * spread.highest], [place, place], color=GREY, linewidth=2, zorder=1)
    for number, voice in enumerate(complete):
        mark, label = (_MARKS[number], groups[number]) if groups else ("o", None)
        shares = [100 * share for share in voice.shares or ()]
        axes.plot(shares, range(len(shares)), mark, color=BLUE if number % 2 == 0 else ORANGE, markersize=7, linestyle="none", label=label, zorder=2)
    stated = [(100 * must.share, place) for place, must in enumerate(result.musts) if must.share is not None]
    if stated:
        axes.plot([x for x, _ in stated], [y for _, y in stated], "|", color=INK, markersize=16, markeredgewidth=2, label=say(msg("stated share")), zorder=3)
    axes.set_yticks(range(len(names)), ["\n".join(lines) for lines in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(left=0)
    if rtl:
        axes.invert_xaxis()
    _labelled(axes, lens, msg("Share of the weight, per cent"), None, rtl)
    if groups or stated:
        axes.legend(frameon=False, fontsize=FONT, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, markerfirst=not rtl, labelspacing=0.2, borderpad=0.1)
    return figures.png(axes.figure)


def _beside(names: Sequence[Sequence[str]]) -> float:
    """Inches that the names beside the axes take."""
    return min(2.6, 0.3 + 0.083 * max(len(line) for lines in names for line in lines))


def _cut(words: str, letters: int = 30) -> str:
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"
