"""``demo``: the live app through Voilà over a private copy of a programme with made-up first names."""

from __future__ import annotations

import contextlib
import os
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorkit import files
from mentorkit.errors import MentorkitError
from mentorkit.evaluation.tables import ITEMS, OUTCOMES, read_items
from mentorkit.jupyter.places import SHARE, data_place, examples, notebooks_folder
from mentorkit.jupyter.server import HOST, Server, environment, free_port, new_token, stopped_by_signals
from mentorkit.jupyter.settings import TEMPLATE, voila_settings
from mentorkit.jupyter.workbook import fresh, write_notebook
from mentorkit.monitoring.tables import ATTENDANCE, CHECKINS, LOG
from mentorkit.people.columns import ColumnSpec, TableSpec
from mentorkit.people.masked import Copied, masked_copy
from mentorkit.people.specs import MANUAL, MENTEES, MENTORS, PAIRS, STAFF
from mentorkit.program.program import Program, find_program, open_program
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["Live", "check_demo", "live_copy", "open_demo"]

Say = Callable[[Message], None]
_USUAL_PORT = 8866
_EXAMPLE = "harbour-2026"
_PAGE = "app.ipynb"
_READY = b"mk-app-twin"  # only in the page when the cell of the app ran through
# Answers are copied as they were given; what a question is, the items say.
_SURVEY = TableSpec(
    "survey", (ColumnSpec("respondent_id", "id"), *(ColumnSpec(name, "text") for name in ("role", "wave", "item", "answer"))), keep_unknown=True
)  # fmt: skip
_TABLES = (MENTEES, MENTORS, STAFF, PAIRS, MANUAL, CHECKINS, LOG, ATTENDANCE, ITEMS, OUTCOMES, _SURVEY)


@dataclass(frozen=True)
class Live:
    """A prepared copy: its folder, the page to serve, what was copied."""

    folder: Path
    page: Path
    program: Program
    copied: Copied


def open_demo(path: Path | None, *, say: Say, browser: bool = True, port: int | None = None, real_ids: bool = False, results: Path | None = None) -> None:
    """Serve the app over a copy until somebody stops it; then the copy is gone."""
    if real_ids:
        say(msg("Real ids and what people wrote are shown on this screen. Make sure that everybody who sees it may."))
    try:
        with stopped_by_signals(), _private() as folder:
            live = live_copy(_wished(path), folder / "live", real_ids=real_ids, results=results)
            _tell(live, say)
            with _serving(live, free_port(port, _USUAL_PORT)) as (server, address):
                server.wait_until_answering()
                say(msg("The app is open at {address}", address=address))
                say(msg("Only this machine can reach it. Stop it here with Ctrl+C; the copy is deleted then, with everything saved in it."))
                if browser:
                    webbrowser.open(address)
                server.wait()
    except KeyboardInterrupt:
        say(msg("Stopped. The copy is deleted."))


def check_demo(path: Path | None, *, say: Say, port: int | None = None, real_ids: bool = False, results: Path | None = None) -> bool:
    """Try everything that a demonstration needs, one line for each; true when it would work with all tables.

    Raises :class:`~mentorkit.errors.MentorkitError` for the first thing without which it would not work at all.
    """
    with stopped_by_signals(), _private() as folder:
        source = _wished(path)
        live = live_copy(source, folder / "live", real_ids=real_ids, results=results)
        say(msg("Program file: {name}, fine.", name=live.program.intent.name))
        _check_tables(live, say)
        _check_template()
        say(msg("Template: found."))
        port = free_port(port, _USUAL_PORT)
        say(msg("Port {port}: free.", port=str(port)))
        started = time.monotonic()
        with _serving(live, port) as (server, address):
            server.wait_until_answering()
            _load(address)
            say(msg("App: ready in {seconds} seconds.", seconds=Decimal(time.monotonic() - started)))
    return not live.copied.left_out


def live_copy(source: Path, folder: Path, *, real_ids: bool = False, results: Path | None = None) -> Live:
    """A copy of the programme at ``source`` in ``folder``, with the app's page in its language beside it."""
    program = open_program(source)
    items, _ = read_items(program)
    comments = frozenset(item.id for item in items if item.scale == "text")
    copied = masked_copy(program, folder, _TABLES, comments=comments, real_ids=real_ids)
    notebooks, language = notebooks_folder(), program.intent.language
    own = notebooks / language / _PAGE
    page = fresh(own if language != "en" and own.is_file() else notebooks / _PAGE, {"program_path": "program.yaml", "programs_dir": str(results.resolve()) if results else ""})
    page["metadata"]["title"] = program.intent.name
    page["metadata"].setdefault("mentorkit", {})["language"] = language
    write_notebook(folder / _PAGE, page)
    return Live(folder, folder / _PAGE, program, copied)


def _wished(path: Path | None) -> Path:
    if path is not None:
        return find_program(path)
    shipped = {example.name: example for example in examples()}
    if _EXAMPLE not in shipped:
        raise MentorkitError(msg("There are no examples beside the package. Give the folder of a programme."), code="MK-J003")
    return shipped[_EXAMPLE] / "program.yaml"


@contextlib.contextmanager
def _private() -> Iterator[Path]:
    """A folder of the user's own that is gone afterwards; what a killed demonstration left there goes first."""
    # Windows does not tell whether another demonstration is still running, so nothing is cleared there.
    with files.private_folder(data_place() / "live", mark="" if os.name == "nt" else "demo-") as folder:
        yield folder


@contextlib.contextmanager
def _serving(live: Live, port: int) -> Iterator[tuple[Server, str]]:
    token, settings = new_token(), live.folder.parent / "settings"
    voila_settings(settings, port=port, token=token, language=live.program.intent.language)
    around = environment(settings, data=SHARE, IPYTHONDIR=str(settings / "ipython"))
    with Server("voila", (live.page.name,), port=port, folder=live.folder, environment=around, log=settings / "server.log") as server:
        yield server, f"http://{HOST}:{port}/?token={token}"


def _tell(live: Live, say: Say) -> None:
    if live.copied.persons:
        say(msg_n("{n} person has a made-up first name on this screen.", "{n} persons have made-up first names on this screen.", live.copied.persons))
    if live.copied.left_out:
        say(msg("Left out, because something in them is wrong: {tables}. See: {command}", tables=live.copied.left_out, command="python -m mentorkit check"))


def _check_tables(live: Live, say: Say) -> None:
    if live.copied.left_out:
        _tell(live, say)
    else:
        say(msg("Tables: fine."))


def _check_template() -> None:
    if not (SHARE / "nbconvert" / "templates" / TEMPLATE / "index.html.j2").is_file():
        raise MentorkitError(msg("The template of the app is not there; install mentorkit again."), code="MK-J004")


def _load(address: str, seconds: float = 180) -> None:
    """Ask for the page as a browser does, past any proxy, and see that its kernel ran through."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
    try:
        with opener.open(address, timeout=seconds) as answer:
            content: bytes = answer.read()
    except (OSError, urllib.error.URLError) as error:
        raise MentorkitError(msg("The app does not answer ({kind}).", kind=type(error).__name__), code="MK-J005") from error
    if _READY not in content:
        raise MentorkitError(msg("The app's notebook did not run through. Try it in the workbook first: {command}", command="python -m mentorkit lab"), code="MK-J006")
