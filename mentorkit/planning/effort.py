"""What an option of stage 01 takes for one learner: hours by role, cash, and the full cost where salaries are known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mentorkit.planning.options import NOTHING, ROLES, kind_of
from mentorkit.planning.prices import hourly_cost
from mentorkit.program.model import Costs as CostPlan
from mentorkit.program.model import Mix, Option, OptionHours

__all__ = ["Effort", "effort_of", "effort_of_mix"]

# whose yearly salary an hour of each role is counted at; the file has none for line managers
_SALARIES = {"senior": "mentor", "learner": "mentee", "manager": "mentor", "coordinator": "coordinator"}


@dataclass(frozen=True)
class Effort:
    """What one learner takes: hours by role, cash, months until it shows, and the full cost where salaries are known.

    ``assumed`` names the parts that are not in the file (roles, cash, months); ``lacks`` the salaries without which the
    full cost is not known.
    """

    senior: float
    learner: float
    manager: float
    coordinator: float
    cash: float
    months: float | None
    full: float | None
    assumed: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        """Hours of everybody."""
        return math.fsum((self.senior, self.learner, self.manager, self.coordinator))


def effort_of(option: Option, plan: CostPlan | None) -> Effort:
    """Hours and cash of the file; what it does not say is the assumption of the option, and named. To do nothing takes nothing."""
    kind = kind_of(option.id)
    hours, assumed = _hours(option.hours, kind.hours)
    cash = kind.cash if option.cash is None else option.cash
    months = kind.months if option.months_to_effect is None else option.months_to_effect
    assumed += [name for name, value in (("cash", option.cash), ("months", option.months_to_effect)) if value is None]
    if option.id == NOTHING:
        assumed = []
    full, lacks = _full(hours, cash, plan)
    return Effort(hours[0], hours[1], hours[2], hours[3], cash, months, full, tuple(assumed), lacks)


def effort_of_mix(mix: Mix, parts: Sequence[Effort], plan: CostPlan | None) -> Effort:
    """The sum of the parts, role by role, where the file does not say it; the months are those of the slowest part.

    Assumed is what a part assumed and the mix does not state.
    """
    hours, summed = _hours(mix.hours, [math.fsum(getattr(part, role) for part in parts) for role in ROLES])
    cash = math.fsum(part.cash for part in parts) if mix.cash is None else mix.cash
    months = max((part.months for part in parts if part.months is not None), default=None)
    open_ = {*summed, "months", *(["cash"] if mix.cash is None else [])}
    assumed = tuple(name for name in (*ROLES, "cash", "months") if name in open_ and any(name in part.assumed for part in parts))
    full, lacks = _full(hours, cash, plan)
    return Effort(hours[0], hours[1], hours[2], hours[3], cash, months, full, assumed, lacks)


def _hours(written: OptionHours | None, usual: Sequence[float]) -> tuple[list[float], list[str]]:
    """Hours by role, and the roles that the file leaves open."""
    roles = written.model_fields_set if written else frozenset[str]()
    hours = [float(getattr(written, role)) if role in roles else number for role, number in zip(ROLES, usual, strict=True)]
    return hours, [role for role in ROLES if role not in roles]


def _full(hours: Sequence[float], cash: float, plan: CostPlan | None) -> tuple[float | None, tuple[str, ...]]:
    """Hours times the hourly cost of their role, and cash; None with the salaries that are missing for it."""
    parts, lacks = [cash], list[str]()
    for role, taken in zip(ROLES, hours, strict=True):
        hour = hourly_cost(getattr(plan.salaries, _SALARIES[role]), plan) if plan else None
        if taken and hour is None:
            lacks.append(f"costs.salaries.{_SALARIES[role]}")
        elif hour is not None:
            parts.append(taken * hour)
    return (None if lacks else math.fsum(parts)), tuple(dict.fromkeys(lacks))
