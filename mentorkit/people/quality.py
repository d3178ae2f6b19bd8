"""What the sign-up tables are worth: answered, blank and unusable answers, forms sent twice, spellings, columns nobody uses."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from mentorkit.people.alike import Alike, alike
from mentorkit.people.faults import shortened
from mentorkit.people.ids import same_id
from mentorkit.people.people import People
from mentorkit.people.profile import plain, tally
from mentorkit.people.uses import used_columns
from mentorkit.program.model import ProgramFile

__all__ = ["Answers", "Quality", "Span", "quality_of"]

_SIDES = ("mentees", "mentors")
_SPELLED = ("wants", "interests", "languages", "site", "department", "employment")
_NOT_COMPARED = ("person_id", "applied_on", "_row", "status")
_ENOUGH = 5  # equal answers that two forms must give before they count as one form sent twice
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Answers:
    """One column of one side: ``of = answered + blank``; ``unusable`` of the answered cannot be used: a day to come, a manager in no
    table, a wished person who did not sign up, an answer that is not on the file's own list, a cell that could not be read.
    ``name`` is what the file calls the competency of a self-rating.
    """

    side: str
    column: str
    of: int
    blank: int
    unusable: int
    used: bool
    name: str | None = None

    @property
    def answered(self) -> int:
        """People who answered."""
        return self.of - self.blank


@dataclass(frozen=True)
class Span:
    """The first and the last day of application of one side, over ``answered`` people."""

    side: str
    first: datetime.date
    last: datetime.date
    answered: int


@dataclass(frozen=True)
class Quality:
    """Both tables. ``twice``: (side, ids) of forms that agree in every answer although the numbers differ; ``both``: persons on both sides.

    ``alike``: answers that are probably one. ``single``: (column, how many answers are given by one person only). ``unread``: (table, headings) of the
    file that were not read, because they are no column of ours.
    """

    answers: tuple[Answers, ...]
    spans: tuple[Span, ...]
    twice: tuple[tuple[str, tuple[str, ...]], ...]
    both: tuple[str, ...]
    alike: tuple[Alike, ...]
    single: tuple[tuple[str, int], ...]
    unread: tuple[tuple[str, tuple[str, ...]], ...]


def quality_of(intent: ProgramFile, people: People, compared: Iterable[str] = ()) -> Quality:
    """Looks at everybody in the tables, whoever withdrew included. ``compared`` are the columns the criteria of pairing look at."""
    frames = {side: getattr(people, side) for side in _SIDES}
    used = used_columns(intent) | {name.casefold() for name in compared}
    answers = tuple(answer for side in _SIDES for answer in _answers(side, intent, people, used))
    spelled, single = _spelled(frames)
    here = [{same_id(person): person for person in frames[side]["person_id"]} for side in _SIDES]
    return Quality(
        answers,
        tuple(span for side in _SIDES if (span := _span(side, frames[side]))),
        tuple((side, ids) for side in _SIDES for ids in _twice(frames[side])),
        tuple(sorted(here[0][person] for person in here[0].keys() & here[1].keys())),
        spelled,
        single,
        tuple((card.table, card.unused) for card in people.cards if card.table in _SIDES and card.unused),
    )


def _answers(side: str, intent: ProgramFile, people: People, used: frozenset[str]) -> Iterator[Answers]:
    frame: pd.DataFrame = getattr(people, side)
    card = next((card for card in people.cards if card.table == side), None)
    rated = {f"rate_{one.id}".casefold(): one.name or one.id.replace("_", " ") for one in (intent.training.competencies if intent.training else ())}
    for name in card.columns if card else [name for name in frame.columns if name != "_row"]:
        if name == "person_id" or name not in frame:
            continue
        blank = _blank(frame[name])
        filled_in = _assumed(people) if name == "capacity" else 0
        heading = shortened(card.heading_of(name) if card else name)
        unread = sum(problem.table == side and problem.row is not None and problem.column == heading for problem in people.problems)
        wrong = int((_unusable(frame, name, side, intent, people) & ~blank).sum()) + unread
        yield Answers(side, name, len(frame), int(blank.sum()) + filled_in, wrong, name.casefold() in used, rated.get(name.casefold()))


def _assumed(people: People) -> int:
    """Blank capacities: the reader fills them with one and says how many they were."""
    return sum(warning.count for warning in people.warnings if warning.code == "MK-W034")


def _unusable(frame: pd.DataFrame, name: str, side: str, intent: ProgramFile, people: People) -> Flags:
    """Which answers can be read and are of no use."""
    none = np.zeros(len(frame), bool)
    if name == "hire_date" and intent.as_of is not None:
        return np.asarray(frame[name] > pd.Timestamp(intent.as_of), dtype=bool)
    if name == "manager_id" and not len(people.staff):
        return none  # managers need not sign up
    if name == "manager_id":
        lost = set(frame[name].dropna()) - {person for table in (people.staff, people.mentees, people.mentors) for person in table["person_id"]}
        return np.asarray(frame[name].isin(lost), dtype=bool)  # one spelling of each person, see the reader
    if name == "preferences":
        other = {same_id(person) for person in getattr(people, _SIDES[1 - _SIDES.index(side)])["person_id"]}
        return np.array([any(same_id(person) not in other for person in wished) for wished in frame[name]], dtype=bool)
    listed = _listed(name, intent)
    if not listed:
        return none
    given: list[tuple[str, ...]] = frame[name].tolist() if frame[name].dtype == object else [() if pd.isna(one) else (str(one),) for one in frame[name]]
    return np.array([any(plain(one) not in listed for one in answer) for answer in given], dtype=bool)


def _listed(name: str, intent: ProgramFile) -> frozenset[str]:
    """The answers the file itself offers for a question; nothing where it does not say."""
    audiences = intent.audiences
    own = {"wants": "areas", "offers": "areas", "interests": "interests", "languages": "languages"}.get(name)
    if own:
        return frozenset(plain(one) for one in getattr(audiences, own)) if audiences else frozenset()
    fits = [criterion.fits for criterion in (intent.pairing.criteria if intent.pairing else ()) if criterion.kind == "style" and name == (criterion.column or "style")]
    return frozenset(plain(style) for fit in fits for mine, theirs in fit.items() for style in (mine, *theirs))


def _span(side: str, frame: pd.DataFrame) -> Span | None:
    days = frame["applied_on"].dropna() if "applied_on" in frame else pd.Series([], dtype="datetime64[ns]")
    return Span(side, days.min().date(), days.max().date(), len(days)) if len(days) else None


def _twice(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Ids of forms that agree in all answers, at least five of them given."""
    names = [name for name in frame.columns if name not in _NOT_COMPARED]
    if not names:
        return []
    same = pd.DataFrame({name: [_as_text(one) for one in frame[name]] if frame[name].dtype == object else frame[name] for name in names}, index=frame.index)
    groups: dict[tuple[str | None, ...], list[str]] = {}
    alike_ones = same.duplicated(keep=False).to_numpy()
    for person, given in zip(frame["person_id"][alike_ones], same[alike_ones].itertuples(index=False, name=None), strict=True):
        answers = tuple(None if pd.isna(one) or one == "" else str(one) for one in given)
        if sum(answer is not None for answer in answers) >= _ENOUGH:
            groups.setdefault(answers, []).append(person)
    return [tuple(ids) for ids in groups.values()]


def _as_text(answer: tuple[str, ...]) -> str:
    return ";".join(sorted(plain(one) for one in answer))


def _spelled(frames: dict[str, pd.DataFrame]) -> tuple[tuple[Alike, ...], tuple[tuple[str, int], ...]]:
    """Answers that are probably one, and how many answers only one person gives; wants and offers are one question."""
    found: list[Alike] = []
    single: list[tuple[str, int]] = []
    for name in _SPELLED:
        given = {f"{side}.{column}": _given(frames[side][column]) for side in _SIDES for column in _asked(name, side) if column in frames[side]}
        count: dict[str, int] = {}
        for answer, n in (item for answers in given.values() for item in answers.items()):
            count[plain(answer)] = count.get(plain(answer), 0) + n
        if count:
            found += alike(name, given)
            single.append((name, sum(n == 1 for n in count.values())))
    return tuple(found), tuple(single)


def _asked(name: str, side: str) -> tuple[str, ...]:
    return (("wants",) if side == "mentees" else ("offers",)) if name == "wants" else (name,)


def _given(column: pd.Series) -> dict[str, int]:
    """Each answer, one by one, with how often it is given."""
    if column.dtype == object:
        return dict(Counter(answer for answers in column for answer in answers))
    return {label: n for label, n in tally(column).items() if label is not None}


def _blank(column: pd.Series) -> Flags:
    return np.array([not answer for answer in column], dtype=bool) if column.dtype == object else column.isna().to_numpy(dtype=bool)
