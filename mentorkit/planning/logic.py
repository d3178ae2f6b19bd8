"""What a plan puts in, as the second link of the logic model: people, meetings, hours, training."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.planning.hours import hours_needed
from mentorkit.program.model import ProgramFile

__all__ = ["Inputs", "inputs_planned"]


@dataclass(frozen=True)
class Inputs:
    """What is put in, from the plan of the file; ``None`` where the file does not say enough.

    ``pairs`` planned, ``meetings`` of each pair over ``months``, ``hours`` of one person in one pair (meetings and
    preparation), ``training_mentor`` and ``training_mentee`` hours of one person, ``coordinator`` the share of a full post.
    """

    pairs: int | None = None
    months: float | None = None
    meetings: float | None = None
    hours: float | None = None
    training_mentor: float = 0.0
    training_mentee: float = 0.0
    coordinator: float | None = None


def inputs_planned(intent: ProgramFile) -> Inputs:
    """The inputs of a draft, however unfinished."""
    hours = hours_needed(intent)
    coordinator = intent.steering.coordinator if intent.steering else None
    return Inputs(hours.mentees, hours.months, hours.meetings, hours.pair, hours.training_mentor, hours.training_mentee, coordinator.fte if coordinator else None)
