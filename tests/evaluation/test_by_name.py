"""The methods by their public names: loaded when used, strict about what they are given, silent about what it held."""

import inspect
import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from mentorkit import evaluation
from mentorkit.evaluation import (
    adjust_p,
    adjusted_difference,
    balance_weights,
    change,
    compare_retention,
    detectable,
    difference_in_differences,
    pool_estimates,
    proportion,
    reliability,
    sensitivity,
)

TABLE = pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [2.0, 1, 4, 3], "word": ["3", "3,5", "agree", "4"], "group": [0, 0, 1, 1], "late": [0, 1, 0, 1]})


def did(table, **columns):
    return difference_in_differences(table, **{"outcome": "a", "group": "group", "after": "late", **columns})


BAD = {
    "text among numbers": (lambda: change([1, 2, "3,5"], [1, 2, 3]), r"before\[2\] is not a number"),
    "a number as text": (lambda: change([1, 2, 3], [1, "2", 3]), r"after\[1\] is not a number"),
    "unequal lengths": (lambda: change([1, 2], [1, 2, 3]), "before 2, after 3"),
    "infinite": (lambda: change(np.array([1.0, np.inf]), [1, 2]), r"before\[1\] is not finite"),
    "one value": (lambda: change(3, 4), "before is not a list"),
    "a word instead of a list": (lambda: change("abc", [1, 2, 3]), "before is not a list"),
    "a table instead of a column": (lambda: change(TABLE[["a", "b"]], [1, 2, 3, 4]), "before is not a list"),
    "answers in words": (lambda: reliability(TABLE[["a", "b", "word"]]), "items, row 0, column 'word' is not a number"),
    "one question": (lambda: reliability(TABLE[["a"]]), "fewer than two columns"),
    "an unknown reverse question": (lambda: reliability(TABLE[["a", "b"]], reverse=["c"]), r"reverse\[0\]: items has no column 'c'"),
    "a list of answers": (lambda: reliability([1, 2, 3]), "items is not a table"),
    "two columns of one name": (lambda: reliability(TABLE[["a", "a"]]), "two columns of the same name"),
    "three groups": (lambda: adjusted_difference([1, 2, 3], [1, 2, 3], ["x", "y", "z"]), "group holds 3 different values"),
    "groups of another length": (lambda: adjusted_difference([1, 2, 3], [1, 2, 3], [0, 1]), "group 2"),
    "a column that is not there": (lambda: did(TABLE, outcome="salary"), "outcome.*no column 'salary'"),
    "a period of 2": (lambda: did(TABLE.assign(late=[0, 1, 2, 0])), r"late\[2\] is neither 0 nor 1"),
    "an outcome in words": (lambda: did(TABLE, outcome="word"), r"word\[0\] is not a number"),
    "no covariate": (lambda: balance_weights(TABLE, TABLE, []), "covariates is empty"),
    "an unknown covariate": (lambda: balance_weights(TABLE, TABLE[["a"]], ["b"]), "controls has no column 'b'"),
    "an unknown outcome": (lambda: balance_weights(TABLE, TABLE, ["a"], "pay"), "treated has no column 'pay'"),
    "numbers that lost their form": (lambda: balance_weights(TABLE, TABLE, ["word"]), "treated, row 0, column 'word' is not a number"),
    "an empty side": (lambda: balance_weights(TABLE, TABLE.iloc[:0], ["a"]), "controls is empty"),
    "a negative time": (lambda: compare_retention([1, -2], [1, 0]), r"duration\[1\] is negative"),
    "an event of 2": (lambda: compare_retention([1, 2], [1, 2]), r"event\[1\] is neither 0 nor 1"),
    "an event in words": (lambda: compare_retention([1, 2], ["yes", "no"]), r"event\[0\] is not a number"),
    "covariates of another length": (lambda: compare_retention([1, 2], [1, 0], None, TABLE[["a"]]), "covariates 4"),
    "more than all": (lambda: proportion(5, 4), "k is larger than n"),
    "half a person": (lambda: proportion(1.5, 4), "k is not a whole number"),
    "fewer than none": (lambda: proportion(-1, 4), "k is not a whole number"),
    "nobody as no number": (lambda: proportion(0, float("nan")), "n is not a whole number"),
    "a ratio of zero": (lambda: sensitivity(0), "risk_ratio is not a number above 0"),
    "one limit": (lambda: sensitivity(2, low=1.5), "low and high belong together"),
    "limits beside the ratio": (lambda: sensitivity(2, 2.5, 3), "do not hold risk_ratio"),
    "an error of zero": (lambda: pool_estimates([1, 2], [1, 0]), r"standard_errors\[1\] is not above 0"),
    "a blank estimate": (lambda: pool_estimates([1, None], [1, 1]), r"estimates\[1\] is blank"),
    "nothing to pool": (lambda: pool_estimates([], []), "estimates is empty"),
    "an unknown method": (lambda: adjust_p([0.1], "sidak"), "method is none of bonferroni, holm, bh"),
    "a p value of 2": (lambda: adjust_p([0.1, 2], "bh"), r"p_values\[1\] is not a number from 0 to 1"),
    "a blank p value": (lambda: adjust_p([0.1, None], "bh"), r"p_values\[1\]"),
    "no people": (lambda: detectable(0), "n is not a whole number of at least 1"),
    "power of 1": (lambda: detectable(24, power=1), "power is not a number between 0 and 1"),
    "half a control": (lambda: detectable(24, 1.5), "controls is not a whole number"),
    "a baseline in per cent": (lambda: detectable(24).share(85), "baseline is not a number between 0 and 1"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_names_the_argument_and_the_place(case):
    """A ValueError that says which argument, and where; never what stood there."""
    call, words = BAD[case]
    with pytest.raises(ValueError, match=words) as caught:
        call()
    assert "3,5" not in str(caught.value) and "agree" not in str(caught.value)


@pytest.mark.parametrize("name", evaluation.__all__)
def test_each_method_is_explained(name):
    """Callable, with a docstring, and not hidden behind a module of the same name."""
    method = getattr(evaluation, name)
    assert callable(method) and inspect.getdoc(method)


def test_tab_shows_the_methods():
    """What is offered is what there is, sorted."""
    assert dir(evaluation) == sorted(evaluation.__all__)
    with pytest.raises(AttributeError, match="no attribute 'effect'"):
        evaluation.effect


def test_importing_does_no_work():
    """The room loads nothing heavy, and a method loads the statistics only when it is called."""
    code = "import json, sys; import mentorkit.evaluation as e; a = sorted(sys.modules); [getattr(e, n) for n in e.__all__]; print(json.dumps([a, sorted(sys.modules)]))"
    alone, named = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert not {"pandas", "numpy", "scipy", "statsmodels"} & set(alone)
    assert not {"scipy.stats", "statsmodels"} & set(named)


@pytest.mark.parametrize("method", [change, proportion, detectable, pool_estimates, sensitivity])
def test_results_cannot_be_changed(method):
    """Results are frozen."""
    found = {change: lambda: change([1, 2], [2, 4]), proportion: lambda: proportion(1, 2), detectable: lambda: detectable(24)}.get(method, lambda: sensitivity(2.0))()
    with pytest.raises(AttributeError):
        found.n = 3
