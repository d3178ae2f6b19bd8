"""What the page says would help: for every mentee without a mentor of every example it really does, and nobody pays for it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import mentorkit as mk
from mentorkit.errors import MentorkitError
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.reasons import reasons
from mentorkit.pairing.relief import MOST, applied

EXAMPLES = sorted(path.parent.name for path in (Path(__file__).parents[2] / "data" / "programs").glob("*/program.yaml"))


def scores_of(examples, name):
    """The scores of an example, or a skip where its pairing section is not ready."""
    program = mk.open_program(examples / name)
    try:
        return mk.score(program, mk.read_people(program))
    except MentorkitError:
        pytest.skip("this example pairs nobody")


def helps(scores):
    """Each stated relief, applied: the mentee has a mentor then, and everybody who had one keeps one. How many were stated."""
    pairing = pair_people(scores)
    found = reasons(pairing).reliefs
    left = [one.mentee for one in pairing.unpaired]
    assert [one.mentee for one in found] == left[:MOST]
    for relief in found:
        assert relief.mentor and not relief.bounded
        again = pair_people(applied(scores, relief))
        assert again.proven and again.mentor[scores.mentees.index(relief.mentee)] >= 0
        assert set(pairing.pairs["mentee"]) < set(again.pairs["mentee"]) and relief.gained == len(again.pairs) - len(pairing.pairs)
    return len(found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_stated_relief_really_pairs_them(examples, name):
    """Every mentee without a mentor in the shipped example."""
    helps(scores_of(examples, name))


@pytest.mark.parametrize("policy", [{}, {"aim": "best_total"}, {"minimum_score": 60}, {"protect_worst": True}])
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "delta-2026"])
def test_it_also_does_where_seats_are_few_and_rules_are_many(examples, name, policy):
    """The same people with every third mentor gone, one seat each, and a mentee whom one more rule forbids everybody."""
    scores = scores_of(examples, name)
    seats = np.minimum(scores.seats, 1)
    seats[::3] = 0
    forbidden = np.zeros(scores.points.shape, bool)
    forbidden[::4] = True
    rules = (*scores.rules, replace(scores.rules[0], id="one_more", forbidden=forbidden))
    assert helps(replace(scores, seats=seats, rules=rules, required=(), policy=scores.policy.model_copy(update=policy)))
