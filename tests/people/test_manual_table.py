"""The table of pairs made by hand is read like every other table."""

import json

from mentorkit.people.people import read_people
from mentorkit.program.program import open_program


def read(folder, text):
    tables = {name: {"file": f"{name}.csv"} for name in ("mentees", "mentors", "manual")}
    (folder / "program.yaml").write_text(json.dumps({"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "tables": tables}), "utf-8")
    (folder / "mentees.csv").write_text("person_id\nE1\nE2\n", "utf-8")
    (folder / "mentors.csv").write_text("person_id,capacity\nM1,1\n", "utf-8")
    (folder / "manual.csv").write_text(text, "utf-8")
    return read_people(open_program(folder / "program.yaml"))


def test_pairs_made_by_hand_are_read_in_the_spelling_of_the_tables(tmp_path):
    """Ids are those of the people's own rows; somebody who is in no table stays as written and is no problem of the table."""
    people = read(tmp_path, "mentee_id,mentor_id\ne2,M1\nE9,m1\n")
    assert not people.problems and "manual" in people.named
    assert sorted(people.manual[["mentee_id", "mentor_id"]].to_numpy().tolist()) == [["E2", "M1"], ["E9", "M1"]]


def test_a_table_without_its_columns_is_a_problem_of_the_pairing(tmp_path):
    """A missing column is named, and stops the stage that compares with it."""
    people = read(tmp_path, "mentee_id\nE1\n")
    assert {(problem.table, problem.stage) for problem in people.problems} == {("manual", "pairing")} and people.manual.empty
