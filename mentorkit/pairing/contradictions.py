"""Rules that contradict each other: said as a warning, because a pairing without a single pair is an answer too, if seldom the one that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mentorkit.pairing.rules import RuleMask
from mentorkit.program.model import Rule
from mentorkit.program.problems import Warned
from mentorkit.text import Message, msg

__all__ = ["contradictions", "nothing_left"]


def contradictions(rules: tuple[Rule, ...]) -> Iterator[Warned]:
    """Two rules over one column that no two answers can keep: ``same`` and ``different``, or gaps without a common value."""
    for one, other in combinations(rules, 2):
        if one.column and one.column == other.column and _contradict(one, other):
            text = msg("The rules {one} and {other} contradict each other: a pair keeps both only where an answer is missing.", one=one.id, other=other.id)
            yield Warned("MK-W412", text, "pairing")


def nothing_left(rules: tuple[RuleMask, ...]) -> Iterator[Warned]:
    """For masks that together forbid every pair: the rule, or the first two rules, that do so by themselves."""
    for rule in rules:
        if rule.forbidden.all():
            yield _none(msg("The rule {rule} forbids every pair.", rule=rule.id))
            return
    for one, other in combinations(rules, 2):
        if (one.forbidden | other.forbidden).all():
            yield _none(msg("The rules {one} and {other} together forbid every pair; look at the two together.", one=one.id, other=other.id))
            return
    yield _none(msg("The rules together forbid every pair; no two of them do so by themselves."))


def _none(text: Message) -> Warned:
    return Warned("MK-W413", text, "pairing")


def _contradict(one: Rule, other: Rule) -> bool:
    if {one.kind, other.kind} == {"same", "different"}:
        return True
    gaps = [rule for rule in (one, other) if rule.kind == "gap"]
    lows = [0.0 if rule.kind == "same" else rule.at_least for rule in (one, other)]
    highs = [0.0 if rule.kind == "same" else rule.at_most for rule in (one, other)]
    low, high = max((value for value in lows if value is not None), default=None), min((value for value in highs if value is not None), default=None)
    # a gap that is empty by itself is a problem of its own
    return bool(gaps) and {one.kind, other.kind} <= {"gap", "same"} and low is not None and high is not None and low > high
