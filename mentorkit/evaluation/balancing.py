"""A comparison group made alike: entropy balancing, and the limits below which no adjusted estimate is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.evaluation.differences import terms_table
from mentorkit.evaluation.inputs import Numbers, column_names, distinct, frame, frame_numbers, labels, numbers, or_none
from mentorkit.text import Decimal, Message, msg

__all__ = ["BALANCE", "LEAST_EFFECTIVE", "MOST_APART", "Balanced", "balance_weights"]

BALANCE = ("covariate", "treated", "controls", "weighted", "smd_before", "smd_after")
MOST_APART = 0.1
LEAST_EFFECTIVE = 30.0
STEEPEST = 200.0


@dataclass(frozen=True, eq=False)
class Balanced:
    """Weights that give the comparison group the participants' means.

    ``weights`` (over the controls that have every value, by their labels) are positive and sum to 1. ``balance`` shows
    each covariate's means and its standardised difference before and after (columns covariate, treated, controls,
    weighted, smd_before, smd_after; in pooled standard deviations before weighting). ``effective_n`` is how many equally
    weighted controls know as much. ``estimate`` is the participants' mean outcome less the weighted mean of the controls, with its
    standard error and 95 % interval; ``unadjusted`` is the plain difference. When a limit is broken ``estimate`` is
    ``None`` and ``reason`` says which.
    """

    n_treated: int
    n_controls: int
    weights: pd.Series
    balance: pd.DataFrame
    effective_n: float
    estimate: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    unadjusted: float | None = None
    missing: int = 0
    reason: Message | None = None


def balance_weights(treated: Any, controls: Any, covariates: Sequence[Any], outcome: Any = None) -> Balanced:
    """Weights for ``controls`` so that their means of ``covariates`` equal those of ``treated`` (two tables, a row per person).

    Entropy balancing (Hainmueller 2012): of all such weights those nearest to equal ones. A column of words counts as a
    column of zeros and ones for each word. ``outcome`` names a column of both tables. Rows with a blank are left out
    and counted. Refuses when the effective number of controls is below 30 or a difference above 0.1 standard
    deviations remains, as when nobody comparable was found. Raises ValueError for columns that are not there, text
    among numbers, infinities, and an empty table.
    """
    tables = frame(treated, "treated"), frame(controls, "controls")
    names = _names(tables, covariates)
    parts, terms = _coded(tables, names)
    results = [None if outcome is None else numbers(table[_outcome(tables, outcome)], f"{side}, column {outcome!r}") for table, side in zip(tables, _SIDES, strict=True)]
    whole = [~np.isnan(part).any(axis=1) & (True if result is None else ~np.isnan(result)) for part, result in zip(parts, results, strict=True)]
    kept = [part[rows] for part, rows in zip(parts, whole, strict=True)]
    missing = int(sum((~rows).sum() for rows in whole))
    if not len(kept[0]) or not len(kept[1]):
        nobody = msg("A group has nobody with all values.")
        return Balanced(len(kept[0]), len(kept[1]), pd.Series(dtype=float), pd.DataFrame(columns=list(BALANCE)), 0.0, missing=missing, reason=nobody)
    weights = _entropy(kept[0].mean(axis=0), kept[1])
    balance, effective = _balance(terms, kept[0], kept[1], weights), 1 / float((weights**2).sum())
    reason = _refuse(balance, effective)
    by_label = pd.Series(weights, index=tables[1].index[whole[1]], name="weight")
    last = None if results[0] is None or results[1] is None else (results[0][whole[0]], results[1][whole[1]])
    plain = None if last is None else float(last[0].mean() - last[1].mean())
    line = {} if last is None or reason is not None else _effect(last, kept, weights)
    return Balanced(len(kept[0]), len(kept[1]), by_label, balance, effective, **line, unadjusted=plain, missing=missing, reason=reason)


_SIDES = ("treated", "controls")


def _names(tables: tuple[pd.DataFrame, pd.DataFrame], covariates: Sequence[Any]) -> list[Any]:
    for table, side in zip(tables, _SIDES, strict=True):
        names = column_names(covariates, table, "covariates", side)
        if len(table) == 0:
            raise ValueError(f"{side} is empty")
    if not names:
        raise ValueError("covariates is empty")
    return names


def _outcome(tables: tuple[pd.DataFrame, pd.DataFrame], outcome: Any) -> Any:
    for table, side in zip(tables, _SIDES, strict=True):
        column_names([outcome], table, "outcome", side)
    return outcome


def _coded(tables: tuple[pd.DataFrame, pd.DataFrame], names: list[Any]) -> tuple[list[Numbers], list[Any]]:
    """Both tables as numbers with the same columns, and the names of these."""
    columns: tuple[list[Numbers], list[Numbers]] = ([], [])
    terms: list[Any] = []
    for name in names:
        if all(_words(table[name]) for table in tables):
            found = [labels(table[name], f"{side}, column {name!r}") for table, side in zip(tables, _SIDES, strict=True)]
            for word in distinct(np.concatenate(found)):
                terms.append(f"{name}={word}")
                for side, words in zip(columns, found, strict=True):
                    side.append(np.array([np.nan if one is None else float(one == word) for one in words]))
            continue
        terms.append(name)
        for side, table, label in zip(columns, tables, _SIDES, strict=True):
            side.append(frame_numbers(table, [name], label)[:, 0])
    return [np.column_stack(side) for side in columns], terms


def _words(column: pd.Series) -> bool:
    """Whether every filled cell is text and none reads like a number that lost its form."""
    filled = [value for value in column if isinstance(value, str) and value.strip()]
    return len(filled) == int(column.notna().sum()) and bool(filled) and not any(value.strip()[0].isdigit() for value in filled)


def _entropy(target: Numbers, controls: Numbers) -> Numbers:
    """The weights by their convex dual: log of the sum of exp of tilted distances, whose gradient is the remaining imbalance."""
    from scipy.optimize import minimize
    from scipy.special import softmax

    spread = controls.std(axis=0)
    away = (controls - target) / np.where(spread > 1e-12, spread, 1.0)

    def dual(tilt: Numbers) -> tuple[float, Numbers]:
        heights = away @ tilt
        top = float(heights.max())
        return top + float(np.log(np.exp(heights - top).sum())), softmax(heights) @ away

    def enough(intermediate_result: Any) -> None:
        # without a solution the tilt grows for ever; by then all the weight lies on a few, and the limits tell
        if np.abs(intermediate_result.x).max() > STEEPEST:
            raise StopIteration

    options = {"gtol": 1e-9, "maxiter": 500}
    found = minimize(dual, np.zeros(away.shape[1]), jac=True, method="BFGS", callback=enough, options=options)
    return np.asarray(softmax(away @ found.x), dtype=np.float64)


def _balance(terms: list[Any], treated: Numbers, controls: Numbers, weights: Numbers) -> pd.DataFrame:
    means = treated.mean(axis=0), controls.mean(axis=0), weights @ controls
    variances = [part.var(axis=0, ddof=1) if len(part) > 1 else np.zeros(part.shape[1]) for part in (treated, controls)]
    pooled = np.sqrt((variances[0] + variances[1]) / 2)

    def apart(side: Numbers) -> Numbers:
        gap = means[0] - side
        # where nobody differs within a group, any difference between the groups is beyond measure
        flat = np.where(np.abs(gap) < 1e-9, 0.0, np.copysign(np.inf, gap))
        return np.where(pooled > 1e-12, gap / np.where(pooled > 1e-12, pooled, 1.0), flat)

    return pd.DataFrame(dict(zip(BALANCE, (terms, *means, apart(means[1]), apart(means[2])), strict=True)))


def _refuse(balance: pd.DataFrame, effective: float) -> Message | None:
    worst = balance.loc[balance["smd_after"].abs().idxmax()]
    apart = abs(float(worst["smd_after"]))
    if not apart <= MOST_APART:
        where = str(worst["covariate"])
        if not np.isfinite(apart):
            return msg("The groups have no value of '{column}' in common, so no adjusted estimate is given.", column=where)
        return msg(
            "After weighting the groups still differ by {x} standard deviations in '{column}', more than {most}; no adjusted estimate is given.",
            x=Decimal(apart, 2), column=where, most=Decimal(MOST_APART, 1),
        )  # fmt: skip
    if effective < LEAST_EFFECTIVE:
        return msg(
            "After weighting the comparison group counts for {n} persons, fewer than {least}; no adjusted estimate is given.",
            n=Decimal(effective, 1), least=int(LEAST_EFFECTIVE),
        )  # fmt: skip
    return None


def _effect(outcomes: tuple[Numbers, Numbers], parts: list[Numbers], weights: Numbers) -> dict[str, Any]:
    """The weighted difference with an HC3 error: in balanced groups the weighted regression on group and covariates gives
    exactly that difference, and an error that knows what the covariates explain."""
    import statsmodels.api as sm

    sizes = len(outcomes[0]), len(outcomes[1])
    group = np.repeat([1.0, 0.0], sizes)
    stacked = np.vstack(parts)
    spread = stacked.std(axis=0)
    scaled = (stacked - stacked.mean(axis=0)) / np.where(spread > 1e-12, spread, 1.0)
    # the same space without repetition: the words of one column always add up to 1
    basis, strength, _ = np.linalg.svd(scaled, full_matrices=False)
    design = np.column_stack([group, np.ones(sum(sizes)), basis[:, strength > 1e-9 * max(1.0, strength[0])]])
    each = np.concatenate([np.ones(sizes[0]), weights * sizes[0]])
    fitted = sm.WLS(np.concatenate(outcomes), design, weights=each).fit(cov_type="HC3", use_t=True)
    line = terms_table(range(design.shape[1]), fitted).iloc[0]
    estimate = float(outcomes[0].mean() - weights @ outcomes[1])
    shift = estimate - float(line["estimate"])  # nothing but the solver's last digits
    return {
        "estimate": estimate, "standard_error": or_none(line["standard_error"]), "low": or_none(line["low"] + shift), "high": or_none(line["high"] + shift),
        "p": or_none(line["p"]),
    }  # fmt: skip
