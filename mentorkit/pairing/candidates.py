"""The proven best pairing of very many people: solved on few candidates, proven over all pairs.

Every mentee brings its best mentors, every mentor its best mentees; the usual solver finds the best pairing among these candidates
and the mentors' prices. Then all pairs are asked whether one of them does better at these prices. Whatever is not on a mentee's list costs
at least as much as the last pair on it, so that only mentors cheap enough to make up for that have to be looked at: mostly none. Pairs that do
better become candidates and the market is solved again, until no pair does: then, and only then, the proof over all pairs is closed
(column generation, as Lee and Orlin use it for large assignment problems). All in whole numbers.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from mentorkit.pairing import fused, kernel, lists
from mentorkit.pairing.fused import Extra, Side, Terms
from mentorkit.pairing.market import EXACT, Market
from mentorkit.pairing.proof import prove
from mentorkit.pairing.ties import lowest_first

__all__ = ["Found", "Progress", "Question", "extra_of", "search"]

Whole = npt.NDArray[np.int64]
Progress = Callable[[str, int, int], None]  # what is being done; how much of it, of how much
FAR = 2**62
STEP = 1024  # rows between two reports of progress
TIGHT = 10_000_000  # above so many equally good pairs, deciding ties over all of them would take longer than the pairing


@dataclass(frozen=True, eq=False)
class Question:
    """Who may be paired with whom and for how many points, without a table of pairs.

    ``seats`` (m,) are those still free, ``free`` (n,) says whose mentor is sought, ``least`` the smallest points of a pair,
    ``most`` a bound no pair's points exceed.
    """

    terms: Terms
    left: Side
    right: Side
    extra: Extra
    seats: Whole
    free: npt.NDArray[np.bool_]
    least: int
    most: int
    cover_first: bool


@dataclass(frozen=True, eq=False)
class Found:
    """The best pairing: each row's column, -1 for nobody; prices and values as in :class:`mentorkit.pairing.engine.Assignment`.

    ``proven`` says that no pair does better, all pairs considered. ``strict`` says that ties were decided by row and column
    order over all pairs; otherwise only among the candidates. ``looked`` counts pairs that the proof had to look at, ``candidates`` those solved on.
    """

    mentor: Whole
    price: Whole
    value: Whole
    proven: bool
    strict: bool
    rounds: int
    candidates: int
    looked: int
    tight: int
    factor: int
    bonus: int
    other_possible: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))


def extra_of(n: int, pairs: Whole) -> Extra:
    """Single pairs, a row (row, column, added, after) each, in the form the loops take."""
    table = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    start = np.searchsorted(table[:, 0], np.arange(n + 1)).astype(np.int64)
    return Extra(start, table[:, 1].copy(), table[:, 2].astype(np.int32), table[:, 3].astype(np.int32))


def search(question: Question, progress: Progress | None = None, k: int = 40, k_cols: int = 12, most_new: int = 40, threads: int | None = None, tight_limit: int = TIGHT) -> Found:
    """The best pairing, proven over all pairs. ``k`` and ``k_cols`` are lengths of the first lists; the answer does not depend on them or on ``threads``.

    Raises ``ValueError`` when sums of points could leave the whole numbers that are exact.
    """
    n, m = len(question.left.lot), len(question.right.lot)
    state = _Search(question, progress or _silent, k, k_cols, threads or min(2, _cores()))
    if not n or not m or not len(state.open):
        return Found(np.full(n, -1, np.int64), np.zeros(m, np.int64), np.zeros(n, np.int64), True, True, 0, 0, 0, 0, 1, 1, np.zeros(n, bool))
    return state.run(most_new, tight_limit)


def _silent(what: str, done: int, of: int) -> None:
    return None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Search:
    """One search: mentors without a free seat are left aside, the others are sorted by price in every round."""

    def __init__(self, question: Question, progress: Progress, k: int, k_cols: int, threads: int) -> None:
        self.q, self.progress, self.k, self.k_cols, self.threads = question, progress, k, k_cols, threads
        self.n, self.m = len(question.left.lot), len(question.right.lot)
        self.seats = np.minimum(question.seats, self.n).astype(np.int64)
        self.open = np.flatnonzero(self.seats > 0)
        most_pairs = min(self.n, int(self.seats.sum())) + 1
        self.factor, self.bonus = (1, most_pairs * question.most + 1) if question.cover_first else (most_pairs, 1)
        self.out = self.factor * question.most + self.bonus
        if (most_pairs + 1) * self.out >= EXACT:
            raise ValueError("the points are too many for so many people to be exact; use smaller weights")
        self.least = max(question.least, 0)
        self.bound = np.full(self.n, FAR, np.int64)
        self.looked = 0

    def run(self, most_new: int, tight_limit: int) -> Found:
        start, cols, points = self._first_lists()
        kind = np.int32 if self.factor * self.q.most < 2**31 - 1 else np.int64
        rounds = 0
        while True:
            rounds += 1
            self.progress("solve", rounds - 1, 0)
            cost = (self.factor * (self.q.most - points.astype(np.int64))).astype(kind)
            market = Market(start, cols, cost, self.seats, self.out, self.q.most, self.factor, self.bonus, 1)
            at, price = kernel.solve(start, cols, cost, self.seats, self.out, self.n)
            closed, value, tight, tight_cols = prove(market, at, price)
            rows, new_cols, new_points = self._better(value, price, most_new)
            if not len(rows):
                break
            old = np.repeat(np.arange(self.n, dtype=np.uint32), np.diff(start))
            start, cols, points = lists.listed(self.n, self.m, np.append(old, rows), np.append(cols, new_cols), np.append(points, new_points))
        strict, tight, tight_cols = self._all_tight(market, value, price, tight, tight_cols, tight_limit)
        mentor, other = lowest_first(tight, tight_cols, value == self.out, price == 0, self.seats, at)
        return Found(mentor, price, self.out - value, bool(closed), strict, rounds, len(cols), self.looked, len(tight_cols), self.factor, self.bonus, other)

    def _first_lists(self) -> tuple[Any, Any, Any]:
        """The first candidates; rows are served in two halves, each with its own lists of the mentors, whatever the number of threads."""
        n, m, k = self.n, len(self.open), self.k
        right, place = self._mentors(self.open)
        shift = min(16, 30 - max(1, self.q.most.bit_length()))
        if shift < 0:
            raise ValueError("the points of a pair are too many to be exact; use smaller weights")
        row_keys, row_cols, row_count = np.empty((n, k), np.int32), np.empty((n, k), np.uint32), np.zeros(n, np.int64)
        halves = [(n * part // 2, n * (part + 1) // 2) for part in range(2)]
        columns = [(np.empty((m, 2 * self.k_cols), np.int32), np.empty((m, 2 * self.k_cols), np.uint32), np.zeros(m, np.int64), np.full(m, -1, np.int32)) for _ in halves]
        q, cut = self.q, np.int32((1 << shift) - 1)
        left, right = q.left._replace(lot=q.left.lot & cut), right._replace(lot=right.lot & cut)

        def work(first: int, last: int, part: int) -> None:
            fused.best(first, last, k, self.k_cols, shift, q.terms, left, right, q.extra, place, q.free, self.least, row_keys, row_cols, row_count, *columns[part])

        self._sweep("candidates", halves, work)
        full = row_count == k
        if n:
            self.bound[full] = self.factor * (self.q.most - (row_keys[full].min(axis=1) >> shift).astype(np.int64))
        kept = np.arange(k) < row_count[:, None]
        rows, cols, keys = [np.repeat(np.arange(n, dtype=np.uint32), row_count)], [row_cols[kept]], [row_keys[kept]]
        for col_keys, col_rows, col_count, _ in columns:
            inside = np.arange(2 * self.k_cols) < col_count[:, None]
            rows.append(col_rows[inside])
            cols.append(np.repeat(np.arange(m, dtype=np.uint32), col_count))
            keys.append(col_keys[inside])
        mentors = self.open.astype(np.uint32)[np.concatenate(cols)]
        return lists.listed(n, self.m, np.concatenate(rows), mentors, np.concatenate(keys) >> shift)

    def _better(self, value: Whole, price: Whole, most_new: int) -> tuple[Any, Any, Any]:
        """All pairs, or the best of them in each row, that would do better at these prices."""
        q, (order, right, place, sorted_price) = self.q, self._by_price(price)
        found: list[tuple[Any, Any, Any]] = []

        def work(first: int, last: int, part: int) -> None:
            cols, points, count = np.empty((last - first, most_new), np.uint32), np.empty((last - first, most_new), np.int32), np.zeros(last - first, np.int64)
            looked = fused.better(
                first, last, most_new, q.terms, q.left, right, q.extra, place, order, sorted_price, q.free, self.least, value, self.bound, self.factor, q.most, cols, points, count
            )  # fmt: skip
            self.looked += int(looked)
            kept = np.arange(most_new) < count[:, None]
            if kept.any():
                found.append((np.repeat(np.arange(first, last, dtype=np.uint32), count), cols[kept], points[kept]))

        self._sweep("proof", [(0, self.n // 2), (self.n // 2, self.n)], work)
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.int32)
        found.sort(key=lambda one: int(one[0][0]))
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found]), np.concatenate([one[2] for one in found])

    def _all_tight(self, market: Market, value: Whole, price: Whole, tight: Whole, cols: Any, limit: int) -> tuple[bool, Whole, Any]:
        """The pairs that cost exactly a row's value, all of them or, where they are too many, those among the candidates."""
        q, (order, right, place, sorted_price) = self.q, self._by_price(price)
        count, halves = np.zeros(self.n, np.int64), [(0, self.n // 2), (self.n // 2, self.n)]
        given = (
            q.terms,
            q.left,
            right,
            q.extra,
            place,
            order,
            sorted_price,
            q.free,
            self.least,
            value,
            self.bound,
            self.factor,
            q.most,
            market.start,
            market.cols,
            market.cost,
            price,
        )

        def counted(first: int, last: int, part: int) -> None:
            fused.count_tight(first, last, *given, count)

        self._sweep("ties", halves, counted)
        if int(count.sum()) > limit:
            return False, tight, cols
        begin = np.append(0, np.cumsum(count)).astype(np.int64)
        every = np.empty(begin[-1], np.uint32)

        def filled(first: int, last: int, part: int) -> None:
            fused.fill_tight(first, last, *given, begin, every)

        self._sweep("ties", halves, filled)
        return True, begin, every

    def _by_price(self, price: Whole) -> tuple[Any, Side, Whole, Whole]:
        order = self.open[np.argsort(price[self.open], kind="stable")]
        right, place = self._mentors(order)
        return order.astype(np.uint32), right, place, price[order]

    def _mentors(self, order: Whole) -> tuple[Side, Whole]:
        """The mentors in that order, and where each is then; whoever is left aside is nowhere."""
        place = np.full(self.m, FAR, np.int64)
        place[order] = np.arange(len(order))
        return Side(*(np.ascontiguousarray(array[..., order]) for array in self.q.right)), place

    def _sweep(self, what: str, halves: list[tuple[int, int]], work: Callable[[int, int, int], None]) -> None:
        """Does ``work`` on all rows, some at a time, the halves side by side where two threads may be used. Loops release the lock of Python; none starts threads itself."""
        done = [0, 0]

        def half(part: int, report: bool) -> None:
            first, end = halves[part]
            while first < end:
                last = min(first + STEP, end)
                work(first, last, part)
                done[part] += last - first
                first = last
                if report:
                    self.progress(what, sum(done), self.n)

        if self.threads < 2 or self.n < 2 * STEP:
            half(0, True)
            half(1, True)
            return
        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(half, part, False) for part in range(2)]
            while wait(running, timeout=0.1).not_done:
                self.progress(what, sum(done), self.n)
            for one in running:
                one.result()
