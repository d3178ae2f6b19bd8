"""How far each planned value may turn out otherwise: the range of the file, or a usual one that is named as assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.inputs import Ends, looked_up
from mentorkit.program.model import CostRanges, ProgramFile
from mentorkit.program.model import Costs as CostPlan

__all__ = ["RANGED", "USUAL", "Spread", "Usual", "spreads_of"]

Rule = Literal["times", "between", "plus"]


@dataclass(frozen=True)
class Usual:
    """The range that is taken for a value when the file gives none.

    ``times``: from ``low`` to ``high`` times the plan's value. ``between``: from ``low`` to ``high``, widened where the
    plan's value lies outside. ``plus``: from ``low`` to the plan's value and ``high``. A share never passes 1.
    """

    field: str
    low: float
    high: float
    rule: Rule = "times"
    share: bool = False

    def around(self, value: float) -> Ends:
        """The range around the plan's value."""
        if self.rule == "times":
            low, high = self.low * value, self.high * value
        elif self.rule == "between":
            low, high = min(self.low, value), max(self.high, value)
        else:
            low, high = min(self.low, value), value + self.high
        return Ends(low, value, max(value, min(high, 1.0)) if self.share else high)


@dataclass(frozen=True)
class Spread:
    """One value with its range; ``origin`` says who gave the range. ``moved``: it was written around another value than the plan's."""

    field: str
    ends: Ends
    origin: Literal["file", "assumed"]
    moved: bool = False

    @property
    def varies(self) -> bool:
        """Whether low and high differ at all."""
        return self.ends.low < self.ends.high


# rated in data/assumptions.md, which a test holds against these
USUAL: tuple[Usual, ...] = (
    Usual("schedule.meetings_per_month", 0.5, 1.5),
    Usual("schedule.meeting_hours", 0.75, 1.5),
    Usual("schedule.preparation_hours", 0.4, 2),
    Usual("steering.coordinator.fte", 0.4, 1.6, share=True),
    Usual("costs.salaries.mentor", 3 / 4, 4 / 3),
    Usual("costs.salaries.mentee", 3 / 4, 4 / 3),
    Usual("costs.attrition", 8 / 15, 5 / 3, share=True),
    Usual("costs.replacement", 0.16, 1, "between"),
    Usual("costs.reduction", 0, 0.2, "plus", share=True),
)
_STATED = {
    "schedule.meetings_per_month": "meetings_per_month",
    "schedule.meeting_hours": "meeting_hours",
    "schedule.preparation_hours": "preparation_hours",
    "steering.coordinator.fte": "coordinator_fte",
    "costs.salaries.mentor": "mentor_salary",
    "costs.salaries.mentee": "mentee_salary",
}
# decisions of the house: one number means that number
_FIRM = ("costs.loading", "costs.paid_hours", "costs.setup_days", "costs.steering_hours", "costs.direct_per_pair", "costs.fixed")
RANGED: tuple[str, ...] = (*(usual.field for usual in USUAL), *_FIRM)


def spreads_of(intent: ProgramFile) -> tuple[Spread, ...]:
    """The range of every value that has one, in the order of :data:`RANGED`; a value that nobody has given has none.

    The usual value of a range is always what the plan says. A range of the file that was written around another value
    keeps its two ends, and reaches at least to the plan's value.
    """
    return tuple(_spreads(intent))


def _spreads(intent: ProgramFile) -> Iterator[Spread]:
    ranges = (intent.costs or CostPlan()).ranges
    for usual in USUAL:
        value = looked_up(intent, usual.field)[0]
        if usual.field in _STATED and value is not None:
            yield _planned(usual, float(value), ranges)
        elif value is not None:
            yield _estimated(usual, Ends(*value))
    for field in _FIRM:
        ends = Ends(*looked_up(intent, field)[0])
        if ends.low < ends.high:
            yield Spread(field, ends, "file")


def _planned(usual: Usual, value: float, ranges: CostRanges) -> Spread:
    stated = getattr(ranges, _STATED[usual.field])
    if stated is None:
        return Spread(usual.field, usual.around(value), "assumed")
    low, typical, high = stated
    return Spread(usual.field, Ends(min(low, value), value, max(high, value)), "file", moved=typical != value)


def _estimated(usual: Usual, ends: Ends) -> Spread:
    """Leaving, replacing and what mentoring changes are estimates: one number for them is not taken as certain."""
    return Spread(usual.field, ends, "file") if ends.low < ends.high else Spread(usual.field, usual.around(ends.typical), "assumed")
