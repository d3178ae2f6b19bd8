"""README and CONTRIBUTING say only what is there: commands, targets, files, rooms, notebooks, the test command of CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/sources.md", "data/assumptions.md")]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
COMMANDS = sorted(set(re.findall(r"python -m mentorkit ([a-z]+)", README + CONTRIBUTING + MAKEFILE.replace("$(PY)", "python"))))


def code(text: str) -> str:
    """What stands in code: blocks and spans."""
    return "\n".join(re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_exist(document):
    """Every `make ...` that a document names is a target."""
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", code(document.read_text("utf-8"))))
    assert named <= TARGETS


def test_readme_names_the_two_commands():
    """Two commands do everything on a fresh machine; the second is what CI runs."""
    assert re.findall(r"^make ([a-z]+)", README, re.MULTILINE) == ["demo", "test"]
    ci = ROOT / ".ci" / "run"
    assert os.access(ci, os.X_OK)
    assert re.search(r"^exec make test\b", ci.read_text("utf-8"), re.MULTILINE)


def test_every_target_is_explained():
    """Each target that somebody types has its line in `make help`."""
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## \S", MAKEFILE, re.MULTILINE))
    assert phony == explained == TARGETS


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist_and_have_help(command):
    """Every `python -m mentorkit X` of a document is a command that explains itself."""
    done = subprocess.run([sys.executable, "-m", "mentorkit", command, "--help"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) > 15


def test_every_command_is_documented():
    """Each command of the command line stands in README's table."""
    import typer

    from mentorkit.cli import app

    there = set(typer.main.get_command(app).commands)
    assert there == set(re.findall(r"^\| `python -m mentorkit ([a-z]+)", README, re.MULTILINE))
    assert set(COMMANDS) <= there


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    """Each relative link and picture of a document is a file that is there."""
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)]+)\)", document.read_text("utf-8")) if not re.match(r"[a-z]+:", target)]
    assert [target for target in targets if target and not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_named_files_exist(document):
    """Each file of the repository that a document names in code is there."""
    named = set(re.findall(r"(?<![\w./$-])(?:mentorkit|tests|notebooks|data|docs|program|pairing|report|text|stages)/[\w./-]*\w", code(document.read_text("utf-8"))))
    there = {name for name in named if (ROOT / name).exists() or (ROOT / "mentorkit" / name).exists()}
    assert named - there - {"data/private", "data/programs\\harbour-2026"} == {name for name in named - there if "NN" in name or "<" in name}


def test_rooms_are_in_contributing():
    """The page of the architecture names every room there is, and no other."""
    there = {path.name + ("/" if path.is_dir() else "") for path in (ROOT / "mentorkit").iterdir() if not path.name.startswith(("_", ".")) and path.name != "py.typed"}
    assert set(re.findall(r"^\| `([a-z_]+(?:\.py|/))` \|", CONTRIBUTING, re.MULTILINE)) == there


def test_readme_says_what_is_built():
    """A stage has a notebook in README's table exactly when it is built."""
    from mentorkit.program.stagelist import STAGES

    rows = dict(re.findall(r"^\| (\d\d) \| (\S+) \|", README, re.MULTILINE))
    assert rows == {f"{stage.number:02d}": f"`{stage.notebook}`" if stage.built else stage.key for stage in STAGES}
    built = {stage.notebook for stage in STAGES if stage.built}
    assert {path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")} == built


def test_every_dependency_has_its_reason():
    """Each library the project stands on is in the table of CONTRIBUTING."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    table = CONTRIBUTING.split("## What we stand on")[1]
    named = {re.match(r"[\w.-]+", line)[0] for lines in [project["dependencies"], *project["optional-dependencies"].values()] for line in lines}
    assert [name for name in sorted(named) if not re.search(rf"\b{re.escape(name)}\b", table)] == []


def test_sources_name_every_example():
    """data/sources.md says where each file below data/ comes from."""
    sources = (ROOT / "data" / "sources.md").read_text("utf-8")
    things = [path.relative_to(ROOT).as_posix() for path in [*(ROOT / "data").glob("*.json"), *(ROOT / "data" / "programs").iterdir()]]
    assert [thing for thing in things if f"`{thing}`" not in sources] == []


def test_license_is_mit():
    """The licence is MIT, in the file and in the metadata."""
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License\n\nCopyright (c) 2026 mentorkit contributors")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"] == "MIT"
