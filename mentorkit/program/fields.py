"""Kinds of fields of the program file: ids, lines, shares, ranges; how a field gets its title; the base of all sections."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

__all__ = ["MOST", "Amount", "ColumnName", "Day", "Id", "Line", "Number", "PersonId", "ProgramId", "Range", "Score", "Section", "Share", "is_device", "items", "label"]

# a million millions: no amount, target or count of a programme is larger, and sums of such values stay exact enough to be shown
MOST = 10**12
_DEVICES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


def label(title: str, default: Any = None, help: str = "", **rules: Any) -> Any:
    """A field with its title and help for people; the catalogue collects both from here."""
    return Field(default, title=title, description=help or None, **rules)


def items(title: str, help: str = "", **rules: Any) -> Any:
    """A list field, empty when absent, with its title and help."""
    return Field(default=(), title=title, description=help or None, **rules)


def is_device(name: str) -> bool:
    """Whether Windows keeps that name, with any ending, for a device."""
    return name.split(".")[0].rstrip(" ").lower() in _DEVICES


def _program_id(value: Any) -> Any:
    if isinstance(value, str) and is_device(value):
        raise PydanticCustomError("device_name", "a name that Windows keeps for a device")
    return value


def _range(value: Any) -> Any:
    """A plain number stands for a range without spread."""
    numbers = value if isinstance(value, list | tuple) else [value, value, value]
    good = all(isinstance(n, int | float) and not isinstance(n, bool) and n >= 0 for n in numbers)
    if len(numbers) != 3 or not good or list(numbers) != sorted(numbers):
        raise PydanticCustomError("range", "a number, or [low, typical, high] in rising order")
    if numbers[2] > MOST:
        raise PydanticCustomError("range_high", "at most a million millions")
    return tuple(float(n) for n in numbers)


ProgramId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$"), BeforeValidator(_program_id)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
PersonId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
ColumnName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[int, Field(ge=0, le=100)]
Amount = Annotated[float, Field(ge=0, le=MOST)]
Number = Annotated[float, Field(ge=-MOST, le=MOST)]
Range = Annotated[tuple[float, float, float], BeforeValidator(_range)]
# days that people plan with; weeks can be counted from either end
Day = Annotated[datetime.date, Field(ge=datetime.date(1900, 1, 1), le=datetime.date(2200, 12, 31))]


class Section(BaseModel):
    """Base of all sections: unknown keys refused, values never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
