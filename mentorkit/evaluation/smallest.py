"""The smallest effect a test of given size can see: pure functions of n, error rate and power.

Effects of means are in standard deviations; shares are shares. Tails, power functions and roots come from SciPy and
statsmodels.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from mentorkit.evaluation.inputs import between, whole
from mentorkit.text import Message, msg

__all__ = ["FEWEST", "DetectableEffect", "baseline_seen", "d_seen", "detectable", "dz_seen", "share_seen", "share_seen_against"]

# below this no test of means says anything, and the root of the power function cannot be found
FEWEST = 4


@dataclass(frozen=True)
class DetectableEffect:
    """The smallest true effects that ``n`` persons, and ``controls`` beside them, would show with probability ``power``.

    ``dz``: a change before and after, in standard deviations of the changes. ``d``: a difference between the groups, in
    standard deviations of the value (``None`` without controls). ``effect`` is the one of the design: ``d`` with
    controls, else ``dz``; ``None`` with ``reason`` when a group has fewer than 4 persons. Count those who will answer,
    not those who are invited.
    """

    n: int
    controls: int | None
    alpha: float
    power: float
    effect: float | None
    dz: float | None
    d: float | None
    reason: Message | None = None

    def share(self, baseline: float, *, above: bool = True) -> float | None:
        """The share (0..1) that must be reached to be told from ``baseline``: exact for one group, else by the arcsine.

        ``baseline`` is the share among the controls, or the known one without any. ``above=False`` asks for the share
        that must be fallen to. ``None`` when even 100 % (or 0 %) could not be told. Raises ValueError unless it is
        between 0 and 1.
        """
        start = between(baseline, "baseline")
        if self.reason is not None:
            return None
        if self.controls is not None:
            return share_seen_against(self.n, start, self.alpha, self.power, above=above, controls=self.controls)
        found = share_seen(self.n, start if above else 1 - start, self.alpha, self.power)
        return found if found is None or above else 1 - found


def detectable(n: int, controls: int | None = None, alpha: float = 0.05, power: float = 0.80) -> DetectableEffect:
    """What ``n`` persons can show before and after, and against ``controls`` others; two-sided, error rate ``alpha``.

    Raises ValueError unless the sizes are whole numbers of at least 1, and ``alpha`` and ``power`` lie between 0 and 1.

    >>> found = detectable(24, controls=72)
    >>> round(found.dz, 2), round(found.d, 2), round(found.share(0.85), 3)
    (0.6, 0.67, 0.995)
    """
    size = whole(n, "n", 1)
    others = None if controls is None else whole(controls, "controls", 1)
    error, chance = between(alpha, "alpha"), between(power, "power")
    fewest = size if others is None else min(size, others)
    if fewest < FEWEST:
        few = msg("With {n} answers no test of a mean says anything; show the answers as they are.", n=fewest)
        return DetectableEffect(size, others, error, chance, None, dz_seen(size, error, chance), None, few)
    dz = dz_seen(size, error, chance)
    d = None if others is None else d_seen(size, error, chance, others)
    return DetectableEffect(size, others, error, chance, dz if others is None else d, dz, d)


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
def d_seen(n: int, alpha: float = 0.05, power: float = 0.80, controls: int | None = None) -> float | None:
    """The smallest difference of means, in standard deviations, seen between ``n`` people and ``controls`` (as many where not said; two-sided t test).

    >>> round(d_seen(24), 2)
    0.83
    """
    from statsmodels.stats.power import TTestIndPower

    test = TTestIndPower()
    ratio = 1.0 if controls is None else controls / n
    return _root(lambda effect: test.power(effect, n, alpha, ratio), n, power)


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


def share_seen_against(n: int, share: float, alpha: float = 0.05, power: float = 0.80, *, above: bool = True, controls: int | None = None) -> float | None:
    """The nearest share above (or below) ``share`` of ``controls`` people (as many where not said) that ``n`` people can tell from it.

    By the arcsine approximation (statsmodels ``NormalIndPower``); ``None`` when even 100 % (or 0 %) cannot be told.
    """
    step = _arcsine_step(n, alpha, power, controls)
    if step is None:
        return None
    angle = 2 * math.asin(math.sqrt(share)) + (step if above else -step)
    return math.sin(angle / 2) ** 2 if 0 <= angle <= math.pi else None


@lru_cache(maxsize=512)
def _arcsine_step(n: int, alpha: float, power: float, controls: int | None) -> float | None:
    from statsmodels.stats.power import NormalIndPower

    test = NormalIndPower()
    ratio = 1.0 if controls is None else controls / n
    return _root(lambda effect: test.power(effect, n, alpha, ratio), n, power)


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
