"""What a worker is asked to do, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Job", "Report", "Say"]

Say = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """One programme to be run. ``notebooks`` is the folder of the notebooks, None for numbers only (``run``).

    ``as_of`` is the day asked for instead of the file's. ``key`` is what a rerun compares. Times in seconds.
    """

    name: str
    path: str
    out: str
    audiences: tuple[str, ...]
    key: str
    notebooks: str | None = None
    notebooks_hash: str = ""
    as_of: str | None = None
    cell_timeout: float = 300.0
    deadline: float = 1800.0


@dataclass(frozen=True)
class Report:
    """What became of a job: the programme's status, and one line for a failed or waiting one."""

    name: str
    status: str
    line: str = ""
    seconds: float = 0.0
    skipped: bool = False
