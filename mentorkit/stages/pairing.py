"""Stage 04, who with whom: scores every pair, makes the best pairing, gives the reasons."""

from __future__ import annotations

from typing import Any

from mentorkit.errors import InvalidProgram
from mentorkit.pairing.decisions import approved_problems
from mentorkit.pairing.fixed import column_problems, required_problems
from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.re_pairing import RePairing, re_pair_people
from mentorkit.pairing.reasons import Reasons, reasons
from mentorkit.pairing.scores import Scores, score_people
from mentorkit.people.ids import own_spelling
from mentorkit.people.people import People
from mentorkit.program.checks import problems, require
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["explain", "pair", "re_pair", "results", "score"]


def score(program: Program, people: People) -> Scores:
    """How well every selected mentee and every eligible mentor fit, and which pairs the rules forbid.

    Raises NotReady or InvalidProgram, with everything that is missing or wrong, before anything is computed.
    """
    require(program, "pairing")
    program = own_spelling(program, [*people.mentees["person_id"], *people.mentors["person_id"]])
    _refuse(program, column_problems(program, people))
    scores = score_people(program, people)
    _refuse(program, (*required_problems(program, people, scores), *approved_problems(program, people, scores)))
    return scores


def pair(program: Program, people: People) -> Pairing:
    """The proven best pairing under the criteria, rules and policy of the program file. Nothing is saved or sent."""
    return pair_people(score(program, people))


def re_pair(program: Program, people: People) -> RePairing:
    """New pairs while the programme runs: what stands stays, what ended is not made again, who waits goes first. Nothing is saved or sent.

    Before any pair has begun nobody is in the question; where the pairing section lacks something, ``lacking`` says so and page 04 says what.
    """
    program = own_spelling(program, [*people.mentees["person_id"], *people.mentors["person_id"]])
    lacking = program.intent.pairing is None or bool(problems(program, "pairing")) or bool(column_problems(program, people))
    return re_pair_people(program, people, lacking=lacking)


def explain(pairing: Pairing) -> Reasons:
    """What stands behind the pairs: the next best mentor, what could change at no loss, what simpler ways would give."""
    return reasons(pairing)


def results(program: Program, people: People) -> tuple[Any, ...]:
    """All results of this stage in the order of the page."""
    pairing = pair(program, people)
    return pairing.scores, pairing, explain(pairing)


def _refuse(program: Program, found: tuple[Problem, ...]) -> None:
    if found:
        message = msg("The pairing cannot be computed; mend these lines first:")
        raise InvalidProgram(message, sorted(found, key=lambda problem: problem.order), file=program.path.name, language=program.intent.language)
