"""Reads a text table (CSV): encoding never guessed, separator taken from the headings, quotes that must close."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from mentorkit.people.faults import Faults, shortened
from mentorkit.people.grid import Grid, grid_of
from mentorkit.people.headings import is_known
from mentorkit.text import msg

__all__ = ["read_text_table"]

_SEPARATORS = (",", ";", "\t", "|")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_QUOTED = re.compile(r'"[^"]*"?')


def read_text_table(path: Path, encoding: str | None, faults: Faults) -> Grid | None:
    """The grid of a CSV file; ``None`` with problems when its bytes are not a text table."""
    try:
        content = path.read_bytes()
    except OSError:
        faults.add("MK-T003", msg("The file cannot be opened."), msg(""), msg("Close it in Excel, and check its name and your rights to read it."))
        return None
    if not content.strip():
        faults.add("MK-T018", msg("The table is empty."), msg("Headings in the first row, then one row per record."), msg("Check that the right file and sheet are named."))
        return None
    text = _decoded(content, encoding, faults) if _is_text(content, faults) else None
    if text is None:
        return None
    separator, text = _separator(text)
    records = _records(text, separator, faults)
    return None if records is None else grid_of(records, faults, separator=separator)


def _is_text(content: bytes, faults: Faults) -> bool:
    head = content[:512].lstrip().lower()
    for magic, what in (
        (b"pk\x03\x04", "xlsx"),
        (b"\xd0\xcf\x11\xe0", "xls"),
        (b"%pdf", "pdf"),
        (b"<!doctype html", "html"),
        (b"<html", "html"),
        (b"<?xml", "xml"),
        (b"\x89png", "png"),
    ):
        if head.startswith(magic):
            cure = msg("Name it with the ending xlsx, or save it as CSV.") if what == "xlsx" else msg("Open it in Excel and save it as xlsx or as CSV UTF-8.")
            faults.add("MK-T005", msg("The ending says text table, the content is {what}.", what=what), msg("A text table."), cure)
            return False
    return True


def _decoded(content: bytes, encoding: str | None, faults: Faults) -> str | None:
    for mark, name in _BOMS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        _not_decoded(content, error, encoding, faults)
        return None
    except (LookupError, ValueError):
        faults.add(
            "MK-T014", msg("The encoding '{name}' is not known.", name=shortened(encoding or "")), msg("For example cp1255 or utf-8."), msg("Correct encoding: under tables.")
        )
        return None
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        faults.add("MK-T015", msg("A character that no text has (NUL)."), msg("Plain text."), msg("Export the table again; if it is UTF-16, write encoding: utf-16."), row=row)
        return None
    return text.removeprefix("\ufeff")


def _not_decoded(content: bytes, error: UnicodeDecodeError, encoding: str | None, faults: Faults) -> None:
    row = content[: error.start].count(b"\n") + 1
    if encoding:
        faults.add(
            "MK-T014",
            msg("Bytes that are not {name}.", name=shortened(encoding)),
            msg("The whole file in one encoding."),
            msg("Save as CSV UTF-8 and remove encoding: from the program file."),
            row=row,
        )
    elif error.reason == "unexpected end of data":
        faults.add("MK-T013", msg("The file ends in the middle of a character."), msg("A whole UTF-8 file."), msg("Export or copy the file again."), row=row)
    else:
        # Only headings are shown: they hold no person. In a file without headings the first row may be one.
        hebrew, latin = _preview(content, "cp1255"), _preview(content, "cp1252")
        cure = msg("Save it in Excel as 'CSV UTF-8', or write encoding: cp1255 (Hebrew) or another encoding under tables.")
        if not any(map(is_known, (*hebrew, *latin))):
            cure = msg("Save it in Excel as 'CSV UTF-8', or write encoding: under tables. Its first row has no known heading, read as cp1255 or as cp1252, and is not shown.")
        elif hebrew != latin:
            cure = msg(
                "Save it in Excel as 'CSV UTF-8', or write under tables the encoding that reads well. "
                "With encoding: cp1255 the headings are {hebrew}; with encoding: cp1252 they are {latin}.",
                hebrew=hebrew,
                latin=latin,
            )
        faults.add("MK-T013", msg("Text that is not UTF-8."), msg("UTF-8, or the encoding that is stated."), cure, row=row)


def _preview(content: bytes, encoding: str) -> tuple[str, ...]:
    heading = re.split(rb"[\r\n]", content.lstrip(b"\r\n"), maxsplit=1)[0].decode(encoding, "replace")
    separator = _sniffed(heading)
    return tuple(shortened(cell.strip(' "')) for cell in heading.split(separator)[:3])


def _separator(text: str) -> tuple[str, str]:
    """The separator, and the text without a ``sep=;`` line (which Excel does not show either)."""
    first, _, rest = text.partition("\n")
    stated = re.fullmatch(r'"?sep=(.|\t)"?\s*', first.rstrip("\r"), re.IGNORECASE)
    if stated:
        return stated[1], rest
    heading = next((line for line in io.StringIO(text, newline="") if line.strip(" \t\r\n;,|")), "")
    return _sniffed(heading), text


def _sniffed(heading: str) -> str:
    bare = _QUOTED.sub("", heading)
    return max(_SEPARATORS, key=bare.count)


def _records(text: str, separator: str, faults: Faults) -> list[list[str]] | None:
    records: list[list[str]] = []
    csv.field_size_limit(max(csv.field_size_limit(), 50_000_000))
    if '"' not in text and "\r" not in text.replace("\r\n", ""):
        return [line.split(separator) if line else [] for line in text.replace("\r\n", "\n").split("\n")]
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            records.append(record)
    except csv.Error as error:
        unclosed = "end of data" in str(error)
        found = msg("A quote opens here and never closes.") if unclosed else msg("A quote in the middle of a value.")
        faults.add("MK-T016", found, msg("Quotes in pairs; a quote inside a quoted value is written twice."), msg("Correct the quotes in this row."), row=len(records) + 1)
        return None
    return records
