"""Who stays how long: Kaplan-Meier curves, the log-rank test, and the Cox model where there are leavers enough for it."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.evaluation.differences import TERMS, terms_table
from mentorkit.evaluation.estimates import CONFIDENCE, share
from mentorkit.evaluation.inputs import Labels, Numbers, distinct, flags, frame, frame_numbers, labels, numbers, or_none, same_length
from mentorkit.text import Message, msg

__all__ = ["CURVES", "EVENTS_PER_TERM", "LogRank", "RetentionComparison", "compare_retention"]

CURVES = ("group", "time", "at_risk", "events", "survival", "low", "high")
MEDIANS = ("group", "n", "events", "median", "low", "high")
EVENTS_PER_TERM = 10
NO_END = 10.0  # a standard error of a log hazard per standard deviation, beyond which nothing holds the estimate


@dataclass(frozen=True)
class LogRank:
    """The log-rank test of equal curves."""

    chi2: float
    p: float
    freedom: int


@dataclass(frozen=True, eq=False)
class RetentionComparison:
    """Staying by group. Time is in the unit it was given in; everybody must start on one clock.

    ``curves``: a row per group and time at which somebody left (group, time, at_risk, events, survival, low, high), by
    Kaplan and Meier, 95 % by the complementary log-log of survival; a group that nobody left has one row, at its last time.
    ``medians``: group, n, events, median, low, high; infinite where not reached. ``log_rank`` is ``None``
    with one group, and when the groups were never there together.
    ``cox``: term, estimate (log hazard), standard_error, low, high, p, hazard_ratio; ``None`` with ``reason`` below 10
    leavers a term, or when a group has none. ``hazards_ok`` says whether the hazards may be called proportional
    (``hazards_p`` at least 0.05; few leavers seldom show that they are not), ``None`` without a Cox model. The first
    group in sorted order is the reference.
    """

    n: int
    events: int
    curves: pd.DataFrame
    medians: pd.DataFrame
    log_rank: LogRank | None
    cox: pd.DataFrame | None
    hazards_ok: bool | None
    hazards_p: float | None = None
    missing: int = 0
    reason: Message | None = None


def compare_retention(duration: Any, event: Any, group: Any = None, covariates: Any = None) -> RetentionComparison:
    """How long persons stay, by group, and adjusted for ``covariates`` (a table of numbers, a row per person).

    ``duration`` is the time observed (0 or more), ``event`` 1 for who left then and 0 for who was still there. The Cox
    model takes ties by Efron's method. Persons who lack a value are left out and counted. Raises ValueError for text, negative
    times, events other than 0 and 1, and unequal lengths.
    """
    time, left = numbers(duration, "duration"), flags(event, "event")
    for place in np.flatnonzero(time < 0)[:1]:
        raise ValueError(f"duration[{place}] is negative")
    who = _one_group(len(time)) if group is None else labels(group, "group")
    beside, names = _covariates(covariates, len(time))
    same_length(duration=time, event=left, group=who, covariates=beside)
    whole = ~(np.isnan(time) | np.isnan(left) | np.isnan(beside).any(axis=1)) & np.array([one is not None for one in who], dtype=bool)
    time, left, who, beside = time[whole], left[whole], who[whole], beside[whole]
    groups, missing = distinct(who), int((~whole).sum())
    if len(time) == 0:
        nobody = msg("Nobody has all values.")
        return RetentionComparison(0, 0, pd.DataFrame(columns=list(CURVES)), pd.DataFrame(columns=list(MEDIANS)), None, None, None, missing=missing, reason=nobody)
    parts = [_curve(one, time[who == one], left[who == one]) for one in groups]
    design, terms = _design(who, groups, beside, names)
    reason = _cannot_fit(left, who, groups, design)
    cox, hazards_p = (None, None) if reason is not None else _cox(time, left, design, terms)
    if cox is None and reason is None:
        reason = msg("One group or value leaves entirely before another, so no hazards are compared.")
    return RetentionComparison(
        len(time), int(left.sum()), pd.concat([curve for curve, _ in parts], ignore_index=True), pd.DataFrame([median for _, median in parts], columns=list(MEDIANS)),
        _log_rank(time, left, who, groups), cox, None if hazards_p is None else hazards_p >= 1 - CONFIDENCE, hazards_p, missing, reason,
    )  # fmt: skip


def _one_group(n: int) -> Labels:
    found = np.empty(n, dtype=object)
    found[:] = "all"
    return found


def _covariates(covariates: Any, n: int) -> tuple[Numbers, list[Any]]:
    if covariates is None:
        return np.empty((n, 0)), []
    table = covariates.to_frame(covariates.name or "covariate") if isinstance(covariates, pd.Series) else frame(covariates, "covariates")
    names: Sequence[Any] = list(table.columns)
    return frame_numbers(table, names, "covariates"), list(names)


def _curve(group: Any, time: Numbers, left: Numbers) -> tuple[pd.DataFrame, tuple[Any, ...]]:
    n, gone = len(time), int(left.sum())
    if gone == 0:
        last, still = float(time.max()), int((time == time.max()).sum())
        least = 1 - (share(0, still).high or 1.0)
        row = pd.DataFrame([(group, last, still, 0, 1.0, least, 1.0)], columns=list(CURVES))
        return row, (group, n, 0, math.inf, math.inf, math.inf)
    from statsmodels.duration.survfunc import SurvfuncRight

    found = SurvfuncRight(time, left)
    low, high = _limits(np.asarray(found.surv_prob), np.asarray(found.surv_prob_se))
    with warnings.catch_warnings(), np.errstate(all="ignore"):  # a curve that reaches 0 has no logarithm there
        warnings.simplefilter("ignore", RuntimeWarning)
        median, limits = float(found.quantile(0.5)), found.quantile_ci(0.5, alpha=1 - CONFIDENCE)
    columns = (group, found.surv_times, np.asarray(found.n_risk, dtype=int), np.asarray(found.n_events, dtype=int), found.surv_prob, low, high)
    # np.inf where the curve never falls to one half
    return pd.DataFrame(dict(zip(CURVES, columns, strict=True))), (group, n, gone, _time(median), _time(limits[0]), _time(limits[1]))


def _limits(survival: Numbers, error: Numbers) -> tuple[Numbers, Numbers]:
    """On the complementary log-log, so that they stay between 0 and 1; a curve that has reached 0 has no error left."""
    from scipy.stats import norm

    inner = (survival > 0) & (survival < 1)
    inside = np.where(inner, survival, 0.5)
    reach = float(norm.ppf(0.5 + CONFIDENCE / 2)) * np.where(inner, error, 0.0) / (inside * np.log(inside))
    return np.where(inner, inside ** np.exp(-reach), survival), np.where(inner, inside ** np.exp(reach), survival)


def _time(value: Any) -> float:
    return math.inf if math.isnan(value) else float(value)


def _log_rank(time: Numbers, left: Numbers, who: Labels, groups: list[Any]) -> LogRank | None:
    if len(groups) < 2 or left.sum() == 0:
        return None
    from statsmodels.duration.survfunc import survdiff

    codes = np.array([groups.index(one) for one in who])
    try:
        chi2, p = survdiff(time, left, codes)
    except np.linalg.LinAlgError:  # whenever somebody left, one group was no longer there
        return None
    if not np.isfinite(p).all():
        return None
    return LogRank(float(np.squeeze(chi2)), float(np.squeeze(p)), len(groups) - 1)


def _design(who: Labels, groups: list[Any], beside: Numbers, names: list[Any]) -> tuple[Numbers, list[Any]]:
    """A column for each group but the first, then the covariates."""
    others = groups[1:]
    columns = [np.array([float(one == other) for one in who]) for other in others]
    terms = ["group"] if len(others) == 1 else [f"group[{other}]" for other in others]
    return np.column_stack([*columns, beside]) if columns else beside, [*terms, *names]


def _cannot_fit(left: Numbers, who: Labels, groups: list[Any], design: Numbers) -> Message | None:
    terms, events = design.shape[1], int(left.sum())
    if terms == 0:
        return msg("There is one group only and no covariate, so there is nothing to compare.")
    if any(left[who == one].sum() == 0 for one in groups):
        return msg("A group has no leaver, so no hazards are compared.")
    if events < EVENTS_PER_TERM * terms:
        return msg("{events} leavers are fewer than {least} for each of {terms} terms, so no hazards are compared.", events=events, least=EVENTS_PER_TERM, terms=terms)
    if np.linalg.matrix_rank(design - design.mean(axis=0)) < terms:
        return msg("A covariate never varies or repeats another, so no hazards are compared.")
    return None


def _cox(time: Numbers, left: Numbers, design: Numbers, terms: list[Any]) -> tuple[pd.DataFrame | None, float | None]:
    """The model, and whether its hazards are proportional; nothing where the estimates run away."""
    from statsmodels.duration.hazard_regression import PHReg

    spread = design.std(axis=0)
    with warnings.catch_warnings(), np.errstate(all="ignore"):  # what did not settle is refused below
        warnings.simplefilter("ignore")
        # in standard deviations, as a salary in full figures would overflow
        fitted = PHReg(time, (design - design.mean(axis=0)) / spread, status=left, ties="efron").fit()
        table = terms_table(terms, fitted)
    if not np.isfinite(table[["estimate", "standard_error"]]).all(axis=None) or table["standard_error"].max() > NO_END:
        return None, None
    for column in TERMS[1:5]:
        table[column] /= spread
    table["hazard_ratio"] = np.exp(table["estimate"])
    return table[[*TERMS, "hazard_ratio"]], _hazards_p(time, left, fitted)


def _hazards_p(time: Numbers, left: Numbers, fitted: Any) -> float | None:
    """Do Schoenfeld's residuals drift with the rank of time (Grambsch and Therneau 1994, over all terms at once)?

    A small p says that the hazards are not proportional.
    """
    from scipy.stats import chi2, rankdata

    gone = left == 1
    residuals = np.asarray(fitted.schoenfeld_residuals, dtype=np.float64).reshape(len(time), -1)[gone]
    clock = rankdata(time[gone])
    clock = clock - clock.mean()
    drift = clock @ residuals
    # the variance of a residual, taken as the same at every leaving: the information shared out over the leavers
    each = np.linalg.inv(np.atleast_2d(fitted.cov_params())) / gone.sum()
    spread = float(clock @ clock)
    return or_none(float(chi2.sf(drift @ np.linalg.solve(each * spread, drift), residuals.shape[1]))) if spread > 0 else None
