"""Every rule forbids what it says, allows what it cannot judge, and counts that."""

import json

import pytest

from mentorkit.pairing.rules import forbidden, rule_mask, seats
from mentorkit.program.model import NamedPair, Rule


def rule(kind, **fields):
    return Rule.model_validate_json(json.dumps({"id": kind, "kind": kind, **fields}))


@pytest.fixture
def mask(made):
    """``mask(rule, mentees, mentors)`` gives the forbidden pairs and how many could not be judged."""

    def one(what, mentees, mentors, **tables):
        _, people = made([{"person_id": f"E{i}", **row} for i, row in enumerate(mentees)], [{"person_id": f"M{i}", **row} for i, row in enumerate(mentors)], **tables)
        found = rule_mask(what, people.mentees, people.mentors, people)
        return found.forbidden.astype(int).tolist(), found.unknown

    return one


def test_not_in_line_at_any_depth(mask):
    """The manager and the manager's manager are forbidden, known from any table; so is a mentor who reports to the mentee."""
    staff = [{"person_id": "M0", "manager_id": "M1"}, {"person_id": "M2", "manager_id": "M9"}]
    assert mask(rule("not_in_line"), [{"manager_id": "M0"}], [{}, {}, {}], staff=staff)[0] == [[1, 1, 0]]
    assert mask(rule("not_in_line"), [{"manager_id": None}], [{"manager_id": "E0"}, {}]) == ([[1, 0]], 1)


def test_more_experienced_by_the_first_column_known_for_both(mask):
    """Hired earlier; where a hire date is missing, the higher grade; where both are missing, allowed and counted."""
    mentees = [{"hire_date": "2020-01-01", "grade": 3}, {"hire_date": None, "grade": 3}]
    mentors = [{"hire_date": "2019-01-01", "grade": 1}, {"hire_date": "2021-01-01", "grade": 9}, {"hire_date": None, "grade": None}]
    assert mask(rule("more_experienced", by=["hire_date", "grade"]), mentees, mentors) == ([[0, 1, 0], [1, 0, 0]], 2)


def test_equally_experienced_is_not_more_experienced(mask):
    """The same day or the same grade is not more."""
    assert mask(rule("more_experienced", by=["grade"]), [{"grade": 3}], [{"grade": 3}, {"grade": 4}])[0] == [[1, 0]]


def test_same_and_different(mask):
    """One asks for the same answer, the other for another one; a blank allows and is counted."""
    mentees, mentors = [{"site": "north"}, {"site": None}], [{"site": "North"}, {"site": "south"}]
    assert mask(rule("same", column="site"), mentees, mentors) == ([[0, 1], [0, 0]], 2)
    assert mask(rule("different", column="site"), mentees, mentors) == ([[1, 0], [0, 0]], 2)


def test_gap_includes_both_ends(mask):
    """Mentor minus mentee between 1 and 3, both allowed."""
    mentors = [{"grade": value} for value in (3, 4, 6, 7, None)]
    assert mask(rule("gap", column="grade", at_least=1.0, at_most=3.0), [{"grade": 3}], mentors) == ([[1, 0, 0, 1, 0]], 1)


def test_shared_language(mask):
    """No language in common is forbidden; no answer allows and is counted."""
    assert mask(rule("shared_language"), [{"languages": ["en"]}], [{"languages": ["he"]}, {"languages": ["he", "EN"]}, {}]) == ([[1, 0, 0]], 1)


def test_not_earlier_pair(mask):
    """Pairs that ended or were completed may not be made again; pairs of today may."""
    pairs = [{"mentee_id": "E0", "mentor_id": f"M{i}", "state": state} for i, state in enumerate(["completed", "ended", "active"])]
    assert mask(rule("not_earlier_pair"), [{}], [{}, {}, {}], pairs=pairs)[0] == [[1, 1, 0]]


def test_condition_forbids_when_all_of_it_holds(mask):
    """Each condition says of whom it speaks; all of them together forbid."""
    when = [
        {"column": "site", "equals": "north", "of": "mentee"},
        {"any_of": [{"column": "grade", "at_least": 8, "of": "mentor"}, {"column": "site", "equals": "south", "of": "mentor"}]},
    ]
    mentees = [{"site": "north"}, {"site": "south"}]
    mentors = [{"grade": 8, "site": "west"}, {"grade": 1, "site": "south"}, {"grade": 1, "site": "west"}]
    assert mask(rule("condition", when=when), mentees, mentors) == ([[1, 1, 0], [0, 0, 0]], 0)
    assert mask(rule("condition", when=when[:1]), [{"site": None}], mentors) == ([[0, 0, 0]], 3)


def test_seats_and_first_time_mentors(made):
    """No stated capacity is one seat; a first-time mentor has at most one seat under that rule and forbids nobody."""
    mentors = [{"person_id": "M0", "capacity": 3, "first_time": "yes"}, {"person_id": "M1", "capacity": None}, {"person_id": "M2", "capacity": 0, "first_time": "yes"}]
    _, people = made([{"person_id": "E0"}], mentors)
    assert seats((), people.mentors).tolist() == [3, 1, 0]
    assert seats((rule("first_time_one"),), people.mentors).tolist() == [1, 1, 0]
    assert not rule_mask(rule("first_time_one"), people.mentees, people.mentors, people).forbidden.any()


def test_excluded_pairs_and_oneself_are_always_forbidden(made):
    """Without any rule in the file: pairs excluded by hand, and a person who stands in both tables."""
    _, people = made([{"person_id": "A"}, {"person_id": "B"}], [{"person_id": "B"}, {"person_id": "C"}])
    found = forbidden((), (NamedPair(mentee="A", mentor="C"), NamedPair(mentee="gone", mentor="C")), people.mentees, people.mentors, people)
    assert {each.id: each.forbidden.astype(int).tolist() for each in found} == {"excluded_pairs": [[0, 1], [0, 0]], "not_oneself": [[0, 0], [1, 0]]}


def test_a_column_that_no_table_has_allows_everybody(mask):
    """Rules over columns that are absent judge nothing and forbid nobody."""
    for kind, fields in {
        "same": {"column": "x"},
        "different": {"column": "x"},
        "gap": {"column": "x", "at_least": 1.0},
        "shared_language": {},
        "more_experienced": {"by": ["grade"]},
    }.items():
        assert mask(rule(kind, **fields), [{}], [{}, {}]) == ([[0, 0]], 2)
