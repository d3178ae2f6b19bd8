"""The pairing of a programme too large for a table of all pairs: what is known of it, and from which size on it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.pairing import Unpaired
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy
from mentorkit.program.problems import Warned

__all__ = ["DENSE_PAIRS", "MOST_PAIRS", "WORKBOOK_PAIRS", "LargeCriterion", "LargePairing", "LargeRule", "NotAtThisSize"]

Whole = npt.NDArray[np.int64]
DENSE_PAIRS = 8_000_000  # tables of all pairs take about 100 bytes each: 0.8 GB
MOST_PAIRS = 8_000_000_000  # 200,000 mentees and 40,000 mentors
WORKBOOK_PAIRS = 100_000  # so many pairs are written into a spreadsheet, with a formula each


@dataclass(frozen=True)
class LargeCriterion:
    """One criterion: who did not answer, and its mean and lowest points 0-1000 over the pairs made, ``None`` without pairs."""

    id: str
    kind: str
    weight: int
    why: str
    mentees_unknown: int
    mentors_unknown: int
    made: float | None
    lowest: int | None


@dataclass(frozen=True)
class LargeRule:
    """One rule and how many pairs it forbids; ``None`` where counting them would mean going through all pairs."""

    id: str
    kind: str
    why: str
    forbidden: int | None


@dataclass(frozen=True, eq=False)
class LargePairing:
    """The proven best pairing of very many people. Mentees and mentors are sorted by id.

    ``pairs``, ``unpaired``, ``mentor``, ``total`` and ``proven`` are as in :class:`mentorkit.pairing.pairing.Pairing`; of an unpaired mentee
    the rules that block it are not told apart. ``considered`` pairs are all pairs there are; the proof looked at ``looked`` of them one by one, and
    a bound told that the others cannot do better. ``candidates`` pairs were solved on, in ``rounds`` rounds. ``changeable`` pairs could be made
    otherwise at no loss. ``strict`` says that equally good pairings were told apart by the order of ids over all pairs; otherwise only among the candidates.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    seats: Whole
    criteria: tuple[LargeCriterion, ...]
    rules: tuple[LargeRule, ...]
    weight: int
    mentor: Whole
    pairs: pd.DataFrame
    unpaired: tuple[Unpaired, ...]
    total: int
    proven: bool
    strict: bool
    rounds: int
    candidates: int
    looked: int
    changeable: int
    required: int
    selection: Selection
    policy: Policy = field(default_factory=Policy)
    decided_by: tuple[str, ...] = ()
    told: bool | None = None
    recorded: int = 0
    warnings: tuple[Warned, ...] = ()

    @property
    def fixed(self) -> int:
        """How many pairs were fixed by hand."""
        return self.required

    @property
    def considered(self) -> int:
        """How many pairs there are."""
        return len(self.mentees) * len(self.mentors)

    @property
    def mean(self) -> float | None:
        """The mean score of the pairs, 0-1000; ``None`` without pairs."""
        return self.total / self.weight / len(self.pairs) if len(self.pairs) and self.weight else None

    @property
    def used(self) -> Whole:
        """How many mentees each mentor has."""
        return np.bincount(self.mentor[self.mentor >= 0], minlength=len(self.mentors))


@dataclass(frozen=True)
class NotAtThisSize:
    """Something that is not computed for so many people: the table of all scores, the reasons, the trade-offs, pairing again."""

    what: Literal["scores", "reasons", "trade_offs", "re_pairing"]
    mentees: int
    mentors: int
