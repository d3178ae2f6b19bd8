"""Page 05: from goals to competencies, modules, sessions and support; what is below the needed level; what is open."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.training import CompetencyRow, DuringRow, ModuleRow, SessionRow, SideHours, TrainingPlan
from mentorkit.report.blocks import Block, Column, Table, Tone, View, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.terms import POPULATIONS
from mentorkit.report.training_choice import choice_blocks
from mentorkit.report.training_figure import picture
from mentorkit.report.training_proposal import proposal_blocks
from mentorkit.report.training_support import questions_blocks
from mentorkit.text import Currency, Decimal, Mark, Message, Money, msg, msg_n

__all__ = ["training_view"]

_BLANK = msg("not stated")
_NONE = msg("none")
_SHORT = Column("id", msg("Short name"), "id")
_SIDES = {"mentee": POPULATIONS["mentees"], "mentor": POPULATIONS["mentors"], "both": POPULATIONS["both"]}
_BASES = {"planned": msg("planned"), "table": msg("in the sign-up table"), "none": msg("not known")}
_CHECKED = {
    "none": msg("Nobody checks yet what people can do; a self-rating before and after would show whether the training closed the gap."),
    "before": msg("People rate themselves before the training; whether it closed the gap will not be seen, since nobody asks again."),
    "before_and_after": msg("People rate themselves before the training and again afterwards, so it can be seen whether it closed the gap."),
}
_FIRST = 5
_FEW_DAYS = 12


def training_view(result: TrainingPlan, lens: Lens) -> View:
    """What to train first and what it takes in words, then the tables in the order of the method, what is open last."""
    blocks: list[Block] = [Words((_counted(result),), "good" if not result.gaps else "open"), Words((_first(result, lens), *_there(result, lens)))]
    blocks += [Words((sentence,), tone) for sentence, tone in _hours_said(result)]
    blocks.append(Words((_CHECKED[result.checked],), "plain" if result.checked != "none" else "note"))
    if result.modules and all(row.missing == 0 for row in result.modules):
        blocks.append(Words((msg("Every module has enough seats for those it is for."),), "good"))
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    blocks += [_goals_table(result), *proposal_blocks(result), _competencies_table(result, lens), *picture(result, lens)]
    blocks += [_modules_table(result), *choice_blocks(result, lens), _sessions_table(result), _hours_table(result)]
    blocks += [*questions_blocks(result, lens), _support_table(result), *_attendance(result)]
    return View("05_training", msg("Training and support"), tuple(blocks))


def _counted(result: TrainingPlan) -> Message:
    rows = result.competencies
    if not rows:
        return msg("No competency is named yet.")
    closed = sum(bool(row.modules) for row in rows)
    return msg_n(
        "{done} of {n} needed competency, counted for each side, has a module that closes it.",
        "{done} of {n} needed competencies, counted for each side, have a module that closes them.",
        len(rows),
        done=closed,
    )


def _visible(rows: tuple[CompetencyRow, ...], lens: Lens) -> tuple[CompetencyRow, ...]:
    """Rows whose self-ratings may be shown, in the order given."""
    return tuple(row for row in rows if row.rating.state == "rated" and shown(True, row.rating.n, lens) is True)


def _first(result: TrainingPlan, lens: Lens) -> Message:
    """One sentence: what to train first, or why nobody can say."""
    states = {row.rating.state for row in result.competencies}
    if "rated" not in states:
        if "not_asked" in states:
            return msg("Nobody was asked for a self-rating, so the plan rests on the needed levels alone.")
        return msg("There are no self-ratings yet, so the plan rests on the needed levels alone.")
    if not _visible(result.competencies, lens):
        return msg("Too few people rated themselves for their answers to be shown.")
    first = _visible(result.first, lens)[:_FIRST]
    if not first:
        return msg("Nobody whose self-rating may be shown is below the needed level.")
    named = tuple(msg("{competency} ({side}: {below} of {n} below the needed level)", competency=r.name, side=_SIDES[r.side], below=r.rating.below, n=r.rating.n) for r in first)
    return msg("Train first, in this order: {competencies}.", competencies=named)


def _there(result: TrainingPlan, lens: Lens) -> tuple[Message, ...]:
    """What can wait, because nobody who answered is below the level."""
    rows = [row for row in _visible(result.competencies, lens) if not row.rating.below]
    if not rows:
        return ()
    named = tuple(msg("{competency} ({side})", competency=row.name, side=_SIDES[row.side]) for row in rows)
    return (msg("Nobody is below the needed level in what follows, so a module for it can wait: {competencies}.", competencies=named),)


def _hours_said(result: TrainingPlan) -> tuple[tuple[Message, Tone], ...]:
    """Hours of each side against the file, each with its tone, then hours and cost of everything."""
    if not result.modules:
        return ((msg("No module is planned yet, so there are no hours to count."), "plain"),)
    mentor, mentee = result.sides
    cost = Money(result.modules_cost, result.currency)
    if result.hours_total is None:
        whole = msg("The modules cost {cost} in all. The hours of everybody are counted once the number of people is known.", cost=cost)
    else:
        whole = msg("In all the training takes {hours} hours of mentors and mentees, and its modules cost {cost}.", hours=_number(result.hours_total), cost=cost)
    return (_mentor_hours(mentor), _tone(mentor)), (_mentee_hours(mentee), _tone(mentee)), (whole, "plain")


def _tone(side: SideHours) -> Tone:
    return "open" if side.over else "plain"


def _mentor_hours(side: SideHours) -> Message:
    hours, budget = _number(side.hours), _number(side.budget or 0)
    if side.over:
        return msg("A mentor takes {hours} hours of training, {over} more than the {budget} hours of the file.", hours=hours, over=_number(side.over), budget=budget)
    if side.budget:
        return msg("A mentor takes {hours} hours of training, within the {budget} hours of the file.", hours=hours, budget=budget)
    return msg("A mentor takes {hours} hours of training.", hours=hours)


def _mentee_hours(side: SideHours) -> Message:
    hours, budget = _number(side.hours), _number(side.budget or 0)
    if side.over:
        return msg("A mentee takes {hours} hours of training, {over} more than the {budget} hours of the file.", hours=hours, over=_number(side.over), budget=budget)
    if side.budget:
        return msg("A mentee takes {hours} hours of training, within the {budget} hours of the file.", hours=hours, budget=budget)
    return msg("A mentee takes {hours} hours of training.", hours=hours)


def _number(value: float) -> int | Decimal:
    return int(value) if value == int(value) else Decimal(value, 1)


def _goals_table(result: TrainingPlan) -> Table:
    columns = (
        Column("goal", msg("Goal"), "id"),
        Column("statement", msg("What is to be reached")),
        Column("competencies", msg("Competencies that serve it")),
        Column("modules", msg("Modules that serve it")),
    )
    rows = tuple(
        (row.goal, row.statement or _BLANK, tuple(map(result.names.competency, row.competencies)) or _NONE, tuple(map(result.names.module, row.modules)) or _NONE)
        for row in result.goals
    )
    return Table("05_goals", msg("From goals to competencies"), columns, rows)


def _competencies_table(result: TrainingPlan, lens: Lens) -> Table:
    columns = (
        Column("competency", msg("Competency")),
        Column("side", msg("Needed by")),
        Column("needed", msg("Needed level"), "int"),
        Column("goals", msg("Goals it serves")),
        Column("answered", msg("Rated themselves"), "int"),
        Column("mean", msg("Mean self-rating"), "number", 1),
        Column("below", msg("Below the needed level"), "int"),
        Column("gap", msg("Gap"), "number", 1),
        Column("modules", msg("Closed by")),
        _SHORT,
    )
    note = msg("Levels go from 1 (not yet) to 5 (could teach it). Counted are selected mentees and eligible mentors; the gap is the needed level less the mean.")
    rows = tuple((r.name, _SIDES[r.side], r.needed, r.goals or _NONE, *_rated(r, lens), tuple(map(result.names.module, r.modules)) or _NONE, r.id) for r in result.competencies)
    return Table("05_competencies", msg("Needed competencies and self-ratings"), columns, rows, note=note)


def _rated(row: CompetencyRow, lens: Lens) -> tuple[Any, ...]:
    rating = row.rating
    if rating.state != "rated":
        return (Mark.NOT_ASKED if rating.state == "not_asked" else Mark.NO_DATA,) * 4
    return tuple(shown(value, rating.n, lens) for value in (rating.n, rating.mean, rating.below, row.gap))


def _modules_table(result: TrainingPlan) -> Table:
    columns = (
        Column("module", msg("Module")),
        Column("for", msg("For whom")),
        Column("hours", msg("Hours"), "number", 1),
        Column("closes", msg("Competencies it closes")),
        Column("format", msg("Format")),
        Column("cost", msg("Cost in {currency}", currency=Currency(result.currency)), "money"),
        Column("sessions", msg("Sessions"), "int"),
        Column("seats", msg("Seats"), "int"),
        Column("people", msg("People it is for"), "int"),
        Column("missing", msg("Seats missing"), "int"),
        _SHORT,
    )
    note = msg("Everybody attends one session of each module for their side. The cost of a module is counted once, however many sessions it has.")
    return Table("05_modules", msg("Modules"), columns, tuple(_module_cells(row, result) for row in result.modules), note=note)


def _module_cells(row: ModuleRow, result: TrainingPlan) -> tuple[Any, ...]:
    module = row.module
    seats = _BLANK if row.seats is None else row.seats
    closes = tuple(map(result.names.competency, module.closes)) or _NONE
    head = (result.names.module(module.id), _SIDES[module.for_] if module.for_ else _BLANK, _BLANK if module.hours is None else module.hours, closes)
    people, missing = (Mark.UNKNOWN if value is None else value for value in (row.people, row.missing))
    return (*head, module.format or _BLANK, module.cost, row.sessions, seats, people, missing, module.id)


def _sessions_table(result: TrainingPlan) -> Table:
    columns = (
        Column("on", msg("Day"), "date"),
        Column("module", msg("Module")),
        Column("for", msg("For whom")),
        Column("hours", msg("Hours"), "number", 1),
        Column("seats", msg("Seats"), "int"),
        Column("when", msg("Before or after the start")),
        Column("clashes", msg("Same people, same day")),
    )
    note = msg("The first module of each side in the file is taken as its basics, which belong before the first meeting.")
    return Table("05_sessions", msg("Sessions by day"), columns, tuple(_session_cells(row, result) for row in result.sessions), note=note)


def _session_cells(row: SessionRow, result: TrainingPlan) -> tuple[Any, ...]:
    module, session = row.module, row.session
    whom = _SIDES[module.for_] if module and module.for_ else _BLANK
    if row.late:
        when: Any = msg("after the start, although it is the basics")
    elif session.on is None or result.starts is None:
        when = Mark.UNKNOWN
    else:
        when = msg("while it runs") if row.after_start else msg("before the start")
    hours = _BLANK if module is None or module.hours is None else module.hours
    seats: Any = session.seats or (module.seats if module else None) or _BLANK
    return session.on or _BLANK, result.names.module(session.module), whom, hours, seats, when, tuple(map(result.names.module, row.clashes)) or ""


def _hours_table(result: TrainingPlan) -> Table:
    columns = (
        Column("side", msg("Side")),
        Column("people", msg("People"), "int"),
        Column("basis", msg("Where the number comes from")),
        Column("hours", msg("Hours each"), "number", 1),
        Column("budget", msg("Hours in the file"), "number", 1),
        Column("over", msg("Hours above it"), "number", 1),
        Column("total", msg("Hours in all"), "number", 1),
    )
    rows = tuple(_side_cells(side) for side in result.sides)
    note = msg("Support while it runs is not counted here.")
    if any(side.budget is not None and side.budget != side.hours for side in result.sides):
        note = msg("Support while it runs is not counted here. Hours and costs in notebooks 01 and 03 count the hours of the file.")
    return Table("05_hours", msg("Hours of training"), columns, rows, note=note)


def _side_cells(side: SideHours) -> tuple[Any, ...]:
    people, total = (Mark.UNKNOWN if value is None else value for value in (side.people, side.total))
    return _SIDES[side.side], people, _BASES[side.basis], side.hours, _BLANK if side.budget is None else side.budget, side.over, total


def _support_table(result: TrainingPlan) -> Table:
    columns = (
        Column("who", msg("For whom")),
        Column("what", msg("What")),
        Column("every_weeks", msg("Every how many weeks"), "int"),
        Column("times", msg("How many times"), "int"),
        Column("days", msg("On which days")),
    )
    rows: list[tuple[Any, ...]] = [(_SIDES["mentee"], line, "", "", "") for line in result.for_mentees]
    if result.line_managers:
        before = "" if result.starts is None else msg("before {day}", day=result.starts)
        rows.append((msg("line managers"), result.line_managers, "", "", before))
    for row in result.during:
        times = Mark.UNKNOWN if row.times is None else row.times
        rows.append((msg("while it runs"), row.what or _BLANK, _BLANK if row.every_weeks is None else row.every_weeks, times, _days(row)))
    note = msg("The days are counted from the start; move them to days on which people can come.")
    return Table("05_support", msg("Support"), columns, tuple(rows), note=note if any(row.days for row in result.during) else None)


def _days(row: DuringRow) -> Any:
    if not row.days:
        return Mark.UNKNOWN
    return row.days if len(row.days) <= _FEW_DAYS else msg("from {first} to {last}", first=row.days[0], last=row.days[-1])


def _attendance(result: TrainingPlan) -> tuple[Block, ...]:
    """Counts of who came are no answers of persons, so they are shown as they are."""
    if result.attendance is None:
        return (Words((msg("Attendance is counted here once the programme names a table of attendance."),), "note"),)
    columns = (
        Column("session", msg("Session")),
        Column("invited", msg("Invited"), "int"),
        Column("attended", msg("Attended"), "int"),
        Column("absent", msg("Did not come"), "int"),
        Column("blank", msg("Not noted"), "int"),
    )
    rows = tuple((result.names.module(row.session), row.invited, row.attended, row.absent, row.blank) for row in result.attendance)
    return (Table("05_attendance", msg("Attendance"), columns, rows),)
