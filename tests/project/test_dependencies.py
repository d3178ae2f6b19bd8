"""What the project stands on is said in three files, which agree: pyproject.toml, requirements.lock, environment.yml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = [Requirement(line) for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENTRIES = [entry for entry in re.split(r"\n(?=\S)", LOCK.strip())]
# conda-forge calls the part of matplotlib that has no window toolkit by another name
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
# what conda itself needs to install the project into the environment
CONDA_ONLY = {"python", "pip", "setuptools"}


@pytest.mark.parametrize("wanted", RUNTIME + EXTRAS, ids=lambda r: r.name)
def test_lock_holds_a_good_version(wanted):
    """Each dependency is in the lock, at a version that pyproject.toml allows."""
    pinned = [Requirement(entry.split("\\")[0]) for entry in ENTRIES]
    found = [pin for pin in pinned if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
    assert found, f"run `make lock`: {wanted.name} is not in requirements.lock"
    for pin in found:
        version = str(pin.specifier).removeprefix("==")
        assert wanted.specifier.contains(version, prereleases=True), f"run `make lock`: {wanted} but {version} is locked"


def test_every_entry_is_pinned_with_hashes():
    """Each entry names one version and its hashes, so that everybody installs the same files."""
    wrong = [entry.splitlines()[0] for entry in ENTRIES if not re.match(r"^[a-z0-9._-]+==\S+", entry) or "--hash=sha256:" not in entry]
    assert not wrong


def test_lock_holds_no_address():
    """The lock names packages, versions and hashes, and no place to get them from."""
    assert ":" + "//" not in LOCK
    assert not re.search(r"^(-i|-f|--index|--extra|--find|--trusted)", LOCK, re.MULTILINE)


def test_environment_is_in_step():
    """environment.yml lists exactly the run-time dependencies, with the same versions."""
    listed = [Requirement(line) for line in YAML(typ="safe").load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]]
    found = {one.name: str(one.specifier) for one in listed if one.name not in CONDA_ONLY}
    assert found == {CONDA_NAMES.get(one.name, one.name): str(one.specifier) for one in RUNTIME}
    assert next(str(one.specifier) for one in listed if one.name == "python") == PROJECT["project"]["requires-python"]


def test_every_import_is_a_dependency():
    """Every library that the package imports is a run-time dependency, not one that happens to be installed."""
    import ast
    import importlib.metadata
    import sys

    providers = importlib.metadata.packages_distributions()
    known = {canonicalize_name(one.name) for one in RUNTIME}
    # extras are imported where they are asked for, and may not be installed here
    extra = {"scikit-learn": {"sklearn"}}
    assert set(extra) <= {canonicalize_name(one.name) for one in EXTRAS}
    come_along = {
        "ipykernel": {"IPython", "jupyter_client", "jupyter_core", "psutil", "tornado", "traitlets", "zmq"},
        "jupyterlab": {"jupyter_server"},
        "nbconvert": {"mistune", "nbformat", "packaging"},
        "jinja2": {"markupsafe"},
        "pydantic": {"pydantic_core"},
    }
    given = set().union(*come_along.values(), *extra.values())
    wrong = set()
    for path in sorted((ROOT / "mentorkit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for top in {name.split(".")[0] for name in names} - {"mentorkit", ""} - set(sys.stdlib_module_names) - given:
                if top == "ruamel":
                    distributions = {"ruamel-yaml"}
                else:
                    distributions = {canonicalize_name(name) for name in providers.get(top, [])}
                if not distributions & known:
                    wrong.add(f"{path.relative_to(ROOT)}:{node.lineno}: {top}")
    assert not sorted(wrong)
