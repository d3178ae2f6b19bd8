"""Everybody's answers in the form that :mod:`mentorkit.pairing.fused` compares: what is asked once per person is done here, once per person.

A criterion or a rule that depends on few distinct answers of each side is worked out by :mod:`mentorkit.pairing.criteria` and
:mod:`mentorkit.pairing.rules` for one person of each answer, and looked up. The others become lists of bits, numbers or single pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import bits, codes, entries, ids, marks, numbers, plain
from mentorkit.pairing.criteria import FULL, criterion_points, sides
from mentorkit.pairing.fused import EQUAL, FORBID, HOURS, LOOKUP, NEAR, SCARCE, SHARE, SHARED, Side, Terms
from mentorkit.program.model import Criterion

__all__ = ["FUSED_KINDS", "FUSED_RULES", "Part", "Unfit", "answers_of", "assembled", "criterion_part", "looked_up"]

Whole = npt.NDArray[np.int64]
CELLS = 2**22  # a table of distinct answers may have so many cells
JOINED, WIDE = 2**20, 2048  # tables are joined into one while it has at most so many cells, and so many answers of the mentors
FUSED_RULES = ("not_in_line", "more_experienced", "same", "different", "gap", "shared_language", "not_earlier_pair", "first_time_one", "condition")
_PER_RANK = 250


class Unfit(ValueError):
    """A criterion or a rule that cannot be worked out without a table of all pairs; ``what`` is its short name in the file."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, eq=False)
class Part:
    """One criterion (points 0-1000) or one rule (:data:`FORBID` or 0) over all pairs.

    ``op`` says how the sides are compared (see :class:`mentorkit.pairing.fused.Terms`), ``None`` when only single pairs count. ``pairs`` are
    (row, column, what is added). ``known`` says who answered, mentees and mentors; ``either`` that one of the two is enough. ``forbids`` counts the
    pairs a rule forbids where that is known without going through them all.
    """

    id: str
    kind: str
    op: int | None
    codes: tuple[npt.NDArray[Any], npt.NDArray[Any]] | None = None
    table: npt.NDArray[np.int32] | None = None
    bits: tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]] | None = None
    whole: tuple[npt.NDArray[Any], npt.NDArray[Any]] | None = None
    real: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None = None
    yes: int = 1
    no: int = 0
    neutral: int = 0
    jointly: int = 0
    numbers: tuple[float, float] = (0.0, 0.0)
    pairs: Whole = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    known: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None = None
    either: bool = False
    weight: int = 1
    forbids: int | None = None
    extra_table: tuple[int, ...] = field(default=())


def criterion_part(criterion: Criterion, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Part:
    """One criterion in fused form; raises :class:`Unfit` for a kind that has none."""
    way = _CRITERIA.get(criterion.kind)
    if way is None:
        raise Unfit(criterion.id)
    of_mentee, of_mentor = sides(criterion)
    part = way(criterion, answers_of(mentees, of_mentee), answers_of(mentors, of_mentor), mentees, mentors)
    return replace(part, weight=criterion.weight)


def assembled(parts: Iterable[Part], n: int, m: int, join: bool = True) -> tuple[Terms, Side, Side]:
    """Terms and both sides of what is compared; ``join`` makes one table of several small ones. Points are weighted."""
    parts = [part for part in parts if part.op is not None and (part.weight or part.kind in FUSED_RULES)]
    tables = [
        (part.codes[0].astype(np.int64), part.codes[1].astype(np.int64), part.table * np.int32(part.weight))
        for part in parts
        if part.op == LOOKUP and part.codes and part.table is not None
    ]
    if join:
        tables = _joined(tables)
    build = _Build(n, m)
    for left, right, table in tables:
        build.lookup(left, right, table)
    for part in parts:
        if part.op != LOOKUP:
            build.add(part)
    return build.done()


class _Build:
    """Slots and terms as they are added."""

    def __init__(self, n: int, m: int) -> None:
        self.people = n, m
        self.code: list[list[int]] = []
        self.value: list[tuple[float, float]] = []
        self.table: list[npt.NDArray[np.int32]] = []
        self.cells = 0
        self.slots: dict[str, tuple[list[Any], list[Any]]] = {name: ([], []) for name in ("small", "whole", "bits", "real")}

    def slot(self, name: str, pair: tuple[Any, Any]) -> int:
        lists = self.slots[name]
        place = len(lists[0])
        for own, given in zip(lists, pair, strict=True):
            own.extend(given if given.ndim == 2 else [given])
        return place

    def stored(self, table: npt.NDArray[np.int32]) -> int:
        self.table.append(np.ascontiguousarray(table, np.int32).ravel())
        self.cells += table.size
        return self.cells - table.size

    def term(self, code: list[int], value: tuple[float, float] = (0.0, 0.0)) -> None:
        self.code.append(code)
        self.value.append(value)

    def lookup(self, left: Whole, right: Whole, table: npt.NDArray[np.int32]) -> None:
        slot = self.slot("small", (left.astype(np.uint16), right.astype(np.uint16)))
        self.term([LOOKUP, slot, table.shape[1], self.stored(table), 0, 0, 0, 0])

    def add(self, part: Part) -> None:
        slot, words, offset, at = 0, 0, part.jointly, 0
        if part.bits is not None:
            words = part.bits[0].shape[1]
            slot = self.slot("bits", (part.bits[0].T, part.bits[1].T))
        if part.real is not None:
            slot = self.slot("real", part.real)
        if part.whole is not None:
            at = self.slot("whole", part.whole)
        if part.extra_table:
            offset = self.stored(np.array(part.extra_table, np.int32))
        self.term([part.op or 0, slot, words, offset, part.yes * part.weight, part.no * part.weight, part.neutral * part.weight, at], part.numbers)

    def done(self) -> tuple[Terms, Side, Side]:
        table = np.concatenate(self.table) if self.table else np.zeros(1, np.int32)
        terms = Terms(np.array(self.code, np.int64).reshape(len(self.code), 8), np.array(self.value, np.float64).reshape(len(self.code), 2), table)
        return terms, self._side(0), self._side(1)

    def _side(self, of: int) -> Side:
        kinds = {"small": np.uint16, "whole": np.int32, "bits": np.uint64, "real": np.float64}
        arrays = {name: np.ascontiguousarray(np.array(self.slots[name][of], kind).reshape(len(self.slots[name][of]), self.people[of])) for name, kind in kinds.items()}
        # any spread will do, as long as it is the same on every machine
        lot = (np.arange(self.people[of], dtype=np.uint64) + np.uint64(1 + of)) * np.uint64(0x9E3779B97F4A7C15)
        return Side(**arrays, lot=(lot >> np.uint64(48)).astype(np.int32))


def _joined(tables: list[tuple[Whole, Whole, Any]]) -> list[tuple[Whole, Whole, Any]]:
    """Small tables made into one, so that a pair is looked up once instead of once for each of them."""
    found: list[tuple[Whole, Whole, Any]] = []
    for left, right, table in sorted(tables, key=lambda one: one[2].size):
        for place, (lefts, rights, cells) in enumerate(found):
            tall, wide = cells.shape[0] * table.shape[0], cells.shape[1] * table.shape[1]
            if tall * wide <= JOINED and wide <= WIDE:
                both = np.maximum(cells[:, None, :, None] + table[None, :, None, :], FORBID).reshape(tall, wide)
                found[place] = lefts * table.shape[0] + left, rights * table.shape[1] + right, both
                break
        else:
            found.append((left, right, table))
    return found


def answers_of(frame: pd.DataFrame, column: str | None) -> pd.Series:
    return frame[column] if column is not None and column in frame else pd.Series([None] * len(frame), dtype=object)


def _classes(key: npt.NDArray[Any]) -> tuple[Whole, Whole]:
    """The first person of every distinct answer, and everybody's answer as a number."""
    if key.ndim == 2:
        key = key[:, 0] if key.shape[1] == 1 else np.ascontiguousarray(key).view([("", key.dtype)] * key.shape[1]).ravel()
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    return first, number.reshape(-1)


def looked_up(what: str, kind: str, keys: tuple[npt.NDArray[Any], npt.NDArray[Any]], judge: Callable[[Whole, Whole], npt.NDArray[Any]], rule: bool = False) -> Part | None:
    """A table over the distinct answers of both sides; ``None`` when that would be too large."""
    (first, left), (second, right) = (_classes(key) for key in keys)
    if len(first) * len(second) > CELLS or max(len(first), len(second)) > 2**16:
        return None
    found = judge(first, second)
    forbids = int(np.bincount(left, minlength=len(first)) @ found.astype(np.int64) @ np.bincount(right, minlength=len(second))) if rule and found.size else None
    table = np.where(found, np.int32(FORBID), np.int32(0)) if rule else found.astype(np.int32)
    return Part(what, kind, LOOKUP, (left, right), table, forbids=(forbids or 0) if rule else None)


def _by_criterion(criterion: Criterion, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Callable[[Whole, Whole], npt.NDArray[Any]]:
    return lambda first, second: criterion_points(criterion, mentees.iloc[first], mentors.iloc[second]).points


def _of_words(criterion: Criterion, one: pd.Series, other: pd.Series, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Part:
    left, right = codes(one, other)
    known = left > 0, right > 0
    part = looked_up(criterion.id, criterion.kind, (left, right), _by_criterion(criterion, mentees, mentors))
    if part is None:
        if criterion.kind == "style" and criterion.fits:
            raise Unfit(criterion.id)
        same = criterion.kind != "different"
        part = Part(criterion.id, criterion.kind, EQUAL, whole=(left, right), yes=FULL * same, no=FULL * (not same), neutral=criterion.unknown * 10)
    return replace(part, known=known)


def _of_numbers(criterion: Criterion, one: pd.Series, other: pd.Series, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Part:
    left, right = numbers(one), numbers(other)
    known = ~np.isnan(left), ~np.isnan(right)
    part = looked_up(criterion.id, criterion.kind, (left, right), _by_criterion(criterion, mentees, mentors))
    if part is None:
        op = NEAR if criterion.kind == "closeness" else HOURS
        part = Part(criterion.id, criterion.kind, op, real=(left, right), neutral=criterion.unknown * 10, numbers=(criterion.ideal, criterion.span or 1.0))
    return replace(part, known=known)


def _of_lists(criterion: Criterion, one: pd.Series, other: pd.Series, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Part:
    left, right = bits(one, other)
    counts = tuple(np.bitwise_count(side).sum(axis=1, dtype=np.int32) for side in (left, right))
    known = counts[0] > 0, counts[1] > 0
    if criterion.kind == "shared_language":
        part = looked_up(criterion.id, criterion.kind, (left, right), _by_criterion(criterion, mentees, mentors))
        if part is not None:
            return replace(part, known=known)
    if max(int(side.max(initial=0)) for side in counts) > 4000:
        raise Unfit(criterion.id)  # the division would no longer be exact
    if criterion.kind == "coverage" and criterion.scarcity:
        return _scarce(criterion, left, right, known, counts[1])
    op, yes = (SHARED, FULL) if criterion.kind == "shared_language" else (SHARE, 1)
    jointly = int(criterion.kind == "overlap")
    return Part(criterion.id, criterion.kind, op, bits=(left, right), whole=(counts[0], counts[1]), yes=yes, neutral=criterion.unknown * 10, jointly=jointly, known=known)


def _scarce(criterion: Criterion, left: Any, right: Any, known: Any, offered: Any) -> Part:
    from mentorkit.pairing.criteria import _SCARCE as WHOLE

    offering = 1 + sum((marks(right[first : first + 4096]).sum(axis=0) for first in range(0, len(right), 4096)), np.zeros(left.shape[1] * 64, np.int64))
    worth = np.rint(WHOLE / offering).astype(np.int64)
    asked = np.concatenate([marks(left[first : first + 4096]) @ worth for first in range(0, len(left), 4096)]) if len(left) else np.zeros(0, np.int64)
    if asked.max(initial=0) >= 2**31:
        raise Unfit(criterion.id)
    return Part(
        criterion.id,
        criterion.kind,
        SCARCE,
        bits=(left, right),
        whole=(asked.astype(np.int32), offered),
        neutral=criterion.unknown * 10,
        known=known,
        extra_table=tuple(worth.tolist()),
    )


def _of_wishes(criterion: Criterion, one: pd.Series, other: pd.Series, mentees: pd.DataFrame, mentors: pd.DataFrame) -> Part:
    """Whoever wishes nobody in particular is looked up; the pairs that somebody wishes are named one by one."""
    lists = tuple([[entry for entry in map(plain, entries(value)) if entry] for value in side.tolist()] for side in (one, other))
    left, right = (np.array([bool(named) for named in side], bool) for side in lists)
    table = np.where(np.logical_or.outer([False, True], [False, True]), 0, criterion.unknown * 10).astype(np.int32)
    places = tuple({plain(person): place for place, person in enumerate(ids(frame))} for frame in (mentees, mentors))
    said: dict[tuple[int, int], int] = {}
    for row, named in enumerate(lists[0]):
        for rank, person in enumerate(dict.fromkeys(named)):
            if person in places[1]:
                said[row, places[1][person]] = max(0, FULL - _PER_RANK * rank)
    for column, named in enumerate(lists[1]):
        for rank, person in enumerate(dict.fromkeys(named)):
            if person in places[0]:
                key = places[0][person], column
                said[key] = said.get(key, 0) + max(0, FULL - _PER_RANK * rank)
    pairs = []
    for (row, column), total in said.items():
        sides_said = int(left[row]) + int(right[column])
        pairs.append((row, column, (2 * total + sides_said) // (2 * sides_said)))
    codes_of = left.astype(np.int64), right.astype(np.int64)
    return Part(criterion.id, criterion.kind, LOOKUP, codes_of, table, pairs=np.array(pairs, np.int64).reshape(-1, 3), known=(left, right), either=True)


_CRITERIA: dict[str, Callable[..., Part]] = {
    "coverage": _of_lists,
    "overlap": _of_lists,
    "shared_language": _of_lists,
    "equal": _of_words,
    "different": _of_words,
    "style": _of_words,
    "closeness": _of_numbers,
    "hours": _of_numbers,
    "wishes": _of_wishes,
}
FUSED_KINDS = tuple(_CRITERIA)
