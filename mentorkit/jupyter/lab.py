"""``lab``: JupyterLab over working copies of the notebooks, with our settings; the repository is outside its root."""

from __future__ import annotations

import contextlib
import json
import webbrowser
from collections.abc import Callable
from pathlib import Path

from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.jupyter.places import data_place, example_of, examples, notebooks_folder, recent, remember
from mentorkit.jupyter.server import HOST, Server, environment, free_port, new_token, stopped_by_signals
from mentorkit.jupyter.settings import lab_settings
from mentorkit.jupyter.workbook import FIRST, FOLDER, LISTED, Offered, close_workbook, copied, fresh, make_workbook, write_notebook
from mentorkit.program.program import find_program, open_program
from mentorkit.text import Message, msg, msg_n, text_for

__all__ = ["Root", "open_lab", "prepare"]

Say = Callable[[Message], None]
_USUAL_PORT = 8888
_EXAMPLE = "harbour-2026"


class Root:
    """The folder JupyterLab opens, the notebook it opens first, and the workbooks in it."""

    def __init__(self, folder: Path, workbooks: tuple[Path, ...]) -> None:
        self.folder, self.workbooks = folder, workbooks

    def close(self, say: Say, *, keep_outputs: bool) -> None:
        """Drop the outputs of all working copies, unless they are to be kept."""
        if keep_outputs:
            return
        dropped = sum(close_workbook(folder) for folder in self.workbooks)
        if dropped:
            say(
                msg_n(
                    "The outputs of {n} working copy were dropped; running it brings them back.",
                    "The outputs of {n} working copies were dropped; running them brings them back.",
                    dropped,
                )
            )


def open_lab(folder: Path | None, *, language: str, say: Say, browser: bool = True, port: int | None = None, keep_outputs: bool = False) -> None:
    """Prepare working copies and run JupyterLab over them until somebody stops it; then clear up."""
    root = prepare(folder, language=language, say=say)
    port, token, settings = free_port(port, _USUAL_PORT), new_token(), data_place() / "lab"
    lab_settings(settings, root.folder, port)
    log = settings / f"server-{port}.log"
    with contextlib.suppress(OSError):
        log.unlink(missing_ok=True)
    address = f"http://{HOST}:{port}/lab/tree/{FOLDER}/{FIRST}?token={token}&reset"
    try:
        with stopped_by_signals(), Server("jupyterlab", (), port=port, folder=root.folder, environment=environment(settings, JUPYTER_TOKEN=token), log=log) as server:
            server.wait_until_answering()
            say(msg("JupyterLab is open at {address}", address=address))
            say(msg("Only this machine can reach it. Stop it here with Ctrl+C; what you saved stays."))
            if browser:
                webbrowser.open(address)
            server.wait()
    except KeyboardInterrupt:
        say(msg("Stopped."))
    finally:
        root.close(say, keep_outputs=keep_outputs)


def prepare(folder: Path | None, *, language: str, say: Say) -> Root:
    """The root for JupyterLab: a programme's folder with its working copies, or the start folder.

    A shipped example is worked on as a copy in the user's own data place.
    """
    if folder is None:
        return _start_folder(language, say)
    program_file = find_program(folder)
    example = example_of(program_file.parent)
    if example is not None:
        program_file = _example_copy(example) / program_file.name
        say(msg("An example is worked on as a copy, which is in {folder}", folder=str(program_file.parent)))
    else:
        remember(program_file.parent)
    root = program_file.resolve().parent
    _tell(_workbook(program_file), say)
    return Root(root, (root / FOLDER,))


def _workbook(program_file: Path) -> Offered:
    program = open_program(program_file)
    return make_workbook(program.folder, notebooks_folder(), program.intent.language, file=program.path.name)


def _tell(offered: Offered, say: Say) -> None:
    if offered.written:
        say(msg_n("{n} notebook was put into the folder {folder}.", "{n} notebooks were put into the folder {folder}.", len(offered.written), folder=FOLDER))
    if offered.renewed:
        say(
            msg_n(
                "{n} working copy that nobody had changed is now the newer version.", "{n} working copies that nobody had changed are now the newer version.", len(offered.renewed)
            )
        )
    for name in offered.beside:
        say(msg("You changed {name}, so it was left alone; the newer version is beside it as {new}.", name=name, new=name.replace(".ipynb", ".new.ipynb")))


def _start_folder(language: str, say: Say) -> Root:
    """A folder of the user's own with page 00 over a copied example, and a list of programmes on top of it."""
    root = data_place() / "start"
    copies = []
    for example in examples():
        try:
            copies.append(_example_copy(example))
            _workbook(copies[-1] / "program.yaml")
        except MentorkitError:
            continue  # an example that cannot be opened is not offered
    if not copies:
        raise MentorkitError(msg("There are no examples beside the package. Give the folder of a programme."), code="MK-J003", language=language)
    first = _first(copies, language)
    page = root / FOLDER / FIRST
    source = notebooks_folder() / ("" if language == "en" else language) / FIRST
    made = fresh(source if source.is_file() else notebooks_folder() / FIRST, {"program_path": f"../examples/{first.name}/program.yaml"})
    if not (page.parent / ".gitignore").is_file():
        files.write_text(page.parent / ".gitignore", "*\n")
    if copied(made, page) == "beside":
        _tell(Offered(beside=(FIRST,)), say)
    _list_programmes(page, copies, language)
    return Root(root, (root / FOLDER, *(copy / FOLDER for copy in copies)))


def _first(copies: list[Path], language: str) -> Path:
    """The example that page 00 opens with: one in the wished language, the harbour if it is."""

    def fits(copy: Path) -> tuple[bool, bool, str]:
        return (open_program(copy).intent.language != language, not copy.name.startswith(_EXAMPLE), copy.name)

    return min(copies, key=fits)


def _example_copy(example: Path) -> Path:
    """The user's copy of a shipped example; made once, then theirs."""
    copy = data_place() / "start" / "examples" / example.name
    if not (copy / "program.yaml").is_file():
        for path in sorted(example.rglob("*")):
            inside = path.relative_to(example)
            if path.is_file() and not any(part.startswith((".", "~$")) or part == FOLDER for part in inside.parts) and path.name != "program.yaml":
                files.write_bytes(copy / inside, path.read_bytes())
        files.write_bytes(copy / "program.yaml", (example / "program.yaml").read_bytes())
    return copy


def _list_programmes(page: Path, copies: list[Path], language: str) -> None:
    """Put the list of programmes on top of page 00, in the place of the last one."""
    notebook = json.loads(page.read_text("utf-8"))
    words = _listed(copies, language)
    cell = {"cell_type": "markdown", "id": LISTED, "metadata": {}, "source": words.splitlines(keepends=True)}
    notebook["cells"] = [cell, *(other for other in notebook["cells"] if other.get("id") != LISTED)]
    write_notebook(page, notebook)


def _listed(copies: list[Path], language: str) -> str:
    say = text_for(language).plain
    lines = ["# " + say(msg("Your programmes and the examples")), ""]
    lately = recent()
    if lately:
        lines += [say(msg("Opened lately. Each opens by its own command:")), ""]
        lines += [f"- `python -m mentorkit lab {_quoted(path)}`" for path in lately]
        lines.append("")
    lines += [say(msg("Examples, to look at and to try things out in. They are copies; nothing you change here reaches the originals:")), ""]
    for copy in copies:
        name = open_program(copy / "program.yaml").intent.name.replace("[", "(").replace("]", ")")
        lines.append(f"- [{name}](../examples/{copy.name}/{FOLDER}/{FIRST})")
    new = "python -m mentorkit new my-programme --template onboarding"
    lines += ["", say(msg("A programme of your own begins with:")) + f" `{new}`"]
    return "\n".join(lines)


def _quoted(path: Path) -> str:
    words = path.as_posix()
    return f'"{words}"' if " " in words else words
