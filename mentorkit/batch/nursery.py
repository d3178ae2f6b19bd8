"""A warm process from which kernels are forked, so that libraries are imported once per worker and not once per kernel.

The process has run no notebook and read no programme: every kernel starts as fresh as one that imported everything
itself, only sooner (four fifths of a kernel's start are imports). Linux only; elsewhere kernels start the usual way.
It has one thread and no socket when it forks, which is what makes forking safe.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["Forked", "Nursery", "nursery"]

_HELD: dict[str, Nursery] = {}


class Nursery:
    """The warm process as seen from outside: asks it for kernels and for their exit codes."""

    def __init__(self, imports: Sequence[str], environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-P", "-m", "mentorkit.batch.nursery", *imports]
        self._process = subprocess.Popen(command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def fork(self, arguments: Sequence[str], *, folder: str, environment: Mapping[str, str], errors: str) -> Forked:
        """A new kernel with ``arguments`` of ipykernel in ``folder``; its own output goes to the file ``errors``."""
        answer = self._ask({"fork": list(arguments), "folder": folder, "environment": dict(environment), "errors": errors})
        return Forked(self, int(answer["pid"]))

    def code(self, pid: int) -> int | None:
        """Exit code of a kernel; ``None`` while it runs."""
        if not self.alive:
            return -9
        found = self._ask({"poll": pid})["code"]
        return None if found is None else int(found)

    def close(self) -> None:
        """End it and whatever it forked."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, question: Any) -> Any:
        asked, told = self._process.stdin, self._process.stdout
        if asked is None or told is None:
            raise RuntimeError("the warm process has no pipes")
        asked.write(json.dumps(question).encode() + b"\n")
        asked.flush()
        answer = told.readline()
        if not answer:
            raise RuntimeError("the warm process ended")
        return json.loads(answer)


class Forked:
    """One forked kernel, as jupyter_client expects a process."""

    stdin = stdout = stderr = None

    def __init__(self, home: Nursery, pid: int) -> None:
        self.pid, self._home = pid, home
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Exit code, ``None`` while it runs."""
        if self.returncode is None:
            try:
                self.returncode = self._home.code(self.pid)
            except (RuntimeError, OSError):
                self.returncode = -9
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end."""
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal while it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def nursery(imports: Sequence[str], environment: Mapping[str, str]) -> Nursery | None:
    """The warm process of this one, started when first asked for; ``None`` where there is none."""
    if sys.platform != "linux":
        return None
    held = _HELD.get("it")
    if held is None or not held.alive:
        held = _HELD["it"] = Nursery(imports, environment)
        atexit.register(held.close)
    return held


def _main(imports: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.dup(1)
    os.dup2(2, 1)  # what an import prints is no answer
    for name in (*imports, "ipykernel.kernelapp", "ipykernel.ipkernel"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()
    ended: dict[int, int] = {}
    forked: list[int] = []
    pending = b""
    while True:
        _reap(ended)
        if not select.select([0], [], [], 0.5)[0]:
            continue
        read = os.read(0, 65536)
        if not read:  # whoever asked for kernels is gone
            _end_all(forked)
            return
        *lines, pending = (pending + read).split(b"\n")
        for line in lines:
            os.write(answers, json.dumps(_answer(json.loads(line), ended, forked, answers)).encode() + b"\n")


def _end_all(forked: Sequence[int]) -> None:
    for pid in forked:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pid in forked:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _answer(question: Any, ended: dict[int, int], forked: list[int], answers: int) -> dict[str, Any]:
    if "poll" in question:
        _reap(ended)
        forked[:] = [pid for pid in forked if pid not in ended]
        return {"code": ended.get(question["poll"])}
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _become_kernel(question, parent, answers)
    forked.append(pid)
    return {"pid": pid}


def _become_kernel(question: Any, parent: int, answers: int) -> None:
    """The child: takes its folder, environment and streams, and is a kernel until it ends."""
    try:
        os.setsid()
        _end_with_parent()
        os.close(answers)
        errors = os.open(question["errors"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (errors, 1), (errors, 2)):
            os.dup2(source, target)
        os.close(errors)
        os.close(nothing)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(question["environment"], JPY_PARENT_PID=str(parent))
        os.chdir(question["folder"])
        from ipykernel.kernelapp import IPKernelApp

        sys.argv = ["ipykernel_launcher", *question["fork"]]
        sys.modules["__main__"].__dict__.pop("__spec__", None)
        IPKernelApp.launch_instance(argv=[*question["fork"], f"--IPKernelApp.parent_handle={parent}"])
    finally:
        os._exit(1)


def _end_with_parent() -> None:
    """Have the system end this process when the warm one ends, even in the middle of a long call into C."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _reap(ended: dict[int, int]) -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            ended[pid] = os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _main(sys.argv[1:])
