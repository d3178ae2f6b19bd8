"""The tables of a running programme are read like those of people."""

from mentorkit.monitoring.tables import ATTENDANCE, CHECKINS, LOG
from mentorkit.people import read_table
from mentorkit.program.program import open_program

HEAD = "schema: mentorkit-program/1\nid: p\nname: P\nlanguage: en\nas_of: 2026-09-01\ntables:\n"


def read(folder, spec, content):
    (folder / "t.csv").write_text(content, "utf-8")
    (folder / "program.yaml").write_text(f"{HEAD}  {spec.name}: {{file: t.csv}}\n", "utf-8")
    return read_table(open_program(folder), spec)


def test_examples_have_them(examples):
    """The finished example's check-ins, log and attendance are read without a problem."""
    program = open_program(examples / "lighthouse-2025")
    for spec, rows in ((CHECKINS, 300), (LOG, 11), (ATTENDANCE, 190)):
        table = read_table(program, spec)
        assert not [str(p) for p in table.problems] and not table.warnings and len(table.frame) >= rows


def test_faults_of_check_ins_are_named(tmp_path):
    """Answers off their scale, unknown sides and minutes that cannot be are named with their row; an answer sent twice is no fault; the stage is steering."""
    rows = "E1,M1,2026-05-01,mentee,yes,60,6\nE1,M1,2026-05-01,boss,yes,60,5\nE1,M1,2026-06-01,mentor,,1:30,3.5\nE1,M1,,mentor,yes,-30,\nE1,M1,2026-05-01,Mentee,no,,\n"
    table = read(tmp_path, CHECKINS, "mentee_id,mentor_id,date,by,met,minutes,useful\n" + rows)
    assert [(p.code, p.row, p.column) for p in table.problems] == [
        ("MK-T034", 2, "useful"), ("MK-T035", 3, "by"), ("MK-T033", 4, "minutes"), ("MK-T033", 4, "useful"), ("MK-T030", 5, "date"), ("MK-T034", 5, "minutes"),
    ]  # fmt: skip
    assert {p.stage for p in table.problems} == {"steering"}


def test_log_and_attendance(tmp_path):
    """A log entry has its own id and a known kind; somebody attends a session once."""
    head = "id,date,kind,raised_by,text,owner,due,status\n"
    table = read(tmp_path, LOG, head + "1,2026-05-01,issue,coordinator,a,b,,open\n1,2026-05-01,idea,coordinator,a,b,,open\n")
    assert [(p.code, p.row) for p in table.problems] == [("MK-T031", 3), ("MK-T035", 3)]
    table = read(tmp_path, ATTENDANCE, "person_id,session,attended\nE1,start,כן\nE1,Start,no\n")
    assert [(p.code, p.row) for p in table.problems] == [("MK-T031", 3)]


def test_a_table_with_headings_only_is_a_warning(tmp_path):
    """A log that was only begun stops nothing."""
    table = read(tmp_path, LOG, "id,date,kind,raised_by,text,owner,due,status\n")
    assert not table.problems and [w.code for w in table.warnings] == ["MK-W023"]
