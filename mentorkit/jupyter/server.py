"""A Jupyter server in a process of its own: started on loopback, waited for, and ended with everything it started."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO, Any

import mentorkit
from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.text import msg

__all__ = ["HOST", "Server", "environment", "free_port", "is_free", "new_token", "stopped_by_signals"]

HOST = "127.0.0.1"
_KEPT = ("JUPYTER_PATH", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_PLATFORM_DIRS")  # where things lie; everything else would be somebody's settings
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def new_token() -> str:
    """A token that nobody can guess; without it the server answers nobody."""
    return secrets.token_hex(24)


def is_free(port: int) -> bool:
    """Whether a server could listen on that port of this machine."""
    with socket.socket() as tried:
        if os.name != "nt":  # as servers do: a port that was left a moment ago is free
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port(wanted: int | None, usual: int) -> int:
    """The port that was asked for, or an error if it is taken; without a wish the usual one, or any that is free."""
    if wanted is not None:
        if not is_free(wanted):
            raise MentorkitError(msg("Port {port} is used by another program. Choose another with --port, or leave --port out.", port=str(wanted)), code="MK-J001")
        return wanted
    if is_free(usual):
        return usual
    with socket.socket() as any_port:
        any_port.bind((HOST, 0))
        return int(any_port.getsockname()[1])


def environment(settings: Path, *, data: Path | None = None, **more: str) -> dict[str, str]:
    """The environment of a server: our settings alone, kernels of this Python, one thread per kernel for numbers.

    ``data`` is a further folder of Jupyter's data (templates), looked at before all others.
    """
    found = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "VOILA")) or name in _KEPT}
    found.update({name: found.get(name, "1") for name in _THREADS})
    found.update(JUPYTER_CONFIG_DIR=str(settings), JUPYTER_PREFER_ENV_PATH="1", PYTHONUTF8="1", PYTHONUNBUFFERED="1", **more)
    if data is not None:
        found["JUPYTER_PATH"] = _joined(str(data), found.get("JUPYTER_PATH", ""))
    root = Path(str(mentorkit.__file__)).resolve().parents[1]
    if (root / "pyproject.toml").is_file():  # run from a clone that was not installed
        found["PYTHONPATH"] = _joined(str(root), found.get("PYTHONPATH", ""))
    return found


def _joined(*parts: str) -> str:
    return os.pathsep.join(part for part in parts if part)


class Server:
    """``python -m MODULE`` on ``port``; a context manager that ends it. What it says goes to ``log``."""

    def __init__(self, module: str, arguments: Sequence[str], *, port: int, folder: Path, environment: Mapping[str, str], log: Path) -> None:
        self.port, self._log = port, log
        self._command = [sys.executable, "-m", "mentorkit.jupyter.child", module, *arguments]
        self._folder, self._environment = folder, dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    def __enter__(self) -> Server:
        self._said = files.open_log(self._log)
        # Ctrl+C in the terminal is for us; the server is told by its standard input, which also closes if we are killed.
        own_group: dict[str, Any] = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)} if os.name == "nt" else {"start_new_session": True}
        self._process = subprocess.Popen(self._command, cwd=self._folder, env=self._environment, stdin=subprocess.PIPE, stdout=self._said, stderr=subprocess.STDOUT, **own_group)
        return self

    def __exit__(self, *_: object) -> None:
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
            for end, patience in ((None, 10), (process.terminate, 10), (process.kill, 10)):
                if end is not None:
                    end()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(patience)
                    break
        if self._said is not None:
            self._said.close()

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def wait_until_answering(self, seconds: float = 90) -> None:
        """Return when somebody listens on the port; an error with the last lines of the log when nobody does."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.running:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), timeout=2):
                return
            time.sleep(0.1)
        lines = self._log.read_text("utf-8", "replace").splitlines()[-6:] if self._log.is_file() else []
        raise MentorkitError(msg("The server did not start. Its last lines: {lines}", lines=" / ".join(lines) or "-"), code="MK-J002")

    def wait(self) -> None:
        """Stay until the process ends by itself or we are interrupted."""
        while self.running:
            time.sleep(0.2)


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Inside, a request to end this process comes as KeyboardInterrupt, so that everything is cleared up."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {}
    for name in names:
        with contextlib.suppress(ValueError, OSError):  # only the main thread may
            before[name] = signal.signal(getattr(signal, name), stop)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
