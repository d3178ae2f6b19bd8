"""A panel in the live app: changed, saved, seen in the view and in the file, without any other machine."""

import pytest

from mentorkit.program.program import open_program

pytestmark = pytest.mark.browser
# Rows squeezed to nothing, and words wider than their place: both looked right in the page's tree and were not.
HIDDEN = """() => [...document.querySelectorAll('.mk-row,.mk-shown>*')].filter(e =>
    e.scrollHeight > e.clientHeight + 4 || e.scrollWidth > e.clientWidth + 4).map(e => e.className)"""


def test_change_save_see(voila, watched, folder, until):
    """A moved slider changes the view; Save changes the file and keeps its comments; the other panel follows."""
    page = voila(folder)
    first, second = page.locator(".mk-panel").nth(0), page.locator(".mk-panel").nth(1)
    view = first.locator(".mk-panel-words")
    assert "Sum of weights: 7." in view.inner_text()
    assert first.locator(".mk-panel-pictures img").get_attribute("alt") == "Bars of the weights"
    handle = first.locator(".noUi-handle").first
    assert handle.get_attribute("aria-label") == "Weight (0-10)"
    handle.focus()
    picture = first.locator(".mk-panel-pictures img").get_attribute("src")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    view.get_by_text("Sum of weights: 9.").wait_for(timeout=15_000)
    assert until(lambda: first.locator(".mk-panel-pictures img").get_attribute("src") != picture)
    assert open_program(folder).intent.pairing.criteria[0].weight == 5
    first.get_by_role("button", name="Save").click()
    first.locator(".mk-panel-status").get_by_text("Saved in program.yaml.").wait_for(timeout=15_000)
    assert open_program(folder).intent.pairing.criteria[0].weight == 7
    assert "# wanted by the mentees" in (folder / "program.yaml").read_text()
    second.locator(".mk-panel-words").get_by_text("Sum of weights: 9.").wait_for(timeout=15_000)
    assert page.locator(".mk-twin").count() == 0
    assert page.evaluate(HIDDEN) == []
    assert watched.errors == []


def test_text_typed_then_saved_at_once(voila, watched, folder, until):
    """Text typed into a field is in the file when Save is clicked directly afterwards; a refused value is marked for everybody."""
    page = voila(folder)
    panel = page.locator(".mk-panel").nth(0)
    assert panel.get_attribute("role") == "group" and panel.get_attribute("aria-label") == "Pairing – Criteria"
    why = panel.get_by_label("Why").first
    why.fill("asked by all")
    panel.get_by_role("button", name="Save").click()
    assert until(lambda: open_program(folder).intent.pairing.criteria[0].why == "asked by all")
    name = panel.get_by_label("Short name").first
    name.fill("not a name!")
    panel.get_by_role("button", name="Save").click()
    panel.locator(".mk-message").first.wait_for(timeout=15_000)
    assert until(lambda: name.get_attribute("aria-invalid") == "true")
    assert until(lambda: name.evaluate("e => document.activeElement === e"))
    name.fill("growth")
    panel.get_by_role("button", name="Save").click()
    assert until(lambda: open_program(folder).intent.pairing.criteria[0].id == "growth")
    assert until(lambda: name.get_attribute("aria-invalid") is None)


def test_new_row_has_the_focus(voila, folder, until):
    """After Add the keyboard is in the first field of the new row, and undo does not throw focus away."""
    page = voila(folder)
    panel = page.locator(".mk-panel").nth(0)
    panel.get_by_role("button", name="Add: Criterion").click()
    assert until(lambda: panel.locator(".mk-row").count() == 3)
    field = panel.locator(".mk-row").nth(2).get_by_label("Short name")
    assert until(lambda: field.evaluate("e => document.activeElement === e"))
    undo = panel.get_by_role("button", name="Undo")
    undo.click()
    assert until(lambda: panel.locator(".mk-row").count() == 2)
    assert undo.evaluate("e => document.activeElement === e")


def test_hebrew_panel_stands_from_the_right(voila, folder):
    """In a Hebrew programme the panel and its labels run from right to left."""
    path = folder / "program.yaml"
    path.write_text(path.read_text().replace("language: en", "language: he"))
    page = voila(folder)
    panel = page.locator(".mk-panel").first
    assert panel.evaluate("e => getComputedStyle(e).direction") == "rtl"
    label, field = panel.locator(".mk-field .widget-label").first.bounding_box(), panel.locator(".mk-field input").first.bounding_box()
    assert label["y"] + label["height"] <= field["y"] + 1
