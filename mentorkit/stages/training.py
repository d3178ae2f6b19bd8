"""Stage 05: what mentors need to learn, what support mentees need, when, and how many hours it takes."""

from __future__ import annotations

import pandas as pd

from mentorkit.errors import InvalidProgram
from mentorkit.monitoring.tables import ATTENDANCE
from mentorkit.people.people import People
from mentorkit.people.selection import selected
from mentorkit.people.tables import named, read_table
from mentorkit.planning.proposal import with_proposal
from mentorkit.planning.training import TrainingPlan
from mentorkit.planning.training_plan import training_plan
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["plan_training", "propose_training", "results"]


def plan_training(program: Program, people: People | None = None) -> TrainingPlan:
    """Needed competencies, self-ratings, gaps, modules, hours, sessions, support, and attendance where it was kept.

    Works on a draft of any kind and without ``people``: what is missing is listed in ``gaps``, not raised. Raises
    :class:`~mentorkit.errors.InvalidProgram` when the attendance table cannot be used.
    """
    chosen = None if people is None else selected(program, people)
    return training_plan(program.intent, people, chosen, _attendance(program))


def propose_training(program: Program) -> Program:
    """The draft with competencies and modules filled in from goals, drivers and areas; what the file has stays. Nothing is saved.

    For the editors: ``mk.panel(program, edit="training.competencies", proposal=mk.propose_training)``.
    """
    return program.with_intent(with_proposal(program.intent, program.text))


def results(program: Program, people: People | None = None) -> tuple[TrainingPlan, ...]:
    """Everything this stage shows, in the order of the page."""
    return (plan_training(program, people),)


def _attendance(program: Program) -> pd.DataFrame | None:
    if not named(program, "attendance"):
        return None
    read = read_table(program, ATTENDANCE)
    wrong = tuple(problem for problem in read.problems if problem.kind == "wrong")
    if wrong:
        raise InvalidProgram(msg("The tables of {file} cannot be used:", file=program.path.name), wrong, file=program.path.name)
    return read.frame
