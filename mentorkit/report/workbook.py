"""Tables as an Excel workbook: typed cells, one sheet a table, nothing in a cell ever comes alive."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Sequence
from typing import Any

from mentorkit.report.blocks import Column, Table, View
from mentorkit.text import Mark, Message, Share, Text, msg

__all__ = ["new_workbook", "results_workbook", "table_sheet"]

_FORMATS = {"share": "0.0%", "date": "yyyy-mm-dd", "money": "#,##0", "int": "0", "points": "0.0"}
# A fixed day: equal results give equal bytes.
_DAY = datetime.datetime(2000, 1, 1)


def results_workbook(views: Sequence[View], text: Text) -> bytes:
    """Every table of the views, each on a sheet named by its key, after a sheet of contents."""
    stream = io.BytesIO()
    book = new_workbook(stream, title="results")
    tables = [table for view in views for table in view.tables]
    contents = Table(
        "contents",
        msg("Contents"),
        (Column("sheet", msg("Sheet"), "id"), Column("table", msg("Table")), Column("rows", msg("Rows"), "int")),
        tuple((table.key, table.title, len(table.rows)) for table in tables),
    )
    for table in (contents, *tables):
        table_sheet(book, table, text)
    book.close()
    return stream.getvalue()


def new_workbook(stream: io.BytesIO, *, title: str) -> Any:
    """An XlsxWriter workbook in which text stays text and no date of today is stored."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": title, "author": "mentorkit", "created": _DAY})
    return book


def table_sheet(book: Any, table: Table, text: Text) -> Any:
    """A sheet with the table: headings in the first row, frozen, with a filter; returns the sheet."""
    sheet = book.add_worksheet(table.key[:31])
    if text.direction == "rtl":
        sheet.right_to_left()
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    formats = {kind: book.add_format({"num_format": pattern}) for kind, pattern in _FORMATS.items()}
    widths = []
    for place, column in enumerate(table.columns):
        heading = text.plain(column.title)
        sheet.write_string(0, place, heading, bold)
        widths.append(len(heading))
    for line, row in enumerate(table.rows, start=1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            widths[place] = max(widths[place], write_cell(sheet, line, place, column, value, formats, text))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 2, 8), 60))
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return sheet


def write_cell(sheet: Any, line: int, place: int, column: Column, value: Any, formats: dict[str, Any], text: Text) -> int:
    """Write one value with its type; returns how many characters wide it is."""
    if hasattr(value, "item") and not isinstance(value, Mark):
        value = value.item()
    if isinstance(value, Share):
        value, column = value.value, Column(column.key, column.title, "share")
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        value = Mark.NO_DATA
    if isinstance(value, bool):
        value = text.cell(value)
    if isinstance(value, int | float):
        number = value / 10 if column.kind == "points" else value
        sheet.write_number(line, place, number, formats.get(column.kind))
        return len(f"{number:.4g}") + 2
    if isinstance(value, datetime.date):
        day = value if isinstance(value, datetime.datetime) else datetime.datetime(value.year, value.month, value.day)
        sheet.write_datetime(line, place, day, formats["date"])
        return 10
    words = text.plain(value) if isinstance(value, Message) else _unmarked(text.cell(value))
    sheet.write_string(line, place, words[:32_767])
    return len(words)


def _unmarked(words: str) -> str:
    return "".join(c for c in words if c not in "\u2068\u2069" and (c >= " " or c in "\n\t"))
