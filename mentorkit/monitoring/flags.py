"""Flags: which rule of the file fires for which pair, how severely, and whether a rule fires for too many.

Only pairs that are running are judged: silence for active ones, answers for active and paused ones. Nothing is computed
over time for one pair, whose six to nine reports carry no trend.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mentorkit.monitoring.meetings import ROLES
from mentorkit.program.model import Flags

__all__ = ["RULES", "Cause", "Flag", "Level", "RuleCount", "fired", "ratings", "rule_counts", "silent_days"]

Rule = Literal["silence", "usefulness", "gap"]
Level = Literal["amber", "red"]
Cause = Literal["since_meeting", "since_start", "stop", "low_twice", "low", "fell", "gap"]
RULES: tuple[Rule, ...] = ("silence", "usefulness", "gap")
FALL = 2
TOO_MANY = 0.40
FEWEST = 5


@dataclass(frozen=True)
class Flag:
    """One rule that fired for one pair. ``value`` is what was seen: days, the lower rating, points fallen, points apart."""

    rule: Rule
    level: Level
    cause: Cause
    value: int


@dataclass(frozen=True)
class RuleCount:
    """How often a rule fires. ``limits`` are its amber and red limit of the file; ``active`` of its flags are of active pairs.

    ``miscalibrated``: it fires for more than 40 % of the active pairs, of which there are at least five.
    """

    rule: Rule
    limits: tuple[float, float]
    amber: int
    red: int
    active: int
    pairs: int

    @property
    def share(self) -> float | None:
        """The share of active pairs for which it fires."""
        return self.active / self.pairs if self.pairs else None

    @property
    def miscalibrated(self) -> bool:
        """Whether it says too little because it fires for too many."""
        return self.pairs >= FEWEST and self.active > TOO_MANY * self.pairs


def ratings(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """For each pair the last rating of usefulness of both sides, the one before it, and whether a side last said it wants to stop."""
    ordered = rows.sort_values("date", kind="stable")
    found = pd.DataFrame(index=pairs.index)
    for role in ROLES:
        mine = ordered[ordered["by"] == role]
        rated = mine[mine["useful"].notna()]
        back = rated.groupby("pair").cumcount(ascending=False)
        for name, place in (("last", 0), ("before", 1)):
            found[f"{role}_{name}"] = rated[back == place].set_index("pair")["useful"].astype("Float64").reindex(pairs.index)
        wishes = mine[mine["continue"].notna()].drop_duplicates("pair", keep="last").set_index("pair")["continue"]
        found[f"{role}_stop"] = (wishes == "no").reindex(pairs.index).fillna(False).astype(bool)
    return found


def fired(pairs: pd.DataFrame, last: pd.Series, rated: pd.DataFrame, limits: Flags, as_of: datetime.date) -> dict[int, tuple[Flag, ...]]:
    """The flags of every running pair that has one, by its place.

    *Silence*: so many days since the last reported meeting or, for a pair that never met, since its start; a limit that is
    reached fires. *Usefulness*: amber when the last rating of either side is at most the amber limit, or fell by two points
    from the one before; red when a side rated at most the red limit twice running, or last said that it does not want to
    continue. *Gap*: points between the last ratings of the two sides, amber and red from their limits on.
    """
    found: dict[int, list[Flag]] = {}
    for flags in (_silence(pairs, last, limits, as_of), _usefulness(pairs, rated, limits), _gap(pairs, rated, limits)):
        for place, flag in flags.items():
            found.setdefault(place, []).append(flag)
    return {place: tuple(flags) for place, flags in found.items()}


def rule_counts(flags: dict[int, tuple[Flag, ...]], pairs: pd.DataFrame, limits: Flags) -> tuple[RuleCount, ...]:
    """Each rule with the pairs it fires for."""
    active = pairs["active"]
    counts = []
    for rule in RULES:
        mine = {place: flag for place, some in flags.items() for flag in some if flag.rule == rule}
        red = sum(flag.level == "red" for flag in mine.values())
        limit = {"silence": limits.silence_days, "usefulness": limits.usefulness, "gap": limits.gap}[rule]
        counts.append(RuleCount(rule, limit, len(mine) - red, red, sum(bool(active[place]) for place in mine), int(active.sum())))
    return tuple(counts)


def silent_days(pairs: pd.DataFrame, last: pd.Series, as_of: datetime.date) -> pd.Series:
    """Days since the last reported meeting, or since the start of a pair that never met; missing where neither is known."""
    return (pd.Timestamp(as_of) - last.fillna(pairs["start"])).dt.days.astype("Int64")


def _silence(pairs: pd.DataFrame, last: pd.Series, limits: Flags, as_of: datetime.date) -> dict[int, Flag]:
    amber, red = limits.silence_days
    days = silent_days(pairs, last, as_of)[pairs["active"]].dropna()
    return {place: Flag("silence", "red" if n >= red else "amber", "since_start" if pd.isna(last[place]) else "since_meeting", int(n)) for place, n in days[days >= amber].items()}


def _usefulness(pairs: pd.DataFrame, rated: pd.DataFrame, limits: Flags) -> dict[int, Flag]:
    amber, red = limits.usefulness
    running = _running(pairs)
    now, before = ({role: rated[f"{role}_{name}"].astype(float) for role in ROLES} for name in ("last", "before"))
    lowest = pd.DataFrame(now).min(axis=1)
    fall = pd.DataFrame({role: before[role] - now[role] for role in ROLES}).max(axis=1)
    cases: tuple[tuple[Cause, Level, pd.Series, pd.Series], ...] = (
        ("stop", "red", rated[[f"{role}_stop" for role in ROLES]].any(axis=1), lowest.fillna(0)),
        ("low_twice", "red", pd.DataFrame({role: (now[role] <= red) & (before[role] <= red) for role in ROLES}).any(axis=1), lowest),
        ("low", "amber", lowest <= amber, lowest),
        ("fell", "amber", fall >= FALL, fall),
    )
    found: dict[int, Flag] = {}
    for cause, level, holds, value in cases:
        for place in pairs.index[holds & running]:
            found.setdefault(place, Flag("usefulness", level, cause, int(value[place])))
    return found


def _gap(pairs: pd.DataFrame, rated: pd.DataFrame, limits: Flags) -> dict[int, Flag]:
    amber, red = limits.gap
    apart = (rated["mentee_last"] - rated["mentor_last"]).abs().astype(float)
    wide = apart[(apart >= amber) & _running(pairs)]
    return {place: Flag("gap", "red" if points >= red else "amber", "gap", int(points)) for place, points in wide.items()}


def _running(pairs: pd.DataFrame) -> pd.Series:
    return pairs["state"].isin(("active", "paused")) & ~pairs["over"]
