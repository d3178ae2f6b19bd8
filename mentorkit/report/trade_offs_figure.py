"""The figures of what a committee weighs: fit against people covered, and how firm the pairs are."""

from __future__ import annotations

from functools import partial

from mentorkit.pairing.curve import Curve
from mentorkit.pairing.robustness import LIKELY, SOLID, Robustness
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREEN, INK, LIGHT, ORANGE
from mentorkit.text import Decimal, msg

__all__ = ["curve_picture", "firmness_picture"]

DOTS = 60  # points above which the curve is drawn as a line alone


def curve_picture(curve: Curve, mentees: int, lens: Lens) -> Picture:
    """The mean score at every number of pairs, the programme's own marked; ``mentees`` are all who were selected."""
    columns = (
        Column("pairs", msg("Pairs"), "int"),
        Column("without", msg("Mentees without a mentor"), "int"),
        Column("mean", msg("Highest mean score"), "points"),
        Column("total", msg("Highest sum of the scores"), "points"),
        Column("adds", msg("The last pair adds"), "points"),
        Column("proven", msg("Proven")),
    )
    weight = curve.weight or 1
    rows = tuple(
        (point.pairs, mentees - point.pairs, curve.score(point.total, point.pairs), point.total / weight, None if point.adds is None else point.adds / weight, point.proven)
        for point in curve.points
    )
    table = Table("04_curve", msg("Fit against people covered"), columns, rows)
    first, last = curve.points[0], curve.points[-1]
    alt = msg(
        "A line falling from a mean score of {high} with {first} pairs to {low} with {most}; this pairing is marked at {pairs} pairs and {own}.",
        high=Decimal((curve.score(first.total, first.pairs) or 0) / 10),
        low=Decimal((curve.score(last.total, last.pairs) or 0) / 10),
        first=first.pairs,
        most=last.pairs,
        pairs=curve.own_pairs,
        own=Decimal((curve.own_mean or 0) / 10),
    )
    return Picture("04_curve_figure", msg("Fit against people covered"), partial(_draw_curve, curve, lens), alt, table)


def _draw_curve(curve: Curve, lens: Lens) -> bytes:
    say = lens.text.plain
    figure, axes = figures.canvas(figures.WIDTH, 2.8)
    pairs = [point.pairs for point in curve.points]
    means = [(curve.score(point.total, point.pairs) or 0) / 10 for point in curve.points]
    axes.plot(pairs, means, color=BLUE, linewidth=1.6, marker="o" if len(pairs) <= DOTS else None, markersize=4, label=say(msg("highest possible")))
    own = (curve.own_mean or 0) / 10
    axes.plot([curve.own_pairs], [own], color=ORANGE, marker="D", markersize=8, linestyle="none", label=say(msg("this pairing")))
    low, high = min([*means, own]), max([*means, own])
    room = max(1.0, 0.15 * (high - low))
    axes.set_ylim(max(0.0, low - room), min(100.0, high + room) + 0.5)
    axes.set_ylabel(say(msg("Mean score")), color=INK, fontsize=figures.SIZE)
    axes.set_xlabel(say(msg("Mentees with a mentor")), color=INK, fontsize=figures.SIZE)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(fontsize=figures.SIZE, frameon=False, loc="lower left")
    return figures.png(figure)


def firmness_picture(firm: Robustness, lens: Lens) -> Picture:
    """How many pairs stay in how many of the weightings, in steps of 10 per cent."""
    steps = firm.steps()
    columns = (Column("from", msg("Stays in, per cent: from"), "int"), Column("below", msg("below"), "int"), Column("pairs", msg("Pairs"), "int"))
    table = Table("04_firmness_steps", msg("Pairs by how often they stay"), columns, steps, msg("The last step includes 100."))
    alt = msg(
        "Bars of {n} pairs by the share of weightings in which they stay: {solid} solid, {likely} likely, {open} open.",
        n=len(firm.stays),
        solid=firm.count("solid"),
        likely=firm.count("likely"),
        open=firm.count("open"),
    )
    return Picture("04_firmness_figure", msg("How firm the pairs are"), partial(_draw_firmness, firm, lens), alt, table)


def _draw_firmness(firm: Robustness, lens: Lens) -> bytes:
    say = lens.text.plain
    figure, axes = figures.canvas(figures.WIDTH, 2.4)
    groups = ((ORANGE, msg("open pair"), 0, 100 * LIKELY), (BLUE, msg("likely pair"), 100 * LIKELY, 100 * SOLID), (GREEN, msg("solid pair"), 100 * SOLID, 101))
    for colour, name, low, high in groups:
        steps = [step for step in firm.steps() if low <= step[0] < high]
        axes.bar([step[0] + 5 for step in steps], [step[2] for step in steps], 9, color=colour, label=say(name))
    axes.axhline(0, color=LIGHT, linewidth=1)
    axes.set_xticks(range(0, 101, 10))
    axes.set_xlim(0, 100.5)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel(say(msg("Pairs")), color=INK, fontsize=figures.SIZE)
    axes.set_xlabel(say(msg("Per cent of the weightings in which a pair stays")), color=INK, fontsize=figures.SIZE)
    axes.legend(fontsize=figures.SIZE, frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figures.png(figure)
