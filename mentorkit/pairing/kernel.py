"""The solver: successive shortest paths over allowed pairs, seats as numbers, whole-number prices.

Costs are minimised. A mentor's seats are a number, never repeated columns. A mentee may stay out at the cost ``out``. Prices
start at 0 and rise only where more mentees want a mentor than there are seats, so they end as the lowest that hold the
market together. Functions here are compiled; they call nothing outside this file, because numba does not notice changes there.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mentorkit.pairing.compiled import compiled

__all__ = ["fill", "paid", "solve", "survey"]

Whole = Any  # an int64 array; numba infers the loops' own types, and a type checker only half of them
FAR = 2**62
PATIENCE = 64  # mentors with more seats than this are not bid for: looking through everybody seated there would cost more than it saves


@compiled
def survey(scores: Any, allowed: Any, masked: bool, least: int) -> tuple[Whole, int, int]:
    """Where each row's allowed pairs of at least ``least`` points start, and the lowest and the highest points of them."""
    n, m = scores.shape
    start: Whole = np.zeros(n + 1, np.int64)
    low, high = FAR, -FAR
    for i in range(n):
        count = 0
        for j in range(m):
            score = int(scores[i, j])
            made = score >= least and (not masked or allowed[i, j])
            count += made
            low, high = min(low, score if made else FAR), max(high, score if made else -FAR)
        start[i + 1] = start[i] + count
    return start, low, high


@compiled
def fill(scores: Any, allowed: Any, masked: bool, least: int, high: int, factor: int, cols: Any, cost: Any) -> None:
    """Columns and costs ``factor * (high - score)`` of the allowed pairs, row by row; ``cols`` and ``cost`` have one place to spare.

    Every pair is written and the next one written over it unless it counts: a branch that nobody can foresee costs more.
    """
    n, m = scores.shape
    e = 0
    for i in range(n):
        for j in range(m):
            score = int(scores[i, j])
            cols[e], cost[e] = j, factor * (high - score)
            e += score >= least and (not masked or allowed[i, j])


@compiled
def paid(start: Whole, cols: Any, cost: Any, at: Whole) -> int:
    """The sum of the costs of an assignment's pairs."""
    total = 0
    for i in range(len(at)):
        if at[i] >= 0:
            low, high = start[i], start[i + 1]
            while high - low > 1:  # columns ascend
                middle = (low + high) >> 1
                if cols[middle] <= at[i]:
                    low = middle
                else:
                    high = middle
            total += int(cost[low])
    return total


@compiled
def solve(start: Whole, cols: Any, cost: Any, seats: Whole, out: int, most_bids: int) -> tuple[Whole, Whole]:
    """The cheapest assignment and the mentors' lowest prices. Rows are served in order, so the same input gives the same answer."""
    n, m = len(start) - 1, len(seats)
    price, taken, at = np.zeros(m, np.int64), np.zeros(m, np.int64), np.full(n, -1, np.int64)
    head, after, before = np.full(m, -1, np.int64), np.full(n, -1, np.int64), np.full(n, -1, np.int64)  # who sits with a mentor: linked lists
    own, second = np.zeros(n, np.int64), np.zeros(n, np.int64)  # cost of one's seat; a lower bound of the next best, price included
    waiting, waits, bids = np.empty(n, np.int64), 0, 0

    # Bids: everybody takes the best mentor. Where it is full, the price rises until the least attached of those seated and
    # the bidder no longer minds leaving. Rows that find no place so are left for the search below.
    for first in range(n):
        row = first
        while row >= 0:
            bids += 1
            one, best, two, spare = FAR, -1, FAR, -1
            cost_one: Any = 0
            cost_two: Any = 0
            for e in range(start[row], start[row + 1]):
                j = cols[e]
                d = cost[e] + price[j]
                if d < two:
                    if d < one or (d == one and taken[best] >= seats[best] and taken[j] < seats[j]):
                        two, spare, cost_two = one, best, cost_one
                        one, best, cost_one = d, j, np.int64(cost[e])
                    else:
                        two, spare, cost_two = d, j, np.int64(cost[e])
            if one >= out:
                break  # prices only rise, so this row stays out
            bound = min(two, out)
            pushed = -2
            for attempt in range(2):
                if attempt == 1:
                    if spare < 0 or two >= out:
                        break
                    best, cost_one, one, bound = spare, cost_two, two, two
                if taken[best] < seats[best]:
                    pushed = -1
                    break
                if seats[best] > PATIENCE:
                    break
                mine = bound - one
                least, loser = FAR, -1
                other = head[best]
                while other >= 0:
                    slack = second[other] - own[other] - price[best]
                    if slack < least:
                        least, loser = slack, other
                    other = after[other]
                if loser >= 0 and least <= mine:
                    price[best] += least
                    pushed = loser
                    break
                price[best] += mine
            if pushed == -2:
                waiting[waits] = row
                waits += 1
                break
            if pushed >= 0:
                if before[pushed] >= 0:
                    after[before[pushed]] = after[pushed]
                else:
                    head[best] = after[pushed]
                if after[pushed] >= 0:
                    before[after[pushed]] = before[pushed]
                taken[best] -= 1
                at[pushed] = -1
            at[row], own[row], second[row] = best, cost_one, bound
            before[row], after[row] = -1, head[best]
            if head[best] >= 0:
                before[head[best]] = row
            head[best] = row
            taken[best] += 1
            row = pushed
            if row >= 0 and bids >= most_bids:
                waiting[waits] = row
                waits += 1
                break

    # Searches: the cheapest chain of moves that ends at a free seat or lets somebody stay out.
    dist, touched, touches = np.full(m, FAR, np.int64), np.empty(m, np.int64), 0
    via, via_cost = np.empty(m, np.int64), np.empty(m, np.int64)
    queue, place, keys, heap = np.empty(m, np.int64), np.full(m, -1, np.int64), np.empty(m, np.int64), np.empty(m, np.int64)
    for turn in range(waits):
        source = waiting[turn]
        for k in range(touches):
            dist[touched[k]], place[touched[k]] = FAR, -1
        touches, heaped, asked, queued, near = 0, 0, 0, 0, -1
        limit, leaver = out, source
        end: Any = np.int64(-1)
        row, base = source, 0
        while True:
            if base + out < limit:
                limit, end, leaver = base + out, -1, row
            for e in range(start[row], start[row + 1]):
                j = cols[e]
                d = base + cost[e] + price[j]
                if d < dist[j] and d < limit:
                    if dist[j] == FAR:
                        touched[touches] = j
                        touches += 1
                    dist[j], via[j], via_cost[j] = d, row, cost[e]
                    if taken[j] < seats[j]:
                        limit, end = d, np.int64(j)
                    elif d == near:
                        # first in, first out among equals; a stale heap entry is known by its key
                        queue[queued] = j
                        queued += 1
                    else:
                        k = place[j]
                        if k < 0:
                            k = heaped
                            heaped += 1
                        while k > 0:
                            up = (k - 1) >> 1
                            if keys[up] <= d:
                                break
                            keys[k], heap[k] = keys[up], heap[up]
                            place[heap[k]] = k
                            k = up
                        keys[k], heap[k] = d, j
                        place[j] = k
            if limit <= near:
                break
            row = after[row] if row != source else -1
            while row < 0:
                if asked < queued:
                    row = head[queue[asked]]
                    asked += 1
                    continue
                found = False
                while heaped > 0 and not found:
                    top, key = heap[0], keys[0]
                    heaped -= 1
                    place[top] = -1
                    if heaped > 0:
                        last, last_key, k = heap[heaped], keys[heaped], 0
                        while True:
                            child = 2 * k + 1
                            if child >= heaped:
                                break
                            if child + 1 < heaped and keys[child + 1] < keys[child]:
                                child += 1
                            if keys[child] >= last_key:
                                break
                            keys[k], heap[k] = keys[child], heap[child]
                            place[heap[k]] = k
                            k = child
                        keys[k], heap[k] = last_key, last
                        place[last] = k
                    found = key == dist[top]
                    if found:
                        near = key
                        queue[queued] = top
                        queued += 1
                if not found or near >= limit:
                    break
            if row < 0:
                break
            base = near - own[row] - price[at[row]]
        for k in range(queued):
            j = queue[k]
            if dist[j] < limit:
                price[j] += limit - dist[j]
        row = via[end] if end >= 0 else leaver
        while True:
            old = at[row]
            if old >= 0:
                if before[row] >= 0:
                    after[before[row]] = after[row]
                else:
                    head[old] = after[row]
                if after[row] >= 0:
                    before[after[row]] = before[row]
                taken[old] -= 1
            at[row] = end
            if end >= 0:
                own[row] = via_cost[end]
                before[row], after[row] = -1, head[end]
                if head[end] >= 0:
                    before[head[end]] = row
                head[end] = row
                taken[end] += 1
            if row == source:
                break
            end = old
            row = via[end]
    return at, price
