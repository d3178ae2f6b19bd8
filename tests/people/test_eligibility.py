"""Gates of eligibility: who passes, who is kept out by one alone, and a closed account of every row."""

import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.people.account import account, persons
from mentorkit.people.eligibility import gate_rows, gates
from mentorkit.people.people import People, read_people
from mentorkit.people.selection import LINES, selected
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import Program, open_program
from mentorkit.text import text_for

GRADE, OLD = {"column": "grade", "at_least": 3}, {"column": "site", "equals": "North"}
EMPTY = pd.DataFrame({"person_id": pd.array([], dtype="string")})


def audiences(**sections):
    tree = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en", "audiences": sections}
    return ProgramFile.model_validate(tree, strict=False)


def frame(rows):
    names = dict.fromkeys(name for row in rows for name in row)
    kinds = {"grade": "Float64"}
    found = pd.DataFrame({name: pd.array([row.get(name) for row in rows], dtype=kinds.get(name, "string")) for name in names})
    return found if len(rows) else EMPTY


@pytest.fixture
def program(tmp_path):
    (tmp_path / "program.yaml").write_text("schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\nseed: 7\n", encoding="utf-8")
    return open_program(tmp_path)


def select(program: Program, intent, mentees, mentors=()):
    people = People(frame(list(mentees)), frame(list(mentors)), EMPTY, EMPTY)
    changed = program.with_intent(program.intent.model_copy(update={"audiences": intent.audiences}))
    return people, selected(changed, people)


def test_each_gate_is_counted_by_itself():
    """Of five, two are of grade 2 and one gives no grade; two are elsewhere; only one is kept out by the grade alone, one by the blank alone."""
    rows = frame([{"grade": 3, "site": "North"}, {"grade": 2, "site": "North"}, {"grade": 2, "site": "South"}, {"grade": None, "site": "North"}, {"grade": 5, "site": "South"}])
    found = gate_rows(gates(rows, "mentees", audiences(mentees={"eligible": [GRADE, OLD]}).audiences), np.ones(5, bool), "mentees")
    assert [(g.considered, g.passed, g.failed, g.unanswered, g.alone) for g in found] == [(5, 2, 2, 1, 2), (5, 3, 2, 0, 1)]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "grade": st.sampled_from([1, 3, 5, None]),
            "site": st.sampled_from(["North", "South", None]),
            "consent": st.sampled_from(["yes", "no", "unsure", None]),
            "willing": st.sampled_from(["yes", "no", "unsure", None]),
            "manager_consent": st.sampled_from(["yes", "no", "unsure", None]),
            "status": st.sampled_from(["applied", "withdrawn", "waiting", None]),
        }
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40)
@given(ROWS, st.sampled_from(["lottery", "first_come", "all"]), st.integers(1, 5))
def test_every_row_stands_in_one_line_and_dropping_a_gate_lets_in_who_it_alone_keeps_out(rows, how, size):
    """Lines add up to the table on both sides; without one condition exactly so many more are eligible as the count says."""
    people = [{"person_id": f"E{place:02}", **row} for place, row in enumerate(rows)]
    both = {"eligible": [GRADE, OLD]}
    base = {"mentees": {**both, "size": size, "selection": how, "manager_consent": "required"}, "mentors": both}
    at = Program(Path("program.yaml"), audiences(**base), "")
    table = People(frame(people), frame(people), EMPTY, EMPTY)
    found = selected(at, table)
    for side in ("mentees", "mentors"):
        lines = account(table, found, side)
        assert sum(line.people for line in lines.lines) + lines.later == lines.rows == len(rows)
        assert all(line.key in LINES for line in lines.lines)
        counted = [gate for gate in found.gates if gate.side == side]
        assert all(gate.passed + gate.failed + gate.unanswered == gate.considered for gate in counted)
        for place, gate in enumerate(gate for gate in counted if gate.kind == "condition"):
            without = {**base, side: {**base[side], "eligible": [c for n, c in enumerate([GRADE, OLD]) if n != place]}}
            again = selected(Program(Path("program.yaml"), audiences(**without), ""), table)
            assert _eligible(again, side) - _eligible(found, side) == gate.alone
    assert sorted(row.person for row in persons(found)) == sorted(2 * [row["person_id"] for row in people])


def _eligible(found, side):
    return int(getattr(found, side)["status"].isin(["selected", "not_selected", "eligible"]).sum())


def test_own_consent_willingness_and_the_line_manager_are_reasons(program):
    """No consent comes before a condition, a manager's no is told from silence, an unsure mentor stays, and nobody is kept out by a blank consent."""
    intent = audiences(mentees={"eligible": [GRADE], "manager_consent": "required"}, mentors={})
    mentees = [
        {"person_id": "A", "grade": 1, "consent": "no", "manager_consent": "yes"},
        {"person_id": "B", "grade": 3, "consent": None, "manager_consent": "no"},
        {"person_id": "C", "grade": 3, "consent": "yes", "manager_consent": None},
        {"person_id": "D", "grade": 3, "consent": "unsure", "manager_consent": "yes"},
    ]
    mentors = [{"person_id": "M", "willing": "no"}, {"person_id": "N", "willing": "unsure"}, {"person_id": "O", "willing": None}]
    _, found = select(program, intent, mentees, mentors)
    assert found.mentees["line"].tolist() == ["no_consent", "manager_no", "manager_open", "selected"]
    say = text_for("en")
    assert [say.cell(reason) for reason in found.mentees["reason"]][:3] == ["did not agree to take part", "the line manager said no", "the line manager has not agreed"]
    assert found.mentors["line"].tolist() == ["not_willing", "eligible", "eligible"] and found.mentor_ids == ("N", "O")


def test_the_printed_way_repeats_the_draw(program):
    """Sorted numbers, mixed with the seed as the page says, give the same people and the same order of those who wait; rows in any order."""
    ids = [f"E{place:03}" for place in range(40)]
    intent = audiences(mentees={"size": 15, "selection": "lottery"})
    for order in (ids, ids[::-1]):
        found = select(program, intent, [{"person_id": person} for person in order])[1]
        drawn = np.random.default_rng(7).permutation(40)
        expected = [sorted(ids)[place] for place in drawn]
        assert set(found.mentee_ids) == set(expected[:15])
        by_turn = found.mentees.sort_values("turn")["person_id"].tolist()
        assert by_turn == expected
        assert (found.draw.how, found.draw.candidates, found.draw.places, found.draw.waiting, found.draw.seed) == ("lottery", 40, 15, 25, 7)


def test_rows_after_the_day_of_the_file_are_in_the_account(tmp_path):
    """A form of tomorrow is not counted among the people and stands in a line of its own."""
    (tmp_path / "program.yaml").write_text(
        "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\nas_of: 2026-03-01\ntables: {mentees: {file: m.csv}}\n", encoding="utf-8"
    )
    (tmp_path / "m.csv").write_text("person_id,applied_on\nE1,2026-02-01\nE2,2026-03-09\n", encoding="utf-8")
    program = open_program(tmp_path)
    people = read_people(program)
    found = account(people, selected(program, people), "mentees")
    assert (found.rows, found.later, found.people("selected")) == (2, 1, 1)
    assert program.as_of == datetime.date(2026, 3, 1)
