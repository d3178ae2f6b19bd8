"""What the file and the forms name and nobody is: wishes for people who are not on the other side, styles that nobody has."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from mentorkit.pairing.answers import entries, plain
from mentorkit.pairing.criteria import sides
from mentorkit.people.people import People
from mentorkit.program.model import Criterion, PairingPlan
from mentorkit.program.problems import Warned
from mentorkit.text import msg, msg_n

__all__ = ["unmet"]


def unmet(plan: PairingPlan, people: People) -> Iterator[Warned]:
    """One warning for each criterion of wishes or style that names somebody or something that is not there."""
    for criterion in plan.criteria:
        if criterion.kind == "wishes":
            yield from _wishes(criterion, people)
        elif criterion.kind == "style":
            yield from _styles(criterion, people)


def _wishes(criterion: Criterion, people: People) -> Iterator[Warned]:
    tables = (people.mentees, people.mentors)
    n = sum(_nobody(wishing, column, wanted) for (wishing, wanted), column in zip((tables, tables[::-1]), sides(criterion), strict=True))
    if n:
        text = msg_n(
            "{n} wish names nobody of the other side and counts for nothing; lists of ids are separated by semicolons.",
            "{n} wishes name nobody of the other side and count for nothing; lists of ids are separated by semicolons.",
            n,
        )
        yield Warned("MK-W416", text, "pairing", count=n)


def _nobody(wishing: pd.DataFrame, column: str | None, wanted: pd.DataFrame) -> int:
    if column is None or column not in wishing:
        return 0
    there = {plain(person) for person in wanted["person_id"]}
    return sum(plain(entry) not in there for value in wishing[column].tolist() for entry in entries(value) if plain(entry))


def _styles(criterion: Criterion, people: People) -> Iterator[Warned]:
    of_mentee, of_mentor = sides(criterion)
    named = (set(criterion.fits), {style for row in criterion.fits.values() for style in row})
    for styles, table, column in zip(named, (people.mentees, people.mentors), (of_mentee, of_mentor), strict=True):
        has = {plain(entry) for value in table[column].tolist() for entry in entries(value)} if column in table else set()
        strange = sorted(style for style in styles if plain(style) not in has)
        if strange and has:
            text = msg("{criterion}: nobody has the style {styles} that its table fits names; it counts for nothing.", criterion=criterion.id, styles=tuple(strange))
            yield Warned("MK-W417", text, "pairing", count=len(strange))
