"""What is taken out of a notebook before it is saved: the state of widgets, which nobody could show later, and on closing its outputs."""

from __future__ import annotations

from typing import Any

__all__ = ["before_save", "without_outputs", "without_widgets"]

_VIEW = "application/vnd.jupyter.widget-view+json"
Notebook = dict[str, Any]


def before_save(model: dict[str, Any], path: str = "", contents_manager: Any = None, **_: Any) -> None:
    """Called by Jupyter before it writes a file: a reopened notebook shows static views instead of "model not found"."""
    if model.get("type") == "notebook" and isinstance(model.get("content"), dict):
        without_widgets(model["content"])


def without_widgets(notebook: Notebook) -> bool:
    """Drop the widget state, and the view of each widget that has a static twin beside it; says whether anything was there."""
    there = notebook.get("metadata", {}).pop("widgets", None) is not None
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if _VIEW in data and "text/html" in data:
                del data[_VIEW]
                there = True
    return there


def without_outputs(notebook: Notebook) -> bool:
    """Drop every output and the widget state; says whether anything was there."""
    there = notebook.get("metadata", {}).pop("widgets", None) is not None
    for cell in notebook.get("cells", ()):
        if cell.get("cell_type") == "code":
            there = there or bool(cell.get("outputs")) or cell.get("execution_count") is not None
            cell["outputs"], cell["execution_count"] = [], None
    return there
