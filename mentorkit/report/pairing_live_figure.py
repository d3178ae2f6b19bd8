"""The small figure beside a moving slider: one figure for a whole session, whose bars get other heights."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from mentorkit.report import figures
from mentorkit.report.palette import BLUE, INK, ORANGE
from mentorkit.text import msg, text_for

__all__ = ["draw_steps"]

_TOPS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)  # few heights of the axis, so that it stays still while a slider moves


def draw_steps(language: str, before: tuple[int, ...] | None, now: tuple[int, ...]) -> bytes:
    """Pairs by score in ten steps: bars for ``now``, a line for ``before`` where there is one. PNG bytes."""
    return _drawing(language).png(before, now)


class _Drawing:
    def __init__(self, language: str) -> None:
        from matplotlib.ticker import MaxNLocator

        say = text_for(language).plain
        figure, axes = figures.canvas(5.6, 2.2)
        figure.set_layout_engine(None)  # fixed margins: nothing of an earlier drawing stays
        figure.subplots_adjust(0.095, 0.2, 0.97, 0.87)
        self._axes = axes
        self._bars = axes.bar(np.arange(5, 100, 10), np.ones(10), 9, color=BLUE, label=say(msg("This draft")))
        self._line = axes.stairs(np.ones(10), np.arange(0, 101, 10), color=ORANGE, linewidth=1.8, label=say(msg("Saved file")))
        axes.set_xlim(0, 100)
        axes.set_xticks(range(0, 101, 10))
        axes.set_xlabel(say(msg("Score")), color=INK, fontsize=figures.SIZE)
        axes.set_ylabel(say(msg("Pairs")), color=INK, fontsize=figures.SIZE)
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.legend(fontsize=figures.SIZE, frameon=False, loc="lower right", bbox_to_anchor=(1.0, 0.97), ncols=2, borderaxespad=0)
        self._redrawn = figures.Redrawn(figure, axes, (*self._bars, self._line))

    def png(self, before: tuple[int, ...] | None, now: tuple[int, ...]) -> bytes:
        for bar, count in zip(self._bars, now, strict=True):
            bar.set_height(count)
        self._line.set_data(before or np.zeros(10))
        self._line.set_visible(before is not None)
        top = _top(max(1, *now, *(before or ())))
        self._axes.set_ylim(0, top)
        return self._redrawn.png(top)


@lru_cache(maxsize=2)
def _drawing(language: str) -> _Drawing:
    return _Drawing(language)


def _top(count: int) -> float:
    """The height of the axis for the highest bar."""
    tens = 10.0 ** (len(str(count)) - 1)
    return next(step * tens for step in _TOPS if step * tens >= 1.02 * count) if 1.02 * count <= 10 * tens else 15 * tens
