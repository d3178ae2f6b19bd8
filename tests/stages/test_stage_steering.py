"""Stage 06 joins plan, pairs, check-ins and log, and says everything that is wrong or missing at once."""

import datetime

import pytest

from mentorkit.errors import InvalidProgram, NotReady
from mentorkit.program.checks import problems
from mentorkit.program.program import open_program
from mentorkit.stages.audiences import read_people
from mentorkit.stages.outcome import outcomes
from mentorkit.stages.steering import monitor, plan_calendar, results

HEAD = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\n"
PAIRS = "mentee_id,mentor_id,state,started\nE1,M1,active,2026-01-05\n"
CHECKINS = "mentee_id,mentor_id,date,by,met,contact_me\nE1,M1,2026-02-01,mentee,yes,yes\n"
LOG = "id,date,kind,raised_by,text,owner,due,status\n"


def folder(tmp_path, text="steering: {}\n", *, audience="coordinator", **tables):
    for name, content in tables.items():
        (tmp_path / f"{name}.csv").write_text(content, "utf-8")
    named = "".join(f"  {name}: {{file: {name}.csv}}\n" for name in tables)
    (tmp_path / "program.yaml").write_text(HEAD + (f"tables:\n{named}" if named else "") + text, "utf-8")
    return open_program(tmp_path, audience=audience)


def test_results_are_monitoring_and_calendar(examples):
    """The page shows both, in this order; between them the new pairs, where somebody waits."""
    program = open_program(examples / "lighthouse-2025")
    assert [type(result).__name__ for result in results(program, read_people(program))] == ["Monitoring", "RePairing", "Calendar"]


def test_a_programme_that_has_not_begun_shows_its_plan(examples):
    """No pairs, no check-ins, no log: nothing is recorded, the plan is there, and nothing is asked for."""
    program = open_program(examples / "harbour-2026")
    found = monitor(program, read_people(program))
    assert found.nothing and found.plan.committee and found.plan.controls and not found.warnings
    assert plan_calendar(program).entries


def test_an_empty_section_is_enough(tmp_path):
    """Missing contact point, committee, controls and escalation are gaps and never problems."""
    program = folder(tmp_path)
    assert problems(program, "steering") == ()
    assert {"MK-G060", "MK-G062", "MK-G065", "MK-G067"} <= {gap.code for gap in monitor(program).gaps}


def test_check_ins_need_the_day_up_to_which_they_count(tmp_path):
    """Without as_of nothing can be overdue or silent: it is missing, named, and mended in notebook 00."""
    program = folder(tmp_path, pairs=PAIRS, checkins=CHECKINS)
    found = problems(program, "steering")
    assert [(p.code, p.kind, p.place, p.notebook) for p in found] == [("MK-P104", "missing", "as_of", "00_start")]
    with pytest.raises(NotReady):
        monitor(program)
    assert monitor(program.with_as_of(datetime.date(2026, 3, 1))).meetings.held == 1


def test_pairs_and_log_alone_need_no_day(tmp_path):
    """States are counted as the table has them."""
    found = monitor(folder(tmp_path, pairs=PAIRS, log=LOG + "1,2026-02-01,issue,HR,a,HR,,open\n"))
    assert (found.strip.of("active"), found.log.total.open) == (1, 1)


@pytest.mark.parametrize(
    ("flags", "code", "field"),
    [
        ("silence_days: [45, 30]", "MK-P260", "silence_days"),
        ("usefulness: [2, 3]", "MK-P260", "usefulness"),
        ("gap: [3, 2]", "MK-P260", "gap"),
        ("silence_days: [0, 30]", "MK-P261", "silence_days"),
        ("usefulness: [7, 2]", "MK-P261", "usefulness"),
        ("gap: [2, 9]", "MK-P261", "gap"),
    ],
)
def test_limits_that_contradict_themselves_are_wrong(tmp_path, flags, code, field):
    """Amber is reached before red, days are 1 or more, points lie on the scale; each limit is one problem with its place."""
    program = folder(tmp_path, f"steering: {{flags: {{{flags}}}}}\n")
    found = problems(program, "steering")
    assert [(p.code, p.kind, p.place) for p in found] == [(code, "wrong", f"steering > flags > {field}")]
    with pytest.raises(InvalidProgram):
        monitor(program)


def test_equal_limits_are_allowed(tmp_path):
    """Amber and red at the same value: every flag is red."""
    assert problems(folder(tmp_path, "steering: {flags: {silence_days: [30, 30], usefulness: [2, 2], gap: [2, 2]}}\n"), "steering") == ()


def test_everything_wrong_in_all_tables_is_said_at_once(tmp_path):
    """One problem each of pairs, check-ins and log: one message with three lines."""
    tables = {
        "pairs": "mentee_id,mentor_id,state\nE1,M1,begun\n",
        "checkins": "mentee_id,mentor_id,date,by,met\nE1,M1,2026-02-01,boss,yes\n",
        "log": LOG + "1,2026-02-01,idea,HR,a,HR,,open\n",
    }
    program = folder(tmp_path, "as_of: 2026-06-30\nsteering: {}\n", **tables)
    with pytest.raises(InvalidProgram) as error:
        monitor(program)
    assert [(p.file, p.row) for p in error.value.problems] == [("checkins.csv", 2), ("log.csv", 2), ("pairs.csv", 2)]


def test_without_a_section_it_is_not_planned(tmp_path):
    """The sentence says which section the editor adds."""
    with pytest.raises(NotReady, match="steering"):
        monitor(folder(tmp_path, "need: {statement: People leave.}\n"))


def test_requests_for_contact_are_read_for_the_coordinator_only(tmp_path):
    """The committee's result does not hold them at all."""
    text = "as_of: 2026-06-30\nsteering: {}\n"
    assert len(monitor(folder(tmp_path, text, pairs=PAIRS, checkins=CHECKINS)).requests.open) == 1
    committee = monitor(folder(tmp_path, text, audience="committee", pairs=PAIRS, checkins=CHECKINS))
    assert (committee.requests.open, committee.requests.earlier) == ((), 0)


def test_a_rhythm_in_words_says_when_a_control_is_due(tmp_path):
    """Monthly and weekly, in both languages, are counted from the day the control was last done."""
    controls = "steering: {controls: [{what: Pairs, when: monthly}, {what: פגישות, when: אחת לשבוע}, {what: Rooms, when: sometimes}]}\n"
    log = LOG + "1,2026-06-01,control,HR,Pairs that met,HR,,done\n2,2026-06-01,control,HR,בקרת פגישות,HR,,done\n3,2026-06-01,control,HR,Rooms,HR,,done\n"
    found = monitor(folder(tmp_path, "as_of: 2026-06-30\n" + controls, log=log)).controls
    assert [(s.state, s.next) for s in found] == [("good", datetime.date(2026, 7, 1)), ("overdue", datetime.date(2026, 6, 8)), ("unreadable", None)]


def test_the_stage_is_done_for_a_finished_programme(examples):
    """In the run of all stages it is done, and its warnings are counted."""
    program = open_program(examples / "lighthouse-2025").with_as_of(datetime.date(2025, 6, 10))
    found = next(outcome for outcome in outcomes(program) if outcome.stage.key == "steering")
    assert found.state == "done" and {"MK-W160", "MK-W162"} <= {warned.code for warned in found.warnings}


def test_the_hebrew_twin_tells_the_same(examples):
    """The same programme in the other language has the same counts, flags and gaps."""
    one, other = (monitor(open_program(examples / name)) for name in ("bridge-2026", "gesher-2026"))
    assert (one.strip.counts, one.meetings, one.rules, one.ratings, one.log.total) == (other.strip.counts, other.meetings, other.rules, other.ratings, other.log.total)
    assert [gap.code for gap in one.gaps] == [gap.code for gap in other.gaps] and one.plan.missing == other.plan.missing
    assert [state.state for state in one.controls] == [state.state for state in other.controls]
