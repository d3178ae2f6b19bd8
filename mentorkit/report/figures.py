"""Figures as PNG bytes: equal numbers give equal bytes on one machine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from mentorkit.report.palette import GREY, INK

__all__ = ["Redrawn", "canvas", "png"]

_NO_NAME: Any = {"Software": None}
_RUNS = 3  # zlib's Z_RLE


def canvas(width: float = 7.0, height: float = 3.0, *, placed: bool = False) -> tuple[Any, Any]:
    """A ``Figure`` of that size in inches and its one pair of axes, in the house style. Never pyplot.

    ``placed``: whoever draws says where the axes stand; finding the room for words draws a figure twice.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=144, layout=None if placed else "constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(colors=INK, labelsize=9)
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
