"""What is worked out some rows at a time, by looking up or in floats, against the plain whole-number way."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from mentorkit.pairing import criteria
from mentorkit.pairing.answers import bits, common, shared
from mentorkit.pairing.criteria import criterion_points
from mentorkit.pairing.scores import _summed, taking_part
from mentorkit.program.model import Criterion


@pytest.mark.parametrize("most", [60, 3000])
def test_shares_are_the_whole_number_ones(most):
    """Half up, for every part of every whole, in single precision and in double."""
    wholes = np.unique(np.concatenate([np.arange(60), np.linspace(60, most, 80).astype(int)])).astype(np.int32)
    part, whole = np.meshgrid(np.arange(most + 1, dtype=np.int32), wholes)
    part = np.minimum(part, whole)
    assert (criteria._share(part, whole) == (2000 * part.astype(int) + np.maximum(whole, 1)) // (2 * np.maximum(whole, 1))).all()


def test_lists_of_many_entries_are_compared_whole():
    """More than 64 different entries, entries that are numbers, repeated ones, blanks; 1 and True are different answers."""
    random = np.random.default_rng(0)
    names = [f"area {i}" for i in range(150)]
    left, right = ([tuple(random.choice(names, random.integers(0, 6))) for _ in range(count)] for count in (40, 30))
    left[:4], right[:3] = [(1, "1"), (True,), None, ("AREA 1 ", "area 1")], ["area 1", (1.0,), pd.NA]
    one, other = bits(pd.Series(left, dtype=object), pd.Series(right, dtype=object))
    plain = [[{str(int(e)) if isinstance(e, float) else str(e).strip().casefold() for e in _listed(value)} for value in side] for side in (left, right)]
    expected = np.array([[len(mine & theirs) for theirs in plain[1]] for mine in plain[0]])
    assert one.shape[1] > 1 and (shared(one, other) == expected).all() and (common(one, other) == (expected > 0)).all()


def _listed(value):
    return value if isinstance(value, tuple) else () if value is None or value is pd.NA else (value,)


@pytest.mark.parametrize("kind", ["coverage", "overlap", "equal", "different"])
def test_blocks_change_nothing(monkeypatch, kind):
    """Worked out a few rows at a time or all at once: the same points."""
    random = np.random.default_rng(1)
    answers = [pd.Series([tuple(random.choice(list("abcdef"), 2)) if random.random() < 0.9 else None for _ in range(count)], dtype=object) for count in (23, 17)]
    tables = [pd.DataFrame({"person_id": [f"{count}" for count in range(len(side))], "what": side}) for side in answers]
    criterion = Criterion(id="one", kind=kind, column="what", weight=3)
    whole = criterion_points(criterion, *tables)
    monkeypatch.setattr(criteria, "BLOCK", 40)
    parts = criterion_points(criterion, *tables)
    assert (whole.points == parts.points).all() and (whole.known == parts.known).all()
    for weight in (3, 10**7):  # beyond 32 bits
        heavy = replace(whole, weight=weight)
        assert (_summed((heavy, heavy), whole.points.shape) == 2 * weight * whole.points.astype(np.int64)).all()


def test_who_takes_part_is_sorted_by_id():
    """A table in order that takes part as a whole is taken as it is; any other is sorted and what is left out leaves no gap."""
    frame = pd.DataFrame({"person_id": pd.Series(["b", "a", "c"], dtype="string"), "x": [1, 2, 3]})
    assert taking_part(frame, ("b", "a", "c"))["x"].tolist() == [2, 1, 3]
    some = taking_part(frame, ("c", "b"))
    assert some["x"].tolist() == [1, 3] and some.index.tolist() == [0, 1]
    ordered = frame.sort_values("person_id").reset_index(drop=True)
    assert taking_part(ordered, ("a", "b", "c")) is ordered
