"""What stands in front of everything else: the managers' four questions with their answers, and what a brief for them is made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

from mentorkit.planning.alternatives import Comparison
from mentorkit.planning.chain import Chain
from mentorkit.planning.commitment import Commitment
from mentorkit.planning.costs import Costs
from mentorkit.program.model import Decision, Need
from mentorkit.program.stagelist import Stage
from mentorkit.text import Message, msg

__all__ = ["QUESTIONS", "Answer", "Answered", "Brief", "Opening", "PrimaryResult"]

Key = Literal["worth", "involves", "run", "takes"]
QUESTIONS: dict[Key, Message] = {
    "worth": msg("Is it worth introducing here?"),
    "involves": msg("What does it involve?"),
    "run": msg("How is it run?"),
    "takes": msg("Which resources does it take?"),
}


@dataclass(frozen=True)
class Answer:
    """One of the four questions: one sentence, one number and what it counts, and the stage that says more.

    ``number`` is a number, a value that text knows (:class:`~mentorkit.text.Share` and others) or the mark *no data*.
    """

    key: Key
    sentence: Message
    number: Any
    counts: Message
    stage: Stage

    @property
    def question(self) -> Message:
        """The question as managers ask it."""
        return QUESTIONS[self.key]


@dataclass(frozen=True)
class PrimaryResult:
    """What became of the primary measure. Numbers are None where the group is too small or nothing was measured."""

    indicator: str
    verdict: Literal["met", "not_met", "cannot_tell", "not_measured"]
    unit: str
    estimate: float | None
    n: int | None
    hidden: bool


@dataclass(frozen=True)
class Answered:
    """What became of one measure, as stage 08 found it; numbers are None where nothing was measured, or the group is too small (``hidden``).

    ``low`` and ``high`` are a 95 % interval, None for a count. ``grade`` is the design: A by lot, B compared, C before and after, D after only.
    """

    id: str
    verdict: Literal["met", "not_met", "cannot_tell", "not_measured"]
    grade: str = ""
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Opening:
    """The four answers in the managers' order; ``primary`` once there is something to say about it."""

    answers: tuple[Answer, ...]
    primary: PrimaryResult | None = None


@dataclass(frozen=True)
class Brief:
    """What people who decide are told on one page. Parts are None where their stage could not be computed.

    ``otherwise``: another way than mentoring was chosen; then it ends with the decision. ``answers`` are what became of
    the measures, none before there is an evaluation. ``compared``: a comparison group is planned, by lot or from a table.
    """

    name: str
    as_of: datetime.date | None
    need: Need | None
    comparison: Comparison | None
    decision: Decision | None
    otherwise: bool
    chain: Chain | None
    costs: Costs | None
    commitment: Commitment | None
    answers: tuple[Answered, ...] = ()
    compared: bool = False
