"""Stage 07: whether management is really behind it, and what that takes."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.commitment import Commitment, commitment_of
from mentorkit.program.program import Program
from mentorkit.stages.alternatives import plan_costs

__all__ = ["commitment", "results"]


def commitment(program: Program) -> Commitment:
    """What management agreed to, the ledger of promises, who stands where, risks, decisions requested, and the costs of stage 01.

    Works on a draft of any kind: what is missing is listed in ``gaps``, not raised.
    """
    return commitment_of(program.intent, plan_costs(program))


def results(program: Program, people: Any = None) -> tuple[Commitment]:
    """Everything this stage shows; it needs no people."""
    return (commitment(program),)
