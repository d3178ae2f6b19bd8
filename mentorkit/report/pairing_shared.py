"""What page 04 and ``pairs.xlsx`` show of any pairing, with a table of all pairs behind it or, for very many people, without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from mentorkit.pairing.counts import loads
from mentorkit.pairing.pairing import Paired
from mentorkit.people.returned import score_formula
from mentorkit.report.blocks import Column, Table
from mentorkit.report.pairing_words import CODES, sum_of_scores
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["PROPOSAL", "RECKONING", "counted", "load_table", "mentors_table", "named", "read_me", "summary_table", "unpaired_counts", "write_scores"]

PROPOSAL = msg("These pairs are a proposal. A person approves them; nothing is saved or sent to anybody.")
RECKONING = (
    msg("The score in the sheet Pairs is a formula: the points of each criterion times its weight in the sheet Criteria, divided by the sum of the weights."),
    msg("Changing a weight here changes the scores but not the pairs. To see other pairs, change the weight in the program file and compute again."),
    msg("A missing answer takes the neutral points of its criterion; the column of missing answers counts them."),
)


def counted(result: Paired) -> Message:
    """How many of the selected have a mentor."""
    return msg_n("{paired} of {n} selected mentee has a mentor.", "{paired} of {n} selected mentees have a mentor.", len(result.mentees), paired=len(result.pairs))


def summary_table(result: Paired, more: Sequence[tuple[object, object]] = ()) -> Table:
    """The pairing in numbers; ``more`` rows stand before the proof."""
    seats, used = int(result.seats.sum()), len(result.pairs)
    rows: list[tuple[object, object]] = [
        (msg("Mentees selected"), len(result.mentees)),
        (msg("Mentees not eligible"), result.selection.count("ineligible")),
        (msg("Mentees not selected"), result.selection.count("not_selected")),
        (msg("Mentees withdrawn"), result.selection.count("withdrawn")),
        (msg("Mentors who can take part"), len(result.mentors)),
        (msg("Seats with mentors"), seats),
        (msg("Pairs"), used),
        (msg("Pairs fixed by hand"), result.fixed),
        (msg("Mentees without a mentor"), len(result.unpaired)),
        (msg("Seats still free"), seats - used),
        (msg("Mean score"), None if result.mean is None else Decimal(result.mean / 10)),
        (msg("Lowest score"), Decimal(int(result.pairs["score"].min()) / 10) if used else None),
        (msg("Sum of the scores"), sum_of_scores(result.total, result.weight)),
        *more,
        (msg("Proof that no other pairing does better"), msg("complete") if result.proven else msg("not complete")),
    ]
    return Table("04_summary", msg("The pairing in numbers"), (Column("what", msg("What")), Column("value", msg("Value"))), tuple(rows))


def mentors_table(result: Paired) -> Table:
    """One row per mentor with seats, mentees and free seats; in the workbook only."""
    columns = (
        Column("mentor", msg("Mentor"), "id"),
        Column("seats", msg("Takes at most"), "int"),
        Column("mentees", msg("Mentees"), "int"),
        Column("free", msg("Free seats"), "int"),
    )
    rows = tuple((mentor, seats, used, seats - used) for mentor, seats, used in zip(result.mentors, result.seats.tolist(), result.used.tolist(), strict=True))
    return Table("04_mentors", msg("Mentors and their seats"), columns, rows, shown=False)


def load_table(result: Paired) -> Table:
    """How many mentors have no mentee, one, two, and so on."""
    columns = (Column("mentees", msg("Mentees of one mentor"), "int"), Column("mentors", msg("Mentors"), "int"))
    return Table("04_mentor_load", msg("How many mentees the mentors have"), columns, loads(result))


def unpaired_counts(result: Paired) -> Table:
    """How many are left without a mentor for each reason."""
    counts: Counter[str] = Counter(one.code for one in result.unpaired)
    rows = tuple((words, counts[code]) for code, words in CODES.items() if counts[code])
    columns = (Column("reason", msg("Why there is no mentor")), Column("mentees", msg("Mentees"), "int"))
    return Table("04_unpaired_counts", msg("Reasons for being without a mentor"), columns, rows)


def named(table: Table, name: str) -> Table:
    """The same table as a sheet of that name."""
    return Table(name, table.title, table.columns, table.rows)


def read_me(lines: Sequence[Message]) -> Table:
    """The sheet that says how the workbook is read."""
    return Table("Read me", msg("Read me"), (Column("line", msg("How to read this file")),), tuple((line,) for line in lines))


def write_scores(book: Any, sheet: Any, result: Paired, score: int, parts: Sequence[str]) -> None:
    """Write the score of each pair, in the column ``score``, as its weighted mean of the columns ``parts``; the stored value is the exact one."""
    if not parts:
        return
    tenths, weight = book.add_format({"num_format": "0.0", "bold": True}), result.weight
    for line, points in enumerate(result.pairs["points"].tolist(), start=1):
        sheet.write_formula(line, score, score_formula(line + 1, parts), tenths, points / weight / 10 if weight else 0)
