"""What would help each mentee who is left without a mentor: the smallest exception or seat, tried out; and shortages in words.

A relief counts when the pairing made again with it has one more pair, this mentee in a pair, and nobody without a mentor who had one.
Candidates are looked at from the smallest on: the fewest exceptions and seats, then an exception before a seat, then a seat with
somebody who takes mentees already, then one that would go to this mentee by score, then the better score, then the id. Which of them
can work follows from chains of moves; what is stated was made again and looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.pairing import Pairing, solved
from mentorkit.pairing.residual import Residual
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores

__all__ = ["MINIMUM", "MOST", "TRIES", "Relief", "Shortage", "applied", "reliefs", "shortages"]

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
MOST = 25  # mentees without a mentor that are looked at one by one; above it the shortages say it for all
TRIES = 8  # times that everybody is paired again for one mentee; above it nothing is stated
MINIMUM = "minimum_score"
UNKNOWN = -2
NEVER = frozenset({"not_oneself", "ended_pairs"})  # rules without exception


@dataclass(frozen=True)
class Relief:
    """The smallest thing that would give ``mentee`` a mentor and take nobody else's, tried out by pairing again.

    An exception from ``rules`` (short names; ``minimum_score`` for the smallest score) for the pair with ``mentor``, and one more
    ``seat`` with that mentor where the mentor is full and nobody could make room. ``fixed``: the pair must be fixed by hand as well,
    because by score the place would go to somebody else, or the total would be higher without the pair. ``given`` is the mentor whom
    the mentee then has, who may be another one, because others move; ``score`` is that pair's, 0-1000. ``gained`` is how many more pairs there would be.
    ``mentor`` empty: nothing of the kind would help, or, where ``bounded``,
    nothing was found within :data:`TRIES` tries.
    """

    mentee: str
    mentor: str = ""
    rules: tuple[str, ...] = ()
    seat: bool = False
    score: int = 0
    gained: int = 0
    fixed: bool = False
    bounded: bool = False
    given: str = ""

    @property
    def size(self) -> int:
        """How many exceptions and seats it takes."""
        return len(self.rules) + self.seat


@dataclass(frozen=True)
class Shortage:
    """A group of mentees who share too few seats: whoever of ``mentors`` they may have, all their ``seats`` are taken by the group.

    ``mentees`` includes those who are paired; ``left`` of them have nobody. No pairing under these rules can do better for the group.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    seats: int
    left: tuple[str, ...]


def reliefs(pairing: Pairing, chains: Residual | None = None) -> tuple[Relief, ...]:
    """One for each mentee without a mentor, in the order of ids, at most :data:`MOST`; each was tried out and really pairs that mentee."""
    rows = np.flatnonzero(pairing.mentor < 0)[:MOST]
    if not len(rows):
        return ()
    room, taker = _makes_room(pairing, chains), _takers(pairing, chains)
    return tuple(_relief(pairing, room, taker, int(row)) for row in rows)


def applied(scores: Scores, relief: Relief) -> Scores:
    """The question with the relief in it: the exception made for this pair, the seat added, the pair fixed by hand where it must be."""
    row, column = scores.mentees.index(relief.mentee), scores.mentors.index(relief.mentor)
    rules = tuple(_excepted(rule, row, column) if rule.id in relief.rules else rule for rule in scores.rules)
    seats = scores.seats.copy()
    seats[column] += relief.seat
    below = (*scores.below, (row, column)) if MINIMUM in relief.rules else scores.below
    required = (*scores.required, (row, column)) if relief.fixed else scores.required
    return replace(scores, rules=rules, seats=seats, below=below, required=required)


def shortages(pairing: Pairing) -> tuple[Shortage, ...]:
    """The groups that share too few seats, one for all mentees without a mentor who are in the same position, by the first id."""
    scores = pairing.scores
    can = scores.allowed & scores.enough & (scores.seats > 0)
    for row, column in scores.required:
        can[row] = np.arange(len(scores.mentors)) == column  # whoever is fixed by hand goes nowhere else
    found: dict[frozenset[int], Shortage] = {}
    for row in np.flatnonzero(pairing.mentor < 0).tolist():
        group = _group(pairing, can, row)
        if group is None:
            continue
        rows, columns = group
        key = frozenset(columns)
        people = sorted(rows | set(_index(scores, found[key].mentees)) if key in found else rows)
        left = tuple(scores.mentees[r] for r in people if pairing.mentor[r] < 0)
        names = tuple(scores.mentees[r] for r in people)
        found[key] = Shortage(names, tuple(scores.mentors[c] for c in sorted(columns)), int(scores.seats[sorted(columns)].sum()), left)
    return tuple(found.values())


def _relief(pairing: Pairing, room: Mask, taker: Whole, row: int) -> Relief:
    scores, tries = pairing.scores, 0
    for rules, seat, column in _candidates(pairing, room, taker, row):
        found = Relief(scores.mentees[row], scores.mentors[column], rules, seat)
        for fixed in (True,) if seat and not rules and taker[column] not in (row, UNKNOWN) else (False, True):
            if tries == TRIES:
                return Relief(scores.mentees[row], bounded=True)
            tries += 1
            _, _, again = solved(applied(scores, replace(found, fixed=fixed)))
            # pushing somebody else out is no help
            if again[row] >= 0 and (again[pairing.mentor >= 0] >= 0).all():
                given = int(again[row])
                score, gained = scores.score(int(scores.points[row, given])), int((again >= 0).sum() - (pairing.mentor >= 0).sum())
                return replace(found, fixed=fixed, gained=gained, given=scores.mentors[given], score=score)
    return Relief(scores.mentees[row])


def _takers(pairing: Pairing, chains: Residual | None) -> Whole:
    """The row of the mentee without a mentor to whom one more seat with each mentor would go by score; -1 for nobody."""
    if chains is None:
        return np.full(len(pairing.scores.mentors), UNKNOWN)
    return np.array([-1 if (row := chains.enters(column)) is None else row for column in range(len(pairing.scores.mentors))], np.int64)


def _candidates(pairing: Pairing, room: Mask, taker: Whole, row: int) -> list[tuple[tuple[str, ...], bool, int]]:
    """Exceptions and seats in the order in which they are tried."""
    scores = pairing.scores
    enough, found = scores.enough[row], []
    for column in range(len(scores.mentors)):
        rules = tuple(rule.id for rule in scores.rules if rule.forbidden[row, column])
        if NEVER & set(rules):
            continue
        rules += () if enough[column] else (MINIMUM,)
        seat = not room[column]
        away = (bool(scores.seats[column] == 0), bool(taker[column] != row)) if seat else (False, False)
        found.append((len(rules) + seat, seat, away, -int(scores.points[row, column]), column, rules))
    found.sort()
    return [(rules, bool(seat), column) for _, seat, _, _, column, rules in found]


def _makes_room(pairing: Pairing, chains: Residual | None) -> Mask:
    """Mentors who have a free seat, or whose mentees can move on until a free seat is reached, so that nobody is left out."""
    scores, open_ = pairing.scores, pairing.scores.seats - pairing.used > 0
    if not scores.cover_first and chains is not None:
        # where the total counts most, a chain that exists may not be worth its points
        return np.array([bool(free) or not chains.leaves_out(column) for column, free in enumerate(open_)], bool)
    can = scores.allowed & scores.enough
    reached, front = open_.copy(), open_
    movable = pairing.mentor >= 0
    movable[[row for row, _ in scores.required]] = False
    while front.any():
        rows = movable & can[:, front].any(axis=1)
        step = np.zeros_like(reached)
        step[pairing.mentor[rows]] = True
        front = step & ~reached
        reached |= front
    return reached


def _group(pairing: Pairing, can: Mask, row: int) -> tuple[set[int], set[int]] | None:
    """Mentees and mentors that hang together from ``row`` on; None where somebody there has a free seat or nobody is allowed."""
    scores, rows, columns, front = pairing.scores, {row}, set[int](), [row]
    free = scores.seats - pairing.used > 0
    while front:
        new = set(np.flatnonzero(can[front].any(axis=0)).tolist()) - columns
        if any(free[column] for column in new):
            return None
        columns |= new
        front = sorted(set(np.flatnonzero(np.isin(pairing.mentor, list(new))).tolist()) - rows)
        rows |= set(front)
    return (rows, columns) if columns else None


def _excepted(rule: RuleMask, row: int, column: int) -> RuleMask:
    mask = rule.forbidden.copy()
    mask[row, column] = False
    return replace(rule, forbidden=mask)


def _index(scores: Scores, mentees: tuple[str, ...]) -> list[int]:
    place = {person: row for row, person in enumerate(scores.mentees)}
    return [place[person] for person in mentees]
