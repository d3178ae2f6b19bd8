"""Worker processes: each takes one programme at a time, is renewed after some, and its death costs one programme at most.

A pool of our own instead of the standard one, because there a dead worker breaks every waiting task, and nobody can
say whose fault it was.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from mentorkit.batch.jobs import Job, Report
from mentorkit.text import msg

__all__ = ["run_pool"]

_SPAWN = multiprocessing.get_context("spawn")
GRACE = 30.0  # beyond a programme's own deadline, before its worker is ended from outside


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    done: int = 0
    job: Job | None = None
    since: float = 0.0
    tried: dict[str, int] = field(default_factory=dict)


def run_pool(jobs: Sequence[Job], workers: int, *, each: int = 25, said: Callable[[str, str], None] = lambda _a, _b: None) -> Iterator[Report]:
    """Run all jobs on ``workers`` processes and yield their reports as they end; ``said(name, step)`` hears of steps.

    A worker is renewed after ``each`` programmes. A programme whose worker dies is tried once more, then failed. When
    the caller stops listening (an interrupt), all workers and their kernels are ended.
    """
    waiting: deque[tuple[Job, int]] = deque((job, 0) for job in jobs)
    running: list[_Worker] = []
    tries: dict[str, int] = {}
    try:
        while waiting or any(worker.job for worker in running):
            _feed(running, waiting, tries, workers)
            yield from _listen(running, waiting, tries, each, said)
    finally:
        for worker in running:
            _end(worker)


def _feed(running: list[_Worker], waiting: deque[tuple[Job, int]], tries: dict[str, int], workers: int) -> None:
    while waiting and (len(running) < workers or any(worker.job is None for worker in running)):
        worker = next((w for w in running if w.job is None), None)
        if worker is None:
            worker = _start()
            running.append(worker)
        job, tried = waiting.popleft()
        tries[job.name] = tried + 1
        worker.job, worker.since = job, time.monotonic()
        with contextlib.suppress(OSError):  # a worker that died while idle is met in the next round
            worker.pipe.send(job)


def _listen(running: list[_Worker], waiting: deque[tuple[Job, int]], tries: dict[str, int], each: int, said: Callable[[str, str], None]) -> Iterator[Report]:
    ready = set(wait([thing for worker in running for thing in (worker.pipe, worker.process.sentinel)], timeout=1.0))
    for worker in list(running):
        gone = not worker.process.is_alive()  # asked first: what a dead worker said before lies in its pipe by then
        report = _heard(worker, said) if gone or worker.pipe in ready else None
        if report is not None:
            worker.job, worker.done = None, worker.done + 1
            if worker.done >= each or gone:
                running.remove(worker)
                _end(worker)
            yield report
        elif worker.job is not None and _overdue(worker):
            running.remove(worker)
            job = worker.job
            _end(worker)
            yield _broken(job, "deadline")
        elif gone:
            running.remove(worker)
            lost = worker.job
            _end(worker)
            if lost is None:
                continue
            if tries[lost.name] < 2:
                waiting.append((lost, tries[lost.name]))
            else:
                yield _broken(lost, "dead")


def _heard(worker: _Worker, said: Callable[[str, str], None]) -> Report | None:
    try:
        while worker.pipe.poll():
            heard = worker.pipe.recv()
            if isinstance(heard, Report):
                return heard
            said(worker.job.name if worker.job else "", heard)
    except (EOFError, OSError):
        pass
    return None


def _overdue(worker: _Worker) -> bool:
    return worker.job is not None and time.monotonic() - worker.since > worker.job.deadline + GRACE


def _broken(job: Job, cause: str) -> Report:
    from mentorkit.batch.worker import publish_broken

    if cause == "deadline":
        return publish_broken(job, msg("The programme took longer than a programme may take and was stopped. Code {code}.", code="MK-B007"), cause)
    return publish_broken(job, msg("The process that ran this programme ended twice without a word, often for want of memory. Code {code}.", code="MK-B003"), cause)


def _start() -> _Worker:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    """Ask the worker to end itself and its kernel; if it cannot, end both from here."""
    kernels = _children(worker.process.pid) if worker.process.is_alive() else []
    worker.pipe.close()
    worker.process.terminate()
    worker.process.join(3)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join(3)
    for kernel in kernels:
        with contextlib.suppress(Exception):  # psutil.Error: it is gone already
            kernel.kill()
    worker.process.close()


def _children(pid: int) -> list[Any]:
    import psutil

    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.Error:
        return []


def _work(pipe: Connection) -> None:
    """The worker's whole life: take a job, answer, until the pipe closes or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides and sends SIGTERM
    with contextlib.suppress(AttributeError, ValueError):
        signal.signal(signal.SIGTERM, lambda *_: _leave())
    threading.Thread(target=_watch_parent, daemon=True).start()
    os.environ.setdefault("MPLBACKEND", "Agg")
    # Checks addresses in JSON schemas, which nobody here does, and takes a second to load.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from mentorkit.batch.worker import run_job

    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(run_job(job, lambda step: pipe.send(step)))


def _watch_parent() -> None:
    """A killed parent cannot end its workers; they end themselves, so that the next run meets nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _leave()


def _leave() -> None:
    import psutil

    children = _children(os.getpid())
    for child in children:
        with contextlib.suppress(psutil.Error):  # it is gone already
            child.kill()
    psutil.wait_procs(children, timeout=1)
    os._exit(143)
