"""Meetings of a pair: what both sides report once, held against what was planned."""

import datetime
import random
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

from mentorkit.monitoring.meetings import held_by_month, planned_meetings, reported
from mentorkit.people.people import read_people
from mentorkit.program.model import Schedule
from mentorkit.stages.steering import monitor

PAIRS = "mentee_id,mentor_id,state,started,ended\n"
HEAD = "mentee_id,mentor_id,date,by,met,meetings\n"


def _slow_held(rows):
    """For each pair and month: add up what each side says, take the largest."""
    sides = defaultdict(int)
    for pair, day, by, met, stated in rows:
        n = 0 if met == "no" else max(stated or 0, 1) if met == "yes" else stated or 0
        sides[pair, day.year, day.month, by] += n
    best = defaultdict(int)
    for (pair, year, month, _), n in sides.items():
        best[pair, year, month] = max(best[pair, year, month], n)
    return dict(best)


@pytest.mark.parametrize("seed", range(5))
def test_a_meeting_reported_by_both_sides_counts_once(seed):
    """In each month the larger of what the sides say, as counted one row at a time."""
    rng = random.Random(seed)
    rows = [
        (rng.randrange(6), datetime.date(2026, rng.randrange(1, 7), rng.randrange(1, 29)), rng.choice(["mentee", "mentor", "coordinator"]),
         rng.choice(["yes", "no", "unsure", None]), rng.choice([None, 0, 1, 2, 3]))
        for _ in range(300)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["pair", "date", "by", "met", "meetings"])
    frame = frame.assign(date=pd.to_datetime(frame["date"]), met=frame["met"].astype("string"), meetings=frame["meetings"].astype("Int64"))
    found = held_by_month(frame.assign(reported=reported(frame)))
    assert {(p, m.year, m.month): n for p, m, n in found[["pair", "month", "held"]].itertuples(index=False)} == _slow_held(rows)


def test_planned_meetings_follow_half_months_rounded_down():
    """Two a month: a half month is one meeting; one and a half a month: a half month is none yet; nothing after the schedule."""
    start = pd.Series(pd.to_datetime(["2026-03-01"] * 4))
    end = pd.Series(pd.to_datetime(["2026-03-14", "2026-03-15", "2026-05-15", "2027-12-31"]))
    assert planned_meetings(start, end, Schedule(months=9, meetings_per_month=2)).tolist() == [0, 1, 5, 18]
    assert planned_meetings(start, end, Schedule(meetings_per_month=1.5)).tolist() == [0, 0, 3, 33]
    assert np.isnan(planned_meetings(start, pd.Series([pd.NaT] * 4), Schedule())).all()


def test_held_against_planned(monitored):
    """Running pairs to the day of the file, closed ones to their end, those that have not begun not at all."""
    pairs = PAIRS + "E1,M1,active,2026-03-01,\nE2,M2,ended,2026-01-01,2026-02-16\nE3,M3,published,,\nE4,M4,paused,2026-06-20,\n"
    rows = "E1,M1,2026-04-01,mentee,yes,2\nE1,M1,2026-04-05,mentor,yes,3\nE1,M1,2026-05-01,mentor,yes,\nE2,M2,2026-02-01,mentee,no,0\n"
    found = monitored(pairs=pairs, checkins=HEAD + rows).meetings
    assert (found.held, found.planned, found.pairs) == (4, 8 + 3 + 0, 3)
    assert (found.met, found.begun, found.recent, found.active) == (1, 3, 0, 1)
    assert [m.first.month for m in found.months] == [1, 2, 3, 4, 5, 6] and [m.held for m in found.months] == [0, 0, 0, 3, 1, 0]
    assert [m.planned for m in found.months] == [2, 1, 2, 2, 2, 2] and sum(m.planned for m in found.months) == found.planned


@pytest.mark.parametrize("day", [1, 14, 15, 16, 17, 28, 31])
def test_the_plan_of_the_months_is_even(monitored, day):
    """Ten pairs that started on one day: a whole month has about twenty planned meetings whatever that day was, and none is left out."""
    pairs = PAIRS + "".join(f"E{n},M{n},active,2026-01-{day:02d},\n" for n in range(10))
    found = monitored(pairs=pairs, checkins=HEAD + "E1,M1,2026-04-01,mentee,yes,2\n").meetings
    assert sum(m.planned for m in found.months) == found.planned
    assert all(17 <= m.planned <= 22 for m in found.months[1:])


def test_months_add_up_to_the_totals(examples):
    """The chart tells the same as the sentence, on every day of a real course."""
    from mentorkit.program.program import open_program

    program = open_program(examples / "lighthouse-2025")
    for day in ("2025-02-01", "2025-05-05", "2025-10-31", "2026-04-30"):
        found = monitor(program.with_as_of(datetime.date.fromisoformat(day)))
        if found.meetings:
            assert (sum(m.held for m in found.meetings.months), sum(m.planned for m in found.meetings.months)) == (found.meetings.held, found.meetings.planned)
            assert found.meetings.held == sum(row.held for row in found.board) and found.meetings.planned == sum(row.planned for row in found.board)


def test_check_ins_outside_the_time_of_a_pair_are_counted_and_not_lost(monitored):
    """Of no pair, before the start, after the end, of a pair that has not begun: noted with their meetings, held by nobody."""
    pairs = PAIRS + "E1,M1,ended,2026-02-01,2026-03-01\nE3,M3,published,,\n"
    rows = "E1,M2,2026-02-10,mentee,yes,2\nE1,M1,2026-01-10,mentee,yes,1\nE3,M3,2026-02-10,mentee,yes,1\nE1,M1,2026-03-02,mentor,yes,3\nE1,M1,2026-03-01,mentor,yes,2\n"
    found = monitored(pairs=pairs, checkins=HEAD + rows)
    assert found.meetings.held == 2
    assert [(w.code, w.count) for w in found.warnings] == [("MK-W166", 1), ("MK-W167", 2), ("MK-W168", 1)]
    assert "(2)" in str(found.warnings[1].message) and "(3)" in str(found.warnings[2].message)


def test_a_check_in_sent_again_counts_as_it_was_sent_last(monitored):
    """The same side of the same pair on the same day: the last row, whatever the spelling of the ids."""
    rows = "E1,M1,2026-04-01,mentee,yes,3\ne1,m1,2026-04-01,mentee,yes,1\n"
    found = monitored(pairs=PAIRS + "E1,M1,active,2026-03-01,\n", checkins=HEAD + rows)
    assert found.meetings.held == 1
    assert [(w.code, w.count) for w in found.warnings] == [("MK-W161", 1)]


def test_met_leads_where_it_contradicts_the_number(monitored):
    """Yes with none is one meeting, no with three is none; both are counted as contradictions."""
    rows = "E1,M1,2026-04-01,mentee,yes,0\nE1,M1,2026-05-01,mentee,no,3\n"
    found = monitored(pairs=PAIRS + "E1,M1,active,2026-03-01,\n", checkins=HEAD + rows)
    assert found.meetings.held == 1 and [(w.code, w.count) for w in found.warnings] == [("MK-W169", 2)]


def test_a_second_round_of_the_same_two_people_has_its_own_meetings(monitored):
    """A check-in belongs to the round that began last before it."""
    pairs = "mentee_id,mentor_id,state,started,ended,round\nE1,M1,ended,2026-01-01,2026-02-15,1\nE1,M1,active,2026-04-01,,2\n"
    rows = "E1,M1,2026-02-01,mentee,yes,1\nE1,M1,2026-05-01,mentee,yes,2\nE1,M1,2026-03-01,mentee,yes,2\n"
    found = monitored(pairs=pairs, checkins=HEAD + rows)
    assert [(row.state, row.held) for row in found.board] == [("active", 2), ("ended", 1)]
    assert [w.code for w in found.warnings] == ["MK-W168"]


def test_response_is_of_pairs_that_were_running_when_others_answered(monitored):
    """A month in which no mentor answered asked none; a pair that had ended is not asked; two answers in a month are one."""
    pairs = PAIRS + "E1,M1,active,2026-01-01,\nE2,M2,active,2026-01-01,\nE3,M3,ended,2026-01-01,2026-02-15\nE4,M4,active,2026-05-01,\n"
    rows = "E1,M1,2026-02-01,mentee,yes,1\nE3,M3,2026-02-01,mentee,yes,1\nE1,M1,2026-03-01,mentee,yes,1\nE1,M1,2026-03-20,mentee,yes,1\nE2,M2,2026-03-02,mentor,yes,1\n"
    found = monitored(pairs=pairs, checkins=HEAD + rows).meetings.responses
    assert [(r.role, r.answered, r.asked) for r in found] == [("mentee", 3, 5), ("mentor", 1, 2)]


def test_no_check_in_yet_is_not_silence(monitored):
    """A table with headings only says nothing about meetings; pairs and plan stand alone."""
    found = monitored(pairs=PAIRS + "E1,M1,active,2026-01-01,\n", checkins=HEAD)
    assert found.meetings is None and found.flagged == () and [row.held for row in found.board] == [None]


def test_three_hundred_pairs_of_a_year_are_monitored_at_once(programme):
    """300 pairs with 7,200 check-ins are joined, flagged and counted in one go, and every number closes."""
    rng = random.Random(1)
    pairs = PAIRS + "".join(f"E{n},M{n % 240},active,2025-10-01,\n" for n in range(300))
    rows = "".join(
        f"E{n},M{n % 240},{2025 + (m > 2)}-{(9 + m) % 12 + 1:02d}-{rng.randrange(2, 28):02d},{by},yes,{rng.randrange(1, 4)},{rng.randrange(1, 6)},yes,no\n"
        for n in range(300)
        for m in range(9)
        for by in ("mentee", "mentor")
    )
    program = programme(pairs=pairs, checkins="mentee_id,mentor_id,date,by,met,meetings,useful,continue,contact_me\n" + rows)
    found = monitor(program, read_people(program))
    assert len(found.board) == 300 == found.meetings.active and found.meetings.held == sum(row.held for row in found.board)
