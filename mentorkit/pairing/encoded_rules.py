"""The rules of a programme in the form that :mod:`mentorkit.pairing.fused` compares; the criteria are in :mod:`mentorkit.pairing.encoded`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import bits, codes, ids, numbers
from mentorkit.pairing.encoded import Part, Unfit, answers_of, looked_up
from mentorkit.pairing.fused import EQUAL, FORBID, GAP, MORE, SHARED
from mentorkit.pairing.rules import rule_mask
from mentorkit.people.conditions import meets
from mentorkit.people.lines import every_manager_of
from mentorkit.people.people import People
from mentorkit.program.model import Condition, NamedPair, Rule

__all__ = ["excluded_parts", "rule_part", "single_pairs"]

Whole = npt.NDArray[np.int64]
CHUNK = 500


def rule_part(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    """One rule in fused form; raises :class:`Unfit` for a kind that has none."""
    way = _RULES.get(rule.kind)
    if way is None:
        raise Unfit(rule.id)
    return way(rule, mentees, mentors, people)


def single_pairs(name: str, pairs: Iterable[tuple[str, str]], mentees: pd.DataFrame, mentors: pd.DataFrame) -> Part:
    """A rule that forbids these pairs of ids."""
    rows, columns = ({person: place for place, person in enumerate(ids(side))} for side in (mentees, mentors))
    found = list(dict.fromkeys((rows[one], columns[other]) for one, other in pairs if other in columns and one in rows))
    return Part(name, name, None, pairs=_forbidden(found), forbids=len(found))


def excluded_parts(excluded: Iterable[NamedPair], mentees: pd.DataFrame, mentors: pd.DataFrame) -> tuple[Part, ...]:
    """The rules that always hold: excluded pairs, and nobody mentors themselves."""
    out = single_pairs("excluded_pairs", ((pair.mentee, pair.mentor) for pair in excluded), mentees, mentors)
    own = single_pairs("not_oneself", ((person, person) for person in ids(mentees)), mentees, mentors)
    return tuple(part for part in (out, own) if len(part.pairs))


def _forbidden(pairs: Any) -> Whole:
    """Rows and columns with what a rule adds."""
    found = np.full((len(pairs), 3), FORBID, np.int64)
    found[:, :2] = np.array(pairs, np.int64).reshape(-1, 2)
    return found


def _by_rule(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Callable[[Whole, Whole], npt.NDArray[Any]]:
    return lambda first, second: rule_mask(rule, mentees.iloc[first], mentors.iloc[second], people).forbidden


def _rule_on_words(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    left, right = codes(answers_of(mentees, rule.column), answers_of(mentors, rule.column))
    part = looked_up(rule.id, rule.kind, (left, right), _by_rule(rule, mentees, mentors, people), True)
    yes, no = (0, FORBID) if rule.kind == "same" else (FORBID, 0)
    return part or Part(rule.id, rule.kind, EQUAL, whole=(left, right), yes=yes, no=no)


def _rule_on_gap(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    left, right = (numbers(answers_of(frame, rule.column)) for frame in (mentees, mentors))
    part = looked_up(rule.id, rule.kind, (left, right), _by_rule(rule, mentees, mentors, people), True)
    low = -np.inf if rule.at_least is None else rule.at_least - 1e-9
    high = np.inf if rule.at_most is None else rule.at_most + 1e-9
    return part or Part(rule.id, rule.kind, GAP, real=(left, right), yes=FORBID, numbers=(low, high))


def _rule_on_experience(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    # more of it is more experience: an earlier date is turned into a greater number
    left, right = (
        np.array([(-1 if name == "hire_date" else 1) * numbers(answers_of(frame, name)) for name in rule.by]).reshape(len(rule.by), len(frame)) for frame in (mentees, mentors)
    )
    keys = tuple(np.where(np.isnan(side), -1e300, side).T if len(rule.by) else np.zeros((side.shape[1], 1)) for side in (left, right))
    part = looked_up(rule.id, rule.kind, (keys[0], keys[1]), _by_rule(rule, mentees, mentors, people), True)
    if part is None and len(rule.by) > 2:
        raise Unfit(rule.id)
    left, right = (np.vstack([side, np.full((2 - len(side), side.shape[1]), np.nan)]) if len(side) < 2 else side for side in (left, right))
    return part or Part(rule.id, rule.kind, MORE, real=(left, right), yes=FORBID)


def _rule_on_language(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    left, right = bits(*(answers_of(frame, rule.column or "languages") for frame in (mentees, mentors)))
    part = looked_up(rule.id, rule.kind, (left, right), _by_rule(rule, mentees, mentors, people), True)
    counts = tuple(np.bitwise_count(side).sum(axis=1, dtype=np.int32) for side in (left, right))
    return part or Part(rule.id, rule.kind, SHARED, bits=(left, right), whole=(counts[0], counts[1]), yes=0, no=FORBID)


def _rule_on_lines(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    managers = every_manager_of(people.staff, people.mentees, people.mentors)
    rows, columns = ({person: place for place, person in enumerate(ids(side))} for side in (mentees, mentors))
    found: dict[tuple[int, int], None] = {}
    mentors_at: dict[str, list[int]] = {}  # many people share a manager, so the line above each manager is followed once
    for person, row in rows.items():
        for boss in managers.get(person, ()):
            if boss not in mentors_at:
                mentors_at[boss] = [columns[one] for one in (boss, *_line(boss, managers)) if one in columns]
            found |= {(row, column): None for column in mentors_at[boss]}
        if person in columns:  # nobody is above themselves, not even where the line runs in a circle
            found.pop((row, columns[person]), None)
    for person, column in columns.items():
        found |= {(rows[boss], column): None for boss in _line(person, managers) if boss in rows}
    return Part(rule.id, rule.kind, None, pairs=_forbidden(list(found)), forbids=len(found))


def _line(person: str, managers: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everybody above a person, at any depth."""
    line: set[str] = set()
    level = set(managers.get(person, ()))
    while level:
        line |= level
        level = {boss for one in level for boss in managers.get(one, ())} - line
    return line - {person}


def _rule_on_history(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    """The rule itself judges the pairs that the table of pairs names, some mentees at a time; it can forbid no others."""
    found = [np.zeros((0, 2), np.int64)]
    if len(people.pairs):
        rows, columns = ({person: place for place, person in enumerate(ids(side))} for side in (mentees, mentors))
        mine = people.pairs[people.pairs["mentee_id"].isin(rows) & people.pairs["mentor_id"].isin(columns)]
        row_of, column_of = (np.array([place[person] for person in mine[name]], np.int64) for place, name in ((rows, "mentee_id"), (columns, "mentor_id")))
        for first in range(0, len(mentees), CHUNK):
            here = (row_of >= first) & (row_of < first + CHUNK)
            if here.any():
                some_rows, some_columns = np.unique(row_of[here]), np.unique(column_of[here])
                mask = rule_mask(rule, mentees.iloc[some_rows], mentors.iloc[some_columns], replace(people, pairs=mine[here])).forbidden
                at_row, at_column = np.nonzero(mask)
                found.append(np.stack([some_rows[at_row], some_columns[at_column]], axis=1))
    pairs = _forbidden(np.concatenate(found))
    return Part(rule.id, rule.kind, None, pairs=pairs, forbids=len(pairs))


def _rule_on_seats(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    return Part(rule.id, rule.kind, None, forbids=0)


def _rule_on_conditions(rule: Rule, mentees: pd.DataFrame, mentors: pd.DataFrame, people: People) -> Part:
    leaves = [leaf for condition in rule.when for leaf in _leaves(condition, None)]
    keys = []
    for frame, mentor in ((mentees, False), (mentors, True)):
        said = [meets(frame, (leaf,)) for leaf, of in leaves if (of == "mentor") == mentor]
        keys.append(np.array([np.zeros(len(frame), bool), *said]).T.astype(np.uint8))
    part = looked_up(rule.id, rule.kind, (keys[0], keys[1]), _by_rule(rule, mentees, mentors, people), True)
    if part is None:
        raise Unfit(rule.id)
    return part


def _leaves(condition: Condition, of: str | None) -> list[tuple[Condition, str | None]]:
    of = condition.of or of
    inner = (*(condition.all_of or ()), *(condition.any_of or ()))
    return [leaf for part in inner for leaf in _leaves(part, of)] if inner else [(condition, of)]


_RULES: dict[str, Callable[[Rule, pd.DataFrame, pd.DataFrame, People], Part]] = {
    "not_in_line": _rule_on_lines,
    "more_experienced": _rule_on_experience,
    "same": _rule_on_words,
    "different": _rule_on_words,
    "gap": _rule_on_gap,
    "shared_language": _rule_on_language,
    "not_earlier_pair": _rule_on_history,
    "first_time_one": _rule_on_seats,
    "condition": _rule_on_conditions,
}
