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
    """Give ``row`` the lowest of the ``better`` columns for which later rows can make room."""
    left = at[row]
    # the seat that is left must be taken again where the column has to stay full
    room = np.zeros(len(free), bool) if must[left] else free > 0
    room[left] = True
    if room[better[0]]:
        _place(row, int(better[0]), at, free)
        return
    step_row = np.full(len(free), -1, np.int64)
    step_to = np.full(len(free), -1, np.int64)
    known, front, here = room.copy(), np.flatnonzero(room), at[later]
    while len(front) and not known[better[0]]:
        hits = reached_by[front]
        can = np.flatnonzero(hits.any(axis=0) & ~known[here])
        columns, first = np.unique(here[can], return_index=True)
        rows = can[first]
        step_row[columns] = later[rows]
        step_to[columns] = front[hits[:, rows].argmax(axis=0)]
        known[columns] = True
        front = columns
    if not known[better].any():
        return
    column, moves = int(better[known[better]][0]), []
    while not room[column]:
        moves.append((int(step_row[column]), int(step_to[column])))
        column = moves[-1][1]
    _place(row, int(better[known[better]][0]), at, free)
    for other, to in moves:
        _place(other, to, at, free)


def _place(row: int, column: int, at: Whole, free: Whole) -> None:
    free[at[row]] += 1
    free[column] -= 1
    at[row] = column
