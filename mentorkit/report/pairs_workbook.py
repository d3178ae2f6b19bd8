"""``pairs.xlsx``: the pairs with their parts and a living formula, so that anybody can recompute every score.

Sheets keep their English names in every language, because the pages over programmes read them.
"""

from __future__ import annotations

import io
from typing import Any

from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.reasons import Reasons
from mentorkit.report.blocks import Column, Table
from mentorkit.report.lens import Lens
from mentorkit.report.pairing import criteria_table, mentors_table, next_best_columns, pairs_table, rules_table, unpaired_table
from mentorkit.report.pairing_words import policy_words, proof_words
from mentorkit.report.workbook import new_workbook, table_sheet
from mentorkit.text import Message, msg

__all__ = ["pairs_workbook"]

PAIRS, CRITERIA = "Pairs", "Criteria"
_SCORE, _WEIGHT = 2, 2  # the score's column in Pairs, the weight's in Criteria, counted from 0


def pairs_workbook(pairing: Pairing, lens: Lens, reasons: Reasons | None = None) -> bytes:
    """The workbook of the pairs, for the coordinator only; equal results give equal bytes.

    Sheets: Pairs (score as a formula over the points in the same row and the weights in Criteria), Unpaired, Mentors, Rules,
    Criteria, Read me. With ``reasons`` Pairs also names the best other mentor.
    """
    if not lens.coordinator:
        raise ValueError("pairs.xlsx holds persons and is made for the coordinator only")
    stream = io.BytesIO()
    book = new_workbook(stream, title="pairs")
    pairs = pairs_table(pairing)
    sheet = table_sheet(book, _named(pairs if reasons is None else next_best_columns(pairs, reasons), PAIRS), lens.text)
    _formulas(book, sheet, pairing, lens)
    for name, table in (
        ("Unpaired", unpaired_table(pairing, reasons)),
        ("Mentors", mentors_table(pairing)),
        ("Rules", rules_table(pairing.scores)),
        (CRITERIA, criteria_table(pairing.scores)),
    ):
        table_sheet(book, _named(table, name), lens.text)
    table_sheet(book, _read_me(pairing), lens.text)
    book.close()
    return stream.getvalue()


def _named(table: Table, name: str) -> Table:
    return Table(name, table.title, table.columns, table.rows)


def _formulas(book: Any, sheet: Any, pairing: Pairing, lens: Lens) -> None:
    """Write the score of each pair as its weighted mean; the stored value is the exact one."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    tenths = book.add_format({"num_format": "0.0", "bold": True})
    many, weight = len(pairing.scores.criteria), pairing.scores.weight
    if not many:
        return
    cells = [f"{CRITERIA}!{xl_rowcol_to_cell(1 + i, _WEIGHT, row_abs=True, col_abs=True)}" for i in range(many)]
    whole = f"SUM({cells[0]}:{cells[-1].split('!')[1]})"
    for line, points in enumerate(pairing.pairs["points"].tolist(), start=1):
        parts = "+".join(f"{xl_rowcol_to_cell(line, _SCORE + 1 + i)}*{cell}" for i, cell in enumerate(cells))
        sheet.write_formula(line, _SCORE, f"=IF({whole}=0,0,({parts})/{whole})", tenths, points / weight / 10 if weight else 0)


def _read_me(pairing: Pairing) -> Table:
    lines: tuple[Message, ...] = (
        policy_words(pairing.scores),
        *proof_words(pairing),
        msg("The score in the sheet Pairs is a formula: the points of each criterion times its weight in the sheet Criteria, divided by the sum of the weights."),
        msg("Changing a weight here changes the scores but not the pairs. To see other pairs, change the weight in the program file and compute again."),
        msg("A missing answer takes the neutral points of its criterion; the column of missing answers counts them."),
        msg("The file holds ids of people. Keep it where only the people named in the privacy section can open it."),
    )
    return Table("Read me", msg("Read me"), (Column("line", msg("How to read this file")),), tuple((line,) for line in lines))
