"""Twenty programmes in one batch: one that fails and one that is not ready cost the others nothing, and memory stays flat."""

import os
import re
import shutil
import threading
import time

import psutil
import pytest

from mentorkit.batch.run import exit_code, run_batch

pytestmark = pytest.mark.slow
MEGABYTE = 2**20
GROWTH = 150  # MB a worker may grow over its start
KERNEL = 250  # MB one kernel may take


class Watch(threading.Thread):
    """Looks at the memory of every process of this run twice a second; pages shared with the parent are not counted twice."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen: dict[int, list[float]] = {}
        self.ended = threading.Event()

    def run(self):
        me = psutil.Process(os.getpid())
        while not self.ended.wait(0.5):
            for process in me.children(recursive=True):
                try:
                    taken = process.memory_full_info().uss / MEGABYTE
                except psutil.Error:  # it ended while it was looked at
                    continue
                self.seen.setdefault(process.pid, []).append(taken)


def _copy(examples, where, number):
    """The harbour programme under another short name."""
    name = f"copy-{number:02d}"
    shutil.copytree(examples / "harbour-2026", where / name)
    file = where / name / "program.yaml"
    file.write_text(file.read_text("utf-8").replace("id: harbour-2026", f"id: {name}"), "utf-8")
    return name


@pytest.fixture(scope="module")
def twenty(tmp_path_factory, request):
    """Eighteen good programmes, one with a table that cannot be read, one draft; two workers, the shipped notebooks."""
    examples = request.getfixturevalue("examples")
    where = tmp_path_factory.mktemp("twenty")
    for number in range(18):
        _copy(examples, where / "programs", number)
    broken = _copy(examples, where / "programs", 18)
    (where / "programs" / broken / "people.xlsx").write_bytes(b"not a workbook")
    shutil.copytree(examples / "orchard-draft", where / "programs" / "orchard-draft")
    watch = Watch()
    watch.start()
    began = time.monotonic()
    batch = run_batch([where / "programs"], where / "out", jobs=2, audience="committee")
    watch.ended.set()
    watch.join(5)
    return where / "out", batch, watch.seen, time.monotonic() - began


def test_one_failing_and_one_not_ready_cost_nobody_else(twenty):
    """Of twenty programmes eighteen are done, one is named as failed, one as not ready."""
    out, batch, _, _ = twenty
    assert {status: batch.count(status) for status in ("done", "failed", "not_ready")} == {"done": 18, "failed": 1, "not_ready": 1}
    assert exit_code(batch) == 1
    for name in ("index.html", "portfolio.html"):
        page = re.sub(r"<[^>]+>", "", (out / name).read_text("utf-8"))
        assert "18 of 20" in page, name
        assert "copy-18" in page and "orchard-draft" in page


def test_memory_is_flat(twenty):
    """No process grows over the programmes it works through: at most 150 MB for a worker, 250 MB in all for a kernel."""
    _, _, seen, _ = twenty
    assert seen
    for pid, sizes in seen.items():
        start = sizes[min(4, len(sizes) - 1)]
        assert max(sizes) - start <= GROWTH or max(sizes) <= KERNEL, (pid, sizes[:: max(1, len(sizes) // 12)])
