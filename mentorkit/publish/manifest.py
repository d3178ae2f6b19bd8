"""The manifest: what a result was made from and what it holds. A result without a manifest whose hashes hold does not exist."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import mentorkit
from mentorkit import files
from mentorkit.planning.texts_fill import templates_folder
from mentorkit.program.problems import Problem, Warned
from mentorkit.program.program import Program
from mentorkit.publish.counts import counts_of, measures_of
from mentorkit.publish.numbers import Numbers
from mentorkit.report.open_points import discreet, discreet_reason, once
from mentorkit.stages.outcome import Outcome
from mentorkit.text import Text

__all__ = [
    "MANIFEST", "RUN", "Manifest", "causes_of", "code_hash", "input_hashes", "made_from", "manifest_of", "problem_rows", "read_manifest", "result_key", "save_manifest", "verified",
    "verify", "versions",
]  # fmt: skip

MANIFEST, RUN = "manifest.json", "run.json"
SCHEMA = "mentorkit-manifest/1"
_LIBRARIES = (
    "icalendar", "ipykernel", "jinja2", "matplotlib", "nbclient", "numpy", "openpyxl", "pandas", "papermill", "pydantic", "python-docx", "ruamel.yaml", "scipy", "statsmodels",
    "xlsxwriter",
)  # fmt: skip
_SOURCES = (".py", ".j2", ".css", ".js", ".json", ".po")

Manifest = dict[str, Any]


def manifest_of(numbers: Numbers, audiences: Sequence[str], inputs: Mapping[str, str], *, key: str, notebooks: str = "", as_of: str | None = None) -> Manifest:
    """The manifest of one programme, without the hashes of its files, which :func:`save_manifest` adds."""
    program, text = numbers.program, numbers.program.text
    problems, causes = once([p for outcome in numbers.outcomes for p in outcome.problems]), dict(numbers.causes)
    return {
        "schema": SCHEMA,
        "id": program.id,
        "name": program.intent.name,
        "language": program.intent.language,
        "status": numbers.status,
        "stages": [_stage_row(outcome, causes.get(outcome.stage.key, ""), text) for outcome in numbers.outcomes],
        "problems": problem_rows(problems, text),
        "warnings": _warning_rows([w for o in numbers.outcomes for w in o.warnings], text),
        "counts": counts_of(numbers),
        "measures": measures_of(numbers),
        "as_of": program.as_of.isoformat() if program.as_of else None,
        "seed": program.intent.seed,
        "audiences": sorted(audiences),
        "made_from": made_from(inputs, key=key, notebooks=notebooks, as_of=as_of),
        "versions": versions(),
    }


def made_from(inputs: Mapping[str, str], *, key: str, notebooks: str, as_of: str | None) -> dict[str, Any]:
    """What a rerun compares: hashes of inputs, code and notebooks, and the day asked for by the caller."""
    return {"inputs": dict(inputs), "code": code_hash(), "notebooks": notebooks, "as_of_asked": as_of, "key": key}


def save_manifest(folder: Path, manifest: Manifest, run: Mapping[str, Any] | None = None) -> None:
    """Write the manifest with the hash of every file in ``folder``, last of all; ``run`` (durations) goes beside it."""
    if run is not None:
        files.write_json(folder / RUN, run)
    files.write_json(folder / MANIFEST, {**manifest, "files": _hashes(folder)})


def verify(folder: Path) -> bool:
    """Whether ``folder`` holds a finished result: a manifest, and exactly the files it names with these hashes."""
    return verified(folder) is not None


def verified(folder: Path) -> Manifest | None:
    """The manifest of a finished result; None when the result does not exist."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("files") != _hashes(Path(folder)):
        return None
    return manifest


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest as it lies there, hashes not compared; None when there is none that can be read."""
    try:
        manifest = json.loads((Path(folder) / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("schema") == SCHEMA else None


def input_hashes(program: Program, *, contacts: bool) -> dict[str, str]:
    """Hash of the program file and of every table it names; ``missing`` where the file is not there.

    Contacts are hashed, and so opened, only when the coordinator's build is made.
    """
    found = {"program.yaml": program.sha256}
    for name in type(program.intent.tables).model_fields:
        source = getattr(program.intent.tables, name)
        if source is None or (name == "contacts" and not contacts):
            continue
        path = program.folder / source.file
        found[f"tables.{name}"] = files.file_hash(path) if _inside(path, program.folder) else "missing"
    return found


def result_key(inputs: Mapping[str, str], audiences: Sequence[str], *, notebooks: str = "", as_of: str | None = None) -> str:
    """One hash over everything a result depends on: inputs, code, notebooks, versions, audiences, the day asked for."""
    whole = {"inputs": dict(inputs), "code": code_hash(), "notebooks": notebooks, "versions": versions(), "audiences": sorted(audiences), "as_of": as_of}
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def code_hash() -> str:
    """One hash over the sources of the package and the templates of texts, which people edit."""
    code = files.tree_hash(Path(str(mentorkit.__file__)).parent, suffixes=_SOURCES)
    templates = templates_folder()
    return hashlib.sha256(f"{code} {files.tree_hash(templates, suffixes=('.md',)) if templates else ''}".encode()).hexdigest()


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Versions of Python, of mentorkit, and of the libraries that make numbers and pages."""
    found = {"python": platform.python_version()}
    for name in ("mentorkit", *_LIBRARIES):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def problem_rows(problems: Sequence[Problem], text: Text) -> list[dict[str, Any]]:
    """Problems as the manifest keeps them: the sentence and where it belongs, nothing of a person."""
    return [
        {
            "code": p.code, "kind": p.kind, "stage": p.stage, "notebook": p.notebook, "file": p.file, "line": p.line, "row": p.row, "column": p.column, "place": p.place,
            "sentence": _plain(discreet(p).sentence(text)),
        }
        for p in problems
    ]  # fmt: skip


def causes_of(manifest: Manifest) -> dict[str, str]:
    """Why a result is to be made again although nothing changed: causes by stage (empty: the whole programme)."""
    found = {stage["stage"]: stage.get("cause", "") for stage in manifest["stages"]} | {"": manifest.get("cause", "")}
    return {stage: cause for stage, cause in found.items() if cause}


def _stage_row(outcome: Outcome, cause: str, text: Text) -> dict[str, Any]:
    reason = discreet_reason(outcome.reason, outcome.problems) if not cause else outcome.reason
    return {"stage": outcome.stage.key, "notebook": outcome.stage.notebook, "state": outcome.state, "reason": text.plain(reason) if reason else "", "cause": cause}


def _warning_rows(warned: Sequence[Warned], text: Text) -> list[dict[str, Any]]:
    unique = dict.fromkeys(warned)
    return [{"code": w.code, "sentence": text.plain(w.message), "count": w.count, "stage": w.stage} for w in unique]


def _plain(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")


def _hashes(folder: Path) -> dict[str, str]:
    own = {MANIFEST, RUN}
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).as_posix() not in own)
    return {p.relative_to(folder).as_posix(): files.file_hash(p) for p in paths}


def _inside(path: Path, folder: Path) -> bool:
    try:
        found = path.resolve()
        return found.is_file() and folder.resolve() in found.parents
    except (OSError, ValueError):
        return False
