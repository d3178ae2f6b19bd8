"""Whether management is behind it: what it agreed to, what was promised and kept, who stands where, what could go wrong, what is asked of whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mentorkit.planning.commitment_gaps import gaps_of
from mentorkit.planning.costs import Costs
from mentorkit.planning.readiness import Question, questions
from mentorkit.program.model import Commitment as Section
from mentorkit.program.model import DecisionRequest, ProgramFile, Promise, Risk, Stakeholder
from mentorkit.program.problems import Gap, Warned
from mentorkit.program.signing import Signature, signature
from mentorkit.text import Message, msg_n

__all__ = ["PROMISE_STATES", "Commitment", "Ledger", "PromiseRow", "RequestRow", "RiskRow", "commitment_of"]

PromiseState = Literal["kept", "not_kept", "overdue", "open"]
PROMISE_STATES: tuple[PromiseState, ...] = ("kept", "not_kept", "overdue", "open")
_INFLUENCE = ("high", "medium", "low", None)
_ATTITUDE = ("against", "unsure", None, "for")


@dataclass(frozen=True)
class PromiseRow:
    """A promise and where it stands. ``lacks`` names those of what, who, due, evidence that are not written."""

    promise: Promise
    state: PromiseState
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """Promises by state; every promise is in exactly one of them."""

    rows: tuple[PromiseRow, ...]

    def count(self, state: PromiseState) -> int:
        """How many are in one state."""
        return sum(row.state == state for row in self.rows)


@dataclass(frozen=True)
class RiskRow:
    """A risk. ``weight`` is likelihood times impact, 1 to 9; None while one of the two is not judged."""

    risk: Risk
    weight: int | None
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class RequestRow:
    """A decision that is requested. ``overdue`` is None when its day, or the day the programme is seen on, is not known."""

    request: DecisionRequest
    overdue: bool | None
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Commitment:
    """Everything of stage 07. ``stakeholders`` and ``risks`` stand in the order in which they need somebody's attention.

    ``agreed`` are management's three questions with their days. ``pressing`` are people of high influence who are
    against or unsure. ``costs`` are those of stage 01. ``as_of`` is the day on which something counts as overdue.
    ``signature`` says whether the goals management agreed to are still what was signed; None without goals.
    """

    sponsor: str | None
    agreed: tuple[Question, ...]
    goals: tuple[str, ...]
    process: str | None
    outputs: tuple[str, ...]
    ledger: Ledger
    stakeholders: tuple[Stakeholder, ...]
    risks: tuple[RiskRow, ...]
    recognition: str | None
    requests: tuple[RequestRow, ...]
    costs: Costs | None
    as_of: datetime.date | None
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Warned, ...] = ()
    signature: Signature | None = None

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What management has not agreed to yet."""
        return tuple(question for question in self.agreed if question.agreed is None)

    @property
    def pressing(self) -> tuple[Stakeholder, ...]:
        """High influence, and against or unsure: who has to be talked to first."""
        return tuple(each for each in self.stakeholders if each.influence == "high" and each.attitude in ("against", "unsure"))

    @property
    def overdue(self) -> tuple[RequestRow, ...]:
        """Decisions whose day is past."""
        return tuple(row for row in self.requests if row.overdue)


def commitment_of(intent: ProgramFile, costs: Costs | None) -> Commitment:
    """The commitment of a draft, however unfinished; what is thin is a gap, what is late is a warning."""
    section, day = intent.commitment or Section(), intent.as_of
    found = Commitment(
        section.sponsor,
        questions(intent),
        tuple(goal.statement or goal.id for goal in intent.goals),
        section.process,
        section.outputs,
        Ledger(tuple(_promise(promise, day) for promise in section.promises)),
        tuple(sorted(section.stakeholders, key=_attention)),
        ranked([_risk(risk) for risk in section.risks]),
        section.recognition,
        tuple(_request(request, day) for request in section.decisions_requested),
        costs,
        day,
        gaps_of(intent),
        signature=signature(intent) if intent.goals or intent.measures else None,
    )
    return replace(found, warnings=tuple(_warnings(found)))


def ranked(risks: Sequence[RiskRow]) -> tuple[RiskRow, ...]:
    """The heaviest first; of equal ones the more harmful, then the order of the file; those not judged yet come last."""
    return tuple(sorted(risks, key=lambda row: (row.weight is None, -(row.weight or 0), -(row.risk.impact or 0))))


def _promise(promise: Promise, day: datetime.date | None) -> PromiseRow:
    state: PromiseState = "kept" if promise.kept == "yes" else "not_kept" if promise.kept == "no" else "overdue" if _past(promise.due, day) else "open"
    return PromiseRow(promise, state, _lacks(promise, ("what", "who", "due", "evidence")))


def _risk(risk: Risk) -> RiskRow:
    weight = None if risk.likelihood is None or risk.impact is None else risk.likelihood * risk.impact
    return RiskRow(risk, weight, _lacks(risk, ("what", "likelihood", "impact", "answer", "owner")))


def _request(request: DecisionRequest, day: datetime.date | None) -> RequestRow:
    return RequestRow(request, _past(request.due, day), _lacks(request, ("what", "of", "due")))


def _past(due: datetime.date | None, day: datetime.date | None) -> bool | None:
    """Due before the day; what is due on the day itself is not late."""
    return None if due is None or day is None else due < day


def _lacks(entry: Promise | Risk | DecisionRequest, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in fields if getattr(entry, name) is None)


def _attention(who: Stakeholder) -> tuple[bool, int, int]:
    """High influence that is against or unsure first; then by influence, then from against to for."""
    pressing = who.influence == "high" and who.attitude in ("against", "unsure")
    return (not pressing, _INFLUENCE.index(who.influence), _ATTITUDE.index(who.attitude))


def _warnings(found: Commitment) -> Iterator[Warned]:
    late, broken, waiting = found.ledger.count("overdue"), found.ledger.count("not_kept"), len(found.overdue)
    if late:
        yield _warned("MK-W174", msg_n("{n} promise is overdue.", "{n} promises are overdue.", late), late)
    if broken:
        yield _warned("MK-W171", msg_n("{n} promise was not kept.", "{n} promises were not kept.", broken), broken)
    if waiting:
        yield _warned("MK-W172", msg_n("{n} decision that was requested is overdue.", "{n} decisions that were requested are overdue.", waiting), waiting)
    ahead = sum(question.agreed is not None and found.as_of is not None and question.agreed > found.as_of for question in found.agreed)
    if ahead:
        said = msg_n(
            "{n} agreement of management is dated after the day up to which rows count.", "{n} agreements of management are dated after the day up to which rows count.", ahead
        )
        yield _warned("MK-W173", said, ahead)


def _warned(code: str, message: Message, count: int) -> Warned:
    return Warned(code, message, "commitment", count=count)
