"""Page 05: the levels that goals, drivers and areas ask for, beside those of the file, each with its reason."""

from __future__ import annotations

from mentorkit.planning.proposal import ProposedRow
from mentorkit.planning.training import TrainingPlan
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.terms import POPULATIONS
from mentorkit.text import Message, msg, msg_n

__all__ = ["proposal_blocks"]

_SIDES = {"mentee": POPULATIONS["mentees"], "mentor": POPULATIONS["mentors"]}
_STATES = {
    "same": msg("as in the file"),
    "higher": msg("higher than in the file"),
    "lower": msg("lower than in the file"),
    "missing": msg("not in the file"),
    "own": msg("only in the file"),
}
_NONE = msg("none")


def proposal_blocks(result: TrainingPlan) -> list[Block]:
    """Nothing without a proposal; else one sentence that compares it with the file, and the table."""
    proposal = result.proposal
    if not proposal.proposed:
        return [Words((msg("No levels can be proposed yet: they follow from the goals and the drivers of 02 and the areas of 03."),), "note")]
    areas = any(row.areas for row in proposal.rows)
    columns = (
        Column("competency", msg("Competency")),
        Column("side", msg("Needed by")),
        Column("proposed", msg("Level proposed"), "int"),
        Column("in_file", msg("Level in the file"), "int"),
        Column("state", msg("Compared with the file")),
        Column("goals", msg("Goals it serves")),
        *((Column("areas", msg("Development areas it serves")),) if areas else ()),
        Column("why", msg("Why")),
        Column("id", msg("Short name"), "id"),
    )
    note = msg("A proposal to start from, not a rule: take it over in the editor of the competencies, or keep your own. Three to six competencies are enough.")
    table = Table("05_proposal", msg("Levels that the goals ask for"), columns, tuple(_cells(row, areas) for row in proposal.rows), note=note)
    said: list[Block] = [Words((_compared(result),))]
    if proposal.unserved:
        said.append(Words((msg("The proposal has nothing for these goals: {goals}. Say for whom they are, or name a competency of your own.", goals=proposal.unserved),), "open"))
    return [*said, table]


def _cells(row: ProposedRow, areas: bool) -> tuple[object, ...]:
    proposed, in_file = ("" if level is None else level for level in (row.level, row.in_file))
    return row.name, _SIDES[row.side], proposed, in_file, _STATES[row.state], row.goals or _NONE, *((row.areas or "",) if areas else ()), _said(row.reasons), row.id


def _said(reasons: tuple[Message, ...]) -> Message | str:
    """All reasons, one sentence after the other."""
    if len(reasons) < 2:
        return reasons[0] if reasons else ""
    return msg("{first} {second}", first=reasons[0], second=_said(reasons[1:]))


def _compared(result: TrainingPlan) -> Message:
    rows = result.proposal.proposed
    if not result.competencies:
        return msg_n(
            "The file names no competency yet. Goals, drivers and areas ask for {n} level; the button in the editor below takes it over into your draft.",
            "The file names no competency yet. Goals, drivers and areas ask for {n} levels; the button in the editor below takes them over into your draft.",
            len(rows),
        )
    same, other = sum(row.state == "same" for row in rows), sum(row.state in ("higher", "lower") for row in rows)
    return msg_n(
        "Goals, drivers and areas ask for {n} level: the file says the same for {same}, another level for {other}, and does not have {missing}.",
        "Goals, drivers and areas ask for {n} levels: the file says the same for {same}, another level for {other}, and does not have {missing}.",
        len(rows),
        same=same,
        other=other,
        missing=len(rows) - same - other,
    )
