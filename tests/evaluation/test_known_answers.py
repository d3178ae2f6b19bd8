"""Published answers of real data, by the public functions; by a plain library call where none of them returns the quantity.

Tolerance is half a unit of the last digit printed, unless the published source itself rounds.
"""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from mentorkit.evaluation import adjust_p, change, compare_retention, difference_in_differences, pool_estimates, proportion, reliability
from mentorkit.evaluation.changes import effect_sizes


def near(value, digits):
    """Within half a unit of the last of ``digits`` decimals."""
    return pytest.approx(value, abs=0.5 * 10**-digits, rel=0)


def table(folder, name):
    """One file of the data folder."""
    return pd.read_csv(folder / name, encoding="utf-8-sig")


def test_reliability_of_the_attitude_survey(real_data):
    """Seven items of Chatterjee and Price 1977: alpha with its interval, omega of standardised and of raw scores."""
    found = reliability(table(real_data, "attitude_employee_survey.csv"))
    assert (found.n, found.items) == (30, 7)
    assert found.alpha == near(0.843, 3)
    assert (found.alpha_low, found.alpha_high) == (near(0.739, 3), near(0.916, 3))
    assert (found.omega, found.omega_covariance) == (near(0.841, 3), near(0.856, 3))
    assert found.suspect_reversed == ()


def test_change_of_student_s_sleepers(real_data):
    """The paired t test of 1908, drug 2 as before and drug 1 as after."""
    sleep = table(real_data, "student_sleep_paired.csv")
    found = change(sleep["drug2"], sleep["drug1"])
    assert found.n == 10
    assert found.mean == near(-1.58, 2)
    assert found.mean / found.standard_error == near(-4.0621, 4)
    assert found.p == near(0.002833, 6)
    assert (found.low, found.high) == (near(-2.4599, 4), near(-0.7001, 4))
    assert found.dz == near(-1.285, 3)


def test_other_effect_sizes_of_student_s_sleepers(real_data):
    """Corrected dz, and the change over the root mean square and over the plain mean of the two SDs: different quantities."""
    sleep = table(real_data, "student_sleep_paired.csv")
    found = effect_sizes(sleep["drug2"], sleep["drug1"])
    assert found.dz_corrected == near(-1.174, 3)
    assert found.d_root_mean_square == near(-0.832, 3)
    assert found.d_mean_sd == near(-0.833, 3)


def test_wilcoxon_of_student_s_sleepers(real_data):
    """Exact with the zero dropped; the normal approximation that R prints is another figure."""
    sleep = table(real_data, "student_sleep_paired.csv")
    moved = (sleep["drug1"] - sleep["drug2"]).to_numpy()
    assert stats.wilcoxon(moved[moved != 0], method="exact").pvalue == near(0.0039, 4)
    assert stats.wilcoxon(moved, zero_method="wilcox", correction=True, method="asymptotic").pvalue == near(0.009091, 6)


def test_remission_of_gehan(real_data):
    """Log-rank, both medians with their intervals, and the 6-MP arm after six weeks."""
    gehan = table(real_data, "gehan_survival.csv")
    found = compare_retention(gehan["time"], gehan["cens"], gehan["treat"])
    assert (found.n, found.events) == (42, 30)
    assert found.log_rank.chi2 == near(16.79, 2)
    assert found.log_rank.p == pytest.approx(4e-5, abs=0.5e-5)
    assert found.medians.set_index("group")[["median", "low", "high"]].T.to_dict("list") == {"6-MP": [23.0, 13.0, np.inf], "control": [8.0, 4.0, 11.0]}
    at_six = found.curves[(found.curves["group"] == "6-MP") & (found.curves["time"] == 6)]
    assert at_six["survival"].item() == near(0.857, 3)
    assert found.cox["hazard_ratio"].item() == near(4.82, 2)  # printed for Efron's ties by every textbook that uses these data


def test_batting_of_efron_and_morris(real_data):
    """Grand mean, the classic factor of shrinkage, Clemente's value, and the squared error with and without."""
    batting = table(real_data, "efron_morris_proportions.csv")
    early, season, k = batting["y"].to_numpy(), batting["p"].to_numpy(), len(batting)
    mean = early.mean()
    factor = 1 - (k - 3) * mean * (1 - mean) / 45 / ((early - mean) ** 2).sum()
    shrunken = mean + factor * (early - mean)
    assert (mean, factor) == (near(0.265, 3), near(0.212, 3))
    assert shrunken[batting["name"].tolist().index("Roberto Clemente")] == near(0.294, 3)
    assert (((early - season) ** 2).sum(), ((shrunken - season) ** 2).sum()) == (near(0.075, 3), near(0.021, 3))


def test_pooling_helps_the_batters_of_efron_and_morris(real_data):
    """Paule and Mandel's shrinkage is another one, and it also comes nearer to the season than the raw shares."""
    batting = table(real_data, "efron_morris_proportions.csv")
    early, season = batting["y"].to_numpy(), batting["p"].to_numpy()
    errors = np.full(len(early), np.sqrt(early.mean() * (1 - early.mean()) / 45))
    found = pool_estimates(early, errors)
    assert found.n == 18 and found.mean == near(0.265, 3)
    assert ((np.array(found.shrunken) - season) ** 2).sum() < ((early - season) ** 2).sum()


def test_houses_near_the_incinerator(real_data):
    """Kiel and McClain: large, and not distinguishable from zero."""
    found = difference_in_differences(table(real_data, "kielmc_did.csv"), "rprice", "nearinc", "y81")
    assert found.n == 321
    assert (found.estimate, found.standard_error) == (near(-11863.90, 2), near(7456.65, 2))
    assert found.low < 0 < found.high


def test_ewma_of_nist(real_data):
    """The handbook's chart: weights 0.3, limits at three sigma, no signal."""
    chart = table(real_data, "nist_ewma.csv")
    weight, target, sigma = 0.3, 50.0, 2.0539
    found = pd.Series([target, *chart["x"]]).ewm(alpha=weight, adjust=False).mean().to_numpy()[1:]
    reach = 3 * sigma * np.sqrt(weight / (2 - weight))
    assert (target + reach, target - reach) == (near(52.5884, 4), near(47.4116, 4))
    assert np.abs(found - chart["ewma_published"]).max() <= 0.01
    assert np.abs(found - target).max() < reach


def test_fifteen_p_values_of_benjamini_and_hochberg(real_data):
    """At 0.05 their method rejects four hypotheses, Bonferroni and Holm three."""
    p = table(real_data, "benjamini_hochberg_1995_pvalues.csv")["p"]
    assert len(p) == 15
    assert {method: int((adjust_p(p, method) <= 0.05).sum()) for method in ("bh", "bonferroni", "holm")} == {"bh": 4, "bonferroni": 3, "holm": 3}


def test_leavers_of_the_synthetic_staff(real_data):
    """237 of 1470; synthetic, so no evidence of anything."""
    staff = table(real_data, "ibm_hr_attrition_synthetic.csv")
    found = proportion(int((staff["Attrition"] == "Yes").sum()), len(staff))
    assert (found.k, found.n) == (237, 1470)
    assert 100 * found.estimate == near(16.12, 2)


@pytest.mark.parametrize(("cohort", "n", "always"), [(1, 22, 63.6), (2, 32, 68.8)])
def test_mentoring_calls_of_open_seeds(real_data, cohort, n, always):
    """Of those who answered the last survey: who would recommend it, and for whom mentoring calls were always useful."""
    answers = table(real_data / "open_seeds_cohorts_1_2", "participant_post.csv")
    answers = answers[answers["cohort"] == cohort]
    found = proportion(int((answers["mentor_calls"] == "Mentoring calls were always useful").sum()), len(answers))
    assert found.n == n and 100 * found.estimate == near(always, 1)
    assert (answers["recommend"] == "Yes").all()


def test_the_first_cohort_of_open_seeds(real_data):
    """29 participants, 20 mentors, 20 projects, of which 17 graduated."""
    folder = real_data / "open_seeds_cohorts_1_2"
    people, projects = table(folder, "enrolment.csv"), table(folder, "projects.csv")
    first = people[people["cohort"] == 1].groupby("role")["n_people"].sum()
    projects = projects[projects["cohort"] == 1]
    assert first.to_dict() == {"participant": 29, "mentor": 20}
    assert (len(projects), int((projects["graduated"] == 1).sum())) == (20, 17)
