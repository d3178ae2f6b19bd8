"""How the command line speaks: sentences, paths that can be typed again, errors in words and never as a traceback."""

from __future__ import annotations

import contextlib
import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from mentorkit.errors import MentorkitError
from mentorkit.text import Message, Text, msg, text_for

__all__ = ["ME", "day_of", "fail", "quoted", "say", "unexpected", "write"]

ME = "python -m mentorkit"


def day_of(words: str | None, option: str = "--as-of") -> datetime.date | None:
    """A day as the command line takes it; None where none was given. Raises MentorkitError for any other words."""
    if words is None:
        return None
    day = None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):  # other forms of ISO 8601 are easily mistaken
        with contextlib.suppress(ValueError):
            day = datetime.date.fromisoformat(words)
    if day is None or not 1900 <= day.year <= 2100:
        raise MentorkitError(msg("{option} needs a day as in 2026-09-01, between 1900 and 2100; found {value}.", option=option, value=words), code="MK-E007")
    return day


def say(text: Text, message: Message, indent: str = "") -> None:
    """One sentence on the output."""
    write(text, indent + text(message))


def write(text: Text, words: str) -> None:
    """One line of words that are made already."""
    # Terminals draw the isolation characters as boxes.
    print("".join(c for c in words if c not in "\u2068\u2069"), flush=True)


def quoted(path: Path) -> str:
    """A path as it is typed again, in quotes where it has a blank."""
    words = path.as_posix() if isinstance(path, Path) else str(path)
    return f'"{words}"' if " " in words else words


def fail(error: MentorkitError, code: int) -> NoReturn:
    """End with the error in sentences on the error stream, and this exit code."""
    text = text_for(error.language)
    first, *rest = error.lines(text)
    for line in (f"{error.code} {first}", *rest):
        print("".join(c for c in line if c not in "\u2068\u2069"), file=sys.stderr)
    sys.exit(code)


def unexpected(error: Exception) -> NoReturn:
    """An error of ours: one line, and where the places it went through are written (never values, they can be of persons)."""
    import tempfile
    import traceback

    from mentorkit import files

    places = [f"{type(error).__name__}", *(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in _frames(error, traceback))]
    log = Path(tempfile.gettempdir()) / "mentorkit-error.log"
    try:
        files.write_text(log, "\n".join(places) + "\n")
    except OSError:
        log = Path("-")
    words = msg("MK-E999 Something in mentorkit itself went wrong ({kind}). Where is written in {file}; please report it.", kind=type(error).__name__, file=str(log))
    print(text_for("en")(words), file=sys.stderr)
    sys.exit(2)


def _frames(error: Exception, traceback: Any) -> Iterator[Any]:
    yield from traceback.extract_tb(error.__traceback__)
