"""The program file by cases: invalid files with their exact messages, valid files that are read without a word."""

from pathlib import Path

import pytest

from mentorkit.errors import InvalidProgram
from mentorkit.program.checks import problems
from mentorkit.program.program import open_program

CASES = Path(__file__).parents[1] / "cases"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
VALID = sorted((CASES / "valid").glob("*.yaml"))


def said(path: Path) -> list[str]:
    try:
        return [str(problem) for problem in problems(open_program(path))]
    except InvalidProgram as error:
        return [str(problem) for problem in error.problems]


def test_there_are_enough_cases():
    """At least 25 invalid and 6 valid files are kept."""
    assert len(INVALID) >= 25 and len(VALID) >= 6


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_invalid(path):
    """An invalid file gives exactly these sentences, all at once: place, what was found, what is allowed, how to mend."""
    assert said(path) == path.with_suffix(".txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_valid(path):
    """A valid file has no wrong value."""
    assert open_program(path).wrong == ()
