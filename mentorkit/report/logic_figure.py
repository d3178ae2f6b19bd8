"""The logic model as a picture: the need, what is put in, why that should help, the goals by whom they are for, and their measures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from mentorkit.planning.chain import Chain, GoalRow
from mentorkit.planning.logic import Inputs
from mentorkit.program.model import LogicStep, Measure
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.boxes import LINE, Box, Sheet, wrapped
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, LIGHT, ORANGE
from mentorkit.report.terms import PARTIES
from mentorkit.text import Decimal, Message, Share, msg

__all__ = ["inputs_said", "logic_picture", "target_said"]

_BLANK = msg("not stated")
_NEED, _INPUTS, _GOAL, _MEASURE = msg("Need"), msg("What we put in"), msg("Goal"), msg("Measure")
_IF, _THEN, _BECAUSE = msg("If"), msg("then"), msg("because")
_COLUMNS = {"mentee": msg("For the mentee"), "mentor": msg("For the mentor"), "organisation": msg("For the organisation")}
_WIDE, _GAP, _ARROW = 6.3, 0.15, 0.24
_STEPS = 4  # more would make the picture longer than a page; the table has them all


def logic_picture(result: Chain, lens: Lens) -> Picture:
    """Boxes from the need down to the measures, read in the direction of the language; the table beside it has every word in full."""
    title = msg("From the need to what will count as success")
    alt = msg(
        "Boxes joined by arrows: the need, what is put in, {steps} steps of reasoning, then {goals} goals in three columns (mentee, mentor, organisation), each with its measures.",
        steps=len(result.logic),
        goals=len(result.goals),
    )
    return Picture("02_logic_model", title, partial(_draw, result, lens), alt, _table(result))


def inputs_said(inputs: Inputs) -> tuple[Message, ...]:
    """What the plan puts in, a line each; what the file does not say is left out."""
    said = []
    if inputs.pairs is not None and inputs.meetings is not None and inputs.months is not None:
        said.append(msg("Pairs: {n}, with {meetings} meetings each over {months} months", n=inputs.pairs, meetings=Decimal(inputs.meetings, 0), months=inputs.months))
    elif inputs.pairs is not None:
        said.append(msg("Pairs: {n}", n=inputs.pairs))
    if inputs.hours is not None:
        said.append(msg("Meetings and preparation: {hours} hours of each mentor and each mentee", hours=inputs.hours))
    if inputs.training_mentor or inputs.training_mentee:
        said.append(msg("Training: {mentor} hours of a mentor, {mentee} of a mentee", mentor=inputs.training_mentor, mentee=inputs.training_mentee))
    if inputs.coordinator is not None:
        said.append(msg("Coordinator: {share} of a full post", share=Share(inputs.coordinator, 0)))
    return tuple(said)


def target_said(measure: Measure) -> Any:
    """The target with its direction, in the unit of the measure."""
    value = measure.target
    if value is None:
        return _BLANK
    if measure.analysis in ("mean_change", "adjusted_difference"):
        change = Decimal(value, 2)
        return msg("a rise of {value} or more", value=change) if measure.direction == "up" else msg("a fall of {value} or more", value=change)
    shown: Any = Share(value) if measure.unit == "share" else int(value) if float(value).is_integer() else value
    return msg("{value} or more", value=shown) if measure.direction == "up" else msg("{value} or less", value=shown)


def _table(result: Chain) -> Table:
    columns = (Column("link", msg("Link")), Column("for", msg("For whom")), Column("words", msg("In words")))
    return Table("02_logic_model", msg("The logic model in words"), columns, tuple(_rows(result)))


def _rows(result: Chain) -> Iterator[tuple[Any, ...]]:
    yield _NEED, "", result.need.statement if result.need and result.need.statement else _BLANK
    for line in inputs_said(result.inputs) or (_BLANK,):
        yield _INPUTS, "", line
    for step in result.logic:
        said = msg("If {cause}, then {effect}, because {reason}.", cause=step.if_ or _BLANK, effect=step.then or _BLANK, reason=step.because or _BLANK)
        yield msg("Why it should help"), "", said
    for goal in result.goals:
        party = PARTIES[goal.goal.for_] if goal.goal.for_ else _BLANK
        yield _GOAL, party, goal.goal.statement or goal.goal.id
        for row in goal.measures:
            yield _MEASURE, party, msg("{measure}: {target}", measure=row.measure.indicator or row.measure.id, target=target_said(row.measure))


def _draw(result: Chain, lens: Lens) -> bytes:
    say = lens.text.plain
    sheet = Sheet(_WIDE, mirrored=lens.text.direction == "rtl")
    edge = 0.04
    wide = _WIDE - 2 * edge
    statement = result.need.statement if result.need and result.need.statement else _BLANK
    need = sheet.put(Box(edge, 0.04, wide, wrapped(say(statement), wide, 4), say(_NEED), INK))
    lines = [line for said in inputs_said(result.inputs) or (_BLANK,) for line in wrapped(say(said), wide, 2)]
    put_in = sheet.put(Box(edge, need.foot + _ARROW, wide, tuple(lines), say(_INPUTS), GREY, LIGHT))
    sheet.down(_WIDE / 2, need.foot, put_in.y)
    foot = put_in.foot
    for step in result.logic[:_STEPS]:
        foot = _step(sheet, step, foot, edge, wide, lens)
    _goals(sheet, result, foot, edge, wide, lens)
    return sheet.png()


def _step(sheet: Sheet, step: LogicStep, above: float, edge: float, wide: float, lens: Lens) -> float:
    """One step of reasoning as three boxes side by side; returns where it ends."""
    say, each, y = lens.text.plain, (wide - 2 * _ARROW) / 3, above + _ARROW
    parts = [(_IF, step.if_), (_THEN, step.then), (_BECAUSE, step.because)]
    texts = [wrapped(say(words or _BLANK), each, 5) for _, words in parts]
    tall = max(map(len, texts))
    boxes = []
    for place, ((title, _), lines) in enumerate(zip(parts, texts, strict=True)):
        filled = (*lines, *("",) * (tall - len(lines)))
        boxes.append(sheet.put(Box(edge + place * (each + _ARROW), y, each, filled, say(title), GREY)))
    for first, second in pairwise(boxes):
        sheet.along(first.x + first.width, second.x, y + boxes[0].height / 2)
    sheet.down(_WIDE / 2, above, y)
    return boxes[0].foot


def _goals(sheet: Sheet, result: Chain, above: float, edge: float, wide: float, lens: Lens) -> None:
    each = (wide - 2 * _GAP) / 3
    y = above + _ARROW
    for place, (party, title) in enumerate(_COLUMNS.items()):
        x = edge + place * (each + _GAP)
        sheet.down(x + each / 2, above, y)
        sheet.label(x + each / 2, y + 0.03, lens.text.plain(title))
        mine = [goal for goal in result.goals if goal.goal.for_ == party]
        foot = y + LINE + 0.08
        if not mine:
            sheet.put(Box(x, foot, each, wrapped(lens.text.plain(msg("no goal yet")), each, 2), edge=GREY))
        for goal in mine:
            foot = _goal(sheet, goal, x, foot, each, lens) + _GAP


def _goal(sheet: Sheet, goal: GoalRow, x: float, y: float, each: float, lens: Lens) -> float:
    """A goal and its measures below it; returns where they end."""
    say = lens.text.plain
    box = sheet.put(Box(x, y, each, wrapped(say(goal.goal.statement or goal.goal.id), each, 4), edge=BLUE))
    foot = box.foot
    for row in goal.measures:
        lines = (*wrapped(say(row.measure.indicator or row.measure.id), each, 3), *wrapped(say(target_said(row.measure)), each, 2))
        below = sheet.put(Box(x, foot + _ARROW * 0.8, each, lines, edge=ORANGE))
        sheet.down(below.middle, foot, below.y)
        foot = below.foot
    if not goal.measures:
        missing = sheet.put(Box(x, foot + _ARROW * 0.8, each, wrapped(say(msg("no measure")), each, 1), edge=GREY))
        sheet.down(missing.middle, foot, missing.y)
        foot = missing.foot
    return foot
