"""The audiences of stage 03 as one result: who is there on both sides, and whether seats and hours carry the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mentorkit.people.people import People
from mentorkit.people.profile import Breakdown, Flow, Unanswered, breakdown, flow, in_groups, unanswered
from mentorkit.people.selection import Selection
from mentorkit.planning.gaps import gap
from mentorkit.planning.hours import Hours, Offered, hours_needed, hours_offered
from mentorkit.planning.supply import Seats, Supply, seats, supply_and_demand
from mentorkit.program.model import ProgramFile
from mentorkit.program.problems import Gap, Warned
from mentorkit.text import Message, msg, msg_n

__all__ = ["Profile", "profile_of"]

_PLACES = ("site", "department", "grade", "employment")
_ANSWERS = ("wants", "offers", "hours_per_month", "languages", "interests", "style", "hire_date", "grade", "manager_id", "site", "department")


@dataclass(frozen=True)
class Profile:
    """Both sides in counts. ``supply`` is ``None`` when wants or offers were not asked.

    ``access`` holds the columns in which equal access is checked, ``groups`` further ones both sides are described by;
    ``absent`` names columns of ``equal_access`` that the mentees' table does not have.
    """

    mentees: Flow
    mentors: Flow
    seats: Seats
    supply: Supply | None
    hours: Hours
    offered: Offered
    access: tuple[Breakdown, ...]
    groups: tuple[Breakdown, ...]
    absent: tuple[str, ...]
    unanswered: tuple[Unanswered, ...]
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Warned, ...] = ()


def profile_of(intent: ProgramFile, people: People, selection: Selection) -> Profile:
    """Joins the counts of people with seats and hours. Demand and supply are those of eligible people."""
    audiences = intent.audiences
    size = audiences.mentees.size if audiences and audiences.mentees else None
    access = audiences.equal_access if audiences else ()
    mentees, mentors = in_groups(people.mentees, selection.mentees), in_groups(people.mentors, selection.mentors)
    sides = (flow(selection.mentees, chosen=True), flow(selection.mentors, chosen=False))
    places = tuple(name for name in _PLACES if name not in access)
    checked = {name: breakdown(name, people, selection) for name in (*access, *places)}
    needed = hours_needed(intent)
    found = Profile(
        *sides,
        seats(mentors, eligible=sides[0].eligible, selected=sides[0].selected or 0, planned=size),
        supply_and_demand(mentees, mentors),
        needed,
        hours_offered(mentors, needed),
        tuple(b for name in access if (b := checked[name]) and b.of_mentees),
        tuple(b for name in places if (b := checked[name])),
        tuple(name for name in access if name not in people.mentees),
        (*unanswered(mentees, "mentees", _ANSWERS), *unanswered(mentors, "mentors", _ANSWERS)),
        warnings=(*(w for w in people.warnings if w.stage == "audiences"), *selection.warnings),
    )
    return replace(found, gaps=tuple(_gaps(found, mentors="mentors" in people.named, mentees="mentees" in people.named)))


def _gap(code: str, message: Message) -> Gap:
    return gap(code, message, "audiences")


def _gaps(found: Profile, *, mentors: bool, mentees: bool) -> Iterator[Gap]:
    if mentors and mentees:
        yield from _seats_and_supply(found)
    if found.hours.months is None:
        yield _gap("MK-G307", msg("The hours cannot be counted: the file does not say how many months the programme lasts (schedule)."))
    if found.offered.total is not None and found.hours.mentors_total is not None and found.offered.total < found.hours.mentors_total:
        yield _gap("MK-G308", msg("The mentors offer fewer hours than the plan needs. Find more mentors, or plan fewer meetings."))
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
