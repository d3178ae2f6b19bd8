"""What a view returned, as HTML in two pieces: words and tables come first, pictures follow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mentorkit.program.program import Program

__all__ = ["Look", "later", "shown"]


@dataclass(frozen=True)
class Look:
    """Words and tables, and pictures, as HTML; pictures are made when they are first asked for."""

    words: str
    draw: Callable[[], str] = str

    @cached_property
    def pictures(self) -> str:
        """The figures as HTML; empty when there are none."""
        drawn = self.draw()
        return drawn if "<figure" in drawn else ""


def shown(program: Program, result: Any) -> Look:
    """Whatever a view returned, as two pieces of HTML."""
    from mentorkit.report.show import show

    if result is None:
        return Look("")
    if isinstance(result, Look):
        return result
    if isinstance(result, tuple):
        looks = [shown(program, one) for one in result]
        return Look("".join(look.words for look in looks), lambda: "".join(look.pictures for look in looks))
    if hasattr(result, "_repr_html_") and not hasattr(result, "words_html"):
        return Look(result._repr_html_())
    made = result if hasattr(result, "words_html") else show(program, result)
    return Look(made.words_html, lambda: made.pictures_html)


def later(callback: Callable[..., None], seconds: float) -> None:
    """Call back after the messages that wait now; at once where no event loop runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # no event loop, as in a plain script: there is nothing to wait for
        callback()
    else:
        loop.call_later(seconds, callback)
