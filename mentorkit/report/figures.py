"""Figures as PNG bytes: equal numbers give equal bytes on one machine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from mentorkit.report.palette import GREY, INK

__all__ = ["SIZE", "WIDTH", "Redrawn", "canvas", "png"]

WIDTH = 6.3  # inches: what a page of A4 with its margins, and a document, has room for; so letters are printed in the size they are drawn in
SIZE = 10  # points, the smallest letters of a figure

_NO_NAME: Any = {"Software": None}
_RUNS = 3  # zlib's Z_RLE


def canvas(width: float = WIDTH, height: float = 3.0, *, box: tuple[float, float, float, float] | None = None) -> tuple[Any, Any]:
    """A ``Figure`` of that size in inches and its one pair of axes, in the house style. Never pyplot.

    With ``box`` (left, bottom, width, height in inches) the axes stand just there: what surrounds them is placed by the caller,
    positions are known before anything is drawn, and drawing takes half the time.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=144, layout=None if box else "constrained")
    axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height)) if box else figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(colors=INK, labelsize=SIZE)
    return figure, axes


def png(figure: Any) -> bytes:
    """The picture's bytes. Text from data is never read as mathematics; no software name or date is stored."""
    _plain_labels(figure)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=144, metadata=_NO_NAME, pil_kwargs={"compress_level": 6})
    return stream.getvalue()


class Redrawn:
    """A figure that is drawn again and again while only a few ``moving`` artists change: the rest is drawn once and kept as pixels.

    ``ground`` names what else the picture depends on (such as the limits of an axis); pixels are kept for each. Equal artists over
    equal ground give equal bytes, whatever was drawn before. A picture takes a few milliseconds; as :func:`png` it takes some dozens.
    """

    def __init__(self, figure: Any, axes: Any, moving: Sequence[Any]) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self._canvas: Any = FigureCanvasAgg(figure)
        self._axes, self._moving = axes, tuple(moving)
        self._grounds: dict[Any, Any] = {}
        for artist in self._moving:
            artist.set_animated(True)

    def png(self, ground: Any) -> bytes:
        """The bytes of the picture as the artists are now."""
        from matplotlib.image import imsave

        canvas = self._canvas
        if ground not in self._grounds:
            _plain_labels(canvas.figure)
            canvas.draw()
            self._grounds[ground] = canvas.copy_from_bbox(canvas.figure.bbox)
        canvas.restore_region(self._grounds[ground])
        for artist in self._moving:
            self._axes.draw_artist(artist)
        stream = io.BytesIO()
        # a figure is runs of equal pixels: looking for runs alone takes half the time of zlib's own search, and the file is smaller
        imsave(stream, canvas.buffer_rgba(), format="png", dpi=144, metadata=_NO_NAME, pil_kwargs={"compress_level": 1, "compress_type": _RUNS})
        return stream.getvalue()


def _plain_labels(figure: Any) -> None:
    from matplotlib.text import Text as Label

    for label in figure.findobj(Label):
        label.set_parse_math(False)
        label.set_fontfamily("DejaVu Sans")
