"""Pairing again while a programme runs: what stands stays, what ended is not made again, and who waits goes first.

The question is small: mentees without a pair as rows, mentors with the seats that standing pairs leave. It is solved exactly. First as many
as possible of those who wait get a mentor, then as many mentees as possible, then the total is as high as possible. The first two never
compete: the sets of mentees that can have mentors at the same time form a matroid (Edmonds and Fulkerson 1965), in which a best set for
some can always be completed to a largest set. So a bonus for waiting mentees that outweighs every difference of points is enough.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.pairing.answers import ids
from mentorkit.pairing.engine import assign
from mentorkit.pairing.pairing import Pairing, pair_people
from mentorkit.pairing.relief import Relief, applied, reliefs
from mentorkit.pairing.rules import RuleMask, seats
from mentorkit.pairing.scores import BEGUN, Scores, scores_between
from mentorkit.people.people import People
from mentorkit.people.selection import Selection, selected
from mentorkit.program.program import Program

__all__ = ["OVER", "STANDING", "Back", "RePairing", "begun", "re_pair_people", "solved"]

Flags = npt.NDArray[np.bool_]
Why = Literal["ended", "left", "waiting_list", "left_out", "new"]
STANDING = ("approved", "published", "active", "paused")
OVER = ("ended", "completed")
FIRST: tuple[Why, ...] = ("ended", "left", "waiting_list", "left_out")
_NEVER = datetime.date.max


@dataclass(frozen=True)
class Back:
    """A mentee without a pair who is in the question.

    ``why``: the pair *ended*; the mentor *left*; put on the *waiting_list*; *left_out* last time; *new*, applied since then. All but
    the new ones go first. ``since`` is the day from which they wait (end of the pair, else the application), where it is known.
    """

    mentee: str
    why: Why
    since: datetime.date | None

    @property
    def first(self) -> bool:
        """Whether this mentee is served before newcomers."""
        return self.why in FIRST


@dataclass(frozen=True, eq=False)
class RePairing:
    """The proven best new pairs beside those that stand.

    ``pairing`` holds the new pairs: its rows are the mentees of ``back`` in the same order (who waits first, the longest first), its seats
    what standing pairs leave. ``kept`` (mentee, mentor, state) stand and are not touched, ``broken`` stood until somebody withdrew.
    ``made_before`` counts pairs that ended or were completed, which are not made again; ``finished`` mentees who completed and are not in the
    question. ``helped`` says for each who still waits what would give them a mentor. ``size`` is the number of places planned in 03,
    ``comparison`` that people who wait serve as a comparison. ``begun`` that some pair has begun: else nothing is paired again. ``lacking``
    that the pairing section lacks something, so that there is no question (its own page says what). ``capacity`` is how many mentees each
    mentor of the question takes in all, ``standing`` how many mentees of each stand; both in the order of the mentors.
    """

    pairing: Pairing
    back: tuple[Back, ...]
    kept: pd.DataFrame
    broken: pd.DataFrame
    made_before: int
    finished: int
    helped: tuple[Relief, ...]
    size: int | None = None
    comparison: bool = False
    begun: bool = False
    lacking: bool = False
    capacity: tuple[int, ...] = ()
    standing: tuple[int, ...] = ()

    @property
    def relevant(self) -> bool:
        """Whether there is something to show: a pair that ended or broke, or somebody who waits."""
        return self.begun and bool(self.made_before or len(self.broken) or self.back)

    @property
    def paired(self) -> Flags:
        """For each mentee of ``back`` whether there is a mentor now."""
        found: Flags = self.pairing.mentor >= 0
        return found


def begun(people: People) -> bool:
    """Whether some pair has begun, so that pairing everybody anew is no longer the question."""
    return bool(people.pairs["state"].isin(BEGUN).any())


def re_pair_people(program: Program, people: People, *, lacking: bool = False) -> RePairing:
    """New pairs for everybody without one, beside the pairs that stand; for nobody where no pair has begun or the pairing section is ``lacking``."""
    if lacking:
        program = program.with_intent(program.intent.model_copy(update={"pairing": None}))
    pairs = _on(people.pairs, program.as_of)
    selection = selected(program, people)
    out = _out(people, selection)
    standing = pairs[pairs["state"].isin(STANDING)]
    left = standing["mentee_id"].isin(out) | standing["mentor_id"].isin(out)
    kept, broken = standing[~left], standing[left]
    back = () if lacking or not begun(people) else _back(people, pairs, selection, kept)
    frame = people.mentees.set_index("person_id", drop=False).loc[[one.mentee for one in back]].reset_index(drop=True)
    mentors = people.mentors[people.mentors["person_id"].isin(selection.mentor_ids)].sort_values("person_id", kind="stable").reset_index(drop=True)
    scores = _without_made(scores_between(program, people, frame, mentors, selection), pairs)
    used = kept["mentor_id"].value_counts()
    taken = np.array([int(used.get(person, 0)) for person in ids(mentors)], np.int64).reshape(len(mentors))
    takes = seats(program.intent.pairing.rules if program.intent.pairing else (), mentors)  # all of them: every pair that stands is taken off here, of any round
    pairing = solved(replace(scores, seats=np.maximum(takes - taken, 0), recorded=0), np.array([one.first for one in back], bool))
    audience = program.intent.audiences.mentees if program.intent.audiences else None
    return RePairing(
        pairing,
        back,
        _shown(kept),
        _shown(broken),
        int(pairs["state"].isin(OVER).sum()),
        pairs.loc[pairs["state"] == "completed", "mentee_id"].nunique(),
        _helped(pairing, back),
        audience.size if audience else None,
        any(measure.comparison == "wait_list" for measure in program.intent.measures),
        begun(people),
        lacking,
        tuple(takes.tolist()),
        tuple(taken.tolist()),
    )


def solved(scores: Scores, first: Flags) -> Pairing:
    """The best pairing that serves the rows of ``first`` before all others; required pairs are fixed."""
    can, left = scores.allowed & scores.enough, scores.seats.copy()
    for row, column in scores.required:
        can[row] = False
        left[column] -= 1
    most = min(len(scores.mentees), int(scores.seats.sum()))
    bonus = most * int(scores.points.max(initial=0)) + 1  # one more who waited outweighs any difference of points
    worth = scores.points + np.where(first, bonus, 0)[:, None]
    found = assign(worth, np.maximum(left, 0), can, scores.policy.aim == "cover_first")
    made = tuple((int(row), int(column)) for row, column in enumerate(found.mentor) if column >= 0)
    # everything that was found is held fast, so that pairs, reasons and who is left are told as in any other pairing
    told = pair_people(replace(scores, required=(*scores.required, *made)))
    by_hand = {(scores.mentees[row], scores.mentors[column]) for row, column in scores.required}
    required = [pair in by_hand for pair in zip(told.pairs["mentee"], told.pairs["mentor"], strict=True)]
    return replace(told, scores=scores, assignment=found, pairs=told.pairs.assign(required=required), proven=found.proven)


def _helped(pairing: Pairing, back: tuple[Back, ...]) -> tuple[Relief, ...]:
    """What would help, tried out once more with those who wait served first: a seat may go to somebody who waits."""
    first = np.array([one.first for one in back], bool)
    row = {one.mentee: place for place, one in enumerate(back)}
    found = []
    for relief in reliefs(pairing):
        holds = bool(relief.mentor) and solved(applied(pairing.scores, relief), first).mentor[row[relief.mentee]] >= 0
        found.append(relief if holds else Relief(relief.mentee))
    return tuple(found)


def _on(pairs: pd.DataFrame, day: datetime.date | None) -> pd.DataFrame:
    """The pairs as they stood on the day: what ended later was still active."""
    ended = pairs["ended"] if "ended" in pairs else pd.Series(pd.NaT, index=pairs.index)
    if day is None:
        return pairs.assign(ended=ended)
    later = pairs["state"].isin(OVER) & (ended > pd.Timestamp(day))
    return pairs.assign(state=pairs["state"].mask(later, "active"), ended=ended.mask(ended > pd.Timestamp(day)))


def _out(people: People, selection: Selection) -> set[str]:
    """Everybody who withdrew on the side on which they took part."""
    sides = (selection.mentees, selection.mentors)
    return {person for side in sides for person in side.loc[side["status"] == "withdrawn", "person_id"]}


def _back(people: People, pairs: pd.DataFrame, selection: Selection, kept: pd.DataFrame) -> tuple[Back, ...]:
    """Mentees without a standing pair who may take part and have not finished, in the order in which they are served on a tie."""
    stands = {*kept["mentee_id"], *pairs.loc[pairs["state"] == "completed", "mentee_id"]}
    ended = pairs[pairs["state"] == "ended"].groupby("mentee_id")["ended"].max() if len(pairs) else pd.Series(dtype="datetime64[ns]")
    broken = {*pairs.loc[pairs["state"].isin(STANDING), "mentee_id"]} - stands
    begins = pairs["started"].max() if "started" in pairs and len(pairs) else pd.NaT
    waiting = set(people.mentees.loc[(people.mentees["status"] == "waiting").fillna(False), "person_id"]) if "status" in people.mentees else set()
    applied = dict(zip(people.mentees["person_id"], people.mentees["applied_on"], strict=True)) if "applied_on" in people.mentees else {}
    found = []
    for person, status in zip(selection.mentees["person_id"], selection.mentees["status"], strict=True):
        if status not in ("selected", "not_selected") or person in stands:
            continue
        day = applied.get(person, pd.NaT)
        old = pd.notna(day) and pd.notna(begins) and day <= begins
        why: Why = "left" if person in broken else "ended" if person in ended.index else "waiting_list" if person in waiting else "left_out" if old else "new"
        found.append(Back(person, why, _day(ended[person] if why == "ended" else day)))
    return tuple(sorted(found, key=lambda one: (not one.first, one.since or _NEVER, one.mentee)))


def _day(value: Any) -> datetime.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _without_made(scores: Scores, pairs: pd.DataFrame) -> Scores:
    """Pairs that were made before are forbidden, also where the file requires them."""
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    mask = np.zeros(scores.points.shape, bool)
    made = pairs[pairs["state"] != "proposed"]  # a pair that was only proposed was never made
    for mentee, mentor in zip(made["mentee_id"], made["mentor_id"], strict=True):
        if mentee in rows and mentor in columns:
            mask[rows[mentee], columns[mentor]] = True
    required = tuple(place for place in scores.required if not mask[place])
    if not mask.any():
        return replace(scores, required=required)
    return replace(scores, required=required, rules=(*scores.rules, RuleMask("ended_pairs", "ended_pairs", "", mask, 0)))


def _shown(pairs: pd.DataFrame) -> pd.DataFrame:
    found = pairs[["mentee_id", "mentor_id", "state"]].sort_values(["mentee_id", "mentor_id"], kind="stable").reset_index(drop=True)
    return found.rename(columns={"mentee_id": "mentee", "mentor_id": "mentor"})
