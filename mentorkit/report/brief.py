"""The management brief: one or two pages for people who decide. It holds posts and sums, no persons."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.alternatives import Comparison
from mentorkit.planning.chain import Chain
from mentorkit.planning.commitment import Commitment
from mentorkit.planning.costs import Costs, RowKey
from mentorkit.planning.opening import Brief
from mentorkit.planning.options import kind_of
from mentorkit.program.model import Decision, Measure
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.commitment import agreed_said, costs_said, requests_table, risks_table
from mentorkit.report.commitment_ledger import promises_table
from mentorkit.report.document import document
from mentorkit.report.html import blocks_html
from mentorkit.report.page import page
from mentorkit.report.rounding import adding_up
from mentorkit.report.terms import PARTIES
from mentorkit.text import Decimal, Message, Money, Share, Text, msg, msg_n

__all__ = ["brief_document", "brief_page", "brief_views"]

_BLANK = msg("not stated")
_OPTIONS, _RISKS = 5, 3
_ROLES: tuple[tuple[RowKey, Message], ...] = (
    ("mentors", msg("mentors")),
    ("mentees", msg("mentees")),
    ("coordinator_setup", msg("coordinator, before the start")),
    ("coordinator", msg("coordinator, while it runs")),
    ("committee", msg("steering committee")),
)


def brief_page(brief: Brief, text: Text, banner: Message | None = None) -> str:
    """The brief as a page that prints on one or two sheets."""
    body = "\n".join(f'<section class="mk-brief"><h2>{text(view.title)}</h2>{blocks_html(view.blocks, text)}</section>' for view in brief_views(brief))
    nav = [("management_brief.docx", text(msg("To edit it: the same as a document")))]
    return page(text.plain(_title(brief)), body, text, lines=_lines(brief), banner=None if brief.otherwise else banner, nav=nav)


def brief_document(brief: Brief, text: Text, banner: Message | None = None) -> bytes:
    """The brief as a docx file that people edit."""
    lines = [*_lines(brief), *([banner] if banner is not None and not brief.otherwise else [])]
    return document(_title(brief), brief_views(brief), text, lines=lines)


def brief_views(brief: Brief) -> tuple[View, ...]:
    """The chapters of the brief in their order; a chapter with nothing to say is left out."""
    found: list[View | None] = [_need(brief), _options(brief)]
    if not brief.otherwise:
        found += [_goals(brief.chain), _process(brief), _takes(brief.costs), *_committed(brief.commitment)]
    return tuple(view for view in found if view is not None and view.blocks)


def _title(brief: Brief) -> Message:
    return msg("Management brief: {name}", name=brief.name)


def _lines(brief: Brief) -> list[Message]:
    lines = [msg("For those who decide.")]
    if brief.as_of is not None:
        lines.append(msg("As it stands on {day}.", day=brief.as_of))
    requests = brief.commitment.requests if brief.commitment else ()
    if requests:
        lines.append(msg_n("{n} decision is requested; it stands at the end.", "{n} decisions are requested; they stand at the end.", len(requests)))
    return lines


def _need(brief: Brief) -> View:
    need = brief.need
    said = [msg("The question: should we introduce an in-house mentoring programme, and how do we do it well?")]
    said.append(msg("The need: {statement}", statement=need.statement if need and need.statement else _BLANK))
    said.append(msg("Why now: {reason}", reason=need.why_now if need and need.why_now else _BLANK))
    return View("brief_need", msg("The question and the need"), (Words(tuple(said)),))


def _options(brief: Brief) -> View:
    blocks: list[Block] = []
    if brief.comparison is not None and brief.comparison.options:
        blocks.append(_options_table(brief.comparison))
    if brief.decision is None:
        blocks.append(Words((msg("No decision is written down yet."),), "open"))
    else:
        blocks.append(Words(_decision(brief.decision), "good" if not brief.otherwise else "plain"))
    return View("brief_options", msg("What was weighed, and the decision"), tuple(blocks))


def _options_table(result: Comparison) -> Table:
    columns = (
        Column("option", msg("Option")),
        Column("value", msg("Value (0-100)"), "number", 0),
        Column("hours", msg("Hours for one learner"), "number", 0),
        Column("cash", msg("Cash for one learner")),
        Column("decision", msg("Decision")),
    )
    rows = [row for place, row in enumerate(result.options) if place < _OPTIONS or row.id in (result.chosen, "nothing")]
    cells = tuple((row.title, row.value, row.hours, Money(row.cash, result.currency), msg("chosen") if row.id == result.chosen else "") for row in rows)
    left = len(result.options) - len(rows)
    note = msg_n("{n} more option was weighed.", "{n} more options were weighed.", left) if left else None
    return Table("brief_options", msg("Options weighed"), columns, cells, note=note)


def _decision(decision: Decision) -> tuple[Message, ...]:
    said = [msg("Decided: {option}.", option=kind_of(decision.chosen).title if decision.chosen else _BLANK)]
    if decision.with_:
        said.append(msg("Together with: {options}.", options=tuple(kind_of(option).title for option in decision.with_)))
    said.append(msg("The reason: {reason}", reason=decision.reason or _BLANK))
    said.append(msg("By {post}, on {day}.", post=decision.by or _BLANK, day=decision.on or _BLANK))
    if decision.pilot:
        said.append(msg("How it begins: {pilot}", pilot=decision.pilot))
    if decision.stop_rule:
        said.append(msg("When it is stopped: {rule}", rule=decision.stop_rule))
    if decision.review_on:
        said.append(msg("The decision is looked at again on {day}.", day=decision.review_on))
    return tuple(said)


def _goals(chain: Chain | None) -> View | None:
    if chain is None or not chain.goals:
        return None
    columns = (
        Column("goal", msg("Goal")),
        Column("for", msg("For whom")),
        Column("measure", msg("What will count as success")),
        Column("target", msg("Target")),
        Column("due", msg("Due"), "date"),
    )
    rows: list[tuple[Any, ...]] = []
    for goal in chain.goals:
        head: tuple[Any, ...] = (goal.goal.statement or goal.goal.id, PARTIES[goal.goal.for_] if goal.goal.for_ else _BLANK)
        if not goal.measures:
            rows.append((*head, msg("no measure"), "", ""))
        for place, row in enumerate(goal.measures):  # the goal is said once
            measure = row.measure
            rows.append((*(head if place == 0 else ("", "")), measure.indicator or measure.id, _target(measure), measure.due or _BLANK))
    return View("brief_goals", msg("Goals and target values"), (Table("brief_goals", msg("Goals and target values"), columns, tuple(rows)),))


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


def _process(brief: Brief) -> View | None:
    result = brief.commitment
    if result is None:
        return None
    said = [msg("The process: {process}", process=result.process or _BLANK)]
    blocks: list[Block] = [Words(tuple(said))]
    if result.outputs:
        blocks += [Words((msg("The outputs:"),)), Words(tuple(msg("{output}", output=output) for output in result.outputs), bullets=True)]
    blocks.append(Words((agreed_said(result),), "open" if result.open_questions else "good"))
    if result.sponsor:
        blocks.append(Words((msg("Sponsor: {post}.", post=result.sponsor),)))
    return View("brief_process", msg("Process and outputs"), tuple(blocks))


def _takes(costs: Costs | None) -> View | None:
    if costs is None:
        return None
    columns = (
        Column("role", msg("Role")),
        Column("people", msg("People"), "int"),
        Column("each", msg("Hours each"), "number", 1),
        Column("hours", msg("Hours in all"), "number", 0),
    )
    each = {"mentors": costs.mentor_hours_each, "mentees": costs.mentee_hours_each}
    found = [(key, words, row) for key, words in _ROLES if (row := costs.row_of(key)) is not None]
    hours: list[float | None] = [row.hours for _, _, row in found]
    if costs.hours_total is not None:  # whole hours that add up to the whole hours below them
        hours = list(adding_up([each or 0.0 for each in hours]))
    rows = [(words, costs.pairs if key in each else "", each.get(key, ""), whole) for (key, words, _), whole in zip(found, hours, strict=True)]
    rows.append((msg("together"), "", "", costs.hours_total))
    table = Table("brief_hours", msg("Hours by role"), columns, tuple(rows), note=msg("As many mentors as mentees are counted: one mentor each is the most it can take."))
    return View("brief_takes", msg("What it takes"), (table, Words(costs_said(costs)[1:])))


def _committed(result: Commitment | None) -> list[View]:
    if result is None:
        return []
    views = []
    if result.risks:
        views.append(View("brief_risks", msg("Risks"), (risks_table(result.risks[:_RISKS], "brief_risks"),)))
    if result.ledger.rows:
        views.append(View("brief_promises", msg("Promises"), (promises_table(result),)))
    if result.requests:
        views.append(View("brief_decisions", msg("Decisions requested"), (requests_table(result, "brief_decisions"),)))
    return views
