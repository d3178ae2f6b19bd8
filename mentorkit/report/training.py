"""Page 05: from goals to competencies, modules, sessions and support; what is below the needed level; what is open."""

from __future__ import annotations

from functools import partial
from typing import Any

from mentorkit.planning.training import CompetencyRow, ModuleRow, SessionRow, SideHours, TrainingPlan
from mentorkit.report import figures
from mentorkit.report.blocks import Block, Column, Picture, Table, Tone, View, Words
from mentorkit.report.disclosure import shown
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, ORANGE
from mentorkit.report.terms import PARTIES, POPULATIONS
from mentorkit.text import Decimal, Mark, Message, Money, msg, msg_n

__all__ = ["training_view"]

_BLANK = msg("not stated")
_SIDES = {"mentee": POPULATIONS["mentees"], "mentor": POPULATIONS["mentors"], "both": POPULATIONS["both"]}
_BASES = {"planned": msg("planned"), "table": msg("in the sign-up table"), "none": msg("not known")}
_FIRST = 5


def training_view(result: TrainingPlan, lens: Lens) -> View:
    """What to train first and what it takes in words, then the tables in the order of the method, what is open last."""
    blocks: list[Block] = [Words((_counted(result),), "good" if not result.gaps else "open"), Words((_first(result, lens),))]
    blocks += [Words((sentence,), tone) for sentence, tone in _hours_said(result)]
    if result.modules and all(row.missing == 0 for row in result.modules):
        blocks.append(Words((msg("Every module has enough seats for those it is for."),), "good"))
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    blocks += [_goals_table(result), _competencies_table(result, lens), *_picture(result, lens)]
    blocks += [_modules_table(result), _sessions_table(result), _hours_table(result), _support_table(result), *_attendance(result)]
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
    named = tuple(msg("{competency} ({side}: {below} of {n} below the needed level)", competency=r.id, side=_SIDES[r.side], below=r.rating.below, n=r.rating.n) for r in first)
    return msg("Train first, in this order: {competencies}.", competencies=named)


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
    columns = (Column("goal", msg("Goal"), "id"), Column("statement", msg("What is to be reached")), Column("competencies", msg("Competencies that serve it")))
    rows = tuple((row.goal, row.statement or _BLANK, row.competencies or msg("none")) for row in result.goals)
    return Table("05_goals", msg("From goals to competencies"), columns, rows)


def _competencies_table(result: TrainingPlan, lens: Lens) -> Table:
    columns = (
        Column("competency", msg("Competency"), "id"),
        Column("side", msg("Needed by")),
        Column("needed", msg("Needed level"), "int"),
        Column("goals", msg("Goals it serves")),
        Column("answered", msg("Rated themselves"), "int"),
        Column("mean", msg("Mean self-rating"), "number", 1),
        Column("below", msg("Below the needed level"), "int"),
        Column("gap", msg("Gap"), "number", 1),
        Column("modules", msg("Closed by")),
    )
    note = msg("Levels go from 1 (not yet) to 5 (could teach it). Counted are selected mentees and eligible mentors; the gap is the needed level less the mean.")
    rows = tuple((r.id, _SIDES[r.side], r.needed, r.goals or msg("none"), *_rated(r, lens), r.modules or msg("none")) for r in result.competencies)
    return Table("05_competencies", msg("Needed competencies and self-ratings"), columns, rows, note=note)


def _rated(row: CompetencyRow, lens: Lens) -> tuple[Any, ...]:
    rating = row.rating
    if rating.state != "rated":
        return (Mark.NOT_ASKED if rating.state == "not_asked" else Mark.NO_DATA,) * 4
    return tuple(shown(value, rating.n, lens) for value in (rating.n, rating.mean, rating.below, row.gap))


def _modules_table(result: TrainingPlan) -> Table:
    columns = (
        Column("module", msg("Module"), "id"),
        Column("for", msg("For whom")),
        Column("hours", msg("Hours"), "number", 1),
        Column("closes", msg("Competencies it closes")),
        Column("format", msg("Format")),
        Column("cost", msg("Cost in {currency}", currency=result.currency), "money"),
        Column("sessions", msg("Sessions"), "int"),
        Column("seats", msg("Seats"), "int"),
        Column("people", msg("People it is for"), "int"),
        Column("missing", msg("Seats missing"), "int"),
    )
    note = msg("Everybody attends one session of each module for their side. The cost of a module is counted once, however many sessions it has.")
    return Table("05_modules", msg("Modules"), columns, tuple(_module_cells(row) for row in result.modules), note=note)


def _module_cells(row: ModuleRow) -> tuple[Any, ...]:
    module = row.module
    seats = _BLANK if row.seats is None else row.seats
    head = (module.id, _SIDES[module.for_] if module.for_ else _BLANK, _BLANK if module.hours is None else module.hours, module.closes or msg("none"))
    people, missing = (Mark.UNKNOWN if value is None else value for value in (row.people, row.missing))
    return (*head, module.format or _BLANK, module.cost, row.sessions, seats, people, missing)


def _sessions_table(result: TrainingPlan) -> Table:
    columns = (
        Column("on", msg("Day"), "date"),
        Column("module", msg("Module"), "id"),
        Column("for", msg("For whom")),
        Column("hours", msg("Hours"), "number", 1),
        Column("seats", msg("Seats"), "int"),
        Column("when", msg("Before or after the start")),
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
    return session.on or _BLANK, session.module, whom, hours, _BLANK if session.seats is None else session.seats, when


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
    return Table("05_hours", msg("Hours of training"), columns, rows, note=msg("Support while it runs is not counted here."))


def _side_cells(side: SideHours) -> tuple[Any, ...]:
    people, total = (Mark.UNKNOWN if value is None else value for value in (side.people, side.total))
    return _SIDES[side.side], people, _BASES[side.basis], side.hours, _BLANK if side.budget is None else side.budget, side.over, total


def _support_table(result: TrainingPlan) -> Table:
    columns = (
        Column("who", msg("For whom")),
        Column("what", msg("What")),
        Column("every_weeks", msg("Every how many weeks"), "int"),
        Column("times", msg("How many times"), "int"),
    )
    rows: list[tuple[Any, ...]] = [(_SIDES["mentee"], line, "", "") for line in result.for_mentees]
    if result.line_managers:
        rows.append((msg("line managers"), result.line_managers, "", ""))
    for row in result.during:
        times = Mark.UNKNOWN if row.times is None else row.times
        rows.append((msg("while it runs"), row.what or _BLANK, _BLANK if row.every_weeks is None else row.every_weeks, times))
    return Table("05_support", msg("Support"), columns, tuple(rows))


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
    rows = tuple((row.session, row.invited, row.attended, row.absent, row.blank) for row in result.attendance)
    return (Table("05_attendance", msg("Attendance"), columns, rows),)


def _picture(result: TrainingPlan, lens: Lens) -> tuple[Picture, ...]:
    """Needed against self-rated level, for what may be shown; no picture without ratings."""
    rows = _visible(result.competencies, lens)
    if not rows:
        return ()
    columns = (
        Column("competency", msg("Competency"), "id"),
        Column("side", msg("Needed by"), "text"),
        Column("needed", msg("Needed level"), "int"),
        Column("mean", msg("Mean self-rating"), "number", 1),
    )
    title = msg("Needed level and self-rating")
    table = Table("05_levels", title, columns, tuple((row.id, PARTIES[row.side], row.needed, row.rating.mean) for row in rows))
    widest = max(rows, key=lambda row: row.gap or 0.0)
    alt = msg(
        "A line for each competency and side, from 1 to 5, with the needed level and the mean self-rating. The widest gap: {competency} ({side}), {needed} needed, {mean} rated.",
        competency=widest.id,
        side=PARTIES[widest.side],
        needed=widest.needed,
        mean=Decimal(widest.rating.mean or 0.0, 1),
    )
    return (Picture("05_levels", title, partial(_draw, rows, lens), alt, table),)


def _draw(rows: tuple[CompetencyRow, ...], lens: Lens) -> bytes:
    figure, axes = figures.canvas(7, 1.1 + 0.34 * len(rows))
    places = range(len(rows))
    needed, means = [row.needed for row in rows], [row.rating.mean for row in rows]
    axes.hlines(places, means, needed, color=GREY, linewidth=1.4, zorder=1)
    axes.scatter(needed, places, color=ORANGE, marker="D", s=34, zorder=2, label=lens.text.plain(msg("Needed level")))
    axes.scatter(means, places, color=BLUE, s=42, zorder=3, label=lens.text.plain(msg("Mean self-rating")))
    axes.set_yticks(list(places), [lens.text.plain(msg("{competency} ({side})", competency=row.id, side=PARTIES[row.side])) for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0.8, 5.2)
    axes.set_xticks([1, 2, 3, 4, 5])
    axes.set_xlabel(lens.text.plain(msg("Level, 1 to 5")), fontsize=9, color=INK)
    axes.legend(frameon=False, fontsize=8, ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    return figures.png(figure)
