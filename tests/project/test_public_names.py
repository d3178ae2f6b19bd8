"""The public names: what Tab shows in a notebook is what there is, and importing does no work."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import mentorkit

ROOT = Path(__file__).resolve().parents[2]
PROMISED = {
    "all": ["open_program", "save_program", "problems", "require", "panel", "screen", "app", "show", "save"],
    "start": ["readiness"],
    "alternatives": ["compare_options", "plan_costs"],
    "need": ["goals_chain", "detectable", "sign_off"],
    "audiences": ["read_people", "profile", "make_forms", "forms_button"],
    "pairing": ["score", "pair", "explain", "trade_offs", "decide", "live_pairing"],
    "training": ["plan_training"],
    "steering": ["plan_calendar", "monitor", "re_pair"],
    "commitment": ["commitment"],
    "evaluation": ["evaluate"],
    "portfolio": ["portfolio"],
}
NAMES = [name for names in PROMISED.values() for name in names]
HEAVY = ["pandas", "numpy", "scipy", "matplotlib", "pydantic", "ruamel.yaml", "ipywidgets", "babel", "statsmodels", "openpyxl", "papermill", "jinja2", "typer"]


def test_tab_shows_the_public_names():
    """`__all__` and `dir()` are the same sorted names, each once."""
    assert list(mentorkit.__all__) == sorted(set(mentorkit.__all__)) == dir(mentorkit)


def test_promised_names_are_there():
    """Every verb of the notebooks is public, and nothing else is."""
    assert set(mentorkit.__all__) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_works_and_is_explained(name):
    """Each public name can be loaded, called, and says in a sentence what it does."""
    verb = getattr(mentorkit, name)
    assert callable(verb)
    assert (inspect.getdoc(verb) or "").strip()


def test_internals_are_not_offered():
    """Rooms and helpers are not among the names; a name that does not exist says so."""
    assert not {"files", "errors", "text", "program", "people", "import_module", "Any"} & set(dir(mentorkit))
    with pytest.raises(AttributeError, match="no attribute 'pairs'"):
        mentorkit.pairs


def test_importing_does_no_work():
    """Importing the package loads none of the heavy libraries and no room."""
    code = "import json, sys; import mentorkit; print(json.dumps(sorted(sys.modules)))"
    loaded = set(json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout))
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if name.startswith("mentorkit.")} == set()
