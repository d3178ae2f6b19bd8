"""Editors of values that are chosen from a list elsewhere in the file. What is not in the list is kept, and marked as that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from mentorkit.program.links import Offered, offered_for
from mentorkit.text import msg
from mentorkit.ui.leaves import Kit, Leaf, Many
from mentorkit.ui.shape import ABSENT, Shape
from mentorkit.ui.words import choice_words

__all__ = ["Chosen", "Marked"]

_LONGEST = 70


def _looked_up(leaf: Leaf) -> tuple[Offered, ...]:
    return offered_for(leaf.shape.link, leaf.kit.whole, leaf.beside(), leaf.kit.items)


def _words(leaf: Leaf, one: Offered) -> str:
    """The value and what it is; words of ours alone where the value is one of them."""
    text = leaf.kit.text
    if leaf.shape.choices:
        return choice_words(one.value, text)
    said = text.label(one.words) if one.words else ""
    if leaf.shape.link == "waves":
        return said
    said = said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return text.label(msg("{value}: {words}", value=one.value, words=said)) if said else one.value


def _unknown(leaf: Leaf, value: Any) -> str:
    shown = choice_words(value, leaf.kit.text) if leaf.shape.choices else str(value)
    return leaf.kit.text.label(msg("{value} (not in the list)", value=shown))


class Chosen(Leaf):
    """One value of a list."""

    def __init__(self, kit: Kit, shape: Shape, raw: Any = ABSENT) -> None:
        self._offered = offered_for(shape.link, kit.whole, {}, kit.items)
        super().__init__(kit, shape, raw)

    def offer(self) -> None:
        found = _looked_up(self)
        if found != self._offered:
            self._offered = found
            with self.kit.silently():
                self._show()

    def _options(self) -> tuple[tuple[str, Any], ...]:
        known = tuple((_words(self, one), one.value) for one in self._offered)
        raw = self._raw
        there = raw is ABSENT or raw is None or any(one.value == raw for one in self._offered)
        return (("", None), *known, *(() if there else ((_unknown(self, raw), raw),)))

    def _show(self) -> None:
        control, options = self.controls[0], self._options()
        if tuple(control.options) != options:
            control.options = options
        control.value = None if self._raw is ABSENT else self._raw


class Marked(Many):
    """Several values of a list, each with its own mark. While there is no list of questions their short names are typed."""

    def __init__(self, kit: Kit, shape: Shape, raw: Any = ABSENT) -> None:
        self._offered = offered_for(shape.link, kit.whole, {}, kit.items)
        self._made: tuple[tuple[str, Any], ...] = ()
        super().__init__(kit, shape, raw)

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(value for _, value in self._made)

    def offer(self) -> None:
        found = _looked_up(self)
        if found != self._offered:
            self._offered = found
            with self.kit.silently():
                self._show()

    @property
    def _typed(self) -> bool:
        return self.shape.link == "items" and not self._offered and self.beside().get("source") in (None, "survey")

    def _wanted(self) -> tuple[tuple[str, Any], ...]:
        if self._typed:
            return ()
        chosen = self._raw if isinstance(self._raw, list) else []
        known = {one.value for one in self._offered}
        return (*((_words(self, one), one.value) for one in self._offered), *((_unknown(self, value), value) for value in chosen if value not in known))

    def _controls(self) -> Iterator[Any]:
        self._made = self._wanted()
        if self._typed:
            placeholder = self.kit.text(msg("one per line"))
            yield self.kit.make(widgets.Textarea, "mk-field", self.mark, description=self.title, rows=2, continuous_update=False, placeholder=placeholder)
        for words, _ in self._made:
            yield self._checkbox(words)

    def _arranged(self) -> tuple[Any, ...]:
        content = super()._arranged()
        self._fill()
        return content

    def _fill(self) -> None:
        """Put the controls in their place; where there is nothing to choose from, say so."""
        if self.controls:
            self._marks.children = self.controls
            return
        nothing = self.kit.text.plain(msg("There is nothing to choose from yet."))
        self._marks.children = (self.kit.make(widgets.HTML, value=str(Markup('<span class="mk-note">{}</span>').format(nothing))),)

    def _show(self) -> None:
        if self._wanted() != self._made or self._typed != self._is_typed():
            self._remake()
        if self._is_typed():
            self.controls[0].value = "\n".join(str(entry) for entry in self._raw) if isinstance(self._raw, list) else ""
        else:
            super()._show()

    def _remake(self) -> None:
        before = self._marks.children
        self.controls = tuple(self._controls())
        self._fill()
        for control in self.controls:
            control.observe(self.kit.guard(self._moved), "value")
        for widget in before:
            widget.close()

    def _is_typed(self) -> bool:
        return bool(self.controls) and isinstance(self.controls[0], widgets.Textarea)

    def _read(self, shown: Any) -> Any:
        if not self._is_typed():
            return super()._read(shown)
        entries = [line.strip() for line in str(shown).splitlines() if line.strip()]
        return entries if entries or isinstance(self._raw, list) else ABSENT
