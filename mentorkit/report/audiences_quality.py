"""Page 03, the data: what was answered, what is blank or of no use, which answers are probably one, what nothing uses."""

from __future__ import annotations

from mentorkit.people.alike import Alike
from mentorkit.people.quality import Answers, Quality
from mentorkit.report.audiences_people import SIDES
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.terms import column
from mentorkit.text import Message, msg, msg_n

__all__ = ["quality_blocks"]

_ON_PAGE = 50


def quality_blocks(found: Quality, lens: Lens) -> list[Block]:
    """Sentences, the table of answers, and for the coordinator what to map and which forms to look at twice."""
    said = [*_days(found, lens), *_doubles(found, lens), *_spelling(found), *_columns(found)]
    blocks: list[Block] = [_answers_table(found)]
    if said:
        blocks.append(Words(tuple(said), bullets=True))
    if lens.coordinator and found.alike:
        blocks.append(_alike_table(found.alike))
    return blocks


def _answers_table(found: Quality) -> Table:
    columns = (
        Column("side", msg("Side")),
        Column("question", msg("Question")),
        Column("answered", msg("Answered"), "int"),
        Column("blank", msg("Left blank"), "int"),
        Column("unusable", msg("Of no use"), "int"),
        Column("used", msg("Remark")),
    )
    rows = tuple((SIDES[one.side], _asked(one), one.answered, one.blank, one.unusable, _remark(one)) for one in found.answers)
    note = msg("Of no use: a day still to come, a manager in no table, a wished person who did not sign up, an answer that is not on the list of the file.")
    return Table("03_answers", msg("How well the forms are filled in"), columns, rows, note=note, limit=_ON_PAGE)


def _asked(one: Answers) -> Message | str:
    """A question as people call it; a self-rating by its competency."""
    return msg("own rating: {competency}", competency=one.name) if one.name else column(one.column)


def _remark(one: Answers) -> Message | str:
    if one.answered and not one.used:
        return msg("nothing in the file uses it")
    return msg("nobody answered") if one.used and one.of and not one.answered else ""


def _days(found: Quality, lens: Lens) -> list[Message]:
    told = [span for span in found.spans if shown(True, span.answered, lens) is True]
    return [msg("Applications of {side}: from {first} to {last}.", side=SIDES[span.side], first=span.first, last=span.last) for span in told]


def _doubles(found: Quality, lens: Lens) -> list[Message]:
    said = []
    for side, ids in found.twice:
        n = len(ids)
        if lens.coordinator:
            said.append(msg("Among the {side}, {n} forms agree in every answer although the numbers differ: {persons}. Were they sent twice?", side=SIDES[side], n=n, persons=ids))
    if found.twice and not lens.coordinator:
        said.append(msg_n("One form may have been sent twice.", "{n} forms may have been sent twice.", len(found.twice)))
    if found.both:
        said.append(msg_n("One person is on both lists, as mentee and as mentor.", "{n} people are on both lists, as mentee and as mentor.", len(found.both)))
    return said


def _spelling(found: Quality) -> list[Message]:
    single = [(_AREAS if name == "wants" else column(name), n) for name, n in found.single if n and name in ("wants", "interests")]
    said = [
        msg_n("One answer in {question} is given by one person only.", "{n} answers in {question} are each given by one person only.", n, question=question)
        for question, n in single
    ]
    if found.alike:
        said.append(msg_n("One answer is probably another one, spelled differently.", "{n} answers are probably others, spelled differently.", len(found.alike)))
    return said


def _columns(found: Quality) -> list[Message]:
    return [msg("Columns of the table of {side} that were not read: {headings}.", side=SIDES[table], headings=headings) for table, headings in found.unread]


_AREAS = msg("development areas")


def _alike_table(found: tuple[Alike, ...]) -> Table:
    columns = (
        Column("question", msg("Question")),
        Column("written", msg("Written")),
        Column("times", msg("Times"), "int"),
        Column("probably", msg("Probably")),
        Column("usual_times", msg("Times"), "int"),
        Column("map", msg("To read both as one, write in the file")),
    )
    rows = tuple((_question(one), one.rare, one.rare_count, one.usual, one.usual_count, _mapping(one)) for one in found)
    return Table("03_alike", msg("Answers that are probably one"), columns, rows, limit=_ON_PAGE)


def _question(one: Alike) -> Message | str:
    return _AREAS if one.column == "wants" else column(one.column)


def _mapping(one: Alike) -> str:
    """The lines of the file that map one answer on the other, for each table in which it stands."""
    lines = []
    for place in one.tables:
        table, name = place.split(".")
        lines.append(f"tables.{table}.values: {{{name}: {{{_quoted(one.rare)}: {_quoted(one.usual)}}}}}")
    return "; ".join(lines)


def _quoted(answer: str) -> str:
    return '"' + answer.replace("\\", "\\\\").replace('"', '\\"') + '"'
