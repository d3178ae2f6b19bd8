"""Page 06, what was planned and what the log says of it: committee, contact point, controls, issues and decisions."""

from __future__ import annotations

from typing import Any

from mentorkit.monitoring.log import ControlState, KindRow, LogState
from mentorkit.monitoring.monitoring import Monitoring
from mentorkit.monitoring.plan import SteeringPlan
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Message, Share, msg, msg_n

__all__ = ["log_blocks", "plan_blocks"]

LIMIT = 50
_BLANK = msg("not stated")
POWERS = {"budget": msg("the budget"), "ending": msg("ending the programme"), "changes": msg("changes of the plan")}
SIGNED = {
    "required": msg("signed by both, required"),
    "offered": msg("signed by both, offered"),
    "none": msg("not signed"),
}
ENDINGS = {"no_fault": msg("without giving a reason, and without fault"), "by_coordinator": msg("decided by the coordinator")}
KINDS = {"issue": msg("issue"), "decision": msg("decision"), "change": msg("change"), "control": msg("control"), "": msg("all kinds")}
URGENCIES = {"overdue": msg("overdue"), "coming": msg("still to come"), "undated": msg("no due day")}
CONTROL_STATES = {
    "good": msg("done in time"),
    "overdue": msg("overdue"),
    "never": msg("never done, overdue"),
    "early": msg("not due yet"),
    "unreadable": msg("rhythm not understood"),
    "over": msg("the programme has ended"),
    "unknown": msg("not known"),
}


def plan_blocks(plan: SteeringPlan) -> list[Block]:
    """Committee with its powers, everything else that was agreed on, the controls, and what is open as a list."""
    blocks: list[Block] = [Words((_planned(plan),)), _committee(plan), _agreed(plan), _controls(plan)]
    if plan.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(plan.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in plan.gaps), "open", bullets=True))
    return blocks


def log_blocks(result: Monitoring, lens: Lens) -> list[Block]:
    """The log in counts, for the coordinator the open entries themselves, and the planned controls held against it."""
    log = result.log
    if log is None:
        return []
    blocks: list[Block] = [Words(_log_said(log), "open" if log.total.overdue else "plain"), _kinds(log)]
    if log.owners:
        blocks.append(_owners(log, result.plan, lens))
    if lens.coordinator and log.open:
        blocks.append(_open_entries(log))
    if result.controls:
        late = sum(state.state in ("overdue", "never") for state in result.controls)
        if late:
            blocks.append(Words((msg_n("{n} planned control is overdue.", "{n} planned controls are overdue.", late),), "open"))
        blocks.append(_controls_done(result.controls))
    return blocks


def _planned(plan: SteeringPlan) -> Message:
    contact = plan.contact
    if contact is None or not contact.post:
        return msg("There is no contact point: nobody is the address for every issue.")
    if not contact.channel:
        return msg("The address for every issue is: {post}.", post=contact.post)
    if contact.answers_within_days is None:
        return msg("The address for every issue is: {post}, by {channel}.", post=contact.post, channel=contact.channel)
    return msg_n(
        "The address for every issue is: {post}, by {channel}; an answer comes within one day.",
        "The address for every issue is: {post}, by {channel}; an answer comes within {n} days.",
        contact.answers_within_days,
        post=contact.post,
        channel=contact.channel,
    )


def _committee(plan: SteeringPlan) -> Table:
    columns = (Column("post", msg("Post")), Column("powers", msg("Powers")))
    rows = [(seat.post or _BLANK, seat.powers or _BLANK) for seat in plan.committee]
    rows += [(msg("no post"), POWERS[power]) for power in plan.missing]
    return Table("06_committee", msg("Steering committee"), columns, tuple(rows))


def _agreed(plan: SteeringPlan) -> Table:
    contact = plan.contact
    days = contact.answers_within_days if contact else None
    rows: list[tuple[Any, Any]] = [
        (msg("The committee meets"), plan.meets or _BLANK),
        (msg("Contact point"), (contact.post if contact else None) or _BLANK),
        (msg("Channel"), (contact.channel if contact else None) or _BLANK),
        (msg("Answers within days"), _BLANK if days is None else days),
        (msg("Coordinator"), plan.coordinator or _BLANK),
        (msg("Share of a full post"), _BLANK if plan.fte is None else Share(plan.fte, 0)),
        (msg("Coordinator's hours a month"), _BLANK if plan.hours is None else Decimal(plan.hours, 1)),
        (msg("Mentoring agreement"), plan.agreement or _BLANK),
        (msg("Signed"), SIGNED[plan.signed] if plan.signed and plan.agreement else _BLANK),
        (msg("Confidentiality"), plan.confidentiality or _BLANK),
        (msg("When the contact point cannot solve it"), plan.escalation or _BLANK),
        (msg("Last meeting by"), plan.last_meeting_by or _BLANK),
        (msg("A pair ends early"), ENDINGS[plan.early_ending] if plan.early_ending else _BLANK),
    ]
    return Table("06_plan", msg("How the programme is steered"), (Column("what", msg("What")), Column("value", msg("What was agreed"))), tuple(rows))


def _controls(plan: SteeringPlan) -> Table:
    columns = (Column("what", msg("What is looked at")), Column("when", msg("When")), Column("by", msg("By (a post)")), Column("limit", msg("Limit")))
    rows = tuple((c.what or _BLANK, c.when or _BLANK, c.by or _BLANK, _limit(c.limit)) for c in plan.controls)
    return Table("06_controls", msg("Controls"), columns, rows, msg("A limit between 0 and 1 is read as a share."))


def _limit(value: float | None) -> Any:
    if value is None:
        return _BLANK
    return Share(value, 0) if 0 < value <= 1 else value


def _log_said(log: LogState) -> tuple[Message, ...]:
    total = log.total
    said = [msg_n("{n} entry of the log is open, {overdue} of them overdue.", "{n} entries of the log are open, {overdue} of them overdue.", total.open, overdue=total.overdue)]
    if total.dated:
        said.append(
            msg_n(
                "{on_time} of {n} closed entry was closed by its due day.",
                "{on_time} of {n} closed entries were closed by their due day.",
                total.dated,
                on_time=total.on_time,
            )
        )
    return tuple(said)


def _kinds(log: LogState) -> Table:
    columns = (
        Column("kind", msg("Kind")),
        Column("open", msg("Open"), "int"),
        Column("overdue", msg("Overdue"), "int"),
        Column("closed", msg("Closed"), "int"),
        Column("median_days", msg("Median days open of closed ones"), "number", 1),
        Column("on_time", msg("Closed on time"), "share", 0),
        Column("dated", msg("Closed ones with both days"), "int"),
    )
    return Table("06_log", msg("Issues, decisions, changes and controls"), columns, tuple(_kind(row) for row in (*log.kinds, log.total)))


def _kind(row: KindRow) -> tuple[Any, ...]:
    return KINDS[row.kind], row.open, row.overdue, row.closed, row.median_days, row.on_time / row.dated if row.dated else None, row.dated


def _owners(log: LogState, plan: SteeringPlan, lens: Lens) -> Table:
    """By owner; for the committee only posts that the plan names, because a log may name a person."""
    columns = (Column("owner", msg("Owner (a post)")), Column("open", msg("Open"), "int"), Column("overdue", msg("Overdue"), "int"))
    told = [row for row in log.owners if lens.coordinator or not row.owner or plan.names(row.owner)]
    others = [row for row in log.owners if row not in told]
    rows: list[tuple[Any, ...]] = [(row.owner or _BLANK, row.open, row.overdue) for row in told]
    if others:
        rows.append((msg("others, whom the plan does not name"), sum(row.open for row in others), sum(row.overdue for row in others)))
    return Table("06_log_owners", msg("With whom something is open"), columns, tuple(rows))


def _open_entries(log: LogState) -> Table:
    columns = (
        Column("entry", msg("Entry"), "id"),
        Column("urgency", msg("Urgency")),
        Column("due", msg("Due"), "date"),
        Column("owner", msg("Owner")),
        Column("kind", msg("Kind")),
        Column("text", msg("Text")),
        Column("raised", msg("Raised on"), "date"),
    )
    rows = tuple((e.id, URGENCIES[e.urgency], e.due or _BLANK, e.owner or _BLANK, KINDS[e.kind], e.text, e.date) for e in log.open)
    return Table("06_log_open", msg("Open entries, the most urgent first"), columns, rows, limit=LIMIT)


def _controls_done(states: tuple[ControlState, ...]) -> Table:
    columns = (
        Column("what", msg("What is looked at")),
        Column("when", msg("When")),
        Column("last", msg("Last done"), "date"),
        Column("next", msg("Due again"), "date"),
        Column("state", msg("State")),
    )
    rows = tuple((s.control.what or _BLANK, s.control.when or _BLANK, s.last or msg("never"), s.next or "", CONTROL_STATES[s.state]) for s in states)
    note = msg("A control of the log belongs to the planned one whose words stand in its text. Its rhythm counts from the day it was last done, before that from the start.")
    return Table("06_controls_done", msg("Planned controls and when they were done"), columns, rows, note)
