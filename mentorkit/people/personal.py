"""Recognises columns of names, e-mail, telephone and other particulars by heading and values, also where the heading is not a usual one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from mentorkit.people.answers import YES_NO
from mentorkit.people.headings import is_personal, normal, usual_names

__all__ = ["CONTACT_ROLES", "Role", "about_manager", "is_number", "personal_role"]

Role = Literal["", "name", "first_name", "last_name", "email", "phone", "manager_name", "mentee_name", "mentor_name", "national_id", "private", "service"]
CONTACT_ROLES: tuple[Role, ...] = ("name", "first_name", "last_name", "email", "phone")

_EMAIL = {"email", "mail", 'דוא"ל', "דואל", "מייל", "אימייל"}
_PHONE = {"phone", "telephone", "mobile", "cell", "cellphone", "tel", "טלפון", "נייד", "סלולרי", "פלאפון"}
_FIRST = {"first", "given", "forename", "פרטי"}
_LAST = {"last", "surname", "family", "משפחה"}
_NAME = {"name", "names", "fullname", "שם", "שמות"}
_MANAGER = {"manager", "supervisor", "boss", "superior", "מנהל", "מנהלת", "מנהלים", "ממונה"}
_ABOVE = ("reports to", "כפוף ל", "כפיפות")
_CONSENT = ("agree", "consent", "approv", "support", "הסכמ", "אישור", "מאשר", "מסכימ")
_PERSON = {"mentee", "mentor", "employee", "participant", "candidate", "worker", "person", "עובד", "עובדת", "מנטי", "מנטור", "מנטורית", "משתתף", "מועמד", "חניך", "חונך"}
_NOT_A_PERSON = {
    *("department", "dept", "unit", "site", "office", "team", "project", "role", "job", "course", "company", "file", "division", "programme", "program"),
    *("מחלקה", "אגף", "יחידה", "אתר", "סניף", "צוות", "פרויקט", "תפקיד", "קורס", "חברה", "תוכנית", "תכנית"),
}
_NATIONAL = {'ת"ז', "תז", "ת.ז", "ssn", "passport", "דרכון", "zehut"}
_PRIVATE = {"address", "street", "birthday", "dob", "birth", "salary", "wage", "bank", "religion", "health", "כתובת", "רחוב", "לידה", "שכר", "משכורת", "בנק", "דת", "בריאות"}
_PHRASES = {"תעודת זהות": "national_id", "מספר זהות": "national_id", "national id": "national_id", "identity number": "national_id", "social security": "national_id"}
_LOOKS_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LOOKS_PHONE = re.compile(r"(?:\+|0)[\d\-() ]{8,16}")


def personal_role(heading: str, values: Sequence[str], table: str = "") -> Role:
    """What a column holds of persons, empty when nothing is seen. Who is not sure of a column of names takes it for one."""
    name = normal(heading)
    words = _words(name)
    filled = [value.strip() for value in values if value.strip()]
    phrase = next((role for words_, role in _PHRASES.items() if words_ in name), "")
    if phrase or words & _NATIONAL or "ת.ז" in name:
        return "national_id"
    if words & _EMAIL or _most(filled, _LOOKS_EMAIL):
        return "email"
    if words & _PHONE:
        return "phone"
    if words & _PRIVATE:
        return "private"
    if about := about_manager(heading):
        return "" if about == "consent" or _usual(name) else _manager(filled, words)
    if words & _NAME or is_personal(heading) or words & (_FIRST | _LAST):
        return _named(words, table)
    if words <= _PERSON and filled and not _numbered(filled):
        return _of_pairs(words) if table == "pairs" else "name"
    return "phone" if _most(filled, _LOOKS_PHONE) and not _usual(name) else ""


def about_manager(heading: str) -> Literal["", "who", "consent"]:
    """Whether a heading asks who the manager is, or whether the manager agrees."""
    name = normal(heading)
    if not _words(name) & _MANAGER and not any(phrase in name for phrase in _ABOVE):
        return ""
    return "consent" if any(word.startswith(_CONSENT) for word in _words(name)) else "who"


def _manager(filled: list[str], words: set[str]) -> Role:
    """A manager's number is a column of ours; a manager's name is a name."""
    answers = bool(filled) and all(normal(value) in YES_NO for value in filled)
    return "" if not words & _NAME and (not filled or _numbered(filled) or answers) else "manager_name"


def _named(words: set[str], table: str) -> Role:
    if words & _NOT_A_PERSON and not words & _PERSON:
        return ""
    if table == "pairs" and words & _PERSON:
        return _of_pairs(words)
    if words & _FIRST and not words & _LAST:
        return "first_name"
    # שם משפחה ופרטי is the whole name, שם משפחה half of it
    return "last_name" if words & _LAST and not words & _FIRST else "name"


def _of_pairs(words: set[str]) -> Role:
    return "mentor_name" if words & {"mentor", "מנטור", "מנטורית", "חונך"} else "mentee_name"


def _usual(name: str) -> bool:
    return any(name in usual_names(column, "") for column in ("manager_id", "manager_consent", "person_id", "mentee_id", "mentor_id"))


def _numbered(values: Sequence[str]) -> bool:
    return 5 * sum(is_number(value) for value in values) >= 4 * len(values)


def is_number(value: str) -> bool:
    """Whether a value can be somebody's number: one word with a digit."""
    return len(value.split()) == 1 and len(value) <= 64 and "@" not in value and any(map(str.isdigit, value))


def _most(values: Sequence[str], shape: re.Pattern[str]) -> bool:
    return bool(values) and 5 * sum(bool(shape.fullmatch(value)) for value in values) >= 3 * len(values)


def _words(name: str) -> set[str]:
    return {_bare(word) for word in re.split(r"[\s_,/()]+", name.replace("e mail", "email").replace("דואר אלקטרוני", "email")) if word}


def _bare(word: str) -> str:
    """A Hebrew word without the article or the and before it, where what is left is one of the words looked for."""
    for letters in (1, 2):
        if word[:letters] in ("ה", "ו", "וה") and word[letters:] in _EVERY:
            return word[letters:]
    return word


_EVERY = _EMAIL | _PHONE | _FIRST | _LAST | _NAME | _MANAGER | _PERSON | _NOT_A_PERSON | _NATIONAL | _PRIVATE
