"""Shares, E-values and families of p values."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from mentorkit.evaluation import adjust_p, proportion, sensitivity

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=20)


def wilson(k, n):
    """Wilson's interval as he wrote it in 1927."""
    z, p = stats.norm.ppf(0.975), k / n
    middle, reach = (p + z * z / (2 * n)) / (1 + z * z / n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - reach, middle + reach


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_lies_between_none_and_all(k_of_n):
    """It holds the share, stays between 0 and 1, and is Wilson's."""
    k, n = k_of_n
    found = proportion(k, n)
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert (found.low, found.high) == pytest.approx(wilson(k, n), abs=1e-9)
    assert (found.rule_of_three is not None) == (k == 0)


def test_nothing_seen_has_an_upper_limit():
    """The rule of three: none of 60 means at most 5 %; of 2 it says nothing."""
    assert proportion(0, 60).rule_of_three == pytest.approx(0.05)
    assert proportion(0, 2).rule_of_three == 1.0


def test_nobody_counted_has_no_share():
    """0 of 0 is not 0 %."""
    found = proportion(0, 0)
    assert (found.estimate, found.low, found.high) == (None, None, None) and "Nobody" in str(found.reason)


@given(st.floats(0.05, 20))
def test_an_e_value_is_the_same_for_a_ratio_and_its_inverse(ratio):
    """Half as many is as hard to explain away as twice as many; nothing is needed to explain 1."""
    assert sensitivity(ratio).e_value == pytest.approx(sensitivity(1 / ratio).e_value)
    assert sensitivity(ratio).e_value >= max(ratio, 1 / ratio)


def test_an_e_value_undoes_the_bias_it_names():
    """The published formula of the bias, at the E-value for both links, gives back the ratio; 3.9 needs 7.26 as printed."""
    for ratio in (1.1, 2.0, 3.9):
        e = sensitivity(ratio).e_value
        assert e * e / (2 * e - 1) == pytest.approx(ratio)
    assert sensitivity(3.9).e_value == pytest.approx(7.26, abs=0.005)


@pytest.mark.parametrize(("ratio", "low", "high", "limit"), [(3.9, 1.8, 8.7, 3.0), (1.2, 0.9, 1.6, 1.0), (0.5, 0.3, 0.8, 1.25 + math.sqrt(1.25 * 0.25))])
def test_the_limit_nearer_to_one_has_its_own(ratio, low, high, limit):
    """The published example's limit needs 3.0; an interval that holds 1 needs nothing."""
    assert sensitivity(ratio, low, high).e_value_limit == pytest.approx(limit, abs=0.01)
    assert sensitivity(ratio).e_value_limit is None


@pytest.mark.slow
@given(P_VALUES)
@settings(max_examples=20, deadline=None)
def test_adjusted_p_values_rise_with_the_p_values(p_values):
    """Whatever the method: the order stays, none falls, none exceeds 1; Holm lies between Benjamini-Hochberg and Bonferroni."""
    adjusted = {method: adjust_p(p_values, method) for method in ("bh", "holm", "bonferroni")}
    order = np.argsort(p_values, kind="stable")
    for found in adjusted.values():
        assert (np.diff(found[order]) >= -1e-12).all()
        assert (found >= np.array(p_values) - 1e-12).all() and (found <= 1).all()
    assert (adjusted["bh"] <= adjusted["holm"] + 1e-12).all() and (adjusted["holm"] <= adjusted["bonferroni"] + 1e-12).all()


@pytest.mark.slow
@given(P_VALUES)
@settings(max_examples=20, deadline=None)
def test_adjusted_p_values_written_out(p_values):
    """Each method as its definition says, in the order given, and as statsmodels has it."""
    m, order = len(p_values), sorted(range(len(p_values)), key=lambda place: p_values[place])
    holm, bh = [0.0] * m, [0.0] * m
    for rank, place in enumerate(order):
        holm[place] = min(1.0, max((m - earlier) * p_values[order[earlier]] for earlier in range(rank + 1)))
        bh[place] = min(1.0, *(m / (later + 1) * p_values[order[later]] for later in range(rank, m)), 1.0)
    assert adjust_p(p_values, "holm") == pytest.approx(holm)
    assert adjust_p(p_values, "bh") == pytest.approx(bh)
    assert adjust_p(p_values, "bonferroni") == pytest.approx([min(1.0, m * p) for p in p_values])
    assert adjust_p(p_values, "bh") == pytest.approx(multipletests(p_values, method="fdr_bh")[1])


def test_no_p_values_are_none():
    """An empty family stays empty."""
    assert len(adjust_p([], "holm")) == 0
