"""What is thin in a training plan: advice that stops nothing."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.planning.gaps import gap
from mentorkit.planning.module_choice import Budget
from mentorkit.planning.selfratings import column_of
from mentorkit.planning.training import TrainingPlan, called
from mentorkit.program.model import Training
from mentorkit.program.problems import Gap
from mentorkit.text import Decimal, Message, Money, msg, msg_n

__all__ = ["LEAST_MENTOR_HOURS", "budget_said", "training_gaps"]

# published standards ask for at least two hours before the first meeting
LEAST_MENTOR_HOURS = 2.0


def training_gaps(plan: TrainingPlan, section: Training) -> Iterator[Gap]:
    """Everything that is open, from goals to support, in the order of the page."""
    yield from _of_goals(plan, section)
    yield from _of_competencies(plan, section)
    yield from _of_modules(plan)
    yield from _of_sessions(plan)
    yield from _of_hours(plan)
    yield from _of_budget(plan)
    yield from _of_support(plan)


def _gap(code: str, message: Message) -> Gap:
    return gap(code, message, "training")


def _of_goals(plan: TrainingPlan, section: Training) -> Iterator[Gap]:
    if not section.competencies:
        yield _gap("MK-G050", msg("No competency is named yet. Ask of each goal: what must a mentor or a mentee be able to do for it?"))
        return
    for row in plan.goals:
        if not row.competencies:
            yield _gap("MK-G050", msg("The goal '{goal}' is served by no competency: the training does nothing for it.", goal=(row.statement or row.goal).rstrip(".")))
        elif plan.modules and not row.modules:
            yield _gap("MK-G052", msg("No module serves the goal '{goal}': what it needs is closed by none.", goal=(row.statement or row.goal).rstrip(".")))


def _of_competencies(plan: TrainingPlan, section: Training) -> Iterator[Gap]:
    for competency in section.competencies:
        if not competency.goals:
            yield _gap("MK-G051", msg("The competency '{competency}' serves no goal. Name the goal, or leave it out.", competency=called(competency)))
        if not competency.needed:
            yield _gap("MK-G051", msg("The competency '{competency}' does not say which level is needed by whom.", competency=called(competency)))
    for row in plan.competencies:
        if not row.modules and row.side == "mentor":
            yield _gap("MK-G052", msg("No module for mentors closes the competency '{competency}'.", competency=row.name))
        elif not row.modules:
            yield _gap("MK-G052", msg("No module for mentees closes the competency '{competency}'.", competency=row.name))
    unasked = tuple(dict.fromkeys(column_of(row.id) for row in plan.competencies if row.rating.state == "not_asked"))
    if unasked:
        sentence = msg("Not everybody is asked how able they feel. Add these questions to the sign-up form, answered from 1 to 5, in the columns {columns}.", columns=unasked)
        yield _gap("MK-G057", sentence)


def _of_modules(plan: TrainingPlan) -> Iterator[Gap]:
    if not plan.modules:
        yield _gap("MK-G053", msg("No module is planned yet. Start with the basics for mentors, and a shorter one for mentees."))
    for row in plan.modules:
        module = row.module
        if module.for_ is None or module.hours is None:
            yield _gap("MK-G053", msg("The module '{module}' does not say for whom it is or how many hours it takes.", module=called(module)))
        if not module.closes:
            yield _gap("MK-G053", msg("The module '{module}' closes no competency. Say what people can do afterwards.", module=called(module)))
        if row.elsewhere and module.for_ == "mentor":
            yield _gap(
                "MK-G053",
                msg(
                    "The module '{module}' is for mentors and closes what only mentees need: {competencies}.",
                    module=called(module),
                    competencies=tuple(map(plan.names.competency, row.elsewhere)),
                ),
            )
        elif row.elsewhere:
            yield _gap(
                "MK-G053",
                msg(
                    "The module '{module}' is for mentees and closes what only mentors need: {competencies}.",
                    module=called(module),
                    competencies=tuple(map(plan.names.competency, row.elsewhere)),
                ),
            )
        if not row.sessions:
            yield _gap("MK-G054", msg("The module '{module}' has no session yet.", module=called(module)))
        elif row.seats is None:
            yield _gap("MK-G054", msg("Not every session of the module '{module}' says how many seats it has.", module=called(module)))
        if row.missing:
            few = row.missing
            sentence = msg_n(
                "One seat is missing in the sessions of the module '{module}'.", "{n} seats are missing in the sessions of the module '{module}'.", few, module=called(module)
            )
            yield _gap("MK-G054", sentence)


def _of_sessions(plan: TrainingPlan) -> Iterator[Gap]:
    open_days = sum(row.session.on is None for row in plan.sessions)
    if open_days:
        yield _gap("MK-G054", msg_n("One session has no day yet.", "{n} sessions have no day yet.", open_days))
    for row in plan.sessions:
        if row.late and row.session.on is not None and plan.starts is not None:
            yield _gap(
                "MK-G055",
                msg(
                    "The session of {day} teaches the basics ('{module}') after the start on {starts}: its people meet before they are prepared.",
                    day=row.session.on,
                    module=plan.names.module(row.session.module),
                    starts=plan.starts,
                ),
            )
    for day in dict.fromkeys(row.session.on for row in plan.sessions if row.clashes):
        both = tuple(dict.fromkeys(plan.names.module(row.session.module) for row in plan.sessions if row.session.on == day and row.clashes))
        sentence = msg(
            "On {day} the same people are asked to more than one module: {modules}. Move one of them, or make sure that nobody needs to be at both.", day=day, modules=both
        )
        yield _gap("MK-G055", sentence)
    if plan.sessions and plan.starts is None:
        yield _gap("MK-G055", msg("The start of the programme is not stated (schedule), so nobody can see whether the training comes before it."))


def _of_hours(plan: TrainingPlan) -> Iterator[Gap]:
    mentor, mentee = plan.sides
    if plan.modules and mentor.hours < LEAST_MENTOR_HOURS:
        sentence = msg("Mentors get less than {least} hours of training, the least that published standards ask for.", least=LEAST_MENTOR_HOURS)
        yield _gap("MK-G056", sentence)
    if mentor.over:
        yield _gap("MK-G056", msg("The modules take {hours} hours more of a mentor than the hours of training in the file.", hours=_hours(mentor.over)))
    if mentee.over:
        yield _gap("MK-G056", msg("The modules take {hours} hours more of a mentee than the hours of training in the file.", hours=_hours(mentee.over)))
    if plan.modules and any(side.hours and side.budget is None for side in plan.sides):
        yield _gap("MK-G056", msg("The hours of training that a mentor and a mentee may take are not stated. Mentors should know them before they say yes."))


def _of_budget(plan: TrainingPlan) -> Iterator[Gap]:
    more = plan.choice.enough
    if more is None:
        return
    if plan.choice.state == "too_small":
        sentence = msg(
            "What is held in any case does not fit into the hours or the cash of the file. It fits, and closes all that a module closes, with {budget}.",
            budget=budget_said(plan, more),
        )
    else:
        sentence = msg(
            "Within the hours and the cash of the file something stays open that a module would close. With {budget} it would be closed.", budget=budget_said(plan, more)
        )
    yield _gap("MK-G056", sentence)


def budget_said(plan: TrainingPlan, more: Budget) -> tuple[Message, ...]:
    """Every part of a budget that is larger than the file's."""
    stated, found = plan.choice.budget, []
    if more.hours[0] != stated.hours[0] and more.hours[0] is not None:
        found.append(msg("{hours} hours of a mentor", hours=_hours(more.hours[0])))
    if more.hours[1] != stated.hours[1] and more.hours[1] is not None:
        found.append(msg("{hours} hours of a mentee", hours=_hours(more.hours[1])))
    if more.cash != stated.cash and more.cash is not None:
        found.append(msg("{cash} for the training", cash=Money(more.cash, plan.currency)))
    return tuple(found)


def _hours(value: float) -> int | Decimal:
    return int(value) if value == int(value) else Decimal(value, 1)


def _of_support(plan: TrainingPlan) -> Iterator[Gap]:
    unasked = tuple(row.question for row in plan.mentee_support if row.state == "not_asked")
    if unasked:
        sentence = msg("Mentees are not asked which support they need. Add the questions to the sign-up form, answered from 1 to 5, in the columns {columns}.", columns=unasked)
        yield _gap("MK-G057", sentence)
    if not plan.for_mentees:
        yield _gap("MK-G058", msg("No support for mentees is planned. At least give them a goal sheet and somebody to ask."))
    if plan.line_managers is None:
        yield _gap("MK-G058", msg("It is not said how line managers are told what is expected of them."))
    if not plan.during:
        yield _gap("MK-G058", msg("Nothing is planned for mentors while it runs. A group in which they talk about their pairs every few weeks carries further than one workshop."))
    for row in plan.during:
        if row.what is None or row.every_weeks is None:
            yield _gap("MK-G058", msg("An entry of the support while it runs does not say what it is or how often it comes."))
