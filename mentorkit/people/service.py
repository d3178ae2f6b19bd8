"""What a forms service adds to its answers: times, a number of its own, and lists joined by commas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mentorkit.people.headings import normal
from mentorkit.people.questions import asked_as, bare

__all__ = ["asked_about", "by_commas", "parted", "service_columns", "together"]

_TIMES = {"start time", "last modified time", "language of the form", "שעת התחלה", "זמן התחלה", "מועד התחלה", "שעת שינוי אחרון", "זמן השינוי האחרון"}
_ENDS = {"completion time", "timestamp", "submit date", "submitted at", "שעת סיום", "שעת השלמה", "זמן השלמה", "מועד סיום", "חותמת זמן"}
_NUMBERS = {"id", "#", "response id", "מזהה", "מס'", "מספר סידורי"}
# what other people's questions have in common, by column: any of the phrases; the first that is met decides
_ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("capacity", ("how many mentees", "number of mentees", "כמה מנטיס", "כמה חניכים")),
    ("hours_per_month", ("how many hours", "hours a month", "hours per month", "כמה שעות", "שעות בחודש")),
    (
        "offers",
        ("can you help", "could you help", "i can help", "can you mentor", "can you offer", "your areas of expertise", "באילו תחומים תוכל", "תחומים שבהם תוכל", "אוכל לסייע"),
    ),
    (
        "wants",
        (
            "would you like to develop",
            "want to develop",
            "would you like to improve",
            "want to improve",
            "like to learn",
            "רוצים להתפתח",
            "רוצה להתפתח",
            "תרצו להתפתח",
            "תרצו לפתח",
        ),
    ),
    ("interests", ("your interests", "interests you", "interested in", "hobbies", "תחומי העניין", "מעניין אתכם", "תחביבים")),
    ("languages", ("which languages", "what languages", "languages do you", "באילו שפות", "אילו שפות")),
    ("hire_date", ("when did you join", "since when", "date of joining", "ממתי", "מתי הצטרפתם")),
    ("goals_text", ("what do you want to achieve", "what would you like to achieve", "what do you hope", "מה תרצו להשיג", "מה אתם מקווים")),
    ("department", ("which department", "what department", "באיזו מחלקה", "באיזה אגף", "באיזו יחידה")),
    ("site", ("which site", "which office", "where do you work", "באיזה אתר", "היכן אתם עובדים")),
    ("person_id", ("your employee number", "your employee id", "your staff number", "מספר העובד שלכם", "מספר העובד שלך")),
)


def asked_about(heading: str) -> str:
    """The column that somebody else's question is likely about, empty when its words do not tell; a short heading is no question."""
    words = bare(heading)
    if len(words.split()) < 3:
        return ""
    return next((column for column, phrases in _ASKED if any(phrase in words for phrase in phrases)), "")


def service_columns(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> frozenset[int]:
    """Places of columns that the service made itself and no stage needs: the hour of the start, and its running number of answers.

    The number is told from an employee number by its neighbours: it counts 1, 2, 3 beside a time of the service, or a
    question asks for the employee number.
    """
    names = [normal(heading) for heading in headings]
    timed = any(name in _TIMES | _ENDS for name in names)
    asked = any(bare(heading) in asked_as(headings)["person_id"] or asked_about(heading) == "person_id" for heading in headings)
    found = {place for place, name in enumerate(names) if name in _TIMES}
    numbers = {place for place, name in enumerate(names) if name in _NUMBERS and (asked or timed) and _counts(columns[place])}
    return frozenset(found | numbers)


def _counts(cells: Sequence[str]) -> bool:
    """Whether whole numbers rise from row to row, as a service counts its answers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or not all(cell.isascii() and cell.isdigit() for cell in filled):
        return False
    numbers = [int(cell) for cell in filled]
    return numbers[0] <= 3 and all(one < other for one, other in pairwise(numbers))


def by_commas(cells: Sequence[str]) -> bool:
    """Whether the lists of a column are separated by commas, as one of the services joins them."""
    filled = [cell for cell in cells if cell.strip()]
    return not any(";" in cell for cell in filled) and 5 * sum("," in cell or "\n" in cell.strip() for cell in filled) >= max(1, len(filled))


def parted(cell: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The answers of a cell that joins them by commas; an answer that itself holds a comma is kept whole where it is ``known``."""
    pieces = [piece.strip() for piece in cell.replace("\n", ",").split(",")]
    wholes = {normal(one): one for one in known if "," in one}
    longest = max((one.count(",") + 1 for one in wholes), default=1)
    found: list[str] = []
    while pieces:
        width = next((n for n in range(min(longest, len(pieces)), 1, -1) if normal(", ".join(pieces[:n])) in wholes or normal(",".join(pieces[:n])) in wholes), 1)
        whole = ", ".join(pieces[:width])
        if whole:
            found.append(whole)
        del pieces[:width]
    return tuple(found)


def together(cells: Iterable[str]) -> tuple[str, ...]:
    """Neighbours that are only ever found side by side, in three cells or more, the second in small letters: most likely one answer."""
    alone: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        pieces = [piece.strip() for piece in cell.split(",") if piece.strip()]
        alone.update(pieces)
        pairs.update(pairwise(pieces))
    return tuple(sorted(f"{one}, {other}" for (one, other), n in pairs.items() if n >= 3 and n == alone[one] == alone[other] and one[:1].isupper() and other[:1].islower()))
