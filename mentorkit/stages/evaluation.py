"""Stage 08: did it do what was promised? Joins the signed promises with people, survey and outcomes."""

from __future__ import annotations

from typing import Any

from mentorkit.errors import InvalidProgram, NotReady
from mentorkit.evaluation.evaluation import Evaluation, SignOff, evaluation
from mentorkit.evaluation.reading import EvaluationTables, read_evaluation_tables
from mentorkit.people.people import People
from mentorkit.program.program import Program
from mentorkit.program.signing import SignState, signature
from mentorkit.text import msg

__all__ = ["evaluate", "results"]

_SIGNED: dict[SignState, SignOff] = {"signed": "signed", "changed": "altered", "not_signed": "unsigned"}


def evaluate(program: Program, people: People) -> Evaluation:
    """Answer every success measure of the file, with the flow of people and what respondents said.

    Raises :class:`~mentorkit.errors.InvalidProgram` with every problem of items, survey and outcomes at once, and
    :class:`~mentorkit.errors.NotReady` when the survey has no items table.
    """
    state = signature(program.intent)
    return evaluation(program, people, _tables(program, people), _SIGNED[state.state], state.changes)


def results(program: Program, people: People) -> tuple[Any, ...]:
    """What the page of this stage shows, in order."""
    return (evaluate(program, people),)


def _tables(program: Program, people: People) -> EvaluationTables:
    tables = read_evaluation_tables(program, people)
    wrong = [problem for problem in tables.problems if problem.kind == "wrong"]
    if wrong:
        raise InvalidProgram(msg("The tables of the evaluation cannot be used:"), wrong, file=program.path.name)
    if tables.problems:
        raise NotReady(msg("The evaluation still lacks something:"), tables.problems, stage="evaluation")
    return tables
