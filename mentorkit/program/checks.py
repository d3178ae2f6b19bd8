"""What a stage still needs from the program file, and what in it contradicts itself.

Only the file is judged here; what the tables hold is judged by the rooms that read them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

from mentorkit.errors import InvalidProgram, NotReady
from mentorkit.program.checks_alternatives import alternatives_checks
from mentorkit.program.faults import Place
from mentorkit.program.model import Condition, Criterion, Rule
from mentorkit.program.problems import Problem, section_of
from mentorkit.program.program import Program
from mentorkit.program.stagelist import STAGES, Stage, stage_of
from mentorkit.text import msg

__all__ = ["planned", "problems", "require"]

Path = tuple[str | int, ...]
# kinds that know which columns are meant
_USUAL_COLUMNS = {"shared_language", "style", "hours", "wishes"}
_PERSONS = {"person_id", "manager_id"}
_COLUMN_RULES = {"same", "different", "gap"}
_SCALE = 5


def problems(program: Program, stage: str | None = None) -> tuple[Problem, ...]:
    """Everything in the file that stops ``stage`` (its key), or any stage; sorted by place.

    A stage whose sections are not in the file is not planned, which is no problem.
    """
    found = [p for p in program.wrong if stage in (None, p.stage)]
    for each in STAGES:
        if stage in (None, each.key) and planned(program, each):
            mine = [p for p in _CHECKS.get(each.key, _nothing)(Place(program, each)) if section_of(p) not in program.broken]
            # a stage that the decision made needless lacks nothing; what is wrong in it stays wrong
            found += [p for p in mine if p.kind == "wrong"] if each.number > 2 and _otherwise(program) else mine
    return tuple(sorted(found, key=lambda p: p.order))


def planned(program: Program, stage: Stage) -> bool:
    """Whether one of the stage's sections is in the file (a broken one counts); start and portfolio always are."""
    written = program.intent.model_fields_set | program.broken
    return stage.number in (0, 9) or any(section in written for section in stage.sections)


def _otherwise(program: Program) -> bool:
    section = program.intent.alternatives
    return bool(section and section.decision and section.decision.otherwise)


def require(program: Program, stage: str) -> None:
    """Pass when ``stage`` can be computed; else raise with the list of what to mend and in which notebook.

    :class:`~mentorkit.errors.InvalidProgram` when something present is wrong, :class:`~mentorkit.errors.NotReady` when
    something is missing or the stage is not planned.
    """
    wanted = stage_of(stage)
    broken = wanted.reads & program.broken
    found = tuple(dict.fromkeys((*problems(program, stage), *(p for p in program.wrong if section_of(p) in broken))))
    title = wanted.title
    if any(p.kind == "wrong" for p in found):
        raise InvalidProgram(msg("{stage}: these values of the program file cannot be used.", stage=title), found, file=program.path.name, language=program.intent.language)
    if not planned(program, wanted):
        raise NotReady(
            msg("{stage} is not planned yet: the program file has no section {sections}. The editor of this notebook adds it.", stage=title, sections=wanted.sections[:1]),
            (),
            stage=stage,
            language=program.intent.language,
        )
    if found:
        raise NotReady(
            msg("{stage} is not ready yet. Still needed is what follows; where the notebook named is this one, run its editor under Decide now by itself.", stage=title),
            found,
            stage=stage,
            language=program.intent.language,
        )


def _nothing(_: Place) -> Iterator[Problem]:
    return iter(())


def _start(at: Place) -> Iterator[Problem]:
    privacy = at.intent.privacy
    if privacy.threshold < 5 and not privacy.threshold_why:
        yield at.missing(("privacy", "threshold_why"), msg("A threshold below 5 needs a reason, which stands on every page."), code="MK-P103")
    waves = [(name, day) for name in ("start", "middle", "end", "after") if (day := getattr(at.intent.schedule.waves, name))]
    for (before, first), (name, day) in pairwise(waves):
        if day < first:
            found = msg("found {day}, which is before the wave {before} ({first}).", day=day, before=before, first=first)
            yield at.wrong("MK-P112", ("schedule", "waves", name), found, msg("Waves follow each other: start, middle, end, after."), msg("Correct one of the two days."))


def _costs(at: Place) -> Iterator[Problem]:
    costs = at.intent.costs
    if costs is None:
        return
    if costs.paid_hours[0] < 1:  # less than an hour a year divides salaries by next to nothing
        yield at.wrong(
            "MK-P204", ("costs", "paid_hours"), msg("found {value}.", value=costs.paid_hours[0]), msg("The hours that are paid in a year, such as 1720."), msg("Correct the value.")
        )
    if costs.loading[0] < 1:
        found, allowed = msg("found {value}.", value=costs.loading[0]), msg("A factor of at least 1: 1.3 means that an employer pays 30 per cent beside the salary.")
        yield at.wrong("MK-P205", ("costs", "loading"), found, allowed, msg("Correct the value."))
    for name in ("attrition", "reduction"):
        value = getattr(costs, name)
        if value is not None and value[2] > 1:
            found = msg("found {value}.", value=value[2])
            yield at.wrong("MK-P118", ("costs", name), found, msg("A share lies between 0 and 1; 90 per cent is 0.9."), msg("Correct the value."))
    for name, most in _MOST.items():
        stated = getattr(costs.ranges, name)
        if stated is not None and stated[2] > most:
            found = msg("found {value}.", value=stated[2])
            yield at.wrong("MK-P206", ("costs", "ranges", name), found, msg("At most {most}, as for the planned value itself.", most=most), msg("Correct the range."))


# the highest values that the planned ones may have; a range may not pass them
_MOST = {"meetings_per_month": 20, "meeting_hours": 8, "preparation_hours": 8, "coordinator_fte": 1}


def _options_and_costs(at: Place) -> Iterator[Problem]:
    yield from alternatives_checks(at)
    yield from _costs(at)


def _need(at: Place) -> Iterator[Problem]:
    intent = at.intent
    if intent.need is None or not intent.need.statement:
        yield at.missing(("need", "statement"), msg("The need in one sentence."))
    if not intent.goals:
        yield at.missing(("goals",), msg("At least one goal."))
    yield from at.twice(("goals",), intent.goals)
    for index, goal in enumerate(intent.goals):
        if goal.for_ is None:
            yield at.missing(("goals", index, "for"), msg("Allowed are: {allowed}.", allowed=("mentee", "mentor", "organisation")))
        if not goal.statement:
            yield at.missing(("goals", index, "statement"), msg("The goal in one sentence."))
    if not intent.measures:
        yield at.missing(("measures",), msg("At least one measure, so that it can be seen later whether the goals were reached."))
    yield from at.twice(("measures",), intent.measures)
    goals = [goal.id for goal in intent.goals]
    for index, measure in enumerate(intent.measures):
        for name, allowed in _MEASURE_NEEDS.items():
            if getattr(measure, name) is None:
                yield at.missing(("measures", index, name), allowed)
        yield from at.known(("measures", index, "goal"), measure.goal, goals, msg("goal of this programme"))
        for name in ("target", "worthwhile"):
            value = getattr(measure, name)
            if measure.unit == "share" and value is not None and not 0 <= value <= 1:
                found = msg("found {value}.", value=value)
                yield at.wrong("MK-P118", ("measures", index, name), found, msg("A share lies between 0 and 1; 90 per cent is 0.9."), msg("Correct the value."))


_MEASURE_NEEDS = {
    "goal": msg("The short name of the goal it stands for."),
    "target": msg("The value that will count as success."),
    "due": msg("The day by which it will be looked at."),
    "source": msg("The table it is read from: survey, outcomes, checkins, pairs, attendance or log."),
    "owner": msg("The post that answers for it."),
}


def _audiences(at: Place) -> Iterator[Problem]:
    section = at.intent.audiences
    if section is None:
        return
    if section.mentees is None or section.mentees.size is None:
        yield at.missing(("audiences", "mentees", "size"), msg("The number of mentees that is planned."))
    yield from at.tables("mentees", "mentors")
    for side in ("mentees", "mentors"):
        audience = getattr(section, side)
        for number, condition in enumerate(audience.eligible if audience else ()):
            for leaf in _leaves(condition):
                if leaf.column in _PERSONS:
                    found = msg("found '{column}'.", column=leaf.column)
                    allowed = msg("A column that describes many people; single persons are not let in or kept out by a condition.")
                    cure = msg("Use the column status, or a required or excluded pair with its reason.")
                    yield at.wrong("MK-P119", ("audiences", side, "eligible", number), found, allowed, cure)


def _pairing(at: Place) -> Iterator[Problem]:
    section = at.intent.pairing
    if section is None:
        return
    yield from at.tables("mentees", "mentors")
    if not section.criteria:
        yield at.missing(("pairing", "criteria"), msg("At least one criterion with a weight."))
    elif all(criterion.weight == 0 for criterion in section.criteria):
        yield at.wrong("MK-P113", ("pairing", "criteria"), msg("every weight is 0."), msg("At least one weight above 0."), msg("Give a weight to what matters."))
    yield from at.twice(("pairing", "criteria"), section.criteria)
    yield from at.twice(("pairing", "rules"), section.rules)
    for index, criterion in enumerate(section.criteria):
        yield from _criterion(at, index, criterion)
    for index, rule in enumerate(section.rules):
        yield from _rule(at, index, rule)
    yield from _named_pairs(at)


def _criterion(at: Place, index: int, criterion: Criterion) -> Iterator[Problem]:
    path: Path = ("pairing", "criteria", index)
    if criterion.kind not in _USUAL_COLUMNS and not (criterion.column or (criterion.mentee and criterion.mentor)):
        yield at.missing((*path, "column"), msg("The column of both, or mentee and mentor with one column each."))
    audited = set(at.intent.audiences.equal_access) if at.intent.audiences else set()
    if audited & {criterion.column, criterion.mentee, criterion.mentor} and criterion.weight and not criterion.why:
        yield at.missing((*path, "why"), msg("A column in which equal access is checked is scored only with a written reason."), code="MK-P105")
    if criterion.kind == "closeness" and criterion.span is None:
        yield at.missing((*path, "span"), msg("The distance from the ideal at which the points reach 0."))


def _rule(at: Place, index: int, rule: Rule) -> Iterator[Problem]:
    path: Path = ("pairing", "rules", index)
    if rule.kind in _COLUMN_RULES and not rule.column:
        yield at.missing((*path, "column"), msg("The column that is compared."))
    if rule.kind == "more_experienced" and not rule.by:
        yield at.missing((*path, "by"), msg("hire_date, grade, or both in the order in which they decide."))
    if rule.kind == "gap" and rule.at_least is None and rule.at_most is None:
        yield at.missing((*path, "at_least"), msg("at_least, at_most, or both."))
    if rule.kind == "condition":
        if not rule.when:
            yield at.missing((*path, "when"), msg("The conditions under which a pair is forbidden."))
        for number, condition in enumerate(rule.when):
            for leaf in _leaves(condition):
                if leaf.of is None:
                    yield at.missing((*path, "when", number, "of"), msg("Allowed are: {allowed}.", allowed=("mentee", "mentor")))


def _leaves(condition: Condition) -> Iterator[Condition]:
    """The plain conditions of a combined one; what the combined one says of mentee or mentor holds for those that say nothing."""
    parts = condition.all_of or condition.any_of
    if parts is None:
        yield condition
    for part in parts or ():
        yield from _leaves(part if part.of or not condition.of else part.model_copy(update={"of": condition.of}))


def _named_pairs(at: Place) -> Iterator[Problem]:
    section = at.intent.pairing
    if section is None:
        return
    # ids are compared as tables compare them: e104 is E104
    excluded = {(_same(pair.mentee), _same(pair.mentor)): index for index, pair in enumerate(section.excluded_pairs)}
    mentor_of: dict[str, int] = {}
    for index, pair in enumerate(section.required_pairs):
        path: Path = ("pairing", "required_pairs", index)
        mentee, mentor = _same(pair.mentee), _same(pair.mentor)
        if (mentee, mentor) in excluded:
            other = str(excluded[mentee, mentor] + 1)
            found = msg("the same pair is excluded (excluded_pairs, entry {other}).", other=other)
            yield at.wrong("MK-P115", path, found, msg("A pair is required or excluded, not both."), msg("Remove one of the two lines."))
        if mentee in mentor_of:
            found = msg("this mentee is required in entry {first} already.", first=str(mentor_of[mentee] + 1))
            yield at.wrong("MK-P116", path, found, msg("One required mentor for a mentee."), msg("Remove one of the two lines."))
        if mentee == mentor:
            yield at.wrong("MK-P117", path, msg("mentee and mentor are the same person."), msg("Two people."), msg("Correct one of the two ids."))
        if not pair.why:
            yield at.missing((*path, "why"), msg("A required pair needs its reason."))
        mentor_of.setdefault(mentee, index)


def _same(person: str) -> str:
    return unicodedata.normalize("NFKC", person).strip().casefold()


def _training(at: Place) -> Iterator[Problem]:
    section = at.intent.training
    if section is None:
        return
    if not (section.competencies or section.modules or section.support):
        yield at.missing(("training", "competencies"), msg("At least one competency, module or line of support."), code="MK-P250")
    yield from at.twice(("training", "competencies"), section.competencies)
    yield from at.twice(("training", "modules"), section.modules)
    goals = [goal.id for goal in at.intent.goals]
    areas = list(at.intent.audiences.areas) if at.intent.audiences else []
    competencies = [competency.id for competency in section.competencies]
    for index, competency in enumerate(section.competencies):
        for number, goal in enumerate(competency.goals):
            yield from at.known(("training", "competencies", index, "goals", number), goal, goals, msg("goal of this programme"))
        for number, area in enumerate(competency.areas if areas else ()):
            yield from at.known(("training", "competencies", index, "areas", number), area, areas, msg("development area offered in the forms"))
    for index, module in enumerate(section.modules):
        for number, name in enumerate(module.closes):
            yield from at.known(("training", "modules", index, "closes", number), name, competencies, msg("competency of the training"))
    for index, session in enumerate(section.sessions):
        yield from at.known(("training", "sessions", index, "module"), session.module, [module.id for module in section.modules], msg("module of the training"))


def _steering(at: Place) -> Iterator[Problem]:
    section = at.intent.steering
    if section is None:
        return
    if at.intent.tables.checkins is not None and at.intent.as_of is None:
        yield at.missing(("as_of",), msg("The day up to which rows are counted; nothing takes today's date by itself."), code="MK-P104", notebook="00_start")
    for name, falling in (("silence_days", False), ("usefulness", True), ("gap", False)):
        amber, red = getattr(section.flags, name)
        found = msg("found amber {amber} and red {red}.", amber=amber, red=red)
        path: Path = ("steering", "flags", name)
        if (amber < red) if falling else (amber > red):
            allowed = msg("Red is never reached before amber: days and gaps rise from amber to red, usefulness falls.")
            yield at.wrong("MK-P260", path, found, allowed, msg("Exchange the two numbers, or correct one."))
        elif min(amber, red) < 1 or (name != "silence_days" and max(amber, red) > _SCALE):
            yield at.wrong("MK-P261", path, found, msg("Days are 1 or more; usefulness and gaps lie between 1 and 5."), msg("Correct the value."))


def _commitment(at: Place) -> Iterator[Problem]:
    if at.intent.commitment is not None:
        yield from at.twice(("commitment", "promises"), at.intent.commitment.promises)
        for index, promise in enumerate(at.intent.commitment.promises):
            if promise.kept_on is not None and promise.kept != "yes":
                yield at.wrong(
                    "MK-P701",
                    ("commitment", "promises", index, "kept_on"),
                    msg("found {day}, and the promise is not marked as kept.", day=promise.kept_on),
                    msg("The day on which its evidence was seen belongs to a promise that was kept."),
                    msg("Mark the promise as kept, or take the day out."),
                )


def _evaluation(at: Place) -> Iterator[Problem]:
    if at.intent.evaluation is not None and at.intent.as_of is None:
        yield at.missing(("as_of",), msg("The day up to which rows are counted; nothing takes today's date by itself."), code="MK-P104", notebook="00_start")


_CHECKS: dict[str, Callable[[Place], Iterator[Problem]]] = {
    "start": _start,
    "alternatives": _options_and_costs,
    "need": _need,
    "audiences": _audiences,
    "pairing": _pairing,
    "training": _training,
    "steering": _steering,
    "commitment": _commitment,
    "evaluation": _evaluation,
}
