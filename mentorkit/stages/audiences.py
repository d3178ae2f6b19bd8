"""Stage 03: who the mentees are, who can mentor, and whether supply carries demand."""

from __future__ import annotations

from mentorkit.errors import InvalidProgram
from mentorkit.evaluation.tables import read_items
from mentorkit.pairing.criteria import sides
from mentorkit.people import people as reader
from mentorkit.people.people import People
from mentorkit.people.profile import answers_given
from mentorkit.people.selection import selected
from mentorkit.planning.audience import Profile, profile_of
from mentorkit.planning.form_kit import kit_of
from mentorkit.planning.form_questions import Lists
from mentorkit.planning.forms import FormsKit, SurveyItem
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["make_forms", "profile", "read_people", "results"]


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


def make_forms(program: Program, people: People | None = None) -> FormsKit:
    """The forms of the programme: sign-up, consent, check-in, surveys, guides, each question with what uses its answer.

    What people can choose from are the lists under ``audiences``; where one is empty, what the tables hold already.
    Works on a draft of any kind and without ``people``.
    """
    own = program.intent.audiences
    mentees, mentors = (None, None) if people is None else (people.mentees, people.mentors)
    lists = Lists(
        (own.areas if own else ()) or answers_given(("wants", "offers"), mentees, mentors),
        (own.interests if own else ()) or answers_given(("interests",), mentees, mentors),
        (own.languages if own else ()) or answers_given(("languages",), mentees, mentors),
    )
    items, _ = read_items(program)
    return kit_of(program.intent, lists, tuple(SurveyItem(i.id, i.text, i.scale, i.roles, i.waves, i.options, i.reverse) for i in items))


def results(program: Program, people: People) -> tuple[Profile | FormsKit, ...]:
    """Everything this stage shows, in the order of the page."""
    return profile(program, people), make_forms(program, people)
