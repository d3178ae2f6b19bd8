"""The alternatives of stage 01: what any solution must achieve, what each option brings and takes, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mentorkit.planning.alternatives_gaps import gaps_of
from mentorkit.planning.effort import Effort, effort_of
from mentorkit.planning.hours import hours_needed
from mentorkit.planning.options import OPTIONS, Kind, kind_of
from mentorkit.planning.weighing import Turn, beaten_by, turns, weighted_mean
from mentorkit.program.model import AlternativeCriterion, Alternatives, Decision, Option, ProgramFile
from mentorkit.program.problems import Gap, Warned
from mentorkit.text import Message, msg_n

__all__ = ["Comparison", "Effort", "Must", "OptionRow", "compare"]

Decided = Literal["open", "best", "argued", "not_weighed"]


@dataclass(frozen=True)
class Must:
    """A criterion with its part of the whole weight (None while weights are missing) and whether its goal is in the list."""

    criterion: AlternativeCriterion
    share: float | None
    goal_known: bool


@dataclass(frozen=True)
class OptionRow:
    """One weighed option. ``value`` is 0-100, or None with the criteria in ``missing`` that have no score.

    ``efficient``: no other option has at least its value at no more cost. ``beaten_by``: options that are at least as
    good in every criterion and in cost, and better in one, so no weights can rescue this one.
    """

    kind: Kind
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    scores: tuple[int | None, ...]
    missing: tuple[str, ...]
    value: float | None
    rank: int | None
    effort: Effort
    hours_all: float | None
    cash_all: float | None
    full_all: float | None
    efficient: bool = False
    beaten_by: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its name in the file."""
        return self.kind.id

    @property
    def title(self) -> Message:
        """Its name for people."""
        return self.kind.title

    @property
    def hours(self) -> float:
        """Hours of everybody for one learner."""
        return self.effort.hours

    @property
    def cash(self) -> float:
        """Cash for one learner."""
        return self.effort.cash


@dataclass(frozen=True)
class Comparison:
    """Need, musts, weighed options from the best value down, options nobody weighed, sensitivity and the decision.

    ``burden`` says what the value is held against: the full cost per learner, or hours and cash where salaries are
    missing. ``decided``: open; for the best value; on argument (another has a higher value); or for an option without a value.
    ``plan_hours`` are the hours that the plan of this file asks of a mentor, for comparison.
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
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def chosen(self) -> str | None:
        """The option that was chosen; None while it is open."""
        return self.decision.chosen if self.decision else None

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
        """The row of an option; None when it was not weighed."""
        return next((row for row in self.options if row.id == option), None)


def compare(intent: ProgramFile) -> Comparison:
    """The comparison of a draft, however unfinished. Cost never enters a value; equal values keep the order of the file."""
    section = intent.alternatives or Alternatives()
    weights, needed = _weights(section.criteria), hours_needed(intent)
    rows = _ranked([_row(option, section.criteria, weights, intent) for option in _once(section.options)])
    costed = "cost" if rows and all(row.effort.full is not None for row in rows) else "hours"
    rows = tuple(_placed(row, rows, by_cost=costed == "cost") for row in rows)
    best = rows[0].id if rows and rows[0].value is not None else None
    found = Comparison(
        intent.alternatives is not None,
        intent.need.statement if intent.need else None,
        tuple(_must(criterion, weights, intent) for criterion in section.criteria),
        None if weights is None else sum(weights),
        rows,
        tuple(kind for kind in OPTIONS if kind.id not in {row.id for row in rows}),
        best,
        _turns(section.criteria, weights, rows, best),
        "cost" if costed == "cost" else "hours",
        intent.organisation.currency,
        needed.mentees,
        needed.mentor,
        _decided(section.decision, rows),
        section.decision if section.decision and section.decision.chosen else None,
    )
    return replace(found, gaps=tuple(gaps_of(intent)), warnings=_warnings(rows))


def _weights(criteria: Sequence[AlternativeCriterion]) -> tuple[int, ...] | None:
    """The weights, if every criterion has one and not all are 0; a missing weight is never taken as something."""
    found = tuple(c.weight for c in criteria if c.weight is not None)
    return found if len(found) == len(criteria) and sum(found) > 0 else None


def _must(criterion: AlternativeCriterion, weights: tuple[int, ...] | None, intent: ProgramFile) -> Must:
    share = None if weights is None or criterion.weight is None else criterion.weight / sum(weights)
    return Must(criterion, share, criterion.goal in {goal.id for goal in intent.goals})


def _once(options: Sequence[Option]) -> list[Option]:
    """The first line of each option; a second one is a problem that is told elsewhere."""
    return list({option.id: option for option in reversed(options)}.values())[::-1]


def _row(option: Option, criteria: Sequence[AlternativeCriterion], weights: tuple[int, ...] | None, intent: ProgramFile) -> OptionRow:
    scores = tuple(option.scores.get(criterion.id) for criterion in criteria)
    missing = tuple(c.id for c, score in zip(criteria, scores, strict=True) if score is None)
    effort, size = effort_of(option, intent.costs), hours_needed(intent).mentees
    return OptionRow(
        kind_of(option.id),
        option.pros,
        option.cons,
        scores,
        missing,
        None if weights is None or missing else float(weighted_mean([s for s in scores if s is not None], weights)),
        None,
        effort,
        None if size is None else effort.hours * size,
        None if size is None else effort.cash * size,
        None if size is None or effort.full is None else effort.full * size,
    )


def _ranked(rows: Sequence[OptionRow]) -> tuple[OptionRow, ...]:
    """From the best value down, equal ones in the order of the file and with the same rank, those without a value last."""
    known = sorted((row for row in rows if row.value is not None), key=lambda row: -(row.value or 0.0))
    values = [row.value for row in known]
    return (*(replace(row, rank=1 + values.index(row.value)) for row in known), *(row for row in rows if row.value is None))


def _placed(row: OptionRow, rows: Sequence[OptionRow], *, by_cost: bool) -> OptionRow:
    """Whether the option is efficient, and which others beat it on everything; only options with a value are held against each other."""
    if row.value is None:
        return row
    others = [other for other in rows if other.id != row.id and other.value is not None]
    efficient = not any(beaten_by(_summary(row, by_cost), _summary(other, by_cost)) for other in others)
    return replace(row, efficient=efficient, beaten_by=tuple(other.id for other in others if beaten_by(_parts(row, by_cost), _parts(other, by_cost))))


def _summary(row: OptionRow, by_cost: bool) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return (row.value or 0.0,), _burden(row, by_cost)


def _parts(row: OptionRow, by_cost: bool) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(float(score or 0) for score in row.scores), _burden(row, by_cost)


def _burden(row: OptionRow, by_cost: bool) -> tuple[float, ...]:
    return (row.effort.full or 0.0,) if by_cost else (row.hours, row.cash)


def _turns(criteria: Sequence[AlternativeCriterion], weights: tuple[int, ...] | None, rows: Sequence[OptionRow], best: str | None) -> tuple[Turn, ...]:
    known = [(row.id, [score for score in row.scores if score is not None]) for row in rows if row.value is not None]
    if weights is None or best is None or len(known) < 2:
        return ()
    return turns([criterion.id for criterion in criteria], weights, known, best)


def _decided(decision: Decision | None, rows: Sequence[OptionRow]) -> Decided:
    if decision is None or decision.chosen is None:
        return "open"
    mine = next((row for row in rows if row.id == decision.chosen), None)
    if mine is None or mine.value is None:
        return "not_weighed"
    return "best" if mine.rank == 1 else "argued"


def _warnings(rows: Sequence[OptionRow]) -> tuple[Warned, ...]:
    assumed = sum(bool(set(row.effort.assumed) - {"months"}) for row in rows)
    if not assumed:
        return ()
    said = msg_n("One option was compared with assumed hours or cash.", "{n} options were compared with assumed hours or cash.", assumed)
    return (Warned("MK-W110", said, "alternatives", count=assumed),)
