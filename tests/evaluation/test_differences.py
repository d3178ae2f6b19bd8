"""Group against group: against statsmodels' formulas, and against cells written out."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.evaluation import adjusted_difference, difference_in_differences
from mentorkit.evaluation.differences import TERMS


def people(seed=2, n=60, effect=0.5):
    """Persons in two groups, measured before and after; the better ones joined."""
    draw = np.random.default_rng(seed)
    before = draw.normal(size=n)
    joined = (before + draw.normal(size=n) > 0).astype(int)
    after = 0.6 * before + effect * joined + draw.normal(size=n) * 0.5
    return pd.DataFrame({"before": before, "joined": joined, "after": after})


def long(seed=3, persons=30, effect=1.0):
    """Two rows before and one after for each person, who has a level of his own."""
    draw = np.random.default_rng(seed)
    rows = [
        (f"p{who}", who % 2, int(period == 2), draw.normal() * 0.5 + level + 0.3 * (period == 2) + effect * (who % 2) * (period == 2))
        for who, level in enumerate(draw.normal(size=persons))
        for period in range(3)
    ]
    return pd.DataFrame(rows, columns=["who", "group", "after", "value"])


@pytest.mark.parametrize("seed", range(3))
def test_adjusted_difference_agrees_with_statsmodels(seed):
    """Analysis of covariance by formula with robust errors, every term of it."""
    table = people(seed)
    found = adjusted_difference(table["after"], table["before"], table["joined"])
    other = smf.ols("after ~ before + joined", table).fit(cov_type="HC3", use_t=True)
    assert tuple(found.table.columns) == TERMS
    assert found.table["term"].tolist() == ["intercept", "before", "group"]
    assert found.table["estimate"].tolist() == pytest.approx(other.params.tolist())
    assert found.table["standard_error"].tolist() == pytest.approx(other.bse.tolist())
    assert found.table[["low", "high"]].to_numpy() == pytest.approx(other.conf_int().to_numpy())
    assert (found.estimate, found.p) == (pytest.approx(other.params["joined"]), pytest.approx(other.pvalues["joined"]))
    slopes = smf.ols("after ~ before * joined", table).fit(cov_type="HC3", use_t=True)
    assert found.slopes_p == pytest.approx(slopes.pvalues["before:joined"])


def test_adjusting_a_change_or_a_value_is_the_same():
    """The group's line does not depend on whether the outcome is the value after or the change."""
    table = people()
    value = adjusted_difference(table["after"], table["before"], table["joined"])
    moved = adjusted_difference(table["after"] - table["before"], table["before"], table["joined"])
    assert (moved.estimate, moved.low, moved.high) == pytest.approx((value.estimate, value.low, value.high))


def test_groups_have_names_and_sizes():
    """The second label in sorted order is compared with the first; whoever lacks something is counted."""
    table = people()
    words = table["joined"].map({0: "comparison", 1: "participant"}).tolist()
    outcome = [None, *table["after"][1:]]
    found = adjusted_difference(outcome, table["before"], words)
    assert (found.reference, found.compared, found.missing) == ("comparison", "participant", 1)
    assert found.n == found.n_reference + found.n_compared == 59
    swapped = adjusted_difference(table["after"], table["before"], 1 - table["joined"])
    assert swapped.estimate == pytest.approx(-adjusted_difference(table["after"], table["before"], table["joined"]).estimate)


@pytest.mark.parametrize(
    ("before", "group", "words"), [([1, 2, 3, 4, 5], [0, 0, 0, 1, 1], "at least 3 persons"), ([2, 2, 2, 1, 1, 1], [0, 0, 0, 1, 1, 1], "one and the same value")]
)
def test_adjusting_refuses(before, group, words):
    """Too few in a group, or nothing to adjust for."""
    found = adjusted_difference([*range(len(before))], before, group)
    assert found.estimate is None and len(found.table) == 0 and words in str(found.reason)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 20)), min_size=4, max_size=30))
@settings(deadline=None, max_examples=50)
def test_the_difference_of_differences_is_that_of_four_means(rows):
    """Whatever the sizes: the change of one group less that of the other; without a row in each cell it refuses."""
    table = pd.DataFrame([*rows, (0, 0, 1), (1, 0, 2)], columns=["group", "after", "value"])
    found = difference_in_differences(table, "value", "group", "after")
    means = table.groupby(["group", "after"])["value"].mean()
    if len(means) < 4:
        assert found.estimate is None and "A group has no rows" in str(found.reason)
    else:
        assert found.estimate == pytest.approx(means[1, 1] - means[1, 0] - means[0, 1] + means[0, 0], abs=1e-9)


def test_plain_errors_agree_with_statsmodels():
    """Without persons the errors are those of ordinary least squares."""
    table = long()
    other = smf.ols("value ~ group * after", table).fit()
    found = difference_in_differences(table, "value", "group", "after")
    assert (found.n, found.persons) == (90, None)
    assert (found.estimate, found.standard_error, found.p) == pytest.approx((other.params["group:after"], other.bse["group:after"], other.pvalues["group:after"]))
    assert (found.low, found.high) == pytest.approx(tuple(other.conf_int().loc["group:after"]))


def test_errors_clustered_on_the_person_agree_with_statsmodels():
    """With persons the errors know that rows of one person belong together, and the person's level is none of the uncertainty."""
    table = long()
    other = smf.ols("value ~ group * after", table).fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(table["who"])[0]}, use_t=True)
    found = difference_in_differences(table, "value", "group", "after", person="who")
    assert found.persons == 30
    assert (found.estimate, found.standard_error) == pytest.approx((other.params["group:after"], other.bse["group:after"]))
    assert (found.low, found.high) == pytest.approx(tuple(other.conf_int().loc["group:after"]))
    assert found.standard_error < difference_in_differences(table, "value", "group", "after").standard_error


def test_order_and_names_of_persons_change_nothing():
    """Shuffled rows and other ids give the same answer."""
    table = long()
    moved = table.sample(frac=1, random_state=1).assign(who=lambda rows: rows["who"].map({f"p{i}": (i * 7) % 31 for i in range(31)}))
    one, other = (difference_in_differences(rows, "value", "group", "after", person="who") for rows in (table, moved))
    assert (other.estimate, other.standard_error) == pytest.approx((one.estimate, one.standard_error))


def test_rows_that_lack_something_are_counted():
    """A blank value, period, group or person takes the row out."""
    table = long().astype(object)
    for place, column in enumerate(["value", "after", "group", "who"]):
        table.loc[place, column] = None
    found = difference_in_differences(table, "value", "group", "after", person="who")
    assert (found.n, found.missing) == (86, 4)


def test_too_few_persons_refuse():
    """Two persons in a group have no clustered error."""
    found = difference_in_differences(long(persons=4), "value", "group", "after", person="who")
    assert found.estimate is None and "at least 3 persons" in str(found.reason)


def test_a_person_in_both_groups_has_no_side():
    """Refused without naming anybody."""
    table = long()
    table.loc[0, "group"] = 1
    with pytest.raises(ValueError, match="who: 1 persons stand in both groups"):
        difference_in_differences(table, "value", "group", "after", person="who")
