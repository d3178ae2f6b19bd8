"""The figure of page 01: what each option is worth against what it takes."""

from __future__ import annotations

from functools import partial

from mentorkit.planning.alternatives import Comparison, OptionRow
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, ORANGE
from mentorkit.text import msg

__all__ = ["picture"]

_YES, _NO = msg("yes"), msg("no")


def picture(result: Comparison, lens: Lens) -> list[Picture]:
    """Value against cost; the efficient options are filled and joined."""
    points = [row for row in result.options if row.value is not None]
    if len(points) < 2:
        return []
    by_cost = result.burden == "cost"
    title = msg("Value against full cost per learner") if by_cost else msg("Value against hours per learner")
    best = points[0]
    alt = msg(
        "Points, one for each option: how far it lies to the right says what it takes, how high it lies says its value. Highest is {option}. Efficient are: {efficient}.",
        option=best.title,
        efficient=tuple(row.title for row in points if row.efficient),
    )
    columns = (
        Column("option", msg("Option")),
        Column("takes", msg("Full cost per learner"), "money") if by_cost else Column("takes", msg("Hours per learner"), "number", 1),
        Column("value", msg("Value"), "number", 1),
        Column("efficient", msg("Efficient")),
    )
    rows = tuple((row.title, _takes(row, by_cost), row.value, _YES if row.efficient else _NO) for row in points)
    return [Picture("01_value_cost", title, partial(_draw, points, by_cost, result.currency, lens), alt, Table("01_value_cost", title, columns, rows))]


def _takes(row: OptionRow, by_cost: bool) -> float:
    return (row.effort.full or 0.0) if by_cost else row.hours


def _draw(points: list[OptionRow], by_cost: bool, currency: str, lens: Lens) -> bytes:
    figure, axes = figures.canvas(7, 3.4)
    front = sorted((_takes(row, by_cost), row.value or 0.0) for row in points if row.efficient)
    axes.plot([x for x, _ in front], [y for _, y in front], color=GREY, linewidth=0.9, linestyle=":", zorder=1)
    for efficient, colour, label in ((True, BLUE, msg("efficient")), (False, ORANGE, msg("not efficient"))):
        mine = [row for row in points if row.efficient is efficient]
        if mine:
            face = colour if efficient else "white"
            axes.scatter(
                [_takes(row, by_cost) for row in mine], [row.value for row in mine], s=55, facecolor=face, edgecolor=colour, linewidth=1.6, zorder=2, label=lens.text.plain(label)
            )
    widest = max(_takes(row, by_cost) for row in points)
    for row in points:
        right = _takes(row, by_cost) > 0.7 * widest
        offset, side = ((-7, 6), "right") if right else ((7, -11), "left")  # below the joining line
        axes.annotate(lens.text.plain(row.title), (_takes(row, by_cost), row.value), xytext=offset, textcoords="offset points", fontsize=8, color=INK, ha=side)
    axes.set_ylim(-9, 106)
    axes.set_xlim(left=-0.03 * widest if widest else None)
    label = msg("Full cost per learner, {currency}", currency=currency) if by_cost else msg("Hours per learner")
    axes.set_xlabel(lens.text.plain(label), fontsize=9, color=INK)
    axes.set_ylabel(lens.text.plain(msg("Value")), fontsize=9, color=INK)
    axes.xaxis.set_major_formatter(lambda value, _: lens.text.number(value))
    axes.legend(frameon=False, fontsize=8, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return figures.png(figure)
