"""Before against after of the same persons: the mean change with its interval, and effect sizes called by their names."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.evaluation import estimates
from mentorkit.evaluation.inputs import Numbers, numbers, or_none, same_length
from mentorkit.text import Message, msg

__all__ = ["EffectSizes", "MeanChange", "change", "effect_sizes"]


@dataclass(frozen=True)
class MeanChange:
    """The mean of ``after - before`` over ``n`` persons with both values; ``missing`` lacked one of them.

    ``low`` and ``high`` are the 95 % interval of the paired t test and ``p`` its two-sided p value. ``dz`` is the change
    in standard deviations of the changes, ``d_baseline`` in standard deviations before. What cannot be computed is
    ``None``, and ``reason`` says why. Without a comparison group a change is not evidence of an effect.
    """

    n: int
    mean: float | None
    low: float | None = None
    high: float | None = None
    dz: float | None = None
    d_baseline: float | None = None
    p: float | None = None
    standard_error: float | None = None
    mean_before: float | None = None
    mean_after: float | None = None
    missing: int = 0
    reason: Message | None = None


@dataclass(frozen=True)
class EffectSizes:
    """One change in five different units, which are five different quantities.

    ``dz``: standard deviations of the changes; ``dz_corrected``: the same times Hedges' factor for small samples;
    ``d_baseline``: SD before; ``d_root_mean_square`` and ``d_mean_sd``: that mean of the two SDs. ``None`` where the SD is 0.
    """

    dz: float | None
    dz_corrected: float | None
    d_baseline: float | None
    d_root_mean_square: float | None
    d_mean_sd: float | None


def change(before: Any, after: Any) -> MeanChange:
    """How far persons moved from ``before`` to ``after`` (lists, arrays or columns of equal length, one place per person).

    Two columns with the same labels in another order are joined by label; otherwise by position. A person who lacks
    one value is left out and counted. Raises ValueError for text, infinities and unequal lengths.

    >>> round(change([1, 2, 3, 2], [2, 2, 5, 3]).mean, 2)
    1.0
    """
    first, last = _paired(before, after)
    both = ~(np.isnan(first) | np.isnan(last))
    first, last = first[both], last[both]
    missing = int((~both).sum())
    if len(first) == 0:
        return MeanChange(0, None, missing=missing, reason=msg("Nobody has a value both before and after."))
    found = estimates.change(first, last)
    value = found.estimate
    reason = None if value.low is not None else msg("All changes are equal or there is one only; no interval can be computed.")
    return MeanChange(
        value.n, value.value, value.low, value.high, found.dz, found.in_baseline_sd, _p(first, last) if reason is None else None,
        value.standard_error, found.before, found.after, missing, reason,
    )  # fmt: skip


def effect_sizes(before: Any, after: Any) -> EffectSizes:
    """Every usual effect size of a change, over the persons with both values (at least two, else all are ``None``)."""
    first, last = _paired(before, after)
    both = ~(np.isnan(first) | np.isnan(last))
    first, last, n = first[both], last[both], int(both.sum())
    if n < 2:
        return EffectSizes(None, None, None, None, None)
    moved = last - first
    mean, sds = float(moved.mean()), (float(first.std(ddof=1)), float(last.std(ddof=1)))
    dz = _over(mean, float(moved.std(ddof=1)))
    # Hedges 1981: the exact factor, by the logarithm of the gamma function
    factor = math.exp(math.lgamma((n - 1) / 2) - math.lgamma((n - 2) / 2)) / math.sqrt((n - 1) / 2) if n > 2 else math.nan
    corrected = None if dz is None else or_none(dz * factor)
    return EffectSizes(dz, corrected, _over(mean, sds[0]), _over(mean, math.hypot(*sds) / math.sqrt(2)), _over(mean, sum(sds) / 2))


def _paired(before: Any, after: Any) -> tuple[Numbers, Numbers]:
    if isinstance(before, pd.Series) and isinstance(after, pd.Series) and _reordered(before.index, after.index):
        after = after.reindex(before.index)
    first, last = numbers(before, "before"), numbers(after, "after")
    same_length(before=first, after=last)
    return first, last


def _reordered(one: Any, other: Any) -> bool:
    return bool(len(one) == len(other) and one.is_unique and other.is_unique and not one.equals(other) and other.isin(one).all())


def _over(mean: float, spread: float) -> float | None:
    return mean / spread if spread > 1e-12 else None


def _p(first: Numbers, last: Numbers) -> float:
    from scipy.stats import ttest_rel

    return float(ttest_rel(last, first).pvalue)
