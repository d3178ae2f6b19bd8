"""The smallest effects a size can show, against the published table and against tests on made-up data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mentorkit.evaluation import detectable

TABLE = [(8, 1.16, 1.51, 1.18), (12, 0.89, 1.20, 0.95), (15, 0.78, 1.06, 0.85), (24, 0.60, 0.83, 0.67), (40, 0.45, 0.63, 0.52), (60, 0.37, 0.52, 0.42), (100, 0.28, 0.40, 0.32)]


@pytest.mark.parametrize(("n", "dz", "same", "thrice"), TABLE)
def test_the_table_by_size(n, dz, same, thrice):
    """Before and after, against as many controls, against three times as many; within 0.01."""
    assert detectable(n).effect == pytest.approx(dz, abs=0.01)
    assert detectable(n, n).effect == pytest.approx(same, abs=0.01)
    found = detectable(n, 3 * n)
    assert (found.d, found.dz) == (pytest.approx(thrice, abs=0.01), pytest.approx(dz, abs=0.01))


@pytest.mark.parametrize(("n", "reach"), [(24, 0.996), (60, 0.965), (150, 0.932)])
def test_retention_from_85_per_cent(n, reach):
    """Against three times as many controls; within 0.2 points."""
    assert detectable(n, 3 * n).share(0.85) == pytest.approx(reach, abs=0.002)


def test_24_against_24_cannot_show_any_rise_of_retention():
    """Not even 100 % could be told from 85 %."""
    assert detectable(24, 24).share(0.85) is None
    assert detectable(24, 24).share(0.85, above=False) < 0.85


@pytest.mark.parametrize(("n", "controls"), [(15, None), (15, 15), (15, 60)])
def test_an_effect_of_that_size_is_seen_in_four_of_five(n, controls, size):
    """Draws with exactly that effect, and SciPy's test: significant in 80 % of the rounds."""
    draw, rounds = np.random.default_rng(10), size(20_000, 2000)
    effect = detectable(n, controls).effect
    first = draw.normal(effect, 1, (rounds, n))
    p = stats.ttest_1samp(first, 0, axis=1).pvalue if controls is None else stats.ttest_ind(first, draw.normal(0, 1, (rounds, controls)), axis=1).pvalue
    assert np.mean(p < 0.05) == pytest.approx(0.80, abs=4 * (0.8 * 0.2 / rounds) ** 0.5)


@given(st.integers(4, 200), st.integers(4, 200))
@settings(deadline=None, max_examples=25)
def test_more_people_see_smaller_effects(n, controls):
    """One more on either side never hurts; the two sides may be swapped."""
    found = detectable(n, controls)
    assert detectable(n + 1, controls).d < found.d and detectable(n, controls + 1).d < found.d
    assert detectable(controls, n).d == pytest.approx(found.d, abs=1e-6)


def test_one_group_against_a_known_share_is_exact():
    """The share that must be reached gives the critical count with 80 %, by the binomial distribution itself."""
    n, baseline = 40, 0.7
    reach = detectable(n).share(baseline)
    count = next(c for c in range(n + 1) if stats.binom.sf(c - 1, n, baseline) <= 0.025)
    assert stats.binom.sf(count - 1, n, reach) == pytest.approx(0.80)
    assert detectable(n).share(1 - baseline, above=False) == pytest.approx(1 - reach)


def test_too_few_say_nothing():
    """Below four on either side there is a sentence and no figure."""
    for found in (detectable(3), detectable(50, 3)):
        assert (found.effect, found.d, found.share(0.5)) == (None, None, None) and "3 answers" in str(found.reason)
