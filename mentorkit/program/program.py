"""Opens, resolves and saves program files."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import ValidationError
from ruamel.yaml import YAML

from mentorkit import files
from mentorkit.errors import FileChanged, InvalidProgram, MentorkitError
from mentorkit.program.model import SCHEMA, ProgramFile
from mentorkit.program.problems import Problem
from mentorkit.program.saving import new_text
from mentorkit.program.stagelist import STAGES
from mentorkit.program.wording import place, refusal
from mentorkit.program.yamltree import Tree, read_tree
from mentorkit.text import Text, msg, text_for

__all__ = ["Program", "find_program", "on_saved", "open_program", "resolved_text", "save_program"]

FILE_NAME = "program.yaml"
Audience = Literal["coordinator", "committee"]
_HEADER = ("schema", "id", "name", "language")


@dataclass(frozen=True)
class Program:
    """One programme as its file says it: a frozen value; changing something makes a new one.

    ``intent`` is the typed file. ``wrong`` lists values that cannot be used; the sections that hold them are absent from
    ``intent`` and named in ``broken``, so the other stages still work. ``sha256`` is the hash of the file that was read.
    ``audience`` is who the results are shown to.
    """

    path: Path
    intent: ProgramFile
    sha256: str
    wrong: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()
    audience: Audience = "coordinator"
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def folder(self) -> Path:
        """The folder of the program file; tables lie in it or below."""
        return self.path.parent

    @property
    def id(self) -> str:
        """The short name of the programme."""
        return self.intent.id

    @property
    def as_of(self) -> datetime.date | None:
        """Rows after this day are not counted; ``None`` when the file does not say."""
        return self.intent.as_of

    @cached_property
    def text(self) -> Text:
        """The language in which this programme is shown."""
        return text_for(self.intent.language)

    def line_of(self, path: tuple[str | int, ...]) -> int | None:
        """The line of a place in the file, or of the nearest place above it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path) if path else None

    def with_as_of(self, day: datetime.date) -> Program:
        """The same programme seen on another day."""
        return replace(self, intent=self.intent.model_copy(update={"as_of": day}))

    def with_intent(self, intent: ProgramFile) -> Program:
        """The same programme with a changed draft, not saved."""
        return replace(self, intent=intent)


def find_program(path: str | os.PathLike[str]) -> Path:
    """The program file meant by a path: the file itself, or ``program.yaml`` in a folder."""
    found = Path(path)
    if found.is_dir():
        found = found / FILE_NAME
    if not found.is_file():
        raise MentorkitError(
            msg("There is no program file at {path}. Give the path of a program.yaml, or of the folder that holds one.", path=str(path)),
            code="MK-P000",
            file=found.name,
        )
    return found


def open_program(path: str | os.PathLike[str], *, audience: Audience = "coordinator") -> Program:
    """Read a program file to be shown to ``audience``: the coordinator sees pairs, the committee aggregates only.

    Wrong values inside a section are listed in ``wrong``; they do not stop the other sections.

    Raises :class:`~mentorkit.errors.InvalidProgram` with every problem when the file cannot be read at all or its
    header (schema, id, name, language) is wrong.
    """
    if audience not in get_args(Audience):
        raise MentorkitError(msg("audience is '{value}'. Allowed are: {allowed}.", value=str(audience)[:40], allowed=get_args(Audience)), code="MK-E010")
    where = find_program(path).resolve()
    content = where.read_bytes()
    return replace(parse_program(content, where), audience=audience)


@lru_cache(maxsize=16)
def parse_program(content: bytes, where: Path) -> Program:
    """:func:`open_program` for bytes that are already read. Kept by content: every notebook opens the same file again."""
    tree = read_tree(content)
    problems = [
        Problem(fault.code, "wrong", _stage_of(fault.path), fault.found, msg(""), fault.cure, _notebook_of(fault.path), place(fault.path, tree.value), where.name, fault.line)
        for fault in tree.faults
    ]
    unreadable = bool(problems) and not tree.lines
    intent, found = (None, []) if unreadable else _typed(tree, where.name)
    problems += found
    broken = {str(fault.path[0]) for fault in tree.faults if fault.path} | {p.place.split(" > ")[0].split("[")[0] for p in found if p.place}
    headless = unreadable or intent is None or any(not fault.path for fault in tree.faults)
    if headless or intent is None:
        message = msg("The program file {file} cannot be used:", file=where.name)
        raise InvalidProgram(message, sorted(problems, key=lambda p: p.order), file=where.name)
    return Program(where, intent, hashlib.sha256(content).hexdigest(), tuple(sorted(problems, key=lambda p: p.order)), frozenset(broken), lines=tree.lines)


def save_program(program: Program, *, together: Sequence[tuple[Path, bytes, str]] = ()) -> Program:
    """Write the draft to its file, keeping order and comments; returns the programme as it now stands.

    ``together`` are other files that change with it or not at all: path, content, hash of what was read.

    Refused with :class:`~mentorkit.errors.FileChanged` when the file on disk is not the one that was read. Whoever
    listens to this path (see :func:`on_saved`) is told.
    """
    if program.broken:
        raise InvalidProgram(msg("Mend these lines of {file} first; saving now would lose them:", file=program.path.name), program.wrong, file=program.path.name)
    source = program.path.read_bytes().decode("utf-8-sig")
    old, new = _reads_as(source), as_written(program.intent)
    if old is None:
        raise _changed(program)
    content = new_text(source, old, new, _reads_as).encode("utf-8")
    saved = parse_program(content, program.path)
    files.write_together((*together, (program.path, content, program.sha256)))
    saved = replace(saved, audience=program.audience)
    for listener in list(_listeners):
        listener(saved)
    return saved


def _reads_as(source: str) -> dict[str, Any] | None:
    intent, problems = _typed(read_tree(source.encode()), FILE_NAME)
    return as_written(intent) if intent is not None and not problems else None


def _changed(program: Program) -> FileChanged:
    message = msg("{file} was changed on disk since it was read; nothing was saved. Read it again, then repeat the change.", file=program.path.name)
    return FileChanged(message, code="MK-E004", file=program.path.name)


_listeners: list[Callable[[Program], None]] = []


def on_saved(listener: Callable[[Program], None]) -> Callable[[], None]:
    """Call ``listener(program)`` after every save in this process; returns a function that ends it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener) if listener in _listeners else None


def as_written(intent: ProgramFile) -> dict[str, Any]:
    """The draft as plain values, only what was written or set."""
    return intent.model_dump(mode="json", by_alias=True, exclude_unset=True)


def resolved_text(program: Program, *, committee: bool = False) -> str:
    """The file with every default written out, as YAML; the committee's has no required and excluded pairs."""
    value = program.intent.model_dump(mode="json", by_alias=True)
    if committee and value.get("pairing"):
        for key in ("required_pairs", "excluded_pairs"):
            value["pairing"].pop(key)
    yaml = YAML(typ="rt")
    yaml.allow_unicode = True
    yaml.width = 120
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


def _typed(tree: Tree, file: str) -> tuple[ProgramFile | None, list[Problem]]:
    value = dict(tree.value)
    problems: list[Problem] = []
    refused = [fault.path for fault in tree.faults if fault.path]
    for _ in range(3):  # each round removes the sections that hold something wrong; a second look finds nothing new
        try:
            return ProgramFile.model_validate_json(json.dumps(value, ensure_ascii=False), strict=True), problems
        except ValidationError as error:
            details = error.errors(include_url=False)
        problems += [_problem(detail, tree, file) for detail in details if not any(detail["loc"][: len(path)] == path for path in refused)]
        wrong = {str(detail["loc"][0]) for detail in details} | {str(path[0]) for path in refused}
        if wrong & set(_HEADER):
            return None, problems
        value = {key: section for key, section in value.items() if key not in wrong}
    return None, problems


def _problem(detail: Any, tree: Tree, file: str) -> Problem:
    path = tuple(detail["loc"])
    # a wrong entry of a tuple or a custom type may end in steps that the file does not have
    while path and path not in tree.lines and detail["type"] not in ("missing",):
        path = path[:-1]
    code, found, allowed, cure = refusal({**detail, "loc": path or detail["loc"]})
    line_path = path
    while line_path and line_path not in tree.lines:
        line_path = line_path[:-1]
    if path == ("schema",) and code == "MK-P022":
        allowed = msg("This version reads {schema}.", schema=SCHEMA)
    return Problem(code, "wrong", _stage_of(path), found, allowed, cure, _notebook_of(path), place(path, tree.value), file, tree.lines.get(line_path))


def _stage_of(path: tuple[Any, ...]) -> str:
    section = str(path[0]) if path else ""
    return next((stage.key for stage in STAGES if section in stage.sections), "start")


def _notebook_of(path: tuple[Any, ...]) -> str:
    key = _stage_of(path)
    return next(stage.notebook for stage in STAGES if stage.key == key)
