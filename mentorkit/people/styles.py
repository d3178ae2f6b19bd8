"""The communication style that follows from four short questions; our own, and no test of a person."""

from __future__ import annotations

import pandas as pd

__all__ = ["FLEXIBLE", "STYLES", "style_of", "with_styles"]

# two sides: speaks while thinking (a) or thinks first (b); looks at people (a) or at the matter (b)
STYLES = {"aa": "lively", "ab": "direct", "ba": "steady", "bb": "careful"}
FLEXIBLE = "flexible"
_QUESTIONS = ("style_1", "style_2", "style_3", "style_4")


def style_of(answers: tuple[str, str, str, str]) -> str:
    """The style of four answers, each a or b: questions 1 and 3 ask for one side, 2 and 4 for the other.

    Who answers the two questions of a side differently is ``flexible``.
    """
    first, second, third, fourth = answers
    return STYLES[first + second] if first == third and second == fourth else FLEXIBLE


def with_styles(frame: pd.DataFrame) -> pd.DataFrame:
    """The same people, with ``style`` filled from the four answers where it is blank and all four are there."""
    if not set(_QUESTIONS) <= set(frame.columns):
        return frame
    rows = zip(*(frame[name] for name in _QUESTIONS), strict=True)
    derived = [pd.NA if any(pd.isna(value) for value in row) else style_of(row) for row in rows]
    own = frame["style"] if "style" in frame else pd.Series(pd.array([pd.NA] * len(frame), dtype="string"), index=frame.index)
    return frame.assign(style=own.fillna(pd.Series(pd.array(derived, dtype="string"), index=frame.index)))
