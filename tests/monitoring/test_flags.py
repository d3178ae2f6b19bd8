"""Flags by the file's rules: which pair, which rule, how severe, and when a rule fires for too many."""

import random

import pytest

PAIRS = "mentee_id,mentor_id,state,started,ended\n"
HEAD = "mentee_id,mentor_id,date,by,met,useful,continue,contact_me\n"
ACTIVE = PAIRS + "E1,M1,active,2026-01-01,\n"


def _flags(found):
    return {row.mentee: [(flag.rule, flag.level, flag.cause, flag.value) for flag in row.flags] for row in found.flagged}


@pytest.mark.parametrize(
    ("day", "level"),
    [("2026-06-01", None), ("2026-05-31", "amber"), ("2026-05-17", "amber"), ("2026-05-16", "red")],
)
def test_silence_counts_days_since_the_last_meeting(monitored, day, level):
    """On 30 June a meeting reported 29 days ago is no flag, 30 to 44 days are amber, 45 are red; whoever has no flag has met lately."""
    found = monitored(pairs=ACTIVE, checkins=HEAD + f"E1,M1,{day},mentee,yes,,,\nE1,M1,2026-06-20,mentor,no,,,\n")
    flags = _flags(found)
    assert found.meetings.recent == (level is None)
    assert [flag[:3] for flag in flags.get("E1", [])] == ([("silence", level, "since_meeting")] if level else [])


def test_a_pair_that_never_met_counts_from_its_start(monitored):
    """Somebody else's check-in shows that check-ins run; this pair is silent since it began."""
    pairs = PAIRS + "E1,M1,active,2026-05-01,\nE2,M2,active,2026-06-10,\nE3,M3,active,2026-01-01,\n"
    flags = _flags(monitored(pairs=pairs, checkins=HEAD + "E3,M3,2026-06-20,mentee,yes,,,\n"))
    assert flags == {"E1": [("silence", "red", "since_start", 60)]}


def test_only_active_pairs_are_silent(monitored):
    """Paused, ended, completed and not yet begun pairs have no flag of silence."""
    pairs = PAIRS + "E1,M1,paused,2026-01-01,\nE2,M2,ended,2026-01-01,2026-02-01\nE3,M3,completed,2026-01-01,2026-02-01\nE4,M4,published,,\nE5,M5,active,2026-06-20,\n"
    assert _flags(monitored(pairs=pairs, checkins=HEAD + "E5,M5,2026-06-25,mentee,yes,,,\n")) == {}


@pytest.mark.parametrize(
    ("rows", "flag"),
    [
        (["mentee,yes,4,yes"], None),
        (["mentee,yes,3,yes"], ("amber", "low", 3)),
        (["mentor,yes,2,yes"], ("amber", "low", 2)),
        (["mentee,yes,2,yes", "mentee,yes,2,yes"], ("red", "low_twice", 2)),
        (["mentee,yes,2,yes", "mentor,yes,2,yes"], ("amber", "low", 2)),
        (["mentee,yes,2,yes", "mentee,yes,4,yes"], None),
        (["mentee,yes,5,yes", "mentee,no,,yes", "mentee,yes,3,yes"], ("amber", "low", 3)),
        (["mentee,yes,5,yes", "mentee,yes,4,no"], ("red", "stop", 4)),
        (["mentee,yes,5,no", "mentee,yes,5,yes"], None),
        (["mentor,no,,no"], ("red", "stop", 0)),
    ],
)
def test_usefulness_looks_at_the_last_answers_of_each_side(monitored, rows, flag):
    """Low once is amber, low twice running by one side is red, wanting to stop is red; what came before does not count."""
    checkins = HEAD + "".join(f"E1,M1,2026-06-{10 + n},{row},\n" for n, row in enumerate(rows)) + "E1,M1,2026-06-25,coordinator,yes,1,no,\n"
    flags = _flags(monitored(pairs=ACTIVE, checkins=checkins))
    assert flags.get("E1", []) == ([("usefulness", *flag)] if flag else [])


def test_a_fall_of_two_points_is_amber_even_above_the_limit(monitored):
    """From 5 to 3 with a limit of 2: the fall is the flag."""
    text = "steering: {flags: {usefulness: [2, 1]}}\n"
    flags = _flags(monitored(text=text, pairs=ACTIVE, checkins=HEAD + "E1,M1,2026-06-10,mentee,yes,5,,\nE1,M1,2026-06-20,mentee,yes,3,,\n"))
    assert flags == {"E1": [("usefulness", "amber", "fell", 2)]}


@pytest.mark.parametrize(("mentor", "level"), [(4, None), (3, "amber"), (2, "red")])
def test_a_gap_between_the_sides_is_a_flag(monitored, mentor, level):
    """Two points between the last ratings of both sides are amber, three are red."""
    text = "steering: {flags: {usefulness: [1, 1]}}\n"
    flags = _flags(monitored(text=text, pairs=ACTIVE, checkins=HEAD + f"E1,M1,2026-06-10,mentee,yes,5,,\nE1,M1,2026-06-11,mentor,yes,{mentor},,\n"))
    assert flags.get("E1", []) == ([("gap", level, "gap", 5 - mentor)] if level else [])


def test_paused_pairs_are_judged_by_their_answers_and_closed_ones_not_at_all(monitored):
    """Nobody can help a pair that is over; one that pauses may need somebody."""
    pairs = PAIRS + "E1,M1,paused,2026-01-01,\nE2,M2,ended,2026-01-01,2026-06-20\n"
    rows = "".join(f"{pair},2026-06-{day},mentee,yes,2,no,\n" for pair in ("E1,M1", "E2,M2") for day in (10, 15))
    assert _flags(monitored(pairs=pairs, checkins=HEAD + rows)) == {"E1": [("usefulness", "red", "stop", 2)]}


@pytest.mark.parametrize(("silent", "active", "miscalibrated"), [(3, 5, True), (2, 5, False), (4, 4, False), (4, 10, False), (5, 10, True)])
def test_a_rule_that_fires_for_too_many_is_named(monitored, silent, active, miscalibrated):
    """More than 40 % of the active pairs, and at least five of them: then the limit is the problem, not the pairs."""
    pairs = PAIRS + "".join(f"E{n},M{n},active,2026-01-01,\n" for n in range(active)) + "E99,M99,paused,2026-01-01,\n"
    rows = "".join(f"E{n},M{n},2026-0{4 if n < silent else 6}-20,mentee,yes,,,\n" for n in range(active))
    rule = monitored(pairs=pairs, checkins=HEAD + rows).rules[0]
    assert (rule.rule, rule.active, rule.pairs, rule.miscalibrated) == ("silence", silent, active, miscalibrated)


def test_the_board_begins_with_the_most_severe(monitored):
    """Red before amber before none; among equals the longest silence first."""
    pairs = PAIRS + "".join(f"E{n},M{n},active,2026-01-01,\n" for n in range(1, 6))
    days = {1: "2026-06-20", 2: "2026-05-25", 3: "2026-04-01", 4: "2026-05-01", 5: "2026-06-01"}
    board = monitored(pairs=pairs, checkins=HEAD + "".join(f"E{n},M{n},{day},mentee,yes,,,\n" for n, day in days.items())).board
    assert [(row.mentee, row.level) for row in board] == [("E3", "red"), ("E4", "red"), ("E2", "amber"), ("E5", ""), ("E1", "")]


def test_flags_do_not_depend_on_the_order_of_rows(monitored):
    """Answers are put in order by their day."""
    rows = [f"E{n},M{n},2026-0{month}-10,{by},yes,{(n * month) % 5 + 1},yes,\n" for n in range(1, 8) for month in (3, 4, 5, 6) for by in ("mentee", "mentor")]
    pairs = PAIRS + "".join(f"E{n},M{n},active,2026-01-01,\n" for n in range(1, 8))
    first = monitored(pairs=pairs, checkins=HEAD + "".join(rows))
    random.Random(3).shuffle(rows)
    assert monitored(pairs=pairs, checkins=HEAD + "".join(rows)).board == first.board


def test_requests_for_contact_are_never_lost(monitored):
    """Also of an unknown pair, after the end, and corrected on the same day; a later check-in without one makes it an earlier one."""
    pairs = PAIRS + "E1,M1,active,2026-01-01,\nE2,M2,ended,2026-01-01,2026-02-01\nE3,M3,active,2026-01-01,\n"
    rows = (
        "E1,M1,2026-05-01,mentee,yes,4,yes,yes\nE1,M1,2026-06-01,mentee,yes,4,yes,no\nE2,M2,2026-03-01,mentor,no,,,yes\n"
        "E9,M9,2026-06-02,mentee,yes,4,yes,yes\nE3,M3,2026-06-03,mentor,yes,4,yes,yes\nE3,M3,2026-06-03,mentor,yes,4,yes,no\n"
    )
    found = monitored(pairs=pairs, checkins=HEAD + rows).requests
    assert [one[:3] for one in found.open] == [("E3", "M3", "mentor"), ("E9", "M9", "mentee"), ("E2", "M2", "mentor")]
    assert found.earlier == 1
    hidden = monitored(private=False, pairs=pairs, checkins=HEAD + rows).requests
    assert (hidden.open, hidden.earlier) == ((), 0)


def test_ratings_are_of_persons(monitored):
    """A mentor of two pairs is one person; the median and the mean are over the last ratings of the pairs."""
    pairs = PAIRS + "E1,M1,active,2026-01-01,\nE2,M1,active,2026-01-01,\nE3,M3,active,2026-01-01,\n"
    rows = "".join(f"{pair},2026-06-{10 + n},mentor,yes,{rate},,\n" for n, (pair, rate) in enumerate([("E1,M1", 1), ("E1,M1", 5), ("E2,M1", 4), ("E3,M3", 3)]))
    mentees, mentors = monitored(pairs=pairs, checkins=HEAD + rows).ratings
    assert (mentors.persons, mentors.median, mentors.mean) == (2, 4.0, 4.0)
    assert (mentees.persons, mentees.median, mentees.mean) == (0, None, None)
