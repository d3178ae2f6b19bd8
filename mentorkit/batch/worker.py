"""One programme from its file to its finished folder: numbers once, notebooks once per audience, then published whole."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mentorkit import files, publish
from mentorkit.batch.jobs import Job, Report, Say
from mentorkit.errors import MentorkitError
from mentorkit.program.program import Program, open_program, save_program
from mentorkit.text import Message, msg, text_for

__all__ = ["LOGS", "publish_broken", "run_job"]

LOGS = ".logs"  # no id of a programme begins with a dot


def run_job(job: Job, say: Say = lambda _: None) -> Report:
    """Run one programme and publish its folder; whatever is wrong with it ends in its own report and nowhere else."""
    started = time.monotonic()
    out = Path(job.out)
    try:
        with files.private_folder(out) as private:
            result = private / "result"
            result.mkdir()
            status, line = _made_or_failed(job, private, result, say, started)
            files.publish_folder(result, out / job.name)
    except OSError as error:  # a full disk, a folder that is gone: an earlier result stays as it was
        status, line = "failed", _no_room(error, job)
    return Report(job.name, status, line, time.monotonic() - started)


def _made_or_failed(job: Job, private: Path, result: Path, say: Say, started: float) -> tuple[str, str]:
    try:
        return _make(job, private, result, say, started)
    except MentorkitError as error:
        return "failed", _unopened(job, result, _message(error), tuple(error.problems), "" if error.problems else "refused")
    except OSError:
        raise
    except Exception as error:
        # An error of ours. Where, never what: its words can be of persons.
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
        files.write_text(Path(job.out) / LOGS / f"{job.name}.log", "\n".join([f"MK-B001 {type(error).__name__}", *places]) + "\n")
        reason = msg("The numbers of this programme could not be made because of an error in mentorkit itself. Code {code}; its log says where.", code="MK-B001")
        return "failed", _unopened(job, result, reason, (), "raised")


def publish_broken(job: Job, reason: Message, cause: str) -> Report:
    """The result of a programme whose worker was lost: a page with the reason, status failed."""
    out = Path(job.out)
    try:
        with files.private_folder(out) as private:
            result = private / "result"
            result.mkdir()
            line = _unopened(job, result, reason, (), cause)
            files.publish_folder(result, out / job.name)
    except OSError as error:
        line = _no_room(error, job)
    return Report(job.name, "failed", line)


def _no_room(error: OSError, job: Job) -> str:
    message = msg("Its result could not be written: {reason}. An earlier result stays as it was.", reason=error.strerror or type(error).__name__)
    with contextlib.suppress(MentorkitError):
        return open_program(job.path).text.plain(message)
    return text_for("en").plain(message)


def _make(job: Job, private: Path, result: Path, say: Say, started: float) -> tuple[str, str]:
    with _seen_on(Path(job.path), job.as_of, private, names="coordinator" in job.audiences) as (program, original):
        inputs = publish.input_hashes(original, contacts="coordinator" in job.audiences)
        say("numbers")
        numbers = publish.numbers_of(program, lambda what, done, of: say(f"{what} {100 * done // of} %" if of else what))
        run: dict[str, Any] = {"notebooks": {}, "kernel_starts": 0}
        for audience in job.audiences:
            folder = result / audience
            folder.mkdir()
            publish.publish_numbers(program, folder, audience, numbers)  # type: ignore[arg-type]
        if job.notebooks is not None:
            numbers, run = _with_notebooks(job, numbers, private, result, say, started + job.deadline)
        manifest = publish.manifest_of(numbers, job.audiences, inputs, key=job.key, notebooks=job.notebooks_hash, as_of=job.as_of)
        run |= {"seconds": round(time.monotonic() - started, 3), "program": _beside(Path(job.path), Path(job.out))}
        publish.save_manifest(result, manifest, run)
    first = next((o for o in numbers.outcomes if o.state in ("failed", "not_ready")), None)
    return numbers.status, program.text.plain(first.reason) if first is not None and first.reason is not None else ""


def _with_notebooks(job: Job, numbers: publish.Numbers, private: Path, result: Path, say: Say, deadline: float) -> tuple[publish.Numbers, dict[str, Any]]:
    from mentorkit.batch.chain import Chain

    chain = Chain(job, numbers, private, deadline, say)
    for audience in job.audiences:
        pages = chain.run(audience)
        # The report says what became of its own notebooks, so the stages are judged before it is written.
        publish.wrap_report(chain.judged(), result / audience, audience, pages)  # type: ignore[arg-type]
    if chain.log:
        files.write_text(Path(job.out) / LOGS / f"{job.name}.log", "\n".join(chain.log) + "\n")
    return chain.judged(), chain.run_record()


@contextlib.contextmanager
def _seen_on(path: Path, day: str | None, private: Path, *, names: bool) -> Iterator[tuple[Program, Program]]:
    """The programme as it is to be run, and as its own file says it.

    Another day is written into a private copy of the file and of the tables it names, because notebooks read the file.
    """
    original = open_program(path)
    if day is None:
        yield original, original
        return
    folder = private / "seen" / original.folder.name
    files.write_bytes(folder / path.name, path.read_bytes())
    for name in type(original.intent.tables).model_fields:
        source = getattr(original.intent.tables, name)
        if source is None or (name == "contacts" and not names):
            continue
        table = (original.folder / source.file).resolve()
        if original.folder.resolve() in table.parents and table.is_file():
            files.write_bytes(folder / table.relative_to(original.folder.resolve()), table.read_bytes())
    copy = open_program(folder / path.name)
    if copy.broken:  # a file that holds something wrong is not saved, so its line is exchanged
        line = re.compile(r"^as_of:.*$", re.M)
        text = copy.path.read_text("utf-8-sig")
        files.write_text(copy.path, line.sub(f"as_of: {day}", text) if line.search(text) else f"{text.rstrip()}\nas_of: {day}\n")
        yield open_program(copy.path), original
    else:
        yield save_program(copy.with_as_of(datetime.date.fromisoformat(day))), original


def _unopened(job: Job, result: Path, reason: Message, problems: tuple[Any, ...], cause: str) -> str:
    for child in result.iterdir():  # what was made before it broke off is no result
        if child.is_dir():
            shutil.rmtree(child)
        else:
            child.unlink()
    language, inputs = "en", {}
    with contextlib.suppress(MentorkitError):
        program = open_program(job.path)
        language, inputs = program.intent.language, publish.input_hashes(program, contacts="coordinator" in job.audiences)
    manifest = publish.failed_manifest(job.name, language, reason, problems, job.audiences, inputs, key=job.key, as_of=job.as_of, cause=cause)
    publish.publish_unopened(result, manifest, reason, problems, {"program": _beside(Path(job.path), Path(job.out))})
    first = problems[0].sentence(text_for(language)) if problems else text_for(language).plain(reason)
    return str(first)


def _message(error: MentorkitError) -> Message:
    return error.message if isinstance(error.message, Message) else msg("{words}", words=str(error.message))


def _beside(path: Path, out: Path) -> str:
    """Where the programme lies as seen from the results folder; the whole path where there is no way (another drive)."""
    try:
        return Path(os.path.relpath(path, out)).as_posix()
    except ValueError:
        return str(path)
