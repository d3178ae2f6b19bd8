"""A programme under way in one result: the plan of steering, what was recorded, which pairs need somebody, and the log."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from mentorkit.monitoring.course import Strip, courses, strip
from mentorkit.monitoring.flags import Flag, RuleCount, fired, ratings, rule_counts, silent_days
from mentorkit.monitoring.log import ControlState, Following, LogState, control_states, log_state
from mentorkit.monitoring.meetings import ROLES, Meetings, attached, meetings
from mentorkit.monitoring.plan import SteeringPlan, steering_plan
from mentorkit.monitoring.reading import Records
from mentorkit.people.people import People
from mentorkit.program.model import Flags, ProgramFile
from mentorkit.program.problems import Gap, Warned
from mentorkit.text import msg_n

__all__ = ["Monitoring", "PairRow", "Rating", "Requests", "monitoring_of"]


@dataclass(frozen=True)
class PairRow:
    """One pair that has begun. ``days`` since its last reported meeting, or since its start if it ``never`` met; ``None``
    for a pair that is over, and where nothing is known. ``mentee`` and ``mentor`` ratings are the last ones of each side."""

    mentee: str
    mentor: str
    state: str
    days: int | None
    never: bool
    held: int | None
    planned: int | None
    useful_mentee: int | None
    useful_mentor: int | None
    flags: tuple[Flag, ...] = ()

    @property
    def gap(self) -> int | None:
        """Points between the two sides."""
        return None if self.useful_mentee is None or self.useful_mentor is None else abs(self.useful_mentee - self.useful_mentor)

    @property
    def level(self) -> str:
        """The worst of its flags: red, amber, or an empty word."""
        levels = {flag.level for flag in self.flags}
        return "red" if "red" in levels else "amber" if levels else ""


@dataclass(frozen=True)
class Rating:
    """How useful the meetings are to one side: the last ratings of all pairs that have begun, from ``persons`` who rated."""

    role: str
    persons: int
    median: float | None
    mean: float | None


@dataclass(frozen=True)
class Requests:
    """Who asks to be contacted in private: ``open`` are the pairs (mentee, mentor, side, day) of whom the last check-in of that
    side asks; ``earlier`` counts requests that a later check-in of the same side did not repeat. For the coordinator alone."""

    open: tuple[tuple[str, str, str, datetime.date], ...] = ()
    earlier: int = 0


@dataclass(frozen=True)
class Monitoring:
    """Where the programme stands on ``as_of``. ``None``: the file names no such table, or it holds nothing yet."""

    plan: SteeringPlan
    as_of: datetime.date | None = None
    strip: Strip | None = None
    meetings: Meetings | None = None
    rules: tuple[RuleCount, ...] = ()
    ratings: tuple[Rating, ...] = ()
    board: tuple[PairRow, ...] = ()
    requests: Requests = Requests()
    log: LogState | None = None
    controls: tuple[ControlState, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing has been recorded yet."""
        return self.strip is None and self.log is None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the plan of steering lacks."""
        return self.plan.gaps

    @property
    def flagged(self) -> tuple[PairRow, ...]:
        """The pairs with a flag, the most severe first."""
        return tuple(row for row in self.board if row.flags)


def monitoring_of(intent: ProgramFile, people: People, records: Records, following: Following, *, ends: datetime.date | None = None) -> Monitoring:
    """Join plan, pairs, check-ins and log. ``following`` gives the next day of a rhythm, ``ends`` is the programme's last day."""
    plan, as_of = steering_plan(intent), intent.as_of
    pairs, noticed = courses(people.pairs, intent)
    warnings = [*records.warnings, *noticed]
    there = len(pairs) > 0
    found = Monitoring(plan, as_of)
    if as_of is not None and len(records.checkins):
        rows, more = attached(records.checkins, pairs, _file(intent, "checkins"))
        warnings += more
        if there:
            found = _running(intent, plan, pairs, rows, as_of)
    log = log_state(records.log, as_of) if len(records.log) else None
    starts = intent.schedule.starts
    controls, lost = control_states(plan.controls, records.log, following, as_of=as_of, starts=starts, ends=ends) if log and plan.controls else ((), 0)
    if lost:
        said = msg_n("{n} control in the log names no control of the plan.", "{n} controls in the log name no control of the plan.", lost)
        warnings.append(Warned("MK-W170", said, "steering", _file(intent, "log"), lost))
    board = found.board or (_board(pairs, None, None, {}, None) if there else ())
    return Monitoring(plan, as_of, strip(pairs) if there else None, found.meetings, found.rules, found.ratings, board, _requests(records.asked), log, controls, tuple(warnings))


def _running(intent: ProgramFile, plan: SteeringPlan, pairs: pd.DataFrame, rows: pd.DataFrame, as_of: datetime.date) -> Monitoring:
    limits = intent.steering.flags if intent.steering else Flags()
    totals, each = meetings(pairs, rows, intent, as_of)
    rated = ratings(rows, pairs)
    flags = fired(pairs, each["last"], rated, limits, as_of)
    board = _board(pairs, each, rated, flags, as_of)
    return Monitoring(plan, as_of, None, totals, rule_counts(flags, pairs, limits), _ratings(pairs, rated), board)


def _board(pairs: pd.DataFrame, each: pd.DataFrame | None, rated: pd.DataFrame | None, flags: dict[int, tuple[Flag, ...]], as_of: datetime.date | None) -> tuple[PairRow, ...]:
    """Every pair that has begun: red before amber before none, then by days without a meeting, then by ids."""
    blank = pd.Series(pd.NA, index=pairs.index, dtype="Int64")
    last = blank if each is None else each["last"]
    days = blank if each is None or as_of is None else silent_days(pairs, each["last"], as_of).mask(pairs["over"])
    values = {
        "days": days,
        "never": pd.Series(each is not None, index=pairs.index) & last.isna(),
        "held": blank if each is None else each["held"],
        "planned": blank if each is None else each["planned"],
        **{f"useful_{role}": blank if rated is None else rated[f"{role}_last"] for role in ROLES},
    }
    table = pairs[["mentee_id", "mentor_id", "state"]].assign(**values)[pairs["begun"]]
    rows = [
        PairRow(mentee, mentor, state, _whole(days), bool(never), *map(_whole, more), flags.get(place, ()))  # type: ignore[call-arg, arg-type]
        for place, mentee, mentor, state, days, never, *more in table.itertuples(name=None)
    ]
    severity = {"red": 0, "amber": 1, "": 2}
    return tuple(sorted(rows, key=lambda row: (severity[row.level], -(-1 if row.days is None else row.days), row.mentee, row.mentor)))


def _ratings(pairs: pd.DataFrame, rated: pd.DataFrame) -> tuple[Rating, ...]:
    found = []
    for role in ROLES:
        last = rated.loc[pairs["begun"], f"{role}_last"].dropna().astype(float)
        persons = pairs.loc[last.index, f"{role}_id"].nunique()
        found.append(Rating(role, int(persons), float(last.median()) if len(last) else None, float(last.mean()) if len(last) else None))
    return tuple(found)


def _requests(asked: pd.DataFrame) -> Requests:
    """From all check-ins, also those that count nowhere else: a request is never lost because an id is wrong."""
    asks = asked.assign(asks=(asked["contact_me"] == "yes").fillna(False).astype(bool))
    side = ["mentee_id", "mentor_id", "by"]
    days = asks.groupby([*side, "date"], as_index=False)["asks"].any()
    newest = days["date"] == days.groupby(side)["date"].transform("max")
    rows = days[newest & days["asks"]].sort_values(["date", *side], ascending=[False, True, True, True])
    waiting = tuple((mentee, mentor, by, day.date()) for mentee, mentor, by, day in rows[[*side, "date"]].itertuples(index=False, name=None))
    return Requests(waiting, int((days["asks"] & ~newest).sum()))


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _file(intent: ProgramFile, table: str) -> str:
    source = getattr(intent.tables, table)
    return source.file if source else ""
