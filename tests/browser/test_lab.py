"""A panel in JupyterLab: the same changes, and the keyboard of a panel never edits the notebook."""

import pytest

from mentorkit.program.program import open_program

pytestmark = pytest.mark.browser


def test_change_save_and_keyboard(lab, watched, folder, until):
    """A changed weight reaches view and file; letters typed on a focused button or slider neither insert nor delete cells."""
    page = lab(folder)
    cells = page.locator(".jp-Notebook .jp-Cell")
    count = cells.count()
    assert page.locator(".mk-twin").count() == 0
    panel = page.locator(".mk-panel").nth(0)
    handle = panel.locator(".noUi-handle").first
    handle.focus()
    page.keyboard.press("ArrowRight")
    panel.locator(".mk-panel-words").get_by_text("Sum of weights: 8.").wait_for(timeout=15_000)
    save = panel.get_by_role("button", name="Save")
    for target in (handle, save, panel.locator("select").first, panel.get_by_role("button", name="Remove").first):
        target.focus()
        for key in "abxxcvddzmyr1":
            page.keyboard.press(key)
            page.wait_for_timeout(20)
        page.keyboard.press("Shift+M")
    page.wait_for_timeout(500)
    assert cells.count() == count and page.locator(".mk-panel").count() == 2
    why = panel.get_by_label("Why").first
    why.fill("")
    why.press_sequentially("abdd x")
    save.focus()
    page.keyboard.press("Enter")
    assert until(lambda: open_program(folder).intent.pairing.criteria[0].why == "abdd x")
    saved = open_program(folder).intent.pairing.criteria[0]
    assert saved.weight == 6
    assert cells.count() == count
    page.locator(".mk-panel").nth(1).locator(".mk-panel-words").get_by_text("Sum of weights: 8.").wait_for(timeout=15_000)
    assert watched.errors == []
