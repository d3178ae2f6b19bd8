"""Stage 04, who with whom: scores every pair, makes the best pairing, gives the reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mentorkit.errors import InvalidProgram
from mentorkit.pairing.criteria import criterion_points
from mentorkit.pairing.decisions import approved_problems
from mentorkit.pairing.fixed import column_problems, required_problems
from mentorkit.pairing.large import LargePairing, NotAtThisSize
from mentorkit.pairing.limits import large_side, size_problems
from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.re_pairing import RePairing, re_pair_people
from mentorkit.pairing.reasons import Reasons, reasons
from mentorkit.pairing.scores import Judge, Scores, score_people
from mentorkit.pairing.trade_offs import TradeOffs, trade_offs_of
from mentorkit.people.ids import own_spelling
from mentorkit.people.people import People
from mentorkit.program.checks import problems, require
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.text import msg

__all__ = ["explain", "pair", "re_pair", "results", "score", "trade_offs"]

Progress = Callable[[str, int, int], None]


def score(program: Program, people: People, *, judge: Judge = criterion_points) -> Scores | NotAtThisSize:
    """How well every selected mentee and every eligible mentor fit, and which pairs the rules forbid.

    For very many people there is no table of all pairs; then a :class:`NotAtThisSize` says so.
    Raises NotReady or InvalidProgram, with everything that is missing or wrong, before anything is computed.
    """
    program, who = _asked(program, people)
    return _scored(program, people, judge) if who is None else NotAtThisSize("scores", *who.size)


def pair(program: Program, people: People, progress: Progress | None = None) -> Pairing | LargePairing:
    """The proven best pairing under the criteria, rules and policy of the program file. Nothing is saved or sent.

    Very many people are paired without a table of all pairs; the pairs are the same, and ``progress(what, done, of)`` hears how far it is.
    """
    program, who = _asked(program, people)
    if who is None:
        return pair_people(_scored(program, people))
    from mentorkit.pairing.scale import pair_large, required_scores

    _refuse(program, size_problems(program, who))
    _refuse(program, required_problems(program, people, required_scores(who)))
    return pair_large(program, who, progress)


def re_pair(program: Program, people: People) -> RePairing | NotAtThisSize:
    """New pairs while the programme runs: what stands stays, what ended is not made again, who waits goes first. Nothing is saved or sent.

    Before any pair has begun nobody is in the question; where the pairing section lacks something, ``lacking`` says so and page 04 says what.
    """
    program = own_spelling(program, [*people.mentees["person_id"], *people.mentors["person_id"]])
    lacking = program.intent.pairing is None or bool(problems(program, "pairing")) or bool(column_problems(program, people))
    who = None if lacking else large_side(program, people)
    return re_pair_people(program, people, lacking=lacking) if who is None else NotAtThisSize("re_pairing", *who.size)


def explain(pairing: Pairing | LargePairing) -> Reasons | NotAtThisSize:
    """What stands behind the pairs: the next best mentor and what it would cost, what could change at no loss, what would help who is left."""
    if isinstance(pairing, LargePairing):
        return NotAtThisSize("reasons", len(pairing.mentees), len(pairing.mentors))
    return reasons(pairing)


def trade_offs(program: Program, people: People, pairing: Pairing | LargePairing) -> TradeOffs | NotAtThisSize:
    """What a committee weighs: coverage against fit, how firm the pairs are, other ways of pairing, groups, and the form itself."""
    if isinstance(pairing, LargePairing):
        return NotAtThisSize("trade_offs", len(pairing.mentees), len(pairing.mentors))
    return trade_offs_of(program.intent, people, pairing)


def results(program: Program, people: People, progress: Progress | None = None) -> tuple[Any, ...]:
    """All results of this stage in the order of the page."""
    pairing = pair(program, people, progress)
    if isinstance(pairing, LargePairing):
        return NotAtThisSize("scores", len(pairing.mentees), len(pairing.mentors)), pairing, explain(pairing), trade_offs(program, people, pairing)
    return pairing.scores, pairing, explain(pairing), trade_offs(program, people, pairing)


def _asked(program: Program, people: People) -> tuple[Program, Any]:
    """The programme with ids as the tables spell them, after everything it lacks was said; and who takes part where they are very many."""
    require(program, "pairing")
    program = own_spelling(program, [*people.mentees["person_id"], *people.mentors["person_id"]])
    _refuse(program, column_problems(program, people))
    return program, large_side(program, people)


def _scored(program: Program, people: People, judge: Judge = criterion_points) -> Scores:
    scores = score_people(program, people, judge)
    _refuse(program, (*required_problems(program, people, scores), *approved_problems(program, people, scores)))
    return scores


def _refuse(program: Program, found: tuple[Problem, ...]) -> None:
    if found:
        message = msg("The pairing cannot be computed; mend these lines first:")
        raise InvalidProgram(message, sorted(found, key=lambda problem: problem.order), file=program.path.name, language=program.intent.language)
