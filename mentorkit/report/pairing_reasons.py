"""Page 04, second half: why these pairs, what pairs fixed by hand cost, what would help those who are left, what one more seat is worth."""

from __future__ import annotations

from mentorkit.pairing.contrast import Contrast
from mentorkit.pairing.prices import MOST, RequiredPrice
from mentorkit.pairing.reasons import Reasons
from mentorkit.pairing.residual import LIMIT as MOST_MENTORS
from mentorkit.pairing.scores import Scores
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_unpaired import relief_blocks
from mentorkit.report.pairing_words import names_of_criteria, points_of, whole
from mentorkit.text import Message, msg, msg_n

__all__ = ["contrast_words", "reasons_view"]

LIMIT = 50
BEST_SEATS = 10
NAMED = 4  # other people who would move, named in a sentence; the workbook has them all


def reasons_view(result: Reasons, lens: Lens) -> View:
    """Each pair against the best other mentor, fixed pairs with their price, who is left, seats."""
    blocks: list[Block] = [Words(_reasoned(result))]
    blocks += [*_fixed_by_hand(result, lens), *relief_blocks(result, lens), *_seats(result, lens)]
    if lens.coordinator and len(result.pairs):
        blocks += [_next_best(result), _contrasts(result)]  # last: these are the long ones
    return View("04_reasons", msg("Why these pairs"), tuple(blocks))


def contrast_words(one: Contrast, scores: Scores) -> Message:
    """Why this mentor rather than the best other one, and what giving the other would cost, in one sentence."""
    if not one.other:
        return msg("No other mentor is possible under rules, seats and policy.")
    names = names_of_criteria(scores.criteria)
    parts = tuple(_part(names[name], points, scores) for name, points in one.parts) or (msg("no criterion tells them apart"),)
    pair = {"mentor": one.mentor, "other": one.other, "parts": parts}
    if one.required:
        return msg("{mentor} rather than {other}: {parts}; the pair is fixed by hand.", **pair)
    if one.change is None:
        if not one.computed:
            return msg("{mentor} rather than {other}: {parts}; what giving {other} would cost is not computed above {limit} mentors.", limit=MOST_MENTORS, **pair)
        return msg("{mentor} rather than {other}: {parts}; every seat with {other} belongs to a pair fixed by hand.", **pair)
    moved, lost = one.change.moved, one.others_lose
    if not moved:
        return msg("{mentor} rather than {other}: {parts}; giving {other} would move nobody else.", **pair)
    out, into = tuple(person for person, _, then in moved if not then), tuple(person for person, now, _ in moved if not now)
    if one.change.pairs > 0:
        return msg("{mentor} rather than {other}: {parts}; giving {other} would leave {out} without a mentor.", out=out, **pair)
    if out:
        return msg("{mentor} rather than {other}: {parts}; giving {other} would take the mentor from {out} and give one to {into}.", out=out, into=into, **pair)
    who = tuple(person for person, _, _ in moved[:NAMED]) + (("…",) if len(moved) > NAMED else ())
    if lost > 0:
        return msg_n(
            "{mentor} rather than {other}: {parts}; giving {other} would cost one other ({who}) {points} points.",
            "{mentor} rather than {other}: {parts}; giving {other} would cost {n} others ({who}) {points} points together.",
            len(moved),
            who=who,
            points=points_of(lost, scores),
            **pair,
        )
    if lost < 0:
        return msg_n(
            "{mentor} rather than {other}: {parts}; giving {other} would bring one other ({who}) {points} points.",
            "{mentor} rather than {other}: {parts}; giving {other} would bring {n} others ({who}) {points} points together.",
            len(moved),
            who=who,
            points=points_of(lost, scores),
            **pair,
        )
    return msg_n(
        "{mentor} rather than {other}: {parts}; giving {other} would move one other ({who}) at no cost.",
        "{mentor} rather than {other}: {parts}; giving {other} would move {n} others ({who}) at no cost together.",
        len(moved),
        who=who,
        **pair,
    )


def _part(name: str, points: int, scores: Scores) -> Message:
    if points > 0:
        return msg("+{points} {criterion}", points=points_of(points, scores), criterion=name)
    return msg("-{points} {criterion}", points=points_of(points, scores), criterion=name)


def _reasoned(result: Reasons) -> tuple[Message, ...]:
    pairs = len(result.pairs)
    if not pairs:
        return (msg("There are no pairs to explain."),)
    best = int(((result.pairs["next_best"] == "") | (result.pairs["difference"].fillna(0) >= 0)).sum())
    said = [
        msg_n("{best} of {n} mentee has the highest-scoring mentor the rules allow.", "{best} of {n} mentees have the highest-scoring mentor the rules allow.", pairs, best=best)
    ]
    if best < pairs:
        said.append(msg("The others could score higher with a mentor who is taken, where that seat adds more for somebody else."))
    if result.changeable or result.tied:
        changeable = msg_n(
            "{n} pair could be made otherwise in a pairing that is exactly as good; the order of ids decided, so a person may decide otherwise.",
            "{n} pairs could be made otherwise in a pairing that is exactly as good; the order of ids decided, so a person may decide otherwise.",
            result.changeable,
        )
        said.append(changeable)
    else:
        said.append(msg("No other pairing is exactly as good: every mentee's place follows from criteria, rules and seats alone."))
    if result.tied:
        tied = msg_n(
            "{n} mentee without a mentor would have one in a pairing that is exactly as good.",
            "{n} mentees without a mentor would have one in a pairing that is exactly as good.",
            len(result.tied),
        )
        said.append(tied)
    return tuple(said)


def _next_best(result: Reasons) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("next_best", msg("Best other mentor"), "id"),
        Column("difference", msg("Difference"), "points"),
        Column("why", msg("Why this mentor, and what the other would cost")),
        Column("lost", msg("Loss in all"), "points"),
        Column("other_possible", msg("Could be otherwise at no loss")),
    )
    scores = result.pairing.scores
    rows = tuple(
        (
            one.mentee,
            one.mentor,
            one.other or msg("none"),
            whole(difference),
            contrast_words(one, scores),
            _tenths(one.change.points, scores) if one.change else _no_loss(one),
            bool(otherwise),
        )
        for one, difference, otherwise in zip(result.contrasts, result.pairs["difference"], result.pairs["other_possible"], strict=True)
    )
    note = msg(
        "The difference is the pair's score less that with the other mentor; below 0 the other would score higher, but is worth more to somebody else. "
        "The loss in all is exact, for just this other mentor: everybody else is placed as well as possible then. Everybody who would move is in results.xlsx."
    )
    return Table("04_next_best", msg("Each pair against the best other mentor"), columns, rows, note, limit=LIMIT)


def _no_loss(one: Contrast) -> Message:
    """Why there is no number: a mark that nobody takes for 0."""
    if not one.other:
        return msg("no other mentor")
    if not one.computed:
        return msg("not computed")
    return msg("fixed by hand") if one.required else msg("not possible")


def _contrasts(result: Reasons) -> Table:
    """The same in numbers, in the workbook only: every criterion, pairs and points lost, everybody who would move."""
    scores = result.pairing.scores
    names, told = [one.id for one in scores.criteria], names_of_criteria(scores.criteria)
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("next_best", msg("Best other mentor"), "id"),
        *(Column(f"above_{name}", msg("{criterion}: above the other", criterion=told[name]), "points") for name in names),
        Column("pairs", msg("Pairs lost"), "int"),
        Column("lost", msg("Loss in all"), "points"),
        Column("others", msg("Loss of the others"), "points"),
        Column("moved", msg("Who else would move")),
    )
    rows = tuple(
        (
            one.mentee,
            one.mentor,
            one.other or msg("none"),
            *(_tenths(dict(one.parts).get(name, 0), scores) if one.other else None for name in names),
            *((one.change.pairs, _tenths(one.change.points, scores), _tenths(one.others_lose, scores), _moves(one)) if one.change else (None, None, None, msg("none"))),
        )
        for one in result.contrasts
    )
    return Table("04_contrasts", msg("Each pair against the best other mentor, in numbers"), columns, rows, shown=False)


def _moves(one: Contrast) -> tuple[Message, ...] | Message:
    moved = one.change.moved if one.change else ()
    return tuple(msg("{mentee}: from {now} to {then}", mentee=who, now=now or msg("nobody"), then=then or msg("nobody")) for who, now, then in moved) or msg("nobody")


def _fixed_by_hand(result: Reasons, lens: Lens) -> tuple[Block, ...]:
    prices, scores = result.required_prices, result.pairing.scores
    if not prices.count:
        return ()
    words = [_without_all(prices.count, prices.pairs, prices.points, scores)]
    if prices.each:
        free = sum(not one.pairs and not one.points for one in prices.each)
        words += [msg("Taken one by one, {free} of them cost nothing.", free=free)] if free and prices.count > 1 else []
    else:
        words.append(msg("Above {most} pairs fixed by hand they are not priced one by one.", most=MOST))
    if not lens.coordinator or not prices.each:
        return (Words(tuple(words)),)
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("score", msg("Score"), "points"),
        Column("why", msg("Why")),
        Column("pairs", msg("Pairs it costs"), "int"),
        Column("points", msg("Points it costs"), "points"),
        Column("price", msg("What it costs")),
    )
    rows = tuple(
        (
            one.mentee,
            one.mentor,
            one.score,
            one.why or (msg("approved by a person") if one.approved else msg("not stated")),
            one.pairs,
            _tenths(one.points, scores),
            _price(one, scores),
        )
        for one in prices.each
    )
    note = msg("Each price is exact: everybody was paired again without this one requirement. Points are points of the score, added over everybody.")
    return (Words(tuple(words)), Table("04_required", msg("Pairs fixed by hand and their price"), columns, rows, note))


def _without_all(count: int, pairs: int, points: int, scores: Scores) -> Message:
    if pairs > 0:
        return msg_n(
            "Without the pairs fixed by hand ({count}) there would be {n} more pair.",
            "Without the pairs fixed by hand ({count}) there would be {n} more pairs.",
            pairs,
            count=count,
        )
    if points > 0:
        return msg(
            "Without the pairs fixed by hand ({count}) there would be as many pairs, and the sum of the scores would be {points} higher.",
            count=count,
            points=points_of(points, scores),
        )
    return msg("The pairs fixed by hand ({count}) cost nothing: without them no more pairs and no higher sum of the scores would be possible.", count=count)


def _price(one: RequiredPrice, scores: Scores) -> Message:
    if one.pairs > 0:
        return msg_n("Without it {n} more mentee would have a mentor.", "Without it {n} more mentees would have a mentor.", one.pairs)
    if one.points > 0:
        return msg("Without it the sum of the scores would be {points} higher.", points=points_of(one.points, scores))
    return msg("Nothing: the best pairing is as good with it.")


def _seats(result: Reasons, lens: Lens) -> tuple[Block, ...]:
    scores = result.pairing.scores
    if not len(scores.mentors) or not len(scores.mentees):
        return ()
    if result.chains is None:
        return (Words((msg("What one more seat would add is not computed above {limit} mentors.", limit=MOST_MENTORS),), "note"),)
    found = result.seat_values
    if not found:
        return (Words((msg("One more seat with any mentor would add nothing."),)),)
    more = sum(one.pairs > 0 for one in found)
    words = (
        msg_n("One more seat with one mentor would give one more pair.", "One more seat with any one of {n} mentors would give one more pair.", more)
        if more
        else msg_n(
            "One more seat would give no more pairs; with one mentor it would raise the sum of the scores.",
            "One more seat would give no more pairs; with {n} mentors it would raise the sum of the scores.",
            len(found),
        )
    )
    if not lens.coordinator:
        return (Words((words,)),)
    columns = (
        Column("mentor", msg("Mentor"), "id"),
        Column("seats", msg("Takes at most"), "int"),
        Column("mentees", msg("Mentees"), "int"),
        Column("pairs", msg("More pairs then"), "int"),
        Column("points", msg("Sum of the scores rises by"), "points"),
    )
    rows = tuple((one.mentor, one.seats, one.used, one.pairs, _tenths(one.points, scores)) for one in found)
    return (Words((words,)), Table("04_seats", msg("What one more seat would add"), columns, rows, limit=BEST_SEATS))


def _tenths(points: int, scores: Scores) -> int:
    """Weighted points, of either sign, as tenths of the score."""
    return scores.score(points) if points >= 0 else -scores.score(-points)
