"""The policy of a pairing and its proof in one sentence each, and what the policy's further wishes did."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.policy import Keeping
from mentorkit.program.model import Policy
from mentorkit.text import Decimal, Message, Share, msg, msg_n

__all__ = ["few_answers", "policy_results", "policy_words", "proof_words"]


def policy_words(policy: Policy) -> Message:
    """The policy in one sentence."""
    smallest, keep = policy.minimum_score, policy.keep_published or None
    if policy.protect_worst:
        return _protecting(smallest, keep)
    return _covering(smallest, keep) if policy.aim == "cover_first" else _totalling(smallest, keep)


def _covering(smallest: int | None, keep: int | None) -> Message:
    if smallest is None and keep is None:
        return msg("Policy: first as many mentees as possible get a mentor, then the total of the scores is made as high as possible.")
    if smallest is None:
        return msg(
            "Policy: first as many mentees as possible get a mentor, then the total of the scores is made as high as possible, where each published pair that is kept "
            "counts {keep} points more.",
            keep=keep,
        )
    if keep is None:
        return msg(
            "Policy: no pair scores below {points}; first as many mentees as possible get a mentor, then the total of the scores is made as high as possible.", points=smallest
        )
    return msg(
        "Policy: no pair scores below {points}; first as many mentees as possible get a mentor, then the total of the scores is made as high as possible, where each published "
        "pair that is kept counts {keep} points more.",
        points=smallest,
        keep=keep,
    )


def _totalling(smallest: int | None, keep: int | None) -> Message:
    if smallest is None and keep is None:
        return msg("Policy: the total of the scores is made as high as possible; among equal totals the one that gives more mentees a mentor.")
    if smallest is None:
        return msg(
            "Policy: the total of the scores, where each published pair that is kept counts {keep} points more, is made as high as possible; among equal totals the one that gives "
            "more mentees a mentor.",
            keep=keep,
        )
    if keep is None:
        return msg(
            "Policy: no pair scores below {points}; the total of the scores is made as high as possible, among equal totals the one that gives more mentees a mentor.",
            points=smallest,
        )
    return msg(
        "Policy: no pair scores below {points}; the total of the scores, where each published pair that is kept counts {keep} points more, is made as high as possible, among "
        "equal totals the one that gives more mentees a mentor.",
        points=smallest,
        keep=keep,
    )


def _protecting(smallest: int | None, keep: int | None) -> Message:
    if smallest is None and keep is None:
        return msg(
            "Policy: first as many mentees as possible get a mentor, then the lowest score of a pair is made as high as possible, then the total of the scores.",
        )
    if smallest is None:
        return msg(
            "Policy: first as many mentees as possible get a mentor, then the lowest score of a pair is made as high as possible, then the total of the scores, where each "
            "published pair that is kept counts {keep} points more.",
            keep=keep,
        )
    if keep is None:
        return msg(
            "Policy: no pair scores below {points}; first as many mentees as possible get a mentor, then the lowest score of a pair is made as high as possible, then the total of "
            "the scores.",
            points=smallest,
        )
    return msg(
        "Policy: no pair scores below {points}; first as many mentees as possible get a mentor, then the lowest score of a pair is made as high as possible, then the total of the "
        "scores, where each published pair that is kept counts {keep} points more.",
        points=smallest,
        keep=keep,
    )


def proof_words(result: Pairing) -> tuple[Message, ...]:
    """What was proven, or that it was not."""
    pairs, policy = int((result.scores.allowed & result.scores.enough).sum()), result.scores.policy
    keep = policy.keep_published or None
    if not result.proven:
        return (msg("Not proven: the check of this pairing did not close. Please report this with the program file."),)
    if policy.protect_worst:
        return (_proof_of_floor(pairs, keep),)
    if policy.aim == "cover_first":
        return (_proof_of_cover(pairs, keep),)
    if keep is None:
        return (msg("Proven: no other pairing under these criteria, rules and seats scores higher. All {pairs} allowed pairs were checked.", pairs=pairs),)
    return (
        msg(
            "Proven: no other pairing under these criteria, rules and seats scores higher, with {keep} points for each published pair that is kept. All {pairs} allowed pairs "
            "were checked.",
            keep=keep,
            pairs=pairs,
        ),
    )


def _proof_of_cover(pairs: int, keep: int | None) -> Message:
    if keep is None:
        return msg(
            "Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, and none that gives as many "
            "scores higher. All {pairs} allowed pairs were checked.",
            pairs=pairs,
        )
    return msg(
        "Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, and none that gives as many scores higher, with {keep} points for each "
        "published pair that is kept. All {pairs} allowed pairs were checked.",
        keep=keep,
        pairs=pairs,
    )


def _proof_of_floor(pairs: int, keep: int | None) -> Message:
    if keep is None:
        return msg(
            "Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, none that gives as many has a higher lowest score, and none that keeps "
            "that lowest score has a higher total. All {pairs} allowed pairs were checked.",
            pairs=pairs,
        )
    return msg(
        "Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, none that gives as many has a higher lowest score, and none that keeps "
        "that lowest score has a higher total, with {keep} points for each published pair that is kept. All {pairs} allowed pairs were checked.",
        keep=keep,
        pairs=pairs,
    )


def policy_results(result: Pairing) -> tuple[Message, ...]:
    """What the policy's further wishes did: the floor and its cost, published pairs that are kept and what changing the others gained."""
    return (*_floor(result), *_kept(result))


def few_answers(result: Pairing) -> tuple[Message, ...]:
    """What was noticed about the pairs themselves, such as scores that rest on few answers."""
    return tuple(warning.message for warning in result.warnings if warning not in result.scores.warnings)


def _floor(result: Pairing) -> Iterator[Message]:
    floor, scores = result.floor, result.scores
    if floor is None:
        return
    lowest = Decimal(scores.score(floor.points) / 10)
    if floor.higher is None:
        yield msg("No pair scores below {floor}, and no allowed pair scores higher than that.", floor=lowest)
    elif floor.pairs == 1:
        yield msg("No pair scores below {floor}; with a higher lowest score this pair could not be made.", floor=lowest)
    else:
        yield msg(
            "No pair scores below {floor}; with a higher lowest score at most {fewer} of these {pairs} pairs could be made.",
            floor=lowest,
            fewer=floor.pairs_higher,
            pairs=floor.pairs,
        )
    if scores.required:
        yield msg("Pairs fixed by hand are exempt from this lowest score.")
    if floor.lowest_before == floor.points:
        yield msg("Protecting the worst-off cost nothing: the best total has this lowest score by itself.")
        return
    before = Decimal(scores.score(floor.lowest_before) / 10)
    if result.total >= floor.total_before or not floor.total_before:
        yield msg("Without this protection the lowest score would be {before}; the mean score is no lower for it.", before=before)
        return
    cost = 1 - result.total / floor.total_before
    if round(cost, 3) == 0:
        yield msg("Without this protection the lowest score would be {before}; it costs less than {share} of the mean score.", before=before, share=Share(0.001, 1))
        return
    yield msg("Without this protection the lowest score would be {before}; it costs {share} of the mean score.", before=before, share=Share(cost, 1))


def _kept(result: Pairing) -> Iterator[Message]:
    keeping = result.keeping
    if keeping is None:
        return
    yield _changed(keeping)
    more = keeping.pairs - keeping.pairs_all
    if more > 0:
        yield msg_n("{n} more mentee has a mentor than if all that can be kept were kept.", "{n} more mentees have a mentor than if all that can be kept were kept.", more)
    if more < 0:
        yield msg_n("{n} mentee fewer has a mentor than if all that can be kept were kept.", "{n} mentees fewer have a mentor than if all that can be kept were kept.", -more)
    if keeping.most < keeping.published:
        yield msg_n(
            "{n} published pair cannot be kept under these rules and seats.", "{n} published pairs cannot be kept under these rules and seats.", keeping.published - keeping.most
        )
    if keeping.gone:
        yield msg_n("In {n} other published pair somebody no longer takes part.", "In {n} other published pairs somebody no longer takes part.", keeping.gone)


def _changed(keeping: Keeping) -> Message:
    n, of = keeping.changed, keeping.published
    if not of and not keeping.gone:
        return msg("The pairs table holds no published pair to keep.")
    if not of:
        return msg("No published pair is left whose two people take part.")
    if not n:
        return msg_n("The published pair is kept.", "All {n} published pairs are kept.", of)
    gain = round(keeping.gain or 0, 3)
    if gain > 0:
        return msg_n(
            "{n} of {of} published pairs changes, and the mean score rises by {share} against keeping all that can be kept.",
            "{n} of {of} published pairs change, and the mean score rises by {share} against keeping all that can be kept.",
            n,
            of=of,
            share=Share(gain, 1),
        )
    if gain < 0:
        return msg_n(
            "{n} of {of} published pairs changes, and the mean score falls by {share} against keeping all that can be kept.",
            "{n} of {of} published pairs change, and the mean score falls by {share} against keeping all that can be kept.",
            n,
            of=of,
            share=Share(-gain, 1),
        )
    return msg_n(
        "{n} of {of} published pairs changes, and the mean score is that of keeping all that can be kept.",
        "{n} of {of} published pairs change, and the mean score is that of keeping all that can be kept.",
        n,
        of=of,
    )
