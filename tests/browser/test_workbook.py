"""The pairing notebook as people use it, over a copy of a shipped programme."""

import shutil
from pathlib import Path

import jupytext
import nbformat
import pytest

from mentorkit.program.program import open_program

pytestmark = pytest.mark.browser
SOURCE = Path(__file__).parents[2] / "notebooks" / "source" / "04_pairing.py"


@pytest.fixture
def workbook(tmp_path, examples):
    """A folder with the programme and the notebook, which points at that copy."""
    folder = tmp_path / "book"
    shutil.copytree(examples / "harbour-2026", folder / "harbour-2026")
    notebook = jupytext.read(SOURCE, fmt="py:percent")
    for cell in notebook.cells:
        cell.source = cell.source.replace("../data/programs/harbour-2026/program.yaml", "harbour-2026/program.yaml")
    assert any("harbour-2026/program.yaml" in cell.source for cell in notebook.cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "nb.ipynb")
    return folder


def test_pairing_notebook_in_the_live_app(voila, watched, workbook, until):
    """A moved weight draws the pairing again, Save puts it into the copied programme and keeps every other line."""
    page = voila(workbook)
    assert page.locator(".mk-panel").count() >= 1
    move_and_save(page, workbook, until)
    assert watched.errors == []


def test_pairing_notebook_in_lab(lab, watched, workbook, until):
    """The same in JupyterLab."""
    move_and_save(lab(workbook), workbook, until)
    assert watched.errors == []


def move_and_save(page, workbook, until):
    """Move the first weight by one and save it."""
    path = workbook / "harbour-2026" / "program.yaml"
    lines, before = path.read_text(encoding="utf-8").splitlines(), open_program(path).intent.pairing.criteria[0].weight
    panel = page.locator(".mk-panel").first
    words = panel.locator(".mk-panel-words")
    shown = words.inner_html()
    panel.locator('.noUi-handle[aria-label^="Weight"]').first.focus()
    page.keyboard.press("ArrowLeft")
    assert until(lambda: words.inner_html() != shown, 30)
    panel.get_by_role("button", name="Save").click()
    assert until(lambda: open_program(path).intent.pairing.criteria[0].weight == before - 1, 30)
    panel.locator(".mk-panel-status").get_by_text("Saved in program.yaml.").wait_for(timeout=15_000)
    after = path.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(lines) and sum(a != b for a, b in zip(lines, after, strict=True)) == 1
