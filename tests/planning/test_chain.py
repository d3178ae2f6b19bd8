"""The chain of need, goals and measures: what each lacks, what is open, and whether it was signed."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.planning.chain import fingerprint, goals_measures_chain
from mentorkit.program.model import ProgramFile

WHOLE = {
    "schema": "mentorkit-program/1",
    "id": "whole",
    "name": "Whole",
    "language": "en",
    "need": {
        "statement": "New engineers leave.",
        "why_now": "Two sites open next year.",
        "drivers": ["belonging"],
        "evidence": [{"what": "stays a year", "value": 0.82, "unit": "share", "as_of": "2026-03-31", "source": "HR records"}],
        "because": [{"if": "they have a mentor", "then": "they know whom to ask", "because": "mentors know the house"}],
    },
    "goals": [
        {"id": "stay", "for": "mentee", "statement": "They stay."},
        {"id": "grow", "for": "mentor", "statement": "Mentors grow."},
        {"id": "know", "for": "organisation", "statement": "Knowledge stays."},
    ],
    "measures": [
        {
            "id": f"m_{goal}",
            "goal": goal,
            "level": 4,
            "indicator": "stays a year",
            "target": 0.9,
            "due": "2027-09-01",
            "source": "outcomes",
            "owner": "HR",
            "primary": goal == "stay",
            "population": "mentors" if goal == "grow" else "mentees",
        }
        for goal in ("stay", "grow", "know")
    ],
}


def _intent(tree):
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def _changed(**sections):
    return _intent({**copy.deepcopy(WHOLE), **sections})


def _codes(intent):
    return [gap.code for gap in goals_measures_chain(intent).gaps]


def _signed(intent, **more):
    return intent.model_copy(update={"sign_off": _intent({**WHOLE, "sign_off": {"on": "2026-06-01", "by": "HR director", "sha256": fingerprint(intent), **more}}).sign_off})


def test_a_whole_chain_that_is_signed_has_no_gaps():
    """Need with evidence, a goal for each party, complete measures, one primary, a signature: nothing is open."""
    found = goals_measures_chain(_signed(_intent(WHOLE)))
    assert found.gaps == ()
    assert (found.complete, len(found.measures), found.loose, found.signature.state) == (3, 3, (), "signed")


def test_an_empty_draft_still_gives_a_chain():
    """A file with its header alone lists what to write first and never raises."""
    found = goals_measures_chain(_intent({key: WHOLE[key] for key in ("schema", "id", "name", "language")}))
    assert (found.goals, found.measures, found.evidence, found.logic, found.primary) == ((), (), (), (), ())
    assert {gap.code for gap in found.gaps} == {"MK-G201", "MK-G202", "MK-G203", "MK-G204", "MK-G207", "MK-G210", "MK-G220", "MK-G240"}
    assert {gap.notebook for gap in found.gaps} == {"02_need"}


@pytest.mark.parametrize("name", ["target", "due", "source", "owner", "level", "indicator", "goal"])
def test_a_measure_lacks_what_is_blank(name):
    """Each needed field that is blank is named, and only that one."""
    measures = copy.deepcopy(WHOLE["measures"])
    del measures[0][name]
    rows = goals_measures_chain(_changed(measures=measures)).measures
    assert [row.lacks for row in rows] == [(name,), (), ()]


def test_a_measure_of_an_unknown_goal_is_loose():
    """It stands for nothing in the list: shown apart, and open."""
    measures = [*copy.deepcopy(WHOLE["measures"]), {**WHOLE["measures"][0], "id": "lost", "goal": "nowhere", "primary": False}]
    found = goals_measures_chain(_changed(measures=measures))
    assert [row.measure.id for row in found.loose] == ["lost"]
    assert "MK-G221" in {gap.code for gap in found.gaps}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t["measures"].pop(), "MK-G213"),
        (lambda t: t["goals"].pop(), "MK-G211"),
        (lambda t: t["measures"][1].update(population="mentees", goal="stay"), "MK-G223"),
        (lambda t: t["measures"][0].update(primary=False), "MK-G224"),
        (lambda t: t["measures"][1].update(primary=True), "MK-G225"),
        (lambda t: [m.update(level=1) for m in t["measures"]], "MK-G226"),
        (lambda t: t["measures"][0].update(source="survey"), "MK-G222"),
        (lambda t: t["measures"][0].update(unit="points", analysis="retention"), "MK-G227"),
        (lambda t: t["measures"][0].update(waves=["start", "spring"]), "MK-G228"),
        (lambda t: t["need"]["evidence"][0].pop("value"), "MK-G205"),
        (lambda t: t["need"]["evidence"][0].pop("source"), "MK-G206"),
        (lambda t: t["need"]["because"][0].pop("because"), "MK-G208"),
        (lambda t: t["goals"][0].pop("statement"), "MK-G212"),
    ],
)
def test_each_gap_is_found(change, code):
    """What a reader would miss is said: a goal without measure, no measure of mentors, no or several primary ones, and so on."""
    tree = copy.deepcopy(WHOLE)
    change(tree)
    assert code in _codes(_intent(tree))


def test_goals_and_criteria_of_the_alternatives_are_held_against_each_other():
    """A criterion without its goal and a goal without its criterion are both listed; the linked one is named."""
    found = goals_measures_chain(_changed(alternatives={"criteria": [{"id": "fit", "goal": "stay"}, {"id": "cheap", "goal": "gone"}]}))
    said = [str(gap.message) for gap in found.gaps if gap.code in ("MK-G230", "MK-G231")]
    assert len(said) == 3 and "'cheap'" in said[0] and "'Mentors grow'" in said[1] and "'Knowledge stays'" in said[2]
    assert found.goals[0].criteria == ("fit",) and found.compared


def test_without_criteria_nothing_is_compared():
    """A file that skipped the alternatives gets no list of goals that are missing there."""
    found = goals_measures_chain(_intent(WHOLE))
    assert not found.compared and not {"MK-G230", "MK-G231"} & {gap.code for gap in found.gaps}


def test_a_change_after_signing_is_seen():
    """A target moved after signing changes the fingerprint; everything outside need, goals and measures does not."""
    signed = _signed(_intent(WHOLE))
    moved = signed.measures[0].model_copy(update={"target": 0.8})
    changed = signed.model_copy(update={"measures": (moved, *signed.measures[1:])})
    assert goals_measures_chain(changed).signature.state == "changed"
    assert "MK-G241" in _codes(changed)
    assert goals_measures_chain(signed.model_copy(update={"name": "Other", "seed": 7})).signature.state == "signed"


def test_a_sign_off_without_fingerprint_signs_nothing():
    """A day and a post alone do not say what was signed."""
    assert goals_measures_chain(_signed(_intent(WHOLE), sha256=None)).signature.state == "not_signed"


def test_a_default_written_out_does_not_change_the_fingerprint():
    """The fingerprint is of the resolved file: writing a default, or 1 instead of 1.0, is no change."""
    tree = copy.deepcopy(WHOLE)
    tree["measures"][0] |= {"direction": "up", "comparison": "none", "waves": []}
    assert fingerprint(_intent(tree)) == fingerprint(_intent(WHOLE))
    tree["measures"][0]["target"] = 1
    other = copy.deepcopy(WHOLE)
    other["measures"][0]["target"] = 1.0
    assert fingerprint(_intent(tree)) == fingerprint(_intent(other))


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_different_needs_have_different_fingerprints(one, other):
    """Two statements give the same fingerprint exactly when they are the same."""
    first, second = (_changed(need={"statement": statement}) for statement in (one, other))
    assert (fingerprint(first) == fingerprint(second)) == (one == other)
