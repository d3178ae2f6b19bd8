"""The figures of page 06: pairs by state as one bar, meetings held against planned by month."""

from __future__ import annotations

from functools import partial

from mentorkit.monitoring.course import Strip
from mentorkit.monitoring.meetings import Meetings
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.palette import AMBER, BLUE, GREEN, GREY, INK, LIGHT, ORANGE
from mentorkit.text import msg

__all__ = ["STATES", "months_picture", "strip_picture"]

STATES = {
    "proposed": msg("proposed"),
    "approved": msg("approved"),
    "published": msg("published"),
    "active": msg("active"),
    "paused": msg("paused"),
    "ended": msg("ended early"),
    "completed": msg("completed"),
}
_COLOURS = {"proposed": LIGHT, "approved": "#c3ccd6", "published": GREY, "active": BLUE, "paused": AMBER, "ended": ORANGE, "completed": GREEN}
_HATCHES = {"approved": "...", "paused": "///", "ended": "xx"}


def strip_picture(strip: Strip, lens: Lens) -> Picture:
    """One bar of all pairs, divided by state."""
    told = tuple(msg("{state}: {count}", state=STATES[state], count=n) for state, n in strip.counts if n)
    alt = msg("One bar of {n} pairs, divided by state: {states}.", n=strip.total, states=told)
    return Picture("06_strip", msg("Pairs by state"), partial(_draw_strip, strip, lens), alt)


def months_picture(found: Meetings, lens: Lens) -> Picture:
    """Meetings of all pairs together, reported and planned, month by month."""
    columns = (Column("month", msg("Month from"), "date"), Column("held", msg("Meetings reported"), "int"), Column("planned", msg("Meetings planned"), "int"))
    rows = tuple((month.first, month.held, month.planned) for month in found.months)
    table = Table(
        "06_by_month",
        msg("Meetings reported and planned, by month"),
        columns,
        rows,
        msg("A meeting counts in the month of the check-in that reports it; what is planned for a pair is spread evenly over its days."),
    )
    alt = msg(
        "Bars of the meetings reported in each of {n} months, with a line of the meetings planned; in all {held} of {planned}.", n=len(rows), held=found.held, planned=found.planned
    )
    return Picture("06_by_month_figure", msg("Meetings reported and planned, by month"), partial(_draw_months, found, lens), alt, table)


def _draw_strip(strip: Strip, lens: Lens) -> bytes:
    figure, axes = figures.canvas(figures.WIDTH, 1.5)
    left = 0
    for state, n in strip.counts:
        if n:
            label = lens.text.plain(msg("{state}: {count}", state=STATES[state], count=n))
            axes.barh([0], [n], left=left, height=0.6, color=_COLOURS[state], hatch=_HATCHES.get(state, ""), edgecolor="white", label=label)
            left += n
    axes.set_xlim(0, max(strip.total, 1))
    axes.set_yticks([])
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(lens.text.plain(msg("Pairs")), fontsize=figures.SIZE, color=INK)
    if lens.text.direction == "rtl":
        axes.invert_xaxis()
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, frameon=False, fontsize=figures.SIZE)
    return figures.png(figure)


def _draw_months(found: Meetings, lens: Lens) -> bytes:
    figure, axes = figures.canvas(figures.WIDTH, 2.8)
    places = list(range(len(found.months)))
    axes.bar(places, [month.held for month in found.months], 0.7, color=BLUE, label=lens.text.plain(msg("Meetings reported")))
    axes.plot(places, [month.planned for month in found.months], color=ORANGE, marker="o", linewidth=1.6, label=lens.text.plain(msg("Meetings planned")))
    step = max(1, -(-len(places) // 7))  # at most seven labels, so that they never run into each other
    axes.set_xticks(places[::step], [f"{month.first:%m/%Y}" for month in found.months[::step]], fontsize=figures.SIZE)
    axes.set_ylim(bottom=0)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel(lens.text.plain(msg("Meetings")), fontsize=figures.SIZE, color=INK)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False, fontsize=figures.SIZE)
    return figures.png(figure)
