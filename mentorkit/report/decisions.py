"""What people decided on the pairs: what is recorded, and the price of every override."""

from __future__ import annotations

from mentorkit.pairing.decisions import Cost, Decisions, Price
from mentorkit.people.returned import WORDS
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["decisions_view", "price_words"]

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
        blocks.append(Words(price_words(result, lens), bullets=True))
    if lens.coordinator and result.overrides:
        blocks.append(_table(result))
    if following := _open(result):
        blocks.append(Words(following, "open", bullets=True))
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


def price_words(result: Decisions, lens: Lens) -> tuple[Message, ...]:
    """The price of each override, a line each for the coordinator, then that of all decisions together; nothing without an override."""
    if not result.overrides:
        return ()
    listed = result.overrides[:LIMIT] if lens.coordinator else ()
    lines = [msg("{price} {who}", price=_alone(one, result.weight), who=_who(one.cost)) for one in listed]
    more = len(result.overrides) - len(listed)
    if lens.coordinator and more:
        lines.append(msg_n("And {n} more override; the log has it.", "And {n} more overrides; the log has all of them.", more))
    together = _together(result)
    lines.append(msg("{price} {who}", price=together, who=_who(result.together)) if lens.coordinator else together)
    if any(cost.pairs < 0 or cost.points < 0 for cost in (result.together, *(one.cost for one in result.overrides))):
        lines.append(msg("A price below 0 is a gain."))
    return tuple(lines)


def _alone(price: Price, weight: int) -> Message:
    choice, score = price.choice, Decimal(price.points / weight / 10)
    if choice.kind == "require":
        return msg_n(
            "Required, {mentee} with {mentor}: taken alone this costs {n} pair and {score} points of the score.",
            "Required, {mentee} with {mentor}: taken alone this costs {n} pairs and {score} points of the score.",
            price.pairs,
            mentee=choice.mentee,
            mentor=choice.mentor,
            score=score,
        )
    return msg_n(
        "Excluded, {mentee} with {mentor}: taken alone this costs {n} pair and {score} points of the score.",
        "Excluded, {mentee} with {mentor}: taken alone this costs {n} pairs and {score} points of the score.",
        price.pairs,
        mentee=choice.mentee,
        mentor=choice.mentor,
        score=score,
    )


def _together(result: Decisions) -> Message:
    cost = result.together
    return msg_n(
        "All decisions together, approved pairs fixed, cost {n} pair and {score} points of the score.",
        "All decisions together, approved pairs fixed, cost {n} pairs and {score} points of the score.",
        cost.pairs,
        score=Decimal(cost.points / result.weight / 10),
    )


def _who(cost: Cost) -> Message:
    """Who then has no mentor, and who gets one."""
    lost = msg_n("{who} then has no mentor.", "{who} then have no mentor.", len(cost.without), who=cost.without)
    got = msg_n("{who} then gets a mentor.", "{who} then get a mentor.", len(cost.served), who=cost.served)
    if cost.without and cost.served:
        return msg("{lost} {got}", lost=lost, got=got)
    if cost.without or cost.served:
        return lost if cost.without else got
    return msg("The same mentees have a mentor as before.")


def _open(result: Decisions) -> tuple[Message, ...]:
    """What is still to be decided after this."""
    waiting, undecided = result.waiting, result.undecided
    said = (
        (
            waiting,
            msg_n(
                "{n} required pair is not approved yet; approve it in the pairs.xlsx of the next run.",
                "{n} required pairs are not approved yet; approve them in the pairs.xlsx of the next run.",
                waiting,
            ),
        ),
        (undecided, msg_n("{n} proposed pair of this workbook is not decided on yet.", "{n} proposed pairs of this workbook are not decided on yet.", undecided)),
    )
    return tuple(sentence for count, sentence in said if count)


def _table(result: Decisions) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("decision", msg("Decision")),
        Column("why", msg("Reason")),
        Column("pairs", msg("Pairs lost"), "int"),
        Column("score", msg("Points of the score lost"), "number"),
    )
    note = msg("Each price is exact: the best pairing with this override alone, against the best without it. Together they can cost more or less than the sum.")
    return Table("04_overrides", msg("Overrides and their prices"), columns, tuple(_row(price, result.weight) for price in result.overrides), note, limit=LIMIT)


def _row(price: Price, weight: int) -> tuple[object, ...]:
    choice = price.choice
    return choice.mentee, choice.mentor, WORDS[choice.kind], choice.why, price.pairs, price.points / weight / 10
