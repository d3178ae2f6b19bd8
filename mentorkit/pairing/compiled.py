"""Compiles the numeric loops with numba, keeps what was compiled, and leaves them as plain Python where numba is not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

numba: Any
try:
    import numba
except ImportError:
    numba = None

__all__ = ["COMPILES", "compiled", "own_cache"]

COMPILES = numba is not None
Function = TypeVar("Function", bound=Callable[..., Any])
# "numpy" drops the check of every division for zero, which keeps loops from being vectorised; never fastmath: results are exact
_OPTIONS: Any = {"nogil": True, "error_model": "numpy", "boundscheck": False}


def compiled(function: Function) -> Function:
    """The same function, compiled on its first call for the types it is called with.

    What was compiled is kept beside the code, or in the person's own cache; where neither can be written (a read-only install
    without a home), in a folder of ours; where that fails too, it lasts for this process.
    """
    if numba is None:
        return function
    try:
        return cast(Function, numba.njit(cache=True, **_OPTIONS)(function))
    except RuntimeError:  # numba found no place it may write to
        folder = own_cache()
    if folder is not None:
        numba.config.CACHE_DIR = str(folder)
        try:
            return cast(Function, numba.njit(cache=True, **_OPTIONS)(function))
        except RuntimeError:
            pass
    return cast(Function, numba.njit(**_OPTIONS)(function))


def own_cache() -> Path | None:
    """A folder for compiled code that only this person may write to; ``None`` where there is none.

    Compiled code is run as it is read, so a folder that belongs to somebody else is never used.
    """
    person = os.getuid() if hasattr(os, "getuid") else "own"
    folder = Path(tempfile.gettempdir()) / f"mentorkit-compiled-{person}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return None
    mine = not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)
    return folder if mine and folder.is_dir() and not folder.is_symlink() and os.access(folder, os.W_OK) else None
