"""Messages: sentences before a language is chosen, and the values that stand in them.

A message keeps its English source and its parameters apart until it is shown, so one result can be shown in any
language and a test can list every sentence of the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

__all__ = ["Currency", "Decimal", "Mark", "Message", "Money", "Share", "msg", "msg_n"]


class Mark(Enum):
    """Four things that are not a number and are never mixed up; a real zero stays 0."""

    NOT_ASKED = "not asked"
    NO_DATA = "no data"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Share:
    """A share 0..1, shown as per cent with ``digits`` decimals."""

    value: float
    digits: int = 1


@dataclass(frozen=True)
class Decimal:
    """A number shown with exactly ``digits`` decimals."""

    value: float
    digits: int = 1


@dataclass(frozen=True)
class Money:
    """An amount in whole units of ``currency`` (ISO code)."""

    value: float
    currency: str


@dataclass(frozen=True)
class Currency:
    """The currency (ISO code) that amounts are in, named in a sentence or a heading."""

    code: str


@dataclass(frozen=True)
class Message:
    """An English source sentence with named places ``{name}`` and the values for them.

    Values may be text, numbers, dates, :class:`Share`, :class:`Decimal`, :class:`Money`, :class:`Currency`, :class:`Mark`, messages, or
    tuples of these. ``plural`` and ``n`` choose a form by the language's own rule.
    """

    msgid: str
    params: tuple[tuple[str, Any], ...] = ()
    plural: str | None = None
    n: int = 1

    def __str__(self) -> str:
        from mentorkit.text.speak import text_for

        return text_for("en")(self)


def msg(msgid: str, /, **params: Any) -> Message:
    """A message; the literal first argument is what the catalogue translates."""
    return Message(msgid, tuple(sorted(params.items())))


def msg_n(singular: str, plural: str, n: int, /, **params: Any) -> Message:
    """A message whose form depends on the count ``n``, which is also the place ``{n}``."""
    return Message(singular, tuple(sorted({**params, "n": n}.items())), plural, n)
