"""The shipped examples are what the generator makes, and are what their READMEs say."""

import numpy as np
import pandas as pd
import pytest

from mentorkit.people import read_people, read_table
from mentorkit.people.example_worlds import HARBOUR
from mentorkit.people.examples import SEEDS, example_tables, write_examples
from mentorkit.people.lines import line_above, managers_of
from mentorkit.people.specs import CONTACTS
from mentorkit.people.synthetic import organisation
from mentorkit.planning.chain import signature
from mentorkit.program.checks import problems
from mentorkit.program.program import open_program

NAMES = ("harbour-2026", "lighthouse-2025", "orchard-draft")


def test_shipped_tables_are_made_again_byte_for_byte(examples, tmp_path):
    """The seeds give exactly the tables that are shipped, and no other table is shipped."""
    made = example_tables()
    for name, tables in made.items():
        shipped = {path.name for path in (examples / name).iterdir() if path.suffix in (".csv", ".xlsx")}
        assert shipped == set(tables)
        for file, content in tables.items():
            assert (examples / name / file).read_bytes() == content, f"{name}/{file}: run python -m mentorkit.people.examples data/programs"
    assert {path.relative_to(tmp_path).parts[0] for path in write_examples(tmp_path)} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_examples_open_without_anything_wrong(examples, name):
    """Every example opens, its id is its folder, nothing in file or tables is wrong, and its README says that people are made up."""
    program = open_program(examples / name)
    assert program.id == name and not program.wrong
    assert not [str(p) for p in problems(program) if p.kind == "wrong"]
    assert not [str(p) for p in read_people(program).problems]
    readme = (examples / name / "README.md").read_text("utf-8")
    assert "made up" in readme and (name not in SEEDS or str(SEEDS[name]) in readme)


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025"])
def test_complete_examples_lack_nothing_and_are_signed(examples, name):
    """The two complete examples pass every stage, and their sign-off still holds."""
    program = open_program(examples / name)
    assert not [str(p) for p in problems(program)]
    assert signature(program.intent).state == "signed"


def test_draft_is_not_ready_and_not_wrong(examples):
    """The draft lacks something in stages 02, 03 and 04."""
    found = problems(open_program(examples / "orchard-draft"))
    assert {p.stage for p in found} == {"need", "audiences", "pairing"} and {p.kind for p in found} == {"missing"}


def test_names_stand_in_contacts_only(examples):
    """No name of a contact is in any other file of the example."""
    for name in ("harbour-2026", "lighthouse-2025"):
        people = read_table(open_program(examples / name), CONTACTS).frame
        others = b"".join(path.read_bytes() for path in (examples / name).iterdir() if path.name != "contacts.csv").decode("utf-8", "ignore")
        assert len(people) > 40 and not [person for person in people["name"] if person in others]


def test_made_up_organisation_is_credible():
    """Lines end at one head over three to four levels, managers are of the same department and a higher grade, ids are unique."""
    staff = organisation(np.random.default_rng(3), HARBOUR, 300)
    managers = managers_of(staff.replace({"manager_id": {"": pd.NA}}))
    by_id = staff.set_index("person_id")
    head = by_id.index[by_id["manager_id"] == ""]
    assert len(head) == 1 and by_id.index.is_unique
    depths = {person: len(line_above(person, managers)) for person in by_id.index}
    assert max(depths.values()) == 3
    assert all(line_above(person, managers)[-1] == head[0] for person in by_id.index if person != head[0])
    assert all(by_id.loc[manager, "grade"] > by_id.loc[person, "grade"] for person, manager in managers.items())
    assert organisation(np.random.default_rng(3), HARBOUR, 300).equals(staff)


def test_scarce_areas_and_seats_of_harbour(examples):
    """The planned example has fewer seats than places and areas that hardly anybody can help with."""
    people = read_people(open_program(examples / "harbour-2026"))
    wanted, offered = (pd.Series([area for areas in column for area in areas]).value_counts() for column in (people.mentees["wants"], people.mentors["offers"]))
    assert people.mentors["capacity"].sum() < 24 and len(people.mentees) == 32
    assert wanted["automation"] >= 8 and offered.get("automation", 0) == 1
