"""A copy of a programme for a screen that others see: made-up first names instead of ids, no contacts, no free text.

The names stand in the order of the ids, so ties are decided alike and every number of the copy is that of the original; only a
criterion that compares free text finds none there, and gives everybody its neutral points.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from mentorkit import files
from mentorkit.errors import InvalidProgram
from mentorkit.people.columns import ReadTable, TableSpec
from mentorkit.people.first_names import first_names
from mentorkit.people.ids import same_id
from mentorkit.people.tables import named, read_table
from mentorkit.program.model import NamedPair, PairingPlan, ProgramFile, Tables, TableSource
from mentorkit.program.program import FILE_NAME, Program, as_written
from mentorkit.program.saving import new_text
from mentorkit.text import Message, msg, text_for

__all__ = ["Copied", "masked_copy"]

# Columns that hold an id of a person, and columns in which people write what they like.
_ONE = ("person_id", "manager_id", "mentee_id", "mentor_id", "respondent_id")
_SEVERAL = ("preferences",)
_TAKE_PART = ("mentees", "mentors", "pairs")
# who asked to be contacted in private is told to the coordinator alone, under no name on a screen
_DROPPED = {"mentees": ("goals_text",), "mentors": ("goals_text",), "pairs": ("why",), "checkins": ("next_step", "contact_me")}
_EMPTIED = {"log": ("text", "result")}
_NUMBERED = {"pairs": ("end_reason",)}
_LEFT_OUT = msg("(left out in this copy)")


@dataclass(frozen=True)
class Copied:
    """What was written: the program file of the copy, how many persons have a made-up name, and tables left out because something in them is wrong."""

    path: Path
    persons: int
    left_out: tuple[str, ...] = ()


def masked_copy(program: Program, folder: Path, specs: Sequence[TableSpec], *, comments: frozenset[str] = frozenset(), real_ids: bool = False) -> Copied:
    """Write the programme and its tables into ``folder``; with ``real_ids`` ids and free text stay, contacts never come along.

    ``comments`` are survey questions that are answered in words. A table with problems is left out and named. Raises
    :class:`~mentorkit.errors.InvalidProgram` when something in the file itself is wrong.
    """
    if program.broken:
        raise InvalidProgram(msg("Mend these lines of {file} first; a copy would lose them:", file=program.path.name), program.wrong, file=program.path.name)
    read = {spec.name: read_table(program, spec) for spec in specs if named(program, spec.name)}
    fine = {name: table for name, table in read.items() if not table.problems}
    names = {} if real_ids else _names(program, fine)
    hide = _nothing_hidden if real_ids else _Hidden(program, comments)
    for name, table in fine.items():
        files.write_bytes(folder / f"{name}.csv", _csv(hide(name, _renamed(table.frame, names))))
    path = folder / FILE_NAME
    intent = _intent(program.intent, fine, names, real_ids=real_ids)
    files.write_text(path, new_text("{}", {}, as_written(intent), lambda _: None))  # written anew: a comment may hold a name
    return Copied(path, len(set(names.values())), tuple(name for name in read if name not in fine))


def _names(program: Program, tables: Mapping[str, ReadTable]) -> dict[str, str]:
    """A made-up name for each person, by :func:`same_id`; those who take part have short ones, sorted as the rooms sort ids."""
    plan = program.intent.pairing
    named_by_hand = [person for pair in ((*plan.required_pairs, *plan.excluded_pairs) if plan else ()) for person in (pair.mentee, pair.mentor)]
    part = _spelled([*(person for name in _TAKE_PART if name in tables for person in _persons(tables[name].frame, ("person_id", "mentee_id", "mentor_id"))), *named_by_hand])
    everybody = _spelled(person for table in tables.values() for person in (*_persons(table.frame, _ONE), *_listed(table.frame)))
    others = {key: person for key, person in everybody.items() if key not in part}
    names = first_names(len(part), program.intent.language, program.intent.seed)
    parts = max((len(name.split()) for name in names), default=0)
    return _in_order(part, names) | _in_order(others, first_names(len(others), program.intent.language, program.intent.seed, more_than=max(1, parts)))


def _in_order(spelled: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return dict(zip(sorted(spelled, key=lambda key: (spelled[key], key)), names, strict=True))


def _spelled(persons: Iterable[str]) -> dict[str, str]:
    """The first spelling of each person."""
    first: dict[str, str] = {}
    for person in persons:
        first.setdefault(same_id(person), person)
    return first


def _persons(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    return [str(person) for name in columns if name in frame for person in frame[name].dropna()]


def _listed(frame: pd.DataFrame) -> list[str]:
    return [str(person) for name in _SEVERAL if name in frame for several in frame[name] for person in several]


def _renamed(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    if not names:
        return frame

    def name(person: Any) -> str:
        return names[same_id(str(person))]

    one = {column: frame[column].map(name, na_action="ignore") for column in _ONE if column in frame}
    several = {column: frame[column].map(lambda people: tuple(map(name, people))) for column in _SEVERAL if column in frame}
    return frame.assign(**one, **several)


class _Hidden:
    """Takes out of a table what people wrote in their own words, and keeps how often they did."""

    def __init__(self, program: Program, comments: frozenset[str]) -> None:
        self._say: Callable[[Message], str] = program.text.plain
        self._comments = {name.casefold() for name in comments}
        texts = [criterion for criterion in (program.intent.pairing.criteria if program.intent.pairing else ()) if criterion.kind == "text"]
        # a criterion reads these, so the column stays and holds no answer; that is counted like any missing answer
        self._compared = {
            "mentees": {criterion.mentee or criterion.column or "" for criterion in texts},
            "mentors": {criterion.mentor or criterion.column or "" for criterion in texts},
        }
        steering = program.intent.steering
        self._controls = sorted((control.what for control in (steering.controls if steering else ()) if control.what), key=len, reverse=True)

    def __call__(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        words = self._say(_LEFT_OUT)
        compared = [name for name in self._compared.get(table, ()) if name in frame]
        frame = frame.drop(columns=[name for name in _DROPPED.get(table, ()) if name in frame and name not in compared])
        frame = frame.assign(**{name: pd.NA for name in compared})
        for name in _EMPTIED.get(table, ()):
            if name in frame:
                frame = frame.assign(**{name: frame[name].map(lambda written: self._control_in(written) or words, na_action="ignore")})
        for name in _NUMBERED.get(table, ()):
            if name in frame:
                frame = frame.assign(**{name: self._numbered(frame[name])})
        return self._survey(frame, words) if table == "survey" else frame

    def _control_in(self, written: str) -> str:
        """The planned control that an entry of the log is about; its words stand in the file, so they tell nothing new."""
        plain = " ".join(str(written).casefold().split())
        return next((control for control in self._controls if " ".join(control.casefold().split()) in plain), "")

    def _numbered(self, column: pd.Series) -> pd.Series:
        known = {value: self._say(msg("reason {n}", n=n)) for n, value in enumerate(column.dropna().unique(), 1)}
        return column.map(known, na_action="ignore")

    def _survey(self, frame: pd.DataFrame, words: str) -> pd.DataFrame:
        """Answers in words are replaced, in a long table by their row, in a wide one by their column."""
        wide = [name for name in frame if str(name).casefold() in self._comments]
        frame = frame.assign(**{name: frame[name].where(frame[name].isna(), words) for name in wide})
        if {"item", "answer"} <= set(frame.columns):
            written = frame["item"].str.casefold().isin(self._comments).fillna(False)
            frame = frame.assign(answer=frame["answer"].where(~written | frame["answer"].isna(), words))
        return frame


def _nothing_hidden(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def _intent(intent: ProgramFile, tables: Mapping[str, ReadTable], names: Mapping[str, str], *, real_ids: bool) -> ProgramFile:
    """The file with its tables beside it in our own headings, and with the pairs named by hand under their new names."""
    changed: dict[str, Any] = {"tables": Tables(**{name: TableSource(file=f"{name}.csv") for name in tables})}
    if intent.pairing and not real_ids:
        changed["pairing"] = _pairs(intent.pairing, names, text_for(intent.language).plain(_LEFT_OUT))
    return intent.model_copy(update=changed)


def _pairs(plan: PairingPlan, names: Mapping[str, str], words: str) -> PairingPlan:
    """Required and excluded pairs under made-up names; their reasons can tell who is meant, so ``words`` stand there instead."""
    return plan.model_copy(
        update={
            key: tuple(NamedPair(mentee=names[same_id(pair.mentee)], mentor=names[same_id(pair.mentor)], why=words if pair.why else None) for pair in getattr(plan, key))
            for key in ("required_pairs", "excluded_pairs")
            if getattr(plan, key)
        }
    )


def _csv(frame: pd.DataFrame) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    frame = frame.drop(columns="_row")
    writer.writerow(frame.columns)
    writer.writerows([_cell(value) for value in row] for row in frame.itertuples(index=False))
    return stream.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    """One value as the tables of this product write it."""
    if isinstance(value, tuple):
        return ";".join(value)
    if pd.isna(value):
        return ""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
