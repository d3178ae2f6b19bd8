"""Compiled: mentees looked at or served one after the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from mentorkit.pairing.compiled import compiled

__all__ = ["best_first", "by_lot", "in_turn", "next_best"]


@compiled
def next_best(points: Any, can: Any, rows: Any, own: Any) -> tuple[Any, Any]:
    """For each of ``rows`` the best allowed column other than its ``own``, the first of equally good ones, and its points; -1 and -1 for none."""
    column, most = np.full(len(rows), -1, np.int64), np.full(len(rows), -1, np.int64)
    for place in range(len(rows)):
        row, best, score = rows[place], -1, -1
        for j in range(points.shape[1]):
            if points[row, j] > score and can[row, j] and j != own[place]:
                best, score = j, points[row, j]
        column[place], most[place] = best, score
    return column, most


@compiled
def best_first(rows: Any, columns: Any, left: Any, n: int) -> Any:
    """Pairs in the given order, each made when the mentee waits and the mentor has a seat."""
    at = np.full(n, -1, np.int64)
    for e in range(len(rows)):
        if at[rows[e]] < 0 and left[columns[e]] > 0:
            at[rows[e]] = columns[e]
            left[columns[e]] -= 1
    return at


@compiled
def in_turn(points: Any, may: Any, left: Any, order: Any) -> Any:
    """Each takes the best mentor with a seat left, the first of equally good ones."""
    at = np.full(len(points), -1, np.int64)
    for row in order:
        most = -1
        for column in range(len(left)):
            if may[row, column] and left[column] > 0 and points[row, column] > most:
                at[row], most = column, points[row, column]
        if at[row] >= 0:
            left[at[row]] -= 1
    return at


@compiled
def by_lot(points: Any, can: Any, left: Any, order: Any, lots: Any) -> tuple[int, int]:
    """Each draws one of its mentors with a seat left, all of them equally likely. ``lots`` are (mentees, tries) in [0, 1).

    All mentors with a seat left are drawn from first, and a draw counts when the rules allow it; that is as fair, and mostly ends soon.
    """
    pairs, total = 0, 0
    free = np.flatnonzero(left > 0)
    count = len(free)
    for turn, row in enumerate(order):
        place = -1
        for lot in lots[turn, :-1]:
            drawn = min(int(lot * count), count - 1)
            if count > 0 and can[row, free[drawn]]:
                place = drawn
                break
        if place < 0:
            may = 0
            for other in range(count):
                may += can[row, free[other]]
            rest = min(int(lots[turn, -1] * may), may - 1)
            for other in range(count):
                if can[row, free[other]]:
                    if rest == 0:
                        place = other
                    rest -= 1
        if place >= 0:
            column = free[place]
            pairs, total = pairs + 1, total + int(points[row, column])
            left[column] -= 1
            if left[column] == 0:
                count -= 1
                free[place] = free[count]
    return pairs, total
