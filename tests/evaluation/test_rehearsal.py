"""The final table on made-up numbers: judged as stage 08 judges, and as often as theory says."""

import json

import numpy as np
import pytest
from scipy import stats

from mentorkit.evaluation import estimates
from mentorkit.evaluation.answers import verdict_of
from mentorkit.evaluation.rehearsal import RUNS, changes_drawn, rehearse
from mentorkit.program.model import ProgramFile

HEADER = {"schema": "mentorkit-program/1", "id": "plan", "name": "Plan", "language": "en"}
MEAN = {"id": "mood", "unit": "points", "source": "survey", "analysis": "mean_change", "target": 0.4, "primary": True}
SHARE = {"id": "stay", "unit": "share", "source": "outcomes", "analysis": "retention", "target": 0.7, "worthwhile": 0.2}
COUNT = {"id": "done", "unit": "count", "source": "pairs", "analysis": "count", "target": 20, "worthwhile": 5, "population": "pairs"}


def plan(*measures, size=40, **more):
    tree = {**HEADER, "measures": list(measures), "audiences": {"mentees": {"size": size}}, "evaluation": {"expected_response": 0.75}, **more}
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def test_the_same_seed_gives_the_same_table_and_measures_do_not_disturb_each_other():
    """Equal files give equal rehearsals; one measure more leaves the others as they were; another seed gives others."""
    first = rehearse(plan(MEAN, SHARE))
    assert first == rehearse(plan(MEAN, SHARE))
    assert rehearse(plan(SHARE, COUNT, MEAN)).rows[:2] == first.rows
    assert rehearse(plan(MEAN, SHARE, seed=5)).rows != first.rows


def test_n_is_the_planned_number_times_the_expected_response_for_questions():
    """40 planned at 75 % are 30 answers; records and pairs hold everybody."""
    found = {row.measure.id: row for row in rehearse(plan(MEAN, SHARE, COUNT)).rows}
    assert {id: row.n for id, row in found.items()} == {"mood": 30, "stay": 40, "done": 40}
    assert found["mood"].target.answer.n == 30 and found["mood"].target.answer.invited == 40 and found["stay"].target.answer.invited is None


def test_every_answer_is_judged_by_the_rule():
    """Verdict and interval of the one made-up answer agree; the shares of the runs add up to one."""
    for row in rehearse(plan(MEAN, SHARE, COUNT)).rows:
        for world in (row.nothing, row.target):
            answer = world.answer
            estimate = estimates.Estimate(answer.n, answer.estimate, low=answer.low, high=answer.high)
            assert answer.verdict == verdict_of(estimate, answer.target, answer.direction, counted=row.measure.analysis == "count")
            assert world.met + world.not_met + world.cannot_tell == pytest.approx(1)


def test_what_is_drawn_for_means_has_the_interval_of_the_paired_test():
    """Drawing mean and variance instead of persons: intervals cover the truth in 95 % of runs, and errors spread as those of persons do."""
    rng = np.random.default_rng(7)
    fast = changes_drawn(12, 0.3, 0.8, 4000, rng)
    slow = [estimates.change(np.zeros(12), rng.normal(0.3, 0.8, 12)).estimate for _ in range(400)]
    assert np.mean([one.low <= 0.3 <= one.high for one in fast]) == pytest.approx(0.95, abs=0.015)
    assert stats.ks_2samp([one.standard_error for one in fast], [one.standard_error for one in slow]).pvalue > 0.001
    assert stats.ks_2samp([one.value for one in fast], [one.value for one in slow]).pvalue > 0.001
    one = fast[0]
    assert one.high - one.value == pytest.approx(stats.t.ppf(0.975, 11) * one.standard_error)


def test_at_the_target_itself_met_is_rare():
    """A truth exactly at the target gives "met" in 2.5 % of runs and "not met" in as many: the board sees "cannot tell" nearly always."""
    world = rehearse(plan(MEAN)).rows[0].target
    assert world.met < 0.08 and world.not_met < 0.08 and world.cannot_tell > 0.85


@pytest.mark.parametrize("direction", ["up", "down"])
def test_shares_come_out_as_often_as_the_binomial_says(direction):
    """The share of runs with each verdict is near the exact probability, added up over every count."""
    measure = {**SHARE, "direction": direction, "target": 0.7 if direction == "up" else 0.3}
    row = rehearse(plan(measure)).rows[0]
    for world in (row.nothing, row.target):
        exact = dict.fromkeys(("met", "not_met", "cannot_tell"), 0.0)
        for count in range(41):
            exact[verdict_of(estimates.share(count, 40), measure["target"], direction)] += stats.binom.pmf(count, 40, world.truth)
        for verdict, chance in exact.items():
            assert getattr(world, verdict) == pytest.approx(chance, abs=4 * (0.25 / RUNS) ** 0.5)
    assert row.nothing.truth == pytest.approx(0.5)


def test_today_is_the_evidence_where_there_is_any():
    """A line of evidence worded like the measure is the value of "nothing changes"; else the target less what is worth having; else nobody knows."""
    need = {"evidence": [{"what": "Stays", "value": 0.62}]}
    assert [(row.today, row.nothing.truth) for row in rehearse(plan({**SHARE, "indicator": "stays"}, need=need)).rows] == [("baseline", 0.62)]
    (row,) = rehearse(plan({name: value for name, value in SHARE.items() if name != "worthwhile"})).rows
    assert row.today == "" and row.nothing.answer is None and row.target.answer is not None


def test_the_truth_that_is_needed_gives_met_in_four_of_five():
    """At the value that is printed, the exact probability of "met" is the power of the plan; a mean by the noncentral t distribution."""
    row = rehearse(plan(SHARE)).rows[0]
    met = [count for count in range(41) if estimates.share(count, 40).low >= 0.7]
    assert sum(stats.binom.pmf(met, 40, row.needed)) == pytest.approx(0.80)
    mean = rehearse(plan(MEAN)).rows[0]
    shift = (mean.needed - 0.4) / 0.8 * 30**0.5
    assert stats.nct.sf(stats.t.ppf(0.975, 29), 29, shift) == pytest.approx(0.80, abs=0.001)


def test_a_target_that_cannot_be_met_is_said():
    """With 20 people even 20 of 20 has a lower bound of 84 %: a target of 90 % can never be called met."""
    (row,) = rehearse(plan({**SHARE, "target": 0.9}, size=20)).rows
    assert row.never and row.needed is None and row.target.met == 0


def test_too_few_answers_and_too_low_a_response_are_judged_as_in_the_end():
    """Fewer than the threshold are hidden; a response below the floor leaves every verdict open."""
    (few,) = rehearse(plan(MEAN, size=5)).rows
    assert few.target.answer.hidden and few.target.answer.estimate is None and not few.never
    (low,) = rehearse(plan(MEAN, evaluation={"expected_response": 0.4})).rows
    assert low.target.cannot_tell == low.nothing.cannot_tell == 1 and low.never and "below 50" in str(low.target.answer.reason)


@pytest.mark.parametrize(
    ("measure", "words"),
    [({**MEAN, "target": None}, "no target"), ({**SHARE, "target": 90}, "as a share"), ({**MEAN, "analysis": None}, "how it is analysed"),
     ({**MEAN, "analysis": "adjusted_difference"}, "not computed"), ({**MEAN, "source": "checkins"}, "not computed")],
)  # fmt: skip
def test_what_stage_08_cannot_compute_is_not_made_up(measure, words):
    """The row says why in the words of stage 08."""
    (row,) = rehearse(plan(measure)).rows
    assert row.target.answer is None and words in str(row.reason)


def test_no_size_no_numbers_and_many_people_are_no_more_work():
    """Without a planned number nothing is drawn; 200,000 people are drawn as quickly as 24."""
    assert rehearse(plan(MEAN, audiences=None)).rows[0].reason is not None
    big = rehearse(plan(MEAN, SHARE, size=200_000))
    assert big.rows[0].target.answer.n == 150_000
    assert rehearse(plan()).rows == ()
