"""Which programmes are meant by the paths somebody gave, and where the notebooks lie."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import mentorkit
from mentorkit.errors import MentorkitError
from mentorkit.text import msg

__all__ = ["find_programs", "notebook_path", "notebooks_folder"]

_FILE = "program.yaml"


def find_programs(paths: Iterable[str | os.PathLike[str]]) -> tuple[Path, ...]:
    """The program files of ``paths``: each is a program.yaml, a folder that holds one, or a folder of such folders.

    Hidden folders and Jupyter's checkpoints are skipped, links that lead in a circle too. Raises
    :class:`~mentorkit.errors.MentorkitError` naming the first path that holds none.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        programs = _under(path)
        if not programs:
            message = msg("There is no program file at {path}. Give a program.yaml, a folder that holds one, or a folder of such folders.", path=str(path))
            raise MentorkitError(message, code="MK-P000", file=path.name)
        found.update(dict.fromkeys(program.resolve() for program in programs))
    return tuple(found)


def _under(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if (path / _FILE).is_file():
        return [path / _FILE]
    if not path.is_dir():
        return []
    inside = sorted(child for child in path.iterdir() if child.is_dir() and not child.name.startswith("."))
    return [child / _FILE for child in inside if (child / _FILE).is_file()]


def notebooks_folder() -> Path:
    """The folder of the notebooks, beside the package; an error that says how to get it where only the package is installed."""
    folder = Path(str(mentorkit.__file__)).resolve().parents[1] / "notebooks"
    if not folder.is_dir():
        message = msg("The notebooks are not there. They come with the repository: clone it and install with pip install -e . in it; or use run, which needs none.")
        raise MentorkitError(message, code="MK-B009")
    return folder


def notebook_path(folder: Path, notebook: str, language: str) -> Path:
    """The built notebook in the programme's language; English where there is no other."""
    own = folder / language / f"{notebook}.ipynb"
    return own if language != "en" and own.is_file() else folder / f"{notebook}.ipynb"
