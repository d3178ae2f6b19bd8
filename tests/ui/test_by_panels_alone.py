"""A new programme, taken through notebooks 00 to 08 by nothing but their panels."""

from __future__ import annotations

import ast
import datetime
import re
import shutil
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

import mentorkit as mk
from mentorkit.people.beginning import Wish, begin
from mentorkit.program.program import as_written, open_program, save_program
from mentorkit.ui.form import Entries, Group, Rows
from mentorkit.ui.leaves import Leaf, Many
from mentorkit.ui.linked import Marked
from mentorkit.ui.panel import panel

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "notebooks" / "source").glob("0[0-8]_*.py"))


def edits(source: Path) -> list[str]:
    """The sections that the panels of one notebook edit, in its order."""
    calls = [node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "panel"]
    return [keyword.value.value for call in calls for keyword in call.keywords if keyword.arg == "edit"]


def wanted(raw: dict, edit: str) -> Any:
    """What the finished file holds under a dotted path."""
    for step in edit.split("."):
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw


def write(editor: Any, value: Any) -> None:
    """Type a value into an editor, through its widgets alone."""
    if isinstance(editor, Group):
        for key, inner in value.items():
            write(editor.parts[key], inner)
    elif isinstance(editor, Rows):
        for place, inner in enumerate(value):
            if place >= len(editor.rows):
                editor.add.click()
            write(editor.rows[place].editor, inner)
    elif isinstance(editor, Entries):
        for place, (key, inner) in enumerate(value.items()):
            if place >= len(editor.rows):
                editor.add.click()
            write(editor.rows[place].key, key)
            write(editor.rows[place].editor, inner)
    elif isinstance(editor, Marked) and editor.values:
        for choice in value:
            if choice in editor.values:
                editor.controls[editor.values.index(choice)].value = True
    elif isinstance(editor, Many) and not isinstance(editor, Marked):
        for choice in value:
            editor.controls[editor.shape.choices.index(choice)].value = True
    else:
        write_leaf(editor, value)


def write_leaf(leaf: Leaf, value: Any) -> None:
    """One value as a person would write or choose it."""
    if value is None or not leaf.controls:
        return
    control = leaf.controls[0]
    if isinstance(control, widgets.Text | widgets.Textarea):
        control.value = words(value)
    elif not isinstance(control, widgets.Dropdown) or value in [offered for _, offered in control.options]:
        control.value = value


def words(value: Any) -> str:
    if isinstance(value, list | tuple):
        numbers = all(isinstance(one, int | float) for one in value)
        return ", ".join(map(str, value)) if numbers else "\n".join(map(str, value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def plain(value: Any) -> Any:
    """Without what is empty, so that a written blank and a blank that nobody wrote are the same."""
    if isinstance(value, dict):
        return {key: kept for key, inner in value.items() if (kept := plain(inner)) not in (None, {}, [], ())}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def resolved(path: Path) -> dict:
    """A file with its defaults; short name, title and language are given when it is made."""
    whole = open_program(path).intent.model_dump(by_alias=True, exclude={"id", "name", "language", "as_of", "seed"})
    return plain(whole)


def unreached(target: Any, made: Any, path: str = "") -> list[str]:
    """Paths of the finished file that the panels left out or wrote otherwise."""
    if isinstance(target, dict) and isinstance(made, dict):
        return [fault for key in target.keys() | made.keys() for fault in unreached(target.get(key), made.get(key), f"{path}.{key}".strip("."))]
    return [] if target == made else [path]


def fill_in(path: Path, edit: str, value: Any) -> None:
    """One panel: opened, filled in, saved, closed."""
    if value is None:
        return
    sign = mk.sign_off if edit == "sign_off" else None
    one = panel(open_program(path), edit=edit, known=mk.known_items, sign=sign)
    write(one.frame.form, {key: value[key] for key in ("on", "by")} if sign else value)
    if one.draft.dirty:
        one.frame.buttons["save"].click()
    assert not one.draft.dirty and not one.log, (edit, one.line)
    one.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "he"])
def test_a_new_programme_becomes_ready_by_panels_alone(language, tmp_path):
    """Each panel of notebooks 00 to 08, filled in once and saved, makes the whole file; then nothing stands in the way."""
    example = ROOT / "data" / "programs" / {"en": "bridge-2026", "he": "gesher-2026"}[language]
    target = as_written(open_program(example / "program.yaml").intent)
    folder = tmp_path / "by-panels"
    begin(Wish(folder, None, language, None, ()))
    for table in {source["file"] for source in target["tables"].values()}:
        shutil.copy(example / table, folder / table)
    path = folder / "program.yaml"
    draft = open_program(path)  # the day up to which rows count is given with the command, or written in the file
    save_program(draft.with_intent(draft.intent.model_copy(update={"as_of": open_program(example / "program.yaml").intent.as_of})))
    for again in (False, True):  # what is chosen from a list that a later notebook fills is chosen on coming back; then it is signed
        for source in SOURCES:
            for edit in edits(source):
                if again or edit != "sign_off":
                    fill_in(path, edit, wanted(target, edit))
    missed = sorted(unreached(resolved(example / "program.yaml"), resolved(path)))
    assert not missed, "\n".join(missed)
    program = open_program(path)
    found = mk.readiness(program, mk.read_people(program))
    assert [row.stage.key for row in found.rows if row.state in ("failed", "not_ready")] == []


def test_every_notebook_has_its_panels():
    """Notebooks 00 to 08 each have a panel; a field that no panel reaches would need an editor of text."""
    assert all(edits(source) for source in SOURCES)
    assert not re.search(r"edit=(?![\"'])", "".join(source.read_text("utf-8") for source in SOURCES)), "an edit that cannot be read here"
