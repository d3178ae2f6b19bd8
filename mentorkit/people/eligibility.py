"""What people must pass to take part, one gate at a time: who passes it, who is kept out by it alone, who did not answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.people.conditions import lacks, meets
from mentorkit.program.model import Audiences, Condition

__all__ = ["Gate", "GateRow", "Side", "answered", "gate_rows", "gates"]

Side = Literal["mentees", "mentors"]
Kind = Literal["consent", "willing", "condition", "manager"]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Gate:
    """One thing that lets people in or keeps them out. ``passes`` and ``blank`` (gave no answer to it) have one flag for each row."""

    kind: Kind
    passes: Flags
    blank: Flags
    condition: Condition | None = None


@dataclass(frozen=True)
class GateRow:
    """One gate in counts, over everybody who did not withdraw: ``considered = passed + failed + unanswered``.

    ``unanswered`` do not pass because they gave no answer. ``alone`` are kept out by this gate and no other: so many more
    would be eligible without it.
    """

    side: Side
    kind: Kind
    condition: Condition | None
    considered: int
    passed: int
    failed: int
    unanswered: int
    alone: int


def gates(frame: pd.DataFrame, side: Side, audiences: Audiences | None) -> tuple[Gate, ...]:
    """The gates of one side in the order in which a reason is given: own consent, willingness, the conditions, the line manager's consent.

    A blank consent and an open or missing willingness keep nobody out; a condition and a required consent of the line manager do.
    A gate whose column the table does not have is not there (a condition is: nobody meets it).
    """
    part = getattr(audiences, side) if audiences else None
    return tuple(_gates(frame, side, part.eligible if part else (), required=side == "mentees" and part is not None and part.manager_consent == "required"))


def _gates(frame: pd.DataFrame, side: Side, conditions: Sequence[Condition], *, required: bool) -> Iterator[Gate]:
    none = np.zeros(len(frame), bool)
    if "consent" in frame:
        yield Gate("consent", ~answered(frame, "consent", "no"), none)
    if side == "mentors" and "willing" in frame:
        yield Gate("willing", ~answered(frame, "willing", "no"), none)
    for condition in conditions:
        yield Gate("condition", meets(frame, (condition,)), lacks(frame, condition), condition)
    if required and "manager_consent" in frame:
        yield Gate("manager", answered(frame, "manager_consent", "yes"), frame["manager_consent"].isna().to_numpy(dtype=bool))


def gate_rows(found: Sequence[Gate], considered: Flags, side: Side) -> tuple[GateRow, ...]:
    """Each gate in counts; ``considered`` flags the rows of people who did not withdraw."""
    stopped = [considered & ~gate.passes for gate in found]
    times = np.sum(stopped, axis=0) if stopped else np.zeros(len(considered), int)
    n = int(considered.sum())
    return tuple(
        GateRow(side, gate.kind, gate.condition, n, n - int(out.sum()), int((out & ~gate.blank).sum()), int((out & gate.blank).sum()), int((out & (times == 1)).sum()))
        for gate, out in zip(found, stopped, strict=True)
    )


def answered(frame: pd.DataFrame, column: str, value: str) -> Flags:
    """Which rows answer ``value`` in ``column``; nobody where the table has no such column."""
    if column not in frame:
        return np.zeros(len(frame), bool)
    found: Flags = (frame[column] == value).fillna(False).to_numpy(dtype=bool)
    return found
