"""What is asked and noted in the made-up ferry company's programme."""

from __future__ import annotations

__all__ = ["FERRY_ITEMS", "FERRY_LOG", "OBSTACLES"]

OBSTACLES = ("different watches", "high season", "no quiet place on board", "goals unclear", "travel between ports")

FERRY_ITEMS = (
    ("belong1", "I feel part of the company as a whole.", "1-5", "no", "mentee", "start;end", ""),
    ("belong2", "Somebody here notices how I am doing.", "1-5", "no", "mentee", "start;end", ""),
    ("belong3", "I often think of looking for work elsewhere.", "1-5", "yes", "mentee", "start;end", ""),
    ("know_whom", "I know whom to ask on other ships and in the terminals.", "1-5", "no", "mentee", "start;end", ""),
    ("expect", "I know what I can expect of my mentor, and what not.", "1-5", "no", "mentee", "start", ""),
    ("lead1", "I ask questions before I give advice.", "1-5", "no", "mentor", "start;end", ""),
    ("lead2", "I notice early when somebody needs support.", "1-5", "no", "mentor", "start;end", ""),
    ("ready", "Do you have what you need to begin?", "yes_unsure_no", "no", "mentee;mentor", "start", ""),
    ("recommend", "Would you recommend the programme to a colleague?", "yes_unsure_no", "no", "mentee;mentor", "end", ""),
    ("comment", "What should we keep or change?", "text", "no", "mentee;mentor", "end", ""),
)

# id, date, kind, raised by, text, owner, due, status, result, closed on
FERRY_LOG = (
    (
        "F01", "2026-01-19", "decision", "steering committee", "30 pairs begin; six applicants wait until a mentor is free.",
        "coordinator", "2026-01-22", "done", "Both told", "2026-01-21",
    ),
    (
        "F02", "2026-02-09", "issue", "mentor", "Watches change at short notice and meetings fall out.",
        "head of crewing", "2026-02-27", "done", "Meetings stand in the roster", "2026-02-24",
    ),
    (
        "F03", "2026-02-16", "control", "coordinator", "Pairs that met in the first month: all 30.",
        "coordinator", "2026-02-16", "done", "Above the limit of 85 per cent", "2026-02-16",
    ),
    (
        "F04", "2026-03-09", "issue", "coordinator", "A mentee left the company; the mentor would take another.",
        "coordinator", "2026-03-31", "done", "Stands by as a reserve", "2026-03-12",
    ),
    (
        "F05", "2026-03-16", "decision", "steering committee", "Whoever asks for another pair gets one without giving a reason.",
        "coordinator", "2026-03-16", "done", "Added to the agreement", "2026-03-18",
    ),
    (
        "F06", "2026-03-27", "change", "coordinator", "One pair ended by mutual consent; the mentee gets another mentor.",
        "coordinator", "2026-04-10", "done", "New pair since 7 April", "2026-04-07",
    ),
    (
        "F07", "2026-04-13", "control", "HR analytics", "Mentors' hours against the plan in the first quarter.",
        "HR analytics", "2026-04-30", "done", "Within a tenth of the plan", "2026-04-28",
    ),
    (
        "F08", "2026-04-20", "issue", "line manager", "Two pairs pause until the dry dock is over.",
        "coordinator", "2026-07-01", "open", "", "",
    ),
    (
        "F09", "2026-04-27", "issue", "mentee", "There is no quiet place to talk on the Saltholm route.",
        "head of ships", "2026-05-15", "open", "", "",
    ),
    (
        "F10", "2026-05-14", "control", "coordinator", "Active pairs that met in the month before: 24 of 26.",
        "coordinator", "2026-05-14", "done", "Above the limit; the two others were called", "2026-05-15",
    ),
    (
        "F11", "2026-05-18", "decision", "steering committee", "In July and August one meeting a month is enough.",
        "head of crewing", "2026-06-01", "open", "", "",
    ),
    (
        "F12", "2026-05-26", "issue", "mentor", "May a mentor speak up for a mentee in an internal application?",
        "HR director", "2026-06-08", "open", "", "",
    ),
    (
        "F13", "2026-06-03", "change", "steering committee", "The half-way meeting is held twice, so that both watches can come.",
        "coordinator", "2026-06-30", "open", "", "",
    ),
    (
        "F14", "2026-06-08", "issue", "mentee", "Wants to visit the planning office with the mentor for a day.",
        "head of planning", "2026-06-26", "open", "", "",
    ),
    (
        "F15", "2026-06-10", "issue", "coordinator", "Poster at the terminals still shows last year's contact.",
        "HR development", "2026-06-12", "dropped", "Posters are taken down anyway", "2026-06-11",
    ),
)  # fmt: skip
