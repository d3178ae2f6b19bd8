"""A weight moved before a room: words, pairs and figure follow; undo, redo, reset and save keep their promises."""

import jupytext
import nbformat
import numpy as np
import pytest

from mentorkit.program.program import open_program

pytestmark = pytest.mark.browser
LATE = 30_000  # two busy cores
PROGRAM = """\
schema: mentorkit-program/1
id: tiny
name: Tiny engineers
language: en
tables:
  mentees: {file: mentees.csv}
  mentors: {file: mentors.csv}
pairing:
  decided_by: [HR director]
  criteria:
    - {id: development, kind: coverage, mentee: wants, mentor: offers, weight: 6}   # wanted by the mentees
    - {id: site, kind: equal, column: site, weight: 1}
"""
NOTEBOOK = """\
# %%
import mentorkit as mk
program = mk.open_program("program.yaml")
people = mk.read_people(program)
# %%
mk.panel(program, edit="pairing", view=mk.live_pairing(program, people))
"""


@pytest.fixture
def folder(tmp_path):
    """30 mentees, 25 mentors with one seat, criteria that disagree; the notebook's own line."""
    made = tmp_path / "tiny"
    made.mkdir()
    (made / "program.yaml").write_text(PROGRAM, encoding="utf-8")
    draw = np.random.default_rng(2)
    for name, letter, key, n in (("mentees", "E", "wants", 30), ("mentors", "M", "offers", 25)):
        rows = [f"{letter}{i:03},{';'.join(draw.choice(list('abcdef'), 2, replace=False))},s{draw.integers(4)}" for i in range(n)]
        (made / f"{name}.csv").write_text("\n".join([f"person_id,{key},site", *rows]) + "\n", encoding="utf-8")
    notebook = jupytext.reads(NOTEBOOK, fmt="py:percent")
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, made / "nb.ipynb")
    return made


class Room:
    """The panel as a person at the keyboard has it."""

    def __init__(self, page, until):
        self.page, self._until = page, until
        self.panel = page.locator(".mk-panel")
        self.handle = self.panel.locator(".noUi-handle").first

    words = property(lambda self: self.panel.locator(".mk-panel-words").inner_text())
    figure = property(lambda self: self.panel.locator(".mk-panel-pictures img").get_attribute("src"))
    announced = property(lambda self: self.panel.locator(".mk-announced").text_content())
    status = property(lambda self: self.panel.locator(".mk-panel-status").inner_text())

    @property
    def rows(self):
        """What the table says of each pair."""
        return self.panel.locator("[id='04_live_pairs'] tbody td:first-child").all_inner_texts()

    def move(self, steps, key="ArrowLeft"):
        """Move the first weight by keys; returns what is seen when words and figure have followed."""
        before = self.words
        self.handle.focus()
        for _ in range(steps):
            self.page.keyboard.press(key)
        return self.settled(before)

    def settled(self, before):
        """What is seen when it is no longer ``before`` and stays."""
        assert self._until(lambda: self.words != before, LATE / 1000)
        seen = None
        while seen != (seen := (self.words, self.figure)):
            self.page.wait_for_timeout(400)
        return seen

    def click(self, name):
        """Click a button of the panel by keyboard."""
        self.panel.get_by_role("button", name=name, exact=True).focus()
        self.page.keyboard.press("Enter")


@pytest.fixture
def room(voila, watched, folder, until):
    """``room()`` opens the page; what the browser says on its console is kept in ``watched.errors``."""

    def room():
        page = voila(folder)
        page.wait_for_selector(".mk-panel-pictures img", timeout=LATE)
        page.on("console", lambda said: watched.errors.append(f"{said.type}: {said.text}"))  # from here on; the server itself says much while it loads
        return Room(page, until)

    return room


def test_a_moved_weight_and_the_way_back(room, watched, until, on_track):
    """Words, table and figure follow the slider; undo brings back exactly what was seen, redo and reset likewise, and nothing is on the console."""
    one = room()
    first = (one.words, one.figure)
    assert "No pair changes against the saved file." in one.words and set(one.rows) == {"as before"} and len(one.rows) == 12
    assert one.handle.get_attribute("aria-label") == "Weight (0-10)" and one.announced == ""
    assert on_track(one.page)
    moved = one.move(6)
    assert on_track(one.page) and moved[0] != first[0] and moved[1] != first[1]
    assert "pairs change against the saved file." in moved[0] and "25 of 30 selected mentees have a mentor." in moved[0]
    assert one.rows[0] == "another mentor" and one.handle.evaluate("e => document.activeElement === e")
    assert until(lambda: one.announced == " ".join(one.panel.locator("[data-mk-announced] > *").all_inner_texts()))
    one.click("Undo")
    assert one.settled(moved[0]) == first
    one.click("Redo")
    assert one.settled(first[0]) == moved
    one.click("Reset")
    assert one.settled(moved[0]) == first and one.handle.get_attribute("aria-valuenow").startswith("6")
    one.click("Undo")
    assert one.settled(first[0]) == moved
    assert watched.errors == []


def test_save_and_what_is_refused(room, folder, watched):
    """After saving, changes count from the new file; a value that is not allowed is refused, said under its field, and the last view stays."""
    one = room()
    first = one.words
    moved = one.move(6)[0]
    one.click("Save")
    saved = one.settled(moved)[0]
    assert "No pair changes against the saved file." in saved and set(one.rows) == {"as before"}
    assert open_program(folder).intent.pairing.criteria[0].weight == 0 and "# wanted by the mentees" in (folder / "program.yaml").read_text()
    back = one.move(6, "ArrowRight")[0]
    count = next(line for line in moved.splitlines() if "against the saved file" in line)
    assert count in back and back != first  # the older file is the change now
    field = one.panel.get_by_label("Short name").first
    field.fill("not a name!")
    one.page.keyboard.press("Tab")
    one.panel.locator(".mk-message").first.wait_for(timeout=LATE)
    assert "not a name!" in one.panel.locator(".mk-message").first.inner_text() and one.words == back
    one.click("Save")
    one.panel.locator(".mk-panel-status").get_by_text("Nothing was saved").wait_for(timeout=LATE)
    assert one.words == back and open_program(folder).intent.pairing.criteria[0].weight == 0
    assert watched.errors == []


def test_a_hebrew_room(room, folder, watched, on_track):
    """In a Hebrew programme words and table stand from the right, ids in their own direction, and the slider's keys still raise and lower."""
    path = folder / "program.yaml"
    path.write_text(path.read_text().replace("language: en", "language: he"))
    one = room()
    view = one.panel.locator(".mk-panel-words .mk-view")
    assert view.evaluate("e => getComputedStyle(e).direction") == "rtl" and one.panel.locator(".mk-panel-pictures figure").count() == 1
    cells = one.panel.locator("[id='04_live_pairs'] tbody tr").first.locator("td")
    assert cells.nth(0).bounding_box()["x"] > cells.nth(4).bounding_box()["x"]
    assert on_track(one.page)
    assert one.move(6)[0] and one.handle.get_attribute("aria-valuenow").startswith("0")
    assert on_track(one.page)
    assert watched.errors == []
