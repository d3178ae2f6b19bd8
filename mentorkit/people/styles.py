"""The communication style that follows from four short questions; our own, and no test of a person."""

from __future__ import annotations

import pandas as pd

from mentorkit.people.cells import clean
from mentorkit.people.headings import normal
from mentorkit.program.model import ProgramFile
from mentorkit.text import LANGUAGES, Message, msg, text_for

__all__ = ["FLEXIBLE", "STYLES", "own_styles", "style_of", "with_styles", "words_of"]

# two sides: speaks while thinking (a) or thinks first (b); looks at people (a) or at the matter (b)
STYLES = {"aa": "lively", "ab": "direct", "ba": "steady", "bb": "careful"}
FLEXIBLE = "flexible"
_WORDS = {"lively": msg("lively"), "direct": msg("direct"), "steady": msg("steady"), "careful": msg("careful"), FLEXIBLE: msg("flexible")}
_QUESTIONS = ("style_1", "style_2", "style_3", "style_4")


def style_of(answers: tuple[str, str, str, str]) -> str:
    """The style of four answers, each a or b: questions 1 and 3 ask for one side, 2 and 4 for the other.

    Who answers the two questions of a side differently is ``flexible``.
    """
    first, second, third, fourth = answers
    return STYLES[first + second] if first == third and second == fourth else FLEXIBLE


def own_styles(intent: ProgramFile) -> tuple[str, ...]:
    """The styles that the criteria of the file name, as they are written there, each once."""
    fits = [criterion.fits for criterion in (intent.pairing.criteria if intent.pairing else ()) if criterion.kind == "style"]
    return tuple(dict.fromkeys(style for fit in fits for style in (*fit, *(other for row in fit.values() for other in row))))


def words_of(intent: ProgramFile) -> dict[str, str] | None:
    """Our styles in the words of this programme: those of its criteria, else those of its language.

    ``None`` where its criteria know styles of their own, which four questions cannot tell. ``flexible`` is left out where
    criteria know some of our styles and not that one.
    """
    own = own_styles(intent)
    usual = {style: clean(text_for(intent.language).plain(words)) for style, words in _WORDS.items()}
    if not own:
        return usual
    written = {normal(clean(style)): style for style in own}
    found = {style: known for style, words in _WORDS.items() if (known := next((written[name] for name in _names(words) if name in written), None)) is not None}
    if set(found.values()) != set(own):
        return None
    # criteria may name those pairs only that are worth a word
    return {style: found.get(style, words) for style, words in usual.items() if style in found or style != FLEXIBLE}


def _names(words: Message) -> tuple[str, ...]:
    return tuple(normal(text_for(language).plain(words)) for language in LANGUAGES)


def with_styles(frame: pd.DataFrame, intent: ProgramFile) -> pd.DataFrame:
    """The same people, with ``style`` filled from the four answers where it is blank and all four are there."""
    words = words_of(intent) if set(_QUESTIONS) <= set(frame.columns) else None
    if words is None:
        return frame
    rows = zip(*(frame[name] for name in _QUESTIONS), strict=True)
    # where the criteria know no flexible style, the first answer of each side decides
    derived = [pd.NA if any(pd.isna(value) for value in row) else words.get(style_of(row)) or words[STYLES[row[0] + row[1]]] for row in rows]
    own = frame["style"] if "style" in frame else pd.Series(pd.array([pd.NA] * len(frame), dtype="string"), index=frame.index)
    return frame.assign(style=own.fillna(pd.Series(pd.array(derived, dtype="string"), index=frame.index)))
