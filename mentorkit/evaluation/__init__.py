"""Did it work: each method by itself, for use in a notebook as much as by the stage.

The names below are the public ones; each is loaded when it is first used, so importing this room does no work.
"""

from importlib import import_module
from typing import Any

# No module may be named like a function: loading the module would put it in the function's place.
_HOME = {
    "reliability": "consistency",
    "change": "changes",
    "adjusted_difference": "differences",
    "difference_in_differences": "differences",
    "balance_weights": "balancing",
    "compare_retention": "leaving",
    "proportion": "simple",
    "sensitivity": "simple",
    "adjust_p": "simple",
    "pool_estimates": "combining",
    "detectable": "smallest",
}

__all__ = [
    "adjust_p",
    "adjusted_difference",
    "balance_weights",
    "change",
    "compare_retention",
    "detectable",
    "difference_in_differences",
    "pool_estimates",
    "proportion",
    "reliability",
    "sensitivity",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'mentorkit.evaluation' has no attribute {name!r}")
    found = getattr(import_module(f"mentorkit.evaluation.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return list(__all__)
