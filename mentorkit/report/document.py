"""Blocks as a document that people edit (docx), in the direction of its language; equal content gives equal bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mentorkit.report.blocks import Block, Picture, Table, View, Words
from mentorkit.report.html import cell_words
from mentorkit.text import Message, Text

__all__ = ["document"]

# A fixed day: equal results give equal bytes. The second one is the first that a zip archive can hold.
_DAY, _ZIPPED = datetime.datetime(2000, 1, 1), (1980, 1, 1, 0, 0, 0)
_LANGUAGES = {"en": "en-GB", "he": "he-IL"}
_FONT = "Arial"
_NUMERIC = {"int", "number", "share", "money", "points"}
_SHADES = {"box": "F3F5F8", "good": "EEF7F1", "open": "FDF6E7", "bad": "FDEEED"}
_PARTS = re.compile("(\u2068[^\u2068\u2069]*\u2069)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# what comes after these elements in their parents, so that each stands where the format wants it
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:textDirection", "w:outlineLvl", "w:rPr", "w:sectPr")
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:bidi", *_AFTER_BIDI)
_AFTER_VISUAL = ("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")


@dataclass(frozen=True)
class _Looks:
    """Margins in centimetres; styles with their size, and the room before and after, in points."""

    sides: float
    ends: float
    styles: tuple[tuple[str, float, float, float], ...]


_USUAL = _Looks(2, 1.8, (("Normal", 10, 0, 3), ("Title", 20, 0, 4), ("Subtitle", 10, 0, 2), ("Heading 1", 13, 9, 3), ("List Bullet", 10, 0, 2)))
_SMALL = _Looks(1.7, 1.2, (("Normal", 8.5, 0, 1.5), ("Title", 15, 0, 2), ("Subtitle", 8.5, 0, 0), ("Heading 1", 10.5, 5, 1.5), ("List Bullet", 8.5, 0, 0)))


def document(title: Message, views: Sequence[View], text: Text, *, lines: Sequence[Message] = (), small: bool = False) -> bytes:
    """A docx file: the title, ``lines`` under it, then each view as a chapter with its words, tables and pictures.

    ``small``: narrow margins and smaller letters, for what has to stand on one sheet.
    """
    writer = _Writer(text, _SMALL if small else _USUAL)
    writer.paragraph(text(title), style="Title")
    for line in lines:
        writer.paragraph(text(line), style="Subtitle")
    for view in views:
        writer.paragraph(text(view.title), style="Heading 1")
        for block in view.blocks:
            writer.block(block, view.title)
    return writer.saved(text.plain(title))


class _Writer:
    """One document under way. Every paragraph, run and table gets its direction here and nowhere else."""

    def __init__(self, text: Text, looks: _Looks) -> None:
        import docx
        from docx.shared import Cm, Pt

        self._text = text
        self._rtl = text.direction == "rtl"
        self._file: Any = docx.Document()
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(looks.sides)
        section.top_margin = section.bottom_margin = Cm(looks.ends)
        for name, size, before, after in looks.styles:
            style = self._file.styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            self._complex(style.element.get_or_add_rPr(), size)
        if self._rtl:
            _put(section._sectPr, "w:bidi", before=("w:rtlGutter", "w:docGrid", "w:printerSettings"))

    def block(self, block: Block, heading: Message) -> None:
        """Words, a table or a picture; a table for the workbook alone is left out, and a caption that only repeats the heading."""
        match block:
            case Words():
                self._words(block)
            case Table() if block.shown:
                self._table(block, captioned=block.title != heading)
            case Picture():
                self._picture(block)

    def paragraph(self, words: str, style: str = "Normal", into: Any = None, bold: bool = False) -> Any:
        """A paragraph in the direction of the language, its isolated parts as runs of their own."""
        made = into if into is not None else self._file.add_paragraph()
        if style != "Normal":  # a paragraph has that one anyway
            made.style = self._file.styles[style]
        if self._rtl:
            _put(made._p.get_or_add_pPr(), "w:bidi", before=_AFTER_BIDI)
        for part, isolated in _runs(words):
            run = made.add_run(part)
            run.bold = True if bold else None
            # a Latin name or a sum keeps its own direction; everything else follows the language
            if self._rtl and not (isolated and _LATIN.search(part)):
                run.font.rtl = True
                run.font.cs_bold = True if bold else None
            if self._rtl:
                _language(run._r.get_or_add_rPr(), self._text.language)
        return made

    def saved(self, title: str) -> bytes:
        """The finished file with fixed days, packed the same each time."""
        core = self._file.core_properties
        core.title, core.author, core.last_modified_by, core.comments = title, "mentorkit", "mentorkit", ""
        core.created = core.modified = _DAY
        core.revision, core.language = 1, _LANGUAGES[self._text.language]
        stream = io.BytesIO()
        self._file.save(stream)
        return _repacked(stream)

    def _words(self, block: Words) -> None:
        for sentence in block.sentences:
            made = self.paragraph(self._text(sentence), style="List Bullet" if block.bullets else "Normal")
            if block.tone in _SHADES:
                shade = _put(made._p.get_or_add_pPr(), "w:shd", before=_AFTER_SHADE)
                _attributes(shade, val="clear", color="auto", fill=_SHADES[block.tone])

    def _table(self, table: Table, *, captioned: bool) -> None:
        if captioned:
            caption = self.paragraph(self._text(table.title), bold=True)
            caption.paragraph_format.keep_with_next = True
        rows = table.rows[: table.limit] if table.limit else table.rows
        made = self._file.add_table(rows=1 + len(rows), cols=len(table.columns))
        made.style = self._file.styles["Table Grid"]
        if self._rtl:
            _put(made._tbl.tblPr, "w:bidiVisual", before=_AFTER_VISUAL)
        _repeated(made.rows[0])
        for place, column in enumerate(table.columns):
            self.paragraph(self._text(column.title), into=made.rows[0].cells[place].paragraphs[0], bold=True)
        for line, row in enumerate(rows, start=1):
            cells = made.rows[line].cells
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                written = self.paragraph(cell_words(column, value, self._text), into=cells[place].paragraphs[0])
                if column.kind in _NUMERIC and not self._rtl:
                    written.alignment = 2  # right
        if table.note is not None:
            self.paragraph(self._text(table.note))

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        made = self.paragraph("")
        shape = made.add_run().add_picture(io.BytesIO(picture.png()), width=Cm(16))
        shape._inline.docPr.set("descr", self._text.plain(picture.alt))
        self.paragraph(self._text(picture.title))

    def _complex(self, properties: Any, size: float) -> None:
        """Font and size of right-to-left letters, which a document keeps apart from those of Latin ones."""
        fonts = properties.get_or_add_rFonts()
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
        _attributes(fonts, ascii=_FONT, hAnsi=_FONT, cs=_FONT)
        sized = _put(properties, "w:szCs", before=("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang"))
        _attributes(sized, val=str(round(2 * size)))
        _language(properties, self._text.language)


def _runs(words: str) -> Iterator[tuple[str, bool]]:
    """The parts of a sentence and whether they were isolated; characters that the format forbids are dropped."""
    for part in _PARTS.split(words):
        bare = _CONTROL.sub("", part.replace("\u2068", "").replace("\u2069", ""))
        if bare:
            yield bare, part.startswith("\u2068")


def _put(parent: Any, tag: str, before: tuple[str, ...]) -> Any:
    """The child of that tag, made in its place when it is not there."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = parent.find(qn(tag))
    if child is None:
        child = OxmlElement(tag)
        parent.insert_element_before(child, *before)
    return child


def _attributes(element: Any, **values: str) -> None:
    from docx.oxml.ns import qn

    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)


def _language(properties: Any, language: str) -> None:
    """The language in which a text is spelled: of Latin letters, and of right-to-left ones."""
    tag = _put(properties, "w:lang", before=("w:eastAsianLayout", "w:specVanish", "w:oMath"))
    if language == "he":
        _attributes(tag, val="en-GB", bidi=_LANGUAGES[language])
    else:
        _attributes(tag, val=_LANGUAGES[language])


def _repeated(row: Any) -> None:
    """A heading row that is shown again on the next page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _repacked(stream: io.BytesIO) -> bytes:
    """The same archive without the time at which it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, date_time=_ZIPPED)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            fixed.writestr(entry, made.read(name))
    return packed.getvalue()
