"""Who takes part: withdrawn, not eligible, not selected, selected; decided by the audiences section and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.people.conditions import meets
from mentorkit.people.ids import own_spelling
from mentorkit.people.people import People
from mentorkit.program.model import Condition
from mentorkit.program.problems import Warned
from mentorkit.program.program import Program
from mentorkit.text import Message, msg, msg_n

__all__ = ["MENTEE_STATES", "Selection", "selected"]

MENTEE_STATES = ("selected", "not_selected", "ineligible", "withdrawn")
Flags = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Selection:
    """One row per person, in the order of the tables.

    ``mentees``: person_id; status selected, not_selected, ineligible or withdrawn; reason, a message for whoever is
    ineligible or not selected (the first condition that is not met), otherwise empty text.
    ``mentors``: the same columns; status eligible, ineligible or withdrawn.
    """

    mentees: pd.DataFrame
    mentors: pd.DataFrame
    warnings: tuple[Warned, ...] = ()

    @property
    def mentee_ids(self) -> tuple[str, ...]:
        """Who is to have a mentor."""
        return tuple(self.mentees.loc[self.mentees["status"] == "selected", "person_id"])

    @property
    def mentor_ids(self) -> tuple[str, ...]:
        """Who can mentor."""
        return tuple(self.mentors.loc[self.mentors["status"] == "eligible", "person_id"])

    def count(self, status: str) -> int:
        """How many mentees have that status."""
        return int((self.mentees["status"] == status).sum())


def selected(program: Program, people: People) -> Selection:
    """Apply eligibility, consent and the way of selecting to both tables.

    Whoever withdrew is out first. When more are eligible than the planned size, ``first_come`` takes the earliest
    ``applied_on`` (blank last, ties by id), ``lottery`` draws with the programme's seed among the ids in order, ``all`` takes
    everybody. A mentee of a required pair is taken before the others. Without an audiences section everybody takes part.
    """
    audiences = program.intent.audiences
    of_mentees, of_mentors = (audiences.mentees, audiences.mentors) if audiences else (None, None)
    frame = people.mentees
    warnings: list[Warned] = []
    status, reason = _eligible(frame, of_mentees.eligible if of_mentees else (), "selected")
    if of_mentees and of_mentees.manager_consent == "required":
        _mark(status, reason, (status == "selected") & ~_consent(frame, warnings), "ineligible", msg("the line manager has not agreed"))
    _mark(status, reason, (status == "selected") & _is(frame, "status", "waiting"), "not_selected", msg("put on the waiting list by hand"))
    candidates = np.flatnonzero(status == "selected")
    if of_mentees and of_mentees.size is not None and of_mentees.selection != "all" and len(candidates) > of_mentees.size:
        left = np.zeros(len(frame), bool)
        left[_order(program, frame, candidates, of_mentees.selection, warnings)[of_mentees.size :]] = True
        _mark(status, reason, left, "not_selected", _HOW[of_mentees.selection])
    mentors = people.mentors
    statuses = _frame(frame, status, reason), _frame(mentors, *_eligible(mentors, of_mentors.eligible if of_mentors else (), "eligible"))
    return Selection(*statuses, tuple(warnings))


_HOW = {"lottery": msg("not drawn in the lottery"), "first_come": msg("applied after the places were taken")}


def _eligible(frame: pd.DataFrame, conditions: Sequence[Condition], otherwise: str) -> tuple[Objects, Objects]:
    """Status and reason of one side before anybody is chosen."""
    status, reason = np.full(len(frame), otherwise, dtype=object), np.full(len(frame), "", dtype=object)
    for condition in conditions:
        stopped = (status == otherwise) & ~np.asarray(meets(frame, (condition,)), dtype=bool)
        blank = stopped & np.isin(np.arange(len(frame)), _blank(frame, condition))
        _mark(status, reason, stopped & ~blank, "ineligible", _not_met(condition))
        _mark(status, reason, blank, "ineligible", msg("{column} is not answered", column=condition.column or ""))
    _mark(status, reason, _is(frame, "status", "withdrawn"), "withdrawn", "")
    return status, reason


def _mark(status: Objects, reason: Objects, who: Flags, new: str, why: Message | str) -> None:
    status[who] = new
    for place in np.flatnonzero(who):
        reason[place] = why


def _frame(frame: pd.DataFrame, status: Objects, reason: Objects) -> pd.DataFrame:
    columns = {"status": pd.Series(status, index=frame.index, dtype=object), "reason": pd.Series(reason, index=frame.index, dtype=object)}
    return pd.DataFrame({"person_id": frame["person_id"], **columns})


def _blank(frame: pd.DataFrame, condition: Condition) -> Places:
    """Rows that do not answer the one column of a plain condition."""
    if condition.column is None or condition.filled is not None:
        return np.zeros(0, dtype=np.int64)
    if condition.column not in frame:
        return np.arange(len(frame))
    return np.flatnonzero(meets(frame, (Condition.model_validate({"column": condition.column, "filled": False}),)))


def _not_met(condition: Condition) -> Message:
    column = condition.column or ""
    if condition.equals is not None:
        return msg("{column} is not {value}", column=column, value=condition.equals)
    if condition.in_ is not None:
        return msg("{column} is none of: {values}", column=column, values=condition.in_)
    if condition.at_least is not None:
        return msg("{column} is below {value}", column=column, value=_number(condition.at_least))
    if condition.at_most is not None:
        return msg("{column} is above {value}", column=column, value=_number(condition.at_most))
    if condition.before is not None:
        return msg("{column} is not before {day}", column=column, day=condition.before)
    if condition.after is not None:
        return msg("{column} is not after {day}", column=column, day=condition.after)
    if condition.filled is not None:
        return msg("{column} is not filled in", column=column) if condition.filled else msg("{column} is filled in", column=column)
    return msg("several conditions together are not met")


def _number(value: float) -> float:
    return int(value) if value.is_integer() else value


def _order(program: Program, frame: pd.DataFrame, candidates: Places, how: str, warnings: list[Warned]) -> Places:
    """Candidates in the order in which they are taken."""
    ids = frame["person_id"].iloc[candidates].tolist()
    if how == "lottery":
        by_id = sorted(range(len(ids)), key=lambda place: ids[place])
        drawn = np.random.default_rng(program.intent.seed).permutation(len(ids))
        rank = {by_id[place]: turn for turn, place in enumerate(drawn.tolist())}
        key = [(0, rank[place], ids[place]) for place in range(len(ids))]
    else:
        days = frame["applied_on"].iloc[candidates] if "applied_on" in frame else pd.Series([pd.NaT] * len(ids))
        blank = int(days.isna().sum())
        if blank:
            text = msg_n(
                "{n} mentee has no day of application and comes last in the order of application.",
                "{n} mentees have no day of application and come last in the order of application.",
                blank,
            )
            warnings.append(Warned("MK-W301", text, "audiences", count=blank))
        key = [(1, 0, i) if pd.isna(day) else (0, day.value, i) for day, i in zip(days, ids, strict=True)]
    plan = own_spelling(program, frame["person_id"]).intent.pairing
    required = {pair.mentee for pair in plan.required_pairs} if plan else set()
    turns = sorted(range(len(ids)), key=lambda place: (ids[place] not in required, key[place]))
    return candidates[np.array(turns, dtype=np.int64)]


def _consent(frame: pd.DataFrame, warnings: list[Warned]) -> Flags:
    if "manager_consent" in frame:
        return _is(frame, "manager_consent", "yes")
    if len(frame):
        text = msg("The consent of line managers is required, but the mentees table has no column manager_consent; nobody was left out for it.")
        warnings.append(Warned("MK-W302", text, "audiences", count=len(frame)))
    return np.ones(len(frame), bool)


def _is(frame: pd.DataFrame, column: str, value: str) -> Flags:
    if column not in frame:
        return np.zeros(len(frame), bool)
    found: Flags = (frame[column] == value).fillna(False).to_numpy(dtype=bool)
    return found
