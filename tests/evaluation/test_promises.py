"""Promise against answer: verdicts, grades, and the reasons why something cannot be told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.evaluation.answers import verdict_of
from mentorkit.evaluation.estimates import Estimate, change

ITEMS = [
    ("id", "text", "scale", "options"),
    ("useful", "Useful", "1-5", ""),
    ("sure", "Sure", "1-5", ""),
    ("again", "Again", "yes_unsure_no", ""),
    ("calls", "Calls", "one", "always useful;sometimes useful"),
]
WIDE = ("respondent_id", "role", "wave", "useful", "sure", "again", "calls")
USEFUL = "  - {id: useful, indicator: found it useful, source: survey, items: [useful], waves: [end], analysis: proportion, unit: share, target: 0.5}\n"


def survey(n, value=4, wave="end"):
    return [WIDE, *((f"E{i:03d}", "mentee", wave, value, 4, "yes", "always useful") for i in range(n))]


def one(result):
    return result.measures[0]


def test_a_share_of_respondents_is_met_when_its_whole_interval_reaches_the_target(programme, evaluated, people_rows):
    """Fifteen of fifteen who answered 4 or 5: met, with n, interval and what was counted."""
    found = one(evaluated(programme("measures:\n" + USEFUL, items=ITEMS, survey=survey(15), **people_rows(20))))
    assert (found.verdict, found.grade, found.n, found.count, found.invited) == ("met", "D", 15, 15, 20)
    assert found.low == pytest.approx(0.7961, abs=1e-4)
    assert "4 or 5" in str(found.notes[0])


@pytest.mark.parametrize(
    ("n", "target", "verdict", "words"),
    [
        (15, 0.9, "cannot_tell", "The target lies inside the interval."),
        (9, 0.5, "cannot_tell", "45.0"),
        (4, 0.5, "cannot_tell", "Fewer than 5 answers"),
        (0, 0.5, "not_measured", "The wave 'after' has not taken place yet."),
    ],
)
def test_why_something_cannot_be_told(programme, evaluated, people_rows, n, target, verdict, words):
    """Too uncertain, too few of the invited, too few people, nobody: each is said in its own words."""
    measure = USEFUL.replace("target: 0.5", f"target: {target}").replace("[end]", "[end]" if n else "[after]")
    found = one(evaluated(programme("measures:\n" + measure, items=ITEMS, survey=survey(n or 3), **people_rows(20))))
    assert found.verdict == verdict
    assert words in str(found.reason)


def test_numbers_of_few_people_are_not_in_the_result(programme, evaluated, people_rows):
    """Below the threshold nobody downstream can show what was not handed on."""
    found = one(evaluated(programme("measures:\n" + USEFUL, items=ITEMS, survey=survey(4), **people_rows(4))))
    assert found.hidden
    assert (found.estimate, found.low, found.high, found.n, found.count, found.standard_error) == (None,) * 6


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("source: survey, items: [useful], analysis: adjusted_difference", "not computed by this version"),
        ("source: checkins, analysis: count", "'checkins' are not computed"),
        ("source: outcomes, analysis: retention", "names no table 'outcomes'"),
        ("source: survey, items: [nothing], analysis: proportion", "not in the items table"),
        ("source: survey, items: [useful], waves: [end], analysis: proportion, due: 2027-01-01", "Due on 1 Jan 2027"),
        ("source: survey, items: [useful], analysis: mean_change", "needs answers from two waves"),
        ("source: survey, items: [useful, again], waves: [end], analysis: proportion", "one scale"),
    ],
)
def test_why_something_is_not_measured(programme, evaluated, people_rows, fields, words):
    """A promise without an answer keeps its row and says what is lacking."""
    found = one(evaluated(programme("measures:\n  - {id: m, target: 0.5, " + fields + "}\n", items=ITEMS, survey=survey(15), **people_rows(15))))
    assert (found.verdict, found.estimate) == ("not_measured", None)
    assert words in str(found.reason)


def test_a_quoted_option_is_what_is_counted(programme, evaluated, people_rows):
    """A question with options counts the option that the measure quotes."""
    measure = "  - {id: m, indicator: Always useful, source: survey, items: [calls], waves: [end], analysis: proportion, target: 0.5}\n"
    assert one(evaluated(programme("measures:\n" + measure, items=ITEMS, survey=survey(15), **people_rows(15)))).count == 15


def test_before_and_after_is_design_c(programme, evaluated, people_rows):
    """The same persons twice: the change, its interval, and a design that proves no effect."""
    rows = [WIDE]
    for i in range(20):
        rows += [(f"E{i:03d}", "mentee", "start", 2 + i % 2, 3, "yes", ""), (f"E{i:03d}", "mentee", "end", 4, 3 + i % 3 // 2, "yes", "")]
    measure = "  - {id: m, indicator: know-how, source: survey, items: [useful, sure], waves: [start, end], analysis: mean_change, target: 0.3, comparison: matched}\n"
    result = evaluated(programme("measures:\n" + measure, items=ITEMS, survey=rows, **people_rows(20)))
    found = one(result)
    assert (found.verdict, found.grade, found.n) == ("met", "C", 20)
    assert "not adjusted for" in str(found.notes[0])
    assert result.changes[0].change.estimate.value == found.estimate
    assert [row.wave for row in result.reliability] == ["start", "end"]


def test_a_lottery_with_a_wait_list_is_design_a_and_shows_the_other_group(programme, evaluated, people_rows):
    """Places drawn by lot and a waiting list in the outcomes: A, with the comparison beside it, untested."""
    rows = [("person_id", "group", "observed_from", "observed_until", "left_on")]
    rows += [(f"E{i:03d}", "participant", "2025-09-01", "2026-09-30", "2026-02-01" if i < 2 else "") for i in range(20)]
    rows += [(f"W{i:03d}", "comparison", "2025-09-01", "2026-09-30", "2026-02-01" if i < 5 else "") for i in range(20)]
    more = "audiences: {mentees: {selection: lottery}}\nmeasures:\n"
    more += "  - {id: stay, indicator: retention, source: outcomes, analysis: retention, target: 0.95, comparison: wait_list}\n"
    found = one(evaluated(programme(more, outcomes=rows, **people_rows(20))))
    assert (found.grade, found.estimate, found.comparison, found.comparison_n) == ("A", 0.9, 0.75, 20)
    assert found.verdict == "cannot_tell"


def test_persons_left_out_can_keep_the_answer_open(programme, evaluated, people_rows):
    """If the answer would turn with the persons whose window is cut off, it cannot be told; unless the file leaves them out."""
    rows = [("person_id", "group", "observed_from", "observed_until")]
    rows += [(f"E{i:03d}", "participant", "2025-09-01" if i < 20 else "2026-03-01", "2026-09-30") for i in range(24)]
    more = "measures:\n  - {id: stay, source: outcomes, analysis: retention, target: 0.8}\n"
    found = one(evaluated(programme(more, outcomes=rows, **people_rows(24))))
    assert (found.estimate, found.n, found.verdict) == (1.0, 20, "cannot_tell")
    assert "could change the answer" in str(found.reason)


def test_pairs_and_counts(programme, evaluated, people_rows):
    """A count has no interval and is held against its target as it is; a share of pairs has one."""
    more = "measures:\n  - {id: n, source: pairs, analysis: count, population: pairs, target: 12}\n"
    more += "  - {id: p, source: pairs, analysis: proportion, population: pairs, target: 0.5, primary: true}\n"
    found = evaluated(programme(more, **people_rows(12))).measures
    assert [(row.id, row.verdict, row.low is None) for row in found] == [("p", "met", False), ("n", "met", True)]


@given(st.floats(-5, 5), st.floats(0.01, 3), st.floats(-5, 5))
def test_down_mirrors_up(value, half, target):
    """Fewer is better is more is better seen in a mirror."""
    up = verdict_of(Estimate(10, value, None, value - half, value + half), target, "up")
    down = verdict_of(Estimate(10, -value, None, -value - half, -value + half), -target, "down")
    assert up == down


def test_a_zero_effect_is_rarely_called_met(size):
    """Where nothing changes, "met" against a target of zero comes in at most one of forty programmes, plus noise."""
    rounds = size(2000, 400)
    draw = np.random.default_rng(20260901)
    met = sum(verdict_of(change(draw.normal(3, 1, 24), draw.normal(3, 1, 24)).estimate, 0.0, "up") == "met" for _ in range(rounds))
    assert met / rounds < 0.025 + 3 * (0.025 * 0.975 / rounds) ** 0.5
