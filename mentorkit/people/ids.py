"""When two ids mean the same person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from mentorkit.program.program import Program

__all__ = ["own_spelling", "same_id"]


def same_id(value: str) -> str:
    """What two ids of one person have in common: compared without case, width and spaces around."""
    return value.strip().lower() if value.isascii() else unicodedata.normalize("NFKC", value).strip().casefold()


def own_spelling(program: Program, ids: Iterable[str]) -> Program:
    """The same programme with the people of its required and excluded pairs written as their tables write them.

    Tables take e104 for E104; a pair that is excluded by hand must not slip through by a small letter.
    """
    plan = program.intent.pairing
    if plan is None:
        return program
    own: dict[str, str] = {}
    for person in ids:
        own.setdefault(same_id(person), person)
    respelled = {
        key: tuple(
            pair.model_copy(update={"mentee": own.get(same_id(pair.mentee), pair.mentee), "mentor": own.get(same_id(pair.mentor), pair.mentor)}) for pair in getattr(plan, key)
        )
        for key in ("required_pairs", "excluded_pairs")
    }
    return program.with_intent(program.intent.model_copy(update={"pairing": plan.model_copy(update=respelled)}))
