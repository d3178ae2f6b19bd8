"""Which modules close most within the hours and the cash of the file, what stays open, and what budget would close it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.module_choice import Budget, Choice, Offer, choose, enough
from mentorkit.planning.selfratings import SIDES, Side
from mentorkit.program.model import Module, Training

__all__ = ["ModulePlan", "NeedRow", "SideNeeds", "TrainingChoice", "choice_of"]

Left = Literal["held", "hours", "nothing", "spare", "budget"]


@dataclass(frozen=True)
class SideNeeds:
    """Who of one side needs what: for each needed competency which persons of the table (true where below the level or not rated).

    ``people`` is how many are trained; those of them who are in no table yet need everything. ``rated`` names competencies with answers.
    """

    side: Side
    people: int
    persons: dict[str, tuple[bool, ...]]
    rated: dict[str, int]

    def count(self, competencies: Sequence[str]) -> int:
        """How many need at least one of these."""
        asked = [self.persons[name] for name in competencies if name in self.persons]
        if not asked:
            return 0
        table = len(asked[0])
        return min(self.people, sum(any(person) for person in zip(*asked, strict=True)) + max(0, self.people - table))


@dataclass(frozen=True)
class NeedRow:
    """One competency on one side: how many need it, and how many of them the proposal closes.

    ``answered`` is how many rated themselves (the base for hiding); 0 means that everybody is taken to need it. ``closable``: a module closes it.
    """

    competency: str
    side: Side
    people: int
    closed: int
    answered: int
    closable: bool

    @property
    def left(self) -> int:
        """How many keep the gap."""
        return self.people - self.closed


@dataclass(frozen=True)
class ModulePlan:
    """A module in the proposal. ``sessions`` proposed and ``in_file``; ``cost`` of the proposed ones.

    ``why``: it is ``held``; its ``hours`` or its side are not stated; it closes ``nothing`` that anybody needs; what it closes is closed
    without it (``spare``); the ``budget`` has no room.
    """

    module: Module
    sessions: int
    in_file: int
    cost: float
    why: Left


@dataclass(frozen=True)
class TrainingChoice:
    """The proposal beside the file. ``state``: ``chosen``; ``too_small`` when what must be held goes beyond a budget; ``unknown`` without people.

    ``enough`` is the nearest budget that closes whatever a module closes; ``None`` when the stated one does. ``hours`` are those of one
    person, mentor then mentee.
    """

    state: Literal["chosen", "too_small", "unknown"]
    budget: Budget
    modules: tuple[ModulePlan, ...] = ()
    needs: tuple[NeedRow, ...] = ()
    hours: tuple[float, float] = (0.0, 0.0)
    cost: float = 0.0
    enough: Budget | None = None

    @property
    def closed(self) -> int:
        """Needs that the proposal closes."""
        return sum(row.closed for row in self.needs)

    @property
    def open(self) -> tuple[NeedRow, ...]:
        """Needs that stay, in the order of the file."""
        return tuple(row for row in self.needs if row.left)

    @property
    def as_in_file(self) -> bool:
        """Whether the file holds exactly these sessions."""
        return all(row.sessions == row.in_file for row in self.modules)


def choice_of(section: Training, sides: Sequence[SideNeeds | None]) -> TrainingChoice:
    """The best modules and sessions for the competencies of the file. ``sides`` are mentors and mentees, ``None`` when their number is not known.

    The cost of a module stands for all its sessions in the file (for one, when it has none); another session costs the same share.
    """
    budget = Budget((section.budget_hours.mentor or None, section.budget_hours.mentee or None), section.budget_cash)
    mentors, mentees = sides
    wanted = {module.for_ for module in section.modules}
    if not section.modules or (mentors is None and wanted & {"mentor", "both"}) or (mentees is None and wanted & {"mentee", "both"}):
        return TrainingChoice("unknown", budget)
    keys = [(competency.id, side) for competency in section.competencies for side in SIDES if side in competency.needed]
    known = dict(zip(SIDES, sides, strict=True))
    needs = [0 if (there := known[side]) is None else there.count((name,)) for name, side in keys]
    offers = [_offer(module, section, known, keys) for module in section.modules]
    found = choose(offers, needs, budget)
    best = found or Choice((0,) * len(offers), (0,) * len(needs))
    rows = tuple(_need(known, key, need, closed, offers, place) for place, (key, need, closed) in enumerate(zip(keys, needs, best.closed, strict=True)))
    modules = tuple(_plan(module, section, offer, n, rows) for module, offer, n in zip(section.modules, offers, best.sessions, strict=True))
    hours = [math.fsum(offer.hours for offer, n in zip(offers, best.sessions, strict=True) if n and offer.takers[side]) for side in (0, 1)]
    short = found is None or any(row.left and row.closable for row in rows)
    more = enough(offers, needs, budget) if short else None
    state: Literal["chosen", "too_small"] = "too_small" if found is None else "chosen"
    return TrainingChoice(state, budget, modules, rows, (hours[0], hours[1]), math.fsum(row.cost for row in modules), more)


def _need(known: dict[Side, SideNeeds | None], key: tuple[str, Side], people: int, closed: int, offers: Sequence[Offer], place: int) -> NeedRow:
    name, side = key
    there = known[side]
    closable = any(offer.most and need == place for offer in offers for need, _ in offer.closes)
    return NeedRow(name, side, people, closed, 0 if there is None else there.rated.get(name, 0), closable)


def _offer(module: Module, section: Training, known: dict[Side, SideNeeds | None], keys: Sequence[tuple[str, Side]]) -> Offer:
    mine = tuple(side for side in SIDES if module.for_ in (side, "both"))
    takers = [_takers(module, known[side]) if side in mine else 0 for side in SIDES]
    whole = sum(takers)
    if module.hours is None or not whole:
        return Offer(0.0, 0.0, 1, 0, (0, 0), ())
    seats = _seats(module, section) or whole
    closes = tuple((keys.index((name, side)), SIDES.index(side)) for name in dict.fromkeys(module.closes) for side in mine if (name, side) in keys)
    share = module.cost / max(1, sum(session.module == module.id for session in section.sessions))
    return Offer(module.hours, share, seats, math.ceil(whole / seats), (takers[0], takers[1]), closes, module.must)


def _takers(module: Module, side: SideNeeds | None) -> int:
    """Everybody of the side where the module is held in any case, else those who need what it closes."""
    if side is None:
        return 0
    return side.people if module.must else side.count(module.closes)


def _seats(module: Module, section: Training) -> int | None:
    """Seats of one session: as the module says, else the largest session of it in the file."""
    return module.seats or max((session.seats for session in section.sessions if session.module == module.id and session.seats), default=None)


def _plan(module: Module, section: Training, offer: Offer, sessions: int, rows: Sequence[NeedRow]) -> ModulePlan:
    in_file = sum(session.module == module.id for session in section.sessions)
    if sessions:
        why: Left = "held"
    elif module.hours is None or module.for_ is None:
        why = "hours"
    elif not offer.most or not any(rows[need].people for need, _ in offer.closes):
        why = "nothing"
    else:
        why = "budget" if any(rows[need].left for need, _ in offer.closes) else "spare"
    return ModulePlan(module, sessions, in_file, sessions * offer.cost, why)
