"""Where a programme stands: the state of each stage, what stops it, what is still thin, and what to do next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Gap, Problem, Warned
from mentorkit.program.program import Program
from mentorkit.program.stagelist import STAGES, Stage
from mentorkit.text import Message, msg

__all__ = ["Question", "Readiness", "StageRow", "gaps", "next_step", "questions"]

State = Literal["ready", "not_planned", "not_ready", "failed"]


@dataclass(frozen=True)
class StageRow:
    """One stage: whether it can be computed (``ready``), and how much stands in its way."""

    stage: Stage
    state: State
    wrong: int
    missing: int
    gaps: int


@dataclass(frozen=True)
class Question:
    """One of the three questions to management: ``agreed`` is the day, or None while it has not agreed."""

    key: Literal["goals", "process", "outputs"]
    question: Message
    agreed: datetime.date | None


@dataclass(frozen=True)
class Readiness:
    """The whole answer to "where are we?". ``next_step`` is one sentence; ``problems`` are all of the folder at once."""

    rows: tuple[StageRow, ...]
    questions: tuple[Question, ...]
    sponsor: str | None
    problems: tuple[Problem, ...]
    gaps: tuple[Gap, ...]
    next_step: Message
    considerations: tuple[tuple[str, str, bool], ...]
    warnings: tuple[Warned, ...] = ()


def questions(intent: ProgramFile) -> tuple[Question, ...]:
    """Management's three questions; a programme launches on solid ground when all three are agreed."""
    agreed = intent.commitment.agreed if intent.commitment else None
    return (
        Question("goals", msg("Has management agreed to the goals?"), agreed.goals if agreed else None),
        Question("process", msg("Does management know the process and agree to it?"), agreed.process if agreed else None),
        Question("outputs", msg("Has management agreed to the outputs it will get?"), agreed.outputs if agreed else None),
    )


def gaps(program: Program) -> tuple[Gap, ...]:
    """Advice that stops nothing; what need and goals lack is said by the chain of stage 02."""
    intent = program.intent
    found: list[Gap] = []

    def gap(code: str, stage: str, notebook: str, message: Message) -> None:
        found.append(Gap(code, message, stage, notebook))

    if intent.commitment is None or not intent.commitment.sponsor:
        gap("MK-G001", "start", "00_start", msg("No sponsor in management is named (a post). A programme without one rarely survives its first reorganisation."))
    if intent.alternatives is None or intent.alternatives.decision is None:
        gap("MK-G002", "alternatives", "00_start", msg("It is not written down why mentoring was chosen and not another way to the same goals."))
    if intent.audiences is not None and (intent.audiences.mentors is None or not intent.audiences.mentors.role):
        gap("MK-G006", "audiences", "03_audiences", msg("The mentor's role is not described; people are asked to agree to something they cannot read."))
    if intent.pairing is not None and not intent.pairing.decided_by:
        gap("MK-G007", "pairing", "04_pairing", msg("It is not written down who decided on the criteria of the pairing."))
    if intent.pairing is not None and intent.pairing.told_to_participants is not True:
        gap("MK-G008", "pairing", "04_pairing", msg("Participants have not been told the criteria by which they are paired."))
    if intent.steering is None or intent.steering.contact is None:
        gap("MK-G009", "steering", "00_start", msg("There is no contact point: nobody is the address for every issue."))
    if intent.privacy.delete_after is None:
        gap("MK-G010", "start", "00_start", msg("No day is set on which personal data are deleted."))
    for consideration in intent.considerations:
        if consideration.open and consideration.question:
            gap("MK-G011", "start", "00_start", msg("Still open before the start: {question}", question=consideration.question))
    return tuple(found)


def next_step(rows: Sequence[StageRow], problems: Sequence[Problem]) -> Message:
    """What to do next: mend what is wrong, then what is missing in the order of the method, then plan what is not planned."""
    wrong = [p for p in problems if p.kind == "wrong"]
    if wrong:
        return msg("Next: mend what is wrong, beginning with {where}", where=_where(wrong[0]))
    for row in rows:
        if row.state == "not_ready":
            return msg("Next: open notebook {notebook} and fill in what {stage} still lacks.", notebook=row.stage.notebook, stage=row.stage.title)
    for row in rows:
        if row.state == "not_planned" and row.stage.built:
            return msg("Next: open notebook {notebook} and plan {stage}.", notebook=row.stage.notebook, stage=row.stage.title)
    return msg("Next: nothing stands in the way. Run the programme and read its report with the steering committee.")


def _where(problem: Problem) -> str:
    parts = [problem.file, problem.place or problem.column]
    return ", ".join(part for part in parts if part) + "."


def order() -> tuple[Stage, ...]:
    """The stages a programme goes through, without the page over all programmes."""
    return STAGES[:-1]
