"""A made-up programme that has run: pairs, check-ins, attendance, survey answers of two waves, outcomes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["attendance", "check_ins", "latent", "outcomes", "pairs_by_coverage", "survey_answers"]

Days = tuple[datetime.date, datetime.date]


def pairs_by_coverage(mentees: pd.DataFrame, mentors: pd.DataFrame, managers: Mapping[str, str]) -> list[tuple[str, str]]:
    """One mentor for each mentee, by id: the one with a free seat who offers most of what is wanted and is not in line.

    Good enough to make up a past; a real pairing is computed in the pairing room. Everybody has one mentee before anybody
    has two.
    """
    free = dict(zip(mentors["person_id"], mentors["capacity"], strict=True))
    offers = {person: set(areas.split(";")) for person, areas in zip(mentors["person_id"], mentors["offers"], strict=True)}
    found: list[tuple[str, str]] = []
    for mentee, wants in zip(mentees["person_id"], mentees["wants"], strict=True):
        line, above = set[str](), managers.get(mentee, "")
        while above and above not in line:
            line.add(above)
            above = managers.get(above, "")
        used = [mentor for _, mentor in found]
        possible = [mentor for mentor in free if used.count(mentor) < free[mentor] and mentor not in line and mentor != mentee]
        best = min(possible, key=lambda mentor: (used.count(mentor) > 0, -len(offers[mentor] & set(wants.split(";"))), mentor))
        found.append((mentee, best))
    return found


def latent(rng: np.random.Generator, people: Sequence[str], start: float, gain: float, *, spread: float = 0.6, noise: float = 0.4) -> dict[str, tuple[float, float]]:
    """For each person where they stood before and after: the two are related, as they are for one and the same person."""
    before = rng.normal(start, spread, len(people))
    after = before + rng.normal(gain, noise, len(people))
    return {person: (float(b), float(a)) for person, b, a in zip(people, before, after, strict=True)}


def survey_answers(
    rng: np.random.Generator, levels: Mapping[str, tuple[float, float]], items: Sequence[tuple[str, int, int, bool]], wave: int, noise: float = 0.45
) -> list[tuple[str, str, str]]:
    """(respondent, item, answer) for items (id, lowest, highest, reversed) that all show one latent level, in wave 0 or 1."""
    rows: list[tuple[str, str, str]] = []
    for person, level in levels.items():
        for item, low, high, reverse in items:
            value = int(np.clip(np.rint(level[wave] + rng.normal(0, noise)), low, high))
            rows.append((person, item, str(low + high - value if reverse else value)))
    return rows


def check_ins(rng: np.random.Generator, pairs: pd.DataFrame, obstacles: Sequence[str]) -> pd.DataFrame:
    """A report a month by the mentee (85 % answered) and every other month by the mentor, while the pair ran."""
    rows: list[dict[str, Any]] = []
    for mentee, mentor, started, ended in zip(pairs["mentee_id"], pairs["mentor_id"], pairs["started"], pairs["ended"], strict=True):
        warmth = rng.normal(4.1, 0.6)
        for month in range(1, 1 + max(1, (ended - started).days // 30)):
            day = started + datetime.timedelta(days=30 * month + int(rng.integers(-3, 4)))
            for by in ("mentee", "mentor") if month % 2 == 0 else ("mentee",):
                if day <= ended and rng.random() < 0.85:
                    rows.append(_check_in(rng, mentee, mentor, day, by, warmth, obstacles))
    return pd.DataFrame(rows).sort_values(["date", "mentee_id", "by"], ignore_index=True)


def _check_in(rng: np.random.Generator, mentee: str, mentor: str, day: datetime.date, by: str, warmth: float, obstacles: Sequence[str]) -> dict[str, Any]:
    met = bool(rng.random() < 0.88)
    meetings = int(rng.integers(1, 4)) if met else 0
    hindered = not met or rng.random() < 0.15
    return {
        "mentee_id": mentee, "mentor_id": mentor, "date": day, "by": by, "met": "yes" if met else "no", "meetings": meetings,
        "minutes": int(meetings * rng.choice([45, 60, 60, 75])), "useful": int(np.clip(np.rint(warmth + rng.normal(0, 0.6)), 1, 5)) if met else "",
        "continue": "yes" if rng.random() < 0.93 else "unsure", "obstacle": str(rng.choice(obstacles)) if hindered else "",
        "negative": "yes" if rng.random() < 0.02 else "no", "contact_me": "yes" if rng.random() < 0.03 else "no",
    }  # fmt: skip


def attendance(rng: np.random.Generator, sessions: Mapping[str, Sequence[str]], share: float = 0.88) -> pd.DataFrame:
    """Who came to which session."""
    rows = [{"person_id": person, "session": name, "attended": "yes" if rng.random() < share else "no"} for name, people in sessions.items() for person in people]
    return pd.DataFrame(rows)


def outcomes(
    rng: np.random.Generator,
    groups: Mapping[str, Sequence[str]],
    leaving: Mapping[str, float],
    promoted: Mapping[str, float],
    window: Days,
    baselines: Mapping[str, tuple[float, float]],
) -> pd.DataFrame:
    """What the records say a year later. ``baselines`` are (mean, spread) of what was known before the start, alike in both groups."""
    start, until = window
    length = (until - start).days
    rows: list[dict[str, Any]] = []
    for group, people in groups.items():
        for person in people:
            left = start + datetime.timedelta(days=int(rng.integers(60, 360))) if rng.random() < leaving[group] else None
            up = start + datetime.timedelta(days=int(rng.integers(120, length))) if left is None and rng.random() < promoted[group] else None
            kind = "" if left is None else "regretted" if rng.random() < 0.7 else "other"
            row = {"person_id": person, "group": group, "observed_from": start, "observed_until": left or until, "left_on": left or "", "left_kind": kind, "promoted_on": up or ""}
            rows.append(row | {f"baseline_{name}": round(float(rng.normal(*shape)), 1) for name, shape in baselines.items()})
    return pd.DataFrame(rows).sort_values("person_id", ignore_index=True)
