"""The one writer: nobody else opens a file for writing.

A file appears whole or not at all (temporary file in the same folder, fsync, replace). A folder is published by moving
the finished new one in. One run at a time works in a results folder.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from mentorkit.errors import FileChanged, FolderLocked
from mentorkit.text import msg

__all__ = [
    "FolderLock",
    "file_hash",
    "new_folder",
    "open_log",
    "private_folder",
    "publish_folder",
    "sweep",
    "tree_hash",
    "write_bytes",
    "write_json",
    "write_text",
    "write_together",
]

_TEMPORARY = ".tmp-"
_LOCK = ".mentorkit.lock"


def write_bytes(path: Path, content: bytes, *, expected_hash: str | None = None) -> str:
    """Write the whole file or nothing; returns its hash.

    With ``expected_hash`` the write is refused (:class:`FileChanged`) when the file on disk is no longer the one that
    was read. Two steps (compare, replace) cannot be one on every system, so the gap is kept as short as a rename.
    """
    path = Path(path)
    name = _beside(path, content)
    try:
        if expected_hash is not None and (file_hash(path) if path.exists() else "") != expected_hash:
            raise _changed(path)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)
    return hashlib.sha256(content).hexdigest()


def write_together(changes: Sequence[tuple[Path, bytes, str]]) -> None:
    """Write several files as one change: each is (path, content, hash of what was read; empty for a file that is not there yet).

    All are written beside their places first; then none is moved in unless every file on disk is still the one that was read
    (:class:`FileChanged`). If moving one in fails, those moved before are put back. Only a machine that stops between two renames can leave
    the last ones undone; the caller puts last the file that makes the others count.
    """
    with contextlib.ExitStack() as left:
        ready = []
        for path, content, expected in changes:
            name = _beside(path, content)
            left.callback(Path(name).unlink, missing_ok=True)
            ready.append((path, name, expected))
        before = [path.read_bytes() if path.exists() else None for path, _, _ in ready]
        for (path, _, expected), old in zip(ready, before, strict=True):
            if (hashlib.sha256(old).hexdigest() if old is not None else "") != expected:
                raise _changed(path)
        done = 0
        try:
            for path, name, _ in ready:
                os.replace(name, path)
                done += 1
        except OSError:
            for (path, _, _), old in zip(ready[:done], before[:done], strict=True):
                path.unlink() if old is None else write_bytes(path, old)
            raise
    for folder in {path.parent for path, _, _ in changes}:
        _sync_folder(folder)


def _beside(path: Path, content: bytes) -> str:
    """The content, whole and on the disk, in a temporary file beside its place and with that file's rights; returns the temporary file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{_TEMPORARY}{os.getpid()}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, name)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


def _changed(path: Path) -> FileChanged:
    message = msg("{file} was changed on disk since it was read; nothing was saved. Read it again, then repeat the change.", file=path.name)
    return FileChanged(message, code="MK-E004", file=path.name)


def write_text(path: Path, content: str, *, expected_hash: str | None = None) -> str:
    """UTF-8, line feeds as they are in ``content``; see :func:`write_bytes`."""
    return write_bytes(path, content.encode("utf-8"), expected_hash=expected_hash)


def write_json(path: Path, content: Any) -> str:
    """JSON with sorted keys and a last line feed, so that equal content gives equal bytes."""
    return write_text(path, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def open_log(path: Path) -> IO[bytes]:
    """A stream at the end of ``path`` for what another process says of itself; in a private folder only, never a result."""
    return open(path, "ab")


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def tree_hash(folder: Path, *, suffixes: tuple[str, ...]) -> str:
    """One hash over the names and bytes of all files below a folder that end with one of ``suffixes``."""
    whole = hashlib.sha256()
    for path in sorted(p for p in Path(folder).rglob("*") if p.suffix in suffixes and p.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(file_hash(path).encode())
    return whole.hexdigest()


@contextlib.contextmanager
def private_folder(beside: Path, *, mark: str = "") -> Iterator[Path]:
    """A folder only this user can read, on the same disk as ``beside``, gone afterwards unless it was published.

    With a ``mark`` what dead runs left under the same mark goes first: no lock is needed, and nothing else is touched.
    """
    beside.mkdir(parents=True, exist_ok=True)
    for left in sorted(beside.glob(f"{_TEMPORARY}*-{mark}*")) if mark else ():
        pid = left.name.removeprefix(_TEMPORARY).partition("-")[0]
        if pid.isdigit() and int(pid) != os.getpid() and not _alive(int(pid)):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_TEMPORARY}{os.getpid()}-{mark}", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish_folder(new: Path, final: Path) -> None:
    """Move the finished folder ``new`` to ``final``.

    An older ``final`` is first renamed aside and removed only when the new one stands; if the move fails, the old one
    comes back. A kill between the two renames leaves the old one aside, which :func:`sweep` puts back.
    """
    _sync_files(new)
    aside = final.parent / f"{_TEMPORARY}{os.getpid()}-old-{final.name}"
    had_old = final.exists()
    if had_old:
        os.rename(final, aside)
    try:
        os.rename(new, final)
    except BaseException:
        if had_old:
            os.rename(aside, final)
        raise
    _sync_folder(final.parent)
    if had_old:
        shutil.rmtree(aside, ignore_errors=True)


def new_folder(new: Path, final: Path) -> None:
    """Move the finished folder ``new`` to ``final``, which must not be there or be empty; else ``OSError``, and nothing is lost.

    For folders that people work in: unlike :func:`publish_folder` it never puts anything aside.
    """
    _sync_files(new)
    if final.is_dir():
        os.rmdir(final)  # refused by the system when something is in it
    os.rename(new, final)
    _sync_folder(final.parent)


def sweep(folder: Path) -> int:
    """Clear what dead runs left in ``folder``; returns how many things. Call it while holding the folder's lock."""
    swept = 0
    for path in sorted(Path(folder).glob(f"{_TEMPORARY}*")):
        pid, _, rest = path.name.removeprefix(_TEMPORARY).partition("-")
        if pid.isdigit() and int(pid) != os.getpid() and _alive(int(pid)):
            continue
        if rest.startswith("old-") and not (path.parent / rest.removeprefix("old-")).exists():
            os.rename(path, path.parent / rest.removeprefix("old-"))
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        swept += 1
    return swept


class FolderLock:
    """Holds a results folder for one run; a second run gets :class:`FolderLocked` with pid, host and start.

    The operating system's own file lock decides, so a killed run never leaves a folder locked.
    """

    def __init__(self, folder: Path, *, now: datetime.datetime) -> None:
        self._path = Path(folder) / _LOCK
        self._now = now
        self._stream: Any = None

    def __enter__(self) -> FolderLock:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        stream = open(self._path, "a+b")
        try:
            _lock(stream)
        except OSError:
            stream.close()
            raise self._locked() from None
        self._stream = stream
        # Who holds it stands in a second file: on Windows a locked file cannot be read by others.
        write_json(self._owner, {"pid": os.getpid(), "host": socket.gethostname(), "started": self._now.isoformat(timespec="seconds")})
        return self

    def __exit__(self, *_: object) -> None:
        self._owner.unlink(missing_ok=True)
        self._stream.close()

    @property
    def _owner(self) -> Path:
        return self._path.with_suffix(".owner")

    def _locked(self) -> FolderLocked:
        try:
            owner = json.loads(self._owner.read_text("utf-8"))
        except (OSError, ValueError):
            owner = {"pid": 0, "host": "?", "started": "?"}
        message = msg(
            "Another run works in this folder (process {pid} on {host}, started {started}). Wait for it, or choose another --out.",
            pid=str(owner["pid"]),
            host=owner["host"],
            started=owner["started"],
        )
        return FolderLocked(message, pid=owner["pid"], host=owner["host"], started=owner["started"], file=self._path.parent.name)


def _lock(stream: Any) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _alive(pid: int) -> bool:
    if os.name == "nt":  # os.kill would end the process there; a live run holds the folder's lock anyway
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # ended, but nobody has asked for its exit code (common in containers)
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return True


def _sync_files(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb+") as stream:
                os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
