"""The forms of a programme: a question for each column that something uses, and none for anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.people.styles import FLEXIBLE, STYLES, style_of
from mentorkit.planning.form_kit import kit_of
from mentorkit.planning.form_questions import Lists
from mentorkit.planning.form_uses import uses_of
from mentorkit.planning.forms import SurveyItem
from mentorkit.planning.item_bank import BANK
from mentorkit.program.model import ProgramFile
from mentorkit.text import text_for

LISTS = Lists(("negotiation", "writing"), ("running",), ("English",))
CRITERIA = [
    {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
    {"id": "style", "kind": "style", "weight": 1, "fits": {"lively": {"steady": 100}}},
    {"id": "interests", "kind": "overlap", "column": "interests", "weight": 1},
    {"id": "wishes", "kind": "wishes", "weight": 1},
    {"id": "shift", "kind": "equal", "column": "shift", "weight": 1},
]
RULES = [
    {"id": "line", "kind": "not_in_line"},
    {"id": "tongue", "kind": "shared_language"},
    {"id": "older", "kind": "more_experienced", "by": ["hire_date"]},
]
TREE = {
    "schema": "mentorkit-program/1",
    "id": "small",
    "name": "Small",
    "language": "en",
    "pairing": {"decided_by": ["HR"], "criteria": CRITERIA, "rules": RULES},
    "audiences": {"mentees": {"eligible": [{"column": "grade", "at_most": 4}, {"column": "contract", "in": ["full", "part"]}], "size": 10}, "equal_access": ["site"]},
    "training": {"competencies": [{"id": "listening", "needed": {"mentor": 4}}, {"id": "asking", "name": "Asking", "needed": {"mentee": 3}}]},
}


def _kit(tree=None, items=(), **sections):
    return kit_of(ProgramFile.model_validate({**(TREE if tree is None else tree), **sections}, strict=False), LISTS, items)


def _asked(kit, key="sign_up_mentees"):
    return [question.key for question in kit.form(key).questions]


def test_every_question_says_what_uses_it():
    """No question of any form is without a use."""
    kit = _kit()
    assert all(question.uses for form in kit.forms for question in form.questions)


def test_nothing_unused_is_asked_and_everything_used_is():
    """The questions of a side are the columns that the file uses, and the number that tells rows apart."""
    intent = ProgramFile.model_validate(TREE, strict=False)
    for side, key in (("mentee", "sign_up_mentees"), ("mentor", "sign_up_mentors")):
        asked = {"style" if name.startswith("style_") else name for name in _asked(_kit(), key)}
        assert asked == {"person_id", *uses_of(intent, side)}


def _without(section, field, id):
    return {**TREE, section: {**TREE[section], field: [one for one in TREE[section][field] if one["id"] != id]}}


@pytest.mark.parametrize(
    ("section", "field", "id", "columns", "form"),
    [
        ("pairing", "criteria", "style", ["style_1", "style_2", "style_3", "style_4"], "sign_up_mentees"),
        ("pairing", "criteria", "interests", ["interests"], "sign_up_mentees"),
        ("pairing", "criteria", "wishes", ["preferences"], "sign_up_mentors"),
        ("pairing", "criteria", "shift", ["shift"], "sign_up_mentees"),
        ("pairing", "rules", "line", ["manager_id"], "sign_up_mentees"),
        ("pairing", "rules", "tongue", ["languages"], "sign_up_mentors"),
        ("pairing", "rules", "older", ["hire_date"], "sign_up_mentors"),
        ("training", "competencies", "listening", ["rate_listening"], "sign_up_mentors"),
        ("training", "competencies", "asking", ["rate_asking"], "sign_up_mentees"),
    ],
)
def test_what_alone_uses_a_column_takes_its_question_along(section, field, id, columns, form):
    """Without the criterion, rule or competency its question is gone, and no other one."""
    before, after = _asked(_kit(), form), _asked(_kit(_without(section, field, id)), form)
    assert [name for name in before if name not in after] == columns and all(name in before for name in after)


def test_a_condition_asks_and_offers_its_answers():
    """A column of a condition is asked with the answers that the condition names; without the condition it is not asked."""
    question = next(q for q in _kit().form("sign_up_mentees").questions if q.key == "contract")
    assert [value for value, _ in question.options] == ["full", "part"] and question.text == "Contract"
    bare = {**TREE, "audiences": {"mentees": {"size": 10}, "equal_access": ["site"]}}
    assert not {"contract", "grade"} & set(_asked(_kit(bare)))


def test_a_column_bears_the_name_of_the_programmes_own_tables():
    """What the file calls a column that is none of ours is how the question calls it; a competency has its own name."""
    kit = _kit(
        tables={"mentees": {"file": "m.csv", "columns": {"contract": "kind of contract", "rate_asking": "My questions (1-5)"}}},
        training={"competencies": [{"id": "asking", "name": "Asking well", "needed": {"mentee": 3}}]},
    )
    questions = {q.key: text_for("en").plain(q.text) if not isinstance(q.text, str) else q.text for q in kit.form("sign_up_mentees").questions}
    assert questions["contract"] == "Kind of contract" and questions["rate_asking"].endswith("Asking well")


def test_what_is_left_out_is_said():
    """A usual question that nothing uses is named among those that are not asked."""
    said = {text_for("en").plain(name) for name in _kit({k: TREE[k] for k in ("schema", "id", "name", "language")}).left_out}
    assert {"communication style", "languages", "grade", "line manager"} <= said


def test_guides_have_their_numbers_of_questions():
    """Twelve questions to managers about the need, eight to the sponsor; both are talked through."""
    kit = _kit()
    assert len(kit.form("guide_need").questions) == 12 and len(kit.form("guide_sponsor").questions) == 8
    assert kit.form("guide_need").kind == "guide" and kit.form("check_in").kind == "questionnaire"


def test_surveys_hold_exactly_the_items_of_the_measures():
    """Each wave and role asks the items whose measures are measured in that wave, in the roles that the item is meant for."""
    measures = [
        {"id": "goals", "level": 2, "source": "survey", "items": ["GO1", "GO2"], "target": 4, "due": "2027-01-01", "waves": ["start", "end"]},
        {"id": "growth", "level": 2, "source": "survey", "items": ["BN1"], "target": 4, "due": "2027-01-01", "waves": ["end"]},
        {"id": "prepared", "level": 2, "source": "survey", "items": ["PR1"], "target": 4, "due": "2027-01-01"},
    ]
    kit = _kit(measures=measures)
    surveys = {form.key: [q.key for q in form.questions][3:] for form in kit.forms if form.table == "survey"}
    assert surveys == {
        "survey_start_mentee": ["GO1", "GO2"],
        "survey_start_mentor": ["PR1"],
        "survey_end_mentee": ["GO1", "GO2"],
        "survey_end_mentor": ["BN1", "PR1"],
    }
    assert [item.id for item in kit.items] == ["GO1", "GO2", "BN1", "PR1"] and kit.items[0].waves == ("start", "end")


def test_the_programmes_own_item_comes_before_ours():
    """An item that the table of items holds is asked in its words, and is not written again."""
    measures = [{"id": "goals", "level": 2, "source": "survey", "items": ["GO1", "mine"], "target": 4, "due": "2027-01-01", "waves": ["end"]}]
    kit = _kit(measures=measures, items=(SurveyItem("GO1", "In our words", "1-5", ("mentee",)),))
    assert [q.text for q in kit.form("survey_end_mentee").questions if q.key == "GO1"] == ["In our words"]
    assert not kit.items and any("mine" in text_for("en").plain(line) for line in kit.missing)


def test_the_bank_is_sound():
    """Each question of our own has one code, a scale of the table of items, roles and waves."""
    assert len({item.id for item in BANK}) == len(BANK)
    assert all(item.scale in ("1-5", "0-10", "yes_unsure_no", "number") and item.roles and item.waves for item in BANK)


@given(st.tuples(*[st.sampled_from("ab")] * 4))
def test_style_of_four_answers(answers):
    """Who answers both questions of a side alike has the style of the two sides; else flexible."""
    one, two, three, four = answers
    assert style_of(answers) == (STYLES[one + two] if (one, two) == (three, four) else FLEXIBLE)
    assert style_of((one, two, one, two)) in STYLES.values()
