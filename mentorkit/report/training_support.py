"""Page 05: what mentees say in their own three questions, which support follows from it, and the hours it takes."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.mentee_support import SupportRow
from mentorkit.planning.training import TrainingPlan
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.text import Mark, Message, msg, msg_n

__all__ = ["questions_blocks"]

_QUESTIONS = {
    "support_goals": msg("I can say what I want to get better at."),
    "support_talks": msg("I find it easy to open a talk with somebody senior."),
    "support_time": msg("I have the hours for it beside my job."),
}
_FOLLOWS = {
    "support_goals": msg("goal sheet and guide to the first meeting, gone through before it"),
    "support_talks": msg("practice of opening a talk, in threes"),
    "support_time": msg("a word with the line manager about the hours"),
}


def questions_blocks(result: TrainingPlan, lens: Lens) -> list[Block]:
    """A sentence for each support that somebody needs, then the table; one sentence when nobody was asked."""
    asked = [row for row in result.mentee_support if row.state == "asked"]
    if not asked:
        return [Words((msg("Which support mentees need is counted here once the sign-up form asks the three questions about it."),), "note")]
    sentences = tuple(_said(row) for row in asked if row.disagree and _may(row, lens))
    return [*([Words(sentences, bullets=True)] if sentences else []), _table(result, lens)]


def _may(row: SupportRow, lens: Lens) -> bool:
    return row.n > 0 and shown(True, row.n, lens, "distribution") is True


def _said(row: SupportRow) -> Message:
    return msg_n(
        "{n} of {all} mentees does not agree with '{question}' What helps: {support}.",
        "{n} of {all} mentees do not agree with '{question}' What helps: {support}.",
        row.disagree,
        all=row.n,
        question=_QUESTIONS[row.question],
        support=_FOLLOWS[row.question],
    )


def _table(result: TrainingPlan, lens: Lens) -> Table:
    columns = (
        Column("question", msg("What mentees are asked")),
        Column("agree", msg("Agree"), "int"),
        Column("between", msg("In between"), "int"),
        Column("disagree", msg("Do not agree"), "int"),
        Column("support", msg("Support that follows")),
        Column("mentee_hours", msg("Hours of mentees"), "number", 1),
        Column("coordinator_hours", msg("Hours of the coordinator"), "number", 1),
    )
    note = msg("Answers from 1 to 5: 4 and 5 agree, 1 and 2 do not. Hours are for those who do not agree; answers of few people are hidden.")
    return Table("05_questions", msg("Which support mentees need"), columns, tuple(_cells(row, lens) for row in result.mentee_support), note=note)


def _cells(row: SupportRow, lens: Lens) -> tuple[Any, ...]:
    def seen(value: Any) -> Any:
        return Mark.NOT_ASKED if row.state == "not_asked" else Mark.NO_DATA if row.state == "no_table" else shown(value, row.n, lens, "distribution")

    counts = (seen(row.agree), seen(row.between), seen(row.disagree))
    return _QUESTIONS[row.question], *counts, _FOLLOWS[row.question], seen(row.mentee_hours), seen(row.coordinator_hours)
