"""Guesses which sheet is which table and which heading is which of our columns, and how sure that is."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mentorkit.people.answers import YES_NO
from mentorkit.people.columns import ColumnSpec, TableSpec
from mentorkit.people.days import iso, parts
from mentorkit.people.headings import is_known, normal, usual_names
from mentorkit.people.personal import Role, about_manager, is_number, personal_role
from mentorkit.people.questions import answer_of, asked_as, bare
from mentorkit.people.service import asked_about, by_commas, parted, service_columns, together
from mentorkit.people.sources import Source
from mentorkit.people.specs import CONTACTS, MENTEES, MENTORS, PAIRS, STAFF

__all__ = ["SPECS", "Guess", "Heading", "guess_columns", "guess_table", "unknown_headings"]

SPECS: dict[str, TableSpec] = {spec.name: spec for spec in (MENTEES, MENTORS, STAFF, CONTACTS, PAIRS)}
By = Literal["told", "name", "headings"]
_NAMES: dict[str, tuple[str, ...]] = {
    "mentees": ("mentees", "mentee", "מנטיס", "מנטיז", "מנטי", "מנטים", "חניכים", "נמנטרים", "נמנטריות"),
    "mentors": ("mentors", "mentor", "מנטורים", "מנטוריות", "מנטור", "מנטורית", "חונכים", "מלווים"),
    "pairs": ("pairs", "pairings", "matches", "צמדים", "ציוותים", "זוגות"),
    "contacts": ("contacts", "contact details", "אנשי קשר", "פרטי קשר", "פרטי התקשרות"),
    "staff": ("staff", "employees", "everybody", "personnel", "headcount", "עובדים", "כלל העובדים", "מצבת", "סגל"),
}
# What people also write; never so sure that it is taken without being asked to check.
_FURTHER: dict[str, tuple[str, ...]] = {
    "capacity": ("mentees at most", "how many mentees", "כמה מנטיס"),
    "hire_date": ("with us since", "start of employment", "תחילת העסקה", "תחילת עבודה"),
    "applied_on": ("form received", "timestamp", "completion time", "submitted at", "חותמת זמן", "שעת סיום", "שעת השלמה", "זמן השלמה"),
    "goals_text": ("in my own words", "what do you want to achieve"),
    "hours_per_month": ("hours available",),
}
_MANAGERS = {"manager_id": "who", "manager_consent": "consent"}
_LIKELY = 0.75
_SHOWN = 2


@dataclass(frozen=True)
class Heading:
    """One heading of a sheet and what it is taken for.

    ``column`` is ours, or empty. ``sure`` is 1 for our own or a usual name and less for a near one. ``role`` says what
    else it holds (names and the like, which are split off). ``examples`` are values that several rows share, so that
    none of them tells of one person; there are none for ids, names and free text. ``maybe`` is a column that it looks
    like and is not taken for, because its answers would first have to be explained. ``commas``: its lists are joined by
    commas; ``known`` are answers that hold a comma themselves.
    """

    place: int
    heading: str
    column: str = ""
    sure: float = 0.0
    role: Role = ""
    examples: tuple[str, ...] = ()
    maybe: str = ""
    commas: bool = False
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guess:
    """A sheet taken for one of our tables; ``by`` says why. ``missing`` are columns that are needed and were not found."""

    table: str
    by: By
    source: Source
    headings: tuple[Heading, ...]
    missing: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Our name of each column that was found, with its heading."""
        return {heading.column: heading.heading for heading in self.headings if heading.column}


def guess_table(source: Source, told: Mapping[str, str]) -> tuple[str, By] | None:
    """Which table a sheet is: as somebody said, by its own name, or by headings only that table has; ``None`` when neither tells."""
    for table, name in told.items():
        if normal(name) in (normal(source.name), normal(source.path.name)):
            return table, "told"
    words = _words(source.name)
    named = [table for table, names in _NAMES.items() if any(_within(name, words) for name in names)]
    if len(named) == 1:
        return named[0], "name"
    known = {column for table in SPECS for column in _exact(source, SPECS[table]).values()} | {asked_about(heading) for heading in source.grid.headings}
    guessed = _by_headings(known, source)
    return (guessed, "headings") if guessed else None


def _by_headings(known: set[str], source: Source) -> str | None:
    if {"mentee_id", "mentor_id"} <= known:
        # the same two stand in check-ins, which also have these
        return "pairs" if not {"by", "met"} & {normal(heading) for heading in source.grid.headings} else None
    offered, wanted = bool(known & {"offers", "capacity", "first_time"}), "wants" in known
    if offered != wanted:
        return "mentors" if offered else "mentees"
    roles = {personal_role(heading, values) for heading, values in zip(source.grid.headings, source.grid.columns, strict=True)}
    place = known & {"manager_id", "hire_date", "department", "grade", "site"}
    if not place and roles & {"email", "phone"} and (roles & {"name", "first_name"} or "person_id" in known):
        return "contacts"
    signed_up = known & {"interests", "style", "hours_per_month", "goals_text", "applied_on", "manager_consent"}
    return "staff" if len(place) >= 2 and ("person_id" in known or "name" in roles) and not signed_up else None


def guess_columns(source: Source, table: str, by: By, needed: Sequence[str] = (), known: Sequence[str] = ()) -> Guess:
    """Each heading of a sheet with the column it is taken for; exact names first, then near ones, best first, each once.

    ``known`` are answers of lists as the programme or another table writes them.
    """
    spec = SPECS[table]
    made = service_columns(source.grid.headings, source.grid.columns)
    exact = _exact(source, spec, made)
    roles: dict[int, Role] = {place: _role(source, place, table) for place in range(len(source.grid.headings)) if exact.get(place, "name") in ("name", "email", "phone")}
    roles |= dict.fromkeys(made, "service")
    found = {place: (column, 1.0) for place, column in exact.items() if not roles.get(place)}
    open_places = [place for place in range(len(source.grid.headings)) if place not in found and not roles.get(place)]
    taken = {column for column, _ in found.values()}
    near = sorted(_near(source, open_places, [column for column in spec.columns if column.name not in taken]), key=lambda hit: (-hit[0], hit[1], hit[2]))
    maybe: dict[int, str] = {}
    for sure, place, name in near:
        if place not in found and place not in maybe and name not in {*maybe.values(), *(column for column, _ in found.values())}:
            if _answers_known(spec, name, source.grid.columns[place]):
                found[place] = (name, sure)
            else:
                maybe[place] = name
    places = range(len(source.grid.headings))
    headings = tuple(_heading(source, place, *found.get(place, ("", 0.0)), roles.get(place, ""), spec, maybe.get(place, ""), known) for place in places)
    columns = {heading.column for heading in headings}
    required = [column.name for column in spec.columns if column.required and table != "contacts"]
    return Guess(table, by, source, headings, tuple(dict.fromkeys(name for name in (*required, *needed) if name not in columns)))


def _role(source: Source, place: int, table: str) -> Role:
    return personal_role(source.grid.headings[place], source.grid.columns[place], table)


def _exact(source: Source, spec: TableSpec, made: Container[int] = ()) -> dict[int, str]:
    """The place of each heading that is our own name of a column, the question of our form, or a usual name, in this order."""
    places: dict[str, int] = {}
    asked: dict[str, int] = {}
    for place, heading in enumerate(source.grid.headings):
        if place not in made:
            places.setdefault(normal(heading), place)
            asked.setdefault(bare(heading), place)
    found: dict[int, str] = {}
    texts = asked_as(source.grid.headings)
    for column in spec.columns:
        own, *others = usual_names(column.name, spec.name)
        hits = (places.get(own), *(asked.get(text) for text in texts.get(column.name, ())), *(places.get(name) for name in others))
        hit = next((place for place in hits if place is not None and place not in found), None)
        if hit is not None:
            found[hit] = column.name
    return found


def _near(source: Source, places: Iterable[int], columns: Sequence[ColumnSpec]) -> Iterable[tuple[float, int, str]]:
    for place in places:
        heading, values = normal(source.grid.headings[place]), [value for value in source.grid.columns[place] if value.strip()]
        question = asked_about(heading)
        for column in columns:
            sure = max(_likeness(heading, name) for name in (*usual_names(column.name, ""), *_FURTHER.get(column.name, ())))
            if _MANAGERS.get(column.name) == about_manager(heading) and values:
                sure = max(sure, 0.8)
            if column.name == question:
                sure = max(sure, 0.85)
            if sure >= _LIKELY and _fits(column, values):
                yield min(sure, 0.95), place, column.name


def _likeness(heading: str, name: str) -> float:
    one, other = _words(heading), _words(name)
    if len(name) >= 4 and len(one) <= len(other) + 3 and _within(name, one):
        return min(0.82 + 0.04 * len(other), 0.94)  # of two names within one heading the longer says more
    return round(difflib.SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() * 0.95, 2)


def _words(text: str) -> list[str]:
    """The words of a name or heading, Hebrew ones without the article."""
    words = [word for word in re.split(r"[\s_.,/()\-]+", normal(text)) if word]
    return [word[1:] if word.startswith("ה") and len(word) > 3 else word for word in words]


def _within(name: str, words: list[str]) -> bool:
    wanted = _words(name)
    return any(words[i : i + len(wanted)] == wanted for i in range(len(words) - len(wanted) + 1))


def _fits(column: ColumnSpec, values: Sequence[str]) -> bool:
    """Whether the values could be of that kind, so that a near name alone does not decide."""
    if not values:
        return True
    match column.kind:
        case "date":
            good = [bool(iso(value.strip()) or parts(value.strip())) for value in values]
        case "number" | "whole":
            good = [any(map(str.isdigit, value)) and len(value.strip()) <= 8 for value in values]
        case "id":
            good = [is_number(value) for value in values]
        case "yes_no" | "choice":
            return len({normal(value) for value in values}) <= 8
        case _:
            return True
    return 2 * sum(good) >= len(good)


def _answers_known(spec: TableSpec, name: str, values: Iterable[str]) -> bool:
    """Whether every answer of a column with fixed answers is one of them."""
    column = next(column for column in spec.columns if column.name == name)
    allowed = {*YES_NO} if column.kind == "yes_no" else {*map(normal, column.allowed)}
    return not allowed or all(normal(value) in allowed or answer_of(value) in column.allowed for value in values if value.strip())


def _heading(source: Source, place: int, column: str, sure: float, role: Role, spec: TableSpec, maybe: str, known: Sequence[str]) -> Heading:
    kinds = {each.name: each.kind for each in spec.columns}
    free = column in ("", "goals_text", "end_reason", "why", "decided_by", "preferences") or kinds[column] == "id" or spec.name == "contacts"
    cells, listed = source.grid.columns[place], bool(column) and kinds[column] == "list"
    commas = listed and by_commas(cells)
    wholes = tuple(dict.fromkeys((*(one for one in known if any(one in cell for cell in cells)), *together(cells)))) if commas else ()
    shared = () if free or role else _shared([";".join(parted(cell, wholes)) for cell in cells] if commas else cells, listed)
    return Heading(place, source.grid.headings[place], column, sure, role, shared, maybe, commas, wholes)


def _shared(values: Iterable[str], listed: bool) -> tuple[str, ...]:
    """The commonest values that at least two rows have; what one person alone answered is nobody's business here."""
    answers = (part.strip() for value in values for part in (re.split("[;\n]", value) if listed else [value]))
    counted = Counter(answer for answer in answers if answer and len(answer) <= 30)
    return tuple(answer for answer, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])) if n >= 2)[:_SHOWN]


def unknown_headings(guess: Guess) -> tuple[str, ...]:
    """Headings that are none of our columns and hold nothing personal; where nothing was recognised they may be a person's row, so none."""
    if not guess.columns and not any(map(is_known, guess.source.grid.headings)):
        return ()
    return tuple(heading.heading for heading in guess.headings if not (heading.column or heading.role or heading.maybe))
