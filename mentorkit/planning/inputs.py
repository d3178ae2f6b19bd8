"""Which values a computation took from the program file, which from its defaults, and which nobody has given."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from mentorkit.program.model import ProgramFile

__all__ = ["Ends", "Input", "absent", "inputs_of", "looked_up"]

Origin = Literal["file", "assumed", "missing"]


_FIELDS = (
    "organisation.currency", "audiences.mentees.size", "schedule.months", "schedule.meetings_per_month", "schedule.meeting_hours",
    "schedule.preparation_hours", "training.budget_hours.mentor", "training.budget_hours.mentee", "steering.coordinator.fte",
    "costs.salaries.mentee", "costs.salaries.mentor", "costs.salaries.coordinator", "costs.salaries.committee", "costs.loading",
    "costs.paid_hours", "costs.setup_days", "costs.steering_hours", "costs.coordinator_is_cash", "costs.direct_per_pair", "costs.fixed",
    "costs.attrition", "costs.replacement", "costs.reduction",
)  # fmt: skip
# hours are shown without a section costs as well; these are what they need
_OF_HOURS = {field for field in _FIELDS if not field.startswith(("costs.", "organisation."))} | {"costs.paid_hours"}


@dataclass(frozen=True)
class Ends:
    """One value with the low and the high end of its range, and what is planned between them."""

    low: float
    typical: float
    high: float


@dataclass(frozen=True)
class Input:
    """One value that entered, by its field in the file: written there, assumed because it is not, or missing."""

    field: str
    value: Any
    origin: Origin


def inputs_of(intent: ProgramFile) -> Iterator[Input]:
    """Every value that enters hours and costs, in the order of the file; without a section costs those of the hours."""
    for field in _FIELDS:
        if intent.costs is not None or field in _OF_HOURS:
            value, written = looked_up(intent, field)
            yield Input(field, Ends(*value) if isinstance(value, tuple) else value, "missing" if value is None else "file" if written else "assumed")
    modules = intent.training.modules if intent.training else ()
    if intent.costs is not None and modules:
        written = all("cost" in module.model_fields_set for module in modules)
        yield Input("training.modules.cost", math.fsum(module.cost for module in modules), "file" if written else "assumed")


def looked_up(intent: ProgramFile, field: str) -> tuple[Any, bool]:
    """A field's value, its default where a section is absent, and whether the file writes it."""
    found: Any = intent
    kind: Any = ProgramFile
    written = True
    for name in field.split("."):
        written = written and isinstance(found, BaseModel) and name in found.model_fields_set
        found = getattr(found, name) if isinstance(found, BaseModel) else kind.model_fields[name].get_default(call_default_factory=True) if kind else None
        kind = _model(kind.model_fields[name].annotation) if kind else None
    return found, written


def _model(annotation: Any) -> Any:
    """The section inside an annotation such as ``Steering | None``."""
    return next((each for each in (annotation, *getattr(annotation, "__args__", ())) if isinstance(each, type) and issubclass(each, BaseModel)), None)


def absent(intent: ProgramFile, fields: Iterable[str]) -> tuple[str, ...]:
    """Those of the fields that have neither a value nor a default."""
    return tuple(field for field in fields if looked_up(intent, field)[0] is None)
