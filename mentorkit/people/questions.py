"""The words in which our forms ask for each column, so that a table whose headings are these words is read as it is.

Forms services export the question as heading and the chosen words as answer; both stand here once, for the forms and for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mentorkit.text import Message, msg, text_for

__all__ = ["OTHER_TEXTS", "ROLES", "STYLE", "TEXTS", "WAVES", "answer_of", "asked_as", "bare", "rating_question", "rating_title"]

TEXTS: dict[str, Message] = {
    "person_id": msg("My employee number"),
    "wants": msg("Areas in which I want to develop, three at most"),
    "offers": msg("Areas in which I can help"),
    "capacity": msg("How many mentees I can take at most"),
    "first_time": msg("It would be my first time as a mentor"),
    "languages": msg("Languages in which I can talk about work"),
    "interests": msg("What interests me, at work and beyond"),
    "hours_per_month": msg("Hours a month that I can give to it"),
    "preferences": msg("Whom I would like to be paired with: employee numbers, the most wanted first, five at most"),
    "goals_text": msg("What I want to reach, in my own words"),
    "manager_id": msg("Employee number of my line manager"),
    "department": msg("My department"),
    "site": msg("Where I work"),
    "grade": msg("My grade, as a number"),
    "hire_date": msg("With the organisation since"),
    "team": msg("My team or project"),
    "applied_on": msg("Day on which I fill this in"),
    "manager_consent": msg("My line manager agrees"),
    "willing": msg("I am willing to be a mentor, and nobody made me"),
    "consent": msg("I have read the notice above and agree to it"),
    "style": msg("My communication style"),
    "support_goals": msg("I can say what I want to get better at"),
    "support_talks": msg("I find it easy to open a talk with somebody senior"),
    "support_time": msg("I have the hours for it beside my job"),
    "mentee_id": msg("Employee number of the mentee"),
    "mentor_id": msg("Employee number of the mentor"),
    "date": msg("Day on which I fill this in"),
    "by": msg("I am the"),
    "met": msg("We met since the last check-in"),
    "meetings": msg("How many times"),
    "minutes": msg("Minutes in total"),
    "useful": msg("Our last meeting was a good use of my time, 1 to 5"),
    "next_step": msg("What I am going to do before we meet again"),
    "continue": msg("I would like this pair to go on"),
    "obstacle": msg("What got in the way"),
    "contact_me": msg("Please contact me privately; only the coordinator sees this"),
    "role": msg("My part in the programme"),
    "wave": msg("Which survey this is"),
}
# the same column in a form that somebody else fills in
OTHER_TEXTS: dict[str, Message] = {
    "person_id": msg("Employee number of the employee"),
    "manager_consent": msg("I agree that my employee takes part, within working hours"),
    "respondent_id": msg("My employee number; without it, answers before and after cannot be put together"),
}
# our four questions on communication style: the beginning of a sentence and its two ends, a and b
STYLE = (
    (msg("When I work something out, I"), msg("talk about it while I think."), msg("think first and talk afterwards.")),
    (msg("When somebody brings me a problem, I ask first"), msg("how the people in it are doing."), msg("what the facts are.")),
    (msg("In a meeting I would rather"), msg("answer at once."), msg("sleep on it.")),
    (msg("A talk was good when"), msg("we understand each other better."), msg("we know what to do next.")),
)
# the answers of a survey that say which one it is and who answers
WAVES: dict[str, Message] = {
    "start": msg("Survey before the start"),
    "middle": msg("Survey in the middle"),
    "end": msg("Survey at the end"),
    "after": msg("Survey afterwards"),
}
ROLES: dict[str, Message] = {"mentee": msg("mentee"), "mentor": msg("mentor"), "manager": msg("line manager")}
# the number before a question or answer, and the remark after one that is needed
_BEFORE, _AFTER = re.compile(r"^(?:\d{1,2}|[ab\u05d0\u05d1])\s*[.)]\s+"), re.compile(r"\s*(?:\([^()]{2,12}\)|\*)\s*$")


_QUOTES = str.maketrans({"\u05f4": '"', "\u05f3": "'", "\u201d": '"', "\u2019": "'"})


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """A question or answer without case, its number, the remark that it is needed, and signs at its end."""
    flat = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", words).casefold().translate(_QUOTES)
    flat = " ".join(re.sub(r"[\s_\u2010-\u2015-]+", " ", flat).split())  # the same for a heading that was compared already, and lost its hyphens
    return _AFTER.sub("", _BEFORE.sub("", flat)).rstrip(" .:*?")


def rating_question(name: str) -> Message:
    """How the forms ask for a self-rating of one competency."""
    return msg("How well I can do this today, 1 to 5: {name}", name=name)


def rating_title(name: str) -> Message:
    """What the column of such a self-rating is called in a workbook."""
    return msg("Self-rating: {name}", name=name)


def asked_as(headings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each column with the texts of its questions in the form of :func:`bare`: in English, and in Hebrew where a heading is Hebrew.

    A catalogue takes a while to be read, which tables in English shall not pay.
    """
    return _texts(any(map(_hebrew, headings)))


def _hebrew(words: str) -> bool:
    return any("\u05d0" <= letter <= "\u05ea" for letter in words)


@lru_cache(maxsize=2)
def _texts(hebrew: bool) -> dict[str, tuple[str, ...]]:
    languages = ("en", "he") if hebrew else ("en",)
    found: dict[str, list[str]] = {}
    styles = {f"style_{number}": stem for number, (stem, _, _) in enumerate(STYLE, start=1)}
    for texts in (TEXTS, OTHER_TEXTS, styles):
        for column, sentence in texts.items():
            found.setdefault(column, []).extend(bare(text_for(language).plain(sentence)) for language in languages)
    return {column: tuple(dict.fromkeys(texts)) for column, texts in found.items()}


def answer_of(words: str) -> str:
    """Our value for an answer in the words of our forms: a or b for one end of a question on style, a wave, a role; empty for anything else."""
    return _ends(_hebrew(words)).get(bare(words), "")


@lru_cache(maxsize=2)
def _ends(hebrew: bool) -> dict[str, str]:
    say = text_for("he" if hebrew else "en").plain
    ends = {bare(say(end)): letter for _, *ends in STYLE for letter, end in zip("ab", ends, strict=True)}
    return ends | {bare(say(words)): value for known in (WAVES, ROLES) for value, words in known.items()}
