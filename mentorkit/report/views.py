"""Which function shows which result. Results are known by the name of their class, so ``stages`` stays unseen here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mentorkit.report.blocks import View
from mentorkit.report.lens import Lens

__all__ = ["VIEWS", "view"]

VIEWS: dict[str, str] = {
    "Card": "start:card_view",
    "Readiness": "start:readiness_view",
    "Comparison": "alternatives:comparison_view",
    "Costs": "costs:costs_view",
    "Chain": "need:chain_view",
    "Detectable": "need:detectable_view",
    "DryRun": "dry_run:dry_run_view",
    "Profile": "audiences:profile_view",
    "FormsKit": "forms:forms_view",
    "Scores": "pairing:scores_view",
    "Pairing": "pairing:pairing_view",
    "Reasons": "pairing_reasons:reasons_view",
    "TradeOffs": "trade_offs:trade_offs_view",
    "Decisions": "decisions:decisions_view",
    "RePairing": "re_pairing:re_pairing_view",
    "Moved": "pairing_live:moved_view",
    "LargePairing": "pairing_large:large_view",
    "NotAtThisSize": "pairing_large:size_view",
    "TrainingPlan": "training:training_view",
    "Texts": "texts:texts_view",
    "Calendar": "calendar:calendar_view",
    "Monitoring": "steering:monitoring_view",
    "Commitment": "commitment:commitment_view",
    "Evaluation": "evaluation:evaluation_view",
    "Portfolio": "portfolio:portfolio_view",
}


def view(result: Any, lens: Lens) -> View:
    """What ``result`` shows through ``lens``; ``TypeError`` for something that is not a result of a stage."""
    name = type(result).__name__
    if name not in VIEWS:
        raise TypeError(f"nothing shows a {name}")
    module, function = VIEWS[name].split(":")
    found: View = getattr(import_module(f"mentorkit.report.{module}"), function)(result, lens)
    return found
