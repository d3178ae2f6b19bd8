"""What a sign-off holds on to, and how a later change is named."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.program.fit import ANALYSES, analyses_for, fits
from mentorkit.program.model import ProgramFile
from mentorkit.program.signing import Change, fingerprint, part_fingerprints, signature, signed_by

TREE = {
    "schema": "mentorkit-program/1", "id": "plan", "name": "Plan", "language": "en",
    "need": {"statement": "People leave."},
    "goals": [{"id": "stay", "for": "mentee"}, {"id": "grow", "for": "mentor"}],
    "measures": [{"id": "stay_12m", "goal": "stay", "target": 0.9}, {"id": "mood", "goal": "stay", "target": 0.5}],
}  # fmt: skip


def intent(**more):
    return ProgramFile.model_validate_json(json.dumps({**TREE, **more}), strict=True)


def signed(**more):
    """The tree as it was signed, with other contents."""
    return intent(**more).model_copy(update={"sign_off": signed_by(intent(), datetime.date(2026, 6, 1), "HR director")})


def test_nothing_changed():
    """What stands as it was signed is signed, and no part is named."""
    found = signature(signed())
    assert (found.state, found.changes, found.sha256) == ("signed", (), fingerprint(intent()))


@pytest.mark.parametrize(
    ("more", "changes"),
    [
        ({"need": {"statement": "People stay."}}, [("changed", "need", "")]),
        ({"need": None}, [("changed", "need", "")]),
        ({"goals": [TREE["goals"][0], {"id": "grow", "for": "mentee"}]}, [("changed", "goal", "grow")]),
        ({"goals": TREE["goals"][:1]}, [("removed", "goal", "grow")]),
        ({"goals": [*TREE["goals"], {"id": "x"}]}, [("added", "goal", "x")]),
        ({"measures": [{**TREE["measures"][0], "target": 0.8}, TREE["measures"][1]]}, [("changed", "measure", "stay_12m")]),
        ({"measures": [{"id": "other"}, *TREE["measures"][1:]]}, [("added", "measure", "other"), ("removed", "measure", "stay_12m")]),
        ({"measures": TREE["measures"][::-1]}, [("changed", "order", "")]),
    ],
)  # fmt: skip
def test_a_change_is_named(more, changes):
    """The need, a goal or a measure that was changed, added or removed, and nothing else; else the order."""
    found = signature(signed(**more))
    assert found.state == "changed" and found.changes == tuple(Change(*change) for change in changes)
    assert all(str(change.said) for change in found.changes)


def test_a_file_signed_without_parts_is_changed_without_names():
    """A sign-off of an older version still signs; a change is seen, and nobody guesses which part it was."""
    older = signed_by(intent(), datetime.date(2026, 6, 1), "HR director").model_copy(update={"parts": {}})
    assert signature(intent().model_copy(update={"sign_off": older})).state == "signed"
    found = signature(intent(goals=[]).model_copy(update={"sign_off": older}))
    assert (found.state, found.changes) == ("changed", ())


def test_other_sections_and_written_defaults_do_not_matter():
    """A default that is written out, and everything outside need, goals and measures, leaves each part as it was."""
    more = {"measures": [{**TREE["measures"][0], "direction": "up", "waves": []}, TREE["measures"][1]], "seed": 7, "audiences": {"mentees": {"size": 9}}}
    assert part_fingerprints(intent(**more)) == part_fingerprints(intent())


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=3, unique_by=lambda pair: pair[0]),
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=3, unique_by=lambda pair: pair[0]),
)
def test_changes_are_what_a_comparison_of_the_entries_gives(before, after):
    """The slow way: compare the lists entry by entry."""
    lists = [[{"id": id, "target": target} for id, target in entries] for entries in (before, after)]
    signed_then = signed_by(intent(measures=lists[0]), datetime.date(2026, 6, 1), "HR")
    found = signature(intent(measures=lists[1]).model_copy(update={"sign_off": signed_then}))
    old, new = dict(before), dict(after)
    expected = (
        {("added", id) for id in new if id not in old} | {("removed", id) for id in old if id not in new} | {("changed", id) for id in new if id in old and new[id] != old[id]}
    )
    assert {(change.kind, change.id) for change in found.changes if change.part == "measure"} == expected
    assert (found.state == "signed") == (before == after)


@pytest.mark.parametrize(
    ("unit", "source", "comparison", "expected"),
    [
        ("share", "outcomes", "none", ("proportion", "retention")),
        ("share", "survey", "none", ("proportion",)),
        ("points", "survey", "none", ("mean_change",)),
        ("points", "survey", "matched", ("mean_change", "adjusted_difference")),
        ("count", "pairs", "none", ("count",)),
        (None, None, "wait_list", ANALYSES),
        ("points", "pairs", "none", ()),
    ],
)
def test_analyses_that_fit(unit, source, comparison, expected):
    """A share is a proportion, leaving stands in the records, an adjusted difference needs a second group."""
    assert analyses_for(unit, source, comparison) == expected


def test_a_stated_analysis_fits_or_not():
    """Blank fields leave it open; a contradiction does not fit."""
    measure = intent().measures[0]
    assert fits(measure) and fits(measure.model_copy(update={"analysis": "retention"}))
    assert not fits(measure.model_copy(update={"analysis": "retention", "source": "survey"}))
