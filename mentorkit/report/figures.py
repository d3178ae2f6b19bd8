"""Figures as PNG bytes: equal numbers give equal bytes on one machine."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from typing import Any

from mentorkit.report.palette import GREY, INK

__all__ = ["SIZE", "WIDTH", "Redrawn", "canvas", "few_colours", "png"]

WIDTH = 6.3  # inches: what a page of A4 with its margins, and a document, has room for; so letters are printed in the size they are drawn in
SIZE = 10  # points, the smallest letters of a figure

_NO_NAME: Any = {"Software": None}
_COLOURS = 64  # of a picture
_RUNS = 3  # zlib's Z_RLE
_STEP = 24  # of 256: letters stay smooth, and the lightest grey stays apart from white


def canvas(width: float = WIDTH, height: float = 3.0, *, box: tuple[float, float, float, float] | None = None, placed: bool = False) -> tuple[Any, Any]:
    """A ``Figure`` of that size in inches and its one pair of axes, in the house style. Never pyplot.

    With ``box`` (left, bottom, width, height in inches) the axes stand just there: what surrounds them is placed by the caller,
    positions are known before anything is drawn, and drawing takes half the time. ``placed``: the caller moves the axes itself.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=144, layout=None if box or placed else "constrained")
    axes = figure.add_axes((box[0] / width, box[1] / height, box[2] / width, box[3] / height)) if box else figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(colors=INK, labelsize=SIZE)
    return figure, axes


def png(figure: Any) -> bytes:
    """The picture's bytes. Text from data is never read as mathematics; no software name or date is stored.

    A figure is flat areas and letters, so a palette of 64 colours shows the same in a third of the bytes.
    """
    from PIL import Image

    _plain_labels(figure)
    drawn = io.BytesIO()
    stream = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=144, metadata=_NO_NAME, pil_kwargs={"compress_level": 1})
    picture = Image.open(drawn).convert("RGB").quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    picture.save(stream, format="png", dpi=(144, 144), compress_level=9)
    return stream.getvalue()


def few_colours(figure: Any) -> bytes:
    """Like :func:`png`, for a figure that is mostly words: a palette makes the file several times smaller, and it is drawn once only.

    No layout engine may be at work: the figure is drawn as it stands. Colours closer than a tenth of each channel become one.
    """
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    _plain_labels(figure)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[..., :3]
    coarse = (pixels // _STEP).astype(np.uint16)
    codes = (coarse[..., 0] << 8) | (coarse[..., 1] << 4) | coarse[..., 2]
    often = np.bincount(codes.ravel(), minlength=1 << 12)
    found = np.flatnonzero(often)
    if len(found) > 256:
        return png(figure)
    places = np.zeros(1 << 12, np.uint8)
    places[found] = np.arange(len(found))
    # the mean of what became one, over every fourth line: an even area keeps its colour, which outweighs the edges of letters
    some, seen = codes[::4].ravel(), np.bincount(codes[::4].ravel(), minlength=1 << 12)[found]
    middles = np.stack([(found >> shift & 15) * _STEP + _STEP // 2 for shift in (8, 4, 0)], axis=1)
    sums = np.stack([np.bincount(some, weights=pixels[::4, :, channel].ravel(), minlength=1 << 12)[found] for channel in range(3)], axis=1)
    colours = np.where(seen[:, None] > 0, sums / np.maximum(seen, 1)[:, None], np.minimum(middles, 255))
    return _indexed(places[codes], np.rint(colours).astype(np.uint8).tobytes())


def _indexed(rows: Any, palette: bytes) -> bytes:
    """A PNG with a palette (PNG specification, colour type 3), 144 dots per inch, no other words inside."""
    high, wide = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in rows)  # 0: the line stands as it is
    per_metre = round(144 / 0.0254)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(lines, 6)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)


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
