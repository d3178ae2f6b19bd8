"""Names and ways of writing that every part of the costs shares: the sums, the fields, their values."""

from __future__ import annotations

import math
from typing import Any

from mentorkit.report.rounding import rounded
from mentorkit.text import Decimal, Message, Money, Share, msg

__all__ = ["FIELDS_OF_COST", "NOT_POSSIBLE", "SUM_NAMES", "about", "reduction", "value_of"]

SUM_NAMES = {"full": msg("full cost"), "program": msg("programme cost"), "cash": msg("cash cost")}
NOT_POSSIBLE = msg("not possible")
FIELDS_OF_COST = {
    "organisation.currency": msg("currency"),
    "audiences.mentees.size": msg("planned number of mentees"),
    "schedule.months": msg("months"),
    "schedule.meetings_per_month": msg("meetings per month"),
    "schedule.meeting_hours": msg("hours of a meeting"),
    "schedule.preparation_hours": msg("hours of preparation per meeting"),
    "training.budget_hours.mentor": msg("hours of training of a mentor"),
    "training.budget_hours.mentee": msg("hours of training of a mentee"),
    "training.modules.cost": msg("cost of all training modules"),
    "steering.coordinator.fte": msg("the coordinator's share of a full post"),
    "costs.salaries.mentee": msg("a mentee's yearly salary"),
    "costs.salaries.mentor": msg("a mentor's yearly salary"),
    "costs.salaries.coordinator": msg("the coordinator's yearly salary"),
    "costs.salaries.committee": msg("a committee member's yearly salary"),
    "costs.loading": msg("loading on salaries"),
    "costs.paid_hours": msg("paid hours a year"),
    "costs.setup_days": msg("the coordinator's days before the start"),
    "costs.steering_hours": msg("hours of the steering committee"),
    "costs.coordinator_is_cash": msg("the coordinator is cash"),
    "costs.direct_per_pair": msg("direct cost per pair"),
    "costs.fixed": msg("fixed cost"),
    "costs.attrition": msg("share of leavers a year"),
    "costs.replacement": msg("cost of replacing a leaver, in yearly salaries"),
    "costs.reduction": msg("relative reduction of leaving"),
}
_SHARES = {"costs.attrition", "costs.reduction", "steering.coordinator.fte"}
_MONEY = 1000.0  # from here on a value is written in whole units


def value_of(field: str, value: Any) -> Any:
    """A value of the plan as people write it: shares per cent, large figures whole, hours with their decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if field in _SHARES:
        return Share(value, 0 if rounded(value * 100, 1).is_integer() else 1)
    return Decimal(value, 0 if value >= _MONEY or float(value).is_integer() else 2)


def about(value: float, currency: str) -> Money:
    """An amount for a sentence: three digits say enough of something uncertain."""
    size = 10 ** max(0, math.floor(math.log10(abs(value))) - 2) if abs(value) >= 1 else 1
    return Money(math.copysign(rounded(abs(value) / size) * size, value) if rounded(abs(value)) else 0.0, currency)


def reduction(value: float) -> Share | Message:
    """By how much leaving would have to fall; more than all of it cannot be."""
    return Share(value, 0) if value <= 1 else NOT_POSSIBLE
