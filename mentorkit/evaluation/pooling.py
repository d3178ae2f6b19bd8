"""How several programmes stand side by side: counts and measures as each reports them, never a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["MeasureRow", "Portfolio", "ProgramRow"]


@dataclass(frozen=True)
class ProgramRow:
    """One programme: status, how many stages are done, counts (None: no table says), and why it is not done.

    ``pairs`` stand in the pairs table, ``proposed`` are what its pairing would make. Hours of everybody and the three
    sums are those of its plan. ``reasons`` are sentences in the programme's own language, each after its stage's number.
    """

    id: str
    name: str
    status: Literal["done", "not_ready", "decided_otherwise", "failed"]
    stages_done: int = 0
    stages: int = 0
    mentees: int | None = None
    mentors: int | None = None
    pairs: int | None = None
    proposed: int | None = None
    unpaired: int | None = None
    hours: float | None = None
    cost_full: float | None = None
    cost_program: float | None = None
    cost_cash: float | None = None
    currency: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureRow:
    """One measure of one programme with its interval; numbers are None where nothing was measured or a group is too small."""

    program: str
    measure: str
    indicator: str
    unit: str
    verdict: str
    grade: str = ""
    n: int | None = None
    estimate: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Portfolio:
    """All programmes of a folder, sorted by id. ``source``: finished results, or programmes computed on the spot.

    ``ignored`` are folders with a manifest whose files are no longer what it says; they do not count as results.
    """

    programs: tuple[ProgramRow, ...]
    measures: tuple[MeasureRow, ...]
    source: Literal["results", "programs", "nothing"]
    language: str = "en"
    ignored: tuple[str, ...] = ()

    def with_status(self, status: str) -> tuple[ProgramRow, ...]:
        """The programmes of one status."""
        return tuple(row for row in self.programs if row.status == status)
