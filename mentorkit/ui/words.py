"""The words people see for the choices that the program file writes as keys, and small pieces of text for editors."""

from __future__ import annotations

from typing import Any

from mentorkit.text import Message, Text, msg

__all__ = ["CHOICES", "choice_words", "value_words"]

CHOICES: dict[str, Message] = {
    "adjusted_difference": msg("adjusted difference"),
    "against": msg("against"),
    "all": msg("all"),
    "asked": msg("asked"),
    "attendance": msg("attendance"),
    "belonging": msg("belonging"),
    "best_total": msg("best total"),
    "both": msg("both"),
    "bounds": msg("bounds"),
    "buddy": msg("buddy"),
    "by_coordinator": msg("by the coordinator"),
    "checkins": msg("check-ins"),
    "closeness": msg("closeness"),
    "community": msg("community of practice"),
    "complete": msg("complete answers only"),
    "condition": msg("condition"),
    "connect": msg("connect"),
    "count": msg("count"),
    "course": msg("course"),
    "cover_first": msg("cover first"),
    "coverage": msg("coverage"),
    "develop": msg("develop"),
    "development": msg("development"),
    "different": msg("different"),
    "down": msg("lower"),
    "elearning": msg("e-learning"),
    "en": msg("English"),
    "equal": msg("equal"),
    "external_coaching": msg("external coaching"),
    "first_come": msg("first come, first served"),
    "first_time_one": msg("first-time mentors take one"),
    "flash": msg("flash mentoring"),
    "for": msg("in favour"),
    "gap": msg("gap"),
    "grade": msg("grade"),
    "group": msg("group mentoring"),
    "he": msg("Hebrew"),
    "high": msg("high"),
    "hire_date": msg("date of hire"),
    "historical": msg("historical"),
    "hours": msg("hours"),
    "inclusion": msg("inclusion"),
    "internal_communication": msg("internal communication"),
    "knowledge_retention": msg("knowledge retention"),
    "leadership_pipeline": msg("leadership pipeline"),
    "log": msg("log"),
    "lottery": msg("lottery"),
    "low": msg("low"),
    "manager_coaching": msg("coaching by the manager"),
    "matched": msg("matched"),
    "may_decline": msg("may decline"),
    "mean_change": msg("mean change"),
    "medium": msg("medium"),
    "mentee": msg("mentee"),
    "mentees": msg("mentees"),
    "mentor": msg("mentor"),
    "mentor_growth": msg("mentor's growth"),
    "mentoring": msg("one-to-one mentoring"),
    "mentors": msg("mentors"),
    "money": msg("money"),
    "more_experienced": msg("more experienced"),
    "no": msg("no"),
    "no_fault": msg("no fault"),
    "none": msg("none"),
    "not_earlier_pair": msg("not an earlier pair"),
    "not_in_line": msg("not in line"),
    "nothing": msg("do nothing"),
    "number": msg("number"),
    "offered": msg("offered"),
    "onboarding": msg("onboarding"),
    "organisation": msg("organisation"),
    "outcomes": msg("outcomes"),
    "overlap": msg("overlap"),
    "pairs": msg("pairs"),
    "peer": msg("peer mentoring"),
    "points": msg("points"),
    "promote": msg("promote"),
    "proportion": msg("proportion"),
    "ranked_wishes": msg("ranked wishes"),
    "required": msg("required"),
    "retention": msg("retention"),
    "reverse": msg("reverse mentoring"),
    "rotation": msg("rotation"),
    "same": msg("same"),
    "shadowing": msg("shadowing"),
    "share": msg("share"),
    "shared_language": msg("shared language"),
    "sponsorship": msg("sponsorship"),
    "staff": msg("staff"),
    "style": msg("style"),
    "survey": msg("survey"),
    "systemic_view": msg("systemic view"),
    "text": msg("text"),
    "unsure": msg("unsure"),
    "up": msg("higher"),
    "wait_list": msg("wait list"),
    "wishes": msg("wishes"),
    "yes": msg("yes"),
}


def choice_words(value: Any, text: Text) -> str:
    """A choice in words: ``cover_first`` reads "cover first"."""
    if value is None:
        return ""
    return text.plain(CHOICES[value]) if value in CHOICES else str(value)


def value_words(value: Any) -> str:
    """A single value as it is typed: whole floats without a fraction, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return str(value)
