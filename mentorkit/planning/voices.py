"""How single posts or groups weigh the criteria of stage 01: each for itself, side by side, never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorkit.planning.option_rows import OptionRow
from mentorkit.planning.weighing import weighted_mean
from mentorkit.program.model import AlternativeCriterion, Weighting

__all__ = ["Spread", "Voice", "Voices", "voices_of"]


@dataclass(frozen=True)
class Voice:
    """The weights of one post or group. ``number`` is its place in the file, from 1, for one without a name.

    ``values`` are those of the options that have all their scores, in the order of the comparison, and ``first`` the
    options with the highest; both are empty while a weight is missing (``missing``) or all are 0.
    """

    by: str | None
    number: int
    missing: tuple[str, ...]
    shares: tuple[float, ...] | None
    values: tuple[float, ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spread:
    """One criterion: the lowest and the highest share of the weight that a voice gives it, and whose they are."""

    criterion: str
    lowest: float
    lowest_by: tuple[Voice, ...]
    highest: float
    highest_by: tuple[Voice, ...]

    @property
    def width(self) -> float:
        """How far the voices are apart, as a share."""
        return self.highest - self.lowest


@dataclass(frozen=True)
class Voices:
    """All voices of the file in its order; ``spreads`` of the criteria in their order, over the voices that have all weights."""

    voices: tuple[Voice, ...]
    spreads: tuple[Spread, ...]
    options: tuple[str, ...]

    @property
    def complete(self) -> tuple[Voice, ...]:
        """The voices that have all weights."""
        return tuple(voice for voice in self.voices if voice.shares is not None)

    @property
    def agreed(self) -> str | None:
        """The option that is first for every voice, alone; None where there is none."""
        firsts = {voice.first for voice in self.complete}
        (only,) = firsts if len(firsts) == 1 else ((),)
        return only[0] if len(only) == 1 else None

    @property
    def widest(self) -> Spread | None:
        """The criterion on which they are furthest apart; None while fewer than two can be held against each other."""
        return max(self.spreads, key=lambda spread: spread.width) if len(self.complete) > 1 else None


def voices_of(weightings: Sequence[Weighting], criteria: Sequence[AlternativeCriterion], rows: Sequence[OptionRow]) -> Voices | None:
    """The voices of the file; None where it has none. An option that another one beats is not first beside it."""
    if not weightings or not criteria:
        return None
    scored = [row for row in rows if not row.missing]
    voices = tuple(_voice(number, each, criteria, scored) for number, each in enumerate(weightings, 1))
    return Voices(voices, _spreads(criteria, voices), tuple(row.id for row in scored))


def _voice(number: int, weighting: Weighting, criteria: Sequence[AlternativeCriterion], rows: Sequence[OptionRow]) -> Voice:
    missing = tuple(criterion.id for criterion in criteria if criterion.id not in weighting.weights)
    weights = [weighting.weights.get(criterion.id, 0) for criterion in criteria]
    if missing or not sum(weights):
        return Voice(weighting.by, number, missing, None)
    exact = [weighted_mean([score or 0 for score in row.scores], weights) for row in rows]
    best = [row for row, value in zip(rows, exact, strict=True) if value == max(exact)]
    names = {row.id for row in best}
    first = tuple(row.id for row in best if not names & set(row.beaten_by))
    return Voice(weighting.by, number, (), tuple(weight / sum(weights) for weight in weights), tuple(float(value) for value in exact), first)


def _spreads(criteria: Sequence[AlternativeCriterion], voices: Sequence[Voice]) -> tuple[Spread, ...]:
    return tuple(spread for place, criterion in enumerate(criteria) if (spread := _spread(criterion.id, place, voices)) is not None)


def _spread(criterion: str, place: int, voices: Sequence[Voice]) -> Spread | None:
    shares = [(voice.shares[place], voice) for voice in voices if voice.shares is not None]
    if not shares:
        return None
    low, high = min(share for share, _ in shares), max(share for share, _ in shares)
    lowest, highest = (tuple(voice for share, voice in shares if share == end) for end in (low, high))
    return Spread(criterion, low, lowest, high, highest)
