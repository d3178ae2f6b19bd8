"""Pages opened from disk: no request to anywhere, nothing on the console, readable without scripts."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mentorkit.report.page import page
from mentorkit.text import msg, text_for

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


class Opened:
    """A page from disk with what it asked for and what it said on the console."""

    def __init__(self, browser, path, *, scripts=True):
        self.context = browser.new_context(java_script_enabled=scripts)
        self.page = self.context.new_page()
        self.requests, self.console = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self.console.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.goto(path.resolve().as_uri(), wait_until="load")
        self.address = self.page.url.split("#")[0]

    @property
    def others(self):
        """Requests for anything but the page itself and what it carries inside."""
        return [url for url in self.requests if url.split("#")[0] != self.address and not url.startswith("data:")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()


def open_page(browser, path, *, scripts=True):
    """Open an HTML file from disk and watch it."""
    return Opened(browser, path, scripts=scripts)


@pytest.fixture
def written(tmp_path):
    """``written(language, body)`` is a page in a file."""

    def written(language, body):
        path = tmp_path / f"{language}.html"
        path.write_text(page("Tiny <engineers>", body, text_for(language), lines=[msg("Shown for the coordinator.")], nav=[("#part", "Part")]), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl")])
def test_page_asks_for_nothing(browser, written, language, direction):
    """A page from disk makes no request, says nothing on the console, and runs in the direction of its language."""
    with open_page(browser, written(language, "<h2 id='part'>Part</h2><p>Body</p>")) as opened:
        assert opened.others == [] and opened.console == []
        assert opened.page.locator("h1").inner_text() == "Tiny <engineers>"
        assert opened.page.evaluate("document.documentElement.dir") == direction
        assert opened.page.evaluate("getComputedStyle(document.body).direction") == direction


def test_page_is_read_without_scripts(browser, written):
    """Everything is there with scripts switched off."""
    with open_page(browser, written("en", "<p>Body</p>"), scripts=False) as opened:
        assert "Body" in opened.page.locator("main").inner_text()


def test_page_runs_no_script_and_asks_no_network_even_when_told_to(browser, written):
    """The content security policy stops what should never be in a page at all."""
    with open_page(browser, written("en", "<script>document.title = 'taken'</script><img src='http://192.0.2.1/x.png' alt=''><p>Body</p>")) as opened:
        assert opened.page.title() == "Tiny <engineers>"
        assert any("Content Security Policy" in said for said in opened.console)


def test_twin_of_a_panel_stands_in_a_page(browser, written, tmp_path):
    """The static twin is complete in a page: values, view, one line; no request, no script."""
    from mentorkit.program.program import open_program
    from mentorkit.report.start import Card
    from mentorkit.ui.panel import panel

    (tmp_path / "program.yaml").write_text(
        "schema: mentorkit-program/1\nid: tiny\nname: Tiny\nlanguage: en\npairing:\n  criteria: [{id: site, kind: equal, column: site, weight: 2}]\n"
    )
    twin = panel(open_program(tmp_path), "pairing.criteria", Card).twin
    with open_page(browser, written("en", twin), scripts=False) as opened:
        assert opened.others == [] and opened.console == []
        words = opened.page.locator(".mk-twin").text_content()  # what is folded too
        assert "site" in words and "Tiny" in words and "Static view: run the notebook to edit." in words


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The results of all shipped examples and of one Hebrew programme, made by the batch command."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "data" / "programs" / "lighthouse-2025", folder / "lighthouse-he")
    file = folder / "lighthouse-he" / "program.yaml"
    text = file.read_text("utf-8").replace("id: lighthouse-2025", "id: lighthouse-he", 1).replace("language: en", "language: he", 1)
    file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "mentorkit", "batch", "data/programs", str(folder / "lighthouse-he"), "--out", str(folder / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


def test_every_page_of_the_examples_opens_by_itself(browser, results):
    """Every page of a batch asks for nothing, says nothing on the console, has its pictures, and fits the screen."""
    pages = sorted(results.rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        with open_page(browser, path) as opened:
            assert opened.others == [] and opened.console == [], path
            hebrew = {"lighthouse-he", "gesher-2026"} & set(path.parts)
            assert opened.page.evaluate("document.documentElement.dir") == ("rtl" if hebrew else "ltr"), path
            assert opened.page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0 && i.alt)"), path
            for width in (1200, 700):
                opened.page.set_viewport_size({"width": width, "height": 900})
                assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (path, width)


def test_reports_are_readable_without_scripts(browser, results):
    """With scripts off the whole report is there, the static twin of each panel included."""
    with open_page(browser, results / "harbour-2026" / "coordinator" / "report.html", scripts=False) as opened:
        words = opened.page.locator("main").inner_text()
        assert "Proven" in words and "Static view: run the notebook to edit." in words
        assert opened.page.locator(".mk-twin table.mk-values").count() >= 5


def test_links_of_the_overview_lead_to_reports(browser, results):
    """Every link on the overview opens a page that is there."""
    with open_page(browser, results / "index.html") as opened:
        links = opened.page.eval_on_selector_all("main a", "found => found.map(a => a.href)")
        assert len(links) >= 8
        for link in links:
            opened.page.goto(link)
            assert opened.page.locator("h1").count() == 1
