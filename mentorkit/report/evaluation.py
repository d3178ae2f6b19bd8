"""Page 08: the promises with their answers first, then the people, then what they answered."""

from __future__ import annotations

from typing import Any

from mentorkit.evaluation.answers import MeasureAnswer
from mentorkit.evaluation.evaluation import Evaluation
from mentorkit.evaluation.flow import Step
from mentorkit.evaluation.responses import WaveResponse
from mentorkit.program.signing import changes_said
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.survey import ROLES, SMALL, WAVES, survey_blocks
from mentorkit.text import Decimal, Mark, Message, Share, msg, msg_n

__all__ = ["VERDICTS", "evaluation_view", "interval_cell", "target_cell", "value_cell"]

VERDICTS = {"met": msg("met"), "not_met": msg("not met"), "cannot_tell": msg("cannot tell"), "not_measured": msg("not measured")}
STEPS = {
    "in_table": msg("in the table"),
    "not_withdrawn": msg("did not withdraw"),
    "paired": msg("with a pair"),
    "started": msg("started"),
    "running": msg("still running"),
    "completed": msg("completed"),
    "ended": msg("ended early"),
}
_ADDED = msg("Added after signing: not promised beforehand.")
_CHANGED = msg("Changed since it was signed.")
_LIMITS = (
    msg("This version does not compute comparisons with other groups, adjusted differences, subgroups, or the return on cost."),
    msg("Without a tested comparison nobody can say that what changed for participants would not have changed anyway."),
)


def evaluation_view(result: Evaluation, lens: Lens) -> View:
    """Promise against answer, flow of people, response, answers, changes."""
    blocks: list[Block] = [*_promises(result), *_people(result, lens), *survey_blocks(result, lens)]
    blocks.append(Words(_LIMITS, "note"))
    return View("evaluation", msg("Did it do what was promised?"), tuple(blocks))


def _promises(result: Evaluation) -> list[Block]:
    if not result.measures:
        return [Words((msg("The file promises no success measure, so there is nothing to hold the results against."),), "open")]
    blocks: list[Block] = [Words((_counted(result.measures),)), *_signed(result)]
    said = tuple(sentence for answer in result.measures if (sentence := _sentence(answer)) is not None)
    if said:
        blocks.append(Words(said, bullets=True))
    return [*blocks, _promise_table(result), _raw_table(result)]


def _counted(measures: tuple[MeasureAnswer, ...]) -> Message:
    found = {verdict: sum(answer.verdict == verdict for answer in measures) for verdict in VERDICTS}
    return msg_n(
        "{n} success measure was promised: {met} met, {missed} not met, {open} cannot tell, {rest} not measured.",
        "{n} success measures were promised: {met} met, {missed} not met, {open} cannot tell, {rest} not measured.",
        len(measures),
        met=found["met"],
        missed=found["not_met"],
        open=found["cannot_tell"],
        rest=found["not_measured"],
    )


def _signed(result: Evaluation) -> list[Block]:
    if result.sign_off == "altered":
        said = [msg("Need, goals or measures were altered since signing; the rows below are not all what was promised beforehand.")]
        if result.changes_since:
            said.append(msg("No longer what was signed: {parts}.", parts=changes_said(result.changes_since)))
        return [Words(tuple(said), "bad")]
    if result.sign_off == "unsigned":
        return [Words((msg("The measures were not signed off, so nobody can tell whether they were chosen before the results were known."),), "open")]
    return []


def _promise_table(result: Evaluation) -> Table:
    columns = (
        Column("what", msg("What was promised")),
        Column("target", msg("Target")),
        Column("due", msg("Due"), "date"),
        Column("result", msg("Result")),
        Column("interval", msg("95 % interval")),
        Column("n", msg("n"), "int"),
        Column("grade", msg("Design")),
        Column("verdict", msg("Verdict")),
        Column("why", msg("Why, and what was counted")),
    )
    rows = tuple(
        (
            msg("{what} (primary)", what=answer.indicator) if answer.primary else answer.indicator,
            target_cell(answer),
            answer.due,
            value_cell(answer, answer.estimate),
            interval_cell(answer),
            _n(answer),
            answer.grade or Mark.NO_DATA,
            VERDICTS[answer.verdict],
            _why(answer, _since(answer, result)),
        )
        for answer in sorted(result.measures, key=lambda answer: _since(answer, result) is _ADDED)
    )
    title = msg("Promise and answer, altered since signing") if result.sign_off == "altered" else msg("Promise and answer")
    note = msg(
        "Met: the whole interval reaches the target. Not met: none of it does. Cannot tell: anything between. "
        "Design: A places drawn by lot, B balanced comparison, C before and after, D after only. A count has no interval."
    )
    return Table("08_promises", title, columns, rows, note)


def _raw_table(result: Evaluation) -> Table:
    columns = (
        Column("measure", msg("Measure"), "id"),
        Column("analysis", msg("Analysis"), "id"),
        Column("target", msg("Target"), "number", 4),
        Column("estimate", msg("Estimate"), "number", 4),
        Column("standard_error", msg("Standard error"), "number", 4),
        Column("low", msg("Low"), "number", 4),
        Column("high", msg("High"), "number", 4),
        Column("n", msg("n"), "int"),
        Column("invited", msg("Invited"), "int"),
        Column("grade", msg("Design"), "id"),
        Column("verdict", msg("Verdict"), "id"),
    )
    rows = tuple(
        (a.id, a.analysis, a.target, *(Mark.HIDDEN if a.hidden else v for v in (a.estimate, a.standard_error, a.low, a.high, a.n)), a.invited, a.grade, a.verdict)
        for a in result.measures
    )
    return Table("08_measures", msg("Success measures as numbers"), columns, rows, shown=False)


def value_cell(answer: MeasureAnswer, value: float | None) -> Any:
    """A result in the unit of its analysis; target and result get the same decimals."""
    if answer.hidden:
        return Mark.HIDDEN
    if value is None:
        return Mark.NO_DATA
    if answer.analysis == "count":
        return int(value)
    return Decimal(value, 2) if answer.analysis == "mean_change" else Share(value)


def target_cell(answer: MeasureAnswer) -> Any:
    """The promised value with its direction."""
    if answer.target is None:
        return Mark.NO_DATA
    target = Decimal(answer.target, 2) if answer.analysis not in ("proportion", "retention") else Share(answer.target)
    if answer.analysis == "count":
        target = Decimal(answer.target, 0)
    return msg("at least {target}", target=target) if answer.direction == "up" else msg("at most {target}", target=target)


def interval_cell(answer: MeasureAnswer) -> Any:
    """From where to where, in the unit of the result; a count has none."""
    if answer.hidden:
        return Mark.HIDDEN
    if answer.low is None or answer.high is None:
        return msg("a count") if answer.analysis == "count" and answer.estimate is not None else Mark.NO_DATA
    return msg("{low} to {high}", low=value_cell(answer, answer.low), high=value_cell(answer, answer.high))


def _n(answer: MeasureAnswer) -> Any:
    return Mark.HIDDEN if answer.hidden else Mark.NO_DATA if answer.n is None else answer.n


def _since(answer: MeasureAnswer, result: Evaluation) -> Message | None:
    """What happened to this promise since it was signed; what was added afterwards stands below the others."""
    change = next((change for change in result.changes_since if (change.part, change.id) == ("measure", answer.id)), None)
    return None if change is None else _ADDED if change.kind == "added" else _CHANGED


def _why(answer: MeasureAnswer, since: Message | None = None) -> Any:
    notes = (*((since,) if since else ()), *((answer.reason,) if answer.reason else ()), *answer.notes)
    if answer.comparison is not None:
        notes = (*notes, msg("Comparison group: {value} (n = {n}).", value=value_cell(answer, answer.comparison), n=answer.comparison_n or 0))
    if not notes:
        return ""
    return _joined(notes)


def _joined(notes: tuple[Message, ...]) -> Message:
    said = notes[0]
    for note in notes[1:]:
        said = msg("{first} {second}", first=said, second=note)
    return said


def _sentence(answer: MeasureAnswer) -> Message | None:
    """The answer in words; the verb says no more than the design allows."""
    if answer.estimate is None or answer.hidden:
        return None
    words = {"what": answer.indicator, "target": target_cell(answer), "verdict": VERDICTS[answer.verdict], "n": answer.n or 0, "count": answer.count or 0}
    value, interval = value_cell(answer, answer.estimate), interval_cell(answer)
    if answer.analysis == "count":
        return msg("{what}: {value} (a count). Promised: {target}. Verdict: {verdict}.", value=value, **words)
    if answer.analysis == "mean_change":
        return msg("{what}: changed by {value} on average (95 % interval {interval}; n = {n}). Promised: {target}. Verdict: {verdict}.", value=value, interval=interval, **words)
    if answer.n is not None and answer.n < SMALL:
        return msg("{what}: was reported as {count} of {n} (95 % interval {interval}). Promised: {target}. Verdict: {verdict}.", interval=interval, **words)
    if answer.source == "survey" and answer.invited:
        return msg(
            "{what}: was reported as {value} ({count} of {n}; 95 % interval {interval}; {rate} of those invited answered). Promised: {target}. Verdict: {verdict}.",
            value=value,
            interval=interval,
            rate=Share((answer.n or 0) / answer.invited),
            **words,
        )
    return msg(
        "{what}: was reported as {value} ({count} of {n}; 95 % interval {interval}). Promised: {target}. Verdict: {verdict}.",
        value=value,
        interval=interval,
        **words,
    )


def _people(result: Evaluation, lens: Lens) -> list[Block]:
    flow = result.flow
    columns = (Column("step", msg("Step")), Column("mentees", msg("Mentees"), "int"), Column("mentors", msg("Mentors"), "int"), Column("pairs", msg("Pairs"), "int"))
    by_wave = {(response.wave, response.role): response for response in result.responses}
    rows = tuple(_step(step, by_wave, lens) for step in flow.steps)
    note = msg("Counts of people. One person may stand in several lines, for example when one pair ended and another was completed.")
    blocks: list[Block] = [Table("08_flow", msg("The flow of people"), columns, rows, note)]
    if flow.teams is not None:
        said = msg_n(
            "{n} team took part; teams whose pairs are all completed: {graduated}.",
            "{n} teams took part; teams whose pairs are all completed: {graduated}.",
            flow.teams,
            graduated=flow.graduated or 0,
        )
        blocks.append(Words((said,)))
    if flow.reasons and lens.coordinator:
        total = sum(n for _, n in flow.reasons)
        reasons = tuple((reason, shown(n, total, lens, "distribution")) for reason, n in flow.reasons)
        blocks.append(Table("08_endings", msg("Why pairs ended early"), (Column("reason", msg("Reason")), Column("pairs", msg("Pairs"), "int")), reasons))
    return blocks


def _step(step: Step, by_wave: dict[tuple[str, str], WaveResponse], lens: Lens) -> tuple[Any, ...]:
    wave = step.key.partition(":")[2]
    if not wave:
        return (STEPS[step.key], *(Mark.NO_DATA if n is None else n for n in (step.mentees, step.mentors, step.pairs)))
    label = msg("answered in the wave: {wave}", wave=WAVES[wave])
    found = (by_wave.get((wave, role)) for role in ROLES if role != "manager")
    return (label, *(Mark.NOT_ASKED if response is None else respondents(response, lens) for response in found), "")


def respondents(response: WaveResponse, lens: Lens) -> Any:
    """How many answered; its base is who was invited."""
    if response.respondents is None:
        return Mark.UNKNOWN
    return shown(response.respondents, response.invited if response.invited else response.respondents, lens)
