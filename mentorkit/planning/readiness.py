"""Where a programme stands: the state of each stage, what stops it, what is still thin, and what to do next."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.calendar import Calendar
from mentorkit.planning.checklist import Checklist
from mentorkit.planning.commitment_gaps import NO_SPONSOR
from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Gap, Problem, Warned
from mentorkit.program.program import Program
from mentorkit.program.stagelist import STAGES, Stage, stage_of
from mentorkit.text import Message, msg

__all__ = ["Question", "Readiness", "StageRow", "decided_otherwise", "gaps", "next_step", "order", "questions"]

# ``not_needed``: another way than mentoring was chosen; ``over_all``: the page over several programmes
State = Literal["ready", "not_planned", "not_ready", "failed", "not_needed", "over_all"]


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
    """The whole answer to "where are we?". ``next_step`` is one sentence; ``problems`` are all of the folder at once.

    ``gaps`` are those of all stages, each said once; ``checklist`` holds 48 lines whose marks are advice and stop nothing.
    ``conditions`` are the five answers on the organisation itself, None where one is not given.
    """

    rows: tuple[StageRow, ...]
    questions: tuple[Question, ...]
    sponsor: str | None
    problems: tuple[Problem, ...]
    gaps: tuple[Gap, ...]
    next_step: Message
    considerations: tuple[tuple[str, str, bool], ...]
    checklist: Checklist
    conditions: tuple[tuple[str, str | None], ...]
    calendar: Calendar
    warnings: tuple[Warned, ...] = ()

    @property
    def not_the_moment(self) -> bool:
        """Whether two or more of the answers on the organisation are no."""
        return sum(answer == "no" for _, answer in self.conditions) >= 2


def questions(intent: ProgramFile) -> tuple[Question, ...]:
    """Management's three questions; a programme launches on solid ground when all three are agreed."""
    agreed = intent.commitment.agreed if intent.commitment else None
    return (
        Question("goals", msg("Has management agreed to the goals?"), agreed.goals if agreed else None),
        Question("process", msg("Does management know the process and agree to it?"), agreed.process if agreed else None),
        Question("outputs", msg("Has management agreed to the outputs it will get?"), agreed.outputs if agreed else None),
    )


def decided_otherwise(intent: ProgramFile) -> bool:
    """Whether the written decision is for something that is not mentoring, which is a full result."""
    decision = intent.alternatives.decision if intent.alternatives else None
    return decision is not None and decision.otherwise


def gaps(program: Program) -> tuple[Gap, ...]:
    """Advice that stops nothing and that no stage says itself, because its section is not there or holds something else."""
    intent = program.intent
    found: list[Gap] = []

    def gap(code: str, stage: str, message: Message) -> None:
        found.append(Gap(code, message, stage, stage_of(stage).notebook))

    if intent.alternatives is None:
        gap("MK-G002", "alternatives", msg("It is not written down why mentoring was chosen and not another way to the same goals."))
    otherwise = decided_otherwise(intent)
    if not otherwise:
        _of_running(intent, gap)
    if intent.privacy.delete_after is None and not otherwise:
        gap("MK-G010", "start", msg("No day is set on which personal data are deleted."))
    for consideration in intent.considerations:
        if consideration.open and consideration.question:
            gap("MK-G011", "start", msg("Still open before the start: {question}", question=consideration.question))
    return tuple(found)


def _of_running(intent: ProgramFile, gap: Callable[[str, str, Message], None]) -> None:
    """What only a programme that is going to run has to settle."""
    if intent.commitment is None:
        gap("MK-G001", "commitment", NO_SPONSOR)
    if intent.audiences is not None and (intent.audiences.mentors is None or not intent.audiences.mentors.role):
        gap("MK-G006", "audiences", msg("The mentor's role is not described; people are asked to agree to something they cannot read."))
    if intent.pairing is not None and not intent.pairing.decided_by:
        gap("MK-G007", "pairing", msg("It is not written down who decided on the criteria of the pairing."))
    if intent.pairing is not None and intent.pairing.told_to_participants is not True:
        gap("MK-G008", "pairing", msg("Participants have not been told the criteria by which they are paired."))
    if intent.steering is None:
        gap("MK-G009", "steering", msg("There is no contact point: nobody is the address for every issue."))


def next_step(rows: Sequence[StageRow], problems: Sequence[Problem], waiting: bool = False) -> Message:
    """What to do next: mend what is wrong, then what is missing in the order of the method, then plan what is not planned, then ask management.

    ``waiting``: management has not agreed to everything yet.
    """
    wrong = [p for p in problems if p.kind == "wrong"]
    if wrong:
        return msg("Next: mend what is wrong, beginning with {where}", where=_where(wrong[0]))
    for row in rows:
        if row.state == "not_ready":
            return msg("Next: open notebook {notebook} and fill in what {stage} still lacks.", notebook=row.stage.notebook, stage=row.stage.title)
    if any(row.state == "not_needed" for row in rows):
        return msg("Next: nothing stands in the way. Another way than mentoring was chosen; hand on the brief with its reason, and look at the decision again on its day.")
    for row in rows:
        if row.state == "not_planned" and row.stage.built:
            return msg("Next: open notebook {notebook} and plan {stage}.", notebook=row.stage.notebook, stage=row.stage.title)
    if waiting:
        return msg("Next: no stage is stopped. Put before management what it has not agreed to yet, in notebook 07.")
    return msg("Next: nothing stands in the way. Run the programme and read its report with the steering committee.")


def _where(problem: Problem) -> str:
    parts = [problem.file, problem.place or problem.column]
    return ", ".join(part for part in parts if part) + "."


def order() -> tuple[Stage, ...]:
    """The ten stages; the last one looks at several programmes."""
    return STAGES
