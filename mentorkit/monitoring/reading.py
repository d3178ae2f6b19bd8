"""Check-ins and log as the programme's tables say, up to the day it is looked at, with everything noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mentorkit.monitoring.tables import CHECKINS, LOG
from mentorkit.people.asof import until
from mentorkit.people.columns import ReadTable, TableSpec, series_of
from mentorkit.people.ids import same_id
from mentorkit.people.people import People
from mentorkit.people.tables import named, read_table
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.text import Message, msg_n

__all__ = ["Records", "read_records"]

_ANSWER = ["mentee_id", "mentor_id", "date", "by"]


@dataclass(frozen=True)
class Records:
    """Check-ins and log rows not later than ``as_of``, every declared column there.

    A check-in of the same side of the same pair on the same day counts once, as it was sent last. ``asked`` are all rows
    in which somebody asks to be contacted, corrected ones included, so that none is lost; empty for the committee.
    """

    checkins: pd.DataFrame
    asked: pd.DataFrame
    log: pd.DataFrame
    named: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warned, ...] = ()


def read_records(program: Program, people: People, *, private: bool) -> Records:
    """Read both tables; never raises for what they hold. ``private`` false leaves requests for contact unread."""
    read = {spec.name: read_table(program, spec) for spec in (CHECKINS, LOG)}
    warnings = [warned for table in read.values() for warned in table.warnings]
    frames = {}
    for spec in (CHECKINS, LOG):
        kept, later = until(_whole(read[spec.name], spec), "date", program.as_of)
        frames[spec.name] = kept
        if later:
            said = msg_n("{n} row dated after the day of the file is not counted.", "{n} rows dated after the day of the file are not counted.", later)
            warnings.append(_warned(program, "MK-W160", said, spec.name, later))
    rows = _one_spelling(frames["checkins"], people)
    once = rows[~rows.duplicated(_ANSWER, keep="last")].reset_index(drop=True)
    if len(once) < len(rows):
        n = len(rows) - len(once)
        said = msg_n("{n} check-in was sent again on the same day; the last one counts.", "{n} check-ins were sent again on the same day; the last ones count.", n)
        warnings.append(_warned(program, "MK-W161", said, "checkins", n))
    asked = rows if private else rows.iloc[:0]
    present = frozenset(name for name in read if named(program, name))
    problems = tuple(problem for table in read.values() for problem in table.problems)
    return Records(once.drop(columns="contact_me"), asked[[*_ANSWER, "contact_me"]], frames["log"], present, problems, tuple(warnings))


def _whole(read: ReadTable, spec: TableSpec) -> pd.DataFrame:
    """Every declared column, in the order of the file, without rows that lack what each row needs."""
    frame = read.frame
    blank = {column.name: series_of([None] * len(frame), column.kind) for column in spec.columns if column.name not in frame}
    frame = frame.assign(**blank)
    needed = [column.name for column in spec.columns if column.filled]
    return frame.dropna(subset=needed).sort_values("_row", kind="stable").reset_index(drop=True)


def _one_spelling(rows: pd.DataFrame, people: People) -> pd.DataFrame:
    """Ids as the pairs write them: e104 is E104."""
    own: dict[str, str] = {}
    for person in (*people.pairs["mentee_id"], *people.pairs["mentor_id"]):
        own.setdefault(same_id(person), person)
    spelled = {}
    for column in ("mentee_id", "mentor_id"):
        # people who are in no pair are still written in one way, so that their rows are counted together
        found: dict[str, str] = {}
        for person in rows[column].unique():
            found[person] = own.setdefault(same_id(person), person)
        spelled[column] = rows[column].map(found).astype("string")
    return rows.assign(**spelled)


def _warned(program: Program, code: str, said: Message, table: str, n: int) -> Warned:
    source = getattr(program.intent.tables, table)
    return Warned(code, said, "steering", source.file if source else "", n)
