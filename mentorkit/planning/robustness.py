"""How firm the winner of stage 01 is: the comparison made again with other weights, and with scores that are a little off."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["CONCENTRATION", "DRAWS", "FAIRLY", "NOISE", "ROBUST", "Ranks", "Robustness", "rank_shares", "robustness_of"]

DRAWS = 10_000
CONCENTRATION = 40  # of the weights near the stated ones: a share of 25 % then mostly lies between 18 % and 32 %
NOISE = 10  # points by which every score may be off
ROBUST, FAIRLY = 0.9, 0.7
LEVEL = 1e-9  # values that differ by less are level
Verdict = Literal["robust", "fairly", "open"]
Numbers = npt.NDArray[np.float64]
Ranks = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Robustness:
    """For each of ``options`` (in their order) the share of ``draws`` in which it has rank 1, 2, ...; each row sums to 1.

    ``near``: weights near the stated ones. ``anywhere``: any weights, all equally likely. ``off``: the stated weights, and
    each score up to 10 points off. ``winner`` is the option that leads with the stated weights and scores.
    """

    winner: str
    options: tuple[str, ...]
    near: Ranks
    anywhere: Ranks
    off: Ranks
    draws: int = DRAWS

    def first(self, option: str, ranks: Ranks | None = None) -> float:
        """The share of first places of an option; near the stated weights unless other ranks are given."""
        return (self.near if ranks is None else ranks)[self.options.index(option)][0]

    @property
    def verdict(self) -> Verdict:
        """Robust from 90 % of first places near the stated weights, fairly so from 70 %, otherwise open."""
        share = self.first(self.winner)
        return "robust" if share >= ROBUST else "fairly" if share >= FAIRLY else "open"

    @property
    def rival(self) -> str:
        """The option beside the winner that is first most often near the stated weights."""
        return max((option for option in self.options if option != self.winner), key=self.first)


def robustness_of(
    criteria: Sequence[str], weights: Sequence[int], options: Mapping[str, Sequence[int]], winner: str, seed: int, beaten_by: Mapping[str, Sequence[str]] | None = None
) -> Robustness | None:
    """Draws weights and scores with ``seed``; ``None`` with fewer than two options or two criteria, where nothing can turn.

    Weights near the stated shares s are drawn from the Dirichlet distribution with parameters 40 s, any weights from the
    uniform one over all shares. A score is off by a number drawn evenly from -10 to 10, and stays between 0 and 100.
    Criteria are drawn in the order of their names and scores by the name of their option, so neither the order of the file
    nor one option more changes a draw, and only shares enter. Level options share their ranks, except that one which
    ``beaten_by`` names comes before those it beats.
    """
    if len(options) < 2 or len(criteria) < 2:
        return None
    order = sorted(range(len(criteria)), key=lambda n: criteria[n])
    shares = np.array([weights[n] / sum(weights) for n in order])
    scores = np.array([[row[n] for n in order] for row in options.values()], float)
    beats = _beats(tuple(options), beaten_by or {})
    near, anywhere = (scores @ drawn for drawn in _weights(shares, seed))
    off = np.stack([shares @ _off(row, name, seed) for name, row in zip(options, scores, strict=True)])
    return Robustness(winner, tuple(options), rank_shares(near, beats), rank_shares(anywhere, beats), rank_shares(off, beats))


def _weights(shares: Numbers, seed: int) -> tuple[Numbers, Numbers]:
    """Shares near the stated ones and any shares; a column for each draw."""
    near = np.random.default_rng([seed, 1]).standard_gamma(CONCENTRATION * shares[:, None], (len(shares), DRAWS))
    anywhere = np.random.default_rng([seed, 2]).standard_exponential((len(shares), DRAWS))
    return near / near.sum(0), anywhere / anywhere.sum(0)


def _off(row: Numbers, name: str, seed: int) -> Numbers:
    """The scores of one option, moved; a column for each draw."""
    own = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    moved = np.random.default_rng([seed, 3, own]).random((len(row), DRAWS))
    moved *= 2 * NOISE
    moved += row[:, None] - NOISE
    return np.clip(moved, 0, 100, out=moved)


def _beats(options: Sequence[str], beaten_by: Mapping[str, Sequence[str]]) -> npt.NDArray[np.bool_]:
    found = np.zeros((len(options), len(options)), bool)
    for place, option in enumerate(options):
        for other in beaten_by.get(option, ()):
            found[options.index(other), place] = True
    return found


def rank_shares(values: Numbers, beats: npt.NDArray[np.bool_]) -> Ranks:
    """For each row of ``values`` (an option; a column for each draw) the share of draws in which it has each rank.

    ``beats[i, j]`` puts i before j where they are level; other level ones have each of their ranks equally.
    """
    n, draws = values.shape
    ahead: Any = np.zeros((n, draws), np.int8)
    level: Any = np.zeros((n, draws), np.int8)
    for i in range(n):
        for j in range(i + 1, n):
            lead = values[i] - values[j]
            behind, before = lead < -LEVEL, lead > LEVEL
            ahead[i] += behind
            ahead[j] += before
            tied = ~(behind | before)
            if tied.any():
                _settle(ahead, level, i, j, tied, beats)
    return tuple(tuple(float(share) for share in _counted(ahead[i], level[i], n) / draws) for i in range(n))


def _settle(ahead: Any, level: Any, i: int, j: int, tied: Any, beats: npt.NDArray[np.bool_]) -> None:
    if beats[i, j]:
        ahead[j] += tied
    elif beats[j, i]:
        ahead[i] += tied
    else:
        level[i] += tied
        level[j] += tied


def _counted(ahead: Any, level: Any, n: int) -> Numbers:
    """How often each rank is taken by an option with ``ahead`` others before it and ``level`` others beside it."""
    found = np.zeros(n)
    for step in range(int(level.max(initial=0)) + 1):
        here = level >= step
        found += np.bincount(ahead[here] + step, weights=1 / (1 + level[here].astype(float)), minlength=n)[:n]
    return found
