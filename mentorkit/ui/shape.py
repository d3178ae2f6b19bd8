"""What kind of editor a field of the program file needs, read from the typed model. No widgets here."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mentorkit.errors import MentorkitError
from mentorkit.program.links import LINKS
from mentorkit.program.model import ProgramFile
from mentorkit.text import msg

__all__ = ["ABSENT", "Shape", "has_links", "shape_at", "shapes_of", "steps_of", "titles_of"]


class _Absent:
    """A field that is not written in the file; ``None`` is a written ``null``."""

    def __repr__(self) -> str:
        return "ABSENT"

    def __copy__(self) -> _Absent:
        return self

    def __deepcopy__(self, memo: Any) -> _Absent:
        return self


ABSENT: Any = _Absent()

# Fields that hold sentences rather than a word or two: they get several lines.
_LONG = {
    "answer", "because", "confidentiality", "line_managers", "needs", "pilot", "process", "question", "reason", "recognition",
    "recruiting", "role", "screening", "statement", "stop_rule", "text", "threshold_why", "why", "why_now",
}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """One field: its ``kind`` of editor and what that editor has to know.

    Kinds: ``text``, ``long`` (several lines), ``whole``, ``number``, ``slider`` (whole, both ends known), ``numbers``
    (two or three in one line), ``day``, ``choice``, ``check``, ``yes_no`` (may be blank), ``many`` (any of a few words),
    ``lines`` (one entry per line), ``group`` (fields of ``model``), ``rows`` (list of ``model``), ``entries`` (name and
    value, the value of shape ``value``). ``blank``: may stay empty. ``default`` is shown while nothing is written.
    ``link`` names the list elsewhere in the file from which a value is chosen (see :mod:`mentorkit.program.links`); then
    ``choices`` are filled in by whoever knows the file, and a value that is not among them is kept and marked.
    """

    kind: str
    title: str
    help: str = ""
    blank: bool = True
    default: Any = None
    choices: tuple[Any, ...] = ()
    low: int | None = None
    high: int | None = None
    model: type[BaseModel] | None = None
    value: Shape | None = None
    link: str = ""

    @property
    def parts(self) -> tuple[tuple[str, Shape], ...]:
        """The fields of a group, or of one row."""
        return shapes_of(self.model) if self.model else ()


@lru_cache(maxsize=128)
def shapes_of(model: type[BaseModel]) -> tuple[tuple[str, Shape], ...]:
    """Every field of a model under the name it has in the file."""
    return tuple((field.alias or name, _linked(_shape(name, field), LINKS.get((model.__name__, name), ""))) for name, field in model.model_fields.items())


def titles_of(edit: str) -> list[str]:
    """The titles of every step of a dotted path."""
    titles, parts = list[str](), shapes_of(ProgramFile)
    for step in steps_of(edit):
        shape = dict(parts)[step]
        titles.append(shape.title)
        parts = shape.parts
    return titles


def has_links(shape: Shape) -> bool:
    """Whether a value anywhere below is chosen from a list elsewhere in the file."""
    return bool(shape.link) or any(has_links(part) for _, part in shape.parts if part.model is not shape.model)


def steps_of(edit: str) -> tuple[str, ...]:
    """The steps of a dotted path such as ``pairing.criteria``."""
    return tuple(step for step in edit.split(".") if step)


def shape_at(edit: str) -> Shape:
    """The shape of the section named by a dotted path; an unknown path is refused with the names that are known there."""
    steps = steps_of(edit)
    parts, found = shapes_of(ProgramFile), None
    for step in steps:
        found = dict(parts).get(step)
        if found is None:
            allowed = tuple(key for key, _ in parts)
            raise MentorkitError(msg("The program file has no section '{path}'. Known there are: {allowed}.", path=edit, allowed=allowed), code="MK-P031")
        parts = found.parts if found.kind == "group" else ()
    if found is None:
        raise MentorkitError(msg("Name the section to be edited, such as pairing.criteria."), code="MK-P031")
    return found


def _linked(shape: Shape, link: str) -> Shape:
    """The same field with its list: one word becomes a choice, several become marks; names and values keep their kind."""
    if not link:
        return shape
    kind = {"text": "choice", "lines": "many"}.get(shape.kind, shape.kind)
    return replace(shape, kind=kind, link=link)


def _shape(name: str, field: FieldInfo) -> Shape:
    annotation, rules, blank = _bare(field.annotation, list(field.metadata))
    default = None if field.is_required() or field.default_factory is not None else _plain(field.default)
    blank = blank or not field.is_required()
    common: dict[str, Any] = {"title": field.title or name, "help": field.description or "", "blank": blank, "default": default}
    return _of(annotation, rules, name, common)


def _of(annotation: Any, rules: list[Any], name: str, common: dict[str, Any]) -> Shape:
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return Shape("choice", choices=tuple(inner), **common)
    if origin is dict:
        value, value_rules, _ = _bare(inner[1], [])
        names = typing.get_args(inner[0]) if typing.get_origin(inner[0]) is typing.Literal else ()
        return Shape("entries", choices=tuple(names), value=_of(value, value_rules, "", {"title": "Value", "blank": False}), **common)
    if origin is tuple and Ellipsis not in inner:
        return Shape("numbers", high=len(inner), **common)
    if origin is tuple:
        return _list(_bare(inner[0], [])[0], common)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("group", model=annotation, **common)
    return _scalar(annotation, rules, name, common)


def _list(entry: Any, common: dict[str, Any]) -> Shape:
    if typing.get_origin(entry) is typing.Literal:
        return Shape("many", choices=typing.get_args(entry), **common)
    if isinstance(entry, type) and issubclass(entry, BaseModel):
        return Shape("rows", model=entry, **common)
    return Shape("lines", **common)


def _scalar(annotation: Any, rules: list[Any], name: str, common: dict[str, Any]) -> Shape:
    if annotation is bool:
        return Shape("yes_no" if common.get("default") is None else "check", **common)
    if annotation is int:
        low, high = _bound(rules, "ge"), _bound(rules, "le")
        if low is not None and high is not None and high - low <= 100:
            if common.get("default") is not None:
                return Shape("slider", low=low, high=high, **common)
            if high - low <= 10:
                return Shape("choice", choices=tuple(range(low, high + 1)), **common)
        return Shape("whole", **common)
    if annotation is float:
        return Shape("number", **common)
    if getattr(annotation, "__name__", "") == "date":
        return Shape("day", **common)
    return Shape("long" if name in _LONG else "text", **common)


def _bare(annotation: Any, rules: list[Any]) -> tuple[Any, list[Any], bool]:
    """The type inside Annotated and optional, every rule on the way, and whether it may be blank."""
    blank = False
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            for extra in typing.get_args(annotation)[1:]:
                rules.extend(extra.metadata if isinstance(extra, FieldInfo) else [extra])
            annotation = typing.get_args(annotation)[0]
        elif origin in (typing.Union, types.UnionType):
            blank = True
            annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
        else:
            return annotation, rules, blank


def _bound(rules: list[Any], name: str) -> int | None:
    return next((int(getattr(rule, name)) for rule in rules if getattr(rule, name, None) is not None), None)


def _plain(value: Any) -> Any:
    return [_plain(v) for v in value] if isinstance(value, tuple) else value
