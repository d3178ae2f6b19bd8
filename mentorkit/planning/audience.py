"""The audiences of stage 03 as one result: who is there on both sides, and whether seats and hours carry the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from mentorkit.people.account import Account, PersonRow, account, persons
from mentorkit.people.eligibility import GateRow, answered
from mentorkit.people.outside import Outside, could_mentor, might_apply
from mentorkit.people.people import People
from mentorkit.people.profile import Breakdown, Flow, breakdown, flow, in_groups, tenure
from mentorkit.people.quality import Quality, quality_of
from mentorkit.people.selection import Draw, Selection
from mentorkit.planning.feasible import Feasible, feasible
from mentorkit.planning.gaps import gap
from mentorkit.planning.hours import Hours, Offered, hours_needed, hours_offered
from mentorkit.planning.supply import Seats, Supply, seats, supply_and_demand
from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Gap, Warned
from mentorkit.text import Message, msg, msg_n

__all__ = ["Doubts", "Profile", "profile_of"]

_PLACES = ("site", "department", "grade", "employment")


@dataclass(frozen=True)
class Doubts:
    """Eligible people who may still fall out: mentors who are unsure, people of either side without a clear consent of their own,
    selected mentees and eligible mentors whose line manager said no.
    """

    unsure: int = 0
    silent: int = 0
    managers_of_mentees: int = 0
    managers_of_mentors: int = 0


@dataclass(frozen=True)
class Profile:
    """Both sides in counts. ``supply`` is ``None`` when wants or offers were not asked.

    ``access`` holds the columns in which equal access is checked, ``groups`` further ones both sides are described by;
    ``absent`` names columns of ``equal_access`` that the mentees' table does not have. ``waits`` are the measures that
    compare with a waiting list. ``persons`` are for the coordinator alone.
    """

    mentees: Flow
    mentors: Flow
    seats: Seats
    supply: Supply | None
    hours: Hours
    offered: Offered
    feasible: Feasible
    access: tuple[Breakdown, ...]
    groups: tuple[Breakdown, ...]
    absent: tuple[str, ...]
    accounts: tuple[Account, Account]
    gates: tuple[GateRow, ...]
    draw: Draw | None
    chosen_by: str
    waits: tuple[str, ...]
    outside: Outside
    might_apply: int | None
    quality: Quality
    doubts: Doubts
    persons: tuple[PersonRow, ...] = ()
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Warned, ...] = ()


def profile_of(intent: ProgramFile, people: People, selection: Selection, compared: Iterable[str] = ()) -> Profile:
    """Joins the counts of people with seats and hours. Demand and supply are those of eligible people.

    ``compared`` are the columns that the criteria of pairing look at, so that a question nobody uses can be named.
    """
    audiences = intent.audiences
    plan = audiences.mentees if audiences else None
    access = audiences.equal_access if audiences else ()
    mentees, mentors = in_groups(people.mentees, selection.mentees), in_groups(people.mentors, selection.mentors)
    chosen = in_groups(people.mentees, selection.mentees, ("selected",))
    sides = (flow(selection.mentees, chosen=True), flow(selection.mentors, chosen=False))
    places = tuple(name for name in _PLACES if name not in access)
    checked = {name: breakdown(name, people, selection) for name in (*access, *places)}
    needed = hours_needed(intent)
    served = tenure(people, selection, intent.as_of)
    found = Profile(
        *sides,
        seats(mentors, eligible=sides[0].eligible, selected=sides[0].selected or 0, planned=plan.size if plan else None),
        supply_and_demand(mentees, mentors),
        needed,
        hours_offered(mentors, needed),
        feasible(intent, mentors, needed),
        tuple(b for name in access if (b := checked[name]) and b.of_mentees),
        (*(b for name in places if (b := checked[name])), *((served,) if served else ())),
        tuple(name for name in access if name not in people.mentees),
        (account(people, selection, "mentees"), account(people, selection, "mentors")),
        selection.gates,
        selection.draw,
        plan.selection if plan else "all",
        tuple(measure.indicator or measure.id for measure in intent.measures if measure.comparison == "wait_list"),
        could_mentor(intent, people, chosen, mentors),
        might_apply(intent, people),
        quality_of(intent, people, compared),
        _doubts(mentees, mentors, chosen),
        persons(selection),
        warnings=(*(w for w in people.warnings if w.stage == "audiences"), *selection.warnings),
    )
    return replace(found, gaps=tuple(_gaps(found, mentors="mentors" in people.named, mentees="mentees" in people.named)))


def _doubts(mentees: pd.DataFrame, mentors: pd.DataFrame, chosen: pd.DataFrame) -> Doubts:
    def count(frame: pd.DataFrame, column: str, value: str) -> int:
        return int(answered(frame, column, value).sum())

    silent = sum(int(frame["consent"].isna().sum()) + count(frame, "consent", "unsure") for frame in (mentees, mentors) if "consent" in frame)
    return Doubts(count(mentors, "willing", "unsure"), silent, count(chosen, "manager_consent", "no"), count(mentors, "manager_consent", "no"))


def _gap(code: str, message: Message) -> Gap:
    return gap(code, message, "audiences")


def _gaps(found: Profile, *, mentors: bool, mentees: bool) -> Iterator[Gap]:
    if mentors and mentees:
        yield from _seats_and_supply(found)
    if found.hours.months is None:
        yield _gap("MK-G307", msg("The hours cannot be counted: the file does not say how many months the programme lasts (schedule)."))
    if found.feasible.state in ("short", "open"):
        sentence = msg("The mentors' hours carry {n} of {m} mentees: cut the plan, or find more hours.", n=found.feasible.carried, m=found.feasible.wanted)
        yield _gap("MK-G308", sentence)
    yield from _selection_gaps(found)
    yield from _doubt_gaps(found.doubts)
    if mentees:
        for name in found.absent:
            yield _gap("MK-G309", msg("Equal access cannot be checked for {column}: the mentees' table has no such column.", column=name))


def _seats_and_supply(found: Profile) -> Iterator[Gap]:
    """What both tables together lack; without one of them nothing can be said about it."""
    if found.seats.missing:
        yield _gap("MK-G301", msg_n("One seat is missing for the planned number of mentees.", "{n} seats are missing for the planned number of mentees.", found.seats.missing))
    elif found.seats.missing_for_selected:
        few = found.seats.missing_for_selected
        yield _gap("MK-G302", msg_n("One selected mentee has no seat with a mentor.", "{n} selected mentees have no seat with a mentor.", few))
    if found.seats.planned is not None and found.seats.eligible < found.seats.planned:
        few = found.seats.planned - found.seats.eligible
        yield _gap("MK-G303", msg_n("One eligible mentee fewer than planned has applied.", "{n} eligible mentees fewer than planned have applied.", few))
    if found.supply is None:
        yield _gap("MK-G304", msg("Supply and demand cannot be compared: the mentees' table needs the column wants and the mentors' table the column offers."))
    elif found.supply.nobody:
        few = len(found.supply.nobody)
        yield _gap("MK-G305", msg_n("One development area is wanted and nobody offers it.", "{n} development areas are wanted and nobody offers them.", few))
    if found.supply is not None and found.supply.one_mentor:
        few = len(found.supply.one_mentor)
        yield _gap("MK-G306", msg_n("One development area hangs on a single mentor.", "{n} development areas hang on a single mentor each.", few))


def _selection_gaps(found: Profile) -> Iterator[Gap]:
    """The waiting list and the measures that compare with it belong together."""
    if found.draw and found.draw.how == "lottery" and not found.waits:
        yield _gap("MK-G310", msg("The lottery gives a comparison group, and no measure uses it: set comparison: wait_list in a measure of 02."))
    if found.waits and found.chosen_by != "lottery":
        few = len(found.waits)
        yield _gap(
            "MK-G311",
            msg_n(
                "One measure compares with the waiting list, but no lottery decides who waits: the comparison is weaker then.",
                "{n} measures compare with the waiting list, but no lottery decides who waits: the comparison is weaker then.",
                few,
            ),
        )


def _doubt_gaps(doubts: Doubts) -> Iterator[Gap]:
    if doubts.unsure:
        yield _gap("MK-G312", msg_n("One eligible mentor is not sure yet: ask again.", "{n} eligible mentors are not sure yet: ask them again.", doubts.unsure))
    if doubts.silent:
        yield _gap("MK-G313", msg_n("One eligible person has not clearly agreed to take part.", "{n} eligible people have not clearly agreed to take part.", doubts.silent))
    if doubts.managers_of_mentees:
        few = doubts.managers_of_mentees
        yield _gap("MK-G314", msg_n("The line manager of one selected mentee said no.", "The line managers of {n} selected mentees said no.", few))
    if doubts.managers_of_mentors:
        few = doubts.managers_of_mentors
        yield _gap("MK-G315", msg_n("The line manager of one eligible mentor said no.", "The line managers of {n} eligible mentors said no.", few))
