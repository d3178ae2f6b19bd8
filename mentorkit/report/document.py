"""Blocks as a document that people edit (docx), in the direction of its language; equal content gives equal bytes."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mentorkit.report.blocks import Block, Picture, Table, View, Words
from mentorkit.report.document_template import LANGUAGES as _LANGUAGES
from mentorkit.report.document_template import packed
from mentorkit.report.document_template import template as _template
from mentorkit.report.html import cell_words
from mentorkit.text import Message, Text

__all__ = ["PLAIN", "Form", "Writer", "document"]

# A fixed day: equal results give equal bytes.
_DAY = datetime.datetime(2000, 1, 1)
_NUMERIC = {"int", "number", "share", "money", "points"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = _W + "val"
_SHADES = {"box": "F3F5F8", "good": "EEF7F1", "open": "FDF6E7", "bad": "FDEEED"}
_PARTS = re.compile("(\u2068[^\u2068\u2069]*\u2069)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# what comes after the direction of a table in its properties, so that it stands where the format wants it
_AFTER_VISUAL = ("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")


@dataclass(frozen=True)
class Form:
    """How one paragraph looks beyond its style: lengths in twentieths of a point, colours as six hexadecimal digits.

    ``kept`` stays on the page of what follows, ``together`` is not torn. ``borders`` are sides (with *between* for a run
    of such paragraphs). ``indent`` is at the beginning of a line, ``outdent`` at its end.
    ``tabs`` are (place, leader): leader *none* begins a column there, *underscore* draws a line up to it.
    """

    shade: str = ""
    borders: tuple[str, ...] = ()
    line: str = "9AA5B1"
    tabs: tuple[tuple[int, str], ...] = ()
    kept: bool = False
    together: bool = False
    before: int = 0
    after: int | None = None
    spread: int = 0
    indent: int = 0
    outdent: int = 0
    align: str = ""


PLAIN = Form()


def document(title: Message, views: Sequence[View], text: Text, *, lines: Sequence[Message] = (), small: bool = False) -> bytes:
    """A docx file: the title, ``lines`` under it, then each view as a chapter with its words, tables and pictures.

    ``small``: narrow margins and smaller letters, for what has to stand on one sheet.
    """
    writer = Writer(text, small=small)
    writer.paragraph(text(title), style="Title")
    for line in lines:
        writer.paragraph(text(line), style="Subtitle")
    for view in views:
        writer.paragraph(text(view.title), style="Heading 1")
        for block in view.blocks:
            writer.block(block, view.title)
    return writer.saved(text.plain(title))


class Writer:
    """One document under way. Every paragraph, run and table gets its direction here and nowhere else."""

    def __init__(self, text: Text, *, small: bool = False) -> None:
        import docx

        self._text = text
        self._rtl = text.direction == "rtl"
        self._template = _template(text.language, small)
        self._file: Any = docx.Document(io.BytesIO(self._template.thin))

    def block(self, block: Block, heading: Message) -> None:
        """Words, a table or a picture; a table for the workbook alone is left out, and a caption that only repeats the heading."""
        match block:
            case Words():
                self._words(block)
            case Table() if block.shown:
                self._table(block, captioned=block.title != heading)
            case Picture():
                self._picture(block)

    def paragraph(self, words: str, style: str = "Normal", into: Any = None, bold: bool = False, form: Form = PLAIN) -> Any:
        """A paragraph in the direction of the language, its isolated parts as runs of their own; returns its element."""
        made = into if into is not None else self._file.element.body.add_p()
        properties = made.get_or_add_pPr()
        if style != "Normal":  # a paragraph has that one anyway
            _sub(properties, _W + "pStyle").set(_VAL, self._template.styles[style])
        _shaped(properties, form, self._rtl)
        for part, isolated in _runs(words):
            # a Latin name or a sum keeps its own direction; everything else follows the language
            _run(made, part, bold, self._rtl, self._rtl and not (isolated and _LATIN.search(part)), self._text.language)
        return made

    def saved(self, title: str) -> bytes:
        """The finished file with fixed days, packed the same each time."""
        core = self._file.core_properties
        core.title, core.author, core.last_modified_by, core.comments = title, "mentorkit", "mentorkit", ""
        core.created = core.modified = _DAY
        core.revision, core.language = 1, _LANGUAGES[self._text.language]
        return packed(self._file.part.package, self._template)

    def _words(self, block: Words) -> None:
        form = Form(shade=_SHADES.get(block.tone, ""))
        for sentence in block.sentences:
            self.paragraph(self._text(sentence), style="List Bullet" if block.bullets else "Normal", form=form)

    def _table(self, table: Table, *, captioned: bool) -> None:
        if captioned:
            self.paragraph(self._text(table.title), bold=True, form=Form(kept=True))
        rows = table.rows[: table.limit] if table.limit else table.rows
        made = self._file.add_table(rows=1 + len(rows), cols=len(table.columns))
        _put(made._tbl.tblPr, "w:tblStyle", before=("w:tblpPr", "w:tblOverlap", "w:bidiVisual", *_AFTER_VISUAL)).set(_VAL, self._template.styles["Table Grid"])
        if self._rtl:
            _put(made._tbl.tblPr, "w:bidiVisual", before=_AFTER_VISUAL)
        lines = made._tbl.tr_lst
        _repeated(lines[0])
        for cell, column in zip(lines[0].tc_lst, table.columns, strict=True):
            self.paragraph(self._text(column.title), into=cell.p_lst[0], bold=True)
        for line, row in zip(lines[1:], rows, strict=True):
            for cell, column, value in zip(line.tc_lst, table.columns, row, strict=True):
                right = column.kind in _NUMERIC and not self._rtl
                self.paragraph(cell_words(column, value, self._text), into=cell.p_lst[0], form=Form(align="right") if right else PLAIN)
        if table.note is not None:
            self.paragraph(self._text(table.note))

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm
        from docx.text.paragraph import Paragraph

        made = Paragraph(self.paragraph(""), self._file)
        shape = made.add_run().add_picture(io.BytesIO(picture.png()), width=Cm(16))
        shape._inline.docPr.set("descr", self._text.plain(picture.alt))
        self.paragraph(self._text(picture.title))


def _run(paragraph: Any, words: str, bold: bool, language_run: bool, rtl: bool, language: str) -> None:
    """One run: bold, direction and spelling in the order in which the format wants them; tabs and line ends as elements."""
    made = _sub(paragraph, _W + "r")
    if bold or language_run:
        properties = _sub(made, _W + "rPr")
        if bold:
            _sub(properties, _W + "b")
        if bold and rtl:
            _sub(properties, _W + "bCs")
        if rtl:
            _sub(properties, _W + "rtl")
        if language_run:
            tag = _sub(properties, _W + "lang")
            tag.set(_VAL, "en-GB")
            tag.set(_W + "bidi", _LANGUAGES[language])
    for place, part in enumerate(re.split("([\t\n])", words)):
        if place % 2:
            _sub(made, _W + ("tab" if part == "\t" else "br"))
        elif part:
            written = _sub(made, _W + "t")
            written.text = part
            if part != part.strip():
                written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _shaped(properties: Any, form: Form, rtl: bool) -> None:
    """What a paragraph looks like, in the order in which the format wants it."""
    if form.kept:
        _sub(properties, _W + "keepNext")
    if form.together:
        _sub(properties, _W + "keepLines")
    if form.borders:
        borders = _sub(properties, _W + "pBdr")
        for side in form.borders:
            _set(_sub(borders, _W + side), val="single", sz="4", space="4" if len(form.borders) > 2 else "1", color=form.line)
    if form.shade:
        _set(_sub(properties, _W + "shd"), val="clear", color="auto", fill=form.shade)
    if form.tabs:
        stops = _sub(properties, _W + "tabs")
        for place, leader in form.tabs:
            _set(_sub(stops, _W + "tab"), val="left" if leader == "none" else "right", leader=leader, pos=str(place))
    if rtl:
        _sub(properties, _W + "bidi")
    if form.before or form.after is not None or form.spread:
        spacing = _sub(properties, _W + "spacing")
        if form.before:
            spacing.set(_W + "before", str(form.before))
        if form.after is not None:
            spacing.set(_W + "after", str(form.after))
        if form.spread:
            _set(spacing, line=str(form.spread), lineRule="auto")
    if form.indent:
        _set(_sub(properties, _W + "ind"), left=str(form.indent), right=str(form.outdent))
    if form.align:
        _sub(properties, _W + "jc").set(_VAL, form.align)


def _sub(parent: Any, tag: str) -> Any:
    child = parent.makeelement(tag)
    parent.append(child)
    return child


def _set(element: Any, **values: str) -> None:
    for name, value in values.items():
        element.set(_W + name, value)


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


def _repeated(row: Any) -> None:
    """A heading row that is shown again on the next page."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
