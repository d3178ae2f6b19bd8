"""The first thing in the report: the managers' four questions, each with a sentence and a number."""

from __future__ import annotations

from collections.abc import Container

from markupsafe import Markup

from mentorkit.planning.opening import Answer, Opening, PrimaryResult
from mentorkit.report.blocks import Column, Table, View, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.html import sentence_html
from mentorkit.report.lens import Lens
from mentorkit.report.portfolio import VERDICT_WORDS
from mentorkit.text import Decimal, Mark, Message, Share, Text, msg

__all__ = ["opening_html", "opening_view"]

_TITLE = msg("Four questions of management")


def opening_view(result: Opening, lens: Lens) -> View:
    """The four answers as a table, for the workbook."""
    columns = (Column("question", msg("Question")), Column("number", msg("Number")), Column("counts", msg("What the number counts")), Column("answer", msg("Answer")))
    rows = tuple((answer.question, answer.number, answer.counts, answer.sentence) for answer in result.answers)
    said = primary_said(result.primary, lens)
    return View("00_questions", _TITLE, (Table("00_questions", _TITLE, columns, rows), *((Words((said,)),) if said else ())))


def opening_html(result: Opening, lens: Lens, stages: Container[str]) -> str:
    """The four answers as a list; each leads to its stage where the page has it (``stages`` holds their keys)."""
    items = Markup("\n").join(_item(answer, result.primary if answer.key == "worth" else None, lens, stages) for answer in result.answers)
    return str(Markup('<section id="questions" class="mk-questions"><h2>{}</h2>\n<ol>{}</ol></section>\n').format(lens.text(_TITLE), items))


def primary_said(result: PrimaryResult | None, lens: Lens) -> Message | None:
    """What became of the primary measure; the number passes the same disclosure as every answer."""
    if result is None:
        return None
    verdict = VERDICT_WORDS[result.verdict]
    value = Mark.HIDDEN if result.hidden else shown(result.estimate, result.n or 0, lens) if result.unit != "count" else result.estimate
    if value is None or value is Mark.NO_DATA:
        return msg("The primary measure, {measure}: {verdict}.", measure=result.indicator, verdict=verdict)
    if isinstance(value, int | float):
        value = Share(value) if result.unit == "share" else Decimal(value, 0 if result.unit == "count" else 2)
    return msg("The primary measure, {measure}: {verdict} ({value}).", measure=result.indicator, verdict=verdict, value=value)


def _item(answer: Answer, primary: PrimaryResult | None, lens: Lens, stages: Container[str]) -> Markup:
    text = lens.text
    more = primary_said(primary, lens)
    return Markup('<li><h3>{}</h3><p class="mk-big"><b>{}</b> <span>{}</span></p><p>{}</p>{}{}</li>').format(
        text(answer.question),
        Markup("<bdi>{}</bdi>").format(text.cell(answer.number)),
        "" if isinstance(answer.number, Mark | Message) else text(answer.counts),
        Markup(sentence_html(answer.sentence, text)),
        Markup("<p>{}</p>").format(Markup(sentence_html(more, text))) if more else "",
        _link(answer, text) if answer.stage.key in stages else "",
    )


def _link(answer: Answer, text: Text) -> Markup:
    number = f"{answer.stage.number:02d}"
    return Markup('<p class="mk-more"><a href="#s{}">{} {}</a></p>').format(number, number, text(answer.stage.title))
