"""What a page, a workbook and a notebook output are made of: words, tables, pictures. No HTML here, no numbers made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from mentorkit.text import Message

__all__ = ["Block", "Column", "Picture", "Table", "Tone", "View", "Words"]

CellKind = Literal["text", "id", "int", "number", "share", "money", "date", "points"]
Tone = Literal["plain", "box", "good", "open", "bad", "note"]


@dataclass(frozen=True)
class Column:
    """A column: stable English ``key`` (the heading of machine-read files), ``title`` for people, ``kind`` of value.

    ``points`` are whole points 0-1000 shown as 0.0-100.0. ``digits`` are the decimals of ``number`` and ``share``.
    """

    key: str
    title: Message
    kind: CellKind = "text"
    digits: int = 1


@dataclass(frozen=True)
class Words:
    """Sentences. ``tone`` colours them: good, open (amber), bad (red), box (framed, no judgement), note (small), plain. ``bullets`` makes a list.

    ``announced`` sentences are read out to people who do not see when a panel shows new ones.
    """

    sentences: tuple[Message, ...]
    tone: Tone = "plain"
    bullets: bool = False
    announced: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a stable ``key`` (sheet name in results.xlsx, id in HTML; at most 31 characters of [a-z0-9_]).

    ``rows`` hold raw values in column order: numbers, dates, text, :class:`~mentorkit.text.Mark`,
    :class:`~mentorkit.text.Message`, tuples. ``None`` reads "no data". ``limit`` clips what a page shows; the workbook
    always has all rows. ``shown`` false: workbook only.
    """

    key: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    note: Message | None = None
    limit: int | None = None
    shown: bool = True


@dataclass(frozen=True)
class Picture:
    """A figure with its words for people who do not see it, and the small table it draws.

    ``png`` gives the bytes when they are asked for: a panel shows words first and draws afterwards.
    """

    key: str
    title: Message
    png: Callable[[], bytes]
    alt: Message
    table: Table | None = None


Block = Words | Table | Picture


@dataclass(frozen=True)
class View:
    """A titled run of blocks: what one result shows to one audience."""

    key: str
    title: Message
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, those drawn in pictures included."""
        found = [block for block in self.blocks if isinstance(block, Table)]
        return (*found, *(block.table for block in self.blocks if isinstance(block, Picture) and block.table))
