"""Which of several equally good assignments is taken: decided by row and column order alone, never by a solver.

The equally good assignments are reached from one of them along circles of moves without loss. Mentors are the nodes; a mentee
steps from its mentor to another tight one. One more node stands for "nobody" and for empty seats: whoever may stay out steps
there, an empty seat steps there from its mentor, and from there it steps to any mentor that need not be full.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.compiled import compiled

__all__ = ["lowest_first"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Columns = npt.NDArray[np.uint32]
PATIENCE = 4  # searches in vain may cost this many times the number of tight pairs before the groups are found again


@compiled
def lowest_first(start: Whole, tight: Columns, may_stay_out: Mask, need_not_fill: Mask, seats: Whole, mentor: Whole) -> tuple[Whole, Mask]:
    """The best assignment in which the first row has its lowest possible column, then the second, and so on; nobody comes last.

    ``start`` and ``tight`` list each row's tight columns in ascending order. Also tells for each row whether any other place is possible
    in an assignment as good.
    """
    n, m = len(start) - 1, len(seats)
    at = np.empty(n, np.int64)
    empty = np.append(seats, 0)
    for i in range(n):
        at[i] = mentor[i] if mentor[i] >= 0 else m
        empty[at[i]] -= 1
    group = _groups(0, start, tight, may_stay_out, need_not_fill, empty, at)
    other = np.zeros(n, np.bool_)
    head, after = np.full(m + 1, -1, np.int64), np.full(n, -1, np.int64)  # who may still move, by place
    before = np.full(n, -1, np.int64)
    for i in range(n - 1, -1, -1):
        here = at[i]
        other[i] = here < m and may_stay_out[i] and group[here] == group[m]
        for e in range(start[i], start[i + 1]):
            other[i] |= tight[e] != here and group[tight[e]] == group[here]
        if other[i]:
            after[i] = head[here]
            if head[here] >= 0:
                before[head[here]] = i
            head[here] = i
    seen, came, by = np.full(m + 1, -1, np.int64), np.empty(m + 1, np.int64), np.empty(m + 1, np.int64)
    queue, wasted = np.empty(m + 1, np.int64), 0
    for i in range(n):
        if not other[i]:
            continue
        home = at[i]
        if before[i] >= 0:
            after[before[i]] = after[i]
        else:
            head[home] = after[i]
        if after[i] >= 0:
            before[after[i]] = before[i]
        asked, queued, found, work = 0, 0, False, 0
        for option in range(start[i], start[i + 1]):
            goal = np.int64(tight[option])
            if goal >= home:
                break
            if group[goal] != group[home] or seen[goal] == i:
                continue
            # who could make room at the goal, and who for them, until somebody takes the seat that this row would leave
            seen[goal] = i
            queue[queued] = goal
            queued += 1
            while asked < queued and not found:
                node = queue[asked]
                asked += 1
                row = head[node]
                while row >= 0 and not found:
                    for e in range(start[row], start[row + 1]):
                        to = np.int64(tight[e])
                        work += 1
                        if seen[to] != i and group[to] == group[home]:
                            seen[to], came[to], by[to] = i, node, row
                            queue[queued] = to
                            queued += 1
                            found |= to == home
                    if may_stay_out[row] and seen[m] != i and group[m] == group[home]:
                        seen[m], came[m], by[m] = i, node, row
                        queue[queued] = m
                        queued += 1
                        found |= home == m
                    row = after[row]
                if not found and node < m and empty[node] > 0 and seen[m] != i:
                    seen[m], came[m], by[m] = i, node, -1
                    queue[queued] = m
                    queued += 1
                    found |= home == m
                if not found and node == m:
                    work += m
                    for free in range(m):
                        if need_not_fill[free] and seen[free] != i and group[free] == group[home]:
                            seen[free], came[free], by[free] = i, node, -1
                            queue[queued] = free
                            queued += 1
                            found |= free == home
            if found:
                at[i] = goal
                node = home
                while node != goal:
                    row, source = by[node], came[node]
                    if row >= 0:
                        at[row] = node
                        if before[row] >= 0:
                            after[before[row]] = after[row]
                        else:
                            head[source] = after[row]
                        if after[row] >= 0:
                            before[after[row]] = before[row]
                        before[row], after[row] = -1, head[node]
                        if head[node] >= 0:
                            before[head[node]] = row
                        head[node] = row
                    else:
                        empty[source] -= 1
                        empty[node] += 1
                    node = source
                break
        if not found:
            wasted += work
            if wasted > PATIENCE * (len(tight) + m):
                wasted = 0
                group = _groups(i + 1, start, tight, may_stay_out, need_not_fill, empty, at)
    for i in range(n):
        if at[i] == m:
            at[i] = -1
    return at, other


@compiled
def _groups(first: int, start: Whole, tight: Columns, may_stay_out: Mask, need_not_fill: Mask, empty: Whole, at: Whole) -> Whole:
    """Places that can be reached from each other along moves of the rows from ``first`` on: strongly connected parts (Tarjan)."""
    n, m = len(start) - 1, len(need_not_fill)
    begin = np.zeros(m + 2, np.int64)
    for i in range(first, n):
        begin[at[i] + 1] += start[i + 1] - start[i] + may_stay_out[i]
    for j in range(m):
        begin[j + 1] += empty[j] > 0
        begin[m + 1] += need_not_fill[j]
    for j in range(m + 1):
        begin[j + 1] += begin[j]
    step, fill = np.empty(begin[m + 1], np.int64), begin.copy()
    for i in range(first, n):
        here = at[i]
        for e in range(start[i], start[i + 1]):
            step[fill[here]] = tight[e]
            fill[here] += 1
        if may_stay_out[i]:
            step[fill[here]] = m
            fill[here] += 1
    for j in range(m):
        if empty[j] > 0:
            step[fill[j]] = m
            fill[j] += 1
        if need_not_fill[j]:
            step[fill[m]] = j
            fill[m] += 1
    group, order, lowest = np.full(m + 1, -1, np.int64), np.full(m + 1, -1, np.int64), np.empty(m + 1, np.int64)
    path, stack, next_step = np.empty(m + 1, np.int64), np.empty(m + 1, np.int64), begin[:-1].copy()
    visited, stacked, groups = 0, 0, 0
    for root in range(m + 1):
        if order[root] >= 0:
            continue
        depth = 0
        path[0] = root
        while depth >= 0:
            node = path[depth]
            if order[node] < 0:
                order[node] = lowest[node] = visited
                visited += 1
                stack[stacked] = node
                stacked += 1
            deeper = False
            while next_step[node] < begin[node + 1]:
                to = step[next_step[node]]
                next_step[node] += 1
                if order[to] < 0:
                    depth += 1
                    path[depth] = to
                    deeper = True
                    break
                if group[to] < 0:
                    lowest[node] = min(lowest[node], order[to])
            if deeper:
                continue
            if lowest[node] == order[node]:
                while group[node] < 0:
                    stacked -= 1
                    group[stack[stacked]] = groups
                groups += 1
            depth -= 1
            if depth >= 0:
                lowest[path[depth]] = min(lowest[path[depth]], lowest[node])
    return group
