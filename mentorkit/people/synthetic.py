"""Made-up people: an organisation with reporting lines, and those of it who sign up. The same seed gives the same people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["World", "contacts", "hebrew_contacts", "mentees_of", "mentors_of", "organisation", "self_ratings", "support_answers"]

Weights = Mapping[str, float]
_FIRST = (
    "Adina", "Amir", "Anouk", "Boaz", "Carla", "Daria", "Edo", "Elif", "Farid", "Gaia", "Hila", "Ivo", "Jonas", "Keren", "Lior", "Maya", "Mirko", "Nadav",
    "Noa", "Omri", "Paula", "Ravit", "Sami", "Tal", "Tomer", "Ulla", "Vera", "Wim", "Yael", "Zohar",
)  # fmt: skip
_LAST = (
    "Almog", "Barkan", "Castel", "Dvori", "Elmar", "Fenwick", "Galor", "Harish", "Indra", "Jarden", "Kallis", "Lunden", "Marom", "Nevo", "Orlan", "Perach",
    "Quill", "Rimon", "Sagiv", "Tavor", "Umbra", "Vardi", "Winter", "Yarden", "Zamir",
)  # fmt: skip
_HEBREW_FIRST = (
    "אבישג", "אדם", "איתן", "אלונה", "אמיר", "אנסטסיה", "באסל", "גילי", "דנה", "הילה", "וליד", "ורד", "זהר", "חנין", "טלי", "יובל", "יעל", "כרמל", "לאה", "ליאור",
    "מוחמד", "מיכל", "נדב", "נור", "סבטלנה", "עומר", "ענבל", "רונן", "שירה", "תמר",
)  # fmt: skip
_HEBREW_LAST = (
    "אגמון", "ברנע", "גלבוע", "דרורי", "הררי", "ורדי", "זמיר", "חורב", "טביב", "ירקוני", "כנרתי", "לבנון", "מירון", "נחלי", "סתיו", "עמרני", "פלגי", "צורי", "קשתי",
    "רימון", "שדמי", "תבור", "אבו רמאן", "חלבאווי", "סורקין",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the made-up organisation is like.

    ``wanted`` and ``offered`` say how often a development area is asked for and offered: where the first is large and
    the second small, the area is scarce. Shares need not add up to one.
    """

    first_id: int
    as_of: datetime.date
    departments: Weights
    sites: Weights
    contracts: Weights
    wanted: Weights
    offered: Weights
    interests: Sequence[str]
    languages: Weights
    styles: Sequence[str] = ("direct", "reflective", "structured", "lively")
    goals: Sequence[str] = ()


def organisation(rng: np.random.Generator, world: World, size: int) -> pd.DataFrame:
    """Everybody: one head (grade 9), a manager for each department (8), team leads (7) and staff (2 to 6).

    Columns: person_id, manager_id, department, site, contract, grade, hire_date. Grades rise with time served, with noise.
    """
    departments = _draw(rng, world.departments, size)
    sites = _draw(rng, world.sites, size)
    contracts = _draw(rng, world.contracts, size)
    years = np.clip(rng.gamma(1.6, 4.2, size), 0.1, 38)
    order = list(np.argsort(-years, kind="stable"))
    names = list(world.departments)
    head, managers = order[0], order[1 : 1 + len(names)]
    leads = order[1 + len(names) : 1 + len(names) + max(len(names), size // 12)]
    grade = np.clip(np.rint(2 + years / 5 + rng.normal(0, 0.8, size)), 2, 6).astype(int)
    manager = np.full(size, -1)
    grade[head] = 9
    for place, name in zip(managers, names, strict=True):
        departments[place], grade[place], manager[place] = name, 8, head
    for n, place in enumerate(leads):
        departments[place], grade[place], manager[place] = names[n % len(names)], 7, managers[n % len(names)]
    for place in range(size):
        if manager[place] < 0 and place != head:
            manager[place] = rng.choice([lead for lead in leads if departments[lead] == departments[place]])
    ids = _ids(world.first_id, rng, size)
    hired = [world.as_of - datetime.timedelta(days=int(y * 365.25)) for y in years]
    return pd.DataFrame(
        {
            "person_id": ids, "manager_id": ["" if m < 0 else ids[m] for m in manager], "department": departments,
            "site": sites, "contract": contracts, "grade": grade.tolist(), "hire_date": hired,
        }
    ).sort_values("person_id", ignore_index=True)  # fmt: skip


def mentees_of(rng: np.random.Generator, world: World, staff: pd.DataFrame, size: int, *, newest: int, before: datetime.date) -> pd.DataFrame:
    """``size`` sign-ups, most of them among the ``newest`` hired of grades 2 to 4; applied in the four weeks before a day."""
    pool = staff[staff["grade"] <= 4].sort_values(["hire_date", "person_id"], ascending=[False, True]).head(newest)
    people = _chosen(rng, pool, size)
    return _signed_up(rng, world, people, before).assign(
        wants=_lists(rng, world.wanted, size, 1, 3), status="applied", manager_consent=_draw(rng, {"yes": 0.9, "no": 0.05, "unsure": 0.05}, size)
    )


def mentors_of(rng: np.random.Generator, world: World, staff: pd.DataFrame, size: int, *, before: datetime.date, taken: Sequence[str] = ()) -> pd.DataFrame:
    """``size`` volunteers among people of grades 5 to 8 with at least four years of service; most take one mentee, a fifth two."""
    served = staff["hire_date"] < before - datetime.timedelta(days=4 * 365)
    people = _chosen(rng, staff[served & staff["grade"].between(5, 8) & ~staff["person_id"].isin(taken)], size)
    return _signed_up(rng, world, people, before).assign(
        offers=_lists(rng, world.offered, size, 2, 4),
        capacity=[int(c) for c in rng.choice([1, 1, 1, 1, 2], size)],
        first_time=_draw(rng, {"yes": 0.4, "no": 0.6}, size),
    )


def contacts(rng: np.random.Generator, people: Sequence[str], domain: str) -> pd.DataFrame:
    """A made-up name, e-mail and extension for each id. The domain must be one that nobody owns (``example``)."""
    pairs = [(first, last) for first in _FIRST for last in _LAST]
    places = rng.permutation(len(pairs))[: len(people)]
    names = [pairs[place] for place in places]
    return pd.DataFrame(
        {
            "person_id": list(people), "name": [f"{first} {last}" for first, last in names],
            "email": [f"{first}.{last}@{domain}".lower() for first, last in names], "phone": [f"ext. {n}" for n in rng.integers(2000, 9999, len(people))],
        }
    )  # fmt: skip


def hebrew_contacts(rng: np.random.Generator, people: Sequence[str], domain: str) -> pd.DataFrame:
    """The same with Hebrew names; an address is the id, as in many organisations."""
    pairs = [(first, last) for first in _HEBREW_FIRST for last in _HEBREW_LAST]
    names = [pairs[place] for place in rng.permutation(len(pairs))[: len(people)]]
    phones = [f"שלוחה {n}" for n in rng.integers(2000, 9999, len(people))]
    emails = [f"{person}@{domain}".lower() for person in people]
    return pd.DataFrame({"person_id": list(people), "name": [f"{first} {last}" for first, last in names], "email": emails, "phone": phones})


def self_ratings(rng: np.random.Generator, people: pd.DataFrame, levels: Mapping[str, float], *, blank: float = 0.1) -> pd.DataFrame:
    """``people`` with ``rate_<competency>`` from 1 to 5 about a level each; some leave it blank."""
    for name, level in levels.items():
        rated = np.clip(np.rint(rng.normal(level, 0.9, len(people))), 1, 5).astype(int)
        people = people.assign(**{f"rate_{name}": pd.Series([n if rng.random() >= blank else "" for n in rated.tolist()], index=people.index, dtype=object)})
    return people


def support_answers(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """``people`` with ``support_goals``, ``support_talks`` and ``support_time`` from 1 (not at all) to 5 (fully); a few leave them blank."""
    answers = self_ratings(rng, people[["person_id"]], {"goals": 3.4, "talks": 2.8, "time": 3.2}, blank=0.05)
    return people.assign(**{name.replace("rate_", "support_"): answers[name] for name in answers.columns if name != "person_id"})


def _signed_up(rng: np.random.Generator, world: World, people: pd.DataFrame, before: datetime.date) -> pd.DataFrame:
    size = len(people)
    first = next(iter(world.languages))
    others = {name: share for name, share in world.languages.items() if name != first}
    spoken = [";".join([first, *(name for name, share in others.items() if rng.random() < share)]) for _ in range(size)]
    return people.assign(
        languages=spoken,
        interests=_lists(rng, dict.fromkeys(world.interests, 1.0), size, 1, 4),
        style=_draw(rng, dict.fromkeys(world.styles, 1.0), size),
        hours_per_month=[round(float(h) * 2) / 2 for h in np.clip(rng.normal(3.5, 1.2, size), 1, 8)],
        goals_text=_draw(rng, dict.fromkeys(world.goals or ("",), 1.0), size),
        applied_on=[before - datetime.timedelta(days=int(d)) for d in rng.integers(1, 29, size)],
    )


def _chosen(rng: np.random.Generator, pool: pd.DataFrame, size: int) -> pd.DataFrame:
    places = rng.permutation(len(pool))[:size]
    return pool.iloc[np.sort(places)].sort_values("person_id", ignore_index=True)


def _draw(rng: np.random.Generator, shares: Weights, size: int) -> list[str]:
    weights = np.array(list(shares.values()), dtype=float)
    names = list(shares)
    return [names[i] for i in rng.choice(len(names), size, p=weights / weights.sum())]


def _lists(rng: np.random.Generator, shares: Weights, size: int, low: int, high: int) -> list[str]:
    weights = np.array(list(shares.values()), dtype=float)
    names, probability = list(shares), weights / weights.sum()
    counts: Any = rng.integers(low, high + 1, size)
    return [";".join(names[i] for i in rng.choice(len(names), n, replace=False, p=probability)) for n in counts]


def _ids(first: int, rng: np.random.Generator, size: int) -> list[str]:
    """Numbers with gaps, in no order that would tell who came when."""
    numbers = first + np.cumsum(rng.integers(1, 4, size))
    return [f"E{n}" for n in rng.permutation(numbers)]
