"""Runs one notebook through papermill in a kernel of ours and says what really happened to it.

papermill's own status is not used: after a killed kernel or a timeout it says "completed", and ``sys.exit(0)`` counts as
success there. Here every code cell must have run and none may hold an error.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import nbformat
import papermill
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import ERROR_MARKER_TAG

from mentorkit.batch.kernel import Kernel, KernelLost
from mentorkit.errors import MentorkitError
from mentorkit.text import msg

__all__ = ["ENGINE", "Ran", "run_notebook", "tidy"]

ENGINE = "mentorkit-programme"
_nbformat: Any = nbformat  # it has no types
State = Literal["done", "not_ready", "refused", "failed"]
_LOG = logging.getLogger("papermill")
# Errors of ours are deliberate refusals with a sentence for the user; the kernel behind them is sound.
_REFUSALS = {"InvalidProgram", "MentorkitError", "FileChanged", "FolderLocked"}
_VIEW_MIME = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Ran:
    """One notebook after its run.

    ``state``: done, not_ready (it said what is missing), refused (it said what is wrong), failed. ``cause`` of a failure:
    raised, dead, timeout, deadline, exited, unfinished, lost, missing. ``error`` is the error's class, ``lines`` what it said,
    ``trace`` where (files, lines and functions, no values). ``dirty`` is what it left changed in the kernel.
    """

    notebook: Any
    state: State
    cause: str = ""
    cell: str = ""
    error: str = ""
    lines: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    dirty: tuple[str, ...] = ()
    seconds: float = 0.0


class _Client(PapermillNotebookClient):  # type: ignore[misc,unused-ignore]
    """papermill's client without its saving, its kernel handling, and its trust in lost kernels."""

    cause = ""

    def execute(self, **_: Any) -> Any:
        self.reset_execution_trackers()
        self.papermill_execute_cells()
        return self.nb

    def papermill_execute_cells(self) -> None:
        for index, cell in enumerate(self.nb.cells):
            try:
                self.nb_man.cell_start(cell, index)
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                self._failed(index, error)
                break
            except (DeadKernelError, CellTimeoutError, TimeoutError) as error:
                self.cause = "dead" if isinstance(error, DeadKernelError) else "timeout"
                self.nb.cells[index].setdefault("outputs", []).append(_nbformat.v4.new_output("error", ename=type(error).__name__, evalue="", traceback=[]))
                self._failed(index, error)
                break
            finally:
                self.nb_man.cell_complete(self.nb.cells[index], cell_index=index)

    def _failed(self, index: int, error: BaseException) -> None:
        self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=error)


class _Engine(Engine):  # type: ignore[misc,unused-ignore]
    """Hands the programme's kernel to the client; keeps the notebook, which papermill loses when a kernel dies."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, run: _Run, **_: Any) -> None:
        run.notebook = nb_man.nb
        client = _Client(
            nb_man,
            km=run.kernel.manager,
            timeout_func=run.seconds_left,
            startup_timeout=60,
            kernel_name=kernel_name,
            log=_LOG,
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            allow_errors=False,
            raise_on_iopub_timeout=True,
            iopub_timeout=10,
        )
        client.kc = run.kernel.client
        try:
            client.execute()
        finally:
            run.cause = client.cause


class _Run:
    def __init__(self, kernel: Kernel, cell_timeout: float, deadline: float | None) -> None:
        self.kernel, self.notebook, self.cause = kernel, None, ""
        self._cell, self._deadline = cell_timeout, deadline

    def seconds_left(self, _cell: Any) -> float:
        """What one cell may take: its own limit, and never past the programme's."""
        left = self._cell if self._deadline is None else min(self._cell, self._deadline - time.monotonic())
        return max(left, 0.1)


def _register() -> None:
    papermill_engines.register(ENGINE, _Engine)
    _LOG.setLevel(logging.CRITICAL + 1)  # it would print over the progress bar, and its messages can hold data


_register()


def run_notebook(path: Path | Any, parameters: Mapping[str, str], kernel: Kernel, *, cell_timeout: float = 300.0, deadline: float | None = None) -> Ran:
    """Run a notebook (its path, or the notebook itself) with ``parameters`` in ``kernel``, started or cleared first; judge it.

    ``deadline`` is a moment of ``time.monotonic()``. After a real failure the kernel is thrown away. Nothing is written.
    """
    started = time.monotonic()
    if isinstance(path, Path) and not path.is_file():
        return Ran(_nbformat.v4.new_notebook(), "failed", "missing", error=path.name)
    source = _source(path) if isinstance(path, Path) else path
    _check_parameters(source, path.name if isinstance(path, Path) else "?", parameters)
    run = _Run(kernel, cell_timeout, deadline)
    dirty: tuple[str, ...] = ()
    try:
        kernel.ready()
        dirty = kernel.clear()
        kernel.fresh = False
        with contextlib.suppress(PapermillExecutionError):
            papermill.execute_notebook(
                _nbformat.from_dict(source), None, dict(parameters), engine_name=ENGINE, kernel_name="python3", language="python",
                progress_bar=False, autosave_cell_every=0, request_save_on_cell_execute=False, run=run,
            )  # fmt: skip
        ran = _judge(run, deadline)
    except (KernelLost, RuntimeError, TimeoutError, OSError) as error:
        ran = Ran(run.notebook or _nbformat.from_dict(source), "failed", "lost", error=type(error).__name__)
    if ran.state == "failed":
        kernel.end()
    return Ran(ran.notebook, ran.state, ran.cause, ran.cell, ran.error, ran.lines, ran.trace, dirty, time.monotonic() - started)


def _judge(run: _Run, deadline: float | None) -> Ran:
    notebook = run.notebook
    if notebook is None:
        return Ran(_nbformat.v4.new_notebook(), "failed", "lost")
    notebook.cells = [cell for cell in notebook.cells if ERROR_MARKER_TAG not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        error = next((output for output in cell.get("outputs", []) if output.output_type == "error"), None)
        if error is not None:
            return _failure(notebook, cell, error, run.cause, deadline)
        if cell.get("execution_count") is None:
            return Ran(notebook, "failed", "unfinished", cell.id)
    return Ran(notebook, "done")


def _failure(notebook: Any, cell: Any, error: Any, cause: str, deadline: float | None) -> Ran:
    lines = tuple(str(error.evalue).splitlines())
    if error.ename == "NotReady":
        return Ran(notebook, "not_ready", "", cell.id, error.ename, lines)
    if error.ename in _REFUSALS:
        return Ran(notebook, "refused", "", cell.id, error.ename, lines)
    if cause == "timeout" and deadline is not None and time.monotonic() >= deadline:
        cause = "deadline"
    cause = cause or ("exited" if error.ename == "SystemExit" else "raised")
    return Ran(notebook, "failed", cause, cell.id, error.ename, (), _places(error.get("traceback", [])))


def _places(traceback: list[str]) -> tuple[str, ...]:
    """Where an error came from: the lines of a traceback that name a file or a cell, never its values."""
    import re

    plain = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(traceback))
    return tuple(line.strip() for line in plain.splitlines() if re.match(r"\s*(File |Cell In)", line))


@lru_cache(maxsize=64)
def _read(path: str, stamp: tuple[int, int]) -> Any:
    return _nbformat.reads(Path(path).read_text("utf-8"), as_version=4)


def _source(path: Path) -> Any:
    import copy

    status = path.stat()
    return copy.deepcopy(_read(str(path), (status.st_mtime_ns, status.st_size)))


def _check_parameters(notebook: Any, file: str, parameters: Mapping[str, str]) -> None:
    """Names are pasted as code by papermill and an unknown one is only logged there, so they are checked here."""
    if not parameters:
        return
    known = set(papermill.inspect_notebook(notebook))
    unknown = sorted(set(parameters) - known)
    if unknown:
        raise MentorkitError(
            msg("The notebook {file} has no parameter {names}; it has {known}.", file=file, names=tuple(unknown), known=tuple(sorted(known))), code="MK-B005", file=file
        )


def tidy(notebook: Any) -> Any:
    """The same notebook without what differs between two runs: times, paths, random ids, widget state and widget views."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
        if not cell.metadata.get("tags", True):
            cell.metadata.pop("tags")
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                data.pop(_VIEW_MIME, None)
    return notebook
