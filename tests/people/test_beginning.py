"""A new programme's folder: whole or not at all, names split off, ids made, and every fault of the spreadsheets said before anything is written."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from mentorkit.errors import InvalidProgram, MentorkitError
from mentorkit.people.beginning import Wish, begin
from mentorkit.people.people import read_people
from mentorkit.people.preview import preview
from mentorkit.people.specs import CONTACTS
from mentorkit.people.tables import read_table
from mentorkit.program.program import open_program
from mentorkit.text import text_for

ROOT = Path(__file__).parents[2]
NAMES = ("Dana Levi", "Noa Cohen", "Yossi Katz", "Ruth Mor")
MENTEES = "Name,E-mail,Phone,Department,Development areas\nDana Levi,dana@x.example,050-1111111,Finance,listening\nNoa Cohen,noa@x.example,050-2222222,Finance,listening\n"
MENTORS = "Full name,Email,Department,Areas of expertise,Number of mentees\nYossi Katz,yossi@x.example,Law,listening,2\nRuth Mor,ruth@x.example,Law,listening,1\n"


def _put(folder: Path, **content: str | bytes) -> list[Path]:
    paths = []
    for name, text in content.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    return paths


def _workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, row)
    book.close()
    return path


def _begin(folder: Path, *sources: Path, **more):
    return begin(Wish(folder, sources=tuple(sources), **more))


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def _said(made) -> str:
    text = text_for("en")
    return "\n".join("  " * indent + text(line) for indent, line in preview(made))


def _everything(folder: Path) -> str:
    """All that stands in the files of a folder but contacts, workbooks unpacked."""
    import zipfile

    found = []
    for path in folder.rglob("*"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                found += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        elif path.is_file() and path.name != "contacts.csv":
            found.append(path.read_text("utf-8"))
    return "\n".join(found)


def test_names_are_split_off_and_ids_are_made(tmp_path):
    """Names, e-mail and telephone stand in contacts only; P001 and on in file order stand in both."""
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=MENTEES, mentors=MENTORS))
    assert [row["person_id"] for row in _rows(made.folder / "mentees.csv")] == ["P001", "P002"]
    assert _rows(made.folder / "contacts.csv")[2] == {"person_id": "P003", "name": "Yossi Katz", "email": "yossi@x.example", "phone": ""}
    everything = _everything(made.folder) + _said(made)
    assert not [word for word in (*NAMES, "@x.example", "050-") if word in everything]
    program = open_program(made.folder)
    people = read_people(program)
    assert not people.problems and people.mentors["capacity"].tolist() == [2, 1] and people.mentees["wants"].tolist() == [("listening",)] * 2
    assert not read_table(program, CONTACTS).problems


def test_the_same_person_in_two_tables_has_one_id(tmp_path):
    """By e-mail, else by a name that only one person bears; two of one name in one table stay two."""
    staff = "Full name,Email,Department,Date of hire,Manager\nYossi Katz,yossi@x.example,Law,2010-01-01,\n"
    staff += "Dana Levi,dana@x.example,Finance,2020-01-01,Yossi Katz\nDana Levi,d2@x.example,Law,2021-01-01,Yossi Katz\n"
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=MENTEES, mentors=MENTORS, staff=staff))
    ids = {row["Department"] + row["Date of hire"]: (row["person_id"], row["manager_id"]) for row in _rows(made.folder / "staff.csv")}
    assert ids == {"Law2010-01-01": ("P003", ""), "Finance2020-01-01": ("P001", "P003"), "Law2021-01-01": ("P005", "P003")}
    assert "2 people were found in a second table" in _said(made) and "names of managers were replaced" in _said(made)


def test_own_ids_are_kept(tmp_path):
    """A table with numbers of people keeps them, zeros in front too, and contacts are under those numbers."""
    mentees = "Employee no.,Name,Development areas\n0071,Dana Levi,a\n0072,Noa Cohen,b\n"
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=mentees))
    assert [row["person_id"] for row in _rows(made.folder / "contacts.csv")] == ["0071", "0072"]
    assert read_people(open_program(made.folder)).mentees["person_id"].tolist() == ["0071", "0072"]
    assert "ids were made" not in _said(made)


def test_pairs_by_name_become_pairs_by_id(tmp_path):
    """Names in a table of pairs are replaced by ids; one that nobody bears is blank and counted."""
    pairs = "Mentee,Mentor,Status\nDana Levi,Yossi Katz,active\nNoa Cohen,Nobody Here,active\n"
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=MENTEES, mentors=MENTORS, pairs=pairs))
    assert [(row["mentee_id"], row["mentor_id"]) for row in _rows(made.folder / "pairs.csv")] == [("P001", "P003"), ("P002", "")]
    assert "1 name belongs to nobody" in _said(made) and "Nobody Here" not in _everything(made.folder)


def test_what_nobody_needs_is_not_copied(tmp_path):
    """Addresses, numbers of identity, days of birth stay out of the folder and are named."""
    mentees = "Employee no.,Home address,תעודת זהות,Date of birth,Colour\n71,Main St 1,123456782,1990-01-01,red\n"
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=mentees))
    everything = _everything(made.folder)
    assert "Main St" not in everything and "123456782" not in everything and "1990" not in everything and "red" in everything
    assert "Not copied, because it is personal" in _said(made) and "Colour" in _said(made)


def test_a_workbook_stays_a_workbook(tmp_path):
    """Sheets that are tables are copied into people.xlsx with their own headings; others, empty ones and other columns' names are left."""
    book = _workbook(
        tmp_path / "HR export.xlsx",
        Anmeldung=[["Name", "Development areas", "Grade", "=1+1"], ["Dana Levi", "a, b", 3, "=2+2"]],
        Notes=[["Please fill in"]],
        Empty=[],
    )
    made = _begin(tmp_path / "fresh", book)
    assert {path.name for path in made.folder.iterdir()} == {".gitignore", "contacts.csv", "people.xlsx", "program.yaml"}
    people = read_people(open_program(made.folder))
    assert people.mentees["wants"].tolist() == [("a", "b")] and people.mentees["grade"].tolist() == [3.0]
    assert "separated by semicolons in the copy: Development areas" in _said(made) and "Not recognised and not copied: Notes" in _said(made)


def test_dates_of_a_workbook_stay_dates(tmp_path):
    """A date cell of Excel is the same day in the copy."""
    import datetime

    book = xlsxwriter.Workbook(tmp_path / "mentees.xlsx", {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Mentees")
    sheet.write_row(0, 0, ["ID", "Hire date"])
    sheet.write_row(1, 0, ["7", datetime.datetime(2024, 3, 4)])
    book.close()
    made = _begin(tmp_path / "fresh", tmp_path / "mentees.xlsx")
    people = read_people(open_program(made.folder))
    assert not people.problems and str(people.mentees["hire_date"][0].date()) == "2024-03-04"


def test_two_sheets_that_look_alike(tmp_path):
    """The first is taken, and it is said how to choose the other, which then is taken."""
    rows = [["ID", "Development areas"], ["7", "a"]]
    book = _workbook(tmp_path / "people.xlsx", **{"Mentees 2025": rows, "Mentees 2026": [*rows, ["8", "b"]]})
    made = _begin(tmp_path / "fresh", book)
    assert made.tables[0].source.sheet == "Mentees 2025"
    assert 'begin again with: --sheet "mentees=Mentees 2026"' in _said(made)
    other = _begin(tmp_path / "other", book, sheets=(("mentees", "Mentees 2026"),))
    assert len(read_people(open_program(other.folder)).mentees) == 2


def test_a_template_and_spreadsheets_together(tmp_path):
    """The tables stand in the draft with their columns; equal access keeps only columns that are there, and says so."""
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=MENTEES, mentors=MENTORS), template="knowledge", language="he")
    program = open_program(made.folder)
    assert program.intent.audiences.equal_access == ("department",) and made.not_audited == ("site",)
    assert program.intent.tables.mentees.columns["wants"] == "Development areas" and program.intent.language == "he"
    assert "Needed and not found: site, interests, manager_id, hire_date, languages" in _said(made)
    assert not program.wrong and not read_people(program).problems


def test_answers_still_to_be_explained_are_offered(tmp_path):
    """Answers that are not ours are listed in a comment under values:, only those that several people gave."""
    mentees = "ID,Status\n1,registered\n2,registered\n3,ask Dana Levi\n4,applied\n"
    made = _begin(tmp_path / "fresh", *_put(tmp_path, mentees=mentees))
    text = (made.folder / "program.yaml").read_text("utf-8")
    assert '    #   status: {"registered": ...}   # applied, withdrawn, waiting' in text and "Dana" not in text


HEBREW = 'שם מלא,דוא"ל,אזורי התפתחות\r\nדנה לוי,d@x.example,הקשבה\r\n'


def test_hebrew_saved_by_excel_in_its_old_encoding(tmp_path):
    """Both cures and how it would read; with the encoding it works, and the copy is UTF-8 that Excel opens rightly."""
    (source,) = _put(tmp_path, מנטיס=HEBREW.encode("cp1255"))
    with pytest.raises(InvalidProgram) as caught:
        _begin(tmp_path / "fresh", source)
    said = str(caught.value)
    assert "CSV UTF-8" in said and "encoding: cp1255" in said and "--encoding cp1255" in said and "אזורי התפתחות" in said
    assert "דנה" not in said and not (tmp_path / "fresh").exists()
    made = _begin(tmp_path / "fresh", source, encoding="cp1255")
    assert (made.folder / "mentees.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_people(open_program(made.folder)).mentees["wants"].tolist() == [("הקשבה",)]


def test_a_stated_encoding_does_not_spoil_a_utf8_neighbour(tmp_path):
    """``--encoding`` is for the files that are not UTF-8."""
    sources = _put(tmp_path, מנטיס=HEBREW.encode("cp1255"), מנטורים="שם,תחומי מומחיות\nיוסי,הקשבה\n")
    people = read_people(open_program(_begin(tmp_path / "fresh", *sources, encoding="cp1255").folder))
    assert people.mentees["wants"].tolist() == people.mentors["offers"].tolist() == [("הקשבה",)]


@pytest.mark.parametrize("stated", [True, False])
def test_the_same_in_the_program_file(tmp_path, stated):
    """A cp1255 table named in program.yaml: with ``encoding: cp1255`` it is read, without it both cures are given."""
    encoding = ", encoding: cp1255" if stated else ""
    _put(tmp_path, mentees="מספר עובד,אזורי התפתחות\r\n7,הקשבה\r\n".encode("cp1255"))
    (tmp_path / "program.yaml").write_text(f"schema: mentorkit-program/1\nid: a\nname: A\nlanguage: he\ntables:\n  mentees: {{file: mentees.csv{encoding}}}\n", "utf-8")
    people = read_people(open_program(tmp_path))
    if stated:
        assert not people.problems and people.mentees["wants"].tolist() == [("הקשבה",)]
    else:
        said = str(people.problems[0])
        assert people.problems[0].code == "MK-T013" and "CSV UTF-8" in said and "encoding:" in said and "מספר עובד" in said


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "MK-T018"),
        (b"\n\n", "MK-T018"),
        (b"\x00\x01\x02,\x00", "MK-T015"),
        (b'ID,Development areas\n1,"open\n', "MK-T016"),
        (b"ID,Development areas\n1,a,b\n", "MK-T017"),
        (b"Report of HR\nID,Development areas\n1,a\n", "MK-T020"),
        (b"Dana Levi,dancing\nNoa Cohen,diving\n", "MK-T020"),
        (b"PK\x03\x04rest", "MK-T005"),
    ],
)
def test_a_table_that_cannot_be_taken_over(tmp_path, content, code):
    """Each fault is said with its code, nothing is written, and nobody's name is printed."""
    (source,) = _put(tmp_path, mentees=content)
    with pytest.raises(InvalidProgram) as caught:
        _begin(tmp_path / "fresh", source)
    assert code in [problem.code for problem in caught.value.problems]
    assert not (tmp_path / "fresh").exists() and "Dana" not in str(caught.value) and not list(tmp_path.glob(".tmp-*"))


def test_workbooks_that_cannot_be_read(tmp_path):
    """With a password, damaged, empty, missing, of another kind, with a formula never computed: each is said, all at once."""
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 600)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    _workbook(tmp_path / "empty.xlsx", Sheet1=[])
    formula = tmp_path / "formula.xlsx"
    book = xlsxwriter.Workbook(formula)
    sheet = book.add_worksheet("Mentees")
    sheet.write_row(0, 0, ["ID", "Grade"])
    sheet.write_string(1, 0, "7")
    sheet.write_formula(1, 1, "=1+1", None, "")
    book.close()
    sources = [tmp_path / name for name in ("locked.xlsx", "broken.xlsx", "letter.docx", "empty.xlsx", "gone.xlsx", "formula.xlsx")] + [tmp_path]
    with pytest.raises(InvalidProgram) as caught:
        _begin(tmp_path / "fresh", *sources)
    assert {problem.file: problem.code for problem in caught.value.problems} == {
        "locked.xlsx": "MK-T006",
        "broken.xlsx": "MK-T007", "letter.docx": "MK-T005", "empty.xlsx": "MK-T018", "gone.xlsx": "MK-T001", "formula.xlsx": "MK-T042", tmp_path.name: "MK-T003",
    }  # fmt: skip


def test_no_sheet_is_recognised(tmp_path):
    """Nothing is written, the sheets are named, and it is said how to tell which is which."""
    (source,) = _put(tmp_path, lunch="Day,Soup\nMonday,lentil\n")
    with pytest.raises(MentorkitError) as caught:
        _begin(tmp_path / "fresh", source)
    assert caught.value.code == "MK-N007" and '--sheet "mentees=lunch"' in str(caught.value) and not (tmp_path / "fresh").exists()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Harbour 2027", "harbour-2027"),
        ("קליטה", "onboarding-programme"),
        ("con", "con-programme"),
        ("LPT1", "lpt1-programme"),
        ("a.b", "a-b"),
        ("-x", "x"),
        ("x" * 65, "x" * 60),
        ("Müller & Söhne", "muller-sohne"),
    ],
)
def test_a_name_that_cannot_be_one(tmp_path, name, better):
    """It is said what is allowed, and a good one is proposed, which then works."""
    with pytest.raises(MentorkitError) as caught:
        _begin(tmp_path / name, template="onboarding")
    assert caught.value.code == "MK-N001" and str(caught.value).endswith(f"For example: {better}")
    assert _begin(tmp_path / better).folder == tmp_path / better


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    """What is in it is named and not touched; an empty folder is used; a file in the way is said."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "diary.txt").write_text("mine", "utf-8")
    with pytest.raises(MentorkitError, match=r"diary\.txt"):
        _begin(full)
    assert [path.name for path in full.iterdir()] == ["diary.txt"] and not list(tmp_path.glob(".tmp-*"))
    (tmp_path / "empty").mkdir()
    assert (_begin(tmp_path / "empty").folder / "program.yaml").is_file()
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(MentorkitError) as caught:
        _begin(tmp_path / "file")
    assert caught.value.code == "MK-N003"


def test_the_folder_one_stands_in_is_not_replaced(tmp_path, monkeypatch):
    """Moving a folder under somebody's feet is refused with the way out."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(MentorkitError, match=r"cd \.\."):
        _begin(Path("."))


def test_what_came_in_meanwhile_is_not_lost(tmp_path, monkeypatch):
    """A file that appears in the folder while the programme is made stays; nothing is published over it."""
    from mentorkit import files

    real = files.new_folder

    def slow(new, final):
        final.mkdir(exist_ok=True)
        (final / "mine.txt").write_text("mine", "utf-8")
        real(new, final)

    monkeypatch.setattr(files, "new_folder", slow)
    with pytest.raises(MentorkitError) as caught:
        _begin(tmp_path / "fresh")
    assert caught.value.code == "MK-N011" and [path.name for path in (tmp_path / "fresh").iterdir()] == ["mine.txt"] and not list(tmp_path.glob(".tmp-*"))


@pytest.mark.parametrize("step", ["write_bytes", "new_folder"])
def test_killed_at_any_step_leaves_no_half_folder(tmp_path, step):
    """A kill leaves no folder of that name; the same command then makes it whole and clears what the dead one left."""
    sources = _put(tmp_path, mentees=MENTEES)
    code = f"import os\nfrom pathlib import Path\nfrom mentorkit import files\nfrom mentorkit.people.beginning import Wish, begin\nreal = files.{step}\n"
    code += f"def killed(*a, **k):\n    if {step!r} == 'write_bytes':\n        real(*a, **k)\n    os._exit(9)\nfiles.{step} = killed\n"
    code += f"begin(Wish(Path({str(tmp_path / 'fresh')!r}), sources=(Path({str(sources[0])!r}),)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 9, done.stderr
    assert not (tmp_path / "fresh").exists() and list(tmp_path.glob(".tmp-*"))
    assert _begin(tmp_path / "fresh", *sources).folder.is_dir() and not list(tmp_path.glob(".tmp-*"))


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    """A full disk ends with the error of the system and without a trace."""
    from mentorkit import files

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        _begin(tmp_path / "fresh")
    assert list(tmp_path.iterdir()) == []


def test_people_stay_out_of_version_control(tmp_path):
    """Git sees the program file of a new programme and none of its tables, wherever the folder is made."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    _begin(tmp_path / "fresh", *_put(tmp_path, mentees=MENTEES))
    seen = subprocess.run(["git", "-C", str(tmp_path), "status", "--porcelain", "-uall", "fresh"], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(path for path in seen if path != "??") == ["fresh/.gitignore", "fresh/program.yaml"]


def test_equal_wishes_give_equal_bytes(tmp_path):
    """The same spreadsheets give the same files, to the byte."""
    book = _workbook(tmp_path / "people.xlsx", Mentees=[["Name", "Development areas"], ["Dana Levi", "a"]])
    folders = [_begin(tmp_path / side / "fresh", book, template="onboarding").folder for side in ("one", "two")]
    one, two = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert one == two and len(one) == 4
