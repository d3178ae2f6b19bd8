"""The new text of a program file after a change, with as much of the old one kept as can be.

Sections that did not change stay to the letter. In a changed section three ways are tried, each checked by reading its
result back:
1. changed values are exchanged where they stand, everything else stays to the letter;
2. keys or entries came or went: ruamel's round trip, which keeps order and most comments;
3. a plain dump. (ruamel 0.19 joins lines when a commented list holds a one-line entry with a comment before a
   many-line entry, so way 2 cannot be trusted unread.)
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

__all__ = ["new_text"]

Path = tuple[str | int, ...]


def new_text(source: str, old: dict[str, Any], new: dict[str, Any], reads_as: Callable[[str], Any]) -> str:
    """The text that reads as ``new``; ``old`` is what ``source`` reads as. ``reads_as(text)`` gives plain values or None."""
    head, parts = _sections(source)
    if not parts:  # a file in one pair of braces
        return _dump(new)
    written: dict[str, str] = {}
    for key, part in parts.items():
        if key in new and old.get(key) != new[key]:
            others = "".join(text for name, text in parts.items() if name != key)
            same = {**old, key: new[key]}
            for way in (_exchanged, _merged):
                text = way(part, {key: old.get(key)}, {key: new[key]})
                if text is not None and reads_as(head + text + others) == same:
                    written[key] = text
                    break
            else:
                written[key] = _dump({key: new[key]})
        elif key in new:
            written[key] = part
    added = "".join(_dump({key: value}) for key, value in new.items() if key not in parts)
    text = head + "".join(part if part.endswith("\n") else part + "\n" for part in written.values()) + added
    return text if reads_as(text) == new else _dump(new)


def _sections(source: str) -> tuple[str, dict[str, str]]:
    """What stands before the first key, and the text of each top-level key up to the next one."""
    root = YAML(typ="rt", pure=True).compose(source)
    if root.flow_style:
        return "", {}
    starts = [(key.value, key.start_mark.index) for key, _ in root.value]
    ends = [start for _, start in starts[1:]] + [len(source)]
    return source[: starts[0][1]], {key: source[start:end] for (key, start), end in zip(starts, ends, strict=True)}


def _exchanged(source: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    changes: list[tuple[int, int, str]] = []
    root = YAML(typ="rt", pure=True).compose(source)
    if not _collect(root, old, new, changes):
        return None
    for start, end, text in sorted(changes, reverse=True):
        source = source[:start] + text + source[end:]
    return source


def _collect(node: Any, old: Any, new: Any, changes: list[tuple[int, int, str]]) -> bool:
    if old == new and isinstance(old, bool) == isinstance(new, bool):
        return True
    if isinstance(node, MappingNode) and isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        children = {key.value: value for key, value in node.value}
        return all(old[key] == new[key] or (key in children and _collect(children[key], old[key], new[key], changes)) for key in new)
    if isinstance(node, SequenceNode) and isinstance(old, list) and isinstance(new, list) and len(old) == len(new) == len(node.value):
        return all(_collect(child, a, b, changes) for child, a, b in zip(node.value, old, new, strict=True))
    plain = isinstance(node, ScalarNode) and node.style not in ("|", ">") and not isinstance(new, dict)
    flow = isinstance(node, SequenceNode) and node.flow_style and isinstance(new, list)
    if not (plain or flow):
        return False
    written = _flow(new)
    if node.start_mark.index == node.end_mark.index:  # an empty value: "key:" needs a blank before what is put there
        written = " " + written
    changes.append((node.start_mark.index, node.end_mark.index, written))
    return True


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, str) and _is_day(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _merged(source: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    yaml = _round_trip()
    tree = yaml.load(source)
    _merge(tree, old, new)
    stream = io.StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()


def _merge(tree: Any, old: dict[str, Any], new: dict[str, Any]) -> None:
    """Keys keep their place and comments; list entries are matched by id, else by place."""
    for key in [key for key in tree if key not in new]:
        del tree[key]
    for key, value in new.items():
        before = old.get(key)
        if key in tree and before == value:
            continue
        if key in tree and isinstance(value, dict) and isinstance(before, dict) and hasattr(tree[key], "items"):
            _merge(tree[key], before, value)
        elif key in tree and isinstance(value, list) and isinstance(before, list) and isinstance(tree[key], list):
            _merge_list(tree[key], before, value)
        else:
            tree[key] = _tidy(value)


def _merge_list(tree: Any, old: list[Any], new: list[Any]) -> None:
    def identity(entry: Any) -> Any:
        return entry.get("id") if hasattr(entry, "get") else None

    pairs = list(zip(tree, old, strict=False))
    by_id = {identity(was): (node, was) for node, was in pairs if identity(was) is not None}
    entries = []
    for index, value in enumerate(new):
        found = by_id.get(identity(value)) if identity(value) is not None else None
        if found is None and index < len(pairs) and (len(old) == len(new) or pairs[index][1] == value) and hasattr(pairs[index][0], "items"):
            found = pairs[index]
        if found is not None and isinstance(value, dict) and hasattr(found[0], "items"):
            _merge(found[0], found[1], value)
            entries.append(found[0])
        else:
            entries.append(_tidy(value))
    moved = [identity(e) for e in old][: len(new)] != [identity(e) for e in new][: len(old)]
    tree[:] = entries
    if moved and hasattr(tree, "ca"):
        tree.ca.items.clear()  # comments hang on places; after a move they would stand beside the wrong entry


def _tidy(value: Any) -> Any:
    """Whole floats as whole numbers and days unquoted, as a person would write them."""
    if isinstance(value, dict):
        return {k: _tidy(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_tidy(v) for v in value]
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str) and _is_day(value):
        return datetime.date.fromisoformat(value)
    return value


def _dump(value: dict[str, Any]) -> str:
    stream = io.StringIO()
    _round_trip().dump(_tidy(value), stream)
    return stream.getvalue()
