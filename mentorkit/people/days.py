"""Reads a column of dates: a day is never guessed when day and month could be exchanged."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Literal

__all__ = ["Day", "Order", "built", "in_format", "iso", "order_of", "parts", "usable_format"]

Day = datetime.date
Order = Literal["day_first", "month_first", "ambiguous", "mixed"]
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}| [AP]M)?(?: GMT(?:[+-]\d{1,2}(?::\d{2})?)?)?)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?)?", re.ASCII)


def iso(text: str) -> Day | None:
    """Year-month-day, with or without a time, which is dropped."""
    match = _ISO.fullmatch(text)
    return _day(match[1], match[3], match[4]) if match else None


def parts(text: str) -> tuple[int, int, int] | None:
    """The two small numbers and the year of 3/4/2026."""
    match = _PARTS.fullmatch(text)
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def order_of(cells: Iterable[tuple[int, int, int]]) -> Order:
    """Which of the two numbers is the day, judged from the whole column."""
    cells = list(cells)
    day_first = any(first > 12 for first, _, _ in cells)
    month_first = any(second > 12 for _, second, _ in cells)
    if day_first and month_first:
        return "mixed"
    if month_first:
        return "month_first"
    return "day_first" if day_first or all(first == second for first, second, _ in cells) else "ambiguous"


def usable_format(pattern: str) -> bool:
    """Whether a stated format tells year, month and day."""
    year, month, day = any(p in pattern for p in ("%Y", "%y")), any(p in pattern for p in ("%m", "%b", "%B")), "%d" in pattern
    return year and month and day


def in_format(text: str, pattern: str) -> Day | None:
    """The day that the text tells in the stated format."""
    try:
        day = datetime.datetime.strptime(text, pattern).date()
    except (ValueError, re.error):
        return None
    return day if 1900 <= day.year <= 2100 else None


def _day(year: str | int, month: str | int, day: str | int) -> Day | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def built(cell: tuple[int, int, int], order: Order) -> Day | None:
    """The day of 3/4/2026 in a known order."""
    first, second, year = cell
    return _day(year, second, first) if order == "day_first" else _day(year, first, second)
