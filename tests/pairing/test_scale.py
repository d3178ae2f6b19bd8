"""A programme too large for a table of all pairs gets exactly the pairing that the table would give."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorkit.pairing import encoded, fused
from mentorkit.pairing.candidates import Question, extra_of, search
from mentorkit.pairing.compiled import COMPILES
from mentorkit.pairing.encoded import Part, assembled
from mentorkit.pairing.engine import assign
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.scale import everybody, pair_large, question_of
from mentorkit.pairing.scores import score_people

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not COMPILES, reason="needs numba")]

AREAS = [f"area {i}" for i in range(70)]  # more than fit one word of 64 bits
CRITERIA = [
    {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
    {"id": "scarce", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 3, "scarcity": True, "unknown": 37},
    {"id": "interests", "kind": "overlap", "column": "interests", "weight": 2, "unknown": 21},
    {"id": "site", "kind": "equal", "column": "site", "weight": 1, "unknown": 99},
    {"id": "team", "kind": "different", "column": "team", "weight": 2},
    {"id": "grade", "kind": "closeness", "column": "grade", "ideal": 1.5, "span": 3.3, "weight": 4},
    {"id": "hired", "kind": "closeness", "column": "hire_date", "span": 7, "weight": 1, "unknown": 10},
    {"id": "language", "kind": "shared_language", "weight": 1},
    {"id": "style", "kind": "style", "weight": 2, "fits": {"calm": {"brisk": 70, "calm": 20}}},
    {"id": "time", "kind": "hours", "weight": 3},
    {"id": "wishes", "kind": "wishes", "weight": 4, "unknown": 33},
    {"id": "idle", "kind": "equal", "column": "team", "weight": 0},
]
RULES = [
    {"id": "line", "kind": "not_in_line"},
    {"id": "older", "kind": "more_experienced", "by": ["hire_date", "grade"]},
    {"id": "other_team", "kind": "different", "column": "team"},
    {"id": "gap", "kind": "gap", "column": "grade", "at_least": -3, "at_most": 5},
    {"id": "talk", "kind": "shared_language"},
    {"id": "again", "kind": "not_earlier_pair"},
    {"id": "first", "kind": "first_time_one"},
    {
        "id": "far",
        "kind": "condition",
        "when": [{"column": "site", "of": "mentee", "equals": "north"}, {"any_of": [{"column": "grade", "at_most": 3}, {"column": "team", "equals": "a"}], "of": "mentor"}],
    },
]


def one_of(draw, values, blank=0.2):
    return None if draw.random() < blank else values[draw.integers(0, len(values))]


def some_of(draw, values, most):
    return list(draw.choice(values, min(draw.integers(0, most + 1), len(values)), replace=False))


def people_of(seed, n=14, m=9):
    """People with many blanks; a few are on both sides, some report to each other."""
    draw = np.random.default_rng(seed)
    ids = [f"E{i:03}" for i in range(n)], [f"M{i:03}" for i in range(m - 2)] + ["E000", "E003"]
    sides = []
    for side, names in enumerate(ids):
        rows = []
        for name in names:
            row = {"person_id": name, "interests": some_of(draw, AREAS[:6], 4), "languages": some_of(draw, ["he", "en", "ar"], 2), "preferences": some_of(draw, ids[1 - side], 5)}
            row |= {"site": one_of(draw, ["North", "south"]), "team": one_of(draw, "abcd"), "grade": one_of(draw, range(1, 9)), "style": one_of(draw, ["calm", "Brisk ", "dry"])}
            row |= {"hire_date": one_of(draw, [f"20{y:02}-0{q}-15" for y in range(10, 20) for q in (1, 4, 8)]), "hours_per_month": one_of(draw, [0, 1.5, 2, 3, 4.25])}
            row |= {"manager_id": one_of(draw, [*ids[0][:4], *ids[1]], 0.4), ("offers" if side else "wants"): some_of(draw, AREAS if draw.random() < 0.5 else AREAS[:4], 5)}
            row |= {"capacity": int(draw.integers(0, 4)), "first_time": one_of(draw, ["yes", "no"])} if side else {}
            rows.append(row)
        sides.append(rows)
    pairs = [{"mentee_id": ids[0][i], "mentor_id": ids[1][draw.integers(0, m)], "state": one_of(draw, ["ended", "completed", "active"], 0), "round": 1} for i in range(0, n, 3)]
    return *sides, pairs


def programme(made, seed, *, criteria=None, rules=None, policy=None, required=0, n=14, m=9):
    draw = np.random.default_rng(seed)
    mentees, mentors, pairs = people_of(seed, n, m)
    plan = {"criteria": [c for c in criteria or CRITERIA if criteria or draw.random() < 0.8], "rules": [r for r in rules or RULES if rules or draw.random() < 0.3]}
    plan |= {
        "policy": policy or {"aim": ["cover_first", "best_total"][seed % 2], "minimum_score": [None, 45][seed // 2 % 2]},
        "excluded_pairs": [{"mentee": "E001", "mentor": "M001"}],
    }
    plan |= {"required_pairs": [{"mentee": f"E{i:03}", "mentor": f"M{i:03}"} for i in range(2, 2 + required)]}
    return made(mentees, mentors, pairs=pairs, pairing=plan)


def every_part(who):
    """Weighted points of all pairs as the loops give them, -1 where the pair may not be made."""
    n, m = who.size
    asked = question_of(who)
    found, work, row = np.empty((n, m), np.int64), np.empty(m, np.int32), np.empty(m, np.int32)
    for i in range(n):
        fused._row(i, m, asked.terms, asked.left, asked.right, asked.extra, np.arange(m), asked.least, row, work)
        found[i] = row
    return found


@pytest.mark.parametrize("cells", [0, encoded.CELLS])
@pytest.mark.parametrize("seed", range(12))
def test_points_are_those_of_the_criteria_and_rules(made, monkeypatch, seed, cells):
    """Every kind of criterion and rule, looked up or compared anew, gives the whole points and the forbidden pairs of the tables."""
    rules = [rule for rule in RULES if rule["kind"] != "condition" or cells]  # conditions and styles are always looked up
    criteria = [one for one in CRITERIA if one["kind"] != "style" or cells]
    rules = rules if seed < 3 else [rules[seed % len(rules)]]
    program, people = programme(made, seed, criteria=criteria, rules=rules)
    monkeypatch.setattr(encoded, "CELLS", cells)
    scores = score_people(program, people)
    expected = np.where(scores.allowed & scores.enough, scores.points, -1)
    assert np.array_equal(every_part(everybody(program, people)), expected)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 4), st.integers(0, 2))
def test_same_pairs_as_with_a_table(made, seed, k, k_cols, required):
    """Pairs, parts, reasons for being left, total and proof are the same person by person, however few candidates it begins with."""
    program, people = programme(made, seed, required=required)
    table, large = pair_people(score_people(program, people)), pair_large(program, everybody(program, people), k=k, k_cols=k_cols, most_new=1 + k % 2)
    assert large.proven and large.strict
    assert (large.total, large.mean, large.mentor.tolist()) == (table.total, table.mean, table.mentor.tolist())
    same = [name for name in table.pairs if name in large.pairs]
    assert set(table.pairs) <= set(large.pairs)
    pd.testing.assert_frame_equal(large.pairs[same], table.pairs[same], check_dtype=False)
    assert [(one.mentee, one.code, one.mentors, one.possible, one.taken) for one in large.unpaired] == [
        (one.mentee, one.code, one.mentors, one.possible, one.taken) for one in table.unpaired
    ]
    assert [rule.forbidden for rule in large.rules if rule.forbidden is not None] == [
        int(mask.forbidden.sum()) for rule, mask in zip(large.rules, table.scores.rules, strict=True) if rule.forbidden is not None
    ]
    assert large.changeable == int((table.assignment.other_possible & (table.assignment.mentor >= 0)).sum())


@pytest.mark.parametrize("seed", range(6))
def test_published_pairs_count_more(made, seed):
    """What the policy gives to keep a published pair is added after the smallest score is asked for, and never to a forbidden pair."""
    program, people = programme(made, seed, policy={"aim": "cover_first", "minimum_score": 45, "keep_published": 20})
    who = replace(everybody(program, people), published=((0, 1), (4, 2), (5, 0), (8, 4)))
    scores = score_people(program, people)
    worth = scores.points.copy()
    for pair in who.published:
        worth[pair] += 200 * scores.weight
    whole = assign(worth, scores.seats, scores.allowed & scores.enough, True)
    large = pair_large(program, who, k=2, k_cols=2)
    assert large.mentor.tolist() == whole.mentor.tolist()
    made_at = np.flatnonzero(large.mentor >= 0)
    assert large.total == scores.points[made_at, large.mentor[made_at]].sum()


def table_question(points, seats, cover_first, least=0):
    """A question about a table of points, negative ones not allowed."""
    n, m = points.shape
    terms, left, right = assembled([Part("table", "table", fused.LOOKUP, (np.arange(n), np.arange(m)), np.where(points < 0, fused.FORBID, points).astype(np.int32))], n, m)
    return Question(terms, left, right, extra_of(n, np.zeros((0, 4), np.int64)), seats, np.ones(n, bool), least, int(points.max(initial=1)), cover_first)


def test_thousands_of_small_markets(made):
    """Ties, forbidden pairs, mentors with no seat or several, few candidates: the pairing is the one of the dense way, mentee by mentee."""
    draw = np.random.default_rng(3)
    for turn in range(2000):
        n, m = draw.integers(1, 12, 2)
        points = draw.integers(-1, draw.integers(1, 6), (n, m))
        seats, cover = draw.integers(0, 5, m), bool(turn % 2)
        found = search(table_question(points, seats, cover), k=1 + turn % 5, k_cols=1 + turn % 3, most_new=1 + turn % 2)
        whole = assign(points, seats, points >= 0, cover)
        assert found.proven and found.strict
        assert found.mentor.tolist() == whole.mentor.tolist(), (points, seats, cover)
        if seats.any():
            assert found.other_possible.tolist() == whole.other_possible.tolist()


def test_threads_and_first_lists_change_nothing():
    """One thread or two, long lists or short ones: the same pairing; without room for all ties total and coverage are still the best."""
    draw = np.random.default_rng(5)
    points, seats = draw.integers(0, 4, (2500, 300)) + 9 * draw.integers(0, 3, 300), np.bincount(draw.integers(0, 300, 2400), minlength=300)
    asked = table_question(points, seats, True)
    one, two, short = search(asked, threads=1), search(asked, threads=2), search(asked, k=3, k_cols=2, most_new=4, threads=2)
    assert one.mentor.tolist() == two.mentor.tolist() == short.mentor.tolist()
    assert short.rounds > 1 and short.proven
    some = search(asked, tight_limit=10)
    assert some.proven and not some.strict
    total = lambda found: (int((found.mentor >= 0).sum()), int(points[np.flatnonzero(found.mentor >= 0), found.mentor[found.mentor >= 0]].sum()))  # noqa: E731
    assert total(some) == total(one)


def test_progress_is_told():
    """Whoever waits hears what is being done and how far it is."""
    heard = []
    search(table_question(np.ones((40, 5), int), np.full(5, 3), True), lambda what, done, of: heard.append((what, done, of)))
    assert {what for what, _, _ in heard} == {"candidates", "solve", "proof", "ties"}
    assert ("candidates", 40, 40) in heard


def test_points_too_many_to_be_exact_are_refused():
    """Sums that could leave the exact whole numbers are refused, not rounded."""
    asked = table_question(np.ones((3, 3), int), np.ones(3, int), True)
    with pytest.raises(ValueError, match="smaller weights"):
        search(Question(*list(asked.__dict__.values())[:7], 2**58, True))


@pytest.mark.slow
def test_a_middle_size_equals_the_table(made):
    """Three thousand mentees and six hundred mentors of every kind of answer: pair by pair what the table gives."""
    program, people = programme(made, 4, criteria=CRITERIA, rules=RULES[:5], n=3000, m=600)
    table, large = pair_people(score_people(program, people)), pair_large(program, everybody(program, people))
    assert large.proven and large.mentor.tolist() == table.mentor.tolist() and large.total == table.total
