"""Promise against answer: what each success measure promised, what came out, and whether it can be said to be met."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from mentorkit.evaluation.estimates import Estimate
from mentorkit.evaluation.sources import Computed, Material, compute
from mentorkit.program.model import Measure
from mentorkit.text import Message, Share, msg

__all__ = ["Grade", "MeasureAnswer", "Terms", "Verdict", "answer_measures", "answer_of", "verdict_of"]

Verdict = Literal["met", "not_met", "cannot_tell", "not_measured"]
Grade = Literal["A", "B", "C", "D", ""]


@dataclass(frozen=True)
class MeasureAnswer:
    """One promise and its answer. Shares are 0..1.

    ``low`` and ``high`` are a 95 % interval; a count has none. When fewer than the programme's threshold stand behind
    the estimate, ``hidden`` is true and the numbers are ``None``, so that nobody downstream can show them. ``grade`` is
    the design: A lottery, B balanced comparison, C before and after, D after only.
    """

    id: str
    indicator: str
    primary: bool
    target: float | None
    direction: Literal["up", "down"]
    unit: str
    due: datetime.date | None
    source: str
    analysis: str
    population: str
    verdict: Verdict
    grade: Grade = ""
    estimate: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    count: int | None = None
    invited: int | None = None
    waves: tuple[str, ...] = ()
    reason: Message | None = None
    notes: tuple[Message, ...] = ()
    comparison: float | None = None
    comparison_n: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Terms:
    """The rules answers are judged by, from the file: the day, the smallest response rate, the smallest group, whether places were drawn by lot."""

    as_of: datetime.date | None
    response_floor: float
    threshold: int
    lottery: bool


def answer_measures(measures: tuple[Measure, ...], material: Material, terms: Terms) -> tuple[tuple[MeasureAnswer, ...], tuple[Computed, ...]]:
    """Answers in the order of the file, the primary measure first, each with what was computed for it."""
    ordered = sorted(measures, key=lambda measure: not measure.primary)
    computed = tuple(compute(measure, material) for measure in ordered)
    return tuple(answer_of(measure, found, terms) for measure, found in zip(ordered, computed, strict=True)), computed


def verdict_of(estimate: Estimate, target: float, direction: str, *, counted: bool = False) -> Verdict:
    """Met when the whole interval lies on the good side of the target, not met when none of it does. A count has no interval."""
    value = estimate.value
    if counted and value is not None:
        return "met" if (value >= target if direction == "up" else value <= target) else "not_met"
    if estimate.low is None or estimate.high is None:
        return "cannot_tell"
    low, high = (estimate.low, estimate.high) if direction == "up" else (-estimate.high, -estimate.low)
    wanted = target if direction == "up" else -target
    return "met" if low >= wanted else "not_met" if high < wanted else "cannot_tell"


def answer_of(measure: Measure, found: Computed, terms: Terms) -> MeasureAnswer:
    """The answer to one promise from what was computed for it."""
    reason = _not_yet(measure, found, terms)
    if reason is not None:
        return _row(measure, "not_measured", reason=reason, invited=found.invited, waves=found.waves)
    estimate = found.estimate
    assert estimate is not None  # _not_yet gave a reason otherwise
    grade, graded = _grade(measure, found, terms)
    notes = (*found.notes, *graded)
    few = estimate.n < terms.threshold and measure.source != "pairs"
    if few:
        why = msg("Fewer than {n} answers stand behind it, so it is hidden.", n=terms.threshold)
        return _row(measure, "cannot_tell", grade=grade, reason=why, notes=notes, invited=found.invited, waves=found.waves, hidden=True)
    verdict, why_not = _judge(measure, found, estimate, terms)
    comparison = found.comparison if found.comparison is not None and found.comparison.n >= terms.threshold else None
    return _row(
        measure, verdict, grade=grade, reason=why_not, notes=notes, invited=found.invited, waves=found.waves, estimate=estimate.value,
        standard_error=estimate.standard_error, low=estimate.low, high=estimate.high, n=estimate.n, count=estimate.count,
        comparison=comparison.value if comparison else None, comparison_n=comparison.n if comparison else None,
    )  # fmt: skip


def _row(measure: Measure, verdict: Verdict, **rest: object) -> MeasureAnswer:
    return MeasureAnswer(
        measure.id, measure.indicator or measure.id, measure.primary, measure.target, measure.direction, measure.unit or "", measure.due,
        measure.source or "", measure.analysis or "", measure.population, verdict, **rest,  # type: ignore[arg-type]
    )  # fmt: skip


def _not_yet(measure: Measure, found: Computed, terms: Terms) -> Message | None:
    """Why there is no answer at all; an answer before its day is no answer."""
    if measure.due is not None and terms.as_of is not None and measure.due > terms.as_of:
        return msg("Due on {day}, which is after {as_of}.", day=measure.due, as_of=terms.as_of)
    return found.reason if found.estimate is None else None


def _judge(measure: Measure, found: Computed, estimate: Estimate, terms: Terms) -> tuple[Verdict, Message | None]:
    if measure.target is None:
        return "cannot_tell", msg("The file states no target.")
    if measure.source == "survey" and not found.counted:
        rate = estimate.n / found.invited if found.invited else None
        if rate is not None and rate > 1:
            return "cannot_tell", msg("More people answered than were invited.")
        if rate is not None and rate < terms.response_floor:
            floor = msg("{rate} of those invited answered; below {floor} it is not interpreted.", rate=Share(rate), floor=Share(terms.response_floor, 0))
            return "cannot_tell", floor
        if rate is None:
            return "cannot_tell", msg("It is not known how many were invited.")
    verdict = verdict_of(estimate, measure.target, measure.direction, counted=found.counted)
    if any(verdict_of(bound, measure.target, measure.direction) != verdict for bound in found.bounds):
        return "cannot_tell", msg("The persons left out could change the answer.")
    if verdict == "cannot_tell":
        return verdict, msg("The target lies inside the interval.") if estimate.low is not None else msg("No interval can be computed.")
    return verdict, None


def _grade(measure: Measure, found: Computed, terms: Terms) -> tuple[Grade, tuple[Message, ...]]:
    if measure.comparison == "none":
        return ("C", ()) if found.moment == "before_after" else ("D", ())
    if found.comparison is None and found.moment == "after":
        return "D", (msg("The tables hold nothing to compare with."),)
    if measure.comparison == "wait_list" and terms.lottery and found.comparison is not None:
        return "A", (msg("The difference to the comparison group is not tested by this version."),)
    return "C", (msg("The comparison group is not adjusted for by this version, so the design counts as C at most."),)
