"""Simpler ways of pairing under the same rules and seats, to compare the best one with: in turn, and by lot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.scores import Scores

__all__ = ["DRAWS", "Compared", "simpler_ways"]

DRAWS = 20
TRIES = 6  # draws from all mentors with a free seat, before only those the rules allow are drawn from
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Compared:
    """Another way of pairing under the same rules and seats: how many pairs it makes and their total and mean score.

    ``way``: ``best`` (this pairing), ``in_turn`` (each mentee, in the order of ids, takes the best mentor still free), ``chance``
    (drawn by lot; pairs and total are means over the draws).
    """

    way: str
    pairs: float
    total: float
    mean: float | None


def simpler_ways(scores: Scores, can: Mask) -> tuple[Compared, Compared]:
    """Each mentee in the order of ids takes the best mentor still free; and the mean of drawing by lot with the programme's seed."""
    # loaded only where somebody pairs
    from mentorkit.pairing.serving import by_lot, in_turn

    rows, left = np.ones(len(scores.mentees), bool), scores.seats.copy()
    for row, column in scores.required:
        rows[row] = False
        left[column] -= 1
    waiting = np.flatnonzero(rows)
    can, points = np.ascontiguousarray(can), np.ascontiguousarray(scores.points)
    turn = in_turn(points, can, left.copy(), waiting)
    draw = np.random.default_rng(scores.seed)
    tries = [by_lot(points, can, left.copy(), draw.permutation(waiting), draw.random((len(waiting), TRIES + 1))) for _ in range(DRAWS)]
    return _mean(scores, "in_turn", [turn]), _mean(scores, "chance", tries)


def _mean(scores: Scores, way: str, tries: list[tuple[int, int]]) -> Compared:
    fixed = sum(int(scores.points[row, column]) for row, column in scores.required)
    pairs = sum(int(p) + len(scores.required) for p, _ in tries)
    total = sum(int(t) + fixed for _, t in tries)
    return Compared(way, pairs / len(tries), total / len(tries), total / pairs / scores.weight if pairs and scores.weight else None)
