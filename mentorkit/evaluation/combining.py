"""Several programmes, one measure: the mean over programmes, how far they truly differ, and what to expect of the next one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from mentorkit.evaluation.estimates import CONFIDENCE
from mentorkit.evaluation.inputs import Numbers, numbers, same_length
from mentorkit.text import Message, msg

__all__ = ["FEWEST_TO_SHRINK", "Pooled", "pool_estimates"]

FEWEST_TO_SHRINK = 5
GRID = 400


@dataclass(frozen=True)
class Pooled:
    """A random-effects mean over ``n`` estimates, in their unit.

    ``tau2`` is the variance of the true values between programmes (Paule and Mandel 1982, never below 0), with the
    95 % interval of the Q profile (Viechtbauer 2007). ``low`` and ``high`` hold the mean, by t with n - 1 degrees of
    freedom. ``shrunken`` are the estimates drawn towards the mean, each the more the less it knows; ``shrunken_errors``
    are their standard errors, with ``tau2`` taken as known. ``prediction`` is the range in which the true value of a
    further programme lies with 95 %, over everything that tau may be (flat prior on tau, on a grid; from three
    estimates on): the usual formula takes one tau as known and is too narrow. ``reason`` says what is not computed, or
    that the estimates are too few for the drawn values to be shown.
    """

    n: int
    mean: float | None
    standard_error: float | None
    low: float | None
    high: float | None
    tau2: float | None
    tau2_low: float | None
    tau2_high: float | None
    shrunken: tuple[float, ...]
    shrunken_errors: tuple[float, ...]
    prediction: tuple[float, float] | None
    reason: Message | None = None


def pool_estimates(estimates: Any, standard_errors: Any) -> Pooled:
    """Pools the estimates of one measure from several programmes; one alone is left as it is.

    Raises ValueError for blanks, unequal lengths, no estimate at all, and standard errors that are not above 0.

    >>> round(pool_estimates([0.1, 0.3, 0.2], [0.1, 0.1, 0.1]).mean, 2)
    0.2
    """
    values, errors = numbers(estimates, "estimates"), numbers(standard_errors, "standard_errors")
    same_length(estimates=values, standard_errors=errors)
    for place in np.flatnonzero(np.isnan(values))[:1]:
        raise ValueError(f"estimates[{place}] is blank")
    for place in np.flatnonzero(~(errors > 0))[:1]:
        raise ValueError(f"standard_errors[{place}] is not above 0")
    n = len(values)
    if n == 0:
        raise ValueError("estimates is empty")
    if n == 1:
        one = msg("One estimate alone cannot be pooled.")
        return Pooled(1, None, None, None, None, None, None, None, (float(values[0]),), (float(errors[0]),), None, one)
    reason = msg("With fewer than {n} estimates each is shown with its own interval, not drawn towards the mean.", n=FEWEST_TO_SHRINK) if n < FEWEST_TO_SHRINK else None
    return _pooled(values, errors**2, reason)


def _pooled(values: Numbers, variances: Numbers, reason: Message | None) -> Pooled:
    from scipy.stats import chi2, t

    n, tail = len(values), (1 - CONFIDENCE) / 2
    tau2 = _tau2(values, variances, n - 1)
    mean, error = _mean(values, variances, tau2)
    reach = float(t.ppf(1 - tail, n - 1)) * error
    drawn = variances / (variances + tau2)
    shrunken = drawn * mean + (1 - drawn) * values
    # what is left of the own error, and the mean's own uncertainty in the part that is taken from it
    shrunken_errors = np.sqrt((1 - drawn) * variances + (drawn * error) ** 2)
    return Pooled(
        n, mean, error, mean - reach, mean + reach,
        tau2, _tau2(values, variances, float(chi2.ppf(1 - tail, n - 1))), _tau2(values, variances, float(chi2.ppf(tail, n - 1))),
        tuple(map(float, shrunken)), tuple(map(float, shrunken_errors)), _prediction(values, variances, tail) if n > 2 else None, reason,
    )  # fmt: skip


def _mean(values: Numbers, variances: Numbers, tau2: float) -> tuple[float, float]:
    weights = 1 / (variances + tau2)
    return float(weights @ values / weights.sum()), 1 / math.sqrt(float(weights.sum()))


def _prediction(values: Numbers, variances: Numbers, tail: float) -> tuple[float, float]:
    """The two quantiles of a further programme's value: normal at each tau of a grid, weighed by how likely that tau is."""
    from scipy.optimize import brentq
    from scipy.stats import norm

    middle = (np.arange(GRID) + 0.5) / GRID
    scale = math.sqrt(float(variances.mean() + values.var()))
    taus = scale * middle / (1 - middle)
    weights = 1 / (variances + taus[:, None] ** 2)
    precision = weights.sum(axis=1)
    means = weights @ values / precision
    q = (weights * (values - means[:, None]) ** 2).sum(axis=1)
    # the likelihood of tau with the mean integrated out, times the width of its step on the grid
    heights = 0.5 * np.log(weights).sum(axis=1) - 0.5 * np.log(precision) - q / 2 - 2 * np.log(1 - middle)
    likely = np.exp(heights - heights.max())
    likely /= likely.sum()
    spreads = np.sqrt(taus**2 + 1 / precision)
    edge = float((np.abs(means) + 10 * spreads).max())

    def at(share: float) -> float:
        return float(brentq(lambda value: float(likely @ norm.cdf((value - means) / spreads)) - share, -edge, edge))

    return at(tail), at(1 - tail)


def _tau2(values: Numbers, variances: Numbers, wanted: float) -> float:
    """The variance between programmes at which Cochran's Q equals ``wanted``; Q falls with it, so there is one, or 0."""
    from scipy.optimize import brentq

    def gap(tau2: float) -> float:
        mean, _ = _mean(values, variances, tau2)
        return float(((values - mean) ** 2 / (variances + tau2)).sum()) - wanted

    if gap(0.0) <= 0:
        return 0.0
    # at this size even the plain sum of squares over tau2 has fallen below
    high = float(((values - values.mean()) ** 2).sum()) / wanted
    return float(brentq(gap, 0.0, high, xtol=high * 1e-14, rtol=1e-14))
