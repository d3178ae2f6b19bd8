"""The programme's calendar: every dated thing of the file in order, and the days that its rhythms give."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mentorkit.planning.gaps import gap
from mentorkit.planning.phases import Phase, phases_of
from mentorkit.planning.rhythm import Rhythm, days_of, rhythm_of
from mentorkit.planning.training import called
from mentorkit.program.model import ProgramFile, Schedule
from mentorkit.program.problems import Gap
from mentorkit.text import Message, msg

__all__ = ["Calendar", "Entry", "EntryKind", "Who", "calendar_of"]

EntryKind = Literal[
    "forms", "start", "session", "support", "wave", "meeting", "control", "closing", "promise", "decision", "measure", "lessons", "review", "deletion"
]  # fmt: skip
Who = str | Message | tuple[str, ...] | None
# the order of things that fall on one day
_ORDER: tuple[EntryKind, ...] = (
    "forms", "start", "session", "support", "wave", "meeting", "control", "closing", "promise", "decision", "measure", "lessons", "review", "deletion",
)  # fmt: skip
_SIDES = {"mentee": msg("mentees"), "mentor": msg("mentors"), "both": msg("mentees and mentors")}
_WAVES = {
    "start": msg("Survey, first wave: before the start"),
    "middle": msg("Survey, wave in the middle"),
    "end": msg("Survey, wave at the end"),
    "after": msg("Survey, wave afterwards"),
}


@dataclass(frozen=True)
class Entry:
    """Something that happens or is due on a day. ``who`` are posts or one of the two sides, never persons.

    ``counted`` is true where the day was counted from the start by a rhythm (monthly, every six weeks) and is still to
    be agreed; ``done`` where the file says that it was kept already.
    """

    on: datetime.date
    kind: EntryKind
    what: Message | str
    who: Who = None
    counted: bool = False
    done: bool = False


@dataclass(frozen=True)
class Calendar:
    """All entries by day, and the phases they belong to. ``as_of`` is the day up to which things are past; ``None`` where the file does not say it.

    ``gaps`` name the rhythms that could not be read and what the schedule lacks; they stop nothing.
    """

    entries: tuple[Entry, ...]
    as_of: datetime.date | None = None
    gaps: tuple[Gap, ...] = ()
    phases: tuple[Phase, ...] = ()

    def past(self, entry: Entry) -> bool | None:
        """Whether its day lies before ``as_of``; ``None`` when that day is not known."""
        return None if self.as_of is None else entry.on < self.as_of

    @property
    def coming(self) -> tuple[Entry, ...]:
        """What is still ahead, the day ``as_of`` itself included; everything when that day is not known."""
        return tuple(entry for entry in self.entries if not self.past(entry) and not entry.done)


def calendar_of(intent: ProgramFile) -> Calendar:
    """The calendar of a file however unfinished: what has no day is left out, what cannot be read is a gap."""
    gaps: list[Gap] = []
    entries = [*_fixed(intent), *_rhythmic(intent, gaps)]
    # sorted keeps the order of the file among equals
    ordered = sorted(entries, key=lambda entry: (entry.on, _ORDER.index(entry.kind)))
    return Calendar(tuple(ordered), intent.as_of, tuple(gaps), phases_of(intent))


def _fixed(intent: ProgramFile) -> Iterator[Entry]:
    """Everything that has its day in the file."""
    yield from _of_schedule(intent)
    yield from _of_commitment(intent)
    for measure in intent.measures:
        if measure.due:
            yield Entry(measure.due, "measure", msg("Measure due: {measure}", measure=measure.indicator or measure.id), measure.owner)
    decision = intent.alternatives.decision if intent.alternatives else None
    if decision and decision.review_on:
        yield Entry(decision.review_on, "review", msg("The decision about the alternatives is looked at again"), decision.by)
    if intent.evaluation and intent.evaluation.lessons_on:
        yield Entry(intent.evaluation.lessons_on, "lessons", msg("The lessons of this round are discussed"), _committee(intent) or _address(intent))
    if intent.privacy.delete_after:
        yield Entry(intent.privacy.delete_after, "deletion", msg("Last day before the personal data is deleted"), _address(intent))


def _of_schedule(intent: ProgramFile) -> Iterator[Entry]:
    plan = intent.schedule
    if intent.audiences and intent.audiences.forms_due:
        yield Entry(intent.audiences.forms_due, "forms", msg("Forms of mentees and mentors are back, at the latest"), _address(intent))
    if plan.starts:
        yield Entry(plan.starts, "start", msg("The programme starts"))
    for wave, what in _WAVES.items():
        day = getattr(plan.waves, wave)
        if day:
            yield Entry(day, "wave", what)
    if intent.training:
        sides = {module.id: module.for_ for module in intent.training.modules}
        names = {module.id: called(module) for module in intent.training.modules}
        for session in intent.training.sessions:
            if session.on:
                yield Entry(session.on, "session", msg("Training session: {module}", module=names.get(session.module, session.module)), _SIDES.get(sides.get(session.module) or ""))
    closure = intent.steering.closure if intent.steering else None
    if closure and closure.last_meeting_by:
        yield Entry(closure.last_meeting_by, "closing", msg("Closing meetings of the pairs, at the latest"), msg("mentees and mentors"))


def _address(intent: ProgramFile) -> str | None:
    """The post that is responsible where the file names no other: the coordinator, else the address for every issue."""
    steering = intent.steering
    if steering is None:
        return None
    coordinator = steering.coordinator.post if steering.coordinator else None
    return coordinator or (steering.contact.post if steering.contact else None)


def _committee(intent: ProgramFile) -> tuple[str, ...] | None:
    return tuple(seat.post for seat in intent.steering.committee if seat.post) or None if intent.steering else None


def _of_commitment(intent: ProgramFile) -> Iterator[Entry]:
    if intent.commitment is None:
        return
    for promise in intent.commitment.promises:
        if promise.due:
            yield Entry(promise.due, "promise", msg("Promise due: {what}", what=promise.what or promise.id), promise.who, done=promise.kept == "yes")
    for place, request in enumerate(intent.commitment.decisions_requested, start=1):
        if request.due:
            yield Entry(request.due, "decision", msg("Decision requested: {what}", what=request.what or str(place)), request.of)


def _rhythmic(intent: ProgramFile, gaps: list[Gap]) -> Iterator[Entry]:
    """Everything that comes again and again: its days are counted from the start over the months of the plan."""
    templates = [*_of_steering(intent, gaps), *_of_support(intent)]
    if templates and (intent.schedule.starts is None or intent.schedule.months is None):
        sentence = msg("Start or months are not stated (schedule), so meetings, controls and support that come again and again have no days yet.")
        gaps.append(gap("MK-G059", sentence, "steering"))
    for rhythm, template in templates:
        for day in _days(rhythm, intent.schedule):
            yield replace(template, on=day)


def _days(rhythm: Rhythm, plan: Schedule) -> tuple[datetime.date, ...]:
    return () if plan.starts is None or plan.months is None else days_of(rhythm, plan.starts, plan.months)


def _of_steering(intent: ProgramFile, gaps: list[Gap]) -> Iterator[tuple[Rhythm, Entry]]:
    steering = intent.steering
    if steering is None:
        return
    yield from _read(steering.meets, Entry(_UNSET, "meeting", msg("Meeting of the steering committee"), _committee(intent), counted=True), gaps)
    for place, control in enumerate(steering.controls, start=1):
        entry = Entry(_UNSET, "control", msg("Control: {what}", what=control.what or str(place)), control.by, counted=True)
        yield from _read(control.when, entry, gaps)


# a template's day is replaced by each day of its rhythm
_UNSET = datetime.date.min


def _read(words: str | None, entry: Entry, gaps: list[Gap]) -> Iterator[tuple[Rhythm, Entry]]:
    if words is None:
        return
    rhythm = rhythm_of(words)
    if rhythm is None:
        sentence = msg(
            "{what}: the rhythm '{words}' could not be read, so no days are listed. Known are weekly, every two weeks, monthly, every two months and quarterly.",
            what=entry.what,
            words=words,
        )
        gaps.append(gap("MK-G059", sentence, "steering"))
    else:
        yield rhythm, entry


def _of_support(intent: ProgramFile) -> Iterator[tuple[Rhythm, Entry]]:
    support = intent.training.support if intent.training else None
    for during in support.during if support else ():
        if during.every_weeks and during.what:
            yield Rhythm(weeks=during.every_weeks), Entry(_UNSET, "support", msg("Support: {what}", what=during.what), counted=True)
