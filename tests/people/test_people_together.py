"""What is seen only when the tables lie side by side."""

import datetime
import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.pairing.rules import rule_mask
from mentorkit.people import read_people
from mentorkit.people.conditions import meets
from mentorkit.people.lines import cycle_members, line_above, managers_above
from mentorkit.program.model import Condition, Rule
from mentorkit.program.program import open_program
from mentorkit.text import text_for

HEAD = "schema: mentorkit-program/1\nid: p\nname: P\nlanguage: en\nas_of: 2026-09-01\n"


@pytest.fixture
def people(tmp_path):
    """``people(mentees=..., mentors=..., rest=...)``: a programme of these tables, read."""

    def read(rest="", **tables):
        for name, content in tables.items():
            (tmp_path / f"{name}.csv").write_text(content, "utf-8")
        named = "".join(f"  {name}: {{file: {name}.csv}}\n" for name in tables)
        (tmp_path / "program.yaml").write_text(f"{HEAD}tables:\n{named}{rest}", "utf-8")
        opened = open_program(tmp_path)
        assert not opened.wrong
        return read_people(opened)

    return read


def said(found):
    return [(p.code, p.file, p.row, p.column) for p in found.problems]


def counted(found):
    return {w.code: w.count for w in found.warnings}


def test_pairs_with_unknown_persons(people):
    """A pair that names nobody is named with its row; lost zeros are guessed as the cause."""
    found = people(mentees="person_id\n0012\nE2\n", mentors="person_id,capacity\nM1,1\n", pairs="mentee_id,mentor_id,state\n12,M1,active\ne2,m1,active\nE2,E2,ended\n")
    assert said(found) == [("MK-T050", "pairs.csv", 2, "mentee_id"), ("MK-T050", "pairs.csv", 4, "mentor_id"), ("MK-T055", "pairs.csv", 4, "mentor_id")]
    assert "Zeros in front" in str(found.problems[0])
    assert found.pairs["mentee_id"].tolist() == ["12", "E2", "E2"] and found.pairs["mentor_id"].tolist()[1:] == ["E2", "M1"]
    assert not any("12" in str(p).replace("row 2", "") for p in found.problems)


def test_pair_that_ended_before_it_started(people):
    """An end before the start is wrong."""
    found = people(mentees="person_id\nE1\n", mentors="person_id,capacity\nM1,1\n", pairs="mentee_id,mentor_id,state,started,ended\nE1,M1,ended,2026-05-02,2026-05-01\n")
    assert said(found) == [("MK-T056", "pairs.csv", 2, "ended")]


def test_state_and_double_pairs(people):
    """An unknown state is refused; a pair may return in a later round, not in the same one."""
    rows = "E1,M1,completed,1\nE1,M1,active,2\nE1,M1,paused,2\nE1,M1,done,3\n"
    found = people(mentees="person_id\nE1\n", mentors="person_id,capacity\nM1,1\n", pairs="mentee_id,mentor_id,state,round\n" + rows)
    assert said(found) == [("MK-T031", "pairs.csv", 4, "mentee_id"), ("MK-T035", "pairs.csv", 5, "state")]


def test_named_pairs_of_the_file(people):
    """Required and excluded pairs that name nobody are problems of the program file, with its line; case of ids is no matter."""
    rest = "pairing:\n  required_pairs:\n    - {mentee: e1, mentor: M9}\n  excluded_pairs:\n    - {mentee: E7, mentor: M1}\n"
    found = people(rest, mentees="person_id\nE1\n", mentors="person_id,capacity\nM1,1\n")
    assert [(p.code, p.file, p.place, p.line, p.stage) for p in found.problems] == [
        ("MK-T053", "program.yaml", "pairing > required_pairs[1] > mentor", 11, "pairing"),
        ("MK-T053", "program.yaml", "pairing > excluded_pairs[1] > mentee", 13, "pairing"),
    ]


def test_rows_after_the_day_of_the_file_are_left_out_and_counted(people):
    """Applications and pairs after ``as_of`` do not count; whoever is hired later is only pointed out."""
    found = people(
        mentees="person_id,applied_on,hire_date\nE1,2026-09-01,2026-10-01\nE2,2026-09-02,2020-01-01\nE3,,2020-01-01\n",
        mentors="person_id,capacity\nM1,2\n",
        pairs="mentee_id,mentor_id,state,started\nE1,M1,active,2026-09-01\nE3,M1,active,2027-01-01\n",
    )
    assert not found.problems
    assert found.mentees["person_id"].tolist() == ["E1", "E3"] and len(found.pairs) == 1
    assert [(w.code, w.file, w.count) for w in found.warnings] == [("MK-W031", "mentees.csv", 1), ("MK-W031", "pairs.csv", 1), ("MK-W033", "mentees.csv", 1)]


def test_capacity_is_one_where_nothing_is_said(people):
    """A blank capacity counts as one and is counted; zero stays zero; anything that is no whole number is refused."""
    found = people(mentors="person_id,capacity\nM1,\nM2,0\nM3,2\nM4,2.0\n")
    assert not found.problems and found.mentors["capacity"].tolist() == [1, 0, 2, 2] and counted(found) == {"MK-W034": 1}
    assert people(mentors="person_id\nM1\n").mentors["capacity"].tolist() == [1]
    found = people(mentors='person_id,capacity\nA,-1\nB,1.5\nC,two\nD,1e9\nE,inf\nF,TRUE\nG,"1,5"\nH,٢\n')
    assert [(p.code, p.row) for p in found.problems] == [("MK-T034", 2), *(("MK-T033", row) for row in range(3, 10))]


def test_lines_of_managers(people):
    """Reporting lines are walked over all tables, end at the top or at an unknown person, and never run in a circle."""
    found = people(mentees="person_id,manager_id\nE1,e5\n", mentors="person_id,capacity,manager_id\nM1,1,E6\nM2,1,X\n", staff="person_id,manager_id\nE1,E5\nE5,E6\nE6,\nM1,E6\n")
    assert not found.problems and counted(found) == {"MK-W030": 1, "MK-W036": 1}
    assert managers_above(found) == {"E1": ("E5", "E6"), "E5": ("E6",), "M1": ("E6",), "M2": ("X",)}


def test_loop_over_two_tables(people):
    """A loop is found also when its persons are in different tables, and says where it stands."""
    found = people(mentees="person_id,manager_id\nE1,M1\n", mentors="person_id,capacity,manager_id\nM1,1,E1\n")
    assert said(found) == [("MK-T052", "mentees.csv", 2, "manager_id")]
    assert managers_above(found) == {"E1": ("M1",), "M1": ("E1",)}


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefx"), max_size=6))
def test_loops_against_walking_everywhere(managers):
    """Every loop is found once, and exactly those who can come back to themselves are in one."""
    loops = cycle_members(managers)

    def returns(person):
        here, steps = managers.get(person), 0
        while here is not None and here != person and steps < 10:
            here, steps = managers.get(here), steps + 1
        return here == person

    members = list(itertools.chain(*loops))
    assert len(members) == len(set(members))
    assert set(members) == {p for p in managers if returns(p) and managers[p] != p}
    for person in managers:
        line = line_above(person, managers)
        assert person not in line and len(line) == len(set(line))


def test_zeros_lost_against_staff(people):
    """Ids that differ from staff only by zeros in front are pointed out."""
    assert counted(people(mentees="person_id\n12\nE9\n", staff="person_id\n0012\n")) == {"MK-W035": 1, "MK-W036": 1}


def test_all_problems_of_all_tables_at_once(people):
    """One look finds the faults of every table, and the tables that are fine can still be used."""
    found = people(mentees="person_id,grade\nE1,x\n", mentors="person\nM1\n", staff="person_id\nE1\nE1\n", pairs="mentee_id,mentor_id,state\nE1,M1,active\n")
    assert {(p.table, p.code) for p in found.problems} == {("mentees", "MK-T033"), ("mentors", "MK-T020"), ("staff", "MK-T031")}
    assert found.mentees["person_id"].tolist() == ["E1"] and found.staff["person_id"].tolist() == ["E1"]
    assert found.named == {"mentees", "mentors", "staff", "pairs"}


def test_somebody_may_be_mentee_and_mentor(people):
    """A person in both tables is no problem."""
    found = people(mentees="person_id\nE1\n", mentors="person_id,capacity\ne1,1\n")
    assert not found.problems and found.mentors["person_id"].tolist() == ["E1"]


def test_order_of_rows_changes_nothing(people):
    """People come sorted by id whatever the order of the file."""
    rows = ["E3,a\n", "E1,b\n", "E2,c\n"]
    frames = [people(mentees="person_id,site\n" + "".join(order)).mentees.drop(columns="_row") for order in itertools.permutations(rows)]
    for frame in frames[1:]:
        pd.testing.assert_frame_equal(frames[0], frame)


def test_eligibility_over_a_column_that_is_not_there(people):
    """A condition or audit over an absent column is wrong, with its place, its line and the column that was meant."""
    rest = (
        "audiences:\n  mentees:\n    eligible:\n      - {column: sit, equals: North}\n      - any_of:\n          - {column: site, equals: North}\n"
        "          - {column: tenure, at_least: 2}\n  mentors: {eligible: [{column: capacity, at_least: 1}]}\n  equal_access: [sites, site, person_id, manager_id, name]\n"
    )
    found = people(rest, mentees="person_id,site\nE1,North\n", mentors="person_id\nM1\n")
    assert [(p.code, p.kind, p.stage, p.place) for p in found.problems] == [
        ("MK-T057", "wrong", "audiences", "audiences > mentees > eligible[1]"),
        ("MK-T057", "wrong", "audiences", "audiences > mentees > eligible[2] > any_of[2]"),
        ("MK-T057", "wrong", "audiences", "audiences > equal_access[1]"),
        *(("MK-T059", "wrong", "audiences", f"audiences > equal_access[{n}]") for n in (3, 4, 5)),
    ]
    assert found.problems[0].line == 12 and "Did you mean 'site'?" in str(found.problems[0]) and "Did you mean 'site'?" in str(found.problems[2])


def test_eligibility_waits_for_a_table_that_can_be_read(people):
    """A table that is not named or cannot be read is not held against the conditions."""
    rest = "audiences: {mentees: {eligible: [{column: tenure, at_least: 2}]}, equal_access: [contract]}\n"
    assert not people(rest, staff="person_id\nE1\n").problems
    assert {p.code for p in people(rest, mentees="").problems} == {"MK-T018"}


def test_values_that_nobody_has_are_pointed_out(people):
    """A value of equals or in that no row holds stops nothing and is counted."""
    rest = "audiences: {mentees: {eligible: [{column: site, in: [north, Nroth, South]}, {column: site, equals: North}]}}\n"
    found = people(rest, mentees="person_id,site\nE1,North\n")
    assert not found.problems and counted(found) == {"MK-W037": 2}
    assert "Nroth" in text_for("en")(found.warnings[0].message)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("{column: site, at_least: 3}", {"MK-T058"}),
        ("{column: site, before: 2026-01-01}", {"MK-T058"}),
        ("{column: grade, after: 2026-01-01}", {"MK-T058"}),
        ("{column: hire_date, at_most: 3}", {"MK-T058"}),
        ("{column: wants, at_most: 3}", {"MK-T058"}),
        ("{column: tenure, at_least: 3}", {"MK-T033"}),
        ("{column: tenure, before: 2026-01-01}", {"MK-T037"}),
        ("{any_of: [{column: tenure, before: 2026-01-01}, {column: tenure, at_least: 3}]}", {"MK-T058"}),
        ("{column: grade, at_least: 3}", set()),
        ("{column: hire_date, before: 2026-01-01}", set()),
    ],
)
def test_comparisons_fit_the_column(people, condition, codes):
    """Days are compared with days and numbers with numbers; what cannot be compared is a problem and never a silent no."""
    rows = "person_id,site,grade,hire_date,wants,tenure\nE1,North,3,2020-01-01,a;b,long\n"
    found = people(f"audiences: {{mentees: {{eligible: [{condition}]}}}}\n", mentees=rows)
    assert {p.code for p in found.problems} == codes
    meets(found.mentees, [Condition.model_validate({"column": "site", "before": datetime.date(2026, 1, 1)})])


def test_two_managers_of_one_person_both_count(people):
    """Where two tables name different managers for a person, it is counted and both lines are above the person."""
    found = people(mentees="person_id,manager_id\nE1,M1\nE2,M1\n", mentors="person_id,capacity\nM1,1\nM2,1\nM3,1\n", staff="person_id,manager_id\nE1,M2\nE2,m1\nM2,M3\nM1,\nM3,\n")
    assert not found.problems and counted(found) == {"MK-W038": 1}
    assert managers_above(found) == {"E1": ("M2", "M1", "M3"), "E2": ("M1",), "M2": ("M3",)}
    mask = rule_mask(Rule(id="line", kind="not_in_line"), found.mentees, found.mentors, found)
    assert mask.forbidden.tolist() == [[True, True, True], [True, False, False]]


def test_a_problem_in_a_workbook_names_its_sheet(tmp_path, examples):
    """Two sheets of one workbook are told apart in what is said."""
    import shutil

    import openpyxl

    from mentorkit.program.program import open_program

    folder = tmp_path / "harbour-2026"
    shutil.copytree(examples / "harbour-2026", folder)
    book = openpyxl.load_workbook(folder / "people.xlsx")
    for sheet in book:
        sheet["A3"] = sheet["A2"].value
    book.save(folder / "people.xlsx")
    said = [str(problem) for problem in read_people(open_program(folder)).problems]
    assert {sheet for sheet in book.sheetnames if any(f"people.xlsx, sheet {sheet}, row 3" in line for line in said)} == set(book.sheetnames)
