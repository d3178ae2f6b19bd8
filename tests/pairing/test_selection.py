"""Who takes part: withdrawn, not eligible, not selected, selected."""

from mentorkit.people.selection import selected
from mentorkit.text import text_for


def states(found):
    return dict(zip(found.mentees["person_id"], found.mentees["status"], strict=True))


def test_without_audiences_everybody_who_did_not_withdraw_takes_part(made):
    """No conditions: withdrawn people are out on both sides, the waiting list is not selected."""
    program, people = made(
        [{"person_id": "A", "status": "withdrawn"}, {"person_id": "B"}, {"person_id": "C", "status": "waiting"}], [{"person_id": "M", "status": "withdrawn"}, {"person_id": "N"}]
    )
    found = selected(program, people)
    assert states(found) == {"A": "withdrawn", "B": "selected", "C": "not_selected"} and found.mentor_ids == ("N",)


def test_conditions_and_consent_with_reasons(made):
    """The first condition that is not met is the reason; a blank says so; required consent must be yes."""
    audiences = {
        "mentees": {"eligible": [{"column": "grade", "at_least": 2}, {"column": "hire_date", "before": "2026-01-01"}], "manager_consent": "required"},
        "mentors": {"eligible": [{"column": "grade", "at_least": 5}]},
    }
    mentees = [
        {"person_id": "A", "grade": 1, "hire_date": "2020-01-01", "manager_consent": "yes"},
        {"person_id": "B", "grade": None, "hire_date": "2020-01-01", "manager_consent": "yes"},
        {"person_id": "C", "grade": 3, "hire_date": "2026-02-01", "manager_consent": "yes"},
        {"person_id": "D", "grade": 3, "hire_date": "2020-01-01", "manager_consent": "unsure"},
        {"person_id": "E", "grade": 3, "hire_date": "2020-01-01", "manager_consent": "yes"},
    ]
    program, people = made(mentees, [{"person_id": "M", "grade": 4}, {"person_id": "N", "grade": 5}], audiences=audiences)
    found, say = selected(program, people), text_for("en")
    assert [say.cell(reason) for reason in found.mentees["reason"]] == [
        "grade is below 2",
        "grade is not answered",
        "hire_date is not before 1 Jan 2026",
        "the line manager has not agreed",
        "",
    ]
    assert found.mentee_ids == ("E",) and found.mentor_ids == ("N",) and found.count("ineligible") == 4


def test_a_column_of_consent_that_is_absent_stops_nobody_and_is_warned(made):
    """Required consent without its column: a warning, not an empty programme."""
    program, people = made([{"person_id": "A"}], [], audiences={"mentees": {"manager_consent": "required"}})
    found = selected(program, people)
    assert found.mentee_ids == ("A",) and [warning.code for warning in found.warnings] == ["MK-W302"]


def test_first_come_takes_the_earliest_and_blank_days_last(made):
    """By day of application, ties by id, blank last and warned."""
    mentees = [
        {"person_id": "A", "applied_on": "2026-05-02"},
        {"person_id": "B", "applied_on": None},
        {"person_id": "C", "applied_on": "2026-05-01"},
        {"person_id": "D", "applied_on": "2026-05-01"},
    ]
    program, people = made(mentees, [], audiences={"mentees": {"size": 3, "selection": "first_come"}})
    found = selected(program, people)
    assert states(found) == {"A": "selected", "B": "not_selected", "C": "selected", "D": "selected"} and found.warnings[0].count == 1


def test_a_lottery_depends_on_the_seed_and_not_on_the_order_of_rows(made):
    """The same seed draws the same people from rows in any order; some other seed draws others."""
    mentees = [{"person_id": f"E{i:02d}"} for i in range(30)]
    draws = [
        set(selected(*made(rows, [], audiences={"mentees": {"size": 10, "selection": "lottery"}}, seed=seed)).mentee_ids)
        for rows, seed in ((mentees, 1), (mentees[::-1], 1), (mentees, 2))
    ]
    assert draws[0] == draws[1] != draws[2] and len(draws[0]) == 10


def test_all_takes_everybody_and_enough_places_draw_nobody(made):
    """Selection all ignores the size; a lottery with enough places leaves nobody out."""
    mentees = [{"person_id": f"E{i}"} for i in range(5)]
    for audience in ({"size": 2, "selection": "all"}, {"size": 5, "selection": "lottery"}):
        assert len(selected(*made(mentees, [], audiences={"mentees": audience})).mentee_ids) == 5


def test_the_mentee_of_a_required_pair_is_taken_first(made):
    """A pair fixed by hand keeps its place in a lottery."""
    mentees = [{"person_id": f"E{i:02d}"} for i in range(30)]
    pairing = {"required_pairs": [{"mentee": "E29", "mentor": "M1", "why": "x"}]}
    for seed in range(5):
        found = selected(*made(mentees, [{"person_id": "M1"}], pairing=pairing, audiences={"mentees": {"size": 1, "selection": "lottery"}}, seed=seed))
        assert found.mentee_ids == ("E29",)
