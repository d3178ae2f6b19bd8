"""The policy and its proof are one sentence each, in every combination, and what the policy did is said in counts."""

import itertools
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.policy import Floor, Keeping
from mentorkit.pairing.scores import Scores
from mentorkit.people.selection import Selection
from mentorkit.program.model import Policy
from mentorkit.program.problems import Warned
from mentorkit.report.blocks import Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing import pairing_view
from mentorkit.report.policy_words import few_answers, policy_results, policy_words, proof_words
from mentorkit.text import msg_n, text_for


def say(message):
    """The sentence with plain spaces."""
    return text_for("en").plain(message).replace("\u202f", " ")


COMBINATIONS = list(itertools.product(["cover_first", "best_total"], [None, 40], [None, 5], [False, True]))


def paired(**policy):
    """Two mentees, two mentors; E0 was a pair with M1."""
    points = np.array([[900, 300], [800, 100]], np.int64)
    nobody = pd.DataFrame({"person_id": [], "status": []})
    selection = Selection(nobody, nobody)
    return pair_people(Scores(("E0", "E1"), ("M0", "M1"), np.array([1, 1]), (), (), points, 1, (), selection, Policy(**policy), published=((0, 0),)))


@pytest.mark.parametrize(("aim", "smallest", "keep", "protect"), COMBINATIONS)
def test_each_policy_and_its_proof_is_one_sentence(aim, smallest, keep, protect):
    """The sentences name the smallest score, the points and the order in which things come; protecting the worst-off covers first."""
    result = paired(aim=aim, minimum_score=smallest, keep_published=keep, protect_worst=protect)
    policy, (proof,) = say(policy_words(result.policy)), (say(one) for one in proof_words(result))
    assert policy.startswith("Policy: ") and policy.count(".") == 1 and proof.startswith("Proven: ")
    assert ("no pair scores below 40" in policy) == (smallest is not None)
    assert ("5 points more" in policy) == ("5 points for each published pair" in proof) == (keep is not None)
    assert ("lowest score of a pair" in policy) == ("higher lowest score" in proof) == protect
    assert ("first as many mentees" in policy) == ("more mentees a mentor, " in proof) == (protect or aim == "cover_first")


def test_no_two_combinations_say_the_same():
    """Protecting the worst-off makes the aim one; every other difference can be read."""
    said = {say(policy_words(paired(aim=a, minimum_score=s, keep_published=k, protect_worst=p).policy)) for a, s, k, p in COMBINATIONS}
    assert len(said) == 12


def result_of(*, keeping=None, floor=None, total=0, required=()):
    scores = replace(paired().scores, required=required)
    return SimpleNamespace(keeping=keeping, floor=floor, total=total, scores=scores)


KEEPING = Keeping(points=5, published=24, kept=15, gone=0, most=24, pairs=24, pairs_all=24, mean=506.0, mean_all=500.0)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["9 of 24 published pairs change, and the mean score rises by 1.2 % against keeping all that can be kept."]),
        ({"mean": 490.0, "kept": 23}, ["1 of 24 published pairs changes, and the mean score falls by 2.0 % against keeping all that can be kept."]),
        ({"mean": 500.1}, ["9 of 24 published pairs change, and the mean score is that of keeping all that can be kept."]),
        ({"kept": 24}, ["All 24 published pairs are kept."]),
        ({"kept": 1, "published": 1, "most": 1}, ["The published pair is kept."]),
        (
            {"kept": 24, "pairs": 26, "gone": 2},
            [
                "All 24 published pairs are kept.",
                "2 more mentees have a mentor than if all that can be kept were kept.",
                "In 2 other published pairs somebody no longer takes part.",
            ],
        ),
        (
            {"most": 23, "kept": 23, "pairs": 23, "mean": 500.0},
            [
                "1 of 24 published pairs changes, and the mean score is that of keeping all that can be kept.",
                "1 mentee fewer has a mentor than if all that can be kept were kept.",
                "1 published pair cannot be kept under these rules and seats.",
            ],
        ),
        ({"published": 0, "kept": 0, "most": 0}, ["The pairs table holds no published pair to keep."]),
        ({"published": 0, "kept": 0, "most": 0, "gone": 3}, ["No published pair is left whose two people take part.", "In 3 other published pairs somebody no longer takes part."]),
    ],
)
def test_kept_and_changed_pairs_are_counted(changes, expected):
    """How many change, what that gained, who gained a mentor, what could not be kept."""
    assert [say(one) for one in policy_results(result_of(keeping=replace(KEEPING, **changes)))] == expected


@pytest.mark.parametrize(
    ("floor", "total", "required", "expected"),
    [
        (
            Floor(200, 2, 700, 1, 0, 1000),
            900,
            (),
            [
                "No pair scores below 20.0; with a higher lowest score at most 1 of these 2 pairs could be made.",
                "Without this protection the lowest score would be 0.0; it costs 10.0 % of the mean score.",
            ],
        ),
        (
            Floor(200, 2, 700, 1, 0, 100_000),
            99_999,
            (),
            [
                "No pair scores below 20.0; with a higher lowest score at most 1 of these 2 pairs could be made.",
                "Without this protection the lowest score would be 0.0; it costs less than 0.1 % of the mean score.",
            ],
        ),
        (
            Floor(200, 1, 700, 0, 200, 1000),
            1000,
            ((0, 0),),
            [
                "No pair scores below 20.0; with a higher lowest score this pair could not be made.",
                "Pairs fixed by hand are exempt from this lowest score.",
                "Protecting the worst-off cost nothing: the best total has this lowest score by itself.",
            ],
        ),
        (
            Floor(200, 2, None, 0, 100, 1000),
            1000,
            (),
            [
                "No pair scores below 20.0, and no allowed pair scores higher than that.",
                "Without this protection the lowest score would be 10.0; the mean score is no lower for it.",
            ],
        ),
    ],
)
def test_the_floor_and_its_cost_are_said(floor, total, required, expected):
    """The lowest score, how many pairs a higher one would leave, and what it cost."""
    assert [say(one) for one in policy_results(result_of(floor=floor, total=total, required=required))] == expected


def test_without_further_wishes_nothing_is_said():
    """Neither floor nor published pairs: no sentence, and nothing noticed about the pairs."""
    assert policy_results(paired()) == () == few_answers(paired())


def test_the_page_of_the_pairs_says_it():
    """Policy and results stand together, scores on few answers beside them, in both builds."""
    result = paired(keep_published=5, protect_worst=True)
    noticed = Warned("MK-W411", msg_n("{n} pair", "{n} pairs", 2), "pairing")
    for audience in ("coordinator", "committee"):
        view = pairing_view(replace(result, warnings=(noticed,)), Lens(text_for("en"), audience=audience))
        sentences = [say(one) for block in view.blocks if isinstance(block, Words) for one in block.sentences]
        place = sentences.index(say(policy_words(result.policy)))
        told = [say(one) for one in policy_results(result)]
        assert len(told) == 3 and sentences[place + 1 : place + 5] == [*told, "2 pairs"]
