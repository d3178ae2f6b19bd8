"""Says what a new programme took from spreadsheets: every heading and what it was taken for, and how sure that is.

No line holds a value of one person: ids, names, e-mail, telephone and free text are never shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.people.beginning import Beginning
from mentorkit.people.copies import Copy
from mentorkit.people.faults import shortened
from mentorkit.people.headings import normal
from mentorkit.people.mapping import Guess, Heading, unknown_headings
from mentorkit.people.personal import CONTACT_ROLES
from mentorkit.people.tabletext import open_answers
from mentorkit.text import Message, Share, msg, msg_n

__all__ = ["preview"]

Line = tuple[int, Message]
_LATER = {"checkins", "check ins", "survey", "items", "outcomes", "attendance", "log"}
_BY = {"told": msg("as you said"), "name": msg("by its name"), "headings": msg("by its headings")}


def preview(made: Beginning) -> tuple[Line, ...]:
    """The lines, each with how far it is indented."""
    copies = {copy.table: copy for copy in made.copies}
    lines = [line for guess in made.tables for line in _table(made, guess, copies.get(guess.table))]
    return (*lines, *_people(made), *_others(made))


def _table(made: Beginning, guess: Guess, copy: Copy | None) -> Iterator[Line]:
    source = guess.source
    place = f"{source.path.name} > {source.sheet}" if source.sheet else source.path.name
    file = copy.file if copy else "contacts.csv"
    n = len(source.grid.rows)
    yield (
        0,
        msg_n(
            "{table}: {n} row of {place} (recognised {by}), copied to {file}.",
            "{table}: {n} rows of {place} (recognised {by}), copied to {file}.",
            n, table=guess.table, place=place, by=_BY[guess.by], file=file,
        ),
    )  # fmt: skip
    for heading in guess.headings:
        if heading.column:
            yield 1, _taken(heading)
    yield from _left(made, guess, copy)
    if guess.missing:
        yield 1, msg("Needed and not found: {columns}. Add them to the table, or say under columns: in the program file which heading they are.", columns=guess.missing)
    for heading in guess.headings:
        if heading.maybe:
            yield 1, msg("{heading} -> could be {column}; not taken until its answers are explained in the program file", heading=shortened(heading.heading), column=heading.maybe)
    for column, words in open_answers(guess):
        yield 1, msg("The column {column} has answers that are still to be explained under values: in the program file: {words}.", column=column, words=words)


def _taken(heading: Heading) -> Message:
    theirs = shortened(heading.heading)
    if heading.sure < 1:
        share = Share(heading.sure, 0)
        if heading.examples:
            return msg(
                "{heading} -> {column}, likely ({share}), please check; for example: {examples}", heading=theirs, column=heading.column, share=share, examples=heading.examples
            )
        return msg("{heading} -> {column}, likely ({share}), please check", heading=theirs, column=heading.column, share=share)
    if heading.examples:
        return msg("{heading} -> {column}, sure; for example: {examples}", heading=theirs, column=heading.column, examples=heading.examples)
    return msg("{heading} -> {column}, sure", heading=theirs, column=heading.column)


def _left(made: Beginning, guess: Guess, copy: Copy | None) -> Iterator[Line]:
    parted = tuple(shortened(h.heading) for h in guess.headings if h.role in CONTACT_ROLES)
    if parted and guess.table != "pairs":
        yield 1, msg("Split off into contacts.csv, which is opened for the coordinator only: {headings}", headings=parted)
    for heading in guess.headings:
        if heading.role == "manager_name" and any(made.split.managers.get(guess.table, ())):
            yield 1, msg("{heading}: the names of managers were replaced by their ids, in the column manager_id.", heading=shortened(heading.heading))
        elif heading.role in ("mentee_name", "mentor_name"):
            yield 1, msg("{heading}: names were replaced by ids.", heading=shortened(heading.heading))
    dropped = tuple(
        shortened(h.heading)
        for h in guess.headings
        if h.role in ("private", "national_id")
        or (h.role == "manager_name" and not any(made.split.managers.get(guess.table, ())))
        or (h.role in CONTACT_ROLES and guess.table == "pairs")
    )
    if dropped:
        yield 1, msg("Not copied, because it is personal and no stage needs it: {headings}", headings=dropped)
    made_there = tuple(shortened(h.heading) for h in guess.headings if h.role == "service")
    if made_there:
        yield 1, msg("Not copied, because the forms service made it and no stage needs it: {headings}", headings=made_there)
    unknown = tuple(map(shortened, unknown_headings(guess)))
    if unknown and copy:
        yield 1, msg("Not known, copied, and read only when a criterion or condition of the program file names it: {headings}", headings=unknown)
    elif unknown:
        yield 1, msg("Not known and not copied: {headings}", headings=unknown)
    if copy and copy.respelled:
        wholes = tuple(dict.fromkeys(shortened(one) for h in guess.headings if h.commas for one in h.known))
        if wholes:
            yield 1, msg("Kept as one answer although they hold a comma, please check: {answers}", answers=wholes)
        yield 1, msg("Lists were separated by commas and are separated by semicolons in the copy: {headings}", headings=tuple(map(shortened, copy.respelled)))


def _people(made: Beginning) -> Iterator[Line]:
    parted = made.split
    if parted.contacts:
        yield (
            0,
            msg_n(
                "contacts: {n} person with name, e-mail or telephone, in contacts.csv; no other file of the folder holds them.",
                "contacts: {n} people with name, e-mail or telephone, in contacts.csv; no other file of the folder holds them.",
                len(parted.contacts),
            ),
        )
    if any(map(any, parted.ids.values())):
        n = parted.made
        yield (
            0,
            msg_n(
                "Where no column holds numbers of people, {n} id was made (such as P001), in the order of the file; it stands in the copy and in contacts.csv.",
                "Where no column holds numbers of people, {n} ids were made (such as P001), in the order of the file; they stand in the copy and in contacts.csv.",
                n,
            ),
        )
    if parted.joined:
        yield (
            0,
            msg_n(
                "{n} person was found in a second table by e-mail or name and has one id.",
                "{n} people were found in a second table by e-mail or name and have one id each.",
                parted.joined,
            ),
        )
    if parted.lost:
        yield (
            0,
            msg_n(
                "{n} name belongs to nobody in the tables, or to more than one; its cell is blank.",
                "{n} names belong to nobody in the tables, or to more than one; their cells are blank.",
                parted.lost,
            ),
        )
    if parted.doubtful:
        yield (
            0,
            msg_n(
                "{n} person has different names in two tables; the first one was kept.",
                "{n} people have different names in two tables; the first one was kept.",
                parted.doubtful,
            ),
        )


def _others(made: Beginning) -> Iterator[Line]:
    for table, source in made.second:
        command = f'--sheet "{table}={source.name}"'
        yield 0, msg("{name} looks like {table} too and was not taken. To take it instead, begin again with: {command}", name=source.name, table=table, command=command)
    later = tuple(source.name for source in made.unknown if normal(source.name) in _LATER)
    unknown = tuple(source.name for source in made.unknown if normal(source.name) not in _LATER)
    if later:
        yield 0, msg("Not copied: {names}. Tables of a running programme are put into the folder by hand and named under tables: in the program file.", names=later)
    if unknown:
        command = f'--sheet "mentees={unknown[0]}"'
        yield 0, msg("Not recognised and not copied: {names}. If one of them is a table of people, begin again with, for example: {command}", names=unknown, command=command)
    if made.not_audited:
        yield 0, msg("Taken out of equal_access, because no table has these columns: {columns}", columns=made.not_audited)
