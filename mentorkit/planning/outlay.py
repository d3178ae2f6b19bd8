"""What a programme costs and saves as one function of its values, for one plan or for thousands of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorkit.planning.hours import pair_hours
from mentorkit.planning.inputs import Ends, inputs_of
from mentorkit.planning.prices import SETUP_DAY, SumKey, hour_price, leavers_needed, post_price
from mentorkit.program.model import ProgramFile

__all__ = ["Outlay", "Values", "outlay", "planned_values"]

Values = Mapping[str, Any]  # by field of the file: a number, or an array of them


@dataclass(frozen=True)
class Outlay:
    """The three sums, what fewer leavers save, and the leavers that are expected: each a number, or one for each case.

    What the file lacks counts as 0 here; whoever asks knows which sums are complete.
    """

    full: Any
    program: Any
    cash: Any
    saved: Any
    expected: Any
    replacement: Any
    salary: Any

    def sum_of(self, key: SumKey) -> Any:
        """The sum of that name."""
        return getattr(self, key)

    def balance(self, key: SumKey) -> Any:
        """What fewer leavers save less one of the sums."""
        return self.saved - self.sum_of(key)

    def reduction_needed(self, key: SumKey) -> Any:
        """By which share leaving would have to fall so that one of the sums is earned back: ``r* = C / (P a k s)``."""
        return leavers_needed(self.sum_of(key), self.replacement, self.salary) / self.expected


def planned_values(intent: ProgramFile) -> dict[str, float]:
    """Every value of the plan by its field, at its typical figure; what is missing is 0."""
    found = {each.field: each.value for each in inputs_of(intent) if not isinstance(each.value, str)}
    return {field: value.typical if isinstance(value, Ends) else float(value or 0) for field, value in found.items()}


def outlay(values: Values) -> Outlay:
    """The formulas of the lines of :func:`~mentorkit.planning.costs.costs_of`, added up.

    Time costs its hours at the hourly price of its role, the coordinator a share of a post over the months. Saved is
    ``P x a x r x k x s``: mentees, share who leave in a year, relative reduction, cost of replacing one in yearly
    salaries, a mentee's salary.
    """
    pairs, months, loading, paid = values["audiences.mentees.size"], values["schedule.months"], values["costs.loading"], values["costs.paid_hours"]
    met = pair_hours(values["schedule.meetings_per_month"], months, values["schedule.meeting_hours"], values["schedule.preparation_hours"])
    price = {role: hour_price(values[f"costs.salaries.{role}"], loading, paid) for role in ("mentor", "mentee", "coordinator", "committee")}
    people = pairs * ((met + values["training.budget_hours.mentor"]) * price["mentor"] + (met + values["training.budget_hours.mentee"]) * price["mentee"])
    office = values["costs.setup_days"] * SETUP_DAY * price["coordinator"]
    office = office + post_price(values["costs.salaries.coordinator"], loading, values["steering.coordinator.fte"], months)
    spent = values.get("training.modules.cost", 0.0) + pairs * values["costs.direct_per_pair"] + values["costs.fixed"]
    program = office + values["costs.steering_hours"] * price["committee"] + spent
    expected = pairs * values["costs.attrition"]
    salary, replacement = values["costs.salaries.mentee"], values["costs.replacement"]
    saved = expected * values["costs.reduction"] * replacement * salary
    return Outlay(people + program, program, spent + office if values["costs.coordinator_is_cash"] else spent, saved, expected, replacement, salary)
