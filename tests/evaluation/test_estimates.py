"""Estimates against published answers and slow, obvious solutions."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.evaluation.estimates import alpha, change, share


def columns(path):
    """The numbers of a file by column."""
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def test_student_sleep_1908(real_data):
    """The paired difference of Student's ten sleepers, its interval, and both effect sizes by their names."""
    sleep = columns(real_data / "student_sleep_paired.csv")
    found = change(sleep["drug2"], sleep["drug1"])
    assert found.estimate.n == 10
    assert found.estimate.value == pytest.approx(-1.58)
    assert found.estimate.low == pytest.approx(-2.4599, abs=1e-4)
    assert found.estimate.high == pytest.approx(-0.7001, abs=1e-4)
    assert found.estimate.value / found.estimate.standard_error == pytest.approx(-4.0621, abs=1e-4)
    assert found.dz == pytest.approx(-1.285, abs=1e-3)
    assert found.in_baseline_sd == pytest.approx(-1.58 / sleep["drug2"].std(ddof=1))


def test_attitude_1977(real_data):
    """Cronbach's alpha of the seven attitude items of Chatterjee and Price, with its interval."""
    items = np.column_stack(list(columns(real_data / "attitude_employee_survey.csv").values()))
    found = alpha(items)
    assert found.n == 30
    assert found.value == pytest.approx(0.843, abs=5e-4)
    assert (found.low, found.high) == pytest.approx((0.739, 0.916), abs=5e-4)


@pytest.mark.parametrize(("count", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)])
def test_wilson_intervals_of_newcombe_1998(count, n, low, high):
    """The four examples of Newcombe's comparison, score method without continuity correction (table I)."""
    found = share(count, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


def test_a_share_of_all_or_none_still_has_an_error():
    """Twenty of twenty does not mean that the share is known exactly."""
    assert share(20, 20).standard_error > 0
    assert share(0, 20).low == 0.0
    assert share(0, 0).value is None


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=30))
def test_change_is_the_mean_of_differences(pairs):
    """The fast change equals the sum written out, and the interval is symmetric round it."""
    before, after = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    found = change(before, after).estimate
    assert found.value == pytest.approx(sum(b - a for a, b in pairs) / len(pairs))
    if found.low is not None:
        assert (found.low + found.high) / 2 == pytest.approx(found.value)
        spread = math.sqrt(sum((b - a - found.value) ** 2 for a, b in pairs) / (len(pairs) - 1))
        assert found.standard_error == pytest.approx(spread / math.sqrt(len(pairs)))


def test_equal_changes_have_no_interval():
    """When everybody moved by the same step, nobody knows how certain that is."""
    found = change(np.array([1.0, 2.0]), np.array([2.0, 3.0])).estimate
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert change(np.array([1.0]), np.array([2.0])).estimate.low is None


def test_alpha_needs_two_items_and_three_persons():
    """Below that there is nothing to compute."""
    assert alpha(np.ones((10, 1))).value is None
    assert alpha(np.array([[1.0, 2.0], [2.0, 1.0]])).value is None
