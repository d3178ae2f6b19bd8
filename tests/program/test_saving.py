"""Saving a program file: order and comments kept, atomic, refused when the file changed, listeners told."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.errors import FileChanged, InvalidProgram
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import as_written, on_saved, open_program, resolved_text, save_program
from mentorkit.program.schema import json_schema

ROOT = Path(__file__).parents[2]
SOURCE = """# how we run it
schema: mentorkit-program/1
id: harbour-2026   # the folder's name
name: Harbour engineers
language: en
goals:
  # the first goal
  - {id: stay, for: mentee, statement: "People stay"}  # why
  - id: grow
    for: mentor
    statement: Mentors grow
pairing:
  criteria:
    - {id: site, kind: equal, column: site, weight: 3}   # sites are far apart
    - id: development
      kind: coverage   # wanted against offered
      mentee: wants
      mentor: offers
      weight: 5        # heavy
costs:
  fixed: [1,2,3]
"""


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.yaml"
    path.write_text(SOURCE, "utf-8")
    return open_program(path)


def changed(program, **sections):
    value = {**as_written(program.intent), **sections}
    return program.with_intent(ProgramFile.model_validate_json(json.dumps(value), strict=True))


def with_weight(program, weight):
    value = as_written(program.intent)["pairing"]
    value["criteria"][1]["weight"] = weight
    return changed(program, pairing=value)


def test_a_changed_value_changes_only_itself(program):
    """A changed weight is exchanged where it stands; every other character of the file stays."""
    save_program(with_weight(program, 7))
    assert program.path.read_text("utf-8") == SOURCE.replace("weight: 5 ", "weight: 7 ")


def test_a_new_section_leaves_the_others_alone(program):
    """A section that was not there is added at the end; what stood before stays to the letter."""
    save_program(changed(program, need={"statement": "People leave: early"}))
    text = program.path.read_text("utf-8")
    assert text.startswith(SOURCE) and open_program(program.path).intent.need.statement == "People leave: early"


def test_a_removed_entry_keeps_the_other_sections(program):
    """Removing one goal rewrites the section goals only."""
    goals = as_written(program.intent)["goals"][1:]
    saved = save_program(changed(program, goals=goals))
    text = program.path.read_text("utf-8")
    assert [goal.id for goal in saved.intent.goals] == ["grow"]
    assert "# sites are far apart" in text and "# heavy" in text and text.startswith("# how we run it")


def test_saving_nothing_new_changes_no_byte(program):
    """Saving an unchanged draft leaves the file as it is."""
    save_program(program)
    assert program.path.read_text("utf-8") == SOURCE


def test_refused_when_the_file_changed(program):
    """Saving over somebody else's change is refused and loses nothing."""
    theirs = SOURCE.replace("Harbour engineers", "Harbour people")
    program.path.write_text(theirs, "utf-8")
    with pytest.raises(FileChanged):
        save_program(with_weight(program, 7))
    assert program.path.read_text("utf-8") == theirs


def test_a_second_save_goes_on_from_the_first(program):
    """What save returns can be saved again."""
    saved = save_program(with_weight(program, 7))
    save_program(with_weight(saved, 8))
    assert open_program(program.path).intent.pairing.criteria[1].weight == 8


def test_a_file_with_wrong_values_is_not_saved_over(tmp_path):
    """Saving would lose the lines that cannot be used, so it is refused until they are mended."""
    path = tmp_path / "program.yaml"
    path.write_text(SOURCE.replace("weight: 3", "weight: 33"), "utf-8")
    program = open_program(path)
    assert program.intent.pairing is None and program.intent.goals
    with pytest.raises(InvalidProgram):
        save_program(program)


def test_listeners_are_told_until_they_stop(program):
    """Whoever listens is told after each save, and no longer after it ended."""
    heard = []
    end = on_saved(lambda saved: heard.append(saved.intent.pairing.criteria[1].weight))
    saved = save_program(with_weight(program, 7))
    end()
    save_program(with_weight(saved, 8))
    assert heard == [7]


names = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(name=names, statement=names, weight=st.integers(0, 10), extra=st.booleans(), drop=st.booleans())
def test_what_is_saved_is_what_is_read(tmp_path_factory, name, statement, weight, extra, drop):
    """Any text in any field comes back as it was, whichever way of writing was taken."""
    path = tmp_path_factory.mktemp("p") / "program.yaml"
    path.write_text(SOURCE, "utf-8")
    program = open_program(path)
    value = as_written(program.intent)
    value["name"] = name
    value["pairing"]["criteria"][0]["weight"] = weight
    value["goals"][0]["statement"] = statement
    if extra:
        value["goals"].append({"id": "more", "for": "organisation", "statement": statement})
    if drop:
        del value["goals"][1]
    save_program(program.with_intent(ProgramFile.model_validate_json(json.dumps(value), strict=True)))
    assert as_written(open_program(path).intent) == value


def test_resolved_form_writes_every_default(program):
    """The resolved file has every default and reads back as the same programme."""
    text = resolved_text(program)
    program.path.write_text(text, "utf-8")
    again = open_program(program.path)
    assert again.wrong == () and again.intent.model_dump() == program.intent.model_dump()
    assert "meetings_per_month: 2.0" in text


def test_resolved_form_of_the_committee_has_no_named_pairs(program):
    """Required and excluded pairs hold ids, which the committee does not see."""
    pairing = as_written(program.intent)["pairing"]
    pairing["required_pairs"] = [{"mentee": "E1", "mentor": "E2", "why": "agreed"}]
    assert "E1" in resolved_text(changed(program, pairing=pairing))
    assert "E1" not in resolved_text(changed(program, pairing=pairing), committee=True)


def test_the_published_schema_is_current():
    """data/program.schema.json is what the model says (make schema renews it)."""
    assert json.loads((ROOT / "data" / "program.schema.json").read_text("utf-8")) == json_schema()
