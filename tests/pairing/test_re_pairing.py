"""Pairing again: exact with those who waited first, nothing that stands is touched, nothing that ended is made again."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from mentorkit.pairing.re_pairing import re_pair_people, solved
from mentorkit.pairing.relief import applied
from mentorkit.pairing.rules import RuleMask
from mentorkit.pairing.scores import score_people
from mentorkit.people.people import read_people
from mentorkit.program.program import open_program

SITES = {"criteria": [{"id": "site", "kind": "equal", "column": "site", "weight": 1}]}


@pytest.fixture
def small(made):
    """Scores of a question of random points, for the solver alone."""

    def make(rng, n, m, aim):
        program, people = made(
            [{"person_id": f"E{i}", "site": "x"} for i in range(n)], [{"person_id": f"M{j}", "site": "x"} for j in range(m)], pairing={**SITES, "policy": {"aim": aim}}
        )
        scores = score_people(program, people)
        mask = RuleMask("drawn", "condition", "", rng.random((n, m)) < 0.45, 0)
        return replace(scores, points=rng.integers(0, 6, (n, m)), seats=rng.integers(0, 3, m), rules=(mask,))

    return make


def best(scores, first):
    """Every pairing there is, by hand: who waited, then how many or how much, then the other."""
    found = (-1, -1, -1)
    options = [[-1, *np.flatnonzero(scores.allowed[row])] for row in range(len(scores.mentees))]
    for choice in itertools.product(*options):
        if (np.bincount([c for c in choice if c >= 0], minlength=len(scores.mentors)) > scores.seats).any():
            continue
        rows = [row for row, column in enumerate(choice) if column >= 0]
        total = sum(int(scores.points[row, choice[row]]) for row in rows)
        waited = sum(bool(first[row]) for row in rows)
        found = max(found, (waited, len(rows), total) if scores.policy.aim == "cover_first" else (waited, total, len(rows)))
    return found


@pytest.mark.parametrize("aim", ["cover_first", "best_total"])
def test_it_is_the_best_of_all_pairings(small, aim):
    """Coverage of those who waited, then coverage, then total: equal to trying out every pairing."""
    rng = np.random.default_rng(5)
    for _ in range(60):
        n, m = int(rng.integers(1, 6)), int(rng.integers(1, 4))
        scores, first = small(rng, n, m, aim), rng.random(n) < 0.4
        found = solved(scores, first)
        got = int((found.mentor[first] >= 0).sum()), len(found.pairs), found.total
        assert found.proven and (found.used <= scores.seats).all()
        assert (got if aim == "cover_first" else (got[0], got[2], got[1])) == best(scores, first)
        assert not found.pairs["required"].any() and len(found.pairs) + len(found.unpaired) == n


def people_of(made, pairs, mentees=None, mentors=None, **pairing):
    mentees = mentees or [{"person_id": name, "site": "x", "applied_on": day} for name, day in (("A", "2026-01-01"), ("B", "2026-01-02"), ("C", "2026-01-03"), ("N", "2026-05-01"))]
    mentors = mentors or [{"person_id": "M", "site": "x", "capacity": 1}, {"person_id": "P", "site": "y", "capacity": 1}]
    return made(mentees, mentors, pairs=[{"started": "2026-02-01", **pair} for pair in pairs], pairing={**SITES, **pairing})


def dated(people):
    import pandas as pd

    pairs = people.pairs.assign(**{name: pd.to_datetime(people.pairs[name]) for name in ("started", "ended") if name in people.pairs})
    return replace(people, pairs=pairs)


def test_what_stands_stays_and_what_ended_is_not_made_again(made):
    """The active pair keeps its seat; the mentee whose pair ended waits first and does not get the same mentor."""
    pairs = [{"mentee_id": "A", "mentor_id": "M", "state": "active"}, {"mentee_id": "B", "mentor_id": "P", "state": "ended", "ended": "2026-03-01"}]
    program, people = people_of(made, pairs)
    found = re_pair_people(program, dated(people))
    assert found.kept.values.tolist() == [["A", "M", "active"]] and found.made_before == 1
    assert [(one.mentee, one.why) for one in found.back] == [("C", "left_out"), ("B", "ended"), ("N", "new")]
    assert found.pairing.pairs[["mentee", "mentor"]].values.tolist() == [["C", "P"]]


def test_newcomers_come_after_those_who_waited(made):
    """The only free seat goes to the one left out last time although the newcomer fits better."""
    mentees = [{"person_id": "A", "site": "x", "applied_on": "2026-01-01"}, {"person_id": "N", "site": "y", "applied_on": "2026-05-01"}, {"person_id": "Z", "site": "x"}]
    program, people = people_of(made, [{"mentee_id": "Z", "mentor_id": "M", "state": "active"}], mentees=mentees)
    found = re_pair_people(program, dated(people))
    assert found.pairing.pairs[["mentee", "mentor"]].values.tolist() == [["A", "P"]] and found.back[1].why == "new"


def test_somebody_who_withdrew_breaks_the_pair(made):
    """The partner of a leaver comes in first, and the leaver's seat is gone."""
    mentors = [{"person_id": "M", "site": "x", "capacity": 1, "status": "withdrawn"}, {"person_id": "P", "site": "y", "capacity": 1}]
    program, people = people_of(made, [{"mentee_id": "A", "mentor_id": "M", "state": "active"}], mentors=mentors)
    found = re_pair_people(program, dated(people))
    assert found.broken.values.tolist() == [["A", "M", "active"]] and not len(found.kept)
    assert next(one.why for one in found.back if one.mentee == "A") == "left"
    assert "M" not in found.pairing.scores.mentors and len(found.pairing.pairs) == 1


def test_who_completed_is_not_in_the_question(made):
    """A completed pair is over for the mentee; the mentor's seat is free again."""
    program, people = people_of(made, [{"mentee_id": "A", "mentor_id": "M", "state": "completed"}])
    found = re_pair_people(program, dated(people))
    assert found.finished == 1 and "A" not in {one.mentee for one in found.back} and found.pairing.scores.seats.tolist() == [1, 1]


def test_a_pair_that_ended_after_the_day_still_stands(made):
    """Seen from an earlier day the pair was active."""
    import datetime

    pairs = [{"mentee_id": "A", "mentor_id": "M", "state": "ended", "ended": "2026-06-01"}]
    program, people = people_of(made, pairs)
    found = re_pair_people(program.with_as_of(datetime.date(2026, 5, 1)), dated(people))
    assert found.kept["state"].tolist() == ["active"] and found.made_before == 0


@pytest.mark.parametrize("name", ["lighthouse-2025", "ferry-2026", "bridge-2026"])
def test_the_examples(examples, name):
    """Nobody gets a mentor they had, no mentor more than the seats that are free, and what is said to help really helps."""
    program = open_program(examples / name)
    people = read_people(program)
    found = re_pair_people(program, people)
    before = set(zip(people.pairs["mentee_id"], people.pairs["mentor_id"], strict=True))
    new = set(zip(found.pairing.pairs["mentee"], found.pairing.pairs["mentor"], strict=True))
    assert found.pairing.proven and not new & before and new and found.relevant
    standing = people.pairs[people.pairs["state"].isin(["active", "paused"])]
    assert len(found.kept) == len(standing)
    seats = dict(zip(people.mentors["person_id"], people.mentors["capacity"], strict=True))
    used = [*standing["mentor_id"], *(mentor for _, mentor in new)]
    assert all(used.count(mentor) <= seats[mentor] for mentor in set(used))
    first = np.array([one.first for one in found.back], bool)
    for relief in found.helped:
        if relief.mentor:
            row = found.pairing.scores.mentees.index(relief.mentee)
            assert solved(applied(found.pairing.scores, relief), first).mentor[row] >= 0


def test_approved_pairs_are_fixed_before_anything_began(made):
    """Approved and published pairs are in the next pairing whatever the weights say; proposed ones are not, and once a pair has begun none is."""
    mentees, mentors = [{"person_id": "A", "site": "x"}, {"person_id": "B", "site": "y"}], [{"person_id": "M", "site": "x"}, {"person_id": "P", "site": "y"}]
    for state, fixed in (("approved", 1), ("published", 1), ("proposed", 0), ("active", 0)):
        program, people = made(mentees, mentors, pairs=[{"mentee_id": "A", "mentor_id": "P", "state": state}], pairing=SITES)
        scores = score_people(program, people)
        assert (len(scores.required), scores.approved, scores.recorded) == (fixed, fixed, 1 - fixed)
    program, people = made(mentees, mentors, pairs=[{"mentee_id": "A", "mentor_id": "P", "state": "published"}], pairing={**SITES, "policy": {"keep_published": 5}})
    assert score_people(program, people).required == ()


def test_a_pair_of_an_earlier_round_takes_one_seat(made):
    """Under a rule with a round a pair that goes on is taken off the mentor's seats once."""
    pairs = [{"mentee_id": "E1", "mentor_id": "M1", "state": "active", "round": 1}]
    rule = {"id": "second", "kind": "not_earlier_pair", "round": 2}
    mentees = [{"person_id": "E1", "site": "x"}, {"person_id": "E2", "site": "x"}]
    program, people = made(mentees, [{"person_id": "M1", "site": "x", "capacity": 2}], pairs=pairs, pairing={**SITES, "rules": [rule]})
    again = re_pair_people(program, people)
    assert (again.capacity, again.standing) == ((2,), (1,)) and again.pairing.pairs[["mentee", "mentor"]].values.tolist() == [["E2", "M1"]]


def test_a_pair_that_was_only_proposed_can_be_made(made):
    """A proposed row in the pairs table forbids nothing; a pair that ended is not made again."""
    for state, count in (("proposed", 1), ("ended", 0)):
        pairs = [{"mentee_id": "E1", "mentor_id": "M1", "state": "active"}, {"mentee_id": "E2", "mentor_id": "M1", "state": state}]
        mentees = [{"person_id": "E1", "site": "x"}, {"person_id": "E2", "site": "x"}]
        program, people = made(mentees, [{"person_id": "M1", "site": "x", "capacity": 2}], pairs=pairs, pairing=SITES)
        assert len(re_pair_people(program, people).pairing.pairs) == count
