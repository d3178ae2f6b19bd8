"""Reliability of a scale against slow, obvious versions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from mentorkit.evaluation import reliability


def answers(seed=1, n=60, loadings=(0.8, 0.7, 0.6, 0.5)):
    """Answers that one factor brings about, in units of their own."""
    draw = np.random.default_rng(seed)
    factor = draw.normal(size=n)
    columns = [load * factor + draw.normal(size=n) * np.sqrt(1 - load**2) for load in loadings]
    return pd.DataFrame({f"q{place}": column * (place + 1) for place, column in enumerate(columns)})


def slow_alpha(table):
    """k/(k-1) times the share of the total's variance that is covariance, pair by pair."""
    k = table.shape[1]
    total = sum(table.iloc[:, i].cov(table.iloc[:, j]) for i in range(k) for j in range(k))
    covariances = sum(table.iloc[:, i].cov(table.iloc[:, j]) for i in range(k) for j in range(k) if i != j)
    return k / (k - 1) * covariances / total


def slow_omega(table, *, standardised):
    """One factor by maximum likelihood, with a general minimiser over loadings and own variances."""
    found = np.corrcoef(table.to_numpy(), rowvar=False) if standardised else np.cov(table.to_numpy(), rowvar=False)
    k, sds = len(found), np.sqrt(np.diag(found))

    def misfit(at):
        loadings, own = at[:k] * sds, np.exp(at[k:]) * sds**2
        model = np.outer(loadings, loadings) + np.diag(own)
        return np.linalg.slogdet(model)[1] + np.trace(found @ np.linalg.inv(model))

    best = minimize(misfit, np.r_[np.full(k, 0.6), np.full(k, -0.5)], method="BFGS", options={"gtol": 1e-8, "maxiter": 2000}).x
    common = ((best[:k] * sds).sum()) ** 2
    return common / (common + (np.exp(best[k:]) * sds**2).sum())


@pytest.mark.parametrize("seed", range(5))
def test_alpha_and_omega_against_slow_versions(seed):
    """Alpha pair by pair, omega by a general minimiser, the correlation with the rest by pandas."""
    table = answers(seed)
    found = reliability(table)
    assert found.alpha == pytest.approx(slow_alpha(table))
    assert found.omega == pytest.approx(slow_omega(table, standardised=True), abs=1e-4)
    assert found.omega_covariance == pytest.approx(slow_omega(table, standardised=False), abs=1e-4)
    assert found.item_total["q1"] == pytest.approx(table["q1"].corr(table.drop(columns="q1").sum(axis=1)))
    assert found.alpha_low < found.alpha < found.alpha_high
    assert 0 < found.omega_low < found.omega < found.omega_high < 1


def test_the_interval_of_omega_is_as_wide_as_the_figure_varies(size):
    """Over many samples the interval holds the true omega about 95 times in a hundred."""
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    truth = loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum())
    rounds = size(1000, 60)
    held = [found.omega_low <= truth <= found.omega_high for found in (reliability(answers(100 + i, n=80)) for i in range(rounds)) if found.omega]
    assert np.mean(held) > 0.93 - 3 * (0.95 * 0.05 / rounds) ** 0.5


def test_a_reverse_question_that_nobody_marked_is_detected():
    """Its correlation with the others is negative; marked, it is like any other."""
    table = answers()
    turned = table.assign(q1=6 - table["q1"])
    assert reliability(table).suspect_reversed == ()
    assert reliability(turned).suspect_reversed == ("q1",)
    mended = reliability(turned, reverse=["q1"])
    assert mended.alpha == pytest.approx(reliability(table).alpha)
    assert mended.omega == pytest.approx(reliability(table).omega)


@pytest.mark.parametrize("item", range(7))
def test_each_question_of_the_attitude_survey_is_detected_when_turned(real_data, item):
    """Whichever of the seven is turned round, it is the one that is suspected."""
    table = pd.read_csv(real_data / "attitude_employee_survey.csv")
    name = table.columns[item]
    assert reliability(table.assign(**{name: 100 - table[name]})).suspect_reversed == (name,)


@given(st.permutations(range(30)), st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_and_columns_changes_nothing(rows, columns):
    """Persons and questions have no order."""
    table = answers(n=30)
    found, moved = reliability(table), reliability(table.iloc[list(rows), list(columns)])
    assert (moved.alpha, moved.omega) == pytest.approx((found.alpha, found.omega), abs=1e-5)
    assert moved.item_total.to_dict() == pytest.approx(found.item_total.to_dict())


def test_persons_who_left_a_question_out_are_counted():
    """A blank takes the row out; a person without any answer changes the count alone."""
    table = answers()
    more = pd.concat([table, pd.DataFrame([[None] * 4, [1.0, None, 2.0, 3.0]], columns=table.columns)], ignore_index=True)
    found = reliability(more)
    assert (found.n, found.missing) == (60, 2)
    assert found.alpha == pytest.approx(reliability(table).alpha)


@pytest.mark.parametrize(
    ("rows", "words"),
    [([[1, 2, 3], [2, 1, 3]], "Fewer than 3 persons"), ([[1, 2], [2, 1], [3, 0]], "Everybody has the same total"), ([[1, 2], [2, 3], [3, 3]], "Omega needs three questions")],
)
def test_where_nothing_can_be_said_a_sentence_says_so(rows, words):
    """Too few persons, no variance, too few questions for a factor."""
    found = reliability(rows)
    assert found.omega is None and words in str(found.reason)


def test_a_question_that_stands_for_the_factor_has_no_omega():
    """Where one question alone carries all that is common, the factor has no unique solution: no figure, and a sentence."""
    found = reliability(answers(117, n=80))
    assert found.alpha is not None and found.omega is None and "One factor does not describe" in str(found.reason)


def test_an_answer_that_never_varies_has_no_correlation():
    """It neither counts as suspect nor stops the rest."""
    found = reliability(answers().assign(flat=3))
    assert np.isnan(found.item_total["flat"]) and found.suspect_reversed == ()
    assert found.alpha is not None and found.omega is None
