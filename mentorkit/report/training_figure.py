"""The figure of page 05: where the gaps are, competencies by sides."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import Any

from mentorkit.planning.training import CompetencyRow, TrainingPlan
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, INK, LIGHT
from mentorkit.report.terms import POPULATIONS
from mentorkit.text import Decimal, Mark, Share, msg

__all__ = ["picture"]

_SIDES = {"mentor": POPULATIONS["mentors"], "mentee": POPULATIONS["mentees"]}
_WIDE, _DARK = 26, 0.75


def picture(result: TrainingPlan, lens: Lens) -> tuple[Picture, ...]:
    """A field for each competency and side, darker where more people are below the needed level; nothing without ratings that may be shown."""
    rows = result.competencies
    seen = [row for row in rows if _state(row, lens) is None]
    if not seen:
        return ()
    title = msg("Where the gaps are")
    columns = (
        Column("competency", msg("Competency")),
        Column("side", msg("Needed by")),
        Column("needed", msg("Needed level"), "int"),
        Column("n", msg("Rated themselves"), "int"),
        Column("below", msg("Share below the needed level"), "share", 0),
        Column("gap", msg("Gap"), "number", 1),
    )
    table = Table("05_gaps", title, columns, tuple(_cells(row, lens) for row in rows))
    widest = max(seen, key=lambda row: (row.share_below or 0.0, row.gap or 0.0))
    alt = msg(
        "A field for each competency and side, darker where more people rate themselves below the needed level. Darkest: {competency} ({side}), {share} below, gap {gap}.",
        competency=widest.name,
        side=_SIDES[widest.side],
        share=Share(widest.share_below or 0.0, 0),
        gap=Decimal(widest.gap or 0.0, 1),
    )
    return (Picture("05_gaps", title, partial(_draw, rows, lens), alt, table),)


def _state(row: CompetencyRow, lens: Lens) -> Mark | None:
    """Why a field has no number; ``None`` when it has one."""
    if row.rating.state != "rated":
        return Mark.NOT_ASKED if row.rating.state == "not_asked" else Mark.NO_DATA
    return None if shown(True, row.rating.n, lens) is True else Mark.HIDDEN


def _cells(row: CompetencyRow, lens: Lens) -> tuple[Any, ...]:
    state = _state(row, lens)
    values = (row.rating.n, row.share_below, row.gap) if state is None else (state,) * 3
    return row.name, _SIDES[row.side], row.needed, *values


def _draw(rows: tuple[CompetencyRow, ...], lens: Lens) -> bytes:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    names = list(dict.fromkeys(row.id for row in rows))
    sides = [side for side in _SIDES if any(row.side == side for row in rows)]
    labels = {row.id: textwrap.fill(lens.text.plain(row.name), _WIDE, max_lines=2, placeholder=" …") for row in rows}
    colours = LinearSegmentedColormap.from_list("gaps", [LIGHT, BLUE])
    figure, axes = figures.canvas(figures.WIDTH, 0.75 + 0.55 * len(names))
    # fields without a number stay empty
    shares = np.full((len(names), len(sides)), np.nan)
    for row in rows:
        x, y, state, share = sides.index(row.side), names.index(row.id), _state(row, lens), row.share_below or 0.0
        if state is None:
            shares[y, x] = share
        words = lens.text.cell(state) if state else lens.text.plain(msg("{share} below, gap {gap}", share=Share(share, 0), gap=Decimal(row.gap or 0.0, 1)))
        axes.text(x, y, words, ha="center", va="center", fontsize=figures.SIZE, color="white" if state is None and share > _DARK else INK)
    edges = np.arange(len(sides) + 1) - 0.5, np.arange(len(names) + 1) - 0.5
    axes.pcolormesh(*edges, np.ma.masked_invalid(shares), cmap=colours, vmin=0, vmax=1, edgecolors="white", linewidth=3)
    axes.set_xlim(-0.5, len(sides) - 0.5)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xticks(range(len(sides)), [lens.text.plain(_SIDES[side]) for side in sides], fontsize=figures.SIZE)
    axes.set_yticks(range(len(names)), [labels[name] for name in names], fontsize=figures.SIZE)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    if lens.text.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.tick_params(length=0)
    return figures.png(figure)
