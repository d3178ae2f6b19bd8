"""What can only be seen when the tables of people lie side by side: unknown persons, broken lines, impossible pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from mentorkit.people.columns import ReadTable
from mentorkit.people.faults import Faults
from mentorkit.people.fitting import access_problems, condition_problems, condition_warnings
from mentorkit.people.ids import same_id
from mentorkit.people.lines import cycle_members, every_manager_of, managers_of
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.program.stagelist import stage_of
from mentorkit.text import Message, msg, msg_n

__all__ = ["Crosschecks", "crosschecks", "one_spelling"]

_PERSONS = ("mentees", "mentors", "staff")
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Crosschecks:
    """Problems and warnings between tables."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warned, ...] = ()


def one_spelling(tables: Tables) -> dict[str, pd.DataFrame]:
    """The same tables with each reference to a person written as that person's own row writes it (e104 becomes E104)."""
    own: dict[str, str] = {}
    for name in _PERSONS:
        for person in tables[name]["person_id"]:
            own.setdefault(same_id(person), person)
    found = {}
    for name, frame in tables.items():
        columns = [column for column in ("person_id", "manager_id", "mentee_id", "mentor_id") if column in frame]
        found[name] = frame.assign(**{column: frame[column].map(lambda v: own.get(same_id(v), v), na_action="ignore").astype("string") for column in columns})
    return found


def crosschecks(program: Program, tables: Tables, read: Mapping[str, ReadTable]) -> Crosschecks:
    """Everything wrong or doubtful between the tables; tables that could not be read are not held against others."""
    faults = {name: Faults(name, source.file, source.sheet) for name in tables if (source := getattr(program.intent.tables, name))}
    for name, collected in faults.items():
        card = read[name].card
        collected.headings = dict(zip(card.columns, card.headings, strict=True)) if card else {}
    for name in (name for name in _PERSONS if name in faults):
        _own_manager(tables[name], faults[name])
        _late_hires(program, tables[name], faults[name])
    _loops(tables, faults)
    _two_managers(tables, faults)
    _open_lines(tables, read, faults)
    _outside_staff(tables, read, faults)
    if "pairs" in faults:
        _pairs(tables, read, faults["pairs"])
    problems = [problem for collected in faults.values() for problem in collected.sealed()]
    warnings = [warning for collected in faults.values() for warning in collected.warnings]
    of_file = (*condition_problems(program, tables, read), *access_problems(program, tables, read), *_named_pairs(program, tables, read))
    return Crosschecks((*problems, *of_file), (*warnings, *condition_warnings(program, tables, read)))


def _own_manager(frame: pd.DataFrame, faults: Faults) -> None:
    if "manager_id" in frame:
        for row in frame.loc[(frame["manager_id"] == frame["person_id"]).fillna(False), "_row"]:
            faults.add(
                "MK-T051", msg("A person is their own manager."), msg("The manager above, or blank at the top."), msg("Correct the cell."), row=int(row), column="manager_id"
            )


def _late_hires(program: Program, frame: pd.DataFrame, faults: Faults) -> None:
    if program.as_of is not None and "hire_date" in frame:
        late = int((frame["hire_date"] > pd.Timestamp(program.as_of)).sum())
        if late:
            faults.warn("MK-W033", msg_n("{n} person is hired after the day of the file.", "{n} persons are hired after the day of the file.", late), late)


def _loops(tables: Tables, faults: Mapping[str, Faults]) -> None:
    managers = managers_of(*(tables[name] for name in ("staff", "mentees", "mentors")))
    for loop in cycle_members(managers):
        # named where the whole loop stands; the rows of one table are enough to find it
        for name in ("staff", "mentees", "mentors"):
            frame = tables[name]
            rows = sorted(int(row) for row in frame.loc[frame["person_id"].isin(loop), "_row"]) if "manager_id" in frame else []
            if rows and name in faults:
                found = msg_n(
                    "A line of managers runs in a circle, through row {rows}.",
                    "A line of managers runs in a circle, through rows {rows}.",
                    len(rows),
                    rows=tuple(str(row) for row in rows[:10]),
                )
                faults[name].add("MK-T052", found, msg("Every line of managers ends at the top."), msg("Correct one of the managers."), row=rows[0], column="manager_id")
                break


def _two_managers(tables: Tables, faults: Mapping[str, Faults]) -> None:
    n = sum(len(managers) > 1 for managers in every_manager_of(*(tables[name] for name in _PERSONS)).values())
    if n:
        sentence = msg_n(
            "{n} person has different managers in two tables; both count as managers.",
            "{n} persons have different managers in two tables; both count as managers.",
            n,
        )
        next(faults[name] for name in ("staff", "mentors", "mentees") if name in faults).warn("MK-W038", sentence, n)


def _open_lines(tables: Tables, read: Mapping[str, ReadTable], faults: Mapping[str, Faults]) -> None:
    known = {person for name in _PERSONS for person in tables[name]["person_id"]}
    asked = [name for name in ("staff", "mentees", "mentors") if name in faults and read[name].card]
    for name in asked:
        frame = tables[name]
        lost = int((frame["manager_id"].notna() & ~frame["manager_id"].isin(known)).sum()) if "manager_id" in frame else 0
        if not lost:
            continue
        if "staff" in faults:
            sentence = msg_n("{n} person has a manager who is in no table; the line ends there.", "{n} persons have a manager who is in no table; their lines end there.", lost)
        else:
            sentence = msg_n(
                "{n} person has a manager who is in no table; name a staff table to see whole reporting lines.",
                "{n} persons have a manager who is in no table; name a staff table to see whole reporting lines.",
                lost,
            )
        faults[name].warn("MK-W030", sentence, lost)


def _outside_staff(tables: Tables, read: Mapping[str, ReadTable], faults: Mapping[str, Faults]) -> None:
    if not read["staff"].card or tables["staff"].empty:
        return
    staff = set(tables["staff"]["person_id"])
    stripped = {person.lstrip("0") for person in staff}
    for name in ("mentees", "mentors"):
        absent = [person for person in tables[name]["person_id"] if person not in staff]
        if name not in faults or not absent:
            continue
        zeros = sum(person.lstrip("0") in stripped for person in absent)
        if zeros:
            sentence = msg_n(
                "{n} id differs from one in the staff table only by zeros in front; Excel may have removed them.",
                "{n} ids differ from ids in the staff table only by zeros in front; Excel may have removed them.",
                zeros,
            )
            faults[name].warn("MK-W035", sentence, zeros)
        if len(absent) > zeros:
            n = len(absent) - zeros
            faults[name].warn("MK-W036", msg_n("{n} person is not in the staff table.", "{n} persons are not in the staff table.", n), n)


def _pairs(tables: Tables, read: Mapping[str, ReadTable], faults: Faults) -> None:
    pairs = tables["pairs"]
    for side, table in (("mentee_id", "mentees"), ("mentor_id", "mentors")):
        known = set(tables[table]["person_id"])
        if not read[table].card or not known or side not in pairs:
            continue
        stripped = {person.lstrip("0") for person in known}
        for person, row in zip(pairs[side], pairs["_row"], strict=True):
            if person not in known:
                zeros = person.lstrip("0") in stripped
                cure = msg("Zeros in front of the id seem to be lost; correct the cell.") if zeros else msg("Correct the cell, or add the person to the table.")
                faults.add("MK-T050", msg("A person who is not in the table {name}.", name=table), msg("An id of that table."), cure, row=int(row), column=side)
    if {"mentee_id", "mentor_id"} <= set(pairs):
        for row in pairs.loc[pairs["mentee_id"] == pairs["mentor_id"], "_row"]:
            faults.add("MK-T055", msg("A person is paired with themselves."), msg("Two persons."), msg("Correct one of the two cells."), row=int(row), column="mentor_id")
    if {"started", "ended"} <= set(pairs):
        for row in pairs.loc[pairs["ended"] < pairs["started"], "_row"]:
            faults.add("MK-T056", msg("The pair ended before it started."), msg("An end after the start."), msg("Correct one of the two days."), row=int(row), column="ended")


def _named_pairs(program: Program, tables: Tables, read: Mapping[str, ReadTable]) -> list[Problem]:
    """Required and excluded pairs of the program file that name somebody who is not there."""
    plan = program.intent.pairing
    found: list[Problem] = []
    for key, listed in (("required_pairs", plan.required_pairs), ("excluded_pairs", plan.excluded_pairs)) if plan else ():
        for i, pair in enumerate(listed):
            for side, person in (("mentee", pair.mentee), ("mentor", pair.mentor)):
                table = f"{side}s"
                known = {same_id(own) for own in tables[table]["person_id"]}
                if read[table].card and known and same_id(person) not in known:
                    found.append(_unknown_pair(program, ("pairing", key, i, side), table))
    return found


def _unknown_pair(program: Program, path: tuple[str | int, ...], table: str) -> Problem:
    _, key, i, side = path
    sentence: Message = msg("A person who is not in the table {name}.", name=table)
    return Problem(
        "MK-T053", "wrong", "pairing", sentence, msg("An id of that table."), msg("Correct the id, or remove the pair."), stage_of("pairing").notebook,
        place=f"pairing > {key}[{int(i) + 1}] > {side}", file=program.path.name, line=program.line_of(path),
    )  # fmt: skip
