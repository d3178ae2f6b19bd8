"""Page 05, last part: which texts there are, who gets each and when, what they are filled with, and what is still blank."""

from __future__ import annotations

import datetime
from typing import Any

from mentorkit.planning.texts import TextRow, Texts
from mentorkit.planning.texts_facts import Fact
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Message, msg, msg_n

__all__ = ["FOLDER", "texts_view"]

FOLDER = "texts"


def texts_view(result: Texts, lens: Lens) -> View:
    """How many texts are ready, what is blank and where it is filled in, then the list, then every fact that stands in them."""
    blocks: list[Block] = [Words((_ready(result),), "open" if result.missing else "good"), Words(_letters(result, lens))]
    if result.missing:
        blocks.append(_missing(result))
    blocks += [_list(result, lens), _facts(result)]
    blocks.append(
        Words((msg("To have them as files: give a folder in output_dir, or run the programme. Each is a document to edit, and plain text to paste into a message."),), "note")
    )
    return View("05_texts", msg("Texts"), tuple(blocks))


def _ready(result: Texts) -> Message:
    texts, missing = len(result.rows), len(result.missing)
    whole = sum(not row.filled.missing for row in result.rows)
    if not missing:
        return msg("All {n} texts are filled with the programme's facts; nothing is blank in them.", n=texts)
    return msg_n(
        "{whole} of {texts} texts are complete. {n} fact is not in the file yet; where it belongs, a marked blank says so.",
        "{whole} of {texts} texts are complete. {n} facts are not in the file yet; where they belong, a marked blank says so.",
        missing,
        whole=whole,
        texts=texts,
    )


def _letters(result: Texts, lens: Lens) -> tuple[Message, ...]:
    """Letters hold persons: the coordinator is told how many there are, the committee how they come about."""
    if result.too_many:
        return (msg("There are too many pairs for a letter each in one document; make them from pairs.xlsx with the mail merge of your text program."),)
    if not lens.coordinator:
        return (msg("Letters to single pairs are made for the coordinator only."),)
    if not result.new and not result.over:
        return (msg("Letters to single pairs are written together with the pairs; until then there is one with lines for the names."),)
    said = []
    if result.new:
        said.append(
            msg_n(
                "There is a match letter for {n} pair; it says what brought the two together.",
                "There are match letters for {n} pairs; each says what brought the two together.",
                len(result.new),
            )
        )
    if result.over:
        said.append(msg_n("There is a thank-you with the record of hours for {n} pair.", "There are thank-you letters with the record of hours for {n} pairs.", len(result.over)))
    return (*said, msg("Hand out match letters only after the pairs are approved. Nothing is sent by itself."))


def _list(result: Texts, lens: Lens) -> Table:
    columns = (
        Column("text", msg("Text")),
        Column("who", msg("Who gets it")),
        Column("when", msg("When"), "date"),
        Column("copies", msg("For how many pairs"), "int"),
        Column("missing", msg("Facts missing"), "int"),
        Column("file", msg("File"), "id"),
    )
    rows = tuple(_cells(row, result, lens) for row in sorted(result.rows, key=lambda row: (row.day is None, row.day or datetime.date.max, row.kind.key)))
    return Table("05_texts", msg("The texts, by day"), columns, rows, note=msg("The days follow from the schedule and are proposals; a text may go out earlier."))


def _cells(row: TextRow, result: Texts, lens: Lens) -> tuple[Any, ...]:
    copies: Any = len(result.pairs_of(row.kind)) if row.kind.each_pair and lens.coordinator and result.pairs_of(row.kind) else ""
    return row.kind.title, row.kind.who, row.day or msg("not stated"), copies, len(row.filled.missing), f"{FOLDER}/{row.kind.key}.docx"


def _missing(result: Texts) -> Table:
    columns = (
        Column("fact", msg("What is missing")),
        Column("notebook", msg("Notebook"), "id"),
        Column("place", msg("Place in the file"), "id"),
        Column("texts", msg("Stands blank in")),
    )
    rows = tuple((fact.what, fact.notebook, fact.place, tuple(row.kind.title for row in result.blank_in(fact.key))) for fact in result.missing)
    return Table("05_texts_missing", msg("Facts still missing in the texts"), columns, rows)


def _facts(result: Texts) -> Table:
    columns = (
        Column("fact", msg("Fact")),
        Column("value", msg("As it stands in the texts")),
        Column("place", msg("Place in the file"), "id"),
        Column("name", msg("In templates"), "id"),
    )
    rows = tuple((fact.what, _value(fact), fact.place, fact.key) for fact in sorted(result.facts, key=lambda fact: fact.condition))  # yes and no last
    return Table("05_texts_facts", msg("What the texts are filled with"), columns, rows, limit=15)


def _value(fact: Fact) -> Any:
    return msg("not stated") if fact.value is None else fact.value
