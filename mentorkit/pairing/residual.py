"""What any single change of a pairing would cost everybody together: exact, from the proven prices, without solving again.

The nodes are the mentors and one node for "nobody". A step from ``a`` to ``b`` moves somebody who is with ``a`` to ``b``; it costs what that
person is worth at the proven prices beyond what ``b`` gives them, which is never below 0. A mentor with a free seat can simply
keep one more (a step to nobody), and a mentor can be left with an empty seat (a step from nobody, at the price of the seat). The
cheapest chain of steps that puts everything back in balance after a change is its exact cost (Ahuja, Magnanti and Orlin 1993,
Network Flows, section 9: the optimum of a residual network).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.pairing import Pairing

__all__ = ["LIMIT", "Change", "Residual", "residual"]

FAR = 2**53  # further than any chain
LIMIT = 1000  # mentors; above it all shortest chains take too long (they grow with the third power) and are not computed
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Change:
    """What giving ``mentee`` the ``mentor`` would do: ``pairs`` and ``points`` (weighted sum) lost in all, the mentee's own included.

    ``moved`` are the other people who change: mentee, their mentor now, their mentor then (empty for none). ``points`` can be
    negative where a pair is lost. ``worth`` is what is lost of the sum that the pairing makes as high as possible: the points and what
    the policy gives for published pairs; ``points`` can be negative there too, where a published pair is given up.
    """

    mentee: str
    mentor: str
    pairs: int
    points: int
    moved: tuple[tuple[str, str, str], ...]
    worth: int = 0


@dataclass(frozen=True, eq=False)
class Residual:
    """All shortest chains of a proven pairing. ``distance`` (m+1, m+1) and ``loss`` (n, m) are in the solved unit; a pair that may not be made has loss -1.

    Where the worst-off are protected, the floor is held as it is: a pair below it may not be made.
    """

    pairing: Pairing
    distance: Whole
    before: Whole
    mover: Whole
    loss: Whole

    def change(self, row: int, column: int) -> Change:
        """What giving the mentee of ``row`` the mentor of ``column`` would do; ``ValueError`` when that pair may not be made."""
        if self.loss[row, column] < 0:
            raise ValueError("this pair may not be made")
        scores, m = self.pairing.scores, len(self.pairing.scores.mentors)
        now = self.pairing.mentor.copy()
        home = int(now[row]) if now[row] >= 0 else m
        moved = [(row, column), *self._chain(column, home)]
        then = now.copy()
        for other, to in moved:
            then[other] = to if to < m else -1
        others = tuple((scores.mentees[r], _name(scores.mentors, int(now[r])), _name(scores.mentors, int(then[r]))) for r, _ in moved[1:])
        pairs, points, worth = int((now >= 0).sum() - (then >= 0).sum()), _sum(scores.points, now) - _sum(scores.points, then), _sum(scores.worth, now) - _sum(scores.worth, then)
        return Change(scores.mentees[row], scores.mentors[column], pairs, points, others, worth)

    def seat_value(self, column: int) -> int:
        """What one more seat with a mentor would add, in the solved unit."""
        price = int(self.pairing.assignment.mentor_prices[column])
        return price - min(price, int(self.distance[-1, column]))

    def more(self, column: int) -> tuple[int, int]:
        """Pairs and points (weighted sum) that one more seat with a mentor would add in all."""
        if not self.seat_value(column):
            return 0, 0
        scores, m = self.pairing.scores, len(self.pairing.scores.mentors)
        then = self.pairing.mentor.copy()
        for row, to in self._chain(m, column):
            then[row] = to if to < m else -1
        return int((then >= 0).sum() - (self.pairing.mentor >= 0).sum()), _sum(scores.points, then) - _sum(scores.points, self.pairing.mentor)

    def leaves_out(self, column: int) -> bool:
        """Whether making room with a mentor would leave somebody there without one."""
        m = len(self.pairing.scores.mentors)
        return any(to == m for _, to in self._chain(column, m)) if self.distance[column, m] < FAR else True

    def enters(self, column: int) -> int | None:
        """The row of the mentee without a mentor who would have one if there were one more seat with this mentor; ``None`` for nobody."""
        m = len(self.pairing.scores.mentors)
        rows = [row for row, _ in self._chain(m, column) if self.pairing.mentor[row] < 0] if self.seat_value(column) else []
        return rows[0] if rows else None

    def _chain(self, start: int, end: int) -> list[tuple[int, int]]:
        """The moves of the cheapest chain: row and the column it goes to."""
        nodes = [end]
        while nodes[-1] != start:
            nodes.append(int(self.before[start, nodes[-1]]))
        nodes.reverse()
        steps = [(int(self.mover[a, b]), b) for a, b in pairwise(nodes)]
        return [(row, to) for row, to in steps if row >= 0]


def residual(pairing: Pairing) -> Residual | None:
    """The chains of a pairing; ``None`` where it is empty, not proven, or has more mentors than :data:`LIMIT`."""
    from scipy.sparse.csgraph import csgraph_from_dense, floyd_warshall

    scores, found = pairing.scores, pairing.assignment
    n, m = scores.points.shape
    if not n or not m or not pairing.proven or m > LIMIT:
        return None
    worth = scores.worth * found.factor + found.bonus
    can = pairing.possible & (worth > 0)
    free = [row for row in range(n) if (row, int(pairing.mentor[row])) not in set(scores.required)]
    slack = np.where(can, found.mentee_values[:, None] + found.mentor_prices - worth, -1)
    slack[np.setdiff1d(np.arange(n), free)] = -1
    cost, mover = _edges(pairing, slack, np.array(free, np.int64))
    distance, before = floyd_warshall(csgraph_from_dense(cost, null_value=np.inf), return_predecessors=True)  # a step may cost 0
    home = np.where(pairing.mentor >= 0, pairing.mentor, m)
    back = distance[:m][:, home].T  # from each column back to where the mentee of each row is now
    loss = np.where((slack >= 0) & np.isfinite(back), slack + np.nan_to_num(back, posinf=0), -1)
    return Residual(pairing, np.where(np.isfinite(distance), distance, FAR).astype(np.int64), before.astype(np.int64), mover, loss.astype(np.int64))


def _edges(pairing: Pairing, slack: Whole, free: Whole) -> tuple[npt.NDArray[np.float64], Whole]:
    """The cheapest step between any two nodes, and who takes it (-1: nobody moves, a seat is filled or left empty)."""
    found, m = pairing.assignment, slack.shape[1]
    cost, mover = np.full((m + 1, m + 1), np.inf), np.full((m + 1, m + 1), -1, np.int64)
    home = np.where(pairing.mentor >= 0, pairing.mentor, m)
    for row in free:
        at = int(home[row])
        better = (slack[row] >= 0) & (slack[row] < cost[at, :m])
        cost[at, :m][better], mover[at, :m][better] = slack[row][better], row
        if at < m and found.mentee_values[row] < cost[at, m]:
            cost[at, m], mover[at, m] = found.mentee_values[row], row
    open_ = np.flatnonzero(pairing.scores.seats - pairing.used > 0)
    cost[open_, m], mover[open_, m] = 0, -1
    empty = found.mentor_prices < cost[m, :m]
    cost[m, :m][empty], mover[m, :m][empty] = found.mentor_prices[empty], -1
    np.fill_diagonal(cost, 0)
    return cost, mover


def _name(mentors: tuple[str, ...], column: int) -> str:
    return mentors[column] if 0 <= column < len(mentors) else ""


def _sum(points: Whole, mentor: Whole) -> int:
    made = np.flatnonzero(mentor >= 0)
    return int(points[made, mentor[made]].sum())
