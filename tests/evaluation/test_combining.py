"""Pooling: the variance between programmes against a slow search, and what must hold of every pooled value."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from mentorkit.evaluation import pool_estimates

NUMBER = st.floats(-3, 3).map(lambda value: round(value, 4))
SERIES = st.lists(st.tuples(NUMBER, st.floats(0.05, 1).map(lambda value: round(value, 4))), min_size=2, max_size=12)


def slow_tau2(values, errors, wanted):
    """Halving the range two hundred times: above the answer Q is too small, below too large."""
    low, high = 0.0, 1000.0
    for _ in range(200):
        middle = (low + high) / 2
        weights = [1 / (error**2 + middle) for error in errors]
        mean = sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)
        q = sum(w * (v - mean) ** 2 for w, v in zip(weights, values, strict=True))
        low, high = (middle, high) if q > wanted else (low, middle)
    return low


@given(SERIES)
@settings(deadline=None)
def test_tau2_by_halving(pairs):
    """Paule and Mandel's equation, solved slowly, and never below zero."""
    values, errors = zip(*pairs, strict=True)
    found = pool_estimates(values, errors)
    assert found.tau2 == pytest.approx(slow_tau2(values, errors, len(values) - 1), abs=1e-8)
    assert found.tau2_low <= found.tau2 <= found.tau2_high


@given(SERIES)
@settings(deadline=None, max_examples=30)
def test_pooling_agrees_with_statsmodels(pairs):
    """Mean, its error and tau2 are those of the iterated method."""
    values, errors = map(np.array, zip(*pairs, strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = combine_effects(values, errors**2, method_re="iterated", row_names=[str(place) for place in range(len(values))])
    found = pool_estimates(values, errors)
    assert found.tau2 == pytest.approx(other.tau2, abs=2e-4, rel=1e-3)
    assert (found.mean, found.standard_error) == pytest.approx((other.mean_effect_re, other.sd_eff_w_re), abs=2e-3)


@given(st.lists(NUMBER, min_size=2, max_size=12), st.floats(0.05, 1))
@settings(deadline=None)
def test_equal_errors_give_the_plain_mean(values, error):
    """Who knows equally much counts equally much."""
    assert pool_estimates(values, [error] * len(values)).mean == pytest.approx(np.mean(values), abs=1e-9)


@given(SERIES)
@settings(deadline=None)
def test_a_drawn_value_lies_between_its_own_and_the_mean(pairs):
    """Never beyond either end; at no variance between programmes all equal the mean; nobody knows less afterwards."""
    values, errors = zip(*pairs, strict=True)
    found = pool_estimates(values, errors)
    for own, drawn in zip(values, found.shrunken, strict=True):
        assert min(own, found.mean) - 1e-9 <= drawn <= max(own, found.mean) + 1e-9
        assert found.tau2 > 0 or drawn == pytest.approx(found.mean)
    assert found.low <= found.mean <= found.high
    assert (found.prediction is None) == (len(values) == 2)


@given(SERIES, st.floats(-5, 5), st.floats(0.1, 10))
@settings(deadline=None, max_examples=50)
def test_another_unit_changes_only_the_unit(pairs, shift, scale):
    """Moved and stretched estimates give the moved and stretched mean."""
    values, errors = map(np.array, zip(*pairs, strict=True))
    found, moved = pool_estimates(values, errors), pool_estimates(values * scale + shift, errors * scale)
    assert (moved.mean, moved.standard_error) == pytest.approx((found.mean * scale + shift, found.standard_error * scale), abs=1e-6)


def test_one_estimate_is_left_alone():
    """No pooling, no crash, and a sentence."""
    found = pool_estimates([0.3], [0.1])
    assert (found.n, found.mean, found.tau2, found.prediction, found.shrunken) == (1, None, None, None, (0.3,))
    assert "One estimate alone" in str(found.reason)


def test_few_estimates_carry_a_warning():
    """Below five they are shown with their own intervals."""
    assert "fewer than 5" in str(pool_estimates([0.1, 0.2, 0.3], [0.1] * 3).reason)
    assert pool_estimates([0.1, 0.2, 0.3, 0.2, 0.4], [0.1] * 5).reason is None


def test_the_prediction_by_drawing():
    """A hundred thousand draws of tau, mean and a further programme give the same range as the grid."""
    values, errors = np.array([0.1, 0.5, 0.3, 0.9, 0.2, 0.15]), np.array([0.1, 0.2, 0.1, 0.2, 0.1, 0.05])
    draw, taus = np.random.default_rng(5), np.linspace(0.0005, 6, 6000)
    heights = []
    for tau in taus:
        weights = 1 / (errors**2 + tau**2)
        mean = (weights @ values) / weights.sum()
        heights.append(np.prod(weights**0.5) / weights.sum() ** 0.5 * np.exp(-(weights @ (values - mean) ** 2) / 2))
    chosen = draw.choice(taus, 100_000, p=np.array(heights) / np.sum(heights))
    weights = 1 / (errors**2 + chosen[:, None] ** 2)
    means = draw.normal(weights @ values / weights.sum(axis=1), weights.sum(axis=1) ** -0.5)
    assert pool_estimates(values, errors).prediction == pytest.approx(tuple(np.quantile(draw.normal(means, chosen), [0.025, 0.975])), abs=0.03)


def test_the_interval_of_tau2_holds_the_truth(size):
    """Q's profile holds a true variance of 0.04 in about 95 of 100 rounds, and the prediction the next programme."""
    draw, rounds, errors = np.random.default_rng(11), size(2000, 200), np.linspace(0.1, 0.3, 12)
    held, caught = [], []
    for _ in range(rounds):
        truths = draw.normal(0.5, 0.2, 13)
        found = pool_estimates(truths[:12] + draw.normal(size=12) * errors, errors)
        held.append(found.tau2_low <= 0.04 <= found.tau2_high)
        caught.append(found.prediction[0] <= truths[12] <= found.prediction[1])
    noise = 3 * (0.95 * 0.05 / rounds) ** 0.5
    assert abs(np.mean(held) - 0.95) < 0.01 + noise
    assert 0.93 - noise < np.mean(caught) < 0.99
