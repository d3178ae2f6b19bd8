"""The figure of page 04: for the coordinator what each pair's score is made of, for the committee how scores spread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from mentorkit.pairing.counts import bins, contributions
from mentorkit.pairing.pairing import Paired, Pairing
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_words import names_of_criteria
from mentorkit.report.palette import AMBER, BLUE, GREEN, GREY, INK, ORANGE, RED
from mentorkit.text import Decimal, Message, msg

__all__ = ["scores_picture", "spread_picture"]

NAMED = 5
_COLOURS = (BLUE, ORANGE, GREEN, GREY, AMBER, RED)
_HATCHES = ("", "///", "...")


def scores_picture(result: Pairing, lens: Lens) -> Picture:
    """The scores of the pairs; without ids in the picture, and in steps of 10 points for the committee."""
    return _stacked(result, lens) if lens.coordinator else spread_picture(result, lens)


def _stacked(result: Pairing, lens: Lens) -> Picture:
    parts, pairs, names = contributions(result), result.pairs, names_of_criteria(result.scores.criteria)
    order = np.lexsort((np.arange(len(pairs)), -pairs["points"].to_numpy(dtype=np.int64)))
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("score", msg("Score"), "points"),
        *(Column(f"adds_{name}", msg("{criterion} adds", criterion=names[name]), "points") for name, _ in parts),
    )
    rows = tuple((pairs["mentee"].iloc[i], pairs["mentor"].iloc[i], int(pairs["score"].iloc[i]), *(float(values[i]) for _, values in parts)) for i in order)
    table = Table("04_parts", msg("What each criterion adds to the score of a pair"), columns, rows)
    title = msg("What the score of each pair is made of")
    low, high = Decimal(int(pairs["score"].min()) / 10), Decimal(int(pairs["score"].max()) / 10)
    alt = msg(
        "Bars of {n} pairs from the highest to the lowest score, each divided by criterion; scores run from {low} to {high}. The lowest: {lowest}.",
        n=len(pairs),
        low=low,
        high=high,
        lowest=_lowest(result, order),
    )
    return Picture("04_scores_figure", title, partial(_draw_stacked, result, order, lens), alt, table)


def _lowest(result: Pairing, order: np.ndarray[Any, Any]) -> tuple[Message, ...]:
    """The pairs with the lowest scores, the lowest first."""
    pairs = result.pairs
    named = [(pairs["mentee"].iloc[i], pairs["mentor"].iloc[i], Decimal(int(pairs["score"].iloc[i]) / 10)) for i in order[::-1][:NAMED]]
    return tuple(msg("{mentee} with {mentor}: {score}", mentee=mentee, mentor=mentor, score=score) for mentee, mentor, score in named)


def _draw_stacked(result: Pairing, order: np.ndarray[Any, Any], lens: Lens) -> bytes:
    say, parts, pairs, names = lens.text.plain, contributions(result), result.pairs, names_of_criteria(result.scores.criteria)
    figure, axes = figures.canvas(figures.WIDTH, 3.2)
    bottom = np.zeros(len(pairs))
    for place, (name, values) in enumerate(parts):
        heights = values[order] / 10
        colour, hatch = _COLOURS[place % len(_COLOURS)], _HATCHES[place // len(_COLOURS) % len(_HATCHES)]
        axes.bar(np.arange(1, len(pairs) + 1), heights, 0.9, bottom, color=colour, hatch=hatch, label=say(names[name]), linewidth=0)
        bottom += heights
    axes.set_ylim(0, 100)
    axes.set_xlim(0.3, len(pairs) + 0.7)
    axes.set_ylabel(say(msg("Score")), color=INK, fontsize=figures.SIZE)
    axes.set_xlabel(say(msg("Pairs, highest score first")), color=INK, fontsize=figures.SIZE)
    axes.xaxis.get_major_locator().set_params(integer=True)
    if parts:
        axes.legend(fontsize=figures.SIZE, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0), reverse=True)
    lines = [say(msg("The lowest, from the right:")), *(say(one) for one in _lowest(result, order))]
    edge = "right" if lens.text.direction == "rtl" else "left"
    axes.text(1.02, 0.0, "\n".join(lines), transform=axes.transAxes, ha="left", va="bottom", multialignment=edge, fontsize=figures.SIZE, color=INK)
    return figures.png(figure)


def spread_picture(result: Paired, lens: Lens) -> Picture:
    """How many pairs score how much, in steps of 10 points; no person in it."""
    steps = bins(result)
    columns = (Column("from", msg("Score from"), "int"), Column("below", msg("below"), "int"), Column("pairs", msg("Pairs"), "int"))
    table = Table("04_score_steps", msg("Pairs by score"), columns, steps, msg("The last step includes 100."))
    low, high, count = max(steps, key=lambda step: step[2])
    alt = msg("Bars of {n} pairs by score in steps of 10 points; most of them, {count}, score from {low} to {high}.", n=len(result.pairs), count=count, low=low, high=high)
    return Picture("04_scores_figure", msg("How the scores of the pairs spread"), partial(_draw_histogram, steps, lens), alt, table)


def _draw_histogram(steps: Sequence[tuple[int, int, int]], lens: Lens) -> bytes:
    say = lens.text.plain
    figure, axes = figures.canvas(figures.WIDTH, 2.8)
    axes.bar([low + 5 for low, _, _ in steps], [count for _, _, count in steps], 9, color=BLUE)
    axes.set_xticks([low for low, _, _ in steps] + [100])
    axes.set_ylabel(say(msg("Pairs")), color=INK, fontsize=figures.SIZE)
    axes.set_xlabel(say(msg("Score")), color=INK, fontsize=figures.SIZE)
    axes.yaxis.get_major_locator().set_params(integer=True)
    return figures.png(figure)
