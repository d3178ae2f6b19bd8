"""The style that follows from four answers, in the words that the programme knows."""

from pathlib import Path

import pandas as pd
import pytest

from mentorkit.people.cells import clean
from mentorkit.people.styles import STYLES, own_styles, with_styles, words_of
from mentorkit.program.program import parse_program
from mentorkit.text import text_for

ROWS = ("aaaa", "abab", "baba", "bbbb", "abba")


def _intent(fits: str = "", language: str = "en"):
    criteria = f"pairing: {{criteria: [{{id: s, kind: style, fits: {fits}}}]}}\n" if fits else ""
    return parse_program(f"schema: mentorkit-program/1\nid: x\nname: X\nlanguage: {language}\n{criteria}".encode(), Path("program.yaml")).intent


def _frame(style: list[object] | None = None) -> pd.DataFrame:
    frame = pd.DataFrame({f"style_{n + 1}": pd.array([row[n] for row in ROWS], dtype="string") for n in range(4)})
    return frame if style is None else frame.assign(style=pd.array(style, dtype="string"))


def _styles(intent, frame=None) -> list[str]:
    return with_styles(_frame() if frame is None else frame, intent)["style"].tolist()


@pytest.mark.parametrize("language", ["en", "he"])
def test_without_fits_the_language_decides(language):
    """Four styles and one between them, in the words of the programme's language."""
    words = words_of(_intent(language=language))
    assert _styles(_intent(language=language)) == [words[style] for style in ("lively", "direct", "steady", "careful", "flexible")]
    assert words["lively"] == clean(text_for(language).plain("lively"))  # an answer in a table holds no mark of direction


def test_the_criterion_knows_every_style():
    """What is derived is always one of the styles that the file names, spelled as there; without a flexible one the first answers decide."""
    intent = _intent("{Lively: {direct: 60, steady: 20}, Direct: {careful: 50}}")
    assert words_of(intent) is None  # Direct and direct are two spellings of one style, which nobody can choose between
    intent = _intent("{Lively: {Direct: 60, steady: 20}, Direct: {CAREFUL: 50}}")
    assert set(_styles(intent)) <= set(own_styles(intent)) and _styles(intent) == ["Lively", "Direct", "steady", "CAREFUL", "Direct"]


def test_styles_of_its_own_are_not_derived():
    """A file whose criterion knows other styles asks for them by name; the four answers tell nothing then."""
    frame = _frame()
    assert words_of(_intent("{sailor: {captain: 50}}")) is None and with_styles(frame, _intent("{sailor: {captain: 50}}")) is frame
    assert _styles(_intent("{lively: {direct: 50}}")) == ["lively", "direct", "steady", "careful", "direct"]  # some of ours: the others have their usual names


def test_what_somebody_wrote_stays():
    """A style that is filled in is kept; a person who left one of the four blank has none."""
    frame = _frame(["direct", None, None, None, None])
    frame.loc[1, "style_3"] = pd.NA
    found = with_styles(frame, _intent())["style"]
    assert found[0] == "direct" and pd.isna(found[1]) and found[2] == "steady"
    assert set(STYLES.values()) >= {found[2], found[3]}
