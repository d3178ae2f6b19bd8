"""mentorkit: in-house mentoring, from the question whether to the answer whether it worked.

The names below are the public ones; each is loaded when it is first used, so importing this package does no work.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "open_program": "program.program",
    "save_program": "program.program",
    "problems": "program.checks",
    "require": "program.checks",
    "readiness": "stages.start",
    "compare_options": "stages.alternatives",
    "plan_costs": "stages.alternatives",
    "goals_chain": "stages.need",
    "detectable": "stages.need",
    "dry_run": "stages.need",
    "known_items": "stages.need",
    "sign_off": "stages.need",
    "read_people": "stages.audiences",
    "profile": "stages.audiences",
    "make_forms": "stages.audiences",
    "score": "stages.pairing",
    "pair": "stages.pairing",
    "explain": "stages.pairing",
    "trade_offs": "stages.pairing",
    "decide": "stages.decisions",
    "re_pair": "stages.pairing",
    "live_pairing": "stages.live",
    "forms_button": "ui.writing",
    "plan_training": "stages.training",
    "propose_training": "stages.training",
    "make_texts": "stages.training",
    "plan_calendar": "stages.steering",
    "monitor": "stages.steering",
    "commitment": "stages.commitment",
    "evaluate": "stages.evaluation",
    "portfolio": "stages.portfolio",
    "panel": "ui.panel",
    "app": "ui.app",
    "screen": "ui.screens",
    "show": "report.show",
    "save": "report.save",
}

__all__ = [
    "app",
    "commitment",
    "compare_options",
    "decide",
    "detectable",
    "dry_run",
    "evaluate",
    "explain",
    "forms_button",
    "goals_chain",
    "known_items",
    "live_pairing",
    "make_forms",
    "make_texts",
    "monitor",
    "open_program",
    "pair",
    "panel",
    "plan_calendar",
    "plan_costs",
    "plan_training",
    "portfolio",
    "problems",
    "profile",
    "propose_training",
    "re_pair",
    "read_people",
    "readiness",
    "require",
    "save",
    "save_program",
    "score",
    "screen",
    "show",
    "sign_off",
    "trade_offs",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'mentorkit' has no attribute {name!r}")
    found = getattr(import_module(f"mentorkit.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return list(__all__)
