"""Turns messages and values into words, numbers and dates of one language."""

from __future__ import annotations

import datetime
import gettext
import io
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

from mentorkit.text.messages import Currency, Decimal, Mark, Message, Money, Share, msg

__all__ = ["LANGUAGES", "Text", "text_for"]

LANGUAGES = ("en", "he")
_LOCALES = {"en": "en_GB", "he": "he_IL"}
_RIGHT_TO_LEFT = {"he"}
# FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: keep a Latin name or a number in its place inside Hebrew
_ISOLATE, _POP = "\u2068", "\u2069"
_SHEKELS = "ש\u05f4ח"
# WORD JOINER: a range such as 0-100 stays on one line; broken after its hyphen, its halves would change sides in a right-to-left line
_JOINER = "\u2060"
_IN_A_RANGE = re.compile(r"(?<=\d)-(?=\d)")

_MARKS = {
    Mark.NOT_ASKED: msg("not asked"),
    Mark.NO_DATA: msg("no data"),
    Mark.HIDDEN: msg("hidden"),
    Mark.UNKNOWN: msg("not known"),
}
_YES, _NO = msg("yes"), msg("no")


class Text:
    """One language: call it with a message, get the sentence.

    ``direction`` is ``ltr`` or ``rtl``. Values put into right-to-left sentences are isolated, so numbers and Latin
    names stay in place. An unknown language raises ``ValueError``.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r}; known: {', '.join(LANGUAGES)}")
        self.language = language
        self.direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
        self._catalogue = _catalogue(language)
        self._locale = _LOCALES[language]

    def __call__(self, message: Message | str) -> str:
        """The sentence of ``message`` in this language; a plain string is looked up as it is."""
        if isinstance(message, str):
            return self._unbroken(self._catalogue.gettext(message)) if message else ""
        if message.plural is not None:
            pattern = self._catalogue.ngettext(message.msgid, message.plural, message.n)
        else:
            pattern = self._catalogue.gettext(message.msgid)
        pattern = self._unbroken(pattern)
        if not message.params:
            # doubled braces are literal in every pattern, with or without places
            return pattern.replace("{{", "{").replace("}}", "}")
        return pattern.format_map({name: self._placed(value) for name, value in message.params})

    def cell(self, value: Any) -> str:
        """One value as a person reads it in this language: numbers, dates, shares, marks, messages, lists."""
        match value:
            case None:
                return self(_MARKS[Mark.NO_DATA])
            case Message():
                return self(value)
            case Mark():
                return self(_MARKS[value])
            case bool():
                return self(_YES if value else _NO)
            case Share():
                return self.percent(value.value, value.digits)
            case Decimal():
                return self.number(value.value, value.digits)
            case Money():
                return self.money(value.value, value.currency)
            case Currency():
                return self.currency(value.code)
            case int():
                return self.number(value)
            case float():
                return self.number(value, 0 if value == int(value) else 2 if abs(value) < 10 else 1)
            case datetime.date():
                return self.date(value)
            case str():
                return value
            case tuple() | list():
                return self.join(value)
        if hasattr(value, "item"):  # a numpy scalar
            return self.cell(value.item())
        return str(value)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with exactly ``digits`` decimals and the language's separators."""
        from babel.numbers import format_decimal

        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        with _precise():
            return format_decimal(_half_up(value, digits), format=pattern, locale=self._locale)

    def percent(self, value: float, digits: int = 1) -> str:
        """A share 0..1 as per cent."""
        return self.number(value * 100, digits) + "\u202f%" if self.language != "he" else self.number(value * 100, digits) + "%"

    def money(self, value: float, currency: str) -> str:
        """Whole units of a currency, currency code in front; new shekels in Hebrew have their own sign behind."""
        if self.language == "he" and currency == "ILS":
            return f"{self.number(value)}\u00a0{_SHEKELS}"
        from babel.numbers import format_currency

        with _precise():
            return format_currency(_half_up(value, 0), currency, format="¤¤ #,##0", locale=self._locale, currency_digits=False)

    def currency(self, code: str) -> str:
        """The name of a currency: its code, in Hebrew its Hebrew name, so that no Latin letters stand in the sentence."""
        from babel.numbers import get_currency_name

        if self.language != "he":
            return code
        return _SHEKELS if code == "ILS" else get_currency_name(code, locale=self._locale)

    def date(self, value: datetime.date) -> str:
        """A day: 1 Sept 2026."""
        from babel.dates import format_date

        return format_date(value, format="medium", locale=self._locale)

    def join(self, values: Iterable[Any]) -> str:
        """Several values in one line, separated by the language's comma."""
        return ", ".join(self.cell(value) for value in values)

    def isolate(self, value: str) -> str:
        """A value that keeps its own direction inside a right-to-left sentence."""
        return f"{_ISOLATE}{value}{_POP}" if self.direction == "rtl" and value else value

    def plain(self, message: Message | str) -> str:
        """The sentence without isolation characters, for figures, sheets and file headings.

        In a right-to-left language a line that would start with a Latin word or a number gets a mark in front, because
        its first letter decides the direction of the whole line there.
        """
        return self.label(message).replace(_JOINER, "")

    def label(self, message: Message | str) -> str:
        """Like :meth:`plain`, for the labels of fields: they are broken into lines by a browser, so ranges stay joined."""
        words = self(message).replace(_ISOLATE, "").replace(_POP, "")
        if self.direction == "rtl" and words and not "\u0590" <= words[0] <= "\u05ff":
            return "\u200f" + words
        return words

    def knows(self, message: Message | str) -> bool:
        """Whether this language has its own words for the message (English, the source, has all)."""
        msgid = message if isinstance(message, str) else message.msgid
        return self.language == "en" or msgid in getattr(self._catalogue, "_catalog", {})

    def _unbroken(self, words: str) -> str:
        return _IN_A_RANGE.sub(f"{_JOINER}-{_JOINER}", words) if self.direction == "rtl" and "-" in words else words

    def _placed(self, value: Any) -> str:
        words = self.cell(value)
        return words if isinstance(value, Message | Mark | bool) or value is None else self.isolate(words)


@lru_cache(maxsize=8)
def text_for(language: str) -> Text:
    """The :class:`Text` of a language, read once."""
    return Text(language)


def catalogue_bytes(language: str, domain: str) -> bytes:
    """A catalogue as it lies in the package; empty where the language is the source."""
    place = resources.files("mentorkit.text") / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    return place.read_bytes() if place.is_file() else b""


def _catalogue(language: str) -> gettext.NullTranslations:
    source = catalogue_bytes(language, "mentorkit")
    if not source:
        return gettext.NullTranslations()
    # The catalogue is kept as text, which people edit and review; gettext reads the compiled form made here in memory.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _half_up(value: float, digits: int) -> Any:
    from decimal import ROUND_HALF_UP
    from decimal import Decimal as Exact

    return Exact(repr(float(value))).quantize(Exact(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _precise() -> Any:
    """Digits enough for every finite number; the usual 28 do not hold what a division by next to nothing gives."""
    from decimal import localcontext

    return localcontext(prec=400)
