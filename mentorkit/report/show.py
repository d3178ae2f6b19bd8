"""What a notebook cell shows: a result of a stage as words, tables and figures."""

from __future__ import annotations

from typing import Any

from mentorkit.evaluation.pooling import Portfolio
from mentorkit.program.program import Program
from mentorkit.report.blocks import Table, View, Words
from mentorkit.report.html import style, view_html
from mentorkit.report.lens import Lens, lens_of
from mentorkit.report.start import Card
from mentorkit.report.views import view
from mentorkit.text import Text, text_for

__all__ = ["Shown", "show"]


class Shown:
    """One shown result. ``html`` is the whole, ``words_html`` and ``pictures_html`` its two halves, ``text`` a short line."""

    def __init__(self, view: View, text: Text, *, with_style: bool) -> None:
        self.view = view
        self._text = text
        self._style = f"<style>{style(text)}</style>" if with_style else ""

    @property
    def html(self) -> str:
        """Style sheet (only in the card), words, tables, figures."""
        return self._style + view_html(self.view, self._text)

    @property
    def words_html(self) -> str:
        """Words and tables, which a panel shows first."""
        return view_html(self.view, self._text, only="words")

    @property
    def pictures_html(self) -> str:
        """The figures alone."""
        return view_html(self.view, self._text, only="pictures")

    @property
    def text(self) -> str:
        """The view's title and first sentence without markup."""
        first = next((s for b in self.view.blocks if isinstance(b, Words) for s in b.sentences), None)
        rows = sum(len(b.rows) for b in self.view.blocks if isinstance(b, Table))
        title = self._text.plain(self.view.title)
        return f"{title}: {self._text.plain(first)}" if first else f"{title} ({rows})"

    def lines(self, text: Text) -> tuple[str, ...]:
        """The sentences alone, for a command line."""
        return tuple(text(sentence) for block in self.view.blocks if isinstance(block, Words) for sentence in block.sentences)

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def show(program: Program | Portfolio, result: Any = None) -> Shown:
    """Show a result of a stage in the programme's language, for its audience; without a result, the programme's card.

    A portfolio belongs to no programme and is shown by itself.
    """
    if isinstance(program, Portfolio):
        text = text_for(program.language)
        return Shown(view(program, Lens(text, "committee")), text, with_style=True)
    lens = lens_of(program)
    if result is None:
        return Shown(view(Card(program), lens), lens.text, with_style=True)
    return Shown(view(result, lens), lens.text, with_style=False)
