"""The training plan: goals, competencies, self-ratings, modules, seats, hours, sessions, support and what is open."""

import copy
import datetime
import json
import statistics

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.people.people import People
from mentorkit.planning.attendance import SessionCount, counted
from mentorkit.planning.selfratings import rating_of
from mentorkit.planning.training_plan import training_plan
from mentorkit.program.model import ProgramFile

WHOLE = {
    "schema": "mentorkit-program/1",
    "id": "whole",
    "name": "Whole",
    "language": "en",
    "goals": [{"id": "connect", "for": "mentee", "statement": "They know whom to ask."}],
    "audiences": {"mentees": {"size": 10}},
    "schedule": {"starts": "2026-10-01", "months": 9},
    "training": {
        "competencies": [{"id": "doors", "needed": {"mentor": 4}, "goals": ["connect"]}, {"id": "asking", "needed": {"mentee": 3, "mentor": 3}, "goals": ["connect"]}],
        "modules": [
            {"id": "basics", "for": "mentor", "hours": 3, "closes": ["doors", "asking"], "cost": 400},
            {"id": "begin", "for": "mentee", "hours": 2, "closes": ["asking"]},
        ],
        "sessions": [
            {"module": "basics", "on": "2026-09-22", "seats": 8},
            {"module": "basics", "on": "2026-09-20", "seats": 8},
            {"module": "begin", "on": "2026-09-25", "seats": 10},
        ],
        "budget_hours": {"mentor": 5, "mentee": 4},
        "support": {"mentees": ["Goal sheet"], "line_managers": "One page", "during": [{"what": "Group", "every_weeks": 8}]},
    },
}  # fmt: skip


def _plan(people=None, attendance=None, **changes):
    tree = copy.deepcopy(WHOLE)
    tree["training"] |= changes.pop("training", {})
    return training_plan(ProgramFile.model_validate_json(json.dumps({**tree, **changes}), strict=True), people, None, attendance)


def _people(mentors=None, mentees=None):
    frames = {"mentors": pd.DataFrame(mentors or {"person_id": []}), "mentees": pd.DataFrame(mentees or {"person_id": []})}
    named = frozenset(name for name, given in (("mentors", mentors), ("mentees", mentees)) if given)
    return People(**frames, staff=pd.DataFrame(), pairs=pd.DataFrame(), named=named)


def _codes(plan):
    return [gap.code for gap in plan.gaps]


def _said(plan):
    return " ".join(str(gap.message) for gap in plan.gaps)


def test_a_whole_plan_has_no_gaps_and_adds_up():
    """Ten mentors of 3 hours and ten mentees of 2 are 50 hours; 16 seats for 10; every eight weeks in nine months four times."""
    plan = _plan()
    assert plan.gaps == () and plan.warnings == ()
    assert (plan.hours_total, plan.modules_cost) == (50, 400)
    assert [(row.module.id, row.sessions, row.seats, row.people, row.missing) for row in plan.modules] == [("basics", 2, 16, 10, 0), ("begin", 1, 10, 10, 0)]
    assert [row.session.on.day for row in plan.sessions] == [20, 22, 25]
    assert plan.during[0].times == 4
    assert [(row.id, row.side, row.needed, row.modules) for row in plan.competencies] == [
        ("doors", "mentor", 4, ("basics",)), ("asking", "mentor", 3, ("basics",)), ("asking", "mentee", 3, ("begin",)),
    ]  # fmt: skip


def test_self_ratings_of_the_worked_example():
    """Six mentors rate themselves 3 and four 4; level 4 is needed: mean 3.4, gap 0.6, six of ten below."""
    people = _people(mentors={"person_id": [f"E{n}" for n in range(11)], "rate_doors": pd.array([3] * 6 + [4] * 4 + [pd.NA], dtype="Int64")})
    row = _plan(people).competencies[0]
    assert (row.rating.state, row.rating.n, row.rating.blank, row.rating.below) == ("rated", 10, 1, 6)
    assert (row.rating.mean, row.gap) == pytest.approx((3.4, 0.6))


def test_not_asked_no_data_and_no_table_are_three_things():
    """Without the column nobody was asked; with a blank column nobody answered; without the table there is nobody yet."""
    mentors = {"person_id": ["E1"], "rate_doors": pd.array([pd.NA], dtype="Int64")}
    states = {(row.id, row.side): row.rating.state for row in _plan(_people(mentors=mentors)).competencies}
    assert states == {("doors", "mentor"): "no_data", ("asking", "mentor"): "not_asked", ("asking", "mentee"): "no_table"}
    assert "rate_asking" in _said(_plan(_people(mentors=mentors))) and "rate_doors" not in _said(_plan(_people(mentors=mentors)))
    assert {row.rating.state for row in _plan(None).competencies} == {"no_table"}


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=30), st.integers(1, 5))
def test_counts_of_ratings_agree_with_counting_by_hand(answers, needed):
    """Mean, blanks and how many are below, against the plain way over a list."""
    frame = pd.DataFrame({"person_id": [str(n) for n in range(len(answers))], "rate_x": pd.array(answers, dtype="Int64")})
    found, given_ = rating_of(frame, "X", needed), [answer for answer in answers if answer is not None]
    assert (found.n, found.blank, found.below) == (len(given_), answers.count(None), len([a for a in given_ if a < needed]))
    assert found.mean == (pytest.approx(statistics.fmean(given_)) if given_ else None)


def test_train_first_by_number_then_gap_then_order():
    """Most people below the level first; among equals the wider gap; among those the order of the file."""
    competencies = [{"id": name, "needed": {"mentor": 4}, "goals": ["connect"]} for name in ("one", "two", "three", "four", "five")]
    ratings = {"rate_one": [3, 3, 4, 5], "rate_two": [1, 1, 5, 5], "rate_three": [3, 3, 3, 5], "rate_four": [3, 3, 4, 5], "rate_five": [4, 4, 5, 5]}
    plan = _plan(_people(mentors={"person_id": list("abcd"), **ratings}), training={"competencies": competencies})
    assert [row.id for row in plan.first] == ["three", "two", "one", "four"]


def test_a_rating_of_nothing_that_is_needed_is_noticed():
    """A column that rates no competency of the file is counted as a warning; hyphens and underscores are one."""
    people = _people(mentors={"person_id": ["a"], "rate_doors": [3], "rate_other": [3]})
    assert [(warned.code, warned.count) for warned in _plan(people).warnings] == [("MK-W150", 1)]
    plan = _plan(_people(mentors={"person_id": ["a"], "rate_open_doors": [3]}), training={"competencies": [{"id": "open-doors", "needed": {"mentor": 4}, "goals": ["connect"]}]})
    assert plan.warnings == () and plan.competencies[0].rating.n == 1


def test_goals_and_competencies_without_each_other_are_gaps():
    """A goal nothing serves, a competency without goal or level, and one that no module closes are each named."""
    competencies = [{"id": "free", "needed": {"mentee": 2}}, {"id": "vague", "goals": ["connect"]}]
    plan = _plan(goals=[{"id": "connect"}, {"id": "stay"}], training={"competencies": competencies})
    assert {"MK-G050", "MK-G051", "MK-G052"} <= set(_codes(plan))
    for words in ("goal 'stay' is served by no competency", "'free' serves no goal", "'vague' does not say which level", "No module for mentees closes the competency 'free'"):
        assert words in _said(plan)


def test_a_module_for_the_wrong_side_is_a_thin_spot():
    """For mentors, closing what only mentees need; and the other way round."""
    competencies = [{"id": "a", "needed": {"mentee": 3}, "goals": ["connect"]}, {"id": "b", "needed": {"mentor": 3}, "goals": ["connect"]}]
    modules = [
        {"id": "m", "for": "mentor", "hours": 2, "closes": ["a"]},
        {"id": "e", "for": "mentee", "hours": 1, "closes": ["b"]},
        {"id": "x", "for": "both", "hours": 1, "closes": ["a"]},
    ]
    plan = _plan(training={"competencies": competencies, "modules": modules})
    assert [row.elsewhere for row in plan.modules] == [("a",), ("b",), ()]
    assert "for mentors and closes what only mentees need: a" in _said(plan) and "for mentees and closes what only mentors need: b" in _said(plan)


def test_seats_that_are_missing_are_counted_and_unknown_ones_are_not_guessed():
    """8 seats for 10 mentors are 2 too few; a session without a number makes the sum unknown; no session is no seats at all."""
    plan = _plan(training={"sessions": [{"module": "basics", "on": "2026-09-20", "seats": 8}, {"module": "begin"}]})
    assert [(row.seats, row.missing) for row in plan.modules] == [(8, 2), (None, None)]
    for words in ("2 seats are missing in the sessions of the module 'basics'", "Not every session of the module 'begin'", "One session has no day yet"):
        assert words in _said(plan)
    plan = _plan(training={"sessions": []})
    assert [(row.sessions, row.missing) for row in plan.modules] == [(0, None), (0, None)] and "'basics' has no session yet" in _said(plan)
    assert plan.sessions == ()


def test_a_module_for_both_needs_seats_for_both():
    """Ten mentees and four mentors of the table are fourteen."""
    people = _people(mentors={"person_id": list("abcd")})
    plan = _plan(people, training={"modules": [{"id": "basics", "for": "both", "hours": 3, "closes": ["doors", "asking"]}]})
    assert (plan.modules[0].people, plan.hours_total) == (14, 42)
    assert [(side.basis, side.people) for side in plan.sides] == [("table", 4), ("planned", 10)]


def test_hours_above_the_budget_and_below_the_least_are_named():
    """Seven hours against five; one hour is less than any standard asks for; no budget is said too."""
    over = _plan(training={"modules": [{"id": "basics", "for": "mentor", "hours": 7.5, "closes": ["doors", "asking"]}]})
    assert over.sides[0].over == 2.5 and "2.5 hours more of a mentor" in _said(over)
    short = _plan(training={"modules": [{"id": "basics", "for": "mentor", "hours": 1, "closes": ["doors"]}]})
    assert "less than 2 hours" in _said(short)
    assert "are not stated" in _said(_plan(training={"budget_hours": {}}))


def test_basics_after_the_start_are_late_and_later_modules_are_not():
    """The first module of a side belongs before the start; on the day of the start it is not late."""
    modules = [*WHOLE["training"]["modules"], {"id": "later", "for": "mentor", "hours": 1, "closes": ["doors"]}]
    sessions = [
        {"module": "basics", "on": "2026-10-01"},
        {"module": "basics", "on": "2026-10-02"},
        {"module": "begin", "on": "2026-11-01"},
        {"module": "later", "on": "2027-01-10"},
    ]
    plan = _plan(training={"modules": modules, "sessions": sessions})
    assert [(row.after_start, row.late) for row in plan.sessions] == [(False, False), (True, True), (True, True), (True, False)]
    assert _codes(plan).count("MK-G055") == 2
    plan = _plan(schedule={}, training={"sessions": sessions})
    assert not any(row.late for row in plan.sessions) and _codes(plan).count("MK-G055") == 1


def test_support_that_is_missing_is_advised():
    """Nothing for mentees, for line managers, or while it runs: three sentences; half an entry: one more."""
    assert _codes(_plan(training={"support": None})).count("MK-G058") == 3
    half = _plan(training={"support": {"mentees": ["x"], "line_managers": "y", "during": [{"what": "Group"}]}})
    assert _codes(half) == ["MK-G058"] and half.during[0].times is None


def test_attendance_is_counted_by_session():
    """Invited, came, did not come, not noted, in the order of the table; "not sure" is not noted."""
    table = pd.DataFrame({"person_id": list("abcde"), "session": ["two", "one", "two", "two", "two"], "attended": ["yes", "no", pd.NA, "unsure", "no"]})
    assert counted(table) == (SessionCount("two", 4, 1, 2), SessionCount("one", 1, 0, 0))
    assert [row.absent for row in _plan(attendance=table).attendance] == [1, 1]
    assert counted(pd.DataFrame({"person_id": []})) == () and _plan().attendance is None


def test_an_empty_file_gives_an_empty_plan():
    """A header alone: nothing planned, nothing known, what to begin with; nothing is raised."""
    plan = training_plan(ProgramFile.model_validate_json(json.dumps({key: WHOLE[key] for key in ("schema", "id", "name", "language")}), strict=True))
    assert (plan.goals, plan.competencies, plan.modules, plan.sessions, plan.hours_total) == ((), (), (), (), 0)
    assert {"MK-G050", "MK-G053", "MK-G058"} == set(_codes(plan)) and {gap.notebook for gap in plan.gaps} == {"05_training"}


def test_hours_of_everybody_wait_for_the_number_of_people():
    """Without a planned size and tables the sum is not known; it is not 0."""
    plan = _plan(audiences={})
    assert plan.hours_total is None and plan.sides[0].basis == "none" and plan.starts == datetime.date(2026, 10, 1)


def test_names_for_people_stand_where_ids_stood():
    """A named competency and module are called by their names in what is open and in the calendar's words; ids stay beside."""
    competencies = [{"id": "doors", "name": "Opening doors", "needed": {"mentor": 4}, "goals": ["connect"]}]
    plan = _plan(training={"competencies": competencies, "modules": [{"id": "basics", "name": "First day", "for": "mentor", "hours": 3}], "sessions": []})
    assert "No module for mentors closes the competency 'Opening doors'." in _said(plan) and "The module 'First day' has no session yet." in _said(plan)
    assert plan.competencies[0].name == "Opening doors" and plan.names.module("basics") == "First day" and plan.names.module("other") == "other"


def test_a_goal_that_no_module_serves_is_listed():
    """Its competency is there, a module is there, and the two do not meet."""
    plan = _plan(training={"modules": [{"id": "begin", "for": "mentee", "hours": 2, "closes": ["asking"]}], "competencies": WHOLE["training"]["competencies"][:1]})
    assert plan.goals[0].modules == () and "No module serves the goal 'They know whom to ask'" in _said(plan)
    assert _plan().goals[0].modules == ("basics", "begin")


def test_two_modules_for_the_same_people_on_one_day_clash():
    """Different modules of one side on one day are named; two days, two sides, or the same module twice are not."""
    modules = [*WHOLE["training"]["modules"], {"id": "more", "for": "both", "hours": 1, "closes": ["doors"]}]
    days = {"basics": "2026-09-20", "begin": "2026-09-20", "more": "2026-09-21"}
    apart = [{"module": name, "on": day, "seats": 20} for name, day in days.items()] + [{"module": "basics", "on": "2026-09-20", "seats": 2}]
    assert not any(row.clashes for row in _plan(training={"modules": modules, "sessions": apart}).sessions)
    plan = _plan(training={"modules": modules, "sessions": [*apart, {"module": "more", "on": "2026-09-20"}]})
    assert {row.session.module: row.clashes for row in plan.sessions if row.clashes} == {"basics": ("more",), "begin": ("more",), "more": ("basics", "begin")}
    assert _said(plan).count("asked to more than one module: basics, begin, more") == 1


def test_support_while_it_runs_has_its_days():
    """Every eight weeks from 1 October over nine months: four days; without a start the number stands without days."""
    assert [day.isoformat() for day in _plan().during[0].days] == ["2026-11-26", "2027-01-21", "2027-03-18", "2027-05-13"]
    assert (_plan(schedule={"months": 9}).during[0].times, _plan(schedule={"months": 9}).during[0].days) == (4, ())


def test_needs_are_counted_by_person():
    """Six mentors: two below in doors, one of them and another below in asking, one blank: four need the basics, so seats for four."""
    mentors = {"person_id": list("abcdef"), "rate_doors": pd.array([3, 3, 4, 4, 4, pd.NA], dtype="Int64"), "rate_asking": pd.array([2, 3, 2, 3, 3, 3], dtype="Int64")}
    plan = _plan(_people(mentors=mentors), training={"modules": [{"id": "basics", "for": "mentor", "hours": 3, "closes": ["doors", "asking"], "seats": 2}]})
    assert [(row.competency, row.side, row.people, row.closed, row.answered) for row in plan.choice.needs] == [
        ("doors", "mentor", 3, 3, 5), ("asking", "mentor", 2, 2, 6), ("asking", "mentee", 10, 0, 0),
    ]  # fmt: skip
    assert [(row.sessions, row.in_file, row.why) for row in plan.choice.modules] == [(2, 2, "held")]
    assert plan.choice.enough is None and [row.closable for row in plan.choice.open] == [False]


def test_the_cost_of_a_module_is_shared_by_its_sessions():
    """Two sessions for 400 are 200 each: with 300 only one is held, 8 of 10 have a seat; 400 close it, and applied they do."""
    training = {"budget_cash": 300, "modules": [{"id": "basics", "for": "mentor", "hours": 3, "closes": ["doors"], "cost": 400, "seats": 8}]}
    choice = _plan(training=training).choice
    assert [(row.sessions, row.cost) for row in choice.modules] == [(1, 200)] and choice.needs[0].closed == 8
    assert choice.enough.cash == 400 and "EUR 400 for the training" in _said(_plan(training=training)).replace("\xa0", " ")
    assert _plan(training={**training, "budget_cash": 400}).choice.needs[0].closed == 10 and _plan().modules_cost == 400


def test_the_proposal_waits_for_the_number_of_people():
    """Without a size nothing can be chosen; a module without hours or side is not chosen and says why."""
    assert _plan(audiences={}).choice.state == "unknown" and _plan(training={"modules": []}).choice.state == "unknown"
    modules = [
        {"id": "bare", "closes": ["doors"]},
        {"id": "idle", "for": "mentor", "hours": 1},
        WHOLE["training"]["modules"][0],
        {**WHOLE["training"]["modules"][0], "id": "again"},
    ]
    assert [row.why for row in _plan(training={"modules": modules, "sessions": []}).choice.modules] == ["hours", "nothing", "held", "spare"]
