"""The made-up organisations of the examples, and the words of their surveys and logs."""

from __future__ import annotations

import datetime

from mentorkit.people.synthetic import World

__all__ = ["HARBOUR", "LIGHTHOUSE", "LIGHTHOUSE_COMMENTS", "LIGHTHOUSE_ITEMS", "LIGHTHOUSE_LOG"]

HARBOUR = World(
    first_id=1000,
    as_of=datetime.date(2026, 9, 1),
    departments={"Marine works": 0.3, "Cranes and plant": 0.3, "Control systems": 0.22, "Port planning": 0.18},
    sites={"North Quay": 0.45, "South Quay": 0.3, "Dry Dock": 0.15, "Head Office": 0.1},
    contracts={"full time": 0.82, "part time": 0.18},
    wanted={
        "automation": 0.24, "data analysis": 0.18, "project management": 0.16, "leading a team": 0.12, "contract management": 0.09, "negotiation": 0.07,
        "crane maintenance": 0.05, "dredging": 0.04, "port safety": 0.03, "environmental permits": 0.02,
    },
    offered={
        "project management": 0.2, "port safety": 0.16, "crane maintenance": 0.15, "leading a team": 0.14, "dredging": 0.1, "contract management": 0.1,
        "environmental permits": 0.06, "negotiation": 0.05, "data analysis": 0.03, "automation": 0.02,
    },
    interests=("sailing", "cycling", "history of the port", "cooking", "running", "music", "volunteering", "photography"),
    languages={"English": 1.0, "Hebrew": 0.35, "Portuguese": 0.2},
    goals=("Lead my first project from start to end.", "Understand how the other quays work.", "Become sure in talks with contractors.", "Learn how the control room decides.", ""),
)  # fmt: skip
LIGHTHOUSE = World(
    first_id=4000,
    as_of=datetime.date(2025, 1, 15),
    departments={"Wards": 0.42, "Surgery": 0.2, "Diagnostics": 0.2, "Services": 0.18},
    sites={"Lighthouse Hill": 0.5, "Bay Clinic": 0.3, "River Clinic": 0.2},
    contracts={"full time": 0.6, "part time": 0.4},
    wanted={"leading a shift": 0.26, "difficult conversations": 0.22, "planning staff": 0.16, "budgets": 0.14, "quality work": 0.12, "training others": 0.1},
    offered={"leading a shift": 0.24, "training others": 0.2, "difficult conversations": 0.18, "quality work": 0.16, "planning staff": 0.14, "budgets": 0.08},
    interests=("choir", "hiking", "gardening", "reading", "football", "cooking", "swimming"),
    languages={"English": 1.0, "Spanish": 0.25, "Arabic": 0.2},
)  # fmt: skip

LIGHTHOUSE_ITEMS = (
    ("belong1", "I feel part of this hospital group as a whole.", "1-5", "no", "mentee", "start;end", ""),
    ("belong2", "I know people outside my ward whom I can ask.", "1-5", "no", "mentee", "start;end", ""),
    ("belong3", "I often feel on my own with problems at work.", "1-5", "yes", "mentee", "start;end", ""),
    ("clarity", "How clear is your next step here to you? (0 not at all, 10 fully)", "0-10", "no", "mentee", "start;end", ""),
    ("expect", "I know what I expect from my mentor.", "1-5", "no", "mentee", "start", ""),
    ("lead1", "I ask questions before I give advice.", "1-5", "no", "mentor", "start;end", ""),
    ("lead2", "I notice early when somebody needs support.", "1-5", "no", "mentor", "start;end", ""),
    ("useful", "The meetings were worth the time.", "1-5", "no", "mentee;mentor", "end", ""),
    ("recommend", "Would you recommend the programme to a colleague?", "yes_unsure_no", "no", "mentee;mentor", "end", ""),
    ("gained", "What did you gain? (choose all that apply)", "many", "no", "mentee", "end", "my network;a skill I use;how decisions are made here;confidence;nothing yet"),
    ("goals_met", "How many of the goals on your goal sheet did you reach?", "one", "no", "mentee", "end", "none;some;most;all"),
    ("hours", "Hours you spent on it in a usual month", "number", "no", "mentor", "end", ""),
    ("comment", "What should we keep or change?", "text", "no", "mentee;mentor", "end", ""),
)
LIGHTHOUSE_COMMENTS = {
    "mentee": (
        "The goal sheet helped us to begin.", "More fixed dates in the shift plan, please.", "A quiet room would have helped.", "Keep the half-way meeting.",
        "I now know whom to ask in the other clinics.", "Nine months were a little short.",
    ),
    "mentor": (
        "I learned as much as my mentee.", "The training could be shorter and closer to our days.", "Tell ward managers earlier what is expected of them.",
        "The exchange between mentors was the best part.",
    ),
}  # fmt: skip
LIGHTHOUSE_LOG = (
    (
        "L01",
        "2025-01-15",
        "decision",
        "steering committee",
        "36 places were drawn by lottery among 68 eligible; everybody else is offered a place in 2026.",
        "HR director",
        "2025-01-20",
        "done",
        "Letters sent",
        "2025-01-18",
    ),
    (
        "L02",
        "2025-02-12",
        "issue",
        "coordinator",
        "Three pairs cannot find an hour outside their shifts.",
        "head of nursing",
        "2025-03-01",
        "done",
        "Mentoring hours are entered in the shift plan",
        "2025-02-27",
    ),
    ("L03", "2025-03-10", "control", "coordinator", "Pairs that met in February: 31 of 36.", "coordinator", "2025-03-10", "done", "Above the limit of 85 per cent", "2025-03-10"),
    (
        "L04",
        "2025-03-24",
        "issue",
        "mentor",
        "Unsure what may be told to the line manager.",
        "coordinator",
        "2025-04-01",
        "done",
        "Confidentiality explained again in writing",
        "2025-03-27",
    ),
    (
        "L05",
        "2025-04-14",
        "change",
        "steering committee",
        "One more supervision group for mentors at River Clinic.",
        "HR development",
        "2025-05-01",
        "done",
        "Started",
        "2025-04-29",
    ),
    (
        "L06",
        "2025-05-19",
        "decision",
        "steering committee",
        "A pair that asks for it is ended without a reason being given.",
        "coordinator",
        "2025-05-19",
        "done",
        "Added to the agreement",
        "2025-05-20",
    ),
    (
        "L07",
        "2025-06-16",
        "control",
        "coordinator",
        "Pairs that met in May: 28 of 34.",
        "coordinator",
        "2025-06-16",
        "done",
        "Below the limit; all six pairs were called",
        "2025-06-20",
    ),
    (
        "L08",
        "2025-07-08",
        "issue",
        "mentee",
        "The quiet room at Bay Clinic is used as a store.",
        "head of services",
        "2025-08-01",
        "dropped",
        "The library is used instead",
        "2025-07-30",
    ),
    ("L09", "2025-09-15", "control", "coordinator", "Pairs that met in August: 29 of 33.", "coordinator", "2025-09-15", "done", "Above the limit of 85 per cent", "2025-09-15"),
    (
        "L10",
        "2025-11-10",
        "decision",
        "management",
        "A second round starts in 2026; ward managers are briefed before the sign-up.",
        "HR director",
        "2026-02-01",
        "done",
        "Briefings held",
        "2026-01-28",
    ),
    ("L11", "2026-02-09", "issue", "HR development", "Hand-over notes of leaving experts are still not collected anywhere.", "head of quality", "2026-06-30", "open", "", ""),
)
