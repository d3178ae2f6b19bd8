"""Stage 01: is mentoring the right tool at all, and what does it take?"""

from __future__ import annotations

from typing import Any

from mentorkit.planning.alternatives import Comparison, compare
from mentorkit.planning.costs import Costs, costs_of
from mentorkit.program.program import Program

__all__ = ["compare_options", "plan_costs", "results"]


def compare_options(program: Program) -> Comparison:
    """The options from the best value down, with what each takes, what would turn the winner, and the decision.

    A value is the weighted mean of scores from 0 to 100; cost never enters it. An option with a missing score has no
    value. Works on a draft of any kind: what is thin is listed in ``gaps``, not raised.
    """
    return compare(program.intent)


def plan_costs(program: Program) -> Costs:
    """Hours by role, and the costs in three sums: full, programme and cash; the leavers to avoid for each to break even.

    Without a section costs, hours only. What is missing makes its line and its sums unknown; which values were assumed
    stands in ``assumed``.
    """
    return costs_of(program.intent)


def results(program: Program, people: Any = None) -> tuple[Comparison | Costs, ...]:
    """Everything this stage shows, in the order of the page; it needs no people."""
    return compare_options(program), plan_costs(program)
