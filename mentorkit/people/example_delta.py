"""The made-up water authority with many sites: 300 mentees by 240 mentors, to see that size changes nothing."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from mentorkit.people import synthetic
from mentorkit.people.example_files import csv_bytes, xlsx_bytes
from mentorkit.people.synthetic import World

__all__ = ["DELTA_SEED", "delta"]

DELTA_SEED = 20260903
_SEEN_ON = datetime.date(2026, 9, 10)
_WORLD = World(
    first_id=20000,
    as_of=datetime.date(2026, 9, 1),
    departments={
        "Pumping stations": 0.24, "Dykes and locks": 0.22, "Laboratories": 0.14, "Control rooms": 0.13, "Customers": 0.12, "Planning": 0.09, "Finance and people": 0.06,
    },
    sites={
        "Upper Delta": 0.19, "Lower Delta": 0.17, "East Lock": 0.13, "West Lock": 0.12, "Marsh Point": 0.1, "Mill Creek": 0.08, "Tidewater": 0.07, "Old Weir": 0.05,
        "Salt Flats": 0.04, "Head office": 0.05,
    },
    contracts={"full time": 0.74, "part time": 0.2, "shift": 0.06},
    wanted={
        "data analysis": 0.17, "leading a team": 0.15, "project management": 0.13, "automation": 0.11, "speaking in public": 0.09, "contracts": 0.08, "water quality": 0.07,
        "flood control": 0.06, "difficult conversations": 0.06, "budgets": 0.04, "environmental law": 0.03, "modelling of rivers": 0.01,
    },
    offered={
        "project management": 0.16, "leading a team": 0.16, "water quality": 0.13, "flood control": 0.13, "contracts": 0.11, "budgets": 0.09, "difficult conversations": 0.08,
        "speaking in public": 0.06, "data analysis": 0.04, "environmental law": 0.03, "automation": 0.01,
    },
    interests=("rowing", "cycling", "birds", "cooking", "choir", "gardening", "running", "history", "chess", "photography", "theatre", "volunteering"),
    languages={"English": 1.0, "Dutch": 0.3, "Bengali": 0.16, "Arabic": 0.12},
)  # fmt: skip


def delta() -> dict[str, bytes]:
    """The bytes of each table of ``delta-2026``."""
    rng = np.random.default_rng(DELTA_SEED)
    before = datetime.date(2026, 9, 4)
    staff = synthetic.organisation(rng, _WORLD, 1460)
    mentees = synthetic.mentees_of(rng, _WORLD, staff, 300, newest=760, before=before)
    mentors = synthetic.mentors_of(rng, _WORLD, staff, 240, before=before, taken=mentees["person_id"].tolist())
    mentors["capacity"] = [int(n) for n in rng.choice([1, 1, 1, 2, 2, 3], len(mentors))]
    mentees.loc[rng.permutation(len(mentees))[:7], "status"] = "withdrawn"
    _some_blank(rng, mentees, {"interests": 0.05, "style": 0.07, "hours_per_month": 0.06, "wants": 0.02})
    _some_blank(rng, mentors, {"interests": 0.04, "hours_per_month": 0.08})
    mentees = synthetic.self_ratings(rng, mentees, {"goal_setting": 2.7}, blank=0.12)
    mentors = synthetic.self_ratings(rng, mentors, {"listening": 3.3, "feedback": 2.9, "opening_doors": 3.1}, blank=0.12)
    people = sorted({*mentees["person_id"], *mentors["person_id"]})
    sheets = {"Mentees": mentees[["person_id", "wants", *_COMMON, "status", "manager_consent", "rate_goal_setting"]], "Mentors": mentors[_OF_MENTORS]}
    return {
        "people.xlsx": xlsx_bytes({name: frame.rename(columns=_OURS) for name, frame in sheets.items()}, created=_SEEN_ON),
        "staff.csv": csv_bytes(staff.rename(columns=_OURS)),
        "contacts.csv": csv_bytes(synthetic.contacts(rng, people, "delta.example")),
    }


_OURS = {"contract": "employment"}
_COMMON = ["manager_id", "department", "site", "contract", "grade", "hire_date", "languages", "interests", "style", "hours_per_month", "applied_on"]
_OF_MENTORS = ["person_id", "offers", "capacity", "first_time", *_COMMON, "rate_listening", "rate_feedback", "rate_opening_doors"]


def _some_blank(rng: np.random.Generator, people: pd.DataFrame, shares: dict[str, float]) -> None:
    """Leaves some cells of a form blank, as people do."""
    for name, share in shares.items():
        people[name] = people[name].astype(object).where(rng.random(len(people)) >= share, "")
