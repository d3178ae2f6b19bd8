"""Page 06: where the pairs stand, whether they meet, which of them need somebody now, then the log and the plan of steering."""

from __future__ import annotations

from typing import Any

from mentorkit.monitoring.course import Strip
from mentorkit.monitoring.flags import Flag, RuleCount
from mentorkit.monitoring.meetings import Meetings
from mentorkit.monitoring.monitoring import Monitoring, PairRow, Rating, Requests
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.steering_figures import STATES, months_picture, strip_picture
from mentorkit.report.steering_plan import log_blocks, plan_blocks
from mentorkit.text import Mark, Message, Share, msg, msg_n

__all__ = ["monitoring_view"]

LIMIT = 50
_BLANK = msg("not stated")
SIDES = {"mentee": msg("mentee"), "mentor": msg("mentor"), "coordinator": msg("coordinator")}
GROUPS = {"mentee": msg("mentees"), "mentor": msg("mentors")}
RULES = {"silence": msg("silence"), "usefulness": msg("usefulness"), "gap": msg("gap between the two sides")}
LEVELS = {"amber": msg("amber"), "red": msg("red"), "": msg("none")}


def monitoring_view(result: Monitoring, lens: Lens) -> View:
    """Who waits for a private call first (coordinator), then pairs, meetings, flags and log, and at the end the plan."""
    blocks: list[Block] = []
    if lens.coordinator and (result.requests.open or result.requests.earlier):
        blocks.append(_requests(result.requests))
    if result.nothing:
        blocks.append(Words((msg("Nothing has been recorded yet."),)))
    if result.strip:
        blocks += _states(result.strip, lens)
        blocks += _met(result, lens) if result.meetings else [Words((msg("No check-in is recorded, so it is not known whether pairs meet."),), "open")]
    blocks += [*log_blocks(result, lens), *plan_blocks(result.plan)]
    if result.warnings:
        blocks.append(Words(tuple(warned.message for warned in result.warnings), "note", bullets=True))
    blocks.append(Words((_not_yet(),), "note"))
    return View("06_monitoring", msg("Steering and monitoring"), tuple(blocks))


def _requests(found: Requests) -> Words:
    said = []
    if found.open:
        pairs = tuple(msg("{mentee} with {mentor} (the {side}, {day})", mentee=mentee, mentor=mentor, side=SIDES[side], day=day) for mentee, mentor, side, day in found.open)
        said.append(
            msg_n(
                "{n} person asked in the last check-in to be contacted in private: {pairs}. Call the same working day; nobody else is told.",
                "{n} people asked in their last check-in to be contacted in private: {pairs}. Call the same working day; nobody else is told.",
                len(found.open),
                pairs=pairs,
            )
        )
    if found.earlier:
        said.append(
            msg_n(
                "{n} earlier request was not repeated in the check-in that followed; make sure that it was answered.",
                "{n} earlier requests were not repeated in the check-ins that followed; make sure that they were answered.",
                found.earlier,
            )
        )
    return Words(tuple(said), "bad" if found.open else "open")


def _states(strip: Strip, lens: Lens) -> list[Block]:
    said = [
        msg_n(
            "{n} pair stands in the table of pairs: {waiting} not started, {active} active, {paused} paused, {completed} completed, {ended} ended early.",
            "{n} pairs stand in the table of pairs: {waiting} not started, {active} active, {paused} paused, {completed} completed, {ended} ended early.",
            strip.total,
            waiting=strip.total - sum(strip.of(state) for state in ("active", "paused", "completed", "ended")),
            active=strip.of("active"),
            paused=strip.of("paused"),
            completed=strip.of("completed"),
            ended=strip.of("ended"),
        )
    ]
    rows = (*((STATES[state], n) for state, n in strip.counts), (msg("all pairs"), strip.total))
    columns = (Column("state", msg("State")), Column("pairs", msg("Pairs"), "int"))
    blocks: list[Block] = [Words(tuple(said)), Table("06_states", msg("Pairs by state"), columns, rows), strip_picture(strip, lens)]
    # a reason is written about two persons; it stays with the coordinator
    if lens.coordinator and strip.reasons:
        columns = (Column("reason", msg("Reason")), Column("pairs", msg("Pairs"), "int"))
        blocks.append(Table("06_endings", msg("Why pairs ended early"), columns, tuple((reason or _BLANK, n) for reason, n in strip.reasons)))
    return blocks


def _met(result: Monitoring, lens: Lens) -> list[Block]:
    found = result.meetings
    assert found is not None
    blocks: list[Block] = [Words(_meetings_said(found)), _meetings_table(found)]
    if found.months:
        blocks.append(months_picture(found, lens))
    blocks += [_responses(found), _ratings(result.ratings, lens), *_flags(result)]
    if lens.coordinator:
        blocks += [_to_do(result), _board(result)] if result.flagged else [_board(result)]
    return blocks


def _meetings_said(found: Meetings) -> tuple[Message, ...]:
    if not found.begun:
        return (msg("No pair has begun yet."),)
    said = []
    if found.planned:
        share = Share(found.held / found.planned, 0)
        said.append(
            msg_n(
                "{held} of {n} planned meeting is reported to date ({share}).",
                "{held} of {n} planned meetings are reported to date ({share}).",
                found.planned,
                held=found.held,
                share=share,
            )
        )
    said.append(msg_n("{met} of {n} pair that has begun has met.", "{met} of {n} pairs that have begun have met.", found.begun, met=found.met))
    if found.active:
        said.append(
            msg_n(
                "{recent} of {n} active pair has reported a meeting in the last {days} days.",
                "{recent} of {n} active pairs have reported a meeting in the last {days} days.",
                found.active,
                recent=found.recent,
                days=found.days,
            )
        )
    else:
        said.append(msg("No pair is active now."))
    return tuple(said)


def _meetings_table(found: Meetings) -> Table:
    columns = (Column("what", msg("What")), Column("pairs", msg("Pairs"), "int"), Column("of", msg("Of"), "int"), Column("share", msg("Share"), "share", 0))
    met = (msg("pairs that have met at all, of those that have begun"), found.met, found.begun, _share(found.met, found.begun))
    recent = (msg("active pairs that reported a meeting in the last {days} days", days=found.days), found.recent, found.active, _share(found.recent, found.active))
    note = msg_n(
        "Meetings are held against the plan for {n} pair that has begun and whose days are known: meetings a month times the months passed, in half months, rounded down. "
        "Both sides report the same meetings, so in each month the larger of their numbers counts.",
        "Meetings are held against the plan for {n} pairs that have begun and whose days are known: meetings a month times the months passed, in half months, rounded down. "
        "Both sides report the same meetings, so in each month the larger of their numbers counts.",
        found.pairs,
    )
    return Table("06_meetings", msg("Pairs that meet"), columns, (met, recent), note)


def _responses(found: Meetings) -> Table:
    columns = (Column("who", msg("Who")), Column("asked", msg("Asked"), "int"), Column("answered", msg("Answered"), "int"), Column("share", msg("Share"), "share", 0))
    rows = tuple((GROUPS[r.role], r.asked, r.answered, _share(r.answered, r.asked)) for r in found.responses)
    note = msg("Counted are pairs and months: asked is every pair that was running when others of that side answered; a side that answers twice in a month has answered once.")
    return Table("06_response", msg("Who answers the check-ins"), columns, rows, note)


def _ratings(ratings: tuple[Rating, ...], lens: Lens) -> Table:
    columns = (
        Column("who", msg("Who")),
        Column("persons", msg("Persons who rated"), "int"),
        Column("median", msg("Median"), "number", 1),
        Column("mean", msg("Mean"), "number", 2),
    )
    rows = tuple((GROUPS[r.role], *(shown(value, r.persons, lens) for value in (r.persons, r.median, r.mean))) for r in ratings)
    return Table("06_usefulness", msg("How useful the meetings are, 1 to 5"), columns, rows, msg("The last rating of each side of every pair that has begun."))


def _flags(result: Monitoring) -> list[Block]:
    flagged = result.flagged
    red = sum(row.level == "red" for row in flagged)
    blocks: list[Block] = []
    if flagged:
        said = [msg_n("{n} pair has a flag, {red} of them red.", "{n} pairs have a flag, {red} of them red.", len(flagged), red=red), _acts(result)]
        blocks.append(Words(tuple(said), "bad" if red else "open"))
    elif result.meetings and result.meetings.active:
        blocks.append(Words((msg("No rule fires for any pair."),), "good"))
    often = tuple(_often(count) for count in result.rules if count.miscalibrated)
    if often:
        blocks.append(Words(often, "open", bullets=True))
    return [*blocks, _rules(result.rules)]


def _acts(result: Monitoring) -> Message:
    post, due = result.plan.acts, result.plan.due(result.as_of)
    if post is None:
        return msg("Nobody is named who acts on a flag.")
    return msg("Who acts: {post}.", post=post) if due is None else msg("Who acts: {post}, by {day}.", post=post, day=due)


def _often(count: RuleCount) -> Message:
    return msg(
        "The rule {rule} fires for {active} of {pairs} active pairs ({share}). A rule that fires so often does not say whom to call: "
        "change its limits (steering, flags), or look for what all these pairs have in common.",
        rule=RULES[count.rule],
        active=count.active,
        pairs=count.pairs,
        share=Share(count.share or 0.0, 0),
    )


def _rules(rules: tuple[RuleCount, ...]) -> Table:
    columns = (
        Column("rule", msg("Rule")),
        Column("amber_from", msg("Amber when")),
        Column("red_from", msg("Red when")),
        Column("amber", msg("Amber"), "int"),
        Column("red", msg("Red"), "int"),
        Column("active", msg("Active pairs with it"), "int"),
        Column("share", msg("Of active pairs"), "share", 0),
        Column("often", msg("Fires for too many")),
    )
    rows = tuple((RULES[r.rule], *_limits(r), r.amber, r.red, r.active, _share(r.active, r.pairs), r.miscalibrated) for r in rules)
    note = msg("Only pairs that are running can have a flag; silence is judged for active ones only.")
    return Table("06_flags", msg("Flags by rule"), columns, rows, note)


def _limits(count: RuleCount) -> tuple[Message, Message]:
    amber, red = count.limits
    if count.rule == "silence":
        return msg("days without a reported meeting: {n} or more", n=amber), msg("days without a reported meeting: {n} or more", n=red)
    if count.rule == "usefulness":
        return (
            msg("the last rating of a side is {n} or less, or fell by 2", n=amber),
            msg("a side rated {n} or less twice running, or does not want to continue", n=red),
        )
    return msg("points between the last ratings: {n} or more", n=amber), msg("points between the last ratings: {n} or more", n=red)


def _to_do(result: Monitoring) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("level", msg("Flag")),
        Column("flags", msg("Rule that fired")),
        Column("acts", msg("Who acts")),
        Column("due", msg("Due"), "date"),
    )
    acts, due = result.plan.acts or _BLANK, result.plan.due(result.as_of) or _BLANK
    rows = tuple((row.mentee, row.mentor, LEVELS[row.level], tuple(_fired(flag) for flag in row.flags), acts, due) for row in result.flagged)
    return Table("06_to_do", msg("Pairs with a flag, the most severe first"), columns, rows, limit=LIMIT)


def _board(result: Monitoring) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("state", msg("State")),
        Column("level", msg("Flag")),
        Column("days", msg("Days silent"), "int"),
        Column("held", msg("Met"), "int"),
        Column("planned", msg("Planned"), "int"),
        Column("useful_mentee", msg("Mentee rates"), "int"),
        Column("useful_mentor", msg("Mentor rates"), "int"),
        Column("gap", msg("Gap"), "int"),
    )
    note = msg(
        "Days silent are counted from the check-in that reports the last meeting, or from the start of a pair that never met; pairs that are over have none. "
        "Met are the meetings reported."
    )
    return Table("06_pairs", msg("Every pair that has begun"), columns, tuple(_pair(row) for row in result.board), note, limit=LIMIT)


def _pair(row: PairRow) -> tuple[Any, ...]:
    seen = (row.held, row.planned, row.useful_mentee, row.useful_mentor, row.gap)
    days = "" if row.days is None else row.days
    return (row.mentee, row.mentor, STATES[row.state], LEVELS[row.level], days, *(Mark.NO_DATA if value is None else value for value in seen))


def _fired(flag: Flag) -> Message:
    match flag.cause:
        case "since_meeting":
            return msg_n("no meeting for {n} day", "no meeting for {n} days", flag.value)
        case "since_start":
            return msg_n("never met, {n} day since the start", "never met, {n} days since the start", flag.value)
        case "stop":
            return msg("a side does not want to continue")
        case "low_twice":
            return msg("a side rated low twice running, last {n}", n=flag.value)
        case "low":
            return msg("last rating {n}", n=flag.value)
        case "fell":
            return msg("rating fell by {n}", n=flag.value)
        case "gap":
            return msg_n("{n} point between the two sides", "{n} points between the two sides", flag.value)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _not_yet() -> Message:
    return msg("Not yet in this version: limits of chance in the chart of meetings, the quality of the relationship, and a pack for the steering committee.")
