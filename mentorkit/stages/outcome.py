"""Runs the stages of one programme, each for itself: what one of them lacks never costs the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from mentorkit.errors import InvalidProgram, MentorkitError, NotReady
from mentorkit.people.people import People, read_people
from mentorkit.planning.readiness import decided_otherwise as otherwise
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.program.stagelist import STAGES, Stage
from mentorkit.stages.start import folder_problems, state_of
from mentorkit.text import Message, msg

__all__ = ["Outcome", "decided_otherwise", "outcomes", "status"]

State = Literal["done", "not_planned", "not_ready", "failed"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Outcome:
    """One stage of one programme: its state, its results in page order, what stopped it, what was noticed.

    ``reason`` is one sentence for every state but ``done``.
    """

    stage: Stage
    state: State
    results: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Warned, ...] = ()
    reason: Message | None = None


def outcomes(program: Program, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Every stage that this version computes, in order; never raises for what a file or a table may hold. ``progress`` hears of long work."""
    people = read_people(program)
    found, warned = folder_problems(program, people)
    return tuple(_outcome(program, stage, people, found, warned, progress) for stage in STAGES[:-1] if stage.built)


def decided_otherwise(program: Program) -> bool:
    """Whether the written decision is for something that is not mentoring, which is a full result."""
    return otherwise(program.intent)


def status(program: Program, found: Sequence[Outcome]) -> Literal["done", "not_ready", "decided_otherwise", "failed"]:
    """The programme's status from its stages: failed before decided otherwise before not ready before done."""
    states = [outcome.state for outcome in found]
    if "failed" in states or any(p.kind == "wrong" for p in program.wrong):
        return "failed"
    if decided_otherwise(program):
        return "decided_otherwise"
    finished = any(outcome.state == "done" and outcome.stage.number > 0 for outcome in found)
    return "not_ready" if "not_ready" in states or not finished else "done"


def _outcome(program: Program, stage: Stage, people: People, found: tuple[Problem, ...], warned: tuple[Warned, ...], progress: Progress | None) -> Outcome:
    state, mine = state_of(program, stage, found)
    if stage.number > 2 and decided_otherwise(program):
        return Outcome(stage, "not_planned", reason=msg("The decision was for another way than mentoring, so this stage is not needed."))
    if state == "not_planned":
        section = stage.sections[0]
        return Outcome(stage, "not_planned", reason=msg("Not planned: the program file has no section {section}.", section=section))
    noticed = tuple(w for w in warned if w.stage == stage.key)
    if state == "not_ready":
        return Outcome(stage, "not_ready", problems=mine, warnings=noticed, reason=_reason(mine))
    # Page 00 lists what is wrong, so it is made even when something is.
    if state == "failed" and stage.number > 0:
        return Outcome(stage, "failed", problems=mine, warnings=noticed, reason=_reason(mine))
    try:
        long = (progress,) if stage.key == "pairing" else ()  # the only stage that can take more than a moment
        results = import_module(f"mentorkit.stages.{stage.key}").results(program, people, *long)
    except NotReady as error:
        return Outcome(stage, "not_ready", problems=error.problems, warnings=noticed, reason=error.message)
    except InvalidProgram as error:
        return Outcome(stage, "failed", problems=error.problems, warnings=noticed, reason=_reason(error.problems) if error.problems else error.message)
    except MentorkitError as error:
        return Outcome(stage, "failed", problems=error.problems, warnings=noticed, reason=error.message)
    more = tuple(w for result in results for w in getattr(result, "warnings", ()))
    ended: State = "failed" if state == "failed" else "done"
    return Outcome(stage, ended, results, mine if ended == "failed" else (), tuple(dict.fromkeys((*noticed, *more))), _reason(mine) if ended == "failed" else None)


def _reason(mine: Sequence[Problem]) -> Message:
    first = mine[0]
    where = ", ".join(part for part in (first.file, first.place) if part)
    if len(mine) == 1:
        return msg("{where}: {found}", where=where, found=first.found)
    return msg("{where}: {found} And {n} more.", where=where, found=first.found, n=len(mine) - 1)
