"""Proposed levels: what goals, drivers and areas ask for, beside the file; taken over they give a plan to start from."""

import json

import pytest

from mentorkit.planning.competencies import BY_AREA, BY_AUDIENCE, BY_DRIVER, CATALOGUE, asked_by
from mentorkit.planning.proposal import proposal_of, with_proposal
from mentorkit.planning.training_plan import training_plan
from mentorkit.program.model import Driver, ProgramFile
from mentorkit.text import text_for

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
GOALS = [{"id": "stay", "for": "organisation"}, {"id": "skill", "for": "mentee"}, {"id": "vague"}]
EN, HE = text_for("en"), text_for("he")


def _intent(**sections):
    return ProgramFile.model_validate_json(json.dumps({**HEADER, "goals": GOALS, **sections}), strict=True)


def _levels(proposal):
    return {(row.id, row.side): row.level for row in proposal.proposed}


def test_the_catalogue_is_whole():
    """Every driver and every audience of goals asks for something of the catalogue, at levels 1 to 5, with a reason; areas begin with lower-case words."""
    assert set(BY_DRIVER) == set(Driver.__args__) and set(BY_AUDIENCE) == {"mentee", "mentor", "organisation"}
    for asked in [one for group in (*BY_DRIVER.values(), *BY_AUDIENCE.values()) for one in group]:
        assert asked.competency in CATALOGUE and asked.needed and all(1 <= level <= 5 for level in asked.needed.values()) and asked.why.msgid and asked.serves
    assert all(competency in CATALOGUE and all(word == word.casefold() for word in words) for words, competency, _ in BY_AREA)


def test_goals_alone_ask_for_levels_with_the_goals_beside_them():
    """A goal of mentees asks mentors to listen, one of the organisation to open doors; a goal without its audience is not served."""
    proposal = proposal_of(_intent())
    assert _levels(proposal) == {("listening", "mentor"): 4, ("goal_setting", "mentor"): 3, ("goal_setting", "mentee"): 3, ("opening_doors", "mentor"): 3}
    assert {row.id: row.goals for row in proposal.rows} == {"listening": ("skill",), "goal_setting": ("skill",), "opening_doors": ("stay",)}
    assert proposal.unserved == ("vague",) and {row.state for row in proposal.rows} == {"missing"}


def test_the_highest_level_asked_for_counts_and_every_reason_is_kept():
    """The whole organisation asks for 4 where its goals ask for 3: level 4, two reasons, the goals of both."""
    row = next(row for row in proposal_of(_intent(need={"drivers": ["systemic_view"]})).rows if row.id == "opening_doors")
    assert (row.level, len(row.reasons), row.goals) == (4, 2, ("stay", "skill"))


@pytest.mark.parametrize(
    "area, competency",
    [
        ("difficult conversations", "feedback"), ("leading a shift", "letting_go"), ("ניהול משמרת", "letting_go"), ("הופעה מול קהל", "feedback"),
        ("automation", "developing"), ("misleading data", "developing"),
    ],
)  # fmt: skip
def test_areas_ask_by_the_beginnings_of_their_words(area, competency):
    """In both languages; a part inside a word is no word, and any other area asks mentors to pass on what they know."""
    (asked,) = asked_by((), (), (area,))
    assert (asked.competency, asked.areas, asked.needed) == (competency, (area,), {"mentor": 3})


def test_the_file_stands_beside_the_proposal():
    """Same, higher, lower, missing, and the file's own are five states; a name of the file stays."""
    mine = [
        {"id": "listening", "name": "Ears open", "needed": {"mentor": 4}}, {"id": "goal-setting", "needed": {"mentor": 2, "mentee": 5}},
        {"id": "patience", "needed": {"mentor": 3}},
    ]  # fmt: skip
    proposal = proposal_of(_intent(training={"competencies": mine}))
    assert {(row.id, row.side): row.state for row in proposal.rows} == {
        ("listening", "mentor"): "same", ("goal-setting", "mentor"): "higher", ("goal-setting", "mentee"): "lower", ("opening_doors", "mentor"): "missing",
        ("patience", "mentor"): "own",
    }  # fmt: skip
    assert proposal.rows[0].name == "Ears open"


def test_taken_over_it_is_a_plan_to_start_from():
    """An empty section gets competencies with names and goals, modules that close each of them, and no goal of a known audience is left."""
    taken = with_proposal(_intent(audiences={"mentees": {"size": 10}}), EN)
    plan = training_plan(taken)
    assert [(row.id, row.name, row.side) for row in plan.competencies][:2] == [
        ("listening", "Listening and asking", "mentor"),
        ("goal_setting", "Agreeing on goals and expectations", "mentor"),
    ]
    assert all(row.modules for row in plan.competencies) and all(row.modules for row in plan.goals if row.goal != "vague")
    assert [(row.module.id, row.module.for_, row.module.must) for row in plan.modules] == [
        ("basics", "mentor", True),
        ("exchange", "mentor", False),
        ("first_steps", "mentee", True),
    ]
    assert plan.sides[0].hours == 6 and with_proposal(taken, EN) == taken
    assert ProgramFile.model_validate_json(taken.model_dump_json(by_alias=True, exclude_unset=True), strict=True).training == taken.training


def test_what_the_file_has_stays():
    """Own competencies, own modules and own names are kept; proposed levels replace stated ones; goals are added, never removed."""
    mine = {"competencies": [{"id": "listening", "name": "Ears open", "needed": {"mentor": 2, "mentee": 1}, "goals": ["vague"]}, {"id": "patience", "needed": {"mentor": 3}}]}
    taken = with_proposal(_intent(training={**mine, "modules": [{"id": "basics", "for": "mentor", "closes": ["patience"]}]}), EN).training
    first, second = taken.competencies[:2]
    assert (first.name, first.needed, first.goals) == ("Ears open", {"mentor": 4, "mentee": 1}, ("vague", "skill")) and second.id == "patience"
    assert [module.id for module in taken.modules] == ["basics", "basics_2", "first_steps"] and taken.modules[1].closes == ("listening",)


def test_names_are_in_the_language_of_the_file():
    """A Hebrew file gets Hebrew names once they are in the catalogue; ids stay."""
    taken = with_proposal(_intent(), HE).training
    assert taken.competencies[0].name == HE.plain(CATALOGUE["listening"]) and taken.competencies[0].id == "listening"


def test_a_proposed_module_finds_a_free_short_name_however_many_are_taken():
    """More modules of our names than two digits count leave room for one more."""
    taken = ["basics", *(f"basics_{n}" for n in range(2, 120))]
    header = {"schema": "mentorkit-program/1", "id": "draft", "name": "A draft", "language": "en"}
    file = {**header, "goals": [{"id": "g", "for": "mentor"}], "training": {"modules": [{"id": name} for name in taken]}}
    modules = with_proposal(ProgramFile.model_validate_json(json.dumps(file)), text_for("en")).training.modules
    assert "basics_120" in [module.id for module in modules]
