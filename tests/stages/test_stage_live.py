"""The live view of stage 04: the numbers of `mk.pair` for every draft, compared with the file as it was saved."""

import random
import re
import shutil

import pytest

import mentorkit as mk
from mentorkit.errors import InvalidProgram
from mentorkit.pairing import moving
from mentorkit.ui.screens import _takes_people


@pytest.fixture
def harbour(examples, tmp_path):
    folder = tmp_path / "harbour-2026"
    shutil.copytree(examples / "harbour-2026", folder)
    program = mk.open_program(folder)
    return program, mk.read_people(program)


def draft(program, weights=None, **plan):
    """The programme with other weights, or another plan, not saved."""
    old = program.intent.pairing
    criteria = tuple(one.model_copy(update={"weight": weights[i] if weights else one.weight}) for i, one in enumerate(plan.pop("criteria", old.criteria)))
    return program.with_intent(program.intent.model_copy(update={"pairing": old.model_copy(update={"criteria": criteria, **plan})}))


def test_every_draft_gives_the_pairs_of_pair(harbour):
    """Many drafts one after the other, weights and more: the same pairs, scores, people left out and warnings as computed from nothing."""
    program, people = harbour
    live, draw = mk.live_pairing(program, people), random.Random(4)
    n = len(program.intent.pairing.criteria)
    for turn in range(12):
        weights = [draw.randint(0, 10) for _ in range(n - 1)] + [3]
        more = [{}, {"rules": program.intent.pairing.rules[:1]}, {"policy": program.intent.pairing.policy.model_copy(update={"aim": "best_total"})}][turn % 3]
        other = draft(program, weights, **more)
        found, fresh = live(other), mk.pair(other, people)
        assert found.pairing.pairs.equals(fresh.pairs) and found.pairing.unpaired == fresh.unpaired
        assert (found.pairing.total, found.pairing.mean, found.pairing.warnings) == (fresh.total, fresh.mean, fresh.warnings)
        assert found.saved.pairs.equals(mk.pair(program, people).pairs)


def test_a_weight_costs_no_judgement(harbour, monkeypatch):
    """Criteria are judged for the first draft; weights after that judge nothing, another neutral value judges one."""
    program, people = harbour
    asked, judge = [], moving.criterion_points
    monkeypatch.setattr(moving, "criterion_points", lambda criterion, *sides: asked.append(criterion.id) or judge(criterion, *sides))
    live, first = mk.live_pairing(program, people), program.intent.pairing.criteria
    live(program)
    assert asked == [one.id for one in first]
    live(draft(program, [1] * len(first)))
    assert len(asked) == len(first)
    live(draft(program, criteria=(first[0].model_copy(update={"unknown": 7}), *first[1:])))
    assert asked[len(first) :] == [first[0].id]


def test_after_saving_changes_count_from_the_new_file(harbour):
    """What was saved is the file; the draft that is the file changes nothing, and the older file is a change now."""
    program, people = harbour
    live = mk.live_pairing(program, people)
    weights = [0] * (len(program.intent.pairing.criteria) - 1) + [10]
    before = live(draft(program, weights))
    assert len(before.changed)
    saved = mk.save_program(draft(program, weights))
    after = live(saved)
    assert not len(after.changed) + len(after.gained) + len(after.lost) and after.pairing.pairs.equals(before.pairing.pairs)
    back = live(draft(saved, [one.weight for one in program.intent.pairing.criteria]))
    assert len(back.changed) == len(before.changed) and sorted(back.gained) == sorted(before.lost)


def test_a_draft_that_cannot_be_paired_is_an_error_and_is_forgotten(harbour):
    """All weights 0 is refused as `mk.pair` refuses it, and the next draft is paired as if nothing had been."""
    program, people = harbour
    live = mk.live_pairing(program, people)
    first = live(program)
    with pytest.raises(InvalidProgram, match="cannot be used"):
        live(draft(program, [0] * len(program.intent.pairing.criteria)))
    assert live(program).pairing.pairs.equals(first.pairing.pairs)


def test_a_file_that_cannot_be_paired_is_not_compared_with(harbour):
    """A draft that mends the file is shown, without a count of changes."""
    program, people = harbour
    path = program.path
    head, plan = path.read_text("utf-8").split("\npairing:")
    path.write_text(head + "\npairing:" + re.sub(r"weight: \d+", "weight: 0", plan), "utf-8")
    empty = mk.open_program(path)
    found = mk.live_pairing(empty, people)(draft(empty, [5] * len(empty.intent.pairing.criteria)))
    assert found.saved is None and len(found.pairing.pairs)


def test_people_come_from_the_screen_or_from_the_tables(harbour):
    """In the app the screen hands the people over; other people are paired anew; by itself the view reads the tables."""
    program, people = harbour
    live = mk.live_pairing(program)
    assert _takes_people(live)
    everybody = live(program, people)
    fewer = type(people)(**{**vars(people), "mentees": people.mentees[people.mentees["person_id"] != everybody.pairing.scores.mentees[0]]})
    assert everybody.pairing.scores.mentees[0] not in live(program, fewer).pairing.scores.mentees
    assert mk.live_pairing(program)(program).pairing.pairs.equals(everybody.pairing.pairs)
