"""Texts as files: for each a document that people edit and a plain text to paste; letters to pairs in one file of each kind.

The document's styles are made once for each language with python-docx; of each text only its body is written, so that the letters of
many pairs take no time. Equal content gives equal bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

from mentorkit.people.contacts import Names
from mentorkit.planning.texts import TextRow, Texts, for_pairs
from mentorkit.planning.texts_fill import BLANK, Filled, Part
from mentorkit.text import Text, msg, text_for

__all__ = ["text_document", "text_plain", "texts_files"]

_BOX, _LINE_LENGTH, _LINES = "\u2610", 60, 2
_MARKS = re.compile(r"(\*\*.+?\*\*)")
_ISOLATED = re.compile("(\u2068[^\u2068\u2069]*\u2069)")
_ISOLATES = re.compile("[\u2066-\u2069\u2060]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_WIDTH = 9638  # of the text on an A4 page with margins of 2 cm, in twentieths of a point
# two tables need a paragraph between them
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
_TO_WRITE = 40  # the share of a column to write in, in letters
_STYLES = {"title": "Title", "heading": "Heading1", "bullet": "ListBullet", "note": "Note", "box": "Box", "number": "Box", "line": "WriteOn"}


def texts_files(texts: Texts, names: Names, footer: str = "") -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of every file. ``names`` stand in letters to pairs; without them ids do. ``footer`` stands below each page."""
    text = text_for(texts.language)
    found: list[tuple[str, bytes]] = []
    for row in texts.rows:
        pages = _pages(texts, row, names)
        found.append((f"{row.kind.key}.docx", text_document(pages, text, footer)))
        found.append((f"{row.kind.key}.txt", text_plain(pages, text).encode("utf-8")))
    return tuple(found)


def _pages(texts: Texts, row: TextRow, names: Names) -> tuple[Filled, ...]:
    return for_pairs(texts, row.kind, names) or (row.filled,)


def text_plain(pages: Sequence[Filled], text: Text) -> str:
    """Plain text of one or more pages; in a right-to-left language a line that starts otherwise gets a mark in front."""
    return "\n\n\n".join("\n".join(_plain_lines(page.parts, text)) for page in pages) + "\n"


def _plain_lines(parts: Sequence[Part], text: Text) -> Iterator[str]:
    for place, part in enumerate(parts):
        words = [_bare(cell) for cell in part.words]
        if part.kind in ("title", "heading"):
            if place:
                yield ""
            yield _directed(words[0], text)
            yield "=" * min(len(words[0]), _LINE_LENGTH) if part.kind == "title" else "-" * min(len(words[0]), _LINE_LENGTH)
        elif part.kind == "row":
            yield _directed(_plain_row(words), text)
        elif part.kind == "line":
            yield from ["_" * _LINE_LENGTH] * _LINES
        else:
            start = {"bullet": "- ", "box": "[ ] ", "number": f"{part.number}. "}.get(part.kind, "")
            yield _directed(start + words[0], text)


def _plain_row(words: Sequence[str]) -> str:
    """Cells side by side; an empty cell is one to write in, except in the corner above row titles."""
    blank = "____________"
    if not any(words):
        return blank
    corner = not words[0] and all(words[1:])
    return " | ".join(word or ("" if corner else blank) for word in words).strip()


def _bare(words: str) -> str:
    return _ISOLATES.sub("", words).replace("**", "")


def _directed(line: str, text: Text) -> str:
    if text.direction == "rtl" and line and not "\u0590" <= line[0] <= "\u05ff":
        return "\u200f" + line
    return line


def text_document(pages: Sequence[Filled], text: Text, footer: str = "") -> bytes:
    """One docx of one or more texts, each on a page of its own, in the direction of the language."""
    rtl = text.direction == "rtl"
    body = "".join("".join(_blocks(page.parts, rtl, breaks=bool(place))) for place, page in enumerate(pages))
    return _packed(text.language, pages[0].title, footer, body)


def _blocks(parts: Sequence[Part], rtl: bool, *, breaks: bool) -> Iterator[str]:
    """The XML of a page: paragraphs, and rows that follow each other as one table."""
    place = 0
    while place < len(parts):
        part = parts[place]
        if part.kind == "row":
            end = place
            while end < len(parts) and parts[end].kind == "row":
                end += 1
            yield _table([row.words for row in parts[place:end]], rtl)
            place = end
            continue
        if part.kind == "line":
            yield from [_paragraph("", "line", rtl)] * _LINES
        else:
            yield _paragraph(_led(part), part.kind, rtl, breaks=breaks and place == 0)
        place += 1


def _led(part: Part) -> str:
    """The words with the box or number that stands before them."""
    if part.kind == "box":
        return f"{_BOX}\t{part.words[0]}"
    return f"{part.number}.\t{part.words[0]}" if part.kind == "number" else part.words[0]


def _paragraph(words: str, kind: str, rtl: bool, *, breaks: bool = False, bold: bool = False) -> str:
    style = _STYLES.get(kind)
    inside = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:pageBreakBefore/>" if breaks else "") + ("<w:bidi/>" if rtl else "")
    return f"<w:p><w:pPr>{inside}</w:pPr>{''.join(_runs(words, rtl, bold))}</w:p>"


def _runs(words: str, rtl: bool, bold: bool) -> Iterator[str]:
    """Runs: bold where marked, blanks shaded, what was isolated on its own."""
    found = 0
    for blank in BLANK.finditer(words):
        yield from _marked(words[found : blank.start()], rtl, bold)
        yield _run(_ISOLATES.sub("", blank[0]), rtl, bold, blank=True)
        found = blank.end()
    yield from _marked(words[found:], rtl, bold)


def _marked(words: str, rtl: bool, bold: bool) -> Iterator[str]:
    for part in _MARKS.split(words):
        strong = part.startswith("**") and part.endswith("**") and len(part) > 4
        for piece in _ISOLATED.split(part[2:-2] if strong else part):
            isolated = piece.startswith("\u2068")
            bare = _ISOLATES.sub("", piece)
            if bare:
                # a Latin name keeps its own direction; everything else follows the language
                yield _run(bare, rtl and not (isolated and _LATIN.search(bare) is not None and not re.search("[\u0590-\u05ff]", bare)), bold or strong)


def _run(words: str, rtl: bool, bold: bool, *, blank: bool = False) -> str:
    inside = ("<w:b/><w:bCs/>" if bold else "") + ('<w:shd w:val="clear" w:color="auto" w:fill="FFE699"/>' if blank else "") + ("<w:rtl/>" if rtl else "")
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _FORBIDDEN.sub("", words).split("\t"))
    return f"<w:r>{f'<w:rPr>{inside}</w:rPr>' if inside else ''}{pieces}</w:r>"


def _table(rows: Sequence[tuple[str, ...]], rtl: bool) -> str:
    """A table over the whole width. A first row in bold is its heading; empty cells leave room to write."""
    columns = max(len(row) for row in rows)
    widths = _widths(rows[1:] if _is_heading(rows[0]) else rows, columns)
    headed = _is_heading(rows[0])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    direction = "<w:bidiVisual/>" if rtl else ""
    made = "".join(_row(row, widths, rtl, heading=headed and place == 0, high=not any(row) or (not all(row[1:]) and not (headed and place == 0))) for place, row in enumerate(rows))
    looks = f'<w:tblPr><w:tblStyle w:val="TableGrid"/>{direction}<w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>{_GAP}"


def _is_heading(row: tuple[str, ...]) -> bool:
    """A row in which everything that is written is bold."""
    written = [cell for cell in row if cell]
    return bool(written) and all(_MARKS.fullmatch(cell) for cell in written)


def _widths(rows: Sequence[tuple[str, ...]], columns: int) -> list[int]:
    """By the longest words of each column, within limits; a column to write in gets a good part."""
    cells = [[_bare(row[place]) if place < len(row) else "" for row in rows] for place in range(columns)]
    parts = [_TO_WRITE if sum(map(bool, column)) * 2 < len(column) else min(max(*map(len, column), 9), 40) if len(column) > 1 else 20 for column in cells]
    parts = [max(part, sum(parts) // 8) for part in parts]
    found = [round(_WIDTH * part / sum(parts)) for part in parts]
    return [*found[:-1], _WIDTH - sum(found[:-1])]


def _row(cells: tuple[str, ...], widths: list[int], rtl: bool, *, heading: bool, high: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF4"/>' if heading else ""
    made = []
    for place, width in enumerate(widths):
        words = cells[place] if place < len(cells) else ""
        made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{_paragraph(words, "text", rtl, bold=heading)}</w:tc>')
    looks = "<w:cantSplit/>" + ('<w:trHeight w:val="560" w:hRule="atLeast"/>' if high else "") + ("<w:tblHeader/>" if heading else "")
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(made)}</w:tr>"


def _packed(language: str, title: str, footer: str, body: str) -> bytes:
    """The package of the language with this body, title and footer."""
    stream = io.BytesIO()
    words = {"@@TITLE@@": escape(_bare(title)), "@@FOOT@@": escape(_bare(footer)), "@@BODY@@": body}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in _package(language):
            entry = zipfile.ZipInfo(name, date_time=_ZIPPED)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, _with(content, words) if isinstance(content, str) else content)
    return stream.getvalue()


def _with(content: str, words: dict[str, str]) -> str:
    for mark, found in words.items():
        content = content.replace(mark, found)
    return content


@lru_cache(maxsize=4)
def _package(language: str) -> tuple[tuple[str, str | bytes], ...]:
    """Every part of an empty document of this language with our styles; parts that change from text to text as words with marks."""
    from mentorkit.report.texts_styles import empty_document

    found: list[tuple[str, str | bytes]] = []
    with zipfile.ZipFile(io.BytesIO(empty_document(text_for(language), text_for(language).plain(msg("Page"))))) as made:
        for name in made.namelist():
            content = made.read(name)
            marked = b"@@" in content
            found.append((name, content.decode("utf-8") if marked else content))
    return tuple(found)
