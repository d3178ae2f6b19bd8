"""What a page says of a wrong table: once, and to the committee without the cell."""

import re

import pytest
import small

from mentorkit.batch.run import run_batch

SECRET = "-7654321"


pytestmark = pytest.mark.slow  # a whole batch is run for it


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A programme whose table of mentors holds a number that cannot be."""
    where = tmp_path_factory.mktemp("quoted")
    path = small.program(where / "programs", "alpha")
    table = path.parent / "mentors.csv"
    table.write_text(small.MENTORS.replace("data,1,", f"data,{SECRET},"), "utf-8")
    run_batch([path], where / "out", notebooks=small.notebooks(where))
    return where / "out"


def test_the_committee_sees_no_cell(out):
    """Only the coordinator's pages quote what was found; file, row and column stand everywhere."""
    quoting = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()}
    assert "alpha/coordinator/report.html" in quoting
    assert all(name.startswith("alpha/coordinator/") for name in quoting)
    for name in ("index.html", "portfolio.html", "summary.csv", "alpha/manifest.json", "alpha/committee/report.html"):
        assert "mentors.csv" in (out / name).read_text("utf-8-sig"), name


def test_a_problem_of_several_stages_is_listed_once(out):
    """One wrong cell stops several stages and stands once in the list of what is open, and once in the overview."""
    for audience in ("committee", "coordinator"):
        words = (out / f"alpha/{audience}/report.html").read_text("utf-8")
        table = re.search(r'<table[^>]*id="report-open_problems".*?</table>', words, re.S)[0]
        assert table.count(">mentors.csv<") == 1
    index = (out / "index.html").read_text("utf-8")
    assert index.count("mentors.csv") == 1
