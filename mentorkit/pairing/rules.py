"""Which pairs may not be made, one rule at a time. A rule forbids and never scores; its mask is kept, because it is the diagnosis.

A rule that cannot be judged for a pair, because an answer is missing, allows the pair and counts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import bits, codes, common, ids, numbers
from mentorkit.people.conditions import meets
from mentorkit.people.lines import managers_above
from mentorkit.people.people import People
from mentorkit.program.model import Condition, NamedPair, Rule

__all__ = ["RuleMask", "forbidden", "published_pairs", "rule_mask", "seats"]

Mask = npt.NDArray[np.bool_]
Judged = tuple[Mask, int]  # forbidden pairs; pairs that could not be judged
PAST = ("ended", "completed")
MADE = ("approved", "published", "active", "paused", *PAST)  # all but proposed
KEPT = ("approved", "published", "active")


@dataclass(frozen=True)
class RuleMask:
    """One rule over all pairs: ``forbidden`` (n, m); ``unknown`` pairs it allows because an answer is missing.

    ``id`` is the rule's short name in the file; rules that always hold are named by their kind.
    """

    id: str
    kind: str
    why: str
    forbidden: Mask
    unknown: int


def rule_mask(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> RuleMask:
    """The pairs that one rule forbids, with ``mentees`` as rows and ``mentors`` as columns."""
    mask, unknown = _KINDS[rule.kind](rule, mentees, mentors, people)
    return RuleMask(rule.id, rule.kind, rule.why or "", mask, unknown)


def forbidden(plan_rules: Iterable[Rule], excluded: Iterable[NamedPair], mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> tuple[RuleMask, ...]:
    """All rules of the programme, then those that always hold: excluded pairs, and nobody mentors themselves."""
    named = [rule_mask(rule, mentees, mentors, people) for rule in plan_rules]
    out = _pairs_mask(((pair.mentee, pair.mentor) for pair in excluded), mentees, mentors)
    own = _pairs_mask(((person, person) for person in ids(mentees)), mentees, mentors)
    always = [RuleMask("excluded_pairs", "excluded_pairs", "", out, 0), RuleMask("not_oneself", "not_oneself", "", own, 0)]
    return (*named, *(rule for rule in always if rule.forbidden.any()))


def seats(plan_rules: Iterable[Rule], mentors: pd.DataFrame, people: People | None = None) -> npt.NDArray[np.int64]:
    """How many mentees each mentor takes: 1 where the table does not say; a first-time mentor at most one under that rule.

    In a later round (``round`` of the rule ``not_earlier_pair``) the pairs of earlier rounds that go on, paused ones included, keep their seats.
    """
    plan_rules = tuple(plan_rules)
    stated = mentors["capacity"] if "capacity" in mentors else pd.Series([None] * len(mentors), dtype="Int64")
    count = stated.fillna(1).to_numpy(dtype=np.int64)
    if any(rule.kind == "first_time_one" for rule in plan_rules) and "first_time" in mentors:
        count = np.where((mentors["first_time"] == "yes").fillna(False).to_numpy(dtype=bool), np.minimum(count, 1), count)
    return np.asarray(np.maximum(count - _held(plan_rules, mentors, people), 0) if people is not None else count)


def _held(plan_rules: Iterable[Rule], mentors: pd.DataFrame, people: People) -> npt.NDArray[np.int64]:
    """Seats of each mentor that pairs of earlier rounds hold, each pair once."""
    if not len(people.pairs):
        return np.zeros(len(mentors), np.int64)
    going = people.pairs[people.pairs["state"].isin(MADE) & ~people.pairs["state"].isin(PAST) & _below(people, _round(plan_rules))]
    held = Counter(mentor for _, mentor in dict.fromkeys(zip(going["mentee_id"], going["mentor_id"], strict=True)))
    return np.array([held[mentor] for mentor in ids(mentors)], np.int64)


def published_pairs(plan_rules: Iterable[Rule], people: People) -> tuple[tuple[str, str], ...]:
    """Pairs (mentee, mentor) that people have been told of and that a new pairing could keep: approved, published or active.

    A paused pair is not among them: nobody counts on its next meeting, so a change disturbs least there; require it to keep it. Neither
    is a pair of a round before the one that is made now (``round`` of the rule ``not_earlier_pair``), which goes on beside the new ones.
    """
    if not len(people.pairs):
        return ()
    now = people.pairs[people.pairs["state"].isin(KEPT) & ~_below(people, _round(plan_rules))]
    return tuple(dict.fromkeys(zip(now["mentee_id"].tolist(), now["mentor_id"].tolist(), strict=True)))


def _round(plan_rules: Iterable[Rule]) -> int | None:
    """The round that is made now, as the file says; ``None`` where it does not."""
    return max((rule.round for rule in plan_rules if rule.kind == "not_earlier_pair" and rule.round is not None), default=None)


def _below(people: People, now: int | None) -> Mask:
    """Which rows of the pairs table are of a round before the one that is made now."""
    if now is None:
        return np.zeros(len(people.pairs), bool)
    stated = people.pairs["round"] if "round" in people.pairs else pd.Series([None] * len(people.pairs), dtype="Int64")
    return np.asarray(stated.fillna(1).to_numpy(dtype=np.int64) < now)


def _not_in_line(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """Neither of the two is above the other in the reporting line, at any depth."""
    left, right = ids(mentees), ids(mentors)
    above = managers_above(people)
    up = _pairs_mask(((person, boss) for person in left for boss in above.get(person, ())), mentees, mentors)
    down = _pairs_mask(((boss, person) for person in right for boss in above.get(person, ())), mentees, mentors)
    lonely = np.array([not above.get(person) for person in left], bool)[:, None] & np.array([not above.get(person) for person in right], bool)[None, :]
    return up | down, int((lonely & ~up & ~down).sum())


def _more_experienced(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """The mentor was hired earlier, or has the higher grade: the first column of ``by`` known for both decides."""
    forbids = np.zeros((len(mentees), len(mentors)), bool)
    open_ = np.ones_like(forbids)
    for column in rule.by:
        left, right = _numbers(mentees, column)[:, None], _numbers(mentors, column)[None, :]
        decides = open_ & ~np.isnan(left) & ~np.isnan(right)
        more = right < left if column == "hire_date" else right > left
        forbids |= decides & ~more
        open_ &= ~decides
        if not open_.any():
            break
    return forbids, int(np.count_nonzero(open_))


def _same(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """Both must have the same value in the column."""
    equal, known = _compared(rule.column, mentees, mentors)
    return known & ~equal, _open(known)


def _different(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """The two must have different values in the column."""
    equal, known = _compared(rule.column, mentees, mentors)
    return known & equal, _open(known)


def _gap(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """Mentor minus mentee lies between ``at_least`` and ``at_most``, both ends allowed; dates count in years."""
    column = rule.column or ""
    gap = _numbers(mentors, column)[None, :] - _numbers(mentees, column)[:, None]
    low, high = rule.at_least, rule.at_most
    outside = np.zeros(gap.shape, bool)
    if low is not None:
        outside |= gap < low - 1e-9
    if high is not None:
        outside |= gap > high + 1e-9
    return outside, int(np.count_nonzero(np.isnan(gap)))


def _shared_language(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """The two have at least one language in common."""
    column = rule.column or "languages"
    left, right = bits(_column(mentees, column), _column(mentors, column))
    known = np.logical_and.outer((left != 0).any(axis=1), (right != 0).any(axis=1))
    return known & ~common(left, right), _open(known)


def _not_earlier_pair(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """The two were not a pair of an earlier round: one that ended or was completed.

    With ``round: 2`` this is the second round, in which mentees get a second mentor: whoever was made a pair in a round below it
    (a blank round is the first) may not be made a pair again, even while that pair goes on; and the seats of pairs that go on stay taken
    (see :func:`seats`). A pair that was only proposed was never made.
    """
    if not len(people.pairs):
        return np.zeros((len(mentees), len(mentors)), bool), 0
    state = people.pairs["state"]
    past = people.pairs[state.isin(PAST) | (state.isin(MADE) & _below(people, rule.round))]
    return _pairs_mask(zip(past["mentee_id"], past["mentor_id"], strict=True), mentees, mentors), 0


def _first_time_one(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """Forbids no pair; it lowers the seats of first-time mentors (see :func:`seats`)."""
    unknown = int(_column(mentors, "first_time").isna().sum()) * len(mentees)
    return np.zeros((len(mentees), len(mentors)), bool), unknown


def _condition(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Judged:
    """Forbidden when all of ``when`` hold, each of them said of the mentee or of the mentor."""
    mask = np.full((len(mentees), len(mentors)), bool(rule.when))
    blank = np.zeros_like(mask)
    for condition in rule.when:
        mask &= _holds(condition, mentees, mentors, None)
        blank |= _blank(condition, mentees, mentors, None)
    return mask, int((blank & ~mask).sum())


_KINDS: dict[str, Callable[[Rule, pd.DataFrame, pd.DataFrame, People], Judged]] = {
    "not_in_line": _not_in_line,
    "more_experienced": _more_experienced,
    "same": _same,
    "different": _different,
    "gap": _gap,
    "shared_language": _shared_language,
    "not_earlier_pair": _not_earlier_pair,
    "first_time_one": _first_time_one,
    "condition": _condition,
}


def _holds(condition: Condition, mentees: pd.DataFrame, mentors: pd.DataFrame, of: str | None) -> Mask:
    of = condition.of or of
    parts = [_holds(part, mentees, mentors, of) for part in (*(condition.all_of or ()), *(condition.any_of or ()))]
    if parts:
        return np.asarray(np.logical_and.reduce(parts) if condition.all_of else np.logical_or.reduce(parts))
    side = np.asarray(meets(mentors if of == "mentor" else mentees, (condition,)), bool)
    return np.broadcast_to(side[None, :] if of == "mentor" else side[:, None], (len(mentees), len(mentors)))


def _blank(condition: Condition, mentees: pd.DataFrame, mentors: pd.DataFrame, of: str | None) -> Mask:
    """Pairs in which an answer that the condition asks for is missing."""
    of = condition.of or of
    found = np.zeros((len(mentees), len(mentors)), bool)
    for part in (*(condition.all_of or ()), *(condition.any_of or ())):
        found |= _blank(part, mentees, mentors, of)
    if condition.column and condition.filled is None:
        found |= _holds(Condition.model_validate({"column": condition.column, "filled": False, "of": of}), mentees, mentors, of)
    return found


def _pairs_mask(pairs: Iterable[tuple[str, str]], mentees: pd.DataFrame, mentors: pd.DataFrame) -> Mask:
    columns = {person: place for place, person in enumerate(ids(mentors))}
    mask = np.zeros((len(mentees), len(mentors)), bool)
    named = [(mentee, columns[mentor]) for mentee, mentor in pairs if mentor in columns]
    if named:
        rows = {person: place for place, person in enumerate(ids(mentees))}
        places = [(rows[mentee], column) for mentee, column in named if mentee in rows]
        mask[[row for row, _ in places], [column for _, column in places]] = True
    return mask


def _column(frame: pd.DataFrame, column: str) -> pd.Series:
    return frame[column] if column in frame else pd.Series([None] * len(frame), dtype=object)


def _numbers(frame: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    return numbers(_column(frame, column))


def _compared(column: str | None, mentees: pd.DataFrame, mentors: pd.DataFrame) -> tuple[Mask, Mask]:
    left, right = codes(_column(mentees, column or ""), _column(mentors, column or ""))
    return left[:, None] == right[None, :], (left > 0)[:, None] & (right > 0)[None, :]


def _open(known: Mask) -> int:
    """How many pairs could not be judged."""
    return int(known.size - np.count_nonzero(known))
