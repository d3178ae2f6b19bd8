"""The whole batch: checks ids, locks the results folder, skips what is unchanged, runs the rest, writes the pages over all."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorkit import files, publish
from mentorkit.batch.finding import find_programs, notebooks_folder
from mentorkit.batch.jobs import Job, Report
from mentorkit.batch.status import program_path
from mentorkit.errors import MentorkitError
from mentorkit.program.program import open_program
from mentorkit.publish.unopened import folder_name
from mentorkit.text import msg

__all__ = ["Batch", "Interrupted", "clean", "exit_code", "plan", "run_batch", "unchanged"]

Progress = Callable[[str, str, Any], None]


@dataclass(frozen=True)
class Batch:
    """What a batch did: one report per programme, sorted by name. ``interrupted`` when it was stopped before the end."""

    reports: tuple[Report, ...]
    interrupted: bool = False

    def count(self, status: str) -> int:
        """How many programmes have that status."""
        return sum(report.status == status for report in self.reports)


class Interrupted(KeyboardInterrupt):
    """SIGTERM, handled as Ctrl-C is."""


def exit_code(batch: Batch) -> int:
    """0 good, not ready or decided otherwise; 1 some failed; 130 interrupted."""
    if batch.interrupted:
        return 130
    return 1 if batch.count("failed") else 0


def run_batch(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    jobs: int = 2,
    audience: str = "both",
    as_of: datetime.date | None = None,
    language: str | None = None,
    cell_timeout: float = 300.0,
    deadline: float = 1800.0,
    notebooks: Path | bool = True,
    progress: Progress = lambda _kind, _name, _what: None,
) -> Batch:
    """Run every programme under ``paths`` into ``out`` and write the pages over all of them.

    ``notebooks``: true for the repository's, a folder for others, false for numbers only. ``progress(kind, name, what)``
    hears "planned" (the jobs), "step" and "report". Raises :class:`~mentorkit.errors.FolderLocked` when another run works
    in ``out``, :class:`~mentorkit.errors.MentorkitError` when nothing can be started.
    """
    where = Path(out).resolve()
    programs = find_programs(paths)
    folder = None if notebooks is False else notebooks_folder() if notebooks is True else Path(notebooks)
    _outside(where, programs)
    _writable(where)
    with files.FolderLock(where, now=datetime.datetime.now(datetime.UTC)):
        clean(where)
        planned = plan(programs, where, audience=audience, as_of=as_of, notebooks=folder, cell_timeout=cell_timeout, deadline=deadline)
        progress("planned", "", planned)
        done, interrupted = _run_all(planned, where, jobs, progress)
        _replace(where, planned, done)
        publish.publish_overview(where, language)
    return Batch(tuple(sorted(done, key=lambda report: report.name)), interrupted)


def plan(
    programs: Sequence[Path],
    out: Path,
    *,
    audience: str = "both",
    as_of: datetime.date | None = None,
    notebooks: Path | None = None,
    cell_timeout: float = 300.0,
    deadline: float = 1800.0,
) -> tuple[Job, ...]:
    """One job per programme. Refuses equal ids, and ids that differ by case only, before anything runs."""
    audiences = tuple(publish.AUDIENCES) if audience == "both" else (audience,)
    hashed = files.tree_hash(notebooks, suffixes=(".ipynb",)) if notebooks is not None else ""
    day = as_of.isoformat() if as_of else None
    opened = [(path, *_opened(path, "coordinator" in audiences)) for path in programs]
    names = _names([(path, name) for path, name, _ in opened], out)
    planned = []
    for path, _, inputs in opened:
        key = publish.result_key(inputs, audiences, notebooks=hashed, as_of=day)
        planned.append(Job(names[path], str(path), str(out), audiences, key, str(notebooks) if notebooks else None, hashed, day, cell_timeout, deadline))
    return tuple(sorted(planned, key=lambda job: job.name))


def clean(out: Path) -> None:
    """Clear what a killed run left in ``out``: its kernels first, then its folders. Call it while holding the lock.

    Workers of a killed run end themselves within a moment; that moment is waited for, so that none of them is met.
    """
    left = list(out.glob(".tmp-*"))
    if not left:
        return
    from mentorkit.batch.kernel import end_orphans

    end = time.monotonic() + 5
    while time.monotonic() < end and any(_owner_lives(path) for path in left):
        time.sleep(0.1)
    end_orphans([note for path in left if not _owner_lives(path) for note in path.glob("kernel-*.json")])
    files.sweep(out)


def unchanged(job: Job) -> str | None:
    """The status of an earlier result that is whole and made from the same inputs, code and settings; None when there is none.

    What failed for want of time or memory, or by an error of ours, is always run again.
    """
    manifest = publish.verified(Path(job.out) / job.name)
    if manifest is None or manifest["made_from"]["key"] != job.key:
        return None
    return None if publish.causes_of(manifest) else str(manifest["status"])


def _run_all(planned: Sequence[Job], out: Path, jobs: int, progress: Progress) -> tuple[list[Report], bool]:
    done: list[Report] = []
    waiting = []
    for job in planned:
        status = unchanged(job)
        if status is None:
            waiting.append(job)
        else:
            done.append(Report(job.name, status, skipped=True))
            progress("report", job.name, done[-1])
    try:
        with _terminable():
            for report in _reports(waiting, jobs, progress):
                done.append(report)
                progress("report", report.name, report)
    except KeyboardInterrupt:
        clean(out)
        return done, True
    return done, False


def _reports(waiting: Sequence[Job], jobs: int, progress: Progress) -> Iterator[Report]:
    if waiting and waiting[0].notebooks is None:  # numbers only: no kernels, so no processes
        from mentorkit.batch.worker import run_job

        for job in waiting:
            yield run_job(job, lambda step, name=job.name: progress("step", name, step))  # type: ignore[misc]
    elif waiting:
        from mentorkit.batch.pool import run_pool

        publish.prepare()  # otherwise every kernel would compile the pairing for itself, at the same time
        pool: Any = run_pool(waiting, min(max(jobs, 1), len(waiting)), said=lambda name, step: progress("step", name, step))
        with contextlib.closing(pool):
            yield from pool


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: children ended, finished programmes kept."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _opened(path: Path, contacts: bool) -> tuple[str, dict[str, str]]:
    """The id (empty where the file cannot be read) and the hashes of the inputs."""
    try:
        program = open_program(path)
    except MentorkitError:
        return "", {"program.yaml": files.file_hash(path)}
    return program.id, publish.input_hashes(program, contacts=contacts)


def _names(opened: Sequence[tuple[Path, str]], out: Path) -> dict[Path, str]:
    """Names of results: the id; where the file cannot be read, that of its earlier result or of its folder, never another's."""
    names = {path: name for path, name in opened if name}
    _distinct(names)
    earlier = _earlier(out)
    taken = {name.lower() for name in names.values()}
    for path in (path for path, name in opened if not name):
        mine = [name for name, made_from in earlier.items() if made_from == path]
        others = taken | {name.lower() for name, made_from in earlier.items() if made_from is not None and made_from != path and made_from.is_file()}
        own = folder_name(path)
        # No id holds a dot, so the last of these is free; made from the path, it stays the same from run to run.
        last = f"{own}.{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
        names[path] = next((name for name in mine if name.lower() not in taken), last if own in others else own)
        taken.add(names[path].lower())
    return names


def _earlier(out: Path) -> dict[str, Path | None]:
    """The results in ``out`` and the program file each was made from."""
    return {path.parent.name: program_path(path.parent) for path in sorted(out.glob("[!.]*/manifest.json"))}


def _replace(out: Path, planned: Sequence[Job], reports: Sequence[Report]) -> None:
    """A programme has one result: an earlier one of the same file under another name goes once the new one stands."""
    names = {job.name for job in planned}
    ended = {report.name for report in reports}
    standing = {Path(job.path) for job in planned if job.name in ended and publish.verify(out / job.name)}
    for name, made_from in _earlier(out).items():
        if name not in names and made_from in standing and publish.verify(out / name):
            shutil.rmtree(out / name)


def _distinct(names: Mapping[Path, str]) -> None:
    seen: dict[str, Path] = {}
    for path, name in names.items():
        other = seen.setdefault(name.lower(), path)
        if other is not path:
            message = msg(
                "Two programmes have the id {id}: {one} and {two}. Give one of them another id; nothing was run.",
                id=name, one=f"{other.parent.name}/program.yaml", two=f"{path.parent.name}/program.yaml",
            )  # fmt: skip
            raise MentorkitError(message, code="MK-B010")


def _outside(out: Path, programs: Sequence[Path]) -> None:
    for path in programs:
        folder = path.parent.resolve()
        if out == folder or folder in out.parents:
            message = msg("Results are not written into a programme's own folder ({name}). Choose another --out.", name=folder.name)
            raise MentorkitError(message, code="MK-E005")


def _writable(out: Path) -> None:
    """Find out before computing whether the folder takes results."""
    try:
        with files.private_folder(out) as folder:
            files.write_text(folder / "probe", "")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MentorkitError(msg("Nothing can be written into {folder}: {reason}. Choose another --out.", folder=str(out), reason=reason), code="MK-E006") from None


def _owner_lives(path: Path) -> bool:
    import psutil

    found = re.match(r"\.tmp-(\d+)-", path.name)
    if found is None or int(found[1]) == os.getpid():
        return False
    try:
        return bool(psutil.Process(int(found[1])).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False
