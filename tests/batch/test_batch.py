"""A whole batch: one bad programme never costs the others, a rerun gives the same, and nothing half made is ever visible."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import small

from mentorkit import files, publish
from mentorkit.batch.jobs import Job
from mentorkit.batch.run import exit_code, run_batch
from mentorkit.batch.status import standings
from mentorkit.errors import FolderLocked, MentorkitError

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BROKEN = "person_id,wants\nE001,finance\nE002,data,one,two\n"
SLOW = (small.OPEN, "import time\ntime.sleep(1.5)")


def _bytes(out: Path) -> dict[str, bytes]:
    """Every published file but the run's own record."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and p.name not in ("run.json", ".mentorkit.lock")}


def _start(programs: Path, out: Path, notebooks: Path, *, jobs: int = 1) -> subprocess.Popen:
    """A batch in a process of its own, as the command line runs it."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom mentorkit.batch.run import exit_code, run_batch\n"
        f"if __name__ == '__main__':\n    done = run_batch([{str(programs)!r}], {str(out)!r}, jobs={jobs}, audience='committee', notebooks=Path({str(notebooks)!r}))\n"
        "    sys.exit(exit_code(done))\n"
    )
    script = notebooks.parent / "start.py"
    script.write_text(code, "utf-8")
    # tests that were themselves started in the background ignore Ctrl-C, and would hand that on
    hears = None if sys.platform == "win32" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen([sys.executable, str(script)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hears)


def _until(there, seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three programmes, one with a broken table, run once for both audiences."""
    where = tmp_path_factory.mktemp("three")
    small.program(where / "programs", "alpha", title="=Alpha & <b>Co</b>")
    small.program(where / "programs", "broken", mentees=BROKEN)
    small.program(where / "programs", "draft", text=small.DRAFT)
    notebooks = small.notebooks(where)
    batch = run_batch([where / "programs"], where / "out", notebooks=notebooks)
    return where, notebooks, batch


def test_one_broken_table_is_one_named_failure(three):
    """One broken table among three programmes: two results, one failure with file and row, exit code 1."""
    where, _, batch = three
    assert {report.name: report.status for report in batch.reports} == {"alpha": "done", "broken": "failed", "draft": "not_ready"}
    assert exit_code(batch) == 1
    manifest = json.loads((where / "out" / "broken" / "manifest.json").read_text("utf-8"))
    assert [(p["file"], p["row"]) for p in manifest["problems"]] == [("mentees.csv", 3)]
    index = (where / "out" / "index.html").read_text("utf-8")
    assert "mentees.csv" in index and "row 3" in index.replace("<bdi>", "").replace("</bdi>", "")
    for name in ("alpha", "broken", "draft"):
        assert publish.verify(where / "out" / name)
        assert (where / "out" / name / "committee" / "report.html").is_file()


def test_a_second_run_runs_nothing_again(three):
    """What is whole and unchanged is skipped; a changed table runs its own programme and no other."""
    where, notebooks, _ = three
    before = _bytes(where / "out")
    again = run_batch([where / "programs"], where / "out", notebooks=notebooks)
    assert all(report.skipped for report in again.reports) and _bytes(where / "out") == before
    assert all(not standing.reasons or "notebooks" in str(standing.reasons) for standing in standings(where / "out"))
    table = where / "programs" / "draft" / "program.yaml"
    table.write_text(table.read_text("utf-8") + "# a remark\n", "utf-8")
    assert any("program.yaml" in str(reason) for s in standings(where / "out") if s.name == "draft" for reason in s.reasons)
    once_more = run_batch([where / "programs"], where / "out", notebooks=notebooks)
    assert {report.name: report.skipped for report in once_more.reports} == {"alpha": True, "broken": True, "draft": False}


def test_a_changed_file_is_no_result(three):
    """A result whose files are not what its manifest says does not exist and is made again."""
    where, notebooks, _ = three
    page = where / "out" / "alpha" / "committee" / "report.html"
    kept = page.read_bytes()
    page.write_bytes(kept + b" ")
    assert not publish.verify(where / "out" / "alpha")
    again = run_batch([where / "programs"], where / "out", notebooks=notebooks)
    assert {report.name: report.skipped for report in again.reports}["alpha"] is False
    assert page.read_bytes() == kept


def test_pages_are_escaped_static_and_committee_safe(three):
    """Nothing from a file is markup, a formula or an address on the network; the committee's files name no person."""
    where, _, _ = three
    out = where / "out"
    for page in out.rglob("*.html"):
        words = page.read_text("utf-8")
        assert "<b>Co</b>" not in words and "<script" not in words and "http://" not in words and "https://" not in words
        assert str(where) not in words
        ids = [part.split('"')[0] for part in words.split(' id="')[1:]]
        assert len(ids) == len(set(ids)), page
    assert "'=Alpha" in (out / "summary.csv").read_text("utf-8-sig")
    for file in (out / "alpha" / "committee").iterdir():
        assert not any(name in file.read_bytes() for name in (b"E001", b"M001"))
    assert b"E001" not in (out / "alpha" / "manifest.json").read_bytes()
    assert b"pairs.xlsx" not in b"".join(str(p).encode() for p in (out / "alpha" / "committee").iterdir())


def test_a_second_batch_is_turned_away(tmp_path):
    """While one run works in a folder, another says who does and touches nothing."""
    import datetime

    small.program(tmp_path / "programs", "alpha")
    with files.FolderLock(tmp_path / "out", now=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)), pytest.raises(FolderLocked, match=str(os.getpid())):
        run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=False)


def test_equal_ids_are_refused_before_anything_runs(tmp_path):
    """Two programmes with one id, or ids that differ by case only, are refused; nothing is written."""
    small.program(tmp_path / "a", "alpha")
    small.program(tmp_path / "b", "alpha")
    with pytest.raises(MentorkitError, match="id alpha"):
        run_batch([tmp_path / "a", tmp_path / "b"], tmp_path / "out", notebooks=False)
    assert not any((tmp_path / "out").rglob("*.html"))


def test_never_inside_a_programme(tmp_path):
    """Results are not written into a programme's own folder."""
    path = small.program(tmp_path, "alpha")
    with pytest.raises(MentorkitError, match="own folder"):
        run_batch([path], path.parent / "results", notebooks=False)


def test_a_programme_that_cannot_be_opened_has_a_page(tmp_path):
    """A file that cannot be read is a failed programme with its problems; the others are not affected."""
    small.program(tmp_path / "programs", "alpha")
    small.program(tmp_path / "programs", "torn", text="schema: mentorkit-program/1\nid: [\n")
    batch = run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=False)
    assert {report.name: report.status for report in batch.reports} == {"alpha": "done", "torn": "failed"}
    assert publish.verify(tmp_path / "out" / "torn")
    assert "program.yaml" in (tmp_path / "out" / "torn" / "committee" / "report.html").read_text("utf-8")


def test_another_day_is_written_into_the_resolved_file(tmp_path):
    """--as-of overrides the file, is kept in the resolved file, and makes an earlier result stale."""
    import datetime

    path = small.program(tmp_path / "programs", "alpha")
    content = path.read_bytes()
    run_batch([path], tmp_path / "out", notebooks=False, audience="committee")
    batch = run_batch([path], tmp_path / "out", notebooks=False, audience="committee", as_of=datetime.date(2026, 5, 5))
    assert not batch.reports[0].skipped
    assert "as_of: '2026-05-05'" in (tmp_path / "out/alpha/committee/program.resolved.yaml").read_text("utf-8")
    assert path.read_bytes() == content


def test_a_committee_run_never_opens_contacts(tmp_path):
    """The committee's build neither reads nor hashes the table of names."""
    path = small.program(tmp_path / "programs", "alpha", text=small.FILE.replace("tables:\n", "tables:\n  contacts: {{file: contacts.csv}}\n"))
    for name, content in (("mentees.csv", small.MENTEES), ("mentors.csv", small.MENTORS)):
        (path.parent / name).write_text(content, "utf-8")
    (path.parent / "contacts.csv").mkdir()  # opening it would fail
    batch = run_batch([path], tmp_path / "out", notebooks=small.notebooks(tmp_path), audience="committee")
    assert batch.reports[0].status == "done"
    assert "tables.contacts" not in json.loads((tmp_path / "out/alpha/manifest.json").read_text("utf-8"))["made_from"]["inputs"]


def test_faults_cost_one_stage(tmp_path):
    """A notebook that raises, dies or never ends fails its stage; the rest of the programme goes on in a new kernel."""
    small.program(tmp_path / "programs", "alpha")
    notebooks = small.notebooks(tmp_path, start=("1 / 0",), audiences=("while True:\n    pass",), pairing=(small.OPEN, 'print("still here")'))
    batch = run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=notebooks, audience="committee", cell_timeout=3)
    manifest = json.loads((tmp_path / "out/alpha/manifest.json").read_text("utf-8"))
    assert {stage["stage"]: stage["state"] for stage in manifest["stages"] if stage["state"] != "not_planned"} == {"start": "failed", "audiences": "failed", "pairing": "done"}
    page = (tmp_path / "out/alpha/committee/report.html").read_text("utf-8")
    assert "still here" in page and "MK-B001" in page and "MK-B002" in page and "Traceback" not in page and "ZeroDivision" not in page
    assert exit_code(batch) == 1
    assert "ZeroDivisionError" in (tmp_path / "out/.logs/alpha.log").read_text("utf-8")


def test_a_dead_worker_costs_its_own_programme_only(tmp_path):
    """A programme that kills its worker is tried twice and failed; the others are done, with renewed workers."""
    for name in ("alpha", "beta", "gamma"):
        small.program(tmp_path / "programs", name)
    kill = "import os, psutil\nif program.id == 'beta':\n    psutil.Process(os.getppid()).parent().kill()"
    notebooks = small.notebooks(tmp_path, pairing=(small.OPEN, kill))
    batch = run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=notebooks, audience="committee", jobs=2)
    assert {report.name: report.status for report in batch.reports} == {"alpha": "done", "beta": "failed", "gamma": "done"}
    assert publish.verify(tmp_path / "out" / "beta")
    assert "MK-B003" in (tmp_path / "out/index.html").read_text("utf-8")


def test_killed_and_run_again_is_as_if_unbroken(tmp_path):
    """kill -9 in the middle, then a rerun: complete, what was finished is not run again, equal to an unbroken run, nothing left over."""
    for name in ("alpha", "beta", "gamma"):
        small.program(tmp_path / "programs", name)
    notebooks = small.notebooks(tmp_path, audiences=SLOW)
    process = _start(tmp_path / "programs", tmp_path / "out", notebooks)
    _until(lambda: (tmp_path / "out/alpha/manifest.json").is_file())
    children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    assert publish.verify(tmp_path / "out" / "alpha")
    stamp = (tmp_path / "out/alpha/run.json").read_bytes()
    again = run_batch([tmp_path / "programs"], tmp_path / "out", notebooks=notebooks, audience="committee", jobs=1)
    assert {report.name: report.skipped for report in again.reports} == {"alpha": True, "beta": False, "gamma": False}
    assert (tmp_path / "out/alpha/run.json").read_bytes() == stamp
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not alive
    assert not list((tmp_path / "out").glob(".tmp-*"))
    run_batch([tmp_path / "programs"], tmp_path / "unbroken", notebooks=notebooks, audience="committee", jobs=2)
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "unbroken")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_keeps_what_is_finished(tmp_path, number):
    """Ctrl-C and SIGTERM end with 130, without a process left, with finished programmes kept and listed."""
    for name in ("alpha", "beta"):
        small.program(tmp_path / "programs", name)
    process = _start(tmp_path / "programs", tmp_path / "out", small.notebooks(tmp_path, audiences=SLOW))
    _until(lambda: (tmp_path / "out/alpha/manifest.json").is_file())
    _until(lambda: list((tmp_path / "out").glob(".tmp-*/kernel-*.json")))
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors.decode()
    assert b"Traceback" not in errors
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert publish.verify(tmp_path / "out" / "alpha") and not (tmp_path / "out" / "beta").exists()
    assert "Alpha" in (tmp_path / "out/index.html").read_text("utf-8")
    assert not list((tmp_path / "out").glob(".tmp-*"))


def test_workers_are_renewed(tmp_path):
    """A worker that has done its share is replaced; every job is done once."""
    from mentorkit.batch.pool import run_pool

    jobs = []
    for name in ("alpha", "beta", "gamma"):
        path = small.program(tmp_path / "programs", name)
        jobs.append(Job(name, str(path), str(tmp_path / "out"), ("committee",), "key"))
    (tmp_path / "out").mkdir()
    reports = list(run_pool(jobs, 1, each=1))
    assert sorted(report.name for report in reports) == ["alpha", "beta", "gamma"]
    assert all(report.status == "done" for report in reports)


def test_names_with_odd_characters(tmp_path):
    """Folders with spaces, number signs and per cent signs work, and links between pages are encoded."""
    small.program(tmp_path / "our programmes #1 100%", "alpha")
    batch = run_batch([tmp_path / "our programmes #1 100%"], tmp_path / "out # 2", notebooks=small.notebooks(tmp_path), audience="committee")
    assert batch.reports[0].status == "done"
