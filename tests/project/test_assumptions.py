"""data/assumptions.md says of every default of the program file how good it is and how much hangs on it."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mentorkit.planning.costs import costs_of
from mentorkit.planning.spreads import USUAL
from mentorkit.planning.uncertainty import DRAWS
from mentorkit.program.model import ProgramFile

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "data" / "assumptions.md").read_text("utf-8")
ROW = re.compile(r"^\| `([a-z_.]+)` \| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {match[1]: match for match in ROW.finditer(PAGE)}
# marks of the file's owner, not values that somebody else has assumed
NOT_ASSUMED = {"seed"}


def sections(annotation: object) -> Iterator[type[BaseModel]]:
    """The sections inside an annotation such as `tuple[Goal, ...]` or `Need | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from sections(inner)


def fields(model: type[BaseModel], above: str = "", seen: tuple[type, ...] = ()) -> Iterator[tuple[str, FieldInfo]]:
    """Every field of the program file with its path; lists are passed through without a number."""
    for name, field in model.model_fields.items():
        path = f"{above}{field.alias or name}"
        yield path, field
        for inner in sections(field.annotation):
            if inner not in seen:
                yield from fields(inner, f"{path}.", (*seen, inner))


DEFAULTS = {path: field.get_default(call_default_factory=True, validated_data={}) for path, field in fields(ProgramFile)}


def shown(value: object) -> str:
    """A default as the page writes it: `2`, `[30, 45]`, `yes`; three equal numbers are one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        numbers = [f"{number:g}" for number in value]
        return numbers[0] if len(set(numbers)) == 1 else f"[{', '.join(numbers)}]"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def assumed(value: object) -> bool:
    """A number other than nothing, or a row of such numbers."""
    if isinstance(value, tuple):
        return bool(value) and all(map(assumed, value))
    return isinstance(value, int | float) and not isinstance(value, bool) and value != 0


def test_page_lists_every_assumed_number():
    """A number that the program file takes when nobody says otherwise stands on the page."""
    assert [path for path, value in DEFAULTS.items() if assumed(value) and path not in NOT_ASSUMED and path not in ROWS] == []


def test_page_tells_the_value_of_the_model():
    """The page and the model name the same default for each field, and the page names no field that is not there."""
    assert {path: row[2] for path, row in ROWS.items()} == {path: shown(DEFAULTS.get(path, "no such field")) for path in ROWS}


def test_each_assumption_is_rated():
    """Each assumption has its quality, its impact, and a source or a reason."""
    assert ROWS
    assert {row[4].strip() for row in ROWS.values()} <= {"good", "fair", "weak"}
    assert {row[5].strip() for row in ROWS.values()} <= {"high", "medium", "low"}
    assert [path for path, row in ROWS.items() if len(row[6].strip()) < 10 or len(row[3].strip()) < 4] == []


RANGE = re.compile(r"^\| `([a-z_.]+)` \| ([\d.]+) \| ([\d.]+) \| (times|between|plus) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_page_tells_the_ranges_of_the_code():
    """Every range that is taken when the file gives none stands on the page with its two ends and its rule, rated."""
    told = {match[1]: (match[2], match[3], match[4]) for match in RANGE.finditer(PAGE)}
    assert told == {usual.field: (f"{usual.low:.3g}", f"{usual.high:.3g}", usual.rule) for usual in USUAL}
    assert all(match[5] in ("good", "fair", "weak") and len(match[7]) > 10 for match in RANGE.finditer(PAGE)) and f"{DRAWS:,} cases" in PAGE


def test_impact_of_a_range_is_what_it_moves():
    """The page calls high, medium or low what moves the balance of the programme of 24 pairs by 25,000, by 15,000, by less."""
    tree: dict[str, object] = {
        "schema": "mentorkit-program/1", "id": "known", "name": "Known", "language": "en",
        "audiences": {"mentees": {"size": 24}}, "training": {"budget_hours": {"mentor": 8, "mentee": 4}},
        "steering": {"coordinator": {"fte": 0.25}}, "schedule": {"months": 9},
        "costs": {
            "salaries": {"mentee": 60000, "mentor": 90000, "coordinator": 55000, "committee": 90000},
            "steering_hours": 40, "direct_per_pair": 150, "attrition": 0.15, "replacement": 0.21, "reduction": 0.2,
        },
    }  # fmt: skip
    found = costs_of(ProgramFile.model_validate_json(json.dumps(tree), strict=True))
    assert found.full is not None and round(found.full) == 98362 and found.uncertainty is not None and found.uncertainty.tornado is not None
    moved = {bar.field: "high" if bar.swing >= 25_000 else "medium" if bar.swing >= 15_000 else "low" for bar in found.uncertainty.tornado.bars}
    assert {match[1]: match[6] for match in RANGE.finditer(PAGE)} == moved
