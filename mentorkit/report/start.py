"""Page 00: the programme's card, the map of stages, management's three questions, what is wrong, missing and thin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorkit.planning.considerations import WORTH_ASKING
from mentorkit.planning.readiness import Readiness, StageRow
from mentorkit.program.problems import Gap, Problem
from mentorkit.program.program import Program
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.checklist import checklist_blocks
from mentorkit.report.lens import Lens
from mentorkit.report.open_points import discreet, once
from mentorkit.report.timeline import timeline_picture
from mentorkit.text import Message, msg, msg_n

__all__ = ["Card", "banner", "card_view", "problems_table", "readiness_view"]

_CONSIDERATION = "MK-G011"
_GAPS_ON_PAGE = 10  # in the order of the stages; more at once is read by nobody
STATES = {
    "ready": msg("ready to compute"),
    "done": msg("done"),
    "not_planned": msg("not planned"),
    "not_ready": msg("not ready"),
    "failed": msg("failed: something is wrong"),
    "not_needed": msg("not needed: decided otherwise"),
    "over_all": msg("over several programmes, after a batch"),
}
# what somebody holds in hand after a stage
PURPOSES = {
    "start": msg("a map of what is decided and what is open"),
    "alternatives": msg("a written decision with its reason, and what it takes"),
    "need": msg("goals that can be measured, signed before the start"),
    "audiences": msg("who takes part on both sides, and whether mentors suffice"),
    "pairing": msg("pairs with reasons, and who is left without a mentor"),
    "training": msg("modules, sessions and support that close the gaps"),
    "steering": msg("an address for every issue, a calendar, and a look at what runs"),
    "commitment": msg("promises with dates, and a brief for those who decide"),
    "evaluation": msg("an answer to every promise, with its uncertainty"),
    "portfolio": msg("all programmes on one page, the stuck ones too"),
}
CONDITIONS = {
    "calm": msg("Is the organisation free of upheaval at present, such as a merger, a move or a wave of dismissals?"),
    "morale": msg("Is the mood good enough that people want to give something to others?"),
    "direction": msg("Is it clear where the organisation is going?"),
    "support": msg("Do managers support that their people take hours for it?"),
    "role_models": msg("Are there enough experienced people whom others want to learn from?"),
}
# what to do about an answer that is not yes
ADVICE = {
    "calm": msg("Set a start after the upheaval, and say until then what the programme will be for."),
    "morale": msg("Ask people what would have to change first, and let management answer in the open."),
    "direction": msg("Have management say in two sentences where it is going; goals of the programme follow from that."),
    "support": msg("Speak with line managers before anybody signs up: what it asks of them, what they get."),
    "role_models": msg("Begin with few mentors who want to, or with people from another house, and train them well."),
}
ANSWERS = {"yes": msg("yes"), "partly": msg("partly"), "no": msg("no")}
KINDS = {"wrong": msg("wrong"), "missing": msg("missing")}


@dataclass(frozen=True)
class Card:
    """A programme as it is introduced on top of a notebook."""

    program: Program


def banner(program: Program) -> Message | None:
    """The line on every page until management has agreed to goals, process and outputs."""
    commitment = program.intent.commitment
    agreed = commitment.agreed if commitment else None
    open_points = [
        words
        for words, day in (
            (msg("goals"), agreed.goals if agreed else None),
            (msg("process"), agreed.process if agreed else None),
            (msg("outputs"), agreed.outputs if agreed else None),
        )
        if day is None
    ]
    return msg("Management has not yet agreed to: {points}.", points=tuple(open_points)) if open_points else None


def card_view(card: Card, lens: Lens) -> View:
    """Name, day, fingerprint of the file, and what in it cannot be used."""
    program = card.program
    as_of = msg("Rows count up to {day}.", day=program.as_of) if program.as_of else msg("No day is set up to which rows count.")
    seen = msg("Shown for the coordinator.") if lens.coordinator else msg("Shown for the committee: aggregates only.")
    blocks: list[Block] = [Words((as_of, seen, msg("File {file}, fingerprint {hash}.", file=program.path.name, hash=program.sha256[:12])), "note")]
    if program.wrong:
        blocks.append(Words((msg_n("{n} value in the file cannot be used:", "{n} values in the file cannot be used:", len(program.wrong)),), "bad"))
        blocks.append(Words(tuple(_said(p) for p in program.wrong), "plain", bullets=True))
    note = banner(program)
    if note:
        blocks.append(Words((note,), "open"))
    return View("card", msg("{name} ({id})", name=program.intent.name, id=program.id), tuple(blocks))


def readiness_view(result: Readiness, lens: Lens) -> View:
    """The next step first, then the map, the three questions, and the lists behind them."""
    blocks: list[Block] = [Words((result.next_step,), "open" if result.problems else "good"), _map(result.rows), _sponsor(result), _questions(result)]
    blocks += _conditions(result)
    if result.problems:
        listed = once(result.problems)
        blocks.append(problems_table(listed if lens.coordinator else tuple(map(discreet, listed)), "00_problems"))
    blocks += [*_thin(result.gaps), *checklist_blocks(result.checklist, lens), *_course(result, lens)]
    if result.considerations:
        rows = tuple((question, answer or msg("not answered"), msg("open") if still else msg("settled")) for question, answer, still in result.considerations)
        columns = (Column("question", msg("Question")), Column("answer", msg("Answer")), Column("state", msg("State")))
        blocks.append(Table("00_considerations", msg("What else should be taken into account"), columns, rows))
    asked = {question for question, _, _ in result.considerations}
    more = tuple(question for question in WORTH_ASKING if lens.text.plain(question) not in asked)
    if more:
        blocks.append(Words((msg("Questions worth asking before the start. Take over those that fit, with the answer or as open ones:"),), "plain"))
        blocks.append(Words(more, "note", bullets=True))
    if result.warnings:
        blocks.append(Words(tuple(dict.fromkeys(w.message for w in result.warnings)), "note", bullets=True))
    return View("00_start", msg("Where the programme stands"), tuple(blocks))


def _course(result: Readiness, lens: Lens) -> list[Block]:
    """The line of time with what comes next, once a day is known."""
    if not result.calendar.entries:
        return [Words((msg("The file holds no days yet, so there is no line of time. Begin with the start and the months, in notebook 03."),), "open")]
    coming = result.calendar.coming if result.calendar.as_of else ()
    said = (msg("What comes next: {day}, {what}.", day=coming[0].on, what=coming[0].what),) if coming else ()
    return [*([Words(said)] if said else []), timeline_picture(result.calendar, lens, "00")]


def _conditions(result: Readiness) -> list[Block]:
    """The five answers on the organisation with what to do, and what two times no means; nobody asks where another way was chosen."""
    if any(row.state == "not_needed" for row in result.rows):
        return []
    rows = tuple((CONDITIONS[key], ANSWERS[answer] if answer else msg("not answered"), ADVICE[key] if answer in ("no", "partly") else "") for key, answer in result.conditions)
    columns = (Column("question", msg("Question")), Column("answer", msg("Answer")), Column("advice", msg("What to do")))
    table = Table("00_conditions", msg("Is the organisation ready for it?"), columns, rows)
    if not result.not_the_moment:
        return [table]
    said = msg("Two or more answers are no. This is not the moment to start: mend these first, or begin with something smaller, and ask again in half a year.")
    return [Words((said,), "bad"), table]


def problems_table(problems: Sequence[Problem], key: str) -> Table:
    """Every problem at once: where, what was found, what is allowed, how to mend, in which notebook."""
    columns = (
        Column("code", msg("Code"), "id"),
        Column("kind", msg("Kind")),
        Column("file", msg("File"), "id"),
        Column("row", msg("Line or row"), "id"),
        Column("place", msg("Place"), "id"),
        Column("found", msg("Found")),
        Column("allowed", msg("Allowed")),
        Column("cure", msg("How to mend")),
        Column("notebook", msg("Notebook"), "id"),
    )
    rows = tuple((p.code, KINDS[p.kind], p.file, str(p.line or p.row or ""), p.place or p.column, p.found, p.allowed, p.cure, p.notebook) for p in problems)
    return Table(key, msg("What stops a stage"), columns, rows, limit=60)


def _map(rows: Sequence[StageRow]) -> Table:
    columns = (
        Column("stage", msg("Stage"), "id"),
        Column("title", msg("Title")),
        Column("question", msg("Question")),
        Column("purpose", msg("What it gives")),
        Column("state", msg("State")),
        Column("wrong", msg("Wrong"), "int"),
        Column("missing", msg("Missing"), "int"),
        Column("gaps", msg("Thin spots"), "int"),
    )
    cells = tuple((f"{r.stage.number:02d}", r.stage.title, r.stage.question, PURPOSES[r.stage.key], STATES[r.state], r.wrong, r.missing, r.gaps) for r in rows)
    return Table("00_stages", msg("The stages"), columns, cells)


def _sponsor(result: Readiness) -> Words:
    if result.sponsor:
        return Words((msg("Sponsor: {post}.", post=result.sponsor),))
    return Words((msg("No sponsor is named yet."),), "open")


def _questions(result: Readiness) -> Table:
    columns = (Column("question", msg("Question to management")), Column("agreed", msg("Agreed on"), "date"))
    rows = tuple((q.question, q.agreed if q.agreed else msg("not yet")) for q in result.questions)
    note = msg("An answer is recorded as the day of the meeting in which it was given: in the editor of notebook 00, or in the program file under commitment, agreed.")
    return Table("00_management", msg("Is management behind it?"), columns, rows, note=note)


def _thin(gaps: Sequence[Gap]) -> list[Block]:
    """The first points in words, all of them for the workbook; open considerations stand in a table of their own further down."""
    said = tuple(gap.message for gap in gaps if gap.code != _CONSIDERATION)
    blocks: list[Block] = []
    if said:
        blocks.append(Words((msg("Not decided yet, stops nothing, and is better settled before the start:"),), "plain"))
        blocks.append(Words(said[:_GAPS_ON_PAGE], "open", bullets=True))
    if len(said) > _GAPS_ON_PAGE:
        blocks.append(Words((msg("The first {shown} of {n} points; results.xlsx has them all.", shown=_GAPS_ON_PAGE, n=len(said)),), "note"))
    return [*blocks, _gaps(gaps)] if gaps else []


def _gaps(gaps: Sequence[Gap]) -> Table:
    columns = (Column("code", msg("Code"), "id"), Column("gap", msg("Not decided yet")), Column("notebook", msg("Notebook"), "id"))
    return Table("00_gaps", msg("Thin spots"), columns, tuple((g.code, g.message, g.notebook) for g in gaps), shown=False)


def _said(problem: Problem) -> Message:
    place = problem.place or problem.file
    return msg("{place}: {found} {allowed} {cure}", place=place, found=problem.found, allowed=problem.allowed, cure=problem.cure)
