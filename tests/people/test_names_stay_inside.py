"""What a message quotes of a table is never a person's name, also when it was typed into a wrong cell."""

import pytest

from mentorkit.people import read_people
from mentorkit.program.program import open_program

HEAD = "schema: mentorkit-program/1\nid: p\nname: P\nlanguage: en\nas_of: 2026-09-01\ntables:\n  mentees: {file: m.csv}\n"


def said(tmp_path, content, encoding="utf-8"):
    (tmp_path / "m.csv").write_bytes(content.encode(encoding))
    (tmp_path / "program.yaml").write_text(HEAD, "utf-8")
    found = read_people(open_program(tmp_path))
    assert found.problems
    return " ".join(str(problem) for problem in found.problems)


@pytest.mark.parametrize("column", ["grade", "hire_date", "status", "manager_consent", "hours_per_month"])
@pytest.mark.parametrize("name", ["Noa", "Noa Levi", "levi", "נועה לוי", "לאה", "noa1@x.example", "Waite", "Jo"])
def test_a_name_in_a_wrong_cell_is_not_quoted(tmp_path, column, name):
    """A name in a column of numbers, days or choices is a problem that does not repeat it."""
    text = said(tmp_path, f"person_id,{column}\nE1,{name}\n")
    assert "found a value that is not allowed." in text and name not in text


@pytest.mark.parametrize(
    ("column", "value"), [("grade", "1..5"), ("grade", "12h"), ("hire_date", "2026-02-30"), ("hire_date", "26-Feb-2020"), ("status", "aplied"), ("manager_consent", "yess")]
)
def test_slips_are_quoted(tmp_path, column, value):
    """What can only be a number, a day or a slip in an allowed word is quoted, so that it can be found."""
    assert f"found '{value}'." in said(tmp_path, f"person_id,{column}\nE1,{value}\n")


def test_a_first_row_that_is_a_person_is_counted_and_not_shown(tmp_path):
    """Headings are named only when they are known; the others are counted, and one that stands twice is told by its letter."""
    assert "Noa" not in said(tmp_path, "Noa Levi,Haifa,Nurse\nAmir Cohen,Haifa,Nurse\n")
    assert "The headings found are: site, grade, and 3 others." in said(tmp_path, "Noa,site,grade,Levi,Amir\na,b,1,c,d\n")
    text = said(tmp_path, "Levi,Levi,x\na,b,c\n")
    assert "Levi" not in text and "column B" in text


def test_a_preview_of_another_encoding_shows_headings_only(tmp_path):
    """A first row without any known heading is not shown in any encoding."""
    text = said(tmp_path, "נועה לוי,חיפה\nדנה,עכו\n", "cp1255")
    assert "נועה" not in text and "no known heading" in text
    assert "מספר עובד" in said(tmp_path, "מספר עובד,אתר\n1,חיפה\n", "cp1255")


def test_the_count_of_the_rest_comes_last(tmp_path):
    """The line with "and n more" is the last problem of its file however problems are sorted."""
    (tmp_path / "m.csv").write_text("person_id,grade\n" + "".join(f"E{i},x\n" for i in range(80)), "utf-8")
    (tmp_path / "program.yaml").write_text(HEAD, "utf-8")
    found = sorted(read_people(open_program(tmp_path)).problems, key=lambda problem: problem.order)
    assert [problem.code for problem in found][-2:] == ["MK-T033", "MK-T099"]
