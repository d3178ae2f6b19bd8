"""Compiles the numeric loops once, before anybody waits for them: what is compiled is kept for every later process."""

from __future__ import annotations

import numpy as np

from mentorkit.pairing.compiled import COMPILES
from mentorkit.pairing.engine import assign
from mentorkit.pairing.growing import grow
from mentorkit.pairing.serving import best_first, in_turn

__all__ = ["warm_up"]


def warm_up() -> bool:
    """Pair a handful of made-up people, so that every loop of a usual pairing is compiled and kept; tells whether anything compiles.

    About ten seconds the first time on a machine, under half a second after that. Call it once before several processes start:
    with an empty cache each of them would compile everything itself, and at the same time.
    """
    if COMPILES:
        # seats short on one side, ties on the other: both parts of the solver and the search for ties run
        scores, few = np.array([[3, 3, 1], [3, 3, 1], [3, 3, 2]], np.int64), np.array([1, 0, 1])
        assign(scores, few, scores > 0)
        assign(scores, few)
        assign(scores.astype(np.int32), few, scores > 0)
        grow(scores, scores.T.copy(), few, 0)
        best_first(few, few, few.copy(), 3)
        in_turn(scores, scores > 0, few.copy(), few)
    return COMPILES
