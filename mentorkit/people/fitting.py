"""Whether the conditions of the program file can be asked of the tables: columns that are there, comparisons that fit them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Literal

import pandas as pd

from mentorkit.people.columns import ReadTable
from mentorkit.people.conditions import meets
from mentorkit.people.faults import shortened
from mentorkit.people.headings import is_personal
from mentorkit.program.model import Condition
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.program.stagelist import stage_of
from mentorkit.text import Message, msg

__all__ = ["Shape", "access_problems", "condition_problems", "condition_warnings", "misfit", "shape_of"]

Shape = Literal["list", "number", "date", "text"]
Path = tuple[str | int, ...]
Leaf = tuple[Path, Condition]
_SIDES = ("mentees", "mentors")
_NOT_AUDITED = ("person_id", "manager_id")


def shape_of(column: pd.Series) -> Shape:
    """How the values of a column that was read can be compared."""
    if column.dtype == object:
        return "list"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "date"
    return "number" if pd.api.types.is_numeric_dtype(column) else "text"


def misfit(condition: Condition, shape: Shape) -> tuple[Message, Message] | None:
    """What a plain condition asks of a column that cannot answer it, and which column could; ``None`` when it fits."""
    if (condition.at_least is not None or condition.at_most is not None) and shape != "number":
        return msg("at_least and at_most compare numbers; the column {column} holds none.", column=condition.column or ""), msg("A column of numbers.")
    if (condition.before is not None or condition.after is not None) and shape != "date":
        return msg("before and after compare days; the column {column} holds none.", column=condition.column or ""), msg("A column of days.")
    return None


def condition_problems(program: Program, tables: Mapping[str, pd.DataFrame], read: Mapping[str, ReadTable]) -> list[Problem]:
    """Conditions of ``eligible`` over a column that is not there, or that cannot be compared so."""
    found = []
    for side, path, condition in _asked(program, read):
        name, frame = condition.column or "", tables[side]
        if name not in _present(side, tables, read):
            sentence = msg("the {table} table has no column {column}.", table=side, column=name)
            found.append(_wrong(program, "MK-T057", path, sentence, _columns(_present(side, tables, read)), _cure(name, _present(side, tables, read))))
        elif name in frame and (wrong := misfit(condition, shape_of(frame[name]))):
            cure = msg("Compare with equals, in or filled, or correct the column; a column used in two different ways is read as text.")
            found.append(_wrong(program, "MK-T058", path, *wrong, cure))
    return found


def condition_warnings(program: Program, tables: Mapping[str, pd.DataFrame], read: Mapping[str, ReadTable]) -> list[Warned]:
    """Values that a condition asks for and nobody has: mostly a slip of the pen."""
    found = []
    for side, _, condition in _asked(program, read):
        frame, name = tables[side], condition.column or ""
        values = (condition.equals,) if condition.equals is not None else condition.in_ or ()
        if not len(frame) or name not in frame:
            continue
        nobody = tuple(shortened(value) for value in values if not meets(frame, [Condition.model_validate({"column": name, "equals": value})]).any())
        if nobody:
            source = getattr(program.intent.tables, side)
            sentence = msg("A condition asks for {values} in the column {column}; nobody in the table {table} has that.", values=nobody, column=name, table=side)
            found.append(Warned("MK-W037", sentence, "audiences", source.file if source else "", len(nobody)))
    return found


def access_problems(program: Program, tables: Mapping[str, pd.DataFrame], read: Mapping[str, ReadTable]) -> list[Problem]:
    """Columns of ``equal_access`` that no table of participants has, or that tell one person from all others."""
    audiences = program.intent.audiences
    if audiences is None:
        return []
    sources = [source for side in _SIDES if (source := getattr(program.intent.tables, side))]
    sides = [side for side in _SIDES if read[side].card]
    present = [name for side in sides for name in _present(side, tables, read)]
    found = []
    for i, name in enumerate(audiences.equal_access):
        path = ("audiences", "equal_access", i)
        if name in _NOT_AUDITED or is_personal(name) or any(is_personal(source.columns.get(name, "")) for source in sources):
            sentence = msg("{column} tells single persons apart.", column=name)
            found.append(_wrong(program, "MK-T059", path, sentence, msg("A column with groups of people, such as site."), msg("Take it out.")))
        elif sides and len(sides) == len(sources) and name not in present:
            sentence = msg("no table of participants has a column {column}.", column=name)
            found.append(_wrong(program, "MK-T057", path, sentence, _columns(present), _cure(name, present)))
    return found


def _asked(program: Program, read: Mapping[str, ReadTable]) -> Iterator[tuple[str, Path, Condition]]:
    """Every plain condition on a table that could be read, with its place in the file."""
    audiences = program.intent.audiences
    for side in _SIDES if audiences else ():
        part = getattr(audiences, side)
        if part and read[side].card:
            for path, condition in _leaves(part.eligible, ("audiences", side, "eligible")):
                yield side, path, condition


def _leaves(conditions: tuple[Condition, ...], path: Path) -> Iterator[Leaf]:
    for i, condition in enumerate(conditions):
        here = (*path, i)
        if condition.column:
            yield here, condition
        yield from _leaves(condition.all_of or (), (*here, "all_of"))
        yield from _leaves(condition.any_of or (), (*here, "any_of"))


def _present(side: str, tables: Mapping[str, pd.DataFrame], read: Mapping[str, ReadTable]) -> list[str]:
    card = read[side].card
    names = (*(card.columns if card else ()), *tables[side].columns)  # the readers add the capacity that a table leaves out
    return [name for name in dict.fromkeys(names) if name != "_row"]


def _columns(present: list[str]) -> Message:
    return msg("The columns that are read are: {names}.", names=tuple(dict.fromkeys(present)))


def _cure(name: str, present: list[str]) -> Message:
    near = difflib.get_close_matches(name, present, 1, 0.6)
    if near:
        return msg("Did you mean '{near}'?", near=near[0])
    return msg("Correct the name, add the column, or say under tables, columns:, which heading it is.")


def _wrong(program: Program, code: str, path: Path, found: Message, allowed: Message, cure: Message) -> Problem:
    place = ""
    for part in path:
        place += f"[{part + 1}]" if isinstance(part, int) else f" > {part}" if place else part
    return Problem(code, "wrong", "audiences", found, allowed, cure, stage_of("audiences").notebook, place=place, file=program.path.name, line=program.line_of(path))
