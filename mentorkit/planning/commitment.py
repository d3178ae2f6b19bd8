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

__all__ = ["KINDS", "PROMISE_STATES", "Commitment", "Kept", "Ledger", "PromiseKind", "PromiseRow", "RequestRow", "RiskRow", "commitment_of"]

PromiseState = Literal["kept", "said", "not_kept", "overdue", "open"]
PROMISE_STATES: tuple[PromiseState, ...] = ("kept", "said", "not_kept", "overdue", "open")
PromiseKind = Literal["hours", "money", "people", "own_act", "recognition"]
# what a sponsor can give; a programme that lacks one of them has to do without it
KINDS: tuple[PromiseKind, ...] = ("hours", "money", "people", "own_act", "recognition")
_INFLUENCE = ("high", "medium", "low", None)
_ATTITUDE = ("against", "unsure", None, "for")


@dataclass(frozen=True)
class PromiseRow:
    """A promise and where it stands.

    ``kept``: its evidence was seen on a day that is not after the day the programme is seen on. ``said``: somebody says
    that it was kept, and nobody noted having seen the evidence. ``due_by_now`` is None where no day says what is past;
    what is due on the day itself is not past. ``lacks`` names those of what, who, due, evidence that are not written.
    """

    promise: Promise
    state: PromiseState
    due_by_now: bool | None
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """Of ``due`` promises whose day is past, ``kept`` were kept with evidence seen and ``said`` are said to be; ``before`` were kept ahead of their day."""

    due: int
    kept: int
    said: int
    before: int


@dataclass(frozen=True)
class Ledger:
    """Promises by state; every promise is in exactly one of them."""

    rows: tuple[PromiseRow, ...]

    def count(self, state: PromiseState) -> int:
        """How many are in one state."""
        return sum(row.state == state for row in self.rows)

    @property
    def kept(self) -> Kept | None:
        """The count of what was kept among what is due by now; None where nothing can be called due, because no day is known."""
        if not self.rows or all(row.due_by_now is None for row in self.rows):
            return None
        past = [row.state for row in self.rows if row.due_by_now]
        return Kept(len(past), past.count("kept"), past.count("said"), self.count("kept") - past.count("kept"))

    def of_kind(self, kind: PromiseKind) -> tuple[PromiseRow, ...]:
        """The promises of one kind."""
        return tuple(row for row in self.rows if row.promise.kind == kind)

    @property
    def absent(self) -> tuple[PromiseKind, ...]:
        """The kinds of which nobody promised anything."""
        return tuple(kind for kind in KINDS if not self.of_kind(kind))

    @property
    def unsorted(self) -> int:
        """Promises whose kind is not stated; they may be of a kind that seems absent."""
        return sum(row.promise.kind is None for row in self.rows)


@dataclass(frozen=True)
class RiskRow:
    """A risk. ``weight`` is likelihood times impact, 1 to 9; None while one of the two is not judged."""

    risk: Risk
    weight: int | None
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class RequestRow:
    """A decision that is requested. ``days`` are those left until its day, below zero when it is past.

    Both are None when its day, or the day the programme is seen on, is not known.
    """

    request: DecisionRequest
    overdue: bool | None
    days: int | None
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
    past = _past(promise.due, day)
    return PromiseRow(promise, _state(promise, day, past), past, _lacks(promise, ("what", "who", "due", "evidence")))


def _state(promise: Promise, day: datetime.date | None, past: bool | None) -> PromiseState:
    if promise.kept == "no":
        return "not_kept"
    # evidence that is dated after the day the programme is seen on was not seen yet
    if promise.kept == "yes":
        return "kept" if promise.kept_on is not None and (day is None or promise.kept_on <= day) else "said"
    return "overdue" if past else "open"


def _risk(risk: Risk) -> RiskRow:
    weight = None if risk.likelihood is None or risk.impact is None else risk.likelihood * risk.impact
    return RiskRow(risk, weight, _lacks(risk, ("what", "likelihood", "impact", "answer", "owner")))


def _request(request: DecisionRequest, day: datetime.date | None) -> RequestRow:
    days = None if request.due is None or day is None else (request.due - day).days
    return RequestRow(request, _past(request.due, day), days, _lacks(request, ("what", "of", "due")))


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
    unseen = found.ledger.count("said")
    if unseen:
        said = msg_n(
            "{n} promise is said to be kept, and no day is noted on which its evidence was seen.",
            "{n} promises are said to be kept, and no day is noted on which their evidence was seen.",
            unseen,
        )
        yield _warned("MK-W175", said, unseen)
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
