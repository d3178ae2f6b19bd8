"""Compiled: the best total of one pair, two pairs, three pairs and so on, each with its proof."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.compiled import compiled

__all__ = ["FAR", "grow"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
FAR = 2**60


@compiled
def grow(table: Any, turned: Any, seats: Whole, first: int) -> tuple[Whole, int, Mask]:
    """Best totals of 0, 1, 2, ... pairs; at how many the total is highest; whether each total was proven (from ``first``, or the highest, on).

    One more pair at a time along the chain of moves that adds most (successive shortest paths, Ahuja, Magnanti and Orlin 1993, section
    9.7). The proof of a number k of pairs: with prices ``p >= 0`` of mentors and the value ``least`` of a pair, no k pairs have more than
    ``sum(max(0, max(s - p) - least)) + sum(p * seats) + k * least``, and these k have just that.
    """
    n, m = table.shape
    price, taken, at = np.zeros(m, np.int64), np.zeros(m, np.int64), np.full(n, -1, np.int64)
    head, after = np.full(m, -1, np.int64), np.full(n, -1, np.int64)
    top, best_row = np.full(m, -FAR, np.int64), np.full(m, -1, np.int64)  # of those without a mentor, who gives this mentor most
    least, total, pairs, best = np.int64(0), np.int64(0), 0, 0
    totals, proven = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.bool_)
    for j in range(m):
        for i in range(n):
            if turned[j, i] > top[j]:
                top[j], best_row[j] = turned[j, i], i
        least = max(least, top[j])
    distance, via, settled = np.empty(m, np.int64), np.empty(m, np.int64), np.empty(m, np.bool_)
    rising = True
    while True:
        # the cheapest chain from somebody without a mentor to a free seat
        for j in range(m):
            distance[j] = least - (top[j] - price[j]) if best_row[j] >= 0 and seats[j] > 0 else FAR
            via[j], settled[j] = best_row[j], False
        end = -1
        while True:
            near = -1
            for j in range(m):
                if not settled[j] and distance[j] < FAR and (near < 0 or distance[j] < distance[near] or (distance[j] == distance[near] and taken[j] < seats[j] <= taken[near])):
                    near = j
            if near < 0:
                break
            if taken[near] < seats[near]:
                end = near
                break
            settled[near] = True
            row = head[near]
            while row >= 0:
                base = distance[near] + table[row, near] - price[near]
                for j in range(m):
                    if not settled[j] and table[row, j] > -FAR and seats[j] > 0:
                        d = base - table[row, j] + price[j]
                        if d < distance[j]:
                            distance[j], via[j] = d, row
                row = after[row]
        falls = end < 0 or least - distance[end] < 0
        if rising and falls:
            best, rising = pairs, False
        if pairs >= first or not rising:
            bound = pairs * least
            for j in range(m):
                bound += price[j] * seats[j]
            for i in range(n):
                value = least
                for j in range(m):
                    value = max(value, table[i, j] - price[j])
                bound += value - least
            proven[pairs] = bound == total
        if end < 0:
            break
        step = distance[end]
        for j in range(m):
            if distance[j] < step:
                price[j] += step - distance[j]
        least -= step
        total += least
        pairs += 1
        totals[pairs] = total
        j = end
        while True:
            row = via[j]
            old = at[row]
            if old >= 0:
                if head[old] == row:
                    head[old] = after[row]
                else:
                    other = head[old]
                    while after[other] != row:
                        other = after[other]
                    after[other] = after[row]
                taken[old] -= 1
            at[row], after[row], head[j] = j, head[j], row
            taken[j] += 1
            if old < 0:
                break
            j = old
        # nobody can be better for a mentor than the one who just got a place; an equal one ends the search
        for j in range(m):
            if best_row[j] == row:
                was, top[j], best_row[j] = top[j], -FAR, -1
                for i in range(n):
                    if at[i] < 0 and turned[j, i] > top[j]:
                        top[j], best_row[j] = turned[j, i], i
                        if top[j] == was:
                            break
    return totals, best, proven
