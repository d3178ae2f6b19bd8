"""Options that were chosen together with mentoring: what they take is in no sum of the programme's costs."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.planning.effort import effort_of
from mentorkit.program.model import Option, ProgramFile

__all__ = ["Beside", "beside_of"]


@dataclass(frozen=True)
class Beside:
    """One such option with its hours and cash for one learner; ``assumed`` where the cash is not in the file."""

    option: str
    hours: float
    cash: float
    assumed: bool


def beside_of(intent: ProgramFile) -> tuple[Beside, ...]:
    """The options beside the chosen one, in the order of the decision."""
    section = intent.alternatives
    if section is None or section.decision is None:
        return ()
    weighed = {option.id: option for option in section.options}
    return tuple(_beside(weighed.get(name) or Option(id=name)) for name in section.decision.with_)


def _beside(option: Option) -> Beside:
    effort = effort_of(option, None)
    return Beside(option.id, effort.hours, effort.cash, option.cash is None)
