"""Knows which notebook cell made which panel, so that running a cell again leaves no ghost of its older panel."""

from __future__ import annotations

import sys
import weakref
from typing import Any

__all__ = ["replace_older"]

_panels: dict[tuple[str, str, str], list[tuple[str, weakref.ref[Any]]]] = {}


def replace_older(panel: Any, path: str, edit: str) -> None:
    """Close the panels for the same section that an earlier run of the same cell made."""
    cell, run = _cell_and_run()
    if not cell:
        return
    key = (cell, path, edit)
    stay = []
    for made_in, known in _panels.get(key, []):
        older = known()
        if older is not None and made_in != run:
            older.close()
        elif older is not None:
            stay.append((made_in, known))
    _panels[key] = [*stay, (run, weakref.ref(panel))]


def _cell_and_run() -> tuple[str, str]:
    """The id of the cell that runs now and of this run of it; empty outside a notebook."""
    if "IPython" not in sys.modules:
        return "", ""
    from IPython.core.getipython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent("shell") if kernel is not None else {}
    return str(parent.get("metadata", {}).get("cellId", "")), str(parent.get("header", {}).get("msg_id", ""))
