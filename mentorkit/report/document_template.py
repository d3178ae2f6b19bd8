"""The empty document of each language, styled once, and how a filled one is packed: parts that never change are compressed once."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

__all__ = ["LANGUAGES", "Template", "packed", "template"]

LANGUAGES = {"en": "en-GB", "he": "he-IL"}
_FONT = "Arial"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can hold: equal results give equal bytes
# sides and ends of the page in centimetres; styles with their size, and the room before and after, in points
_Looks = tuple[float, float, tuple[tuple[str, float, float, float], ...]]
_USUAL: _Looks = (2, 1.8, (("Normal", 10, 0, 3), ("Title", 20, 0, 4), ("Subtitle", 10, 0, 2), ("Heading 1", 13, 9, 3), ("List Bullet", 10, 0, 2)))
_SMALL: _Looks = (1.7, 1.2, (("Normal", 8.5, 0, 1.5), ("Title", 15, 0, 2), ("Subtitle", 8.5, 0, 0), ("Heading 1", 10.5, 5, 1.5), ("List Bullet", 8.5, 0, 0)))
# what python-docx brings along and no document of ours needs
_NOT_NEEDED = ("/docProps/thumbnail.jpeg", "/word/stylesWithEffects.xml", "/word/webSettings.xml", "/customXml/")
_FIXED = ("/word/styles.xml", "/word/numbering.xml", "/word/settings.xml", "/word/fontTable.xml", "/word/theme/theme1.xml", "/docProps/app.xml")
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True)
class Template:
    """``thin`` is the empty document to begin from, ``fixed`` an archive of the parts that stay as they are, ``styles`` name to id."""

    thin: bytes
    fixed: bytes
    styles: dict[str, str]


@lru_cache(maxsize=8)
def template(language: str, small: bool = False) -> Template:
    """The styled empty document of a language; made once in a process. ``small``: for what has to stand on one sheet."""
    import docx

    file: Any = docx.Document()
    sides, ends, styles = _SMALL if small else _USUAL
    _page(file, sides, ends, rtl=language == "he")
    for name, size, before, after in styles:
        _styled(file.styles[name], size, before, after, language)
    package = file.part.package
    for owner in (package, file.part):
        for key in [key for key, rel in owner.rels.items() if not rel.is_external and str(rel.target_part.partname).startswith(_NOT_NEEDED)]:
            del owner.rels[key]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in package.iter_parts():
            if str(part.partname) in _FIXED:
                _put(archive, str(part.partname), part.blob)
    thin = io.BytesIO()
    file.save(thin)
    return Template(thin.getvalue(), stream.getvalue(), {style.name: style.style_id for style in file.styles})


def packed(package: Any, base: Template) -> bytes:
    """The document as one archive; the same content gives the same bytes."""
    stream = io.BytesIO()
    stream.write(base.fixed)
    parts = list(package.iter_parts())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "/[Content_Types].xml", _types(parts))
        _put(archive, "/_rels/.rels", package.rels.xml)
        for part in parts:
            name = part.partname
            if str(name) not in _FIXED:
                _put(archive, str(name), part.blob)
            if len(part.rels):
                _put(archive, str(name.rels_uri), part.rels.xml)
    return stream.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
    entry = zipfile.ZipInfo(name.removeprefix("/"), date_time=_FIRST_DAY)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    archive.writestr(entry, content)


def _types(parts: list[Any]) -> str:
    from markupsafe import escape

    own = "".join(f'<Override PartName="{escape(str(part.partname))}" ContentType="{escape(part.content_type)}"/>' for part in parts)
    usual = f'<Default Extension="rels" ContentType="{_RELS}"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="{_TYPES}">{usual}{own}</Types>'


def _page(file: Any, sides: float, ends: float, *, rtl: bool) -> None:
    from docx.shared import Cm

    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(sides)
    section.top_margin = section.bottom_margin = Cm(ends)
    if rtl:
        _child(section._sectPr, "w:bidi", before=("w:rtlGutter", "w:docGrid", "w:printerSettings"))


def _styled(style: Any, size: float, before: float, after: float, language: str) -> None:
    """Font and size, also of right-to-left letters, which a document keeps apart from those of Latin ones."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _FONT, Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), _FONT)
    sized = _child(properties, "w:szCs", before=("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang"))
    sized.set(qn("w:val"), str(round(2 * size)))
    spelled = _child(properties, "w:lang", before=("w:eastAsianLayout", "w:specVanish", "w:oMath"))
    spelled.set(qn("w:val"), "en-GB")
    if language == "he":
        spelled.set(qn("w:bidi"), LANGUAGES[language])


def _child(parent: Any, tag: str, before: tuple[str, ...]) -> Any:
    """The child of that tag, made in its place when it is not there."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = parent.find(qn(tag))
    if child is None:
        child = OxmlElement(tag)
        parent.insert_element_before(child, *before)
    return child
