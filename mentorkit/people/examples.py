"""Writes the tables of the shipped example programmes: ``python -m mentorkit.people.examples data/programs``.

All people are made up. The same seeds give the same bytes, so a test compares what is shipped with what is made here.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mentorkit import files
from mentorkit.people import synthetic, synthetic_run
from mentorkit.people.example_bridge import BRIDGE_SEED, bridge, gesher
from mentorkit.people.example_delta import DELTA_SEED, delta
from mentorkit.people.example_ferry import FERRY_SEED, ferry
from mentorkit.people.example_files import csv_bytes, xlsx_bytes
from mentorkit.people.example_market import MARKET_SEED, market
from mentorkit.people.example_worlds import HARBOUR, LIGHTHOUSE, LIGHTHOUSE_COMMENTS, LIGHTHOUSE_ITEMS, LIGHTHOUSE_LOG

__all__ = ["SEEDS", "example_tables", "write_examples"]

SEEDS = {
    "harbour-2026": 20260901, "lighthouse-2025": 20250115, "ferry-2026": FERRY_SEED, "delta-2026": DELTA_SEED, "bridge-2026": BRIDGE_SEED, "gesher-2026": BRIDGE_SEED,
    "market-2026": MARKET_SEED,
}  # fmt: skip


def write_examples(folder: Path) -> list[Path]:
    """Write every table of every example below ``folder``; returns the files. Program files and READMEs are written by hand."""
    written: list[Path] = []
    for name, tables in example_tables().items():
        for file, content in tables.items():
            written.append(folder / name / file)
            files.write_bytes(written[-1], content)
    return written


def example_tables() -> dict[str, dict[str, bytes]]:
    """The bytes of each table file, by example and file name."""
    return {
        "harbour-2026": _harbour(), "lighthouse-2025": _lighthouse(), "orchard-draft": _orchard(), "ferry-2026": ferry(), "delta-2026": delta(), "bridge-2026": bridge(),
        "gesher-2026": gesher(), "market-2026": market(),
    }  # fmt: skip


def _harbour() -> dict[str, bytes]:
    rng = np.random.default_rng(SEEDS["harbour-2026"])
    world = HARBOUR
    staff = synthetic.organisation(rng, world, 210)
    mentees = synthetic.mentees_of(rng, world, staff, 32, newest=70, before=datetime.date(2026, 8, 25))
    mentors = synthetic.mentors_of(rng, world, staff, 20, before=datetime.date(2026, 8, 25), taken=mentees["person_id"].tolist())
    mentees.loc[[4, 19], "status"] = "withdrawn"
    mentees.loc[[8], "wants"] = ""
    mentees.loc[[4], "wants"] = "project managment"  # spelled so by somebody who withdrew: the page says what it probably means
    mentors["capacity"] = mentors["capacity"].astype(object)
    mentors.loc[6, "capacity"] = ""  # left blank on the form: counts as one
    mentors.loc[11, "capacity"] = 0  # on leave this autumn, wants to stay on the list
    mentors.loc[[13, 15], "capacity"] = 1  # so that there are fewer seats than mentees
    mentors.loc[14, "offers"] = "data analysis;automation"  # the only one who can help with automation
    ratings = np.random.default_rng(SEEDS["harbour-2026"] + 1)  # drawn apart, so that all else stays as it was
    mentees = synthetic.self_ratings(ratings, mentees, {"goal_setting": 2.6})
    mentors = synthetic.self_ratings(ratings, mentors, {"listening": 3.2, "goal_setting": 2.8, "opening_doors": 3.4})
    mentees = synthetic.support_answers(np.random.default_rng(SEEDS["harbour-2026"] + 2), mentees)
    workbook = {
        "Mentees": mentees.rename(columns=_HARBOUR_HEADINGS).replace({"Manager agrees": {"yes": "agreed", "no": "not agreed", "unsure": "open"}})[_MENTEE_COLUMNS],
        "Mentors": mentors.rename(columns=_HARBOUR_HEADINGS)[_MENTOR_COLUMNS],
    }
    people = sorted({*mentees["person_id"], *mentors["person_id"]})
    return {
        "people.xlsx": xlsx_bytes(workbook, created=datetime.date(2026, 8, 25)),
        "staff.csv": csv_bytes(staff.rename(columns={"contract": "employment"})),
        "contacts.csv": csv_bytes(synthetic.contacts(rng, people, "harbour.example")),
    }


_HARBOUR_HEADINGS = {
    "person_id": "Employee no.", "wants": "Wants to develop in", "offers": "Can help with", "capacity": "Mentees at most", "first_time": "First time mentor",
    "manager_id": "Reports to", "department": "Department", "site": "Quay", "contract": "Contract", "grade": "Grade", "hire_date": "With us since",
    "languages": "Languages", "interests": "Interests", "style": "Communication style", "hours_per_month": "Hours per month", "goals_text": "In my own words",
    "applied_on": "Form received", "status": "Status", "manager_consent": "Manager agrees",
    "rate_listening": "I listen before I advise (1-5)", "rate_goal_setting": "I set goals that can be checked (1-5)", "rate_opening_doors": "I bring people together (1-5)",
    "support_goals": "I can say what I want to get better at (1-5)", "support_talks": "I find it easy to open a talk with somebody senior (1-5)",
    "support_time": "I have the hours for it beside my job (1-5)",
}  # fmt: skip
_COMMON = ["Reports to", "Department", "Quay", "Contract", "Grade", "With us since", "Languages", "Interests", "Communication style", "Hours per month"]
_RATINGS = [heading for name, heading in _HARBOUR_HEADINGS.items() if name.startswith("rate_")]
_SUPPORT = [heading for name, heading in _HARBOUR_HEADINGS.items() if name.startswith("support_")]
_MENTEE_COLUMNS = ["Employee no.", "Wants to develop in", *_COMMON, "In my own words", "Form received", "Status", "Manager agrees", _RATINGS[1], *_SUPPORT]
_MENTOR_COLUMNS = ["Employee no.", "Can help with", "Mentees at most", "First time mentor", *_COMMON, "Form received", *_RATINGS]


def _lighthouse() -> dict[str, bytes]:
    rng = np.random.default_rng(SEEDS["lighthouse-2025"])
    world = LIGHTHOUSE
    start, end = datetime.date(2025, 1, 20), datetime.date(2025, 10, 31)
    staff = synthetic.organisation(rng, world, 320)
    applied = synthetic.mentees_of(rng, world, staff, 70, newest=150, before=datetime.date(2024, 12, 15)).assign(manager_consent="yes")
    mentors = synthetic.mentors_of(rng, world, staff, 30, before=datetime.date(2024, 12, 15), taken=applied["person_id"].tolist())
    places = rng.permutation(len(applied))
    applied.loc[places[36:68], "status"] = "waiting"  # the lottery: 36 took part, 32 waited a year, 2 withdrew before it
    applied.loc[places[68:], "status"] = "withdrawn"
    part, waiting = applied[applied["status"] == "applied"], applied[applied["status"] == "waiting"]
    mentors["capacity"] = [2 if n % 4 == 0 else 1 for n in range(len(mentors))]
    managers = dict(zip(staff["person_id"], staff["manager_id"], strict=True))
    pairs = _lighthouse_pairs(rng, synthetic_run.pairs_by_coverage(part, mentors, managers), start, end)
    ids, mentor_ids = part["person_id"].tolist(), sorted(set(pairs["mentor_id"]))
    groups = {"participant": ids, "comparison": waiting["person_id"].tolist()}
    records = synthetic_run.outcomes(
        rng, groups, {"participant": 0.07, "comparison": 0.2}, {"participant": 0.2, "comparison": 0.14}, (start, datetime.date(2026, 3, 31)), {"engagement": (3.4, 0.5)}
    )
    sessions = {"kick-off": [*ids, *mentor_ids], "mentor basics": mentor_ids, "half-way meeting": [*ids, *mentor_ids], "closing meeting": ids}
    columns = ["manager_id", "department", "site", "contract", "grade", "hire_date", "languages", "interests", "style", "hours_per_month", "applied_on"]
    return {
        "mentees.csv": csv_bytes(applied[["person_id", "wants", *columns, "status", "manager_consent"]].rename(columns={"contract": "employment"})),
        "mentors.csv": csv_bytes(mentors[["person_id", "offers", "capacity", "first_time", *columns]].rename(columns={"contract": "employment"})),
        "pairs.csv": csv_bytes(pairs),
        "checkins.csv": csv_bytes(synthetic_run.check_ins(rng, pairs, ("shift plans", "no quiet room", "leave", "workload", "goals unclear"))),
        "attendance.csv": csv_bytes(synthetic_run.attendance(rng, sessions)),
        "survey.csv": csv_bytes(_lighthouse_survey(rng, ids, mentor_ids)),
        "items.csv": csv_bytes(pd.DataFrame(LIGHTHOUSE_ITEMS, columns=["id", "text", "scale", "reverse", "roles", "waves", "options"])),
        "outcomes.csv": csv_bytes(records),
        "log.csv": csv_bytes(pd.DataFrame(LIGHTHOUSE_LOG, columns=["id", "date", "kind", "raised_by", "text", "owner", "due", "status", "result", "closed_on"])),
        "staff.csv": csv_bytes(staff.rename(columns={"contract": "employment"})),
        "contacts.csv": csv_bytes(synthetic.contacts(rng, sorted({*ids, *mentor_ids}), "lighthouse.example")),
    }


def _lighthouse_pairs(rng: np.random.Generator, made: list[tuple[str, str]], start: datetime.date, end: datetime.date) -> pd.DataFrame:
    reasons = ("moved to another hospital", "no time beside shifts", "did not fit, by mutual consent", "long leave")
    early = dict(zip(rng.permutation(len(made))[:4].tolist(), reasons, strict=True))
    rows: list[dict[str, Any]] = []
    for n, (mentee, mentor) in enumerate(made):
        ended = start + datetime.timedelta(days=int(rng.integers(60, 190))) if n in early else end - datetime.timedelta(days=int(rng.integers(0, 15)))
        state = "ended" if n in early else "completed"
        rows.append(
            {
                "mentee_id": mentee,
                "mentor_id": mentor,
                "state": state,
                "started": start,
                "ended": ended,
                "end_reason": early.get(n, ""),
                "round": 1,
                "decided_by": "steering committee",
            }
        )
    return pd.DataFrame(rows).sort_values(["mentee_id", "mentor_id"], ignore_index=True)


def _lighthouse_survey(rng: np.random.Generator, mentees: list[str], mentors: list[str]) -> pd.DataFrame:
    rows: list[tuple[str, str, str, str, str]] = []
    belonging = synthetic_run.latent(rng, mentees, 3.05, 0.75, noise=0.35)
    clarity = synthetic_run.latent(rng, mentees, 5.6, 0.7, spread=1.4, noise=1.2)
    leading = synthetic_run.latent(rng, mentors, 3.6, 0.35, noise=0.4)
    belong = [("belong1", 1, 5, False), ("belong2", 1, 5, False), ("belong3", 1, 5, True)]
    lead = [("lead1", 1, 5, False), ("lead2", 1, 5, False)]
    for wave, (name, share) in enumerate((("start", 0.94), ("end", 0.86))):
        there = {"mentee": [p for p in mentees if rng.random() < share], "mentor": [p for p in mentors if rng.random() < share]}
        for role, levels, items in (("mentee", belonging, belong), ("mentee", clarity, [("clarity", 0, 10, False)]), ("mentor", leading, lead)):
            scaled = synthetic_run.survey_answers(rng, {p: levels[p] for p in there[role]}, items, wave)
            rows += [(person, role, name, item, answer) for person, item, answer in scaled if rng.random() < 0.97]
        for role, people in there.items():
            rows += [(person, role, name, item, answer) for person in people for item, answer in _once(rng, role, name)]
    return pd.DataFrame(rows, columns=["respondent_id", "role", "wave", "item", "answer"]).sort_values(
        ["wave", "role", "respondent_id", "item"], ascending=[False, True, True, True], ignore_index=True
    )


def _once(rng: np.random.Generator, role: str, wave: str) -> list[tuple[str, str]]:
    """Answers to what is asked in one wave only."""
    if wave == "start":
        return [("expect", str(rng.choice(["1", "2", "3", "3", "4", "4", "5"])))] if role == "mentee" else []
    recommend = "yes" if rng.random() < 0.92 else "unsure" if rng.random() < 0.6 else "no"
    answers = [("recommend", recommend), ("useful", str(rng.choice(["3", "4", "4", "5", "5"])))]
    if role == "mentee":
        options = ["my network", "a skill I use", "how decisions are made here", "confidence", "nothing yet"]
        picked = [o for o, share in zip(options, (0.6, 0.5, 0.45, 0.4, 0.0), strict=True) if rng.random() < share] or ["nothing yet"]
        answers += [("gained", ";".join(picked)), ("goals_met", str(rng.choice(["all", "most", "most", "some", "some", "none"])))]
    else:
        answers.append(("hours", str(round(float(np.clip(rng.normal(3.2, 1.0), 0.5, 8)) * 2) / 2)))
    if rng.random() < 0.4:
        answers.append(("comment", str(rng.choice(LIGHTHOUSE_COMMENTS[role]))))
    return answers


def _orchard() -> dict[str, bytes]:
    rows = [
        ("O11", "O40", "North grove", "2025-03-01", "pruning;planning a season"), ("O12", "O40", "North grove", "2025-09-15", "leading a picking crew"),
        ("O13", "O41", "South grove", "2024-11-01", "machine maintenance;irrigation"), ("O14", "O41", "South grove", "2026-01-10", "irrigation"),
        ("O15", "O42", "Cold store", "2025-05-20", "quality checks;leading a picking crew"), ("O16", "O42", "Cold store", "2023-08-01", ""),
    ]  # fmt: skip
    return {"mentees.csv": csv_bytes(pd.DataFrame(rows, columns=["person_id", "manager_id", "department", "hire_date", "wants"]))}


if __name__ == "__main__":
    for path in write_examples(Path(sys.argv[1] if len(sys.argv) > 1 else "data/programs")):
        print(path)
