"""What a sign-off holds on to: the fingerprint of need, goals and measures, and of each part of them, so that a change can be named."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from mentorkit.program.model import ProgramFile, SignOff
from mentorkit.text import Message, msg

__all__ = ["Change", "SignState", "Signature", "changes_said", "fingerprint", "part_fingerprints", "signature", "signed_by"]

SignState = Literal["signed", "not_signed", "changed"]
Part = Literal["need", "goal", "measure", "order"]
_LISTS: tuple[tuple[Part, str], ...] = (("goal", "goals"), ("measure", "measures"))
_NEED = "need"


@dataclass(frozen=True)
class Change:
    """One part that is not what was signed. ``id`` is the short name of a goal or a measure, empty for the need and for the order."""

    kind: Literal["changed", "added", "removed"]
    part: Part
    id: str = ""

    @property
    def said(self) -> Message:
        """The change in a few words."""
        if self.part == "need":
            return msg("changed: the need")
        if self.part == "order":
            return msg("the order of goals or measures")
        return _WORDS[self.part, self.kind](self.id)


_WORDS: dict[tuple[str, str], Callable[[str], Message]] = {
    ("goal", "changed"): lambda id: msg("changed: goal {id}", id=id),
    ("goal", "added"): lambda id: msg("added: goal {id}", id=id),
    ("goal", "removed"): lambda id: msg("removed: goal {id}", id=id),
    ("measure", "changed"): lambda id: msg("changed: measure {id}", id=id),
    ("measure", "added"): lambda id: msg("added: measure {id}", id=id),
    ("measure", "removed"): lambda id: msg("removed: measure {id}", id=id),
}


@dataclass(frozen=True)
class Signature:
    """Whether need, goals and measures were signed, and are still what was signed. ``sha256`` is of what stands now.

    ``changes`` names the parts that are no longer what was signed; empty where the sign-off holds no fingerprints of
    single parts, and then nobody can say which part it was.
    """

    state: SignState
    sha256: str
    signed: SignOff | None = None
    changes: tuple[Change, ...] = ()

    def of(self, part: Part, id: str) -> Change | None:
        """What happened to one goal or measure since it was signed; ``None`` when nothing did."""
        return next((change for change in self.changes if (change.part, change.id) == (part, id)), None)


def fingerprint(intent: ProgramFile) -> str:
    """SHA-256 of need, goals and measures with all defaults, as JSON with sorted keys and no spaces.

    The order of goals and measures counts; comments, spacing and the rest of the file do not.
    """
    return _hash(intent.model_dump(mode="json", by_alias=True, include={"need", "goals", "measures"}))


def part_fingerprints(intent: ProgramFile) -> dict[str, str]:
    """The fingerprint of the need, of each goal and of each measure, under ``need``, ``goals.<id>`` and ``measures.<id>``.

    Where an id stands twice (which no stage accepts) the later one counts.
    """
    whole = intent.model_dump(mode="json", by_alias=True, include={"need", "goals", "measures"})
    parts = {_NEED: _hash(whole["need"])}
    return parts | {f"{section}.{entry['id']}": _hash(entry) for _, section in _LISTS for entry in whole[section]}


def signed_by(intent: ProgramFile, on: datetime.date, by: str) -> SignOff:
    """The sign-off of what stands now, with the fingerprint of the whole and of every part."""
    return SignOff(on=on, by=by, sha256=fingerprint(intent), parts=part_fingerprints(intent))


def signature(intent: ProgramFile) -> Signature:
    """Compares what was signed with what stands now; a sign-off without a fingerprint signs nothing."""
    now, signed = fingerprint(intent), intent.sign_off
    if signed is None or signed.sha256 is None:
        return Signature("not_signed", now, signed)
    if signed.sha256 == now:
        return Signature("signed", now, signed)
    return Signature("changed", now, signed, _changes(signed.parts, part_fingerprints(intent)))


def changes_said(changes: tuple[Change, ...]) -> tuple[Message, ...]:
    """The changes in words, in the order of the file, those that are gone last."""
    return tuple(change.said for change in changes)


def _changes(signed: dict[str, str], now: dict[str, str]) -> tuple[Change, ...]:
    if not signed:
        return ()
    found = [_change("changed" if key in signed else "added", key) for key, value in now.items() if signed.get(key) != value]
    found += [_change("removed", key) for key in signed if key not in now]
    return tuple(found) or (Change("changed", "order"),)


def _change(kind: Literal["changed", "added", "removed"], key: str) -> Change:
    section, _, id = key.partition(".")
    part = next((part for part, name in _LISTS if name == section), None)
    return Change("changed", "need") if part is None else Change(kind, part, id)


def _hash(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
