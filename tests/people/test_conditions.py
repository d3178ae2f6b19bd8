"""Who meets a condition, against a slow reading of the same words."""

import datetime

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.people.columns import series_of
from mentorkit.people.conditions import columns_of, meets, unknown
from mentorkit.program.model import Condition

FRAME = pd.DataFrame(
    {
        "site": series_of(["North", " north ", None, "South"], "text"),
        "grade": series_of([3.0, None, 5.0, 7.0], "number"),
        "capacity": series_of([1, 2, None, 0], "whole"),
        "hire_date": series_of([datetime.date(2020, 1, 1), None, datetime.date(2021, 1, 1), datetime.date(2022, 1, 1)], "date"),
        "languages": series_of([("English",), (), ("Hebrew", "english"), ("French",)], "list"),
    }
)


def condition(**words):
    return Condition.model_validate(words)


def met(**words):
    return meets(FRAME, [condition(**words)]).tolist()


def test_each_comparison():
    """Each comparison on each kind of column; a blank cell meets none of them."""
    assert met(column="site", equals="NORTH") == [True, True, False, False]
    assert met(column="site", **{"in": ("South", "north")}) == [True, True, False, True]
    assert met(column="grade", at_least=5) == [False, False, True, True]
    assert met(column="grade", at_most=5) == [True, False, True, False]
    assert met(column="grade", equals="5") == [False, False, True, False]
    assert met(column="capacity", equals="0") == [False, False, False, True]
    assert met(column="hire_date", before=datetime.date(2021, 1, 1)) == [True, False, False, False]
    assert met(column="hire_date", after=datetime.date(2021, 1, 1)) == [False, False, False, True]
    assert met(column="hire_date", equals="2021-01-01") == [False, False, True, False]
    assert met(column="languages", equals="English") == [True, False, True, False]
    assert met(column="languages", filled=False) == [False, True, False, False]
    assert met(column="site", filled=True) == [True, True, False, True]


def test_column_that_is_not_there():
    """A column nobody has is blank for everybody."""
    assert met(column="nothing", equals="x") == [False] * 4
    assert met(column="nothing", filled=False) == [True] * 4
    assert unknown(FRAME, [condition(column="nothing", equals="x")]) == 4


def test_unknown_counts_rows_once():
    """Rows that lack any of the answers asked for are counted once; ``filled`` asks for none."""
    both = [condition(column="site", equals="North"), condition(column="grade", at_least=1), condition(column="hire_date", filled=True)]
    assert unknown(FRAME, both) == 2
    assert columns_of([condition(any_of=(both[0], both[1])), both[0]]) == ("site", "grade")


def test_no_conditions_let_everybody_in():
    """Without conditions everybody is in, also when nobody is there."""
    assert meets(FRAME, []).all() and meets(FRAME.head(0), [condition(column="site", equals="x")]).shape == (0,)


PLAIN = st.sampled_from(
    [{"column": "site", "equals": "south"}, {"column": "grade", "at_least": 4}, {"column": "languages", "in": ("Hebrew", "French")}, {"column": "capacity", "filled": True}]
)
NESTED = st.recursive(
    PLAIN, lambda inner: st.builds(lambda key, parts: {key: tuple(parts)}, st.sampled_from(["all_of", "any_of"]), st.lists(inner, min_size=1, max_size=3)), max_leaves=6
)


@given(NESTED)
def test_combinations_are_and_and_or(words):
    """``all_of`` is and, ``any_of`` is or, at any depth."""

    def slow(part):
        if "all_of" in part:
            return np.logical_and.reduce([slow(p) for p in part["all_of"]])
        if "any_of" in part:
            return np.logical_or.reduce([slow(p) for p in part["any_of"]])
        return meets(FRAME, [Condition.model_validate(part)])

    assert (meets(FRAME, [Condition.model_validate(words)]) == slow(words)).all()
