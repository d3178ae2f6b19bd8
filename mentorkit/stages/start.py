"""Stage 00, where are we: asks every room what stops each stage, and joins the answers."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mentorkit.errors import MentorkitError
from mentorkit.evaluation.reading import read_evaluation_tables
from mentorkit.monitoring.plan import steering_plan
from mentorkit.monitoring.tables import ATTENDANCE, CHECKINS, LOG
from mentorkit.pairing.contradictions import contradictions
from mentorkit.pairing.decisions import approved_problems
from mentorkit.pairing.fixed import column_problems, required_problems
from mentorkit.pairing.scores import score_people
from mentorkit.people.people import People, read_people
from mentorkit.people.tables import read_table
from mentorkit.planning.calendar import calendar_of
from mentorkit.planning.checklist import checklist_of
from mentorkit.planning.considerations import conditions_of
from mentorkit.planning.readiness import Readiness, StageRow, decided_otherwise, gaps, next_step, order, questions
from mentorkit.program.checks import planned, problems
from mentorkit.program.problems import Gap, Problem, Warned, section_of
from mentorkit.program.program import Program
from mentorkit.program.stagelist import Stage, stage_of

__all__ = ["folder_problems", "readiness", "results", "state_of"]

# results that are quick to make and say what is thin
_CHEAP = (
    ("alternatives", "compare_options"),
    ("need", "goals_chain"),
    ("audiences", "profile"),
    ("training", "plan_training"),
    ("steering", "plan_calendar"),
    ("commitment", "commitment"),
)
# what 01 says of a need or a goal, 02 says too
_TWICE = {"MK-G020": "MK-G201", "MK-G022": "MK-G230", "MK-G023": "MK-G231"}
_SCORED = 1_000_000  # possible pairs up to which decisions of people are held against rules and seats before anybody is paired
_LAST = 8  # the last stage of one programme


def folder_problems(program: Program, people: People | None = None) -> tuple[tuple[Problem, ...], tuple[Warned, ...]]:
    """Every problem of the file and of all its tables at once, and every warning."""
    people = people if people is not None else read_people(program)
    found, warned = list(problems(program)) + list(people.problems), list(people.warnings)
    warned += contradictions(program.intent.pairing.rules if program.intent.pairing else ())
    survey = read_evaluation_tables(program)
    found += survey.problems
    warned += survey.warnings
    for spec in (CHECKINS, LOG, ATTENDANCE):
        read = read_table(program, spec)
        found += read.problems
        warned += read.warnings
    if not any(p.stage == "pairing" or p.table in ("mentees", "mentors") for p in found) and program.intent.pairing:
        # without its tables or with a section that lacks something, what a criterion compares cannot be looked up
        unfit = column_problems(program, people)
        found += unfit or (required_problems(program, people) if not people.problems else ())
        if not (unfit or found) and len(people.mentees) * len(people.mentors) <= _SCORED:
            scores = score_people(program, people)
            found += approved_problems(program, people, scores)
            warned += scores.warnings
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda p: p.order)), tuple(dict.fromkeys(warned))


def state_of(program: Program, stage: Stage, found: tuple[Problem, ...]) -> tuple[str, tuple[Problem, ...]]:
    """``ready``, ``not_planned``, ``not_ready`` or ``failed``, and the problems that make it so.

    ``not_needed`` where another way than mentoring was chosen; ``over_all`` for the page over several programmes.
    """
    if stage.number > _LAST:
        return "over_all", ()
    if stage.number > 2 and decided_otherwise(program.intent):
        return "not_needed", ()
    if not planned(program, stage):
        return "not_planned", ()
    broken = stage.reads & program.broken
    mine = tuple(p for p in found if p.stage == stage.key or (p.table and p.table in stage.tables) or (p.kind == "wrong" and section_of(p) in broken))
    if any(p.kind == "wrong" for p in mine):
        return "failed", mine
    return ("not_ready" if mine else "ready"), mine


def readiness(program: Program, people: People | None = None) -> Readiness:
    """The state of every stage, all problems of the folder, the gaps of all stages, management's three answers, and the next step."""
    people = people if people is not None else read_people(program)
    found, warned = folder_problems(program, people)
    soft = _gaps(program, people, found)
    rows = tuple(_row(program, stage, found, sum(gap.stage == stage.key for gap in soft)) for stage in order())
    intent = program.intent
    considerations = tuple((c.question or "", c.answer or "", c.open) for c in intent.considerations)
    sponsor = intent.commitment.sponsor if intent.commitment else None
    step = next_step(rows, found, any(q.agreed is None for q in questions(intent)))
    return Readiness(rows, questions(intent), sponsor, found, soft, step, considerations, checklist_of(intent), conditions_of(intent), calendar_of(intent), warned)


def results(program: Program, people: People | None) -> tuple[Any, ...]:
    """What page 00 shows."""
    return (readiness(program, people),)


def _gaps(program: Program, people: People, found: tuple[Problem, ...]) -> tuple[Gap, ...]:
    """What no stage says itself, then what the stages say; each sentence once."""
    soft = list(gaps(program))
    for key, verb in _CHEAP:
        stage = stage_of(key)
        state, _ = state_of(program, stage, found)
        # the chain of stage 02 speaks before anything of it is written
        if state in ("failed", "not_needed") or (state == "not_planned" and key != "need"):
            continue
        soft += _said(program, people, key, verb)
        if key == "steering":  # its plan is read without looking at a single check-in
            soft += steering_plan(program.intent).gaps
    told = {gap.code for gap in soft}
    once = {gap.message: gap for gap in reversed(soft) if _TWICE.get(gap.code) not in told}
    return tuple(sorted(reversed(once.values()), key=lambda gap: stage_of(gap.stage).number))


def _said(program: Program, people: People, key: str, verb: str) -> tuple[Gap, ...]:
    """The gaps of one result; a stage that cannot be computed says why in its own place."""
    function = getattr(import_module(f"mentorkit.stages.{key}"), verb)
    try:
        result = function(program, people) if key in ("audiences", "training") else function(program)
    except MentorkitError:
        return ()
    return tuple(getattr(result, "gaps", ()))


def _row(program: Program, stage: Stage, found: tuple[Problem, ...], soft: int) -> StageRow:
    state, mine = state_of(program, stage, found)
    wrong = sum(p.kind == "wrong" for p in mine)
    return StageRow(stage, state, wrong, len(mine) - wrong, soft)  # type: ignore[arg-type]
