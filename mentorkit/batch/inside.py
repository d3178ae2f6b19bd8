"""What runs inside a notebook kernel of the batch: takes a picture of the fresh kernel and brings it back between notebooks.

Clearing names is not enough: options of libraries, the working folder, environment variables, display formatters, random
states and the like outlive it. What a notebook left changed is mended *and* named, so that it can be counted.
"""

from __future__ import annotations

import builtins
import contextlib
import copy
import decimal
import gc
import importlib
import logging
import os
import random
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

__all__ = ["left_dirty", "restore", "start"]

_PACKAGE = "mentorkit"
_PLAIN = (int, float, str, bytes, bool, type(None), tuple, frozenset)
_state: dict[str, Any] = {}
_dirty: list[str] = []


def start(imports: tuple[str, ...], seed: int) -> None:
    """Import what every notebook needs, remember how the kernel looks, and take it out of the garbage collector's rounds.

    Without the freeze each clearing walks over every object of pandas and its friends (80 ms instead of 3).
    """
    for name in imports:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    panels = sys.modules.get("mentorkit.ui.panel")
    if panels is not None:  # nobody clicks here: the twin alone, and no widget is made
        panels.static_only()
    _state.update({name: take() for name, (take, _) in _PARTS.items()}, seed=seed)
    _reseed()
    gc.collect()
    gc.freeze()


def restore() -> None:
    """Make the kernel look as it did after :func:`start`; :func:`left_dirty` says what had to be mended."""
    _dirty[:] = []
    for part, (_, mend) in _PARTS.items():
        if mend(_state[part]):
            _dirty.append(part)
    _forget_widgets()
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")
    _shell().reset(new_session=True)
    for module in list(sys.modules.values()):  # else a warning appears only in the first notebook that meets it
        names = getattr(module, "__dict__", None)
        if type(names) is dict:
            names.pop("__warningregistry__", None)
    _reseed()


def left_dirty() -> str:
    """What the last :func:`restore` had to mend, separated by spaces; only read after it."""
    return " ".join(_dirty)


def _shell() -> Any:
    from IPython.core.getipython import get_ipython

    return get_ipython()  # type: ignore[no-untyped-call,unused-ignore]


def _reseed() -> None:
    random.seed(_state["seed"])
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(_state["seed"])


def _mapping(find: Callable[[], Any]) -> tuple[Callable[[], Any], Callable[[Any], bool]]:
    """A dict-like thing: remembered as a copy, mended in place."""

    def take() -> Any:
        found = find()
        return None if found is None else dict(found)

    def mend(before: Any) -> bool:
        now = find()
        if before is None or now is None or dict(now) == before:
            return False
        for key in [key for key in now if key not in before]:
            del now[key]
        for key, value in before.items():
            if key not in now or now[key] is not value:
                now[key] = value
        return True

    return take, mend


def _list(find: Callable[[], list[Any]]) -> tuple[Callable[[], Any], Callable[[Any], bool]]:
    def mend(before: Any) -> bool:
        now = find()
        changed = bool(now != before)
        now[:] = before
        return changed

    return lambda: list(find()), mend


def _folder(before: str) -> bool:
    try:
        changed = os.getcwd() != before
    except OSError:  # the notebook removed the folder it stood in
        changed = True
    os.chdir(before)
    return changed


def _warning_filters(before: list[Any]) -> bool:
    changed = list(warnings.filters) != before
    warnings.filters[:] = before  # type: ignore[index]
    getattr(warnings, "_filters_mutated", getattr(warnings, "_filters_mutated_lock_held", lambda: None))()
    return changed


def _decimal(before: decimal.Context) -> bool:
    now = decimal.getcontext()
    changed = (now.prec, now.rounding) != (before.prec, before.rounding)
    decimal.setcontext(before.copy())
    return changed


def _numpy_errors() -> Any:
    numpy = sys.modules.get("numpy")
    return None if numpy is None else numpy.geterr()


def _mend_numpy_errors(before: Any) -> bool:
    now = _numpy_errors()
    if before is None or now == before:
        return False
    sys.modules["numpy"].seterr(**before)
    return True


def _pandas() -> Any:
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return None
    return copy.deepcopy(pandas._config.config._global_config)


def _mend_pandas(before: Any) -> bool:
    if before is None or _pandas() == before:
        return False
    pandas = sys.modules["pandas"]
    for key in pandas._config.config._registered_options:
        value = before
        for step in key.split("."):
            value = value[step]
        if pandas.get_option(key) != value:
            pandas.set_option(key, value)
    return True


def _logging() -> Any:
    root = logging.getLogger()
    return root.level, list(root.handlers)


def _mend_logging(before: Any) -> bool:
    root = logging.getLogger()
    changed = _logging() != before
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    return bool(changed)


def _threads() -> set[int]:
    """Threads that are not the kernel's own; its messages start some of theirs late."""
    own = ("ipykernel", "zmq", "IPython", "tornado")
    return {id(t) for t in threading.enumerate() if type(t).__module__.split(".")[0] not in own}


def _mend_threads(before: set[int]) -> bool:
    """Threads cannot be stopped from outside; each is named once."""
    now = _threads()
    left = now - before
    before |= now
    return bool(left)


def _rc() -> Any:
    library = sys.modules.get("matplotlib")
    return None if library is None else dict.copy(library.rcParams)


def _mend_rc(before: Any) -> bool:
    now = _rc()
    if before is None or now == before:
        return False
    # Set when pyplot first meets its back end; putting them back would lose every later figure without a word.
    chosen = {"backend", "backend_fallback", "interactive"}
    if "matplotlib_inline.backend_inline" in sys.modules:
        dict.__setitem__(sys.modules["matplotlib"].rcParams, "interactive", True)
    changed = {key: value for key, value in before.items() if key not in chosen and now.get(key) != value}
    for key, value in changed.items():
        dict.__setitem__(sys.modules["matplotlib"].rcParams, key, value)
    return bool(changed)


def _own(module: Any) -> bool:
    """What pyplot's inline back end registers once, at its first use; taking it away would lose every later figure."""
    return str(module or "").startswith(("matplotlib", "IPython.core.pylabtools"))


def _display() -> Any:
    shell = _shell()
    formatters = {name: (dict(f.type_printers), dict(f.deferred_printers), dict(f.singleton_printers)) for name, f in shell.display_formatter.formatters.items()}
    callbacks = {event: list(found) for event, found in shell.events.callbacks.items()}
    return formatters, callbacks


def _mend_display(before: Any) -> bool:
    shell, changed = _shell(), False
    for name, formatter in shell.display_formatter.formatters.items():
        for now, was in zip((formatter.type_printers, formatter.deferred_printers, formatter.singleton_printers), before[0].get(name, ({}, {}, {})), strict=True):
            for key in [key for key in now if key not in was and not _own(getattr(key, "__module__", key[0] if isinstance(key, tuple) else ""))]:
                del now[key]
                changed = True
            changed |= any(now.get(key) is not value for key, value in was.items())
            now.update(was)
    for event, now in shell.events.callbacks.items():
        kept = [found for found in now if found in before[1].get(event, []) or _own(getattr(found, "__module__", ""))]
        kept += [found for found in before[1].get(event, []) if found not in kept]
        changed |= kept != now
        now[:] = kept
    return changed


_SHELL = ("ast_node_interactivity", "custom_exceptions", "CustomTB", "showtraceback", "run_cell", "automagic")


def _shell_settings() -> Any:
    shell = _shell()
    return {
        **{name: shell.__dict__.get(name, getattr(shell, name, None)) for name in _SHELL if name in shell.__dict__ or hasattr(type(shell), name)},
        "mode": shell.InteractiveTB.mode,
        "precision": shell.display_formatter.formatters["text/plain"].float_precision,
    }


def _mend_shell(before: Any) -> bool:
    shell, now, changed = _shell(), _shell_settings(), False
    for name in _SHELL:
        if name in before and now.get(name) != before[name]:
            setattr(shell, name, before[name])
            changed = True
    if now["mode"] != before["mode"]:
        shell.InteractiveTB.set_mode(mode=before["mode"])
        changed = True
    if now["precision"] != before["precision"]:
        shell.display_formatter.formatters["text/plain"].float_precision = before["precision"]
        changed = True
    return changed


def _package() -> Any:
    """The attributes of our modules; lists with their content, because listeners are kept in one."""
    modules = {name: module for name, module in sys.modules.items() if name.split(".")[0] == _PACKAGE and name != __name__}
    return {name: ({**vars(module)}, {key: list(value) for key, value in vars(module).items() if type(value) is list}) for name, module in modules.items()}


def _mend_package(before: Any) -> bool:
    changed = False
    for name, (attributes, lists) in before.items():
        now = vars(sys.modules[name])
        for key, value in list(now.items()):
            if key.startswith("__") or isinstance(value, type(sys)):
                continue
            if key not in attributes:
                # a name that the package itself loads late is a function or class of ours; anything else was put there
                if str(getattr(value, "__module__", "")).split(".")[0] != _PACKAGE:
                    del now[key]
                    changed = True
            elif value is not attributes[key]:
                now[key] = attributes[key]
                changed |= not key.startswith("_")
        for key, value in attributes.items():
            if key not in now:
                now[key] = value
                changed = True
        for key, content in lists.items():
            now[key][:] = content
    return changed


def _forget_widgets() -> None:
    """Panels of the last notebook: dropped without a word to a front end that is not there."""
    widgets = sys.modules.get("ipywidgets.widgets.widget")
    if widgets is not None:
        getattr(widgets, "_instances", {}).clear()
    comm = sys.modules.get("comm")
    if comm is not None:
        getattr(comm.get_comm_manager(), "comms", {}).clear()


# In this order: what the later parts need (built-in functions, the search path, the working folder) is mended first.
_PARTS: dict[str, tuple[Callable[[], Any], Callable[[Any], bool]]] = {
    "builtins": _mapping(lambda: vars(builtins)),
    "path": _list(lambda: sys.path),
    "cwd": (os.getcwd, _folder),
    "env": _mapping(lambda: os.environ),
    "warnings": (lambda: list(warnings.filters), _warning_filters),
    "decimal": (lambda: decimal.getcontext().copy(), _decimal),
    "numpy": (_numpy_errors, _mend_numpy_errors),
    "pandas": (_pandas, _mend_pandas),
    "rcParams": (_rc, _mend_rc),
    "logging": (_logging, _mend_logging),
    "display": (_display, _mend_display),
    "shell": (_shell_settings, _mend_shell),
    "package": (_package, _mend_package),
    "threads": (_threads, _mend_threads),
}
