"""Counts and means over pairs that pages show: what each rule forbids, what each criterion gives, how scores and mentees spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorkit.pairing.pairing import Paired, Pairing
from mentorkit.pairing.scores import Scores

__all__ = ["CriterionMean", "RuleCount", "bins", "contributions", "criterion_means", "loads", "options", "rule_counts"]


@dataclass(frozen=True)
class RuleCount:
    """How many pairs a rule forbids, how many of them no other rule forbids, and how many it could not judge."""

    id: str
    kind: str
    why: str
    forbidden: int
    alone: int
    unknown: int


@dataclass(frozen=True)
class CriterionMean:
    """Mean points 0-1000 of a criterion over all allowed pairs and, where a pairing is given, over the pairs made."""

    id: str
    weight: int
    allowed: float | None
    made: float | None
    lowest: int | None


def rule_counts(scores: Scores) -> tuple[RuleCount, ...]:
    """One row per rule, in the order of the file."""
    times = np.zeros(scores.points.shape, np.int64)
    for rule in scores.rules:
        times += rule.forbidden
    return tuple(RuleCount(rule.id, rule.kind, rule.why, int(rule.forbidden.sum()), int((rule.forbidden & (times == 1)).sum()), rule.unknown) for rule in scores.rules)


def options(scores: Scores) -> npt.NDArray[np.int64]:
    """How many mentors each mentee may have under rules, smallest score and seats above 0."""
    return np.asarray((scores.allowed & scores.enough & (scores.seats > 0)).sum(axis=1))


def criterion_means(scores: Scores, pairing: Pairing | None = None) -> tuple[CriterionMean, ...]:
    """One row per criterion, in the order of the file."""
    allowed = scores.allowed
    rows = []
    for criterion in scores.criteria:
        everywhere = float(criterion.points[allowed].mean()) if allowed.any() else None
        part = pairing.pairs[f"part_{criterion.id}"] if pairing is not None and len(pairing.pairs) else None
        rows.append(CriterionMean(criterion.id, criterion.weight, everywhere, None if part is None else float(part.mean()), None if part is None else int(part.min())))
    return tuple(rows)


def loads(pairing: Paired) -> tuple[tuple[int, int], ...]:
    """How many mentors have 0, 1, 2, ... mentees: (mentees, mentors)."""
    counts = np.bincount(pairing.used) if len(pairing.mentors) else np.zeros(0, np.int64)
    return tuple((load, int(count)) for load, count in enumerate(counts))


def bins(pairing: Paired, width: int = 10) -> tuple[tuple[int, int, int], ...]:
    """How many pairs score from, below, in steps of ``width`` points of 100; the last step includes 100."""
    scores = pairing.pairs["score"].to_numpy(dtype=np.int64)
    counts, edges = np.histogram(scores, bins=np.arange(0, 1001, width * 10))
    return tuple((int(low) // 10, int(high) // 10, int(count)) for low, high, count in zip(edges, edges[1:], counts, strict=False))


def contributions(pairing: Pairing) -> tuple[tuple[str, npt.NDArray[np.float64]], ...]:
    """What each criterion with a weight adds to each pair's score, 0-1000, in the order of ``pairs``."""
    weight = pairing.scores.weight
    weighed = [criterion for criterion in pairing.scores.criteria if criterion.weight]
    return tuple((criterion.id, criterion.weight * pairing.pairs[f"part_{criterion.id}"].to_numpy(dtype=float) / weight) for criterion in weighed)
