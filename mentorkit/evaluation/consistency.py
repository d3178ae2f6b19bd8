"""Do several questions measure one thing: alpha, omega, and the questions that pull the other way."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.evaluation import estimates
from mentorkit.evaluation.estimates import CONFIDENCE
from mentorkit.evaluation.inputs import Numbers, column_names, frame, frame_numbers, or_none
from mentorkit.text import Message, msg

__all__ = ["ScaleReliability", "reliability"]


@dataclass(frozen=True, eq=False)
class ScaleReliability:
    """How consistent ``items`` questions are over the ``n`` persons who answered all of them; ``missing`` did not.

    ``alpha`` is Cronbach's, of raw scores, with Feldt's 95 % interval. ``omega`` is McDonald's omega total of
    standardised scores, from one factor by maximum likelihood; ``omega_covariance`` is the same of raw scores;
    ``omega_low`` and ``omega_high`` are the 95 % interval of ``omega`` (delta method on the logit, answers taken as
    normal). ``item_total`` holds for each question its correlation with the sum of the others (NaN where an answer
    never varies). ``suspect_reversed`` names the questions for which it is negative: look whether they are marked as
    reverse. Below 30 persons the figures carry no verdict. What cannot be computed is ``None``; ``reason`` says why.
    """

    n: int
    items: int
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    omega: float | None
    omega_low: float | None
    omega_high: float | None
    omega_covariance: float | None
    item_total: pd.Series
    suspect_reversed: tuple[Any, ...]
    missing: int = 0
    reason: Message | None = None


def reliability(items: Any, reverse: Sequence[Any] = ()) -> ScaleReliability:
    """The reliability of a scale from a table of answers (a row per person, a column per question).

    ``reverse`` names the columns that are worded the other way; they are turned round. Rows with a blank are left out
    and counted. Raises ValueError for text, infinities, fewer than two columns and names that are no columns.
    """
    table = frame(items, "items")
    names = list(table.columns)
    if len(names) < 2:
        raise ValueError("items has fewer than two columns")
    turned = column_names(reverse, table, "reverse", "items")
    answers = frame_numbers(table, names, "items")
    # only differences between persons count here, so turning round is a change of sign
    answers = answers * np.array([-1.0 if name in turned else 1.0 for name in names])
    whole = ~np.isnan(answers).any(axis=1)
    return _of(answers[whole], names, int((~whole).sum()))


def _of(answers: Numbers, names: list[Any], missing: int) -> ScaleReliability:
    n = len(answers)
    found = estimates.alpha(answers)
    totals = _item_total(answers, names)
    suspects = tuple(name for name, value in totals.items() if value < 0)
    omegas = _omegas(answers) if found.value is not None else (None,) * 4
    reason = None
    if n < 3:
        reason = msg("Fewer than {n} persons answered every question, so nothing can be said about the scale.", n=3)
    elif found.value is None:
        reason = msg("Everybody has the same total, so nothing can be said about the scale.")
    elif omegas[0] is None and _fittable(answers):
        reason = msg("One factor does not describe these answers, so there is no omega.")
    elif omegas[0] is None:
        reason = msg("Omega needs three questions with different answers and more persons than questions.")
    return ScaleReliability(n, len(names), found.value, found.low, found.high, *omegas, totals, suspects, missing, reason)


def _item_total(answers: Numbers, names: list[Any]) -> pd.Series:
    """Pearson's correlation of each question with the sum of the others."""
    found = []
    for place in range(len(names)):
        item, rest = answers[:, place], np.delete(answers, place, axis=1).sum(axis=1)
        varies = len(item) > 2 and item.std() > 1e-12 and rest.std() > 1e-12
        found.append(float(np.corrcoef(item, rest)[0, 1]) if varies else math.nan)
    return pd.Series(found, index=names, name="item_total", dtype=float)


def _omegas(answers: Numbers) -> tuple[float | None, float | None, float | None, float | None]:
    """Omega of standardised scores with its interval, and of raw scores; all ``None`` where one factor cannot be fitted."""
    if not _fittable(answers):
        return (None,) * 4
    n, sds = len(answers), answers.std(axis=0, ddof=1)
    fitted = _one_factor(np.asarray(np.corrcoef(answers, rowvar=False), dtype=np.float64))
    if fitted is None:
        return (None,) * 4
    loadings, own = fitted
    omega = _omega(loadings, own)
    return omega, *_interval(loadings, own, n), _omega(loadings * sds, own * sds**2)


def _fittable(answers: Numbers) -> bool:
    n, k = answers.shape
    return k >= 3 and n > k and float(answers.std(axis=0).min()) > 1e-12


def _one_factor(correlations: Numbers) -> tuple[Numbers, Numbers] | None:
    from statsmodels.multivariate.factor import Factor

    model = Factor(corr=correlations, n_factor=1, method="ml")
    try:
        with warnings.catch_warnings():  # what did not converge is told by its slope below
            warnings.simplefilter("ignore")
            found = model.fit(start=_start(correlations))
    except (np.linalg.LinAlgError, ValueError):  # columns that repeat one another
        return None
    loadings, own = (np.asarray(part, dtype=np.float64).ravel() for part in (found.loadings, found.uniqueness))
    settled = np.isfinite(loadings).all() and own.min() > 1e-6 and np.abs(model.mle_retvals.jac).max() < 1e-5
    return (loadings, own) if settled else None


def _start(correlations: Numbers) -> tuple[Numbers, Numbers]:
    """The first principal component; without a start the library would draw one by chance."""
    strength, directions = np.linalg.eigh(correlations)
    loadings = np.clip(directions[:, -1:] * np.sqrt(strength[-1]), -0.95, 0.95)
    return loadings, 1 - loadings[:, 0] ** 2


def _omega(loadings: Numbers, own: Numbers) -> float:
    """What the factor explains of the variance of the sum (McDonald 1999)."""
    common = float(loadings.sum()) ** 2
    return common / (common + float(own.sum()))


def _interval(loadings: Numbers, own: Numbers, n: int) -> tuple[float | None, float | None]:
    """By the delta method: the information of the factor model at the fitted values carries over to the logit of omega."""
    from scipy.stats import norm

    k = len(loadings)
    values = np.concatenate([loadings, own])
    inverse = np.linalg.inv(np.outer(loadings, loadings) + np.diag(own))
    # how the modelled covariances move with each loading and with each own variance
    moves = [np.outer(unit, loadings) + np.outer(loadings, unit) for unit in np.eye(k)] + [np.diag(unit) for unit in np.eye(k)]
    parts = [inverse @ move for move in moves]
    information = np.array([[n / 2 * float((one * other.T).sum()) for other in parts] for one in parts])

    def logit(at: Numbers) -> float:
        sds = np.sqrt(at[:k] ** 2 + at[k:])  # the standardised scale follows the variances
        omega = _omega(at[:k] / sds, at[k:] / sds**2)
        return math.log(omega / (1 - omega))

    step = 1e-5
    slope = np.array([(logit(values + step * unit) - logit(values - step * unit)) / (2 * step) for unit in np.eye(2 * k)])
    variance = or_none(float(slope @ np.linalg.pinv(information) @ slope))
    if variance is None or variance <= 0:
        return None, None
    reach = float(norm.ppf(0.5 + CONFIDENCE / 2)) * math.sqrt(variance)
    low, high = (1 / (1 + math.exp(-(logit(values) + side * reach))) for side in (-1, 1))
    return low, high
