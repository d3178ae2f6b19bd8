"""Which analyses fit a measure, by its unit, its source and what it is compared with."""

from __future__ import annotations

from typing import Any, get_args

from mentorkit.program.model import Measure

__all__ = ["ANALYSES", "analyses_for", "fits"]

ANALYSES: tuple[str, ...] = get_args(get_args(Measure.model_fields["analysis"].annotation)[0])
# what a unit can be summed up as; a blank unit leaves all open
_BY_UNIT = {
    "share": ("proportion", "retention", "adjusted_difference"),
    "points": ("mean_change", "adjusted_difference"),
    "count": ("count",),
    "hours": ("mean_change", "adjusted_difference", "count"),
    "money": ("mean_change", "adjusted_difference", "count"),
    "number": ("mean_change", "adjusted_difference", "count"),
}
# what a table can be asked for: only surveys and check-ins are answered twice, only the records of staff know who left
_BY_SOURCE = {
    "survey": ("proportion", "mean_change", "adjusted_difference", "count"),
    "outcomes": ("proportion", "adjusted_difference", "retention", "count"),
    "checkins": ("proportion", "mean_change", "count"),
    "pairs": ("proportion", "count"),
    "attendance": ("proportion", "count"),
    "log": ("proportion", "count"),
}
_WITH_GROUP = ("wait_list", "matched")


def analyses_for(unit: Any, source: Any, comparison: Any = "none") -> tuple[str, ...]:
    """The analyses that fit, in the order of the file's choices; blanks leave all of their side open.

    An adjusted difference needs a second group; retention is a share and stands in the outcomes.
    """
    by_unit, by_source = _BY_UNIT.get(unit, ANALYSES), _BY_SOURCE.get(source, ANALYSES)
    found = tuple(name for name in ANALYSES if name in by_unit and name in by_source)
    return found if comparison in _WITH_GROUP else tuple(name for name in found if name != "adjusted_difference")


def fits(measure: Measure) -> bool:
    """Whether the analysis a measure states fits the rest of it; a blank one does."""
    return measure.analysis is None or measure.analysis in analyses_for(measure.unit, measure.source, measure.comparison)
