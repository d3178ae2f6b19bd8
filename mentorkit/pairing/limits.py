"""From which size on a programme is paired without a table of all pairs, and what is refused before any work starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentorkit.pairing.large import DENSE_PAIRS, MOST_PAIRS
from mentorkit.people.people import People
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.text import Message, msg

if TYPE_CHECKING:
    from mentorkit.pairing.scale import Everybody

__all__ = ["large_side", "size_problems"]

_NOTEBOOK = "04_pairing"


def large_side(program: Program, people: People) -> Everybody | None:
    """Who takes part, where they are too many for a table of all pairs; ``None`` where they are not."""
    if len(people.mentees) * len(people.mentors) <= DENSE_PAIRS:
        return None  # before anybody is selected: selecting costs as much as pairing a small programme
    from mentorkit.pairing.scale import everybody

    who = everybody(program, people)
    return who if who.size[0] * who.size[1] > DENSE_PAIRS else None


def size_problems(program: Program, who: Everybody) -> tuple[Problem, ...]:
    """What stops the pairing of so many people: too many of them, or a wish that needs a table of all pairs."""
    return tuple(_found(program, who))


def _found(program: Program, who: Everybody) -> Iterator[Problem]:
    from mentorkit.pairing.compiled import COMPILES
    from mentorkit.pairing.scale import unfit

    pairs = who.size[0] * who.size[1]
    split = msg("Split the programme, for example by site: a program file for each, with a condition under audiences.")
    if pairs > MOST_PAIRS:
        found = msg("{mentees} mentees and {mentors} mentors who take part make {pairs} possible pairs.", mentees=who.size[0], mentors=who.size[1], pairs=pairs)
        yield _wrong(program, "MK-T450", "pairing", ("pairing",), found, msg("At most {n} possible pairs are computed.", n=MOST_PAIRS), split)
        return
    limit = msg("Above {n} possible pairs every criterion and rule must be of a kind that works without a table of all pairs.", n=DENSE_PAIRS)
    if not COMPILES:
        found = msg("so many people ({pairs} possible pairs) need the package numba, which is not installed.", pairs=pairs)
        yield _wrong(
            program,
            "MK-T452",
            "pairing",
            ("pairing",),
            found,
            msg("Up to {n} possible pairs are computed without it.", n=DENSE_PAIRS),
            msg("Install numba, or split the programme."),
        )
        return
    for part, index in unfit(who):
        one = (who.plan.criteria if part == "criteria" else who.plan.rules)[index]
        found = msg("the kind {kind} needs a table of all pairs, and {pairs} possible pairs are too many for one.", kind=one.kind, pairs=pairs)
        yield _wrong(program, "MK-P245", f"pairing > {part}[{index + 1}] '{one.id}'", ("pairing", part, index), found, limit, split)
    if who.plan.policy.protect_worst:
        found = msg("protecting the worst-off mentee is not computed for {pairs} possible pairs.", pairs=pairs)
        allowed = msg("It is computed up to {n} possible pairs.", n=DENSE_PAIRS)
        yield _wrong(
            program,
            "MK-T451",
            "pairing > policy > protect_worst",
            ("pairing", "policy", "protect_worst"),
            found,
            allowed,
            msg("Take it out of the policy, or split the programme."),
        )


def _wrong(program: Program, code: str, where: str, path: tuple[str | int, ...], found: Message, allowed: Message, cure: Message) -> Problem:
    return Problem(code, "wrong", "pairing", found, allowed, cure, _NOTEBOOK, where, program.path.name, program.line_of(path))
