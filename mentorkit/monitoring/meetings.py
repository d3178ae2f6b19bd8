"""Meetings held against meetings planned, and who answers check-ins, from the reports of both sides.

Both sides report the same meetings, so reports are never added up across sides: in each calendar month the meetings of
a pair are the larger of what the mentee, the mentor and the coordinator say, where each side's own reports of that month
are added. A report near the turn of a month may count in the wrong one. ``met`` leads: *yes* is at least one meeting,
*no* is none, whatever ``meetings`` says; without an answer in ``met`` the number stands.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mentorkit.monitoring.course import closing_day, elapsed_months
from mentorkit.program.model import Flags, ProgramFile, Schedule
from mentorkit.program.problems import Warned
from mentorkit.text import Message, msg_n

__all__ = ["Meetings", "Month", "Response", "attached", "held_by_month", "meetings", "planned_meetings", "reported"]

ROLES = ("mentee", "mentor")
_DAYLESS = pd.Timestamp("1900-01-01")


@dataclass(frozen=True)
class Month:
    """Meetings of all pairs together in one calendar month; ``first`` is its first day."""

    first: datetime.date
    held: int
    planned: int


@dataclass(frozen=True)
class Response:
    """Check-ins of one side: ``answered`` of ``asked``. Asked are, in each month in which anybody of that side answered,
    the pairs that were running between the first and the last of these answers."""

    role: str
    asked: int
    answered: int


@dataclass(frozen=True)
class Meetings:
    """Meetings reported against meetings planned, of the ``pairs`` that have begun and whose time is known.

    ``begun`` are all pairs that have begun, ``met`` those of them with a meeting; ``recent`` of the ``active`` pairs met
    in the last ``days`` days. The months add up to ``held`` and ``planned``.
    """

    held: int
    planned: int
    pairs: int
    begun: int
    met: int
    active: int
    recent: int
    days: int
    months: tuple[Month, ...]
    responses: tuple[Response, ...]


def attached(checkins: pd.DataFrame, pairs: pd.DataFrame, file: str) -> tuple[pd.DataFrame, tuple[Warned, ...]]:
    """The check-ins with ``pair`` (place among ``pairs``) and ``reported`` meetings; those outside a pair's time are left out and counted.

    Two people who were paired twice: a check-in belongs to the round that began last before it.
    """
    rows = checkins.assign(pair=_pair_of(checkins, pairs), reported=reported(checkins))
    start, end = (pairs[name].reindex(rows["pair"]).reset_index(drop=True) for name in ("start", "end"))
    begun = pairs["begun"].reindex(rows["pair"]).reset_index(drop=True).fillna(False).astype(bool)
    unknown = rows["pair"] < 0
    before = ~unknown & (~begun | (rows["date"] < start))
    after = ~unknown & ~before & (rows["date"] > end)
    kept = rows[~(unknown | before | after)].reset_index(drop=True)
    return kept, tuple(_warnings(rows, unknown, before, after, file))


def reported(checkins: pd.DataFrame) -> pd.Series:
    """How many meetings each row reports."""
    stated = checkins["meetings"].fillna(0).astype("int64")
    met = checkins["met"].fillna("")
    return stated.mask(met == "yes", stated.clip(lower=1)).mask(met == "no", 0).astype("int64")


def held_by_month(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per ``pair`` and ``month`` (its first day) with the meetings ``held``: the larger of what the sides say."""
    month = rows["date"].dt.to_period("M").dt.to_timestamp()
    sides = rows.assign(month=month).groupby(["pair", "month", "by"], as_index=False)["reported"].sum()
    return sides.groupby(["pair", "month"], as_index=False)["reported"].max().rename(columns={"reported": "held"})


def planned_meetings(start: pd.Series, end: pd.Series, plan: Schedule) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Meetings planned from ``start`` to ``end``: meetings a month times the months passed, in whole and half months, rounded down.

    The last day counts whole: from 1 to 31 March is a month. A meeting is planned once its share of the time has passed;
    after the months of the schedule none is planned any more.
    """
    months = elapsed_months(start, end + pd.Timedelta(days=1))
    if plan.months is not None:
        months = np.minimum(months, plan.months)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = np.floor(months * plan.meetings_per_month + 1e-9)
    return found


def meetings(pairs: pd.DataFrame, rows: pd.DataFrame, intent: ProgramFile, as_of: datetime.date) -> tuple[Meetings, pd.DataFrame]:
    """The totals, and for each pair ``held``, ``planned`` (NaN where its time is not known) and the day of its ``last`` meeting."""
    held = held_by_month(rows)
    closing = closing_day(pairs, as_of).where(pairs["begun"])
    planned = planned_meetings(pairs["start"], closing, intent.schedule)
    each = pd.DataFrame({"held": held.groupby("pair")["held"].sum().reindex(pairs.index, fill_value=0), "planned": planned}, index=pairs.index)
    each["last"] = rows[rows["reported"] > 0].groupby("pair")["date"].max().reindex(pairs.index)
    counted = each["planned"].notna()
    begun, active = pairs["begun"], pairs["active"]
    days = int((intent.steering.flags if intent.steering else Flags()).silence_days[0])
    recent = active & (each["last"] > pd.Timestamp(as_of) - pd.Timedelta(days=days))
    totals = Meetings(
        int(each.loc[counted, "held"].sum()),
        int(each.loc[counted, "planned"].sum()),
        int(counted.sum()),
        int(begun.sum()),
        int((begun & (each["held"] > 0)).sum()),
        int(active.sum()),
        int(recent.sum()),
        days,
        _months(pairs[counted], closing[counted], each.loc[counted, "planned"], held[held["pair"].isin(each.index[counted])], intent.schedule),
        tuple(_response(role, pairs, closing, rows) for role in ROLES),
    )
    return totals, each


def _pair_of(checkins: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The place of each check-in's pair; -1 where the two people are no pair."""
    both = pd.concat([pairs[["mentee_id", "mentor_id"]], checkins[["mentee_id", "mentor_id"]]], ignore_index=True)
    codes = both.groupby(["mentee_id", "mentor_id"], sort=False).ngroup().to_numpy()
    known = pd.DataFrame({"code": codes[: len(pairs)], "day": pairs["start"].fillna(_DAYLESS).astype("datetime64[ns]"), "pair": np.arange(len(pairs))})
    asked = pd.DataFrame({"code": codes[len(pairs) :], "day": checkins["date"].astype("datetime64[ns]"), "row": np.arange(len(checkins))})
    found = pd.merge_asof(asked.sort_values("day", kind="stable"), known.sort_values("day", kind="stable"), on="day", by="code").set_index("row")["pair"].sort_index()
    first = known.sort_values("day", kind="stable").drop_duplicates("code").set_index("code")["pair"]
    before = asked["code"].map(first)  # reported before the first round began
    place: np.ndarray[tuple[int], np.dtype[np.int64]] = found.fillna(before).fillna(-1).to_numpy(dtype=np.int64)
    return place


def _months(pairs: pd.DataFrame, closing: pd.Series, planned: pd.Series, held: pd.DataFrame, plan: Schedule) -> tuple[Month, ...]:
    """Every month from the first start to the last day. What is planned for a pair is spread evenly over its days, the sum
    of all pairs rounded so that the months add up to the total."""
    if pairs.empty:
        return ()
    start, last = pairs["start"], closing
    if plan.months is not None:
        whole = int(plan.months)
        rest = pd.Timedelta(days=round((plan.months - whole) * 30.4375) - 1)
        last = closing.clip(upper=start + pd.DateOffset(months=whole) + rest)
    reported_in = held.groupby("month")["held"].sum()
    found, before = [], 0
    for period in pd.period_range(start.min(), closing.max(), freq="M"):
        run = (last.clip(upper=period.end_time.normalize()) - start).dt.days + 1
        by_now = int((planned * run.clip(lower=0) / ((last - start).dt.days + 1).clip(lower=1)).sum() + 0.5)
        found.append(Month(period.start_time.date(), int(reported_in.get(period.start_time, 0)), by_now - before))
        before = by_now
    return tuple(found)


def _response(role: str, pairs: pd.DataFrame, closing: pd.Series, rows: pd.DataFrame) -> Response:
    mine = rows[rows["by"] == role]
    month = mine["date"].dt.to_period("M")
    answered = len(mine.assign(month=month).drop_duplicates(["pair", "month"]))
    asked = 0
    for first, last in mine.groupby(month)["date"].agg(["min", "max"]).itertuples(index=False):
        # a pair that is over without an end day is asked as long as it may have been running
        asked += int((pairs["begun"] & (pairs["start"].fillna(_DAYLESS) <= last) & ~(closing < first)).sum())
    return Response(role, asked, answered)


def _warnings(rows: pd.DataFrame, unknown: pd.Series, before: pd.Series, after: pd.Series, file: str) -> list[Warned]:
    found: list[Warned] = []

    def warn(code: str, n: int, said: Message) -> None:
        if n:
            found.append(Warned(code, said, "steering", file, n))

    n = int(unknown.sum())
    said = msg_n(
        "{n} check-in is of two people who are no pair in the table of pairs; its meetings are not counted.",
        "{n} check-ins are of two people who are no pair in the table of pairs; their meetings are not counted.",
        n,
    )
    warn("MK-W166", n, said)
    n = int(before.sum())
    said = msg_n(
        "{n} check-in is dated before its pair began; its meetings ({meetings}) are not counted.",
        "{n} check-ins are dated before their pairs began; their meetings ({meetings}) are not counted.",
        n,
        meetings=int(rows.loc[before, "reported"].sum()),
    )
    warn("MK-W167", n, said)
    n = int(after.sum())
    said = msg_n(
        "{n} check-in is dated after its pair ended; its meetings ({meetings}) are not counted.",
        "{n} check-ins are dated after their pairs ended; their meetings ({meetings}) are not counted.",
        n,
        meetings=int(rows.loc[after, "reported"].sum()),
    )
    warn("MK-W168", n, said)
    stated = rows["meetings"].fillna(-1)
    n = int(((rows["met"] == "yes") & (stated == 0)).fillna(False).sum() + ((rows["met"] == "no") & (stated > 0)).fillna(False).sum())
    said = msg_n(
        "{n} check-in says in one column that the pair met and in the other that it did not; the column met is believed.",
        "{n} check-ins say in one column that the pair met and in the other that it did not; the column met is believed.",
        n,
    )
    warn("MK-W169", n, said)
    return found
