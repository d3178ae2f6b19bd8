"""Estimates with their uncertainty: shares (Wilson), mean changes (paired t), the reliability of a scale."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["CONFIDENCE", "Change", "Estimate", "alpha", "change", "share"]

CONFIDENCE = 0.95
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval; ``count`` is the numerator of a share. ``None`` where it cannot be computed."""

    n: int
    value: float | None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None


@dataclass(frozen=True)
class Change:
    """Before against after of the same persons. ``in_baseline_sd`` is the change over the SD before, ``dz`` over the SD of changes."""

    estimate: Estimate
    before: float | None
    after: float | None
    in_baseline_sd: float | None = None
    dz: float | None = None


def share(count: int, n: int) -> Estimate:
    """``count`` of ``n`` with Wilson's interval.

    The standard error is sqrt(p(1-p)/n); where that is 0 because all or none counted, the half width of the interval
    over 1.96 stands in, as nobody knows a share exactly.
    """
    if n == 0:
        return Estimate(0, None)
    from scipy.stats import norm
    from statsmodels.stats.proportion import proportion_confint

    low, high = (float(bound) for bound in proportion_confint(count, n, alpha=1 - CONFIDENCE, method="wilson"))
    value = count / n
    error = math.sqrt(value * (1 - value) / n) or (high - low) / (2 * float(norm.ppf(0.5 + CONFIDENCE / 2)))
    return Estimate(n, value, error, low if count else 0.0, high if count < n else 1.0, count)


def change(before: Numbers, after: Numbers) -> Change:
    """Mean of ``after - before`` with the interval of the paired t test; both arrays hold the same persons in one order.

    Fewer than two persons, or changes that are all equal, have no interval.
    """
    n = len(before)
    if n == 0:
        return Change(Estimate(0, None), None, None)
    moved = after - before
    mean = float(moved.mean())
    spread = float(moved.std(ddof=1)) if n > 1 else 0.0
    base = float(before.std(ddof=1)) if n > 1 else 0.0
    means = float(before.mean()), float(after.mean())
    in_sd = mean / base if base > 1e-12 else None
    if spread < 1e-12:
        return Change(Estimate(n, mean), *means, in_sd)
    from scipy.stats import ttest_rel

    interval = ttest_rel(after, before).confidence_interval(CONFIDENCE)
    estimate = Estimate(n, mean, spread / math.sqrt(n), float(interval.low), float(interval.high))
    return Change(estimate, *means, in_sd, mean / spread)


def alpha(answers: Numbers) -> Estimate:
    """Cronbach's alpha of complete answers (persons in rows, items in columns) with Feldt's interval."""
    n, k = answers.shape if answers.ndim == 2 else (0, 0)
    total = float(answers.sum(axis=1).var(ddof=1)) if n > 1 else 0.0
    if n < 3 or k < 2 or total < 1e-12:
        return Estimate(n, None)
    from scipy.stats import f

    value = k / (k - 1) * (1 - float(answers.var(axis=0, ddof=1).sum()) / total)
    freedom = (n - 1, (n - 1) * (k - 1))
    tail = (1 - CONFIDENCE) / 2
    low = 1 - (1 - value) * float(f.ppf(1 - tail, *freedom))
    return Estimate(n, value, None, low, 1 - (1 - value) * float(f.ppf(tail, *freedom)))
