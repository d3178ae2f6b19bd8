"""Entropy balancing against a slow solution of the problem itself, its limits, and a known truth."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from mentorkit.evaluation import balance_weights


def staff(seed=4, joined=24, others=150, shift=0.5, effect=0.0):
    """Participants who began better by ``shift``, and others; the outcome depends on what they began with."""
    draw = np.random.default_rng(seed)
    tables = []
    for n, side in ((joined, 1), (others, 0)):
        table = pd.DataFrame({"level": draw.normal(side * shift, 1, n), "years": draw.gamma(3, 2, n), "unit": draw.choice(["North", "South", "West"], n)})
        table["result"] = 0.8 * table["level"] + 0.1 * table["years"] + 0.3 * (table["unit"] == "West") + effect * side + draw.normal(size=n) * 0.5
        tables.append(table)
    return tables


def slow_weights(target, controls):
    """The problem as stated: least distance from equal weights, with the means and the sum as constraints."""
    n = len(controls)
    rules = np.column_stack([controls - target, np.ones(n)]).T
    means = {"type": "eq", "fun": lambda w: rules @ w - np.r_[np.zeros(len(target)), 1.0], "jac": lambda w: rules}
    return minimize(
        lambda w: float(np.sum(w * np.log(w * n))),
        np.full(n, 1 / n),
        jac=lambda w: np.log(w * n) + 1,
        method="SLSQP",
        bounds=[(1e-12, 1)] * n,
        constraints=[means],
        options={"maxiter": 500, "ftol": 1e-14},
    ).x


@pytest.mark.parametrize("seed", range(3))
def test_weights_against_the_problem_itself(seed):
    """The quick dual and the slow primal give the same weights."""
    treated, controls = staff(seed, others=60)
    found = balance_weights(treated, controls, ["level", "years"])
    slow = slow_weights(treated[["level", "years"]].mean().to_numpy(), controls[["level", "years"]].to_numpy())
    assert found.weights.to_numpy() == pytest.approx(slow, abs=2e-5)
    assert found.effective_n == pytest.approx(1 / (slow**2).sum(), rel=1e-3)


def test_weighted_means_are_the_participants_means():
    """Numbers and words alike; the weights are positive and sum to 1; the differences before are the plain ones."""
    treated, controls = staff()
    found = balance_weights(treated, controls, ["level", "years", "unit"], "result")
    assert found.weights.min() > 0 and found.weights.sum() == pytest.approx(1)
    assert found.balance["covariate"].tolist() == ["level", "years", "unit=North", "unit=South", "unit=West"]
    assert found.balance["weighted"].to_numpy() == pytest.approx(found.balance["treated"].to_numpy(), abs=1e-6)
    row = found.balance.set_index("covariate").loc["level"]
    pooled = np.sqrt((treated["level"].var() + controls["level"].var()) / 2)
    assert row["smd_before"] == pytest.approx((treated["level"].mean() - controls["level"].mean()) / pooled)
    assert found.estimate == pytest.approx(treated["result"].mean() - (found.weights * controls["result"]).sum())
    assert found.low < found.estimate < found.high
    assert found.unadjusted == pytest.approx(treated["result"].mean() - controls["result"].mean())


def test_order_of_rows_and_covariates_changes_nothing():
    """A person's weight stays with the person."""
    treated, controls = staff()
    one = balance_weights(treated, controls, ["level", "years", "unit"], "result")
    other = balance_weights(treated.sample(frac=1, random_state=1), controls.sample(frac=1, random_state=2), ["unit", "years", "level"], "result")
    assert other.weights.sort_index().to_numpy() == pytest.approx(one.weights.to_numpy(), abs=1e-7)
    assert (other.estimate, other.low, other.high) == pytest.approx((one.estimate, one.low, one.high), abs=1e-6)


def test_groups_that_are_alike_need_no_weights():
    """With the same people on both sides every weight is equal."""
    treated, _ = staff(joined=40)
    found = balance_weights(treated, treated, ["level", "years", "unit"], "result")
    assert found.weights.to_numpy() == pytest.approx(np.full(40, 1 / 40))
    assert (found.effective_n, found.estimate) == pytest.approx((40, 0), abs=1e-6)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"others": 25, "shift": 0.0}, "fewer than 30"),
        ({"shift": 8.0}, "still differ by"),
        ({"shift": 2.2}, "fewer than 30"),
    ],
)
def test_below_its_limits_it_refuses(change, words):
    """Too few controls, nobody alike, or all the weight on a handful: no estimate, and the limit that was broken."""
    treated, controls = staff(**change)
    found = balance_weights(treated, controls, ["level", "years"], "result")
    assert (found.estimate, found.low, found.high) == (None, None, None)
    assert words in str(found.reason)
    assert found.unadjusted is not None


def test_a_word_that_no_control_has_refuses():
    """Participants of a unit from which nobody can be compared."""
    treated, controls = staff()
    found = balance_weights(treated.assign(unit="East"), controls, ["unit"], "result")
    assert found.estimate is None and "unit=" in str(found.reason)


def test_without_an_outcome_there_are_weights_and_no_estimate():
    """Balance can be looked at before any outcome is known."""
    treated, controls = staff()
    found = balance_weights(treated, controls, ["level"])
    assert (found.estimate, found.reason, found.unadjusted) == (None, None, None)
    assert found.effective_n > 30


def test_persons_who_lack_a_value_are_counted():
    """They have no weight; an empty side refuses."""
    treated, controls = staff()
    treated.loc[0, "level"] = np.nan
    controls.loc[[1, 2], ["years", "result"]] = np.nan
    found = balance_weights(treated, controls, ["level", "years"], "result")
    assert (found.missing, found.n_treated, found.n_controls) == (3, 23, 148)
    assert 1 not in found.weights.index and 3 in found.weights.index
    nobody = balance_weights(treated.assign(level=None), controls, ["level"], "result")
    assert nobody.estimate is None and "nobody with all values" in str(nobody.reason)


def test_selection_is_undone_and_the_interval_holds_the_truth(size):
    """Where joining depends on what is known, the weighted estimate is nearer the truth than the plain one and covers it."""
    rounds, truth = size(1000, 80), 0.4
    held, nearer = [], []
    for seed in range(rounds):
        found = balance_weights(*staff(1000 + seed, joined=40, others=200, shift=0.8, effect=truth), ["level", "years", "unit"], "result")
        if found.estimate is not None:
            held.append(found.low <= truth <= found.high)
            nearer.append(abs(found.estimate - truth) < abs(found.unadjusted - truth))
    assert len(held) > 0.9 * rounds
    assert 0.93 - 3 * (0.95 * 0.05 / rounds) ** 0.5 < np.mean(held)
    assert np.mean(nearer) > 0.9
