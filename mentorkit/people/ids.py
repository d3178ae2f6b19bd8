"""When two ids mean the same person."""

from __future__ import annotations

import unicodedata

__all__ = ["same_id"]


def same_id(value: str) -> str:
    """What two ids of one person have in common: compared without case, width and spaces around."""
    return value.strip().lower() if value.isascii() else unicodedata.normalize("NFKC", value).strip().casefold()
