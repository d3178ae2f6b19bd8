"""What a committee sees never tells few persons by subtraction: nested groups of the shipped examples."""

import itertools
from dataclasses import replace

import pytest

from mentorkit.program.program import open_program
from mentorkit.publish import numbers_of
from mentorkit.publish.numbers import views_of
from mentorkit.report.lens import lens_of
from mentorkit.text import Mark


def tables(folder):
    program = replace(open_program(folder), audience="committee")
    numbers = numbers_of(program)
    found = {table.key: table for outcome in numbers.outcomes for view in views_of([outcome], lens_of(program)) for table in view.tables}
    return found, numbers


def cells(table, row):
    return dict(zip((column.key for column in table.columns), row, strict=True))


def test_means_of_those_who_answered_twice_do_not_tell_the_others(examples):
    """Where only few answered one wave and not the other, the means of both waves are hidden; the change stays."""
    found, numbers = tables(examples / "lighthouse-2025")
    changes = numbers.results("Evaluation")[0].changes
    few = 0
    for change, row in zip(changes, found["08_changes"].rows, strict=True):
        if change.change is None:
            continue
        n, shown = change.change.estimate.n, cells(found["08_changes"], row)
        if any(0 < whole - n < 5 for whole in (change.n_before, change.n_after)):
            few += 1
            assert shown["mean_before"] is Mark.HIDDEN and shown["mean_after"] is Mark.HIDDEN and shown["baseline_sd"] is Mark.HIDDEN
    assert few >= 1


@pytest.mark.parametrize("name", ["harbour-2026", "lighthouse-2025"])
def test_steps_of_a_group_do_not_tell_who_fell_out(examples, name):
    """No shown group loses one to four people between two shown steps of the equal access table."""
    found, _ = tables(examples / name)
    for row in found["03_equal_access"].rows:
        shown = cells(found["03_equal_access"], row)
        steps = [shown[key] for key in ("applied", "eligible", "selected") if isinstance(shown[key], int)]
        if isinstance(shown["eligible"], int):
            assert all(not 0 < before - after < 5 for before, after in itertools.pairwise(steps)), shown
