"""The alternatives of stage 01: what any solution must achieve, what each option brings and takes, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mentorkit.planning.alternatives_gaps import gaps_of
from mentorkit.planning.effort import Effort
from mentorkit.planning.hours import hours_needed
from mentorkit.planning.option_rows import OptionRow, rows_of
from mentorkit.planning.options import OPTIONS, Kind
from mentorkit.planning.robustness import Robustness, robustness_of
from mentorkit.planning.voices import Voices, voices_of
from mentorkit.planning.weighing import Turn, turns
from mentorkit.program.model import AlternativeCriterion, Alternatives, Decision, ProgramFile
from mentorkit.program.problems import Gap, Warned
from mentorkit.text import msg_n

__all__ = ["Comparison", "Effort", "Must", "OptionRow", "compare"]

Decided = Literal["open", "best", "argued", "not_weighed"]
_ASIDE = {"months"}  # assumed, and moving neither value nor cost


@dataclass(frozen=True)
class Must:
    """A criterion with its part of the whole weight (None while weights are missing) and whether its goal is in the list."""

    criterion: AlternativeCriterion
    share: float | None
    goal_known: bool


@dataclass(frozen=True)
class Comparison:
    """Need, musts, weighed options and mixes from the best value down, options nobody weighed, sensitivity and the decision.

    ``burden`` says what the value is held against: the full cost per learner, or hours and cash where salaries are
    missing. ``decided``: open; for the best value; on argument (another has a higher value); or for an option without a value.
    ``plan_hours`` are the hours that the plan of this file asks of a mentor, for comparison. ``robustness`` is None where
    nothing can turn the winner; ``voices`` is None where no post or group gave weights of its own.
    """

    planned: bool
    need: str | None
    musts: tuple[Must, ...]
    weights_total: int | None
    options: tuple[OptionRow, ...]
    offered: tuple[Kind, ...]
    best: str | None
    turns: tuple[Turn, ...]
    burden: Literal["cost", "hours"]
    currency: str
    mentees: int | None
    plan_hours: float | None
    decided: Decided
    decision: Decision | None
    robustness: Robustness | None = None
    voices: Voices | None = None
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def chosen(self) -> str | None:
        """The option that was chosen; None while it is open."""
        return self.decision.chosen if self.decision else None

    @property
    def picked(self) -> OptionRow | None:
        """The row that the decision is for: the mix of just the options it names, else the option chosen; None if it was not weighed."""
        if self.decision is None or self.decision.chosen is None:
            return None
        together = {self.decision.chosen, *self.decision.with_}
        return next((row for row in self.options if row.parts and set(row.parts) == together), None) or self.row_of(self.decision.chosen)

    @property
    def mixes(self) -> tuple[OptionRow, ...]:
        """The rows that are several options done together."""
        return tuple(row for row in self.options if row.parts)

    @property
    def reason(self) -> str | None:
        """Why, as written by those who decided."""
        return self.decision.reason if self.decision else None

    @property
    def otherwise(self) -> bool:
        """Whether something that is not mentoring was chosen, which is a full result."""
        return self.decision is not None and self.decision.otherwise

    @property
    def equal_weights(self) -> bool:
        """Whether all criteria weigh the same, which is a choice too."""
        weights = {must.criterion.weight for must in self.musts}
        return len(self.musts) > 1 and len(weights) == 1 and None not in weights

    def row_of(self, option: str | None) -> OptionRow | None:
        """The row of an option or a mix; None when it was not weighed."""
        return next((row for row in self.options if row.id == option), None)


def compare(intent: ProgramFile) -> Comparison:
    """The comparison of a draft, however unfinished. Cost never enters a value; equal values keep the order of the file."""
    section = intent.alternatives or Alternatives()
    weights, needed = _weights(section.criteria), hours_needed(intent)
    rows = rows_of(section, weights, intent)
    best = rows[0].id if rows and rows[0].value is not None else None
    found = Comparison(
        intent.alternatives is not None,
        intent.need.statement if intent.need else None,
        tuple(_must(criterion, weights, intent) for criterion in section.criteria),
        None if weights is None else sum(weights),
        rows,
        tuple(kind for kind in OPTIONS if kind.id not in {row.id for row in rows}),
        best,
        _turns(section, weights, rows, best),
        "cost" if rows and all(row.effort.full is not None for row in rows) else "hours",
        intent.organisation.currency,
        needed.mentees,
        needed.mentor,
        "open",
        section.decision if section.decision and section.decision.chosen else None,
        _robustness(section.criteria, weights, rows, best, intent.seed),
        voices_of(section.weightings, section.criteria, rows),
    )
    return replace(found, decided=_decided(found), gaps=tuple(gaps_of(intent)), warnings=tuple(_warnings(rows)))


def _weights(criteria: Sequence[AlternativeCriterion]) -> tuple[int, ...] | None:
    """The weights, if every criterion has one and not all are 0; a missing weight is never taken as something."""
    found = tuple(c.weight for c in criteria if c.weight is not None)
    return found if len(found) == len(criteria) and sum(found) > 0 else None


def _must(criterion: AlternativeCriterion, weights: tuple[int, ...] | None, intent: ProgramFile) -> Must:
    share = None if weights is None or criterion.weight is None else criterion.weight / sum(weights)
    return Must(criterion, share, criterion.goal in {goal.id for goal in intent.goals})


def _turns(section: Alternatives, weights: tuple[int, ...] | None, rows: Sequence[OptionRow], best: str | None) -> tuple[Turn, ...]:
    """Options are handed over in the order that breaks ties: those that nobody beats first, then the order of the file."""
    if weights is None or best is None:
        return ()
    names = [*(option.id for option in section.options), *(mix.id for mix in section.mixes)]
    order = sorted((row for row in rows if row.value is not None), key=lambda row: (bool(row.beaten_by), names.index(row.id)))
    known = [(row.id, [score for score in row.scores if score is not None]) for row in order]
    return turns([criterion.id for criterion in section.criteria], weights, known, best) if len(known) > 1 else ()


def _robustness(criteria: Sequence[AlternativeCriterion], weights: tuple[int, ...] | None, rows: Sequence[OptionRow], best: str | None, seed: int) -> Robustness | None:
    if weights is None or best is None:
        return None
    known = {row.id: [score for score in row.scores if score is not None] for row in rows if row.value is not None}
    return robustness_of([criterion.id for criterion in criteria], weights, known, best, seed, {row.id: row.beaten_by for row in rows})


def _decided(found: Comparison) -> Decided:
    if found.chosen is None:
        return "open"
    mine = found.picked
    if mine is None or mine.value is None:
        return "not_weighed"
    return "best" if mine.rank == 1 else "argued"


def _warnings(rows: Sequence[OptionRow]) -> list[Warned]:
    found = []
    assumed = sum(bool(set(row.effort.assumed) - _ASIDE) for row in rows if not row.parts)
    if assumed:
        said = msg_n("One option was compared with assumed hours or cash.", "{n} options were compared with assumed hours or cash.", assumed)
        found.append(Warned("MK-W110", said, "alternatives", count=assumed))
    guessed = sum(bool(row.assumed_scores) for row in rows)
    if guessed:
        said = msg_n(
            "One mix of options was compared with scores that nobody entered: the best score of its parts was taken.",
            "{n} mixes of options were compared with scores that nobody entered: the best score of their parts was taken.",
            guessed,
        )
        found.append(Warned("MK-W113", said, "alternatives", count=guessed))
    return found
