"""The words of the file's fixed values and of table columns, as people read them on pages."""

from __future__ import annotations

from mentorkit.text import Message, msg

__all__ = [
    "ANALYSES",
    "COLUMNS",
    "COMPARISONS",
    "DESIGNS",
    "DIRECTIONS",
    "DRIVERS",
    "FIELDS",
    "LEVELS",
    "PARTIES",
    "POPULATIONS",
    "SOURCES",
    "UNITS",
    "VERDICTS",
    "column",
]

PARTIES = {"mentee": msg("mentee"), "mentor": msg("mentor"), "organisation": msg("organisation")}
POPULATIONS = {"mentees": msg("mentees"), "mentors": msg("mentors"), "pairs": msg("pairs"), "both": msg("mentees and mentors")}
DIRECTIONS = {"up": msg("more"), "down": msg("less")}
LEVELS = {
    0: msg("0 delivery"),
    1: msg("1 reaction"),
    2: msg("2 learning"),
    3: msg("3 application"),
    4: msg("4 results"),
    5: msg("5 return"),
}
UNITS = {
    "share": msg("share"),
    "points": msg("points"),
    "count": msg("count"),
    "hours": msg("hours"),
    "money": msg("money"),
    "number": msg("number"),
}
SOURCES = {
    "survey": msg("survey"),
    "outcomes": msg("outcomes"),
    "checkins": msg("check-ins"),
    "pairs": msg("pairs"),
    "attendance": msg("attendance"),
    "log": msg("log"),
}
COMPARISONS = {
    "none": msg("nobody"),
    "wait_list": msg("waiting list"),
    "matched": msg("similar people"),
    "historical": msg("earlier years"),
}
ANALYSES = {
    "proportion": msg("share of people"),
    "mean_change": msg("mean change"),
    "adjusted_difference": msg("adjusted difference"),
    "retention": msg("share still employed"),
    "count": msg("count"),
}
DRIVERS = {
    "belonging": msg("belonging"),
    "systemic_view": msg("systemic view"),
    "knowledge_retention": msg("knowledge retention"),
    "development": msg("development of people"),
    "mentor_growth": msg("growth of the mentors"),
    "internal_communication": msg("internal communication"),
    "leadership_pipeline": msg("future leaders"),
    "onboarding": msg("arrival of new people"),
    "inclusion": msg("inclusion"),
}
FIELDS = {
    "target": msg("target"),
    "due": msg("due day"),
    "source": msg("source"),
    "owner": msg("owner"),
    "level": msg("level"),
    "indicator": msg("what is measured"),
    "goal": msg("goal"),
}
DESIGNS = {
    "paired": msg("before and after"),
    "two_groups": msg("two equal groups"),
    "share": msg("share against a value"),
    "share_two_groups": msg("shares of two equal groups"),
    "count": msg("count against target"),
    "unknown": msg("not stated"),
}
VERDICTS = {
    "seen": msg("yes"),
    "not_seen": msg("no, it is too small"),
    "depends": msg("depends on how far answers spread"),
    "unknown": msg("not known"),
}
COLUMNS = {
    "wants": msg("development areas wanted"),
    "offers": msg("development areas offered"),
    "capacity": msg("number of mentees a mentor takes"),
    "hours_per_month": msg("hours a month"),
    "languages": msg("languages"),
    "interests": msg("areas of interest"),
    "style": msg("communication style"),
    "hire_date": msg("hire date"),
    "grade": msg("grade"),
    "manager_id": msg("line manager"),
    "site": msg("site"),
    "department": msg("department"),
    "employment": msg("employment"),
    "status": msg("status"),
    "manager_consent": msg("consent of the line manager"),
    "tenure": msg("years of service"),
    "applied_on": msg("day of application"),
    "preferences": msg("wishes"),
    "goals_text": msg("goals in own words"),
    "first_time": msg("first time as mentor"),
    "consent": msg("own consent"),
    "willing": msg("willing to mentor"),
    "support_goals": msg("clear about what to get better at"),
    "support_talks": msg("at ease opening a talk with somebody senior"),
    "support_time": msg("has the hours beside the job"),
}


def column(name: str) -> Message | str:
    """The words for a column of a people table; a column of the organisation's own keeps its name."""
    return COLUMNS.get(name, name)
