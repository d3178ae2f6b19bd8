"""What a programme takes: hours by role, money in three sums, and how many leavers it would have to avoid to pay for itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.beside import Beside, beside_of
from mentorkit.planning.hours import hours_needed, pair_hours
from mentorkit.planning.inputs import Ends, Input, absent, inputs_of
from mentorkit.planning.prices import SETUP_DAY, SUMS, SumKey, hourly_cost, leavers_needed
from mentorkit.planning.uncertainty import Uncertainty, uncertainty_of
from mentorkit.program.model import Costs as CostPlan
from mentorkit.program.model import ProgramFile, Training
from mentorkit.program.problems import Warned
from mentorkit.text import msg

__all__ = ["SETUP_DAY", "SUMS", "BreakEven", "CostRow", "CostSum", "Costs", "Ends", "HoursRow", "Input", "RowKey", "SumKey", "costs_of"]

RowKey = Literal["mentors", "mentees", "coordinator_setup", "coordinator", "committee", "training", "direct", "fixed"]
Work = Literal["meetings", "preparation", "training", "setup", "running", "steering"]
_SPENT: tuple[SumKey, ...] = ("full", "program", "cash")
_OFFICE: tuple[SumKey, ...] = ("full", "program")


@dataclass(frozen=True)
class HoursRow:
    """Hours of one kind of work in one role. ``each`` is for one person; ``people`` and ``each`` are None where the role is one post or a body."""

    role: RowKey
    work: Work
    people: int | None
    each: float | None
    total: float | None


@dataclass(frozen=True)
class CostRow:
    """One line of the costs. ``cost`` is None when something it needs is missing; ``lacks`` names those fields of the file.

    ``hours`` is None for lines that are money only (``timed`` false) and where the hours are not known.
    """

    key: RowKey
    sums: tuple[SumKey, ...]
    hours: float | None = None
    cost: float | None = None
    lacks: tuple[str, ...] = ()
    timed: bool = True


@dataclass(frozen=True)
class CostSum:
    """One of the three sums; ``amount`` is None while a line of it is, and ``lacks`` names the fields that are missing."""

    key: SumKey
    amount: float | None
    per_pair: float | None
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class BreakEven:
    """Leavers to avoid so that one sum pays for itself, and that as a share of the leavers expected in a year, as planned."""

    key: SumKey
    leavers: float | None
    share: float | None

    @property
    def impossible(self) -> bool:
        """Whether it takes more leavers than are expected."""
        return self.share is not None and self.share > 1


@dataclass(frozen=True)
class Costs:
    """Hours and money of the programme as it is planned.

    ``full`` counts everybody's time; ``program`` is coordinator, steering committee, training and direct spending;
    ``cash`` is what leaves the house (with the coordinator where the file says that post is cash). All at
    the plan's values; ``uncertainty`` says how sure they are. ``beside`` are the options that were chosen together with
    mentoring, whose costs no sum holds. ``priced`` is false without a section costs: hours only.
    """

    currency: str
    priced: bool
    pairs: int | None
    months: float | None
    mentor_hours_each: float | None
    mentee_hours_each: float | None
    hours: tuple[HoursRow, ...]
    rows: tuple[CostRow, ...]
    sums: tuple[CostSum, ...]
    break_even: tuple[BreakEven, ...]
    leavers_expected: float | None
    leavers_avoided: float | None
    inputs: tuple[Input, ...]
    uncertainty: Uncertainty | None = None
    beside: tuple[Beside, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def full(self) -> float | None:
        """Everything, time of mentors and mentees included."""
        return self.sum_of("full").amount

    @property
    def program(self) -> float | None:
        """Coordinator, steering committee, training and direct spending."""
        return self.sum_of("program").amount

    @property
    def cash(self) -> float | None:
        """What leaves the house."""
        return self.sum_of("cash").amount

    @property
    def hours_total(self) -> float | None:
        """Hours of everybody; None while one role's hours are not known."""
        return _sum(row.hours for row in self.rows if row.timed)

    @property
    def setup_days(self) -> float | None:
        """The coordinator's days before the start; None where nobody has said whether there are any."""
        found = next((each.value for each in self.inputs if each.field == "costs.setup_days"), None)
        return found.typical if isinstance(found, Ends) else None

    @property
    def assumed(self) -> tuple[Input, ...]:
        """Values that are not in the file and were taken from the defaults."""
        return tuple(each for each in self.inputs if each.origin == "assumed")

    @property
    def missing(self) -> tuple[Input, ...]:
        """Values that nobody assumes."""
        return tuple(each for each in self.inputs if each.origin == "missing")

    def sum_of(self, key: SumKey) -> CostSum:
        """The sum of that name."""
        return next(each for each in self.sums if each.key == key)

    def row_of(self, key: RowKey) -> CostRow | None:
        """The line of that name; None where this programme has none."""
        return next((row for row in self.rows if row.key == key), None)


def costs_of(intent: ProgramFile) -> Costs:
    """Hours by role and the costs they make, from the plan of the file.

    Time costs its hours times the hourly cost of its role; the coordinator costs a share of a post over the months. What
    is missing makes its line, and the sums that hold it, unknown; nothing is put in its place.
    """
    plan = intent.costs or CostPlan()
    needed = hours_needed(intent)
    ledger = tuple(_ledger(intent, plan))
    rows = tuple(_rows(intent, plan, ledger))
    if intent.costs is None:
        rows = tuple(CostRow(row.key, row.sums, row.hours, None, row.lacks) for row in rows if row.timed)
    sums = tuple(_sum_of(key, rows, needed.mentees, intent.costs is not None) for key in SUMS)
    expected = None if plan.attrition is None or needed.mentees is None else plan.attrition[1] * needed.mentees
    avoided = None if expected is None or plan.reduction is None else expected * plan.reduction[1]
    even = tuple(_break_even(each, plan, expected) for each in sums if intent.costs is not None)
    uncertainty = uncertainty_of(intent, [each.key for each in sums if each.amount is not None])
    return Costs(
        intent.organisation.currency,
        intent.costs is not None,
        needed.mentees,
        needed.months,
        needed.mentor,
        needed.mentee,
        ledger,
        rows,
        sums,
        even,
        expected,
        avoided,
        tuple(inputs_of(intent)),
        uncertainty,
        beside_of(intent),
        tuple(_warnings(intent, sums, uncertainty)),
    )


def _ledger(intent: ProgramFile, plan: CostPlan) -> Iterator[HoursRow]:
    """Each role's hours by kind of work; meetings and preparation of one person are split as the file states them."""
    needed, schedule = hours_needed(intent), intent.schedule
    meeting = preparation = None
    if schedule.months is not None:
        meeting = pair_hours(schedule.meetings_per_month, schedule.months, schedule.meeting_hours, 0)
        preparation = pair_hours(schedule.meetings_per_month, schedule.months, 0, schedule.preparation_hours)
    roles: tuple[tuple[RowKey, float], ...] = (("mentors", needed.training_mentor), ("mentees", needed.training_mentee))
    for role, training in roles:
        each: tuple[tuple[Work, float | None], ...] = (("meetings", meeting), ("preparation", preparation), ("training", training))
        for work, hours in each:
            yield HoursRow(role, work, needed.mentees, hours, None if hours is None or needed.mentees is None else hours * needed.mentees)
    if intent.costs is not None:  # without the section nobody has said whether there are such hours
        yield HoursRow("coordinator_setup", "setup", None, None, plan.setup_days[1] * SETUP_DAY)
    yield HoursRow("coordinator", "running", None, None, _coordinator(intent, plan.paid_hours[1]))
    if intent.costs is not None:
        yield HoursRow("committee", "steering", None, None, plan.steering_hours[1])


def _rows(intent: ProgramFile, plan: CostPlan, ledger: tuple[HoursRow, ...]) -> Iterator[CostRow]:
    office: tuple[SumKey, ...] = _SPENT if plan.coordinator_is_cash else _OFFICE
    salaries = plan.salaries
    yield _timed("mentors", ("full",), ledger, salaries.mentor, plan, ("costs.salaries.mentor", *_planned(intent)))
    yield _timed("mentees", ("full",), ledger, salaries.mentee, plan, ("costs.salaries.mentee", *_planned(intent)))
    if intent.costs is not None:
        yield _timed("coordinator_setup", office, ledger, salaries.coordinator, plan, ("costs.salaries.coordinator",), plan.setup_days[2] > 0)
    post = None if salaries.coordinator is None else salaries.coordinator * plan.loading[1]
    yield CostRow(
        "coordinator",
        office,
        _of("coordinator", ledger),
        None if post is None else _coordinator(intent, post),
        absent(intent, ("costs.salaries.coordinator", "steering.coordinator.fte", "schedule.months")),
    )
    if intent.costs is not None:
        yield _timed("committee", _OFFICE, ledger, salaries.committee, plan, ("costs.salaries.committee",), plan.steering_hours[2] > 0)
    yield CostRow("training", _SPENT, None, math.fsum(module.cost for module in (intent.training or Training()).modules), timed=False)
    size = _size(intent)
    direct = 0.0 if plan.direct_per_pair[2] == 0 else None if size is None else plan.direct_per_pair[1] * size
    yield CostRow("direct", _SPENT, None, direct, () if direct is not None else ("audiences.mentees.size",), timed=False)
    yield CostRow("fixed", _SPENT, None, plan.fixed[1], timed=False)


def _timed(key: RowKey, sums: tuple[SumKey, ...], ledger: tuple[HoursRow, ...], salary: float | None, plan: CostPlan, fields: tuple[str, ...], may_take: bool = False) -> CostRow:
    """A line of time: its hours at the hourly cost of its role. No hours cost nothing, whatever the salary is, unless a range says that it ``may_take`` some."""
    hours, hour = _of(key, ledger), hourly_cost(salary, plan)
    if hours == 0 and not may_take:
        return CostRow(key, sums, hours, 0.0)
    lacks = tuple(f for f in fields if (salary is None if f.startswith("costs.salaries") else hours is None))
    if not lacks and hour is None:
        lacks = ("costs.paid_hours",)
    return CostRow(key, sums, hours, None if hours is None or hour is None else hours * hour, lacks)


def _coordinator(intent: ProgramFile, whole_year: float) -> float | None:
    """The share of a post over the months of the programme, of hours or of money a year."""
    post = intent.steering.coordinator if intent.steering else None
    months = intent.schedule.months
    return None if post is None or post.fte is None or months is None else whole_year * post.fte * months / 12


def _sum_of(key: SumKey, rows: tuple[CostRow, ...], pairs: int | None, priced: bool) -> CostSum:
    mine = [row for row in rows if key in row.sums]
    amount = _sum(row.cost for row in mine) if priced else None
    per_pair = None if amount is None or not pairs else amount / pairs
    return CostSum(key, amount, per_pair, tuple(dict.fromkeys(field for row in mine if row.cost is None for field in row.lacks)) if priced else ())


def _break_even(each: CostSum, plan: CostPlan, expected: float | None) -> BreakEven:
    salary, replacement = plan.salaries.mentee, plan.replacement
    if each.amount is None or not salary or replacement is None or replacement[1] <= 0:
        return BreakEven(each.key, None, None)
    leavers = leavers_needed(each.amount, replacement[1], salary)
    return BreakEven(each.key, leavers, None if not expected else leavers / expected)


def _planned(intent: ProgramFile) -> tuple[str, ...]:
    return absent(intent, ("audiences.mentees.size", "schedule.months"))


def _warnings(intent: ProgramFile, sums: tuple[CostSum, ...], uncertainty: Uncertainty | None) -> Iterator[Warned]:
    unknown = sum(each.amount is None for each in sums)
    if intent.costs is not None and unknown:
        yield Warned("MK-W112", msg("Not every sum of the costs could be computed: the file lacks values for it."), "alternatives", count=unknown)
    if uncertainty and uncertainty.moved:
        said = msg("A range of the costs is written around another value than the plan's; the plan's value is taken, and the range reaches at least to it.")
        yield Warned("MK-W114", said, "alternatives", count=len(uncertainty.moved))


def _size(intent: ProgramFile) -> int | None:
    return intent.audiences.mentees.size if intent.audiences and intent.audiences.mentees else None


def _of(role: RowKey, ledger: Iterable[HoursRow]) -> float | None:
    return _sum(row.total for row in ledger if row.role == role)


def _sum(parts: Iterable[float | None]) -> float | None:
    found = list(parts)
    known = [each for each in found if each is not None]
    return None if len(known) < len(found) else math.fsum(known)
