"""The ten stages: number, key, notebook, question, and the sections and tables of the file each one reads."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.text import Message, msg

__all__ = ["STAGES", "Stage", "stage_of"]


@dataclass(frozen=True)
class Stage:
    """One stage of the method. ``built`` is false while the product keeps its section but does not compute it yet.

    ``also`` are sections of other stages whose values it computes with.
    """

    number: int
    key: str
    title: Message
    question: Message
    sections: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    built: bool = True
    also: tuple[str, ...] = ()

    @property
    def reads(self) -> frozenset[str]:
        """Every section whose values the stage computes with; something wrong in one of them fails it."""
        everybody = ("as_of", "seed", "tables", "privacy") if self.number in (2, 3, 4, 5, 6, 8) else ("as_of",)
        return frozenset((*self.sections, *self.also, *everybody))

    @property
    def notebook(self) -> str:
        """The name of its notebook, without folder and ending."""
        return f"{self.number:02d}_{self.key}"


STAGES: tuple[Stage, ...] = (
    Stage(0, "start", msg("Start"), msg("Where are we?"), ("considerations",), also=("commitment",)),
    Stage(
        1,
        "alternatives",
        msg("Alternatives"),
        msg("Is mentoring the right tool at all?"),
        ("alternatives", "costs"),
        also=("need", "goals", "organisation", "schedule", "audiences", "training", "steering"),
    ),
    Stage(
        2,
        "need",
        msg("Need and goals"),
        msg("Which need, which goals, and what will count as success?"),
        ("need", "goals", "measures", "sign_off"),
        also=("audiences", "evaluation"),
    ),
    Stage(3, "audiences", msg("Audiences"), msg("Who are the mentees, and who can mentor?"), ("audiences",), ("mentees", "mentors", "staff"), also=("schedule", "training")),
    Stage(4, "pairing", msg("Pairing"), msg("Who with whom, and why?"), ("pairing",), ("mentees", "mentors", "staff", "manual"), also=("audiences",)),
    Stage(
        5,
        "training",
        msg("Training and support"),
        msg("What do mentors need to learn, and what support do mentees need?"),
        ("training",),
        ("mentees", "mentors", "attendance"),
        also=("goals", "schedule", "audiences"),
    ),
    Stage(
        6,
        "steering",
        msg("Steering"),
        msg("Who steers, and is it on track?"),
        ("steering",),
        ("pairs", "checkins", "log"),
        also=("schedule", "training", "pairing", "costs"),
    ),
    Stage(
        7,
        "commitment",
        msg("Commitment of management"),
        msg("Is management really behind it?"),
        ("commitment",),
        also=("costs", "need", "goals", "measures", "schedule", "audiences", "training", "steering", "organisation"),
    ),
    Stage(
        8,
        "evaluation",
        msg("Evaluation"),
        msg("Did it do what was promised?"),
        ("evaluation",),
        ("mentees", "mentors", "pairs", "survey", "items", "outcomes"),
        also=("measures", "goals", "need", "schedule"),
    ),
    Stage(9, "portfolio", msg("Portfolio"), msg("How do all our programmes stand?")),
)
_BY_KEY = {stage.key: stage for stage in STAGES}


def stage_of(key: str) -> Stage:
    """The stage of that key (``pairing``) or number as text (``04``); ``KeyError`` when there is none."""
    return _BY_KEY[key] if key in _BY_KEY else STAGES[int(key)]
