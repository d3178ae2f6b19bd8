"""Makes one stage's problems, each with its place in the file, its line, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.program.stagelist import Stage
from mentorkit.program.wording import place
from mentorkit.text import Message, msg

__all__ = ["Place"]

Path = tuple[str | int, ...]


class Place:
    """Makes problems of one stage with their place and line."""

    def __init__(self, program: Program, stage: Stage) -> None:
        self.program = program
        self.intent = program.intent
        self.stage = stage
        self._tree = program.intent.model_dump(mode="json", by_alias=True)

    def _problem(self, code: str, kind: Any, path: Path, found: Message, allowed: Message, cure: Message, notebook: str = "") -> Problem:
        return Problem(
            code,
            kind,
            self.stage.key,
            found,
            allowed,
            cure,
            notebook or self.stage.notebook,
            place(path, self._tree),
            self.program.path.name,
            self.program.line_of(path),
        )

    def missing(self, path: Path, allowed: Message, *, code: str = "MK-P101", cure: Message | None = None, notebook: str = "") -> Problem:
        mend = cure or msg("Fill it in, in notebook {notebook}.", notebook=notebook or self.stage.notebook)
        return self._problem(code, "missing", path, msg("is missing."), allowed, mend, notebook)

    def wrong(self, code: str, path: Path, found: Message, allowed: Message, cure: Message) -> Problem:
        return self._problem(code, "wrong", path, found, allowed, cure)

    def twice(self, path: Path, entries: Sequence[Any]) -> Iterator[Problem]:
        seen: dict[str, int] = {}
        for index, entry in enumerate(entries):
            if entry.id in seen:
                first = str(seen[entry.id] + 1)
                found = msg("the short name '{id}' stands twice (first as entry {first}).", id=entry.id, first=first)
                yield self.wrong("MK-P110", (*path, index, "id"), found, msg("Every entry has its own short name."), msg("Rename one of the two."))
            seen.setdefault(entry.id, index)

    def known(self, path: Path, value: str | None, allowed: Iterable[str], what: Message) -> Iterator[Problem]:
        names = tuple(dict.fromkeys(allowed))
        if value is None or value in names:
            return
        near = difflib.get_close_matches(value, names, 1, 0.6)
        cure = msg("Did you mean {near}?", near=near[0]) if near else msg("Choose one of them, or add it.")
        found = msg("found '{value}', which is no {what}.", value=value, what=what)
        yield self.wrong("MK-P111", path, found, msg("Allowed are: {allowed}.", allowed=names or (msg("none yet"),)), cure)

    def tables(self, *names: str) -> Iterator[Problem]:
        for name in names:
            if getattr(self.intent.tables, name) is None:
                allowed = msg("This stage reads the table {name}.", name=name)
                yield self.missing(("tables", name), allowed, code="MK-P102", cure=msg("Name its file under tables in the program file."))
