"""The management brief: one page for people who decide. It holds posts and sums, no persons."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import Any

from mentorkit.planning.alternatives import Comparison
from mentorkit.planning.chain import MeasureRow
from mentorkit.planning.checklist import Checklist
from mentorkit.planning.commitment import Commitment, RequestRow
from mentorkit.planning.opening import Answered, Brief
from mentorkit.planning.options import kind_of
from mentorkit.program.model import Decision, Measure
from mentorkit.report.blocks import Block, Column, Picture, Table, View, Words
from mentorkit.report.brief_figure import costs_chart, primary_chart
from mentorkit.report.checklist import mark
from mentorkit.report.commitment import agreed_said, request_state
from mentorkit.report.commitment_ledger import kept_said
from mentorkit.report.costs import beside_said
from mentorkit.report.document import document
from mentorkit.report.evaluation import VERDICTS
from mentorkit.report.html import blocks_html
from mentorkit.report.page import page
from mentorkit.report.signing import signed_words
from mentorkit.text import Decimal, Mark, Message, Money, Share, Text, msg, msg_n

__all__ = ["brief_document", "brief_page", "brief_views"]

_BLANK = msg("not stated")
_OPTIONS, _MEASURES, _REQUESTS, _OUTPUTS, _BESIDE = 5, 6, 3, 3, 2
_SENTENCE, _CELL, _WHOLE = 180, 62, 900  # letters after which what the file says is cut, so that the brief stays on its page; the report has it whole
_WITHOUT = msg("Without a comparison group nobody can say that what changes for participants would not have changed anyway.")
_ALONE = msg("The primary measure comes from participants only: nobody can say that it would not have changed anyway.")
_BY_DESIGN = {
    "A": msg("Places were drawn by lot; those who left or did not answer can still tilt the comparison."),
    "C": _ALONE,
    "D": _ALONE,
    "B": msg("Those compared were not chosen by lot, so a part of the difference may come from who joined."),
}


def brief_page(brief: Brief, text: Text, banner: Message | None = None) -> str:
    """The brief as a page that prints on one sheet of A4."""
    body = "\n".join(f'<section class="mk-brief"><h2>{text(view.title)}</h2>{blocks_html(view.blocks, text)}</section>' for view in brief_views(brief, text))
    nav = [("management_brief.docx", text(msg("To edit it: the same as a document")))]
    return page(text.plain(_title(brief)), body, text, lines=_lines(brief), banner=None if brief.otherwise else banner, nav=nav)


def brief_document(brief: Brief, text: Text, banner: Message | None = None) -> bytes:
    """The brief as a docx file that people edit, on one sheet too."""
    lines = [*_lines(brief), *([banner] if banner is not None and not brief.otherwise else [])]
    return document(_title(brief), brief_views(brief, text), text, lines=lines, small=True)


def brief_views(brief: Brief, text: Text) -> tuple[View, ...]:
    """The chapters of the brief in their order; a chapter with nothing to say is left out."""
    found: list[View | None] = [_need(brief)]
    if brief.otherwise:
        found.append(_options(brief))
    else:
        primary = primary_chart(brief, text)
        found += [_promised(brief, primary), _takes(brief, costs_chart(brief.costs, text) if primary is None else None), *_committed(brief.commitment, brief.checklist)]
    found.append(_limits(brief))
    return tuple(view for view in found if view is not None and view.blocks)


def _title(brief: Brief) -> Message:
    return msg("Management brief: {name}", name=brief.name)


def _lines(brief: Brief) -> list[Message]:
    if brief.as_of is None:
        return [msg("For those who decide.")]
    return [msg("For those who decide. As it stands on {day}.", day=brief.as_of)]


def _short(words: str | None, most: int) -> Any:
    """What the file says, cut at a word when it is long."""
    return _BLANK if words is None else textwrap.shorten(words, most, placeholder="…")


def _need(brief: Brief) -> View:
    need = brief.need
    said = [msg("The need: {statement}", statement=_short(need.statement if need else None, _SENTENCE))]
    if need and need.why_now:
        said.append(msg("Why now: {reason}", reason=_short(need.why_now, _SENTENCE)))
    if not brief.otherwise:
        said += _decision(brief.decision) if brief.decision else [msg("No decision is written down yet.")]
    return View("brief_need", msg("The need, and what was decided"), (Words(tuple(said)),))


def _options(brief: Brief) -> View:
    blocks: list[Block] = []
    if brief.comparison is not None and brief.comparison.options:
        blocks.append(_options_table(brief.comparison))
    if brief.decision is not None:
        blocks.append(Words((*_decision(brief.decision, _WHOLE), *_begins(brief.decision))))
    return View("brief_options", msg("What was weighed, and the decision"), tuple(blocks))


def _options_table(result: Comparison) -> Table:
    columns = (
        Column("option", msg("Option")),
        Column("value", msg("Value (0-100)"), "number", 0),
        Column("hours", msg("Hours for one learner"), "number", 0),
        Column("cash", msg("Cash for one learner")),
        Column("decision", msg("Decision")),
    )
    rows = [row for place, row in enumerate(result.options) if place < _OPTIONS or row is result.picked or row.id == "nothing"]
    cells = tuple((row.title, row.value, row.hours, Money(row.cash, result.currency), msg("chosen") if row is result.picked else "") for row in rows)
    left = len(result.options) - len(rows)
    note = msg_n("{n} more option was weighed.", "{n} more options were weighed.", left) if left else None
    return Table("brief_options", msg("Options weighed"), columns, cells, note=note)


def _begins(decision: Decision) -> list[Message]:
    said = []
    if decision.pilot:
        said.append(msg("How it begins: {pilot}", pilot=_short(decision.pilot, _SENTENCE)))
    if decision.stop_rule:
        said.append(msg("When it is stopped: {rule}", rule=_short(decision.stop_rule, _SENTENCE)))
    if decision.review_on:
        said.append(msg("The decision is looked at again on {day}.", day=decision.review_on))
    return said


def _decision(decision: Decision, most: int = _SENTENCE) -> tuple[Message, ...]:
    chosen = (decision.chosen, *decision.with_) if decision.chosen else decision.with_
    option: Any = tuple(kind_of(each).title for each in chosen) or _BLANK
    if decision.by and decision.on:
        said = msg("Decided by {post} on {day}: {option}.", post=_short(decision.by, _CELL), day=decision.on, option=option)
    else:
        said = msg("Decided: {option}.", option=option)
    return said, msg("The reason: {reason}", reason=_short(decision.reason, most))


def _promised(brief: Brief, chart: Picture | None) -> View | None:
    """The measures with their targets, the primary first; what came out, the verdict and the primary one's ``chart`` once something was measured."""
    measures = [row for goal in brief.chain.goals for row in goal.measures] if brief.chain else []
    if not measures:
        return None
    answers = {answer.id: answer for answer in brief.answers}
    columns = [Column("measure", msg("What will count as success")), Column("target", msg("Target")), Column("due", msg("Due"), "date")]
    if answers:
        columns += [Column("result", msg("Result")), Column("verdict", msg("Verdict"))]
    ordered = sorted(measures, key=lambda row: not row.measure.primary)
    rows = tuple(_measure(row, answers) for row in ordered[:_MEASURES])
    left = len(ordered) - len(rows)
    note = msg_n("{n} more measure stands in the report.", "{n} more measures stand in the report.", left) if left else None
    table = Table("brief_promised", msg("What is promised"), tuple(columns), rows, note=note)
    # which parts were changed is said in full on page 02
    signed = signed_words(replace(brief.chain.signature, changes=())) if brief.chain else None
    return View("brief_promised", table.title, tuple(block for block in (table, signed, chart) if block is not None))


def _measure(row: MeasureRow, answers: dict[str, Answered]) -> tuple[Any, ...]:
    measure = row.measure
    name = _short(measure.indicator or measure.id, _CELL)
    head = msg("{what} (primary)", what=name) if measure.primary else name, _target(measure), measure.due or _BLANK
    if not answers:
        return head
    answer = answers.get(measure.id)
    return (*head, Mark.NO_DATA, VERDICTS["not_measured"]) if answer is None else (*head, _result(measure, answer), VERDICTS[answer.verdict])


def _result(measure: Measure, answer: Answered) -> Any:
    """In the unit in which page 08 shows it."""
    if answer.hidden:
        return Mark.HIDDEN
    if answer.estimate is None:
        return Mark.NO_DATA
    if measure.analysis == "count":
        return int(answer.estimate)
    return Decimal(answer.estimate, 2) if measure.analysis == "mean_change" else Share(answer.estimate)


def _target(measure: Measure) -> Any:
    value: Any = measure.target
    if value is None:
        return _BLANK
    if measure.analysis in ("mean_change", "adjusted_difference"):
        change = Decimal(value, 2)
        return msg("a rise of {value} or more", value=change) if measure.direction == "up" else msg("a fall of {value} or more", value=change)
    if measure.unit == "share":
        value = Share(value, 0 if round(value * 100, 6).is_integer() else 1)
    return msg("{value} or more", value=value) if measure.direction == "up" else msg("{value} or less", value=value)


def _takes(brief: Brief, chart: Picture | None) -> View | None:
    """Hours and the three sums in one line, and as a chart where there is no other one."""
    blocks: list[Block] = [chart] if chart is not None else []
    if brief.costs is not None:
        sums = {key: msg("not known") if (amount := getattr(brief.costs, key)) is None else Money(amount, brief.costs.currency) for key in ("full", "program", "cash")}
        hours = msg("not known") if brief.costs.hours_total is None else Decimal(brief.costs.hours_total, 0)
        said = msg(
            "Full cost, with everybody's time: {full}. Programme cost, without the time of mentors and mentees: {program}. Cash that leaves the house: {cash}. "
            "Hours of everybody: {hours}.",
            hours=hours, **sums,
        )  # fmt: skip
        blocks.append(Words((said, *beside_said(brief.costs)[:_BESIDE])))
    return View("brief_takes", msg("What it takes"), tuple(blocks))


def _committed(result: Commitment | None, checklist: Checklist | None) -> list[View]:
    if result is None:
        return []
    said = [] if result.open_questions else [agreed_said(result)]  # what is open stands in a frame on top
    if result.sponsor:
        said.append(msg("Sponsor: {post}.", post=_short(result.sponsor, _CELL)))
    said.append(msg("The process: {process}", process=_short(result.process, _SENTENCE)))
    if result.outputs:
        said.append(msg("The outputs: {outputs}.", outputs=tuple(_short(output.rstrip("."), _CELL) for output in result.outputs[:_OUTPUTS])))
    said += [*kept_said(result.ledger.kept)[:1], *((mark(checklist),) if checklist else ())]
    return [View("brief_agreed", msg("What management agreed to"), (Words(tuple(said)),)), *_requested(result)]


def _requested(result: Commitment) -> list[View]:
    """At most three decisions, those whose day comes first."""
    if not result.requests:
        return []
    columns = (Column("what", msg("Decision requested")), Column("of", msg("Of whom")), Column("due", msg("Until"), "date"), Column("state", msg("State")))
    ordered = sorted(result.requests, key=lambda row: (row.request.due is None, row.request.due))[:_REQUESTS]
    left = len(result.requests) - len(ordered)
    note = msg_n("{n} more decision stands in the report.", "{n} more decisions stand in the report.", left) if left else None
    title = msg("Decisions requested")
    return [View("brief_decisions", title, (Table("brief_decisions", title, columns, tuple(_request(row) for row in ordered), note=note),))]


def _request(row: RequestRow) -> tuple[Any, ...]:
    request = row.request
    return _short(request.what, _CELL), _short(request.of, _CELL), request.due or _BLANK, request_state(row)


def _limits(brief: Brief) -> View:
    """Two sentences: how sure the numbers are, and what they cannot show."""
    return View("brief_limits", msg("What these numbers cannot say"), (Words((_sure(brief), _shows(brief))),))


def _sure(brief: Brief) -> Message:
    if brief.otherwise:
        return msg("Values of the options are judgements of those who weighed them, on scales that were agreed beforehand.")
    if brief.answers:
        return msg("A verdict is given only where the whole interval of 95 % lies on one side of the target.")
    found = brief.costs.uncertainty.range_of("full") if brief.costs and brief.costs.uncertainty else None
    if brief.costs is None or found is None:
        return msg("All numbers are plans, not results.")
    low, high = Money(found.amount.low, brief.costs.currency), Money(found.amount.high, brief.costs.currency)
    return msg("All numbers are plans, not results; in 9 of 10 cases the full cost lies between {low} and {high}.", low=low, high=high)


def _shows(brief: Brief) -> Message:
    if brief.otherwise:
        return msg("Hours and cash of an option are for one learner, and hold the assumptions that page 01 lists.")
    if brief.answers:
        return _BY_DESIGN.get(_grade(brief), _WITHOUT)
    return msg("A comparison group is planned; until it has answered nobody can say what the programme changes.") if brief.compared else _WITHOUT


def _grade(brief: Brief) -> str:
    """The design of the primary measure."""
    primary = {row.measure.id for goal in brief.chain.goals for row in goal.measures if row.measure.primary} if brief.chain else set()
    return next((answer.grade for answer in brief.answers if answer.id in primary), "")
