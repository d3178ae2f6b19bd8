"""Stage 08 joins promises, people and answers, and says everything that is wrong at once."""

import pytest

from mentorkit.errors import InvalidProgram, NotReady
from mentorkit.program.program import open_program
from mentorkit.stages.audiences import read_people
from mentorkit.stages.evaluation import evaluate, results
from mentorkit.stages.need import sign_off

HEAD = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\nas_of: 2026-09-30\nevaluation: {}\n"
TABLES = "tables:\n  mentees: {file: mentees.csv}\n  mentors: {file: mentors.csv}\n"
GOALS = (
    "goals: [{id: g, for: mentee, statement: Stay}]\nmeasures:\n"
    "  - {id: m, goal: g, level: 0, indicator: completed, source: pairs, analysis: count, unit: count, target: 1, due: 2026-09-01, owner: HR, population: pairs, primary: true}\n"
    "need: {statement: People leave, why_now: Now}\n"
)


def folder(tmp_path, text, **tables):
    place = tmp_path / "small"
    place.mkdir()
    (place / "mentees.csv").write_text("person_id\nE1\nE2\n", "utf-8")
    (place / "mentors.csv").write_text("person_id,capacity\nM1,2\n", "utf-8")
    for name, content in tables.items():
        (place / f"{name}.csv").write_text(content, "utf-8")
    (place / "program.yaml").write_text(HEAD + TABLES + "".join(f"  {name}: {{file: {name}.csv}}\n" for name in tables) + text, "utf-8")
    return open_program(place)


def run(program):
    return evaluate(program, read_people(program))


def test_the_result_is_the_page(tmp_path):
    """One result, of class Evaluation, in which the promise comes with its answer."""
    program = folder(tmp_path, GOALS, pairs="mentee_id,mentor_id,state\nE1,M1,completed\nE2,M1,ended\n")
    found = results(program, read_people(program))
    assert [type(result).__name__ for result in found] == ["Evaluation"]
    assert [(row.id, row.verdict, row.estimate) for row in found[0].measures] == [("m", "met", 1.0)]


def test_whether_the_promises_are_still_those_that_were_signed(tmp_path):
    """Unsigned, signed, and altered since signing are told apart."""
    program = folder(tmp_path, GOALS)
    assert run(program).sign_off == "unsigned"
    signed = sign_off(program, on="2026-01-01", by="HR director")
    assert run(signed).sign_off == "signed"
    easier = signed.intent.measures[0].model_copy(update={"target": 0.5})
    assert run(signed.with_intent(signed.intent.model_copy(update={"measures": (easier,)}))).sign_off == "altered"


def test_everything_wrong_in_all_tables_is_said_at_once(tmp_path):
    """One wrong answer and one wrong window: two problems, one message."""
    items = "id,text,scale\nuseful,Useful,1-5\n"
    outcomes = "person_id,group,observed_from,observed_until\nE1,participant,2026-01-01,2025-01-01\n"
    program = folder(tmp_path, "", items=items, survey="respondent_id,role,wave,useful\nE1,mentee,end,9\n", outcomes=outcomes)
    with pytest.raises(InvalidProgram) as error:
        run(program)
    assert [(problem.file, problem.row) for problem in error.value.problems] == [("outcomes.csv", 2), ("survey.csv", 2)]


def test_a_survey_without_questions_is_not_ready(tmp_path):
    """Missing is not wrong: the stage waits for its items."""
    with pytest.raises(NotReady, match="no items table"):
        run(folder(tmp_path, "", survey="respondent_id,role,wave,useful\nE1,mentee,end,4\n"))


def test_a_programme_without_survey_and_outcomes_still_has_its_flow(tmp_path):
    """What is not there is said, and the rest is shown."""
    found = run(folder(tmp_path, ""))
    assert (found.surveyed, found.items, found.flow.steps[0].mentees) == (False, (), 2)


def test_a_file_without_any_table_gives_an_empty_page(tmp_path):
    """Nothing named, nothing dated, nothing promised: no number and no error."""
    (tmp_path / "program.yaml").write_text("schema: mentorkit-program/1\nid: bare\nname: Bare\nlanguage: he\nevaluation: {}\n", "utf-8")
    found = run(open_program(tmp_path))
    assert (found.measures, found.responses, found.flow.steps[0].mentees) == ((), (), None)


def test_hebrew_answers_are_understood(tmp_path):
    """Yes, no and not sure in Hebrew count as they do in English."""
    items = "id,text,scale\nagain,שוב?,yes_unsure_no\n"
    rows = "respondent_id,role,wave,again\nE1,mentee,end,כן\nE2,mentee,end,לא בטוחה\n"
    found = run(folder(tmp_path, "", items=items, survey=rows))
    assert dict(found.items[0].counts) == {"yes": 1, "unsure": 1, "no": 0}
