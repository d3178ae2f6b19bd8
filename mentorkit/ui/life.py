"""How a panel hears of saves without being kept alive by that, and how it lets go of its widgets."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from mentorkit.program.program import Program, on_saved

__all__ = ["close_all", "hear_of_saves"]


def hear_of_saves(panel: Any) -> Callable[[], None]:
    """Tell the panel of every save in this process while somebody holds it; returns a function that ends it."""
    known = weakref.ref(panel)

    def told(saved: Program) -> None:
        there = known()
        if there is not None:
            there.read_again(saved)

    stop = on_saved(told)
    weakref.finalize(panel, stop)
    return stop


def close_all(widget: Any) -> None:
    """Close a widget and everything inside it."""
    for child in getattr(widget, "children", ()):
        close_all(child)
    widget.close()
