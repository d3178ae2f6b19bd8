"""What is run again, and under which name a result stands."""

import json

import pytest
import small

from mentorkit import publish
from mentorkit.batch.jobs import Job
from mentorkit.batch.run import run_batch
from mentorkit.batch.status import standings
from mentorkit.batch.worker import publish_broken
from mentorkit.text import msg

TORN = "schema: mentorkit-program/1\nid: [\n"


def _names(out):
    return sorted(path.parent.name for path in out.glob("*/manifest.json"))


@pytest.mark.slow
def test_what_took_too_long_is_run_again(tmp_path):
    """A stage that was stopped for time keeps its cause, is stale, and is run again though nothing changed."""
    path = small.program(tmp_path / "programs", "alpha")
    notebooks = small.notebooks(tmp_path, audiences=("import time\ntime.sleep(60)",))
    run_batch([path], tmp_path / "out", notebooks=notebooks, audience="committee", cell_timeout=1)
    stages = json.loads((tmp_path / "out/alpha/manifest.json").read_text("utf-8"))["stages"]
    assert {row["stage"]: row["cause"] for row in stages if row["cause"]} == {"audiences": "timeout"}
    assert any("03_audiences took longer" in str(reason) for reason in standings(tmp_path / "out")[0].reasons)
    assert not run_batch([path], tmp_path / "out", notebooks=notebooks, audience="committee", cell_timeout=1).reports[0].skipped


def test_a_lost_programme_is_stale(tmp_path):
    """A programme whose process was lost says so in status."""
    path = small.program(tmp_path / "programs", "alpha")
    publish_broken(Job("alpha", str(path), str(tmp_path / "out"), ("committee",), "key"), msg("Lost."), "dead")
    assert any("want of memory" in str(reason) for reason in standings(tmp_path / "out")[0].reasons)


def test_a_wrong_table_is_not_run_again(tmp_path):
    """What the file or its tables are to blame for stays until one of them changes."""
    small.program(tmp_path / "programs", "broken", mentees="person_id,wants\nE001,finance\nE002,a,b,c\n")
    run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=False)
    assert run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=False).reports[0].skipped


def test_an_unreadable_file_never_stops_the_batch(tmp_path):
    """Its folder's name may be another's id, or another unreadable folder's name: both have a result, in a rerun too."""
    small.program(tmp_path / "a", "one", text=small.FILE.replace("id: {id}", "id: alpha"))
    for name in ("mentees", "mentors"):
        (tmp_path / "a/one" / f"{name}.csv").write_text(getattr(small, name.upper()), "utf-8")
    for parent in ("b", "c"):
        small.program(tmp_path / parent, "alpha", text=TORN)
    paths = [tmp_path / parent for parent in "bca"]
    batch = run_batch(paths, tmp_path / "out", notebooks=False)
    assert sorted(report.status for report in batch.reports) == ["done", "failed", "failed"]
    names = _names(tmp_path / "out")
    assert len(names) == 3 and names[0] == "alpha" and all(name.startswith("alpha.") for name in names[1:])
    again = run_batch(paths, tmp_path / "out", notebooks=False)
    assert all(report.skipped for report in again.reports) and _names(tmp_path / "out") == names


@pytest.mark.slow
def test_a_programme_called_logs(tmp_path):
    """No id is taken by the folder of logs."""
    path = small.program(tmp_path / "programs", "logs", text=small.DRAFT)
    run_batch([path], tmp_path / "out", notebooks=small.notebooks(tmp_path, start=("1 / 0",)), audience="committee")
    assert publish.verify(tmp_path / "out/logs") and (tmp_path / "out/.logs/logs.log").is_file()
    assert [standing.name for standing in standings(tmp_path / "out")] == ["logs"]


def test_a_programme_has_one_result(tmp_path):
    """Broken, mended or renamed: the result of a program file replaces its earlier one."""
    path = small.program(tmp_path / "programs", "folder", text=small.DRAFT.replace("id: {id}", "id: alpha"))
    good = path.read_text("utf-8")
    for content, name, status in ((good, "alpha", "not_ready"), (TORN, "alpha", "failed"), (good.replace("alpha", "beta"), "beta", "not_ready")):
        path.write_text(content, "utf-8")
        batch = run_batch([path], tmp_path / "out", notebooks=False)
        assert _names(tmp_path / "out") == [name] and batch.reports[0].status == status
