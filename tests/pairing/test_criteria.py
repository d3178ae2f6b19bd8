"""The points of every kind of criterion, worked by hand."""

import pytest

from mentorkit.pairing.criteria import COMPUTED_KINDS, criterion_points
from mentorkit.program.model import Criterion


def criterion(kind, **fields):
    return Criterion.model_validate({"id": "c", "kind": kind, "weight": 1, **fields})


@pytest.fixture
def points(made):
    """``points(criterion, mentee, mentor)`` gives the points of that one pair and whether both answered."""

    def one(what, mentee, mentor):
        _, people = made([{"person_id": "E1", **mentee}], [{"person_id": "M1", **mentor}])
        found = criterion_points(what, people.mentees, people.mentors)
        return int(found.points[0, 0]), bool(found.known[0, 0])

    return one


@pytest.mark.parametrize(
    ("wants", "offers", "expected"),
    [
        (["a", "b", "c"], ["b", "c", "d"], (667, True)),
        (["a"], ["b"], (0, True)),
        (["a", "b"], ["b", "a", "c"], (1000, True)),
        (["a", "b", "c"], ["c"], (333, True)),
        (["Python "], [" python"], (1000, True)),
        ([], ["a"], (500, False)),
        (["a"], [], (500, False)),
    ],
)
def test_coverage_is_the_share_of_what_is_wanted(points, wants, offers, expected):
    """Share of the mentee's wanted areas that the mentor offers, half up, without regard to capitals and outer blanks."""
    assert points(criterion("coverage", mentee="wants", mentor="offers"), {"wants": wants}, {"offers": offers}) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(["a", "b"], ["b", "c", "d"], 250), (["a"], ["a"], 1000), (["a"], ["b"], 0), (["a", "b", "c", "d", "e", "f", "g", "h"], ["a"], 125), (["a"], list("abcdefghijklmnop"), 63)],
)
def test_overlap_is_shared_of_all_named(points, one, other, expected):
    """Shared entries over all that either names; 62.5 thousandths round half up to 63."""
    assert points(criterion("overlap", column="interests"), {"interests": one}, {"interests": other}) == (expected, True)


def test_equal_and_different(points):
    """The same answer gives all or nothing."""
    assert points(criterion("equal", column="site"), {"site": "North"}, {"site": "north "}) == (1000, True)
    assert points(criterion("equal", column="site"), {"site": "north"}, {"site": "south"}) == (0, True)
    assert points(criterion("different", column="site"), {"site": "north"}, {"site": "south"}) == (1000, True)
    assert points(criterion("different", column="site", unknown=20), {"site": "north"}, {"site": None}) == (200, False)


@pytest.mark.parametrize(("mentee", "mentor", "expected"), [(3, 5, 1000), (3, 4, 750), (3, 9, 0), (3, 6, 750), (3, 5.5, 875)])
def test_closeness_falls_evenly_from_the_ideal_gap(points, mentee, mentor, expected):
    """With ideal 2 and span 4 each step away from the ideal costs 250 points."""
    assert points(criterion("closeness", column="grade", ideal=2.0, span=4.0), {"grade": mentee}, {"grade": mentor}) == (expected, True)


def test_closeness_counts_dates_in_years(points):
    """Hired four years earlier than the mentee, with an ideal of -4 years: all points."""
    found = points(criterion("closeness", column="hire_date", ideal=-4.0, span=4.0), {"hire_date": "2024-01-01"}, {"hire_date": "2020-01-01"})
    assert found == (1000, True)


def test_shared_language(points):
    """One language in common is enough; the column is languages unless the file says otherwise."""
    assert points(criterion("shared_language"), {"languages": ["en", "he"]}, {"languages": ["he"]}) == (1000, True)
    assert points(criterion("shared_language"), {"languages": ["en"]}, {"languages": ["he"]}) == (0, True)


def test_style_is_agreement_or_the_chosen_table(points):
    """Without a table the same style gives all points; with one, the line of the mentee's style and the mentor's style says how many."""
    plain = criterion("style")
    assert points(plain, {"style": "Direct"}, {"style": "direct "}) == (1000, True)
    assert points(plain, {"style": "direct"}, {"style": "lively"}) == (0, True)
    chosen = criterion("style", fits={"direct": {"reflective": 70, "direct": 40}})
    assert points(chosen, {"style": "direct"}, {"style": "Reflective"}) == (700, True)
    assert points(chosen, {"style": "direct"}, {"style": "direct"}) == (400, True)
    assert points(chosen, {"style": "reflective"}, {"style": "direct"}) == (0, True)
    assert points(chosen, {"style": "lively"}, {"style": "lively"}) == (1000, True)


@pytest.mark.parametrize(("asks", "has", "expected"), [(4, 3, 750), (4, 4, 1000), (4, 9, 1000), (0, 0, 1000), (3, 2, 667), (3, 0, 0)])
def test_hours_fit_up_to_what_is_asked(points, asks, has, expected):
    """A mentor with at least the hours that are asked for gives all points, one with fewer their share."""
    assert points(criterion("hours"), {"hours_per_month": asks}, {"hours_per_month": has}) == (expected, True)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (["M1"], None, (1000, True)),
        (["M9", "m1 "], None, (750, True)),
        (["M9"], None, (0, True)),
        (None, ["E9", "E8", "E1"], (500, True)),
        (["M1"], ["E9", "E8", "E1"], (750, True)),
        (["M9", "M8", "M7", "M6", "M1"], None, (0, True)),
        (None, None, (500, False)),
    ],
)
def test_wishes_count_by_their_place(points, mine, theirs, expected):
    """First wish 1000, then 250 less for each place; both sides are averaged; who wishes nothing says nothing."""
    assert points(criterion("wishes"), {"preferences": mine}, {"preferences": theirs}) == expected


def test_scarce_areas_count_more(made):
    """With scarcity an area weighs 1 / (1 + mentors who offer it); the whole table is held against exact fractions."""
    from fractions import Fraction

    wants = [["a", "b"], ["b"], ["c", "a"], ["d"]]
    offers = [["a"], ["b", "c"], ["b"], ["a", "b", "c"]]
    _, people = made([{"person_id": f"E{i}", "wants": w} for i, w in enumerate(wants)], [{"person_id": f"M{i}", "offers": o} for i, o in enumerate(offers)])
    found = criterion_points(criterion("coverage", mentee="wants", mentor="offers", scarcity=True), people.mentees, people.mentors)
    weight = {area: Fraction(1, 1 + sum(area in o for o in offers)) for area in "abcd"}
    for i, w in enumerate(wants):
        for j, o in enumerate(offers):
            exact = 1000 * sum((weight[a] for a in w if a in o), Fraction()) / sum(weight[a] for a in w)
            assert found.points[i, j] == int(exact + Fraction(1, 2))


@pytest.mark.parametrize("kind", COMPUTED_KINDS)
def test_a_missing_answer_takes_the_neutral_points_and_is_counted(made, kind):
    """Every kind: blank or absent answers give unknown x 10 and are counted on their side."""
    _, people = made([{"person_id": "E1"}, {"person_id": "E2"}], [{"person_id": "M1"}])
    found = criterion_points(criterion(kind, column="site", span=1.0, unknown=30), people.mentees, people.mentors)
    assert found.points.tolist() == [[300], [300]] and (found.mentees_unknown, found.mentors_unknown) == (2, 1)
