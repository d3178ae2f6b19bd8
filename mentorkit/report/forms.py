"""What the forms kit holds: each form, its questions, and what uses each answer."""

from __future__ import annotations

from mentorkit.planning.forms import FormsKit
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import msg, msg_n

__all__ = ["forms_view"]


def forms_view(kit: FormsKit, lens: Lens) -> View:
    """Forms first, then every question with its uses, what is not asked, and what would make the forms better."""
    asked = sum(len(form.questions) for form in kit.forms if form.table)
    ready = msg_n("{n} form is ready.", "{n} forms are ready.", len(kit.forms))
    blocks: list[Block] = [Words((ready, msg("{n} questions; each names what uses its answer. What nothing uses is not asked.", n=asked)), "good")]
    if kit.missing:
        blocks.append(Words(kit.missing, "open", bullets=True))
    blocks += [_forms(kit), _questions(kit)]
    if kit.left_out:
        blocks.append(Words((msg("Not asked, because nothing in this programme uses it: {names}.", names=kit.left_out),), "note"))
    blocks.append(Words((msg("Each form is a document, a plain text, and, where its answers are a table, a workbook with drop-downs that is read back as it is."),), "note"))
    return View("03_forms_kit", msg("Forms"), tuple(blocks))


def _forms(kit: FormsKit) -> Table:
    columns = (
        Column("form", msg("File"), "id"),
        Column("title", msg("Form")),
        Column("who", msg("For whom")),
        Column("questions", msg("Questions"), "int"),
        Column("table", msg("Read as table"), "id"),
    )
    rows = tuple((form.key, form.title, form.who, len(form.questions), form.table or msg("talked through")) for form in kit.forms)
    return Table("03_forms", msg("Forms"), columns, rows)


def _questions(kit: FormsKit) -> Table:
    columns = (Column("form", msg("File"), "id"), Column("column", msg("Column"), "id"), Column("question", msg("Question")), Column("uses", msg("Used by")))
    rows = tuple((form.key, question.key, question.text, question.uses) for form in kit.forms if form.table for question in form.questions)
    return Table("03_form_questions", msg("Questions and what uses them"), columns, rows, limit=40)
