"""The facts that letters, guides and agreements are filled with: each from one place of the program file, or a marked blank.

A fact is computed once and put into words once, so that every text and the page of stage 05 say the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorkit.planning.hours import hours_needed
from mentorkit.planning.rhythm import after_months
from mentorkit.program.model import Module, ProgramFile
from mentorkit.text import Decimal, Message, msg

__all__ = ["PAIR_FACTS", "Fact", "Value", "closing_day", "count_words", "facts_of", "hours_words"]

Value = str | Message | datetime.date | bool | tuple[str | Message | datetime.date, ...] | None
_SIDES = {"mentee": ("mentee", "both"), "mentor": ("mentor", "both")}


@dataclass(frozen=True)
class Fact:
    """One placeholder of the templates: ``key`` as templates write it, ``what`` it is in words, ``place`` in the program file and
    ``notebook`` (two digits) where it is filled in, its ``value`` (``None``: the file does not say it).

    A yes or no is a condition: it decides what a text says and never stands in it.
    """

    key: str
    what: Message
    place: str
    notebook: str
    value: Value = None

    @property
    def condition(self) -> bool:
        """Whether it only decides what is said."""
        return isinstance(self.value, bool)


# What a text about one pair holds besides the facts of the programme; filled for each pair.
PAIR_FACTS = ("mentee", "mentor", "reasons", "chosen_by_hand", "meetings_held", "hours_recorded", "kept_record")


def facts_of(intent: ProgramFile) -> tuple[Fact, ...]:
    """Every fact of a file however unfinished, in the order of the stages."""
    return (*_programme(intent), *_time(intent), *_people(intent), *_pairing(intent), *_training(intent), *_steering(intent), *_management(intent), *_privacy(intent))


def _programme(intent: ProgramFile) -> Iterator[Fact]:
    yield Fact("programme", msg("name of the programme"), "name", "00", intent.name)
    yield Fact("organisation", msg("name of the organisation"), "organisation.name", "00", intent.organisation.name)
    yield Fact("need", msg("the need in one sentence"), "need.statement", "02", intent.need.statement if intent.need else None)
    yield Fact("why_now", msg("why now"), "need.why_now", "02", intent.need.why_now if intent.need else None)
    named = {"goals_mentee": "mentee", "goals_mentor": "mentor", "goals_organisation": "organisation"}
    whose = {"goals_mentee": msg("goals for the mentees"), "goals_mentor": msg("goals for the mentors"), "goals_organisation": msg("goals of the organisation")}
    for key, side in named.items():
        yield Fact(key, whose[key], "goals", "02", _listed(goal.statement for goal in intent.goals if goal.for_ == side))


def _time(intent: ProgramFile) -> Iterator[Fact]:
    plan, hours = intent.schedule, hours_needed(intent)
    where = "03"
    yield Fact("starts", msg("first day"), "schedule.starts", where, plan.starts)
    yield Fact("ends", msg("last day for the closing meetings"), "steering.closure.last_meeting_by", "06", closing_day(intent))
    day = intent.as_of
    yield Fact("under_way", msg("the programme has begun"), "schedule.starts", where, day is not None and plan.starts is not None and day > plan.starts)
    closing = closing_day(intent)
    yield Fact("is_over", msg("the last day for closing meetings is past"), "steering.closure.last_meeting_by", "06", day is not None and closing is not None and day > closing)
    yield Fact("months", msg("how many months it runs"), "schedule.months", where, None if plan.months is None else count_words("month", plan.months))
    yield Fact("meetings_a_month", msg("meetings a month"), "schedule.meetings_per_month", where, count_words("meeting", plan.meetings_per_month))
    yield Fact("meeting_length", msg("length of a meeting"), "schedule.meeting_hours", where, hours_words(plan.meeting_hours))
    yield Fact("preparation", msg("preparation for a meeting"), "schedule.preparation_hours", where, hours_words(plan.preparation_hours) if plan.preparation_hours else None)
    yield Fact("meetings_in_all", msg("meetings in all"), "schedule.months", where, None if hours.meetings is None else count_words("meeting", hours.meetings))
    yield Fact("hours_a_month", msg("hours a month with preparation"), "schedule", where, hours_words(hours.per_month))
    yield Fact("hours_of_pair", msg("hours of meetings and preparation in all"), "schedule.months", where, None if hours.pair is None else hours_words(hours.pair))
    yield Fact(
        "training_of_mentor", msg("hours of training of a mentor"), "training.budget_hours.mentor", "05", hours_words(hours.training_mentor) if hours.training_mentor else None
    )
    yield Fact(
        "training_of_mentee", msg("hours of training of a mentee"), "training.budget_hours.mentee", "05", hours_words(hours.training_mentee) if hours.training_mentee else None
    )
    yield Fact("hours_of_mentor", msg("hours of a mentor in all"), "schedule.months", where, None if hours.mentor is None else hours_words(hours.mentor))
    yield Fact("hours_of_mentee", msg("hours of a mentee in all"), "schedule.months", where, None if hours.mentee is None else hours_words(hours.mentee))
    waves = plan.waves
    yield Fact("survey_days", msg("days of the surveys"), "schedule.waves", where, _listed((waves.start, waves.middle, waves.end, waves.after)))


def _people(intent: ProgramFile) -> Iterator[Fact]:
    audiences = intent.audiences
    mentees, mentors = (audiences.mentees, audiences.mentors) if audiences else (None, None)
    size = mentees.size if mentees else None
    yield Fact("places", msg("planned number of mentees"), "audiences.mentees.size", "03", None if size is None else str(size))
    yield Fact("voluntary", msg("taking part is voluntary"), "audiences.mentees.voluntary", "03", mentees is None or mentees.voluntary)
    consent = mentees.manager_consent if mentees else "none"
    yield Fact("manager_must_agree", msg("the line manager has to agree"), "audiences.mentees.manager_consent", "03", consent == "required")
    yield Fact("manager_is_asked", msg("the line manager is asked"), "audiences.mentees.manager_consent", "03", consent == "asked")
    chosen = mentees.selection if mentees else "all"
    yield Fact("by_lot", msg("places are drawn by lot"), "audiences.mentees.selection", "03", chosen == "lottery")
    yield Fact("first_come", msg("places go in the order of application"), "audiences.mentees.selection", "03", chosen == "first_come")
    yield Fact("not_meant", msg("who is not meant"), "audiences.mentees.excluded", "03", _listed(mentees.excluded if mentees else ()))
    yield Fact("mentor_role", msg("the mentor's role"), "audiences.mentors.role", "03", mentors.role if mentors else None)
    yield Fact("screening", msg("how mentors are chosen"), "audiences.mentors.screening", "03", mentors.screening if mentors else None)
    yield Fact("areas", msg("development areas"), "audiences.areas", "03", _listed(audiences.areas if audiences else ()))
    yield Fact("forms_due", msg("day by which forms are back"), "audiences.forms_due", "03", audiences.forms_due if audiences else None)


def _pairing(intent: ProgramFile) -> Iterator[Fact]:
    plan = intent.pairing
    reasons = _listed(criterion.why or criterion.name for criterion in plan.criteria if criterion.weight) if plan else None
    yield Fact("criteria", msg("what counts when pairs are made"), "pairing.criteria", "04", reasons)
    yield Fact("criteria_decided_by", msg("who decided on the criteria"), "pairing.decided_by", "04", _listed(plan.decided_by if plan else ()))
    yield Fact("may_decline", msg("both may decline a pair"), "pairing.both_sides_say", "04", plan is not None and plan.both_sides_say == "may_decline")
    yield Fact("wishes_asked", msg("both are asked for wishes"), "pairing.both_sides_say", "04", plan is not None and plan.both_sides_say == "ranked_wishes")
    mismatch = plan.mismatch if plan else None
    days = mismatch.within_days if mismatch else None
    yield Fact("mismatch_text", msg("what holds when a pair does not fit"), "pairing.mismatch.text", "04", mismatch.text if mismatch else None)
    yield Fact("mismatch_post", msg("who is asked when a pair does not fit"), "pairing.mismatch.ask_by", "04", mismatch.ask_by if mismatch else None)
    yield Fact(
        "mismatch_days", msg("days until there is an answer when a pair does not fit"), "pairing.mismatch.within_days", "04", None if days is None else count_words("day", days)
    )


def _training(intent: ProgramFile) -> Iterator[Fact]:
    plan = intent.training
    for side, what in (("mentor", msg("training sessions of the mentors")), ("mentee", msg("training sessions of the mentees"))):
        yield Fact(f"sessions_of_{side}", what, "training.sessions", "05", _sessions(intent, side))
    support = plan.support if plan else None
    yield Fact("support_of_mentees", msg("support for mentees"), "training.support.mentees", "05", _listed(support.mentees if support else ()))
    during = _listed(_during(row.what, row.every_weeks) for row in support.during if row.what) if support else None
    yield Fact("support_during", msg("support while it runs"), "training.support.during", "05", during)
    yield Fact("support_of_managers", msg("support for line managers"), "training.support.line_managers", "05", support.line_managers if support else None)


def _beyond(posts: Sequence[str], contact: str | None) -> Iterator[str]:
    """The posts to whom an issue goes on from the contact point, which often stands first in the list of the file."""
    return (post for post in posts if post != contact)


def _steering(intent: ProgramFile) -> Iterator[Fact]:
    plan = intent.steering
    contact = plan.contact if plan else None
    answers = contact.answers_within_days if contact else None
    agreement, closure = (plan.agreement, plan.closure) if plan else (None, None)
    yield Fact("contact", msg("the contact point for every issue"), "steering.contact.post", "06", contact.post if contact else None)
    yield Fact("contact_channel", msg("how the contact point is reached"), "steering.contact.channel", "06", contact.channel if contact else None)
    yield Fact("contact_answers", msg("within how many days the contact point answers"), "steering.contact.answers_within_days", "06", _answers(answers))
    yield Fact("committee", msg("posts in the steering committee"), "steering.committee", "06", _listed(seat.post for seat in plan.committee) if plan else None)
    yield Fact("escalation", msg("to whom an issue goes on"), "steering.escalation", "06", _listed(_beyond(plan.escalation if plan else (), contact.post if contact else None)))
    yield Fact("confidentiality", msg("what is confidential"), "steering.confidentiality", "06", plan.confidentiality if plan else None)
    yield Fact("agreement_text", msg("what the agreement is about"), "steering.agreement.text", "06", agreement.text if agreement else None)
    yield Fact("agreement_required", msg("the agreement has to be signed"), "steering.agreement.signed", "06", agreement is not None and agreement.signed == "required")
    yield Fact("ends_without_fault", msg("ending early is nobody's fault"), "steering.closure.early_ending", "06", closure is not None and closure.early_ending == "no_fault")


def _management(intent: ProgramFile) -> Iterator[Fact]:
    plan = intent.commitment
    yield Fact("sponsor", msg("sponsor"), "commitment.sponsor", "07", plan.sponsor if plan else None)
    yield Fact("recognition", msg("recognition of mentors"), "commitment.recognition", "07", plan.recognition if plan else None)
    yield Fact("promises", msg("what management promised"), "commitment.promises", "07", _listed(promise.what for promise in plan.promises) if plan else None)


def _privacy(intent: ProgramFile) -> Iterator[Fact]:
    privacy = intent.privacy
    yield Fact("legal_ground", msg("ground on which the data is kept"), "privacy.legal_ground", "00", privacy.legal_ground)
    yield Fact("may_see_names", msg("posts that may see names"), "privacy.may_see_names", "00", _listed(privacy.may_see_names))
    yield Fact("delete_after", msg("last day before the personal data is deleted"), "privacy.delete_after", "00", privacy.delete_after)
    yield Fact("smallest_group", msg("smallest group whose answers are shown"), "privacy.threshold", "00", str(privacy.threshold))


def closing_day(intent: ProgramFile) -> datetime.date | None:
    """The last day for closing meetings, else the last day of the months of the schedule."""
    closure, plan = intent.steering.closure if intent.steering else None, intent.schedule
    if closure and closure.last_meeting_by:
        return closure.last_meeting_by
    return after_months(plan.starts, plan.months) if plan.starts and plan.months else None


_ONE = {"month": msg("one month"), "meeting": msg("one meeting"), "day": msg("one day")}
_TWO = {"month": msg("two months"), "meeting": msg("two meetings"), "day": msg("two days")}


def count_words(unit: str, value: float) -> Message:
    """A number with its noun: one month, two months, 9 months, 1.5 months."""
    if value in (1, 2):
        return (_ONE if value == 1 else _TWO)[unit]
    n = _number(value)
    if unit == "month":
        return msg("{n} months", n=n)
    return msg("{n} meetings", n=n) if unit == "meeting" else msg("{n} days", n=n)


def hours_words(value: float) -> Message:
    """Hours in words: below one as minutes, one and two in words, others as a number: 15 minutes, one hour, 22.5 hours."""
    if 0 < value < 1:
        return msg("{n} minutes", n=_number(round(value * 60, 1)))
    if value in (1, 2):
        return msg("one hour") if value == 1 else msg("two hours")
    return msg("{n} hours", n=_number(value))


def _number(value: float) -> int | Decimal:
    return int(value) if value == int(value) else Decimal(value, 1 if round(value, 1) == round(value, 6) else 2)


def _answers(days: int | None) -> Message | None:
    if days is None:
        return None
    return msg("on the same day") if days == 0 else msg("within {days}", days=count_words("day", days))


def _during(what: str, weeks: int | None) -> str | Message:
    if weeks is None:
        return what
    return msg("{what}, every week", what=what) if weeks == 1 else msg("{what}, every {n} weeks", what=what, n=weeks)


def _sessions(intent: ProgramFile, side: str) -> tuple[Message, ...] | None:
    """One line for each module of a side that has days, by its first day; whoever attends chooses one of them."""
    plan = intent.training
    if plan is None:
        return None
    days = {module.id: sorted({session.on for session in plan.sessions if session.module == module.id and session.on}) for module in plan.modules}
    held = sorted((module for module in plan.modules if module.for_ in _SIDES[side] and days[module.id]), key=lambda module: days[module.id][0])
    return tuple(_session(module, tuple(days[module.id])) for module in held) or None


def _session(module: Module, days: tuple[datetime.date, ...]) -> Message:
    what = module.name or module.format or module.id
    if module.hours is None:
        return msg("{what}: {days}", what=what, days=days)
    return msg("{what} ({hours}): {days}", what=what, hours=hours_words(module.hours), days=days)


def _listed(values: object) -> tuple[str | Message | datetime.date, ...] | None:
    """What there is, each once, in its order; ``None`` where there is nothing."""
    found = tuple(dict.fromkeys(value for value in values if value))  # type: ignore[attr-defined]
    return found or None
