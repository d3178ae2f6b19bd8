"""Rhythms in people's words, such as "monthly" or "אחת לשבועיים", and the days they give."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

__all__ = ["Rhythm", "after_months", "days_of", "rhythm_of", "times_in"]

_DAYS_OF_MONTH = 365.25 / 12
# at most this many days of one rhythm: weekly over five years
_MOST = 261
_ONE_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {
    **{word: n for n, word in enumerate(_ONE_TO_TWELVE, start=1)},
    "other": 2, "second": 2, "third": 3,
    "שני": 2, "שתי": 2, "שלושה": 3, "שלוש": 3, "ארבעה": 4, "ארבע": 4, "חמישה": 5, "חמש": 5, "שישה": 6, "שש": 6, "שמונה": 8, "עשרה": 10, "עשר": 10,
}  # fmt: skip
_UNITS = {
    "week": ("weeks", 1), "weeks": ("weeks", 1), "fortnight": ("weeks", 2), "month": ("months", 1), "months": ("months", 1), "quarter": ("months", 3), "quarters": ("months", 3),
    "year": ("months", 12), "years": ("months", 12),
    "שבוע": ("weeks", 1), "שבועות": ("weeks", 1), "שבועיים": ("weeks", 2), "חודש": ("months", 1), "חודשים": ("months", 1), "חודשיים": ("months", 2),
    "רבעון": ("months", 3), "רבעונים": ("months", 3), "שנה": ("months", 12), "שנתיים": ("months", 24),
}  # fmt: skip
_WHOLE = {
    "weekly": ("weeks", 1), "fortnightly": ("weeks", 2), "monthly": ("months", 1), "quarterly": ("months", 3), "half yearly": ("months", 6), "twice a year": ("months", 6),
    "yearly": ("months", 12), "annually": ("months", 12), "four times a year": ("months", 3),
    "שבועי": ("weeks", 1), "שבועית": ("weeks", 1), "דו שבועי": ("weeks", 2), "דו שבועית": ("weeks", 2), "חודשי": ("months", 1), "חודשית": ("months", 1),
    "דו חודשי": ("months", 2), "דו חודשית": ("months", 2), "רבעוני": ("months", 3), "רבעונית": ("months", 3), "חצי שנתי": ("months", 6), "חצי שנתית": ("months", 6),
    "פעמיים בשנה": ("months", 6), "שנתי": ("months", 12), "שנתית": ("months", 12),
}  # fmt: skip
# "every two weeks", "once a month", "כל חודש", "אחת לשבועיים", "פעם ב 3 שבועות"
_EVERY = re.compile(r"(?:every|each|once every|once a|once in a|one per|once per|כל|מדי|פעם ב|אחת ל|אחד ל)\s*(?:([0-9]{1,2}|[^\W\d_]+)\s+)?([^\W\d_]+)")
_IN_SECOND_PART = re.compile("week|month|quarter|year|fortnight|then|שבוע|חודש|רבעון|שנ|ואז|אחר כך")


@dataclass(frozen=True)
class Rhythm:
    """Every so many weeks or every so many months; one of the two is 0."""

    weeks: int = 0
    months: int = 0


def rhythm_of(words: str) -> Rhythm | None:
    """What these words mean, in English or Hebrew; ``None`` when that is not certain.

    >>> rhythm_of("Every two weeks")
    Rhythm(weeks=2, months=0)
    >>> rhythm_of("when needed") is None
    True

    "monthly, on the first Tuesday" is monthly; "monthly, then quarterly" is not certain, nor is "bi-monthly".
    """
    first, _, second = re.sub(r"[(;:]", ",", words.casefold()).partition(",")
    if _IN_SECOND_PART.search(second):
        return None
    plain = " ".join(re.sub(r"[-\u05be\u2010-\u2013.!]", " ", first).split())
    if plain in _WHOLE:
        return _rhythm(*_WHOLE[plain], 1)
    found = _EVERY.fullmatch(plain)
    if found is None or found[2] not in _UNITS:
        return None
    count = 1 if found[1] is None else int(found[1]) if found[1].isdigit() else _COUNTS.get(found[1], 0)
    return _rhythm(*_UNITS[found[2]], count) if count else None


def _rhythm(unit: str, length: int, count: int) -> Rhythm:
    return Rhythm(weeks=length * count) if unit == "weeks" else Rhythm(months=length * count)


def after_months(day: datetime.date, months: float) -> datetime.date:
    """The same day so many months later, or the last day of a month that is shorter; parts of a month in days.

    >>> after_months(datetime.date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    whole = int(months)
    years, month = divmod(day.month - 1 + whole, 12)
    year = day.year + years
    moved = datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return moved + datetime.timedelta(days=round((months - whole) * _DAYS_OF_MONTH))


def days_of(rhythm: Rhythm, starts: datetime.date, months: float) -> tuple[datetime.date, ...]:
    """The days of a rhythm in a programme: the first one whole turn after the start, the last not after the end.

    Monthly over nine months from 1 October are nine days, from 1 November to 1 July.
    """
    end = after_months(starts, months)
    found = []
    for turn in range(1, _MOST + 1):
        day = starts + datetime.timedelta(weeks=rhythm.weeks * turn) if rhythm.weeks else after_months(starts, rhythm.months * turn)
        if day > end:
            break
        found.append(day)
    return tuple(found)


def times_in(weeks: int, starts: datetime.date | None, months: float) -> int:
    """How often something that comes every so many weeks comes in these months; without a start, in months of usual length.

    >>> times_in(6, datetime.date(2026, 10, 1), 9)
    6
    """
    if starts is not None:
        return len(days_of(Rhythm(weeks=weeks), starts, months))
    return int(months * _DAYS_OF_MONTH // (7 * weeks))
