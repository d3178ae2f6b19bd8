"""What the organisation's records say: who stayed, was promoted, moved; and how pairs ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from mentorkit.evaluation.estimates import Estimate, share

__all__ = ["MONTHS", "Records", "completed_pairs", "event", "retention"]

MONTHS = 12


@dataclass(frozen=True)
class Records:
    """A share from the records. ``months`` is the window of each person; ``left_out`` persons whose window is cut off before its end.

    ``worst`` and ``best`` are the share if all of those left out had gone the one way or the other.
    """

    estimate: Estimate
    months: int = 0
    left_out: int = 0
    worst: Estimate | None = None
    best: Estimate | None = None


def retention(outcomes: pd.DataFrame) -> Records:
    """Share still there at the end of 12 months from each person's own ``observed_from``; who leaves on the last day has left.

    If nobody who stayed was observed for 12 months, the window is the longest number of whole months for which anybody
    was. Somebody who stayed but was observed for less than the window is left out and counted.
    """
    left = _dates(outcomes, "left_on")
    return _share(outcomes, left, lambda gone, n: (n - gone, n), ends=left)


def event(outcomes: pd.DataFrame, column: str) -> Records:
    """Share for whom ``column`` (a date) came within the window of :func:`retention`."""
    return _share(outcomes, _dates(outcomes, column), lambda hit, n: (hit, n), ends=_dates(outcomes, "left_on"))


def completed_pairs(pairs: pd.DataFrame, population: str) -> Estimate:
    """Share completed of all pairs that are over (or of the mentees or mentors in them); running pairs do not count yet."""
    begun = pairs[pairs["state"].isin(("ended", "completed"))]
    if population in ("mentees", "mentors"):
        column = "mentee_id" if population == "mentees" else "mentor_id"
        done = (begun["state"] == "completed").groupby(begun[column]).any()
        return share(int(done.sum()), len(done))
    return share(int((begun["state"] == "completed").sum()), len(begun))


def _share(outcomes: pd.DataFrame, happened: pd.Series, counted: Callable[[int, int], tuple[int, int]], *, ends: pd.Series) -> Records:
    if not len(outcomes):
        return Records(Estimate(0, None))
    start = outcomes["observed_from"]
    # a leaver is known for the whole window: nothing more can happen to them in it
    known_until = outcomes["observed_until"].where(ends.isna(), pd.Timestamp.max.normalize())
    months = _months(start, outcomes["observed_until"])
    if months == 0:
        return Records(Estimate(0, None), 0, len(outcomes))
    close = _last_day(start, months)
    complete = (known_until >= close) | (happened <= close)
    hit = int((happened <= close)[complete].sum())
    n, out = int(complete.sum()), int((~complete).sum())
    bounds = tuple(share(*counted(hit + extra, n + out)) for extra in (0, out))
    worst, best = sorted(bounds, key=lambda estimate: estimate.value or 0.0)
    return Records(share(*counted(hit, n)), months, out, worst if out else None, best if out else None)


def _months(start: pd.Series, until: pd.Series) -> int:
    for months in range(MONTHS, 0, -1):
        if bool((until >= _last_day(start, months)).any()):
            return months
    return 0


def _last_day(start: pd.Series, months: int) -> pd.Series:
    """The last day of so many months that begin on ``start``: a year from 1 October ends on 30 September."""
    return start + pd.DateOffset(months=months) - pd.Timedelta(days=1)


def _dates(outcomes: pd.DataFrame, column: str) -> pd.Series:
    if column in outcomes.columns:
        return outcomes[column]
    return pd.Series(pd.NaT, index=outcomes.index, dtype="datetime64[ns]")
