"""Shows how a batch is getting on: a bar on a terminal, a plain line per programme anywhere else. Always on the error stream."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

from mentorkit.batch.jobs import Report
from mentorkit.text import Message, Text, msg

__all__ = ["STATUS_WORDS", "report_line", "shown"]

STATUS_WORDS: dict[str, Message] = {
    "done": msg("done"),
    "not_ready": msg("not ready"),
    "decided_otherwise": msg("decided otherwise"),
    "failed": msg("failed"),
}

# Steps of long work, as those who do them name them.
_STEPS: dict[str, Message] = {
    "numbers": msg("numbers"),
    "encode": msg("reading the answers"),
    "candidates": msg("best pairs of everybody"),
    "solve": msg("pairing"),
    "proof": msg("proof over all pairs"),
    "ties": msg("equally good pairs"),
    "result": msg("result"),
}


def report_line(report: Report, text: Text) -> str:
    """One programme in one line: name, status, and why it is not done."""
    status = text(STATUS_WORDS[report.status])
    if report.skipped:
        return text.plain(msg("{name}: {status} (unchanged, not run again)", name=report.name, status=status))
    if report.line and report.status != "done":
        return text.plain(msg("{name}: {status}. {reason}", name=report.name, status=status, reason=report.line))
    return text.plain(msg("{name}: {status}", name=report.name, status=status))


def _step(said: str, text: Text) -> str:
    """A step in words, with how far it is where that is said; names of notebooks stay as they are."""
    step, blank, how_far = said.partition(" ")
    return text.plain(_STEPS[step]) + blank + how_far if step in _STEPS else said


@contextlib.contextmanager
def shown(text: Text) -> Iterator[Callable[[str, str, Any], None]]:
    """A listener for :func:`~mentorkit.batch.run.run_batch` that shows its progress."""
    if not sys.stderr.isatty():
        yield lambda kind, _name, what: print(report_line(what, text), file=sys.stderr, flush=True) if kind == "report" else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def hear(kind: str, name: str, what: Any) -> None:
            if kind == "planned":
                bar.update(task, total=len(what))
            elif kind == "step":
                bar.update(task, description=f"{name}: {_step(what, text)}"[:48].ljust(48))
            elif kind == "report":
                bar.update(task, advance=1)
                console.print(report_line(what, text), markup=False, highlight=False)

        yield hear
