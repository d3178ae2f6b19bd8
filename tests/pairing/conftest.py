"""Small programmes of made-up ids, for the pairing tests."""

import json

import pandas as pd
import pytest

from mentorkit.people.people import People
from mentorkit.program.model import PairingPlan
from mentorkit.program.program import open_program

WHOLE, NUMBERS, DAYS, LISTS = {"capacity", "round"}, {"grade", "hours_per_month"}, {"hire_date", "applied_on"}, {"wants", "offers", "interests", "languages", "preferences"}


def frame(rows, columns):
    """A table as the readers give it: declared types, missing answers blank, sorted by id."""
    names = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    found = pd.DataFrame({name: _column(name, [row.get(name) for row in rows]) for name in names})
    return found.sort_values(names[0], kind="stable").reset_index(drop=True).assign(_row=range(2, len(rows) + 2))


def _column(name, values):
    if name in LISTS:
        return pd.Series([tuple(value or ()) for value in values], dtype=object)
    if name in DAYS:
        return pd.to_datetime(pd.Series(values, dtype=object))
    kind = "Int64" if name in WHOLE else "Float64" if name in NUMBERS else "string"
    return pd.Series(values, dtype=kind)


@pytest.fixture
def made(tmp_path):
    """``made(mentees, mentors, pairing={...})`` gives a programme and its people."""

    def make(mentees, mentors, *, staff=(), pairs=(), pairing=None, audiences=None, seed=7, language="en"):
        tables = {"mentees": {"file": "mentees.csv"}, "mentors": {"file": "mentors.csv"}}
        content = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": language, "seed": seed, "tables": tables}
        content |= {"pairing": pairing} if pairing is not None else {}
        content |= {"audiences": audiences} if audiences is not None else {}
        path = tmp_path / "program.yaml"
        path.write_text(json.dumps(content), encoding="utf-8")
        people = People(
            frame(list(mentees), ["person_id"]),
            frame(list(mentors), ["person_id"]),
            frame(list(staff), ["person_id"]),
            frame(list(pairs), ["mentee_id", "mentor_id", "state"]),
        )
        return open_program(path), people

    return make


@pytest.fixture
def replanned(made):
    """Like ``made``, for many questions in one test: the file is read once, then only its pairing section changes."""
    program, _ = made([], [], pairing={})

    def make(mentees, mentors, *, pairs=(), pairing):
        plan = PairingPlan.model_validate_json(json.dumps(pairing))
        people = People(frame(list(mentees), ["person_id"]), frame(list(mentors), ["person_id"]), frame([], ["person_id"]), frame(list(pairs), ["mentee_id", "mentor_id", "state"]))
        return program.with_intent(program.intent.model_copy(update={"pairing": plan})), people

    return make
