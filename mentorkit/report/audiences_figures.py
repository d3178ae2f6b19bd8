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

SHOWN_AREAS = 15
_SIZE = 10  # points, as printed


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
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    say = lens.text.plain
    heads = [_wrapped(say(word), 9) for word in (msg("Mentees who want it"), msg("Mentors who offer it"), msg("Seats behind it"), msg("Mentees for each seat"))]
    figure, axes = _empty(lens.text, 6.3, 0.75 + 0.4 * len(rows))
    colours = LinearSegmentedColormap.from_list("seats", [LIGHT, BLUE])
    most = max(1, *(n for row in rows for n in (row.wanted or 0, row.offered, row.seats)))
    for place, row in enumerate(rows):
        for at, value in enumerate((row.wanted, row.offered, row.seats)):
            share = (value or 0) / most
            axes.add_patch(Rectangle((at, place - 0.45), 0.94, 0.9, facecolor=colours(share) if value else "white", edgecolor=LIGHT))
            words = say(msg("hidden")) if value is None else str(value)
            axes.text(at + 0.47, place, words, ha="center", va="center", fontsize=_SIZE, color=GREY if value is None else "white" if share > 0.55 else INK)
        _ratio(axes, place, row, lens.text)
        axes.text(4.06, place, _wrapped(say(row.remark), 14), ha=_start(lens.text), va="center", fontsize=_SIZE, color=INK)
    for at, head in enumerate(heads):
        axes.text(at + 0.47, -0.62, head, ha="center", va="bottom", fontsize=_SIZE, color=INK)
    axes.set_yticks(range(len(rows)), [_wrapped(say(row.area), 20) for row in rows], fontsize=_SIZE)
    axes.set_ylim(len(rows) - 0.45, -0.55)
    _sideways(axes, 0, 5.55, lens.text)
    return figures.png(figure)


def _ratio(axes: Any, place: int, row: HeatRow, text: Text) -> None:
    """Mentees for each seat; framed where not everybody who wants the area can have it."""
    from matplotlib.patches import Rectangle

    if row.wanted is None:
        axes.text(3.47, place, text.plain(msg("hidden")), ha="center", va="center", fontsize=_SIZE, color=GREY)
        return
    scarce = row.wanted > row.seats
    if scarce:
        axes.add_patch(Rectangle((3.03, place - 0.42), 0.88, 0.84, facecolor="none", edgecolor=ORANGE, linewidth=1.8))
    words = text.number(row.wanted / row.seats, 2) if row.seats else "-"
    axes.text(3.47, place, words, ha="center", va="center", fontsize=_SIZE, color=INK, fontweight="bold" if scarce else "normal")


def draw_sides(rows: Sequence[SideRow], lens: Lens) -> bytes:
    """Small multiples: mentees on the one side, mentors beside them, group by group; each side has its own scale, and its number at the bar."""
    say = lens.text.plain
    figure, axes = _empty(lens.text, 6.3, 0.55 + 0.27 * len(rows))
    for start, colour, side, word in ((0.0, ORANGE, "mentees", msg("Eligible mentees")), (1.2, BLUE, "mentors", msg("Eligible mentors"))):
        most = max([1, *(n for row in rows if isinstance(n := getattr(row, side), int))])
        for place, row in enumerate(rows):
            value = getattr(row, side)
            length = 0.78 * value / most if isinstance(value, int) else 0.0
            if length:
                axes.barh(place, length, 0.66, left=start, color=colour)
            if value is not None:
                axes.text(start + length + 0.02, place, str(value), ha=_start(lens.text), va="center", fontsize=_SIZE, color=INK if isinstance(value, int) else GREY)
        axes.text(start, -0.75, say(word), ha=_start(lens.text), va="bottom", fontsize=_SIZE, color=colour, fontweight="bold")
    axes.set_yticks(range(len(rows)), [_short(row.label, 26) for row in rows], fontsize=_SIZE)
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight("bold" if row.mentees is None else "normal")
    axes.set_ylim(len(rows) - 0.4, -0.65)
    _sideways(axes, 0, 2.3, lens.text)
    return figures.png(figure)


def _empty(text: Text, width: float, height: float) -> tuple[Any, Any]:
    figure, axes = figures.canvas(width, height)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks([])
    return figure, axes


def _sideways(axes: Any, low: float, high: float, text: Text) -> None:
    """From the left, or from the right in a language that is read from there."""
    axes.set_xlim(low, high)
    if text.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.tick_params(length=0)


def _start(text: Text) -> str:
    return "right" if text.direction == "rtl" else "left"


def _wrapped(words: str, width: int) -> str:
    """Words in lines of about ``width`` letters, two or three of them; the rest is cut, and the table has it whole."""
    lines = textwrap.wrap(words, width, max_lines=3, placeholder="...")
    return "\n".join(lines)


def _short(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 3].rstrip() + "..."
