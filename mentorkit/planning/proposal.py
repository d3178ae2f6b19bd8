"""What could stand in the training section: levels from goals, drivers and areas beside those of the file, and a draft with them filled in.

Nothing here changes a plan: the proposal is shown, and somebody takes it over or keeps their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.competencies import CATALOGUE, Asked, asked_by, title_of
from mentorkit.planning.selfratings import SIDES, Side, same_name
from mentorkit.program.model import Competency, Module, ProgramFile, Training
from mentorkit.text import Message, Text, msg

__all__ = ["BASICS_HOURS", "EXCHANGE_HOURS", "FIRST_STEPS_HOURS", "Proposal", "ProposedRow", "proposal_of", "with_proposal"]

State = Literal["same", "higher", "lower", "missing", "own"]
# hours of the three modules to begin with
BASICS_HOURS, EXCHANGE_HOURS, FIRST_STEPS_HOURS = 4.0, 2.0, 2.0
# competencies of mentors that belong before the first meeting; the others can be learned from each other while it runs
_BASICS = ("listening", "goal_setting", "feedback")


@dataclass(frozen=True)
class ProposedRow:
    """One competency on one side: the level that is proposed and the one in the file, either may be ``None``.

    ``state``: ``same``, the proposal is ``higher`` or ``lower`` than the file, it is ``missing`` in the file, or it is the file's ``own``
    that nothing here proposes. ``reasons`` stand in the order goals, drivers, areas.
    """

    id: str
    name: str | Message
    side: Side
    level: int | None
    in_file: int | None
    goals: tuple[str, ...]
    areas: tuple[str, ...]
    reasons: tuple[Message, ...]

    @property
    def state(self) -> State:
        """How the proposal compares with the file."""
        if self.level is None:
            return "own"
        if self.in_file is None:
            return "missing"
        return "same" if self.level == self.in_file else "higher" if self.level > self.in_file else "lower"


@dataclass(frozen=True)
class Proposal:
    """Rows in the order of the catalogue, then the file's own. ``unserved`` are goals that the proposal has nothing for."""

    rows: tuple[ProposedRow, ...]
    unserved: tuple[str, ...]

    @property
    def proposed(self) -> tuple[ProposedRow, ...]:
        """Only what is proposed."""
        return tuple(row for row in self.rows if row.level is not None)


def proposal_of(intent: ProgramFile) -> Proposal:
    """Needed levels from the goals' audiences, the drivers of the need and the development areas; the highest one asked for counts."""
    section = intent.training or Training()
    asked = tuple(_asked(intent))
    rows = [_row(intent, section, name, side, tuple(a for a in asked if a.competency == name and side in a.needed)) for name in CATALOGUE for side in SIDES]
    proposed = [row for row in rows if row is not None]
    known = {(same_name(row.id), row.side) for row in proposed}
    own = [
        ProposedRow(each.id, each.name or title_of(each.id) or each.id, side, None, each.needed[side], each.goals, each.areas, ())
        for each in section.competencies
        for side in SIDES
        if side in each.needed and (same_name(each.id), side) not in known
    ]
    served = {goal for row in (*proposed, *own) for goal in row.goals}
    return Proposal((*proposed, *own), tuple(goal.id for goal in intent.goals if goal.id not in served))


def _asked(intent: ProgramFile) -> Iterator[Asked]:
    audiences = [goal.for_ for goal in intent.goals if goal.for_]
    return asked_by(audiences, intent.need.drivers if intent.need else (), intent.audiences.areas if intent.audiences else ())


def _row(intent: ProgramFile, section: Training, name: str, side: Side, asked: tuple[Asked, ...]) -> ProposedRow | None:
    if not asked:
        return None
    there = _there(section, name)
    serves = {audience for each in asked for audience in each.serves}
    goals = tuple(goal.id for goal in intent.goals if goal.for_ in serves)
    areas = tuple(dict.fromkeys(area for each in asked for area in each.areas))
    level = max(each.needed[side] for each in asked)
    called = (there.name if there else None) or CATALOGUE[name]
    return ProposedRow(there.id if there else name, called, side, level, there.needed.get(side) if there else None, goals, areas, tuple(each.why for each in asked))


def _there(section: Training, name: str) -> Competency | None:
    return next((each for each in section.competencies if same_name(each.id) == same_name(name)), None)


def with_proposal(intent: ProgramFile, text: Text) -> ProgramFile:
    """The draft with the proposal taken over: names in the language of ``text``, the file's own entries kept.

    A competency that both have takes the proposed levels; goals and areas are added to its own. Modules are added for what no module
    closes yet of the competencies in the file (without any, of the proposed ones): the basics before the start, an exchange between
    mentors, first steps of mentees.
    """
    section = intent.training or Training()
    filled = section.model_copy(update={"competencies": _competencies(section, proposal_of(intent), text)})
    modules = (*section.modules, *_modules(section if section.competencies else filled, text))
    return intent.model_copy(update={"training": filled.model_copy(update={"modules": modules} if modules else {})})


def _competencies(section: Training, proposal: Proposal, text: Text) -> tuple[Competency, ...]:
    rows: dict[str, list[ProposedRow]] = {}
    for row in proposal.proposed:
        rows.setdefault(same_name(row.id), []).append(row)
    kept = tuple(_raised(each, rows.pop(same_name(each.id), []), text) for each in section.competencies)
    return (*kept, *(_raised(Competency(id=each[0].id), each, text) for each in rows.values()))


def _raised(competency: Competency, rows: list[ProposedRow], text: Text) -> Competency:
    if not rows:
        return competency
    name = rows[0].name
    update = {
        "name": competency.name or (name if isinstance(name, str) else text.plain(name)),
        "needed": {**competency.needed, **{row.side: row.level for row in rows}},
        "goals": tuple(dict.fromkeys((*competency.goals, *(goal for row in rows for goal in row.goals)))),
        "areas": tuple(dict.fromkeys((*competency.areas, *(area for row in rows for area in row.areas)))),
    }
    return competency.model_copy(update={key: value for key, value in update.items() if value or key in competency.model_fields_set})


def _modules(section: Training, text: Text) -> Iterator[Module]:
    """One module for each kind of what is still open."""
    open_: dict[str, list[str]] = {"basics": [], "exchange": [], "first_steps": []}
    for competency in section.competencies:
        for side in SIDES:
            closed = any(competency.id in module.closes and module.for_ in (side, "both") for module in section.modules)
            if side in competency.needed and not closed:
                open_["first_steps" if side == "mentee" else "basics" if competency.id in _BASICS else "exchange"].append(competency.id)
    taken = {module.id for module in section.modules}
    for key, closes in open_.items():
        if closes:
            yield _module(key, _free(key, taken), tuple(closes), text)


def _module(key: str, name: str, closes: tuple[str, ...], text: Text) -> Module:
    title, form, hours = {
        "basics": (msg("Basics for mentors"), msg("Workshop with practice in threes"), BASICS_HOURS),
        "exchange": (msg("Exchange between mentors"), msg("Cases from their own pairs, in small groups"), EXCHANGE_HOURS),
        "first_steps": (msg("First steps for mentees"), msg("Workshop with the goal sheet"), FIRST_STEPS_HOURS),
    }[key]
    values = {"id": name, "name": text.plain(title), "for": "mentee" if key == "first_steps" else "mentor", "hours": hours, "closes": closes, "format": text.plain(form)}
    return Module.model_validate(values if key == "exchange" else {**values, "must": True})


def _free(name: str, taken: set[str]) -> str:
    return next(free for free in (name, *(f"{name}_{n}" for n in range(2, len(taken) + 3))) if free not in taken)
