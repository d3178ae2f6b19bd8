"""What the pages over programmes need of one programme: its counts, and one row per measure."""

from __future__ import annotations

from typing import Any

from mentorkit.publish.numbers import Numbers

__all__ = ["counts_of", "measures_of"]


def counts_of(numbers: Numbers) -> dict[str, int | float | str | None]:
    """Counts without persons, hours and cost; None where no table or stage says. ``pairs`` are recorded ones, ``proposed`` the pairing's."""
    profile, pairing, evaluation = (_first(numbers, name) for name in ("Profile", "Pairing", "Evaluation"))
    pairing = pairing or _first(numbers, "LargePairing")
    # what is not going to run takes nothing
    costs = None if numbers.status == "decided_otherwise" else _first(numbers, "Costs")
    flow = evaluation.flow if evaluation else None
    there = flow.step("in_table") if flow else None
    paired = flow.step("paired") if flow else None
    mentees = profile.mentees.applied if profile else there.mentees if there else None
    mentors = profile.mentors.applied if profile else there.mentors if there else None
    return {
        "mentees": mentees,
        "mentors": mentors,
        "selected": profile.mentees.selected if profile else None,
        "seats": profile.seats.seats if profile else None,
        "pairs": paired.pairs if paired else None,
        "proposed": len(pairing.pairs) if pairing else None,
        "unpaired": len(pairing.unpaired) if pairing else None,
        "teams": flow.teams if flow else None,
        "graduated": flow.graduated if flow else None,
        "hours": costs.hours_total if costs else None,
        "cost_full": costs.full if costs else None,
        "cost_program": costs.program if costs else None,
        "cost_cash": costs.cash if costs else None,
        "currency": costs.currency if costs else None,
    }


def measures_of(numbers: Numbers) -> list[dict[str, Any]]:
    """One row per measure; numbers of groups that are too small are already hidden in the answer itself."""
    rows = []
    for answer in (answer for result in numbers.results("Evaluation") for answer in result.measures):
        rows.append(
            {
                "id": answer.id, "indicator": answer.indicator, "primary": answer.primary, "unit": answer.unit, "target": answer.target, "direction": answer.direction,
                "n": answer.n, "estimate": answer.estimate, "standard_error": answer.standard_error, "low": answer.low, "high": answer.high,
                "verdict": answer.verdict, "grade": answer.grade, "hidden": answer.hidden,
            }
        )  # fmt: skip
    return rows


def _first(numbers: Numbers, name: str) -> Any:
    return next(iter(numbers.results(name)), None)
