"""The notebooks of one programme, one after the other in one kernel per audience, and what became of each stage."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat

from mentorkit import publish
from mentorkit.batch.engine import Ran, run_notebook, tidy
from mentorkit.batch.finding import notebook_path
from mentorkit.batch.jobs import Job, Say
from mentorkit.batch.kernel import Kernel
from mentorkit.batch.pages import CODES, crash_words, fragment
from mentorkit.program.problems import Warned
from mentorkit.text import Message, msg, msg_n

__all__ = ["Chain"]

_nbformat: Any = nbformat  # it has no types
# What a stage that can be computed loads; 1.5 s that a draft without it does not pay.
_LIBRARIES = {
    "need": ("scipy.stats", "statsmodels.stats.power", "statsmodels.stats.proportion"),
    "pairing": ("scipy.optimize", "scipy.sparse.csgraph"),
    "evaluation": ("scipy.stats", "statsmodels.stats.power", "statsmodels.stats.proportion"),
}
_WORSE = ("not_planned", "done", "not_ready", "failed")


class Chain:
    """Runs the notebooks of every stage that is planned and keeps what they turned out to be.

    A stage that is not planned costs no notebook; after a real failure the kernel is thrown away and the rest goes on
    in a new one; past the deadline nothing more is started.
    """

    def __init__(self, job: Job, numbers: publish.Numbers, private: Path, deadline: float, say: Say) -> None:
        self._job, self._numbers, self._private, self._deadline, self._say = job, numbers, private, deadline, say
        self._failed: dict[str, tuple[str, Message]] = {}
        self._causes: dict[str, str] = {}
        self._left: dict[str, tuple[str, ...]] = {}
        self._seconds: dict[str, float] = {}
        self._starts = 0
        self._pids: list[int] = []
        self.log: list[str] = []

    def run(self, audience: str) -> list[publish.StagePage]:
        """All notebooks for one audience, in order; returns their pages."""
        program = self._numbers.program
        folder = self._private / f"kernel-{audience}"
        folder.mkdir()
        pages: list[publish.StagePage] = []
        previous = ""
        imports = tuple(dict.fromkeys(name for o in self._numbers.outcomes if o.state == "done" for name in _LIBRARIES.get(o.stage.key, ())))
        with Kernel(program.folder, folder, seed=program.intent.seed, imports=imports) as kernel:
            for outcome in self._numbers.outcomes:
                if outcome.state == "not_planned":
                    continue
                self._say(f"{audience} {outcome.stage.notebook}")
                ran = self._one(outcome.stage.notebook, audience, kernel)
                if ran.dirty and previous:
                    self._left[previous] = ran.dirty
                previous = outcome.stage.key
                self._note(outcome.stage.key, audience, ran)
                body = fragment(replace(ran, notebook=tidy(ran.notebook)), f"s{outcome.stage.number:02d}", program.text, self._lines(outcome, ran, audience))
                pages.append(publish.StagePage(outcome.stage, body))
            self._starts += kernel.starts
            self._pids += kernel.pids
        return pages

    def judged(self) -> publish.Numbers:
        """The numbers with the stages whose notebook failed counted as failed, and with what notebooks left behind."""
        if not self._failed and not self._left:
            return self._numbers
        outcomes = []
        for outcome in self._numbers.outcomes:
            key = outcome.stage.key
            if key in self._left:
                outcome = replace(outcome, warnings=(*outcome.warnings, dirty_warning(key, self._left[key])))
            state, reason = self._failed.get(key, (outcome.state, None))
            if _WORSE.index(state) > _WORSE.index(outcome.state):
                outcome = replace(outcome, state=state, reason=reason)  # type: ignore[arg-type]
            outcomes.append(outcome)
        states = {outcome.state for outcome in outcomes}
        status = self._numbers.status
        if "failed" in states:
            status = "failed"
        elif "not_ready" in states and status == "done":
            status = "not_ready"
        return replace(self._numbers, outcomes=tuple(outcomes), status=status, causes=tuple(sorted(self._causes.items())))

    def run_record(self) -> dict[str, Any]:
        """What differs from run to run: durations, processes, kernel starts."""
        return {"notebooks": self._seconds, "kernel_starts": self._starts, "kernel_pids": self._pids}

    def _one(self, notebook: str, audience: str, kernel: Kernel) -> Ran:
        job, program = self._job, self._numbers.program
        if time.monotonic() >= self._deadline:
            return Ran(_nbformat.v4.new_notebook(), "failed", "deadline")
        path = notebook_path(Path(str(job.notebooks)), notebook, program.intent.language)
        parameters = {"program_path": program.path.name, "output_dir": "", "audience": audience}
        return run_notebook(path, parameters, kernel, cell_timeout=job.cell_timeout, deadline=self._deadline)

    def _note(self, key: str, audience: str, ran: Ran) -> None:
        self._seconds[f"{audience}/{key}"] = round(ran.seconds, 3)
        if ran.state == "failed":
            self._failed[key] = ("failed", crash_words(ran.cause))
            self._causes[key] = ran.cause
            # Where, never what: values of an error can be of persons.
            self.log.append(f"{CODES.get(ran.cause, 'MK-B001')} {audience} {key} cell {ran.cell or '-'}: {ran.error or ran.cause}")
            self.log += [f"    {place}" for place in ran.trace]
        elif ran.state != "done" and key not in self._failed:
            if self._sound(key):  # the numbers could be made, so neither file nor tables are to blame
                self._causes[key] = "refused"
            self._failed[key] = ("not_ready" if ran.state == "not_ready" else "failed", msg("The notebook stopped: {words}", words=ran.lines[0] if ran.lines else ran.error))

    def _sound(self, key: str) -> bool:
        return any(outcome.stage.key == key and outcome.state == "done" for outcome in self._numbers.outcomes)

    def _lines(self, outcome: Any, ran: Ran, audience: str) -> list[str]:
        """What is missing or wrong, in the programme's language, as the stage itself says it."""
        if ran.state not in ("not_ready", "refused") or not outcome.problems:
            return []
        text = self._numbers.program.text
        reason, problems = outcome.reason, publish.once(outcome.problems)
        if audience == "committee":
            reason, problems = publish.discreet_reason(reason, problems), tuple(map(publish.discreet, problems))
        said = [text.plain(reason)] if reason is not None and len(problems) > 1 else []
        return said + [f"{p.code} {p.sentence(text)}" for p in problems]


def dirty_warning(stage: str, left: tuple[str, ...]) -> Warned:
    """A notebook that left library settings changed; mended, and counted."""
    message = msg_n(
        "A notebook left one setting of the kernel changed ({names}); it was put back before the next one.",
        "A notebook left {n} settings of the kernel changed ({names}); they were put back before the next one.",
        len(left), names=left,
    )  # fmt: skip
    return Warned("MK-W901", message, stage, count=len(left))
