"""The proposal beside other ways of pairing: by chance, in turn, the best score first, and pairs that somebody made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.blend import freed
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.scores import Scores

__all__ = ["DRAWS", "Manual", "ManualPair", "Way", "manual_pairing", "other_ways"]

DRAWS = 20
TRIES = 6  # draws from all mentors with a free seat, before only those the rules allow are drawn from

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Way:
    """One way of pairing: its pairs, their total points, how many of them the proposal has too, how many break a rule.

    ``way``: ``best`` (the proposal), ``greedy`` (the best score first), ``in_turn`` (each mentee, in the order of ids, takes the best mentor
    still free), ``chance`` (means over draws by lot), ``manual`` (made by hand). ``mean`` is the mean score 0-1000.
    """

    way: str
    pairs: float
    total: float
    mean: float | None
    common: float
    broken: int = 0


@dataclass(frozen=True)
class ManualPair:
    """A pair made by hand with what is wrong about it.

    ``faults``: ``unknown_mentee``, ``unknown_mentor`` (in no table), ``mentee_out``, ``mentor_out`` (does not take part), ``again`` (the
    mentee has a mentor in the list already), ``seats`` (more mentees than the mentor takes), ``required`` (the file fixes another
    pair), ``minimum`` (below the smallest score). ``rules`` are short names of the rules it breaks. ``score`` 0-1000 where both take part.
    """

    mentee: str
    mentor: str
    faults: tuple[str, ...]
    rules: tuple[str, ...]
    score: int | None

    @property
    def counted(self) -> bool:
        """Whether the pair can be compared: both take part, and the mentee stands in no earlier row."""
        return self.score is not None and "again" not in self.faults


@dataclass(frozen=True)
class Manual:
    """The list made by hand, by mentee. ``listed`` rows; ``faults`` and ``rules`` count pairs; ``sound`` pairs have none of either."""

    pairs: tuple[ManualPair, ...]
    way: Way

    @property
    def listed(self) -> int:
        """How many pairs are on the list."""
        return len(self.pairs)

    @property
    def sound(self) -> int:
        """How many pairs keep every rule, every seat and every fixed pair."""
        return sum(not (pair.faults or pair.rules) for pair in self.pairs)

    @property
    def faults(self) -> tuple[tuple[str, int], ...]:
        """What is wrong with how many pairs, rules apart, the most frequent first."""
        return _most(fault for pair in self.pairs for fault in pair.faults)

    @property
    def rules(self) -> tuple[tuple[str, int], ...]:
        """How many pairs break each rule, the most frequent first."""
        return _most(rule for pair in self.pairs for rule in pair.rules)


def other_ways(pairing: Pairing) -> tuple[Way, ...]:
    """The proposal, the best score first, in turn, and drawing by lot with the programme's seed; all under the same rules and seats."""
    # loaded only where somebody pairs
    from mentorkit.pairing.serving import best_first, by_lot, in_turn

    scores = pairing.scores
    may, left = freed(scores)
    may &= scores.enough
    points = np.ascontiguousarray(scores.points)
    waiting = np.flatnonzero(~_fixed(scores))
    row, column = np.nonzero(may)
    order = np.argsort(-points[row, column], kind="stable")  # of equal scores the first mentee's, then the first mentor's
    greedy = best_first(row[order], column[order], left.copy(), len(scores.mentees))
    turn = in_turn(points, may, left.copy(), waiting)
    common = np.zeros(points.shape, np.int64)
    made = np.flatnonzero(pairing.mentor >= 0)
    common[made, pairing.mentor[made]] = 1
    draw, lots = np.random.default_rng(scores.seed), []
    for _ in range(DRAWS):
        drawn = draw.permutation(waiting), draw.random((len(waiting), TRIES + 1))
        (pairs, total), (_, same) = (by_lot(table, may, left.copy(), *drawn) for table in (points, common))
        lots.append((pairs, total, same))
    best = Way("best", len(made), pairing.total, pairing.mean, len(made))
    chance = (sum(one[i] for one in lots) / DRAWS for i in range(3))
    return best, _way(pairing, "greedy", greedy), _way(pairing, "in_turn", turn), _chance(scores, *chance)


def manual_pairing(pairing: Pairing, listed: pd.DataFrame, mentees: Iterable[str], mentors: Iterable[str]) -> Manual | None:
    """What the list made by hand gives and what is wrong with it; ``None`` for an empty list. ``mentees`` and ``mentors`` are all of the tables."""
    if not len(listed):
        return None
    scores, everybody = pairing.scores, (set(mentees), set(mentors))
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    fixed, enough = dict(scores.required), scores.enough
    taken, seen, found, at = Counter[int](), set[str](), [], np.full(len(scores.mentees), -1, np.int64)
    for mentee, mentor in zip(listed["mentee_id"].tolist(), listed["mentor_id"].tolist(), strict=True):
        row, column = rows.get(mentee), columns.get(mentor)
        faults = [*_absent("mentee", mentee, everybody[0], row), *_absent("mentor", mentor, everybody[1], column)]
        faults += ["again"] if mentee in seen else []
        seen.add(mentee)
        rules: tuple[str, ...] = ()
        score = None
        if row is not None and column is not None:
            score = scores.score(int(scores.points[row, column]))
            rules = tuple(rule.id for rule in scores.rules if rule.forbidden[row, column])
            faults += ["minimum"] if not enough[row, column] else []
            faults += ["required"] if fixed.get(row, column) != column else []
            if at[row] < 0:
                at[row] = column
                taken[column] += 1
                faults += ["seats"] if taken[column] > scores.seats[column] else []
        found.append(ManualPair(mentee, mentor, tuple(faults), rules, score))
    broken = sum(bool(pair.rules) for pair in found if pair.counted)
    return Manual(tuple(found), _counted(pairing, "manual", at, broken))


def _absent(side: str, person: str, everybody: set[str], place: int | None) -> list[str]:
    if place is not None:
        return []
    return [f"{side}_out" if person in everybody else f"unknown_{side}"]


def _fixed(scores: Scores) -> Mask:
    found = np.zeros(len(scores.mentees), bool)
    for row, _ in scores.required:
        found[row] = True
    return found


def _way(pairing: Pairing, way: str, mentor: Whole) -> Way:
    """A way in which the fixed pairs are made as well."""
    at = mentor.copy()
    for row, column in pairing.scores.required:
        at[row] = column
    return _counted(pairing, way, at)


def _counted(pairing: Pairing, way: str, at: Whole, broken: int = 0) -> Way:
    scores, made = pairing.scores, np.flatnonzero(at >= 0)
    total = int(scores.points[made, at[made]].sum()) if len(made) else 0
    mean = total / len(made) / scores.weight if len(made) and scores.weight else None
    return Way(way, len(made), total, mean, int((at[made] == pairing.mentor[made]).sum()), broken)


def _chance(scores: Scores, pairs: float, total: float, same: float) -> Way:
    fixed = sum(int(scores.points[row, column]) for row, column in scores.required)
    pairs, total = pairs + len(scores.required), total + fixed
    return Way("chance", pairs, total, total / pairs / scores.weight if pairs and scores.weight else None, same + len(scores.required))


def _most(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
