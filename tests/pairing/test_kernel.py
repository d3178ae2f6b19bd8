"""The compiled engine against trying everything, against SciPy, and against itself without numba."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.pairing import Assignment, assign, plain
from mentorkit.pairing.compiled import COMPILES, own_cache
from mentorkit.pairing.engine import Unproven
from mentorkit.pairing.market import market_of
from mentorkit.pairing.warm import warm_up

ROOT = Path(__file__).resolve().parents[2]
FULL = bool(os.environ.get("MENTORKIT_FULL"))


def everything(scores, capacity, allowed, cover_first):
    """Every assignment as good as the best one."""
    n, m = scores.shape
    found, best = [], None
    for mentors in itertools.product(range(-1, m), repeat=n):
        if all(j < 0 or allowed[i, j] for i, j in enumerate(mentors)) and all(mentors.count(j) <= capacity[j] for j in range(m)):
            pairs, total = sum(j >= 0 for j in mentors), sum(int(scores[i, j]) for i, j in enumerate(mentors) if j >= 0)
            key = (pairs, total) if cover_first else (total, pairs)
            if best is None or key >= best:
                found = [*found, mentors] if key == best else [mentors]
                best = key
    return found, best


def small(random):
    n, m = random.integers(1, 6), random.integers(1, 4)
    low = -2 if random.random() < 0.3 else 0
    scores, capacity = random.integers(low, random.integers(1, 5), (n, m)), random.integers(0, random.choice([2, 3, 5]), m)
    return scores, capacity, random.random((n, m)) < random.random(), bool(random.integers(0, 2))


@pytest.mark.parametrize("seed", range(12 if FULL else 4))
def test_equals_trying_everything_on_thousands(seed):
    """Thousands of small questions with ties, 0 to 4 seats and forbidden pairs: total, coverage, each place, who could sit elsewhere, and every price."""
    random = np.random.default_rng(seed)
    for _ in range(600):
        scores, capacity, allowed, cover_first = question = small(random)
        found, (equals, best) = assign(*question), everything(*question)
        assert ((found.pairs, found.total) if cover_first else (found.total, found.pairs)) == best and found.proven
        lowest = min(equals, key=lambda mentors: [j if j >= 0 else len(capacity) for j in mentors])
        assert found.mentor.tolist() == list(lowest)
        assert found.other_possible.tolist() == [len({mentors[i] for mentors in equals}) > 1 for i in range(len(scores))]
        if len(scores) < 4:
            for j in range(len(capacity)):
                more = everything(scores, capacity + (np.arange(len(capacity)) == j), allowed, cover_first)[1]
                pairs, total = (0, 1) if cover_first else (1, 0)
                gain = (more[pairs] - best[pairs]) * found.bonus + (more[total] - best[total]) * found.factor
                assert found.mentor_prices[j] == gain


@pytest.mark.parametrize(("kinds", "seats"), [(3, 1), (8, 2), (100_000, 1)])
def test_equals_scipy_on_hundreds(kinds, seats):
    """Hundreds of people with few or many distinct scores: SciPy's total and coverage, the same lowest prices."""
    random = np.random.default_rng(kinds)
    scores, allowed = random.integers(0, kinds, (260, 240 // seats)), random.random((260, 240 // seats)) < 0.4
    for cover_first in (True, False):
        market = market_of(scores, np.full(240 // seats, seats), allowed, cover_first)
        at, price = plain.solve(market)
        found = assign(scores, np.full(240 // seats, seats), allowed, cover_first)
        assert found.total == market.total(at) and found.pairs == (at >= 0).sum() and (found.mentor_prices == price).all()


@st.composite
def questions(draw):
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    n, m = draw(st.integers(1, 12)), draw(st.integers(1, 8))
    return random.integers(0, draw(st.integers(1, 6)), (n, m)), random.integers(0, 4, m), random.random((n, m)) < draw(st.sampled_from([0.3, 0.7, 1.0])), random


@settings(max_examples=150, deadline=None)
@given(questions(), st.booleans())
def test_row_order_changes_nothing_but_who_wins_a_tie(question, cover_first):
    """Rows and columns in another order: the same total, coverage, prices and values; sorted again by id, the same pairs."""
    scores, capacity, allowed, random = question
    one = assign(scores, capacity, allowed, cover_first)
    rows, columns = random.permutation(len(scores)), random.permutation(len(capacity))
    two = assign(scores[np.ix_(rows, columns)], capacity[columns], allowed[np.ix_(rows, columns)], cover_first)
    assert (one.total, one.pairs) == (two.total, two.pairs)
    assert (one.mentor_prices[columns] == two.mentor_prices).all() and (one.mentee_values[rows] == two.mentee_values).all()
    assert (one.other_possible[rows] == two.other_possible).all()
    certain = ~two.other_possible
    there = two.mentor >= 0
    assert (np.where(there, columns[two.mentor], -1)[certain] == one.mentor[rows][certain]).all()


@settings(max_examples=100, deadline=None)
@given(questions(), st.booleans(), st.integers(2, 1000))
def test_scaling_changes_nothing_and_forbidden_is_never_made(question, cover_first, factor):
    """All scores times one number give the same pairs; no forbidden pair, no seat too many."""
    scores, capacity, allowed, _ = question
    one, two = assign(scores, capacity, allowed, cover_first), assign(scores * factor, capacity, allowed, cover_first)
    made = np.flatnonzero(one.mentor >= 0)
    assert one.mentor.tolist() == two.mentor.tolist() and allowed[made, one.mentor[made]].all()
    assert (np.bincount(one.mentor[made], minlength=len(capacity)) <= capacity).all()


@settings(max_examples=100, deadline=None)
@given(questions())
def test_one_more_seat_never_covers_fewer(question):
    """Under cover_first one more seat covers as many or one more, and its worth is the mentor's price."""
    scores, capacity, allowed, _ = question
    one = assign(scores, capacity, allowed)
    for j in range(len(capacity)):
        two = assign(scores, capacity + (np.arange(len(capacity)) == j), allowed)
        assert one.pairs <= two.pairs <= one.pairs + 1 and (two.pairs > one.pairs or two.total >= one.total)
        assert (one.mentor_prices[j] > 0) == ((two.pairs, two.total) != (one.pairs, one.total))


@settings(max_examples=60, deadline=None)
@given(questions(), st.booleans())
def test_every_form_of_the_same_question_has_the_same_answer(question, cover_first):
    """Small and large whole numbers, floats, a sparse matrix, rows in Fortran's order, a table that cannot be written to."""
    from scipy.sparse import coo_array

    scores, capacity, allowed, _ = question
    expected = assign(scores, capacity, allowed, cover_first).mentor.tolist()
    row, column = np.nonzero(allowed)
    frozen = scores.copy()
    frozen.flags.writeable = False
    large = scores * 2**36  # beyond 32 bits
    for form in (scores.astype(np.int8), scores.astype(np.int32), scores.astype(np.uint64), scores.astype(float), np.asfortranarray(scores), frozen, large):
        assert assign(form, capacity, allowed, cover_first).mentor.tolist() == expected
    assert assign(coo_array((scores[row, column], (row, column)), shape=scores.shape), capacity, None, cover_first).mentor.tolist() == expected
    assert assign(coo_array(scores + 1), capacity, allowed, cover_first).mentor.tolist() == assign(scores + 1, capacity, allowed, cover_first).mentor.tolist()


WITHOUT = """
import json, sys
sys.modules["numba"] = None
import numpy as np
from mentorkit.pairing import assign
from mentorkit.pairing.compiled import COMPILES
assert not COMPILES
found = []
for seed in range(30):
    random = np.random.default_rng(seed)
    n, m = random.integers(1, 30), random.integers(1, 25)
    scores, seats, mask = random.integers(-2, 4, (n, m)), random.integers(0, 4, m), random.random((n, m)) < 0.5
    one = assign(scores / 2 if seed % 3 == 0 else scores, seats, mask, bool(seed % 2))
    found.append([one.mentor.tolist(), one.total, one.mentor_prices.tolist(), one.mentee_values.tolist(), one.other_possible.tolist(), one.factor, one.bonus])
print(json.dumps(found))
"""


def test_without_numba_the_answers_are_identical():
    """Where numba cannot be imported SciPy solves, and every place, price, value and tie is the same."""
    done = subprocess.run([sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, text=True, check=True)
    here = subprocess.run(
        [sys.executable, "-c", WITHOUT.replace('sys.modules["numba"] = None', "").replace("not COMPILES", "True")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == json.loads(here.stdout)


def test_numba_is_not_loaded_before_somebody_pairs():
    """Neither the package, nor the stage's module, nor the command line with its help loads numba."""
    code = (
        "import runpy, sys, mentorkit, mentorkit.stages.pairing; mentorkit.pair; sys.argv = ['mentorkit', '--help']\n"
        "try: runpy.run_module('mentorkit', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code\n"
        "print('numba' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert said[-1] == "False" and said[0] == "Usage:"


@pytest.mark.skipif(not COMPILES or os.name != "posix", reason="needs numba, and a place nobody can write to")
@pytest.mark.slow
@pytest.mark.parametrize("ours_too", [True, False])
def test_a_read_only_install_without_a_home_still_pairs(tmp_path, ours_too):
    """Where numba finds no place for its cache, a folder of ours is used; where that cannot be used either, it compiles for this process."""
    install, temporary = tmp_path / "install", tmp_path / "tmp"
    shutil.copytree(ROOT / "mentorkit", install / "mentorkit", ignore=shutil.ignore_patterns("__pycache__"))
    for room in [install / "mentorkit", *(place for place in (install / "mentorkit").rglob("*") if place.is_dir())]:
        (room / "__pycache__").write_text("a file here keeps even an administrator from caching")
    temporary.mkdir()
    ours = temporary / f"mentorkit-compiled-{os.getuid()}"
    if not ours_too:
        ours.write_text("no folder")
    code = "from mentorkit.pairing import assign, engine; print(engine.__file__, assign([[1, 2]], [1, 1]).mentor.tolist())"
    place = {"PATH": os.environ["PATH"], "TMPDIR": str(temporary), "HOME": "/dev/null", "PYTHONPATH": str(install)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=place, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(install)) and done.stdout.endswith("[1]\n")
    assert bool(list(ours.rglob("*.nbi"))) == ours_too and not list(install.rglob("*.nbi"))


def test_a_cache_folder_of_somebody_else_is_not_used(tmp_path, monkeypatch):
    """Compiled code is run as it is read, so a folder that others may write to is refused."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    folder = own_cache()
    assert folder is not None and own_cache() == folder
    if os.name == "posix":
        folder.chmod(0o777)
        assert own_cache() is None


def test_an_answer_without_proof_is_never_given(monkeypatch):
    """If a solver were wrong, an error says so."""
    monkeypatch.setattr("mentorkit.pairing.engine._solve", lambda market: (np.array([1, 0]), np.array([0, 0])))
    with pytest.raises(Unproven, match="did not close"):
        assign([[5, 1], [1, 5]], [1, 1])


def test_warming_up_says_whether_anything_compiles():
    """One call compiles what a usual pairing needs."""
    assert warm_up() is COMPILES and isinstance(assign([[1]], [1]), Assignment)
