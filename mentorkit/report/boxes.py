"""Boxes with words and arrows between them, laid out in inches: text is measured and wrapped, so that none leaves its box."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from mentorkit.report import figures
from mentorkit.report.palette import GREY, INK

__all__ = ["LINE", "SIZE", "Box", "Sheet", "Written", "wrapped"]

SIZE = 10.0  # points, as printed
LINE = 0.175  # inches from one line to the next
_PAD = 0.08
_GLYPHS = 0.155  # inches from the top of a line to the foot of its letters
_ASCENT = 0.125  # inches from the top of a line to the line it stands on
_FINE = 720  # dots per inch at which text is measured: at screen size widths are rounded up letter by letter
_MARK = "\u200f"  # keeps a line of a right-to-left text in its direction, whatever it starts with


@dataclass(frozen=True)
class Box:
    """A box of ``lines`` at ``x``, ``y`` (its upper corner of lowest x, y downwards) of ``width`` inches; ``title`` is a line in bold above them."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    title: str = ""
    edge: str = GREY
    face: str = "white"

    @property
    def height(self) -> float:
        """Of all lines and the padding."""
        return (len(self.lines) + bool(self.title) - 1) * LINE + _GLYPHS + 2 * _PAD

    @property
    def foot(self) -> float:
        """The y below the box."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Written:
    """One line: where it begins (``x``, its right end where ``side`` is right), the line it stands on ``y`` (downwards, in inches), and its words."""

    x: float
    y: float
    words: str
    bold: bool
    side: Literal["left", "right"]


class Sheet:
    """A figure of ``width`` inches whose boxes are given from the left; ``mirrored`` turns it for a language that is read from the right."""

    def __init__(self, width: float, *, mirrored: bool) -> None:
        self.width, self._mirrored = width, mirrored
        self._boxes: list[Box] = []
        self._arrows: list[tuple[float, float, float, float]] = []
        self._labels: list[tuple[float, float, str]] = []

    def put(self, box: Box) -> Box:
        """Add a box."""
        self._boxes.append(box)
        return box

    def label(self, x: float, y: float, words: str) -> None:
        """A line in bold that stands in no box; ``x`` is its middle."""
        self._labels.append((x, y, words))

    def down(self, x: float, start: float, end: float) -> None:
        """An arrow downwards."""
        self._arrows.append((x, start, x, end))

    def along(self, start: float, end: float, y: float) -> None:
        """An arrow in the direction of reading."""
        self._arrows.append((start, y, end, y))

    def png(self) -> bytes:
        """The picture."""
        height = max(box.foot for box in self._boxes) + 0.06
        figure, axes = figures.canvas(self.width, height)
        figure.set_layout_engine("none")
        axes.set_position([0, 0, 1, 1])
        axes.set_axis_off()
        axes.set_xticks([])  # ticks that are not drawn would be made all the same
        axes.set_yticks([])
        axes.set_xlim(0, self.width)
        axes.set_ylim(height, 0)
        self._draw_boxes(axes)
        self._draw_arrows(axes)
        axes.add_artist(_writing(self.written()))
        return figures.few_colours(figure)

    def written(self) -> tuple[Written, ...]:
        """Every line with its place."""
        found = [one for box in self._boxes for one in self._of(box)]
        for x, y, words in self._labels:
            found.append(Written(self._x(x) - _inches(words, bold=True) / 2, y + _ASCENT, self._line(words), True, "left"))
        return tuple(found)

    def _draw_boxes(self, axes: Any) -> None:
        """All boxes at once, which takes a fraction of the time of one patch for each."""
        from matplotlib.collections import PolyCollection

        corners = [[(x, y) for x, y in ((b.x, b.y), (b.x + b.width, b.y), (b.x + b.width, b.foot), (b.x, b.foot))] for b in self._boxes]
        turned = [[(self._x(x), y) for x, y in box] for box in corners]
        axes.add_collection(PolyCollection(turned, facecolors=[b.face for b in self._boxes], edgecolors=[b.edge for b in self._boxes], linewidths=1.2), autolim=False)

    def _draw_arrows(self, axes: Any) -> None:
        from matplotlib.collections import LineCollection, PolyCollection

        if not self._arrows:
            return
        lines = [[(self._x(x1), y1), (self._x(x2), y2)] for x1, y1, x2, y2 in self._arrows]
        heads = [_head(*start, *end) for start, end in lines]
        axes.add_collection(LineCollection(lines, colors=GREY, linewidths=1.2), autolim=False)
        axes.add_collection(PolyCollection(heads, facecolors=GREY, edgecolors="none"), autolim=False)

    def _of(self, box: Box) -> Iterator[Written]:
        left = self.width - box.x - box.width if self._mirrored else box.x
        lines = (*((box.title,) if box.title else ()), *box.lines)
        for place, words in enumerate(lines):
            bold = bool(box.title) and place == 0
            x = left + (box.width - _PAD if self._mirrored else _PAD)
            if words:
                yield Written(x, box.y + _PAD + _ASCENT + place * LINE, self._line(words), bold, "right" if self._mirrored else "left")

    def _x(self, x: float) -> float:
        return self.width - x if self._mirrored else x

    def _line(self, words: str) -> str:
        return _MARK + words if self._mirrored and not words.startswith(_MARK) else words


def _writing(lines: Sequence[Written]) -> Any:
    """All lines as one artist. Text objects would each measure themselves twice, which takes longer than the writing."""
    from matplotlib.artist import Artist
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Bbox

    fonts = {bold: FontProperties(family="DejaVu Sans", size=SIZE, weight="bold" if bold else "normal") for bold in (False, True)}

    class Writing(Artist):  # type: ignore[misc, unused-ignore]
        def draw(self, renderer: Any) -> None:
            dots, context = renderer.points_to_pixels(72.0), renderer.new_gc()
            context.set_foreground(INK)
            for line in lines:
                back = renderer.get_text_width_height_descent(line.words, fonts[line.bold], False)[0] if line.side == "right" else 0.0
                renderer.draw_text(context, line.x * dots - back, line.y * dots, line.words, fonts[line.bold], 0)
            context.restore()

        def places(self, renderer: Any) -> list[Any]:
            """Where each line stands in the picture, in its pixels from below, as it will be drawn."""
            dots, high, found = renderer.points_to_pixels(72.0), float(renderer.height), []
            for line in lines:
                wide, tall, below = renderer.get_text_width_height_descent(line.words, fonts[line.bold], False)
                left = line.x * dots - (wide if line.side == "right" else 0.0)
                foot = high - line.y * dots - below
                found.append(Bbox([[left, foot], [left + wide, foot + tall]]))
            return found

    writing = Writing()
    writing.set_zorder(5)  # above the boxes
    return writing


def _head(x1: float, y1: float, x2: float, y2: float) -> list[tuple[float, float]]:
    """The triangle at the end of an arrow that runs along one of the axes."""
    long, half = 0.1, 0.05
    if x1 == x2:
        back = y2 - math.copysign(long, y2 - y1)
        return [(x2, y2), (x2 - half, back), (x2 + half, back)]
    back = x2 - math.copysign(long, x2 - x1)
    return [(x2, y2), (back, y2 - half), (back, y2 + half)]


def wrapped(words: str, width: float, most: int) -> tuple[str, ...]:
    """``words`` in at most ``most`` lines that fit a box of ``width`` inches; what does not fit is cut with an ellipsis."""
    room = width - 2 * _PAD
    lines: list[str] = []
    for paragraph in words.splitlines():
        lines += _lines(paragraph.split(" "), room)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(lines[most - 1], room))


def _lines(words: Sequence[str], room: float) -> list[str]:
    found, line = [], ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and _inches(longer) > room:
            found.append(line)
            line = word
        else:
            line = longer
        while _inches(line) > room and len(line) > 1:  # a word longer than a line is broken where it must be
            kept = max(bisect.bisect_right(range(1, len(line)), room, key=lambda n, word=line: _inches(word[:n])), 1)  # type: ignore[misc]
            found.append(line[:kept])
            line = line[kept:]
    return [*found, line] if line else found


def _cut(line: str, room: float) -> str:
    while line and _inches(line + " …") > room:
        line = line.rpartition(" ")[0] if " " in line else line[:-1]
    return line.rstrip(",;:. ") + " …"


@lru_cache(maxsize=4096)
def _inches(words: str, *, bold: bool = False) -> float:
    font = _font(bold)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64 / _FINE


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    # one of our own: drawing sets another size in those that matplotlib keeps
    font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(SIZE, _FINE)
    return font
