"""Fields whose allowed values are ids that stand elsewhere in the same file: which field looks where, and what it finds there.

Whoever edits such a field chooses from a list. A value that is not in the list stays what it is: it may be somebody's
next step, or a slip that ``problems`` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorkit.program.fit import analyses_for
from mentorkit.text import Message, msg

__all__ = ["LINKS", "Offered", "offered_for"]

# (section, field): the name of its list. A field that holds names and values draws its names from the list.
LINKS: dict[tuple[str, str], str] = {
    ("Measure", "goal"): "goals",
    ("Measure", "waves"): "waves",
    ("Measure", "items"): "items",
    ("Measure", "analysis"): "analysis",
    ("AlternativeCriterion", "goal"): "goals",
    ("Option", "scores"): "criteria",
    ("Mix", "scores"): "criteria",
    ("Weighting", "weights"): "criteria",
    ("Competency", "goals"): "goals",
    ("Module", "closes"): "competencies",
    ("Session", "module"): "modules",
}
# where the entries of a list stand in the file, and which of their fields says in words what they are
_PLACES = {
    "goals": (("goals",), "statement"),
    "criteria": (("alternatives", "criteria"), "statement"),
    "competencies": (("training", "competencies"), "name"),
    "modules": (("training", "modules"), "name"),
}
_WAVES = {"start": msg("Start"), "middle": msg("Middle"), "end": msg("End"), "after": msg("Afterwards")}
# what a measure from the records of staff may count by
_DATES = {"left_on": msg("left"), "promoted_on": msg("promoted"), "moved_on": msg("moved within the organisation")}
_ROLES = {"mentees": {"mentee"}, "mentors": {"mentor"}}


@dataclass(frozen=True)
class Offered:
    """A value that can be chosen, with the words that say what it is. ``roles``: who is asked, for a question of the survey (empty: everybody)."""

    value: str
    words: Message | str = ""
    roles: tuple[str, ...] = ()


def offered_for(link: str, whole: Mapping[str, Any], beside: Mapping[str, Any], items: Iterable[Offered] = ()) -> tuple[Offered, ...]:
    """What a field of that link offers in the file ``whole`` (plain values), beside the other fields of its own entry.

    ``items`` are the questions of the survey, which stand in a table of their own. Values are offered once each, in their order.
    """
    if link == "waves":
        days = _at(whole, ("schedule", "waves")) or {}
        return tuple(Offered(wave, msg("{wave} ({day})", wave=words, day=str(days[wave])) if days.get(wave) else words) for wave, words in _WAVES.items())
    if link == "analysis":
        return tuple(Offered(name) for name in analyses_for(beside.get("unit"), beside.get("source"), beside.get("comparison") or "none"))
    if link == "items":
        return _items(beside, items)
    place, field = _PLACES[link]
    entries = [entry for entry in _at(whole, place) or () if isinstance(entry, Mapping) and isinstance(entry.get("id"), str)]
    return _once(Offered(entry["id"], str(entry.get(field) or "")) for entry in entries)


def _items(beside: Mapping[str, Any], items: Iterable[Offered]) -> tuple[Offered, ...]:
    source = beside.get("source")
    if source == "outcomes":
        return tuple(Offered(date, words) for date, words in _DATES.items())
    if source not in (None, "survey"):
        return ()
    roles = _ROLES.get(str(beside.get("population") or "mentees"), set())
    return _once(item for item in items if not roles or not item.roles or roles & set(item.roles))


def _at(whole: Any, place: tuple[str, ...]) -> Any:
    for step in place:
        whole = whole.get(step) if isinstance(whole, Mapping) else None
    return whole


def _once(found: Iterable[Offered]) -> tuple[Offered, ...]:
    kept: dict[str, Offered] = {}
    for one in found:
        kept.setdefault(one.value, one)
    return tuple(kept.values())
