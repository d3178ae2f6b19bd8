"""The signature of need, goals and measures in words: the same on every page that shows it."""

from __future__ import annotations

from mentorkit.program.signing import Signature, changes_said
from mentorkit.report.blocks import Tone, Words
from mentorkit.text import Message, msg

__all__ = ["signed_said", "signed_words"]

_BLANK = msg("not stated")
_TONES: dict[str, Tone] = {"signed": "good", "not_signed": "open", "changed": "bad"}


def signed_said(signature: Signature) -> Message:
    """One sentence: signed by which post on which day, and what is no longer what was signed."""
    signed = signature.signed
    if signature.state == "not_signed" or signed is None:
        return msg("Not signed yet.")
    day, by = signed.on or _BLANK, signed.by or _BLANK
    if signature.state == "signed":
        return msg("Signed on {day} by {post}, and unchanged since.", day=day, post=by)
    said = changes_said(signature.changes)
    if said:
        return msg("Changed since it was signed on {day} by {post}: {parts}. The results will say so.", day=day, post=by, parts=said)
    return msg("Changed since it was signed on {day} by {post}: the results will say so.", day=day, post=by)


def signed_words(signature: Signature) -> Words:
    """The sentence in its colour."""
    return Words((signed_said(signature),), _TONES[signature.state])
