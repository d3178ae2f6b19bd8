"""One number in, one answer out: a share with its interval, how strong a hidden factor must be, p values of a family."""

from __future__ import annotations

import math
import numbers as kinds
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from mentorkit.evaluation.estimates import share
from mentorkit.evaluation.inputs import Numbers, numbers, whole
from mentorkit.text import Message, msg

__all__ = ["Method", "Proportion", "Sensitivity", "adjust_p", "proportion", "sensitivity"]

Method = Literal["bonferroni", "holm", "bh"]
_METHODS = {"bonferroni": "bonferroni", "holm": "holm", "bh": "fdr_bh"}


@dataclass(frozen=True)
class Proportion:
    """``k`` of ``n`` with Wilson's 95 % interval. ``rule_of_three`` is 3/n, the upper limit to state when nothing was seen (k = 0)."""

    n: int
    k: int
    estimate: float | None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    rule_of_three: float | None = None
    reason: Message | None = None


@dataclass(frozen=True)
class Sensitivity:
    """How strong an unmeasured factor would have to be to explain a risk ratio away (VanderWeele and Ding 2017).

    ``e_value`` is the risk ratio that such a factor must have with joining and with the outcome, both; 1 means that
    nothing is needed. ``e_value_limit`` is the same for the limit of the interval nearer to 1 (1 when the interval
    holds 1), ``None`` without an interval.
    """

    risk_ratio: float
    e_value: float
    low: float | None = None
    high: float | None = None
    e_value_limit: float | None = None


def proportion(k: int, n: int) -> Proportion:
    """The share ``k`` of ``n`` with its interval; nobody counted has no share. Raises ValueError unless 0 <= k <= n, both whole.

    >>> found = proportion(17, 20)
    >>> round(found.low, 2), round(found.high, 2)
    (0.64, 0.95)
    """
    of = whole(n, "n")
    count = whole(k, "k")
    if count > of:
        raise ValueError("k is larger than n")
    if of == 0:
        return Proportion(0, 0, None, reason=msg("Nobody was counted."))
    found = share(count, of)
    return Proportion(of, count, found.value, found.low, found.high, found.standard_error, min(1.0, 3 / of) if count == 0 else None)


def sensitivity(risk_ratio: float, low: float | None = None, high: float | None = None) -> Sensitivity:
    """The E-value of a risk ratio, and of the nearer limit of its interval when ``low`` and ``high`` are given.

    E = RR + sqrt(RR (RR - 1)) for ratios above 1; below 1 of the inverse. Raises ValueError for ratios that are not
    above 0, for one limit without the other, and for limits that do not hold the ratio.

    >>> round(sensitivity(2.0).e_value, 2)
    3.41
    """
    ratio = _ratio(risk_ratio, "risk_ratio")
    if (low is None) != (high is None):
        raise ValueError("low and high belong together: give both or neither")
    if low is None or high is None:
        return Sensitivity(ratio, _e_value(ratio))
    limits = _ratio(low, "low"), _ratio(high, "high")
    if not limits[0] <= ratio <= limits[1]:
        raise ValueError("low and high do not hold risk_ratio")
    nearer = limits[0] if limits[0] > 1 else limits[1] if limits[1] < 1 else 1.0
    return Sensitivity(ratio, _e_value(ratio), *limits, _e_value(nearer))


def adjust_p(p_values: Any, method: Method) -> Numbers:
    """The p values of one family, adjusted, in the order given (array of the same length): a claim holds at 0.05 when its adjusted p is at most 0.05.

    ``bonferroni`` and ``holm`` guard against a single false claim (Holm rejects at least as much), ``bh`` keeps the
    expected share of false claims down (Benjamini and Hochberg 1995). Raises ValueError for blanks, for values outside
    0 to 1 and for other methods.

    >>> [float(round(p, 3)) for p in adjust_p([0.01, 0.04], "holm")]
    [0.02, 0.04]
    """
    if method not in _METHODS:
        raise ValueError(f"method is none of {', '.join(_METHODS)}")
    found = numbers(p_values, "p_values")
    for place in np.flatnonzero(~((found >= 0) & (found <= 1)))[:1]:
        raise ValueError(f"p_values[{place}] is not a number from 0 to 1")
    if len(found) == 0:
        return found
    from statsmodels.stats.multitest import multipletests

    return np.asarray(multipletests(found, method=_METHODS[method])[1], dtype=np.float64)


def _ratio(value: Any, name: str) -> float:
    if isinstance(value, bool | np.bool_) or not isinstance(value, kinds.Real) or not 0 < float(value) < math.inf:
        raise ValueError(f"{name} is not a number above 0")
    return float(value)


def _e_value(ratio: float) -> float:
    above = max(ratio, 1 / ratio)
    return above + math.sqrt(above * (above - 1))
