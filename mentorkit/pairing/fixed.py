"""What in the tables contradicts the pairing section: columns that are not there, required pairs that cannot be made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from mentorkit.pairing.answers import ids
from mentorkit.pairing.criteria import sides
from mentorkit.pairing.free_text import installed
from mentorkit.pairing.rules import forbidden, seats
from mentorkit.pairing.scores import Scores
from mentorkit.people.fitting import Shape, misfit, shape_of
from mentorkit.people.ids import own_spelling
from mentorkit.people.people import People
from mentorkit.people.selection import selected
from mentorkit.program.model import Condition, PairingPlan, Rule
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.text import Message, msg

__all__ = ["column_problems", "required_problems"]

_NOTEBOOK = "04_pairing"
_SHAPES: dict[str, tuple[Shape, ...]] = {
    "closeness": ("number", "date"),
    "gap": ("number", "date"),
    "coverage": ("list",),
    "overlap": ("list",),
    "shared_language": ("list",),
    "hours": ("number",),
    "wishes": ("list",),
    "text": ("text", "list"),
}
_RULE_COLUMNS = {"shared_language": ("languages",), "first_time_one": ()}


def column_problems(program: Program, people: People) -> tuple[Problem, ...]:
    """Columns that a criterion or a rule compares and that a table does not have, or whose values cannot be compared so."""
    plan = program.intent.pairing or PairingPlan()
    return tuple([*_criteria(program, plan, people), *_rules(program, plan, people)])


def required_problems(program: Program, people: People, scores: Scores | None = None) -> tuple[Problem, ...]:
    """Required pairs that are against a rule, over a mentor's seats, or with somebody who does not take part.

    The place in the file names the pair; no id of a person is printed. Without ``scores`` only the people of required pairs are looked
    at, so that a check of many thousands stays quick.
    """
    plan = program.intent.pairing or PairingPlan()
    if not plan.required_pairs:
        return ()
    if scores is None:
        program = own_spelling(program, [*people.mentees["person_id"], *people.mentors["person_id"]])
        plan = program.intent.pairing or plan
        scores = _of_required(program, plan, people)
    return tuple(_required(program, plan, scores))


def _of_required(program: Program, plan: PairingPlan, people: People) -> Scores:
    """Rules and seats of those people of required pairs who take part; no criteria, so no points."""
    selection = selected(program, people)
    sides = (
        (people.mentees, selection.mentee_ids, {pair.mentee for pair in plan.required_pairs}),
        (people.mentors, selection.mentor_ids, {pair.mentor for pair in plan.required_pairs}),
    )
    mentees, mentors = (frame[frame["person_id"].isin(named & set(part))].reset_index(drop=True) for frame, part, named in sides)
    rules = forbidden(plan.rules, plan.excluded_pairs, mentees, mentors, people)
    points = np.zeros((len(mentees), len(mentors)), np.int64)
    return Scores(tuple(ids(mentees)), tuple(ids(mentors)), seats(plan.rules, mentors, people), (), rules, points, 0, (), selection)


def _criteria(program: Program, plan: PairingPlan, people: People) -> Iterator[Problem]:
    for index, criterion in enumerate(plan.criteria):
        where = _place("criteria", index, criterion.id)
        if criterion.kind == "text" and not installed():
            found, cure = msg("texts are compared with scikit-learn, which is not installed."), msg('Run pip install "mentorkit[text]", or choose another kind.')
            yield _wrong(program, "MK-T420", where, ("pairing", "criteria", index), found, msg("A criterion of the kind text needs the extra text."), cure)
        compared = tuple(zip(("mentees", "mentors"), sides(criterion), strict=True))
        # one side's wishes are enough
        one_is_enough = criterion.kind == "wishes" and any(column and _has(people, table, column) for table, column in compared)
        for table, column in compared:
            if one_is_enough and column and not _has(people, table, column):
                continue
            yield from _absent(program, people, table, column, where, ("pairing", "criteria", index))
            yield from _unfit(program, people, table, column, criterion.kind, where, ("pairing", "criteria", index))


def _rules(program: Program, plan: PairingPlan, people: People) -> Iterator[Problem]:
    for index, rule in enumerate(plan.rules):
        where, path = _place("rules", index, rule.id), ("pairing", "rules", index)
        for column in _compared(rule):
            for table in ("mentees", "mentors"):
                yield from _absent(program, people, table, column, where, path)
                yield from _unfit(program, people, table, column, rule.kind, where, path)
        for table, condition in _said(rule.when, None):
            yield from _absent(program, people, table, condition.column, where, path)
            yield from _unfit_condition(program, people, table, condition, where, path)
        if rule.kind == "gap" and rule.at_least is not None and rule.at_most is not None and rule.at_least > rule.at_most:
            allowed, cure = msg("at_least is not above at_most."), msg("Exchange the two, or correct one of them.")
            yield _wrong(program, "MK-T405", where, path, msg("at_least is above at_most, so that every pair would be forbidden."), allowed, cure)
        if rule.kind == "more_experienced" and not any(_has(people, "mentees", column) and _has(people, "mentors", column) for column in rule.by):
            allowed = msg("The rule needs one of its columns ({columns}) in both tables.", columns=rule.by)
            yield _wrong(program, "MK-T402", where, path, msg("neither column is in both the mentees and the mentors table."), allowed, _cure())
        if rule.kind == "not_in_line" and not any(_has(people, table, "manager_id") for table in ("mentees", "mentors", "staff")):
            allowed = msg("The rule needs the column manager_id in the mentees, mentors or staff table.")
            yield _wrong(program, "MK-T403", where, path, msg("no table says who reports to whom."), allowed, _cure())


def _compared(rule: Rule) -> tuple[str, ...]:
    if rule.kind in ("same", "different", "gap", "shared_language"):
        return (rule.column,) if rule.column else _RULE_COLUMNS.get(rule.kind, ())
    return ()


def _said(conditions: tuple[Condition, ...], of: str | None) -> Iterator[tuple[str, Condition]]:
    for condition in conditions:
        side = condition.of or of
        if condition.column and side:
            yield f"{side}s", condition
        yield from _said((*(condition.all_of or ()), *(condition.any_of or ())), side)


def _absent(program: Program, people: People, table: str, column: str | None, where: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if column and not _has(people, table, column):
        found = msg("the {table} table has no column {column}.", table=table, column=column)
        yield _wrong(program, "MK-T401", where, path, found, msg("A criterion or a rule can only compare columns that are there."), _cure())


def _unfit(program: Program, people: People, table: str, column: str | None, kind: str, where: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    shapes = _SHAPES.get(kind)
    if shapes and column and _has(people, table, column) and shape_of(getattr(people, table)[column]) not in shapes:
        found = msg("{kind} cannot compare the column {column} of the {table} table.", kind=kind, column=column, table=table)
        allowed = msg("A column of lists.") if shapes == ("list",) else msg("A column of text.") if "text" in shapes else msg("A column of numbers or of days.")
        yield _wrong(program, "MK-T404", where, path, found, allowed, _other_kind())


def _unfit_condition(program: Program, people: People, table: str, condition: Condition, where: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    column = condition.column or ""
    if _has(people, table, column) and (wrong := misfit(condition, shape_of(getattr(people, table)[column]))):
        yield _wrong(program, "MK-T404", where, path, *wrong, _other_kind())


def _other_kind() -> Message:
    return msg("Choose another column or another way to compare; a column used in two different ways is read as text.")


def _has(people: People, table: str, column: str) -> bool:
    frame = getattr(people, table)
    return column in frame and (table != "staff" or len(frame) > 0)


def _cure() -> Message:
    return msg("Add the column, name their heading for it under tables > columns, or take the line out of the pairing section.")


def _required(program: Program, plan: PairingPlan, scores: Scores) -> Iterator[Problem]:
    rows = {person: place for place, person in enumerate(scores.mentees)}
    columns = {person: place for place, person in enumerate(scores.mentors)}
    taken: Counter[str] = Counter()
    for index, pair in enumerate(plan.required_pairs):
        where, path = f"pairing > required_pairs[{index + 1}]", ("pairing", "required_pairs", index)
        for person, known, side in ((pair.mentee, rows, msg("mentee")), (pair.mentor, columns, msg("mentor"))):
            if person not in known:
                found = msg("its {side} does not take part: not in the table, withdrawn, not eligible or not selected.", side=side)
                yield _wrong(
                    program,
                    "MK-T411",
                    where,
                    path,
                    found,
                    msg("Both people of a required pair take part."),
                    msg("Correct the id or the conditions of notebook 03, or remove the pair."),
                )
        if pair.mentee not in rows or pair.mentor not in columns:
            continue
        row, column = rows[pair.mentee], columns[pair.mentor]
        for rule in scores.rules:
            if rule.forbidden[row, column]:
                found = msg("the rule '{rule}' forbids this required pair.", rule=rule.id)
                yield _wrong(program, "MK-T412", where, path, found, msg("A required pair keeps every rule."), msg("Remove the pair, or change the rule so that it allows it."))
        taken[pair.mentor] += 1
        if taken[pair.mentor] == scores.seats[column] + 1:
            found = msg("more pairs are required with this mentor than the {n} the mentor takes.", n=int(scores.seats[column]))
            yield _wrong(
                program,
                "MK-T413",
                where,
                path,
                found,
                msg("At most as many required pairs as the mentor takes mentees."),
                msg("Raise the capacity in the mentors table, or remove a pair."),
            )


def _place(part: str, index: int, name: str) -> str:
    return f"pairing > {part}[{index + 1}] '{name}'"


def _wrong(program: Program, code: str, where: str, path: tuple[str | int, ...], found: Message, allowed: Message, cure: Message) -> Problem:
    return Problem(code, "wrong", "pairing", found, allowed, cure, _NOTEBOOK, where, program.path.name, program.line_of(path))
