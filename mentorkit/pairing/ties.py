"""Which of several equally good assignments is taken: decided by row and column order alone, never by a solver."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["lowest_first"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def lowest_first(tight: Mask, may_stay_out: Mask, must_be_full: Mask, seats: Whole, mentor: Whole) -> Whole:
    """The best assignment in which the first row has its lowest possible column, then the second row, and so on.

    With proven prices the best assignments are exactly those that use ``tight`` pairs only, leave out only rows that
    ``may_stay_out`` and fill every column that ``must_be_full``. So no second optimisation is needed: for each row in turn
    the others make room along tight pairs, if they can. Being left out counts as the last column.
    """
    n, m = tight.shape
    options = np.column_stack([tight, may_stay_out])  # the last column is "nobody", with a seat for everyone
    at = np.where(mentor >= 0, mentor, m)
    free = np.append(seats - np.bincount(mentor[mentor >= 0], minlength=m), n + 1)
    must = np.append(must_be_full, False)
    movable = np.flatnonzero(options.sum(axis=1) > 1)
    reached_by = np.ascontiguousarray(options[movable].T)
    for place, row in enumerate(movable):
        better = np.flatnonzero(options[row, : at[row]])
        if len(better):
            _move(int(row), better, at, free, must, movable[place + 1 :], reached_by[:, place + 1 :])
    return np.where(at < m, at, -1)


def _move(row: int, better: Whole, at: Whole, free: Whole, must: Mask, later: Whole, reached_by: Mask) -> None:
    """Give ``row`` the lowest of the ``better`` columns for which later rows can make room.

    Taking a seat in a column and leaving ``left`` must balance: a chain of moves leads from the column to ``left``. A column with
    a free seat can simply keep one more, a column that need not be full can simply lose one; so a chain may jump from any of
    the first to any of the second.
    """
    left = int(at[row])
    step_row = np.full(len(free), -1, np.int64)
    step_to = np.full(len(free), -1, np.int64)
    known, jump, here = np.zeros(len(free), bool), -1, at[later]
    known[left] = True
    front = np.array([left])
    while True:
        if jump < 0 and not must[front].all():
            jump = int(front[~must[front]][0])  # whoever has room may jump here
            more = np.flatnonzero((free > 0) & ~known)
            step_to[more], known[more] = jump, True
            front = np.concatenate([front, more])
        if known[better[0]]:
            break
        hits = reached_by[front]
        can = np.flatnonzero(hits.any(axis=0) & ~known[here])
        if not len(can):
            break
        columns, first = np.unique(here[can], return_index=True)
        rows = can[first]
        step_row[columns] = later[rows]
        step_to[columns] = front[hits[:, rows].argmax(axis=0)]
        known[columns] = True
        front = columns
    if not known[better].any():
        return
    column = target = int(better[known[better]][0])
    moves = []
    while column != left:
        if step_row[column] >= 0:
            moves.append((int(step_row[column]), int(step_to[column])))
        column = int(step_to[column])
    _place(row, target, at, free)
    for other, to in moves:
        _place(other, to, at, free)


def _place(row: int, column: int, at: Whole, free: Whole) -> None:
    free[at[row]] += 1
    free[column] -= 1
    at[row] = column
