"""The button that takes a proposal over into the draft: undone in one step, saved only when somebody saves."""

import pytest

from mentorkit.errors import NotReady
from mentorkit.program.program import open_program
from mentorkit.stages.training import propose_training
from mentorkit.text import msg
from mentorkit.ui.panel import panel
from mentorkit.ui.screens import screen

FILE = """\
schema: mentorkit-program/1
id: fresh
name: Fresh
language: en
goals: [{id: skill, for: mentee, statement: They become able.}]
"""


@pytest.fixture
def program(tmp_path):
    """A programme with a goal and no training."""
    (tmp_path / "program.yaml").write_text(FILE, encoding="utf-8")
    return open_program(tmp_path)


def _panel(program, proposal=propose_training):
    return panel(program, edit="training.competencies", proposal=proposal)


def test_the_button_fills_the_draft_and_not_the_file(program):
    """Competencies stand in the editor, the file is as it was; Undo takes all back at once; Save writes them."""
    one = _panel(program)
    one.frame.buttons["propose"].click()
    assert [row["id"] for row in one.draft.raw] == ["listening", "goal_setting"] and len(one.frame.form.rows) == 2
    assert "not saved yet" in one.line and program.path.read_text("utf-8") == FILE
    one.frame.buttons["undo"].click()
    assert not one.draft.dirty and not one.frame.form.rows
    one.frame.buttons["propose"].click()
    one.frame.buttons["save"].click()
    saved = open_program(program.path)
    first = saved.intent.training.competencies[0]
    assert (first.id, first.name, first.needed) == ("listening", "Listening and asking", {"mentor": 4})
    one.frame.buttons["propose"].click()
    assert "holds the proposal already" in one.line
    one.close()


def test_only_the_section_of_the_panel_is_taken_over(program):
    """The modules of the proposal stay out of a panel of competencies, and come into one of modules."""
    one = panel(program, edit="training.modules", proposal=propose_training)
    one.frame.buttons["propose"].click()
    assert [row["id"] for row in one.draft.raw] == ["basics", "first_steps"] and one.draft.checked()[0].intent.training.competencies == ()
    one.close()


def test_a_panel_without_a_proposal_has_no_such_button(program):
    """Nothing is offered that nobody computes; what goes wrong in a proposal is said and changes nothing."""
    assert "propose" not in _panel(program, None).frame.buttons

    def waits(_):
        raise NotReady(msg("Tell the goals first."), (), stage="training")

    one = _panel(program, waits)
    one.frame.buttons["propose"].click()
    assert "Tell the goals first." in one.line and not one.draft.dirty
    one.close()


def test_a_screen_offers_it_for_the_sections_named():
    """Of two sections of a screen one has a proposal."""
    one = screen("training", edit=("training.modules", "training.sessions"), proposal=propose_training, proposed=("training.modules",))
    assert one.proposal_of("training.modules") is propose_training and one.proposal_of("training.sessions") is None
