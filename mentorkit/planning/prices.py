"""The few formulas that every cost stands on; each takes single numbers and rows of numbers alike."""

from __future__ import annotations

from typing import Any, Literal

from mentorkit.program.model import Costs as CostPlan

__all__ = ["SETUP_DAY", "SUMS", "SumKey", "hour_price", "hourly_cost", "leavers_needed", "post_price"]

SumKey = Literal["full", "program", "cash"]
SUMS: tuple[SumKey, ...] = ("full", "program", "cash")
SETUP_DAY = 8.0  # hours of one of the coordinator's days before the start

Figures = Any  # a number, or an array of them: the same formula prices one plan and twenty thousand


def hour_price(salary: Figures, loading: Figures, paid_hours: Figures) -> Figures:
    """``h = s x L / U``: yearly salary, employer's cost on top of it, paid hours a year.

    >>> round(hour_price(90_000, 1.3, 1720), 2)
    68.02
    """
    return salary * loading / paid_hours


def post_price(salary: Figures, loading: Figures, share: Figures, months: Figures) -> Figures:
    """A share of a post over some months: ``F x s x L x T / 12``.

    >>> round(post_price(55_000, 1.3, 0.25, 9))
    13406
    """
    return share * salary * loading * months / 12


def leavers_needed(amount: Figures, replacement: Figures, salary: Figures) -> Figures:
    """Leavers to avoid so that ``amount`` is earned back: ``C / (k x s)``, cost of replacing one in yearly salaries.

    >>> round(leavers_needed(98_362, 0.21, 60_000), 1)
    7.8
    """
    return amount / (replacement * salary)


def hourly_cost(salary: float | None, plan: CostPlan) -> float | None:
    """The price of an hour as planned; None without a salary or paid hours.

    >>> round(hourly_cost(90_000, CostPlan()), 2)
    68.02
    """
    return None if salary is None or plan.paid_hours[0] <= 0 else float(hour_price(salary, plan.loading[1], plan.paid_hours[1]))
