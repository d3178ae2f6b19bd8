"""The smallest effect a test of given size can see: pure functions of n, error rate and power.

Effects of means are in standard deviations; shares are shares. Tails, power functions and roots come from SciPy and
statsmodels.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable
from functools import lru_cache

__all__ = ["FEWEST", "baseline_seen", "d_seen", "dz_seen", "share_seen", "share_seen_against"]

# below this no test of means says anything, and the root of the power function cannot be found
FEWEST = 4


@lru_cache(maxsize=512)
def dz_seen(n: int, alpha: float = 0.05, power: float = 0.80) -> float | None:
    """The smallest mean change, in standard deviations of the change, that a two-sided paired t test of ``n`` people sees.

    ``None`` below 4 people.

    >>> round(dz_seen(24), 2)
    0.6
    """
    from statsmodels.stats.power import TTestPower

    test = TTestPower()
    return _root(lambda effect: test.power(effect, n, alpha), n, power)


@lru_cache(maxsize=512)
def d_seen(n: int, alpha: float = 0.05, power: float = 0.80) -> float | None:
    """The smallest difference of means, in standard deviations, seen between two groups of ``n`` each (two-sided t test).

    >>> round(d_seen(24), 2)
    0.83
    """
    from statsmodels.stats.power import TTestIndPower

    test = TTestIndPower()
    return _root(lambda effect: test.power(effect, n, alpha), n, power)


def share_seen(n: int, baseline: float, alpha: float = 0.05, power: float = 0.80) -> float | None:
    """The smallest true share above ``baseline`` that ``n`` people can tell from it; ``None`` when even 100 % cannot.

    Exact: c is the smallest count with P(X >= c | baseline) <= alpha / 2, and the share p solves P(X >= c | p) = power,
    which is a quantile of the beta distribution. For a share that should fall, mirror: ``1 - share_seen(n, 1 - baseline)``.
    """
    from scipy import stats

    count = int(stats.binom.isf(alpha / 2, n, baseline)) + 1
    if n < 1 or count > n:
        return None
    return max(baseline, float(stats.beta.ppf(power, count, n - count + 1)))


def baseline_seen(n: int, target: float, alpha: float = 0.05, power: float = 0.80) -> float | None:
    """The largest baseline from which a true share of ``target`` can be told; ``None`` when there is none."""
    from scipy import stats

    # the share needed for count c rises with c, so the largest count the target can bear is found by halving
    count = bisect.bisect_right(range(1, n + 1), target, key=lambda c: float(stats.beta.ppf(power, c, n - c + 1)))
    return min(target, float(stats.beta.ppf(alpha / 2, count, n - count + 1))) if count else None


def share_seen_against(n: int, share: float, alpha: float = 0.05, power: float = 0.80, *, above: bool = True) -> float | None:
    """The nearest share above (or below) ``share`` that two groups of ``n`` people each can tell from it.

    By the arcsine approximation (statsmodels ``NormalIndPower``); ``None`` when even 100 % (or 0 %) cannot be told.
    """
    step = _arcsine_step(n, alpha, power)
    if step is None:
        return None
    angle = 2 * math.asin(math.sqrt(share)) + (step if above else -step)
    return math.sin(angle / 2) ** 2 if 0 <= angle <= math.pi else None


@lru_cache(maxsize=512)
def _arcsine_step(n: int, alpha: float, power: float) -> float | None:
    from statsmodels.stats.power import NormalIndPower

    test = NormalIndPower()
    return _root(lambda effect: test.power(effect, n, alpha), n, power)


def _root(power_at: Callable[[float], float], n: int, wanted: float) -> float | None:
    """The effect at which the power function reaches ``wanted``; far beyond it the function is not a number, which counts as 1."""
    if n < FEWEST:
        return None
    from scipy.optimize import brentq

    def gap(effect: float) -> float:
        found = float(power_at(effect))
        return (1.0 if math.isnan(found) else found) - wanted

    if gap(1e-9) >= 0:  # asking for no more power than the error rate
        return 0.0
    high = 1.0 / math.sqrt(n)
    while gap(high) < 0:
        high *= 2
    effect = float(brentq(gap, 1e-9, high))
    # the root may sit on the edge where the function stops being a number: then nothing is known
    return effect if abs(gap(effect)) < 1e-6 else None
