"""The unsaved state of one section: its values as the file would hold them, its history, and whether they are allowed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mentorkit.program.model import ProgramFile
from mentorkit.program.program import Program, as_written
from mentorkit.program.wording import refusal
from mentorkit.text import Message
from mentorkit.ui.shape import ABSENT, steps_of

__all__ = ["Draft", "Refused"]

_SAME_GESTURE = 1.0  # seconds: a slider on its way is one step of undo


@dataclass(frozen=True)
class Refused:
    """One value that the file may not hold: ``place`` inside the section, and what was found, allowed, how to mend."""

    place: tuple[str | int, ...]
    words: tuple[Message, Message, Message]
    missing: bool = False


class Draft:
    """The section at ``edit`` of a programme, being edited. ``raw`` is its value; ``ABSENT`` when it is not in the file."""

    def __init__(self, program: Program, edit: str, *, clock: Callable[[], float]) -> None:
        self.steps = steps_of(edit)
        self._clock = clock
        self._undo: list[Any] = []
        self._redo: list[Any] = []
        self._last: tuple[object, float] | None = None
        self._take(program)
        self.raw = self._written

    def _take(self, program: Program) -> None:
        self.program = program
        self._written = _section(as_written(program.intent), self.steps)

    @property
    def absent(self) -> bool:
        """Whether the file, as last read, does not hold the section."""
        return self._written is ABSENT

    @property
    def broken(self) -> bool:
        """Whether the file holds something unusable there, which must be mended by hand first."""
        return self.steps[0] in self.program.broken

    @property
    def dirty(self) -> bool:
        """Whether something was changed since the file was read or saved."""
        return not _equal(self.raw, self._written)

    def change(self, raw: Any, source: object) -> None:
        """Take a new value; ``source`` is what was moved: its quick successive moves are one step of undo."""
        if _equal(raw, self.raw):
            return
        now = self._clock()
        together = self._last is not None and self._last[0] is source and now - self._last[1] < _SAME_GESTURE
        if not together:
            self._undo.append(self.raw)
        self._redo.clear()
        self._last = (source, now)
        self.raw = copy.deepcopy(raw)

    def take(self, program: Program) -> bool:
        """Take over this section of another draft in one step of undo; false when it is the same already."""
        raw = _section(as_written(program.intent), self.steps)
        if _equal(raw, self.raw):
            return False
        self.change(raw, program)
        return True

    def undo(self) -> bool:
        """Go back one step; false when there is none."""
        return self._step(self._undo, self._redo)

    def redo(self) -> bool:
        """Take back the last undo; false when there is none."""
        return self._step(self._redo, self._undo)

    def reset(self) -> bool:
        """Go back to what the file holds, in one step that undo takes back; false when the draft is that already."""
        if not self.dirty:
            return False
        self._undo.append(self.raw)
        self._redo.clear()
        self.raw, self._last = self._written, None
        return True

    def _step(self, source: list[Any], target: list[Any]) -> bool:
        if not source:
            return False
        target.append(self.raw)
        self.raw, self._last = source.pop(), None
        return True

    @property
    def whole(self) -> dict[str, Any]:
        """The file with this draft in it, in plain values, whether it may be saved or not."""
        return _with_section(as_written(self.program.intent), self.steps, self.raw)

    def checked(self) -> tuple[Program | None, tuple[Refused, ...]]:
        """The programme with this draft, or what the file may not hold."""
        try:
            intent = ProgramFile.model_validate_json(json.dumps(self.whole, ensure_ascii=False), strict=True)
        except ValidationError as error:
            return None, tuple(self._refused(detail) for detail in error.errors(include_url=False))
        return self.program.with_intent(intent), ()

    def _refused(self, detail: Any) -> Refused:
        place = tuple(detail["loc"])
        inside = place[len(self.steps) :] if place[: len(self.steps)] == self.steps else ()
        return Refused(inside, refusal({**detail, "loc": place})[1:], detail["type"] == "missing")

    def reread(self, program: Program) -> None:
        """Take the file as it stands now; what was not saved can be had back by undo."""
        if self.dirty:
            self._undo.append(self.raw)
            self._redo.clear()
        self._take(program)
        self.raw, self._last = self._written, None

    def saved(self, program: Program) -> None:
        """The draft is in the file now."""
        self._take(program)
        self.raw, self._last = self._written, None

    def carry_to(self, program: Program) -> None:
        """Keep this draft, but upon the file as it stands now."""
        self._take(program)

    def unchanged_in(self, program: Program) -> bool:
        """Whether another state of the file holds the same section as the one this draft began from."""
        return _equal(_section(as_written(program.intent), self.steps), self._written)


def _section(value: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return ABSENT
        value = value[step]
    return value


def _with_section(whole: dict[str, Any], steps: tuple[str, ...], raw: Any) -> dict[str, Any]:
    here: dict[str, Any] = whole
    for step in steps[:-1]:
        if not isinstance(here.get(step), dict):
            if raw is ABSENT:
                return whole
            here[step] = {}
        here = here[step]
    if raw is ABSENT:
        here.pop(steps[-1], None)
    else:
        here[steps[-1]] = raw
    return whole


def _equal(left: Any, right: Any) -> bool:
    if left is ABSENT or right is ABSENT:
        return left is right
    # JSON tells true from 1, which Python's == does not
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
