"""What lies in the repository: no path of a machine, no address of a registry, no table of real people, nothing huge."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", "results", "build", "dist", "__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "private", "workbook"}
BINARY = {".png", ".xlsx", ".docx", ".pyc", ".ico", ".zip"}
# written in pieces, so that this file does not hold what it looks for
MACHINE = [r"(?<![\w.])/" + r"(?:root|work/main|work/shared)/"]
REGISTRY = [r"pypi\." + r"org/simple", r"files\.python" + r"hosted\.org", r"conda\.ana" + r"conda\.org", r"--extra-" + r"index-url\s+\S*:", r"index-" + r"url\s*=\s*\S*:"]


def project_files() -> Iterator[Path]:
    """Every file that is or could be in git, found without git."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.endswith(".egg-info") and not name.startswith(".tmp-"))
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith((".tmp-", ".mentorkit.")))


def texts() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        if path.suffix not in BINARY:
            yield path, path.read_bytes().decode("utf-8", errors="replace")


def test_no_file_names_a_machine_or_a_registry():
    """No tracked file names a path of somebody's machine or where packages are fetched from."""
    home = Path.home().as_posix() + "/"
    own = [re.escape(ROOT.as_posix() + "/")] + ([re.escape(home)] if home.count("/") > 1 else [])
    pattern = re.compile("|".join([*MACHINE, *REGISTRY, *own]))
    wrong = []
    for path, content in texts():
        wrong += [f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}" for number, line in enumerate(content.splitlines(), 1) if pattern.search(line)]
    assert not wrong, "\n".join(wrong)


def test_text_files_have_one_form():
    """Text is UTF-8 with line feeds and ends with one; tables keep the form of somebody's spreadsheet."""
    wrong = []
    for path in project_files():
        if path.suffix in {".py", ".md", ".toml", ".yml", ".yaml", ".po", ".cfg", ".css", ".js", ".j2", ".json", ".lock", ".ipynb"} and "cases" not in path.parts:
            content = path.read_bytes()
            good = content == b"" or (content.endswith(b"\n") and b"\r" not in content and not content.startswith(b"\xef\xbb\xbf"))
            wrong += [] if good and content.decode("utf-8", "ignore").encode() == content else [str(path.relative_to(ROOT))]
    assert not wrong


def test_nothing_is_huge():
    """No file is over 600 KB: built notebooks, pictures and examples stay small. The catalogue of all sentences, which git compares by line, is below 700."""
    large = [(path, path.stat().st_size) for path in project_files() if path.stat().st_size > 600_000]
    assert [(str(path.relative_to(ROOT)), size) for path, size in large if path.name != "mentorkit.po" or size > 700_000] == []


def test_attributes_of_built_notebooks():
    """Git shows no difference of built notebooks, merges none, and leaves the bytes of tables alone."""
    lines = (ROOT / ".gitattributes").read_text("utf-8").splitlines()
    for folder in ("notebooks", "notebooks/he"):
        assert f"{folder}/*.ipynb -diff -merge linguist-generated=true" in lines
    assert {"*.csv -text", "*.xlsx binary"} <= set(lines)


def test_notebooks_lie_only_where_they_are_checked():
    """A notebook outside notebooks/ and tests/ would escape every check of notebooks."""
    assert [str(path.relative_to(ROOT)) for path in project_files() if path.suffix == ".ipynb" and path.relative_to(ROOT).parts[0] not in {"notebooks", "tests"}] == []


def test_example_programmes_are_made_up():
    """Every programme in data/programs says in its README that its people are made up, and with which seed."""
    wrong = []
    for folder in sorted(path.parent for path in (ROOT / "data" / "programs").glob("*/program.yaml")):
        readme = folder / "README.md"
        words = readme.read_text("utf-8").lower() if readme.is_file() else ""
        wrong += [] if re.search("made[- ]up", words) and "seed" in words else [folder.name]
    assert not wrong
