"""Fields that are chosen from a list elsewhere in the file: what they offer, and that nothing outside the list is lost."""

import pytest

from mentorkit.errors import NotReady
from mentorkit.program.links import LINKS, Offered, offered_for
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import as_written, open_program
from mentorkit.stages.need import goals_chain, sign_off
from mentorkit.text import msg
from mentorkit.ui.panel import panel
from mentorkit.ui.shape import shape_at, shapes_of

FILE = """\
schema: mentorkit-program/1
id: tiny
name: Tiny
language: en
need: {statement: People leave.}
goals:
  - {id: stay, for: organisation, statement: They stay.}
  - {id: grow, for: mentor, statement: Mentors grow.}
measures:
  - {id: stay_12m, goal: stay, unit: share, source: outcomes, analysis: retention, target: 0.9, due: 2027-09-01, owner: HR}
  - {id: mood, goal: lost, unit: points, source: survey, analysis: mean_change, target: 0.5, due: 2027-09-01, owner: HR, waves: [start, spring], items: [mood1, old]}
schedule: {waves: {start: 2026-10-01}}
alternatives:
  criteria: [{id: fit, statement: It fits.}, {id: fast}]
  options: [{id: mentoring, scores: {fit: 80, gone: 10}}]
training:
  competencies: [{id: listen, name: Listening, goals: [grow]}]
  modules: [{id: basics, closes: [listen]}]
  sessions: [{module: basics}]
"""
ITEMS = (Offered("mood1", "I feel at home.", ("mentee",)), Offered("mood2", "I would stay."), Offered("lead1", "I lead better.", ("mentor",)))


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "program.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


@pytest.fixture
def make(path):
    """``make("measures")`` is a panel over the file whose widgets are there."""
    made = []

    def make(edit, **more):
        one = panel(open_program(path), edit, **more)
        _ = one.root
        made.append(one)
        return one

    yield make
    for one in made:
        assert not one.log
        one.close()


def fields(one, row=0):
    return one.frame.form.rows[row].editor.parts


def options(leaf):
    return [value for _, value in leaf.controls[0].options]


def marks(leaf):
    return {value: control.value for value, control in zip(leaf.values, leaf.controls, strict=True)}


def test_every_link_is_a_field_of_the_model():
    """The table of links names only fields that there are, and each is edited as a choice, as marks or by name."""
    models, seen = {}, set()

    def walk(parts):
        for _, shape in parts:
            if shape.model is not None and shape.model not in seen:
                seen.add(shape.model)
                models[shape.model.__name__] = dict(shapes_of(shape.model))
                walk(shape.parts)

    walk(shapes_of(ProgramFile))
    assert {(model, field): models[model][field].kind for model, field in LINKS}.items() <= {
        ("Measure", "goal"): "choice", ("Measure", "waves"): "many", ("Measure", "items"): "many", ("Measure", "analysis"): "choice",
        ("AlternativeCriterion", "goal"): "choice", ("Option", "scores"): "entries", ("Mix", "scores"): "entries", ("Weighting", "weights"): "entries",
        ("Competency", "goals"): "many", ("Module", "closes"): "many", ("Session", "module"): "choice",
    }.items()  # fmt: skip


def test_a_goal_is_chosen_from_the_goals_of_the_file(make, path):
    """The goals are offered with their sentences; the chosen one is saved by its short name."""
    one = make("measures")
    goal = fields(one)["goal"]
    assert options(goal) == [None, "stay", "grow"] and goal.controls[0].options[1][0] == "stay: They stay."
    goal.controls[0].value = "grow"
    one.frame.buttons["save"].click()
    assert open_program(path).intent.measures[0].goal == "grow"


def test_a_value_that_is_not_in_the_list_is_kept_and_marked(make, path):
    """An unknown goal, wave and question stay in the file, are shown as not in the list, and can be taken out."""
    one = make("measures", known=lambda _: ITEMS)
    row, before = fields(one, 1), as_written(open_program(path).intent)["measures"][1]
    assert options(row["goal"]) == [None, "stay", "grow", "lost"] and row["goal"].controls[0].label == "lost (not in the list)"
    assert marks(row["items"]) == {"mood1": True, "mood2": False, "old": True}
    assert marks(row["waves"]) == {"start": True, "middle": False, "end": False, "after": False, "spring": True}
    row["target"].controls[0].value = "0.6"
    one.frame.buttons["save"].click()
    assert as_written(open_program(path).intent)["measures"][1] == {**before, "target": 0.6}
    row["items"].controls[row["items"].values.index("old")].value = False
    row["items"].controls[row["items"].values.index("mood2")].value = True
    one.frame.buttons["save"].click()
    assert open_program(path).intent.measures[1].items == ("mood1", "mood2")


def test_questions_are_those_asked_of_the_population(make):
    """Questions for mentors alone are offered where mentors are looked at; a measure from the records offers its dates."""
    one = make("measures", known=lambda _: ITEMS)
    row = fields(one, 1)
    row["population"].controls[0].value = "mentors"
    assert [value for value in row["items"].values if value != "old"] == ["mood2", "lead1", "mood1"]
    row["source"].controls[0].value = "outcomes"
    assert row["items"].values[:3] == ("left_on", "promoted_on", "moved_on")
    assert one.draft.raw[1]["items"] == ["mood1", "old"]


def test_without_questions_their_short_names_are_typed(make, path):
    """Before there is an items table a measure can name its questions all the same."""
    one = make("measures")
    typed = fields(one, 1)["items"].controls[0]
    assert typed.value == "mood1\nold"
    typed.value = "mood1\nmood3"
    one.frame.buttons["save"].click()
    assert open_program(path).intent.measures[1].items == ("mood1", "mood3")


def test_only_analyses_that_fit_are_offered(make):
    """Unit, source and comparison decide; what no longer fits stays chosen and is marked."""
    one = make("measures")
    row = fields(one)
    assert options(row["analysis"]) == [None, "proportion", "retention"]
    row["comparison"].controls[0].value = "wait_list"
    assert options(row["analysis"]) == [None, "proportion", "adjusted_difference", "retention"]
    row["unit"].controls[0].value = "count"
    assert options(row["analysis"]) == [None, "count", "retention"] and "not in the list" in row["analysis"].controls[0].label
    assert one.draft.raw[0]["analysis"] == "retention"


def test_a_list_follows_what_another_panel_saves(make):
    """A goal that is added in the editor of goals can be chosen at once in the editor of measures."""
    goals, measures = make("goals"), make("measures")
    goals.frame.form.rows[0].editor.parts["id"].controls[0].value = "remain"
    goals.frame.buttons["save"].click()
    assert options(fields(measures)["goal"]) == [None, "remain", "grow", "stay"]
    assert fields(measures)["goal"].controls[0].value == "stay"


def test_a_list_follows_what_is_typed_in_the_same_panel(make):
    """In the editor of the whole section a new criterion is offered as the name of a score before anything is saved."""
    one = make("alternatives")
    parts = one.frame.form.parts
    scores = parts["options"].rows[0].editor.parts["scores"]
    assert [options(row.key) for row in scores.rows] == [[None, "fit", "fast"], [None, "fit", "fast", "gone"]]
    parts["criteria"].rows[1].editor.parts["id"].controls[0].value = "quick"
    assert options(scores.rows[0].key) == [None, "fit", "quick"]
    scores.rows[1].key.controls[0].value = "quick"
    assert one.draft.raw["options"][0]["scores"] == {"fit": 80, "quick": 10}


@pytest.mark.parametrize(
    ("edit", "field", "expected"),
    [("training.competencies", "goals", ("stay", "grow")), ("training.modules", "closes", ("listen",)), ("alternatives.criteria", "goal", [None, "stay", "grow"]),
     ("training.sessions", "module", [None, "basics"])],
)  # fmt: skip
def test_other_fields_choose_from_the_file_too(make, edit, field, expected):
    """Competencies choose goals, modules competencies, sessions modules, criteria goals."""
    leaf = fields(make(edit))[field]
    assert (leaf.values if isinstance(expected, tuple) else options(leaf)) == expected


def test_undo_brings_an_unknown_value_back(make):
    """Undo shows a value that is not in the list again, as it was."""
    one = make("measures")
    goal = fields(one, 1)["goal"].controls[0]
    goal.value = "stay"
    one.frame.buttons["undo"].click()
    assert goal.value == "lost" and not one.draft.dirty


def test_the_twin_shows_short_names_as_they_are_written(path):
    """A goal called connect is not translated like the purpose of that name."""
    path.write_text(FILE.replace("id: stay,", "id: connect,").replace("goal: stay", "goal: connect").replace("language: en", "language: he"), encoding="utf-8")
    assert "connect" in panel(open_program(path), "measures").twin


def test_a_broken_or_unfinished_file_offers_what_is_there():
    """Lists that are not there, or are something else, offer nothing; ids are offered once."""
    assert offered_for("goals", {}, {}) == () and offered_for("modules", {"training": None}, {}) == ()
    assert [one.value for one in offered_for("goals", {"goals": [{"id": "a"}, {}, {"id": "a"}]}, {})] == ["a"]
    assert offered_for("waves", {"schedule": {"waves": {"end": "2027-01-01"}}}, {})[2].words == msg("{wave} ({day})", wave=msg("End"), day="2027-01-01")


def signing(make, **filled):
    one = make("sign_off", view=goals_chain, sign=sign_off)
    for name, value in filled.items():
        one.frame.form.parts[name].controls[0].value = value
    one.frame.buttons["save"].click()
    return one


def test_signing_in_the_panel_writes_every_fingerprint(make, path):
    """A post and a day are enough; the file then holds the whole and each part, and the view says so."""
    path.write_text(FILE.replace("goal: lost, ", "goal: stay, "), encoding="utf-8")
    one = make("sign_off", view=goals_chain, sign=sign_off)
    assert list(one.frame.form.parts) == ["on", "by"] and one.frame.buttons["save"].description == "Sign"
    one.frame.form.parts["on"].controls[0].value, one.frame.form.parts["by"].controls[0].value = "2026-06-01", "HR director"
    one.frame.buttons["save"].click()
    signed = open_program(path).intent.sign_off
    assert "Signed" in one.line and set(signed.parts) == {"need", "goals.stay", "goals.grow", "measures.stay_12m", "measures.mood"}
    assert goals_chain(open_program(path)).signature.state == "signed" and "unchanged since" in one.frame.words.value
    one.frame.form.parts["by"].controls[0].value = "Head of HR"
    one.frame.buttons["save"].click()
    assert open_program(path).intent.sign_off.by == "Head of HR"


@pytest.mark.parametrize(("filled", "said"), [({"on": "2026-06-01"}, "post"), ({"by": "HR director"}, "day"), ({"on": "2026-02-30", "by": "HR"}, "mended")])
def test_an_unfinished_form_signs_nothing(make, path, filled, said):
    """Without a post or a day nothing is written, and a sentence says what is missing."""
    path.write_text(FILE.replace("goal: lost, ", "goal: stay, "), encoding="utf-8")
    before = path.read_text("utf-8")
    assert said in signing(make, **filled).line and path.read_text("utf-8") == before


def test_measures_that_lack_something_are_not_signed(make, path):
    """The control refuses and lists which measure lacks what."""
    path.write_text(FILE.replace("goal: lost, ", "goal: stay, ").replace("due: 2027-09-01, owner: HR}", "owner: HR}"), encoding="utf-8")
    before = path.read_text("utf-8")
    one = signing(make, on="2026-06-01", by="HR director")
    assert "stay_12m" in one.line and "due" in one.line and path.read_text("utf-8") == before
    with pytest.raises(NotReady):
        sign_off(open_program(path), on="2026-06-01", by="HR director")


def test_shape_of_a_link_says_its_list():
    """Whoever draws a field can ask which list it belongs to."""
    assert dict(shape_at("measures").parts)["goal"].link == "goals" and not shape_at("need").link
