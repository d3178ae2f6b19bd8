"""The one chart of the management brief: what the plan costs in its three sums, or the primary measure against its target."""

from __future__ import annotations

import textwrap
from functools import partial

from mentorkit.planning.costs import Costs
from mentorkit.planning.opening import Answered, Brief
from mentorkit.program.model import Measure
from mentorkit.report import figures
from mentorkit.report.blocks import Picture
from mentorkit.report.palette import BLUE, GREY, INK, ORANGE, PALE_BLUE
from mentorkit.text import Decimal, Message, Money, Share, Text, msg

__all__ = ["costs_chart", "primary_chart"]

_SUMS = (("full", msg("Full cost"), BLUE), ("program", msg("Programme cost"), PALE_BLUE), ("cash", msg("Cash"), GREY))
_LINE = 60  # letters of a line above the picture


def costs_chart(costs: Costs | None, text: Text) -> Picture | None:
    """Three bars, each with its amount; None where no sum is known."""
    if costs is None or all(getattr(costs, key) is None for key, _, _ in _SUMS):
        return None
    known = [(words, colour, amount) for key, words, colour in _SUMS if (amount := getattr(costs, key)) is not None]
    alt = msg("Bars of the sums of the plan: {sums}.", sums=tuple(msg("{sum} {amount}", sum=words, amount=Money(amount, costs.currency)) for words, _, amount in known))
    return Picture("brief_costs_figure", msg("What the plan costs, in three sums"), partial(_draw_costs, known, costs.currency, text), alt)


def _draw_costs(known: list[tuple[Message, str, float]], currency: str, text: Text) -> bytes:
    figure, axes = figures.canvas(figures.WIDTH, 0.2 + 0.3 * len(known))
    most, rtl = max(amount for _, _, amount in known) or 1, text.direction == "rtl"
    axes.barh(range(len(known)), [amount for _, _, amount in known], 0.62, color=[colour for _, colour, _ in known])
    for place, (_, _, amount) in enumerate(known):
        said = text.plain(msg("{amount}", amount=Money(amount, currency)))
        axes.text(amount + 0.015 * most, place, said, ha="right" if rtl else "left", va="center", fontsize=figures.SIZE, color=INK)
    axes.set_yticks(range(len(known)), [text.plain(words) for words, _, _ in known])
    axes.set_ylim(len(known) - 0.5, -0.5)
    axes.set_xlim(0, 1.3 * most)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    if rtl:
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.tick_params(axis="y", length=0)
        axes.spines["right"].set_visible(True)
        axes.spines["left"].set_visible(False)
    return figures.png(figure)


def primary_chart(brief: Brief, text: Text) -> Picture | None:
    """The primary measure with its interval beside the target; None before it was measured, and where it has no interval or is hidden."""
    measures = [row.measure for goal in brief.chain.goals for row in goal.measures] if brief.chain else []
    measure = next((each for each in measures if each.primary), None)
    answer = next((each for each in brief.answers if measure is not None and each.id == measure.id), None)
    if measure is None or answer is None or answer.estimate is None or answer.low is None or answer.high is None or answer.hidden or measure.target is None:
        return None
    shown = [_value(measure, number) for number in (answer.estimate, answer.low, answer.high, measure.target)]
    alt = msg("A point at {value} with a line from {low} to {high}, and the target at {target}.", value=shown[0], low=shown[1], high=shown[2], target=shown[3])
    title = msg("The primary measure, with its 95 % interval, beside the target: {what}", what=textwrap.shorten(measure.indicator or measure.id, 2 * _LINE, placeholder="…"))
    return Picture("brief_primary_figure", title, partial(_draw_primary, measure, answer, text), alt)


def _draw_primary(measure: Measure, answer: Answered, text: Text) -> bytes:
    figure, axes = figures.canvas(figures.WIDTH, 1.25)
    estimate, low, high, target = answer.estimate or 0.0, answer.low or 0.0, answer.high or 0.0, measure.target or 0.0
    axes.plot([low, high], [0, 0], color=BLUE, linewidth=3, solid_capstyle="butt")
    axes.plot([estimate], [0], "o", color=BLUE, markersize=9, label=text.plain(msg("result: {value}", value=_value(measure, estimate))))
    axes.axvline(target, color=ORANGE, linewidth=2, linestyle="--", label=text.plain(msg("target: {value}", value=_value(measure, target))))
    first, last = min(low, target), max(high, target)
    room = 0.12 * (last - first) or 0.1
    axes.set_xlim(first - room, last + room)
    axes.set_ylim(-1, 1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.xaxis.get_major_locator().set_params(nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _: text.plain(msg("{value}", value=_value(measure, value))))
    if text.direction == "rtl":
        axes.invert_xaxis()
    figure.legend(*axes.get_legend_handles_labels(), frameon=False, fontsize=figures.SIZE, loc="outside upper center", ncols=2)
    return figures.png(figure)


def _value(measure: Measure, number: float) -> Decimal | Share:
    """In the unit in which page 08 shows it."""
    return Decimal(number, 2) if measure.analysis in ("mean_change", "adjusted_difference") else Share(number)
