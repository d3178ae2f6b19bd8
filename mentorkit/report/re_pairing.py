"""Pairing again, on page 06: what stays, the new pairs, who still waits and why, and what would help."""

from __future__ import annotations

from collections import Counter

from mentorkit.pairing.re_pairing import Back, RePairing
from mentorkit.pairing.relief import Relief
from mentorkit.pairing.scores import Scores
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_unpaired import unpaired_table
from mentorkit.report.pairing_words import names_of_criteria, pair_why, reason_of, rule_name
from mentorkit.report.steering_figures import STATES
from mentorkit.text import Message, msg, msg_n

__all__ = ["mentors_again", "order_words", "re_pairing_view", "unpaired_again"]

LIMIT = 50
_WHY: dict[str, Message] = {
    "ended": msg("the pair ended"),
    "left": msg("the mentor left"),
    "waiting_list": msg("on the waiting list"),
    "left_out": msg("left out last time"),
    "new": msg("applied since then"),
}


def re_pairing_view(result: RePairing, lens: Lens) -> View:
    """Counts for everybody; pairs and people for the coordinator."""
    if not result.begun or result.lacking:
        return View("06_re_pairing", msg("Pairing again"), (Words((_no_question(result),), "note"),))
    new, still = len(result.pairing.pairs), len(result.pairing.unpaired)
    blocks: list[Block] = [
        Words((_made(new, len(result.back)),), "open" if still else "good"),
        Words(order_words(result)),
        _counts(result),
        *_notes(result),
    ]
    if lens.coordinator:
        blocks += [_new_pairs(result), *((_still(result),) if still else ()), _kept(result)]
        if new:
            blocks.append(Words((_workbook(),)))
    blocks.append(Words((msg("The new pairs are a proposal beside the pairs that stand. A person approves them; nothing is saved or sent to anybody."),)))
    return View("06_re_pairing", msg("Pairing again"), tuple(blocks))


def _no_question(result: RePairing) -> Message:
    if not result.begun:
        return msg("No pair has begun yet, so nobody is paired again; notebook 04 makes the first pairs.")
    return msg("New pairs cannot be computed: the pairing section lacks something. Notebook 04 says what.")


def _made(new: int, back: int) -> Message:
    if not back:
        return msg("Nobody who may take part is without a mentor.")
    return msg_n("{new} of {n} mentee without a mentor can get one now.", "{new} of {n} mentees without a mentor can get one now.", back, new=new)


def order_words(result: RePairing) -> tuple[Message, ...]:
    """What goes first when people are paired again, and that no other pairing does better in that order."""
    policy = result.pairing.scores.policy
    smallest = () if policy.minimum_score is None else (msg("Apart from required pairs, no new pair scores below {points}.", points=policy.minimum_score),)
    return ((_covering() if policy.aim == "cover_first" else _totalling()), *smallest, *_proof(result))


def _covering() -> Message:
    return msg(
        "Pairs that stand are not touched, and pairs that ended are not made again. Those who waited are served first, then as many others as possible, "
        "then the total of the scores is made as high as possible; on a tie the one who waits longest is served."
    )


def _totalling() -> Message:
    return msg(
        "Pairs that stand are not touched, and pairs that ended are not made again. Those who waited are served first, then the total of the scores is made "
        "as high as possible; among equal totals more mentees get a mentor, and on a tie the one who waits longest is served."
    )


def _proof(result: RePairing) -> tuple[Message, ...]:
    if not result.pairing.proven:
        return ()
    if result.pairing.scores.policy.aim == "cover_first":
        return (
            msg("Proven: no other pairing beside the standing pairs serves more of those who waited, or as many of them and more others, or as many of both and scores higher."),
        )
    return (msg("Proven: no other pairing beside the standing pairs serves more of those who waited, or as many and scores higher."),)


def _workbook() -> Message:
    return msg(
        "The file pairs.xlsx holds these new pairs, not those that stand. Enter what is decided there and record it with {command}.",
        command="python -m mentorkit decide PATH pairs.xlsx",
    )


def mentors_again(result: RePairing) -> Table:
    """One row per mentor: how many mentees in all, those that stand, the new ones, and seats that are still free."""
    columns = (
        Column("mentor", msg("Mentor"), "id"),
        Column("seats", msg("Takes at most"), "int"),
        Column("standing", msg("Mentees that stand"), "int"),
        Column("new", msg("New mentees"), "int"),
        Column("free", msg("Free seats"), "int"),
    )
    pairing = result.pairing
    counts = zip(pairing.scores.mentors, result.capacity, result.standing, pairing.used.tolist(), strict=True)
    rows = tuple((mentor, seats, standing, new, max(seats - standing - new, 0)) for mentor, seats, standing, new in counts)
    return Table("06_mentors_again", msg("Mentors and their seats"), columns, rows, shown=False)


def unpaired_again(result: RePairing) -> Table:
    """Who still waits, with the rules in the way and what would help; the rows of the page and a column more."""
    told, blocked = _still(result), unpaired_table(result.pairing)
    place = next(i for i, column in enumerate(blocked.columns) if column.key == "blocked")
    rows = tuple((*row[:-1], other[place], row[-1]) for row, other in zip(told.rows, blocked.rows, strict=True))
    return Table(told.key, told.title, (*told.columns[:-1], blocked.columns[place], told.columns[-1]), rows, limit=LIMIT)


def _counts(result: RePairing) -> Table:
    scores = result.pairing.scores
    paired = result.paired.tolist()
    rows: list[tuple[object, object]] = [
        (msg("Pairs that stand"), len(result.kept)),
        (msg("Pairs broken because somebody withdrew"), len(result.broken)),
        (msg("Pairs that are over and are not made again"), result.made_before),
        (msg("Mentees who have finished"), result.finished),
        (msg("Seats with mentors that are free"), int(scores.seats.sum())),
        (msg("Mentees without a mentor"), len(result.back)),
    ]
    groups, served = (Counter(str(one.why) for one, there in zip(result.back, paired, strict=True) if there or not only) for only in (False, True))
    rows += [(msg("Get a mentor now: {why}", why=words), msg("{n} of {all}", n=served[why], all=groups[why])) for why, words in _WHY.items() if groups[why]]
    rows += [(msg("New pairs"), len(result.pairing.pairs)), (msg("Still waiting"), len(result.pairing.unpaired))]
    return Table("06_re_pairing", msg("Pairing again in numbers"), (Column("what", msg("What")), Column("value", msg("Value"))), tuple(rows))


def _notes(result: RePairing) -> tuple[Words, ...]:
    found: list[Message] = []
    together = len(result.kept) + result.finished + len(result.pairing.pairs)
    if result.size is not None and together > result.size:
        found.append(
            msg(
                "With the new pairs {n} mentees would have had a place; notebook 03 plans {size}. Decide whether there are hours and budget for more.", n=together, size=result.size
            )
        )
    if result.comparison and any(one.why in ("waiting_list", "left_out") for one in result.back):
        found.append(msg("People who wait serve as the comparison of a measure. Once they are paired, they no longer do; pair them after the last measurement."))
    return (Words(tuple(found), "open", bullets=True),) if found else ()


def _new_pairs(result: RePairing) -> Table:
    why, names = {one.mentee: one for one in result.back}, names_of_criteria(result.pairing.scores.criteria)
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("score", msg("Score"), "points"),
        Column("because", msg("Why without a mentor")),
        Column("since", msg("Since"), "date"),
        Column("required", msg("Fixed by hand")),
        Column("why", msg("Why")),
    )
    rows = tuple(
        (row["mentee"], row["mentor"], int(row["score"]), _WHY[why[row["mentee"]].why], why[row["mentee"]].since, bool(row["required"]), pair_why(row, names=names))
        for row in result.pairing.pairs.to_dict("records")
    )
    return Table("06_new_pairs", msg("New pairs"), columns, rows, limit=LIMIT)


def _still(result: RePairing) -> Table:
    back: dict[str, Back] = {one.mentee: one for one in result.back}
    helped = {relief.mentee: relief for relief in result.helped}
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("because", msg("Why without a mentor")),
        Column("since", msg("Since"), "date"),
        Column("reason", msg("Why there is no mentor")),
        Column("help", msg("What would help")),
    )
    rows = tuple(
        (one.mentee, _WHY[back[one.mentee].why], back[one.mentee].since, reason_of(one, result.pairing.scores), _help(helped.get(one.mentee), result.pairing.scores))
        for one in result.pairing.unpaired
    )
    return Table("06_still_waiting", msg("Who still waits"), columns, rows, limit=LIMIT)


def _help(relief: Relief | None, scores: Scores) -> Message:
    if relief is None:
        return msg("Not looked at one by one, because so many wait.")
    if not relief.mentor:
        return msg("No single exception or seat would help; another mentor would.")
    if not relief.rules:
        return msg("One more seat with {mentor}.", mentor=relief.mentor)
    rules = tuple(msg("the smallest score") if rule == "minimum_score" else rule_name(rule) for rule in relief.rules)
    if relief.seat:
        return msg("One more seat with {mentor}, and an exception from: {rules}.", mentor=relief.mentor, rules=rules)
    return msg("An exception for the pair with {mentor} from: {rules}.", mentor=relief.mentor, rules=rules)


def _kept(result: RePairing) -> Table:
    columns = (Column("mentee", msg("Mentee"), "id"), Column("mentor", msg("Mentor"), "id"), Column("state", msg("State")), Column("stands", msg("Stands")))
    both = ((result.kept, True), (result.broken, False))
    rows = [(mentee, mentor, STATES[state], stands) for frame, stands in both for mentee, mentor, state in frame.itertuples(index=False, name=None)]
    return Table("06_standing_pairs", msg("Pairs that stand, and pairs that somebody left"), columns, tuple(rows), limit=LIMIT, shown=False)
