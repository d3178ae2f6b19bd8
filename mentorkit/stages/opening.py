"""The managers' four questions, answered from what the stages found, and the parts of the management brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mentorkit.planning.hours import Hours, hours_needed
from mentorkit.planning.opening import Answer, Answered, Brief, Opening, PrimaryResult
from mentorkit.planning.options import kind_of
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import Program
from mentorkit.program.stagelist import stage_of
from mentorkit.stages.outcome import Outcome, decided_otherwise
from mentorkit.text import Decimal, Mark, Message, Money, Share, msg, msg_n

__all__ = ["brief_of", "opening"]

_NOT_NEEDED, _NEEDLESS = msg("Not needed: another way than mentoring was chosen."), msg("not needed")
_NOT_YET = {
    "alternatives": msg("Not weighed yet: notebook 01 compares the options."),
    "steering": msg("Not planned yet: notebook 06 says who steers."),
}
_NO_MONEY = msg("not known")


def opening(program: Program, outcomes: Sequence[Outcome]) -> Opening:
    """Each question with one sentence and one number; a stage that is missing is said, never guessed around."""
    found = _Found(outcomes)
    otherwise = decided_otherwise(program)
    answers = (_worth(found), _involves(program, otherwise), _run(found, otherwise), _takes(found, otherwise))
    return Opening(answers, _primary(found))


def brief_of(program: Program, outcomes: Sequence[Outcome]) -> Brief | None:
    """The parts of the brief; None while there is neither a commitment nor a decision to tell of."""
    found, otherwise = _Found(outcomes), decided_otherwise(program)
    comparison, commitment = found.result("Comparison"), None if otherwise else found.result("Commitment")
    decision = comparison.decision if comparison else None
    if commitment is None and decision is None:
        return None
    intent = program.intent
    costs, chain = None if otherwise else found.costs, found.result("Chain")
    return Brief(intent.name, intent.as_of, intent.need, comparison, decision, otherwise, chain, costs, commitment, _answered(found), _compared(intent))


def _answered(found: _Found) -> tuple[Answered, ...]:
    """The answers of stage 08, once at least one measure was measured."""
    evaluation = found.result("Evaluation")
    rows = tuple(Answered(a.id, a.verdict, a.grade, a.estimate, a.low, a.high, a.n, a.hidden) for a in evaluation.measures) if evaluation else ()
    return rows if any(row.verdict != "not_measured" for row in rows) else ()


def _compared(intent: ProgramFile) -> bool:
    mentees = intent.audiences.mentees if intent.audiences else None
    from_table = intent.evaluation is not None and intent.evaluation.comparison_source != "none"
    return from_table or bool(mentees and mentees.selection == "lottery")


class _Found:
    """Results by the name of their class, and the states of the stages."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._results = {type(result).__name__: result for outcome in outcomes for result in outcome.results}
        self._states = {outcome.stage.key: outcome.state for outcome in outcomes}

    def result(self, name: str) -> Any:
        return self._results.get(name)

    @property
    def costs(self) -> Any:
        commitment = self.result("Commitment")
        return self.result("Costs") or (commitment.costs if commitment else None)

    def absent(self, stage: str) -> Message:
        """Why a stage gives no answer."""
        state = self._states.get(stage, "not_planned")
        if state == "failed":
            return msg("Not answered: something in the stage {stage} is wrong; it is listed below.", stage=stage_of(stage).title)
        if state == "not_ready":
            return msg("Not answered yet: notebook {notebook} lists what is still to be decided.", notebook=stage_of(stage).notebook)
        return _NOT_YET[stage]


def _worth(found: _Found) -> Answer:
    stage, comparison = stage_of("alternatives"), found.result("Comparison")
    if comparison is None:
        return Answer("worth", found.absent("alternatives"), Mark.NO_DATA, msg("options weighed"), stage)
    row = comparison.picked or comparison.row_of(comparison.chosen or comparison.best)
    value = Mark.NO_DATA if row is None or row.value is None else Decimal(row.value, 0)
    return Answer("worth", _decided(comparison, value), value, msg("value of that option, 0 to 100"), stage)


def _decided(comparison: Any, value: Any) -> Message:
    n, best = len(comparison.options), comparison.row_of(comparison.best)
    if comparison.chosen is None:
        if best is None:
            return msg("Not decided yet, and no option has a value.")
        return msg_n(
            "Not decided yet: {n} option is weighed, and {option} reaches {value} of 100.",
            "Not decided yet: of {n} options weighed, {option} reaches the highest value, {value} of 100.",
            n, option=best.title, value=value,
        )  # fmt: skip
    option = comparison.picked.title if comparison.picked else kind_of(comparison.chosen).title
    if comparison.otherwise:
        return msg("No: {option} was chosen instead of mentoring. The reason: {reason}", option=option, reason=comparison.reason or Mark.NO_DATA)
    if comparison.decided == "not_weighed" or best is None:
        return msg("Yes: {option} was chosen, though it was not weighed against other options.", option=option)
    if comparison.decided == "best":
        return msg_n(
            "Yes: {option} was chosen, the only option that was weighed.", "Yes: {option} was chosen; of {n} options weighed none reaches a higher value.", n, option=option
        )
    return msg("Yes: {option} was chosen with its reason, though {other} reaches a higher value.", option=option, other=best.title)


def _involves(program: Program, otherwise: bool) -> Answer:
    hours, stage, counts = hours_needed(program.intent), stage_of("audiences"), msg("meetings of each pair")
    if otherwise:
        return Answer("involves", _NOT_NEEDED, _NEEDLESS, counts, stage)
    if hours.meetings is None or hours.months is None:
        return Answer("involves", msg("Not said yet: the file does not say how many months the programme lasts (schedule)."), Mark.NO_DATA, counts, stage)
    said = _meeting(hours) if hours.mentees is None else _pairs(hours, hours.mentees)
    return Answer("involves", said, Decimal(hours.meetings, 0), counts, stage)


def _meeting(hours: Hours) -> Message:
    meetings, months = Decimal(hours.meetings or 0, 0), hours.months
    if not hours.training_mentor and not hours.training_mentee:
        return msg("Each pair meets {meetings} times over {months} months; no hours of training are stated.", meetings=meetings, months=months)
    return msg(
        "Each pair meets {meetings} times over {months} months; training takes a mentor at most {mentor} and a mentee at most {mentee} hours.",
        meetings=meetings, months=months, mentor=hours.training_mentor, mentee=hours.training_mentee,
    )  # fmt: skip


def _pairs(hours: Hours, pairs: int) -> Message:
    meetings, months = Decimal(hours.meetings or 0, 0), hours.months
    if not hours.training_mentor and not hours.training_mentee:
        return msg_n(
            "{n} pair meets {meetings} times over {months} months; no hours of training are stated.",
            "{n} pairs meet {meetings} times each over {months} months; no hours of training are stated.",
            pairs, meetings=meetings, months=months,
        )  # fmt: skip
    return msg_n(
        "{n} pair meets {meetings} times over {months} months; training takes the mentor at most {mentor} and the mentee at most {mentee} hours.",
        "{n} pairs meet {meetings} times each over {months} months; training takes a mentor at most {mentor} and a mentee at most {mentee} hours.",
        pairs, meetings=meetings, months=months, mentor=hours.training_mentor, mentee=hours.training_mentee,
    )  # fmt: skip


def _run(found: _Found, otherwise: bool) -> Answer:
    stage, monitoring, posts = stage_of("steering"), found.result("Monitoring"), msg("posts in the steering committee")
    if otherwise:
        return Answer("run", _NOT_NEEDED, _NEEDLESS, posts, stage)
    if monitoring is None:
        return Answer("run", found.absent("steering"), Mark.NO_DATA, posts, stage)
    address = monitoring.plan.contact.post if monitoring.plan.contact else None
    meetings = monitoring.meetings
    if meetings is not None and meetings.active:
        said = _running(meetings, address)
        return Answer("run", said, Share(meetings.recent / meetings.active, 0), msg("of the running pairs met lately"), stage)
    if meetings is not None and meetings.begun:
        said = msg("{met} of {begun} pairs that began have met; none of them is running any more.", met=meetings.met, begun=meetings.begun)
        return Answer("run", said, Share(meetings.met / meetings.begun, 0), msg("of the pairs that began have met"), stage)
    return Answer("run", _steered(len(monitoring.plan.committee), address), len(monitoring.plan.committee), posts, stage)


def _running(meetings: Any, address: str | None) -> Message:
    counted: dict[str, Any] = {"recent": meetings.recent, "active": meetings.active, "days": meetings.days}
    if address is None:
        return msg("{recent} of {active} running pairs met in the last {days} days; nobody is the address for every issue yet.", **counted)
    return msg("{recent} of {active} running pairs met in the last {days} days; the address for every issue is: {post}.", **counted, post=address)


def _steered(seats: int, address: str | None) -> Message:
    if not seats:
        return msg("There is no steering committee yet.")
    if address is None:
        return msg_n(
            "A committee of {n} post steers; nobody is the address for every issue yet.", "A committee of {n} posts steers; nobody is the address for every issue yet.", seats
        )
    return msg_n(
        "A committee of {n} post steers; the address for every issue is: {post}.", "A committee of {n} posts steers; the address for every issue is: {post}.", seats, post=address
    )


def _takes(found: _Found, otherwise: bool) -> Answer:
    stage, counts, costs = stage_of("alternatives"), msg("hours of everybody together"), found.costs
    comparison = found.result("Comparison")
    row = comparison.picked if otherwise and comparison else None
    if row is not None:
        said = msg("{option} takes {hours} hours and {cash} in cash for one learner.", option=row.title, hours=Decimal(row.hours, 0), cash=Money(row.cash, comparison.currency))
        return Answer("takes", said, Decimal(row.hours, 0), msg("hours for one learner"), stage)
    if otherwise:
        return Answer("takes", msg("Not counted: what was chosen is not among the options that were weighed."), Mark.NO_DATA, counts, stage)
    if costs is None or costs.hours_total is None:
        return Answer("takes", msg("Not counted yet: notebook 01 counts hours and money."), Mark.NO_DATA, counts, stage)
    hours, sums = Decimal(costs.hours_total, 0), {key: _money(getattr(costs, key), costs.currency) for key in ("full", "program", "cash")}
    if costs.full is None and costs.program is None and costs.cash is None:
        return Answer("takes", msg("{hours} hours of everybody together; no money is counted yet.", hours=hours), hours, counts, stage)
    said = msg("{hours} hours of everybody together; full cost {full}, programme cost {program}, cash {cash}.", hours=hours, **sums)
    return Answer("takes", said, hours, counts, stage)


def _money(amount: float | None, currency: str) -> Any:
    return _NO_MONEY if amount is None else Money(amount, currency)


def _primary(found: _Found) -> PrimaryResult | None:
    evaluation = found.result("Evaluation")
    answer = next((answer for answer in evaluation.measures if answer.primary), None) if evaluation else None
    if answer is None or answer.verdict == "not_measured":
        return None
    return PrimaryResult(answer.indicator, answer.verdict, answer.unit, answer.estimate, answer.n, answer.hidden)
