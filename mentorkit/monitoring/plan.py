"""The plan of steering: who steers with which powers, who is the address, what is controlled, and what of it is open."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mentorkit.program.model import CommitteeSeat, Contact, Control, Costs, ProgramFile, Steering
from mentorkit.program.problems import Gap
from mentorkit.program.stagelist import stage_of
from mentorkit.text import Message, msg

__all__ = ["Power", "SteeringPlan", "coordinator_hours", "steering_plan"]

Power = Literal["budget", "ending", "changes"]
# Beginnings of words by which a power is recognised, whatever else its line says. All words of one entry must be there.
_WORDS: dict[Power, tuple[tuple[str, ...], ...]] = {
    "budget": (("budget",), ("money",), ("funds",), ("תקציב",), ("כספ",)),
    "ending": (
        ("end", "programme"), ("end", "program"), ("stop", "programme"), ("stop", "program"), ("clos", "programme"), ("terminat",),
        ("סיום", "תוכנית"), ("סיום", "תכנית"), ("הפסק", "תוכנית"), ("הפסק", "תכנית"), ("עציר", "תוכנית"), ("סגיר", "תוכנית"),
    ),
    "changes": (("chang",), ("adjust",), ("amend",), ("שינוי",), ("שינויי",), ("לשנות",), ("התאמ",)),
}  # fmt: skip
_PREFIXES = ("", "ה", "ב", "ל", "ו", "של")


@dataclass(frozen=True)
class SteeringPlan:
    """What the file says about steering. ``missing`` are the powers that matter and that nobody of the committee has.

    ``hours`` a month follow from the coordinator's share of a post. ``gaps`` never stop anything.
    """

    committee: tuple[CommitteeSeat, ...] = ()
    missing: tuple[Power, ...] = ()
    meets: str | None = None
    contact: Contact | None = None
    coordinator: str | None = None
    fte: float | None = None
    hours: float | None = None
    controls: tuple[Control, ...] = ()
    agreement: str | None = None
    signed: Literal["required", "offered", "none"] | None = None
    confidentiality: str | None = None
    escalation: tuple[str, ...] = ()
    last_meeting_by: datetime.date | None = None
    early_ending: Literal["no_fault", "by_coordinator"] | None = None
    gaps: tuple[Gap, ...] = ()

    def names(self, owner: str) -> bool:
        """Whether that is a post which the plan names; a log may hold anything else, a person's name too."""
        posts = (*(seat.post for seat in self.committee), *(control.by for control in self.controls), self.contact.post if self.contact else None, self.coordinator)
        return owner.strip().casefold() in {post.strip().casefold() for post in (*posts, *self.escalation) if post}

    @property
    def acts(self) -> str | None:
        """The post that acts on a flag: the contact point, else the coordinator."""
        return (self.contact.post if self.contact else None) or self.coordinator

    def due(self, as_of: datetime.date | None) -> datetime.date | None:
        """The day by which a flag of ``as_of`` is answered."""
        days = self.contact.answers_within_days if self.contact else None
        return None if as_of is None or days is None else as_of + datetime.timedelta(days=days)


def steering_plan(intent: ProgramFile) -> SteeringPlan:
    """The plan of a file, however unfinished: what is missing is a gap."""
    steering = intent.steering or Steering()
    agreement, closure, coordinator = steering.agreement, steering.closure, steering.coordinator
    missing = tuple(power for power in _WORDS if not any(_is(power, words) for seat in steering.committee for words in seat.powers))
    return SteeringPlan(
        steering.committee,
        missing if steering.committee else (),
        steering.meets,
        steering.contact,
        coordinator.post if coordinator else None,
        coordinator.fte if coordinator else None,
        coordinator_hours(intent),
        steering.controls,
        agreement.text if agreement else None,
        agreement.signed if agreement else None,
        steering.confidentiality,
        steering.escalation,
        closure.last_meeting_by if closure else None,
        closure.early_ending if closure else None,
        tuple(Gap(code, said, "steering", stage_of("steering").notebook) for code, said in _gaps(steering, missing)),
    )


def coordinator_hours(intent: ProgramFile) -> float | None:
    """Hours a month of the coordinator's share of a post: ``share x paid hours a year / 12``.

    A quarter of a post of 1,720 hours a year is 35.8 hours a month. ``None`` where the share is not stated.
    """
    post = intent.steering.coordinator if intent.steering else None
    if post is None or post.fte is None:
        return None
    return post.fte * (intent.costs or Costs()).paid_hours[1] / 12


def _is(power: Power, line: str) -> bool:
    words = line.casefold().replace(",", " ").split()
    return any(all(_begins(words, part) for part in parts) for parts in _WORDS[power])


def _begins(words: list[str], part: str) -> bool:
    return any(word.startswith(prefix + part) for word in words for prefix in (_PREFIXES if part > "\u0590" else ("",)))


def _gaps(steering: Steering, missing: tuple[Power, ...]) -> Iterator[tuple[str, Message]]:
    if not steering.committee:
        yield "MK-G060", msg("There is no steering committee: nobody decides when the programme needs a change.")
    elif missing:
        yield "MK-G061", msg("No post of the committee has the power over: {powers}. Then the committee can only report.", powers=tuple(_POWERS[power] for power in missing))
    contact = steering.contact
    if contact is None or not contact.post:
        yield "MK-G062", msg("There is no contact point: nobody is the address for every issue.")
    elif not contact.channel or contact.answers_within_days is None:
        yield "MK-G062", msg("The contact point lacks a channel, or the number of days within which it answers.")
    if steering.coordinator is None or not steering.coordinator.post or steering.coordinator.fte is None:
        yield "MK-G064", msg("The coordinator's post or its share of a full post is not stated; coordination beside everything else does not take place.")
    if not steering.controls:
        yield "MK-G065", msg("No control is planned: whether pairs meet will be noticed by chance.")
    for place, control in enumerate(steering.controls, start=1):
        if not (control.what and control.when and control.by):
            yield "MK-G066", msg("Control {n} does not say what is looked at, when, and by whom.", n=place)
    if not steering.escalation:
        yield "MK-G067", msg("It is not written down to whom an issue goes when the contact point cannot solve it.")
    yield from _thin(steering)


def _thin(steering: Steering) -> Iterator[tuple[str, Message]]:
    if steering.committee and not steering.meets:
        yield "MK-G068", msg("It is not written down how often the steering committee meets.")
    if not steering.confidentiality or steering.agreement is None or not steering.agreement.text:
        yield "MK-G069", msg("The mentoring agreement or the rule of confidentiality is not written down.")
    if steering.closure is None or steering.closure.last_meeting_by is None or steering.closure.early_ending is None:
        yield "MK-G063", msg("It is not written down by when the last meetings take place and how a pair ends early.")


_POWERS: dict[Power, Message] = {"budget": msg("the budget"), "ending": msg("ending the programme"), "changes": msg("changes of the plan")}
