"""A rehearsal of the final table: promise against answer on made-up numbers of the planned size, in two worlds.

In one world nothing changes; in the other exactly the target is reached. Estimates, intervals and verdicts are those of
stage 08; only the answers are drawn here, from the seed of the file and the short name of the measure, so that one measure
more leaves the others as they were.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from mentorkit.evaluation import estimates
from mentorkit.evaluation.answers import MeasureAnswer, Terms, Verdict, answer_of
from mentorkit.evaluation.detect import baseline_of, expected_answers
from mentorkit.evaluation.estimates import CONFIDENCE, Estimate
from mentorkit.evaluation.sources import Computed, unfit
from mentorkit.program.model import EvaluationPlan, Measure, ProgramFile
from mentorkit.text import Message, msg

__all__ = ["RUNS", "SPREAD", "DryRun", "Rehearsed", "World", "rehearse"]

RUNS = 200
# the standard deviation of changes, as a part of the length of the answer scale: 0.8 points on a scale from 1 to 5
SPREAD = 0.2
_FIVE_POINTS = 4.0
_ASKED = ("survey", "checkins")
_VERDICTS: tuple[Verdict, ...] = ("met", "not_met", "cannot_tell")
Known = Literal["baseline", "worthwhile", "none", ""]


@dataclass(frozen=True)
class World:
    """One measure in one world: the ``truth`` that is drawn from, one made-up ``answer``, and the share of runs in which each verdict came out.

    ``truth`` is ``None`` where nobody can say what the world would be; then there is no answer, and ``shares`` is empty.
    """

    truth: float | None
    answer: MeasureAnswer | None
    met: float = 0.0
    not_met: float = 0.0
    cannot_tell: float = 0.0


@dataclass(frozen=True)
class Rehearsed:
    """One measure: ``n`` expected to have a value, and what the table would say when ``nothing`` changes and when the ``target`` is reached exactly.

    ``today`` says where the value of "nothing changes" comes from: the ``baseline`` of the evidence, the target less the
    smallest difference ``worthwhile``, no change (``none``), or nowhere. ``spread`` is the standard deviation assumed for changes.
    ``needed`` is the true value from which "met" comes out in four of five runs, as far as a sample of that size can.
    """

    measure: Measure
    n: int | None
    nothing: World
    target: World
    today: Known = ""
    spread: float | None = None
    needed: float | None = None
    reason: Message | None = None

    @property
    def never(self) -> bool:
        """Whether "met" cannot come out whatever the truth is (and the answer is not hidden for being few)."""
        answer = self.target.answer
        return answer is not None and not answer.hidden and self.needed is None and self.measure.analysis != "count"


@dataclass(frozen=True)
class DryRun:
    """The final table before there are answers. ``rows`` are in the order of stage 08, the primary measure first."""

    rows: tuple[Rehearsed, ...]
    planned: int | None
    response: float
    power: float
    runs: int
    seed: int


def rehearse(intent: ProgramFile, lengths: Mapping[str, float] | None = None) -> DryRun:
    """Every measure of a draft in both worlds. ``lengths`` are lengths of answer scales by item, where the items table is there (1-5 is 4)."""
    plan = intent.evaluation or EvaluationPlan()
    size = intent.audiences.mentees.size if intent.audiences and intent.audiences.mentees else None
    ordered = sorted(intent.measures, key=lambda measure: not measure.primary)
    rows = tuple(_row(measure, intent, plan, size, lengths or {}) for measure in ordered)
    return DryRun(rows, size, plan.expected_response, plan.power, RUNS, intent.seed)


def _row(measure: Measure, intent: ProgramFile, plan: EvaluationPlan, size: int | None, lengths: Mapping[str, float]) -> Rehearsed:
    reason = _not_drawn(measure, size)
    if reason is not None or size is None or measure.target is None:
        return Rehearsed(measure, None, World(None, None), World(None, None), reason=reason)
    asked = measure.source in _ASKED
    n = expected_answers(size, plan.expected_response) if asked else size
    drawn = _Drawn(measure, n, size if asked else None, _spread(measure, lengths), _terms(intent, plan), power=plan.power)
    today, known = _today(measure, baseline_of(measure, intent))
    streams = np.random.SeedSequence([intent.seed, zlib.crc32(measure.id.encode())]).spawn(2)
    worlds = [_world(drawn, truth, np.random.default_rng(stream)) for truth, stream in zip((today, measure.target), streams, strict=True)]
    return Rehearsed(measure, n, worlds[0], worlds[1], known, drawn.spread if measure.analysis == "mean_change" else None, drawn.needed())


def _not_drawn(measure: Measure, size: int | None) -> Message | None:
    if size is None:
        return msg("State the planned number of mentees (audiences, notebook 03); then this page can say what it can see.")
    if measure.target is None:
        return msg("The file states no target.")
    if measure.analysis in ("proportion", "retention") and not 0 <= measure.target <= 1:
        return msg("Give the target as a share from 0 to 1; then this page can say what it can see.")
    return unfit(measure)


def _today(measure: Measure, baseline: float | None) -> tuple[float | None, Known]:
    """The value in the world in which nothing changes, and where it comes from."""
    if measure.analysis == "mean_change":
        return 0.0, "none"
    share = measure.analysis != "count"
    if baseline is not None and (not share or 0 <= baseline <= 1):
        return baseline, "baseline"
    if measure.worthwhile is None or measure.target is None:
        return None, ""
    value = measure.target - (measure.worthwhile if measure.direction == "up" else -measure.worthwhile)
    return (min(max(value, 0.0), 1.0) if share else max(value, 0.0)), "worthwhile"


def _spread(measure: Measure, lengths: Mapping[str, float]) -> float:
    known = {lengths[item] for item in measure.items if item in lengths}
    if measure.unit in ("points", None):
        return SPREAD * (known.pop() if len(known) == 1 else _FIVE_POINTS)
    # hours and money have no scale: a change that is worth having is taken to be half of a standard deviation
    return 2 * (measure.worthwhile or abs(measure.target or 0.0) or 0.5)


def _terms(intent: ProgramFile, plan: EvaluationPlan) -> Terms:
    lottery = bool(intent.audiences and intent.audiences.mentees and intent.audiences.mentees.selection == "lottery")
    return Terms(None, plan.response_floor, intent.privacy.threshold, lottery)  # no day: the rehearsal is before every due day


@dataclass(frozen=True)
class _Drawn:
    """How one measure is drawn and judged: ``n`` have a value, of ``invited`` (None: records hold everybody)."""

    measure: Measure
    n: int
    invited: int | None
    spread: float
    terms: Terms
    power: float

    def judged(self, estimate: Estimate) -> MeasureAnswer:
        """What stage 08 says about an estimate."""
        moment: Any = "before_after" if self.measure.analysis == "mean_change" else "after"
        return answer_of(self.measure, Computed(estimate, None, moment, self.invited, counted=self.measure.analysis == "count"), self.terms)

    def once(self, truth: float, rng: np.random.Generator) -> Estimate:
        """One made-up sample, estimated as stage 08 does."""
        if self.measure.analysis == "mean_change":
            before = rng.normal(0.0, self.spread, self.n)
            return estimates.change(before, before + rng.normal(truth, self.spread, self.n)).estimate
        return self._counted(int(self._counts(truth, rng, 1)[0]))

    def verdicts(self, truth: float, rng: np.random.Generator) -> dict[Verdict, float]:
        """The share of the runs that come to each verdict."""
        found: dict[Verdict, int] = dict.fromkeys(_VERDICTS, 0)
        for estimate, times in self._many(truth, rng):
            found[self.judged(estimate).verdict] += times
        return {verdict: times / RUNS for verdict, times in found.items()}

    def _many(self, truth: float, rng: np.random.Generator) -> list[tuple[Estimate, int]]:
        if self.measure.analysis != "mean_change":
            counts, times = np.unique(self._counts(truth, rng, RUNS), return_counts=True)
            return [(self._counted(int(count)), int(often)) for count, often in zip(counts, times, strict=True)]
        return [(estimate, 1) for estimate in changes_drawn(self.n, truth, self.spread, RUNS, rng)]

    def _counts(self, truth: float, rng: np.random.Generator, runs: int) -> Any:
        if self.measure.analysis != "count":
            return rng.binomial(self.n, truth, runs)
        return rng.binomial(self.n, truth / self.n, runs) if truth <= self.n else rng.poisson(truth, runs)

    def _counted(self, count: int) -> Estimate:
        return Estimate(self.n, float(count), count=count) if self.measure.analysis == "count" else estimates.share(count, self.n)

    def needed(self) -> float | None:
        """The true value from which on "met" comes out with the power of the plan; ``None`` when none would do, or for a count."""
        target, up = self.measure.target or 0.0, self.measure.direction == "up"
        unheard = self.invited is not None and self.n / self.invited < self.terms.response_floor
        if self.measure.analysis == "count" or self.n < self.terms.threshold or unheard:
            return None
        if self.measure.analysis == "mean_change":
            from mentorkit.evaluation.smallest import dz_seen

            step = dz_seen(self.n, 1 - CONFIDENCE, self.power)
            return None if step is None else target + step * self.spread * (1 if up else -1)
        found = _share_needed(self.n, target if up else 1 - target, self.power)
        return found if found is None or up else 1 - found


def _share_needed(n: int, target: float, power: float) -> float | None:
    """The true share at which Wilson's lower bound reaches ``target`` with probability ``power``; by the beta quantile, as the binomial is exact."""
    from scipy.stats import beta

    fewest, most = math.floor(target * n), n
    if (estimates.share(n, n).low or 0.0) < target:
        return None
    while fewest < most:  # the lower bound rises with the count
        middle = (fewest + most) // 2
        if (estimates.share(middle, n).low or 0.0) >= target:
            most = middle
        else:
            fewest = middle + 1
    return float(beta.ppf(power, most, n - most + 1)) if most else 0.0


def changes_drawn(n: int, truth: float, spread: float, runs: int, rng: np.random.Generator) -> list[Estimate]:
    """Mean changes of ``runs`` normal samples of ``n`` persons with their t intervals.

    Mean and variance of a normal sample are independent, so they are drawn instead of the persons; the same for 24 and for 200,000.
    """
    if n < 2:
        return [Estimate(n, float(value)) for value in rng.normal(truth, spread, runs)]
    from scipy.stats import t

    means = rng.normal(truth, spread / math.sqrt(n), runs)
    errors = spread * np.sqrt(rng.chisquare(n - 1, runs) / (n - 1) / n)
    wide = errors * float(t.ppf(0.5 + CONFIDENCE / 2, n - 1))
    found = zip(means.tolist(), errors.tolist(), (means - wide).tolist(), (means + wide).tolist(), strict=True)
    return [Estimate(n, *values) for values in found]


def _world(drawn: _Drawn, truth: float | None, rng: np.random.Generator) -> World:
    if truth is None:
        return World(None, None)
    if drawn.n == 0:
        return World(truth, None)
    answer = drawn.judged(drawn.once(truth, rng))
    shares = drawn.verdicts(truth, rng)
    return World(truth, answer, **{str(verdict): share for verdict, share in shares.items()})
