"""The commands of README's section on plain tools do what it says, with nothing of ours around them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECTION = (ROOT / "README.md").read_text("utf-8").split("## The tools you know")[1].split("\n## ")[0]
LINES = {line.split()[0]: line for line in re.search(r"```sh\n(.*?)```", SECTION, re.DOTALL)[1].splitlines()}

pytestmark = pytest.mark.slow


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of README as somebody types it in the activated environment."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(["sh", "-c", line], cwd=folder, env={**os.environ, "PATH": path, "PYTEST_ADDOPTS": "-p no:cacheprovider"}, capture_output=True, text=True, timeout=300)


def test_papermill_from_any_folder(tmp_path):
    """Plain papermill runs a notebook from any folder, and the output shows what the notebook computed."""
    line = LINES["papermill"].replace("notebooks/", f"{ROOT}/notebooks/").replace("$PWD", str(ROOT))
    done = run(line, tmp_path)
    assert done.returncode == 0, done.stderr
    cells = [cell for cell in json.loads((tmp_path / "out.ipynb").read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] == "error"]
    assert [output for output in outputs if "<table" in "".join(output.get("data", {}).get("text/html", []))]


def test_papermill_lists_the_parameters():
    """`papermill --help-notebook` tells name, type, default and meaning of each parameter."""
    done = run("papermill --help-notebook notebooks/04_pairing.ipynb", ROOT)
    for words in ("program_path: str", "output_dir: str", "audience: str", "the program file", "coordinator or committee"):
        assert words in done.stdout, done.stdout + done.stderr


def test_nbval_on_a_built_notebook():
    """Plain nbval finds in a built notebook exactly what it shows when it is run."""
    done = run(LINES["pytest"], ROOT)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"\d+ passed", done.stdout)


@pytest.mark.parametrize("tool", ["jupyter lab", "voila"])
def test_servers_are_installed(tool):
    """The tools that serve notebooks answer; what they show is tried with a browser elsewhere."""
    assert LINES[tool.split()[0]].startswith(tool)
    assert re.search(r"\d+\.\d+", run(f"{tool} --version", ROOT).stdout)
