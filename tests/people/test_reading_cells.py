"""One dirty table per code: the exact row and column, and nothing but problems."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorkit.people import read_people, read_table
from mentorkit.people.specs import CONTACTS, MENTEES, MENTORS, PAIRS
from mentorkit.program.program import open_program

HEAD = "schema: mentorkit-program/1\nid: p\nname: P\nlanguage: en\nas_of: 2026-09-01\n"


def program(folder: Path, tables: str, rest: str = "", audience="coordinator"):
    (folder / "program.yaml").write_text(f"{HEAD}tables:\n{tables}\n{rest}", "utf-8")
    opened = open_program(folder, audience=audience)
    assert not opened.wrong, [str(p) for p in opened.wrong]
    return opened


def mentees(folder: Path, content: str | bytes, source: str = "{file: m.csv}", name: str = "m.csv", rest: str = ""):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_table(program(folder, f"  mentees: {source}", rest), MENTEES)


def said(read):
    return [(p.code, p.row, p.column) for p in read.problems]


CASES = {
    "blank id": ("person_id,wants\n,a\nE2,b\n", [("MK-T030", 2, "person_id")]),
    "duplicate id": ("person_id\nE1\nE2\nE1\n", [("MK-T031", 4, "person_id")]),
    "duplicate id in another writing": ("person_id,site\nE1,a\n ｅ1 ,b\n", [("MK-T031", 3, "person_id")]),
    "id too long": (f"person_id\n{'x' * 65}\n", [("MK-T032", 2, "person_id")]),
    "row of totals": ("person_id,grade\nE1,3\nTotal,3\n", [("MK-T045", 3, "person_id")]),
    "grade as text": ("person_id,grade\nE1,senior\n", [("MK-T033", 2, "grade")]),
    "decimal comma": ('person_id,grade\nE1,"1,5"\n', [("MK-T033", 2, "grade")]),
    "not a number": ("person_id,grade\nE1,nan\nE2,inf\nE3,٣\n", [("MK-T033", 2, "grade"), ("MK-T033", 3, "grade"), ("MK-T033", 4, "grade")]),
    "too many hours": ("person_id,hours_per_month\nE1,300\n", [("MK-T034", 2, "hours_per_month")]),
    "unknown status": ("person_id,status\nE1,aplied\n", [("MK-T035", 2, "status")]),
    "unknown yes": ("person_id,manager_consent\nE1,perhaps so\n", [("MK-T036", 2, "manager_consent")]),
    "no such day": ("person_id,hire_date\nE1,2026-02-30\n", [("MK-T037", 2, "hire_date")]),
    "serial number": ("person_id,hire_date\nE1,45000\n", [("MK-T037", 2, "hire_date")]),
    "ambiguous days": ("person_id,hire_date\nE1,01/02/2020\nE2,03/04/2020\n", [("MK-T038", None, "hire_date")]),
    "mixed days": ("person_id,hire_date\nE1,13/02/2020\nE2,02/13/2020\n", [("MK-T039", 3, "hire_date")]),
    "error value": ("person_id,site\nE1,#N/A\n", [("MK-T041", 2, "site")]),
    "cell too long": (f"person_id,site\nE1,{'x' * 32768}\n", [("MK-T043", 2, "site")]),
    "no id column": ("persn_id,site\nE1,a\n", [("MK-T020", 1, "")]),
    "heading twice": ("person_id,site,Site\nE1,a,b\n", [("MK-T021", 1, "Site")]),
    "value without heading": ("person_id,,site\nE1,x,a\n", [("MK-T022", None, "B")]),
    "two candidates": ("Employee number,Employee ID\n1,2\n", [("MK-T020", 1, ""), ("MK-T024", 1, "")]),
    "row too short": ("person_id,site,grade\nE1,a,1\nE2,b\n", [("MK-T017", 3, "")]),
    "row too long": ("person_id,site\nE1,a\n\nE2,b,c\n", [("MK-T017", 4, "")]),
    "unclosed quote": ('person_id,site\nE1,a\nE2,"b\nE3,c\n', [("MK-T016", 3, "")]),
    "NUL": ("person_id,site\nE1,a\nE2,\0\n", [("MK-T015", 3, "")]),
    "empty": ("", [("MK-T018", None, "")]),
    "only headings": ("person_id,site\n", [("MK-T019", None, "")]),
    "workbook as csv": (b"PK\x03\x04rest", [("MK-T005", None, "")]),
    "web page as csv": ("<html><table></table></html>", [("MK-T005", None, "")]),
    "Hebrew in cp1255": ("מספר עובד,אתר\n1,חיפה\n".encode("cp1255"), [("MK-T013", 1, "")]),
    "cut in a character": ("person_id,site\nE1,é".encode()[:-1], [("MK-T013", 2, "")]),
    "own manager": ("person_id,manager_id\nE1,\nE2,E2\n", [("MK-T051", 3, "manager_id")]),
    "loop of managers": ("person_id,manager_id\nE1,E3\nE2,E1\nE3,E2\nE4,E1\n", [("MK-T052", 2, "manager_id")]),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_named_with_row_and_column(tmp_path, name):
    """Each fault of a table has one code, and the row and column as the spreadsheet shows them."""
    content, expected = CASES[name]
    mentees(tmp_path, content)
    assert sorted(said(read_people(open_program(tmp_path))), key=str) == sorted(expected, key=str)


def test_exact_sentence(tmp_path):
    """A problem says where, what was found, what is allowed and how to mend it."""
    read = mentees(tmp_path, "ID;Grade\nE1;3\nE2;4,5x\n")
    assert str(read.problems[0]) == "MK-T033 m.csv, row 3, column Grade: found '4,5x'. A number. Write the decimal sign as a point."


def test_encoding_message_gives_both_cures_and_a_preview(tmp_path):
    """Bytes that are not UTF-8 are never guessed: the message offers two cures and shows headings, never a person."""
    read = mentees(tmp_path, "מספר עובד,אתר,צוות,שם\n1,חיפה,א,דנה\n".encode("cp1255"))
    sentence = str(read.problems[0])
    assert "CSV UTF-8" in sentence and "encoding:" in sentence
    assert "מספר עובד, אתר, צוות" in sentence and "שם" not in sentence and "דנה" not in sentence
    assert mentees(tmp_path, "מספר עובד,אתר\n1,חיפה\n".encode("cp1255"), "{file: m.csv, encoding: cp1255}").frame["site"].tolist() == ["חיפה"]
    assert said(mentees(tmp_path, "person_id\n1\n", "{file: m.csv, encoding: klingon}")) == [("MK-T014", None, "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends_read_alike(tmp_path, encoding, separator, end):
    """Marks of order, separators and line ends never change what is read."""
    rows = [["person_id", "wants", "site"], ["E1", '"a, b"', "חיפה"], ["E2", "", "x"]]
    text = end.join(separator.join(row) for row in rows) + end
    frame = mentees(tmp_path, text.encode(encoding)).frame
    assert frame["person_id"].tolist() == ["E1", "E2"]
    assert frame["wants"].tolist() == [("a, b",), ()]
    assert frame["site"].tolist() == ["חיפה", "x"]
    assert frame["_row"].tolist() == [2, 3]


def test_sep_line_blank_rows_and_quoted_line_feeds(tmp_path):
    """A sep= line is not a row, blank rows are counted, a line feed in quotes does not shift row numbers."""
    read = mentees(tmp_path, 'sep=;\nperson_id;goals_text;;\nE1;"one\ntwo";;\n;;;\nE2;x;;\n')
    assert read.frame["_row"].tolist() == [2, 4]
    assert read.frame["goals_text"].tolist() == ["one\ntwo", "x"]
    assert read.card is not None and read.card.blank_rows == 1 and read.card.separator == ";"


def test_headings_are_mapped_and_known_in_both_languages(tmp_path):
    """Own headings are mapped, usual ones known in English and Hebrew, case and spaces never matter."""
    read = mentees(tmp_path, "מספר עובד , Skill wishes,Hire\u00a0 Date\n7,a;b,2020-01-02\n", '{file: m.csv, columns: {wants: "skill  WISHES"}}')
    assert not read.problems
    assert read.frame[["person_id", "wants"]].values.tolist() == [["7", ("a", "b")]]
    assert read.frame["hire_date"].tolist() == [pd.Timestamp("2020-01-02")]
    assert said(mentees(tmp_path, "person_id,wnats\n7,a\n", "{file: m.csv, columns: {wants: Wants!}}")) == [("MK-T023", 1, "")]
    assert "'wnats'" in str(mentees(tmp_path, "person_id,wnats\n7,a\n", "{file: m.csv, columns: {wants: wants}}").problems[0])
    assert said(mentees(tmp_path, "person_id,x\n7,a\n", "{file: m.csv, columns: {want: x}}")) == [("MK-T025", None, "")]


def test_answers_are_mapped_and_known_in_both_languages(tmp_path):
    """Yes, no and not sure are known in English and Hebrew; other answers are mapped."""
    rows = "".join(f"E{i},{word}\n" for i, word in enumerate(["כן", "לא", "לא בטוח", "YES", "no", "Sure!", ""]))
    read = mentees(tmp_path, "person_id,manager_consent\n" + rows, '{file: m.csv, values: {manager_consent: {"sure!": "yes"}}}')
    assert not read.problems
    assert read.frame["manager_consent"].tolist() == ["yes", "no", "unsure", "yes", "no", "yes", pd.NA]


def test_names_are_never_read(tmp_path):
    """Columns with names, e-mail or telephone are left in the file, counted, and listed by their heading."""
    read = mentees(tmp_path, "person_id,Full name,E-Mail,טלפון,Shoe size\nE1,Noa,n@x.example,5,41\n")
    assert list(read.frame) == ["person_id", "_row"]
    assert read.card is not None
    assert read.card.personal == ("Full name", "E-Mail", "טלפון") and read.card.unused == ("Shoe size",)
    assert [(w.code, w.count) for w in read.warnings] == [("MK-W024", 3)]


def test_no_person_is_printed_when_headings_are_missing(tmp_path):
    """A file without headings does not get its first person printed."""
    read = mentees(tmp_path, "Noa Levi,noa@x.example\nAmir Cohen,amir@x.example\n")
    assert read.problems and not any("Noa" in str(p) for p in read.problems)


def test_title_above_the_headings_is_recognised(tmp_path):
    """A title row above the headings is pointed out with the row that looks like the headings."""
    read = mentees(tmp_path, "Sign-ups 2026,\nperson_id,site\nE1,a\n")
    assert any(p.code == "MK-T020" and "Row 2 looks like the headings" in str(p) for p in read.problems)
    rows = "".join(f"E{i},a,{i}\n" for i in range(80))
    for title in ("Sign-ups 2026\n", "\nSign-ups 2026\nas of May\n"):
        read = mentees(tmp_path, f"{title}person_id,site,grade\n{rows}")
        row = title.count("\n") + 1
        assert [p.code for p in read.problems] == ["MK-T020"] and f"Row {row} looks like the headings" in str(read.problems[0])
    assert "Row 2" in str(mentees(tmp_path, "Sign-ups\nOur number,site\n1,a\n", "{file: m.csv, columns: {person_id: Our number}}").problems[0])


def test_columns_used_by_the_programme_are_kept_in_the_kind_of_their_use(tmp_path):
    """Columns named in groups, criteria, rules and conditions are read, in the kind their use asks for."""
    rest = (
        "audiences:\n  mentees: {eligible: [{column: tenure, at_least: 1}, {column: since, before: 2026-01-01}]}\n  equal_access: [contract]\n"
        "pairing:\n  criteria: [{id: a, kind: coverage, column: skills, weight: 1}]\n"
    )
    read = mentees(tmp_path, "person_id,tenure,since,contract,skills,rate_listening,other\nE1,2.5,2020-01-01,x,a;b,4,z\n", rest=rest)
    assert not read.problems
    assert read.frame.dtypes.astype(str).to_dict() == {
        "person_id": "string", "tenure": "Float64", "since": "datetime64[ns]", "contract": "string", "skills": "object", "rate_listening": "Int64", "_row": "int64",
    }  # fmt: skip


def test_lists_are_trimmed_and_without_doubles(tmp_path):
    """Entries of a list keep their order, lose spaces and doubles, and a blank cell is an empty list."""
    assert mentees(tmp_path, "person_id|wants\nE1|;; Data ;data;Data; a  b ;\nE2|\n").frame["wants"].tolist() == [("Data", "data", "a b"), ()]


def test_direction_and_control_marks_are_removed_and_counted(tmp_path):
    """Marks that turn text around and control characters never reach a page; the names of people in trouble stay as they are."""
    read = mentees(tmp_path, "person_id,site,style\nE1,a\u202eb,c\x07d\nE2,None,NA\n")
    assert read.frame[["site", "style"]].values.tolist() == [["ab", "cd"], ["None", "NA"]]
    assert [(w.code, w.count) for w in read.warnings] == [("MK-W021", 1), ("MK-W022", 1)]


@pytest.mark.parametrize(
    ("cells", "stated", "expected"),
    [
        (["13/02/2020", "01/02/2020"], None, ["2020-02-13", "2020-02-01"]),
        (["02/13/2020", "1/2/2020"], None, ["2020-02-13", "2020-01-02"]),
        (["05.05.2020", ""], None, ["2020-05-05", None]),
        (["01/02/20"], "%d/%m/%y", ["2020-02-01"]),
        (["2020-02-01T10:00:00", "2020/2/1"], None, ["2020-02-01", "2020-02-01"]),
        (["01/02/2020"], "%m/%d/%Y", ["2020-01-02"]),
    ],
)
def test_dates_are_read_only_when_they_have_one_meaning(tmp_path, cells, stated, expected):
    """Day and month are told apart by the whole column or by date_format, never by guessing."""
    source = f"{{file: m.csv, date_format: '{stated}'}}" if stated else "{file: m.csv}"
    read = mentees(tmp_path, "person_id,hire_date\n" + "".join(f"E{i},{cell}\n" for i, cell in enumerate(cells)), source)
    assert not read.problems
    assert [None if pd.isna(day) else str(day.date()) for day in read.frame["hire_date"]] == expected


def test_date_format_without_a_year_is_refused(tmp_path):
    """A stated format must tell year, month and day."""
    assert said(mentees(tmp_path, "person_id,hire_date\nE1,01/02\n", "{file: m.csv, date_format: '%d/%m'}"))[0][0] in ("MK-T037", "MK-T044")


def test_at_most_fifty_problems_and_a_count_of_the_rest(tmp_path):
    """More than fifty problems of one file end in one line that counts the others."""
    read = mentees(tmp_path, "person_id,grade\n" + "".join(f"E{i},x\n" for i in range(80)))
    assert len(read.problems) == 51
    assert str(read.problems[-1]).startswith("MK-T099 m.csv: And 30 more problems in this file.")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("/etc/passwd", "MK-T002"), ("../m.csv", "MK-T002"), ("C:/m.csv", "MK-T002"), ("https://x.example/m.csv", "MK-T002"), ("link.csv", "MK-T002"),
        ("~$people.xlsx", "MK-T002"), ("none.csv", "MK-T001"), ("sub", "MK-T003"), ("m.docx", "MK-T005"), ("\\\\\\\\host\\\\m.csv", "MK-T002"),
    ],
)  # fmt: skip
def test_only_files_inside_the_folder_are_read(tmp_path, file, code):
    """A table lies in the programme's folder: no absolute path, no way out, no link out, no lock file."""
    outside = tmp_path / "outside.csv"
    outside.write_text("person_id\nE1\n")
    folder = tmp_path / "p"
    (folder / "sub").mkdir(parents=True)
    (folder / "link.csv").symlink_to(outside)
    (folder / "m.docx").write_bytes(b"x")
    (folder / "~$people.xlsx").write_bytes(b"x")
    read = read_table(program(folder, f'  mentees: {{file: "{file}"}}'), MENTEES)
    assert [p.code for p in read.problems] == [code]
    assert read.frame.empty and "wants" in read.frame and read.problems[0].table == "mentees" and read.problems[0].stage == "audiences"


def test_missing_file_has_a_suggestion(tmp_path):
    """A slip in a file name is recognised."""
    (tmp_path / "people.csv").write_text("person_id\nE1\n")
    assert "Did you mean 'people.csv'?" in str(read_table(program(tmp_path, "  mentees: {file: peopel.csv}"), MENTEES).problems[0])


def workbook(path: Path, sheets: dict, hidden=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for row in hidden:
            sheet.row_dimensions[row].hidden = True
    book.save(path)


def test_workbook_cells_become_what_they_mean(tmp_path):
    """Numbers as ids, date cells, TRUE and Hebrew are read as what they mean; hidden rows are read and counted."""
    rows = [
        ["Person ID", "Hire date", "Manager consent", "Grade", "Wants"],
        [1001.0, datetime.datetime(2020, 5, 1), True, 3.5, "א;ב"],
        [None] * 5,
        ["0012", datetime.date(2021, 1, 2), "לא", 2, None],
    ]
    workbook(tmp_path / "m.xlsx", {"Mentees": rows}, hidden=(4,))
    read = read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES)
    assert not read.problems
    assert read.frame["person_id"].tolist() == ["1001", "0012"]
    assert read.frame["manager_consent"].tolist() == ["yes", "no"]
    assert read.frame["grade"].tolist() == [3.5, 2.0]
    assert read.frame["wants"].tolist() == [("א", "ב"), ()]
    assert [str(day.date()) for day in read.frame["hire_date"]] == ["2020-05-01", "2021-01-02"]
    assert read.frame["_row"].tolist() == [2, 4]
    assert [(w.code, w.count) for w in read.warnings] == [("MK-W020", 1)]


XLSX = {
    "date in a number": ([["person_id", "grade"], ["E1", datetime.date(2001, 2, 1)]], [("MK-T040", 2, "grade")]),
    "date in a text": ([["person_id", "site"], ["E1", datetime.date(2001, 2, 1)]], [("MK-T040", 2, "site")]),
    "date in a list": ([["person_id", "wants"], ["E1", datetime.date(2001, 2, 1)]], [("MK-T040", 2, "wants")]),
    "formula without result": ([["person_id", "site"], ["E1", "=A1"]], [("MK-T042", 2, "site")]),
    "truth as number": ([["person_id", "grade"], ["E1", True]], [("MK-T033", 2, "grade")]),
    "error value": ([["person_id", "grade"], ["E1", "#N/A"]], [("MK-T041", 2, "grade")]),
    "number in a date": ([["person_id", "hire_date"], ["E1", 45000]], [("MK-T037", 2, "hire_date")]),
    "surplus cells": ([["person_id", "site"], ["E1", "a", "b"]], [("MK-T017", 2, "")]),
}


@pytest.mark.parametrize("name", XLSX)
def test_each_fault_of_a_workbook_is_named(tmp_path, name):
    """Faults that only workbooks have are named like the others."""
    rows, expected = XLSX[name]
    workbook(tmp_path / "m.xlsx", {"Mentees": rows})
    assert said(read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES)) == expected


def test_sheets_are_listed_when_the_named_one_is_missing(tmp_path):
    """A missing sheet is answered with the sheets there are; several sheets and none named is a question, not a guess."""
    workbook(tmp_path / "m.xlsx", {"People": [["person_id"], ["E1"]], "Other": [["x"]]})
    read = read_table(program(tmp_path, "  mentees: {file: m.xlsx, sheet: Peopel}"), MENTEES)
    assert [p.code for p in read.problems] == ["MK-T009"] and "People, Other" in str(read.problems[0]) and "Did you mean 'People'" in str(read.problems[0])
    assert [p.code for p in read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES).problems] == ["MK-T010"]
    assert read_table(program(tmp_path, "  mentees: {file: m.xlsx, sheet: people}"), MENTEES).frame["person_id"].tolist() == ["E1"]


def test_computed_empty_text_is_no_fault(tmp_path):
    """A formula whose stored result is an empty text (as Excel stores it) is blank, not unstored."""
    rows = [["person_id", "site"], ["E1", '=IF(1,"","x")']]
    workbook(tmp_path / "raw.xlsx", {"Mentees": rows})
    with zipfile.ZipFile(tmp_path / "raw.xlsx") as raw, zipfile.ZipFile(tmp_path / "m.xlsx", "w") as made:
        for entry in raw.namelist():
            made.writestr(entry, raw.read(entry).replace(b'<c r="B2">', b'<c r="B2" t="str">'))
    read = read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES)
    assert not read.problems and read.frame["site"].isna().all()


def _zip(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "MK-T006"), (b"person_id\nE1\n", "MK-T005"), (b"PK\x03\x04 no", "MK-T007"), (_zip(mimetype=b"ods"), "MK-T007"),
        (_zip(xl__worksheets__sheet1="0" * 30_000_000), "MK-T008"), (b"", "MK-T005"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_before_it_is_parsed(tmp_path, content, code):
    """Passwords, other files, broken and bloated packages are each named, and nothing is unpacked first."""
    (tmp_path / "m.xlsx").write_bytes(content)
    assert [p.code for p in read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES).problems] == [code]


@pytest.mark.parametrize(("row", "column", "code"), [(300_000, 1, "MK-T011"), (3, 5000, "MK-T012")])
def test_far_cells_are_refused(tmp_path, row, column, code):
    """A cell far outside the table is named instead of a million rows being read."""
    book = openpyxl.Workbook()
    book.active.append(["person_id"])
    book.active.append(["E1"])
    book.active.cell(row, column, "x")
    book.save(tmp_path / "m.xlsx")
    assert [p.code for p in read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES).problems] == [code]


def test_too_many_rows_and_columns_are_refused(tmp_path):
    """The limits are held before anything is typed."""
    assert said(mentees(tmp_path, "person_id\n" + "E\n" * 200_001)) == [("MK-T011", None, "")]
    assert said(mentees(tmp_path, ",".join(f"c{i}" for i in range(201)) + "\n")) == [("MK-T012", None, "")]


def test_contacts_are_never_opened_for_the_committee(tmp_path):
    """The committee's programme gets an empty table of contacts, whatever the file holds."""
    (tmp_path / "c.csv").write_text("person_id,name\nE1,Noa\n")
    tables = "  contacts: {file: c.csv}"
    assert read_table(program(tmp_path, tables), CONTACTS).frame["name"].tolist() == ["Noa"]
    read = read_table(program(tmp_path, tables, audience="committee"), CONTACTS)
    assert read.frame.empty and read.card is None


def test_tables_that_are_not_named_are_empty_with_their_columns(tmp_path):
    """A table the file does not name has its columns, no rows and no problem."""
    for spec in (MENTEES, MENTORS, PAIRS):
        read = read_table(program(tmp_path, "  staff: {file: s.csv}"), spec)
        assert not read.problems and [*read.frame] == [*(c.name for c in spec.columns), "_row"]


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), min_size=1, max_size=6), st.sampled_from([",", ";", "\t"]))
def test_any_text_in_any_cell_gives_problems_and_nothing_else(tmp_path, rows, separator):
    """Whatever stands in the cells, reading never raises, and every problem can be said in both languages."""
    from mentorkit.text import text_for

    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["person_id", "wants", "grade", "hire_date", "manager_id", "status"], *rows]]
    mentees(tmp_path, "\n".join(quoted))
    people = read_people(open_program(tmp_path))
    for problem in people.problems:
        assert problem.code.startswith("MK-T") and problem.sentence(text_for("he")) and str(problem)
    assert people.mentees["person_id"].is_unique


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_give_problems_and_nothing_else(tmp_path, content):
    """Whatever bytes a file holds, by either ending, reading never raises."""
    for name in ("m.csv", "m.xlsx"):
        mentees(tmp_path, content, f"{{file: {name}}}", name)
        assert read_people(open_program(tmp_path)).named == {"mentees"}


SAFE = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters=";"), min_size=1, max_size=10).filter(lambda s: not s.startswith("#") and s.isprintable())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(SAFE, max_size=4, unique=True), min_size=1, max_size=5))
def test_what_is_written_is_read_again(tmp_path, lists):
    """Any printable text comes back as it was written, from csv and from xlsx alike."""
    rows = [["person_id", "wants"], *([f"E{i}", ";".join(entries)] for i, entries in enumerate(lists))]
    book = xlsxwriter.Workbook(tmp_path / "m.xlsx", {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Mentees")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            sheet.write_string(r, c, cell)
    book.close()
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    expected = [tuple(entries) for entries in lists]
    assert mentees(tmp_path, text).frame["wants"].tolist() == expected
    assert read_table(program(tmp_path, "  mentees: {file: m.xlsx}"), MENTEES).frame["wants"].tolist() == expected
