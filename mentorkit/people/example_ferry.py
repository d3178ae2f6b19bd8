"""The made-up ferry company in the middle of its programme: pairs in every state, monthly reports of both sides, a log."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.people import synthetic, synthetic_run
from mentorkit.people.example_ferry_words import FERRY_ITEMS, FERRY_LOG, OBSTACLES
from mentorkit.people.example_files import csv_bytes
from mentorkit.people.synthetic import World

__all__ = ["FERRY_SEED", "ferry"]

FERRY_SEED = 20260115
START, SEEN_ON = datetime.date(2026, 1, 15), datetime.date(2026, 6, 15)
_WORLD = World(
    first_id=2000,
    as_of=datetime.date(2026, 1, 1),
    departments={"Ships": 0.42, "Terminals": 0.28, "Workshops": 0.16, "Sales and planning": 0.14},
    sites={"Northport": 0.45, "Saltholm": 0.32, "Long Bay": 0.23},
    contracts={"all year": 0.68, "seasonal": 0.32},
    wanted={
        "leading a crew": 0.24, "talks with passengers": 0.18, "planning a season": 0.16, "a post ashore": 0.14, "safety drills": 0.1, "rosters": 0.1, "machinery": 0.08,
    },
    offered={
        "safety drills": 0.2, "leading a crew": 0.2, "machinery": 0.16, "rosters": 0.14, "talks with passengers": 0.12, "planning a season": 0.1, "a post ashore": 0.08,
    },
    interests=("rowing", "choir", "birds", "cooking", "football", "old engines", "swimming", "chess"),
    languages={"English": 1.0, "Polish": 0.25, "Portuguese": 0.15},
    goals=("Know the people on the other routes.", "Find out whether a post ashore is for me.", "Become sure when passengers are angry.", "Lead a watch by next season.", ""),
)  # fmt: skip


def ferry() -> dict[str, bytes]:
    """The bytes of each table of ``ferry-2026``."""
    rng = np.random.default_rng(FERRY_SEED)
    before = datetime.date(2025, 12, 20)
    staff = synthetic.organisation(rng, _WORLD, 260)
    applied = synthetic.mentees_of(rng, _WORLD, staff, 36, newest=110, before=before).assign(manager_consent="yes")
    mentors = synthetic.mentors_of(rng, _WORLD, staff, 27, before=before, taken=applied["person_id"].tolist())
    mentors["capacity"] = [2 if n % 4 == 1 else 1 for n in range(len(mentors))]
    places = rng.permutation(len(applied))
    applied.loc[places[:6], "status"] = "waiting"
    part = applied[applied["status"] == "applied"]
    pairs = _pairs(rng, part, mentors, dict(zip(staff["person_id"], staff["manager_id"], strict=True)))
    ids, guides = part["person_id"].tolist(), sorted(set(pairs["mentor_id"]))
    ratings = np.random.default_rng(FERRY_SEED + 1)
    applied = synthetic.self_ratings(ratings, applied, {"goal_setting": 2.5})
    mentors = synthetic.self_ratings(ratings, mentors, {"listening": 3.1, "goal_setting": 2.9, "feedback": 2.8, "opening_doors": 3.0}, blank=0.08)
    columns = ["manager_id", "department", "site", "contract", "grade", "hire_date", "languages", "interests", "hours_per_month", "applied_on"]
    sessions = {"basics": guides, "start": ids, "exchange": guides, "halfway": [*ids, *guides]}
    return {
        "mentees.csv": csv_bytes(applied[["person_id", "wants", *columns, "goals_text", "status", "manager_consent", "rate_goal_setting"]].rename(columns=_OURS)),
        "mentors.csv": csv_bytes(
            mentors[["person_id", "offers", "capacity", "first_time", *columns, *(name for name in mentors.columns if name.startswith("rate_"))]].rename(columns=_OURS)
        ),
        "staff.csv": csv_bytes(staff.rename(columns=_OURS)),
        "pairs.csv": csv_bytes(pairs),
        "checkins.csv": csv_bytes(_reports(rng, pairs)),
        "attendance.csv": csv_bytes(synthetic_run.attendance(rng, sessions, share=0.86)),
        "items.csv": csv_bytes(pd.DataFrame(FERRY_ITEMS, columns=["id", "text", "scale", "reverse", "roles", "waves", "options"])),
        "survey.csv": csv_bytes(_survey(rng, ids, guides)),
        "log.csv": csv_bytes(pd.DataFrame(FERRY_LOG, columns=["id", "date", "kind", "raised_by", "text", "owner", "due", "status", "result", "closed_on"])),
        "contacts.csv": csv_bytes(synthetic.contacts(rng, sorted({*applied["person_id"], *mentors["person_id"]}), "ferry.example")),
    }


_OURS = {"contract": "employment"}


def _pairs(rng: np.random.Generator, part: pd.DataFrame, mentors: pd.DataFrame, managers: dict[str, str]) -> pd.DataFrame:
    """Thirty pairs begun together: three ended early, two paused; one of the three mentees found another mentor in April."""
    made = synthetic_run.pairs_by_coverage(part, mentors, managers)
    lot = rng.permutation(len(made)).tolist()
    early = {
        lot[0]: (datetime.date(2026, 3, 6), "left the company"),
        lot[1]: (datetime.date(2026, 4, 20), "no time beside the watches"),
        lot[2]: (datetime.date(2026, 3, 27), "did not fit, by mutual consent"),
    }
    rows: list[dict[str, Any]] = []
    for n, (mentee, mentor) in enumerate(made):
        ended, reason = early.get(n, ("", ""))
        rows.append(_row(mentee, mentor, "ended" if n in early else "paused" if n in lot[3:5] else "active", START, ended, reason))
    again, former = made[lot[2]]
    used = [mentor for _, mentor in made]
    seats = zip(mentors["person_id"], mentors["capacity"], strict=True)
    other = next(mentor for mentor, room in seats if used.count(mentor) < room and mentor not in (former, managers.get(again, "")))
    rows.append(_row(again, other, "active", datetime.date(2026, 4, 7), "", "") | {"round": 2, "why": "asked for another pair; same wish, another terminal"})
    return pd.DataFrame(rows).sort_values(["mentee_id", "round"], ignore_index=True)


def _row(mentee: str, mentor: str, state: str, started: datetime.date, ended: datetime.date | str, reason: str) -> dict[str, Any]:
    row = {"mentee_id": mentee, "mentor_id": mentor, "state": state, "started": started, "ended": ended, "end_reason": reason, "round": 1}
    return row | {"decided_by": "steering committee", "why": ""}


def _reports(rng: np.random.Generator, pairs: pd.DataFrame) -> pd.DataFrame:
    """A report a month of each side while the pair runs. Some pairs fell silent, some are of little use, two ask for a call."""
    running = [n for n, state in enumerate(pairs["state"]) if state == "active" and pairs.at[n, "round"] == 1]
    lot = [running[place] for place in rng.permutation(len(running))]
    role = {place: name for name, place in zip(_ROLES, lot, strict=False)}
    rows: list[dict[str, Any]] = []
    for n, pair in enumerate(pairs.to_dict("records")):
        until = pair["ended"] or (datetime.date(2026, 4, 15) if pair["state"] == "paused" else SEEN_ON)
        for month in range(1, 6):
            day = pair["started"] + datetime.timedelta(days=30 * month - 4)
            if day + datetime.timedelta(days=2) > until:
                break
            sides = [by for by in ("mentee", "mentor") if rng.random() < (0.88 if by == "mentee" else 0.8)] or ["mentee"]
            for by in sides:
                row = _report(rng, pair, day + datetime.timedelta(days=int(rng.integers(-2, 3))), by)
                told = _told(role.get(n, ""), month, by)
                if told is not None:
                    rows.append(row | told)
            if role.get(n, "") in ("apart", "of little use", "lukewarm") and month >= 4:  # both sides answered, or there would be no gap to see
                rows += [_report(rng, pair, day, by) | (_told(role[n], month, by) or {}) for by in ("mentee", "mentor") if by not in sides]
    return pd.DataFrame(rows).sort_values(["date", "mentee_id", "by"], ignore_index=True)


_ROLES = ("silent since April", "met no more", "silent since May", "met no more in June", "silent in June too", "apart", "of little use", "lukewarm", "calls", "calls too", "hurt")
_AWAY: dict[str, Any] = {"met": "no", "meetings": 0, "minutes": 0, "useful": "", "obstacle": "away at sea"}


def _told(role: str, month: int, by: str) -> dict[str, Any] | None:
    """What differs from a usual report; ``None`` when none was sent."""
    if (role == "silent since April" and month >= 4) or (role in ("silent since May", "silent in June too") and month == 5):
        return None
    if (role == "met no more" and month >= 4) or (role == "met no more in June" and month == 5):
        return _AWAY | {"continue": "unsure" if by == "mentee" else "yes"}
    if month >= 4 and role in ("apart", "of little use", "lukewarm"):
        useful = {"apart": {"mentee": 2, "mentor": 5}, "of little use": {"mentee": 2, "mentor": 3}, "lukewarm": {"mentee": 3, "mentor": 3}}[role][by]
        return {"met": "yes", "meetings": 1, "minutes": 45, "useful": useful, "obstacle": "goals unclear" if by == "mentee" else "", "continue": "unsure" if useful == 2 else "yes"}
    if month == 5 and role in ("calls", "calls too"):
        return {"contact_me": "yes" if by == ("mentee" if role == "calls" else "mentor") else "no"}
    return {"negative": "yes"} if role == "hurt" and month == 4 and by == "mentee" else {}


def _report(rng: np.random.Generator, pair: dict[str, Any], day: datetime.date, by: str) -> dict[str, Any]:
    meetings = int(rng.choice([1, 1, 2, 2, 2]))
    return {
        "mentee_id": pair["mentee_id"], "mentor_id": pair["mentor_id"], "date": day, "by": by, "met": "yes", "meetings": meetings,
        "minutes": int(meetings * rng.choice([45, 60, 60, 75])), "useful": int(rng.choice([4, 4, 4, 5, 5])), "continue": "yes",
        "obstacle": str(rng.choice(OBSTACLES)) if rng.random() < 0.18 else "", "negative": "no", "contact_me": "no",
    }  # fmt: skip


def _survey(rng: np.random.Generator, mentees: list[str], mentors: list[str]) -> pd.DataFrame:
    """The answers of the first wave; the other waves are still to come."""
    rows: list[tuple[str, str, str, str, str]] = []
    scales: dict[str, list[tuple[float, list[tuple[str, int, int, bool]]]]] = {
        "mentee": [(3.0, [("belong1", 1, 5, False), ("belong2", 1, 5, False), ("belong3", 1, 5, True)]), (3.1, [("know_whom", 1, 5, False)]), (4.1, [("expect", 1, 5, False)])],
        "mentor": [(3.5, [("lead1", 1, 5, False), ("lead2", 1, 5, False)])],
    }
    for role, people in (("mentee", mentees), ("mentor", mentors)):
        there = [person for person in people if rng.random() < 0.92]
        for level, items in scales[role]:
            found = synthetic_run.survey_answers(rng, synthetic_run.latent(rng, there, level, 0, spread=0.8), items, 0)
            rows += [(person, role, "start", item, answer) for person, item, answer in found]
        rows += [(person, role, "start", "ready", str(rng.choice(["yes", "yes", "yes", "unsure"]))) for person in there]
    return pd.DataFrame(rows, columns=["respondent_id", "role", "wave", "item", "answer"]).sort_values(["role", "respondent_id", "item"], ignore_index=True)
