"""Which problems a page lists: each once, and for the committee without what a row of a table holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorkit.program.problems import Problem
from mentorkit.text import Message, msg

__all__ = ["discreet", "discreet_reason", "once"]


def once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems in their order; one that stops several stages stands once, for the first of them."""
    kept: dict[Problem, Problem] = {}
    for problem in problems:
        kept.setdefault(replace(problem, stage="", notebook="", table=""), problem)
    return tuple(kept.values())


def discreet(problem: Problem) -> Problem:
    """The problem without the cell it may quote: code, file, row, column and the rule stay."""
    if not _quotes(problem):
        return problem
    return replace(problem, found=msg("What was found there is shown to the coordinator only."))


def discreet_reason(reason: Message | None, problems: Sequence[Problem]) -> Message | None:
    """Why a stage stopped, in words that quote no cell; the same words where no row of a table is behind it."""
    if reason is None or not any(map(_quotes, problems)):
        return reason
    found = once(problems)
    first = next(problem for problem in found if _quotes(problem))
    if len(found) == 1:
        return msg("{file}, row {row}, column {column}: {allowed}", file=first.file, row=str(first.row), column=first.column, allowed=first.allowed)
    return msg("{file}, row {row}, column {column}: {allowed} And {n} more.", file=first.file, row=str(first.row), column=first.column, allowed=first.allowed, n=len(found) - 1)


def _quotes(problem: Problem) -> bool:
    return problem.kind == "wrong" and problem.row is not None
