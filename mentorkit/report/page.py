"""A whole page in one file: no address on the network, readable without scripts, in the direction of its language."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from markupsafe import Markup

from mentorkit.report.html import _bidi, _template, style
from mentorkit.text import Message, Text, msg

__all__ = ["page"]


def page(
    title: str,
    body_html: str,
    text: Text,
    *,
    lines: Sequence[Message] = (),
    banner: Message | None = None,
    nav: Sequence[tuple[str, str]] = (),
    foot: Sequence[Message] = (),
    wide: bool = False,
) -> str:
    """A page around ``body_html``, which must already be escaped.

    ``lines`` stand under the title, ``banner`` in a frame, ``nav`` are (address, words) of links, ``foot`` is small print.
    ``wide``: where the screen has room the contents stand beside the page and stay there.
    """
    css = style(text) + (resources.files("mentorkit.report") / "page.css").read_text("utf-8")
    html: str = _template("page.html.j2").render(
        text=text,
        title=title,
        css=Markup(css),
        body=Markup(body_html),
        lines=[_bidi(text(line), text) for line in lines],
        banner=_bidi(text(banner), text) if banner else None,
        nav=list(nav),
        wide=wide,
        foot=[_bidi(text(line), text) for line in foot],
        skip=text(msg("Skip to the content")),
        contents=text(msg("Contents")),
    )
    return html
