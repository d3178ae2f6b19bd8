"""Conditions and reasons of taking part in plain words."""

from __future__ import annotations

from dataclasses import replace

from mentorkit.people.eligibility import GateRow
from mentorkit.program.model import Condition
from mentorkit.report.terms import column
from mentorkit.text import Message, msg

__all__ = ["condition_words", "gate_words", "reason_words"]

_OWN = {
    "consent": msg("agrees to take part"),
    "willing": msg("is willing to mentor"),
    "manager": msg("the line manager agrees"),
}


def gate_words(gate: GateRow) -> Message:
    """What somebody must have to pass."""
    return condition_words(gate.condition) if gate.condition is not None else _OWN[gate.kind]


def condition_words(condition: Condition) -> Message:
    """A condition of the file as people say it: grade at most 4."""
    if condition.all_of is not None:
        return msg("all of: {parts}", parts=tuple(condition_words(part) for part in condition.all_of))
    if condition.any_of is not None:
        return msg("any of: {parts}", parts=tuple(condition_words(part) for part in condition.any_of))
    name = column(condition.column or "")
    if condition.equals is not None:
        return msg("{column}: {value}", column=name, value=condition.equals)
    if condition.in_ is not None:
        return msg("{column} is one of: {values}", column=name, values=condition.in_)
    if condition.at_least is not None:
        return msg("{column} at least {value}", column=name, value=condition.at_least)
    if condition.at_most is not None:
        return msg("{column} at most {value}", column=name, value=condition.at_most)
    if condition.before is not None:
        return msg("{column} before {day}", column=name, day=condition.before)
    if condition.after is not None:
        return msg("{column} after {day}", column=name, day=condition.after)
    return msg("{column} is filled in", column=name) if condition.filled else msg("{column} is not filled in", column=name)


def reason_words(reason: Message | str) -> Message | str:
    """A reason with the column called as people call it."""
    if not isinstance(reason, Message):
        return reason
    params = tuple((key, column(value) if key == "column" else value) for key, value in reason.params)
    return replace(reason, params=params)
