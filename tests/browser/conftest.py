"""A real browser and real servers on this machine. Requests to any other machine are refused, and counted."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import jupytext
import nbformat
import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
PROGRAM = """\
schema: mentorkit-program/1
id: tiny
name: Tiny engineers
language: en
as_of: 2026-09-01
# the criteria were decided in May
pairing:
  decided_by: [HR director]
  criteria:
    - {id: development, kind: coverage, mentee: wants, mentor: offers, weight: 5}   # wanted by the mentees
    - {id: site, kind: equal, column: site, weight: 2}   # same place
"""
# Words, a table and a picture of the draft, made by report; no people tables are needed.
NOTEBOOK = """\
# %% [markdown]
# # Panels
# %%
import mentorkit as mk
from mentorkit.report.blocks import Column, Picture, Table, View, Words
from mentorkit.report.figures import canvas, png
from mentorkit.report.show import Shown
from mentorkit.text import msg
program = mk.open_program("program.yaml")
def view(program):
    weights = tuple((c.id, c.weight) for c in program.intent.pairing.criteria)
    figure, axes = canvas(4, 2)
    axes.bar([w[0] for w in weights], [w[1] for w in weights])
    table = Table("04_weights", msg("Weights"), (Column("id", msg("Criterion")), Column("weight", msg("Weight"), "int")), weights)
    words = Words((msg("Sum of weights: {n}.", n=sum(w[1] for w in weights)),))
    picture = Picture("p", msg("Weights"), lambda: png(figure), msg("Bars of the weights"), table)
    return Shown(View("weights", msg("Weights"), (words, table, picture)), program.text, with_style=False)
# %%
mk.show(program)
# %%
mk.panel(program, edit="pairing.criteria", view=view)
# %%
mk.panel(program, edit="pairing", view=view)
"""


def _executable():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser():
    """Chromium. Where none is installed the tests are skipped with a sentence; in CI that is a failure.

    It lives as long as one module, because Playwright keeps an event loop running that other tests must not meet.
    """
    path = _executable()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found: browser tests are never skipped in CI; install the package chromium")
        pytest.skip("no Chromium found: install the package chromium to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


# where the middle of each visible slider's handle lies in its track, 0 to 1 from the left, and where the value says that it lies
HANDLES = """() => [...document.querySelectorAll('.mk-panel .noUi-target')].filter(e => e.offsetParent).map(track => {
    const handle = track.querySelector('.noUi-handle'), place = handle.getBoundingClientRect(), whole = track.getBoundingClientRect();
    const [low, now, high] = ['min', 'now', 'max'].map(name => Number(handle.getAttribute('aria-value' + name)));
    return [(place.left + place.width / 2 - whole.left) / whole.width, (now - low) / (high - low), place.top < whole.bottom && place.bottom > whole.top]; })"""


@pytest.fixture
def on_track():
    """``on_track(page)`` is whether every visible slider has its handle on its track, where its value is; there is at least one."""

    def on_track(page):
        found = page.evaluate(HANDLES)
        return bool(found) and all(abs(seen - said) < 0.02 and beside for seen, said, beside in found)

    return on_track


class Watched:
    """A page whose requests to other machines are refused, with what it asked for and what went wrong on it."""

    def __init__(self, browser):
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        self.page = self.context.new_page()
        self.outside, self.errors = [], []
        self.page.route("**/*", self._route)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _route(self, route):
        host = urllib.request.urlparse(route.request.url).hostname
        if host in ("127.0.0.1", None):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()


@pytest.fixture
def watched(browser):
    """A fresh page without access to any other machine."""
    one = Watched(browser)
    yield one
    one.context.close()


@pytest.fixture
def silent(watched):
    """A fresh page behind a firewall that drops packets: requests to other machines are counted and never answered."""

    def route(route):
        if urllib.request.urlparse(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            watched.outside.append(route.request.url)

    watched.page.unroute("**/*")
    watched.page.route("**/*", route)
    return watched


@pytest.fixture
def folder(tmp_path):
    """A folder with a programme and a notebook that shows panels over it."""
    made = tmp_path / "tiny"
    made.mkdir()
    (made / "program.yaml").write_text(PROGRAM, encoding="utf-8")
    notebook = jupytext.reads(NOTEBOOK, fmt="py:percent")
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, made / "nb.ipynb")
    return made


@pytest.fixture
def serve(tmp_path):
    """``serve(command, folder, address)`` starts a server and waits until it answers; everything it started ends with the test."""
    started = []

    def serve(command, folder, address, **environment):
        started.append(served(command, folder, address, tmp_path, **environment))
        return address

    yield serve
    for process in started:
        _end(process)


@pytest.fixture
def voila(watched, serve):
    """``voila(folder)`` is the page of a notebook in Voilà, when its panels are ready for a person."""

    def voila(folder, notebook="nb.ipynb"):
        command, address = _voila_command(folder / notebook)
        serve(command, folder, address)
        watched.page.goto(address, wait_until="domcontentloaded", timeout=90_000)
        watched.page.wait_for_selector(".mk-panel[data-mk-ready]", timeout=90_000)
        return watched.page

    return voila


@pytest.fixture
def lab(watched, serve):
    """``lab(folder)`` is the page of a notebook in JupyterLab after Run All, when its panels are ready for a person."""

    def lab(folder, notebook="nb.ipynb", run=True):
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        options = [
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=test",
            f"--ServerApp.root_dir={folder}",
            "--allow-root",
        ]
        serve(["jupyterlab", *options], folder, f"{address}/api")
        page = watched.page
        page.goto(f"{address}/doc/tree/{notebook}?token=test&reset", wait_until="domcontentloaded", timeout=90_000)
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        page.get_by_text("| Idle").wait_for(timeout=90_000)  # the status bar: the kernel is there
        if run:
            _run_all(page)
            page.wait_for_selector(".mk-panel[data-mk-ready]", timeout=90_000)
        return page

    return lab


@pytest.fixture
def until():
    """``until(check)`` waits some seconds for something to become true."""

    def until(check, seconds=15):
        end = time.monotonic() + seconds
        while not check() and time.monotonic() < end:
            time.sleep(0.1)
        return check()

    return until


def _run_all(page):
    """Run all cells from the menu; Lab ignores the menu for a moment after the page has come, so it is asked again."""
    from playwright.sync_api import TimeoutError as Late

    for _ in range(10):
        dialog = page.locator("dialog.jp-Dialog")
        if dialog.count():  # asks for a kernel when it was asked too early
            dialog.first.locator(".jp-mod-accept").click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(Late):
            page.wait_for_function("[...document.querySelectorAll('.jp-InputPrompt')].some(e => /\\[[*0-9]+\\]/.test(e.textContent))", timeout=3000)
            return


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _settings(tmp_path: Path) -> Path:
    """Lab's settings for the test: no question about news, callbacks in the main thread."""
    folder = tmp_path / "config" / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "default_setting_overrides.json").write_text(
        '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false},'
        ' "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"}}'
    )
    return folder.parent


def served(command, folder, address, where, **environment):
    """A Jupyter server as a process of its own, when it answers; its settings and its log lie in ``where``."""
    environment = {"JUPYTER_CONFIG_DIR": str(_settings(where)), "IPYTHONDIR": str(where / "ipython"), "PYTHONUNBUFFERED": "1", **environment}
    surrounding = {name: value for name, value in os.environ.items() if name != "JUPYTER_TOKEN"}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env={**surrounding, **environment}, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            _answers(process, address, log)
        except BaseException:
            _end(process)
            raise
    return process


def voila_server(notebook, where):
    """Voilà on one notebook: the process and the address."""
    command, address = _voila_command(notebook)
    return served(command, notebook.parent, address, where), address


def _voila_command(notebook):
    port = _free_port()
    return ["voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"], f"http://127.0.0.1:{port}/"


def _answers(process, address, log, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    log.seek(0)
    pytest.fail(f"the server did not answer at {address}:\n{log.read()[-3000:]}")


def _end(process):
    """End the server and the kernels it started: its own process group, and the groups of its children."""
    groups = {process.pid, *(_group(child) for child in _descendants(process.pid))} - {None}
    process.send_signal(signal.SIGINT)  # twice is how Jupyter is stopped without a question
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        for group in groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, sign)


def _descendants(pid):
    found = []
    for child in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for number in child.read_text().split():
                found += [int(number), *_descendants(int(number))]
    return found


def _group(pid):
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None
