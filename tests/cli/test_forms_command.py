"""``forms``: writes the forms of a programme, keeps what was changed, and says what to do next."""

import shutil

from typer.testing import CliRunner

from mentorkit.cli import app


def _forms(*words):
    return CliRunner().invoke(app, ["forms", *map(str, words)])


def test_the_command_writes_the_forms(examples, tmp_path):
    """Documents, texts and workbooks in the folder that was asked for; a second run keeps what somebody changed."""
    made = _forms(examples / "harbour-2026", "--out", tmp_path / "out")
    names = {one.name for one in (tmp_path / "out").iterdir()}
    assert made.exit_code == 0, made.output
    assert {"sign_up_mentees.docx", "sign_up_mentees.txt", "sign_up_mentees.xlsx", "guide_need.docx", "mentor_role.txt"} <= names and "guide_need.xlsx" not in names
    (tmp_path / "out" / "guide_need.txt").write_text("ours", "utf-8")
    again = _forms(examples / "harbour-2026", "--out", tmp_path / "out")
    assert again.exit_code == 0 and "guide_need.txt" in again.output and (tmp_path / "out" / "guide_need.txt").read_text("utf-8") == "ours"


def test_without_a_folder_beside_the_file(examples, tmp_path):
    """By default the forms lie in the folder forms of the programme; tables that cannot be read end in sentences and exit 2."""
    folder = shutil.copytree(examples / "orchard-draft", tmp_path / "orchard-draft")
    made = _forms(folder)
    assert made.exit_code == 0 and (folder / "forms" / "sign_up_mentors.docx").exists(), made.output
    assert _forms(tmp_path / "nowhere").exit_code == 2
