"""The workbook of the pairs when it comes back: how its sheets are laid out, and what somebody decided in it.

The layout stands here because two rooms need it: ``report`` writes the workbook, and this module reads it again. Sheets keep their English
names; headings and words of a decision are understood in every language of the product, whatever the programme's is.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mentorkit.people.cells import clean
from mentorkit.people.faults import Faults
from mentorkit.people.grid import letters
from mentorkit.people.headings import normal
from mentorkit.people.place import usable
from mentorkit.people.workbook import is_workbook
from mentorkit.program.problems import Problem
from mentorkit.text import LANGUAGES, Message, msg, text_for

__all__ = [
    "CRITERIA", "CRITERION", "DECISION", "HAND", "MENTEE", "MENTOR", "ORIGIN", "PAIRS", "PEOPLE", "REASON", "SCHEMA", "SCORE", "WEIGHT", "WORDS",
    "Line", "Returned", "Said", "points_heading", "read_returned", "score_formula",
]  # fmt: skip

PAIRS, HAND, PEOPLE, CRITERIA, ORIGIN = "Pairs", "By hand", "People", "Criteria", "Origin"
SCHEMA = "mentorkit-pairs/1"
MENTEE, MENTOR, SCORE, DECISION, REASON = msg("Mentee"), msg("Mentor"), msg("Score"), msg("Decision"), msg("Reason")
CRITERION, WEIGHT = msg("Criterion"), msg("Weight")
Word = Literal["approve", "require", "exclude"]
WORDS: dict[Word, Message] = {"approve": msg("approve"), "require": msg("require"), "exclude": msg("exclude")}
MOST_ROWS = 200_000
MOST_ABOVE = 20  # rows above the headings that are looked through


@dataclass(frozen=True)
class Said:
    """One line in which something was decided or begun: the cells as they are, ids not looked at yet.

    ``word`` is the decision, empty where the cell says something else (kept in ``written``) or nothing.
    ``holds`` says what stands as the reason: words, a formula, or a number, a day, yes or no, or an error.
    """

    sheet: str
    row: int
    mentee: str
    mentor: str
    word: Word | Literal[""]
    written: str
    reason: str
    holds: Literal["words", "formula", "value"] = "words"


@dataclass(frozen=True)
class Line:
    """One line of the sheet Pairs as it came back: ids, the formula of its score, and the points of each criterion (0-1000, ``None`` for no number)."""

    row: int
    mentee: str
    mentor: str
    formula: str
    expected: str
    points: tuple[int | None, ...]


@dataclass(frozen=True)
class Returned:
    """What a returned workbook holds. ``program`` and ``state`` say from which programme and which question it was made; empty in another workbook."""

    file: str
    program: str = ""
    state: str = ""
    lines: tuple[Line, ...] = ()
    said: tuple[Said, ...] = ()
    criteria: tuple[str, ...] = ()
    weights: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = "en"

    def heading_of(self, column: Message) -> str:
        """A heading as the workbook has it."""
        return text_for(self.language).plain(column)


def points_heading(criterion: str) -> Message:
    """The heading of a criterion's points in the sheet Pairs."""
    return msg("{criterion}: points", criterion=criterion)


def score_formula(row: int, columns: Sequence[str], weight: str = "C") -> str:
    """The formula of a score in a row (counted from 1): the points in these columns times the weights in the sheet Criteria."""
    cells = [f"{CRITERIA}!${weight}${2 + i}" for i in range(len(columns))]
    whole = f"SUM({cells[0]}:{cells[-1].split('!')[1]})"
    parts = "+".join(f"{column}{row}*{cell}" for column, cell in zip(columns, cells, strict=True))
    return f"=IF({whole}=0,0,({parts})/{whole})"


def read_returned(path: Path, criteria: Iterable[str]) -> Returned:
    """Read a returned workbook; never raises for what it holds. What is decided is judged elsewhere (:mod:`mentorkit.pairing.decisions`)."""
    faults = Faults("pairs", path.name)
    if not usable(path, faults) or not is_workbook(path, faults):
        return Returned(path.name, problems=faults.sealed())
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, keep_links=False)
    except Exception:  # a workbook from outside may be broken in any way, and each way has its own exception
        faults.add("MK-T007", msg("The workbook is damaged."), msg("A workbook that Excel opens without repair."), msg("Open it in Excel and save it again as xlsx."))
        return Returned(path.name, problems=faults.sealed())
    sheets = {_name(sheet.title): sheet for sheet in reversed(book.worksheets)}
    found = {name: sheets[_name(name)] for name in _NEEDED if _name(name) in sheets}
    known = dict(_cells(found[ORIGIN])) if ORIGIN in found else {}
    if known.get("schema") != SCHEMA and (ORIGIN in found or not {PAIRS, HAND} & found.keys()):
        return Returned(path.name)  # a workbook of something else
    absent = tuple(_no_sheet(path.name, name) for name in _NEEDED if name not in found)
    if absent:
        return Returned(path.name, known.get("program", ""), known.get("state", ""), problems=absent)
    return _read(path.name, found, known, tuple(criteria))


_NEEDED = (PAIRS, HAND, CRITERIA, ORIGIN)


def _name(sheet: str) -> str:
    """A sheet's name as it is compared: programs and people write capitals and blanks differently."""
    return " ".join(str(sheet).split()).casefold()


def _read(file: str, sheets: dict[str, Any], known: dict[str, str], criteria: tuple[str, ...]) -> Returned:
    pairs, hand, places = sheets[PAIRS], sheets[HAND], _places(sheets[PAIRS])
    headings = {"mentee": MENTEE, "mentor": MENTOR, "decision": DECISION, "reason": REASON}
    wanted = {PAIRS: {**headings, "score": SCORE}, HAND: headings, CRITERIA: {"criterion": CRITERION, "weight": WEIGHT}}
    problems = tuple(problem for name, columns in wanted.items() for problem in _headed(file, name, sheets[name], tuple(columns.values())))
    if problems:
        return Returned(file, known.get("program", ""), known.get("state", ""), problems=problems)
    at = {key: _place(places, heading) for key, heading in wanted[PAIRS].items()}
    there = _places(hand)
    by_hand = {key: _place(there, heading) for key, heading in headings.items()}
    parts = [_place(places, points_heading(one)) for one in criteria]
    lines = _lines(pairs, at, parts)
    said = [*_said(PAIRS, pairs, at), *_said(HAND, hand, by_hand)]
    kinds, weights = _weights(sheets[CRITERIA])
    language = known.get("language", "en")
    return Returned(file, known.get("program", ""), known.get("state", ""), lines, tuple(said), kinds, weights, language=language if language in LANGUAGES else "en")


def _cells(sheet: Any) -> Iterable[tuple[str, str]]:
    for row in sheet.iter_rows(min_row=1, max_row=20, max_col=2, values_only=True):
        if row and row[0] is not None:
            yield str(row[0]), str(row[1] if len(row) > 1 and row[1] is not None else "")


def _headed(file: str, name: str, sheet: Any, headings: Sequence[Message]) -> tuple[Problem, ...]:
    """The headings that are not in row 1: each by itself, or in one sentence where none of them is."""
    places = _places(sheet)
    lost = tuple(heading for heading in headings if _place(places, heading) is None)
    if len(lost) < len(headings):
        return tuple(_no_column(file, name, heading) for heading in lost)
    lower = next((row for row in range(2, MOST_ABOVE + 2) if row <= sheet.max_row and any(_place(_places(sheet, row), one) is not None for one in headings)), None)
    if lower is None:
        found, cure = msg("There are no headings in row 1."), msg("Put the headings back, or make the workbook again.")
    else:
        found, cure = msg("The headings stand in row {row}.", row=str(lower)), msg("Delete the rows above them.")
    return (_problem(file, name, found, msg("The headings must stand in row 1."), cure),)


def _places(sheet: Any, row: int = 1) -> dict[str, int]:
    """Where each heading of a row stands, the first of two."""
    found: dict[str, int] = {}
    for place, cell in enumerate(next(sheet.iter_rows(min_row=row, max_row=row, values_only=True), ())):
        if cell is not None:
            found.setdefault(normal(str(cell)), place)
    return found


def _place(places: dict[str, int], heading: Message) -> int | None:
    return next((places[word] for word in _words(heading) if word in places), None)


def _words(message: Message) -> tuple[str, ...]:
    """A heading or an answer in every language, as headings are compared."""
    return tuple(dict.fromkeys(normal(text_for(language).plain(message)) for language in LANGUAGES))


def _rows(sheet: Any) -> Iterable[tuple[int, tuple[Any, ...]]]:
    for number, row in enumerate(sheet.iter_rows(min_row=2, max_row=min(sheet.max_row, MOST_ROWS), values_only=True), start=2):
        if any(cell is not None and str(cell).strip() for cell in row):
            yield number, row


def _text(row: tuple[Any, ...], place: int | None) -> str:
    value = row[place] if place is not None and place < len(row) else None
    if isinstance(value, float) and value.is_integer():  # an id that a spreadsheet has taken for a number
        value = int(value)
    return "" if value is None else " ".join(clean(str(value)).split())


def _said(sheet: str, found: Any, at: dict[str, int | None]) -> Iterable[Said]:
    known = {word: key for key, message in WORDS.items() for word in _words(message)}
    for number, row in _rows(found):
        written, reason = _text(row, at["decision"]), _text(row, at["reason"])
        mentee, mentor = _text(row, at["mentee"]), _text(row, at["mentor"])
        if written or reason or (sheet == HAND and (mentee or mentor)):
            yield Said(sheet, number, mentee, mentor, known.get(normal(written), ""), written, reason, _holds(row, at["reason"]))


def _holds(row: tuple[Any, ...], place: int | None) -> Literal["words", "formula", "value"]:
    value = row[place] if place is not None and place < len(row) else None
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if words.startswith("=") or not isinstance(value, str | int | float | datetime.date | datetime.time | datetime.timedelta | None):
        return "formula"
    if value is None or (isinstance(value, str) and not words):
        return "words"
    return "words" if any(letter.isalpha() for letter in words) and words.rstrip("!?").upper() not in _ERRORS else "value"


_ERRORS = ("#REF", "#VALUE", "#N/A", "#NAME", "#DIV/0", "#NUM", "#NULL")


def _lines(sheet: Any, at: dict[str, int | None], parts: Sequence[int | None]) -> tuple[Line, ...]:
    found = []
    for number, row in _rows(sheet):
        formula = _text(row, at["score"])
        expected = score_formula(number, [letters(part) for part in parts if part is not None]) if parts and None not in parts else ""
        points = tuple(_tenths(row[part]) if part is not None and part < len(row) else None for part in parts)
        found.append(Line(number, _text(row, at["mentee"]), _text(row, at["mentor"]), _bare(formula), _bare(expected), points))
    return tuple(found)


def _bare(formula: str) -> str:
    """A formula as it is compared: programs write blanks, quotes and marks of a sheet differently."""
    return "".join(c for c in formula if c not in " '=\u200f$").upper() if formula.startswith("=") else ""


def _tenths(value: Any) -> int | None:
    return round(value * 10) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _weights(sheet: Any) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    places = _places(sheet)
    name, weight = _place(places, CRITERION), _place(places, WEIGHT)
    rows = [row for _, row in _rows(sheet)]
    return tuple(_text(row, name) for row in rows), tuple(row[weight] if weight is not None and weight < len(row) else None for row in rows)


def _no_column(file: str, sheet: str, heading: Message) -> Problem:
    found, allowed = msg("There is no column '{heading}'.", heading=heading), msg("The columns that the workbook was made with.")
    return _problem(file, sheet, found, allowed, msg("Put the heading back, or make the workbook again."))


def _no_sheet(file: str, name: str) -> Problem:
    found, allowed = msg("There is no sheet '{name}'.", name=name), msg("The sheets that the workbook was made with.")
    return _problem(file, "", found, allowed, msg("Give the sheet its name back, or make the workbook again."))


def _problem(file: str, sheet: str, found: Message, allowed: Message, cure: Message) -> Problem:
    return Problem("MK-T430", "wrong", "pairing", found, allowed, cure, "04_pairing", file=file, sheet=sheet)
