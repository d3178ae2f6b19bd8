"""What in the tables contradicts the pairing section: columns that are not there, required pairs that cannot be made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mentorkit.pairing.criteria import sides
from mentorkit.pairing.scores import Scores
from mentorkit.people.people import People
from mentorkit.program.model import Condition, PairingPlan, Rule
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program
from mentorkit.text import Message, msg

__all__ = ["column_problems", "required_problems"]

_NOTEBOOK = "04_pairing"
_RULE_COLUMNS = {"shared_language": ("languages",), "first_time_one": ()}


def column_problems(program: Program, people: People) -> tuple[Problem, ...]:
    """Columns that a criterion or a rule compares and that a table does not have."""
    plan = program.intent.pairing or PairingPlan()
    return tuple([*_criteria(program, plan, people), *_rules(program, plan, people)])


def required_problems(program: Program, people: People, scores: Scores) -> tuple[Problem, ...]:
    """Required pairs that are against a rule, over a mentor's seats, or with somebody who does not take part.

    The place in the file names the pair; no id of a person is printed.
    """
    return tuple(_required(program, program.intent.pairing or PairingPlan(), scores))


def _criteria(program: Program, plan: PairingPlan, people: People) -> Iterator[Problem]:
    for index, criterion in enumerate(plan.criteria):
        where = _place("criteria", index, criterion.id)
        for table, column in zip(("mentees", "mentors"), sides(criterion), strict=True):
            yield from _absent(program, people, table, column, where, ("pairing", "criteria", index))


def _rules(program: Program, plan: PairingPlan, people: People) -> Iterator[Problem]:
    for index, rule in enumerate(plan.rules):
        where, path = _place("rules", index, rule.id), ("pairing", "rules", index)
        for column in _compared(rule):
            for table in ("mentees", "mentors"):
                yield from _absent(program, people, table, column, where, path)
        for table, column in _said(rule.when, None):
            yield from _absent(program, people, table, column, where, path)
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


def _said(conditions: tuple[Condition, ...], of: str | None) -> Iterator[tuple[str, str]]:
    for condition in conditions:
        side = condition.of or of
        if condition.column and side:
            yield f"{side}s", condition.column
        yield from _said((*(condition.all_of or ()), *(condition.any_of or ())), side)


def _absent(program: Program, people: People, table: str, column: str | None, where: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if column and not _has(people, table, column):
        found = msg("the {table} table has no column {column}.", table=table, column=column)
        yield _wrong(program, "MK-T401", where, path, found, msg("A criterion or a rule can only compare columns that are there."), _cure())


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
