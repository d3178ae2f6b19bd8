"""The section of a program file that names the tables, written so that a person can go on with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from mentorkit.people.answers import YES_NO
from mentorkit.people.columns import ColumnSpec
from mentorkit.people.copies import Copy
from mentorkit.people.headings import normal
from mentorkit.people.mapping import SPECS, Guess
from mentorkit.text import Text, msg, text_for

__all__ = ["open_answers", "tables_text"]

_MOST = 8


def tables_text(language: str, guesses: Sequence[Guess], made: Sequence[Copy], contacts: bool) -> str:
    """``tables:`` with file, sheet and columns of each copy, and what is still to be said in comments."""
    text = text_for(language)
    lines = [f"# {text(msg('Their headings were guessed from the spreadsheets; correct a guess here.'))}", "tables:"]
    files = {copy.table: copy for copy in made}
    for guess in guesses:
        if guess.table in files:
            lines += _table(guess, files[guess.table], text)
    if contacts:
        lines += [f"  # {text(msg('Names, e-mail and telephone stand only here; opened for the coordinator only.'))}", "  contacts: {file: contacts.csv}"]
    return "\n".join(lines) + "\n"


def _table(guess: Guess, copy: Copy, text: Text) -> Iterator[str]:
    yield f"  {guess.table}:"
    yield f"    file: {copy.file}"
    if copy.sheet:
        yield f"    sheet: {json.dumps(copy.sheet, ensure_ascii=False)}"
    maybe = {heading.maybe: heading.heading for heading in guess.headings if heading.maybe}
    theirs = [(column, heading) for column, heading in guess.columns.items() if heading != column]
    if theirs:
        yield "    columns:"
        for column, heading in theirs:
            likely = next(one.sure for one in guess.headings if one.column == column) < 1
            note = f"   # {text(msg('likely; please check'))}" if likely else ""
            yield f"      {column}: {json.dumps(heading, ensure_ascii=False)}{note}"
        for column, heading in maybe.items():
            yield f"      # {column}: {json.dumps(heading, ensure_ascii=False)}   # {text(msg('when its answers are explained below'))}"
    answers = dict(open_answers(guess))
    if answers:
        yield f"    # {text(msg('What these answers mean in our words is still to be said; take away the signs # and complete:'))}"
        yield "    # values:"
        for column, words in answers.items():
            allowed = ", ".join(_allowed(guess.table, column))
            yield f"    #   {column}: {{{', '.join(f'{json.dumps(word, ensure_ascii=False)}: ...' for word in words)}}}   # {allowed}"


def open_answers(guess: Guess) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Columns whose values are fixed, with the answers that are not among them and that several people gave."""
    for heading in guess.headings:
        name = heading.column or heading.maybe
        allowed = _allowed(guess.table, name)
        if allowed:
            known = {*map(normal, allowed), *(YES_NO if "unsure" in allowed else ())}
            counted = Counter(" ".join(value.split()) for value in guess.source.grid.columns[heading.place] if value.strip())
            words = tuple(sorted(word for word, n in counted.items() if n >= 2 and len(word) <= 40 and normal(word) not in known and word not in known))[:_MOST]
            if words:
                yield name, words


def _allowed(table: str, name: str) -> tuple[str, ...]:
    column: ColumnSpec | None = next((one for one in SPECS[table].columns if one.name == name), None)
    if column is None:
        return ()
    return ("yes", "no", "unsure") if column.kind == "yes_no" else column.allowed
