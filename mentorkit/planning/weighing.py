"""Weighing options by criteria, in exact fractions: values, what turns the winner, who is beaten on everything."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Flip", "Turn", "beaten_by", "turns", "weighted_mean"]

Scores = Sequence[int]
HIGHEST = 100  # the largest weight that the file takes


@dataclass(frozen=True)
class Flip:
    """Beyond ``share`` of the whole weight the winner is ``to``. ``weight`` is the same as a weight, the others unchanged.

    ``typed`` is the nearest whole weight 0-100 that turns the winner when it is written into the file, and ``typed_to`` who
    leads there (between the two a third option may go ahead); both are None where no weight up to 100 turns it.
    """

    share: float
    weight: float
    to: str
    typed: int | None = None
    typed_to: str | None = None


@dataclass(frozen=True)
class Turn:
    """One criterion: its share of the weight now, and where the winner changes when it weighs less, or more.

    The other criteria keep their proportions. ``movable`` is false where no other criterion has a weight.
    """

    criterion: str
    share: float
    less: Flip | None
    more: Flip | None
    movable: bool = True


def weighted_mean(scores: Scores, weights: Sequence[int]) -> Fraction:
    """``V = sum of w x v / sum of w``; weights are not all 0."""
    return Fraction(sum(w * v for w, v in zip(weights, scores, strict=True)), sum(weights))


def turns(criteria: Sequence[str], weights: Sequence[int], options: Sequence[tuple[str, Scores]], winner: str) -> tuple[Turn, ...]:
    """For each criterion the weight at which another option overtakes the winner; options in the order that breaks ties.

    With ``t`` the criterion's share, v its score and R the mean of the other scores, the lead over an option is the
    straight line ``t (v_w - v_i) + (1 - t)(R_w - R_i)``; it is solved for 0.
    """
    return tuple(_turn(number, name, weights, options, winner) for number, name in enumerate(criteria))


def _turn(number: int, name: str, weights: Sequence[int], options: Sequence[tuple[str, Scores]], winner: str) -> Turn:
    others = [0 if n == number else weight for n, weight in enumerate(weights)]
    now = Fraction(weights[number], sum(weights))
    if not sum(others):
        return Turn(name, float(now), None, None, movable=False)
    lines = [(option, weighted_mean(scores, others), Fraction(scores[number])) for option, scores in options]
    return Turn(name, float(now), _nearest(lines, winner, sum(others), rising=False), _nearest(lines, winner, sum(others), rising=True))


def _nearest(lines: Sequence[tuple[str, Fraction, Fraction]], winner: str, others: int, *, rising: bool) -> Flip | None:
    """The first option that goes ahead when the share rises, or falls; where several cross at once, the one that gains fastest.

    Each line is an option's value at the shares 0 and 1. The winner leads or is level where the share stands now, so a
    lead that falls reaches 0 above it, and one that rises below.
    """
    _, best_none, best_all = next(line for line in lines if line[0] == winner)
    found: list[tuple[Fraction, Fraction, int, str]] = []
    for order, (option, at_none, at_all) in enumerate(lines):
        slope = (best_all - at_all) - (best_none - at_none)
        if (best_all < at_all) if rising else (best_none < at_none):  # behind at the far end, so the lead crosses 0 on the way
            crossing = (at_none - best_none) / slope
            found.append((crossing if rising else -crossing, slope if rising else -slope, order, option))
    if not found:
        return None
    at, _, _, option = min(found)
    share = at if rising else -at
    weight = share / (1 - share) * others
    return Flip(float(share), float(weight), option, *_typed(lines, weight, others, rising=rising))


def _typed(lines: Sequence[tuple[str, Fraction, Fraction]], weight: Fraction, others: int, *, rising: bool) -> tuple[int | None, str | None]:
    """The nearest whole weight beyond the crossing, and who has the highest value there."""
    whole = math.floor(weight) + 1 if rising else math.ceil(weight) - 1
    if not 0 <= whole <= HIGHEST:
        return None, None
    share = Fraction(whole, whole + others)
    values = [(1 - share) * at_none + share * at_all for _, at_none, at_all in lines]
    return whole, lines[values.index(max(values))][0]


def beaten_by(mine: tuple[Sequence[float], Sequence[float]], other: tuple[Sequence[float], Sequence[float]]) -> bool:
    """Whether ``other`` is at least as good everywhere and better somewhere: scores higher, burdens (cost, or hours and cash) lower."""
    (scores, burdens), (their_scores, their_burdens) = mine, other
    as_good = all(a >= b for a, b in zip(their_scores, scores, strict=True)) and all(a <= b for a, b in zip(their_burdens, burdens, strict=True))
    return as_good and (tuple(their_scores), tuple(their_burdens)) != (tuple(scores), tuple(burdens))
