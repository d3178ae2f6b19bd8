"""What is wrong or missing, said so that somebody can mend it: where, what was found, what is allowed, how to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from mentorkit.text import Message, Text, msg, text_for

__all__ = ["Gap", "Problem", "Warned", "section_of"]

Kind = Literal["wrong", "missing"]
_MORE = "MK-T099"  # counts what is not listed
_LAST = 10**9


@dataclass(frozen=True)
class Problem:
    """One thing that stops a computation.

    ``kind`` is ``wrong`` (something present cannot be used) or ``missing`` (something is still to be decided).
    ``place`` says where in words of the file: ``pairing > criteria[2] 'site' > weight``. For tables ``file``, ``row`` (as
    the spreadsheet shows it) and ``column`` say it. ``stage`` is the key of the stage it stops, ``notebook`` where it is
    mended. ``table`` is our name of a table that cannot be read (it stops every stage that reads it). No field ever holds a person's name.
    """

    code: str
    kind: Kind
    stage: str
    found: Message
    allowed: Message
    cure: Message
    notebook: str
    place: str = ""
    file: str = ""
    line: int | None = None
    row: int | None = None
    column: str = ""
    table: str = ""
    sheet: str = ""

    def sentence(self, text: Text) -> str:
        """The whole problem in one line of the given language."""
        parts = [self.where(text), text(self.found), text(self.allowed), text(self.cure)]
        return " ".join(part for part in parts if part)

    def where(self, text: Text) -> str:
        """File, line or row, place or column."""
        words: list[str] = [self.file] if self.file else []
        if self.sheet:
            words.append(text(msg("sheet {name}", name=self.sheet)))
        if self.line is not None:
            words.append(text(msg("line {n}", n=str(self.line))))
        if self.row is not None:
            words.append(text(msg("row {n}", n=str(self.row))))
        if self.column:
            words.append(text(msg("column {name}", name=self.column)))
        if self.place:
            words.append(self.place)
        return ", ".join(text.isolate(word) for word in words) + ":" if words else ""

    def __str__(self) -> str:
        return f"{self.code} {self.sentence(text_for('en'))}"

    @property
    def order(self) -> tuple[Any, ...]:
        """Sorts by file, then line or row, then place; "and n more" comes last in its file."""
        row = _LAST if self.code == _MORE else self.row or 0
        return (self.file, self.line or 0, row, self.column, self.place, self.code)


def section_of(problem: Problem) -> str:
    """The section of the file in which a problem stands: ``measures`` for ``measures[2] 'stay' > target``."""
    return problem.place.split(" > ")[0].split("[")[0]


@dataclass(frozen=True)
class Warned:
    """Something noticed that stops nothing and is counted in the manifest. ``code`` is stable (``MK-W...``)."""

    code: str
    message: Message
    stage: str = ""
    file: str = ""
    count: int = 1


@dataclass(frozen=True)
class Gap:
    """Readiness that is not there yet and stops nothing; shown amber in notebook 00. ``code`` is stable (``MK-G...``)."""

    code: str
    message: Message
    stage: str
    notebook: str
