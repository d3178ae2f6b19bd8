"""Editors of single values: a widget that reads and shows one field as the file would hold it."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from mentorkit.program.links import Offered
from mentorkit.text import Text, msg
from mentorkit.ui.shape import ABSENT, Shape
from mentorkit.ui.words import choice_words, value_words

__all__ = ["Kit", "Leaf", "Many", "Speaking", "leaf_for"]

_WIDE = {"long", "lines", "many"}
_MANY_CHARACTERS = 60


@dataclass
class Kit:
    """What all editors of a panel share. ``changed(source)`` is told of every change by a person, never of ours.

    ``whole`` is the file as the draft has it, in plain values, and ``items`` the questions of the survey: from both, fields
    that choose from a list elsewhere in the file draw what they offer.
    """

    text: Text
    guard: Callable[[Callable[..., None]], Callable[..., None]]
    changed: Callable[[object], None]
    focus: Callable[[str], None]
    hidden: frozenset[str] = frozenset()
    quiet: bool = False
    count: int = 0
    whole: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[Offered, ...] = ()
    styles: dict[type, Any] = field(default_factory=dict)
    layout: Any = field(default_factory=widgets.Layout)

    def mark(self) -> str:
        """A class name that no other field of the panel has."""
        self.count += 1
        return f"mk-f{self.count}"

    def make(self, kind: type[Any], *classes: str, **values: Any) -> Any:
        """A widget; all of a panel share one layout and one style per kind, which halves what is sent to the browser."""
        if kind in self.styles:
            values["style"] = self.styles[kind]
        made = kind(layout=self.layout, _dom_classes=classes, **values)
        if "style" in made.keys:
            self.styles[kind] = made.style
        return made

    def box(self, children: Sequence[Any], *classes: str) -> Any:
        """Editors one below the other; the style sheet may put them side by side."""
        return self.make(widgets.VBox, *classes, children=tuple(children))

    @contextlib.contextmanager
    def silently(self) -> Iterator[None]:
        """Changes made inside are ours, not a person's."""
        before, self.quiet = self.quiet, True
        try:
            yield
        finally:
            self.quiet = before


class Speaking:
    """Something with a box of widgets that can put messages under them."""

    kit: Kit
    box: Any
    content: tuple[Any, ...]

    def say(self, lines: Sequence[str]) -> None:
        """Put messages under the widgets; none takes them away. What stands above stays, so that focus does."""
        if lines:
            value = Markup("").join(Markup('<div class="mk-message" role="alert">{}</div>').format(line) for line in lines)
            if len(self.box.children) == len(self.content):
                self.box.children = (*self.content, self.kit.make(widgets.HTML))
            self.box.children[-1].value = str(value)
            self.box.add_class("mk-wrong")
        elif len(self.box.children) > len(self.content):
            message = self.box.children[-1]
            self.box.children = self.content
            self.box.remove_class("mk-wrong")
            message.close()


class Leaf(Speaking):
    """One value. ``raw`` is ``ABSENT`` until somebody writes something; until then the default is shown."""

    def __init__(self, kit: Kit, shape: Shape, raw: Any = ABSENT) -> None:
        self.kit = kit
        self.shape = shape
        self.mark = kit.mark()
        self._raw = raw
        self.beside: Callable[[], Mapping[str, Any]] = dict
        self.title = kit.text.label(shape.title)
        self.controls = tuple(self._controls())
        classes = ("mk-cell", "mk-wide") if shape.kind in _WIDE or self._several_lines() else ("mk-cell",)
        self.content = self._arranged()
        self.box = kit.box(self.content, *classes)
        with kit.silently():
            self._show()
        for control in self.controls:
            control.observe(kit.guard(self._moved), "value")

    def raw(self) -> Any:
        """The value as the file would hold it."""
        return self._raw

    def put(self, raw: Any) -> None:
        """Show another value, in the same widget."""
        self._raw = raw
        with self.kit.silently():
            self._show()

    def offer(self) -> None:
        """Look up again what there is to choose from; only fields with a list elsewhere in the file have something to look up."""

    def find(self, place: tuple[str | int, ...]) -> Leaf:
        """The editor of a place inside this one: itself."""
        return self

    def leaves(self) -> Iterator[Leaf]:
        """Every single value below, in reading order."""
        yield self

    def all(self) -> Iterator[Speaking]:
        """Everything here that can show a message."""
        yield self

    def doubled(self) -> Iterator[Leaf]:
        """Names that stand more than once; only the last of them could be saved."""
        yield from ()

    def _several_lines(self) -> bool:
        return self.shape.kind == "long" or (isinstance(self._raw, str) and (len(self._raw) > _MANY_CHARACTERS or "\n" in self._raw))

    def _arranged(self) -> tuple[Any, ...]:
        return self.controls

    def _controls(self) -> Iterator[Any]:
        kit, kind = self.kit, self.shape.kind
        tip = kit.text.label(self.shape.help) if self.shape.help else self.title
        common = {"description": self.title, "tooltip": tip}
        named = ("mk-field", self.mark)
        if kind == "slider":
            yield kit.make(widgets.IntSlider, *named, min=self.shape.low, max=self.shape.high, **common)
        elif kind == "choice":
            yield kit.make(widgets.Dropdown, *named, options=self._options(), **common)
        elif kind == "yes_no":
            options = (("", None), (kit.text(msg("yes")), True), (kit.text(msg("no")), False))
            yield kit.make(widgets.Dropdown, *named, options=options, **common)
        elif kind == "check":
            yield kit.make(widgets.Checkbox, *named, indent=False, **common)
        elif kind in ("whole", "number") and self.shape.default is not None:
            number = widgets.IntText if kind == "whole" else widgets.FloatText
            yield kit.make(number, *named, continuous_update=False, **common)
        elif kind == "lines" or self._several_lines():
            yield kit.make(widgets.Textarea, *named, rows=3 if kind == "lines" else 2, continuous_update=False, placeholder=self._example(), **common)
        else:
            yield kit.make(widgets.Text, *named, continuous_update=False, placeholder=self._example(), **common)

    def _options(self) -> tuple[tuple[str, Any], ...]:
        words = tuple((choice_words(choice, self.kit.text), choice) for choice in self.shape.choices)
        return words if self.shape.default is not None else (("", None), *words)

    def _example(self) -> str:
        if self.shape.kind == "day":
            return self.kit.text(msg("year-month-day"))
        if self.shape.kind == "lines":
            return self.kit.text(msg("one per line"))
        return _numbers_words(self.shape.default) if self.shape.kind == "numbers" else ""

    def _moved(self, change: Any) -> None:
        if not self.kit.quiet:
            self._raw = self._read(change["new"])
            self.kit.changed(self)

    def _show(self) -> None:
        kind, raw = self.shape.kind, self._raw
        value = self.shape.default if raw is ABSENT or raw is None else raw
        control = self.controls[0]
        if kind in ("slider", "choice", "yes_no", "check"):
            control.value = value
        elif isinstance(control, widgets.IntText | widgets.FloatText):
            control.value = value if isinstance(value, int | float) else self.shape.default
        elif kind == "lines":
            control.value = "\n".join(str(entry) for entry in value or ())
        elif kind == "numbers":
            control.value = _numbers_words(raw if raw is not ABSENT else None)
        else:
            control.value = value_words(raw if raw is not ABSENT else None)

    def _read(self, shown: Any) -> Any:
        kind = self.shape.kind
        if shown is None:
            return ABSENT
        if not isinstance(shown, str) or kind in ("choice", "yes_no"):
            return shown if not isinstance(shown, float) or math.isfinite(shown) else str(shown)
        words = shown.strip()
        if kind == "lines":
            entries = [line.strip() for line in shown.splitlines() if line.strip()]
            return entries if entries or isinstance(self._raw, list) else ABSENT
        if not words:
            return ABSENT
        if kind == "numbers":
            numbers = [_number(part, "number") for part in words.strip("[]()").split(",")]
            return numbers[0] if len(numbers) == 1 else numbers
        return _number(words, kind) if kind in ("whole", "number") else words


class Many(Leaf):
    """Any of a few words, each with its own mark."""

    @property
    def values(self) -> tuple[Any, ...]:
        """What each mark stands for."""
        return self.shape.choices

    def _controls(self) -> Iterator[Any]:
        for choice in self.values:
            yield self._checkbox(choice_words(choice, self.kit.text))

    def _checkbox(self, words: str) -> Any:
        return self.kit.make(widgets.Checkbox, "mk-field", self.mark, description=words, tooltip=words, indent=False)

    def _arranged(self) -> tuple[Any, ...]:
        name = self.kit.make(widgets.HTML, value=str(Markup('<span class="mk-name">{}</span>').format(self.title)))
        self._marks = self.kit.box(self.controls, "mk-marks")
        return (self.kit.box((name, self._marks), "mk-named"),)

    def _show(self) -> None:
        chosen = self._raw if isinstance(self._raw, list) else []
        for choice, control in zip(self.values, self.controls, strict=True):
            control.value = choice in chosen

    def _read(self, shown: Any) -> Any:
        marked = [c for c, control in zip(self.values, self.controls, strict=True) if control.value]
        before = self._raw if isinstance(self._raw, list) else []
        chosen = [c for c in before if c in marked] + [c for c in marked if c not in before]
        return chosen if chosen or isinstance(self._raw, list) else ABSENT


def leaf_for(kit: Kit, shape: Shape, raw: Any) -> Leaf:
    """The editor of a single value."""
    if shape.link:
        from mentorkit.ui.linked import Chosen, Marked

        return (Marked if shape.kind == "many" else Chosen)(kit, shape, raw)
    return (Many if shape.kind == "many" else Leaf)(kit, shape, raw)


def _number(words: str, kind: str) -> Any:
    """A number where the words are one; else the words, which the model then refuses with their place."""
    try:
        return int(words)
    except ValueError:
        pass
    try:
        number = float(words)
    except ValueError:
        return words.strip()
    return number if kind == "number" and math.isfinite(number) else words.strip()


def _numbers_words(value: Any) -> str:
    if isinstance(value, list) and len(set(map(str, value))) == 1 and len(value) == 3:
        return value_words(value[0])  # a range without spread
    return ", ".join(value_words(v) for v in value) if isinstance(value, list) else value_words(value)
