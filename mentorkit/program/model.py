"""The program file as a typed model: every section, field, allowed value and default.

Field names are stable once shipped. Nearly everything is optional, because a file starts as a draft; what a stage
still needs is said by ``problems``, not here. Titles are what panels and messages call a field.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from mentorkit.program.fields import MOST, Amount, ColumnName, Day, Id, Line, Number, PersonId, ProgramId, Range, Score, Section, Share, items, label

__all__ = [
    "MENTORING",
    "SCHEMA",
    "Alternatives",
    "Audiences",
    "Commitment",
    "Condition",
    "Costs",
    "Criterion",
    "EvaluationPlan",
    "Goal",
    "Measure",
    "Need",
    "PairingPlan",
    "Policy",
    "Privacy",
    "ProgramFile",
    "Rule",
    "Schedule",
    "Steering",
    "TableSource",
    "Tables",
    "Training",
]

SCHEMA = "mentorkit-program/1"


# What an organisation needs before mentoring can work: no upheaval, no low morale, a clear direction, support from above, seniors worth following.
OrganisationCondition = Literal["calm", "morale", "direction", "support", "role_models"]


class Organisation(Section):
    name: Line | None = label("Organisation")
    headcount: int | None = label("Number of employees", ge=1, le=MOST)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = label("Currency (three letters)", "EUR")
    conditions: dict[OrganisationCondition, Literal["yes", "partly", "no"]] = Field(default_factory=dict, title="Is the organisation ready for it")


class TableSource(Section):
    """Where one table lies and how its headings and answers translate into ours."""

    file: Line = label("File, relative to the program file", ...)
    sheet: Line | None = label("Sheet of the workbook")
    columns: dict[ColumnName, Line] = Field(default_factory=dict, title="Our column name: their heading")
    values: dict[ColumnName, dict[str, str]] = Field(default_factory=dict, title="Our column name (their answer: our answer)")
    encoding: Line | None = label("Encoding of a CSV file, when it is not UTF-8")
    date_format: Line | None = label("Format of dates, such as %d/%m/%Y")


class Tables(Section):
    mentees: TableSource | None = label("Mentees")
    mentors: TableSource | None = label("Mentors")
    contacts: TableSource | None = label("Contacts (names; the coordinator's only)")
    staff: TableSource | None = label("Staff")
    pairs: TableSource | None = label("Pairs")
    manual: TableSource | None = label("Pairs made by hand, to compare with")
    checkins: TableSource | None = label("Check-ins")
    survey: TableSource | None = label("Survey answers")
    items: TableSource | None = label("Survey items")
    outcomes: TableSource | None = label("Outcomes")
    attendance: TableSource | None = label("Attendance")
    log: TableSource | None = label("Log")


class Evidence(Section):
    what: Line | None = label("What is observed")
    value: Number | None = label("Value")
    unit: Line | None = label("Unit")
    as_of: Day | None = label("As of")
    source: Line | None = label("Source")


class LogicStep(Section):
    if_: Line | None = Field(None, alias="if", title="If")
    then: Line | None = label("then")
    because: Line | None = label("because")


Driver = Literal[
    "belonging", "systemic_view", "knowledge_retention", "development", "mentor_growth", "internal_communication",
    "leadership_pipeline", "onboarding", "inclusion",
]  # fmt: skip


class Need(Section):
    statement: Line | None = label("The need in one sentence")
    why_now: Line | None = label("Why now")
    drivers: tuple[Driver, ...] = items("What drives it")
    evidence: tuple[Evidence, ...] = items("Evidence")
    because: tuple[LogicStep, ...] = items("Logic model: if, then, because")


class Goal(Section):
    id: Id = label("Short name", ...)
    for_: Literal["mentee", "mentor", "organisation"] | None = Field(None, alias="for", title="For whom")
    statement: Line | None = label("The goal in one sentence")

    @property
    def called(self) -> str:
        """How a sentence names the goal to people: its statement without the full stop, the short name where there is none."""
        return (self.statement or self.id).rstrip(".")


class Measure(Section):
    id: Id = label("Short name", ...)
    goal: Id | None = label("Goal it stands for")
    level: int | None = label("Level", None, "0 delivery, 1 reaction, 2 learning, 3 application, 4 results, 5 return", ge=0, le=5)
    indicator: Line | None = label("What is measured")
    unit: Literal["share", "points", "count", "hours", "money", "number"] | None = label("Unit")
    target: Number | None = label("Target")
    direction: Literal["up", "down"] = label("Better is", "up")
    worthwhile: Annotated[float, Field(gt=0, le=MOST)] | None = label("Smallest difference worth having")
    due: Day | None = label("Due")
    source: Literal["survey", "outcomes", "checkins", "pairs", "attendance", "log"] | None = label("Source (table)")
    waves: tuple[Id, ...] = items("Waves")
    items: tuple[Id, ...] = items("Survey items")
    population: Literal["mentees", "mentors", "pairs", "both"] = label("Population", "mentees")
    primary: bool = label("The primary measure", False)
    owner: Line | None = label("Owner (a post)")
    comparison: Literal["none", "wait_list", "matched", "historical"] = label("Comparison", "none")
    analysis: Literal["proportion", "mean_change", "adjusted_difference", "retention", "count"] | None = label("Analysis")


Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SignOff(Section):
    on: Day | None = label("Signed on")
    by: Line | None = label("Signed by (a post)")
    sha256: Sha | None = label("Fingerprint of need, goals and measures")
    parts: dict[str, Sha] = Field(default_factory=dict, title="Fingerprint of each part, so that a change can be named")


OptionId = Literal[
    "mentoring", "group", "peer", "reverse", "flash", "buddy", "external_coaching", "manager_coaching", "sponsorship",
    "shadowing", "rotation", "course", "elearning", "community", "nothing",
]  # fmt: skip


# The options that are mentoring; any other choice is a full result of its own.
MENTORING: tuple[OptionId, ...] = ("mentoring", "group", "peer", "reverse", "flash")


class AlternativeCriterion(Section):
    id: Id = label("Short name", ...)
    name: Line | None = label("Name for people")
    goal: Id | None = label("Goal it stands for")
    statement: Line | None = label("What the solution must achieve")
    weight: Score | None = label("Weight (0-100)")
    worst: Line | None = label("What 0 means")
    best: Line | None = label("What 100 means")


class OptionHours(Section):
    senior: Amount = label("Senior person", 0)
    learner: Amount = label("Learner", 0)
    manager: Amount = label("Line manager", 0)
    coordinator: Amount = label("Coordinator", 0)


class Option(Section):
    id: OptionId = label("Option", ...)
    pros: tuple[Line, ...] = items("Pros")
    cons: tuple[Line, ...] = items("Cons")
    hours: OptionHours | None = label("Hours per learner")
    cash: Amount | None = label("Cash per learner")
    months_to_effect: Amount | None = label("Months to effect")
    evidence: Literal["none", "reports", "associations", "comparisons", "trials"] | None = label("Evidence that it works")
    reversible: Literal["at_once", "after_a_term", "hardly"] | None = label("Can be undone")
    scores: dict[Id, Score] = Field(default_factory=dict, title="Scores (0-100) per criterion")


class Mix(Section):
    """Options that would be done together, weighed as one."""

    id: Id = label("Short name", ...)
    options: tuple[OptionId, ...] = items("Options done together")
    scores: dict[Id, Score] = Field(default_factory=dict, title="Scores (0-100) per criterion")
    hours: OptionHours | None = label("Hours per learner, when not the sum of its options")
    cash: Amount | None = label("Cash per learner, when not the sum of its options")
    why: Line | None = label("Why")


class Weighting(Section):
    """How one post or group of the room weighs the criteria; kept apart, never averaged before the talk."""

    by: Line | None = label("By (a post or a group)")
    weights: dict[Id, Score] = Field(default_factory=dict, title="Weights (0-100) per criterion")


class Decision(Section):
    chosen: OptionId | None = label("Chosen")
    with_: tuple[OptionId, ...] = Field(default=(), alias="with", title="Together with")
    reason: Line | None = label("Reason")
    by: Line | None = label("Decided by (a post)")
    on: Day | None = label("Decided on")
    pilot: Line | None = label("Pilot")
    stop_rule: Line | None = label("Stop rule")
    review_on: Day | None = label("Review on")

    @property
    def otherwise(self) -> bool:
        """Whether something was chosen that is not mentoring."""
        return self.chosen is not None and self.chosen not in MENTORING


class Alternatives(Section):
    criteria: tuple[AlternativeCriterion, ...] = items("Criteria")
    options: tuple[Option, ...] = items("Options")
    mixes: tuple[Mix, ...] = items("Mixes of options")
    weightings: tuple[Weighting, ...] = items("Weights of single posts or groups")
    decision: Decision | None = label("Decision")


class Condition(Section):
    """A column compared in exactly one way, or several conditions combined."""

    column: ColumnName | None = label("Column")
    of: Literal["mentee", "mentor"] | None = label("Of")
    equals: Line | None = label("equals")
    in_: tuple[Line, ...] | None = Field(None, alias="in", title="is one of")
    at_least: Number | None = label("at least")
    at_most: Number | None = label("at most")
    before: Day | None = label("before")
    after: Day | None = label("after")
    filled: bool | None = label("is filled in")
    all_of: tuple[Condition, ...] | None = label("all of", min_length=1)
    any_of: tuple[Condition, ...] | None = label("any of", min_length=1)

    @model_validator(mode="after")
    def _one_comparison(self) -> Self:
        compared = [v for v in (self.equals, self.in_, self.at_least, self.at_most, self.before, self.after, self.filled) if v is not None]
        combined = [v for v in (self.all_of, self.any_of) if v is not None]
        plain = self.column is not None and len(compared) == 1 and not combined
        joined = self.column is None and not compared and len(combined) == 1
        if not plain and not joined:
            raise PydanticCustomError("condition", "a column with exactly one comparison, or one of all_of and any_of")
        return self


class MenteeAudience(Section):
    purpose: tuple[Literal["develop", "promote", "connect"], ...] = items("Purpose")
    eligible: tuple[Condition, ...] = items("Who is eligible")
    size: int | None = label("Planned number of mentees", ge=1, le=200_000)
    selection: Literal["lottery", "first_come", "all"] = label("Selection when too many apply", "all")
    voluntary: bool = label("Taking part is voluntary", True)
    manager_consent: Literal["required", "asked", "none"] = label("Consent of the line manager", "none")
    excluded: tuple[Line, ...] = items("Who is not meant, and why")


class MentorAudience(Section):
    role: Line | None = label("The mentor's role")
    eligible: tuple[Condition, ...] = items("Who is eligible")
    screening: Line | None = label("Screening")
    recruiting: Line | None = label("Recruiting")


class Audiences(Section):
    mentees: MenteeAudience | None = label("Mentees")
    mentors: MentorAudience | None = label("Mentors")
    equal_access: tuple[ColumnName, ...] = items("Columns in which equal access is checked, never scored")
    areas: tuple[Line, ...] = items("Development areas offered in the forms")
    interests: tuple[Line, ...] = items("Interests offered in the forms")
    languages: tuple[Line, ...] = items("Languages offered in the forms")
    forms_due: Day | None = label("Forms back by")


class Criterion(Section):
    """One thing that makes a pair fit, in whole points 0-100 (kept as 0-1000)."""

    id: Id = label("Short name", ...)
    name: Line | None = label("Name for people")
    kind: Literal["coverage", "overlap", "equal", "different", "closeness", "style", "shared_language", "hours", "wishes", "text"] = label("Kind", ...)
    mentee: ColumnName | None = label("Column of the mentee")
    mentor: ColumnName | None = label("Column of the mentor")
    column: ColumnName | None = label("Column of both")
    weight: int = label("Weight (0-10)", 1, ge=0, le=10)
    unknown: Score = label("Points when an answer is missing (0-100)", 50)
    ideal: Number = label("Ideal gap, mentor minus mentee", 0.0)
    span: Annotated[float, Field(gt=0, le=MOST)] | None = label("Distance from the ideal at which points reach 0")
    scarcity: bool = label("Areas that few mentors offer count more", False)
    fits: dict[str, dict[str, Score]] = Field(default_factory=dict, title="How styles go together: the mentee's style (the mentor's style: points 0-100)")
    why: Line | None = label("Why")


class Rule(Section):
    """Something that forbids a pair; a rule never scores."""

    id: Id = label("Short name", ...)
    kind: Literal["not_in_line", "more_experienced", "same", "different", "gap", "shared_language", "not_earlier_pair", "first_time_one", "condition"] = label("Kind", ...)
    by: tuple[Literal["hire_date", "grade"], ...] = items("Compared by")
    column: ColumnName | None = label("Column")
    at_least: Number | None = label("Gap at least (mentor minus mentee)")
    at_most: Number | None = label("Gap at most (mentor minus mentee)")
    when: tuple[Condition, ...] = items("Forbidden when")
    round: int | None = label("Round that is made now (2 for a second mentor)", ge=2, le=99)
    why: Line | None = label("Why")


class Policy(Section):
    aim: Literal["cover_first", "best_total"] = label("Aim", "cover_first")
    minimum_score: Score | None = label("Smallest score of a pair (0-100)")
    keep_published: Score | None = label("Points that keep a published pair")
    protect_worst: bool = label("Protect the worst-off mentee", False)


class NamedPair(Section):
    mentee: PersonId = label("Mentee (id)", ...)
    mentor: PersonId = label("Mentor (id)", ...)
    why: Line | None = label("Why")


class Mismatch(Section):
    ask_by: Line | None = label("Asked by (a post)")
    within_days: int | None = label("Within days", ge=1, le=3660)
    text: Line | None = label("Text")


class PairingPlan(Section):
    decided_by: tuple[Line, ...] = items("Criteria decided by (posts)")
    told_to_participants: bool | None = label("Participants were told the criteria")
    criteria: tuple[Criterion, ...] = items("Criteria")
    rules: tuple[Rule, ...] = items("Rules")
    policy: Policy = Field(default_factory=Policy, title="Policy")
    required_pairs: tuple[NamedPair, ...] = items("Required pairs")
    excluded_pairs: tuple[NamedPair, ...] = items("Excluded pairs")
    approved_by: Line | None = label("Pairs approved by (a post)")
    both_sides_say: Literal["none", "ranked_wishes", "may_decline"] = label("What both sides may say", "none")
    mismatch: Mismatch | None = label("When a pair does not fit")


class Competency(Section):
    id: Id = label("Short name", ...)
    name: Line | None = label("Name for people")
    needed: dict[Literal["mentee", "mentor"], Annotated[int, Field(ge=1, le=5)]] = Field(default_factory=dict, title="Needed level (1-5)")
    goals: tuple[Id, ...] = items("Goals it serves")
    areas: tuple[Line, ...] = items("Development areas it serves")


class Module(Section):
    id: Id = label("Short name", ...)
    name: Line | None = label("Name for people")
    for_: Literal["mentee", "mentor", "both"] | None = Field(None, alias="for", title="For whom")
    hours: Amount | None = label("Hours")
    closes: tuple[Id, ...] = items("Competencies it closes")
    format: Line | None = label("Format")
    cost: Amount = label("Cost", 0)
    seats: int | None = label("Seats of one session", ge=1, le=200_000)
    must: bool = label("Is held in any case", False)


class Session(Section):
    module: Id = label("Module", ...)
    on: Day | None = label("On")
    seats: int | None = label("Seats", ge=1, le=200_000)


class BudgetHours(Section):
    mentor: Amount = label("Mentor", 0)
    mentee: Amount = label("Mentee", 0)


class During(Section):
    what: Line | None = label("What")
    every_weeks: int | None = label("Every how many weeks", ge=1, le=520)


class Support(Section):
    mentees: tuple[Line, ...] = items("Support for mentees")
    line_managers: Line | None = label("Line managers")
    during: tuple[During, ...] = items("While it runs")


class Training(Section):
    competencies: tuple[Competency, ...] = items("Competencies")
    modules: tuple[Module, ...] = items("Modules")
    sessions: tuple[Session, ...] = items("Sessions")
    budget_hours: BudgetHours = Field(default_factory=BudgetHours, title="Hours of training")
    budget_cash: Amount | None = label("Cash for all training")
    checked: Literal["none", "before", "before_and_after"] = label("Competencies are checked", "none")
    support: Support | None = label("Support")


class CommitteeSeat(Section):
    post: Line | None = label("Post")
    powers: tuple[Line, ...] = items("Powers")


class Contact(Section):
    post: Line | None = label("Post")
    channel: Line | None = label("Channel")
    answers_within_days: int | None = label("Answers within days", ge=0, le=3660)


class Coordinator(Section):
    post: Line | None = label("Post")
    fte: Share | None = label("Share of a full post")


class Control(Section):
    what: Line | None = label("What")
    when: Line | None = label("When")
    by: Line | None = label("By (a post)")
    limit: Number | None = label("Limit")


Pair2 = tuple[Number, Number]


class Flags(Section):
    silence_days: Pair2 = label("Days without a meeting (amber, red)", (30, 45))
    usefulness: Pair2 = label("Usefulness (amber, red)", (3, 2))
    gap: Pair2 = label("Gap between the two sides (amber, red)", (2, 3))


class Agreement(Section):
    text: Line | None = label("Text")
    signed: Literal["required", "offered", "none"] = label("Signed", "offered")


class Closure(Section):
    last_meeting_by: Day | None = label("Last meeting by")
    early_ending: Literal["no_fault", "by_coordinator"] | None = label("Early ending")


class Steering(Section):
    committee: tuple[CommitteeSeat, ...] = items("Steering committee")
    meets: Line | None = label("Meets")
    contact: Contact | None = label("Contact point")
    coordinator: Coordinator | None = label("Coordinator")
    controls: tuple[Control, ...] = items("Controls")
    flags: Flags = Field(default_factory=Flags, title="Flags")
    agreement: Agreement | None = label("Mentoring agreement")
    confidentiality: Line | None = label("Confidentiality")
    escalation: tuple[Line, ...] = items("Escalation")
    changes: Line | None = label("How changes are decided and recorded")
    closure: Closure | None = label("Closure")


class Waves(Section):
    start: Day | None = label("Start")
    middle: Day | None = label("Middle")
    end: Day | None = label("End")
    after: Day | None = label("Afterwards")


class Schedule(Section):
    starts: Annotated[Day, Field(ge=datetime.date(1990, 1, 1), le=datetime.date(2100, 12, 31))] | None = label("Starts")
    months: Annotated[float, Field(gt=0, le=60)] | None = label("Months")
    meetings_per_month: Annotated[float, Field(gt=0, le=20)] = label("Meetings per month", 2.0)
    meeting_hours: Annotated[float, Field(gt=0, le=8)] = label("Hours of a meeting", 1.0)
    preparation_hours: Annotated[float, Field(ge=0, le=8)] = label("Hours of preparation per meeting", 0.25)
    waves: Waves = Field(default_factory=Waves, title="Survey waves")


class Salaries(Section):
    mentee: Amount | None = label("Mentee")
    mentor: Amount | None = label("Mentor")
    coordinator: Amount | None = label("Coordinator")
    committee: Amount | None = label("Committee")


class CostRanges(Section):
    """How far a planned value may turn out otherwise: low, typical, high; the typical one is what the plan says."""

    meetings_per_month: Range | None = label("Meetings per month")
    meeting_hours: Range | None = label("Hours of a meeting")
    preparation_hours: Range | None = label("Hours of preparation per meeting")
    coordinator_fte: Range | None = label("Coordinator, share of a full post")
    mentor_salary: Range | None = label("Mentor's salary")
    mentee_salary: Range | None = label("Mentee's salary")


class Costs(Section):
    salaries: Salaries = Field(default_factory=Salaries, title="Salaries a year")
    loading: Range = label("Loading on salaries", (1.3, 1.3, 1.3))
    paid_hours: Range = label("Paid hours a year", (1720.0, 1720.0, 1720.0))
    setup_days: Range = label("Coordinator's days before the start", (0.0, 0.0, 0.0))
    steering_hours: Range = label("Hours of the steering committee", (0.0, 0.0, 0.0))
    coordinator_is_cash: bool = label("The coordinator is cash", True)
    direct_per_pair: Range = label("Direct cost per pair", (0.0, 0.0, 0.0))
    fixed: Range = label("Fixed cost", (0.0, 0.0, 0.0))
    attrition: Range | None = label("Share of leavers a year")
    replacement: Range | None = label("Cost of replacing a leaver, in yearly salaries")
    reduction: Range | None = label("Relative reduction of leaving")
    ranges: CostRanges = Field(default_factory=CostRanges, title="Ranges of planned values")


class Agreed(Section):
    goals: Day | None = label("Goals agreed on")
    process: Day | None = label("Process agreed on")
    outputs: Day | None = label("Outputs agreed on")


class Stakeholder(Section):
    who: Line | None = label("Who (a post or a group)")
    influence: Literal["low", "medium", "high"] | None = label("Influence")
    attitude: Literal["against", "unsure", "for"] | None = label("Attitude")
    needs: Line | None = label("Needs")
    action: Line | None = label("What is done")
    owner: Line | None = label("Owner (a post)")


class Promise(Section):
    id: Id = label("Short name", ...)
    kind: Literal["hours", "money", "people", "own_act", "recognition", "other"] | None = label("Kind of promise")
    what: Line | None = label("What")
    who: Line | None = label("Who (a post)")
    due: Day | None = label("Due")
    evidence: Line | None = label("Evidence")
    kept: Literal["yes", "no"] | None = label("Kept")
    kept_on: Day | None = label("Evidence seen on")


class Risk(Section):
    what: Line | None = label("What")
    likelihood: Annotated[int, Field(ge=1, le=3)] | None = label("Likelihood (1-3)")
    impact: Annotated[int, Field(ge=1, le=3)] | None = label("Impact (1-3)")
    answer: Line | None = label("Answer")
    owner: Line | None = label("Owner (a post)")


class DecisionRequest(Section):
    what: Line | None = label("What")
    of: Line | None = label("Of (a post)")
    due: Day | None = label("Due")


class Commitment(Section):
    sponsor: Line | None = label("Sponsor (a post, never a name)")
    agreed: Agreed = Field(default_factory=Agreed, title="Management agreed to")
    process: Line | None = label("The process management expects")
    outputs: tuple[Line, ...] = items("The outputs management expects")
    stakeholders: tuple[Stakeholder, ...] = items("Stakeholders")
    promises: tuple[Promise, ...] = items("Promises")
    recognition: Line | None = label("Recognition of mentors")
    risks: tuple[Risk, ...] = items("Risks")
    decisions_requested: tuple[DecisionRequest, ...] = items("Decisions requested")


class EvaluationPlan(Section):
    alpha: Annotated[float, Field(gt=0, lt=1)] = label("Error rate (alpha)", 0.05)
    power: Annotated[float, Field(gt=0, lt=1)] = label("Power", 0.80)
    expected_response: Annotated[float, Field(gt=0, le=1)] = label("Expected response rate", 0.60)
    response_floor: Share = label("Smallest response rate that is interpreted", 0.50)
    missing: Literal["bounds", "complete"] = label("Missing answers", "bounds")
    comparison_source: Literal["staff", "outcomes", "none"] = label("Comparison group from", "none")
    lessons: tuple[Line, ...] = items("Lessons")
    lessons_on: Day | None = label("Lessons are discussed on")


class Privacy(Section):
    legal_ground: Line | None = label("Legal ground")
    notice_given_on: Day | None = label("Notice given on")
    delete_after: Day | None = label("Delete after")
    may_see_names: tuple[Line, ...] = items("May see names (posts)")
    threshold: Annotated[int, Field(ge=3, le=20)] = label("Smallest group that is shown", 5)
    threshold_why: Line | None = label("Why a threshold below 5")


class Consideration(Section):
    question: Line | None = label("Question")
    answer: Line | None = label("Answer")
    open: bool = label("Still open", True)


class ProgramFile(Section):
    """The whole file. Sections that are absent are ``None`` (or empty lists), so a stage can say "not planned"."""

    schema_: Literal["mentorkit-program/1"] = Field(..., alias="schema", title="Schema")
    id: ProgramId = label("Short name of the programme", ...)
    name: Line = label("Name of the programme", ...)
    language: Literal["en", "he"] = label("Language", ...)
    as_of: Day | None = label("As of")
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = label("Seed", 20260101)
    organisation: Organisation = Field(default_factory=Organisation, title="Organisation")
    tables: Tables = Field(default_factory=Tables, title="Tables")
    need: Need | None = label("Need")
    goals: tuple[Goal, ...] = items("Goals")
    measures: tuple[Measure, ...] = items("Measures")
    sign_off: SignOff | None = label("Sign-off")
    alternatives: Alternatives | None = label("Alternatives")
    audiences: Audiences | None = label("Audiences")
    pairing: PairingPlan | None = label("Pairing")
    training: Training | None = label("Training and support")
    steering: Steering | None = label("Steering")
    schedule: Schedule = Field(default_factory=Schedule, title="Schedule")
    costs: Costs | None = label("Costs")
    commitment: Commitment | None = label("Commitment of management")
    evaluation: EvaluationPlan | None = label("Evaluation")
    privacy: Privacy = Field(default_factory=Privacy, title="Privacy")
    considerations: tuple[Consideration, ...] = items("What else should be taken into account")
