"""The sentences of page 04: names of kinds and rules, the policy, the proof, what carried a pair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mentorkit.pairing.criteria import CriterionPoints
from mentorkit.pairing.pairing import Unpaired
from mentorkit.pairing.relief import MINIMUM
from mentorkit.pairing.scores import Scores
from mentorkit.report.policy_words import policy_words, proof_words
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = [
    "CODES", "KINDS", "RULES", "RULE_REASONS", "CriterionNames", "names_of_criteria", "pair_why", "points_of", "policy_words", "proof_words", "reason_of", "rule_name",
    "sum_of_scores", "whole",
]  # fmt: skip

KINDS = {
    "coverage": msg("share of what the mentee wants that the mentor offers"),
    "overlap": msg("share of what the two name that both name"),
    "equal": msg("same answer"),
    "different": msg("different answers"),
    "closeness": msg("closeness to an ideal gap"),
    "shared_language": msg("a language in common"),
    "style": msg("communication styles that go together"),
    "hours": msg("hours a month that fit"),
    "wishes": msg("ranked wishes of either side"),
    "text": msg("closeness of what the two wrote"),
}
RULES = {
    "not_in_line": msg("not in each other's reporting line"),
    "more_experienced": msg("the mentor is more experienced"),
    "same": msg("same answer"),
    "different": msg("different answers"),
    "gap": msg("gap within limits"),
    "shared_language": msg("a language in common"),
    "not_earlier_pair": msg("not a pair of an earlier round"),
    "first_time_one": msg("a first-time mentor takes one mentee"),
    "condition": msg("not when these conditions hold"),
    "excluded_pairs": msg("pairs excluded by hand"),
    "not_oneself": msg("nobody mentors themselves"),
    "ended_pairs": msg("not a pair that ended"),
}
_ALWAYS = ("excluded_pairs", "not_oneself", "ended_pairs")
# of rules that no file states
RULE_REASONS = {
    "ended_pairs": msg("What was tried and is over is not tried again with the same two people."),
    "excluded_pairs": msg("each with its own reason in the program file"),
    "not_oneself": msg("always holds"),
}
CODES = {
    "no_mentors": msg("nobody can mentor"),
    "no_allowed": msg("the rules forbid every mentor"),
    "below_minimum": msg("no allowed mentor reaches the smallest score"),
    "no_seats": msg("the allowed mentors take no mentees"),
    "full": msg("every allowed mentor is taken"),
}


def rule_name(rule: str) -> Message | str:
    """The short name of a rule as the file gives it; rules that always hold are named in words."""
    if rule == MINIMUM:
        return msg("smallest score")
    return RULES[rule] if rule in _ALWAYS else rule


class CriterionNames(dict[str, str]):
    """Criteria by short name as people call them; one without a name of its own keeps its short name."""

    def __missing__(self, criterion: str) -> str:
        return criterion


def names_of_criteria(criteria: Iterable[CriterionPoints]) -> CriterionNames:
    """The names that the file gives its criteria."""
    return CriterionNames({one.id: one.name for one in criteria if one.name})


_SHORT = CriterionNames()


def pair_why(row: dict[Any, Any], criteria: int = 0, names: CriterionNames = _SHORT) -> Message:
    """What carried a pair and what cost it most, in one sentence; where answers are missing on some of the ``criteria``, that first."""
    strongest, weakest, assumed = names[row["strongest"]], names[row["weakest"]], int(row["assumed"])
    if not strongest:
        return msg("No criterion has a weight.")
    if row.get("few_answers"):
        return msg_n(
            "This score rests on few answers: on {assumed} of {n} criterion an answer is missing.",
            "This score rests on few answers: on {assumed} of {n} criteria an answer is missing.",
            criteria,
            assumed=assumed,
        )
    if assumed and not weakest:
        return msg_n(
            "Mostly by {strongest}; no other criterion cost anything. On {n} criterion an answer is missing.",
            "Mostly by {strongest}; no other criterion cost anything. On {n} criteria an answer is missing.",
            assumed,
            strongest=strongest,
        )
    if assumed:
        return msg_n(
            "Mostly by {strongest}; {weakest} cost most. On {n} criterion an answer is missing.",
            "Mostly by {strongest}; {weakest} cost most. On {n} criteria an answer is missing.",
            assumed,
            strongest=strongest,
            weakest=weakest,
        )
    if not weakest:
        return msg("Mostly by {strongest}; no other criterion cost anything.", strongest=strongest)
    return msg("Mostly by {strongest}; {weakest} cost most.", strongest=strongest, weakest=weakest)


def reason_of(one: Unpaired, scores: Scores) -> Message:
    """Why a mentee has no mentor, in a sentence with its counts."""
    everybody = len(scores.mentors)
    if one.code == "no_mentors":
        return msg("There is no mentor who can take part.")
    if one.code == "no_allowed":
        return msg_n("The rules forbid the only mentor.", "The rules forbid all {n} mentors.", everybody)
    if one.code == "below_minimum":
        return msg_n(
            "The rules allow {n} mentor, but the score is below {smallest}.",
            "The rules allow {n} mentors, but every score is below {smallest}.",
            one.mentors,
            smallest=scores.policy.minimum_score,
        )
    if one.code == "no_seats":
        return msg_n("{n} mentor is possible but takes no mentees.", "{n} mentors are possible but take no mentees.", one.possible)
    return msg_n("The only possible mentor is taken.", "All {n} possible mentors are taken.", one.taken)


def points_of(points: int, scores: Scores) -> Decimal:
    """Weighted points as points of the score, which people see: one decimal, without a sign."""
    return Decimal(scores.score(abs(points)) / 10)


def sum_of_scores(total: float, weight: int) -> Decimal:
    """A sum of weighted points over pairs as the sum of their scores, as the column of scores in pairs.xlsx adds up."""
    return Decimal(total / weight / 10 if weight else 0)


def whole(value: object) -> int | None:
    """A number of a table that may be blank."""
    return None if value is None or value != value else int(value)  # type: ignore[call-overload]
