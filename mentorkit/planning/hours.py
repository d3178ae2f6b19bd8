"""The hours a programme takes beyond the formal role of its people, and what the mentors offer against it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from mentorkit.program.model import ProgramFile

__all__ = ["Hours", "Offered", "hours_needed", "hours_offered", "pair_hours"]


@dataclass(frozen=True)
class Hours:
    """Hours the plan asks for. ``None`` where the file does not say enough (months, planned number of mentees).

    ``pair`` are hours of meetings and preparation of one person in one pair over the whole programme; ``per_month``
    the same in one month. ``mentor`` and ``mentee`` add training. Totals are for ``mentees`` planned and as many
    mentors: one mentor each is the most the training can cost.
    """

    mentees: int | None
    months: float | None
    meetings: float | None
    per_month: float
    pair: float | None
    training_mentor: float
    training_mentee: float
    mentor: float | None
    mentee: float | None
    mentors_total: float | None
    mentees_total: float | None


@dataclass(frozen=True)
class Offered:
    """Hours the eligible mentors offer. ``asked`` is false when the mentors' table has no hours_per_month.

    ``answered`` and ``unanswered`` count mentors. ``total`` is hours a month times months. ``short`` counts the mentors
    who answered and offer less over the programme than one mentee takes, training included.
    """

    asked: bool
    answered: int = 0
    unanswered: int = 0
    per_month: float | None = None
    total: float | None = None
    short: int = 0


def pair_hours(meetings_per_month: float, months: float, meeting_hours: float, preparation_hours: float) -> float:
    """Hours of one person in one pair: ``H = m x T x (d + q)``.

    m meetings a month, T months, d hours of a meeting, q hours of preparation and travel for each meeting.

    >>> pair_hours(2, 9, 1.0, 0.25)
    22.5
    """
    return meetings_per_month * months * (meeting_hours + preparation_hours)


def hours_needed(intent: ProgramFile) -> Hours:
    """What the plan of the file asks for: ``mentor = H + t_r``, ``mentee = H + t_e``, totals times the planned size.

    Two meetings of an hour a month over nine months with a quarter of an hour of preparation are 22.5 hours; with 8
    hours of training a mentor gives 30.5, and 24 mentors 732. Without months or size the figures that need them are
    ``None``.
    """
    plan = intent.schedule
    size = intent.audiences.mentees.size if intent.audiences and intent.audiences.mentees else None
    training = intent.training.budget_hours if intent.training else None
    t_mentor, t_mentee = (training.mentor, training.mentee) if training else (0.0, 0.0)
    meetings = plan.meetings_per_month * plan.months if plan.months is not None else None
    pair = pair_hours(plan.meetings_per_month, plan.months, plan.meeting_hours, plan.preparation_hours) if plan.months is not None else None
    mentor, mentee = (None, None) if pair is None else (pair + t_mentor, pair + t_mentee)
    return Hours(
        size,
        plan.months,
        meetings,
        pair_hours(plan.meetings_per_month, 1, plan.meeting_hours, plan.preparation_hours),
        pair,
        t_mentor,
        t_mentee,
        mentor,
        mentee,
        None if mentor is None or size is None else mentor * size,
        None if mentee is None or size is None else mentee * size,
    )


def hours_offered(mentors: pd.DataFrame, needed: Hours) -> Offered:
    """What these mentors offer. A blank answer is counted as unanswered and adds nothing."""
    if "hours_per_month" not in mentors:
        return Offered(False)
    answers = mentors["hours_per_month"].dropna().astype(float)
    if answers.empty:
        return Offered(True, 0, len(mentors))
    month = math.fsum(answers)
    total = None if needed.months is None else month * needed.months
    return Offered(True, len(answers), len(mentors) - len(answers), month, total, _short(answers, needed))


def _short(answers: pd.Series, needed: Hours) -> int:
    """Mentors whose hours over the whole programme are fewer than one mentee takes, training included."""
    if needed.months is None or needed.mentor is None:
        return int((answers < needed.per_month - 1e-9).sum())
    return int((answers * needed.months < needed.mentor - 1e-9).sum())
