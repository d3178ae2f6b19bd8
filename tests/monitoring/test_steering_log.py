"""The log: open by urgency, closed on time, and planned controls against what was done."""

import datetime
import statistics

import pytest

from mentorkit.program.program import open_program
from mentorkit.stages.steering import monitor

HEAD = "id,date,kind,raised_by,text,owner,due,status,result,closed_on\n"
CONTROLS = "steering: {controls: [{what: Pairs that met, when: monthly, by: Coordinator}, {what: Pairs, when: every quarter, by: HR}, {what: Rooms, when: when needed}]}\n"


def _monthly(when, day):
    return None if when == "when needed" else day + datetime.timedelta(days={"monthly": 30, "every quarter": 91}[when])


def test_open_entries_by_urgency(monitored):
    """Overdue is due before the day of the file, not on it; then by due day, those without one last."""
    rows = (
        "A,2026-05-01,issue,x,a,HR,,open,,\n"
        "B,2026-05-01,issue,x,b,HR,2026-06-30,open,,\n"
        "C,2026-05-01,change,x,c,,2026-06-29,open,,\n"
        "D,2026-06-01,issue,x,d,Coordinator,2026-06-01,open,,\n"
    )
    log = monitored(log=HEAD + rows).log
    assert [(entry.id, entry.urgency) for entry in log.open] == [("D", "overdue"), ("C", "overdue"), ("B", "coming"), ("A", "undated")]
    assert [(row.owner, row.open, row.overdue) for row in log.owners] == [("", 1, 1), ("Coordinator", 1, 1), ("HR", 2, 0)]
    assert (log.total.open, log.total.overdue, log.total.closed) == (4, 2, 0)


def test_an_entry_closed_later_was_still_open(monitored):
    """Rows after the day of the file are not there; what was closed after it was open on it."""
    rows = "A,2026-05-01,issue,x,a,HR,2026-06-01,done,,2026-07-05\nB,2026-07-01,issue,x,b,HR,2026-07-09,open,,\n"
    found = monitored(log=HEAD + rows)
    assert [(entry.id, entry.urgency) for entry in found.log.open] == [("A", "overdue")] and found.log.total.closed == 0
    assert [(w.code, w.count) for w in found.warnings] == [("MK-W160", 1)]


def test_the_example_s_log_in_numbers(examples):
    """Median days and the share closed on time are those counted row by row."""
    import csv

    program = open_program(examples / "lighthouse-2025")
    with (examples / "lighthouse-2025" / "log.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    closed = [row for row in rows if row["status"] != "open"]
    day = datetime.date.fromisoformat
    total = monitor(program).log.total
    assert total.closed == len(closed) and total.open == len(rows) - len(closed)
    assert total.median_days == statistics.median((day(row["closed_on"]) - day(row["date"])).days for row in closed)
    assert total.on_time == sum(row["closed_on"] <= row["due"] for row in closed)


def test_kinds_add_up_to_the_total(monitored):
    """Each kind has its line and the lines add up."""
    rows = "".join(f"{n},2026-05-0{n},{kind},x,a,HR,2026-05-09,{status},,{'2026-05-10' if status != 'open' else ''}\n" for n, (kind, status) in enumerate(
        [("issue", "open"), ("decision", "done"), ("change", "dropped"), ("control", "done"), ("issue", "done")], start=1))  # fmt: skip
    log = monitored(log=HEAD + rows).log
    for name in ("open", "overdue", "closed", "timed", "dated", "on_time"):
        assert sum(getattr(row, name) for row in log.kinds) == getattr(log.total, name)


def test_controls_against_the_log(monitored):
    """A control was last done where its words stand in a control of the log; the longest words win."""
    rows = (
        "A,2026-06-10,control,x,PAIRS  THAT MET in May: 9 of 10,HR,,done,,2026-06-12\n"
        "B,2026-02-01,control,x,All pairs were written to,HR,,done,,\n"
        "C,2026-06-01,control,x,Budget looked at,HR,,done,,\n"
    )
    found = monitored(text=CONTROLS, log=HEAD + rows, following=_monthly)
    assert [(s.state, s.last and s.last.isoformat()) for s in found.controls] == [("good", "2026-06-12"), ("overdue", "2026-02-01"), ("unreadable", None)]
    assert [(w.code, w.count) for w in found.warnings] == [("MK-W170", 1)]


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [("2026-06-15", None, "early"), ("2026-05-01", None, "never"), ("2026-01-01", datetime.date(2026, 6, 29), "over")],
)
def test_a_control_that_was_never_done(monitored, starts, ends, state):
    """It is early in the first month, overdue afterwards, and no longer due when the programme has ended."""
    text = "steering: {controls: [{what: Pairs that met, when: monthly}]}\n"
    log = HEAD + "A,2026-06-01,issue,x,a,HR,,open,,\nB,2026-06-02,control,x,Pairs that met,HR,,open,,\n"
    found = monitored(text=text, schedule=f"schedule: {{starts: {starts}}}\n", log=log, following=_monthly, ends=ends)
    assert [s.state for s in found.controls] == [state]


def test_without_a_day_nothing_is_overdue(monitored):
    """A log without as_of has open and closed entries and no urgency by day."""
    found = monitored(as_of="", log=HEAD + "A,2026-05-01,issue,x,a,HR,2020-01-01,open,,\n")
    assert (found.log.total.open, found.log.total.overdue, found.log.open[0].urgency) == (1, 0, "coming")
