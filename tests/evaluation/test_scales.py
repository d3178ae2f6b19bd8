"""Scales: reverse questions, two thirds answered, the same persons before and after."""

import pandas as pd
import pytest

from mentorkit.evaluation.scales import reliability, scale_change, scores
from mentorkit.evaluation.tables import Item

ITEMS = (Item("a", "A", "1-5"), Item("b", "B", "1-5"), Item("c", "C", "1-5", reverse=True))


def answers(rows):
    """Rows of respondent, wave and answers to a, b, c (None: not answered)."""
    found = [
        {"respondent": who, "linked": not who.startswith("#"), "role": "mentee", "wave": wave, "item": item, "choices": (str(value),), "value": float(value)}
        for who, wave, *values in rows
        for item, value in zip("abc", values, strict=True)
        if value is not None
    ]
    return pd.DataFrame(found)


def test_reverse_questions_are_turned_and_two_thirds_are_enough():
    """Two of three answered make a score, one does not; 2 on a reverse question counts as 4."""
    table = answers([("E1", "end", 4, 4, 2), ("E2", "end", 5, None, 1), ("E3", "end", 5, None, None)])
    assert scores(table, ITEMS, "mentee", "end").to_dict() == {"E1": 4.0, "E2": 5.0}


def test_only_persons_with_both_scores_change():
    """Who answered once counts in its wave and not in the change."""
    table = answers([("E1", "start", 2, 2, 4), ("E1", "end", 4, 4, 2), ("E2", "start", 3, 3, 3), ("E2", "end", 4, 4, 2), ("E3", "end", 5, 5, 1)])
    found = scale_change(table, "m", ITEMS, "mentee", "start", "end")
    assert (found.n_before, found.n_after, found.change.estimate.n) == (2, 3, 2)
    assert found.change.estimate.value == pytest.approx(1.5)
    assert (found.change.before, found.change.after) == pytest.approx((2.5, 4.0))


def test_anonymous_answers_cannot_be_linked():
    """Marks of rows are no persons, even when they look the same in both waves."""
    table = answers([("#2", "start", 2, 2, 4), ("#2", "end", 4, 4, 2)])
    found = scale_change(table, "m", ITEMS, "mentee", "start", "end")
    assert (found.state, found.change) == ("anonymous", None)


def test_a_wrongly_keyed_question_lowers_alpha():
    """Reliability falls when a reverse question is not marked as one."""
    rows = [(f"E{i}", "end", level, level, 6 - level) for i, level in enumerate([1, 2, 3, 4, 5, 2, 4])]
    right = reliability(answers(rows), "m", ITEMS, "mentee", "end").alpha
    wrong = reliability(answers(rows), "m", (*ITEMS[:2], Item("c", "C", "1-5")), "mentee", "end").alpha
    assert right.value == pytest.approx(1.0)
    assert wrong.value < 0.5
