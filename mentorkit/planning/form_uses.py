"""What each column of the people tables is used for by a program file: the reason to ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from mentorkit.program.model import Condition, ProgramFile, Rule
from mentorkit.text import Message, msg

__all__ = ["Side", "answers_asked_for", "uses_of"]

Side = Literal["mentee", "mentor"]
Uses = dict[str, tuple[Message, ...]]


def uses_of(intent: ProgramFile, side: Side) -> Uses:
    """Column to its uses on one side, in the order in which they are met; a column that is absent here is used by nothing."""
    found: Uses = {}
    for column, use in _uses(intent, side):
        if use not in found.get(column, ()):
            found[column] = (*found.get(column, ()), use)
    return found


def _uses(intent: ProgramFile, side: Side) -> Iterator[tuple[str, Message]]:
    yield "wants" if side == "mentee" else "offers", msg("supply and demand")
    yield "hours_per_month", msg("hours against the plan")
    yield "consent", msg("taking part, and keeping the data")
    if side == "mentor":
        yield "capacity", msg("seats of the pairing")
        yield "willing", msg("taking part, and keeping the data")
    yield from _of_audience(intent, side)
    yield from _of_pairing(intent, side)
    yield from _of_training(intent, side)


def _of_audience(intent: ProgramFile, side: Side) -> Iterator[tuple[str, Message]]:
    if intent.audiences is None:
        return
    own = intent.audiences.mentees if side == "mentee" else intent.audiences.mentors
    for column in _columns(own.eligible if own else ()):
        yield column, msg("eligibility")
    for column in intent.audiences.equal_access:
        yield column, msg("equal access")
    mentees = intent.audiences.mentees
    if side == "mentee" and mentees and mentees.selection == "first_come":
        yield "applied_on", msg("order of selection")


def _of_pairing(intent: ProgramFile, side: Side) -> Iterator[tuple[str, Message]]:
    plan = intent.pairing
    if plan is None:
        return
    for criterion in plan.criteria:
        column = (criterion.mentee if side == "mentee" else criterion.mentor) or criterion.column
        use = msg("criterion {name}", name=criterion.name or criterion.id)
        fixed = {"style": "style", "hours": "hours_per_month", "wishes": "preferences", "shared_language": "languages", "overlap": "interests", "text": "goals_text"}
        usual = column or fixed.get(criterion.kind) or (("wants" if side == "mentee" else "offers") if criterion.kind == "coverage" else None)
        if usual:  # a comparison without a column compares nothing
            yield usual, use
    for rule in plan.rules:
        for column in _of_rule(rule, side):
            yield column, msg("rule {name}", name=rule.id)
    if plan.both_sides_say == "ranked_wishes":
        yield "preferences", msg("a say of both sides")


def _of_rule(rule: Rule, side: Side) -> Iterator[str]:
    if rule.column:
        yield rule.column
    yield from rule.by or (("hire_date", "grade") if rule.kind == "more_experienced" else ())
    if rule.kind == "not_in_line":
        yield "manager_id"
    if rule.kind == "shared_language" and not rule.column:
        yield "languages"
    if rule.kind == "first_time_one" and side == "mentor":
        yield "first_time"
    yield from _columns(condition for condition in rule.when if condition.of in (side, None))


def _of_training(intent: ProgramFile, side: Side) -> Iterator[tuple[str, Message]]:
    if intent.training is None:
        return
    for competency in intent.training.competencies:
        if side in competency.needed:
            yield f"rate_{competency.id.lower()}", msg("training: {name}", name=competency.name or competency.id)
    if side == "mentee":
        for column in ("support_goals", "support_talks", "support_time"):
            yield column, msg("support of mentees")


def _columns(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        if condition.column:
            yield condition.column
        yield from _columns((*(condition.all_of or ()), *(condition.any_of or ())))


def answers_asked_for(intent: ProgramFile, column: str) -> tuple[str, ...]:
    """The answers that conditions name for a column, so that a form can offer them."""
    conditions: list[Condition] = []
    if intent.audiences:
        conditions += [*(intent.audiences.mentees.eligible if intent.audiences.mentees else ()), *(intent.audiences.mentors.eligible if intent.audiences.mentors else ())]
    for rule in intent.pairing.rules if intent.pairing else ():
        conditions += rule.when
    flat = list(_flat(conditions))
    return tuple(dict.fromkeys(value for each in flat if each.column == column for value in ((each.equals,) if each.equals is not None else each.in_ or ()) if value))


def _flat(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        yield from _flat((*(condition.all_of or ()), *(condition.any_of or ())))
