"""Views as escaped HTML: one function for notebooks, panels and pages, so that they cannot drift apart."""

from __future__ import annotations

import base64
import datetime
import math
from functools import lru_cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from mentorkit.report.blocks import Block, Column, Picture, View
from mentorkit.text import Mark, Message, Text, msg

__all__ = ["blocks_html", "cell_words", "style", "view_html"]

_NOTHING = msg("No rows.")
_NUMBERS = msg("The numbers of this figure")
_NUMERIC = {"int", "number", "share", "money", "points"}


def view_html(view: View, text: Text, *, only: str = "all", prefix: str = "") -> str:
    """A view as a fragment. ``only`` may be ``words`` (words and tables) or ``pictures``; ``prefix`` keeps ids apart."""
    blocks = [b for b in view.blocks if only == "all" or isinstance(b, Picture) == (only == "pictures")]
    heading = "" if only == "pictures" else Markup("<h3>{}</h3>").format(text(view.title))
    body = blocks_html(blocks, text, prefix=prefix)
    return f'<section class="mk-view" dir="{text.direction}" lang="{text.language}">{heading}\n{body}</section>'


def blocks_html(blocks: list[Block] | tuple[Block, ...], text: Text, *, prefix: str = "") -> str:
    """Blocks as HTML, everything from data escaped."""
    html: str = _template("view.html.j2").render(
        blocks=blocks,
        prefix=prefix,
        say=lambda m: _bidi(text(m), text),
        cell=lambda column, value: _cell(column, value, text),
        plain=text.plain,  # an attribute holds no elements
        attributes=_attributes,
        numeric=lambda column: column.kind in _NUMERIC,
        kind=lambda block: type(block).__name__,
        base64=lambda data: base64.b64encode(data).decode("ascii"),
        nothing=_NOTHING,
        numbers=_NUMBERS,
        clipped=lambda n, total: msg("The first {n} of {total} rows; results.xlsx has them all.", n=n, total=total),
    )
    return html


def cell_words(column: Column, value: Any, text: Text) -> str:
    """One table cell in words, by the kind of its column."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return text.cell(Mark.NO_DATA)
    if hasattr(value, "item") and not isinstance(value, Mark):
        value = value.item()
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    if plain_number and column.kind == "share":
        return text.percent(value, column.digits)
    if plain_number and column.kind == "points":
        return text.number(value / 10, 1)
    if plain_number and column.kind == "number":
        return text.number(value, column.digits)
    if plain_number and column.kind in ("int", "money"):
        return text.number(value)
    if isinstance(value, datetime.datetime):
        value = value.date()
    return text.cell(value)


def style(text: Text) -> str:
    """The style sheet of pages and notebook outputs; right-to-left languages get the rules for notebooks too."""
    css = (resources.files("mentorkit.report") / "style.css").read_text("utf-8")
    if text.direction == "rtl":
        css += (resources.files("mentorkit.report") / "rtl.css").read_text("utf-8")
    return css


def _cell(column: Column, value: Any, text: Text) -> Markup:
    words = cell_words(column, value, text)
    if column.kind in ("text", "id") and isinstance(value, str):
        return Markup("<bdi>{}</bdi>").format(words)
    return _bidi(words, text)


def _bidi(words: str, text: Text) -> Markup:
    """Isolation marks as elements: characters that no font draws would show as boxes in some browsers."""
    return Markup(str(Markup.escape(words)).replace("\u2068", "<bdi>").replace("\u2069", "</bdi>"))


def _attributes(column: Column, value: Any) -> Markup:
    kinds = ["mk-num"] if column.kind in _NUMERIC else ["mk-day"] if column.kind == "date" else []
    if isinstance(value, Mark) or value is None:
        kinds.append("mk-mark")
    return Markup(' class="{}"').format(" ".join(kinds)) if kinds else Markup("")


@lru_cache(maxsize=4)
def _template(name: str) -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("mentorkit.report", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=False).get_template(name)


def sentence_html(message: Message, text: Text) -> str:
    """One sentence, escaped, with its isolated places."""
    return str(_bidi(text(message), text))
