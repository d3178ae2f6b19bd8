"""Change of the same persons: against SciPy, and against the formulas written out."""

import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mentorkit.evaluation import change
from mentorkit.evaluation.changes import effect_sizes

PAIRS = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=3, max_size=30).filter(
    lambda pairs: len({b - a for a, b in pairs}) > 1 and len({a for a, _ in pairs}) > 1
)


@given(PAIRS)
def test_change_agrees_with_scipy(pairs):
    """Mean, interval and p are those of the paired t test."""
    before, after = map(list, zip(*pairs, strict=True))
    found, test = change(before, after), stats.ttest_rel(after, before)
    interval = test.confidence_interval()
    assert (found.n, found.p) == (len(pairs), pytest.approx(test.pvalue))
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


@given(PAIRS)
def test_effect_sizes_written_out(pairs):
    """Each effect size is the mean change over the standard deviation in its name."""
    before, after = map(list, zip(*pairs, strict=True))
    moved = [b - a for a, b in pairs]
    mean, sds = statistics.fmean(moved), (statistics.stdev(before), statistics.stdev(after))
    found, sizes = change(before, after), effect_sizes(before, after)
    assert found.dz == sizes.dz == pytest.approx(mean / statistics.stdev(moved))
    assert found.d_baseline == sizes.d_baseline == pytest.approx(mean / sds[0])
    assert sizes.d_root_mean_square == pytest.approx(mean / math.sqrt((sds[0] ** 2 + sds[1] ** 2) / 2))
    assert sizes.d_mean_sd == pytest.approx(mean / ((sds[0] + sds[1]) / 2))
    freedom = len(pairs) - 1
    assert sizes.dz_corrected == pytest.approx(sizes.dz * math.gamma(freedom / 2) / (math.sqrt(freedom / 2) * math.gamma((freedom - 1) / 2)))


@given(PAIRS)
def test_there_and_back(pairs):
    """Swapped, the change is the same with the other sign."""
    before, after = map(list, zip(*pairs, strict=True))
    there, back = change(before, after), change(after, before)
    assert (back.mean, back.low, back.high, back.p) == pytest.approx((-there.mean, -there.high, -there.low, there.p))


def test_persons_without_one_value_are_left_out_and_counted():
    """None, NaN and blank text are missing; none of them is a zero."""
    found = change([1, None, 3, 4, 2], [2.0, 3.0, math.nan, 6.0, ""])
    assert (found.n, found.missing, found.mean) == (2, 3, pytest.approx(1.5))
    assert found.mean == found.mean_after - found.mean_before


def test_columns_in_another_order_are_joined_by_label():
    """The same labels in another order mean the same persons; other labels are taken by position."""
    before = pd.Series([1.0, 2.0, 4.0], index=["a", "b", "c"])
    after = pd.Series([5.0, 1.5, 2.0], index=["c", "a", "b"])
    assert change(before, after).mean == pytest.approx((0.5 + 0 + 1) / 3)
    assert change(before, after.reset_index(drop=True)).mean == pytest.approx((4 - 0.5 - 2) / 3)


@pytest.mark.parametrize(("before", "after", "n"), [([], [], 0), ([1], [None], 0), ([1], [2], 1), ([1, 2, 3], [2, 3, 4], 3)])
def test_without_an_interval_there_is_a_reason(before, after, n):
    """Nobody, one person, or changes that are all equal."""
    found = change(before, after)
    assert (found.n, found.low, found.high, found.p, found.dz) == (n, None, None, None, None)
    assert found.reason is not None and (found.mean is None) == (n == 0)


def test_nobody_tested_twice_is_no_change_of_zero():
    """Below two persons no effect size exists."""
    assert effect_sizes([1], [2]).dz is None
    assert np.isclose(effect_sizes([1, 2], [2, 4]).d_baseline, 1.5 / math.sqrt(0.5)) and effect_sizes([1, 2], [2, 4]).dz_corrected is None
