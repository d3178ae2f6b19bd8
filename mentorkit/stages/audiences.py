"""Stage 03: who the mentees are, who can mentor, and whether supply carries demand."""

from __future__ import annotations

from mentorkit.errors import InvalidProgram
from mentorkit.pairing.criteria import sides
from mentorkit.people import people as reader
from mentorkit.people.people import People
from mentorkit.people.selection import selected
from mentorkit.planning.audience import Profile, profile_of
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["profile", "read_people", "results"]


def read_people(program: Program) -> People:
    """Mentees, mentors, staff and pairs as the programme's tables say; ``contacts`` is never opened.

    Raises :class:`~mentorkit.errors.InvalidProgram` with every problem of all tables at once when a value, a row or a
    named file cannot be used.
    """
    people = reader.read_people(program)
    wrong = tuple(problem for problem in people.problems if problem.kind == "wrong")
    if wrong:
        raise InvalidProgram(msg("The tables of {file} cannot be used:", file=program.path.name), wrong, file=program.path.name)
    return people


def profile(program: Program, people: People) -> Profile:
    """Both sides in counts: eligibility gate by gate, selection, supply against demand, hours and what to cut, equal access, data quality, who could mentor."""
    plan = program.intent.pairing
    compared = {name for criterion in (plan.criteria if plan else ()) for name in sides(criterion) if name}
    return profile_of(program.intent, people, selected(program, people), compared)


def results(program: Program, people: People) -> tuple[Profile, ...]:
    """Everything this stage shows, in the order of the page."""
    return (profile(program, people),)
