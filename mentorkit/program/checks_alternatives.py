"""What in the alternatives of stage 01 contradicts itself, or is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from mentorkit.program.faults import Place
from mentorkit.program.model import Alternatives, Decision, OptionId
from mentorkit.program.problems import Problem
from mentorkit.text import msg

__all__ = ["alternatives_checks"]

Path = tuple[str | int, ...]
_OPTIONS: tuple[str, ...] = get_args(OptionId)


def alternatives_checks(at: Place) -> Iterator[Problem]:
    """Problems of criteria, options, mixes, weights of single groups and the decision, as far as the file alone shows them."""
    section = at.intent.alternatives
    if section is None:
        return
    yield from at.twice(("alternatives", "criteria"), section.criteria)
    yield from at.twice(("alternatives", "options"), section.options)
    criteria = [criterion.id for criterion in section.criteria]
    for index, option in enumerate(section.options):
        for name in option.scores:
            yield from at.known(("alternatives", "options", index, "scores", name), name, criteria, msg("criterion of the alternatives"))
    if section.criteria and all(criterion.weight == 0 for criterion in section.criteria):
        yield at.wrong("MK-P201", ("alternatives", "criteria"), msg("every weight is 0."), msg("At least one weight above 0."), msg("Give a weight to what matters."))
    yield from _mixes(at, section)
    yield from _weightings(at, section)
    if section.decision:
        yield from _decision(at, section.decision)


def _mixes(at: Place, section: Alternatives) -> Iterator[Problem]:
    yield from at.twice(("alternatives", "mixes"), section.mixes)
    options, criteria = [option.id for option in section.options], [criterion.id for criterion in section.criteria]
    for index, mix in enumerate(section.mixes):
        path: Path = ("alternatives", "mixes", index)
        if mix.id in _OPTIONS:
            allowed = msg("A short name that no option has: the two would be taken for each other.")
            yield at.wrong("MK-P220", (*path, "id"), msg("found '{id}', which is an option.", id=mix.id), allowed, msg("Rename the mix."))
        if len(set(mix.options)) < 2:
            found = msg("different options: {n}.", n=len(set(mix.options)))
            yield at.wrong("MK-P221", (*path, "options"), found, msg("A mix is at least two different options done together."), msg("Add an option, or remove the mix."))
        if "nothing" in mix.options:
            allowed = msg("To do nothing cannot be done together with something.")
            yield at.wrong("MK-P222", (*path, "options"), msg("found 'nothing'."), allowed, msg("Take it out of the mix."))
        for number, option in enumerate(mix.options):
            if option != "nothing":
                yield from at.known((*path, "options", number), option, options, msg("option that is weighed alone"))
        for name in mix.scores:
            yield from at.known((*path, "scores", name), name, criteria, msg("criterion of the alternatives"))


def _weightings(at: Place, section: Alternatives) -> Iterator[Problem]:
    criteria, seen = [criterion.id for criterion in section.criteria], set[str]()
    for index, weighting in enumerate(section.weightings):
        path: Path = ("alternatives", "weightings", index)
        for name in weighting.weights:
            yield from at.known((*path, "weights", name), name, criteria, msg("criterion of the alternatives"))
        if weighting.weights and not any(weighting.weights.values()):
            yield at.wrong("MK-P201", (*path, "weights"), msg("every weight is 0."), msg("At least one weight above 0."), msg("Give a weight to what matters."))
        if weighting.by is not None and weighting.by in seen:
            found, allowed = msg("this post or group stands twice."), msg("One line of weights for each post or group.")
            yield at.wrong("MK-P223", (*path, "by"), found, allowed, msg("Remove one of the two, or say how they differ."))
        seen.add(weighting.by or "")


def _decision(at: Place, decision: Decision) -> Iterator[Problem]:
    path: Path = ("alternatives", "decision")
    if decision.chosen and not decision.reason:
        yield at.missing((*path, "reason"), msg("A decision needs its reason in a sentence."))
    if decision.with_ and not decision.chosen:
        yield at.missing((*path, "chosen"), msg("The option that was chosen; the ones beside it are only added."))
    if decision.chosen in decision.with_:
        allowed = msg("The options beside the chosen one are others than it.")
        yield at.wrong("MK-P202", (*path, "with"), msg("found the chosen option '{option}' again.", option=decision.chosen), allowed, msg("Take it out of the options beside it."))
    if decision.on and decision.review_on and decision.review_on < decision.on:
        found = msg("found {day}, which is before the decision ({first}).", day=decision.review_on, first=decision.on)
        yield at.wrong("MK-P203", (*path, "review_on"), found, msg("A decision is looked at again after it was made."), msg("Correct one of the two days."))
