"""Page 03: counts as they are, small groups hidden with their remainders, no person anywhere."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.people.eligibility import GateRow
from mentorkit.people.people import People
from mentorkit.people.profile import Breakdown, GroupRow
from mentorkit.people.selection import Selection
from mentorkit.planning.audience import profile_of
from mentorkit.program.model import ProgramFile
from mentorkit.report.audiences import profile_view
from mentorkit.report.audiences_groups import _access_rows, _mentees_hidden
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.text import Mark, msg, text_for

COORDINATOR, COMMITTEE = Lens(text_for("en"), "coordinator"), Lens(text_for("en"), "committee")


def _series(values):
    return pd.Series(values, dtype=object)


def _profile(n=12, mentors=6, areas=(("python",),), **sections):
    tree = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en", "audiences": {"mentees": {"size": n}, "equal_access": ["site"]}, **sections}
    ids, mids = [f"E{i:03}" for i in range(n)], [f"M{i:03}" for i in range(mentors)]
    sites = pd.array(["North" if i % 4 else "South" for i in range(n)], dtype="string")
    mentees = pd.DataFrame({"person_id": ids, "wants": _series([areas[i % len(areas)] for i in range(n)]), "site": sites})
    offers = pd.DataFrame({"person_id": mids, "offers": _series([("python",)] * mentors), "capacity": pd.array([1] * mentors, dtype="Int64")})
    offers = offers.assign(hours_per_month=pd.array([3.0] * mentors, dtype="Float64"))
    status = ["withdrawn", "ineligible", *["selected"] * (n - 2)]
    lines, turns = ["withdrawn", "conditions", *["selected"] * (n - 2)], pd.array([None] * n, dtype="Int64")
    selection = Selection(
        pd.DataFrame({"person_id": ids, "status": status, "reason": _series(["", msg("hired too late"), *[""] * (n - 2)]), "line": lines, "turn": turns}),
        pd.DataFrame({"person_id": mids, "status": ["eligible"] * mentors, "reason": _series([""] * mentors), "line": ["eligible"] * mentors, "turn": turns[:1].repeat(mentors)}),
        gates=(GateRow("mentees", "manager", None, n - 1, n - 2, 1, 0, 1),),
    )
    empty = pd.DataFrame({"person_id": pd.array([], dtype="string")})
    return profile_of(ProgramFile.model_validate(tree, strict=False), People(mentees, offers, empty, empty), selection)


def _table(shown, key):
    return next(table for table in shown.tables if table.key == key)


def _said(shown):
    return " ".join(COORDINATOR.text(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences)


def test_the_page_has_its_tables_and_figures():
    """People, conditions, areas, hours, groups, data: each as a table; two figures with words."""
    shown = profile_view(_profile(schedule={"months": 9}), COORDINATOR)
    keys = [table.key for table in shown.tables]
    people, areas = ["03_flow", "03_account", "03_conditions", "03_persons"], ["03_supply_demand", "03_seats_hours"]
    assert keys == [*people, *areas, "03_equal_access", "03_profile", "03_answers"]
    large = profile_view(_profile(48), COORDINATOR)
    assert [block.key for block in large.blocks if isinstance(block, Picture)] == ["03_supply_demand_map", "03_profile_sides"]
    assert "10 eligible mentees and 6 seats with 6 eligible mentors, for 12 planned." in _said(shown)


@pytest.mark.parametrize("language", ["en", "he"])
def test_no_person_is_on_the_committees_page(language):
    """The coordinator finds everybody by number with a line and a reason; the committee finds nobody."""
    text = text_for(language)
    pages = {audience: view_html(profile_view(_profile(), Lens(text, audience)), text, only="words") for audience in ("coordinator", "committee")}
    for person in ("E000", "E005", "M000"):
        assert person in pages["coordinator"] and person not in pages["committee"]


def test_flow_is_shown_as_it_is_and_small_lines_are_hidden_from_the_committee():
    """How many withdrew is an operational count; which condition one person missed is an attribute, in the account and in the conditions."""
    found = _profile()
    for lens, few, alone in ((COORDINATOR, 1, 1), (COMMITTEE, Mark.HIDDEN, Mark.HIDDEN)):
        shown = profile_view(found, lens)
        assert [row[1] for row in _table(shown, "03_flow").rows] == [12, 1, 1, 10, 10, 0]
        mine = [row[-1] for row in _table(shown, "03_account").rows if COORDINATOR.text.cell(row[0]) == "mentees"]
        assert mine == [10, few, 1, 12]
        assert _table(shown, "03_conditions").rows[0][5] == alone


def test_small_demand_is_hidden_from_the_committee_only():
    """Two mentees want writing: the coordinator sees 2, the committee sees hidden, without ratio, at the end, and in alphabetical order."""
    found = _profile(14, areas=(("python",), ("python",), ("python",), ("python", "leading"), ("python",), ("python", "writing")))
    mine, theirs = (_table(profile_view(found, lens), "03_supply_demand").rows for lens in (COORDINATOR, COMMITTEE))
    assert {row[0]: row[1] for row in mine} == {"writing": 2, "leading": 2, "python": 12}
    # leading and writing together are four people, fewer than five: python is hidden as well
    assert [(row[0], row[1]) for row in theirs] == [("leading", Mark.HIDDEN), ("python", Mark.HIDDEN), ("writing", Mark.HIDDEN)]
    assert all(row[4] is Mark.HIDDEN for row in theirs if row[1] is Mark.HIDDEN)


def test_hours_of_the_worked_example_are_on_the_page():
    """Nine months, two meetings a month: 18 meetings, 22.5 hours, with 8 of training 30.5, for 24 mentors 732."""
    found = _profile(24, schedule={"months": 9}, training={"budget_hours": {"mentor": 8, "mentee": 4}})
    values = [row[1] for row in _table(profile_view(found, COORDINATOR), "03_seats_hours").rows]
    assert values[5:13] == [18, 22.5, 8, 4, 30.5, 26.5, 732, 636]


def test_hours_without_months_are_no_data():
    """Without months no hours can be counted: no data, never zero."""
    found = _profile()
    assert found.hours.pair is None
    shown = _table(profile_view(found, COORDINATOR), "03_seats_hours")
    assert shown.rows[6][1] is None


def test_answers_of_few_mentors_are_hidden_for_everybody():
    """Hours offered by four mentors are an answer of too few."""
    shown = _table(profile_view(_profile(mentors=4, schedule={"months": 9}), COORDINATOR), "03_seats_hours")
    assert [row[1] for row in shown.rows[-3:]] == [4, Mark.HIDDEN, Mark.HIDDEN]
    page = profile_view(_profile(mentors=4, schedule={"months": 9}), COORDINATOR)
    assert not [table.key for table in page.tables if table.key in ("03_hours_ways", "03_rhythm")]


STEPS = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)).map(lambda steps: tuple(sorted(steps, reverse=True)))


@given(st.lists(STEPS, min_size=1, max_size=6), st.integers(3, 20))
def test_no_hidden_group_is_alone_or_small(steps, threshold):
    """At every step a shown group has none or enough people, and the hidden ones together cannot be had by subtraction."""
    rows = tuple(GroupRow(f"g{place}", None, *counts, 0) for place, counts in enumerate(steps))
    hide = _mentees_hidden(Breakdown("site", rows), Lens(COORDINATOR.text, "committee", threshold))
    for step in range(3):
        assert all(hidden or not 0 < counts[step] < threshold for hidden, counts in zip(hide, steps, strict=True))
        together = sum(counts[step] for hidden, counts in zip(hide, steps, strict=True) if hidden)
        assert not 0 < together < threshold or all(hidden or not counts[step] for hidden, counts in zip(hide, steps, strict=True))
    with_people = [place for place, counts in enumerate(steps) if counts[0]]
    assert sum(hide) != 1 or len(with_people) == 1


def test_equal_access_shares_are_of_their_own_column():
    """Ten of forty applied, six of twenty were selected: 25 %, 30 %, and 60 % of those in the table."""
    rows = (GroupRow("North", 50, 30, 28, 14, 3), GroupRow("South", 50, 10, 8, 6, 3))
    found = _access_rows(Breakdown("site", rows), COORDINATOR)
    # two of ten were not eligible: few enough to be known, so the step in the middle is hidden
    assert found[1][2:] == (50, 10, Mark.HIDDEN, 6, 0.5, 0.25, Mark.HIDDEN, 0.3, 0.6)
