"""One notebook kernel: started for one programme and one audience, cleared between its notebooks, ended at once.

Sockets are TCP on loopback with encryption (two kernels that use ipc under its default name share a socket and hang).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from queue import Empty
from typing import IO, Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import run_sync

from mentorkit import files
from mentorkit.batch.nursery import nursery

__all__ = ["KERNEL_IMPORTS", "LIBRARIES", "Kernel", "KernelLost", "end_orphans"]

# Imported once per kernel, before the picture is taken, so that no notebook pays for it.
KERNEL_IMPORTS = (
    "numpy", "pandas", "matplotlib", "matplotlib.figure", "matplotlib.backends.backend_agg", "mentorkit.people", "mentorkit.report.show", "mentorkit.report.save",
    "mentorkit.report.figures", "mentorkit.program.checks", "mentorkit.stages.outcome", "mentorkit.stages.audiences", "mentorkit.ui.panel",
)  # fmt: skip
# What stages that can be computed load late; imported before the picture too, because imports change settings (warnings).
LIBRARIES = ("scipy.stats", "scipy.optimize", "scipy.sparse.csgraph", "statsmodels.stats.power", "statsmodels.stats.proportion")
_ARGUMENTS = ("--HistoryManager.enabled=False", "--HistoryManager.hist_file=:memory:", "--InteractiveShell.colors=nocolor")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class KernelLost(RuntimeError):
    """The kernel did not start or does not answer any more."""


class Kernel:
    """A running kernel. ``manager`` and ``client`` are what nbclient works with; ``started`` counts starts.

    ``private`` is a folder of this run for connection file, settings and error stream; ``folder`` is where notebooks
    run, so that the programme is reached by a relative path and no absolute one gets into an output. ``imports`` are
    libraries that some notebook will load: loaded before the picture is taken, their own settings belong to it.
    """

    def __init__(self, folder: Path, private: Path, *, seed: int, imports: tuple[str, ...] = (), start_timeout: float = 60.0) -> None:
        self.folder, self.private = folder, private
        self.manager: Any = None
        self.client: Any = None
        self.fresh = False
        self.starts = 0
        self.pids: list[int] = []
        self._seed, self._imports = seed, (*KERNEL_IMPORTS, *imports)
        self._timeout = start_timeout
        self._errors: IO[bytes] | None = None

    _alone = False

    def ready(self) -> None:
        """Start when nothing runs; a second try is made once, because a port may be taken between choosing and using it."""
        if self.manager is not None:
            return
        try:
            self._start()
        except (RuntimeError, TimeoutError, OSError):
            self.end()
            self._alone = True  # without the warm process
            self._start()

    def clear(self) -> tuple[str, ...]:
        """Bring a used kernel back to how it started; returns what the last notebook left changed."""
        if self.fresh:
            return ()
        found = self._silently("__import__('sys').modules['mentorkit.batch.inside'].restore()", "__import__('sys').modules['mentorkit.batch.inside'].left_dirty()")
        self.fresh = True
        return tuple(found.split())

    def end(self) -> None:
        """End the kernel now, without a farewell: nothing in it is worth waiting for."""
        manager, client, self.manager, self.client = self.manager, self.client, None, None
        if client is not None:
            client.stop_channels()
        if manager is not None:
            with contextlib.suppress(RuntimeError, ProcessLookupError):
                run_sync(manager.shutdown_kernel)(now=True)
            run_sync(manager.cleanup_resources)()
        if self._errors is not None:
            self._errors.close()
            self._errors = None
        for pid in self.pids:
            (self.private.parent / f"kernel-{pid}.json").unlink(missing_ok=True)

    def __enter__(self) -> Kernel:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _start(self) -> None:
        self.starts += 1
        manager = AsyncKernelManager()
        # Our own interpreter, whatever kernels are installed for this user.
        spec = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Python 3", "language": "python"}
        manager._kernel_spec = KernelSpec(**spec, metadata={"supported_encryption": ["curve"]})
        manager.transport, manager.transport_encryption = "tcp", "auto"
        manager.connection_file = str(self.private / f"kernel-{self.starts}.json")
        if not self._alone:
            manager.provisioner = _Warm(kernel_id="warm", kernel_spec=manager._kernel_spec, parent=manager)
            manager.provisioner.errors = str(self.private / "stderr")
        self._errors = files.open_log(self.private / "stderr")
        run_sync(manager.start_kernel)(extra_arguments=list(_ARGUMENTS), cwd=str(self.folder), env=self._environment(), stderr=self._errors.fileno(), stdout=self._errors.fileno())
        self.manager = manager
        self._remember()
        self.client = manager.client()
        self.client.start_channels()
        self.client.allow_stdin = False
        run_sync(self.client.wait_for_ready)(timeout=self._timeout)
        self._silently(f"import mentorkit.batch.inside as _i; _i.start({self._imports!r}, {self._seed}); del _i", "'ready'")
        self.fresh = True

    def _environment(self) -> dict[str, str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER_", "IPYTHON"))}
        environment.update(dict.fromkeys(_THREADS, "1"))
        # The user's start-up files and history stay out; a read-only home is no obstacle.
        environment |= {"PYTHONHASHSEED": "0", "IPYTHONDIR": str(self.private / "ipython"), "PYTHONIOENCODING": "utf-8"}
        environment |= {"JUPYTER_PLATFORM_DIRS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        # pyplot figures appear as in JupyterLab; figures of this product do not use pyplot.
        environment["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
        return environment

    def _remember(self) -> None:
        """Leave a note for the next run's sweep: a kernel inside a long C call outlives a killed worker."""
        from mentorkit import files

        pid = self.manager.provisioner.pid
        if pid:
            self.pids.append(pid)
            files.write_json(self.private.parent / f"kernel-{pid}.json", {"pid": pid, "started": _birth(pid)})

    def _silently(self, code: str, expression: str) -> str:
        """Run a line that leaves no trace in the notebook; returns the text of ``expression`` afterwards."""
        message = self.client.execute(code, silent=True, store_history=False, allow_stdin=False, user_expressions={"answer": expression})
        deadline = time.monotonic() + self._timeout
        while True:
            try:
                reply = run_sync(self.client.shell_channel.get_msg)(timeout=1)
            except Empty:
                if time.monotonic() > deadline or not run_sync(self.manager.is_alive)():
                    raise KernelLost("the kernel does not answer") from None
                continue
            if reply["parent_header"].get("msg_id") == message:
                break
        answer = reply["content"].get("user_expressions", {}).get("answer", {})
        if reply["content"]["status"] != "ok" or answer.get("status") != "ok":
            raise KernelLost(f"the kernel could not be prepared: {reply['content'].get('ename', answer.get('ename'))}")
        return str(answer["data"]["text/plain"]).strip("'\"")


class _Warm(LocalProvisioner):  # type: ignore[misc,unused-ignore]
    """Starts a kernel by forking the warm process; the usual way where there is none."""

    errors = ""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        environment = kwargs["env"]
        home = nursery((*KERNEL_IMPORTS, *LIBRARIES), environment)
        if home is None:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        process = home.fork(arguments, folder=str(kwargs["cwd"]), environment=environment, errors=self.errors)
        self.process, self.pid, self.pgid = process, process.pid, process.pid  # type: ignore[assignment,unused-ignore]
        return self.connection_info


def _birth(pid: int) -> float:
    import psutil

    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0.0


def end_orphans(notes: list[Path]) -> int:
    """End kernels that a killed run left behind: the same process id *and* the same moment of birth; returns how many."""
    import psutil

    ended = 0
    for note in notes:
        try:
            kept = json.loads(note.read_text("utf-8"))
            process = psutil.Process(int(kept["pid"]))
            if abs(process.create_time() - float(kept["started"])) < 1:
                process.kill()
                ended += 1
        except (OSError, ValueError, KeyError, psutil.Error):
            continue
    return ended
