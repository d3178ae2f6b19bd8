"""What would help each mentee who is left without a mentor: the smallest exception or seat, tried out; and shortages in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import Scores

__all__ = ["MOST", "Relief", "Shortage", "applied", "reliefs", "shortages"]

Mask = npt.NDArray[np.bool_]
MOST = 60  # mentees without a mentor that are looked at one by one; above it the shortages say it for all
MINIMUM = "minimum_score"
NEVER = frozenset({"not_oneself", "ended_pairs"})  # rules without exception


@dataclass(frozen=True)
class Relief:
    """The cheapest thing that would give ``mentee`` a mentor, tried out by pairing again.

    An exception from ``rules`` (short names; ``minimum_score`` for the smallest score) for the pair with ``mentor``, and one more
    ``seat`` with that mentor where the mentor is full and nobody could make room. ``score`` is that pair's, 0-1000. ``gained`` is how
    many more pairs there would be, so nobody is pushed out. ``mentor`` empty: nothing of the kind would help.
    """

    mentee: str
    mentor: str = ""
    rules: tuple[str, ...] = ()
    seat: bool = False
    score: int = 0
    gained: int = 0


@dataclass(frozen=True)
class Shortage:
    """A group of mentees who share too few seats: whoever of ``mentors`` they may have, all their ``seats`` are taken by the group.

    ``mentees`` includes those who are paired; ``left`` of them have nobody. No pairing under these rules can do better for the group.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    seats: int
    left: tuple[str, ...]


def reliefs(pairing: Pairing) -> tuple[Relief, ...]:
    """One for each mentee without a mentor, in the order of ids, at most :data:`MOST`; each was tried out and really pairs that mentee."""
    rows = np.flatnonzero(pairing.mentor < 0)[:MOST]
    return tuple(_relief(pairing, int(row)) for row in rows)


def applied(scores: Scores, relief: Relief) -> Scores:
    """The question with the relief in it: the exception made for this pair, the seat added."""
    row, column = scores.mentees.index(relief.mentee), scores.mentors.index(relief.mentor)
    rules = tuple(_excepted(rule, row, column) if rule.id in relief.rules else rule for rule in scores.rules)
    seats = scores.seats.copy()
    seats[column] += relief.seat
    found = replace(scores, rules=rules, seats=seats)
    return replace(found, below=((row, column),)) if MINIMUM in relief.rules else found


def shortages(pairing: Pairing) -> tuple[Shortage, ...]:
    """The groups that share too few seats, one for all mentees without a mentor who are in the same position, by the first id."""
    scores = pairing.scores
    can = scores.allowed & scores.enough & (scores.seats > 0)
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


def _relief(pairing: Pairing, row: int) -> Relief:
    scores = pairing.scores
    for rules, seat, column in _candidates(pairing, row):
        tried = Relief(scores.mentees[row], scores.mentors[column], rules, seat, scores.score(int(scores.points[row, column])))
        again = pair_people(applied(scores, tried))
        gained = int((again.mentor >= 0).sum() - (pairing.mentor >= 0).sum())
        # pushing somebody else out is no help
        if again.mentor[row] >= 0 and gained > 0:
            return replace(tried, gained=gained)
    return Relief(scores.mentees[row])


def _candidates(pairing: Pairing, row: int) -> list[tuple[tuple[str, ...], bool, int]]:
    """Exceptions and seats, the fewest first, then without a seat before with one, then the better score, then the id."""
    scores = pairing.scores
    reach = _makes_room(pairing)
    found = []
    for column in range(len(scores.mentors)):
        rules = tuple(rule.id for rule in scores.rules if rule.forbidden[row, column])
        if NEVER & set(rules):
            continue
        rules += (MINIMUM,) if not scores.enough[row, column] else ()
        seat = not reach[column]
        found.append((len(rules) + seat, seat, -int(scores.points[row, column]), column, rules))
    found.sort()
    return [(rules, bool(seat), column) for _, seat, _, column, rules in found]


def _makes_room(pairing: Pairing) -> Mask:
    """Mentors who have a free seat, or whose mentees can move on until a free seat is reached."""
    scores = pairing.scores
    can = scores.allowed & scores.enough
    fixed = [row for row, _ in scores.required]
    open_ = scores.seats - pairing.used > 0
    reached, front = open_.copy(), open_
    movable = pairing.mentor >= 0
    movable[fixed] = False
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
