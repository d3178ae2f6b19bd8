"""Group against group: adjusted for where everybody began, or as the difference of two changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.evaluation.inputs import Numbers, column_names, flags, frame, labels, numbers, or_none, same_length, two_groups
from mentorkit.text import Message, msg

__all__ = ["TERMS", "AdjustedDifference", "DifferenceInDifferences", "adjusted_difference", "difference_in_differences", "terms_table"]

TERMS = ("term", "estimate", "standard_error", "low", "high", "p")
FEWEST_IN_GROUP = 3


@dataclass(frozen=True, eq=False)
class AdjustedDifference:
    """Analysis of covariance over ``n`` persons: what separates ``compared`` from ``reference`` at equal values before.

    ``table`` has the terms intercept, before and group (columns term, estimate, standard_error, low, high, p);
    ``estimate``, ``low``, ``high`` and ``p`` repeat the line of the group. ``slopes_p`` is the p value of different slopes in
    the two groups: when it is small, one figure does not describe the difference. ``missing`` lacked a value. When it
    refuses, ``estimate`` is ``None``, the table is empty and ``reason`` says why.
    """

    table: pd.DataFrame
    n: int
    n_reference: int
    n_compared: int
    reference: Any
    compared: Any
    estimate: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    slopes_p: float | None = None
    missing: int = 0
    reason: Message | None = None


@dataclass(frozen=True)
class DifferenceInDifferences:
    """How much more ``compared`` moved than ``reference``, over ``n`` rows, with its 95 % interval.

    ``persons`` is the number of clusters (``None`` without persons). With one period before, whether both groups would
    have moved alike is untested. When it refuses, ``estimate`` is ``None`` and ``reason`` says why.
    """

    n: int
    estimate: float | None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    persons: int | None = None
    reference: Any = None
    compared: Any = None
    missing: int = 0
    reason: Message | None = None


def adjusted_difference(outcome: Any, before: Any, group: Any) -> AdjustedDifference:
    """The difference between two groups in ``outcome``, adjusted for ``before`` (one place per person in all three).

    Ordinary least squares with HC3 errors and the t distribution. ``group`` holds two labels (or 0 and 1); the second in
    sorted order is compared with the first. Refuses below 3 persons in a group, and when all began at the same value.
    Raises ValueError for text, infinities, unequal lengths and other than two groups.
    """
    last, first = numbers(outcome, "outcome"), numbers(before, "before")
    coded, reference, compared = two_groups(group, "group")
    same_length(outcome=last, before=first, group=coded)
    whole = ~(np.isnan(last) | np.isnan(first) | np.isnan(coded))
    last, first, coded = last[whole], first[whole], coded[whole]
    sizes = len(last), int((coded == 0).sum()), int((coded == 1).sum())
    known: dict[str, Any] = {"reference": reference, "compared": compared, "missing": int((~whole).sum())}
    reason = _cannot_adjust(first, coded)
    if reason is not None:
        return AdjustedDifference(pd.DataFrame(columns=list(TERMS)), *sizes, **known, reason=reason)
    table = _covariance(last, np.column_stack([np.ones(len(last)), first, coded]), ("intercept", "before", "group"))
    known |= {name: or_none(table[name].iloc[2]) for name in TERMS[1:]}
    return AdjustedDifference(table, *sizes, **known, slopes_p=_slopes_p(last, first, coded))


def difference_in_differences(table: Any, outcome: str, group: str, after: str, person: str | None = None) -> DifferenceInDifferences:
    """The change of one group less the change of the other, from a table with a row per observation.

    ``outcome``, ``group``, ``after`` and ``person`` are names of columns: a number, two labels (the second in sorted
    order is compared with the first), 0 before and 1 after, and an id. Without ``person`` the errors are those of
    ordinary least squares; with it they are clustered on the person. Refuses when a group lacks rows before or after.
    Raises ValueError for columns that are not there, for text or infinities in numbers, for other than two groups, and for a
    person in both groups.
    """
    rows = frame(table, "table")
    for name, column in (("outcome", outcome), ("group", group), ("after", after), *((("person", person),) if person is not None else ())):
        column_names([column], rows, name, "table")
    value, late = numbers(rows[outcome], outcome), flags(rows[after], after)
    coded, reference, compared = two_groups(rows[group], group)
    who = labels(rows[person], person) if person is not None else None
    whole = ~(np.isnan(value) | np.isnan(late) | np.isnan(coded))
    if who is not None:
        whole &= np.array([one is not None for one in who], dtype=bool)
    codes = None if who is None else _codes(who[whole], coded[whole], person)
    known = {"reference": reference, "compared": compared, "missing": int((~whole).sum())}
    return _did(value[whole], coded[whole], late[whole], codes, known)


def terms_table(terms: Any, fitted: Any) -> pd.DataFrame:
    """The terms of a fitted statsmodels result as a table with the columns of ``TERMS``."""
    limits = np.asarray(fitted.conf_int())
    columns = (terms, np.asarray(fitted.params), np.asarray(fitted.bse), limits[:, 0], limits[:, 1], np.asarray(fitted.pvalues))
    return pd.DataFrame(dict(zip(TERMS, columns, strict=True)))


def _cannot_adjust(first: Numbers, coded: Numbers) -> Message | None:
    if min((coded == 0).sum(), (coded == 1).sum()) < FEWEST_IN_GROUP:
        return msg("Each group needs at least {n} persons with all values.", n=FEWEST_IN_GROUP)
    if not any(_varies(first[coded == side]) for side in (0, 1)):
        return msg("Within each group all began at one and the same value, so nothing can be adjusted for.")
    return None


def _varies(values: Numbers) -> bool:
    return float(values.std()) > 1e-12


def _covariance(outcome: Numbers, design: Numbers, terms: tuple[str, ...]) -> pd.DataFrame:
    import statsmodels.api as sm

    return terms_table(terms, sm.OLS(outcome, design).fit(cov_type="HC3", use_t=True))


def _slopes_p(outcome: Numbers, before: Numbers, coded: Numbers) -> float | None:
    if len(outcome) <= 4 or not all(_varies(before[coded == side]) for side in (0, 1)):
        return None
    centred = before - before.mean()
    design = np.column_stack([np.ones(len(outcome)), centred, coded, centred * coded])
    return or_none(_covariance(outcome, design, ("intercept", "before", "group", "both"))["p"].iloc[3])


def _codes(who: Any, coded: Numbers, person: Any) -> Numbers:
    """A number per person; one person in both groups has no side."""
    codes = np.asarray(pd.factorize(who)[0], dtype=np.float64)
    sides = pd.Series(coded).groupby(codes).nunique()
    if (sides > 1).any():
        raise ValueError(f"{person}: {int((sides > 1).sum())} persons stand in both groups")
    return codes


def _did(value: Numbers, coded: Numbers, late: Numbers, codes: Numbers | None, known: dict[str, Any]) -> DifferenceInDifferences:
    import statsmodels.api as sm

    n, persons = len(value), None if codes is None else len(set(codes.tolist()))
    cells = {(side, time) for side, time in zip(coded.tolist(), late.tolist(), strict=True)}
    if len(cells) < 4:
        return DifferenceInDifferences(n, None, persons=persons, **known, reason=msg("A group has no rows before or no rows after."))
    if codes is not None and min(len(set(codes[coded == side].tolist())) for side in (0, 1)) < FEWEST_IN_GROUP:
        return DifferenceInDifferences(n, None, persons=persons, **known, reason=msg("Each group needs at least {n} persons with all values.", n=FEWEST_IN_GROUP))
    if n <= 4:
        return DifferenceInDifferences(n, None, persons=persons, **known, reason=msg("No interval can be computed."))
    model = sm.OLS(value, np.column_stack([np.ones(n), coded, late, coded * late]))
    fitted = model.fit() if codes is None else model.fit(cov_type="cluster", cov_kwds={"groups": codes.astype(int)}, use_t=True)
    line = terms_table(("intercept", "group", "after", "difference"), fitted).iloc[3]
    estimate, error, low, high, p = (or_none(line[name]) for name in TERMS[1:])
    return DifferenceInDifferences(n, estimate, error, low, high, p, persons, **known)
