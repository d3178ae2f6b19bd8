"""The one place that decides what is hidden, so that no answer or attribute can be traced to a person.

Operational counts (pairs, seats, meetings) do not come here; answers and personal attributes always do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from mentorkit.report.lens import Lens
from mentorkit.text import Mark

__all__ = ["hidden_groups", "limit", "nested", "shown"]

Kind = Literal["number", "distribution", "comment"]
_FLOORS = {"number": 0, "distribution": 8, "comment": 10}


def limit(lens: Lens, kind: Kind = "number") -> int:
    """The smallest number of respondents from which something of this kind is shown."""
    return max(lens.threshold, _FLOORS[kind])


def shown(value: Any, n: int, lens: Lens, kind: Kind = "number") -> Any:
    """``value``, or the mark *hidden* when fewer than the limit stand behind it; *no data* when nobody does.

    ``n`` is the base of the figure: who answered that item in that group and wave, not how many ticked one answer.
    """
    if n == 0:
        return Mark.NO_DATA
    return Mark.HIDDEN if n < limit(lens, kind) else value


def nested(whole: int, part: int, lens: Lens, kind: Kind = "number") -> bool:
    """Whether two figures, one over a group and one over part of it, would tell the few persons between them."""
    return 0 < whole - part < limit(lens, kind)


def hidden_groups(counts: Sequence[int], lens: Lens, kind: Kind = "number") -> tuple[bool, ...]:
    """Which groups of one breakdown are hidden, remainders included.

    A group below the limit is hidden. If what is hidden could be had by subtracting the shown groups from the total
    (the hidden ones together are below the limit), the next smallest shown group is hidden as well.
    """
    low = limit(lens, kind)
    hide = [0 < count < low for count in counts]
    while any(hide) and sum(c for c, h in zip(counts, hide, strict=True) if h) < low:
        left = [(count, place) for place, count in enumerate(counts) if not hide[place] and count > 0]
        if not left:
            break
        hide[min(left)[1]] = True
    return tuple(hide)
