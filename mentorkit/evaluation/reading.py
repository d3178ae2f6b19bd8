"""Items, survey and outcomes read together, with every problem at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from mentorkit.evaluation.survey import Survey, no_answers, read_survey
from mentorkit.evaluation.tables import Item, file_of, read_items, read_outcomes
from mentorkit.people.columns import ReadTable
from mentorkit.people.people import People
from mentorkit.people.tables import named
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.text import msg, msg_n

__all__ = ["EvaluationTables", "read_evaluation_tables"]


@dataclass(frozen=True)
class EvaluationTables:
    """Items, answers (one row each) and outcomes as known on ``as_of``; ``reads`` hold what is wrong with each table."""

    items: tuple[Item, ...]
    answers: pd.DataFrame
    outcomes: pd.DataFrame
    named: frozenset[str]
    reads: tuple[ReadTable, ...] = ()

    @property
    def surveyed(self) -> bool:
        """Whether the file names a survey."""
        return "survey" in self.named

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong or missing, by file and row."""
        return tuple(sorted((problem for read in self.reads for problem in read.problems), key=lambda problem: problem.order))

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """Everything noticed that stops nothing."""
        return tuple(warned for read in self.reads for warned in read.warnings)


def read_evaluation_tables(program: Program, people: People | None = None) -> EvaluationTables:
    """Read what the file names of items, survey and outcomes; never raises for what the tables hold.

    With ``people``, participants in the outcomes whom no table of people holds are noticed.
    """
    there = frozenset(name for name in ("items", "survey", "outcomes") if named(program, name))
    items, read = read_items(program)
    survey = _survey(program, items, readable=not read.problems or bool(items))
    outcomes = read_outcomes(program)
    if people is not None and "outcomes" in there:
        outcomes = replace(outcomes, warnings=(*outcomes.warnings, *_strangers(program, outcomes.frame, people)))
    reads = (read, ReadTable(survey.answers, survey.problems, survey.warnings, survey.card), outcomes)
    return EvaluationTables(items, survey.answers, outcomes.frame, there, reads)


def _strangers(program: Program, outcomes: pd.DataFrame, people: People) -> tuple[Warned, ...]:
    if not {"mentees", "mentors"} <= people.named:
        return ()
    known = set(people.mentees["person_id"]) | set(people.mentors["person_id"])
    n = int((~outcomes.loc[outcomes["group"] == "participant", "person_id"].isin(known)).sum())
    if not n:
        return ()
    said = msg_n(
        "{n} participant in the outcomes is in no table of people and is not counted.", "{n} participants in the outcomes are in no table of people and are not counted.", n
    )
    return (Warned("MK-W802", said, "evaluation", file_of(program, "outcomes"), n),)


def _survey(program: Program, items: tuple[Item, ...], *, readable: bool) -> Survey:
    if named(program, "survey") and not named(program, "items"):
        return Survey(no_answers(), "", (_no_items(program),), ())
    if not readable:  # an unreadable items table would make every answer look wrong
        return Survey(no_answers(), "", (), ())
    return read_survey(program, items)


def _no_items(program: Program) -> Problem:
    cure = msg("Write a table with one row per question (id, text, scale) and name it under tables > items.")
    return Problem(
        "MK-T810", "missing", "evaluation", msg("The survey has no items table."), msg("Answers are read with the answer scale of their question."), cure,
        "08_evaluation", "tables > items", program.path.name, table="survey",
    )  # fmt: skip
