"""The chain of stage 02: need, evidence, goals and what will count as success; what each lacks; whether it was signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mentorkit.planning.gaps import gap
from mentorkit.planning.logic import Inputs, inputs_planned
from mentorkit.program.fit import fits
from mentorkit.program.model import Evidence, Goal, LogicStep, Measure, Need, ProgramFile, Waves
from mentorkit.program.problems import Gap
from mentorkit.program.signing import Signature, changes_said, fingerprint, signature
from mentorkit.text import Message, msg

__all__ = ["Chain", "GoalRow", "MeasureRow", "Signature", "fingerprint", "goals_measures_chain", "signature"]

_PARTIES = ("mentee", "mentor", "organisation")
# what a measure needs before its result can be judged; the first four stop the stage, the rest is advice
_NEEDED = ("target", "due", "source", "owner", "level", "indicator", "goal")


@dataclass(frozen=True)
class MeasureRow:
    """A measure and the fields it lacks (names of the file: target, due, source, owner, level, indicator, goal)."""

    measure: Measure
    lacks: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks


@dataclass(frozen=True)
class GoalRow:
    """A goal, the measures that stand for it, and the criteria of 01 it grew from."""

    goal: Goal
    measures: tuple[MeasureRow, ...]
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chain:
    """Need, evidence, logic, goals with their measures, and what is open.

    ``measures`` holds all of them in the order of the file; ``loose`` those that stand for no goal of the list.
    ``gaps`` never stop anything. ``compared`` is false when 01 has no criteria to compare the goals with. ``inputs`` is
    what the plan puts in.
    """

    need: Need | None
    goals: tuple[GoalRow, ...]
    measures: tuple[MeasureRow, ...]
    loose: tuple[MeasureRow, ...]
    gaps: tuple[Gap, ...]
    signature: Signature
    compared: bool
    inputs: Inputs = field(default_factory=Inputs)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is observed today, row by row."""
        return self.need.evidence if self.need else ()

    @property
    def logic(self) -> tuple[LogicStep, ...]:
        """The logic model, one step a row."""
        return self.need.because if self.need else ()

    @property
    def primary(self) -> tuple[Measure, ...]:
        """The measures marked as primary; a finished chain has exactly one."""
        return tuple(row.measure for row in self.measures if row.measure.primary)

    @property
    def complete(self) -> int:
        """How many measures lack nothing."""
        return sum(row.complete for row in self.measures)


def goals_measures_chain(intent: ProgramFile) -> Chain:
    """The chain of a draft, however unfinished: it is shown while it is being written."""
    rows = tuple(MeasureRow(measure, lacking(measure, intent)) for measure in intent.measures)
    known = {goal.id for goal in intent.goals}
    criteria = intent.alternatives.criteria if intent.alternatives else ()
    goals = tuple(
        GoalRow(goal, tuple(row for row in rows if row.measure.goal == goal.id), tuple(c.id for c in criteria if c.goal == goal.id))
        for goal in intent.goals
    )  # fmt: skip
    loose = tuple(row for row in rows if row.measure.goal not in known)
    chain = Chain(intent.need, goals, rows, loose, (), signature(intent), bool(criteria), inputs_planned(intent))
    gaps = (*_gaps_of_need(chain), *_gaps_of_goals(chain), *_gaps_of_measures(chain), *_gaps_of_criteria(intent), *_gaps_of_signature(chain))
    return replace(chain, gaps=gaps)


def lacking(measure: Measure, intent: ProgramFile) -> tuple[str, ...]:
    """The needed fields of a measure that are blank; a goal that is not in the list counts as blank."""
    known = {goal.id for goal in intent.goals}
    return tuple(name for name in _NEEDED if getattr(measure, name) is None or (name == "goal" and measure.goal not in known))


def _gap(code: str, message: Message) -> Gap:
    return gap(code, message, "need")


def _gaps_of_need(chain: Chain) -> Iterator[Gap]:
    need = chain.need
    if need is None or need.statement is None:
        yield _gap("MK-G201", msg("The need is not stated. Write it in one sentence: who lacks what, and what it costs the organisation."))
    if need is None or need.why_now is None:
        yield _gap("MK-G202", msg("It is not said why now. Name what changes if nothing is done this year."))
    if need is None or not need.drivers:
        yield _gap("MK-G203", msg("No driver is chosen. Choose what the need comes from, such as belonging or knowledge retention."))
    if not chain.evidence:
        yield _gap("MK-G204", msg("The need has no evidence yet. Add at least one figure of today with its source."))
    for row, evidence in enumerate(chain.evidence, start=1):
        if evidence.value is None:
            yield _gap("MK-G205", msg("Evidence {n} has no baseline: without the value of today nobody can say later that it moved.", n=row))
        elif evidence.source is None or evidence.as_of is None:
            yield _gap("MK-G206", msg("Evidence {n} does not say where its value comes from and of which day it is.", n=row))
    if not chain.logic:
        yield _gap("MK-G207", msg("There is no logic model. Write one line per step: if we do this, then that follows, because of this reason."))
    for row, step in enumerate(chain.logic, start=1):
        if None in (step.if_, step.then, step.because):
            yield _gap("MK-G208", msg("Step {n} of the logic model is not finished: it needs if, then and because.", n=row))


def _gaps_of_goals(chain: Chain) -> Iterator[Gap]:
    if not chain.goals:
        yield _gap("MK-G210", msg("No goal is written yet. Start with one for the mentee, one for the mentor, one for the organisation."))
        return
    words = {
        "mentee": msg("No goal is for the mentee."),
        "mentor": msg("No goal is for the mentor. Mentors give the most hours; say what they gain."),
        "organisation": msg("No goal is for the organisation. Management pays for the hours; say what it gets."),
    }
    for party in _PARTIES:
        if not any(row.goal.for_ == party for row in chain.goals):
            yield _gap("MK-G211", words[party])
    for row in chain.goals:
        if row.goal.statement is None or row.goal.for_ is None:
            yield _gap("MK-G212", msg("The goal '{goal}' does not say in a sentence what is to be reached and for whom.", goal=row.goal.id))
        if not row.measures:
            yield _gap("MK-G213", msg("The goal '{goal}' has no measure: nobody will be able to say whether it was reached.", goal=row.goal.called))


def _gaps_of_measures(chain: Chain) -> Iterator[Gap]:
    if not chain.measures:
        yield _gap("MK-G220", msg("No measure is written yet. Each goal needs one, with a target, a day, a source and an owner."))
        return
    for row in chain.measures:
        if row.measure.goal is not None and row in chain.loose:
            yield _gap("MK-G221", msg("The measure '{measure}' stands for the goal '{goal}', which is not in the list.", measure=row.measure.id, goal=row.measure.goal))
        if row.measure.source == "survey" and not row.measure.items:
            yield _gap("MK-G222", msg("The measure '{measure}' comes from the survey and does not say which items. Name them before anybody is asked.", measure=row.measure.id))
        unknown = tuple(wave for wave in row.measure.waves if wave not in Waves.model_fields)
        if unknown:
            yield _gap("MK-G228", msg("The measure '{measure}' names a survey wave that the schedule does not have: {waves}.", measure=row.measure.id, waves=unknown))
        if not fits(row.measure):
            yield _gap(
                "MK-G227",
                msg("The measure '{measure}' has an analysis that does not fit its unit, source or comparison; choose one that the editor offers.", measure=row.measure.id),
            )
    of_mentors = {measure.measure.id for row in chain.goals if row.goal.for_ == "mentor" for measure in row.measures}
    if not any(row.measure.population in ("mentors", "both") or row.measure.id in of_mentors for row in chain.measures):
        yield _gap("MK-G223", msg("No measure looks at the mentors. At least one should say what they gain."))
    primary = len(chain.primary)
    if primary == 0:
        yield _gap("MK-G224", msg("No measure is the primary one. Choose the one that decides whether the programme worked."))
    if primary > 1:
        yield _gap("MK-G225", msg("{n} measures are marked as primary. Keep one: with several, one of them looks good by chance.", n=primary))
    levels = {row.measure.level for row in chain.measures} - {None}
    if levels and max(level for level in levels if level is not None) < 2:
        yield _gap("MK-G226", msg("All measures stop at delivery and reaction. They can say whether people liked it, not whether the need moved."))


def _gaps_of_criteria(intent: ProgramFile) -> Iterator[Gap]:
    criteria = intent.alternatives.criteria if intent.alternatives else ()
    known, stood_for = {goal.id for goal in intent.goals}, {c.goal for c in criteria if c.goal}
    for criterion in criteria:
        if criterion.goal is None or criterion.goal not in known:
            yield _gap(
                "MK-G230",
                msg(
                    "The criterion '{criterion}' of notebook 01 stands for no goal of this list. Add the goal, or say in 01 why it was dropped.",
                    criterion=criterion.name or criterion.id,
                ),
            )
    for goal in intent.goals if criteria else ():
        if goal.id not in stood_for:
            yield _gap(
                "MK-G231", msg("The goal '{goal}' was no criterion when the alternatives were compared in notebook 01; another option might reach it better.", goal=goal.called)
            )


def _gaps_of_signature(chain: Chain) -> Iterator[Gap]:
    if chain.signature.state == "not_signed":
        yield _gap("MK-G240", msg("Need, goals and measures are not signed yet. Have them signed before the first meeting, so that success is not redefined afterwards."))
    if chain.signature.state == "changed":
        said = changes_said(chain.signature.changes)
        if said:
            yield _gap("MK-G241", msg("No longer what was signed: {parts}. Have it signed again, or take the change back.", parts=said))
        else:
            yield _gap("MK-G241", msg("Need, goals or measures were changed since they were signed. Have them signed again, or take the change back."))
