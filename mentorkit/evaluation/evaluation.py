"""The evaluation of a programme as one result: promises first, then people, answers and changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from mentorkit.evaluation.answers import MeasureAnswer, Terms, answer_measures
from mentorkit.evaluation.flow import Flow, flow, joined
from mentorkit.evaluation.reading import EvaluationTables
from mentorkit.evaluation.responses import ItemAnswers, WaveResponse, answered, invited_only, item_answers, responses
from mentorkit.evaluation.scales import Reliability, ScaleChange, reliability
from mentorkit.evaluation.sources import Material, measure_items, measure_waves, roles_of
from mentorkit.evaluation.tables import WAVES, wave_days
from mentorkit.people.ids import same_id
from mentorkit.people.people import People
from mentorkit.program.problems import Warned
from mentorkit.program.program import Program
from mentorkit.program.signing import Change
from mentorkit.text import msg, msg_n

__all__ = ["Evaluation", "SignOff", "evaluation"]

SignOff = Literal["signed", "altered", "unsigned"]


@dataclass(frozen=True)
class Evaluation:
    """Everything stage 08 says. ``measures`` has one answer per promise, the primary first.

    ``sign_off``: ``altered`` when need, goals or measures are no longer what was signed; ``changes_since`` names the parts,
    where the sign-off knows them. ``surveyed`` is false when the file names no survey.
    """

    measures: tuple[MeasureAnswer, ...]
    flow: Flow
    responses: tuple[WaveResponse, ...]
    items: tuple[ItemAnswers, ...]
    changes: tuple[ScaleChange, ...]
    reliability: tuple[Reliability, ...]
    sign_off: SignOff
    surveyed: bool
    warnings: tuple[Warned, ...] = ()
    changes_since: tuple[Change, ...] = ()


def evaluation(program: Program, people: People, tables: EvaluationTables, sign_off: SignOff, changes: tuple[Change, ...] = ()) -> Evaluation:
    """Evaluate from read tables (without problems). Which sign-off state holds, and what changed since, is found by whoever compared the fingerprints."""
    intent, days = program.intent, wave_days(program)
    taking_part = joined(people)
    answers, strangers = invited_only(tables.answers.assign(respondent=_as_in(people, tables.answers["respondent"])), taking_part)
    outcomes = tables.outcomes.assign(person_id=_as_in(people, tables.outcomes["person_id"]))
    held = _held(program, tables)
    material = Material(
        tables.items, answers, outcomes, people.pairs, tables.named | people.named, taking_part,
        joined(_without_pairs(people)), days, held, intent.evaluation is None or intent.evaluation.missing == "bounds",
    )  # fmt: skip
    found, computed = answer_measures(intent.measures, material, _terms(program))
    response = responses(answers, tables.items, taking_part, days, held) if tables.surveyed else ()
    return Evaluation(
        found,
        flow(people, answered(response)),
        response,
        item_answers(answers, tables.items, taking_part, days, held) if tables.surveyed else (),
        tuple(change for result in computed for change in result.changes),
        _reliability(program, material),
        sign_off,
        tables.surveyed,
        (*tables.warnings, *_noticed(strangers, response)),
        changes,
    )


def _as_in(people: People, ids: pd.Series) -> pd.Series:
    """Ids as the tables of people spell them."""
    known = pd.concat([people.mentees["person_id"], people.mentors["person_id"]])
    spelled = {same_id(value): value for value in known}
    return ids.map(lambda value: spelled.get(same_id(value), value), na_action="ignore").astype("object")


def _terms(program: Program) -> Terms:
    intent = program.intent
    lottery = bool(intent.audiences and intent.audiences.mentees and intent.audiences.mentees.selection == "lottery")
    floor = intent.evaluation.response_floor if intent.evaluation else 0.5
    return Terms(program.as_of, floor, intent.privacy.threshold, lottery)


def _held(program: Program, tables: EvaluationTables) -> tuple[str, ...]:
    """Waves that have taken place: dated and not after the day the programme is seen on, or with answers."""
    there = set(tables.answers["wave"])
    as_of = program.as_of
    return tuple(w for w, day in wave_days(program).items() if w in there or (day is not None and as_of is not None and day <= as_of))


def _without_pairs(people: People) -> People:
    from dataclasses import replace

    return replace(people, named=people.named - {"pairs"})


def _reliability(program: Program, material: Material) -> tuple[Reliability, ...]:
    found = []
    for measure in program.intent.measures:
        items = measure_items(measure, material.items)
        if measure.source != "survey" or len(items) < 2 or len({item.scale for item in items}) > 1 or not all(item.numeric for item in items):
            continue
        for role in roles_of(measure):
            found += [reliability(material.answers, measure.id, items, role, wave) for wave in measure_waves(measure, items, material)]
    return tuple(sorted(found, key=lambda row: (row.measure, row.role, WAVES.index(row.wave))))


def _noticed(strangers: int, found: tuple[WaveResponse, ...]) -> list[Warned]:
    noticed = []
    if strangers:
        said = msg_n("{n} person who answered was not invited and is not counted.", "{n} persons who answered were not invited and are not counted.", strangers)
        noticed.append(Warned("MK-W821", said, "evaluation", count=strangers))
    for response in (response for response in found if response.invited is not None and (response.respondents or 0) > response.invited):
        message = msg(
            "More anonymous answers ({n}) than people invited ({invited}) in the wave {wave}; no response rate is shown.",
            n=response.respondents or 0,
            invited=response.invited or 0,
            wave=response.wave,
        )
        noticed.append(Warned("MK-W822", message, "evaluation"))
    return noticed
