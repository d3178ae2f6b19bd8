"""What a draft moves against the saved file, held against a count by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.pairing import moving
from mentorkit.pairing.criteria import criterion_points
from mentorkit.pairing.moving import KnownPoints, moved, new_weights
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.scores import score_people

PLAN = {
    "criteria": [{"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5}, {"id": "site", "kind": "equal", "column": "site", "weight": 1}],
    "rules": [{"id": "unit", "kind": "different", "column": "unit"}],
}


def many(draw, mentees=14, mentors=9):
    """People who differ, more mentees than seats."""
    areas = "abcde"
    side = lambda letter, n, key: [  # noqa: E731
        {"person_id": f"{letter}{i:02}", key: sorted(draw.choice(list(areas), 2, replace=False)), "site": f"s{draw.integers(3)}", "unit": f"u{draw.integers(6)}"} for i in range(n)
    ]
    return side("E", mentees, "wants"), [{**one, "capacity": int(draw.integers(1, 3))} for one in side("M", mentors, "offers")]


def scored(made, plan=PLAN, seed=1):
    program, people = made(*many(np.random.default_rng(seed)), pairing=plan)
    return score_people(program, people)


def test_counts_are_those_of_a_person_with_two_lists(made):
    """Every mentee is counted once: another mentor, one gained, one lost, or as before."""
    scores = scored(made)
    saved = pair_people(scores)
    seen = set()
    for weights in ({"development": 1, "site": 9}, {"development": 0, "site": 3}, {"development": 5, "site": 1}):
        now = pair_people(scores.weighed(weights))
        found = moved(now, saved)
        old, new = (dict(zip(one.pairs["mentee"], one.pairs["mentor"], strict=True)) for one in (saved, now))
        sort = {"changed": [], "gained": [], "lost": []}
        for row, mentee in enumerate(scores.mentees):
            if old.get(mentee) != new.get(mentee):
                sort["lost" if mentee not in new else "gained" if mentee not in old else "changed"].append(row)
        assert {name: getattr(found, name).tolist() for name in sort} == sort
        seen |= {name for name, rows in sort.items() if rows}
    assert "changed" in seen


def test_without_a_saved_pairing_nothing_is_counted(made):
    """A file that gives no pairing is not taken for one without pairs."""
    found = moved(pair_people(scored(made)), None)
    assert not len(found.changed) and not len(found.gained) and not len(found.lost) and found.kept_mean is None


def test_people_are_compared_by_id(made):
    """When the draft lets other people in, the counts still belong to the right persons."""
    full = many(np.random.default_rng(1))
    saved = pair_people(score_people(*made(*full, pairing=PLAN)))
    fewer = pair_people(score_people(*made(full[0][1:], full[1], pairing=PLAN)))
    found = moved(fewer, saved)
    assert found.before == tuple(dict(zip(saved.pairs["mentee"], saved.pairs["mentor"], strict=True)).get(mentee, "") for mentee in fewer.scores.mentees)
    assert found.kept_mean is None or full[0][0]["person_id"] not in set(saved.pairs["mentee"])


def test_the_saved_pairs_under_the_draft(made):
    """Their mean is worked out pair by pair, and never above the best total under the draft's weights when all are covered alike."""
    scores = scored(made)
    saved, now = pair_people(scores), pair_people(scores.weighed({"development": 1, "site": 9}))
    rows, columns = ({person: place for place, person in enumerate(side)} for side in (scores.mentees, scores.mentors))
    slow = [now.scores.points[rows[mentee], columns[mentor]] / now.scores.weight for mentee, mentor in zip(saved.pairs["mentee"], saved.pairs["mentor"], strict=True)]
    kept = moved(now, saved).kept_mean
    assert kept == pytest.approx(sum(slow) / len(slow))
    assert len(now.pairs) == len(saved.pairs) and kept <= now.mean + 1e-9


def test_saved_pairs_that_the_draft_forbids_have_no_mean(made):
    """A pair against a rule, over the seats, or against a required pair is not scored as if it could be kept."""
    people = many(np.random.default_rng(1))
    saved = pair_people(score_people(*made(*people, pairing=PLAN)))
    first = saved.pairs.iloc[0]
    excluded = {**PLAN, "excluded_pairs": [{"mentee": first["mentee"], "mentor": first["mentor"]}]}
    assert moved(pair_people(score_people(*made(*people, pairing=excluded))), saved).kept_mean is None
    other = next(mentor for mentor in saved.scores.mentors if mentor != first["mentor"])
    required = {**PLAN, "rules": [], "required_pairs": [{"mentee": first["mentee"], "mentor": other}]}
    assert moved(pair_people(score_people(*made(*people, pairing=required))), saved).kept_mean is None
    few = (people[0], [{**mentor, "capacity": 1} for mentor in people[1]])
    if (saved.used > 1).any():
        assert moved(pair_people(score_people(*made(*few, pairing=PLAN))), saved).kept_mean is None


def test_only_weights_differ(made):
    """New weights are told from every other change."""
    program, _ = made([], [], pairing=PLAN)

    def changed(section=None, **update):
        plan = program.intent.pairing
        if section == "criteria":
            plan = plan.model_copy(update={"criteria": (plan.criteria[0].model_copy(update=update), *plan.criteria[1:])})
        elif section == "plan":
            plan = plan.model_copy(update=update)
        else:
            return program.intent.model_copy(update=update)
        return program.intent.model_copy(update={"pairing": plan})

    assert new_weights(program.intent, program.intent) == {"development": 5, "site": 1}
    assert new_weights(program.intent, changed("criteria", weight=9)) == {"development": 9, "site": 1}
    for other in (
        changed("criteria", unknown=20),
        changed("criteria", id="growth"),
        changed("criteria", why="asked by all"),
        changed("plan", criteria=program.intent.pairing.criteria[:1]),
        changed("plan", rules=()),
        changed("plan", policy=program.intent.pairing.policy.model_copy(update={"aim": "best_total"})),
        changed(seed=8),
        changed(pairing=None),
    ):
        assert new_weights(program.intent, other) is None


@given(weights=st.lists(st.integers(0, 10), min_size=2, max_size=2), unknown=st.integers(0, 100), seed=st.integers(0, 3))
def test_what_is_kept_equals_what_is_made_anew(tmp_path_factory, weights, unknown, seed):
    """Points from memory are the points of a fresh judgement, whatever the weight."""
    import pandas as pd

    from mentorkit.program.model import Criterion

    draw = np.random.default_rng(seed)
    frame = lambda letter, key: pd.DataFrame(  # noqa: E731
        {
            "person_id": pd.Series([f"{letter}{i}" for i in range(4)], dtype="string"),
            key: pd.Series([tuple(draw.choice(list("abc"), 2)) if draw.random() < 0.7 else () for _ in range(4)], dtype=object),
        }
    )
    mentees, mentors = frame("E", "wants"), frame("M", "offers")
    known = KnownPoints()
    for weight in weights:
        criterion = Criterion(id="x", kind="coverage", mentee="wants", mentor="offers", weight=weight, unknown=unknown)
        kept, fresh = known(criterion, mentees, mentors), criterion_points(criterion, mentees, mentors)
        assert (kept.points == fresh.points).all() and (kept.known == fresh.known).all()
        assert (kept.id, kept.kind, kept.weight, kept.why, kept.mentees_unknown, kept.mentors_unknown) == (
            fresh.id,
            fresh.kind,
            fresh.weight,
            fresh.why,
            fresh.mentees_unknown,
            fresh.mentors_unknown,
        )


def test_a_criterion_is_judged_once(made, monkeypatch):
    """Another weight, reason or name costs nothing; another neutral value, or other people, are judged again; old ones are let go."""
    asked = []
    monkeypatch.setattr(moving, "criterion_points", lambda criterion, *sides: asked.append(criterion.id) or criterion_points(criterion, *sides))
    program, people = made(*many(np.random.default_rng(1)), pairing=PLAN)
    known, one = KnownPoints(), program.intent.pairing.criteria[0]
    for update in ({}, {"weight": 9}, {"why": "asked"}, {"id": "growth"}):
        known(one.model_copy(update=update), people.mentees, people.mentors)
    assert len(asked) == 1
    known(one.model_copy(update={"unknown": 7}), people.mentees, people.mentors)
    known(one, people.mentees.iloc[1:], people.mentors)
    assert len(asked) == 3
    for unknown in range(60):
        known(one.model_copy(update={"unknown": unknown}), people.mentees, people.mentors)
    assert len(known._found) <= 24
