"""Collects what is wrong with one table, so that everything is said at once and never too much."""

from __future__ import annotations

from mentorkit.program.problems import Problem, Warned
from mentorkit.program.stagelist import stage_of
from mentorkit.text import Message, msg, msg_n

__all__ = ["LIMIT", "Faults", "shortened", "stage_for"]

LIMIT = 50  # problems a file; more of them say nothing new

_STAGES = {
    "mentees": "audiences", "mentors": "audiences", "staff": "audiences", "contacts": "audiences",
    "pairs": "evaluation", "manual": "pairing", "survey": "evaluation", "items": "evaluation", "outcomes": "evaluation",
    "checkins": "steering", "log": "steering", "attendance": "steering",
}  # fmt: skip


def stage_for(table: str) -> str:
    """The first stage that needs the table."""
    return _STAGES.get(table, "start")


def shortened(value: str) -> str:
    """A cell as it may stand in a message: one line, at most 40 characters."""
    flat = "".join(c if c.isprintable() else " " for c in value)
    flat = " ".join(flat.split())
    return flat if len(flat) <= 40 else flat[:40] + "..."


class Faults:
    """The problems and warnings of one table. ``sealed`` gives them with the surplus counted in one last line."""

    def __init__(self, table: str, file: str, sheet: str | None = None) -> None:
        self.table = table
        self.file = file
        self.sheet = sheet or ""
        self.stage = stage_for(table)
        self.notebook = stage_of(self.stage).notebook
        self._problems: list[Problem] = []
        self._surplus = 0
        self.warnings: list[Warned] = []
        self.headings: dict[str, str] = {}  # our column: what the file calls it

    def add(self, code: str, found: Message, allowed: Message, cure: Message, *, row: int | None = None, column: str = "") -> None:
        """One problem, in a row and column as the spreadsheet shows them."""
        if len(self._problems) >= LIMIT:
            self._surplus += 1
            return
        problem = Problem(
            code,
            "wrong",
            self.stage,
            found,
            allowed,
            cure,
            self.notebook,
            file=self.file,
            row=row,
            column=shortened(self.headings.get(column, column)),
            table=self.table,
            sheet=self.sheet,
        )
        self._problems.append(problem)

    def warn(self, code: str, message: Message, count: int = 1) -> None:
        """Something noticed that stops nothing."""
        self.warnings.append(Warned(code, message, self.stage, self.file, count))

    def only(self, code: str, found: Message, allowed: Message, cure: Message, *, row: int | None = None) -> None:
        """One problem in place of all others, which it explains."""
        self._problems.clear()
        self._surplus = 0
        self.add(code, found, allowed, cure, row=row)

    @property
    def any(self) -> bool:
        """Whether there is a problem."""
        return bool(self._problems)

    def sealed(self) -> tuple[Problem, ...]:
        """All problems by row; a last one counts those that are not listed."""
        found = sorted(self._problems, key=lambda problem: problem.order)
        if self._surplus:
            more = msg_n("And {n} more problem in this file.", "And {n} more problems in this file.", self._surplus)
            found.append(Problem("MK-T099", "wrong", self.stage, more, msg(""), msg("Mend those above first, then check again."), self.notebook, file=self.file, table=self.table))
        return tuple(found)
