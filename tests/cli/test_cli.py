"""The command line: sentences and exit codes, never a traceback; every command has help, an example and a next step."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import small

pytestmark = pytest.mark.slow  # each test starts a process of its own

ROOT = Path(__file__).parents[2]
COMMANDS = ("check", "run", "batch", "decide", "status", "build")


def _mk(*words: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "mentorkit", *map(str, words)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, timeout=120
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_an_example(command):
    """Help says what the command does and shows one call of it."""
    done = _mk(command, "--help")
    assert done.returncode == 0
    assert f"python -m mentorkit {command}" in done.stdout and "Example:" in done.stdout


def test_help_loads_nothing_heavy():
    """``--help`` imports neither pandas nor numpy nor a notebook library."""
    heavy = {"pandas", "numpy", "papermill", "nbclient", "pydantic", "matplotlib", "rich"}
    code = f"import sys\nfrom mentorkit import cli\nheavy = {heavy!r} & set(sys.modules)\nsys.exit(str(heavy) if heavy else 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_check_of_a_good_programme(tmp_path):
    """No problem: exit 0 and the next command."""
    done = _mk("check", small.program(tmp_path, "alpha"))
    assert done.returncode == 0, done.stdout
    assert "no problems" in done.stdout and "python -m mentorkit batch" in done.stdout


def test_check_lists_every_problem_at_once(tmp_path):
    """Wrong and missing alike end with 2; each line says which, with code, file, row and the notebook that mends it."""
    small.program(tmp_path, "broken", mentees="person_id,wants\nE001,finance\nE002,a,b\nE001,x\n")
    small.program(tmp_path, "draft", text=small.DRAFT)
    done = _mk("check", tmp_path)
    assert done.returncode == 2
    assert "wrong: MK-T" in done.stdout and "mentees.csv, row 3" in done.stdout and "[03_audiences]" in done.stdout
    assert "missing: MK-P" in done.stdout and "[02_need]" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "cases" / "invalid").glob("*.yaml")), ids=lambda path: path.stem)
def test_check_of_every_invalid_case(path):
    """Each invalid file ends with 2 and its expected lines, never with a traceback."""
    from typer.testing import CliRunner

    from mentorkit.cli import app

    done = CliRunner().invoke(app, ["check", str(path)])
    assert done.exit_code == 2 and "Traceback" not in done.output
    for line in path.with_suffix(".txt").read_text("utf-8").splitlines():
        assert line in done.output


def test_check_says_a_problem_of_several_stages_once(tmp_path):
    """A wrong cell that stops three stages is one line, and keeps what was found."""
    path = small.program(tmp_path, "alpha")
    (path.parent / "mentors.csv").write_text(small.MENTORS.replace("data,1,", "data,-7654321,"), "utf-8")
    done = _mk("check", tmp_path)
    assert done.returncode == 2 and done.stdout.count("mentors.csv, row 2") == 1 and "-7654321" in done.stdout


def test_status_names_a_folder_once(tmp_path):
    """Two stale results of one program file are one path in the next command."""
    import shutil

    path = small.program(tmp_path / "programs", "alpha", text=small.DRAFT)
    _mk("run", path, "--out", tmp_path / "out")
    shutil.copytree(tmp_path / "out/alpha", tmp_path / "out/older")
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert _mk("status", tmp_path / "out").stdout.count(str(path.parent)) == 1


def test_check_in_hebrew(tmp_path):
    """``--language he`` speaks Hebrew, without isolation characters that terminals draw as boxes."""
    done = _mk("check", small.program(tmp_path, "draft", text=small.DRAFT), "--language", "he", PYTHONIOENCODING="cp1252")
    assert done.returncode == 2 and "\u2068" not in done.stdout


@pytest.mark.parametrize(
    "content",
    [
        "",
        "just words",
        "- a\n- list\n",
        "id: [",
        "schema: mentorkit-program/1\nid: CON\nname: x\nlanguage: en\n",
        "\ufeff\x00",
        "a: &b [*b]\n",
        "schema: 7\nid: ../x\nname: y\nlanguage: fr\n",
    ],
)
def test_no_traceback_whatever_the_file_holds(tmp_path, content):
    """Any content of a program file ends in sentences and exit 2."""
    (tmp_path / "program.yaml").write_bytes(content.encode())
    done = _mk("check", tmp_path)
    assert done.returncode == 2
    assert "MK-" in done.stdout + done.stderr and "Traceback" not in done.stdout + done.stderr


def test_a_path_without_a_programme(tmp_path):
    """A wrong path is said, with what a path may be; exit 2."""
    done = _mk("check", tmp_path / "nowhere")
    assert done.returncode == 2 and "program.yaml" in done.stderr and "Traceback" not in done.stderr


def test_hidden_folders_are_skipped(tmp_path):
    """Hidden folders and Jupyter's checkpoints hold no programmes of their own."""
    small.program(tmp_path, "alpha")
    small.program(tmp_path, ".ipynb_checkpoints", text=small.DRAFT)
    assert _mk("check", tmp_path).returncode == 0


def test_run_writes_numbers_without_notebooks(tmp_path):
    """``run`` makes the tables for both audiences and no report.html; its exit code is the batch's."""
    small.program(tmp_path / "programs", "alpha")
    done = _mk("run", tmp_path / "programs", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/alpha/coordinator/pairs.xlsx").is_file() and not (tmp_path / "out/alpha/committee/pairs.xlsx").exists()
    assert not (tmp_path / "out/alpha/coordinator/report.html").exists()
    assert "index.html" in done.stdout
    said = _mk("status", tmp_path / "out").stdout
    assert "Only numbers are here, made by run; batch makes the pages." in said


@pytest.mark.parametrize(
    "words",
    [
        ("--as-of", "01/09/2026"),
        ("--as-of", "20260901"),
        ("--as-of", "2026-W36-2"),
        ("--as-of", "1899-12-31"),
        ("--as-of", "2101-01-01"),
        ("--as-of", "2026-02-30"),
        ("--audience", "everybody"),
        ("--jobs", "0"),
    ],
)
def test_wrong_options_are_said(tmp_path, words):
    """A wrong value of an option ends with 2 and says what is allowed."""
    done = _mk("batch", small.program(tmp_path, "alpha"), "--out", tmp_path / "out", *words)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_a_locked_folder(tmp_path):
    """A second run in one folder ends with 3 and names the first one's process."""
    import datetime

    from mentorkit import files

    small.program(tmp_path / "programs", "alpha")
    with files.FolderLock(tmp_path / "out", now=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)):
        done = _mk("run", tmp_path / "programs", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert str(os.getpid()) in done.stderr and "Traceback" not in done.stderr


def test_an_output_that_is_a_file(tmp_path):
    """An --out that cannot be written is said before anything is computed."""
    (tmp_path / "out").write_text("", "utf-8")
    done = _mk("run", small.program(tmp_path / "p", "alpha"), "--out", tmp_path / "out")
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_status_of_an_empty_folder(tmp_path):
    """A folder without results says how to make some."""
    done = _mk("status", tmp_path)
    assert done.returncode == 0 and "python -m mentorkit batch" in done.stdout


@pytest.mark.slow
def test_decide_records_what_came_back_and_says_the_next_step(tmp_path):
    """Without a workbook it says how; with one it looks, records, then publishes; a second time is refused with exit 2."""
    import openpyxl

    from mentorkit.program.program import open_program

    folder = small.program(tmp_path, "alpha")
    program = open_program(folder)
    bare = _mk("decide", program.folder)
    assert bare.returncode == 2 and "Give the returned workbook" in bare.stderr
    assert _mk("run", program.folder, "--out", tmp_path / "out").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "out" / "alpha" / "coordinator" / "pairs.xlsx")
    sheet = book["Pairs"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("Decision") + 1, "approve")
    book.save(tmp_path / "back to me.xlsx")
    looked = _mk("decide", program.folder, tmp_path / "back to me.xlsx", "--look")
    assert looked.returncode == 0 and "1 pair is approved." in looked.stdout and 'back to me.xlsx"' in looked.stdout.splitlines()[-1], looked.stderr
    done = _mk("decide", program.folder, tmp_path / "back to me.xlsx", "--by", "HR director", "--on", "2026-09-01")
    assert done.returncode == 0 and done.stdout.splitlines()[-1].endswith("--publish")
    assert "proposed pair" in done.stdout and "decided on yet" in done.stdout
    again = _mk("decide", program.folder, tmp_path / "back to me.xlsx")
    assert again.returncode == 2 and "MK-T432" in again.stderr and "python -m mentorkit run PATH" in again.stderr and "Traceback" not in again.stderr
    blank = _mk("decide", program.folder, tmp_path / "back to me.xlsx", "--by", " ")
    assert blank.returncode == 2 and "is blank" in blank.stderr
    assert "1 pair is published." in _mk("decide", program.folder, "--publish", "--on", "2026-09-01").stdout
    assert "nothing was changed" in _mk("decide", program.folder, "--publish").stdout
    assert _mk("check", program.folder).returncode == 0
