"""Reads YAML into plain values with the line of every place, and refuses what a program file has no use for.

The node tree is walked here instead of letting a constructor make values: duplicate keys, anchors and tags are seen
before anything is built, and a scalar becomes null, true/false, a number or text and nothing else, so ``no``, ``12:30``
and ``2026-02-30`` stay text for the schema to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from mentorkit.text import Message, msg

__all__ = ["MAX_BYTES", "Fault", "Tree", "read_tree"]

MAX_BYTES = 1_000_000
_MAX_DEPTH = 40
_INT = re.compile(r"[-+]?[0-9]+$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_TAGS = {"", "None", "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge"))}
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """Something in the text of the file that keeps it from being read as a program."""

    code: str
    line: int | None
    found: Message
    cure: Message
    path: Path = ()


@dataclass(frozen=True)
class Tree:
    """Plain values (dict, list, text, numbers, booleans, None), the line of each path, and what was refused."""

    value: Any
    lines: dict[Path, int]
    faults: tuple[Fault, ...]


def read_tree(content: bytes) -> Tree:
    """The tree of a file's bytes; never raises for what somebody may have written."""
    if len(content) > MAX_BYTES:
        return _refused("MK-P001", None, msg("The file has {n} bytes.", n=len(content)), msg("A program file has at most {n} bytes; keep people in tables.", n=MAX_BYTES))
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _refused("MK-P002", line, msg("A byte that is not UTF-8."), msg("Save the file as UTF-8 (in Notepad: Save as, Encoding, UTF-8)."))
    reader = YAML(typ="rt", pure=True)
    try:
        nodes = list(reader.compose_all(source))
    except RecursionError:
        return _refused("MK-P003", None, msg("Lists or sections nested too deeply."), msg("Remove the nesting."))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = mark.line + 1 if mark else None
        return _refused("MK-P004", where, msg("Not readable as YAML: {reason}.", reason=(error.problem or error.context or "").strip()), _cure(source, mark))
    except (YAMLError, ValueError) as error:
        return _refused("MK-P004", None, msg("Not readable as YAML: {reason}.", reason=str(error).splitlines()[0]), msg("Remove the character that cannot be shown."))
    if len(nodes) != 1 or nodes[0] is None:
        count = len(nodes)
        if count > 1:
            return _refused("MK-P005", None, msg("{n} documents in one file.", n=count), msg("Remove the lines that consist of ---."))
        return _refused("MK-P006", None, msg("The file is empty."), msg("Start with the lines schema, id, name and language."))
    if not isinstance(nodes[0], MappingNode):
        return _refused("MK-P007", 1, msg("The file does not start with a section name and a colon."), msg("Start with the lines schema, id, name and language."))
    walk = _Walk()
    value = walk.value(nodes[0], ())
    return Tree(value, walk.lines, tuple(walk.faults))


class _Walk:
    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def value(self, node: Any, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen or node.anchor:
            if id(node) not in self._seen:
                self._fault("MK-P008", line, path, msg("An anchor or alias (& or *)."), msg("Write the value out in each place."))
            self._seen.add(id(node))
            if len(self.faults) > 50:
                return None
            if node.anchor:
                return None
        if len(path) > _MAX_DEPTH:
            self._fault("MK-P003", line, path, msg("Lists or sections nested too deeply."), msg("Remove the nesting."))
            return None
        tag = str(node.tag or "")
        if tag not in _TAGS:
            self._fault("MK-P009", line, path, msg("A tag ({tag}).", tag=tag.removeprefix("tag:yaml.org,2002:")[:40]), msg("Remove the word that starts with an exclamation mark."))
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self._fault("MK-P010", line, path, msg("A key that is not a word."), msg("Write one word, a colon and the value."))
                continue
            key = key_node.value
            if key in found:
                first = self.lines[(*path, key)]
                self._fault("MK-P011", line, (*path, key), msg("The key '{key}' stands twice (first in line {first}).", key=key, first=str(first)), msg("Keep one of the two."))
                continue
            self.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found

    def _fault(self, code: str, line: int, path: Path, found: Message, cure: Message) -> None:
        self.faults.append(Fault(code, line, found, cure, path))


def _scalar(node: ScalarNode) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _INT.match(text) and len(text) < 19:
        return int(text)
    # 1e400 would be infinite; as text the schema refuses it with its own words
    if _FLOAT.match(text) and abs(float(text)) < 1e300:
        return float(text)
    return text


def _cure(source: str, mark: Any) -> Message:
    line = source.splitlines()[mark.line] if mark and mark.line < len(source.splitlines()) else ""
    if "\t" in line:
        return msg("Indent with spaces, not with the Tab key.")
    return msg("Check quotes, brackets and indentation in this line and the one before; text with a colon or a # needs quotes.")


def _refused(code: str, line: int | None, found: Message, cure: Message) -> Tree:
    return Tree({}, {}, (Fault(code, line, found, cure),))
