"""Work with real-looking names leaves no trace in the repository, outside it and in its private folder alike."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", "results", "build", "dist", "__pycache__", "private", "workbook"}
NAMES = {"Yael Fenwick-Goldberg": "yael.fenwick@firm.example", "Amir Ben Haroush": "amir.benharoush@firm.example"}
# Runs in the clone: prepares the working copies, runs them with their outputs kept, and closes.
WORK = """\
import sys
from pathlib import Path

import nbclient
import nbformat

import mentorkit
from mentorkit.jupyter import lab

assert Path(mentorkit.__file__).resolve().parents[1] == Path.cwd().resolve(), mentorkit.__file__
root = lab.prepare(Path(sys.argv[1]), language="en", say=lambda message: None)
for name in ("04_pairing",):
    path = root.workbooks[0] / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace('output_dir: str = ""', 'output_dir: str = "../../results-of-it"')
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}, timeout=120).execute()
    nbformat.write(notebook, path)
    assert any(cell.get("outputs") for cell in notebook.cells)
root.close(print, keep_outputs=sys.argv[2] == "keep")
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A repository of its own with everything that is or could be in git."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("no git here")
    folder = tmp_path_factory.mktemp("clone") / "mentorkit"
    shutil.copytree(ROOT, folder, ignore=lambda _, names: [n for n in names if n in LEFT_OUT or n.startswith((".tmp-", ".mentorkit.")) or n.endswith((".egg-info", "_cache"))])
    run(folder, git, "init", "--quiet")
    run(folder, git, "add", "--all")
    run(folder, git, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "all")
    return folder


def run(folder, *command, **environment):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def programme(folder):
    """A programme whose tables hold names, as they come from an HR system."""
    shutil.copytree(ROOT / "data" / "programs" / "orchard-draft", folder)
    shutil.copytree(ROOT / "data" / "programs" / "harbour-2026", folder, dirs_exist_ok=True)
    lines = ["person_id,name,email", *(f"E{n},{name},{mail}" for n, (name, mail) in enumerate(NAMES.items(), 1))]
    (folder / "contacts.csv").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("where", "outputs"), [("outside", "keep"), ("data/private/firm", "keep"), ("data/private/other", "drop")])
def test_git_sees_nothing(clone, tmp_path, where, outputs):
    """Working copies run with outputs, in a folder outside or in data/private: git status of the repository stays empty."""
    folder = tmp_path / "firm" if where == "outside" else clone / where
    programme(folder)
    assert holds_a_name(folder / "contacts.csv")
    git = shutil.which("git")
    assert run(clone, git, "status", "--porcelain") == ""
    run(clone, sys.executable, "-c", WORK, str(folder), outputs, MENTORKIT_HOME=str(tmp_path / "home"), PYTHONPATH=str(clone))
    ran = (folder / "workbook" / "04_pairing.ipynb").read_text("utf-8")
    assert ('"outputs": []' in ran or "selected mentees have a mentor" in ran) and ("selected mentees have a mentor" in ran) == (outputs == "keep")
    assert run(clone, git, "status", "--porcelain") == ""
    assert not [name for name in run(clone, git, "ls-files").splitlines() if name != "tests/jupyter/" + Path(__file__).name and holds_a_name(clone / name)]


def holds_a_name(path):
    content = path.read_bytes().decode("utf-8", "replace")
    return any(words in content for words in (*NAMES, *NAMES.values()))


@pytest.mark.slow
def test_an_example_in_the_clone_is_not_worked_in(clone, tmp_path):
    """Opening a shipped example works on a copy: the clone has no workbook in it."""
    run(clone, sys.executable, "-c", WORK, "data/programs/harbour-2026", "keep", MENTORKIT_HOME=str(tmp_path / "home"), PYTHONPATH=str(clone))
    assert run(clone, shutil.which("git"), "status", "--porcelain", "--ignored=no") == ""
    assert not (clone / "data" / "programs" / "harbour-2026" / "workbook").exists()
    assert (tmp_path / "home" / "start" / "examples" / "harbour-2026" / "workbook" / "04_pairing.ipynb").is_file()
