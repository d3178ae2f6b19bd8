"""Page 03, the people: where each row of the tables stands, which condition keeps whom out, how places were given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mentorkit.people.account import Account, PersonRow
from mentorkit.people.eligibility import GateRow
from mentorkit.people.selection import Draw
from mentorkit.planning.audience import Profile
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.condition_words import gate_words, reason_words
from mentorkit.report.disclosure import hidden_groups, limit, nested
from mentorkit.report.lens import Lens
from mentorkit.text import Mark, Message, msg, msg_n

__all__ = ["SIDES", "people_blocks"]

SIDES = {"mentees": msg("mentees"), "mentors": msg("mentors")}
_LINES = {
    "selected": msg("selected"),
    "eligible": msg("can mentor"),
    "not_drawn": msg("waiting: not drawn in the lottery"),
    "came_later": msg("waiting: applied after the places were taken"),
    "by_hand": msg("waiting: put on the waiting list by hand"),
    "conditions": msg("not eligible"),
    "manager_no": msg("the line manager said no"),
    "manager_open": msg("the line manager has not agreed"),
    "no_consent": msg("did not agree to take part"),
    "not_willing": msg("is not willing to mentor"),
    "withdrawn": msg("withdrawn"),
}
# lines that tell something about a person: for the committee small ones are hidden
_PERSONAL = ("conditions", "manager_no", "manager_open", "no_consent", "not_willing")
_ON_PAGE = 50
_PERSONS_ON_PAGE = 20  # who does not take part comes first; the rest is looked up in the workbook


def people_blocks(result: Profile, lens: Lens) -> list[Block]:
    """The account with the way of selecting in words, the conditions, and for the coordinator everybody by id."""
    blocks: list[Block] = [_flow(result), _account(result, lens)]
    said = [*_selection(result), *_by_hand(result)]
    if said:
        blocks.append(Words(tuple(said)))
    if result.gates:
        blocks.append(_gates(result, lens))
    if lens.coordinator and result.persons:
        blocks.append(_persons(result))
    return blocks


def _flow(result: Profile) -> Table:
    columns = (Column("step", msg("Step")), Column("mentees", msg("Mentees"), "int"), Column("mentors", msg("Mentors"), "int"))
    a, b = result.mentees, result.mentors
    rows: list[tuple[Any, ...]] = [
        (msg("in the table"), a.applied, b.applied),
        (msg("withdrawn"), a.withdrawn, b.withdrawn),
        (msg("not eligible"), a.ineligible, b.ineligible),
        (msg("eligible"), a.eligible, b.eligible),
        (msg("selected"), a.selected if a.selected is not None else "", ""),
        (msg("eligible, not selected"), a.eligible - (a.selected or 0), ""),
    ]
    return Table("03_flow", msg("From sign-up to selection"), columns, tuple(rows))


def _account(result: Profile, lens: Lens) -> Table:
    columns = (Column("side", msg("Side")), Column("where", msg("Where they stand")), Column("why", msg("Why")), Column("people", msg("People"), "int"))
    rows: list[tuple[Any, ...]] = []
    for side, found in zip(SIDES, result.accounts, strict=True):
        rows += [(SIDES[side], *row) for row in _account_rows(found, lens)] if found.rows else []
    note = msg("Every row of a table stands in exactly one line. Whom several reasons keep out is counted with the first.")
    return _without_empty("why", Table("03_account", msg("Where everybody stands"), columns, tuple(rows), note=note, limit=_ON_PAGE))


def _without_empty(key: str, table: Table) -> Table:
    """The table without a column in which nobody has a word."""
    place = [one.key for one in table.columns].index(key)
    if any(row[place] != "" for row in table.rows):
        return table
    columns = (*table.columns[:place], *table.columns[place + 1 :])
    return replace(table, columns=columns, rows=tuple((*row[:place], *row[place + 1 :]) for row in table.rows))


def _account_rows(found: Account, lens: Lens) -> list[tuple[Any, ...]]:
    hide = hidden_lines(found, lens)
    rows: list[tuple[Any, ...]] = []
    for line in found.lines:
        if line.key == "conditions" and lens.coordinator:
            rows += [(_LINES[line.key], reason_words(why), people) for why, people in line.reasons]
        else:
            rows.append((_LINES[line.key], "", Mark.HIDDEN if line.key in hide else line.people))
    if found.later:
        rows.append((msg("dated after the day of the file"), "", found.later))
    return [*rows, (msg("all rows of the table"), "", found.rows)]


def hidden_lines(found: Account, lens: Lens) -> frozenset[str]:
    """Lines whose people are hidden: from the committee, where fewer than the limit stand in one, and what could be subtracted."""
    if lens.coordinator:
        return frozenset()
    told = [line for line in found.lines if line.key in _PERSONAL]
    return frozenset(line.key for line, hide in zip(told, hidden_groups([line.people for line in told], lens), strict=True) if hide)


def _gates(result: Profile, lens: Lens) -> Table:
    columns = (
        Column("side", msg("Side")),
        Column("condition", msg("Condition")),
        Column("passed", msg("Meet it"), "int"),
        Column("failed", msg("Do not meet it"), "int"),
        Column("unanswered", msg("No answer"), "int"),
        Column("alone", msg("Kept out by this alone"), "int"),
    )
    covered = {side for side, found in zip(SIDES, result.accounts, strict=True) if hidden_lines(found, lens)}
    rows = tuple((SIDES[gate.side], gate_words(gate), *_gate_cells(gate, lens, covered=gate.side in covered)) for gate in result.gates)
    note = msg("Of everybody who did not withdraw. So many more would be eligible without a condition as it alone keeps out.")
    return Table("03_conditions", msg("Which condition keeps whom out"), columns, rows, note=note, limit=_ON_PAGE)


def _gate_cells(gate: GateRow, lens: Lens, *, covered: bool) -> tuple[Any, ...]:
    """Counts as they are for the coordinator; for the committee none from which a few persons could be told."""
    cells = (gate.passed, gate.failed, gate.unanswered, gate.alone)
    out = gate.failed + gate.unanswered
    small = any(0 < n < limit(lens) for n in cells) or nested(out, gate.alone, lens)
    return (Mark.HIDDEN,) * 4 if not lens.coordinator and out and (covered or small) else cells


def _selection(result: Profile) -> list[Message]:
    """How the places were given, and what follows from it for the evaluation."""
    draw = result.draw
    if draw is None:
        return _without_a_draw(result)
    if draw.how == "first_come":
        return [
            msg(
                "{n} were eligible for {places} places: the earliest applications were taken, and {waiting} wait. A lottery would be fairer and would give a comparison group.",
                n=draw.candidates,
                places=draw.places,
                waiting=draw.waiting,
            )
        ]
    said = [
        msg("{n} were eligible for {places} places, so a lottery decided, and {waiting} wait.", n=draw.candidates, places=draw.places, waiting=draw.waiting),
        msg("Those who wait are the comparison group: chance alone decided, so the evaluation may say what the programme changed (design grade A)."),
    ]
    if result.waits:
        said.append(msg("Compared with the waiting list: {measures}.", measures=result.waits))
    if draw.required:
        few = msg_n(
            "One selected mentee is in a required pair and was taken before the draw: leave that person out of the comparison.",
            "{n} selected mentees are in required pairs and were taken before the draw: leave them out of the comparison.",
            draw.required,
        )
        said.append(few)
    return [*said, _repeated(draw)]


def _without_a_draw(result: Profile) -> list[Message]:
    seats = result.seats
    more = seats.eligible - seats.planned if seats.planned is not None else 0
    if more <= 0 or result.chosen_by != "all":
        return []
    return [msg_n("All who are eligible take part: one more than planned.", "All who are eligible take part: {n} more than planned.", more)]


def _by_hand(result: Profile) -> list[Message]:
    """Where a lottery is said to decide and people wait by hand, nobody can see from the tables that it did."""
    n = result.accounts[0].people("by_hand")
    if not n or result.chosen_by != "lottery":
        return []
    return [
        msg_n(
            "One person waits by hand: part of the comparison group (design grade A) only if a lottery decided it, so keep its record.",
            "{n} people wait by hand: they are the comparison group (design grade A) only if a lottery decided it, so keep its record.",
            n,
        )
    ]


def _repeated(draw: Draw) -> Message:
    rule = f"numpy.random.default_rng({draw.seed}).permutation({draw.candidates})"
    return msg(
        "To repeat the draw with seed {seed}: put the numbers of the {n} eligible people in the order of the alphabet, mix them with {rule} "
        "and take the first {places}. The order of the rows makes no difference.",
        seed=str(draw.seed),
        n=draw.candidates,
        rule=rule,
        places=draw.places,
    )


def _persons(result: Profile) -> Table:
    columns = (
        Column("side", msg("Side")),
        Column("person_id", msg("Person"), "id"),
        Column("where", msg("Where they stand")),
        Column("why", msg("Why")),
        Column("turn", msg("Turn"), "int"),
    )
    rows = tuple((SIDES[row.side], row.person, _LINES[row.line], _why(row), "" if row.turn is None else row.turn) for row in result.persons)
    note = msg("Those who do not take part come first. Turn is the order in which places are given: whoever waits with the lowest turn is next when a place becomes free.")
    table = Table("03_persons", msg("Everybody by number"), columns, rows, note=note, limit=_PERSONS_ON_PAGE)
    return _without_empty("turn", _without_empty("why", table))


def _why(row: PersonRow) -> Message | str:
    """The condition that is not met; the other lines say it themselves."""
    return reason_words(row.reason) if row.line == "conditions" else ""
