"""Staying: curves and tests against products and sums written out, and what must hold whatever the order of persons."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.duration.hazard_regression import PHReg

from mentorkit.evaluation import compare_retention
from mentorkit.evaluation.leaving import CURVES

STAYS = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 1), st.sampled_from(["a", "b"])), min_size=4, max_size=40)


def stays(seed=6, n=120, ratio=2.0, ties=False):
    """Leaving in two groups, the second ``ratio`` times as fast, observed for two years at most."""
    draw = np.random.default_rng(seed)
    group = draw.integers(0, 2, n)
    age = draw.normal(size=n)
    time = draw.exponential(12 / np.where(group == 1, ratio, 1.0) / np.exp(0.4 * age))
    table = pd.DataFrame({"time": np.minimum(time, 24.0), "left": (time < 24).astype(int), "group": group, "age": age})
    return table.assign(time=np.ceil(table["time"])) if ties else table


@given(STAYS)
@settings(deadline=None)
def test_curves_are_the_product_written_out(rows):
    """At each leaving the share that stays is multiplied; at risk is whoever was still there."""
    time, left, group = map(list, zip(*rows, strict=True))
    found = compare_retention(time, left, group).curves
    assert tuple(found.columns) == CURVES
    for name in sorted(set(group)):
        part, stay = found[found["group"] == name], 1.0
        mine = [(t, e) for t, e, g in rows if g == name]
        leavings = sorted({t for t, e in mine if e})
        if not leavings:
            assert part[["events", "survival", "high"]].to_numpy().tolist() == [[0, 1, 1]] and 0 <= part["low"].item() < 1
            continue
        assert part["time"].tolist() == leavings
        for row, at in zip(part.itertuples(), leavings, strict=True):
            risk, gone = sum(t >= at for t, _ in mine), sum(t == at and e for t, e in mine)
            stay *= 1 - gone / risk
            assert (row.at_risk, row.events) == (risk, gone)
            assert row.survival == pytest.approx(stay, abs=1e-12)
            assert 0 <= row.low <= row.survival + 1e-12 and row.survival <= row.high + 1e-12 <= 1 + 1e-9


def test_the_interval_of_a_curve_is_greenwood_s_on_the_log_log():
    """Written out for the whole curve."""
    table = stays()
    found = compare_retention(table["time"], table["left"]).curves
    gone = (found["events"] / (found["at_risk"] * (found["at_risk"] - found["events"]))).cumsum()
    inner = found["survival"] < 1
    reach = stats.norm.ppf(0.975) * np.sqrt(gone) / np.log(found["survival"])
    assert found["low"][inner].to_numpy() == pytest.approx((found["survival"] ** np.exp(-reach))[inner].to_numpy())
    assert found["high"][inner].to_numpy() == pytest.approx((found["survival"] ** np.exp(reach))[inner].to_numpy())


@given(STAYS.filter(lambda rows: {g for *_, g in rows} == {"a", "b"}))
@settings(deadline=None)
def test_log_rank_written_out(rows):
    """Leavers of one group less those expected if both left alike, over its hypergeometric variance."""
    time, left, group = map(list, zip(*rows, strict=True))
    found, gap, variance = compare_retention(time, left, group).log_rank, 0.0, 0.0
    for at in sorted({t for t, e, _ in rows if e}):
        risk, mine = sum(t >= at for t, *_ in rows), sum(t >= at and g == "a" for t, _, g in rows)
        gone = sum(t == at and e for t, e, _ in rows)
        gap += sum(t == at and e and g == "a" for t, e, g in rows) - gone * mine / risk
        if risk > 1:
            variance += gone * mine / risk * (1 - mine / risk) * (risk - gone) / (risk - 1)
    if found is not None and variance > 0:
        assert found.chi2 == pytest.approx(gap**2 / variance, abs=1e-9)
        assert found.p == pytest.approx(stats.chi2.sf(found.chi2, 1))


@pytest.mark.parametrize("ties", [False, True])
def test_cox_agrees_with_statsmodels(ties):
    """Efron's ties, group first, then covariates, with the hazard ratio beside the logarithm."""
    table = stays(ties=ties)
    found = compare_retention(table["time"], table["left"], table["group"], table[["age"]])
    other = PHReg(table["time"], table[["group", "age"]], status=table["left"], ties="efron").fit()
    assert found.cox["term"].tolist() == ["group", "age"]
    assert found.cox["estimate"].tolist() == pytest.approx(other.params.tolist())
    assert found.cox["standard_error"].tolist() == pytest.approx(other.bse.tolist())
    assert found.cox["hazard_ratio"].tolist() == pytest.approx(np.exp(other.params).tolist())
    assert found.cox.columns.tolist() == ["term", "estimate", "standard_error", "low", "high", "p", "hazard_ratio"]


def slow_residuals(time, left, design, slopes):
    """At each leaving: the leaver's values less the mean over those still there, weighted by their hazards."""
    hazards = np.exp(design @ slopes)
    return np.array([design[i] - (hazards[time >= time[i]] @ design[time >= time[i]]) / hazards[time >= time[i]].sum() for i in np.flatnonzero(left)])


def test_the_check_of_hazards_against_residuals_written_out():
    """Schoenfeld's residuals by their definition, correlated with the order of leaving."""
    table = stays()
    found = compare_retention(table["time"], table["left"], table["group"])
    time, left, design = table["time"].to_numpy(), table["left"].to_numpy(), table[["group"]].to_numpy(dtype=float)
    residuals = slow_residuals(time, left, design, found.cox["estimate"].to_numpy())[:, 0]
    assert residuals.sum() == pytest.approx(0, abs=1e-6)
    clock = stats.rankdata(time[left == 1])
    clock = clock - clock.mean()
    each = 1 / found.cox["standard_error"].item() ** 2 / len(clock)
    assert found.hazards_p == pytest.approx(stats.chi2.sf((clock @ residuals) ** 2 / (each * (clock @ clock)), 1), rel=1e-4)


def test_hazards_that_cross_are_noticed(size):
    """Proportional hazards are doubted in about 5 of 100 rounds; hazards that turn round are doubted nearly always."""
    rounds, draw = size(200, 30), np.random.default_rng(8)
    doubted, noticed = [], []
    for seed in range(rounds):
        table = stays(2000 + seed, n=80)
        doubted.append(not compare_retention(table["time"], table["left"], table["group"]).hazards_ok)
        early = draw.weibull(0.5, 80) * 6, draw.weibull(3.0, 80) * 8
        time = np.minimum(np.concatenate(early), 24)
        noticed.append(not compare_retention(time, time < 24, np.repeat([0, 1], 80)).hazards_ok)
    assert np.mean(doubted) < 0.06 + 3 * (0.05 * 0.95 / rounds) ** 0.5
    assert np.mean(noticed) > 0.95


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=10)
def test_order_of_persons_changes_nothing(random):
    """Shuffled rows give the same curves and tests."""
    table = stays(ties=True)
    order = list(range(len(table)))
    random.shuffle(order)
    one, other = (compare_retention(rows["time"], rows["left"], rows["group"]) for rows in (table, table.iloc[order]))
    pd.testing.assert_frame_equal(one.curves, other.curves)
    assert other.log_rank.chi2 == pytest.approx(one.log_rank.chi2)
    assert other.hazards_p == pytest.approx(one.hazards_p, abs=0.2)  # among equal times the order of residuals is arbitrary


@pytest.mark.parametrize(
    ("group", "left", "covariates", "words"),
    [
        (None, [1, 0] * 20, None, "one group only"),
        ([0, 1] * 20, [1, 0] * 20, None, "no leaver"),
        ([0, 0, 1, 1] * 10, [1, 0] * 4 + [0] * 32, None, "fewer than 10"),
        ([0, 0, 1, 1] * 10, [1, 0] * 20, {"flat": [3.0] * 40}, "never varies"),
    ],
)
def test_without_a_cox_model_there_is_a_reason(group, left, covariates, words):
    """One group, a group without leavers, too few leavers, a covariate that says nothing."""
    found = compare_retention(list(range(1, 41)), left, group, None if covariates is None else pd.DataFrame(covariates))
    assert (found.cox, found.hazards_ok, found.hazards_p) == (None, None, None) and words in str(found.reason)
    assert len(found.curves) > 0


def test_groups_that_leave_one_after_the_other_have_no_hazard_ratio():
    """It would be infinite; the log-rank test still says that they differ."""
    found = compare_retention(list(range(1, 21)), [1] * 20, ["a"] * 10 + ["b"] * 10)
    assert (found.cox, found.hazards_ok) == (None, None) and "entirely before" in str(found.reason)
    assert found.log_rank.p < 0.001


def test_the_unit_of_a_covariate_does_not_matter():
    """A salary in full figures gives the same hazard as in thousands."""
    table = stays()
    full, thousands = (compare_retention(table["time"], table["left"], table["group"], table[["age"]] * unit + 60 * unit) for unit in (1000.0, 1.0))
    assert full.cox["estimate"][0] == pytest.approx(thousands.cox["estimate"][0])
    assert full.cox["estimate"][1] * 1000 == pytest.approx(thousands.cox["estimate"][1])
    assert full.hazards_p == pytest.approx(thousands.hazards_p)


def test_nobody_left():
    """No leaver at all: staying is 100 %, the interval says how little is known, the median is not reached."""
    found = compare_retention([12.0] * 20, [0] * 20, ["a", "b"] * 10)
    assert found.events == 0 and found.log_rank is None
    assert found.curves["survival"].tolist() == [1.0, 1.0] and (found.curves["low"] < 0.8).all()
    assert found.medians["median"].tolist() == [math.inf, math.inf]


def test_three_groups_have_a_term_each():
    """The first in sorted order is the reference."""
    table = stays(n=200)
    group = np.where(table["age"] > 0.5, "c", np.where(table["group"] == 1, "b", "a"))
    found = compare_retention(table["time"], table["left"], group)
    assert found.cox["term"].tolist() == ["group[b]", "group[c]"] and found.log_rank.freedom == 2


def test_persons_who_lack_something_are_counted():
    """Blank time, event, group or covariate; with nobody left there is a sentence."""
    table = stays().astype(object)
    for place, column in enumerate(["time", "left", "group", "age"]):
        table.loc[place, column] = None
    found = compare_retention(table["time"], table["left"], table["group"], table[["age"]])
    assert (found.n, found.missing) == (116, 4)
    nobody = compare_retention([None, None], [1, 0])
    assert (nobody.n, nobody.missing, len(nobody.curves)) == (0, 2, 0) and "Nobody" in str(nobody.reason)


def test_the_interval_of_staying_a_year_holds_the_truth(size):
    """Over many samples the interval at 12 months holds the true share in about 95 of 100."""
    rounds, draw, truth = size(2000, 150), np.random.default_rng(9), math.exp(-12 / 40)
    held = []
    for _ in range(rounds):
        time = draw.exponential(40, 60)
        curve = compare_retention(np.minimum(time, 18), time < 18).curves
        at = curve[curve["time"] <= 12].iloc[-1]
        held.append(at["low"] <= truth <= at["high"])
    assert abs(np.mean(held) - 0.95) < 0.015 + 3 * (0.95 * 0.05 / rounds) ** 0.5
