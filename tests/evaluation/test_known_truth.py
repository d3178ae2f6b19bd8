"""Made-up programmes whose truth is known: how often each method is wrong, and what fools the eye."""

import numpy as np
import pandas as pd
import pytest

from mentorkit.evaluation import adjusted_difference, change, compare_retention, difference_in_differences
from mentorkit.evaluation.answers import verdict_of
from mentorkit.evaluation.estimates import Estimate

pytestmark = pytest.mark.slow


def met(low, high):
    """Whether a target of zero counts as met."""
    return verdict_of(Estimate(1, (low + high) / 2, None, low, high), 0.0, "up") == "met"


def noise(share, rounds):
    """Three standard errors of a share."""
    return 3 * (share * (1 - share) / rounds) ** 0.5


def null(draw, pairs=24, effect=0.0):
    """Participants and as many others, measured twice, with nothing but ``effect`` between them."""
    group = np.repeat([0, 1], pairs)
    before = draw.normal(3, 1, 2 * pairs)
    after = 3 + 0.6 * (before - 3) + draw.normal(0, 0.8, 2 * pairs) + effect * group
    return before, after, group


def test_programmes_without_an_effect_are_rarely_met_and_intervals_hold_zero(size):
    """Programmes of 24 pairs: "met" for a zero target in at most 2.5 %, the interval holds zero in 93 to 97 %, by each method."""
    rounds, draw = size(500, 150), np.random.default_rng(20260902)
    limits = {"change": [], "adjusted": [], "did": []}
    for _ in range(rounds):
        before, after, group = null(draw)
        alone = change(before[group == 1], after[group == 1])
        adjusted = adjusted_difference(after, before, group)
        table = pd.DataFrame({"value": [*before, *after], "group": [*group, *group], "late": np.repeat([0, 1], 48), "who": [*range(48), *range(48)]})
        both = difference_in_differences(table, "value", "group", "late", person="who")
        for name, found in (("change", alone), ("adjusted", adjusted), ("did", both)):
            limits[name].append((found.low, found.high))
    for name, found in limits.items():
        assert np.mean([met(low, high) for low, high in found]) <= 0.025 + noise(0.025, rounds), name
        held = np.mean([low <= 0 <= high for low, high in found])
        assert 0.93 - noise(0.95, rounds) <= held <= 0.97 + noise(0.95, rounds), name


def test_adjusting_is_unbiased_where_the_better_ones_joined(size):
    """Joining depends on the value before: the plain difference is far off, the adjusted one is not."""
    rounds, draw, truth = size(500, 100), np.random.default_rng(20260903), 0.3
    plain, adjusted, held = [], [], []
    for _ in range(rounds):
        before = draw.normal(0, 1, 120)
        group = (before + draw.normal(0, 1, 120) > 0).astype(int)
        after = 0.7 * before + truth * group + draw.normal(0, 0.5, 120)
        found = adjusted_difference(after, before, group)
        plain.append(after[group == 1].mean() - after[group == 0].mean())
        adjusted.append(found.estimate)
        held.append(found.low <= truth <= found.high)
    assert abs(np.mean(adjusted) - truth) < 0.05 < 0.5 < np.mean(plain) - truth
    assert np.mean(held) > 0.93 - noise(0.95, rounds)


def test_an_unknown_cause_of_joining_and_outcome_stays(size):
    """No adjustment for what was measured removes what was not: the interval misses a true zero nearly always."""
    rounds, draw = size(300, 60), np.random.default_rng(20260904)
    missed = []
    for _ in range(rounds):
        hidden, before = draw.normal(0, 1, 120), draw.normal(0, 1, 120)
        group = (hidden + draw.normal(0, 0.5, 120) > 0).astype(int)
        missed.append(adjusted_difference(0.7 * before + hidden + draw.normal(0, 0.5, 120), before, group).low > 0)
    assert np.mean(missed) > 0.95


def test_the_lowest_gain_by_themselves(size):
    """The lowest 24 of 60 on a measure of test-retest 0.6 "gain" without any help; 24 drawn at random do not."""
    rounds, draw = size(2000, 200), np.random.default_rng(20260905)
    lowest, drawn, gains = [], [], []
    for _ in range(rounds):
        before = draw.normal(0, 1, 60)
        after = 0.6 * before + draw.normal(0, 0.8, 60)
        low, fair = np.argsort(before)[:24], draw.permutation(60)[:24]
        found = change(before[low], after[low])
        gains.append(found.mean)
        lowest.append(found.low > 0)
        drawn.append(change(before[fair], after[fair]).low > 0)
    assert abs(np.mean(gains) - 0.38) < 0.03
    assert np.mean(lowest) > 0.4 and np.mean(drawn) <= 0.025 + noise(0.025, rounds)


def test_time_that_nobody_could_have_left_in_looks_like_an_effect(size):
    """Equal hazards, but whoever joined had to last three months: from the first day the joiners seem to stay longer, on one clock they do not."""
    rounds, draw = size(120, 30), np.random.default_rng(20260906)
    naive, fair = [], []
    for _ in range(rounds):
        time = draw.exponential(70, 600)
        joined = (time > 3) & (draw.random(600) < 0.4)
        naive.append(compare_retention(np.minimum(time, 24), time < 24, joined).cox["high"].item() < 0)
        there = time > 3
        fair.append(compare_retention(np.minimum(time[there] - 3, 21), time[there] < 24, joined[there]).cox["high"].item() < 0)
    assert np.mean(naive) > 2 * np.mean(fair)
    assert np.mean(fair) <= 0.025 + noise(0.025, rounds)
