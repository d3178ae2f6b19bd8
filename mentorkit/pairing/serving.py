"""Compiled: mentees served one after the other. Each function gives how many pairs it makes and their points."""

from __future__ import annotations

from typing import Any

from mentorkit.pairing.compiled import compiled

__all__ = ["by_lot", "in_turn"]


@compiled
def in_turn(points: Any, can: Any, left: Any, order: Any) -> tuple[int, int]:
    """Each takes the best mentor with a seat left, the first of equally good ones."""
    pairs, total = 0, 0
    for row in order:
        best, most = -1, -1
        for column in range(len(left)):
            if can[row, column] and left[column] > 0 and points[row, column] > most:
                best, most = column, points[row, column]
        if best >= 0:
            left[best] -= 1
            pairs, total = pairs + 1, total + most
    return pairs, total


@compiled
def by_lot(points: Any, can: Any, left: Any, order: Any, lots: Any) -> tuple[int, int]:
    """Each draws one of its mentors with a seat left, all of them equally likely. ``lots`` are (mentees, tries) in [0, 1).

    All mentors are drawn from first, and a draw counts when it can be had; that is as fair, and mostly ends soon.
    """
    pairs, total, m = 0, 0, len(left)
    for place, row in enumerate(order):
        column = -1
        for lot in lots[place, :-1]:
            drawn = int(lot * m)
            if can[row, drawn] and left[drawn] > 0:
                column = drawn
                break
        if column < 0:
            count = 0
            for other in range(m):
                count += can[row, other] and left[other] > 0
            rest = int(lots[place, -1] * count)
            for other in range(m):
                if column < 0 and can[row, other] and left[other] > 0:
                    if rest == 0:
                        column = other
                    rest -= 1
        if column >= 0:
            left[column] -= 1
            pairs, total = pairs + 1, total + int(points[row, column])
    return pairs, total
