"""Answers that are probably one and the same, written in two ways: what to map under ``values:``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mentorkit.people.profile import plain

__all__ = ["COMPARED", "Alike", "alike"]

# answers that are compared with each other, the most frequent first: the work grows with the square
COMPARED = 200
_CLOSE = 0.86
_SHORTEST = 4
# an answer given more often, and more often than a tenth of the other, is an answer of its own: East Lock and West Lock
_RARE, _TIMES = 2, 10


@dataclass(frozen=True)
class Alike:
    """``rare`` is probably ``usual``: how often each is given, and in which tables ``rare`` stands."""

    column: str
    rare: str
    usual: str
    rare_count: int
    usual_count: int
    tables: tuple[str, ...]


def alike(column: str, given: Mapping[str, Mapping[str, int]]) -> tuple[Alike, ...]:
    """Pairs of answers of one question that differ by a letter or two, by hyphens or by a plural; ``given`` counts the answers of each table.

    Differences of case and of spaces are none: both are read as one answer everywhere. Answers that differ in a number are different.
    Only a rare answer is said to be another one: the most alike that is given at least as often. Computed with ``difflib``.
    """
    count, spelling, tables = _counted(given)
    ordered = sorted(count, key=lambda key: (-count[key], key))[:COMPARED]
    found = []
    for place, rare in enumerate(ordered):
        if count[rare] > _RARE and count[rare] * _TIMES > count[ordered[0]]:
            continue  # given by many: an answer of its own
        near = max(_near(rare, ordered[:place]), default=None)
        if near and (count[rare] <= _RARE or count[rare] * _TIMES <= count[near[1]]):
            usual = near[1]
            found.append(Alike(column, spelling[rare], spelling[usual], count[rare], count[usual], tuple(tables[rare])))
    return tuple(found)


def _counted(given: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, int], dict[str, str], dict[str, list[str]]]:
    count: dict[str, int] = {}
    spelling: dict[str, str] = {}
    tables: dict[str, list[str]] = {}
    for table, answers in given.items():
        for answer, n in answers.items():
            key = plain(answer)
            count[key] = count.get(key, 0) + n
            spelling.setdefault(key, answer.strip())
            if table not in tables.setdefault(key, []):
                tables[key].append(table)
    return count, spelling, tables


def _near(rare: str, others: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Those of ``others`` that are close to ``rare``, with how close."""
    bare, numbers = _bare(rare), re.findall(r"\d+", rare)
    matcher = difflib.SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(bare)  # what stays: difflib keeps its index
    for other in others:
        that = _bare(other)
        if min(len(bare), len(that)) < _SHORTEST or abs(len(bare) - len(that)) > 3 or re.findall(r"\d+", other) != numbers:
            continue
        matcher.set_seq1(that)
        if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE and (close := matcher.ratio()) >= _CLOSE:
            yield close, other


def _bare(answer: str) -> str:
    """Without spaces, hyphens and the like, which people set as they please."""
    return re.sub(r"[\W_]+", "", answer)
