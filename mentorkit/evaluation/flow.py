"""The flow of people: how many joined, were paired, started, finished; counts only, nobody named."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mentorkit.people.people import People

__all__ = ["PAIRED", "Flow", "Joined", "Step", "flow", "joined", "same_persons"]

PAIRED = ("approved", "published", "active", "paused", "ended", "completed")
RUNNING = ("active", "paused")


@dataclass(frozen=True)
class Joined:
    """Who takes part: with a pair where pairs are named, else everybody in the table. ``None``: no table says."""

    mentees: frozenset[str] | None
    mentors: frozenset[str] | None

    def of(self, role: str) -> frozenset[str] | None:
        """The ids of one role; ``None`` for roles no table lists (managers)."""
        return {"mentee": self.mentees, "mentor": self.mentors}.get(role)


@dataclass(frozen=True)
class Step:
    """One line of the flow; ``None`` where the tables do not say. ``key`` is one of the steps, or ``answered:<wave>``."""

    key: str
    mentees: int | None
    mentors: int | None
    pairs: int | None = None


@dataclass(frozen=True)
class Flow:
    """Steps in order; ``reasons`` why pairs ended early, with their number; ``teams`` and ``graduated`` when pairs have teams.

    A team has graduated when all its pairs are completed.
    """

    steps: tuple[Step, ...]
    reasons: tuple[tuple[str, int], ...] = ()
    teams: int | None = None
    graduated: int | None = None

    def step(self, key: str) -> Step | None:
        """The line of that key, if it is there."""
        return next((step for step in self.steps if step.key == key), None)


def joined(people: People) -> Joined:
    """Everybody who was asked to answer: whoever has or had a pair, where pairs are named."""
    if "pairs" in people.named:
        pairs = people.pairs[people.pairs["state"].isin(PAIRED)]
        return Joined(frozenset(pairs["mentee_id"].dropna()), frozenset(pairs["mentor_id"].dropna()))
    mentees = _ids(people.mentees, withdrawn=False) if "mentees" in people.named else None
    return Joined(mentees, _ids(people.mentors, withdrawn=False) if "mentors" in people.named else None)


def flow(people: People, answered: tuple[Step, ...] = ()) -> Flow:
    """The flow through the programme, with who answered in each wave at its end."""
    steps = [_from_tables(people, "in_table", withdrawn=True)]
    if any("status" in table.columns for table in (people.mentees, people.mentors)) and _some_withdrew(people):
        steps.append(_from_tables(people, "not_withdrawn", withdrawn=False))
    if "pairs" not in people.named:
        return Flow((*steps, *answered))
    pairs = people.pairs[people.pairs["state"].isin(PAIRED)]
    begun = pairs["state"].isin((*RUNNING, "ended", "completed"))
    if "started" in pairs.columns:
        begun |= pairs["started"].notna()
    steps += [
        _of_pairs("paired", pairs),
        _of_pairs("started", pairs[begun]),
        _of_pairs("running", pairs[pairs["state"].isin(RUNNING)]),
        _of_pairs("completed", pairs[pairs["state"] == "completed"]),
        _of_pairs("ended", pairs[pairs["state"] == "ended"]),
    ]
    teams, graduated = _teams(pairs)
    return Flow((*steps, *answered), _reasons(pairs), teams, graduated)


def same_persons(people: People) -> int:
    """How many persons are both mentee and mentor."""
    return len(_ids(people.mentees, withdrawn=True) & _ids(people.mentors, withdrawn=True))


def _ids(table: pd.DataFrame, *, withdrawn: bool) -> frozenset[str]:
    if not withdrawn and "status" in table.columns:
        table = table[(table["status"] != "withdrawn").fillna(True)]
    return frozenset(table["person_id"].dropna())


def _some_withdrew(people: People) -> bool:
    return any(bool((table["status"] == "withdrawn").any()) for table in (people.mentees, people.mentors) if "status" in table.columns)


def _from_tables(people: People, key: str, *, withdrawn: bool) -> Step:
    mentees = len(_ids(people.mentees, withdrawn=withdrawn)) if "mentees" in people.named else None
    mentors = len(_ids(people.mentors, withdrawn=withdrawn)) if "mentors" in people.named else None
    return Step(key, mentees, mentors)


def _of_pairs(key: str, pairs: pd.DataFrame) -> Step:
    return Step(key, int(pairs["mentee_id"].nunique()), int(pairs["mentor_id"].nunique()), len(pairs))


def _teams(pairs: pd.DataFrame) -> tuple[int | None, int | None]:
    if "team" not in pairs.columns or not pairs["team"].notna().any():
        return None, None
    complete = (pairs["state"] == "completed").groupby(pairs["team"]).all()
    return len(complete), int(complete.sum())


def _reasons(pairs: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    if "end_reason" not in pairs.columns:
        return ()
    counts = pairs.loc[pairs["state"] == "ended", "end_reason"].dropna().value_counts()
    return tuple(sorted(((str(reason), int(n)) for reason, n in counts.items()), key=lambda pair: (-pair[1], pair[0])))
