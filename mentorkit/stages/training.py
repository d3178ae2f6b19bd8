"""Stage 05: what mentors need to learn, what support mentees need, when, how many hours it takes, and the texts that are handed out."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from mentorkit.errors import InvalidProgram, MentorkitError
from mentorkit.monitoring.tables import ATTENDANCE
from mentorkit.pairing.large import LargePairing, NotAtThisSize
from mentorkit.pairing.limits import large_side
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.re_pairing import RePairing, begun
from mentorkit.pairing.together import Together, together
from mentorkit.people.people import People
from mentorkit.people.selection import selected
from mentorkit.people.tables import named, read_table
from mentorkit.planning.proposal import with_proposal
from mentorkit.planning.texts import PairNote, Texts, pair_hours_of, texts_of
from mentorkit.planning.texts_fill import Reason
from mentorkit.planning.training import TrainingPlan
from mentorkit.planning.training_plan import training_plan
from mentorkit.program.program import Program
from mentorkit.stages.pairing import pair, re_pair
from mentorkit.stages.steering import monitor
from mentorkit.text import msg

__all__ = ["make_texts", "plan_training", "propose_training", "results"]

AnyPairing = Pairing | RePairing | LargePairing | NotAtThisSize


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


def make_texts(program: Program, people: People | None = None, pairing: AnyPairing | None = None) -> Texts:
    """Invitations, letters, agreement, guides and agendas, filled with what the file says; works on a draft of any kind.

    With ``people`` and for the coordinator there is a match letter for each pair: of ``pairing``, else of the pairing that the file gives.
    Where pairs have begun there is a thank-you for each that met. What the file does not say stands in ``missing``, nothing is invented.
    Raises :class:`~mentorkit.errors.MentorkitError` with file and line where a template names a fact that there is not.
    """
    if people is None or program.audience != "coordinator" or program.intent.pairing is None:
        return texts_of(program.intent)
    found = _paired(program, people) if pairing is None else pairing
    many = found == "too_many" or isinstance(found, LargePairing | NotAtThisSize)
    made = together(program.intent.pairing, people, found) if isinstance(found, Pairing | RePairing) else ()
    return texts_of(program.intent, new=tuple(map(_note, made)), over=_over(program, people), too_many=many)


def results(program: Program, people: People | None = None) -> tuple[TrainingPlan | Texts, ...]:
    """Everything this stage shows, in the order of the page."""
    return plan_training(program, people), make_texts(program, people)


def _paired(program: Program, people: People) -> AnyPairing | Literal["too_many"] | None:
    """The pairs that pairs.xlsx holds; none while page 04 or 06 cannot make them, which is said there."""
    try:
        if large_side(program, people) is not None:
            return "too_many"
        again = re_pair(program, people) if begun(people) else None
        return again if isinstance(again, RePairing) and again.relevant and not again.lacking else pair(program, people)
    except MentorkitError:
        return None


def _note(one: Together) -> PairNote:
    return PairNote(one.mentee, one.mentor, tuple(Reason(bond.name, bond.shared, bond.why) for bond in one.bonds), one.by_hand)


def _over(program: Program, people: People) -> tuple[PairNote, ...]:
    """The pairs that have met, with the meetings that were reported."""
    if not begun(people):
        return ()
    try:
        board = monitor(program, people).board
    except MentorkitError:  # said on page 06
        return ()
    met = sorted((row for row in board if row.held is None or row.held > 0), key=lambda row: (row.mentee, row.mentor))
    return tuple(PairNote(row.mentee, row.mentor, meetings=row.held, hours=None if row.held is None else pair_hours_of(program.intent, row.held)) for row in met)


def _attendance(program: Program) -> pd.DataFrame | None:
    if not named(program, "attendance"):
        return None
    read = read_table(program, ATTENDANCE)
    wrong = tuple(problem for problem in read.problems if problem.kind == "wrong")
    if wrong:
        raise InvalidProgram(msg("The tables of {file} cannot be used:", file=program.path.name), wrong, file=program.path.name)
    return read.frame
