"""Editors of whole sections: groups of fields, lists with rows that come and go, named values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from mentorkit.text import msg
from mentorkit.ui.leaves import Kit, Leaf, Speaking, leaf_for
from mentorkit.ui.shape import ABSENT, Shape

__all__ = ["Editor", "Entries", "Group", "Rows", "editor_for"]

# What one row of a list is called, by the title of the list; other lists are named alike in both.
_ONE = {
    "Competencies": msg("Competency"),
    "Controls": msg("Control"),
    "Criteria": msg("Criterion"),
    "Decisions requested": msg("Decision requested"),
    "Excluded pairs": msg("Excluded pair"),
    "Forbidden when": msg("Condition"),
    "Goals": msg("Goal"),
    "Measures": msg("Measure"),
    "Mixes of options": msg("Mix"),
    "Modules": msg("Module"),
    "Options": msg("Option"),
    "Promises": msg("Promise"),
    "Required pairs": msg("Required pair"),
    "Risks": msg("Risk"),
    "Rules": msg("Rule"),
    "Sessions": msg("Session"),
    "Stakeholders": msg("Stakeholder"),
    "Weights of single posts or groups": msg("Post or group"),
    "Who is eligible": msg("Condition"),
    "all of": msg("Condition"),
    "any of": msg("Condition"),
}


def editor_for(kit: Kit, shape: Shape, raw: Any = ABSENT, *, named: bool = True) -> Editor:
    """The editor that a shape asks for, showing ``raw``; ``named`` puts the title above a group."""
    kinds: dict[str, Any] = {"group": Group, "rows": Rows, "entries": Entries}
    return kinds[shape.kind](kit, shape, raw, named=named) if shape.kind in kinds else leaf_for(kit, shape, raw)


def _name(kit: Kit, title: str) -> Any:
    return kit.make(widgets.HTML, value=str(Markup('<span class="mk-name">{}</span>').format(title)))


class Group(Speaking):
    """The fields of one model. Fields nobody wrote stay out of the file."""

    def __init__(self, kit: Kit, shape: Shape, raw: Any = ABSENT, *, named: bool = True) -> None:
        self.kit = kit
        self._written = raw is not ABSENT and raw is not None
        values = raw if isinstance(raw, dict) else {}
        self.parts: dict[str, Editor] = {key: editor_for(kit, part, values.get(key, ABSENT)) for key, part in shape.parts if key not in kit.hidden}
        for part in self.parts.values():
            if isinstance(part, Leaf):
                part.beside = self._beside
        self._kept = {key: value for key, value in values.items() if key not in self.parts}
        content: list[Any] = [kit.box([part.box for part in self.parts.values()], "mk-fields")]
        if named:
            content.insert(0, _name(kit, kit.text.label(shape.title)))
        self.content = tuple(content)
        self.box = kit.box(self.content, *(("mk-cell", "mk-wide", "mk-group", "mk-named") if named else ("mk-plain",)))

    def raw(self) -> Any:
        """The fields that are written, in the order of the model."""
        values = {key: part.raw() for key, part in self.parts.items()}
        values = {**self._kept, **{key: value for key, value in values.items() if value is not ABSENT}}
        return values if values or self._written else ABSENT

    def _beside(self) -> dict[str, Any]:
        """What is written in the fields of this entry, for those whose list depends on the others."""
        raw = self.raw()
        return raw if isinstance(raw, dict) else {}

    def put(self, raw: Any) -> None:
        """Show other values in the same widgets."""
        self._written = raw is not ABSENT and raw is not None
        values = raw if isinstance(raw, dict) else {}
        self._kept = {key: value for key, value in values.items() if key not in self.parts}
        for key, part in self.parts.items():
            part.put(values.get(key, ABSENT))

    def find(self, place: tuple[str | int, ...]) -> Editor:
        """The editor of a place, or the nearest one above it."""
        part = self.parts.get(str(place[0])) if place else None
        return part.find(place[1:]) if part else self

    def leaves(self) -> Iterator[Leaf]:
        """Every single value below, in reading order."""
        for part in self.parts.values():
            yield from part.leaves()

    def all(self) -> Iterator[Speaking]:
        """Everything here that can show a message."""
        yield self
        for part in self.parts.values():
            yield from part.all()

    def doubled(self) -> Iterator[Leaf]:
        """Names that stand more than once; only the last of them could be saved."""
        for part in self.parts.values():
            yield from part.doubled()


class _Lines(Speaking):
    """Rows that can be added and removed; ``_row`` makes one."""

    def __init__(self, kit: Kit, shape: Shape, raw: Any = ABSENT, *, named: bool = True) -> None:
        self.kit = kit
        self.shape = shape
        self.title = kit.text.label(shape.title)
        self.one = kit.text.label(_ONE.get(shape.title, shape.title))
        self._written = raw is not ABSENT and raw is not None
        self.rows: list[Any] = []
        self._lines = kit.box((), "mk-rows")
        self.mark = kit.mark()
        self.add = kit.make(widgets.Button, self.mark, description=kit.text.label(msg("Add: {title}", title=self.one)), tooltip=self.one)
        self.add.on_click(kit.guard(self._added))
        content = [self._lines, self.add]
        if named:
            content.insert(0, _name(kit, self.title))
        self.content = tuple(content)
        self.box = kit.box(self.content, *(("mk-cell", "mk-wide", "mk-group", "mk-named") if named else ("mk-plain",)))
        self.put(raw)

    def put(self, raw: Any) -> None:
        """Show other rows: those that are there take the new values in place."""
        self._written = raw is not ABSENT and raw is not None
        values = self._values(raw)
        for row in self.rows[len(values) :]:
            row.close()
        del self.rows[len(values) :]
        for row, value in zip(self.rows, values, strict=False):
            row.put(value)
        self.rows += [self._row(value) for value in values[len(self.rows) :]]
        self._arrange()

    def leaves(self) -> Iterator[Leaf]:
        """Every single value below, in reading order."""
        for row in self.rows:
            yield from row.leaves()

    def all(self) -> Iterator[Speaking]:
        """Everything here that can show a message."""
        yield self
        for row in self.rows:
            yield from row.all()

    def doubled(self) -> Iterator[Leaf]:
        """Names that stand more than once; only the last of them could be saved."""
        for row in self.rows:
            yield from row.editor.doubled()

    def _values(self, raw: Any) -> list[Any]:
        return list(raw) if isinstance(raw, list) else []

    def _row(self, value: Any) -> Any:
        raise NotImplementedError

    def _arrange(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.number(number, self.one)
        boxes = tuple(row.box for row in self.rows)
        if self._lines.children != boxes:
            self._lines.children = boxes

    def _added(self, _: Any) -> None:
        self.rows.append(self._row(ABSENT))
        self._arrange()
        self.kit.changed(self)
        self.kit.focus(next(self.rows[-1].leaves()).mark)

    def removed(self, row: Any) -> None:
        """Take a row out; focus goes to its neighbour."""
        place = self.rows.index(row)
        self.rows.remove(row)
        self._arrange()
        row.close()
        self.kit.changed(self)
        neighbour = self.rows[min(place, len(self.rows) - 1)] if self.rows else None
        self.kit.focus(next(neighbour.leaves()).mark if neighbour else self.mark)


class Rows(_Lines):
    """A list of one model."""

    def raw(self) -> Any:
        """One entry for each row; a row in which nothing is written is an empty entry."""
        values = [{} if (value := row.editor.raw()) is ABSENT else value for row in self.rows]
        return values if values or self._written else ABSENT

    def find(self, place: tuple[str | int, ...]) -> Editor:
        """The editor of a place, or the nearest one above it."""
        if place and isinstance(place[0], int) and place[0] < len(self.rows):
            found: Editor = self.rows[place[0]].editor.find(place[1:])
            return found
        return self

    def _row(self, value: Any) -> _Row:
        shape = Shape("group", self.shape.title, model=self.shape.model)
        return _Row(self, Group(self.kit, shape, value, named=False))


class Entries(_Lines):
    """Names with values, such as scores for each criterion."""

    def raw(self) -> Any:
        """Values by name; rows without a name are not written."""
        values = {row.key.raw(): row.editor.raw() for row in self.rows if row.key.raw() is not ABSENT}
        values = {key: None if value is ABSENT else value for key, value in values.items()}
        return values if values or self._written else ABSENT

    def find(self, place: tuple[str | int, ...]) -> Editor:
        """The editor of a place, or the nearest one above it."""
        row = next((row for row in self.rows if place and row.key.raw() == place[0]), None)
        if row is None:
            return self
        found: Editor = row.key if place[-1] == "[key]" else row.editor.find(place[1:])
        return found

    def doubled(self) -> Iterator[Leaf]:
        """Names that stand more than once; only the last of them could be saved."""
        names = [row.key.raw() for row in self.rows]
        yield from (row.key for place, row in enumerate(self.rows) if names[place] is not ABSENT and names[place] in names[:place])
        yield from super().doubled()

    def _values(self, raw: Any) -> list[Any]:
        return list(raw.items()) if isinstance(raw, dict) else []

    def _row(self, value: Any) -> _Entry:
        key, inner = (ABSENT, ABSENT) if value is ABSENT else value
        name = self.kit.text(msg("Name"))
        shape = Shape("choice" if self.shape.choices or self.shape.link else "text", name, choices=self.shape.choices, link=self.shape.link)
        assert self.shape.value is not None
        words = self.kit.text(msg("Value"))
        value_shape = Shape(**{**vars(self.shape.value), "title": words})
        return _Entry(self, leaf_for(self.kit, shape, key), editor_for(self.kit, value_shape, inner))


class _Row:
    """One entry of a list with its number and the button that removes it."""

    def __init__(self, owner: _Lines, editor: Editor, *before: Leaf) -> None:
        kit = owner.kit
        self._owner = owner
        self.editor = editor
        self._head = kit.make(widgets.HTML)
        self.remove = kit.make(widgets.Button, description=kit.text(msg("Remove")), tooltip=kit.text(msg("Remove")))
        self.remove.on_click(kit.guard(self._remove))
        head = kit.make(widgets.HBox, "mk-row-head", children=(self._head, self.remove))
        self.box = kit.box((head, *(leaf.box for leaf in before), editor.box), "mk-row", "mk-named")

    def number(self, number: int, title: str) -> None:
        """Show which entry of the list this is."""
        words = f"{title} {number}"
        value = str(Markup('<span class="mk-name">{}</span>').format(words))
        if self._head.value != value:
            self._head.value = value
            self.remove.tooltip = self._owner.kit.text.label(msg("Remove: {title}", title=words))

    def put(self, value: Any) -> None:
        """Show another entry."""
        self.editor.put(value)

    def leaves(self) -> Iterator[Leaf]:
        """Every single value of the entry."""
        return self.editor.leaves()

    def all(self) -> Iterator[Speaking]:
        """Everything here that can show a message."""
        return self.editor.all()

    def close(self) -> None:
        """Let go of the widgets."""
        _close(self.box, self._owner.kit)

    def _remove(self, _: Any) -> None:
        self._owner.removed(self)


class _Entry(_Row):
    """A name and its value."""

    def __init__(self, owner: _Lines, key: Leaf, editor: Editor) -> None:
        super().__init__(owner, editor, key)
        self.key = key

    def put(self, value: Any) -> None:
        self.key.put(value[0])
        self.editor.put(value[1])

    def leaves(self) -> Iterator[Leaf]:
        yield self.key
        yield from self.editor.leaves()

    def all(self) -> Iterator[Speaking]:
        yield self.key
        yield from self.editor.all()


def _close(widget: Any, kit: Kit) -> None:
    """Close a row's own widgets; the layout and the styles belong to the whole panel."""
    children: Sequence[Any] = getattr(widget, "children", ())
    for child in children:
        _close(child, kit)
    widget.close()


Editor = Leaf | Group | Rows | Entries
