"""All people of a programme and their pairs, read and checked together."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from mentorkit.people.asof import until
from mentorkit.people.columns import ReadTable, TableCard, TableSpec, empty_frame
from mentorkit.people.crosschecks import crosschecks, one_spelling
from mentorkit.people.faults import stage_for
from mentorkit.people.ids import same_id
from mentorkit.people.specs import MANUAL, MENTEES, MENTORS, PAIR_STATES, PAIRS, STAFF
from mentorkit.people.styles import with_styles
from mentorkit.people.tables import named, read_table
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.text import Message, msg_n

__all__ = ["People", "read_people"]

_TABLES = (MENTEES, MENTORS, STAFF, PAIRS, MANUAL)


@dataclass(frozen=True)
class People:
    """Everybody the tables name, sorted by ``person_id``; rows dated after ``as_of`` are not in.

    ``staff``, ``pairs`` and ``manual`` (pairs made by hand, to compare with) are empty when the program file does not name them
    (see ``named``). Every mentor has a ``capacity``. A person may be mentee and mentor at once.
    """

    mentees: pd.DataFrame
    mentors: pd.DataFrame
    staff: pd.DataFrame
    pairs: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warned, ...] = ()
    cards: tuple[TableCard, ...] = ()
    named: frozenset[str] = frozenset()
    manual: pd.DataFrame = field(default_factory=lambda: empty_frame(MANUAL))


def read_people(program: Program) -> People:
    """Mentees, mentors, staff and pairs with all problems of all their tables; never opens ``contacts``, never raises."""
    read = {spec.name: read_table(program, spec) for spec in _TABLES}
    warnings = [warning for table in read.values() for warning in table.warnings]
    tables = {spec.name: _in_order(read[spec.name], spec) for spec in _TABLES}
    tables["pairs"] = _not_begun(program, tables["pairs"])
    for name, column in (("mentees", "applied_on"), ("mentors", "applied_on"), ("pairs", "started")):
        tables[name] = _until(program, tables[name], name, column, warnings)
    if named(program, "mentors"):
        tables["mentors"] = _with_capacity(tables["mentors"], _file(program, "mentors"), warnings, wrong=bool(read["mentors"].problems))
    tables = one_spelling({**tables, "mentees": with_styles(tables["mentees"], program.intent), "mentors": with_styles(tables["mentors"], program.intent)})
    found = crosschecks(program, tables, read)
    problems = [problem for table in read.values() for problem in table.problems] + list(found.problems)
    cards = tuple(table.card for table in read.values() if table.card)
    present = frozenset(spec.name for spec in _TABLES if named(program, spec.name))
    return People(**tables, problems=tuple(problems), warnings=(*warnings, *found.warnings), cards=cards, named=present)


def _in_order(table: ReadTable, spec: TableSpec) -> pd.DataFrame:
    """Rows with their key, each once, by key: what downstream rooms rely on even when there are problems."""
    frame = table.frame
    keys = [name for name in spec.key if name in frame]
    if any(column.required and column.name not in frame for column in spec.columns):
        return empty_frame(spec)
    filled = frame.dropna(subset=[name for name in keys if name != "round"])
    same = filled[keys].apply(lambda column: column.map(lambda v: same_id(str(v)), na_action="ignore") if column.dtype == "string" else column)
    return filled[~same.duplicated()].sort_values(keys, kind="stable").reset_index(drop=True)


def _not_begun(program: Program, pairs: pd.DataFrame) -> pd.DataFrame:
    """A pair that is only proposed, approved or published stands on the day of the file although it begins later; its start is not known to that day."""
    if program.as_of is None or "started" not in pairs or not len(pairs):
        return pairs
    later = pairs["state"].isin(PAIR_STATES[:3]) & (pairs["started"] > pd.Timestamp(program.as_of))
    return pairs.assign(started=pairs["started"].mask(later))


def _until(program: Program, frame: pd.DataFrame, name: str, column: str, warnings: list[Warned]) -> pd.DataFrame:
    kept, later = until(frame, column, program.as_of)
    if later:
        sentence = msg_n("{n} row dated after the day of the file is not counted.", "{n} rows dated after the day of the file are not counted.", later)
        warnings.append(_warned("MK-W031", sentence, name, _file(program, name), later))
    return kept


def _with_capacity(mentors: pd.DataFrame, file: str, warnings: list[Warned], *, wrong: bool) -> pd.DataFrame:
    stated = mentors["capacity"] if "capacity" in mentors else pd.Series(pd.array([pd.NA] * len(mentors), dtype="Int64"))
    blank = int(stated.isna().sum())
    if blank and not wrong:
        sentence = msg_n("{n} mentor left the capacity blank; one mentee is assumed.", "{n} mentors left the capacity blank; one mentee each is assumed.", blank)
        warnings.append(_warned("MK-W034", sentence, "mentors", file, blank))
    return mentors.assign(capacity=stated.fillna(1))


def _warned(code: str, sentence: Message, table: str, file: str, count: int) -> Warned:
    return Warned(code, sentence, stage_for(table), file, count)


def _file(program: Program, name: str) -> str:
    source = getattr(program.intent.tables, name)
    return source.file if source else ""
