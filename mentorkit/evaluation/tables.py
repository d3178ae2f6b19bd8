"""The tables of the evaluation: what items and outcomes may hold, and what a survey question is."""

from __future__ import annotations

import datetime
import difflib
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from mentorkit.people.columns import ColumnSpec, ReadTable, TableSpec, empty_frame
from mentorkit.people.faults import Faults, shortened
from mentorkit.people.tables import named, read_table
from mentorkit.program.program import Program
from mentorkit.text import Message, msg, msg_n

__all__ = ["ITEMS", "OUTCOMES", "ROLES", "SCALES", "WAVES", "Item", "file_of", "near", "read_items", "read_outcomes", "wave_days"]

ROLES = ("mentee", "mentor", "manager")
WAVES = ("start", "middle", "end", "after")
SCALES = ("1-5", "0-10", "yes_unsure_no", "number", "one", "many", "text")
_WITH_OPTIONS = ("one", "many")
_REVERSIBLE = ("1-5", "0-10", "yes_unsure_no")

ITEMS = TableSpec(
    "items",
    (
        ColumnSpec("id", "id", required=True, filled=True),
        ColumnSpec("text", "text", required=True, filled=True),
        ColumnSpec("scale", "choice", required=True, filled=True, allowed=SCALES),
        ColumnSpec("reverse", "yes_no"),
        ColumnSpec("roles", "list"),
        ColumnSpec("waves", "list"),
        ColumnSpec("options", "list"),
        ColumnSpec("since", "date"),
    ),
    key=("id",),
)
OUTCOMES = TableSpec(
    "outcomes",
    (
        ColumnSpec("person_id", "id", required=True, filled=True),
        ColumnSpec("group", "choice", required=True, filled=True, allowed=("participant", "comparison")),
        ColumnSpec("observed_from", "date", required=True, filled=True),
        ColumnSpec("observed_until", "date", required=True, filled=True),
        ColumnSpec("left_on", "date"),
        ColumnSpec("left_kind", "choice", allowed=("regretted", "other")),
        ColumnSpec("promoted_on", "date"),
        ColumnSpec("moved_on", "date"),
    ),
    prefixes=(ColumnSpec("baseline_", "number"),),
    key=("person_id",),
)
EVENTS = ("left_on", "promoted_on", "moved_on")


@dataclass(frozen=True)
class Item:
    """One question of the survey. Empty ``roles`` or ``waves``: asked of everybody, in every wave; ``since``: the first day it existed."""

    id: str
    text: str
    scale: str
    reverse: bool = False
    roles: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    since: datetime.date | None = None

    def for_role(self, role: str) -> bool:
        """Whether the question is meant for this role at all."""
        return not self.roles or role in self.roles

    def asked(self, wave: str, day: datetime.date | None) -> bool:
        """Whether it was asked in this wave, held on ``day``; an undated wave is taken to come after ``since``."""
        if self.waves and wave not in self.waves:
            return False
        return self.since is None or day is None or self.since <= day

    @property
    def numeric(self) -> bool:
        """Whether answers can be averaged (yes counts 1, unsure one half, no 0)."""
        return self.scale in ("1-5", "0-10", "yes_unsure_no", "number")


def read_items(program: Program) -> tuple[tuple[Item, ...], ReadTable]:
    """The items in the order of their table, and the table with everything that is wrong in it."""
    read = read_table(program, ITEMS)
    faults = Faults("items", file_of(program, "items"))
    items = tuple(_item(row, faults) for row in read.frame.to_dict("records") if _whole(row))
    return items, replace(read, problems=(*read.problems, *faults.sealed()))


def read_outcomes(program: Program) -> ReadTable:
    """Outcomes as known on the programme's ``as_of``: later events do not count, windows end there."""
    read = read_table(program, OUTCOMES)
    if not {"person_id", "group", "observed_from", "observed_until"} <= set(read.frame.columns):
        return replace(read, frame=empty_frame(OUTCOMES))
    faults = Faults("outcomes", file_of(program, "outcomes"))
    _check_windows(read.frame, faults)
    frame, late = _as_of(read.frame, pd.Timestamp(program.as_of)) if program.as_of is not None else (read.frame, 0)
    if late:
        said = msg_n("{n} date in the outcomes lies after {day} and is not counted.", "{n} dates in the outcomes lie after {day} and are not counted.", late, day=program.as_of)
        faults.warn("MK-W801", said, late)
    return ReadTable(frame, (*read.problems, *faults.sealed()), (*read.warnings, *faults.warnings), read.card)


def wave_days(program: Program) -> dict[str, datetime.date | None]:
    """The day of each wave, in order; ``None`` where the schedule does not say."""
    waves = program.intent.schedule.waves
    return {name: getattr(waves, name) for name in WAVES}


def file_of(program: Program, table: str) -> str:
    """The name of the file a table lies in, for messages; empty when the table is not named."""
    source = getattr(program.intent.tables, table)
    return str(source.file) if named(program, table) and source is not None else ""


def near(word: str, allowed: tuple[str, ...]) -> Message:
    """A did-you-mean, or the plain advice to choose one of the allowed words."""
    close = difflib.get_close_matches(word, allowed, 1, 0.6) or difflib.get_close_matches(word.casefold(), allowed, 1, 0.6)
    return msg("Did you mean '{near}'?", near=close[0]) if close else msg("Use one of the allowed words.")


def _whole(row: dict[Any, Any]) -> bool:
    return all(isinstance(row.get(name), str) for name in ("id", "text", "scale"))


def _item(row: dict[Any, Any], faults: Faults) -> Item:
    since = row.get("since")
    item = Item(
        row["id"],
        row["text"],
        row["scale"],
        isinstance(row.get("reverse"), str) and row["reverse"] == "yes",
        tuple(word.casefold() for word in row.get("roles") or ()),
        tuple(word.casefold() for word in row.get("waves") or ()),
        tuple(row.get("options") or ()),
        None if since is None or pd.isna(since) else pd.Timestamp(since).date(),
    )
    place = int(row["_row"])
    for column, words, allowed in (("roles", item.roles, ROLES), ("waves", item.waves, WAVES)):
        for word in words:
            if word not in allowed:
                said = msg("found {value}.", value=f"'{shortened(word)}'")
                faults.add("MK-T801", said, msg("Allowed are: {allowed}.", allowed=allowed), near(word, allowed), row=place, column=column)
    if item.scale in _WITH_OPTIONS and len(item.options) < 2:
        said = msg("The question '{id}' has fewer than two options.", id=item.id)
        cure = msg("List the options in the column options, separated by semicolons.")
        faults.add("MK-T802", said, msg("The scales one and many need their options."), cure, row=place, column="options")
    if isinstance(row.get("reverse"), str) and row["reverse"] not in ("yes", "no"):
        said = msg("The question '{id}' is marked neither yes nor no.", id=item.id)
        faults.add("MK-T803", said, msg("Allowed are: {allowed}.", allowed=("yes", "no")), msg("Write yes or no in the column reverse."), row=place, column="reverse")
    if item.reverse and item.scale not in _REVERSIBLE:
        said = msg("The question '{id}' is marked as reverse.", id=item.id)
        faults.add("MK-T803", said, msg("Only the scales {scales} can be reversed.", scales=_REVERSIBLE), msg("Write no in the column reverse."), row=place, column="reverse")
    return item


def _check_windows(frame: pd.DataFrame, faults: Faults) -> None:
    for row in frame.loc[frame["observed_until"] < frame["observed_from"], "_row"]:
        said = msg("observed_until lies before observed_from.")
        faults.add("MK-T804", said, msg("A window ends after it begins."), msg("Correct the two dates."), row=int(row), column="observed_until")
    for event in (name for name in EVENTS if name in frame.columns):
        outside = (frame[event] < frame["observed_from"]) | (frame[event] > frame["observed_until"])
        for row in frame.loc[outside, "_row"]:
            said = msg("The date lies outside the time this person was observed.")
            allowed = msg("An event lies between observed_from and observed_until.")
            faults.add("MK-T805", said, allowed, msg("Correct the date, or widen the window."), row=int(row), column=event)


def _as_of(frame: pd.DataFrame, day: pd.Timestamp) -> tuple[pd.DataFrame, int]:
    later = frame["observed_from"] > day
    kept = frame[~later].copy()
    count = int(later.sum())
    for event in (name for name in EVENTS if name in kept.columns):
        after = kept[event] > day
        count += int(after.sum())
        kept.loc[after, event] = pd.NaT
    kept["observed_until"] = kept["observed_until"].clip(upper=day)
    return kept.reset_index(drop=True), count
