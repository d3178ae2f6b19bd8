"""Where things lie: the built notebooks, the examples, the user's own data place, and the programmes worked on lately."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import mentorkit
from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.text import msg

__all__ = ["SHARE", "data_place", "example_of", "examples", "notebooks_folder", "recent", "remember"]

SHARE = Path(__file__).resolve().parent / "share" / "jupyter"
_ROOT = Path(str(mentorkit.__file__)).resolve().parents[1]
_RECENT = "recent.json"
_KEPT = 10


def notebooks_folder() -> Path:
    """The folder of the notebooks, beside the package; an error that says how to get it where only the package is installed."""
    folder = _ROOT / "notebooks"
    if not folder.is_dir():
        message = msg("The notebooks are not there. They come with the repository: clone it and install with pip install -e . in it; or use run, which needs none.")
        raise MentorkitError(message, code="MK-B009")
    return folder


def examples() -> tuple[Path, ...]:
    """The folders of the shipped examples."""
    folder = _ROOT / "data" / "programs"
    return tuple(sorted(path.parent for path in folder.glob("*/program.yaml"))) if folder.is_dir() else ()


def example_of(folder: Path) -> Path | None:
    """The shipped example that ``folder`` is, or None; examples are never worked in."""
    return folder.resolve() if folder.resolve() in examples() else None


def data_place() -> Path:
    """The user's own place for what is no programme: settings of JupyterLab, start page, copies of examples.

    ``MENTORKIT_HOME`` names another one.
    """
    chosen = os.environ.get("MENTORKIT_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "mentorkit"


def recent() -> tuple[Path, ...]:
    """Folders of programmes opened lately that are still there, the last one first."""
    try:
        listed = json.loads((data_place() / _RECENT).read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    paths = [Path(path) for path in listed if isinstance(path, str)] if isinstance(listed, list) else []
    return tuple(path for path in paths if (path / "program.yaml").is_file())


def remember(folder: Path) -> None:
    """Put a programme's folder first among the recent ones."""
    folder = folder.resolve()
    others = [path.as_posix() for path in recent() if path != folder]
    files.write_json(data_place() / _RECENT, [folder.as_posix(), *others][:_KEPT])
