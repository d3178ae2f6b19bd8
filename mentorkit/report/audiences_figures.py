"""The figures of page 03: supply against demand in colours, and both sides beside each other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mentorkit.report import figures
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, LIGHT, ORANGE
from mentorkit.text import Message, Text, msg

__all__ = ["SHOWN_AREAS", "HeatRow", "SideRow", "draw_heat", "draw_sides"]

SHOWN_AREAS = 10
_SIZE = 10  # points, as printed
_WIDE = 6.3  # inches
_LETTER = 0.09  # inches a letter of that size takes, a bold one included
_DARK = 0.62  # from this share of the scale on white is easier to read than ink


@dataclass(frozen=True)
class HeatRow:
    """One area; ``wanted`` is ``None`` where it is hidden."""

    area: str
    wanted: int | None
    offered: int
    seats: int
    remark: Message | str


@dataclass(frozen=True)
class SideRow:
    """One group of both sides; a heading when both counts are ``None``; ``hidden`` and *not asked* are words instead of a bar."""

    label: str
    mentees: int | str | None
    mentors: int | str | None


def draw_heat(rows: Sequence[HeatRow], lens: Lens) -> bytes:
    """Four numbers for each area, people and seats in one scale of colours, scarce areas framed."""
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    say = lens.text.plain
    heads = [_wrapped(say(word), 9, 3) for word in (msg("Mentees who want it"), msg("Mentors who offer it"), msg("Seats behind it"), msg("Mentees for each seat"))]
    figure, axes = _empty(lens.text, 0.4 * len(rows), above=0.66, labels=[_wrapped(say(row.area), 20) for row in rows], span=(0, 5.4))
    colours = LinearSegmentedColormap.from_list("seats", [LIGHT, BLUE])
    cells = [[row.wanted, row.offered, row.seats] for row in rows]
    most = max(1, *(value or 0 for values in cells for value in values))
    edges = [place - 0.5 for place in range(len(rows) + 1)]
    filled = np.array([[value or np.nan for value in values] for values in cells], dtype=float)
    axes.pcolormesh([0, 1, 2, 3], edges, filled, cmap=colours, vmin=0, vmax=most, edgecolors="white", linewidth=4)
    for place, row in enumerate(rows):
        for at, value in enumerate(cells[place]):
            words = say(msg("hidden")) if value is None else str(value)
            _write(axes, at + 0.5, place, words, "center", GREY if value is None else "white" if value / most > _DARK else INK)
        _ratio(axes, place, row, lens.text)
        _write(axes, 4.1, place, _wrapped(say(row.remark), 14), _start(lens.text))
    for at, head in enumerate(heads):
        axes.text(at + 0.5, -0.58, head, ha="center", va="bottom", fontsize=_SIZE, color=INK)
    return figures.png(figure)


def _ratio(axes: Any, place: int, row: HeatRow, text: Text) -> None:
    """Mentees for each seat; framed where not everybody who wants the area can have it."""
    from matplotlib.patches import Rectangle

    if row.wanted is None:
        _write(axes, 3.5, place, text.plain(msg("hidden")), "center", GREY)
        return
    scarce = row.wanted > row.seats
    if scarce:
        axes.add_patch(Rectangle((3.06, place - 0.42), 0.88, 0.84, facecolor="none", edgecolor=ORANGE, linewidth=1.8))
    words = text.number(row.wanted / row.seats, 2) if row.seats else "-"
    _write(axes, 3.5, place, words, "center", weight="bold" if scarce else "normal")


def draw_sides(rows: Sequence[SideRow], lens: Lens) -> bytes:
    """Small multiples: mentees on the one side, mentors beside them, group by group; each side has its own scale, and its number at the bar."""
    say = lens.text.plain
    labels = [_short(row.label, 24) for row in rows]
    figure, axes = _empty(lens.text, 0.235 * len(rows), above=0.28, labels=labels, span=(0, 2.3), heads=[row.mentees is None for row in rows])
    for start, colour, side, word in ((0.0, ORANGE, "mentees", msg("Selected mentees")), (1.2, BLUE, "mentors", msg("Eligible mentors"))):
        values = [getattr(row, side) for row in rows]
        lengths = _lengths(values)
        axes.barh(range(len(rows)), lengths, 0.66, left=start, color=colour)
        for place, (value, length) in enumerate(zip(values, lengths, strict=True)):
            if value is not None:
                _write(axes, start + length + 0.02, place, str(value), _start(lens.text), INK if isinstance(value, int) else GREY)
        axes.text(start, -0.6, say(word), ha=_start(lens.text), va="bottom", fontsize=_SIZE, color=colour, fontweight="bold")
    return figures.png(figure)


def _lengths(values: Sequence[int | str | None]) -> list[float]:
    """The longest bar is three quarters of its half; what is no number has none."""
    most = max([1, *(value for value in values if isinstance(value, int))])
    return [0.78 * value / most if isinstance(value, int) else 0.0 for value in values]


def _empty(text: Text, height: float, *, above: float, labels: Sequence[str], span: tuple[float, float], heads: Sequence[bool] = ()) -> tuple[Any, Any]:
    """A canvas of that height with one line for each label, room ``above`` for words, in inches; from the right where people read from there.

    Placed by hand: the labels have one size, so the room they take is known.
    """
    figure, axes = figures.canvas(_WIDE, height + above + 0.05, placed=True)
    room = min(2.3, 0.15 + _LETTER * max(len(line) for label in labels for line in label.split("\n")))
    axes.set_position((0 if text.direction == "rtl" else room / _WIDE, 0.05 / (height + above + 0.05), 1 - room / _WIDE, height / (height + above + 0.05)))
    axes.set_axis_off()
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(*(span[::-1] if text.direction == "rtl" else span))
    axes.set_ylim(len(labels) - 0.5, -0.5)
    for place, label in enumerate(labels):
        bold = bool(heads) and heads[place]
        side = "left" if text.direction == "rtl" else "right"
        at = -0.08 * (span[1] - span[0]) / (_WIDE - room)
        _write(axes, at, place, label, side, weight="bold" if bold else "normal")
    return figure, axes


def _write(axes: Any, x: float, y: float, words: str, side: str, colour: str = INK, weight: str = "normal") -> None:
    if words:
        axes.text(x, y, words, ha=side, va="center", fontsize=_SIZE, color=colour, fontweight=weight)


def _start(text: Text) -> str:
    return "right" if text.direction == "rtl" else "left"


def _wrapped(words: str, width: int, lines: int = 2) -> str:
    """Words in lines of about ``width`` letters; what does not fit is cut, and the table has it whole."""
    return "\n".join(textwrap.wrap(words, width, max_lines=lines, placeholder="..."))


def _short(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 3].rstrip() + "..."
