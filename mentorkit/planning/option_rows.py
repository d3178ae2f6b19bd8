"""What is held against each other in stage 01: each option of the file, and each mix of options, with scores, value and effort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mentorkit.planning.effort import Effort, effort_of, effort_of_mix
from mentorkit.planning.hours import hours_needed
from mentorkit.planning.options import GRADES, UNDOING, Grade, Kind, Undo, kind_of
from mentorkit.planning.weighing import beaten_by, weighted_mean
from mentorkit.program.model import AlternativeCriterion, Alternatives, Mix, Option, ProgramFile
from mentorkit.text import Message, msg

__all__ = ["OptionRow", "placed", "rows_of"]


@dataclass(frozen=True)
class OptionRow:
    """One weighed option, or a mix of several. ``value`` is 0-100, or None with the criteria in ``missing`` that have no score.

    ``parts`` are the options of a mix, empty for an option. ``assumed_scores`` are criteria for which nobody scored the mix:
    the best score of its parts stands in. ``evidence`` and ``reversible`` are the option's assumption where
    ``evidence_assumed`` or ``reversible_assumed`` says so; a mix has the weakest evidence of its parts and is as hard to
    undo as the hardest. ``efficient``: no other option has at least its value at no more cost. ``beaten_by``: options that
    are at least as good in every criterion and in cost, and better in one, so no weights can rescue this one.
    """

    id: str
    title: Message
    mentoring: bool
    scores: tuple[int | None, ...]
    missing: tuple[str, ...]
    effort: Effort
    evidence: Grade
    evidence_assumed: bool
    reversible: Undo
    reversible_assumed: bool
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    assumed_scores: tuple[str, ...] = ()
    why: str | None = None
    value: float | None = None
    rank: int | None = None
    hours_all: float | None = None
    cash_all: float | None = None
    full_all: float | None = None
    efficient: bool = False
    beaten_by: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind | None:
        """What is known of the option; None for a mix."""
        return None if self.parts else kind_of(self.id)

    @property
    def hours(self) -> float:
        """Hours of everybody for one learner."""
        return self.effort.hours

    @property
    def cash(self) -> float:
        """Cash for one learner."""
        return self.effort.cash


def rows_of(section: Alternatives, weights: Sequence[int] | None, intent: ProgramFile) -> tuple[OptionRow, ...]:
    """Options and mixes from the best value down, efficient and beaten ones marked; those without a value last.

    Equal values share their rank; among them those that another one beats come later, the rest in the order of the file.
    A second line of one option, and a mix that has no two different options, are left out; both are told as problems.
    """
    options = {option.id: option for option in reversed(section.options)}
    singles = [_single(option, section.criteria, intent) for option in list(options.values())[::-1]]
    taken: set[str] = {row.id for row in singles}
    rows = singles + [_mixed(mix, section.criteria, singles, intent) for mix in _mixes(section.mixes, taken)]
    known = placed([_sized(_valued(row, weights), intent) for row in rows])
    return _ranked(known)


def _mixes(mixes: Sequence[Mix], taken: set[str]) -> Iterator[Mix]:
    for mix in mixes:
        if mix.id not in taken and len(set(mix.options)) > 1:
            taken.add(mix.id)
            yield mix


def _single(option: Option, criteria: Sequence[AlternativeCriterion], intent: ProgramFile) -> OptionRow:
    kind = kind_of(option.id)
    return OptionRow(
        option.id,
        kind.title,
        kind.mentoring,
        scores=tuple(option.scores.get(criterion.id) for criterion in criteria),
        missing=tuple(criterion.id for criterion in criteria if criterion.id not in option.scores),
        effort=effort_of(option, intent.costs),
        evidence=option.evidence or kind.evidence,
        evidence_assumed=option.evidence is None,
        reversible=option.reversible or kind.reversible,
        reversible_assumed=option.reversible is None,
        pros=option.pros,
        cons=option.cons,
    )


def _mixed(mix: Mix, criteria: Sequence[AlternativeCriterion], singles: Sequence[OptionRow], intent: ProgramFile) -> OptionRow:
    """A part that is not weighed alone comes with its assumptions and without scores."""
    written = {row.id: row for row in singles}
    parts = [written.get(name) or _single(Option(id=name), criteria, intent) for name in dict.fromkeys(mix.options)]
    scores, assumed = _mixed_scores(mix, criteria, parts)
    first, *others = (part.title for part in parts)
    return OptionRow(
        mix.id,
        msg("{option} with {others}", option=first, others=tuple(others)),
        any(part.mentoring for part in parts),
        scores=scores,
        missing=tuple(criterion.id for criterion, score in zip(criteria, scores, strict=True) if score is None),
        effort=effort_of_mix(mix, [part.effort for part in parts], intent.costs),
        evidence=min((part.evidence for part in parts), key=GRADES.index),
        evidence_assumed=any(part.evidence_assumed for part in parts),
        reversible=max((part.reversible for part in parts), key=UNDOING.index),
        reversible_assumed=any(part.reversible_assumed for part in parts),
        parts=tuple(part.id for part in parts),
        assumed_scores=assumed,
        why=mix.why,
    )


def _mixed_scores(mix: Mix, criteria: Sequence[AlternativeCriterion], parts: Sequence[OptionRow]) -> tuple[tuple[int | None, ...], tuple[str, ...]]:
    """The scores of the file; where one is missing the best of the parts, and the criteria for which that was taken."""
    best = [max((score for part in parts if (score := part.scores[n]) is not None), default=None) for n in range(len(criteria))]
    scores = tuple(mix.scores.get(criterion.id, usual) for criterion, usual in zip(criteria, best, strict=True))
    return scores, tuple(criterion.id for criterion, usual in zip(criteria, best, strict=True) if criterion.id not in mix.scores and usual is not None)


def _valued(row: OptionRow, weights: Sequence[int] | None) -> OptionRow:
    return replace(row, value=None if weights is None or None in row.scores else float(weighted_mean([s for s in row.scores if s is not None], weights)))


def _sized(row: OptionRow, intent: ProgramFile) -> OptionRow:
    size, full = hours_needed(intent).mentees, row.effort.full
    return row if size is None else replace(row, hours_all=row.hours * size, cash_all=row.cash * size, full_all=None if full is None else full * size)


def _ranked(rows: Sequence[OptionRow]) -> tuple[OptionRow, ...]:
    known = sorted((row for row in rows if row.value is not None), key=lambda row: (-(row.value or 0.0), bool(row.beaten_by)))
    values = [row.value for row in known]
    return (*(replace(row, rank=1 + values.index(row.value)) for row in known), *(row for row in rows if row.value is None))


def placed(rows: Sequence[OptionRow]) -> list[OptionRow]:
    """Rows with ``efficient`` and ``beaten_by``; only options with a value are held against each other.

    Cost is the full cost where it is known of every row; else hours and cash, each for itself.
    """
    by_cost = all(row.effort.full is not None for row in rows)
    known = [row for row in rows if row.value is not None]
    whole = {row.id: ((row.value or 0.0,), _burden(row, by_cost)) for row in known}
    each = {row.id: (tuple(float(score or 0) for score in row.scores), _burden(row, by_cost)) for row in known}
    found = []
    for row in rows:
        others = [other.id for other in known if other.id != row.id] if row.value is not None else []
        efficient = row.value is not None and not any(beaten_by(whole[row.id], whole[other]) for other in others)
        found.append(replace(row, efficient=efficient, beaten_by=tuple(other for other in others if beaten_by(each[row.id], each[other]))))
    return found


def _burden(row: OptionRow, by_cost: bool) -> tuple[float, ...]:
    return (row.effort.full or 0.0,) if by_cost else (row.hours, row.cash)
