"""The made-up chain of markets whose tables come as they come: old Hebrew exports, blanks, double answers, late rows; nothing in them is wrong."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd

from mentorkit.people import synthetic
from mentorkit.people.example_files import csv_bytes
from mentorkit.people.synthetic import World

__all__ = ["MARKET_SEED", "market"]

MARKET_SEED = 20260301
_SEEN_ON, _BEFORE = datetime.date(2026, 3, 1), datetime.date(2026, 2, 20)
_AREAS = {
    "leading a team": "ניהול צוות", "ordering goods": "הזמנת סחורה", "customer talks": "שיחות עם לקוחות", "stock figures": "נתוני מלאי", "shift planning": "תכנון משמרות",
    "training others": "הדרכת אחרים",
}  # fmt: skip
_DEPARTMENTS = {"Fruit and vegetables": "פירות וירקות", "Bakery": "מאפייה", "Tills": "קופות", "Warehouse": "מחסן"}
_SITES = {"Old Market": "השוק הישן", "Garden Gate": "שער הגן", "Harbour Street": "רחוב הנמל"}
_CONTRACTS = {"full time": "משרה מלאה", "part time": "משרה חלקית"}
_INTERESTS = {"cooking": "בישול", "football": "כדורגל", "music": "מוזיקה", "hiking": "טיולים", "gardening": "גינון"}
_WORLD = World(
    first_id=7000,
    as_of=datetime.date(2026, 1, 1),
    departments=dict(zip(_DEPARTMENTS, (0.34, 0.16, 0.3, 0.2), strict=True)),
    sites=dict(zip(_SITES, (0.4, 0.36, 0.24), strict=True)),
    contracts=dict(zip(_CONTRACTS, (0.55, 0.45), strict=True)),
    wanted=dict(zip(_AREAS, (0.28, 0.14, 0.16, 0.14, 0.18, 0.1), strict=True)),
    offered=dict(zip(_AREAS, (0.2, 0.22, 0.18, 0.08, 0.14, 0.18), strict=True)),
    interests=tuple(_INTERESTS),
    languages={"Hebrew": 1.0, "Arabic": 0.4, "Russian": 0.2},
)
_HEBREW = {**_AREAS, **_DEPARTMENTS, **_SITES, **_CONTRACTS, **_INTERESTS, "yes": "כן", "no": "לא", "unsure": "לא בטוח", "applied": "הוגש", "withdrawn": "בוטל"}
_HEADINGS = {
    "person_id": "מספר עובד", "wants": "במה להתפתח", "manager_id": "מספר מנהל", "department": "מחלקה", "site": "סניף", "contract": "היקף", "grade": "דרגה",
    "hire_date": "תאריך קליטה", "interests": "תחומי עניין", "applied_on": "תאריך הגשה", "status": "מצב", "manager_consent": "הסכמת מנהל", "phone": "טלפון", "remarks": "הערות",
}  # fmt: skip
_ITEMS = (
    ("fit1", "I like coming to work.", "1-5", "no", "mentee", "start;end", ""),
    ("fit2", "I see where I could be in two years.", "1-5", "no", "mentee", "start;end", ""),
    ("ready", "Do you have what you need to begin?", "yes_unsure_no", "no", "mentee;mentor", "start", ""),
)


def market() -> dict[str, bytes]:
    """The bytes of each table of ``market-2026``."""
    rng = np.random.default_rng(MARKET_SEED)
    staff = synthetic.organisation(rng, _WORLD, 150)
    mentees = synthetic.mentees_of(rng, _WORLD, staff, 27, newest=70, before=_BEFORE)
    mentors = synthetic.mentors_of(rng, _WORLD, staff, 19, before=_BEFORE, taken=mentees["person_id"].tolist())
    people = sorted({*mentees["person_id"], *mentors["person_id"]})
    return {
        "mentees.csv": csv_bytes(_mentees(rng, mentees), encoding="cp1255", ends="\r\n"),
        "mentors.csv": csv_bytes(_mentors(mentors, staff), encoding="utf-8-sig", separator=";", ends="\r\n"),
        "staff.csv": csv_bytes(_staff(staff, mentors)),
        "items.csv": csv_bytes(pd.DataFrame(_ITEMS, columns=["id", "text", "scale", "reverse", "roles", "waves", "options"])),
        "survey.csv": csv_bytes(_survey(rng, mentees["person_id"].tolist(), mentors["person_id"].tolist())),
        "log.csv": csv_bytes(pd.DataFrame(columns=["id", "date", "kind", "raised_by", "text", "owner", "due", "status", "result", "closed_on"])),
        "contacts.csv": csv_bytes(synthetic.contacts(rng, people, "market.example")),
    }


def _mentees(rng: np.random.Generator, mentees: pd.DataFrame) -> pd.DataFrame:
    """A Hebrew export: dates whose day and month could be exchanged, ids in any case, blanks at the ends of cells."""
    mentees = mentees.assign(phone=[f"שלוחה {n}" for n in rng.integers(200, 999, len(mentees))], remarks="")
    mentees.loc[[3], "status"] = "withdrawn"
    mentees.loc[[5, 12, 20], "wants"] = ""
    mentees.loc[[9, 17], "interests"] = ""
    mentees.loc[[7], "remarks"] = "שעות בוקר בלבד"
    for name in ("hire_date", "applied_on"):
        mentees[name] = [day.replace(day=(day.day - 1) % 12 + 1) for day in mentees[name]]
    mentees.loc[[2, 23], "applied_on"] = [datetime.date(2026, 3, 4), datetime.date(2026, 3, 9)]  # after the day the programme is looked at
    mentees.loc[[14], "applied_on"] = ""
    hebrew = {name: [_word(cell) for cell in mentees[name]] for name in _HEADINGS}
    hebrew["person_id"] = [person.lower() if n % 6 == 0 else f"{person} " if n % 7 == 0 else person for n, person in enumerate(mentees["person_id"])]
    hebrew["site"] = [f" {site}" if n % 5 == 0 else site for n, site in enumerate(hebrew["site"])]
    return pd.DataFrame({_HEADINGS[name]: column for name, column in hebrew.items()})


def _word(cell: Any) -> Any:
    if isinstance(cell, datetime.date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return ";".join(_HEBREW.get(part, part) for part in cell.split(";")) if isinstance(cell, str) else cell


def _mentors(mentors: pd.DataFrame, staff: pd.DataFrame) -> pd.DataFrame:
    """A list kept by hand: capacities left blank, direction marks and control characters from pasting, one mentor who is not on the staff list."""
    kept = mentors.drop(columns=["goals_text", "style", "status", "manager_consent"], errors="ignore").assign(room="")
    kept["capacity"] = kept["capacity"].astype(object)
    kept.loc[[1, 8, 13], "capacity"] = ""
    kept.loc[[4], "offers"] = ""
    kept.loc[[6], "department"] = "\u202b" + str(kept.at[6, "department"]) + "\u202c"
    kept.loc[[10], "site"] = str(kept.at[10, "site"]) + "\x0b"
    kept["person_id"] = [person.lower() if n % 4 == 3 else person for n, person in enumerate(kept["person_id"])]
    # moved in January; the staff list still names the former manager
    kept.loc[[2], "manager_id"] = next(leader for leader in staff.loc[staff["grade"] == 8, "person_id"] if leader not in (kept.at[2, "person_id"], kept.at[2, "manager_id"]))
    kept["hire_date"] = [f"{day.isoformat()} 00:00" for day in kept["hire_date"]]
    guest = kept.iloc[[0]].assign(person_id="X9001", manager_id="", hire_date="2015-04-01 00:00", grade=6, capacity=1)
    return pd.concat([kept, guest], ignore_index=True)


def _staff(staff: pd.DataFrame, mentors: pd.DataFrame) -> pd.DataFrame:
    """The staff list: the head of the chain sits in the holding and is on no list; three people begin in spring."""
    staff = staff.copy()
    head = staff.index[staff["manager_id"] == ""]
    staff.loc[head, "manager_id"] = "HOLDING-1"
    free = staff.index[~staff["person_id"].isin([*mentors["person_id"], *mentors["manager_id"]]) & (staff["grade"] <= 3)][:3]
    staff.loc[free, "hire_date"] = [datetime.date(2026, 4, 1), datetime.date(2026, 4, 1), datetime.date(2026, 5, 3)]
    return staff.rename(columns={"contract": "employment"})


def _survey(rng: np.random.Generator, mentees: list[str], mentors: list[str]) -> pd.DataFrame:
    """One row a form: two forms sent twice with the same answers, one from somebody who is not in the programme, two of a wave to come."""
    rows = [_form(rng, person, "mentee", "start") for person in mentees if rng.random() < 0.9]
    rows += [_form(rng, person, "mentor", "start") for person in mentors if rng.random() < 0.85]
    rows += [dict(rows[1]), dict(rows[6]) | {"respondent_id": rows[6]["respondent_id"].lower()}]
    rows.append(_form(rng, "E9999", "mentee", "start"))
    rows += [_form(rng, person, "mentee", "end") for person in mentees[10:12]]
    return pd.DataFrame(rows)


def _form(rng: np.random.Generator, person: str, role: str, wave: str) -> dict[str, Any]:
    fit = [str(n) for n in rng.integers(2, 6, 2)] if role == "mentee" else ["", ""]
    ready = str(rng.choice(["yes", "yes", "unsure", "no"])) if wave == "start" else ""
    return {"respondent_id": person, "role": role, "wave": wave, "fit1": fit[0], "fit2": fit[1], "ready": ready, "sent_from": str(rng.choice(["phone", "till"]))}
