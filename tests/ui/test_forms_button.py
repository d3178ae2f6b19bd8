"""The button that writes the forms: what it writes, what it says, and how it says it without widgets."""

from mentorkit.program.program import open_program
from mentorkit.stages.audiences import make_forms
from mentorkit.ui.writing import forms_button


def test_a_click_writes_the_forms_beside_the_file(program_file):
    """The folder forms appears with every file; a changed one is kept and named."""
    button = forms_button(open_program(program_file), make_forms)
    _ = button.root
    assert not (program_file.parent / "forms").exists()
    button.button.click()
    folder = program_file.parent / "forms"
    assert (folder / "sign_up_mentees.xlsx").exists() and "files written into the folder" in button.line and not button.log
    (folder / "check_in.txt").write_text("ours", "utf-8")
    button.button.click()
    assert "check_in.txt" in button.line and (folder / "check_in.txt").read_text("utf-8") == "ours"


def test_the_twin_says_the_command(program_file):
    """Without widgets the same view stands there with the command that writes the files."""
    twin = forms_button(open_program(program_file), make_forms).twin
    assert "python -m mentorkit forms" in twin and "My employee number" in twin and "<button" not in twin


def test_a_mishap_is_a_sentence(program_file, monkeypatch):
    """A file that cannot be written gives a sentence beside the button and a line in the log, and no traceback."""
    button = forms_button(open_program(program_file), make_forms)
    _ = button.root
    (program_file.parent / "forms").write_text("in the way", "utf-8")
    button.button.click()
    assert "could not be written" in button.line and len(button.log) == 1
