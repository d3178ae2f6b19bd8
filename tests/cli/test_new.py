"""``new``: thin over people/beginning; what it prints, its exits, and that ``check`` of what it made lists only what is still to be decided."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import small
from typer.testing import CliRunner

from mentorkit.cli import Start, app
from mentorkit.program.templates import TEMPLATES

pytestmark = pytest.mark.slow  # each test starts a process of its own

ROOT = Path(__file__).parents[2]


def _new(*words: object):
    return CliRunner().invoke(app, ["new", *map(str, words)])


def _whole(*words: object) -> subprocess.CompletedProcess:
    """The command as a person runs it: errors are sentences there."""
    return subprocess.run([sys.executable, "-m", "mentorkit", *map(str, words)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command_line_offers_exactly_the_templates():
    """``--template`` knows the drafts that lie in the package."""
    assert [start.value for start in Start] == [template.key for template in TEMPLATES]


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("key", [template.key for template in TEMPLATES])
def test_check_of_a_new_programme_names_only_what_must_be_decided(tmp_path, key, language):
    """From each template in each language: sixteen things are missing, nothing is wrong, no traceback, and both say the next step."""
    made = _new(tmp_path / "fresh", "--template", key, "--language", language)
    assert made.exit_code == 0, made.output
    assert f"python -m mentorkit check {tmp_path.as_posix()}/fresh" in made.output and f"python -m mentorkit lab {tmp_path.as_posix()}/fresh" in made.output
    checked = CliRunner().invoke(app, ["check", str(tmp_path / "fresh")])
    assert checked.exit_code == 2 and "16 problems, 0 wrong, 16 missing" in checked.output
    assert sorted(re.findall(r"^  (\w+): (MK-\w+) ", checked.output, re.MULTILINE)) == sorted(
        [("missing", "MK-P104"), *[("missing", "MK-P102")] * 2, *[("missing", "MK-P101")] * 13]
    )


def test_the_list():
    """``--list`` names each template with its line and makes nothing."""
    listed = _new("--list")
    assert listed.exit_code == 0 and all(f"  {template.key} " in listed.output and str(template.line) in listed.output for template in TEMPLATES)


def test_without_a_template_the_plainest_start(tmp_path):
    """Only what is required, which is good as it is, and the templates are named."""
    made = _new(tmp_path / "fresh", "--name", " Our  own ")
    assert made.exit_code == 0 and "leadership" in made.output and "'Our own'" in made.output
    assert CliRunner().invoke(app, ["check", str(tmp_path / "fresh")]).exit_code == 0


def test_without_a_folder():
    """It is said that a folder is needed, with an example; exit 2."""
    done = _whole("new")
    assert done.returncode == 2 and "python -m mentorkit new my-programme --template onboarding" in done.stderr and "knowledge" in done.stdout


def test_a_preview_of_spreadsheets(tmp_path):
    """Each heading with its column and how sure; examples only of what several people share; several files after one --from."""
    (tmp_path / "mentees.csv").write_text("Name,Development areas,Department name,Site\nDana Levi,a,Finance,North\nNoa Cohen,a,Law,North\n", "utf-8")
    (tmp_path / "mentors.csv").write_text(small.MENTORS, "utf-8")
    made = _new(tmp_path / "fresh", "--from", tmp_path / "mentees.csv", tmp_path / "mentors.csv")
    assert made.exit_code == 0, made.output
    for line in (
        "mentees: 2 rows of mentees.csv (recognised by its name), copied to mentees.csv.",
        "  Development areas -> wants, sure; for example: a",
        "  Site -> site, sure; for example: North",
        "  Split off into contacts.csv, which is opened for the coordinator only: Name",
        "mentors: 2 rows of mentors.csv",
    ):
        assert line in made.output
    assert re.search(r"  Department name -> department, likely \(\d\d\s?%\), please check\n", made.output)
    assert "Dana" not in made.output and "Finance" not in made.output
    assert CliRunner().invoke(app, ["check", str(tmp_path / "fresh")]).exit_code == 0


def test_hebrew_from_excel(tmp_path):
    """Without --encoding both cures and exit 2; with it the programme is made; and ``check`` of the same bytes, both ways."""
    source = tmp_path / "מנטיס.csv"
    source.write_bytes("מספר עובד,אזורי התפתחות\r\n7,הקשבה\r\n".encode("cp1255"))
    refused = _whole("new", tmp_path / "fresh", "--from", source)
    assert refused.returncode == 2 and "--encoding cp1255" in refused.stderr and "CSV UTF-8" in refused.stderr and "אזורי התפתחות" in refused.stderr
    assert not (tmp_path / "fresh").exists() and "Traceback" not in refused.stderr
    made = _new(tmp_path / "fresh", "--from", source, "--encoding", "cp1255", "--language", "he")
    assert made.exit_code == 0, made.output
    assert CliRunner().invoke(app, ["check", str(tmp_path / "fresh")]).exit_code == 0
    (tmp_path / "fresh" / "mentees.csv").write_bytes(source.read_bytes())
    again = CliRunner().invoke(app, ["check", str(tmp_path / "fresh")])
    assert again.exit_code == 2 and "MK-T013" in again.output and "CSV UTF-8" in again.output and "encoding: cp1255" in again.output
    path = tmp_path / "fresh" / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("file: mentees.csv", "file: mentees.csv\n    encoding: cp1255"), "utf-8")
    assert CliRunner().invoke(app, ["check", str(tmp_path / "fresh")]).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Fresh Start",), "For example: fresh-start"),
        (("fresh", "--from", "nowhere.xlsx"), "There is no such file"),
        (("fresh", "other"), "Only one folder"),
        (("fresh", "--from", "nowhere.xlsx", "--sheet", "mentees"), "--sheet needs a table"),
        (("fresh", "--template", "magic"), "magic"),
        (("fresh", "--encoding", "klingon", "--from", "odd.csv"), "klingon"),
    ],
)
def test_wrong_wishes_are_said(tmp_path, words, said):
    """Exit 2, a sentence that says what is allowed, and nothing made."""
    (tmp_path / "odd.csv").write_bytes(b"ID,Goal\n1,\xe0\xe1\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "mentorkit", "new", *words], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=60)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["odd.csv"]


def test_errors_speak_the_asked_language(tmp_path):
    """``--language he`` holds for errors too."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("", "utf-8")
    done = _whole("new", tmp_path / "full", "--language", "he")
    assert done.returncode == 2 and done.stderr.startswith("MK-N002") and "\u2068" not in done.stderr


def test_help_stays_quick():
    """``--help`` of the whole command line does not load what ``new`` needs."""
    code = "import sys\nfrom mentorkit import cli\nsys.exit(str({'mentorkit.people.beginning', 'ruamel.yaml', 'pydantic'} & set(sys.modules)) if 'pydantic' in sys.modules else 0)"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - start < 30  # a hang, not a budget: budgets are shown by the benchmark
