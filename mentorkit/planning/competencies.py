"""What mentors and mentees have to be able to do: seven competencies in our own words, and which goals, drivers and areas ask for them.

The levels are a proposal to start from. Each carries its reason, so that whoever decides can see what it rests on and refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from mentorkit.planning.selfratings import Side
from mentorkit.text import Message, msg

__all__ = ["BY_AREA", "BY_AUDIENCE", "BY_DRIVER", "CATALOGUE", "Asked", "asked_by", "title_of"]

Audience = Literal["mentee", "mentor", "organisation"]

CATALOGUE: dict[str, Message] = {
    "listening": msg("Listening and asking"),
    "goal_setting": msg("Agreeing on goals and expectations"),
    "feedback": msg("Giving and taking comments"),
    "differences": msg("Understanding people who are different"),
    "letting_go": msg("Letting people find their own way"),
    "developing": msg("Passing on what one knows"),
    "opening_doors": msg("Opening doors to people and places"),
}


@dataclass(frozen=True)
class Asked:
    """Something that asks for a competency: levels 1 (not yet) to 5 (could teach it) by side, and why.

    ``serves`` are the audiences whose goals it helps to reach; ``areas`` the development areas it stands for.
    """

    competency: str
    needed: dict[Side, int] = field(hash=False)
    why: Message
    serves: tuple[Audience, ...] = ()
    areas: tuple[str, ...] = ()


_PEOPLE: tuple[Audience, ...] = ("mentee", "organisation")

BY_AUDIENCE: dict[str, tuple[Asked, ...]] = {
    "mentee": (
        Asked("listening", {"mentor": 4}, msg("Goals of mentees are reached by their own steps, so mentors ask before they advise."), ("mentee",)),
        Asked("goal_setting", {"mentor": 3, "mentee": 3}, msg("What a mentee wants to reach has to become steps that can be checked."), ("mentee",)),
    ),
    "mentor": (
        Asked("listening", {"mentor": 4}, msg("Mentors grow by listening more than by telling."), ("mentor",)),
        Asked("feedback", {"mentor": 3}, msg("Mentors who learn to give comments use them with their own people too."), ("mentor",)),
    ),
    "organisation": (
        Asked("opening_doors", {"mentor": 3}, msg("Goals of the organisation need people and units that get to know each other beyond the pair."), ("organisation",)),
    ),
}
BY_DRIVER: dict[str, tuple[Asked, ...]] = {
    "belonging": (Asked("opening_doors", {"mentor": 3}, msg("People who are introduced to others feel that they belong."), _PEOPLE),),
    "systemic_view": (Asked("opening_doors", {"mentor": 4}, msg("The whole is seen by those who are taken to its other parts."), _PEOPLE),),
    "knowledge_retention": (Asked("developing", {"mentor": 4}, msg("Knowledge stays when those who have it can put it into words and let others try."), _PEOPLE),),
    "development": (
        Asked("developing", {"mentor": 3}, msg("People develop by trying with somebody who shows and talks it over."), _PEOPLE),
        Asked("feedback", {"mentee": 3}, msg("Mentees who ask for comments and can use them get more out of each meeting."), ("mentee",)),
    ),
    "mentor_growth": (Asked("feedback", {"mentor": 4}, msg("Mentors who want to grow practise comments that others can use."), ("mentor",)),),
    "internal_communication": (Asked("feedback", {"mentor": 3, "mentee": 3}, msg("Open talk in the organisation begins with two people who say what they think."), _PEOPLE),),
    "leadership_pipeline": (
        Asked("letting_go", {"mentor": 4}, msg("Future leaders need mentors who let them decide by themselves."), _PEOPLE),
        Asked("feedback", {"mentee": 3}, msg("Whoever is to lead has to give comments and take them."), _PEOPLE),
    ),
    "onboarding": (
        Asked("opening_doors", {"mentor": 4}, msg("New people need somebody who takes them to those whom they will have to ask."), _PEOPLE),
        Asked("goal_setting", {"mentor": 3, "mentee": 2}, msg("In the first weeks both sides have to say what they expect of each other."), ("mentee",)),
    ),
    "inclusion": (Asked("differences", {"mentor": 4, "mentee": 2}, msg("Where people differ, a pair works when both can ask about what they do not know."), _PEOPLE),),
}  # fmt: skip

# Beginnings of words in the name of a development area, in both languages of the product, and what such an area asks of mentors.
BY_AREA: tuple[tuple[tuple[str, ...], str, Message], ...] = (
    (
        ("feedback", "conversation", "talk", "speak", "present", "negotiat", "communicat", "שיח", "משוב", "הופעה", "ריאיונות", "ראיונות", "מצגות", "תקשורת"),
        "feedback", msg("Talks are learned from somebody who says afterwards how they came across."),
    ),
    (
        ("lead", "manag", "deciding", "decision", "ניהול", "הובלה", "הובלת", "מנהיגות", "החלטות"),
        "letting_go", msg("Leading is learned by doing it while the mentor stands back."),
    ),
    (
        ("network", "connection", "career", "קשרים", "קריירה", "רישות"),
        "opening_doors", msg("Connections are made by somebody who makes the introduction."),
    ),
    (
        ("cultur", "divers", "inclus", "תרבות", "תרבויות", "גיוון", "הכלה"),
        "differences", msg("Such areas need mentors who know that their own way is one of several."),
    ),
)  # fmt: skip
_OTHER_AREA = ("developing", msg("What somebody knows is passed on by showing, letting try and talking it over."))


def title_of(competency: str) -> Message | None:
    """What people call a competency of the catalogue; ``None`` for one of the file's own."""
    return CATALOGUE.get(competency)


def asked_by(audiences: Iterable[str], drivers: Iterable[str], areas: Iterable[str]) -> Iterator[Asked]:
    """Everything that the goals' audiences, the drivers and the development areas ask for, in that order."""
    for audience in dict.fromkeys(audiences):
        yield from BY_AUDIENCE.get(audience, ())
    for driver in dict.fromkeys(drivers):
        yield from BY_DRIVER.get(driver, ())
    found: dict[str, tuple[Message, list[str]]] = {}
    for area in dict.fromkeys(areas):
        competency, why = _of_area(area)
        found.setdefault(competency, (why, []))[1].append(area)
    for competency, (why, named) in found.items():
        yield Asked(competency, {"mentor": 3}, why, ("mentee",), tuple(named))


def _of_area(area: str) -> tuple[str, Message]:
    words = area.casefold().replace("-", " ").split()
    for beginnings, competency, why in BY_AREA:
        if any(word.startswith(beginnings) for word in words):
            return competency, why
    return _OTHER_AREA
