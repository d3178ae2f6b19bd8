"""The live app as a facilitator starts it: a copy with made-up names, ten screens, no other machine, nothing left behind."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from mentorkit.program.program import open_program

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
LATE = 120_000  # two busy cores
SCREENS = ["Start", "Alternatives", "Need and goals", "Audiences", "Pairing", "Training and support", "Steering", "Commitment of management", "Evaluation", "Portfolio"]
SHOWN = """at => { const seen = [...document.querySelectorAll('.mk-screen')].filter(e => e.offsetParent);
    return seen.length === 1 && seen[0].querySelector('h2')?.textContent.startsWith('0' + at) && !!seen[0].querySelector('.mk-panel[data-mk-ready], .mk-words'); }"""
# words wider or higher than their place look right in the page's tree and are not
CLIPPED = """() => [...document.querySelectorAll('.mk-steps button, .mk-jump button, .mk-parts button, .mk-heading, .mk-question, .mk-guide')].filter(e =>
    e.offsetParent && (e.scrollHeight > e.clientHeight + 4 || e.scrollWidth > e.clientWidth + 4)).map(e => e.textContent)"""


class Demo:
    """``python -m mentorkit demo`` as a process; ``address`` is what it printed."""

    def __init__(self, folder, home, *options):
        self.live = home / "live"
        command = [sys.executable, "-m", "mentorkit", "demo", str(folder), "--no-browser", *options]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=ROOT, env={**os.environ, "MENTORKIT_HOME": str(home)}
        )
        self.lines = []
        for line in self._process.stdout:
            self.lines.append(line.strip())
            found = re.search(r"http://\S+", line)
            if found:
                self.address = found[0]
                return
        pytest.fail("the demo did not start:\n" + "\n".join(self.lines))

    @property
    def copy(self):
        return next(self.live.glob(".tmp-*/live/program.yaml"))

    def stop(self):
        """End it as a closed terminal would; returns its exit code."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(60)
            self.lines += self._process.stdout.read().splitlines()
            self._process.stdout.close()
        return self._process.returncode


@pytest.fixture
def start(tmp_path):
    started = []

    def start(folder, *options):
        started.append(Demo(folder, tmp_path / "home", *options))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def opened(page, address):
    page.goto(address, wait_until="domcontentloaded", timeout=LATE)
    page.wait_for_selector(".mk-app[data-mk-ready]", timeout=LATE)
    page.wait_for_function(SHOWN, arg=0, timeout=LATE)


def go(page, at, button):
    button.click()
    page.wait_for_function(SHOWN, arg=at, timeout=LATE)


def test_a_room_walks_through_all_screens_and_decides(start, silent, examples, tmp_path, until):
    """Next leads from 00 to 09 and Back again; what is saved is in the copy's file and never in the original's."""
    folder = tmp_path / "harbour"
    shutil.copytree(examples / "harbour-2026", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    demo = start(folder)
    page = silent.page
    opened(page, demo.address)
    assert page.title() == "Harbour engineers"
    following, back = page.get_by_role("button", name="Next", exact=True), page.get_by_role("button", name="Back", exact=True)
    for at in range(1, 10):
        go(page, at, following)
        page.get_by_role("status").get_by_text(f"{at + 1} of 10: {SCREENS[at]}").wait_for(timeout=LATE)
        assert page.locator(".mk-screen:visible .mk-alert").count() == 0, SCREENS[at]
        assert page.evaluate(CLIPPED) == []
    following.focus()
    page.keyboard.press("Enter")  # beyond the end nothing happens, and focus stays where it was
    assert following.evaluate("e => document.activeElement === e") and following.get_attribute("aria-disabled") == "true"
    for at in range(8, -1, -1):
        go(page, at, back)
    assert page.locator(".mk-screen:visible .mk-alert").count() == 0 and page.locator(".mk-twin").count() == 0

    # a weight
    go(page, 4, page.get_by_role("button", name="04 Pairing"))
    assert page.get_by_role("button", name="04 Pairing").get_attribute("aria-current") == "true"
    panel = page.locator(".mk-panel:visible")
    words = panel.locator(".mk-panel-words").inner_text()
    assert not re.search(r"E1\d{3}", words) and "22 of 24 selected mentees have a mentor." in words
    panel.locator(".noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
    panel.get_by_role("button", name="Save").click()
    panel.locator(".mk-panel-status").get_by_text("Saved in program.yaml.").wait_for(timeout=LATE)
    assert open_program(demo.copy).intent.pairing.criteria[0].weight == 6
    # the reason of a decision
    go(page, 1, page.get_by_role("button", name="01 Alternatives"))
    panel = page.locator(".mk-panel:visible")
    panel.get_by_label("Reason", exact=True).fill("Decided in the room.")
    panel.get_by_role("button", name="Save").click()
    panel.locator(".mk-panel-status").get_by_text("Saved in program.yaml.").wait_for(timeout=LATE)
    saved = open_program(demo.copy).intent
    assert saved.alternatives.decision.reason == "Decided in the room." and saved.pairing.criteria[0].weight == 6
    panel.locator(".mk-panel-words").get_by_text("Decided in the room.").first.wait_for(timeout=LATE)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert silent.outside == [] and silent.errors == []
    with (
        pytest.raises(urllib.error.HTTPError, match="403"),
        urllib.request.urlopen(demo.address.partition("?")[0] + "api/kernels/00000000-0000-0000-0000-000000000000", timeout=60),
    ):
        pass
    assert demo.stop() == 0 and list(demo.live.iterdir()) == []
    assert any("Ctrl+C" in line for line in demo.lines)


def test_steps_are_quick_and_work_by_keyboard(start, silent, examples):
    """After the first time a step takes a blink; Enter on Next goes on, Tab reaches the list and the fields."""
    demo = start(examples / "orchard-draft")
    page = silent.page
    opened(page, demo.address)
    following = page.get_by_role("button", name="Next", exact=True)
    following.focus()
    for at in range(1, 10):
        page.keyboard.press("Enter")
        page.wait_for_function(SHOWN, arg=at, timeout=LATE)
    assert following.evaluate("e => document.activeElement === e")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "00 Start"
    page.keyboard.press("Enter")
    page.wait_for_function(SHOWN, arg=0, timeout=LATE)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.mk-panel input')"):
            break
    assert page.evaluate("document.activeElement.matches('.mk-panel input')")
    took = []
    for at in (1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1):
        took.append(page.evaluate(STEP, at))
    assert sorted(took)[len(took) // 2] < 400, took  # a blink on a quiet machine; this one may be busy
    assert silent.outside == [] and silent.errors == []


STEP = """at => new Promise(done => { const start = performance.now(); document.querySelectorAll('.mk-jump button')[at].click();
    const look = () => { const seen = [...document.querySelectorAll('.mk-screen')].filter(e => e.offsetParent);
        if (seen.length === 1 && seen[0].querySelector('h2').textContent.startsWith('0' + at)) done(performance.now() - start); else setTimeout(look, 2); }; look(); })"""


def test_hebrew_stands_from_the_right(start, silent, examples, tmp_path):
    """A Hebrew programme has a page from right to left, in Hebrew, and a page loaded again shows what was saved."""
    folder = tmp_path / "orchard"
    shutil.copytree(examples / "orchard-draft", folder)
    path = folder / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("language: en", "language: he"), "utf-8")
    demo = start(folder)
    page = silent.page
    opened(page, demo.address)
    root = page.locator(".mk-app")
    assert root.get_attribute("dir") == "rtl" and root.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.evaluate("document.documentElement.lang") == "he" and page.evaluate("document.documentElement.dir") == "rtl"
    back, following = page.locator(".mk-steps button").nth(0), page.locator(".mk-steps button").nth(1)
    assert back.bounding_box()["x"] > following.bounding_box()["x"]
    assert re.search("[א-ת]", page.locator(".mk-screen:visible h2").inner_text())
    assert page.evaluate(CLIPPED) == []
    names = [line.split(",")[0] for line in demo.copy.with_name("mentees.csv").read_text("utf-8").splitlines()[1:]]
    assert all(re.fullmatch("[א-ת ]+", name) for name in names)
    # saved, then loaded again: the kernel that was kept warm had read the file before
    field = page.locator(".mk-panel:visible input").first
    field.fill("2026-05-04")
    page.locator(".mk-panel:visible .mk-save").click()
    end = time.monotonic() + 60
    while "2026-05-04" not in demo.copy.read_text("utf-8") and time.monotonic() < end:
        page.wait_for_timeout(200)
    opened(page, demo.address)
    page.wait_for_function("document.querySelector('.mk-panel input').value === '2026-05-04'", timeout=LATE)
    assert silent.outside == [] and silent.errors == []


def test_hebrew_sliders_are_on_their_tracks(start, silent, examples, on_track, until):
    """In a page that runs from right to left each slider's handle lies on its track, where its value is."""
    demo = start(examples / "gesher-2026")
    page = silent.page
    opened(page, demo.address)
    go(page, 4, page.locator(".mk-jump button").nth(4))
    page.locator(".mk-panel:visible .noUi-handle").first.wait_for(timeout=LATE)
    assert page.evaluate("document.documentElement.dir") == "rtl" and until(lambda: on_track(page))
    assert silent.errors == []
