"""Page 07: what management agreed to, the ledger of promises, who stands where, what could go wrong, what it takes, and what is asked of whom."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.commitment import Commitment, RequestRow, RiskRow
from mentorkit.planning.costs import Costs
from mentorkit.program.model import Stakeholder
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.commitment_figures import ATTITUDE, INFLUENCE, risks_picture, stakeholders_picture
from mentorkit.report.commitment_ledger import ledger_blocks
from mentorkit.report.costs import beside_said
from mentorkit.report.lens import Lens
from mentorkit.report.signing import signed_said
from mentorkit.text import Decimal, Message, Money, msg, msg_n

__all__ = ["agreed_said", "commitment_view", "costs_said", "request_state", "requests_table", "risks_table"]

_BLANK = msg("not stated")
POINTS = {"goals": msg("goals"), "process": msg("process"), "outputs": msg("outputs")}


def commitment_view(result: Commitment, lens: Lens) -> View:
    """Agreement first, then promises, people, risks, recognition, what it takes, decisions requested, and what is thin."""
    blocks: list[Block] = [Words((agreed_said(result),), "open" if result.open_questions else "good"), _sponsor(result), _agreed(result), *_signed(result), *_expected(result)]
    blocks += ledger_blocks(result)
    blocks += [*_people(result, lens), *_risks(result, lens), _recognition(result), *_takes(result.costs)]
    blocks += [*_requested(result), requests_table(result, "07_decisions")]
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    return View("07_commitment", msg("Is management really behind it?"), tuple(blocks))


def agreed_said(result: Commitment) -> Message:
    """One sentence: what is agreed and what is open."""
    still = tuple(POINTS[question.key] for question in result.open_questions)
    if not still:
        return msg("Management has agreed to the goals, the process and the outputs.")
    return msg("Management has not yet agreed to: {points}.", points=still)


def _sponsor(result: Commitment) -> Words:
    said = msg("Sponsor: {post}.", post=result.sponsor) if result.sponsor else msg("No sponsor is named yet.")
    return Words((said,))


def _agreed(result: Commitment) -> Table:
    columns = (Column("point", msg("Agreed to")), Column("what", msg("What exactly")), Column("agreed", msg("Agreed on"), "date"))
    what: dict[str, Any] = {"goals": tuple(goal.rstrip(".") for goal in result.goals) or _BLANK, "process": result.process or _BLANK, "outputs": result.outputs or _BLANK}
    rows = tuple((POINTS[q.key], what[q.key], q.agreed or msg("not yet")) for q in result.agreed)
    return Table("07_agreed", msg("What management agreed to"), columns, rows)


def _signed(result: Commitment) -> list[Block]:
    """Whether what management agreed to is still what was signed."""
    if result.signature is None:
        return []
    return [Words((msg("Need, goals and measures: {sentence}", sentence=signed_said(result.signature)),), "bad" if result.signature.state == "changed" else "plain")]


def _expected(result: Commitment) -> list[Block]:
    if result.as_of is None:
        return [Words((msg("No day is set up to which rows count (as_of), so nothing can be called overdue."),), "note")]
    return []


def _people(result: Commitment, lens: Lens) -> list[Block]:
    if not result.stakeholders:
        return []
    if result.pressing:
        said = tuple(_pressing(who) for who in result.pressing)
        first: Block = Words((msg("To be talked to first, because their influence is high and they are not won yet:"), *said), "open")
    else:
        first = Words((msg("Nobody of high influence is against it or unsure."),), "good")
    columns = (
        Column("number", msg("No."), "int"),
        Column("who", msg("Who")),
        Column("influence", msg("Influence")),
        Column("attitude", msg("Attitude")),
        Column("needs", msg("What they need")),
        Column("action", msg("What is done")),
        Column("owner", msg("Owner")),
    )
    table = Table("07_stakeholders", msg("Who stands where"), columns, tuple(_stakeholder(place, who) for place, who in enumerate(result.stakeholders, start=1)))
    return [first, table, stakeholders_picture(result, _grid(result), lens)]


def _stakeholder(place: int, who: Stakeholder) -> tuple[Any, ...]:
    stands = INFLUENCE.get(who.influence or "", _BLANK), ATTITUDE.get(who.attitude or "", _BLANK)
    return place, who.who or _BLANK, *stands, who.needs or _BLANK, who.action or _BLANK, who.owner or _BLANK


def _pressing(who: Stakeholder) -> Message:
    attitude = ATTITUDE[who.attitude or "unsure"]
    return msg("{who} ({attitude}) needs: {needs}", who=who.who or _BLANK, attitude=attitude, needs=who.needs or _BLANK)


def _grid(result: Commitment) -> Table:
    """Influence by attitude, with how many stand in each cell; whoever has not been judged stands in no cell."""
    columns = (
        Column("influence", msg("Influence")),
        *(Column(name, words, "int") for name, words in ATTITUDE.items()),
    )
    rows = tuple(
        (words, *(sum(w.influence == influence and w.attitude == attitude for w in result.stakeholders) for attitude in ATTITUDE)) for influence, words in INFLUENCE.items()
    )
    unknown = sum(w.influence is None or w.attitude is None for w in result.stakeholders)
    note = msg_n("{n} of them is not judged yet.", "{n} of them are not judged yet.", unknown) if unknown else None
    return Table("07_influence", msg("Influence and attitude, number of posts and groups"), columns, rows, note=note)


def _risks(result: Commitment, lens: Lens) -> list[Block]:
    if not result.risks:
        return []
    loose = sum(bool({"answer", "owner"} & set(row.lacks)) for row in result.risks)
    said = (
        msg_n("{n} risk has no answer or nobody who owns it.", "{n} risks have no answer or nobody who owns them.", loose)
        if loose
        else msg("Every risk has an answer and an owner.")
    )
    return [Words((said,), "open" if loose else "good"), risks_table(result.risks, "07_risks"), risks_picture(result, lens)]


def risks_table(rows: tuple[RiskRow, ...], key: str) -> Table:
    """Risks from the heaviest down, with the numbers that stand in the picture."""
    columns = (
        Column("number", msg("No."), "int"),
        Column("risk", msg("What could go wrong")),
        Column("likelihood", msg("Likelihood (1-3)"), "int"),
        Column("impact", msg("Impact (1-3)"), "int"),
        Column("weight", msg("Product (1-9)"), "int"),
        Column("answer", msg("Answer")),
        Column("owner", msg("Owner")),
    )
    cells = tuple(
        (place, r.risk.what or _BLANK, _known(r.risk.likelihood), _known(r.risk.impact), _known(r.weight), r.risk.answer or _BLANK, r.risk.owner or _BLANK)
        for place, r in enumerate(rows, start=1)
    )
    return Table(key, msg("Risks"), columns, cells, note=msg("Likelihood times impact, each from 1 to 3, judged by those who plan. An order of work, not a measurement."))


def _known(value: int | None) -> Any:
    return _BLANK if value is None else value


def _recognition(result: Commitment) -> Words:
    if result.recognition is None:
        return Words((msg("How mentors are recognised is not written down."),), "open")
    return Words((msg("Recognition of the mentors: {words}", words=result.recognition),))


def _takes(costs: Costs | None) -> list[Block]:
    if costs is None:
        return []
    columns = (Column("what", msg("What it takes")), Column("amount", msg("Amount")), Column("meaning", msg("What is counted")))
    table = Table("07_costs", msg("What it takes"), columns, _sums(costs))
    return [Words(costs_said(costs)), table]


def _sums(costs: Costs) -> tuple[tuple[Any, ...], ...]:
    hours = None if costs.hours_total is None else Decimal(costs.hours_total, 0)
    return (
        (msg("Hours"), hours, msg("hours of everybody: mentors, mentees, coordinator, steering committee")),
        (msg("Full cost"), _money(costs.full, costs), msg("everything, the time of mentors and mentees included")),
        (msg("Programme cost"), _money(costs.program, costs), msg("coordinator, steering committee, training and direct spending")),
        (msg("Cash"), _money(costs.cash, costs), msg("what leaves the house")),
    )


def costs_said(costs: Costs) -> tuple[Message, ...]:
    """Hours and the three sums, one sentence each, and what they do not hold; what is not known says where it is filled in."""
    return (
        _hours_said(costs),
        msg("Full cost, with the time of mentors and mentees: {amount}.", amount=_money(costs.full, costs))
        if costs.full is not None
        else msg("The full cost is not known yet; notebook 01 lists what is missing."),
        msg("Programme cost, without the time of mentors and mentees: {amount}.", amount=_money(costs.program, costs))
        if costs.program is not None
        else msg("The programme cost is not known yet; notebook 01 lists what is missing."),
        msg("Cash that leaves the house: {amount}.", amount=_money(costs.cash, costs))
        if costs.cash is not None
        else msg("The cash is not known yet; notebook 01 lists what is missing."),
        *beside_said(costs),
    )


def _hours_said(costs: Costs) -> Message:
    if costs.hours_total is None:
        return msg("The hours are not known yet; notebook 01 lists what is missing.")
    if costs.mentor_hours_each is None:
        return msg("Hours of everybody together: {hours}.", hours=Decimal(costs.hours_total, 0))
    return msg("Hours of everybody together: {hours}; a mentor gives {each} of them.", hours=Decimal(costs.hours_total, 0), each=Decimal(costs.mentor_hours_each, 1))


def _money(amount: float | None, costs: Costs) -> Any:
    return None if amount is None else Money(amount, costs.currency)


def _requested(result: Commitment) -> list[Block]:
    if not result.requests:
        return [Words((msg("No decision is requested of management."),))]
    late = len(result.overdue)
    said = [msg_n("{n} decision is requested.", "{n} decisions are requested.", len(result.requests))]
    if late:
        said.append(msg_n("{n} of them is overdue.", "{n} of them are overdue.", late))
    return [Words(tuple(said), "bad" if late else "plain")]


def requests_table(result: Commitment, key: str) -> Table:
    """What is asked, of whom, until when."""
    columns = (Column("what", msg("Decision requested")), Column("of", msg("Of whom")), Column("due", msg("Until"), "date"), Column("state", msg("State")))
    return Table(key, msg("Decisions requested"), columns, tuple(_request(row) for row in result.requests))


def _request(row: RequestRow) -> tuple[Any, ...]:
    request = row.request
    return request.what or _BLANK, request.of or _BLANK, request.due or _BLANK, request_state(row)


def request_state(row: RequestRow) -> Message:
    """Open with the days left, or overdue by how many."""
    if row.days is None:
        return msg("open")
    if row.days < 0:
        return msg_n("overdue by {n} day", "overdue by {n} days", -row.days)
    return msg_n("open, {n} day left", "open, {n} days left", row.days) if row.days else msg("open, due on this day")
