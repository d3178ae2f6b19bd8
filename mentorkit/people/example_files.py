"""Writes made-up tables as the files people send: comma-separated text and Excel workbooks, the same bytes each time."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd

__all__ = ["csv_bytes", "xlsx_bytes"]

Sheets = Mapping[str, pd.DataFrame]


def csv_bytes(frame: pd.DataFrame, *, encoding: str = "utf-8", separator: str = ",", ends: str = "\n") -> bytes:
    """The frame as text: ``utf-8-sig`` and a semicolon are what Excel writes in many countries, ``cp1255`` what it writes in Hebrew."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=ends, delimiter=separator)
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False))
    return stream.getvalue().encode(encoding)


def xlsx_bytes(sheets: Sheets, *, created: datetime.date, title: str = "People", right_to_left: bool = False) -> bytes:
    """The frames as sheets of a workbook, headings frozen, days as days; a Hebrew workbook runs from the right."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": datetime.datetime(created.year, created.month, created.day)})
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    for name, frame in sheets.items():
        sheet = book.add_worksheet(name)
        if right_to_left:
            sheet.right_to_left()
        sheet.freeze_panes(1, 1)
        for c, heading in enumerate(frame.columns):
            sheet.set_column(c, c, max(10, min(34, len(heading) + 4)))
            sheet.write_string(0, c, heading, bold)
            for r, value in enumerate(frame[heading].tolist(), 1):
                _write(sheet, r, c, value, day)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, datetime.date):
        sheet.write_datetime(row, column, datetime.datetime(value.year, value.month, value.day), day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value != "":
        sheet.write_string(row, column, value)
