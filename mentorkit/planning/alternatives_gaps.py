"""What is thin in the alternatives; none of it stops anything."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.planning.gaps import gap
from mentorkit.planning.options import NOTHING, kind_of
from mentorkit.program.model import Alternatives, Decision, ProgramFile
from mentorkit.program.problems import Gap
from mentorkit.text import Message, msg

__all__ = ["gaps_of"]

_MOST_MUSTS = 5


def gaps_of(intent: ProgramFile) -> Iterator[Gap]:
    """Gaps of need, musts, options and decision, in the order of the work; none where the alternatives are not planned."""
    section = intent.alternatives
    if section is None:
        return
    if intent.need is None or intent.need.statement is None:
        yield _gap("MK-G020", msg("The need is not stated. Write it in one sentence: who lacks what, and what it costs the organisation."))
    yield from _of_musts(section, intent)
    yield from _of_options(section)
    yield from _of_mixes(section)
    yield from _of_weightings(section)
    yield from _of_decision(section.decision)
    yield from _of_review(section.decision, intent)


def _gap(code: str, message: Message) -> Gap:
    return gap(code, message, "alternatives")


def _of_musts(section: Alternatives, intent: ProgramFile) -> Iterator[Gap]:
    if len(section.criteria) < 2:
        yield _gap("MK-G021", msg("Fewer than two things that any solution must achieve are written. With one alone the comparison is decided before it begins."))
    if len(section.criteria) > _MOST_MUSTS:
        yield _gap("MK-G021", msg("More than five things that any solution must achieve are written. Keep those that would change the choice."))
    known, stood_for = {goal.id for goal in intent.goals}, {criterion.goal for criterion in section.criteria}
    for criterion in section.criteria:
        if criterion.goal not in known:
            yield _gap("MK-G022", msg("The criterion '{criterion}' stands for no goal of this programme.", criterion=criterion.name or criterion.id))
        lacks = [words for name, words in _MUST.items() if getattr(criterion, name) is None]
        if lacks:
            yield _gap("MK-G024", msg("The criterion '{criterion}' still lacks: {what}.", criterion=criterion.name or criterion.id, what=tuple(lacks)))
    for goal in intent.goals if section.criteria else ():
        if goal.id not in stood_for:
            yield _gap("MK-G023", msg("No criterion stands for the goal '{goal}': whether an option reaches it was not asked.", goal=goal.called))


_MUST = {
    "statement": msg("what the solution must achieve"),
    "weight": msg("weight"),
    "worst": msg("what 0 means"),
    "best": msg("what 100 means"),
}


def _of_options(section: Alternatives) -> Iterator[Gap]:
    if len({option.id for option in section.options}) < 2:
        yield _gap("MK-G025", msg("Fewer than two options are weighed. Two or three beside mentoring are enough to see what it has to beat."))
    if section.options and NOTHING not in {option.id for option in section.options}:
        yield _gap("MK-G026", msg("To do nothing was not weighed. It is the measure of all others: what happens if everything stays as it is?"))
    for option in section.options:
        missing = tuple(criterion.id for criterion in section.criteria if criterion.id not in option.scores)
        if missing:
            yield _gap("MK-G027", msg("{option} has no score for: {criteria}. Without it the option has no value.", option=kind_of(option.id).title, criteria=missing))
        if not option.pros and not option.cons:
            yield _gap("MK-G028", msg("{option} has neither pros nor cons written down.", option=kind_of(option.id).title))


def _of_mixes(section: Alternatives) -> Iterator[Gap]:
    for mix in section.mixes:
        if mix.why is None:
            yield _gap("MK-G030", msg("The mix '{mix}' does not say why these options would be done together.", mix=mix.id))


def _of_weightings(section: Alternatives) -> Iterator[Gap]:
    for number, weighting in enumerate(section.weightings, 1):
        missing = tuple(criterion.id for criterion in section.criteria if criterion.id not in weighting.weights)
        if weighting.by is None:
            yield _gap("MK-G031", msg("The weights of group {number} do not say whose they are: write a post or a group, never a name.", number=number))
        if missing:
            yield _gap("MK-G031", msg("Group {number} gave no weight to: {criteria}. Until it does, nothing is computed from its weights.", number=number, criteria=missing))


def _of_review(decision: Decision | None, intent: ProgramFile) -> Iterator[Gap]:
    """A review that is due, and one before the programme begins, when there is nothing to look at yet."""
    day = decision.review_on if decision and decision.chosen else None
    if day is None:
        return
    if intent.as_of is not None and day < intent.as_of:
        yield _gap("MK-G032", msg("The decision was to be looked at again on {day}, which is past. Do it, and write the next day.", day=day))
    if intent.schedule.starts is not None and day < intent.schedule.starts:
        start = intent.schedule.starts
        yield _gap(
            "MK-G033", msg("The decision is to be looked at again on {day}, before the programme starts on {start}: there will be nothing to look at.", day=day, start=start)
        )


def _of_decision(decision: Decision | None) -> Iterator[Gap]:
    if decision is None or decision.chosen is None:
        yield _gap("MK-G029", msg("No decision is written yet: what was chosen, why, by whom and on which day."))
        return
    wanted = _DECISION if not decision.otherwise else {name: words for name, words in _DECISION.items() if name not in _OF_MENTORING}
    lacks = tuple(words for name, words in wanted.items() if getattr(decision, name) is None)
    if lacks:
        yield _gap("MK-G029", msg("The decision does not say yet: {what}.", what=lacks))


_DECISION = {
    "by": msg("who decided (a post)"),
    "on": msg("the day"),
    "pilot": msg("how it begins small"),
    "stop_rule": msg("when it is stopped"),
    "review_on": msg("when it is looked at again"),
}
_OF_MENTORING = ("pilot", "stop_rule")
