"""Supply against demand, against a slow count by hand."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.planning.supply import AreaRow, seats, supply_and_demand

AREAS = st.lists(st.sampled_from(["python", "writing", "leading", "selling"]), max_size=3, unique=True).map(tuple)


def _mentees(answers):
    return pd.DataFrame({"person_id": [f"e{i}" for i in range(len(answers))], "wants": pd.Series(answers, dtype=object)})


def _mentors(answers):
    frame = pd.DataFrame({"person_id": [f"m{i}" for i in range(len(answers))], "offers": pd.Series([offers for offers, _ in answers], dtype=object)})
    return frame.assign(capacity=pd.array([room for _, room in answers], dtype="Int64"))


def test_a_small_case_by_hand():
    """Writing is wanted by two and offered by nobody; one mentor with two seats stands behind python."""
    found = supply_and_demand(_mentees([("python", "writing"), ("writing",), ("python",), ()]), _mentors([(("python", "leading"), 2), ((), 1)]))
    assert found.rows == (AreaRow("writing", 2, 0, 0), AreaRow("python", 2, 1, 2), AreaRow("leading", 0, 1, 2))
    assert (found.nobody, found.one_mentor, found.scarce, found.unused) == (("writing",), ("python",), (), ("leading",))
    assert (found.mentees, found.mentees_answered, found.mentors, found.mentors_answered) == (4, 3, 2, 1)
    assert [row.scarcity for row in found.rows] == [None, 1.0, 0.0]


@given(st.lists(AREAS, max_size=8), st.lists(st.tuples(AREAS, st.integers(0, 3)), max_size=8))
def test_counts_equal_a_slow_count(wants, offers):
    """Demand counts mentees, supply counts mentors, seats add their capacities."""
    found = supply_and_demand(_mentees(wants), _mentors(offers))
    for row in found.rows:
        assert row.wanted_by == sum(row.area in areas for areas in wants)
        assert row.offered_by == sum(row.area in areas for areas, _ in offers)
        assert row.seats == sum(room for areas, room in offers if row.area in areas)
    assert {row.area for row in found.rows} == {area for areas in [*wants, *(areas for areas, _ in offers)] for area in areas}


@given(st.permutations([("python",), ("writing", "leading"), (), ("python", "leading")]))
def test_the_order_of_rows_does_not_matter(wants):
    """The same people in another order give the same result."""
    mentors = _mentors([(("python",), 1)])
    assert supply_and_demand(_mentees(wants), mentors) == supply_and_demand(_mentees(sorted(wants)), mentors)


def test_case_and_spaces_are_one_area_written_as_most_people_write_it():
    """Listening, listening and LISTENING are one area; a person who names it twice counts once."""
    found = supply_and_demand(_mentees([("listening",), ("listening", "Listening"), ("LISTENING ",)]), _mentors([(("listening",), 1)]))
    assert found.rows == (AreaRow("listening", 3, 1, 1),)


def test_a_side_that_was_not_asked_has_no_supply():
    """Without wants or offers nothing can be compared."""
    assert supply_and_demand(_mentees([]).drop(columns="wants"), _mentors([])) is None
    assert supply_and_demand(_mentees([]), _mentors([]).drop(columns="offers")) is None


def test_seats_missing_for_the_plan():
    """Five seats for eight planned lack three; enough seats lack none; without a plan nothing is said."""
    mentors = _mentors([((), 2), ((), 3)])
    found = seats(mentors, eligible=9, selected=6, planned=8)
    assert (found.mentors, found.seats, found.missing, found.missing_for_selected) == (2, 5, 3, 1)
    assert seats(mentors, eligible=9, selected=5, planned=4).missing == 0
    assert seats(mentors, eligible=9, selected=5, planned=None).missing is None
