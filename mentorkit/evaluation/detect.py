"""What a design of the planned size can see, before anybody is asked anything.

Effects of means are in standard deviations (of the change, or of the compared value), because a plan does not know how
far answers will spread; shares are in shares, by the exact binomial distribution for one group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from mentorkit.evaluation.smallest import FEWEST, baseline_seen, d_seen, dz_seen, share_seen, share_seen_against
from mentorkit.program.model import EvaluationPlan, Measure, ProgramFile
from mentorkit.text import Decimal, Message, Share, msg

__all__ = ["CURVE_SIZES", "CurvePoint", "DetectRow", "Detectable", "Verdict", "baseline_of", "detect", "expected_answers"]

Design = Literal["paired", "two_groups", "share", "share_two_groups", "count", "unknown"]
Verdict = Literal["seen", "not_seen", "depends", "unknown"]
CURVE_SIZES = (8, 12, 15, 24, 40, 60, 100)
_ASKED = ("survey", "checkins")


@dataclass(frozen=True)
class DetectRow:
    """One measure. ``planned`` people, ``expected`` of them with a value.

    ``smallest`` is the smallest effect seen at ``expected`` (``smallest_planned``: if everybody answered): standard
    deviations for means, a difference of shares for shares; ``None`` when nothing can be seen. ``reach`` is the share
    that must be reached, ``against`` the share it is told from. ``spread`` is, for means, the largest standard deviation
    at which the worthwhile difference can still be seen. ``worthwhile_is`` says whether that difference is above it.
    """

    measure: Measure
    design: Design
    planned: int | None
    expected: int | None
    smallest: float | None
    smallest_planned: float | None
    reach: float | None
    against: float | None
    spread: float | None
    worthwhile_is: Verdict
    sentence: Message


@dataclass(frozen=True)
class CurvePoint:
    """At ``n`` answers: the smallest change before and after (dz), and the smallest difference from a group of the same size (d)."""

    n: int
    paired: float | None
    two_groups: float | None


@dataclass(frozen=True)
class Detectable:
    """What the plan can see, measure by measure; ``curve`` shows the same for other sizes, ``own`` for this plan."""

    rows: tuple[DetectRow, ...]
    planned: int | None
    expected: int | None
    response: float
    alpha: float
    power: float
    curve: tuple[CurvePoint, ...]
    own: CurvePoint | None

    @property
    def too_small(self) -> int:
        """How many measures have a worthwhile difference that this plan cannot see."""
        return sum(row.worthwhile_is == "not_seen" for row in self.rows)


def detect(intent: ProgramFile) -> Detectable:
    """Every measure of a draft against its planned size and expected response; blanks give rows that say so."""
    plan = intent.evaluation or EvaluationPlan()
    size = intent.audiences.mentees.size if intent.audiences and intent.audiences.mentees else None
    expected = None if size is None else expected_answers(size, plan.expected_response)
    rows = tuple(_row(measure, size, plan, baseline_of(measure, intent)) for measure in intent.measures)
    curve = tuple(_point(n, plan) for n in CURVE_SIZES)
    own = None if expected is None or expected < FEWEST else _point(expected, plan)
    return Detectable(rows, size, expected, plan.expected_response, plan.alpha, plan.power, curve, own)


def expected_answers(size: int, response: float) -> int:
    """How many of ``size`` people will answer, rounded down (24 at 0.60 are 14)."""
    return math.floor(size * response + 1e-9)


def baseline_of(measure: Measure, intent: ProgramFile) -> float | None:
    """The value of today: of the one line of evidence that is worded like the measure's indicator (or its short name)."""
    if intent.need is None:
        return None
    names = {name.strip().casefold() for name in (measure.id, measure.indicator) if name}
    found = [e.value for e in intent.need.evidence if e.value is not None and e.what and e.what.strip().casefold() in names]
    return found[0] if len(found) == 1 else None


def _point(n: int, plan: EvaluationPlan) -> CurvePoint:
    return CurvePoint(n, dz_seen(n, plan.alpha, plan.power), d_seen(n, plan.alpha, plan.power))


def _design(measure: Measure) -> Design:
    compared = measure.comparison in ("wait_list", "matched")
    match measure.analysis:
        case "mean_change":
            return "two_groups" if compared else "paired"
        case "adjusted_difference":
            return "two_groups" if compared else "unknown"
        case "proportion" | "retention":
            return "share_two_groups" if compared else "share"
        case "count":
            return "count"
    return "unknown"


def _row(measure: Measure, size: int | None, plan: EvaluationPlan, baseline: float | None) -> DetectRow:
    design = _design(measure)
    expected = None if size is None else expected_answers(size, plan.expected_response) if measure.source in _ASKED else size
    blank = DetectRow(measure, design, size, expected, None, None, None, None, None, "unknown", _undecided(measure, design, size))
    if design in ("count", "unknown") or size is None or expected is None:
        return blank
    if design in ("paired", "two_groups"):
        return _mean_row(blank, plan)
    return _share_row(blank, plan, baseline)


def _undecided(measure: Measure, design: Design, size: int | None) -> Message:
    if design == "count":
        return msg("A count is held against its target as it is; no size is needed to see it.")
    if measure.analysis == "adjusted_difference":
        return msg("An adjusted difference needs a comparison group: choose wait_list or matched, or another analysis.")
    if measure.analysis is None:
        return msg("Choose how the measure is analysed; then this page can say what it can see.")
    return msg("State the planned number of mentees (audiences, notebook 03); then this page can say what it can see.") if size is None else msg("")


def _mean_row(row: DetectRow, plan: EvaluationPlan) -> DetectRow:
    find = dz_seen if row.design == "paired" else d_seen
    expected, planned = row.expected or 0, row.planned or 0
    smallest, at_planned = find(expected, plan.alpha, plan.power), find(planned, plan.alpha, plan.power)
    worthwhile = row.measure.worthwhile
    spread = worthwhile / smallest if worthwhile and smallest else None
    verdict: Verdict = "not_seen" if smallest is None else "depends" if spread is not None else "unknown"
    return _with(row, smallest, at_planned, None, None, spread, verdict, _mean_sentence(row.design, expected, smallest))


def _mean_sentence(design: Design, n: int, smallest: float | None) -> Message:
    if smallest is None:
        return msg("With {n} answers no test of a mean says anything; show the answers as they are.", n=n)
    effect = Decimal(smallest, 2)
    if design == "paired":
        return msg(
            "With {n} answers before and after, this design can only see a change of {x} standard deviations or more; smaller true effects will look like no effect.", n=n, x=effect
        )
    return msg(
        "With {n} answers in each of two groups, this design can only see a difference of {x} standard deviations or more; smaller true effects will look like no effect.",
        n=n,
        x=effect,
    )


def _share_row(row: DetectRow, plan: EvaluationPlan, baseline: float | None) -> DetectRow:
    measure, expected, planned = row.measure, row.expected or 0, row.planned or 0
    known = baseline if baseline is not None and 0 <= baseline <= 1 else None
    start = known if known is not None else measure.target
    if start is None or not 0 <= start <= 1:
        return _with(row, None, None, None, None, None, "unknown", msg("Give the target as a share from 0 to 1; then this page can say what it can see."))
    other, at_planned = (_other_share(row.design, n, start, plan, from_baseline=known is not None, up=measure.direction == "up") for n in (expected, planned))
    reach, against = (other, known) if known is not None else (start, other)
    smallest = None if other is None else abs(other - start)
    wide = None if at_planned is None else abs(at_planned - start)
    verdict: Verdict = "unknown" if measure.worthwhile is None else "not_seen" if smallest is None or measure.worthwhile < smallest - 1e-9 else "seen"
    return _with(row, smallest, wide, reach, against, None, verdict, _share_sentence(row, expected, reach, against, smallest, known))


def _other_share(design: Design, n: int, start: float, plan: EvaluationPlan, *, from_baseline: bool, up: bool) -> float | None:
    """From the baseline the share that must be reached; from the target the baseline it could be told from."""
    if design == "share_two_groups":
        return share_seen_against(n, start, plan.alpha, plan.power, above=up == from_baseline)
    find = share_seen if from_baseline else baseline_seen
    if up:
        return find(n, start, plan.alpha, plan.power)
    mirrored = find(n, 1 - start, plan.alpha, plan.power)
    return None if mirrored is None else 1 - mirrored


def _share_sentence(row: DetectRow, n: int, reach: float | None, against: float | None, smallest: float | None, known: float | None) -> Message:
    both = row.design == "share_two_groups"
    if smallest is None and known is not None:
        if both:
            return msg(
                "With {n} people in each of two groups, this design cannot see any difference from a share of {baseline}: even the best possible result will look like no effect.",
                n=n,
                baseline=Share(known),
            )
        return msg(
            "With {n} people, this design cannot tell any share from the baseline of {baseline}: even the best possible result will look like no effect.",
            n=n,
            baseline=Share(known),
        )
    if smallest is None:
        return msg(
            "With {n} people, this design cannot tell the target of {target} from any other share; smaller true effects will look like no effect.", n=n, target=Share(reach or 0.0)
        )
    values = {"n": n, "x": Decimal(smallest * 100), "reach": Share(reach or 0.0), "baseline": Share(against or 0.0)}
    if known is not None and both:
        return msg(
            "With {n} people in each of two groups, this design can only see a difference of {x} percentage points or more (from {baseline} to {reach}); "
            "smaller true effects will look like no effect.",
            **values,
        )
    if known is not None:
        return msg(
            "With {n} people, this design can only see a difference of {x} percentage points or more (from the baseline of {baseline} to {reach}); "
            "smaller true effects will look like no effect.",
            **values,
        )
    if both:
        return msg(
            "With {n} people in each of two groups, this design can only see a difference of {x} percentage points or more (a true {reach} against {baseline}); "
            "smaller true effects will look like no effect. No evidence line gives the baseline of today.",
            **values,
        )
    return msg(
        "With {n} people, this design can only see a difference of {x} percentage points or more (a true {reach} against {baseline}); "
        "smaller true effects will look like no effect. No evidence line gives the baseline of today.",
        **values,
    )


def _with(
    row: DetectRow, smallest: float | None, planned: float | None, reach: float | None, against: float | None, spread: float | None, verdict: Verdict, sentence: Message
) -> DetectRow:  # fmt: skip
    return DetectRow(row.measure, row.design, row.planned, row.expected, smallest, planned, reach, against, spread, verdict, sentence)
