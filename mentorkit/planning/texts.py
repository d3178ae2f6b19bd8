"""The texts of a programme: which there are, who gets each, when, filled with the programme's facts, and what is still blank in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mentorkit.people.contacts import Names
from mentorkit.planning.hours import pair_hours
from mentorkit.planning.texts_facts import Fact, closing_day, count_words, facts_of, hours_words
from mentorkit.planning.texts_fill import Filled, Filling, Reason
from mentorkit.program.model import ProgramFile
from mentorkit.text import Message, msg, text_for

__all__ = ["KINDS", "PairNote", "TextKind", "TextRow", "Texts", "for_pairs", "pair_hours_of", "texts_of"]

# Our own judgement, rated in data/assumptions.md: how long before the day it leads to a text goes out.
WEEKS_INVITING, WEEKS_FORMS, WEEKS_MATCHED, WEEKS_CLOSING = 8, 3, 2, 4


@dataclass(frozen=True)
class TextKind:
    """One text. ``key`` names template and file; ``each_pair``: written once for each pair, so it holds persons."""

    key: str
    title: Message
    who: Message
    when: Callable[[ProgramFile], datetime.date | None]
    each_pair: bool = False


@dataclass(frozen=True)
class TextRow:
    """A text of this programme. ``day`` is when it is handed out; ``None`` while the schedule does not give it."""

    kind: TextKind
    filled: Filled
    day: datetime.date | None


@dataclass(frozen=True)
class PairNote:
    """What a letter says of one pair, by id. ``reasons``: what brought the two together, the weightiest first.

    ``meetings`` and ``hours`` are those reported in check-ins; ``None`` where none were kept, and then the plan stands.
    """

    mentee: str
    mentor: str
    reasons: tuple[Reason, ...] = ()
    by_hand: bool = False
    meetings: int | None = None
    hours: float | None = None


@dataclass(frozen=True)
class Texts:
    """All texts of a programme in its language.

    ``facts`` is everything they are filled with, ``missing`` those facts that stand blank somewhere. ``new`` are the pairs that get a
    match letter, ``over`` those that get a thank-you; both are empty for the committee, and where there are no pairs yet.
    ``too_many``: there are so many pairs that letters are better made from pairs.xlsx by a mail merge.
    """

    language: str
    rows: tuple[TextRow, ...]
    facts: tuple[Fact, ...]
    new: tuple[PairNote, ...] = ()
    over: tuple[PairNote, ...] = ()
    too_many: bool = False

    @property
    def missing(self) -> tuple[Fact, ...]:
        """Facts that stand blank in at least one text, in the order of the stages."""
        blank = {key for row in self.rows for key in row.filled.missing}
        return tuple(fact for fact in self.facts if fact.key in blank)

    def blank_in(self, key: str) -> tuple[TextRow, ...]:
        """The texts in which this fact is blank."""
        return tuple(row for row in self.rows if key in row.filled.missing)

    def pairs_of(self, kind: TextKind) -> tuple[PairNote, ...]:
        """The pairs for whom a text is written."""
        return () if not kind.each_pair else self.over if kind.key == _THANKS else self.new


def _day(kind: TextKind, intent: ProgramFile, new: bool) -> datetime.date | None:
    """When a text goes out; letters of pairs that are made while a programme runs are due now."""
    starts, today = intent.schedule.starts, intent.as_of
    if new and kind.key == _MATCH and starts and today and today > starts:
        return today
    return kind.when(intent)


def _starts(intent: ProgramFile, weeks: int = 0) -> datetime.date | None:
    starts = intent.schedule.starts
    return None if starts is None else starts - datetime.timedelta(weeks=weeks)


def _inviting(intent: ProgramFile) -> datetime.date | None:
    """Three weeks before the forms are due, else eight before the start."""
    due = intent.audiences.forms_due if intent.audiences else None
    return due - datetime.timedelta(weeks=WEEKS_FORMS) if due else _starts(intent, WEEKS_INVITING)


def _notice(intent: ProgramFile) -> datetime.date | None:
    return intent.privacy.notice_given_on or _inviting(intent)


def _matched(intent: ProgramFile) -> datetime.date | None:
    return _starts(intent, WEEKS_MATCHED)


def _trained(intent: ProgramFile) -> datetime.date | None:
    """The mentors' first session before the start, else the start."""
    plan, starts = intent.training, _starts(intent)
    sides = {module.id: module.for_ for module in plan.modules} if plan else {}
    days = [session.on for session in plan.sessions if session.on and sides.get(session.module) in ("mentor", "both")] if plan else []
    return min([*days, *([starts] if starts else [])], default=None)


def _closing(intent: ProgramFile) -> datetime.date | None:
    day = closing_day(intent)
    return None if day is None else day - datetime.timedelta(weeks=WEEKS_CLOSING)


_MATCH, _THANKS = "05_match_letter", "16_thank_you"
_BOTH, _MENTORS = msg("mentees and mentors"), msg("mentors")
KINDS: tuple[TextKind, ...] = (
    TextKind("01_invitation_mentees", msg("Invitation to mentees"), msg("those who could be mentees"), _inviting),
    TextKind("02_invitation_mentors", msg("Invitation to mentors"), msg("those who could be mentors"), _inviting),
    TextKind("03_line_managers", msg("One page for line managers"), msg("line managers of both sides"), _inviting),
    TextKind("04_privacy_notice", msg("Notice on personal data"), msg("everybody who signs up"), _notice),
    TextKind(_MATCH, msg("Match letter"), msg("both of each pair"), _matched, each_pair=True),
    TextKind("06_kick_off", msg("Agenda of the kick-off"), msg("coordinator and sponsor"), _matched),
    TextKind("07_what_to_do_when", msg("What to do when"), _MENTORS, _trained),
    TextKind("08_code_of_conduct", msg("Code of conduct"), _BOTH, _trained),
    TextKind("09_first_meeting", msg("Guide to the first meeting"), _BOTH, _starts),
    TextKind("10_agreement", msg("Mentoring agreement"), msg("both of each pair"), _starts),
    TextKind("11_goal_sheet", msg("Goal sheet"), msg("mentees"), _starts),
    TextKind("12_meeting_agenda", msg("Agenda of a meeting"), _BOTH, _starts),
    TextKind("13_mismatch_talk", msg("When a pair does not fit"), msg("coordinator"), _starts),
    TextKind("14_closing_meeting", msg("The last meeting of a pair"), msg("both of each pair"), _closing),
    TextKind("15_closing_event", msg("Agenda of the closing event"), msg("coordinator and sponsor"), _closing),
    TextKind(_THANKS, msg("Thank-you with record of hours"), msg("both of each pair"), closing_day, each_pair=True),
)


def texts_of(intent: ProgramFile, *, new: tuple[PairNote, ...] = (), over: tuple[PairNote, ...] = (), too_many: bool = False) -> Texts:
    """Every text of a file however unfinished, in its language. What is written for each pair stands here once, with lines for the names."""
    facts = facts_of(intent)
    filling = Filling(text_for(intent.language), facts)
    rows = tuple(TextRow(kind, filling.fill(kind.key, _NOBODY if kind.each_pair else {}), _day(kind, intent, bool(new))) for kind in KINDS)
    return Texts(intent.language, rows, facts, new, over, too_many)


def for_pairs(texts: Texts, kind: TextKind, names: Names) -> tuple[Filled, ...]:
    """One filled text for each pair, with the names of the two where ``names`` has them, else their ids."""
    filling = Filling(text_for(texts.language), texts.facts)
    return tuple(filling.fill(kind.key, _of_pair(pair, names)) for pair in texts.pairs_of(kind))


def pair_hours_of(intent: ProgramFile, meetings: int) -> float:
    """Hours of one person for so many meetings of the planned length, with preparation."""
    return pair_hours(meetings, 1, intent.schedule.meeting_hours, intent.schedule.preparation_hours)


# A letter before there are pairs: lines for the names, and no reasons.
_NAME = "____________"
_NOBODY: dict[str, Any] = {"mentee": _NAME, "mentor": _NAME, "reasons": (), "chosen_by_hand": False, "kept_record": False, "meetings_held": "", "hours_recorded": ""}


def _of_pair(pair: PairNote, names: Names) -> dict[str, Any]:
    kept = pair.meetings is not None and pair.hours is not None
    return {
        "mentee": names.of(pair.mentee) or pair.mentee,
        "mentor": names.of(pair.mentor) or pair.mentor,
        "reasons": pair.reasons,
        "chosen_by_hand": pair.by_hand,
        "kept_record": kept,
        "meetings_held": "" if pair.meetings is None else count_words("meeting", pair.meetings),
        "hours_recorded": "" if pair.hours is None else hours_words(pair.hours),
    }
