"""Page 00 names what to settle first and says nothing twice."""

from dataclasses import replace

import pytest

from mentorkit.program.problems import Gap
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Table, Words
from mentorkit.report.lens import Lens
from mentorkit.report.start import readiness_view
from mentorkit.stages.start import readiness
from mentorkit.text import msg, text_for

LENS = Lens(text_for("en"))


@pytest.fixture(scope="module")
def draft(examples):
    return readiness(open_program(examples / "orchard-draft"))


def _gap(code, n):
    return Gap(code, msg("Point {n}.", n=n), "start", "00_start")


@pytest.mark.parametrize(("points", "listed", "clipped"), [(0, 0, False), (10, 10, False), (11, 10, True)])
def test_the_first_points_are_said_and_all_are_in_the_workbook(draft, points, listed, clipped):
    """Ten points in words at most, open considerations only in their own table; the workbook's table holds every one."""
    gaps = (_gap("MK-G011", 99), *(_gap("MK-G010", n) for n in range(points)))
    view = readiness_view(replace(draft, gaps=gaps), LENS)
    said = [LENS.text.plain(line) for block in view.blocks if isinstance(block, Words) for line in block.sentences]
    assert sum(line.startswith("Point ") for line in said) == listed and "Point 99." not in said
    assert any(line.startswith("The first 10 of 11 points") for line in said) == clipped
    assert [len(block.rows) for block in view.blocks if isinstance(block, Table) and block.key == "00_gaps"] == [points + 1]
