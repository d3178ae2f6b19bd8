"""What people decided on the pairs: what is recorded, and the price of every override."""

from __future__ import annotations

from mentorkit.pairing.decisions import Decisions, Price
from mentorkit.people.returned import WORDS
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["decisions_view"]

LIMIT = 50


def decisions_view(result: Decisions, lens: Lens) -> View:
    """Counts and the price of all overrides; each override for the coordinator."""
    return View("04_decisions", msg("Decisions on the pairs"), tuple(_blocks(result, lens)))


def _blocks(result: Decisions, lens: Lens) -> list[Block]:
    if not lens.coordinator and not result.file:
        return [Words((msg("Decisions on pairs are the coordinator's; no returned workbook is opened for this page."),), "note")]
    if not result.file and result.nothing and not result.problems:
        return [Words((msg("No returned workbook lies beside the program file, so nothing was decided here."),), "note")]
    if result.problems:
        text = lens.text
        listed = tuple(msg("{problem}", problem=f"{problem.code} {problem.sentence(text)}") for problem in result.problems)
        return [Words((msg("Nothing can be recorded; mend these lines of {file} first:", file=result.file),), "bad"), Words(listed, "bad", bullets=True)]
    blocks: list[Block] = [Words((_standing(result),), "good" if result.recorded else "open")]
    if said := _said(result):
        blocks.append(Words(said, bullets=True))
    if result.overrides:
        blocks.append(Words((_together(result),)))
    if lens.coordinator and result.overrides:
        blocks.append(_table(result))
    if result.warnings:
        blocks.append(Words(tuple(warned.message for warned in result.warnings), "note", bullets=True))
    return blocks


def _standing(result: Decisions) -> Message:
    if result.recorded:
        return msg("Recorded: program file, pairs table and log were changed together.")
    if result.nothing:
        return msg("The workbook holds no new decision; nothing was changed.")
    return msg("Only looked at: nothing is recorded yet.")


def _said(result: Decisions) -> tuple[Message, ...]:
    n, required, excluded = len(result.approved), len(result.kind("require")), len(result.kind("exclude"))
    said = (
        (n, msg_n("{n} pair is approved.", "{n} pairs are approved.", n)),
        (required, msg_n("{n} pair is required.", "{n} pairs are required.", required)),
        (excluded, msg_n("{n} pair is excluded.", "{n} pairs are excluded.", excluded)),
        (result.published, msg_n("{n} pair is published.", "{n} pairs are published.", result.published)),
        (result.already, msg_n("{n} decision stood before.", "{n} decisions stood before.", result.already)),
    )
    return tuple(sentence for count, sentence in said if count)


def _together(result: Decisions) -> Message:
    pairs, points = result.together
    return msg_n(
        "Price of all decisions together, approved pairs fixed: {n} pair and {points} points of the total ({score} of the score). Below 0 is a gain.",
        "Price of all decisions together, approved pairs fixed: {n} pairs and {points} points of the total ({score} of the score). Below 0 is a gain.",
        pairs,
        points=points,
        score=Decimal(points / result.weight / 10),
    )


def _table(result: Decisions) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("decision", msg("Decision")),
        Column("why", msg("Reason")),
        Column("pairs", msg("Pairs lost"), "int"),
        Column("points", msg("Points lost"), "int"),
        Column("score", msg("Points of the score lost"), "number"),
    )
    note = msg("Each price is exact: the best pairing with this override alone, against the best without it. Together they can cost more or less than the sum.")
    return Table("04_overrides", msg("Overrides and their prices"), columns, tuple(_row(price, result.weight) for price in result.overrides), note, limit=LIMIT)


def _row(price: Price, weight: int) -> tuple[object, ...]:
    choice = price.choice
    return choice.mentee, choice.mentor, WORDS[choice.kind], choice.why, price.pairs, price.points, price.points / weight / 10
