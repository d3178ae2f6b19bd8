"""Turns what the typed model refuses into our words: what was found, what is allowed, how to mend."""

from __future__ import annotations

import difflib
import types
import typing
from typing import Any

from pydantic import BaseModel

from mentorkit.program.fields import MOST
from mentorkit.program.model import ProgramFile
from mentorkit.text import Message, msg

__all__ = ["place", "refusal"]

Words = tuple[str, Message, Message, Message]  # code, found, allowed, cure


def place(path: tuple[str | int, ...], tree: Any) -> str:
    """A path in words of the file: ``pairing > criteria[2] 'site' > weight``; items are counted from 1."""
    words: list[str] = []
    here = tree
    for step in path:
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and step < len(here) else None
            name = here.get("id") if isinstance(here, dict) else None
            words[-1] += f"[{step + 1}]" + (f" '{name}'" if isinstance(name, str) else "")
        else:
            here = here.get(step) if isinstance(here, dict) else None
            words.append(step)
    joined = " > ".join(words)
    return joined if len(joined) <= 120 else joined[:117] + "..."


def refusal(error: dict[str, Any]) -> Words:
    """The words for one error of the model (pydantic's ``type``, ``input`` and ``ctx``)."""
    kind, context = error["type"], error.get("ctx", {})
    found = msg("found {value}.", value=shown(error.get("input")))
    if kind == "extra_forbidden":
        return _unknown_key(error["loc"])
    if kind == "missing":
        return "MK-P021", msg("is missing."), msg("It is required."), msg("Add it.")
    if kind == "literal_error":
        allowed = _choices(error["loc"]) or tuple(context.get("expected", "").replace("'", "").replace(" or ", ", ").split(", "))
        near = difflib.get_close_matches(str(error.get("input")), allowed, 1, 0.6)
        cure = msg("Did you mean {near}?", near=near[0]) if near else msg("Choose one of them.")
        return "MK-P022", found, msg("Allowed are: {allowed}.", allowed=tuple(allowed)), cure
    if kind in _TYPES:
        return "MK-P023", found, _TYPES[kind], msg("Correct the value.")
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        return "MK-P024", found, _bounds(error["loc"], context), msg("Correct the value.")
    if kind == "string_pattern_mismatch":
        return "MK-P025", found, _pattern(context.get("pattern", "")), msg("Correct the value.")
    if kind == "too_short":
        return "MK-P026", found, msg("At least one entry."), msg("Add one, or remove the key.")
    if kind in ("string_too_short", "string_too_long", "too_long"):
        return "MK-P026", found, msg("Text of 1 to {n} characters.", n=context.get("max_length", 4000)), msg("Correct the value.")
    if kind == "device_name":
        return "MK-P027", found, msg("A name that Windows does not keep for a device."), msg("Choose another short name.")
    if kind == "range":
        return "MK-P028", found, msg("A number, or [low, typical, high] in rising order, none below 0."), msg("Correct the value.")
    if kind == "range_high":
        return "MK-P028", found, msg("Allowed is {low} to {high}.", low=0, high=MOST), msg("Correct the value.")
    if kind == "condition":
        return (
            "MK-P029",
            found,
            msg("A column with exactly one of equals, in, at_least, at_most, before, after, filled; or one of all_of and any_of."),
            msg("Keep one comparison, or split the condition in two."),
        )
    return "MK-P030", found, msg("A value of the kind this field holds."), msg("Correct the value.")


_TYPES = {
    "string_type": msg("Text; put quotes around it when it looks like a number."),
    "int_type": msg("A whole number."),
    "int_from_float": msg("A whole number."),
    "int_parsing": msg("A whole number."),
    "float_type": msg("A number; the decimal sign is a point."),
    "float_parsing": msg("A number; the decimal sign is a point."),
    "bool_type": msg("true or false."),
    "bool_parsing": msg("true or false."),
    "date_type": msg("A day that exists, written as year-month-day, such as 2026-09-01."),
    "date_parsing": msg("A day that exists, written as year-month-day, such as 2026-09-01."),
    "date_from_datetime_parsing": msg("A day that exists, written as year-month-day, such as 2026-09-01."),
    "date_from_datetime_inexact": msg("A day that exists, written as year-month-day, such as 2026-09-01."),
    "tuple_type": msg("A list: one line per entry, each starting with a hyphen."),
    "list_type": msg("A list: one line per entry, each starting with a hyphen."),
    "dict_type": msg("Entries of the form name: value."),
    "model_type": msg("Entries of the form name: value."),
    "model_attributes_type": msg("Entries of the form name: value."),
    "finite_number": msg("A finite number."),
}


def shown(value: Any) -> str | Message:
    """A value as it may stand in a message: short, on one line, in quotes when it is text."""
    if value is None:
        return msg("an empty value")
    if isinstance(value, list | tuple) and any(isinstance(v, list | tuple | dict) for v in value):
        return msg("a list of lists or sections")
    return _written(value)


def _written(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(list(value)[:5]) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(v) for v in value[:5])}{', ...' if len(value) > 5 else ''}]"
    if isinstance(value, str):
        flat = " ".join(value.split())
        return f"'{flat[:60]}{'...' if len(flat) > 60 else ''}'"
    return str(value)


def _unknown_key(path: tuple[Any, ...]) -> Words:
    key, allowed = str(path[-1]), _keys(path[:-1])
    near = difflib.get_close_matches(key, allowed, 1, 0.6)
    cure = msg("Did you mean '{near}'?", near=near[0]) if near else msg("Remove it, or use one of the allowed keys.")
    return "MK-P020", msg("unknown key '{key}'.", key=key[:60]), msg("Allowed are: {allowed}.", allowed=allowed), cure


def _keys(path: tuple[Any, ...]) -> tuple[str, ...]:
    model = _type_at(path)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return ()
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _choices(path: tuple[Any, ...]) -> tuple[str, ...]:
    found = _type_at(path)
    return tuple(str(v) for v in typing.get_args(found)) if typing.get_origin(found) is typing.Literal else ()


def _type_at(path: tuple[Any, ...]) -> Any:
    """The annotation that governs a place of the file, unwrapped from optional and list."""
    here: Any = ProgramFile
    for step in path:
        if isinstance(step, int):
            here = _bare(typing.get_args(here)[0]) if typing.get_args(here) else Any
        elif isinstance(here, type) and issubclass(here, BaseModel):
            named = {field.alias or name: field for name, field in here.model_fields.items()}
            if step not in named:
                return Any
            here = _bare(named[step].annotation)
        elif typing.get_origin(here) is dict:
            here = _bare(typing.get_args(here)[1])
        else:
            return Any
    return here


def _bare(annotation: Any) -> Any:
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif origin in (typing.Union, types.UnionType):
            annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
        else:
            return annotation


def _bounds(path: tuple[Any, ...], context: dict[str, Any]) -> Message:
    limits = {**_limits(path), **context}
    low, high = limits.get("ge", limits.get("gt")), limits.get("le", limits.get("lt"))
    if low is not None and high is not None:
        if "gt" in limits:
            return msg("Allowed is more than {low}, up to {high}.", low=low, high=high)
        return msg("Allowed is {low} to {high}.", low=low, high=high)
    if "ge" in limits:
        return msg("Allowed is {low} or more.", low=low)
    if "gt" in limits:
        return msg("Allowed is more than {low}.", low=low)
    return msg("Allowed is {high} or less.", high=high)


def _limits(path: tuple[Any, ...]) -> dict[str, Any]:
    """The bounds that the model sets at a place: ge, gt, le, lt."""
    owner = _type_at(path[:-1])
    if not (isinstance(owner, type) and issubclass(owner, BaseModel)):
        return {}
    field = next((f for name, f in owner.model_fields.items() if (f.alias or name) == path[-1]), None)
    rules = list(field.metadata) if field else []
    annotation: Any = field.annotation if field else None
    for part in (annotation, *typing.get_args(annotation)):
        for extra in typing.get_args(part)[1:] if typing.get_origin(part) is typing.Annotated else ():
            rules.extend(getattr(extra, "metadata", [extra]))
    return {name: getattr(rule, name) for rule in rules for name in ("ge", "gt", "le", "lt") if getattr(rule, name, None) is not None}


def _pattern(pattern: str) -> Message:
    if "A-Z]{3}" in pattern:
        return msg("Three capital letters, such as EUR.")
    if "{64}" in pattern:
        return msg("64 hexadecimal digits, as sign-off writes them.")
    if pattern.startswith("^[a-z]["):
        return msg("Small letters, digits and underscores, starting with a letter.")
    if "A-Z" in pattern:
        return msg("Letters, digits, hyphens and underscores, starting with a letter or digit, at most 64.")
    return msg("Small letters, digits and hyphens, starting with a letter or digit, at most 64.")
