"""Figures as PNG bytes: equal numbers give equal bytes on one machine."""

from __future__ import annotations

import io
from typing import Any

from mentorkit.report.palette import GREY, INK

__all__ = ["canvas", "png"]


def canvas(width: float = 7.0, height: float = 3.0) -> tuple[Any, Any]:
    """A ``Figure`` of that size in inches and its one pair of axes, in the house style. Never pyplot."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=144, layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(colors=INK, labelsize=9)
    return figure, axes


def png(figure: Any) -> bytes:
    """The picture's bytes. Text from data is never read as mathematics; no software name or date is stored."""
    from matplotlib.text import Text as Label

    for label in figure.findobj(Label):
        label.set_parse_math(False)
        label.set_fontfamily("DejaVu Sans")
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=144, metadata={"Software": None}, pil_kwargs={"compress_level": 6})
    return stream.getvalue()
