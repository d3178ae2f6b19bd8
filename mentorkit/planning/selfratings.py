"""What people rate themselves on a competency in the sign-up forms, counted per side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mentorkit.people.people import People
from mentorkit.people.selection import Selection

__all__ = ["SIDES", "Rating", "Side", "column_of", "needing", "rating_of", "same_name", "side_frame", "unknown_columns"]

Side = Literal["mentor", "mentee"]
SIDES: tuple[Side, ...] = ("mentor", "mentee")
_PREFIX = "rate_"


@dataclass(frozen=True)
class Rating:
    """Self-ratings of one side on one competency, 1 to 5.

    ``no_table``: there is no table of that side yet. ``not_asked``: it has no such column. ``no_data``: nobody answered.
    ``n`` answered, ``blank`` did not; ``below`` of those who answered rate themselves below the needed level.
    """

    state: Literal["no_table", "not_asked", "no_data", "rated"]
    n: int = 0
    blank: int = 0
    mean: float | None = None
    below: int = 0


def column_of(competency: str) -> str:
    """The column of the sign-up table that asks for it: ``rate_listening``."""
    return _PREFIX + competency.casefold()


def side_frame(side: Side, people: People | None, selection: Selection | None) -> pd.DataFrame | None:
    """Those of one side who take part: selected mentees, mentors who can mentor; ``None`` without a table of that side."""
    table = f"{side}s"
    if people is None or table not in people.named:
        return None
    frame: pd.DataFrame = getattr(people, table)
    if selection is None:
        return frame
    return frame[frame["person_id"].isin(selection.mentee_ids if side == "mentee" else selection.mentor_ids)]


def rating_of(frame: pd.DataFrame | None, competency: str, needed: int) -> Rating:
    """Count, mean and how many are below the needed level."""
    if frame is None:
        return Rating("no_table")
    name = _column(frame, competency)
    if name is None:
        return Rating("not_asked")
    answers = [int(value) for value in frame[name].dropna()]
    blank = len(frame) - len(answers)
    if not answers:
        return Rating("no_data", 0, blank)
    return Rating("rated", len(answers), blank, math.fsum(answers) / len(answers), sum(value < needed for value in answers))


def needing(frame: pd.DataFrame | None, competency: str, needed: int) -> tuple[bool, ...]:
    """Person by person: true below the needed level, and true without an answer, for a blank is no proof of being able."""
    if frame is None:
        return ()
    name = _column(frame, competency)
    if name is None:
        return (True,) * len(frame)
    return tuple(bool(value) for value in ~(frame[name] >= needed).fillna(False).astype(bool))


def _column(frame: pd.DataFrame, competency: str) -> str | None:
    return next((str(name) for name in frame.columns if same_name(str(name)) == same_name(column_of(competency))), None)


def unknown_columns(people: People | None, competencies: Sequence[str]) -> tuple[str, ...]:
    """Columns that rate something which is no competency of the file."""
    if people is None:
        return ()
    known = {same_name(column_of(competency)) for competency in competencies}
    names = [str(name) for frame in (people.mentors, people.mentees) for name in frame.columns if str(name).startswith(_PREFIX)]
    return tuple(dict.fromkeys(name for name in names if same_name(name) not in known))


def same_name(name: str) -> str:
    # a short name may hold hyphens; headings with spaces become underscores when they are read
    return name.casefold().replace("-", "_")
