"""Rows are added to the tables of people without touching what stands there."""

import pytest

from mentorkit.people.additions import edited
from mentorkit.people.specs import PAIRS
from mentorkit.program.program import open_program

HEAD = "schema: mentorkit-program/1\nid: p\nname: P\nlanguage: en\ntables:\n  pairs: {file: pairs.csv%s}\n"


def after(tmp_path, content, added=(), changed=None, more=""):
    (tmp_path / "pairs.csv").write_bytes(content)
    (tmp_path / "program.yaml").write_text(HEAD % more, "utf-8")
    return edited(open_program(tmp_path), PAIRS, added, changed)


NEW = {"mentee_id": "E2", "mentor_id": "M2", "state": "approved", "why": "said; so"}


def test_separator_line_ends_mark_and_quotes_stay(tmp_path):
    """Rows that do not change are the same bytes, quoted line feeds included."""
    content = b'\xef\xbb\xbfmentee_id;mentor_id;why;state\r\n"E1";M1;"two\r\nlines";active\r\n\r\n'
    assert after(tmp_path, content, [NEW]).content == content[:-2] + b'E2;M2;"said; so";approved\r\n'


def test_a_last_line_without_end_gets_one(tmp_path):
    """The new row begins on a line of its own."""
    assert after(tmp_path, b"mentee_id,mentor_id,state\nE1,M1,active", [NEW]).content == b"mentee_id,mentor_id,state\nE1,M1,active\nE2,M2,approved\n"


def test_their_headings_and_answers_are_used(tmp_path):
    """Columns and answers are written as the file calls them; one cell of one row changes."""
    content = "מנטי,מנטור,מצב\nE1,M1,הוצע\nE3,M3,פעיל\n".encode("cp1255")
    more = ", encoding: cp1255, columns: {mentee_id: מנטי, mentor_id: מנטור, state: מצב}, values: {state: {הוצע: proposed, אושר: approved, פעיל: active}}"
    found = after(tmp_path, content, [NEW], {2: {"state": "approved"}}, more)
    assert found.problems == () and found.content.decode("cp1255") == "מנטי,מנטור,מצב\nE1,M1,אושר\nE3,M3,פעיל\nE2,M2,אושר\n"


def test_a_line_that_names_the_separator_is_not_counted(tmp_path):
    """Excel's first line sep=; moves no row."""
    found = after(tmp_path, b"sep=;\nmentee_id;mentor_id;state\nE1;M1;proposed\n", (), {2: {"state": "approved"}})
    assert found.content == b"sep=;\nmentee_id;mentor_id;state\nE1;M1;approved\n"


@pytest.mark.parametrize(
    ("content", "more", "code"),
    [(b"mentee_id,mentor_id,state,why\nE1,M1,perhaps,\n", "", "MK-T0"), (b"mentee_id,mentor_id,state,why\n", ", encoding: cp1252", "MK-T439")],
)
def test_what_cannot_be_read_or_written_is_said(tmp_path, content, more, code):
    """A table with problems, and a word its encoding does not have: nothing is changed, and the reason is a problem."""
    found = after(tmp_path, content, [{**NEW, "why": "כך הוחלט"}], None, more)
    assert found.problems and found.problems[0].code.startswith(code)


def test_a_table_that_is_not_there_is_made(tmp_path):
    """It has every column, and a name that is free."""
    (tmp_path / "pairs.csv").write_text("something else", "utf-8")
    (tmp_path / "program.yaml").write_text(HEAD.split("tables")[0], "utf-8")
    found = edited(open_program(tmp_path), PAIRS, [NEW])
    assert found.source.file == "pairs-2.csv" and found.before == ""
    assert found.content.decode("utf-8-sig").splitlines()[1].startswith("E2,M2,approved,")
