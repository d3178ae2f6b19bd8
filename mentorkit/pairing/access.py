"""Whether groups of mentees fare alike: the chance of a mentor and the mean fit. It describes; a difference proves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mentorkit.pairing.pairing import Pairing
from mentorkit.people.profile import labels, plain, spellings

__all__ = ["Access", "Group", "Width", "access", "widest"]


@dataclass(frozen=True)
class Group:
    """One group: selected mentees, those with a mentor, and the mean score 0-1000 of their pairs. ``name`` ``None``: no answer."""

    name: str | None
    selected: int
    paired: int
    mean: float | None

    @property
    def chance(self) -> float | None:
        """The share of the selected who have a mentor, 0-1."""
        return self.paired / self.selected if self.selected else None


@dataclass(frozen=True)
class Access:
    """One column of group attributes: its groups of selected mentees, the largest first, those without an answer last."""

    column: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Width:
    """Between the groups with the highest and the lowest value: the difference and how many people each value rests on."""

    high: Group
    low: Group
    difference: float


def access(pairing: Pairing, mentees: pd.DataFrame, columns: Iterable[str]) -> tuple[Access, ...]:
    """One for each column that the mentees' table has, where somebody was selected."""
    frame = mentees.set_index("person_id").reindex(list(pairing.scores.mentees))
    return tuple(_access(pairing, name, labels(frame[name])) for name in columns if name in frame and len(frame))


def widest(groups: Sequence[Group], of: str) -> Width | None:
    """The groups that differ most in ``chance`` or ``mean``; ``None`` when fewer than two have it. People without an answer are no group."""
    found = [(value, group) for group in groups if group.name is not None and (value := getattr(group, of)) is not None]
    if len(found) < 2:
        return None
    high, low = max(found, key=lambda item: item[0]), min(found, key=lambda item: item[0])
    return Width(high[1], low[1], high[0] - low[0])


def _access(pairing: Pairing, column: str, answers: list[str | None]) -> Access:
    names = spellings(answer for answer in answers if answer is not None)
    of = np.array(["" if answer is None else names[plain(answer)] for answer in answers], dtype=object)
    # groups of equal size in the order of the mentees, which is the same in every language
    groups = [_group(pairing, name or None, np.flatnonzero(of == name)) for name in dict.fromkeys(of.tolist())]
    return Access(column, tuple(sorted(groups, key=lambda group: (group.name is None, -group.selected))))


def _group(pairing: Pairing, name: str | None, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Group:
    scores, made = pairing.scores, rows[pairing.mentor[rows] >= 0]
    total = int(scores.points[made, pairing.mentor[made]].sum()) if len(made) else 0
    return Group(name, len(rows), len(made), total / len(made) / scores.weight if len(made) and scores.weight else None)
