"""The choice of modules within hours and cash: equal to trying everything, and a named budget that is enough when it is applied."""

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.planning.module_choice import Budget, Choice, Offer, choose, enough

HAIR = 1e-6


@st.composite
def _cases(draw):
    """Up to three modules over up to three needs of two sides, with budgets that may be missing or too small."""
    sides = draw(st.lists(st.integers(0, 1), min_size=1, max_size=3))
    needs = draw(st.lists(st.integers(0, 4), min_size=len(sides), max_size=len(sides)))
    offers = []
    for _ in range(draw(st.integers(1, 3))):
        whom = draw(st.sampled_from([(0,), (1,), (0, 1)]))
        takers = tuple(draw(st.integers(1, 4)) if side in whom else 0 for side in (0, 1))
        closes = tuple((place, side) for place, side in enumerate(sides) if side in whom and draw(st.booleans()))
        seats = draw(st.integers(1, 4))
        offer = Offer(draw(st.sampled_from([0.5, 1, 2])), draw(st.sampled_from([0, 1.5, 3])), seats, math.ceil(sum(takers) / seats), takers, closes, draw(st.booleans()))
        offers.append(offer)
    limit = st.sampled_from([None, 0.5, 1, 2.5, 4])
    return offers, needs, Budget((draw(limit), draw(limit)), draw(st.sampled_from([None, 0, 3, 5])))


def _within(offers, sessions, budget):
    for side, hours in enumerate(budget.hours):
        if hours is not None and sum(o.hours for o, n in zip(offers, sessions, strict=True) if n and o.takers[side]) > hours + HAIR:
            return False
    return budget.cash is None or sum(o.cost * n for o, n in zip(offers, sessions, strict=True)) <= budget.cash + HAIR


def _most(offers, needs, sessions):
    """Every way to give the seats to the two sides."""
    ways = []
    for offer, n in zip(offers, sessions, strict=True):
        seats = n * offer.seats
        ways.append([(a, min(offer.takers[1], seats - a)) for a in range(min(offer.takers[0], seats) + 1)])
    best = 0
    for split in itertools.product(*ways):
        closed = 0
        for place, need in enumerate(needs):
            closed += min(need, sum(seats[side] for offer, seats in zip(offers, split, strict=True) for closes, side in offer.closes if closes == place))
        best = max(best, closed)
    return best


def _tried(offers, needs, budget):
    """The best of all combinations of sessions: most closed, fewest hours, fewest sessions, earlier modules more often."""
    found = []
    for sessions in itertools.product(*(range(o.most, o.most + 1) if o.must else range(o.most + 1) for o in offers)):
        if _within(offers, sessions, budget):
            hours = sum(o.hours * sum(count > 0 for count in o.takers) for o, n in zip(offers, sessions, strict=True) if n)
            found.append((-_most(offers, needs, sessions), hours, sum(sessions), tuple(-n for n in sessions)))
    return min(found) if found else None


@settings(max_examples=25, deadline=None)
@given(_cases())
def test_the_choice_equals_trying_everything(case):
    """Closed needs, hours and the sessions of each module are those of the plain search; what cannot fit is told."""
    offers, needs, budget = case
    choice, best = choose(offers, needs, budget), _tried(offers, needs, budget)
    if best is None:
        assert choice is None
    else:
        assert choice is not None and (-sum(choice.closed), tuple(-n for n in choice.sessions)) == (best[0], best[3])


@settings(max_examples=25, deadline=None)
@given(_cases())
def test_the_named_budget_is_enough_when_it_is_applied(case):
    """With it everything is closed that would be without any limit; it is never below the stated one, and one step less is not enough."""
    offers, needs, budget = case
    more = enough(offers, needs, budget)
    closed = sum(choose(offers, needs, Budget()).closed)
    assert sum(choose(offers, needs, more).closed) == closed
    pairs = [*zip(budget.hours, more.hours, strict=True), (budget.cash, more.cash)]
    assert all((stated is None) == (found is None) and (stated is None or found >= stated) for stated, found in pairs)
    for place, (stated, found) in enumerate(pairs):
        if found is not None and found > stated:
            less = [*more.hours, more.cash]
            less[place] = max(stated, found - 0.25)
            tight = choose(offers, needs, Budget((less[0], less[1]), less[2]))
            assert tight is None or sum(tight.closed) < closed or place < 2


def test_ties_fall_to_fewer_hours_then_to_the_earlier_module():
    """Two modules close the same: the shorter one is held; of two equally long ones the first of the file."""
    closes = ((0, 0),)
    long, short = Offer(3, 0, 10, 1, (8, 0), closes), Offer(2, 0, 10, 1, (8, 0), closes)
    assert choose([long, short], [8], Budget()) == Choice((0, 1), (8,))
    assert choose([short, short], [8], Budget()) == Choice((1, 0), (8,))
    assert choose([], [3], Budget()) == Choice((), (0,))


def test_sessions_have_the_seats_that_are_needed():
    """Twenty people, twelve seats: two sessions; with cash for one session twelve are closed and eight stay, until 900 are given."""
    offer = [Offer(4, 450, 12, 2, (20, 0), ((0, 0),))]
    assert choose(offer, [20], Budget((8, None), 900)) == Choice((2,), (20,))
    assert choose(offer, [20], Budget((8, None), 500)) == Choice((1,), (12,))
    assert enough(offer, [20], Budget((3, None), 500)) == Budget((4, None), 900)
