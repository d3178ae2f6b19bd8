"""The shipped examples are what the generator makes, and are what their READMEs say."""

import re
import zipfile

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
from mentorkit.stages.outcome import outcomes
from mentorkit.stages.start import folder_problems

RUN = ("harbour-2026", "lighthouse-2025", "ferry-2026", "delta-2026", "bridge-2026", "gesher-2026", "market-2026")
NAMES = (*RUN, "quarry-2026", "orchard-draft")


def test_shipped_tables_are_made_again_byte_for_byte(examples, tmp_path):
    """The seeds give exactly the tables that are shipped, and no other table is shipped."""
    made = example_tables()
    for name, tables in made.items():
        shipped = {path.name for path in (examples / name).iterdir() if path.suffix in (".csv", ".xlsx")}
        assert shipped == set(tables)
        for file, content in tables.items():
            assert (examples / name / file).read_bytes() == content, f"{name}/{file}: run python -m mentorkit.people.examples data/programs"
    assert {path.relative_to(tmp_path).parts[0] for path in write_examples(tmp_path)} == set(NAMES) - {"quarry-2026"}
    assert {path.parent.name for path in examples.glob("*/program.yaml")} == set(NAMES)
    assert not [path.name for path in (examples / "quarry-2026").iterdir() if path.suffix in (".csv", ".xlsx")]


@pytest.mark.parametrize("name", NAMES)
def test_examples_open_without_anything_wrong(examples, name):
    """Every example opens, its id is its folder, nothing in file or tables is wrong, and its README says that people are made up."""
    program = open_program(examples / name)
    assert program.id == name and not program.wrong
    assert not [str(p) for p in problems(program) if p.kind == "wrong"]
    assert not [str(p) for p in read_people(program).problems]
    readme = (examples / name / "README.md").read_text("utf-8")
    assert "made up" in readme and (name not in SEEDS or str(SEEDS[name]) in readme)
    assert name == "orchard-draft" or program.intent.seed == SEEDS.get(name, program.intent.seed)


@pytest.mark.parametrize("name", [*RUN, "quarry-2026"])
def test_complete_examples_lack_nothing_and_are_signed(examples, name):
    """Every example but the draft passes every stage, and its sign-off still holds."""
    program = open_program(examples / name)
    assert not [str(p) for p in problems(program)]
    assert signature(program.intent).state == "signed"


def test_draft_is_not_ready_and_not_wrong(examples):
    """The draft lacks something in stages 02, 03 and 04."""
    found = problems(open_program(examples / "orchard-draft"))
    assert {p.stage for p in found} == {"need", "audiences", "pairing"} and {p.kind for p in found} == {"missing"}


@pytest.mark.parametrize("name", RUN)
def test_names_stand_in_contacts_only(examples, name):
    """No name of a contact is in any other file of the example, nor in a sheet of its workbook; every participant is a contact."""
    program = open_program(examples / name)
    contacts, people = read_table(program, CONTACTS).frame, read_people(program)
    others = "".join(words_of(path) for path in (examples / name).iterdir() if path.name != "contacts.csv")
    assert len(contacts) > 40 and not [person for person in contacts["name"] if person in others]
    assert contacts["name"].is_unique and contacts["email"].str.endswith(".example").all()
    if name not in ("lighthouse-2025", "market-2026"):
        assert {*people.mentees["person_id"], *people.mentors["person_id"]} <= set(contacts["person_id"])


def words_of(path):
    """Everything written in a file; of a workbook, all of its parts."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(part).decode("utf-8") for part in book.namelist())
    return path.read_bytes().decode("cp1255" if path.parent.name == "market-2026" and path.name == "mentees.csv" else "utf-8-sig")


def test_ratings_of_harbour_are_asked_and_some_are_blank(examples):
    """Mentors rate themselves in three competencies and mentees in one, from 1 to 5, and some left it blank."""
    people = read_people(open_program(examples / "harbour-2026"))
    asked = [people.mentors[f"rate_{name}"] for name in ("listening", "goal_setting", "opening_doors")] + [people.mentees["rate_goal_setting"]]
    for column in asked:
        assert 0 < column.isna().sum() < len(column) / 3 and column.dropna().between(1, 5).all()


def test_ferry_is_in_the_middle_of_its_run(examples):
    """26 pairs are active (one in its second round), two pause, three ended early with a reason; nothing is dated after the day of the file."""
    pairs = pd.read_csv(examples / "ferry-2026" / "pairs.csv", dtype=str)
    assert pairs["state"].value_counts().to_dict() == {"active": 26, "paused": 2, "ended": 3}
    assert pairs.loc[pairs["state"] == "ended", "end_reason"].notna().all() and (pairs["round"] == "2").sum() == 1
    reports = pd.read_csv(examples / "ferry-2026" / "checkins.csv", dtype=str)
    assert reports["date"].max() <= "2026-06-15" and (reports["contact_me"] == "yes").sum() == 2 and set(reports["by"]) == {"mentee", "mentor"}
    active = pairs[pairs["state"] == "active"]
    met = reports[(reports["met"] == "yes") & reports["mentee_id"].isin(active["mentee_id"])].groupby("mentee_id")["date"].max()
    silent = (pd.Timestamp("2026-06-15") - pd.to_datetime(met)).dt.days
    assert (silent.between(31, 45).sum(), (silent > 45).sum()) == (3, 2)
    log = pd.read_csv(examples / "ferry-2026" / "log.csv", dtype=str)
    assert set(log["kind"]) == {"issue", "decision", "change", "control"} and ((log["status"] == "open") & (log["due"] < "2026-06-15")).sum() == 3


def test_delta_is_large_and_small_on_disk(examples):
    """300 mentees by 240 mentors of ten sites, who take one to three; one area nobody offers; the workbook stays under 150 KB."""
    people = read_people(open_program(examples / "delta-2026"))
    assert (len(people.mentees), len(people.mentors), people.mentors["site"].nunique()) == (300, 240, 10)
    assert set(people.mentors["capacity"]) == {1, 2, 3} and people.mentors["capacity"].sum() > 300
    wanted, offered = ({area for areas in column for area in areas} for column in (people.mentees["wants"], people.mentors["offers"]))
    assert wanted - offered == {"modelling of rivers"}
    assert (examples / "delta-2026" / "people.xlsx").stat().st_size < 150_000


def test_quarry_has_no_people_and_another_decision(examples):
    """The decision is for a course, with its reason, post, days and scores for every criterion; mentoring was weighed."""
    intent = open_program(examples / "quarry-2026").intent
    decision = intent.alternatives.decision
    assert (decision.chosen, decision.by) == ("course", "Managing director") and decision.reason and decision.on < decision.review_on
    criteria = {criterion.id for criterion in intent.alternatives.criteria}
    assert all(set(option.scores) == criteria for option in intent.alternatives.options) and "mentoring" in {option.id for option in intent.alternatives.options}
    assert not intent.tables.model_fields_set and {goal.for_ for goal in intent.goals} == {"mentee", "mentor", "organisation"}


def test_market_is_noticed_and_never_wrong(examples):
    """Every warning its README tells of is given, and nothing else; ids, dates and answers are settled by the program file."""
    program = open_program(examples / "market-2026")
    found, warned = folder_problems(program)
    told = set(re.findall(r"MK-W\d+", (examples / "market-2026" / "README.md").read_text("utf-8")))
    given = {warning.code for outcome in outcomes(program) for warning in outcome.warnings}
    assert not found and given == told and len({warning.code for warning in warned}) >= 6
    people = read_people(program)
    raw = (examples / "market-2026" / "mentees.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    days = re.findall(r"\b(\d\d)/(\d\d)/\d{4}", raw.decode("cp1255"))
    assert len(days) > 50 and all(int(day) <= 12 and int(month) <= 12 for day, month in days)
    assert (len(people.mentees), (people.mentees["wants"].map(len) == 0).sum()) == (25, 3)
    assert set(people.mentees["department"]) == {"Fruit and vegetables", "Bakery", "Tills", "Warehouse"} and set(people.mentees["site"]) == set(people.staff["site"])
    assert people.mentees["person_id"].isin(people.staff["person_id"]).all()


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
