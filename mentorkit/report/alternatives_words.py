"""Words that the blocks of page 01 share: names of options and mixes, grades of evidence, how an option is undone."""

from __future__ import annotations

from collections.abc import Iterable

from mentorkit.planning.alternatives import Comparison
from mentorkit.planning.options import Basis, Grade, Undo, kind_of
from mentorkit.planning.voices import Voice
from mentorkit.text import Message, msg

__all__ = ["BASES", "BLANK", "GRADES_WORDS", "NO", "UNDO_WORDS", "YES", "assumed", "criteria_named", "name_of", "title_of", "titles_of"]

BLANK = msg("not stated")
YES, NO = msg("yes"), msg("no")
GRADES_WORDS: dict[Grade, Message] = {
    "none": msg("none"),
    "reports": msg("reports of those who took part"),
    "associations": msg("associations"),
    "comparisons": msg("comparisons of groups"),
    "trials": msg("trials with a lottery"),
}
UNDO_WORDS: dict[Undo, Message] = {"at_once": msg("at once"), "after_a_term": msg("after a term"), "hardly": msg("hardly")}
BASES: dict[Basis, Message] = {
    "practice": msg("published practice"),
    "guides": msg("model guides"),
    "judgement": msg("our judgement"),
}


def title_of(result: Comparison, option: str) -> Message:
    """The name of an option or of a mix."""
    row = result.row_of(option)
    return row.title if row else kind_of(option).title


def criteria_named(result: Comparison) -> dict[str, str]:
    """The name of every criterion for people; its short name where the file gives none."""
    return {must.criterion.id: must.criterion.name or must.criterion.id for must in result.musts}


def titles_of(result: Comparison, options: Iterable[str]) -> tuple[Message, ...]:
    """The names of several."""
    return tuple(title_of(result, option) for option in options)


def assumed(words: Message, guess: bool) -> Message:
    """The words, marked where nobody stated them."""
    return msg("{what} (assumed)", what=words) if guess else words


def name_of(voice: Voice) -> Message | str:
    """Whose weights they are; a group that did not say so has its number."""
    return voice.by or msg("group {number}", number=voice.number)
