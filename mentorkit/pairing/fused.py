"""Compiled: the whole points of a mentee with all mentors at once, worked out where they are needed and never kept as a table.

A programme of half a billion pairs does not fit as a table of points. What does fit is each person's answers as codes, bits and
numbers; from these a pair's points are found again whenever they are asked for, in about two nanoseconds. One :class:`Terms` says
what is compared, one :class:`Side` holds the answers of one side. Everything that depends on few distinct answers of each side
was worked out by the functions of :mod:`mentorkit.pairing.criteria` and :mod:`mentorkit.pairing.rules` themselves and is looked up here; lists,
numbers and dates are compared here, with the same arithmetic. Functions here call nothing outside this file, because numba does not notice
changes there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mentorkit.pairing.compiled import COMPILES, compiled

__all__ = [
    "EQUAL",
    "FORBID",
    "GAP",
    "HOURS",
    "LOOKUP",
    "MORE",
    "NEAR",
    "NEVER",
    "SCARCE",
    "SHARE",
    "SHARED",
    "Extra",
    "Side",
    "Terms",
    "best",
    "better",
    "count_tight",
    "fill_tight",
    "judge",
    "parts",
]

Array = Any  # numba infers the loops' own types, and a type checker only half of them
FORBID = -(2**24)  # what a rule adds to the points: lower than any sum of points; sixty of them still fit an int32
NEVER = -1  # the points of a pair that may not be made
LOOKUP, SHARE, SHARED, EQUAL, NEAR, HOURS, GAP, MORE, SCARCE = range(9)

popcount: Any
if COMPILES:
    from numba import types
    from numba.extending import intrinsic

    @intrinsic  # type: ignore[untyped-decorator, unused-ignore]
    def popcount(typingctx: Any, word: Any) -> Any:
        """How many bits of a word are set."""

        def build(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            return builder.ctpop(given[0])

        return types.uint64(types.uint64), build

else:

    def popcount(word: Any) -> int:
        """How many bits of a word are set."""
        return int(word).bit_count()


class Terms(NamedTuple):
    """What is compared: one row of ``code`` (int64) and of ``value`` (float64) per term; ``table`` (int32) holds points to look up.

    ``code``: the operation, its first slot in the small codes, bits or numbers, words of bits (or width of a row of the table),
    first place in the table, points for yes or the weight, points for no, points without an answer, slot in the whole numbers.
    """

    code: Array
    value: Array
    table: Array


class Side(NamedTuple):
    """The answers of one side, people last: ``small`` uint16 codes, ``whole`` int32, ``bits`` uint64, ``real`` float64; ``lot`` int32 breaks ties of candidates."""

    small: Array
    whole: Array
    bits: Array
    real: Array
    lot: Array


class Extra(NamedTuple):
    """What is said of single pairs, row by row: ``added`` to the points before the smallest score is asked for, ``after`` it where the pair may be made."""

    start: Array
    cols: Array
    added: Array
    after: Array


@compiled
def _row(i: int, count: int, terms: Terms, left: Side, right: Side, extra: Extra, place: Array, least: int, buf: Array, work: Array) -> None:
    """Points of row ``i`` with the first ``count`` mentors in ``buf``; :data:`NEVER` where the pair may not be made. ``place`` finds a column."""
    for j in range(count):
        buf[j] = 0
    for t in range(len(terms.code)):
        _term(t, i, count, terms, left, right, buf, work)
    for e in range(extra.start[i], extra.start[i + 1]):
        j = place[extra.cols[e]]
        if j < count:
            buf[j] += extra.added[e]
    for j in range(count):
        buf[j] = buf[j] if buf[j] >= least else NEVER
    for e in range(extra.start[i], extra.start[i + 1]):
        j = place[extra.cols[e]]
        if j < count and buf[j] >= 0:
            buf[j] += extra.after[e]


@compiled
def _term(t: int, i: int, count: int, terms: Terms, left: Side, right: Side, buf: Array, work: Array) -> None:
    """Adds what one term gives to row ``i``."""
    code = terms.code[t]
    op, slot, words, offset, yes, no, neutral, at = code[0], code[1], code[2], code[3], np.int32(code[4]), np.int32(code[5]), np.int32(code[6]), code[7]
    if op == LOOKUP:
        first = offset + np.int64(left.small[slot, i]) * words
        row, codes = terms.table[first : first + words], right.small[slot]
        for j in range(count):
            buf[j] += row[codes[j]]
    elif op in (SHARE, SHARED):
        mine, others = left.whole[at, i], right.whole[at]
        if mine == 0:
            for j in range(count):
                buf[j] += neutral
            return
        word, theirs = left.bits[slot, i], right.bits[slot]
        for j in range(count):
            work[j] = np.int32(popcount(word & theirs[j]))
        for more in range(1, words):
            word, theirs = left.bits[slot + more, i], right.bits[slot + more]
            for j in range(count):
                work[j] += np.int32(popcount(word & theirs[j]))
        if op == SHARED:
            for j in range(count):
                known = yes if work[j] > 0 else no
                buf[j] += known if others[j] > 0 else neutral
        else:
            # both sides of the division are whole numbers below 2^24, so the rounded quotient never passes a whole number
            either = np.int32(offset)
            for j in range(count):
                whole = mine + either * (others[j] - work[j])
                known = yes * np.int32(np.float32(2000 * work[j] + whole) / np.float32(2 * whole))
                buf[j] += known if others[j] > 0 else neutral
    elif op == EQUAL:
        mine, others = left.whole[at, i], right.whole[at]
        for j in range(count):
            known = yes if others[j] == mine else no
            buf[j] += known if (others[j] > 0) & (mine > 0) else neutral
    elif op == NEAR:
        number, numbers = left.real[slot, i], right.real[slot]
        ideal, span = terms.value[t, 0], terms.value[t, 1]
        for j in range(count):
            exact = 1000 * (1 - abs(numbers[j] - number - ideal) / span)
            points = np.floor(min(max(exact, 0.0), 1000.0) + 0.5 + 1e-9)
            known = (numbers[j] == numbers[j]) & (number == number)
            buf[j] += yes * np.int32(points if known else 0.0) if known else neutral
    elif op == HOURS:
        number, numbers = left.real[slot, i], right.real[slot]
        for j in range(count):
            share = numbers[j] / number if number > 0 else 1.0
            points = np.floor(1000 * min(max(share, 0.0), 1.0) + 0.5 + 1e-9)
            known = (numbers[j] == numbers[j]) & (number == number)
            buf[j] += yes * np.int32(points if known else 0.0) if known else neutral
    elif op == GAP:
        number, numbers = left.real[slot, i], right.real[slot]
        low, high = terms.value[t, 0], terms.value[t, 1]
        for j in range(count):
            gap = numbers[j] - number
            buf[j] += yes if (gap < low) | (gap > high) else np.int32(0)
    elif op == MORE:
        one, ones, two, twos = left.real[slot, i], right.real[slot], left.real[slot + 1, i], right.real[slot + 1]
        for j in range(count):
            decides = (one == one) & (ones[j] == ones[j])
            judged = decides | ((two == two) & (twos[j] == twos[j]))
            more = ones[j] > one if decides else twos[j] > two
            buf[j] += yes if judged & (not more) else np.int32(0)
    elif op == SCARCE:
        asked, others = left.whole[at, i], right.whole[at]
        for j in range(count):
            work[j] = 0
        for entry in range(words * 64):
            if left.bits[slot + (entry >> 6), i] >> np.uint64(entry & 63) & np.uint64(1):
                theirs, shift, worth = right.bits[slot + (entry >> 6)], np.uint64(entry & 63), terms.table[offset + entry]
                for j in range(count):
                    work[j] += np.int32(theirs[j] >> shift & np.uint64(1)) * worth
        bottom = np.float64(max(asked, 1))
        for j in range(count):
            # whole numbers below 2^53: as above
            known = yes * np.int32((2000.0 * work[j] + bottom) / (2.0 * bottom))
            buf[j] += known if (others[j] > 0) & (asked > 0) else neutral


@compiled
def _keep(keys: Array, who: Array, count: int, k: int) -> None:
    """Moves the ``k`` greatest of the first ``count`` keys, and who they belong to, to the front; the ``k``-th greatest ends at place ``k - 1``."""
    low, high, goal = 0, count - 1, k - 1
    while low < high:
        pivot, a, b = keys[(low + high) >> 1], low, high
        while a <= b:
            while keys[a] > pivot:
                a += 1
            while keys[b] < pivot:
                b -= 1
            if a <= b:
                keys[a], keys[b] = keys[b], keys[a]
                who[a], who[b] = who[b], who[a]
                a += 1
                b -= 1
        if goal <= b:
            high = b
        elif goal >= a:
            low = a
        else:
            return


@compiled
def best(
    first: int, last: int, k: int, k_cols: int, shift: int, terms: Terms, left: Side, right: Side, extra: Extra, place: Array, free: Array, least: int,
    row_keys: Array, row_cols: Array, row_count: Array, col_keys: Array, col_rows: Array, col_count: Array, col_least: Array,
) -> None:  # fmt: skip
    """The ``k`` best mentors of each row from ``first`` to before ``last``, and so far the ``k_cols`` best mentees of each mentor.

    A key is a pair's points followed by ``shift`` bits of lot, so that of equally good pairs other ones are kept for everybody:
    taking the first of them would send everybody to the same few mentors. A list whose ``row_count`` is below ``k`` is complete.
    Rows that are not ``free`` are passed over.
    """
    m = len(right.lot)
    wide = (m + 31) // 32 * 32
    buf, work, level = np.full(wide, NEVER, np.int32), np.empty(wide, np.int32), np.full(wide, 2**31 - 1, np.int32)
    keys, who = np.empty(2 * k, np.int32), np.empty(2 * k, np.uint32)
    top, names = np.empty(wide // 32, np.int32), np.empty(wide // 32, np.int64)
    for j in range(m):
        level[j] = col_least[j]
    for i in range(first, last):
        if not free[i]:
            continue
        _row(i, m, terms, left, right, extra, place, least, buf, work)
        lot = left.lot[i]
        for j in range(m):
            buf[j] = (buf[j] << shift | (right.lot[j] ^ lot)) if buf[j] >= 0 else NEVER
        for block in range(wide // 32):
            most, wanted = NEVER, False
            for j in range(32 * block, 32 * block + 32):
                most = max(most, buf[j])
                wanted |= buf[j] > level[j]
            top[block], names[block] = most, block
            if wanted:
                for j in range(32 * block, 32 * block + 32):
                    if buf[j] > level[j]:
                        count = col_count[j]
                        col_keys[j, count], col_rows[j, count] = buf[j], i
                        count += 1
                        if count == 2 * k_cols:
                            _keep(col_keys[j], col_rows[j], count, k_cols)
                            count = k_cols
                            level[j] = col_keys[j, k_cols - 1]
                        col_count[j] = count
        # the k-th greatest of the blocks' greatest keys is no greater than the k-th greatest key of all
        found, floor = 0, NEVER
        if wide // 32 > k:
            _keep(top, names, wide // 32, k)
            floor = max(NEVER, top[k - 1] - 1)
        for turn in range(min(k, wide // 32)):
            for j in range(32 * names[turn], 32 * names[turn] + 32):
                if buf[j] > floor:
                    keys[found], who[found] = buf[j], j
                    found += 1
                    if found == 2 * k:
                        _keep(keys, who, found, k)
                        found, floor = k, keys[k - 1]
        if found > k:
            _keep(keys, who, found, k)
            found = k
        row_count[i] = found
        for e in range(found):
            row_keys[i, e], row_cols[i, e] = keys[e], who[e]
    for j in range(m):
        col_least[j] = level[j]


@compiled
def better(
    first: int, last: int, most: int, terms: Terms, left: Side, right: Side, extra: Extra, place: Array, order: Array, price: Array, free: Array, least: int,
    value: Array, bound: Array, factor: int, high: int, new_cols: Array, new_points: Array, new_count: Array,
) -> int:  # fmt: skip
    """Pairs that would do better at these prices: a cost plus price below the row's ``value``; at most ``most`` of each row, the best. Gives the pairs looked at.

    ``right``, ``price`` and ``order`` (the columns) are sorted by price. Whatever is not in a row's list costs at least its ``bound``, so that
    only mentors whose price is below the difference need to be looked at.
    """
    m = len(price)
    buf, work = np.empty(m, np.int32), np.empty(m, np.int32)
    keys, who = np.empty(2 * most, np.int64), np.empty(2 * most, np.int64)
    looked = 0
    for i in range(first, last):
        new_count[i - first] = 0
        if not free[i]:
            continue
        count = np.searchsorted(price, value[i] - bound[i])
        if count == 0:
            continue
        looked += count
        _row(i, count, terms, left, right, extra, place, least, buf, work)
        found, floor, turn = 0, 0, (i * 7919) % count
        for step in range(2):  # from a start of one's own, so that equally good ones are spread
            for j in range(turn if step == 0 else 0, count if step == 0 else turn):
                gain = value[i] - factor * (high - np.int64(buf[j])) - price[j]
                if gain > floor and buf[j] >= 0:
                    keys[found], who[found] = gain, j
                    found += 1
                    if found == 2 * most:
                        _keep(keys, who, found, most)
                        found, floor = most, keys[most - 1]
        if found > most:
            _keep(keys, who, found, most)
            found = most
        new_count[i - first] = found
        for e in range(found):
            new_cols[i - first, e], new_points[i - first, e] = order[who[e]], buf[who[e]]
    return looked


@compiled
def count_tight(
    first: int, last: int, terms: Terms, left: Side, right: Side, extra: Extra, place: Array, order: Array, price: Array, free: Array, least: int,
    value: Array, bound: Array, factor: int, high: int, start: Array, cols: Array, cost: Array, price_of: Array, tight: Array,
) -> None:  # fmt: skip
    """How many pairs each row could have at exactly its ``value``, those of its list (``start``, ``cols``, ``cost``) included."""
    m = len(price)
    buf, work = np.empty(m, np.int32), np.empty(m, np.int32)
    for i in range(first, last):
        found = 0
        count = np.searchsorted(price, value[i] - bound[i] + 1) if free[i] else 0
        if count:
            _row(i, count, terms, left, right, extra, place, least, buf, work)
            for j in range(count):
                found += (buf[j] >= 0) & (factor * (high - np.int64(buf[j])) + price[j] == value[i])
        for e in range(start[i], start[i + 1]):
            found += (place[cols[e]] >= count) & (cost[e] + price_of[cols[e]] == value[i])
        tight[i] = found


@compiled
def fill_tight(
    first: int, last: int, terms: Terms, left: Side, right: Side, extra: Extra, place: Array, order: Array, price: Array, free: Array, least: int,
    value: Array, bound: Array, factor: int, high: int, start: Array, cols: Array, cost: Array, price_of: Array, begin: Array, tight: Array,
) -> None:  # fmt: skip
    """The columns that :func:`count_tight` counted, ascending, from ``begin`` of each row on."""
    m = len(price)
    buf, work = np.empty(m, np.int32), np.empty(m, np.int32)
    for i in range(first, last):
        at = begin[i]
        count = np.searchsorted(price, value[i] - bound[i] + 1) if free[i] else 0
        if count:
            _row(i, count, terms, left, right, extra, place, least, buf, work)
            for j in range(count):
                if (buf[j] >= 0) & (factor * (high - np.int64(buf[j])) + price[j] == value[i]):
                    tight[at] = order[j]
                    at += 1
        for e in range(start[i], start[i + 1]):
            if (place[cols[e]] >= count) & (cost[e] + price_of[cols[e]] == value[i]):
                tight[at] = cols[e]
                at += 1
        tight[begin[i] : at].sort()


@compiled
def judge(rows: Array, terms: Terms, left: Side, right: Side, extra: Extra, place: Array, least: int, seats: Array) -> Array:
    """For each of ``rows``: mentors the rules allow, of those the ones that reach the smallest points, and of those the ones with a seat."""
    m = len(seats)
    buf, work, found = np.empty(m, np.int32), np.empty(m, np.int32), np.zeros((len(rows), 3), np.int64)
    for turn in range(len(rows)):
        _row(rows[turn], m, terms, left, right, extra, place, 0, buf, work)
        for j in range(m):
            found[turn, 0] += buf[j] >= 0
            found[turn, 1] += (buf[j] >= least) & (buf[j] >= 0)
            found[turn, 2] += (buf[j] >= least) & (buf[j] >= 0) & (seats[j] > 0)
    return found


@compiled
def parts(rows: Array, cols: Array, terms: Terms, left: Side, right: Side) -> Array:
    """What each term gives to each of these pairs, (terms, pairs)."""
    found, one, work = np.zeros((len(terms.code), len(rows)), np.int32), np.zeros(1, np.int32), np.zeros(1, np.int32)
    for e in range(len(rows)):
        j = cols[e]
        own = Side(right.small[:, j : j + 1].copy(), right.whole[:, j : j + 1].copy(), right.bits[:, j : j + 1].copy(), right.real[:, j : j + 1].copy(), right.lot[j : j + 1])
        for t in range(len(terms.code)):
            one[0] = 0
            _term(t, rows[e], 1, terms, left, own, one, work)
            found[t, e] = one[0]
    return found
