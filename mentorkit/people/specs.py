"""The tables of people and pairs: which columns they may have, of which kind, and under which other headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorkit.people.columns import ColumnSpec, Kind, TableSpec
from mentorkit.people.questions import bare, rating_question, rating_title
from mentorkit.program.model import Competency, Condition, ProgramFile
from mentorkit.text import text_for

__all__ = ["CONTACTS", "MANUAL", "MENTEES", "MENTORS", "PAIRS", "PAIR_STATES", "STAFF", "called", "for_program", "short_name"]

PAIR_STATES = ("proposed", "approved", "published", "active", "paused", "ended", "completed")

_PERSON = ColumnSpec("person_id", "id", required=True, filled=True)
_PLACE = (
    ColumnSpec("manager_id", "id"),
    ColumnSpec("department", "text"),
    ColumnSpec("site", "text"),
    ColumnSpec("grade", "number"),
    ColumnSpec("hire_date", "date"),
)
_SIGNED_UP = (
    ColumnSpec("team", "id"),
    *_PLACE,
    ColumnSpec("languages", "list"),
    ColumnSpec("interests", "list"),
    ColumnSpec("style", "text"),
    ColumnSpec("hours_per_month", "number", low=0, high=200),
    ColumnSpec("preferences", "list"),
    ColumnSpec("goals_text", "text"),
    ColumnSpec("applied_on", "date"),
    ColumnSpec("status", "choice", allowed=("applied", "withdrawn", "waiting")),
    ColumnSpec("manager_consent", "yes_no"),
    ColumnSpec("consent", "yes_no"),
    *(ColumnSpec(f"style_{n}", "choice", allowed=("a", "b")) for n in range(1, 5)),
)
_SUPPORT = tuple(ColumnSpec(f"support_{name}", "whole", low=1, high=5) for name in ("goals", "talks", "time"))
_RATINGS = (ColumnSpec("rate_", "whole", low=1, high=5),)

MENTEES = TableSpec("mentees", (_PERSON, ColumnSpec("wants", "list"), *_SIGNED_UP, *_SUPPORT), _RATINGS, key=("person_id",))
MENTORS = TableSpec(
    "mentors",
    (_PERSON, ColumnSpec("offers", "list"), ColumnSpec("capacity", "whole", low=0, high=1000), ColumnSpec("first_time", "yes_no"), ColumnSpec("willing", "yes_no"), *_SIGNED_UP),
    _RATINGS,
    key=("person_id",),
)
STAFF = TableSpec("staff", (_PERSON, *_PLACE), key=("person_id",))
CONTACTS = TableSpec(
    "contacts",
    (_PERSON, ColumnSpec("name", "text", required=True, filled=True), ColumnSpec("email", "text"), ColumnSpec("phone", "text"), ColumnSpec("address_as", "text")),
    key=("person_id",),
)
PAIRS = TableSpec(
    "pairs",
    (
        ColumnSpec("mentee_id", "id", required=True, filled=True),
        ColumnSpec("mentor_id", "id", required=True, filled=True),
        ColumnSpec("state", "choice", required=True, filled=True, allowed=PAIR_STATES),
        ColumnSpec("team", "id"),
        ColumnSpec("started", "date"),
        ColumnSpec("ended", "date"),
        ColumnSpec("end_reason", "text"),
        ColumnSpec("round", "whole", low=1, high=1000),
        ColumnSpec("decided_by", "text"),
        ColumnSpec("why", "text"),
    ),
    key=("mentee_id", "mentor_id", "round"),
)
# pairs that somebody made by hand, to compare the computed ones with
MANUAL = TableSpec(
    "manual",
    (ColumnSpec("mentee_id", "id", required=True, filled=True), ColumnSpec("mentor_id", "id", required=True, filled=True)),
    key=("mentee_id", "mentor_id"),
)

_LISTS = ("coverage", "overlap", "shared_language", "wishes")
_NUMBERS = ("closeness", "hours", "gap")


def for_program(spec: TableSpec, intent: ProgramFile) -> TableSpec:
    """The table with the further columns that this programme's own criteria, rules, conditions and groups use.

    How a column is used decides its kind; used in two ways that disagree, it is text.
    """
    if spec.name not in ("mentees", "mentors", "staff"):
        return spec
    known = {column.name for column in spec.columns}
    uses: dict[str, set[Kind]] = {}
    for name, kind in _uses(intent):
        if name not in known and not any(name.startswith(prefix.name) for prefix in spec.prefixes):
            uses.setdefault(name, set()).add(kind)
    extra = tuple(ColumnSpec(name, _kind(kinds)) for name, kinds in uses.items())
    offered = _offered(intent)
    columns = tuple(replace(column, options=offered[column.name]) if column.name in offered else column for column in (*spec.columns, *extra))
    return replace(spec, columns=columns, headings=tuple(_asked_here(intent)))


def _offered(intent: ProgramFile) -> dict[str, tuple[str, ...]]:
    """What the forms offer to tick, for the columns that hold lists."""
    own = intent.audiences
    lists = {"wants": own.areas, "offers": own.areas, "interests": own.interests, "languages": own.languages} if own else {}
    return {column: answers for column, answers in lists.items() if answers}


def _asked_here(intent: ProgramFile) -> Iterator[tuple[str, str]]:
    """What this programme's forms ask beyond the usual columns, in English and in its own language: self-ratings of its competencies."""
    for language in dict.fromkeys(("en", intent.language)):
        say = text_for(language).plain
        for competency in intent.training.competencies if intent.training else ():
            column, name = f"rate_{competency.id.casefold()}", short_name(competency)
            yield from ((bare(say(words)), column) for words in (rating_title(name), rating_question(name)))


def short_name(competency: Competency) -> str:
    """What people are asked to rate. It hangs on the competency alone, so that a form is read back whatever the table before it was called."""
    return competency.name or competency.id.replace("_", " ")


def called(intent: ProgramFile, column: str, table: str) -> str:
    """What the programme's own tables call a column that is none of ours; the table of the same people comes first."""
    sources = (getattr(intent.tables, table), intent.tables.mentees, intent.tables.mentors)
    heading = next((source.columns[column] for source in sources if source is not None and column in source.columns), column.replace("_", " "))
    heading = re.sub(r"\s*\(\s*1\s*-\s*5\s*\)$", "", heading)
    return heading[:1].upper() + heading[1:]


def _kind(kinds: set[Kind]) -> Kind:
    special = kinds - {"text"}
    return special.pop() if len(special) == 1 else "text"


def _uses(intent: ProgramFile) -> Iterator[tuple[str, Kind]]:
    if intent.audiences:
        yield from ((name, "text") for name in intent.audiences.equal_access)
        for side in (intent.audiences.mentees, intent.audiences.mentors):
            yield from _conditions(side.eligible if side else ())
    if intent.pairing:
        for criterion in intent.pairing.criteria:
            for name in (criterion.mentee, criterion.mentor, criterion.column):
                if name:
                    yield name, _used_as(criterion.kind)
        for rule in intent.pairing.rules:
            if rule.column:
                yield rule.column, _used_as(rule.kind)
            yield from _conditions(rule.when)


def _used_as(kind: str) -> Kind:
    return "list" if kind in _LISTS else "number" if kind in _NUMBERS else "text"


def _conditions(conditions: Iterable[Condition]) -> Iterator[tuple[str, Kind]]:
    for condition in conditions:
        if condition.column:
            numeric = condition.at_least is not None or condition.at_most is not None
            dated = condition.before is not None or condition.after is not None
            yield condition.column, "number" if numeric else "date" if dated else "text"
        yield from _conditions((*(condition.all_of or ()), *(condition.any_of or ())))
