"""Working copies of the notebooks: made from the built ones, never written over once somebody has changed them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorkit import files
from mentorkit.jupyter.hook import without_outputs
from mentorkit.program.stagelist import STAGES

__all__ = ["FIRST", "FOLDER", "Offered", "close_workbook", "copied", "fresh", "make_workbook", "put_parameters", "write_notebook"]

FOLDER = "workbook"
FIRST = "00_start.ipynb"
LISTED = "lab-programmes"  # the id of a cell that is ours in every version
_NEW = ".new.ipynb"
_MARK = "copied"
Notebook = dict[str, Any]


@dataclass(frozen=True)
class Offered:
    """What happened in a workbook: notebooks written, brought up to date, and newer versions laid beside changed ones."""

    written: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def make_workbook(programme: Path, notebooks: Path, language: str, *, file: str = "program.yaml") -> Offered:
    """Put working copies of all stages into ``programme/workbook``, in its language, each pointing at the programme file."""
    folder = programme / FOLDER
    if not (folder / ".gitignore").is_file():
        files.write_text(folder / ".gitignore", "# working copies hold what this programme shows; they are never for git\n*\n")
    happened: dict[str, list[str]] = {"written": [], "renewed": [], "beside": []}
    for stage in STAGES:
        source = _source(notebooks, stage.notebook, language)
        if source is not None:
            made = fresh(source, {"program_path": f"../{file}", "programs_dir": "../.."})
            happened.setdefault(copied(made, folder / f"{stage.notebook}.ipynb"), []).append(f"{stage.notebook}.ipynb")
    return Offered(*(tuple(happened[name]) for name in ("written", "renewed", "beside")))


def copied(made: Notebook, target: Path) -> str:
    """Write the notebook where nobody has changed an older copy; else beside it, under a name with ``.new``.

    Returns ``written``, ``renewed``, ``beside`` or ``same``.
    """
    there = _read(target)
    if there is None and not target.exists():
        write_notebook(target, made)
        return "written"
    if there is not None and _gist(there) == _gist(made):
        return "same"
    if there is not None and _unchanged(there):
        write_notebook(target, made)
        return "renewed"
    if there is not None and there.get("metadata", {}).get("mentorkit", {}).get(_MARK) == _gist(made):
        return "same"  # changed by a person, and no newer version since it was copied
    beside = target.with_name(target.stem + _NEW)
    lying = _read(beside)
    if lying is None or _unchanged(lying):
        write_notebook(beside, made)
    return "beside"


def fresh(source: Path, values: dict[str, str]) -> Notebook:
    """A built notebook without outputs, its parameters set, with a mark by which a change is seen later."""
    made: Notebook = json.loads(source.read_text("utf-8"))
    without_outputs(made)
    put_parameters(made, values)
    made.setdefault("metadata", {}).setdefault("mentorkit", {})[_MARK] = _gist(made)
    return made


def put_parameters(notebook: Notebook, values: dict[str, str]) -> None:
    """Write values of text into the cell that is tagged parameters; names that it does not hold are left out."""
    for cell in notebook["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", ()):
            source = "".join(cell["source"])
            for name, value in values.items():
                put = json.dumps(value, ensure_ascii=False)
                source = re.sub(rf'^({name}\b[^=\n]*=\s*)"[^"\n]*"', lambda found, put=put: f"{found[1]}{put}", source, flags=re.M)  # type: ignore[misc]
            cell["source"] = source.splitlines(keepends=True)


def close_workbook(folder: Path) -> int:
    """Drop the outputs of all notebooks of a folder and Jupyter's checkpoints; returns how many notebooks had outputs."""
    dropped = 0
    for path in sorted(folder.glob("*.ipynb")):
        notebook = _read(path)
        if notebook is not None and without_outputs(notebook):
            write_notebook(path, notebook)
            dropped += 1
    for checkpoints in (folder / ".ipynb_checkpoints", folder.parent / ".ipynb_checkpoints"):
        shutil.rmtree(checkpoints, ignore_errors=True)
    return dropped


def write_notebook(path: Path, notebook: Notebook) -> None:
    """Write a notebook as Jupyter writes it."""
    files.write_text(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")


def _source(notebooks: Path, name: str, language: str) -> Path | None:
    own = notebooks / language / f"{name}.ipynb"
    source = own if language != "en" and own.is_file() else notebooks / f"{name}.ipynb"
    return source if source.is_file() else None


def _read(path: Path) -> Notebook | None:
    """The notebook, or None when there is none or it cannot be read (then nobody may write over it)."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("cells"), list) else None


def _unchanged(notebook: Notebook) -> bool:
    return bool(notebook.get("metadata", {}).get("mentorkit", {}).get(_MARK) == _gist(notebook))


def _gist(notebook: Notebook) -> str:
    """What a person can change in a notebook, as a hash: its cells without their outputs, whoever saved it."""
    cells = [(cell.get("cell_type"), "".join(cell.get("source", "")).strip()) for cell in notebook["cells"] if cell.get("id") != LISTED]
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode()).hexdigest()
