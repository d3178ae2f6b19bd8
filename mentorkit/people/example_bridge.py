"""One made-up transport company as two example programmes: in English (``bridge-2026``) and, word for word, in Hebrew (``gesher-2026``)."""

from __future__ import annotations

import datetime
import re
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.people import synthetic, synthetic_run
from mentorkit.people.example_bridge_words import BRIDGE_COMMENTS, BRIDGE_ITEMS, BRIDGE_LOG, END_REASONS, HEADINGS, HEBREW, OBSTACLES, WISHES
from mentorkit.people.example_files import csv_bytes, xlsx_bytes
from mentorkit.people.synthetic import World

__all__ = ["BRIDGE_SEED", "bridge", "gesher", "in_hebrew"]

BRIDGE_SEED = 20260111
START, END, SEEN_ON = datetime.date(2026, 1, 11), datetime.date(2026, 8, 10), datetime.date(2026, 9, 15)
_AREAS = ("reading data", "planning of lines", "writing reports", "leading a shift", "computer systems", "speaking before people", "control room work", "job interviews")
_WORLD = World(
    first_id=5000,
    as_of=datetime.date(2026, 1, 1),
    departments={"Drivers and dispatch": 0.38, "Service centre": 0.26, "Garages": 0.2, "Planning and control": 0.16},
    sites={"Spring depot": 0.36, "Hill depot": 0.3, "Old station": 0.18, "Main office": 0.16},
    contracts={"full time": 0.72, "part time": 0.28},
    wanted=dict(zip(_AREAS, (0.2, 0.18, 0.08, 0.1, 0.12, 0.08, 0.14, 0.1), strict=True)),
    offered=dict(zip(_AREAS, (0.1, 0.1, 0.16, 0.22, 0.06, 0.14, 0.12, 0.1), strict=True)),
    interests=("music", "hiking", "cooking", "football", "gardening", "reading", "volunteering"),
    languages={"Hebrew": 1.0, "Arabic": 0.35, "Russian": 0.3, "Amharic": 0.15},
    goals=(*WISHES, ""),
)  # fmt: skip
# columns whose cells are short names, alike in every language
_AS_THEY_ARE = {"person_id", "manager_id", "mentee_id", "mentor_id", "respondent_id", "item", "id", "session"}


def bridge() -> dict[str, bytes]:
    """The bytes of each table in English."""
    tables = _tables()
    names = synthetic.contacts(np.random.default_rng(BRIDGE_SEED + 1), _people(tables), "bridge.example")
    book = xlsx_bytes({"Mentees": tables.pop("mentees"), "Mentors": tables.pop("mentors")}, created=SEEN_ON)
    return {"people.xlsx": book, "contacts.csv": csv_bytes(names), **{f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}}


def gesher() -> dict[str, bytes]:
    """The same in Hebrew, as Hebrew Excel keeps it: sheets from the right, text with a byte-order mark."""
    tables = _tables()
    names = synthetic.hebrew_contacts(np.random.default_rng(BRIDGE_SEED + 1), _people(tables), "gesher.example").rename(columns=HEADINGS)
    hebrew = {name: in_hebrew(frame) for name, frame in tables.items()}
    book = xlsx_bytes({"מנטיס": hebrew.pop("mentees"), "מנטורים": hebrew.pop("mentors")}, created=SEEN_ON, right_to_left=True)
    text = {"contacts": names, **hebrew}
    return {"people.xlsx": book, **{f"{name}.csv": csv_bytes(frame, encoding="utf-8-sig", ends="\r\n") for name, frame in text.items()}}


def in_hebrew(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with Hebrew headings and answers. A word without a Hebrew one is a ``KeyError``: nothing stays English."""
    cells = {name: frame[name] if name in _AS_THEY_ARE else [_word(cell) for cell in frame[name]] for name in frame.columns}
    return pd.DataFrame({HEADINGS[name]: column for name, column in cells.items()})


def _word(cell: Any) -> Any:
    if not isinstance(cell, str) or re.fullmatch(r"[\d.-]*", cell):
        return cell
    return HEBREW[cell] if cell in HEBREW else ";".join(HEBREW[part] for part in cell.split(";"))


def _people(tables: dict[str, pd.DataFrame]) -> list[str]:
    return sorted({*tables["mentees"]["person_id"], *tables["mentors"]["person_id"]})


def _tables() -> dict[str, pd.DataFrame]:
    """All tables but the contacts, in English."""
    rng = np.random.default_rng(BRIDGE_SEED)
    before = datetime.date(2025, 12, 28)
    staff = synthetic.organisation(rng, _WORLD, 240).rename(columns={"contract": "employment"})
    applied = synthetic.mentees_of(rng, _WORLD, staff, 39, newest=130, before=before).assign(manager_consent="yes")
    mentors = synthetic.mentors_of(rng, _WORLD, staff, 24, before=before, taken=applied["person_id"].tolist())
    places = rng.permutation(len(applied))
    applied.loc[places[30:], "status"] = "waiting"
    part, waiting = applied[applied["status"] == "applied"], applied[applied["status"] == "waiting"]
    mentors["capacity"] = [2 if n % 3 == 0 else 1 for n in range(len(mentors))]
    applied = synthetic.self_ratings(rng, applied, {"goal_setting": 2.6})
    mentors = synthetic.self_ratings(rng, mentors, {"listening": 3.2, "goal_setting": 2.9, "opening_doors": 3.0})
    applied = synthetic.support_answers(np.random.default_rng(BRIDGE_SEED + 2), applied)  # drawn apart, so that all else stays as it was
    pairs = _pairs(rng, synthetic_run.pairs_by_coverage(part, mentors, dict(zip(staff["person_id"], staff["manager_id"], strict=True))), mentors)
    ids, guides = part["person_id"].tolist(), sorted(set(pairs["mentor_id"]))
    sessions = {"basics": guides, "opening": ids, "halfway": [*ids, *guides]}
    return {
        "mentees": applied,
        "mentors": mentors,
        "staff": staff,
        "pairs": pairs,
        "checkins": synthetic_run.check_ins(rng, pairs, OBSTACLES),
        "attendance": synthetic_run.attendance(rng, sessions),
        "items": pd.DataFrame(BRIDGE_ITEMS, columns=["id", "text", "scale", "reverse", "roles", "waves", "options"]),
        "survey": _survey(rng, ids, guides),
        "outcomes": _outcomes(rng, {"participant": ids, "comparison": waiting["person_id"].tolist()}),
        "log": pd.DataFrame(BRIDGE_LOG, columns=["id", "date", "kind", "raised_by", "text", "owner", "due", "status", "result", "closed_on"]),
    }


def _pairs(rng: np.random.Generator, made: list[tuple[str, str]], mentors: pd.DataFrame) -> pd.DataFrame:
    """Thirty pairs: four ended early, and one of their mentees went on with another mentor."""
    lot = rng.permutation(len(made)).tolist()
    early = dict(zip(lot, END_REASONS, strict=False))
    rows: list[dict[str, Any]] = []
    for n, (mentee, mentor) in enumerate(made):
        ended = START + datetime.timedelta(days=int(rng.integers(70, 95))) if n in early else END - datetime.timedelta(days=int(rng.integers(0, 12)))
        rows.append(_row(mentee, mentor, "ended" if n in early else "completed", START, ended, early.get(n, "")))
    again, former = made[lot[2]]
    used = [mentor for _, mentor in made]
    seats = zip(mentors["person_id"], mentors["capacity"], strict=True)
    other = next(mentor for mentor, room in seats if used.count(mentor) < room and mentor != former)
    rows.append(_row(again, other, "completed", datetime.date(2026, 4, 19), END, "") | {"round": 2, "why": "asked for another pair"})
    return pd.DataFrame(rows).sort_values(["mentee_id", "round"], ignore_index=True)


def _row(mentee: str, mentor: str, state: str, started: datetime.date, ended: datetime.date, reason: str) -> dict[str, Any]:
    row = {"mentee_id": mentee, "mentor_id": mentor, "state": state, "started": started, "ended": ended, "end_reason": reason, "round": 1}
    return row | {"decided_by": "steering committee", "why": ""}


def _survey(rng: np.random.Generator, mentees: list[str], mentors: list[str]) -> pd.DataFrame:
    rows: list[tuple[str, str, str, str, str]] = []
    levels = {
        "belong": synthetic_run.latent(rng, mentees, 2.9, 0.8, noise=0.3),
        "clarity": synthetic_run.latent(rng, mentees, 4.8, 1.6, spread=1.4, noise=1.3),
        "lead": synthetic_run.latent(rng, mentors, 3.6, 0.25, noise=0.45),
    }
    asked = (
        ("mentee", "belong", [("belong1", 1, 5, False), ("belong2", 1, 5, False), ("belong3", 1, 5, True)]),
        ("mentee", "clarity", [("clarity", 0, 10, False)]),
        ("mentor", "lead", [("lead1", 1, 5, False), ("lead2", 1, 5, False)]),
    )
    for wave, (name, share) in enumerate((("start", 0.96), ("end", 0.87))):
        there = {"mentee": [p for p in mentees if rng.random() < share], "mentor": [p for p in mentors if rng.random() < share]}
        for role, level, items in asked:
            scaled = synthetic_run.survey_answers(rng, {p: levels[level][p] for p in there[role]}, items, wave)
            rows += [(person, role, name, item, answer) for person, item, answer in scaled if rng.random() < 0.98]
        if name == "end":
            rows += [(person, role, name, item, answer) for role, people in there.items() for person in people for item, answer in _once(rng, role)]
    return pd.DataFrame(rows, columns=["respondent_id", "role", "wave", "item", "answer"]).sort_values(
        ["wave", "role", "respondent_id", "item"], ascending=[False, True, True, True], ignore_index=True
    )


def _once(rng: np.random.Generator, role: str) -> list[tuple[str, str]]:
    """Answers to what is asked at the end only."""
    answers = [("recommend", str(rng.choice(["yes"] * 9 + ["unsure", "no"]))), ("useful", str(rng.choice(["3", "4", "4", "5", "5"])))]
    if role == "mentee":
        options = ("people I can ask", "a skill I use", "a picture of other posts", "confidence")
        picked = [option for option, share in zip(options, (0.65, 0.4, 0.7, 0.45), strict=True) if rng.random() < share] or ["nothing yet"]
        answers += [("gained", ";".join(picked)), ("goals_met", str(rng.choice(["all", "most", "most", "some", "some", "none"])))]
    else:
        answers.append(("hours", str(round(float(np.clip(rng.normal(3.4, 1.0), 0.5, 8)) * 2) / 2)))
    if rng.random() < 0.5:
        answers.append(("comment", str(rng.choice(BRIDGE_COMMENTS[role]))))
    return answers


def _outcomes(rng: np.random.Generator, groups: dict[str, list[str]]) -> pd.DataFrame:
    """What the records say in September: who left, and who moved to another post."""
    until = datetime.date(2026, 8, 31)
    rows: list[dict[str, Any]] = []
    for group, people in groups.items():
        for person in people:
            left = START + datetime.timedelta(days=int(rng.integers(60, 220))) if rng.random() < 0.06 else None
            moved = START + datetime.timedelta(days=int(rng.integers(110, 225))) if left is None and rng.random() < (0.3 if group == "participant" else 0.1) else None
            kind = "" if left is None else "regretted" if rng.random() < 0.6 else "other"
            rows.append(
                {"person_id": person, "group": group, "observed_from": START, "observed_until": left or until, "left_on": left or "", "left_kind": kind, "moved_on": moved or ""}
            )
    return pd.DataFrame(rows).sort_values("person_id", ignore_index=True)
