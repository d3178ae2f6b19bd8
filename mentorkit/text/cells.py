"""Notebook prose in other languages: a catalogue of its own, in which a cell is found by its id and its English source."""

from __future__ import annotations

import io
from functools import lru_cache

from mentorkit.text.speak import catalogue_bytes

__all__ = ["DOMAIN", "cell_source"]

DOMAIN = "notebooks"


def cell_source(cell_id: str, source: str, language: str) -> str | None:
    """The prose of a cell in ``language``; ``None`` when it is not translated, or its English source changed since."""
    if language == "en":
        return source
    return _catalogue(language).get((cell_id, source.strip()))


@lru_cache(maxsize=4)
def _catalogue(language: str) -> dict[tuple[str, str], str]:
    from babel.messages.pofile import read_po

    content = catalogue_bytes(language, DOMAIN)
    if not content:
        return {}
    entries = read_po(io.BytesIO(content), locale=language)
    return {(str(entry.context), str(entry.id).strip()): str(entry.string) for entry in entries if entry.id and entry.string and entry.context and not entry.fuzzy}
