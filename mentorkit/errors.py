"""The errors a user can meet. Each carries fields, so that callers sort them without reading sentences.

Sentences are made by ``text`` from the error's ``message``; ``str(error)`` gives them in the error's ``language``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mentorkit.text import Text, text_for

__all__ = ["FileChanged", "FolderLocked", "InvalidProgram", "MentorkitError", "NotReady"]


class MentorkitError(Exception):
    """Something the user can mend. ``message`` says what and how; ``code`` is stable; ``problems`` lists all of it at once."""

    code = "MK-E000"

    def __init__(self, message: Any, problems: Sequence[Any] = (), *, code: str = "", file: str | None = None, language: str = "en") -> None:
        super().__init__(str(message))
        self.message = message
        self.problems = tuple(problems)
        self.code = code or self.code
        self.file = file
        self.language = language

    def lines(self, text: Text) -> tuple[str, ...]:
        """The message and every problem, a line each, in the given language."""
        return (text(self.message), *(f"{problem.code} {problem.sentence(text)}" for problem in self.problems))

    def __str__(self) -> str:
        return "\n".join(self.lines(text_for(self.language)))

    def _render_traceback_(self) -> list[str]:
        # IPython shows these lines instead of a traceback; papermill stores them.
        return list(self.lines(text_for(self.language)))


class InvalidProgram(MentorkitError):
    """A program file or its tables hold something wrong."""

    code = "MK-E001"


class NotReady(MentorkitError):
    """A stage still lacks something; ``stage`` is its key. Shown as a short list without a traceback, in any front end."""

    code = "MK-E002"

    def __init__(self, message: Any, problems: Sequence[Any] = (), *, stage: str, language: str = "en") -> None:
        super().__init__(message, problems, language=language)
        self.stage = stage


class FileChanged(MentorkitError):
    """The file on disk is not the one that was read; saving would overwrite somebody's work."""

    code = "MK-E004"


class FolderLocked(MentorkitError):
    """Another run works in this folder; ``pid``, ``host`` and ``started`` say which."""

    code = "MK-E003"

    def __init__(self, message: Any, *, pid: int, host: str, started: str, file: str) -> None:
        super().__init__(message, file=file)
        self.pid = pid
        self.host = host
        self.started = started
