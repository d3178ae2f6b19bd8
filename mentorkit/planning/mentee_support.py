"""What mentees say about themselves in three questions of the sign-up form, and the support that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

__all__ = ["QUESTIONS", "SUPPORT_HOURS", "SupportRow", "support_of"]

Question = Literal["support_goals", "support_talks", "support_time"]
QUESTIONS: tuple[Question, ...] = ("support_goals", "support_talks", "support_time")
# hours of the mentee and of the coordinator for each mentee who gets it
SUPPORT_HOURS: dict[str, tuple[float, float]] = {"support_goals": (1.0, 0.5), "support_talks": (1.5, 0.5), "support_time": (0.5, 0.5)}
_AGREE, _DISAGREE = 4, 2


@dataclass(frozen=True)
class SupportRow:
    """One question, answered from 1 (not at all) to 5 (fully): how many agree (4, 5), disagree (1, 2) or are between, and who left it blank.

    ``state``: ``no_table``, ``not_asked`` or ``asked``. ``mentee_hours`` and ``coordinator_hours`` are for those who disagree together.
    """

    question: Question
    state: Literal["no_table", "not_asked", "asked"]
    agree: int = 0
    between: int = 0
    disagree: int = 0
    blank: int = 0

    @property
    def n(self) -> int:
        """Who answered."""
        return self.agree + self.between + self.disagree

    @property
    def mentee_hours(self) -> float:
        """Hours of all mentees who get the support."""
        return self.disagree * SUPPORT_HOURS[self.question][0]

    @property
    def coordinator_hours(self) -> float:
        """Hours of the coordinator for all of them."""
        return self.disagree * SUPPORT_HOURS[self.question][1]


def support_of(frame: pd.DataFrame | None) -> tuple[SupportRow, ...]:
    """The three questions over the mentees who take part."""
    return tuple(_row(question, frame) for question in QUESTIONS)


def _row(question: Question, frame: pd.DataFrame | None) -> SupportRow:
    if frame is None:
        return SupportRow(question, "no_table")
    if question not in frame:
        return SupportRow(question, "not_asked")
    answers = [int(value) for value in frame[question].dropna()]
    agree, disagree = sum(value >= _AGREE for value in answers), sum(value <= _DISAGREE for value in answers)
    return SupportRow(question, "asked", agree, len(answers) - agree - disagree, disagree, len(frame) - len(answers))
