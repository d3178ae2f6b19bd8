"""What a plan can see, held against published tables and against slow computations."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mentorkit.evaluation.detect import baseline_of, detect, expected_answers
from mentorkit.evaluation.smallest import baseline_seen, d_seen, dz_seen, share_seen, share_seen_against
from mentorkit.program.model import ProgramFile

TABLE = [(8, 1.16, 1.51), (12, 0.89, 1.20), (15, 0.78, 1.06), (24, 0.60, 0.83), (40, 0.45, 0.63), (60, 0.37, 0.52), (100, 0.28, 0.40)]
HEADER = {"schema": "mentorkit-program/1", "id": "plan", "name": "Plan", "language": "en"}


def _plan(*measures, size=24, response=0.6, **more):
    tree = {**HEADER, "measures": [{"id": f"m{i}", **measure} for i, measure in enumerate(measures)], "evaluation": {"expected_response": response}, **more}
    if size:
        tree["audiences"] = {"mentees": {"size": size}}
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


@pytest.mark.parametrize(("n", "dz", "d"), TABLE)
def test_the_table_of_detectable_effects(n, dz, d):
    """Error rate 0.05 two-sided, power 0.80: the published effects before and after, and against a group of the same size."""
    assert dz_seen(n) == pytest.approx(dz, abs=0.01)
    assert d_seen(n) == pytest.approx(d, abs=0.01)


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_fewer_than_four_answers_see_nothing(n):
    """No figure is made where no test says anything."""
    assert dz_seen(n) is None and d_seen(n) is None


@settings(max_examples=25, deadline=None)
@given(st.integers(8, 400), st.sampled_from([0.01, 0.05, 0.10]), st.sampled_from([0.7, 0.8, 0.9]))
def test_more_people_see_smaller_effects(n, alpha, power):
    """The smallest effect falls with n, and a group of the same size always sees less than before and after."""
    assert dz_seen(n + 1, alpha, power) < dz_seen(n, alpha, power) < d_seen(n, alpha, power)


def _power(n, baseline, share, alpha):
    """The slow way: add up the probabilities of every count that the upper test rejects."""
    rejected = [x for x in range(n + 1) if sum(stats.binom.pmf(range(x, n + 1), n, baseline)) <= alpha / 2]
    return sum(stats.binom.pmf(rejected, n, share))


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 60), st.integers(5, 90).map(lambda p: p / 100))
def test_a_share_that_is_seen_has_the_power_asked_for(n, baseline):
    """At the smallest share the exact test rejects with probability 0.80; where none is seen, even 100 % is not enough."""
    found = share_seen(n, baseline)
    if found is None:
        assert baseline**n > 0.025
    else:
        assert _power(n, baseline, found, 0.05) == pytest.approx(0.80, abs=1e-6)


def test_a_retention_of_82_per_cent_and_24_people():
    """Only if all 24 stay is 82 % rejected (0.82 to the power of 24 is 0.9 %), so the true share must be 0.8 to the power of 1/24."""
    assert share_seen(24, 0.82) == pytest.approx(0.8 ** (1 / 24))


def test_no_share_is_seen_from_a_baseline_of_85_per_cent_and_20_people():
    """0.85 to the power of 20 is 3.9 %, above 2.5 %: even if everybody stays, it looks like no effect."""
    assert share_seen(20, 0.85) is None


def test_24_against_24_see_nothing_above_85_per_cent():
    """Published: from a base of 85 % two groups of 24 cannot be told apart even at 100 %."""
    assert share_seen_against(24, 0.85) is None
    assert 0.95 < share_seen_against(60, 0.85) < 1


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 200), st.integers(10, 99).map(lambda p: p / 100))
def test_baseline_and_target_are_each_other_s_inverse(n, target):
    """From the largest baseline a target can be told from, no more than that target is needed."""
    found = baseline_seen(n, target)
    if found is not None:
        assert found <= target
        assert share_seen(n, found - 1e-9) <= target + 1e-6


def test_expected_answers_round_down():
    """24 at 60 % are 14; 10 at 70 % are 7 although 0.7 is not exact."""
    assert (expected_answers(24, 0.6), expected_answers(10, 0.7), expected_answers(1, 0.5)) == (14, 7, 0)


def test_surveys_lose_answers_and_records_do_not():
    """A survey counts the expected response; HR records hold everybody."""
    survey, records = detect(_plan({"source": "survey", "analysis": "mean_change"}, {"source": "outcomes", "analysis": "retention", "target": 0.9})).rows
    assert (survey.planned, survey.expected, records.expected) == (24, 14, 24)
    assert survey.smallest == pytest.approx(dz_seen(14)) and survey.smallest_planned == pytest.approx(dz_seen(24))


def test_a_comparison_group_makes_two_groups():
    """The same analysis with a waiting list is judged as two groups of the same size."""
    alone, compared = detect(_plan({"source": "outcomes", "analysis": "mean_change"}, {"source": "outcomes", "analysis": "mean_change", "comparison": "wait_list"})).rows
    assert (alone.design, compared.design) == ("paired", "two_groups")
    assert alone.smallest == pytest.approx(0.60, abs=0.01) and compared.smallest == pytest.approx(0.83, abs=0.01)


def test_a_worthwhile_difference_below_what_can_be_seen_is_said():
    """Five points of retention are worth having and cannot be seen by 24 people; forty could."""
    need = {"evidence": [{"what": "Stays a year", "value": 0.82, "unit": "share"}]}
    base = {"source": "outcomes", "analysis": "proportion", "indicator": "stays a year ", "target": 0.9}
    small, large = detect(_plan({**base, "worthwhile": 0.05}, {**base, "worthwhile": 0.40}, need=need)).rows
    assert (small.worthwhile_is, large.worthwhile_is) == ("not_seen", "seen")
    assert small.against == 0.82 and small.smallest == pytest.approx(0.8 ** (1 / 24) - 0.82)
    assert detect(_plan({**base, "worthwhile": 0.05}, need=need)).too_small == 1


def test_a_worthwhile_change_of_a_mean_depends_on_the_spread():
    """0.3 points are seen by 24 people only if the changes spread by at most 0.3 / 0.597 = 0.50 points."""
    (row,) = detect(_plan({"source": "outcomes", "analysis": "mean_change", "worthwhile": 0.3})).rows
    assert row.worthwhile_is == "depends" and row.spread == pytest.approx(0.3 / dz_seen(24))


def test_a_share_that_should_fall_mirrors_one_that_should_rise():
    """Leaving 18 % falling is staying 82 % rising."""
    need = {"evidence": [{"what": "leaves", "value": 0.18}, {"what": "stays", "value": 0.82}]}
    up, down = detect(
        _plan(
            {"source": "outcomes", "analysis": "proportion", "indicator": "stays", "target": 0.9},
            {"source": "outcomes", "analysis": "proportion", "indicator": "leaves", "target": 0.1, "direction": "down"},
            need=need,
        )
    ).rows
    assert down.smallest == pytest.approx(up.smallest) and down.reach == pytest.approx(1 - up.reach)


def test_a_baseline_must_be_worded_like_the_indicator():
    """Two lines of evidence with the same words, or none, give no baseline; nothing is guessed."""
    measure = {"indicator": "stays"}
    twice = _plan(measure, need={"evidence": [{"what": "stays", "value": 0.8}, {"what": "Stays", "value": 0.7}]})
    none = _plan(measure, need={"evidence": [{"what": "left", "value": 0.2}]})
    assert baseline_of(twice.measures[0], twice) is None and baseline_of(none.measures[0], none) is None


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ({"analysis": "count", "source": "pairs"}, "held against its target"),
        ({"analysis": "adjusted_difference"}, "needs a comparison group"),
        ({}, "Choose how the measure is analysed"),
        ({"analysis": "proportion", "source": "outcomes"}, "Give the target as a share"),
        ({"analysis": "proportion", "source": "outcomes", "target": 90}, "Give the target as a share"),
    ],
)
def test_where_nothing_can_be_computed_a_sentence_says_why(measure, words):
    """A blank or unfit field gives no figure and no traceback."""
    (row,) = detect(_plan(measure)).rows
    assert row.smallest is None and words in str(row.sentence)


def test_without_a_planned_size_nothing_is_computed():
    """The size is asked for, and the curve is still there."""
    found = detect(_plan({"analysis": "mean_change", "source": "survey"}, size=None))
    assert found.own is None and len(found.curve) == 7 and "planned number" in str(found.rows[0].sentence)


def test_the_sentence_of_a_paired_design():
    """The sentence says n, the effect, and that smaller ones look like none."""
    (row,) = detect(_plan({"analysis": "mean_change", "source": "outcomes"})).rows
    assert str(row.sentence) == (
        "With 24 answers before and after, this design can only see a change of 0.60 standard deviations or more; smaller true effects will look like no effect."
    )
