"""The tables of a running programme: check-ins, the log of issues and decisions, attendance."""

from __future__ import annotations

from mentorkit.people.columns import ColumnSpec, TableSpec

__all__ = ["ATTENDANCE", "CHECKINS", "LOG"]

CHECKINS = TableSpec(
    "checkins",
    (
        ColumnSpec("mentee_id", "id", required=True, filled=True),
        ColumnSpec("mentor_id", "id", required=True, filled=True),
        ColumnSpec("date", "date", required=True, filled=True),
        ColumnSpec("by", "choice", required=True, filled=True, allowed=("mentee", "mentor", "coordinator")),
        ColumnSpec("met", "yes_no", required=True),
        ColumnSpec("meetings", "whole", low=0, high=100),
        ColumnSpec("minutes", "number", low=0, high=6000),
        ColumnSpec("useful", "whole", low=1, high=5),
        ColumnSpec("next_step", "text"),
        ColumnSpec("continue", "yes_no"),
        ColumnSpec("obstacle", "list"),
        ColumnSpec("negative", "yes_no"),
        ColumnSpec("contact_me", "yes_no"),
    ),
    # no key: somebody who corrects an answer sends it twice on one day; the last one counts, and that is counted
)
LOG = TableSpec(
    "log",
    (
        ColumnSpec("id", "id", required=True, filled=True),
        ColumnSpec("date", "date", required=True, filled=True),
        ColumnSpec("kind", "choice", required=True, filled=True, allowed=("issue", "decision", "change", "control")),
        ColumnSpec("raised_by", "text", required=True),
        ColumnSpec("text", "text", required=True),
        ColumnSpec("owner", "text", required=True),
        ColumnSpec("due", "date", required=True),
        ColumnSpec("status", "choice", required=True, filled=True, allowed=("open", "done", "dropped")),
        ColumnSpec("result", "text"),
        ColumnSpec("closed_on", "date"),
    ),
    key=("id",),
)
ATTENDANCE = TableSpec(
    "attendance",
    (
        ColumnSpec("person_id", "id", required=True, filled=True),
        ColumnSpec("session", "text", required=True, filled=True),
        ColumnSpec("attended", "yes_no", required=True),
    ),
    key=("person_id", "session"),
)
