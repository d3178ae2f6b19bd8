"""A copy of a programme with made-up first names: the same numbers, nobody's id, nobody's own words."""

import csv
import dataclasses
import shutil

import pandas as pd
import pytest

import mentorkit as mk
from mentorkit.errors import InvalidProgram
from mentorkit.evaluation.tables import ITEMS, OUTCOMES, read_items
from mentorkit.monitoring.tables import ATTENDANCE, CHECKINS, LOG
from mentorkit.people.columns import ColumnSpec, TableSpec
from mentorkit.people.first_names import first_names
from mentorkit.people.masked import masked_copy
from mentorkit.people.specs import MENTEES, MENTORS, PAIRS, STAFF
from mentorkit.program.program import open_program
from mentorkit.stages.outcome import outcomes

SURVEY = TableSpec("survey", (ColumnSpec("respondent_id", "id"), *(ColumnSpec(name, "text") for name in ("role", "wave", "item", "answer"))), keep_unknown=True)
TABLES = (MENTEES, MENTORS, STAFF, PAIRS, CHECKINS, LOG, ATTENDANCE, ITEMS, OUTCOMES, SURVEY)


def copied(program, folder, **options):
    comments = frozenset(item.id for item in read_items(program)[0] if item.scale == "text")
    made = masked_copy(program, folder, TABLES, comments=comments, **options)
    return made, open_program(made.path)


def numbers(value):
    """Every number inside results, however deep, in order; texts, ids and paths are left out."""
    if isinstance(value, bool) or value is None:
        return [value]
    if isinstance(value, int | float):
        return [round(float(value), 9)]
    if isinstance(value, pd.DataFrame):
        return [numbers(value[name].tolist()) for name in value if value[name].dtype.kind in "iufb"]
    if isinstance(value, dict):
        return [numbers(one) for one in value.values()]
    if isinstance(value, list | tuple):
        # what people wrote in their own words is not in the copy, so how many answered is not counted there
        return [numbers(one) for one in value if getattr(one, "column", None) != "goals_text"]
    if dataclasses.is_dataclass(value) and type(value).__name__ not in ("Program", "Message", "Problem"):
        return [numbers(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return []


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025"])
def test_every_number_is_the_same(examples, tmp_path, name):
    """All results of all stages hold the same numbers over the copy as over the original, ties included."""
    folder = tmp_path / name
    shutil.copytree(examples / name, folder)
    if (folder / "checkins.csv").exists():  # who asked to be contacted in private is not for a screen, so it is not compared
        pd.read_csv(folder / "checkins.csv", dtype=str, keep_default_na=False).drop(columns="contact_me").to_csv(folder / "checkins.csv", index=False)
    program = open_program(folder)
    made, copy = copied(program, tmp_path / "copy")
    assert made.left_out == ()
    there, here = outcomes(program), outcomes(copy)
    assert [(o.stage.key, o.state) for o in here] == [(o.stage.key, o.state) for o in there]
    for one, other in zip(there, here, strict=True):
        if one.stage.key != "start":  # page 00 counts places in the file
            assert numbers(other.results) == numbers(one.results), one.stage.key


def test_pairs_are_the_same_people(examples, tmp_path):
    """Who gets whom is the same: the n-th mentee by id is the n-th by name, with the same mentor and score."""
    program = open_program(examples / "harbour-2026")
    _, copy = copied(program, tmp_path / "copy")
    before, after = mk.read_people(program), mk.read_people(copy)
    name = {**dict(zip(before.mentees["person_id"], after.mentees["person_id"], strict=True)), **dict(zip(before.mentors["person_id"], after.mentors["person_id"], strict=True))}
    pairs, again = mk.pair(program, before).pairs, mk.pair(copy, after).pairs
    assert [(name[a], name[b], s) for a, b, s in zip(pairs["mentee"], pairs["mentor"], pairs["score"], strict=True)] == list(
        zip(again["mentee"], again["mentor"], again["score"], strict=True)
    )


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025"])
def test_no_id_and_no_name_comes_along(examples, tmp_path, name):
    """No file of the copy holds an id or a name of the original, and the table of contacts is not in it."""
    _, copy = copied(open_program(examples / name), tmp_path / "copy")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "copy").iterdir()}
    assert "contacts.csv" not in written and copy.intent.tables.contacts is None
    with (examples / name / "contacts.csv").open(encoding="utf-8") as stream:
        known = [row for row in csv.DictReader(stream)]
    with (examples / name / "staff.csv").open(encoding="utf-8") as stream:
        ids = [row["person_id"] for row in csv.DictReader(stream)]
    for content in written.values():
        assert not [value for row in known for value in (row["name"], row["email"], row["person_id"]) if value in content]
        assert not [one for one in ids if one in content]


def test_nobodys_own_words(examples, tmp_path):
    """Free text is left out; how often people wrote something stays."""
    program = open_program(examples / "lighthouse-2025")
    copied(program, tmp_path / "copy")
    assert "contact_me" not in (tmp_path / "copy" / "checkins.csv").read_text("utf-8").splitlines()[0]
    survey, log = (pd.read_csv(tmp_path / "copy" / f"{name}.csv", dtype=str) for name in ("survey", "log"))
    before = pd.read_csv(examples / "lighthouse-2025" / "survey.csv", dtype=str)
    comments = survey[survey["item"] == "comment"]["answer"]
    assert len(comments) == (before["item"] == "comment").sum() > 0 and set(comments) == {"(left out in this copy)"}
    assert set(log["text"]) == {"(left out in this copy)", "Pairs that met"}  # the second is a control of the plan
    assert set(log["result"].dropna()) == {"(left out in this copy)"}
    harbour = open_program(examples / "harbour-2026")
    _, copy = copied(harbour, tmp_path / "other")
    assert "goals_text" not in (tmp_path / "other" / "mentees.csv").read_text("utf-8").splitlines()[0]
    assert copy.intent.pairing.required_pairs[0].why == "(left out in this copy)"
    assert "#" not in copy.path.read_text("utf-8")


def test_real_ids_keep_ids_and_words(examples, tmp_path):
    """With real ids the copy keeps ids and free text, and contacts stay away all the same."""
    made, copy = copied(open_program(examples / "harbour-2026"), tmp_path / "copy", real_ids=True)
    assert made.persons == 0
    assert list(mk.read_people(copy).mentees["person_id"]) == list(mk.read_people(open_program(examples / "harbour-2026")).mentees["person_id"])
    assert copy.intent.pairing.required_pairs[0].why.startswith("They have worked together")
    assert copy.intent.tables.contacts is None


def test_a_table_with_problems_is_left_out_and_named(examples, tmp_path):
    """One wrong cell costs its table, is said, and the rest can be shown."""
    folder = tmp_path / "lighthouse"
    shutil.copytree(examples / "lighthouse-2025", folder)
    table = folder / "outcomes.csv"
    table.write_text(table.read_text("utf-8").replace("participant", "guest", 1), "utf-8")
    made, copy = copied(open_program(folder), tmp_path / "copy")
    assert made.left_out == ("outcomes",) and copy.intent.tables.outcomes is None and copy.intent.tables.survey is not None


def test_a_broken_file_is_refused(examples, tmp_path):
    """Something wrong in the file itself is listed instead of being lost in a copy."""
    folder = tmp_path / "harbour"
    shutil.copytree(examples / "harbour-2026", folder)
    path = folder / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("months: 9", "months: nine"), "utf-8")
    with pytest.raises(InvalidProgram):
        copied(open_program(folder), tmp_path / "copy")


def test_the_same_names_each_time(examples, tmp_path):
    """The seed of the programme decides on the names."""
    program = open_program(examples / "harbour-2026")
    for name in ("one", "two"):
        copied(program, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize(("n", "more_than"), [(0, 0), (1, 0), (40, 0), (120, 0), (600, 0), (5000, 0), (12, 1), (3, 2)])
def test_names_are_different_and_in_order(n, more_than, language):
    """As many different names as are asked for, sorted, each with more parts than the other group's."""
    names = first_names(n, language, seed=3, more_than=more_than)
    assert len(names) == len(set(names)) == n
    assert list(names) == sorted(names)
    assert all(len(name.split()) > more_than and len(name) <= 40 for name in names)


def test_text_that_a_criterion_compares_stays_away_too(tmp_path, monkeypatch):
    """The columns are there and hold no word of anybody, so that the copy can be paired; other free text is dropped as ever."""
    from mentorkit.pairing import fixed

    criterion = "{id: words, kind: text, mentee: goals_text, mentor: can_help, weight: 1}"
    head = "schema: mentorkit-program/1\nid: case\nname: Case\nlanguage: en\ntables:\n  mentees: {file: mentees.csv}\n  mentors: {file: mentors.csv}\n"
    (tmp_path / "program.yaml").write_text(f"{head}pairing:\n  criteria:\n    - {criterion}\n", encoding="utf-8")
    (tmp_path / "mentees.csv").write_text("person_id,goals_text\nE1,to lead my own team\n", encoding="utf-8")
    (tmp_path / "mentors.csv").write_text("person_id,can_help,goals_text,capacity\nM1,I led a team,my own goals,1\n", encoding="utf-8")
    made, copy = copied(open_program(tmp_path), tmp_path / "copy")
    assert not any(words in path.read_text("utf-8") for path in made.path.parent.iterdir() for words in ("team", "own goals"))
    monkeypatch.setattr(fixed, "installed", lambda: True)
    people = mk.read_people(copy)
    assert fixed.column_problems(copy, people) == () and people.mentors["can_help"].isna().all() and "goals_text" not in people.mentors
