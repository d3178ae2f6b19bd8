"""What a committee should see before it says yes: coverage against fit, how firm the pairs are, other ways, groups, the form itself."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.pairing.access import Access, access
from mentorkit.pairing.blend import blend
from mentorkit.pairing.curve import Curve, coverage_curve
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.questions import Blanks, LeftOut, Wanted, blanks, left_out, wanted
from mentorkit.pairing.robustness import WEIGHTINGS, Robustness, robustness
from mentorkit.pairing.ways import Manual, Way, manual_pairing, other_ways
from mentorkit.people.people import People
from mentorkit.program.model import ProgramFile

__all__ = ["LARGE", "TradeOffs", "trade_offs_of"]

LARGE = 2_000_000  # possible pairs; above it nothing is computed that pairs everybody again many times


@dataclass(frozen=True, eq=False)
class TradeOffs:
    """Everything about a pairing that a committee weighs.

    ``robustness`` is ``None`` and ``left_out`` empty where there is nothing to vary, or too much (``large``; the curve then has its two
    ends alone). ``manual`` is ``None`` when no list made by hand was given.
    """

    pairing: Pairing
    curve: Curve
    robustness: Robustness | None
    ways: tuple[Way, ...]
    manual: Manual | None
    access: tuple[Access, ...]
    left_out: tuple[LeftOut, ...]
    blanks: Blanks
    wanted: tuple[Wanted, ...]
    large: bool = False


def trade_offs_of(intent: ProgramFile, people: People, pairing: Pairing, count: int = WEIGHTINGS) -> TradeOffs:
    """All of it; ``count`` weightings are tried for the robustness."""
    large = pairing.scores.points.size > LARGE
    question = None if large else blend(pairing.scores)
    audited = intent.audiences.equal_access if intent.audiences else ()
    return TradeOffs(
        pairing,
        coverage_curve(pairing, large),
        None if question is None else robustness(pairing, question, count),
        other_ways(pairing),
        manual_pairing(pairing, people.manual, people.mentees["person_id"], people.mentors["person_id"]),
        access(pairing, people.mentees, audited),
        () if question is None else left_out(pairing, question, intent.pairing),
        blanks(pairing),
        wanted(pairing, people.mentees, intent.pairing),
        large,
    )
