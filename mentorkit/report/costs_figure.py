"""The figure of page 01's costs: what moves the result most, one bar for each value."""

from __future__ import annotations

import textwrap
from functools import partial

from mentorkit.planning.sensitivity import Tornado
from mentorkit.report import figures
from mentorkit.report.blocks import Picture, Table
from mentorkit.report.costs_words import FIELDS_OF_COST, SUM_NAMES
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, INK, ORANGE
from mentorkit.text import Currency, Decimal, msg

__all__ = ["tornado_picture"]

_LINE = 27  # letters in a line of a label


def tornado_picture(tornado: Tornado, most: int, currency: str, table: Table, lens: Lens) -> Picture:
    """Bars from the result at a value's low end to that at its high end, the widest on top; at most ``most``."""
    first = tornado.bars[0]
    alt = msg(
        "{n} horizontal bars around the planned result, the widest on top: {field} moves it by {swing} {currency}, the last one by {least}.",
        n=len(tornado.bars[:most]),
        field=FIELDS_OF_COST[first.field],
        swing=Decimal(first.swing, 0),
        least=Decimal(tornado.bars[:most][-1].swing, 0),
        currency=Currency(currency),
    )
    return Picture("01_tornado_figure", msg("What moves the result most"), partial(_draw, tornado, most, currency, lens), alt, table)


def _draw(tornado: Tornado, most: int, currency: str, lens: Lens) -> bytes:
    say, bars = lens.text.plain, tornado.bars[:most]
    labels = [textwrap.fill(say(FIELDS_OF_COST[bar.field]), _LINE) for bar in bars]
    figure, axes = figures.canvas(figures.WIDTH, 1.2 + 0.37 * len(bars))
    places = range(len(bars))
    for ends, colour, label in (
        ([bar.at_low for bar in bars], BLUE, msg("value at low")),
        ([bar.at_high for bar in bars], ORANGE, msg("value at high")),
    ):
        axes.barh(places, [end - tornado.base for end in ends], left=tornado.base, height=0.62, color=colour, label=say(label))
    axes.axvline(tornado.base, color=INK, linewidth=1)
    axes.set_yticks(places, labels)
    axes.invert_yaxis()
    axes.margins(x=0.06)
    axes.xaxis.get_major_locator().set_params(nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _: lens.text.number(value))
    name = SUM_NAMES[tornado.key]
    below = (
        msg("Balance with the {sum}, {currency}", sum=name, currency=Currency(currency)) if tornado.balance else msg("The {sum}, {currency}", sum=name, currency=Currency(currency))
    )
    axes.set_xlabel(textwrap.fill(say(below), 46), fontsize=figures.SIZE, color=INK)
    if lens.text.direction == "rtl":
        axes.yaxis.tick_right()
        axes.spines["right"].set_visible(True)
        axes.spines["left"].set_visible(False)
    figure.legend(*axes.get_legend_handles_labels(), frameon=False, fontsize=figures.SIZE, loc="outside upper center", ncols=2)
    return figures.png(figure)
