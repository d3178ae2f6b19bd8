"""One guard round every callback: an error inside a callback would otherwise be lost without a trace."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Guard", "Slip", "slip_of"]


@dataclass(frozen=True)
class Slip:
    """An error caught in a callback: its type and where it happened. Its sentence is left out: it could hold personal data."""

    callback: str
    kind: str
    where: tuple[str, ...]


class Guard:
    """Wraps callbacks; ``told(error)`` shows one line in the panel, ``log`` keeps the :class:`Slip` of each."""

    def __init__(self, told: Callable[[Exception], None]) -> None:
        self._told = told
        self.log: list[Slip] = []

    def __call__(self, callback: Callable[..., None]) -> Callable[..., None]:
        """The callback, guarded; it carries ``guarded`` so that a test can see it."""

        @functools.wraps(callback)
        def guarded(*args: Any, **kwargs: Any) -> None:
            try:
                callback(*args, **kwargs)
            except Exception as error:
                self.log.append(slip_of(getattr(callback, "__name__", "callback"), error))
                self._told(error)

        guarded.guarded = True  # type: ignore[attr-defined]
        return guarded


def slip_of(name: str, error: Exception) -> Slip:
    """The slip of an error in the callback ``name``."""
    frames = traceback.extract_tb(error.__traceback__)
    return Slip(name, type(error).__name__, tuple(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames))
