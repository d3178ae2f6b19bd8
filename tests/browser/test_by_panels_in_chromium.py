"""A new programme made ready in a real browser: every section typed into the app's panels, screen by screen."""

from __future__ import annotations

import ast
import datetime
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

import mentorkit as mk
from mentorkit.people.beginning import Wish, begin
from mentorkit.program.program import as_written, open_program
from mentorkit.ui.panel import Panel
from mentorkit.ui.shape import Shape, shape_at
from tests.browser.test_demo import LATE, SHOWN, Demo, opened

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


def screens() -> list[tuple[int, list[str]]]:
    """Which sections each screen of the app edits, in the order of its buttons."""
    found = []
    for node in ast.walk(ast.parse((ROOT / "notebooks" / "source" / "app.py").read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "screen":
            given = next((k.value for k in node.keywords if k.arg == "edit"), None)
            found.append([] if given is None else [given.value] if isinstance(given, ast.Constant) else [entry.value for entry in given.elts])
    return list(enumerate(found))


class Typist:
    """Fills in one panel by mouse and keyboard, guided by the order of its fields."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def fill(self, cell: Any, shape: Shape, value: Any) -> None:
        """Type ``value`` into the editor in ``cell``."""
        if shape.kind == "group":
            cells = cell.locator(":scope > .mk-fields > .mk-cell")
            for place, (key, part) in enumerate(shape.parts):
                if value.get(key) not in (None, [], {}, ()):
                    self.fill(cells.nth(place), part, value[key])
        elif shape.kind == "rows":
            for place, entry in enumerate(value):
                row = self._row(cell, place)
                self.fill(row.locator(":scope > .mk-plain"), Shape("group", shape.title, model=shape.model), entry)
        elif shape.kind == "entries":
            for place, (key, entry) in enumerate(value.items()):
                cells = self._row(cell, place).locator(":scope > .mk-cell")
                self._leaf(cells.nth(0), Shape("choice" if shape.choices else "text", "", choices=shape.choices), key)
                self.fill(cells.nth(1), shape.value, entry)
        else:
            self._leaf(cell, shape, value)

    def _row(self, cell: Any, place: int) -> Any:
        rows = cell.locator(":scope > .mk-rows > .mk-row")
        if rows.count() <= place:
            cell.locator(":scope > button").click()
            rows.nth(place).wait_for(timeout=LATE)
        return rows.nth(place)

    def _leaf(self, cell: Any, shape: Shape, value: Any) -> None:
        if shape.kind == "many":
            for place, choice in enumerate(shape.choices):
                cell.locator("input").nth(place).set_checked(choice in value)
        elif shape.kind == "check":
            cell.locator("input").set_checked(value)
        elif shape.kind == "slider":
            readout = cell.locator(".widget-readout")
            readout.fill(str(value))
            readout.press("Enter")
        elif cell.locator("select").count():
            self._choose(cell.locator("select"), shape, value)
        else:
            field = cell.locator("input, textarea").first
            field.fill(words(value))
            field.blur()

    def _choose(self, select: Any, shape: Shape, value: Any) -> None:
        if shape.kind == "yes_no":
            select.select_option(index=1 if value else 2)
        elif value in shape.choices:
            select.select_option(index=shape.choices.index(value) + (shape.default is None))
        else:
            select.select_option(label=str(value))


def words(value: Any) -> str:
    """A value as somebody writes it."""
    if isinstance(value, list | tuple):
        numbers = all(isinstance(one, int | float) for one in value)
        return ", ".join(map(str, value)) if numbers else "\n".join(map(str, value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def test_a_new_programme_becomes_ready_in_the_app(silent, examples, tmp_path):
    """Every section of a whole programme, typed into the app screen by screen and saved, leaves nothing that stops a stage."""
    example, folder = examples / "harbour-2026", tmp_path / "by-panels"
    begin(Wish(folder))
    target = as_written(open_program(example / "program.yaml").intent)
    for table in {source["file"] for source in target["tables"].values()}:
        shutil.copy(example / table, folder / table)
    demo = Demo(folder, tmp_path / "home")
    try:
        page = silent.page
        opened(page, demo.address)
        for at, edits in screens():
            page.locator(".mk-jump button").nth(at).click()
            page.wait_for_function(SHOWN, arg=at, timeout=LATE)
            for place, edit in enumerate(edits):
                value = target
                for step in edit.split("."):
                    value = value.get(step) if isinstance(value, dict) else None
                if value in (None, [], {}):
                    continue
                if len(edits) > 1:
                    page.locator(".mk-parts:visible button").nth(place).click()
                title = Panel(open_program(folder / "program.yaml"), edit).title
                panel = page.locator(f'.mk-panel:visible[aria-label="{title}"]')
                panel.locator(".mk-form").wait_for(timeout=LATE)
                start = time.monotonic()
                Typist(page).fill(panel.locator(".mk-form > .mk-plain, .mk-form > .mk-cell").first, shape_at(edit), value)
                panel.locator(".mk-save").click()
                panel.locator(".mk-panel-status").get_by_text("Saved in program.yaml.").wait_for(timeout=LATE)
                print(edit, round(time.monotonic() - start, 1))
        program = open_program(demo.copy)
        found = mk.readiness(program, mk.read_people(program))
        assert [row.stage.key for row in found.rows if row.state in ("failed", "not_ready")] == []
        assert silent.outside == [] and silent.errors == []
    finally:
        demo.stop()
