"""Values that no programme can mean are refused where they stand, so that no computation meets them."""

import datetime
from pathlib import Path

import pytest

import mentorkit as mk
from mentorkit.program.problems import Problem
from mentorkit.program.program import Program

HEAD = "schema: mentorkit-program/1\nid: draft\nname: A draft\nlanguage: en\n"


def opened(folder: Path, lines: str) -> Program:
    (folder / "program.yaml").write_text(HEAD + lines, "utf-8")
    return mk.open_program(folder)


def refused(folder: Path, lines: str) -> Problem:
    (problem,) = opened(folder, lines).wrong
    return problem


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("costs: {salaries: {mentor: 1e299}}", "costs > salaries > mentor"),
        ("costs: {fixed: [0, 0, 1e18]}", "costs > fixed"),
        ("costs: {attrition: 1e18}", "costs > attrition"),
        ("measures: [{id: m, target: -1e200}]", "measures[1] 'm' > target"),
        ("training: {support: {during: [{what: Circle, every_weeks: 99999999999999}]}}", "training > support > during[1] > every_weeks"),
        ("steering: {contact: {answers_within_days: 99999999999999}}", "steering > contact > answers_within_days"),
        ("steering: {closure: {last_meeting_by: 0001-01-01}}", "steering > closure > last_meeting_by"),
        ("audiences: {forms_due: 9999-12-31}", "audiences > forms_due"),
    ],
)
def test_a_number_or_a_day_out_of_all_proportion_is_refused_with_place_found_allowed_and_cure(tmp_path: Path, lines: str, place: str) -> None:
    problem = refused(tmp_path, lines)
    assert problem.place == place
    assert problem.code in ("MK-P024", "MK-P028")
    assert all(str(words) for words in (problem.found, problem.allowed, problem.cure))
    assert "Allowed is" in str(problem.allowed)


def test_the_first_and_the_last_day_that_are_read_can_be_counted_from(tmp_path: Path) -> None:
    """Letters go out weeks before a day; the earliest day leaves room for that."""
    for day in (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)):
        program = opened(tmp_path, f"as_of: {day}\naudiences: {{forms_due: {day}}}\nsteering: {{closure: {{last_meeting_by: {day}}}}}\n")
        assert not program.wrong
        assert mk.make_texts(program).rows[0].day < day


def test_paid_hours_below_one_a_year_are_refused(tmp_path: Path) -> None:
    """Salaries are divided by them: next to nothing would make an hour cost more than there is."""
    found = mk.problems(opened(tmp_path, "costs: {paid_hours: 1e-200}\n"), "alternatives")
    assert [(p.code, p.place) for p in found] == [("MK-P204", "costs > paid_hours")]


def test_what_is_allowed_names_each_id_once(tmp_path: Path) -> None:
    """An id that stands twice is a problem of its own, not two choices."""
    lines = "training: {modules: [{id: a}, {id: a}], sessions: [{module: b}]}\n"
    sentences = [p.sentence(program.text) for program in [opened(tmp_path, lines)] for p in mk.problems(program) if p.code == "MK-P111"]
    assert len(sentences) == 1
    assert "Allowed are: a." in sentences[0]
