"""Page 04: mentees without a mentor, why, what would help each of them, and who shares too few seats."""

from __future__ import annotations

from collections import Counter

from mentorkit.pairing.pairing import Pairing, Unpaired
from mentorkit.pairing.reasons import Reasons
from mentorkit.pairing.relief import MOST, TRIES, Relief, Shortage
from mentorkit.pairing.scores import Scores
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_words import reason_of, rule_name
from mentorkit.text import Message, msg, msg_n

__all__ = ["relief_blocks", "relief_words", "unpaired_table"]

LIMIT = 50
_HELPS = {
    "exception": msg("an exception from one rule for one pair"),
    "exceptions": msg("exceptions from several rules for one pair"),
    "seat": msg("one more seat with one mentor"),
    "both": msg("an exception and one more seat"),
    "fixed": msg("a pair fixed by hand"),
    "bounded": msg("not found within the tries that were made"),
    "none": msg("nothing of the kind; a mentor from elsewhere"),
}


def unpaired_table(result: Pairing, why: Reasons | None = None) -> Table:
    """One row per mentee without a mentor: the reason, and with ``why`` what would help."""
    columns = [Column("mentee", msg("Mentee"), "id"), Column("reason", msg("Why there is no mentor")), Column("blocked", msg("Mentors forbidden by each rule"))]
    rows = [
        (one.mentee, reason_of(one, result.scores), tuple(msg("{rule}: {count}", rule=rule_name(rule), count=count) for rule, count in one.blocked) or msg("none"))
        for one in result.unpaired
    ]
    if why is None:
        return Table("04_unpaired", msg("Mentees without a mentor"), tuple(columns), tuple(rows), limit=LIMIT)
    found = {relief.mentee: relief for relief in why.reliefs}
    helped = [_help(one, found.get(one.mentee), result.scores) for one in result.unpaired]
    return Table(
        "04_unpaired",
        msg("Mentees without a mentor"),
        (*columns, Column("help", msg("What would help"))),
        tuple((*row, words) for row, words in zip(rows, helped, strict=True)),
        limit=LIMIT,
    )


def relief_blocks(result: Reasons, lens: Lens) -> tuple[Block, ...]:
    """What would help those without a mentor: sentences and counts, and for the coordinator one row each."""
    left = result.pairing.unpaired
    if not left:
        return ()
    blocks: list[Block] = [Words(_helped(result), "open")]
    shared = result.shortages
    if shared:
        blocks.append(Words(tuple(_shared(one) for one in shared), bullets=True))
    blocks.append(_counts(result))
    if lens.coordinator:
        blocks.append(_reliefs(result))
        blocks += [_shortages(shared)] if shared else []
    return tuple(blocks)


def relief_words(relief: Relief, scores: Scores) -> Message:
    """What would give this mentee a mentor, in a sentence; the caller has no other words where nothing would."""
    mentor, rules = relief.mentor, tuple(rule_name(rule) for rule in relief.rules)
    if not mentor:
        if relief.bounded:
            return msg_n("Not found within {n} try.", "Not found within {n} tries.", TRIES)
        return msg("No exception for a pair and no further seat would help; a mentor from elsewhere would.")
    now = int(scores.seats[scores.mentors.index(mentor)])
    if not rules:
        if not relief.seat:
            return msg("The pair with {mentor} fixed by hand: the total of the scores is higher without it, so that the place stays empty.", mentor=mentor)
        if relief.fixed:
            return msg("One more seat with {mentor} (now {seats}), and the pair fixed by hand: by score the seat would go to somebody else.", mentor=mentor, seats=now)
        return msg("One more seat with {mentor} (now {seats}).", mentor=mentor, seats=now)
    if relief.seat and relief.fixed:
        return msg_n(
            "An exception from the rule {rules} for the pair with {mentor}, one more seat there (now {seats}), and the pair fixed by hand.",
            "An exception from the rules {rules} for the pair with {mentor}, one more seat there (now {seats}), and the pair fixed by hand.",
            len(rules),
            rules=rules,
            mentor=mentor,
            seats=now,
        )
    if relief.seat:
        return msg_n(
            "An exception from the rule {rules} for the pair with {mentor}, and one more seat there (now {seats}).",
            "An exception from the rules {rules} for the pair with {mentor}, and one more seat there (now {seats}).",
            len(rules),
            rules=rules,
            mentor=mentor,
            seats=now,
        )
    if relief.fixed:
        return msg_n(
            "An exception from the rule {rules} for the pair with {mentor}, and the pair fixed by hand.",
            "An exception from the rules {rules} for the pair with {mentor}, and the pair fixed by hand.",
            len(rules),
            rules=rules,
            mentor=mentor,
        )
    return msg_n(
        "An exception from the rule {rules} for the pair with {mentor}.", "An exception from the rules {rules} for the pair with {mentor}.", len(rules), rules=rules, mentor=mentor
    )


def _help(one: Unpaired, relief: Relief | None, scores: Scores) -> Message:
    if relief is not None and (relief.mentor or relief.bounded or one.code != "no_mentors"):
        return relief_words(relief, scores)
    if one.code == "no_mentors":
        return msg("Win at least one mentor, or look at the conditions for mentors in notebook 03.")
    if one.code == "below_minimum":
        return msg("A mentor who offers what this mentee wants, or a lower smallest score.")
    if one.code in ("no_seats", "full"):
        return msg("One more seat with one of them, or one more mentor like them.")
    if one.alone:
        rule, count = one.alone[0]
        return msg_n("Without the rule {rule} one mentor would be possible.", "Without the rule {rule} {n} mentors would be possible.", count, rule=rule_name(rule))
    return msg("At least two rules stand in the way of every mentor; a mentor from elsewhere would help.")


def _helped(result: Reasons) -> tuple[Message, ...]:
    left, helped = len(result.pairing.unpaired), sum(bool(one.mentor) for one in result.reliefs)
    said = [
        msg_n(
            "{n} mentee has no mentor. What would help was found for {helped}.",
            "{n} mentees have no mentor. What would help was found for {helped} of them.",
            left,
            helped=helped,
        )
    ]
    if helped:
        said.append(
            msg("Each was tried out by pairing everybody again: the mentee has a mentor then, and nobody else loses one. Each stands by itself; one seat helps one mentee.")
        )
    if left > MOST:
        said.append(msg("Only the first {most} of them by id were looked at one by one; the shortages below say it for all.", most=MOST))
    return tuple(said)


def _kind(relief: Relief) -> str:
    if not relief.mentor:
        return "bounded" if relief.bounded else "none"
    if relief.rules:
        return "both" if relief.seat else "exception" if len(relief.rules) == 1 else "exceptions"
    return "seat" if relief.seat else "fixed"


def _counts(result: Reasons) -> Table:
    counts: Counter[str] = Counter(_kind(one) for one in result.reliefs)
    rows = tuple((words, counts[kind]) for kind, words in _HELPS.items() if counts[kind])
    columns = (Column("help", msg("The smallest thing that would help")), Column("mentees", msg("Mentees"), "int"))
    return Table("04_relief_counts", msg("What would help mentees without a mentor"), columns, rows)


def _reliefs(result: Reasons) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("help", msg("The smallest thing that would help")),
        Column("given", msg("Mentor then"), "id"),
        Column("score", msg("Score of that pair"), "points"),
        Column("gained", msg("More pairs then"), "int"),
    )
    left = {one.mentee: one for one in result.pairing.unpaired}
    rows = tuple(
        (one.mentee, _help(left[one.mentee], one, result.pairing.scores), *((one.given, one.score, one.gained) if one.mentor else (msg("none"), msg("none"), 0)))
        for one in result.reliefs
    )
    note = msg(
        "Smallest means the fewest exceptions and seats; of equally small ones an exception comes before a seat, then the pair with the higher score. "
        "Others may move, so that the mentor then is not always the one with the new seat."
    )
    return Table("04_reliefs", msg("What would help each mentee without a mentor"), columns, rows, note, limit=LIMIT)


def _shared(one: Shortage) -> Message:
    return msg_n(
        "{mentees} mentees share one mentor; seats there: {seats}, mentees left without a mentor: {left}.",
        "{mentees} mentees share {n} mentors; seats there in all: {seats}, mentees left without a mentor: {left}.",
        len(one.mentors),
        mentees=len(one.mentees),
        seats=one.seats,
        left=len(one.left),
    )


def _shortages(found: tuple[Shortage, ...]) -> Table:
    columns = (
        Column("mentees", msg("These mentees")),
        Column("mentors", msg("may have only these mentors")),
        Column("seats", msg("Seats"), "int"),
        Column("left", msg("Left without a mentor")),
    )
    rows = tuple((one.mentees, one.mentors, one.seats, one.left) for one in found)
    note = msg("No other pairing under these rules can give more of these mentees a mentor: all seats that they may have are taken by one of them.")
    return Table("04_shortages", msg("Who shares too few seats"), columns, rows, note, limit=LIMIT)
