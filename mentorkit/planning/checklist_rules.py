"""The rules behind the checklist: each looks at the program file and says whether one thing is settled."""

from __future__ import annotations

from typing import Any

from mentorkit.program.model import (
    Alternatives,
    Audiences,
    Commitment,
    MenteeAudience,
    MentorAudience,
    PairingPlan,
    ProgramFile,
    Promise,
    Steering,
    Training,
)

__all__ = [
    "HOURS_OF_MENTORS", "agreed", "agreement", "begins_small", "calendar", "can_be_stopped",
    "changes_and_end", "commitment", "committee", "compared", "competencies", "contact", "coordinator",
    "criteria_anchored", "data", "decision_reasoned", "four_boxes", "goals_for_all", "goals_measured",
    "hours_of", "logic", "managers_briefed", "measures_complete", "mentees", "mentors", "mismatch", "money",
    "need_with_evidence", "nobody_forgotten", "options_compared", "options_priced", "organisation_ready",
    "pairing", "promised", "ruled", "said", "seats_reach", "support", "training", "voluntary", "worth",
]  # fmt: skip

CONDITIONS = 5  # what is asked of the organisation itself
HOURS_OF_MENTORS = 2.0  # the least training of a mentor, in hours; eight is what was tried with good results
_BOXES = ((0,), (1,), (2, 3), (4, 5))  # levels: how the programme runs, how pairs get on, what people gain, what the organisation gains


def said(*values: Any) -> bool:
    """Whether every one of the values is written."""
    return all(value not in (None, "", (), {}) for value in values)


def _alternatives(intent: ProgramFile) -> Alternatives:
    return intent.alternatives or Alternatives()


def options_compared(intent: ProgramFile) -> bool:
    found = {option.id for option in _alternatives(intent).options}
    return len(found) >= 3 and "nothing" in found


def criteria_anchored(intent: ProgramFile) -> bool:
    criteria = _alternatives(intent).criteria
    return len(criteria) >= 2 and all(said(each.statement, each.weight, each.worst, each.best) for each in criteria)


def options_priced(intent: ProgramFile) -> bool:
    options = [option for option in _alternatives(intent).options if option.id != "nothing"]
    return bool(options) and all(said(option.hours, option.cash) for option in options)


def decision_reasoned(intent: ProgramFile) -> bool:
    decision = _alternatives(intent).decision
    return decision is not None and said(decision.chosen, decision.reason, decision.by, decision.on)


def begins_small(intent: ProgramFile) -> bool:
    decision = _alternatives(intent).decision
    return decision is not None and (said(decision.pilot) or bool(decision.with_))


def can_be_stopped(intent: ProgramFile) -> bool:
    decision = _alternatives(intent).decision
    return decision is not None and said(decision.stop_rule, decision.review_on)


def need_with_evidence(intent: ProgramFile) -> bool:
    need = intent.need
    return need is not None and said(need.statement) and any(said(each.what, each.value, each.unit, each.as_of, each.source) for each in need.evidence)


def goals_for_all(intent: ProgramFile) -> bool:
    return {"mentee", "mentor", "organisation"} <= {goal.for_ for goal in intent.goals if goal.statement}


def goals_measured(intent: ProgramFile) -> bool:
    return bool(intent.goals) and {goal.id for goal in intent.goals} <= {measure.goal for measure in intent.measures}


def measures_complete(intent: ProgramFile) -> bool:
    return bool(intent.measures) and all(said(each.target, each.due, each.source, each.owner) for each in intent.measures)


def logic(intent: ProgramFile) -> bool:
    return intent.need is not None and any(said(step.if_, step.then, step.because) for step in intent.need.because)


def organisation_ready(intent: ProgramFile) -> bool:
    answers = intent.organisation.conditions.values()
    return len(answers) == CONDITIONS and sum(answer == "no" for answer in answers) < 2


def mentees(intent: ProgramFile) -> MenteeAudience:
    return (intent.audiences or Audiences()).mentees or MenteeAudience()


def mentors(intent: ProgramFile) -> MentorAudience:
    return (intent.audiences or Audiences()).mentors or MentorAudience()


def voluntary(intent: ProgramFile) -> bool:
    return intent.audiences is not None and intent.audiences.mentees is not None and mentees(intent).voluntary


def nobody_forgotten(intent: ProgramFile) -> bool:
    return said(mentees(intent).excluded, (intent.audiences or Audiences()).equal_access)


def seats_reach(intent: ProgramFile, seats: int | None) -> bool:
    """Whether the seats of the mentors reach the planned number; not held against a file whose mentors are not known yet."""
    planned = mentees(intent).size
    return seats is None or planned is None or seats >= planned


def pairing(intent: ProgramFile) -> PairingPlan:
    return intent.pairing or PairingPlan()


def ruled(intent: ProgramFile, *kinds: str) -> bool:
    return any(rule.kind in kinds for rule in pairing(intent).rules)


def mismatch(intent: ProgramFile) -> bool:
    found = pairing(intent).mismatch
    return found is not None and said(found.ask_by, found.within_days, found.text)


def training(intent: ProgramFile) -> Training:
    return intent.training or Training()


def hours_of(intent: ProgramFile, side: str) -> float:
    return sum(module.hours or 0.0 for module in training(intent).modules if module.for_ in (side, "both"))


def support(intent: ProgramFile) -> bool:
    support = training(intent).support
    return support is not None and bool(support.mentees) and any(said(each.what, each.every_weeks) for each in support.during)


def competencies(intent: ProgramFile) -> bool:
    section = training(intent)
    closed = {name for module in section.modules for name in module.closes}
    return bool(section.competencies) and all(each.needed and each.goals and each.id in closed for each in section.competencies)


def managers_briefed(intent: ProgramFile) -> bool:
    support = training(intent).support
    return support is not None and said(support.line_managers)


def _steering(intent: ProgramFile) -> Steering:
    return intent.steering or Steering()


def coordinator(intent: ProgramFile) -> bool:
    found = _steering(intent).coordinator
    return found is not None and said(found.post) and bool(found.fte)


def committee(intent: ProgramFile) -> bool:
    section = _steering(intent)
    return len(section.committee) >= 3 and said(section.meets) and all(said(seat.post, seat.powers) for seat in section.committee)


def contact(intent: ProgramFile) -> bool:
    section = _steering(intent)
    return section.contact is not None and said(section.contact.post, section.contact.channel, section.contact.answers_within_days, section.escalation)


def agreement(intent: ProgramFile) -> bool:
    section = _steering(intent)
    return section.agreement is not None and said(section.agreement.text, section.confidentiality)


def calendar(intent: ProgramFile) -> bool:
    plan, controls = intent.schedule, _steering(intent).controls
    return said(plan.starts, plan.months, plan.waves.start, plan.waves.end, controls) and all(said(each.what, each.when, each.by) for each in controls)


def changes_and_end(intent: ProgramFile) -> bool:
    section = _steering(intent)
    return said(section.changes) and section.closure is not None and said(section.closure.last_meeting_by, section.closure.early_ending)


def commitment(intent: ProgramFile) -> Commitment:
    return intent.commitment or Commitment()


def promised(intent: ProgramFile, kind: str) -> bool:
    """Whether a promise of that kind says what, who, by when, and how one sees that it was kept."""

    def whole(promise: Promise) -> bool:
        return promise.kind == kind and said(promise.what, promise.who, promise.due, promise.evidence)

    return any(whole(promise) for promise in commitment(intent).promises)


def agreed(intent: ProgramFile) -> bool:
    agreed = commitment(intent).agreed
    return said(agreed.goals, agreed.process, agreed.outputs)


def money(intent: ProgramFile) -> bool:
    return promised(intent, "money") or any(said(each.what, each.of, each.due) for each in commitment(intent).decisions_requested)


def four_boxes(intent: ProgramFile) -> bool:
    levels = {measure.level for measure in intent.measures}
    return all(levels & set(box) for box in _BOXES)


def compared(intent: ProgramFile) -> bool:
    return any(measure.comparison != "none" for measure in intent.measures)


def worth(intent: ProgramFile) -> bool:
    costs = intent.costs
    return costs is not None and said(costs.salaries.mentee, costs.salaries.mentor, costs.attrition, costs.replacement, costs.reduction)


def data(intent: ProgramFile) -> bool:
    return said(intent.privacy.delete_after, intent.privacy.legal_ground, intent.privacy.may_see_names)
