"""What can be wrong with a figure, measured on the figure itself before it becomes pixels."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text as Label

from mentorkit.report import figures, palette

PRINTED = 6.3  # inches of a document's column; a page of A4 has more


@contextmanager
def watched(monkeypatch: Any):
    """Every figure that becomes a picture while this is open, with the faults it had."""
    found: list[list[str]] = []
    drawn = figures.png

    def png(figure: Any) -> bytes:
        content = drawn(figure)
        found.append(faults(figure))
        return content

    monkeypatch.setattr(figures, "png", png)
    yield found


def faults(figure: Any) -> list[str]:
    """Letters too small in print, words outside the canvas, words over words, colours that have no name."""
    canvas = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    shrink = min(1.0, PRINTED / figure.get_figwidth())
    hidden = _hidden(figure)
    labels = [label for label in figure.findobj(Label) if label.get_visible() and label.get_text().strip() and id(label) not in hidden]
    found = [f"{label.get_fontsize() * shrink:.1f} pt: {label.get_text()!r}" for label in labels if label.get_fontsize() * shrink < 9.99]
    boxes = [(label.get_text(), label.get_window_extent(renderer)) for label in labels]
    width, height = figure.bbox.width, figure.bbox.height
    found += [f"outside: {text!r}" for text, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1]
    for place, (text, box) in enumerate(boxes):
        found += [f"over another: {text!r} and {other!r}" for other, second in boxes[place + 1 :] if _overlap(box, second)]
    return found + [f"no name: {colour}" for colour in sorted(_colours(figure) - _named())]


def _hidden(figure: Any) -> set[int]:
    """Labels of ticks that are kept beyond the ends of an axis, and those of axes that are switched off."""
    found: set[int] = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            off = not (axes.get_visible() and axes.axison and axis.get_visible())
            drawn = set() if off else {id(tick) for tick in axis._update_ticks()}
            for tick in (*axis.majorTicks, *axis.minorTicks):
                if id(tick) not in drawn:
                    found |= {id(tick.label1), id(tick.label2)}
            found |= {id(axis.label), id(axis.offsetText)} if off else set()
    return found


def _overlap(one: Any, two: Any) -> bool:
    """Whether two boxes share more than a rim of two pixels."""
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    along = min(one.y1, two.y1) - max(one.y0, two.y0)
    return bool(across > 2 and along > 2)


def _colours(figure: Any) -> set[str]:
    """Colours of bars, lines and letters as they are, white and the frame apart."""
    from matplotlib.collections import Collection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    found: set[tuple[float, ...]] = set()
    for artist in figure.findobj(lambda a: isinstance(a, Patch | Line2D | Label | Collection)):
        if not artist.get_visible():
            continue
        if isinstance(artist, Patch):
            found |= {to_rgb(artist.get_facecolor())} if artist.get_facecolor()[3] else set()
        elif isinstance(artist, Line2D):
            drawn = [artist.get_color()] if artist.get_linestyle() not in ("None", "") else []
            drawn += [artist.get_markerfacecolor(), artist.get_markeredgecolor()] if artist.get_marker() not in ("None", "", None) else []
            found |= {to_rgb(colour) for colour in drawn if not (isinstance(colour, str) and colour == "none")}
        elif isinstance(artist, Label):
            found.add(to_rgb(artist.get_color()))
        elif artist.get_array() is None:
            found |= {to_rgb(colour) for colour in artist.get_facecolor() if colour[3]}
    return {to_hex(colour) for colour in found}


def _named() -> set[str]:
    """The palette by name, with white for grounds and black for what the library draws itself (axes)."""
    return {getattr(palette, name).lower() for name in palette.__all__ if isinstance(getattr(palette, name), str)} | {"#ffffff", "#000000"}
