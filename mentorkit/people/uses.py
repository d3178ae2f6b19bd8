"""Which columns of the people tables this programme uses for anything."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.people.conditions import columns_of
from mentorkit.program.model import ProgramFile, Rule

__all__ = ["used_columns"]

# selection, seats, hours, who waits, and the pictures of both sides look at these in every programme
_ALWAYS = (
    "person_id", "status", "applied_on", "consent", "willing", "capacity", "hours_per_month", "wants", "offers", "preferences",
    "grade", "hire_date", "site", "department", "employment",
)  # fmt: skip
# the three questions from which page 05 counts the support that mentees need
_SUPPORT = ("support_goals", "support_talks", "support_time")
_BY_RULE = {"not_in_line": ("manager_id",), "shared_language": ("languages",), "first_time_one": ("first_time",)}


def used_columns(intent: ProgramFile) -> frozenset[str]:
    """Everything but what the criteria of pairing compare (its room knows their usual columns): conditions, rules, audit, training, consent."""
    return frozenset(_used(intent))


def _used(intent: ProgramFile) -> Iterator[str]:
    yield from _ALWAYS
    audiences = intent.audiences
    if audiences:
        yield from audiences.equal_access
        for side in (audiences.mentees, audiences.mentors):
            yield from columns_of(side.eligible if side else ())
        if audiences.mentees and audiences.mentees.manager_consent != "none":
            yield "manager_consent"
    for rule in intent.pairing.rules if intent.pairing else ():
        yield from _of_rule(rule)
    if intent.training:
        yield from _SUPPORT
    for competency in intent.training.competencies if intent.training else ():
        yield f"rate_{competency.id}".casefold()


def _of_rule(rule: Rule) -> Iterator[str]:
    yield from (*((rule.column,) if rule.column else ()), *rule.by, *_BY_RULE.get(rule.kind, ()), *columns_of(rule.when))
