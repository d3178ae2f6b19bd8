"""Stage 09: how all our programmes stand. Reads the results of a batch; computes on the spot where there are programmes instead."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from mentorkit.errors import MentorkitError
from mentorkit.evaluation.pooling import MeasureRow, Portfolio, ProgramRow
from mentorkit.program.program import open_program
from mentorkit.stages.outcome import Outcome, outcomes, status
from mentorkit.text import msg

__all__ = ["portfolio"]

_MANIFEST, _SCHEMA = "manifest.json", "mentorkit-manifest/1"
_BESIDE = {_MANIFEST, "run.json"}


def portfolio(programs_dir: str | os.PathLike[str], language: str = "en") -> Portfolio:
    """Every programme of ``programs_dir`` with its counts and measures.

    A folder of results (what ``batch`` writes) is read from its manifests, never from people tables. A folder of
    programmes is computed here and now. Raises :class:`~mentorkit.errors.MentorkitError` when the folder is not there.
    """
    folder = Path(programs_dir)
    if not folder.is_dir():
        raise MentorkitError(msg("There is no folder {path}. Give the results folder of a batch.", path=str(programs_dir)), code="MK-E009", language=language)
    inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    finished = [path for path in inside if (path / _MANIFEST).is_file()]
    if finished:
        read = [(path.name, _manifest(path)) for path in finished]
        held = [manifest for _, manifest in read if manifest is not None]
        rows = [_from_manifest(manifest) for manifest in held]
        return _joined(rows, "results", language, tuple(name for name, manifest in read if manifest is None))
    programs = [path / "program.yaml" for path in inside if (path / "program.yaml").is_file()]
    return _joined([_from_program(path) for path in programs], "programs" if programs else "nothing", language, ())


Row = tuple[ProgramRow, tuple[MeasureRow, ...]]


def _joined(rows: list[Row], source: Any, language: str, ignored: tuple[str, ...]) -> Portfolio:
    ordered = sorted(rows, key=lambda row: row[0].id)
    return Portfolio(tuple(row for row, _ in ordered), tuple(m for _, measures in ordered for m in measures), source, language, ignored)


def _manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest, if the folder holds exactly the files it names with the hashes it gives."""
    try:
        manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_bytes())
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - _BESIDE
        whole = there == set(manifest["files"]) and all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == known for name, known in manifest["files"].items())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if whole and manifest.get("schema") == _SCHEMA else None


def _from_manifest(manifest: dict[str, Any]) -> Row:
    counts, stages = manifest["counts"], manifest["stages"]
    reasons = [manifest["reason"]] if manifest.get("reason") else []
    reasons += [f"{stage['notebook'][:2]}: {stage['reason']}" for stage in stages if stage["state"] in ("failed", "not_ready") and stage["reason"]]
    reasons += [problem["sentence"] for problem in manifest["problems"] if not stages][:3]
    row = ProgramRow(
        manifest["id"], manifest["name"], manifest["status"], sum(stage["state"] == "done" for stage in stages), len(stages), counts.get("mentees"), counts.get("mentors"),
        counts.get("pairs"), counts.get("proposed"), counts.get("unpaired"), counts.get("hours"), counts.get("cost_full"), counts.get("cost_program"), counts.get("cost_cash"),
        counts.get("currency"), tuple(dict.fromkeys(reasons)),
    )  # fmt: skip
    measures = tuple(
        MeasureRow(row.id, m["id"], m["indicator"], m["unit"], m["verdict"], m["grade"], m["n"], m["estimate"], m["standard_error"], m["low"], m["high"], m["hidden"])
        for m in manifest["measures"]
    )
    return row, measures


def _from_program(path: Path) -> Row:
    try:
        program = open_program(path, audience="committee")
    except MentorkitError as error:
        return ProgramRow(path.parent.name, path.parent.name, "failed", reasons=(str(error).splitlines()[0],)), ()
    found = outcomes(program)
    by_class = {type(result).__name__: result for outcome in found for result in outcome.results}
    profile, pairing, evaluation = (by_class.get(name) for name in ("Profile", "Pairing", "Evaluation"))
    pairing = pairing or by_class.get("LargePairing")
    there, paired = (evaluation.flow.step(key) if evaluation else None for key in ("in_table", "paired"))
    ended = status(program, found)
    # what is not going to run takes nothing
    costs = None if ended == "decided_otherwise" else by_class.get("Costs")
    row = ProgramRow(
        program.id,
        program.intent.name,
        ended,
        sum(outcome.state == "done" for outcome in found),
        len(found),
        profile.mentees.applied if profile else there.mentees if there else None,
        profile.mentors.applied if profile else there.mentors if there else None,
        paired.pairs if paired else None,
        len(pairing.pairs) if pairing else None,
        len(pairing.unpaired) if pairing else None,
        hours=costs.hours_total if costs else None,
        cost_full=costs.full if costs else None,
        cost_program=costs.program if costs else None,
        cost_cash=costs.cash if costs else None,
        currency=costs.currency if costs else None,
        reasons=tuple(_reasons(found, program.text)),
    )
    measures = evaluation.measures if evaluation else ()
    return row, tuple(MeasureRow(row.id, m.id, m.indicator, m.unit, m.verdict, m.grade, m.n, m.estimate, m.standard_error, m.low, m.high, m.hidden) for m in measures)


def _reasons(found: tuple[Outcome, ...], text: Any) -> list[str]:
    wanted = [outcome for outcome in found if outcome.state in ("failed", "not_ready") and outcome.reason is not None]
    return [f"{outcome.stage.notebook[:2]}: {text.plain(outcome.reason)}" for outcome in wanted]
