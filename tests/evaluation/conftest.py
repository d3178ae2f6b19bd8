"""Small programme folders for the evaluation, written from rows."""

import csv
import datetime
import io

import pytest

from mentorkit.evaluation.evaluation import evaluation
from mentorkit.evaluation.reading import read_evaluation_tables
from mentorkit.people import read_people
from mentorkit.program.program import open_program

HEAD = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\nas_of: 2026-09-30\nevaluation: {}\n"
WAVES = "schedule: {waves: {start: 2025-10-01, middle: 2026-01-15, end: 2026-06-30, after: 2026-12-01}}\n"


def as_csv(rows):
    """Rows of cells, the first one the headings, as a file's text."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


@pytest.fixture
def programme(tmp_path):
    """``programme(more_yaml, survey=rows, ...)`` writes the folder and opens the programme."""

    def make(more="", head=HEAD + WAVES, **tables):
        (tmp_path / "small").mkdir(exist_ok=True)
        lines = [f"  {name}: {{file: {name}.csv}}" for name in tables]
        for name, rows in tables.items():
            (tmp_path / "small" / f"{name}.csv").write_text(as_csv(rows), "utf-8")
        text = head + ("tables:\n" + "\n".join(lines) + "\n" if lines else "") + more
        (tmp_path / "small" / "program.yaml").write_text(text, "utf-8")
        return open_program(tmp_path / "small")

    return make


@pytest.fixture
def evaluated():
    """The evaluation of a programme whose tables hold nothing wrong."""

    def run(program, sign_off="signed"):
        people = read_people(program)
        tables = read_evaluation_tables(program, people)
        assert [str(problem) for problem in (*people.problems, *tables.problems)] == []
        return evaluation(program, people, tables, sign_off)

    return run


@pytest.fixture
def people_rows():
    """``people_rows(n)``: n mentees, as many mentors, and their pairs, all completed."""

    def make(n, state="completed"):
        mentees = [("person_id",), *((f"E{i:03d}",) for i in range(n))]
        mentors = [("person_id", "capacity"), *((f"M{i:03d}", 1) for i in range(n))]
        pairs = [("mentee_id", "mentor_id", "state"), *((f"E{i:03d}", f"M{i:03d}", state) for i in range(n))]
        return {"mentees": mentees, "mentors": mentors, "pairs": pairs}

    return make


@pytest.fixture
def day():
    """A date from its text."""
    return datetime.date.fromisoformat
