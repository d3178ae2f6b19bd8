"""The workbook as an analyst opens it: JupyterLab over working copies, without any other machine, nothing kept on closing."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
LATE = 120_000
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def lab_at(tmp_path):
    """``lab_at(folder)`` is the address that ``python -m mentorkit lab`` printed, and the process."""
    started = []

    def lab_at(folder, *options):
        command = [sys.executable, "-m", "mentorkit", "lab", str(folder), "--no-browser", *options]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=ROOT, env={**os.environ, "MENTORKIT_HOME": str(tmp_path / "home")}
        )
        started.append(process)
        lines = []
        for line in process.stdout:
            lines.append(line)
            found = re.search(r"http://\S+", line)
            if found:
                return found[0], process
        pytest.fail("the lab did not start:\n" + "".join(lines))

    yield lab_at
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(60)
        process.stdout.close()


def test_opens_at_00_and_runs_top_to_bottom(lab_at, silent, examples, tmp_path, until):
    """The working copy of 00 is open; Run All reaches its end without an error; saving keeps twins and no widget views."""
    from playwright.sync_api import TimeoutError as Late

    folder = tmp_path / "our programme"
    shutil.copytree(examples / "harbour-2026", folder)
    address, process = lab_at(folder)
    page = silent.page
    page.goto(address, wait_until="domcontentloaded", timeout=LATE)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=LATE)
    assert "00_start" in page.locator(".lm-TabBar-tab.lm-mod-current").last.inner_text() or "00_start.ipynb" in page.title()
    page.get_by_text("| Idle").wait_for(timeout=LATE)
    for _ in range(20):  # Lab ignores the menu for a moment after the page has come
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(Late):
            page.wait_for_function("[...document.querySelectorAll('.jp-InputPrompt')].some(e => /\\[[*0-9]+\\]/.test(e.textContent))", timeout=3000)
            break
    page.wait_for_selector(".mk-panel[data-mk-ready]", timeout=LATE)
    assert page.locator("dialog.jp-Dialog").count() == 0  # no question about news
    path = folder / "workbook" / "00_start.ipynb"

    def code():
        return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]

    def saved():
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1000)
        return all(cell["execution_count"] for cell in code())

    assert until(saved, seconds=60)
    outputs = [output for cell in code() for output in cell["outputs"]]
    assert not [output for output in outputs if output["output_type"] == "error"]
    held = json.dumps(outputs)
    assert VIEW not in held and "mk-twin" in held
    assert "widgets" not in json.loads(path.read_text("utf-8"))["metadata"]
    assert page.locator(".mk-panel").count() >= 1  # the page keeps its live panels
    assert silent.outside == []
    process.terminate()
    process.wait(60)
    said = process.stdout.read()
    assert process.returncode == 0 and "outputs of 1 working copy were dropped" in said
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code())
    assert not list(folder.rglob(".ipynb_checkpoints"))
