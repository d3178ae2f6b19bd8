"""Reading items, survey and outcomes: what is accepted, what is said about the rest."""

import pytest

from mentorkit.evaluation.reading import read_evaluation_tables

ITEMS = [
    ("id", "text", "scale", "reverse", "roles", "waves", "options", "since"),
    ("useful", "The meetings were useful", "1-5", "", "mentee", "", "", ""),
    ("again", "Would you take part again?", "yes_unsure_no", "", "mentee;mentor", "end", "", ""),
    ("helped", "What helped?", "many", "", "mentee", "end", "advice; contacts; time", ""),
    ("word", "Anything else?", "text", "", "", "", "", ""),
]
LONG = ("respondent_id", "role", "wave", "item", "answer")


def said(program):
    return [str(problem) for problem in read_evaluation_tables(program).problems]


def test_long_and_wide_surveys_hold_the_same_answers(programme):
    """One answer a row and one row a person are two spellings of the same survey."""
    long = [LONG, ("E1", "mentee", "end", "useful", 4), ("E1", "mentee", "end", "again", "Yes"), ("E1", "mentee", "end", "helped", "time; Advice")]
    wide = [("respondent_id", "role", "wave", "useful", "again", "helped", "word"), ("E1", "mentee", "end", 4, "yes", "time;advice", "")]
    keep = ["respondent", "role", "wave", "item", "choices", "value"]
    found = [read_evaluation_tables(programme(items=ITEMS, survey=rows)).answers[keep].values.tolist() for rows in (long, wide)]
    assert str(found[0]) == str(found[1])
    assert found[0][0] == ["E1", "mentee", "end", "useful", ("4",), 4.0]
    assert found[0][2][4] == ("time", "advice")


@pytest.mark.parametrize(
    ("item", "answer", "words"),
    [
        ("useful", "6", ["row 2", "column answer", "'6' is no answer to the question 'useful'", "from 1 to 5"]),
        ("useful", "3.5", ["'3.5' is no answer"]),
        ("again", "perhaps so", ["Allowed are: yes, unsure, no"]),
        ("helped", "advice; contcts", ["Allowed are: advice, contacts, time"]),
        ("usefull", "4", ["'usefull' is not in the items table", "Did you mean 'useful'?"]),
    ],
)
def test_a_wrong_answer_is_named_with_row_and_cure(programme, item, answer, words):
    """Every wrong answer says where it stands, what was found and what is allowed."""
    program = programme(items=ITEMS, survey=[LONG, ("E1", "mentee", "end", item, answer)])
    assert len(said(program)) == 1
    assert all(word in said(program)[0] for word in words), said(program)[0]


@pytest.mark.parametrize(("role", "wave", "word"), [("mentees", "end", "mentee"), ("mentee", "ende", "end")])
def test_an_unknown_role_or_wave_is_a_problem_with_a_suggestion(programme, role, wave, word):
    """Roles and waves are known words; a slip of the pen is named with the nearest one."""
    found = said(programme(items=ITEMS, survey=[LONG, ("E1", role, wave, "useful", "4")]))
    assert len(found) == 1
    assert f"Did you mean '{word}'?" in found[0]


def test_a_column_close_to_a_question_is_a_problem_and_others_are_only_counted(programme):
    """A misspelt question would lose answers; a time stamp of the survey tool would not."""
    program = programme(items=ITEMS, survey=[("respondent_id", "role", "wave", "usefull", "Zeitstempel"), ("E1", "mentee", "end", 4, "x")])
    tables = read_evaluation_tables(program)
    assert ["Did you mean 'useful'?" in str(problem) for problem in tables.problems] == [True]
    assert [warned.code for warned in tables.warnings] == ["MK-W811"]


def test_the_same_answer_twice_is_counted_once_and_two_different_ones_are_a_problem(programme):
    """A repeated answer does no harm; a contradiction must be decided by a person."""
    same = [LONG, ("E1", "mentee", "end", "useful", 4), ("e1", "mentee", "end", "useful", 4)]
    tables = read_evaluation_tables(programme(items=ITEMS, survey=same))
    assert len(tables.answers) == 1
    assert [(w.code, w.count) for w in tables.warnings] == [("MK-W814", 1)]
    found = said(programme(items=ITEMS, survey=[*same[:2], ("E1", "mentee", "end", "useful", 5)]))
    assert len(found) == 1
    assert "row 3" in found[0]
    assert "the first is row 2" in found[0]


def test_blank_answers_are_missing_and_blank_rows_are_nobody(programme):
    """Who answered nothing is no respondent."""
    rows = [("respondent_id", "role", "wave", "useful"), ("", "mentee", "end", 4), ("", "mentee", "end", "")]
    assert read_evaluation_tables(programme(items=ITEMS, survey=rows)).answers["respondent"].nunique() == 1


def test_a_wave_after_the_day_of_the_programme_is_not_counted_and_said(programme):
    """Seen on 30 September, answers of December do not exist yet."""
    rows = [LONG, ("E1", "mentee", "end", "useful", 4), ("E1", "mentee", "after", "useful", 5)]
    tables = read_evaluation_tables(programme(items=ITEMS, survey=rows))
    assert set(tables.answers["wave"]) == {"end"}
    assert "(after)" in str(next(w.message for w in tables.warnings if w.code == "MK-W812"))


def test_a_survey_without_items_is_missing_something(programme):
    """Without the questions nobody knows the answer scales; that is missing, not wrong."""
    problems = read_evaluation_tables(programme(survey=[LONG, ("E1", "mentee", "end", "useful", 4)])).problems
    assert [(problem.code, problem.kind) for problem in problems] == [("MK-T810", "missing")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("x", "X", "one", "", "", "", "only", ""), "MK-T802"),
        (("x", "X", "number", "yes", "", "", "", ""), "MK-T803"),
        (("x", "X", "1-5", "", "mentes", "", "", ""), "MK-T801"),
        (("x", "X", "1-5", "", "", "midle", "", ""), "MK-T801"),
        (("x", "X", "1-6", "", "", "", "", ""), "MK-T035"),
    ],
)
def test_a_wrong_item_is_a_problem_of_its_row(programme, row, code):
    """Options, reversal, roles, waves and scales of a question are checked where it is defined."""
    problems = read_evaluation_tables(programme(items=[ITEMS[0], row])).problems
    assert [(problem.code, problem.row) for problem in problems] == [(code, 2)]


def test_outcomes_end_on_the_day_of_the_programme(programme):
    """Somebody who leaves after the day of the programme has not left yet."""
    rows = [("person_id", "group", "observed_from", "observed_until", "left_on"), ("E1", "participant", "2025-10-01", "2027-01-01", "2026-11-01")]
    tables = read_evaluation_tables(programme(outcomes=rows))
    assert tables.outcomes["left_on"].isna().all()
    assert str(tables.outcomes["observed_until"][0].date()) == "2026-09-30"
    assert [w.code for w in tables.warnings] == ["MK-W801"]


@pytest.mark.parametrize(("until", "left", "code"), [("2025-09-01", "", "MK-T804"), ("2026-06-01", "2026-07-01", "MK-T805")])
def test_windows_and_events_that_contradict_each_other_are_problems(programme, until, left, code):
    """A window ends after it begins, and events lie in it."""
    rows = [("person_id", "group", "observed_from", "observed_until", "left_on"), ("E1", "participant", "2025-10-01", until, left)]
    assert [problem.code for problem in read_evaluation_tables(programme(outcomes=rows)).problems] == [code]


def test_no_problem_names_a_person(programme):
    """Messages say file, row and column, never whose answer it is."""
    rows = [LONG, ("E777", "mentee", "end", "useful", "9"), ("E777", "mentee", "end", "again", "yes"), ("E777", "mentee", "end", "again", "no")]
    assert not any("E777" in line for line in said(programme(items=ITEMS, survey=rows)))
