"""The empty document behind every text: page, styles, footer with page number, in the direction of its language."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

from mentorkit.text import Text

__all__ = ["empty_document"]

_DAY = datetime.datetime(2000, 1, 1)
_FONT = "Arial"
_LANGUAGES = {"en": "en-GB", "he": "he-IL"}
# style: size in points, space before and after in points, bold, colour
_LOOKS = {
    "Normal": (10.5, 0, 4, False, None),
    "Title": (19, 0, 8, True, "1F4E79"),
    "Heading 1": (12.5, 10, 3, True, "1F4E79"),
    "List Bullet": (10.5, 0, 3, False, None),
    "Note": (9, 8, 2, False, "595959"),
    "Box": (10.5, 0, 3, False, None),
    "WriteOn": (10.5, 12, 0, False, None),
}
_HANG = 0.75  # cm between a box or number and its words
_KEPT = {"TableGrid", "TableNormal", "NoList", "DefaultParagraphFont", "Footer", "Header"}
_DROPPED = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg")


def empty_document(text: Text, page: str) -> bytes:
    """A docx whose body, title and footer are marks to be replaced: ``@@BODY@@``, ``@@TITLE@@``, ``@@FOOT@@``."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    file: Any = docx.Document()
    rtl = text.direction == "rtl"
    _page(file.sections[0], rtl)
    for name, looks in _LOOKS.items():
        there = name in [style.name for style in file.styles]
        _look(file.styles[name] if there else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), looks, text)
    _hanging(file.styles["Box"])
    _underlined(file.styles["WriteOn"])
    _unlined(file.styles["Title"])
    file.styles["Heading 1"].paragraph_format.keep_with_next = True
    _footer(file.sections[0], page, rtl)
    file.add_paragraph("@@BODY@@")
    core = file.core_properties
    core.title, core.author, core.last_modified_by, core.comments = "@@TITLE@@", "mentorkit", "mentorkit", ""
    core.created = core.modified = _DAY
    core.revision, core.language = 1, _LANGUAGES[text.language]
    _only_needed(file.styles.element)
    stream = io.BytesIO()
    file.save(stream)
    return _lean(stream)


def _page(section: Any, rtl: bool) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    section.footer_distance = Cm(0.8)
    if rtl:
        _element(section._sectPr, "w:bidi", before=("w:rtlGutter", "w:docGrid", "w:printerSettings"))


def _look(style: Any, looks: tuple[float, float, float, bool, str | None], text: Text) -> None:
    """Font, size and space of a style, for Latin and for right-to-left letters, which a document keeps apart."""
    from docx.shared import Pt, RGBColor

    size, before, after, bold, colour = looks
    style.font.name, style.font.size, style.font.bold, style.font.cs_bold = _FONT, Pt(size), bold, bold
    style.font.italic = False
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.08
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    _set(fonts, ascii=_FONT, hAnsi=_FONT, cs=_FONT)
    _set(
        _element(properties, "w:szCs", before=("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang")),
        val=str(round(2 * size)),
    )
    lang = _element(properties, "w:lang", before=("w:eastAsianLayout", "w:specVanish", "w:oMath"))
    _set(lang, **({"val": "en-GB", "bidi": "he-IL"} if text.language == "he" else {"val": _LANGUAGES[text.language]}))


def _hanging(style: Any) -> None:
    from docx.shared import Cm

    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(_HANG), Cm(-_HANG)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(_HANG))


def _underlined(style: Any) -> None:
    """A paragraph that is a line to write on."""
    border = _element(style.element.get_or_add_pPr(), "w:pBdr", before=("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"))
    for side in ("w:bottom", "w:between"):  # between: two lines below each other stay two lines
        _set(_element(border, side, before=()), val="single", sz="4", space="1", color="8C8C8C")


def _unlined(style: Any) -> None:
    from docx.oxml.ns import qn

    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _footer(section: Any, page: str, rtl: bool) -> None:
    """Programme on one side, page number on the other."""
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("@@FOOT@@   |   " + page + " ")
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            _set(_element(run._r, "w:fldChar", before=()), fldCharType=kind)
        else:
            _element(run._r, "w:instrText", before=()).text = words
    from docx.shared import Pt

    for run in paragraph.runs:
        run.font.size = Pt(8)
        _set(_element(run._r.get_or_add_rPr(), "w:szCs", before=("w:highlight", "w:u", "w:rtl", "w:lang")), val="16")
        if rtl:
            run.font.rtl = True
    if rtl:
        _element(paragraph._p.get_or_add_pPr(), "w:bidi", before=("w:spacing", "w:ind", "w:jc", "w:rPr"))


def _only_needed(styles: Any) -> None:
    """Drop the table styles and others that no text uses: nine tenths of the file."""
    from docx.oxml.ns import qn

    wanted = {name.replace(" ", "") for name in _LOOKS} | _KEPT
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in wanted:
            styles.remove(style)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)
    for style in styles.findall(qn("w:style")):
        for tag in ("w:link", "w:next", "w:basedOn"):
            for reference in style.findall(qn(tag)):
                if reference.get(qn("w:val")) not in wanted:
                    style.remove(reference)


def _lean(stream: io.BytesIO) -> bytes:
    """The package without what nobody sees, its body a mark."""
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as fixed:
        for name in made.namelist():
            if name in _DROPPED:
                continue
            content = made.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:p>(?:(?!</w:p>).)*@@BODY@@.*?</w:p>", b"@@BODY@@", content, flags=re.S)
            elif name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
                content = re.sub(rb"<(?:Override|Relationship|Default)[^>]*(?:stylesWithEffects|thumbnail)[^>]*/>", b"", content)
            fixed.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _element(parent: Any, tag: str, before: tuple[str, ...]) -> Any:
    """The child of that tag, made in its place when it is not there."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = parent.find(qn(tag))
    if child is None:
        child = OxmlElement(tag)
        if before:
            parent.insert_element_before(child, *before)
        else:
            parent.append(child)
    return child


def _set(element: Any, **values: str) -> None:
    from docx.oxml.ns import qn

    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
