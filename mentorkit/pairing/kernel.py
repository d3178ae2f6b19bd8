"""The solver: successive shortest paths over allowed pairs, seats as numbers, whole-number prices.

Costs are minimised. A mentor's seats are a number, never repeated columns. A mentee may stay out at the cost ``out``. Prices
start at 0 and rise only where more mentees want a mentor than there are seats, so they end as the lowest that hold the
market together. Functions here are compiled; they call nothing outside this file, because numba does not notice changes there.

Nearly all the time goes into looking through a mentee's pairs for the few that matter. Where many pairs are allowed they are also laid
out as a table of 32-bit costs, so that one instruction looks at many pairs; what is found, and in which order, is the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mentorkit.pairing.compiled import compiled

__all__ = ["fill", "paid", "solve", "survey"]

Whole = Any  # an int64 array; numba infers the loops' own types, and a type checker only half of them
FAR = 2**62
WIDE = 32  # pairs of the table that are looked at together
NEVER = 2**30  # the cost of a pair that is not allowed, in the table
SMALL = 2**29  # below it two costs and NEVER add up within 32 bits
DENSE = 8  # a table is made where at least one pair in so many is allowed
HUGE = 2**23  # with more pairs than this only where one row in SCARCE finds no place by bidding: else making it costs more than it saves
SCARCE = 3
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
def _table(start: Whole, cols: Any, cost: Any, m: int) -> Any:
    """The costs as a table, (rows, blocks, WIDE), with NEVER for pairs that are not allowed."""
    n = len(start) - 1
    table = np.full((n, (m + WIDE - 1) // WIDE, WIDE), NEVER, np.int32)
    flat = table.reshape(n, -1)
    for i in range(n):
        for e in range(start[i], start[i + 1]):
            flat[i, cols[e]] = np.int32(cost[e])
    return table


@compiled
def _two_best(row: int, table: Any, asks: Any, taken: Whole, seats: Whole) -> tuple[int, int, int, int, int, int]:
    """The cheapest mentor for a row and the next one: price included, column (-1 for none), cost. Of equally cheap ones one with a free seat comes first."""
    one, best, two, spare, bar = FAR, -1, FAR, -1, np.int32(NEVER)
    cost_one: Any = 0
    cost_two: Any = 0
    for b in range(table.shape[1]):
        costs, added, seen = table[row, b], asks[b], np.int32(0)
        for k in range(len(costs)):
            seen = np.int32(seen | np.int32(np.int32(costs[k] + added[k]) - bar))  # its sign: is any of them below the bar?
        if seen < 0:
            for k in range(WIDE):
                j, c = b * WIDE + k, np.int64(table[row, b, k])
                d = c + asks[b, k]
                if d < two and c < NEVER:
                    if d < one or (d == one and taken[best] >= seats[best] and taken[j] < seats[j]):
                        one, best, cost_one, two, spare, cost_two = d, j, c, one, best, cost_one
                    else:
                        two, spare, cost_two = d, j, c
                    bar = np.int32(min(two, NEVER))
    return one, best, cost_one, two, spare, cost_two


@compiled
def _hits_of_list(first: int, last: int, cols: Any, cost: Any, base: int, limit: int, price: Whole, dist: Whole, hit: Whole) -> int:
    """How many pairs of a row's list reach their mentor more cheaply than before; ``hit`` gets their columns and costs."""
    hits = 0
    for e in range(first, last):
        to = cols[e]  # unsigned, so that nothing asks whether it is negative
        d = base + cost[e] + price[to]
        if d < dist[to] and d < limit:
            hit[0, hits], hit[1, hits] = to, cost[e]
            hits += 1
    return hits


@compiled
def _hits_of_table(row: Any, rooms: Any, base: int, hit: Whole) -> int:
    """The same through the table: blocks of pairs none of which costs less than its ``rooms`` are passed over at once."""
    hits, under = 0, np.int32(base)
    for b in range(len(row)):
        costs, below, seen = row[b], rooms[b], np.int32(0)
        for k in range(len(costs)):
            seen = np.int32(seen | np.int32(costs[k] - np.int32(below[k] - under)))  # as above
        if seen < 0:
            for k in range(WIDE):
                hit[0, hits], hit[1, hits] = b * WIDE + k, costs[k]
                hits += costs[k] < np.int32(below[k] - under)
    return hits


@compiled
def _narrow(room: Any, ask: Any, limit: Any) -> None:
    """From now on only pairs below the limit matter."""
    for j in range(len(room)):
        room[j] = min(room[j], np.int32(limit - ask[j]))


@compiled
def solve(start: Whole, cols: Any, cost: Any, seats: Whole, out: int, most_bids: int) -> tuple[Whole, Whole]:
    """The cheapest assignment and the mentors' lowest prices. Rows are served in order, so the same input gives the same answer."""
    n, m = len(start) - 1, len(seats)
    price, taken, at = np.zeros(m, np.int64), np.zeros(m, np.int64), np.full(n, -1, np.int64)
    head, after, before = np.full(m, -1, np.int64), np.full(n, -1, np.int64), np.full(n, -1, np.int64)  # who sits with a mentor: linked lists
    own, second = np.zeros(n, np.int64), np.zeros(n, np.int64)  # cost of one's seat; a lower bound of the next best, price included
    waiting, waits, bids = np.empty(n, np.int64), 0, 0
    fits = cost.itemsize == 4 and out < SMALL and m >= WIDE and DENSE * len(cols) >= n * m
    laid = fits and n * m <= HUGE
    table = _table(start, cols, cost, m) if laid else np.empty((0, 0, WIDE), np.int32)
    asks = np.zeros((table.shape[1], WIDE), np.int32)  # prices beside the table
    ask = asks.reshape(-1)

    # Bids: everybody takes the best mentor. Where it is full, the price rises until the least attached of those seated and
    # the bidder no longer minds leaving. Rows that find no place so are left for the search below.
    for first in range(n):
        row = first
        while row >= 0:
            bids += 1
            one, two = FAR, FAR
            best: Any = -1
            spare: Any = -1
            cost_one: Any = 0
            cost_two: Any = 0
            if laid:
                one, best, cost_one, two, spare, cost_two = _two_best(row, table, asks, taken, seats)
            else:
                for e in range(start[row], start[row + 1]):
                    j = cols[e]
                    d = cost[e] + price[j]
                    if d < two:
                        if d < one or (d == one and taken[best] >= seats[best] and taken[j] < seats[j]):
                            one, best, cost_one, two, spare, cost_two = d, np.int64(j), np.int64(cost[e]), one, best, cost_one
                        else:
                            two, spare, cost_two = d, np.int64(j), np.int64(cost[e])
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
                else:
                    price[best] += mine
                if laid:
                    ask[best] = np.int32(price[best])
                if pushed >= 0:
                    break
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
    if fits and not laid and SCARCE * waits > n:
        laid, table = True, _table(start, cols, cost, m)
        asks = np.zeros((table.shape[1], WIDE), np.int32)
        ask = asks.reshape(-1)
        for j in range(m):
            ask[j] = np.int32(price[j])
    dist, touched, touches = np.full(m, FAR, np.int64), np.empty(m, np.int64), 0
    via, via_cost = np.empty(m, np.int64), np.empty(m, np.int64)
    queue, place, keys, heap = np.empty(m, np.int64), np.full(m, -1, np.int64), np.empty(m, np.int64), np.empty(m, np.int64)
    hit = np.empty((2, m + 1), np.int64)  # pairs that reach their mentor more cheaply than before: column and cost
    rooms = np.empty(asks.shape, np.int32)  # below what cost a pair matters: what its mentor is reached at, or the limit, less the price
    room = rooms.reshape(-1)
    for turn in range(waits):
        source = waiting[turn]
        for k in range(touches):
            dist[touched[k]], place[touched[k]] = FAR, -1
        if laid:
            room[:] = NEVER
            _narrow(room, ask, np.int32(out))
        touches, heaped, asked, queued, near = 0, 0, 0, 0, -1
        limit, leaver = out, source
        end: Any = np.int64(-1)
        row, base = source, 0
        while True:
            if base + out < limit:
                limit, end, leaver = base + out, np.int64(-1), row
                if laid:
                    _narrow(room, ask, np.int32(limit))
            hits = _hits_of_table(table[row], rooms, base, hit) if laid else _hits_of_list(start[row], start[row + 1], cols, cost, base, limit, price, dist, hit)
            before_row = limit
            for at_hit in range(hits):
                j, c = hit[0, at_hit], hit[1, at_hit]
                d = base + c + price[j]
                if d >= limit:
                    continue
                if dist[j] == FAR:
                    touched[touches] = j
                    touches += 1
                dist[j], via[j], via_cost[j] = d, row, c
                if laid:
                    room[j] = np.int32(base + c)
                if taken[j] < seats[j]:
                    limit, end = d, j
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
            if laid and limit < before_row:
                _narrow(room, ask, np.int32(limit))
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
                if laid:
                    ask[j] = np.int32(price[j])
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
