"""Steps of long work are said in the language of the command line."""

from mentorkit.batch.progress import _STEPS, _step
from mentorkit.text import text_for


def test_steps_are_said_in_words():
    """Each step has its words, how far it is stays, and what is no step, such as a notebook, is left as it is."""
    english, hebrew = text_for("en"), text_for("he")
    assert _step("candidates 40 %", english) == "best pairs of everybody 40 %" and _step("solve", english) == "pairing"
    assert _step("committee 04_pairing", hebrew) == "committee 04_pairing"
    for step in _STEPS:
        assert any("\u05d0" <= letter <= "\u05ea" for letter in _step(f"{step} 5 %", hebrew)) and _step(f"{step} 5 %", hebrew).endswith(" 5 %")
