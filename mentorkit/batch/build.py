"""Makes the notebooks for git from their sources: both languages, fixed cell ids, outputs computed from the shipped examples.

Equal sources, code and examples give equal bytes, so a rebuilt notebook differs only where something changed.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from mentorkit import files
from mentorkit.batch.finding import notebooks_folder
from mentorkit.errors import MentorkitError
from mentorkit.text import LANGUAGES, msg
from mentorkit.text.cells import cell_source

__all__ = ["build", "made", "stale", "untranslated"]

_nbformat: Any = nbformat  # it has no types
_EXAMPLES = "../data/programs/"
_BUILT = ("[0-9][0-9]_*", "app")  # the stages, and the screens of all of them in one page
_PATH = re.compile(r'^(?P<name>program_path|programs_dir)\b[^=]*=\s*"(?P<value>[^"]*)"', re.M)
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# The version of the interpreter is left out: it would change every notebook with every patch of Python.
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3", "codemirror_mode": {"name": "ipython", "version": 3}}


def build(folder: Path | None = None, *, said: Callable[[str], None] = lambda _: None, only: str = "") -> tuple[str, ...]:
    """Execute every notebook of ``folder`` (the repository's) in both languages; returns the names of those that changed.

    ``only`` builds notebooks whose name contains it. Raises :class:`~mentorkit.errors.MentorkitError` when a source breaks
    the rules or a notebook does not run through.
    """
    from mentorkit.batch.kernel import Kernel

    folder = folder or notebooks_folder()
    written = []
    with files.private_folder(Path(tempfile.gettempdir())) as private:
        for language in LANGUAGES:
            place = _place(folder, language)
            place.mkdir(exist_ok=True)
            (private / language).mkdir()
            with Kernel(place, private / language, seed=0) as kernel:
                for source in _sources(folder):
                    if only in source.stem and _write(source, folder, language, kernel):
                        written.append(_name(source, language))
                        said(written[-1])
    return tuple(written)


def stale(folder: Path | None = None) -> tuple[str, ...]:
    """Built notebooks whose cells are not those of their source, are missing, or have no source; nothing is executed."""
    folder = folder or notebooks_folder()
    found = []
    for language in LANGUAGES:
        for source in _sources(folder):
            wanted, path = made(source, language), _place(folder, language) / f"{source.stem}.ipynb"
            if not path.is_file() or _gist(_nbformat.read(path, as_version=4)) != _gist(wanted):
                found.append(_name(source, language))
        known = {source.stem for source in _sources(folder)}
        built_there = [path for pattern in _BUILT for path in sorted(_place(folder, language).glob(f"{pattern}.ipynb"))]
        found += [f"{path.stem} ({language})" for path in built_there if path.stem not in known]
    return tuple(found)


def made(source: Path, language: str) -> Any:
    """The notebook of a source in a language, not executed, with the hash of its source in its metadata."""
    content = source.read_text("utf-8")
    notebook = jupytext.reads(content, fmt="py:percent")
    for cell in notebook.cells:
        cell["id"] = cell.metadata.pop("id", "")
    _check(notebook, source)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell["source"] = cell_source(cell["id"], cell.source, language) or cell.source
        elif "parameters" in cell.metadata.get("tags", []) and language != "en":
            cell["source"] = _deeper(cell.source, source.parents[2], language)
    notebook["metadata"] = _nbformat.from_dict(
        {"kernelspec": _KERNEL, "language_info": _LANGUAGE, "mentorkit": {"source": hashlib.sha256(content.encode()).hexdigest(), "language": language}}
    )
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return notebook


def untranslated(folder: Path | None = None, language: str = "he") -> tuple[str, ...]:
    """Ids of prose cells that a language lacks; such a cell is shown in English."""
    cells = [cell for source in _sources(folder or notebooks_folder()) for cell in made(source, "en").cells if cell.cell_type == "markdown"]
    return tuple(cell["id"] for cell in cells if cell_source(cell["id"], cell.source, language) is None)


def _write(source: Path, folder: Path, language: str, kernel: Any) -> bool:
    from mentorkit.batch.engine import run_notebook, tidy

    ran = run_notebook(made(source, language), {}, kernel, cell_timeout=120)
    if ran.state != "done":
        words = " ".join(ran.lines) or ran.error or ran.cause
        raise MentorkitError(msg("{name} did not run through: cell {cell}: {words}", name=_name(source, language), cell=ran.cell, words=words), code="MK-B011", file=source.name)
    content = as_text(tidy(ran.notebook))
    for path in (folder.resolve().parent, Path.home()):
        if len(path.parts) > 1 and f"{path}/" in content:
            raise MentorkitError(msg("{name} shows a path of this machine.", name=_name(source, language)), code="MK-B012", file=source.name)
    target = _place(folder, language) / f"{source.stem}.ipynb"
    if target.is_file() and target.read_text("utf-8") == content:
        return False
    files.write_text(target, content)
    return True


def as_text(notebook: Any) -> str:
    """A notebook as the file holds it: sorted keys, one trailing line feed."""
    import json

    split = _nbformat.v4.rwbase.split_lines(_nbformat.from_dict(notebook))
    return json.dumps(split, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _check(notebook: Any, source: Path) -> None:
    ids = [cell["id"] for cell in notebook.cells]
    wrong = [name or "?" for name in ids if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name) or ids.count(name) > 1]
    if wrong:
        raise MentorkitError(msg("{file}: every cell needs an id of its own; look at {ids}.", file=source.name, ids=tuple(dict.fromkeys(wrong))), code="MK-B013", file=source.name)
    parameters = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    paths = [found["value"] for cell in parameters for found in _PATH.finditer(cell.source)]
    shipped = [f"{path}/".startswith(_EXAMPLES) and ".." not in path[3:] for path in paths if path]
    if len(parameters) != 1 or not shipped or not all(shipped):
        message = msg(
            "{file}: one cell is tagged parameters, and the programme it names lies under {folder}: stored outputs show made-up people only.",
            file=source.name, folder=_EXAMPLES,
        )  # fmt: skip
        raise MentorkitError(message, code="MK-B014", file=source.name)


def _deeper(source: str, root: Path, language: str) -> str:
    """Parameters of a notebook that lies one folder deeper; an example that exists in that language is taken instead."""

    def path(found: re.Match[str]) -> str:
        if not found["value"]:
            return found[0]
        if not found["value"].startswith(_EXAMPLES):
            return found[0].replace(f'"{found["value"]}"', f'"../{found["value"]}"')
        slug, _, rest = found["value"].removeprefix(_EXAMPLES).partition("/")
        if rest and (root / "data" / "programs" / f"{slug}-{language}").is_dir():
            slug = f"{slug}-{language}"
        return found[0].replace(f'"{found["value"]}"', f'"../{_EXAMPLES}{slug}/{rest}"')

    return re.sub(r'^(language\b[^=]*=\s*)"en"', rf'\1"{language}"', _PATH.sub(path, source), flags=re.M)


def _gist(notebook: Any) -> tuple[Any, ...]:
    """What must agree between a source and its built notebook."""
    cells = tuple((cell.get("id"), cell.cell_type, cell.source.strip(), tuple(cell.metadata.get("tags", []))) for cell in notebook.cells)
    return cells, notebook.metadata.get("mentorkit", {}).get("source")


def _sources(folder: Path) -> list[Path]:
    return [path for pattern in _BUILT for path in sorted((folder / "source").glob(f"{pattern}.py"))]


def _place(folder: Path, language: str) -> Path:
    return folder if language == "en" else folder / language


def _name(source: Path, language: str) -> str:
    return f"{source.stem} ({language})"
