"""Measures chosen from lists and signed, in a real browser."""

import jupytext
import nbformat
import pytest

from mentorkit.program.program import open_program

pytestmark = pytest.mark.browser
SECTIONS = """\
need: {statement: People leave.}
goals: [{id: stay, for: organisation, statement: They stay.}, {id: grow, for: mentor, statement: They grow.}]
measures: [{id: stay_12m, goal: lost, unit: share, source: outcomes, target: 0.9, due: 2027-09-01, owner: HR, waves: [spring]}]
"""
CELLS = """\
# %%
import mentorkit as mk
program = mk.open_program("program.yaml")
# %%
mk.panel(program, edit="measures", view=mk.goals_chain, known=mk.known_items)
# %%
mk.panel(program, edit="sign_off", view=mk.goals_chain, sign=mk.sign_off)
"""


def test_choose_a_goal_and_sign(voila, watched, folder, until):
    """An unknown goal is shown as that and exchanged for one of the list; then a post and a day sign, and the page says so."""
    path = folder / "program.yaml"
    path.write_text(path.read_text() + SECTIONS)
    notebook = jupytext.reads(CELLS, fmt="py:percent")
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "nb.ipynb")
    page = voila(folder)
    measures, signing = page.locator(".mk-panel").nth(0), page.locator(".mk-panel").nth(1)
    goal = measures.get_by_label("Goal it stands for")
    assert goal.evaluate("e => e.selectedOptions[0].text.replaceAll('\\u00a0', ' ')") == "lost (not in the list)"
    assert measures.get_by_label("spring (not in the list)").is_checked()
    goal.select_option(index=1)
    assert measures.get_by_label("Analysis").locator("option").all_inner_texts() == ["", "proportion", "retention"]
    measures.get_by_role("button", name="Save").click()
    assert until(lambda: open_program(folder).intent.measures[0].goal == "stay")
    signing.get_by_role("button", name="Sign").click()
    signing.locator(".mk-alert").first.wait_for(timeout=15_000)
    signing.get_by_label("Signed on").fill("2026-06-01")
    signing.get_by_label("Signed by").fill("HR director")
    signing.get_by_role("button", name="Sign").click()
    signing.locator(".mk-panel-words").get_by_text("unchanged since").wait_for(timeout=15_000)
    signed = open_program(folder).intent.sign_off
    assert signed.by == "HR director" and "measures.stay_12m" in signed.parts
    assert watched.errors == []
