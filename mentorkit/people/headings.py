"""Recognises which heading of a file is which of our columns: as mapped, by our own name, or by a usual other name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from mentorkit.people.columns import ColumnSpec, TableSpec
from mentorkit.people.faults import Faults, shortened
from mentorkit.people.grid import Grid, letters
from mentorkit.people.questions import asked_as, bare
from mentorkit.program.model import TableSource
from mentorkit.text import Message, msg, msg_n

__all__ = ["Recognised", "is_known", "is_personal", "normal", "recognise", "title_above", "usual_names"]

_ALIASES: dict[str, str] = {
    "person_id": "id|employee id|employee number|employee no|employee no.|staff id|staff number|personnel number|person number|מספר עובד|מס עובד|מס' עובד|קוד עובד|מזהה",
    "wants": "development areas|development goals|areas to develop|wanted development areas|wants to develop|אזורי התפתחות|אזורי התפתחות רצויים|תחומי פיתוח",
    "offers": "can help with|areas offered|areas of expertise|expertise|skills offered|תחומי מומחיות|תחומי סיוע",
    "capacity": "number of mentees|max mentees|maximum number of mentees|מספר מנטיס|מספר מנטיז|מספר מנטיס מרבי",
    "first_time": "first time mentor|first time as mentor|מנטור בפעם הראשונה|פעם ראשונה כמנטור",
    "department": "dept|unit|מחלקה|יחידה|אגף",
    "site": "location|office|workplace|אתר|סניף|מיקום",
    "grade": "job grade|pay grade|דרגה|רמה",
    "manager_id": "manager number|manager no|line manager id|line manager number|supervisor id|מספר מנהל|מספר עובד של המנהל|קוד מנהל",
    "hire_date": "date of hire|hired on|hired|employed since|joined on|date joined|תאריך תחילת עבודה|תאריך קליטה|תאריך גיוס",
    "languages": "language|spoken languages|שפות|שפה",
    "interests": "areas of interest|תחומי עניין",
    "style": "communication style|סגנון תקשורתי|סגנון תקשורת",
    "hours_per_month": "hours a month|monthly hours|שעות בחודש",
    "preferences": "wishes|preferred mentors|preferred mentees|העדפות",
    "goals_text": "goals|my goals|personal goals|מטרות|מטרות אישיות",
    "applied_on": "application date|date applied|date of application|תאריך הרשמה|תאריך הגשה",
    "status": "סטטוס|מצב",
    "manager_consent": "consent of manager|manager approval|consent of line manager|הסכמת מנהל|אישור מנהל",
    "consent": "my consent|i agree|i consent|הסכמה|הסכמתי|אני מסכים|אני מסכימה",
    "willing": "willing to mentor|i am willing|נכונות|נכונות להיות מנטור",
    "support_goals": "i can say what i want to get better at|ברור לי במה אני רוצה להשתפר",
    "support_talks": "i find it easy to open a talk with somebody senior|קל לי לפתוח שיחה עם בכירים",
    "support_time": "i have the hours for it beside my job|יש לי שעות לכך לצד העבודה",
    "style_1": "style 1|סגנון 1",
    "style_2": "style 2|סגנון 2",
    "style_3": "style 3|סגנון 3",
    "style_4": "style 4|סגנון 4",
    "by": "filled in by|מולא בידי",
    "met": "we met|נפגשנו",
    "meetings": "number of meetings|מספר מפגשים",
    "minutes": "minutes in total|דקות בסך הכול",
    "useful": "useful 1 5|המפגש היה שווה את הזמן",
    "next_step": "next step|הצעד הבא",
    "continue": "should go on|להמשיך בצמד",
    "obstacle": "what got in the way|מה הפריע",
    "contact_me": "contact me privately|ליצור איתי קשר בפרטיות",
    "respondent_id": "respondent|מספר משיב",
    "role": "my role|התפקיד שלי בתוכנית",
    "wave": "survey wave|גל הסקר",
    "team": "project|project id|צוות|פרויקט",
    "mentee_id": "mentee number|mentee no|מספר מנטי|מספר מנטי/ת",
    "mentor_id": "mentor number|mentor no|מספר מנטור|מספר מנטור/ית",
    "state": "status|pair state|סטטוס|מצב",
    "started": "started on|start date|start|תאריך התחלה",
    "ended": "ended on|end date|end|תאריך סיום",
    "date": "day|תאריך",
    "name": "full name|שם|שם מלא",
    "email": "e mail|mail|e mail address|email address|דוא\"ל|מייל|אימייל|דואר אלקטרוני",
    "phone": "telephone|mobile|phone number|טלפון|נייד",
}  # fmt: skip
_PERSONAL = {
    *("name", "full name", "first name", "last name", "surname", "family name", "employee name", "mentee name", "mentor name", "manager name"),
    *("email", "e mail", "mail", "email address", "e mail address", "work email", "phone", "telephone", "mobile", "phone number", "mobile phone"),
    *("שם", "שם מלא", "שם פרטי", "שם משפחה", "שם עובד", "שם העובד", 'דוא"ל', "מייל", "אימייל", "דואר אלקטרוני", "טלפון", "נייד", "מספר טלפון"),
}
_KNOWN = {name: tuple(words.split("|")) for name, words in _ALIASES.items()}
_USUAL = {normal_name for name, words in _KNOWN.items() for normal_name in (name.replace("_", " "), *words)}
_HOLDS_PERSONS = ("mentees", "mentors", "staff", "pairs", "manual", "survey", "outcomes", "checkins", "attendance")


@dataclass(frozen=True)
class Recognised:
    """``used`` pairs the place of a heading with our column; the rest is not read: ``unused``, and ``personal`` (names, e-mail, telephone)."""

    used: tuple[tuple[int, ColumnSpec], ...]
    unused: tuple[str, ...]
    personal: tuple[str, ...]


def normal(heading: str) -> str:
    """A heading or answer without differences of case, spaces, hyphens, kinds of quote or a colon or asterisk at its end."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", text).replace("\u05f4", '"').replace("\u05f3", "'").replace("\u201d", '"')
    return " ".join(re.sub(r"[\s_\u2010-\u2015-]+", " ", text).strip(" :*?").split())


def is_personal(heading: str) -> bool:
    """Whether a heading is a usual one for names, e-mail or telephone."""
    return normal(heading) in _PERSONAL


def is_known(heading: str) -> bool:
    """Whether a heading is a usual one in any table; any other text of a first row may be a person's."""
    name = normal(heading)
    return name in _PERSONAL or name in _USUAL or any(bare(heading) in texts for texts in asked_as((heading,)).values())


def usual_names(column: str, table: str) -> tuple[str, ...]:
    """Our name of a column and its usual other names in a table, in the form of :func:`normal`."""
    own = (f"{table[:-1]} id",) if column == "person_id" and table in ("mentees", "mentors") else ()
    return (normal(column), *_KNOWN.get(column, ()), *own)


def title_above(grid: Grid, spec: TableSpec, source: TableSource) -> int | None:
    """The row that looks like the headings, when the first row holds none of the required ones and a later row does."""
    wanted = {word for column in spec.columns if column.required for word in _words(column.name, spec, source)}
    if wanted & {normal(heading) for heading in grid.headings}:
        return None
    return next((grid.first + 1 + i for i, record in enumerate(grid.early) if wanted & {normal(cell) for cell in record}), None)


def recognise(grid: Grid, spec: TableSpec, source: TableSource, faults: Faults) -> Recognised:
    """Which heading is which column, with every problem of the headings."""
    places = _places(grid, spec, source, faults)
    mapped = _mapped(places, spec, source, grid, faults)
    specs = {column.name: column for column in spec.columns}
    taken = {place: specs.get(name) or _further(name, spec) for name, place in mapped.items() if place is not None}
    free = {heading: place for heading, place in places.items() if place not in taken}
    for column in spec.columns:
        if column.name not in mapped:
            place = _found(column, free, spec, grid, faults)
            if place is not None:
                taken[place] = column
    names = {column.name for column in taken.values()}
    for place, heading in enumerate(grid.headings):
        further = _by_prefix(dict(spec.headings).get(bare(heading), heading), spec) if place not in taken else None
        if further and further.name not in names:
            taken[place] = further
    _missing(spec, set(mapped) | {column.name for column in taken.values()}, grid, source, faults)
    return _rest(grid, spec, taken)


def _places(grid: Grid, spec: TableSpec, source: TableSource, faults: Faults) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, heading in enumerate(grid.headings):
        if normal(heading) in places:
            name = heading if _recognisable(heading, spec, source) else letters(place)
            faults.add("MK-T021", msg("The heading stands twice."), msg("Every column has its own heading."), msg("Rename or delete one of the two."), row=grid.first, column=name)
        else:
            places[normal(heading)] = place
    return places


def _mapped(places: dict[str, int], spec: TableSpec, source: TableSource, grid: Grid, faults: Faults) -> dict[str, int | None]:
    mapped: dict[str, int | None] = {}
    ours = [column.name for column in spec.columns]
    for name, heading in source.columns.items():
        near = difflib.get_close_matches(name, ours, 1, 0.8) if name not in ours else []
        if near and not _by_prefix(name, spec) and near[0] not in source.columns:
            faults.add("MK-T025", msg("columns: names '{name}'.", name=name), msg("A column of this table."), msg("Did you mean '{near}'?", near=near[0]))
        mapped[name] = places.get(normal(heading))
        if mapped[name] is None:
            near = difflib.get_close_matches(normal(heading), list(places), 1, 0.7)
            cure = msg("Did you mean '{near}'?", near=grid.headings[places[near[0]]]) if near else msg("Correct columns: under tables.")
            faults.add("MK-T023", msg("There is no heading '{heading}'.", heading=shortened(heading)), _listed(grid, spec, source), cure, row=grid.first)
    return mapped


def _found(column: ColumnSpec, free: dict[str, int], spec: TableSpec, grid: Grid, faults: Faults) -> int | None:
    own = normal(column.name)
    if own in free:
        return free.pop(own)
    others = _KNOWN.get(column.name, ())
    if column.name == "person_id" and spec.name in ("mentees", "mentors"):
        others = (*others, f"{spec.name[:-1]} id")
    hits = [alias for alias in others if alias in free]
    asked = {bare(heading): heading for heading in free if heading not in _USUAL}
    if asked and (not hits or column.name == "person_id"):  # a forms service adds a number of its own, which the question is surer than
        texts = (*asked_as(asked.values()).get(column.name, ()), *(text for text, name in spec.headings if name == column.name))
        hits = [asked[text] for text in texts if text in asked][:1] or hits
    if len(hits) > 1:
        names = tuple(grid.headings[free[alias]] for alias in hits)
        faults.add(
            "MK-T024", msg("Several headings could be {name}: {names}.", name=column.name, names=names), msg("One."), msg("Say which one under tables, columns:."), row=grid.first
        )
        return None
    return free.pop(hits[0]) if hits else None


def _further(name: str, spec: TableSpec) -> ColumnSpec:
    return _by_prefix(name, spec) or ColumnSpec(name, "text")


def _by_prefix(heading: str, spec: TableSpec) -> ColumnSpec | None:
    name = normal(heading).replace(" ", "_")
    for prefix in spec.prefixes:
        if name.startswith(prefix.name) and len(name) > len(prefix.name):
            return ColumnSpec(name, prefix.kind, allowed=prefix.allowed, low=prefix.low, high=prefix.high, filled=prefix.filled)
    return None


def _missing(spec: TableSpec, found: set[str], grid: Grid, source: TableSource, faults: Faults) -> None:
    for column in spec.columns:
        if column.required and column.name not in found:
            near = difflib.get_close_matches(normal(column.name), [normal(heading) for heading in grid.headings], 1, 0.75)
            heading = next((h for h in grid.headings if near and normal(h) == near[0]), "")
            if heading:
                cure = msg("Did you mean '{near}'? Rename it, or map it under tables, columns:.", near=heading)
            else:
                cure = msg("Add it, or say under tables, columns:, which heading it is.")
            faults.add("MK-T020", msg("There is no column {name}.", name=column.name), _listed(grid, spec, source), cure, row=grid.first)


def _words(name: str, spec: TableSpec, source: TableSource) -> set[str]:
    """Everything that is a heading of one of our columns."""
    own = {f"{spec.name[:-1]} id"} if name == "person_id" and spec.name in ("mentees", "mentors") else set()
    return own | {normal(source.columns.get(name, name)), normal(name), *_KNOWN.get(name, ())}


def _recognisable(heading: str, spec: TableSpec, source: TableSource) -> bool:
    named = {normal(word) for word in (*(column.name for column in spec.columns), *source.columns, *source.columns.values())}
    return is_known(heading) or normal(heading) in named or _by_prefix(heading, spec) is not None


def _listed(grid: Grid, spec: TableSpec, source: TableSource) -> Message:
    # in a file without headings the first row is a person, who is not to be printed
    names = tuple(dict.fromkeys(shortened(heading) for heading in grid.headings if _recognisable(heading, spec, source)))[:20]
    others = len(grid.headings) - len(names)
    if not names:
        return msg_n("{n} heading was found, and it is not a known one; it is not shown.", "{n} headings were found, and none is a known one; they are not shown.", others)
    if not others:
        return msg("The headings found are: {names}.", names=names)
    return msg_n("The headings found are: {names}, and {n} other.", "The headings found are: {names}, and {n} others.", others, names=names)


def _rest(grid: Grid, spec: TableSpec, taken: dict[int, ColumnSpec]) -> Recognised:
    left = [(place, heading) for place, heading in enumerate(grid.headings) if place not in taken]
    personal = tuple(h for _, h in left if spec.name in _HOLDS_PERSONS and normal(h) in _PERSONAL)
    if spec.keep_unknown:
        seen = {column.name for column in taken.values()}
        for place, heading in left:
            if heading not in personal and heading not in seen:
                taken[place] = ColumnSpec(heading, "text")
                seen.add(heading)
    unused = tuple(h for place, h in left if place not in taken and h not in personal)
    return Recognised(tuple(sorted(taken.items())), unused, personal)
