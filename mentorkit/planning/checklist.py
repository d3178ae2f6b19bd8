"""Forty-eight things that a well prepared programme has settled, as rules over its file, in eight groups of six.

What to ask is the union of what published frameworks for mentoring programmes require; wording and marks are our own.
The thresholds of the levels are those of a published award scheme: overall, and in every group. A mark is advice, never a gate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mentorkit.planning.checklist_lines import RULES, Rule
from mentorkit.planning.checklist_rules import seats_reach
from mentorkit.program.model import ProgramFile
from mentorkit.program.stagelist import stage_of
from mentorkit.text import Message, msg

__all__ = ["GROUPS", "LEVELS", "Checked", "Checklist", "Group", "checklist_of"]

State = Literal["met", "not_met", "not_needed"]
Level = Literal["gold", "silver", "bronze", "none"]
# overall share of the lines, and the share that every group must reach
LEVELS: tuple[tuple[Level, float, float], ...] = (("gold", 0.9, 0.8), ("silver", 0.8, 0.7), ("bronze", 0.7, 0.6))
GROUPS: tuple[tuple[str, str, Message], ...] = (
    ("1", "alternatives", msg("Alternatives")),
    ("2", "need", msg("Need and goals")),
    ("3", "audiences", msg("Audiences")),
    ("4", "pairing", msg("Pairing")),
    ("5", "training", msg("Training and support")),
    ("6", "steering", msg("Steering")),
    ("7", "commitment", msg("Commitment of management")),
    ("8", "evaluation", msg("Evaluation")),
)
Known = tuple[ProgramFile, int | None]
# lines that also look at what the tables of people say, where they could be read
_OF_PEOPLE: dict[str, Callable[[ProgramFile, int | None], bool]] = {"MK-C306": seats_reach}
_WITHOUT_MENTORING = frozenset({"1", "2"})  # what another choice than mentoring has to settle too


@dataclass(frozen=True)
class Checked:
    """One line: what is asked, whether the file says it, what to do if not, and in which notebook."""

    code: str
    asked: Message
    state: State
    cure: Message
    notebook: str


@dataclass(frozen=True)
class Group:
    """Six lines on one stage. ``met`` of ``needed`` lines; ``needed`` is 0 where the whole group is not needed."""

    title: Message
    notebook: str
    lines: tuple[Checked, ...]

    @property
    def met(self) -> int:
        """Lines that the file settles."""
        return sum(line.state == "met" for line in self.lines)

    @property
    def needed(self) -> int:
        """Lines that this programme has to settle."""
        return sum(line.state != "not_needed" for line in self.lines)


@dataclass(frozen=True)
class Checklist:
    """All groups with their marks. ``level`` is ``none`` below the lowest threshold."""

    groups: tuple[Group, ...]

    @property
    def met(self) -> int:
        """Lines that the file settles, of :attr:`needed`."""
        return sum(group.met for group in self.groups)

    @property
    def needed(self) -> int:
        """Lines that this programme has to settle: 48, or 12 where another way than mentoring was chosen."""
        return sum(group.needed for group in self.groups)

    @property
    def failing(self) -> tuple[Checked, ...]:
        """Lines that are not settled, in the order of the method."""
        return tuple(line for group in self.groups for line in group.lines if line.state == "not_met")

    @property
    def level(self) -> Level:
        """The highest level whose thresholds hold overall and in every group that is needed."""
        shares = [group.met / group.needed for group in self.groups if group.needed]
        whole = self.met / self.needed if self.needed else 0.0
        return next((level for level, overall, each in LEVELS if whole >= overall and min(shares, default=0.0) >= each), "none")


def checklist_of(intent: ProgramFile, seats: int | None = None) -> Checklist:
    """The checklist of a draft, however unfinished; it never raises.

    ``seats`` of the eligible mentors, where their table was read: without it, a line on numbers looks at the file alone.
    """
    decision = intent.alternatives.decision if intent.alternatives else None
    otherwise = decision is not None and decision.otherwise
    return Checklist(tuple(_group(number, key, title, (intent, seats), otherwise=otherwise) for number, key, title in GROUPS))


def _group(number: str, key: str, title: Message, known: Known, *, otherwise: bool) -> Group:
    notebook = stage_of(key).notebook
    needed = not otherwise or number in _WITHOUT_MENTORING
    return Group(title, notebook, tuple(_line(known, rule, needed) for rule in RULES if rule[0][4] == number))


def _line(known: Known, rule: Rule, needed: bool) -> Checked:
    (intent, seats), (code, stage, holds, asked, cure) = known, rule
    met = holds(intent) and (code not in _OF_PEOPLE or _OF_PEOPLE[code](intent, seats))
    state: State = "not_needed" if not needed else "met" if met else "not_met"
    return Checked(code, asked, state, cure, stage_of(stage).notebook)
