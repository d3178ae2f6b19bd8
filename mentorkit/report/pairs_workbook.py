"""``pairs.xlsx``: the pairs with names, parts, a living formula and reasons; it goes out, and comes back with decisions.

Sheets keep their English names in every language, because the workbook is read again (:mod:`mentorkit.people.returned`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from mentorkit.pairing.decisions import fingerprint
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.re_pairing import RePairing
from mentorkit.pairing.reasons import Reasons
from mentorkit.people.contacts import Names
from mentorkit.people.returned import CRITERIA, DECISION, HAND, MENTEE, MENTOR, ORIGIN, PAIRS, PEOPLE, REASON, SCHEMA, WORDS
from mentorkit.report.blocks import Column, Table
from mentorkit.report.lens import Lens
from mentorkit.report.pairing import criteria_table, next_best_columns, pairs_table, rules_table, unpaired_table
from mentorkit.report.pairing_shared import RECKONING, mentors_table, named, read_me, write_scores
from mentorkit.report.pairing_words import policy_words, proof_words
from mentorkit.report.re_pairing import mentors_again, order_words, unpaired_again
from mentorkit.report.workbook import new_workbook, table_sheet
from mentorkit.text import Message, Text, msg

__all__ = ["pairs_workbook"]

HAND_ROWS = 60  # lines for pairs chosen by hand; more can be written below them
_NAMES = {"mentee": msg("Name of the mentee"), "mentor": msg("Name of the mentor"), "next_best": msg("Name of the best other")}


def pairs_workbook(pairing: Pairing, lens: Lens, reasons: Reasons | None = None, *, again: RePairing | None = None, names: Names | None = None, program_id: str = "") -> bytes:
    """The workbook of the pairs, for the coordinator only; equal results give equal bytes.

    Sheets: Pairs (score as a formula over the points in the same row and the weights in Criteria; a decision and its reason for each pair), By hand
    (other pairs to require or exclude), Unpaired, Mentors, Rules, Criteria, People (ids for the lists), Read me, and Origin, which is hidden and says from
    which programme and question it comes. With ``reasons`` Pairs also names the best other mentor; with ``names`` names stand beside ids.
    ``again`` is given where ``pairing`` is that of pairing again: Read me, Unpaired and Mentors then tell of that question.
    """
    if not lens.coordinator:
        raise ValueError("pairs.xlsx holds persons and is made for the coordinator only")
    stream = io.BytesIO()
    book = new_workbook(stream, title="pairs")
    names = Names() if names is None else names
    _pairs(book, pairing, lens.text, reasons, names)
    _by_hand(book, pairing, lens.text, names)
    for name, table in (
        ("Unpaired", _with_names(unpaired_table(pairing, reasons) if again is None else unpaired_again(again), names, ("mentee",))),
        ("Mentors", _with_names(mentors_table(pairing) if again is None else mentors_again(again), names, ("mentor",))),
        ("Rules", rules_table(pairing.scores)),
        (CRITERIA, criteria_table(pairing.scores)),
        (PEOPLE, _people(pairing, names)),
    ):
        table_sheet(book, named(table, name), lens.text)
    table_sheet(book, _read_me(pairing, again), lens.text)
    _origin(book, pairing, lens.text, program_id)
    book.close()
    return stream.getvalue()


def _pairs(book: Any, pairing: Pairing, text: Text, reasons: Reasons | None, names: Names) -> None:
    from xlsxwriter.utility import xl_col_to_name

    made = pairs_table(pairing)
    table = _with_names(_with_decision(made if reasons is None else next_best_columns(made, reasons)), names, ("mentee", "mentor", "next_best"))
    keys = [column.key for column in table.columns]
    sheet = table_sheet(book, named(table, PAIRS), text)
    parts = [xl_col_to_name(keys.index(f"part_{criterion.id}")) for criterion in pairing.scores.criteria]
    write_scores(book, sheet, pairing, keys.index("score"), parts)
    lines = len(table.rows)
    if lines:
        _choices(book, sheet, text, keys.index("decision"), (1, lines), tuple(WORDS))
        _wide(book, sheet, keys.index("reason"))


def _with_decision(table: Table) -> Table:
    """The pairs with an empty decision and reason after the score."""
    place = next(i for i, column in enumerate(table.columns) if column.key == "score") + 1
    columns = (*table.columns[:place], Column("decision", DECISION), Column("reason", REASON), *table.columns[place:])
    return Table(table.key, table.title, columns, tuple((*row[:place], "", "", *row[place:]) for row in table.rows))


def _with_names(table: Table, names: Names, keys: Sequence[str]) -> Table:
    """A name beside each of these columns of ids; nothing where there are no names."""
    if not names:
        return table
    columns: list[Column] = []
    rows: list[list[Any]] = [[] for _ in table.rows]
    for place, column in enumerate(table.columns):
        columns.append(column)
        for row, cells in zip(rows, table.rows, strict=True):
            row.append(cells[place])
        if column.key in keys:
            columns.append(Column(f"{column.key}_name", _NAMES[column.key]))
            for row, cells in zip(rows, table.rows, strict=True):
                row.append(names.of(cells[place]) if isinstance(cells[place], str) else "")
    return Table(table.key, table.title, tuple(columns), tuple(map(tuple, rows)))


def _by_hand(book: Any, pairing: Pairing, text: Text, names: Names) -> None:
    """Empty lines for pairs that were not proposed, with lists of ids and, where there are names, the name of who was chosen."""
    columns = (Column("mentee", MENTEE, "id"), Column("mentor", MENTOR, "id"), Column("decision", DECISION), Column("reason", REASON))
    more = (Column("mentee_name", _NAMES["mentee"]), Column("mentor_name", _NAMES["mentor"])) if names else ()
    sheet = table_sheet(book, Table(HAND, msg("By hand"), (*columns, *more), ()), text)
    scores, last = pairing.scores, HAND_ROWS
    reach = {"mentee": (_column_of("mentee", names), len(scores.mentees)), "mentor": (_column_of("mentor", names), len(scores.mentors))}
    for place, side in enumerate(("mentee", "mentor")):
        letter, count = reach[side]
        if count:
            sheet.data_validation(1, place, last, place, {**_refusing(text), "validate": "list", "source": f"={PEOPLE}!${letter}$2:${letter}${count + 1}"})
        sheet.set_column(place, place, 16)
        if names and count:
            after = chr(ord(letter) + 1)
            for line in range(1, last + 1):
                cell = f"{'AB'[place]}{line + 1}"
                formula = f'=IF({cell}="","",IFERROR(VLOOKUP({cell},{PEOPLE}!${letter}$2:${after}${count + 1},2,FALSE),""))'
                sheet.write_formula(line, 4 + place, formula, None, "")
    if names:
        sheet.set_column(4, 5, 24)
    _choices(book, sheet, text, 2, (1, last), ("require", "exclude"))
    _wide(book, sheet, 3)


def _column_of(side: str, names: Names) -> str:
    """Where the ids of a side stand in the sheet People."""
    return "A" if side == "mentee" else "C" if names else "B"


def _people(pairing: Pairing, names: Names) -> Table:
    """Everybody in this pairing side by side: what the lists of the sheet By hand show."""
    mentees, mentors = pairing.scores.mentees, pairing.scores.mentors
    most = max(len(mentees), len(mentors))
    left, right = ([*side, *[""] * (most - len(side))] for side in (mentees, mentors))
    table = Table(PEOPLE, msg("People"), (Column("mentee", MENTEE, "id"), Column("mentor", MENTOR, "id")), tuple(zip(left, right, strict=True)))
    return _with_names(table, names, ("mentee", "mentor"))


def _choices(book: Any, sheet: Any, text: Text, place: int, lines: tuple[int, int], words: Sequence[str]) -> None:
    """A drop-down of decisions in the programme's language."""
    source = [text.plain(WORDS[word]) for word in words]  # type: ignore[index]
    sheet.data_validation(lines[0], place, lines[1], place, {**_refusing(text), "validate": "list", "source": source})
    sheet.set_column(place, place, 14, book.add_format({"bg_color": "#fff8e1"}))


def _refusing(text: Text) -> dict[str, str]:
    return {"error_title": text.plain(msg("Not in the list"))[:32], "error_message": text.plain(msg("Choose from the list, or leave the cell empty."))[:255]}


def _wide(book: Any, sheet: Any, place: int) -> None:
    sheet.set_column(place, place, 40, book.add_format({"bg_color": "#fff8e1", "text_wrap": True}))


def _origin(book: Any, pairing: Pairing, text: Text, program_id: str) -> None:
    """What tells a returned workbook from any other, and from one of an older question."""
    sheet = book.add_worksheet(ORIGIN)
    for line, cells in enumerate((("schema", SCHEMA), ("program", program_id), ("state", fingerprint(pairing.scores)), ("language", text.language))):
        for place, words in enumerate(cells):
            sheet.write_string(line, place, words)
    sheet.hide()


def _read_me(pairing: Pairing, again: RePairing | None) -> Table:
    lines: tuple[Message, ...] = (
        *((policy_words(pairing.policy), *proof_words(pairing)) if again is None else _again(again)),
        msg("To decide: choose approve, require or exclude in the sheet Pairs, and write the reason for what you require or exclude. An empty line decides nothing."),
        msg("Another pair is required or excluded in the sheet By hand, with ids from the lists."),
        msg("Save the file and give it back: in notebook 04, or with {command}.", command="python -m mentorkit decide"),
        *RECKONING,
        msg("The file holds ids of people, and names where the contacts are known. Keep it where only the people named in the privacy section can open it."),
    )
    return read_me(lines)


def _again(again: RePairing) -> tuple[Message, ...]:
    which = msg("The programme is running: the sheet Pairs holds the new pairs of page 06, not those that stand. Seats of pairs that stand are taken.")
    return (which, *order_words(again))
