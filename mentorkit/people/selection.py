"""Who takes part: withdrawn, not eligible, not selected, selected; decided by the audiences section and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.people.eligibility import Gate, GateRow, Side, answered, gate_rows, gates
from mentorkit.people.ids import own_spelling
from mentorkit.people.people import People
from mentorkit.program.model import Audiences, Condition, MenteeAudience
from mentorkit.program.problems import Warned
from mentorkit.program.program import Program
from mentorkit.text import Message, msg, msg_n

__all__ = ["LINES", "MENTEE_STATES", "Draw", "Selection", "selected"]

MENTEE_STATES = ("selected", "not_selected", "ineligible", "withdrawn")
# every row of a table stands in exactly one of these; the first two take part
LINES = ("selected", "eligible", "not_drawn", "came_later", "by_hand", "conditions", "manager_no", "manager_open", "no_consent", "not_willing", "withdrawn")
Flags = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Draw:
    """How places were given when more were eligible than there are. ``required`` of the selected were taken before the others, for a required pair.

    A lottery is repeated from ``seed``: the numbers of the ``candidates`` in the order of the alphabet, mixed by
    ``numpy.random.default_rng(seed).permutation(candidates)``; who comes first gets a place.
    """

    how: Literal["lottery", "first_come"]
    candidates: int
    places: int
    required: int
    seed: int

    @property
    def waiting(self) -> int:
        """Who is eligible and has no place."""
        return self.candidates - self.places


@dataclass(frozen=True, eq=False)
class Selection:
    """One row per person, in the order of the tables.

    ``mentees``: person_id; status selected, not_selected, ineligible or withdrawn; reason, a message for whoever is
    ineligible or not selected (the first gate that is not passed), otherwise empty text; line, where the person stands in
    the account (one of :data:`LINES`); turn, the place in the order in which places are given (from 1), blank for whoever was no candidate.
    ``mentors``: the same columns; status eligible, ineligible or withdrawn; nobody has a turn.
    ``draw`` is ``None`` when everybody who is eligible has a place.
    """

    mentees: pd.DataFrame
    mentors: pd.DataFrame
    warnings: tuple[Warned, ...] = ()
    gates: tuple[GateRow, ...] = ()
    draw: Draw | None = None

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

    Whoever withdrew is out first; then own consent (``no``), a mentor's willingness (``no``), the conditions, a required
    consent of the line manager. When more are eligible than the planned size, ``first_come`` takes the earliest ``applied_on``
    (blank last, ties by id), ``lottery`` draws with the programme's seed among the ids in order, ``all`` takes everybody.
    A mentee of a required pair is taken before the others. Without an audiences section everybody takes part.
    """
    audiences = program.intent.audiences
    plan = audiences.mentees if audiences else None
    warnings: list[Warned] = []
    mentees, mentors = _Side(people.mentees, "mentees", audiences, "selected"), _Side(people.mentors, "mentors", audiences, "eligible")
    if plan and plan.manager_consent == "required" and len(people.mentees) and "manager_consent" not in people.mentees:
        text = msg("The consent of line managers is required, but the mentees table has no column manager_consent; nobody was left out for it.")
        warnings.append(Warned("MK-W302", text, "audiences", count=len(people.mentees)))
    mentees.mark((mentees.status == "selected") & answered(people.mentees, "status", "waiting"), "not_selected", "by_hand", msg("put on the waiting list by hand"))
    draw = _give_places(program, mentees, plan, warnings) if plan else None
    return Selection(mentees.frame(), mentors.frame(), tuple(warnings), (*mentees.counted, *mentors.counted), draw)


class _Side:
    """One side while it is sorted: status, line, reason and turn of each row."""

    def __init__(self, people: pd.DataFrame, side: Side, audiences: Audiences | None, otherwise: str) -> None:
        self.people, n = people, len(people)
        self.status, self.line = np.full(n, otherwise, dtype=object), np.full(n, otherwise, dtype=object)
        self.reason, self.turn = np.full(n, "", dtype=object), np.zeros(n, dtype=np.int64)
        there = ~answered(people, "status", "withdrawn")
        found = gates(people, side, audiences)
        self.counted = gate_rows(found, there, side)
        for gate in found:
            for who, line, why in _stopped(gate, people):
                self.mark((self.status == otherwise) & who, "ineligible", line, why)
        self.mark(~there, "withdrawn", "withdrawn", "")

    def mark(self, who: Flags, status: str, line: str, why: Message | str) -> None:
        self.status[who], self.line[who] = status, line
        for place in np.flatnonzero(who):
            self.reason[place] = why

    def frame(self) -> pd.DataFrame:
        index = self.people.index
        columns = {name: pd.Series(getattr(self, name), index=index, dtype=object) for name in ("status", "reason", "line")}
        turn = pd.Series(self.turn, index=index, dtype="Int64")
        return pd.DataFrame({"person_id": self.people["person_id"], **columns, "turn": turn.mask(turn == 0)})


_OWN = {"consent": ("no_consent", msg("did not agree to take part")), "willing": ("not_willing", msg("is not willing to mentor"))}
_HOW = {"lottery": ("not_drawn", msg("not drawn in the lottery")), "first_come": ("came_later", msg("applied after the places were taken"))}


def _stopped(gate: Gate, people: pd.DataFrame) -> Iterator[tuple[Flags, str, Message]]:
    """Who does not pass a gate, with the line and the reason: later ones only for whom no earlier one holds."""
    if gate.condition is not None:
        if gate.condition.column is not None:
            yield ~gate.passes & gate.blank, "conditions", msg("{column} is not answered", column=gate.condition.column)
        yield ~gate.passes, "conditions", _not_met(gate.condition)
    elif gate.kind == "manager":
        yield answered(people, "manager_consent", "no"), "manager_no", msg("the line manager said no")
        yield ~gate.passes, "manager_open", msg("the line manager has not agreed")
    else:
        yield (~gate.passes, *_OWN[gate.kind])


def _give_places(program: Program, side: _Side, plan: MenteeAudience, warnings: list[Warned]) -> Draw | None:
    """Give the places among those who are still in; ``None`` when there is one for everybody."""
    candidates = np.flatnonzero(side.status == "selected")
    if plan.size is None or plan.selection == "all" or len(candidates) <= plan.size:
        return None
    order, required = _order(program, side.people, candidates, plan.selection, warnings)
    side.turn[order] = np.arange(1, len(order) + 1)
    left = np.zeros(len(side.people), bool)
    left[order[plan.size :]] = True
    side.mark(left, "not_selected", *_HOW[plan.selection])
    return Draw(plan.selection, len(order), plan.size, min(required, plan.size), program.intent.seed)


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


def _order(program: Program, frame: pd.DataFrame, candidates: Places, how: str, warnings: list[Warned]) -> tuple[Places, int]:
    """Candidates in the order in which they are taken, and how many of them are in a required pair."""
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
    return candidates[np.array(turns, dtype=np.int64)], sum(person in required for person in ids)
