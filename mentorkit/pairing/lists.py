"""Compiled: loose pairs put into lists by row, as the kernel takes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from mentorkit.pairing.compiled import compiled

__all__ = ["listed"]

Array = Any  # numba infers the loop's own types, and a type checker only half of them


@compiled
def listed(n: int, m: int, rows: Array, cols: Array, points: Array) -> tuple[Array, Array, Array]:
    """Pairs sorted by row, then column, each once: where every row starts, columns and points."""
    total = len(rows)
    by_col, order = np.zeros(m + 1, np.int64), np.empty(total, np.int64)
    for e in range(total):
        by_col[cols[e] + 1] += 1
    for j in range(m):
        by_col[j + 1] += by_col[j]
    for e in range(total):
        order[by_col[cols[e]]] = e
        by_col[cols[e]] += 1
    begin, sorted_by = np.zeros(n + 1, np.int64), np.empty(total, np.int64)
    for e in range(total):
        begin[rows[e] + 1] += 1
    for i in range(n):
        begin[i + 1] += begin[i]
    next_one = begin.copy()
    for k in range(total):
        e = order[k]
        sorted_by[next_one[rows[e]]] = e
        next_one[rows[e]] += 1
    start, own_cols, own_points, found = np.zeros(n + 1, np.int64), np.empty(total, np.uint32), np.empty(total, np.int32), 0
    for i in range(n):
        for k in range(begin[i], begin[i + 1]):
            e = sorted_by[k]
            if k == begin[i] or own_cols[found - 1] != cols[e]:
                own_cols[found], own_points[found] = cols[e], points[e]
                found += 1
        start[i + 1] = found
    return start, own_cols[:found].copy(), own_points[:found].copy()
