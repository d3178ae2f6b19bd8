"""How the plan says that something is not there yet without stopping anything."""

from __future__ import annotations

from mentorkit.program.problems import Gap
from mentorkit.program.stagelist import stage_of
from mentorkit.text import Message

__all__ = ["gap"]


def gap(code: str, message: Message, stage: str) -> Gap:
    """A gap of a stage, with the notebook in which it is closed."""
    return Gap(code, message, stage, stage_of(stage).notebook)
