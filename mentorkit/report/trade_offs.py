"""Page 04, what a committee weighs: coverage against fit, how firm the pairs are, other ways of pairing, groups, the form."""

from __future__ import annotations

from mentorkit.pairing.curve import Curve
from mentorkit.pairing.questions import Blanks, LeftOut, Wanted
from mentorkit.pairing.robustness import Robustness
from mentorkit.pairing.trade_offs import LARGE, TradeOffs
from mentorkit.pairing.ways import DRAWS, Manual, Way
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.fairness import fairness_blocks
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_words import CriterionNames, names_of_criteria, rule_name
from mentorkit.report.trade_offs_figure import curve_picture, firmness_picture
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["trade_offs_view"]

LIMIT = 50
_WAYS = {
    "best": msg("this pairing"),
    "greedy": msg("the highest score first, then the next"),
    "in_turn": msg("each mentee in turn takes the best mentor still free"),
    "chance": msg("drawn by chance"),
    "manual": msg("pairs made by hand"),
}
_FAULTS = {
    "unknown_mentee": msg("the mentee is in no table"),
    "unknown_mentor": msg("the mentor is in no table"),
    "mentee_out": msg("the mentee does not take part"),
    "mentor_out": msg("the mentor does not take part"),
    "again": msg("the mentee has a mentor in the list already"),
    "seats": msg("more mentees than the mentor takes"),
    "required": msg("another pair is fixed by hand"),
    "minimum": msg("below the smallest score"),
}
_KINDS = {"solid": msg("solid pair"), "likely": msg("likely pair"), "open": msg("open pair")}


def trade_offs_view(result: TradeOffs, lens: Lens) -> View:
    """Coverage against fit first, then how firm the pairs are, other ways, groups of mentees, and what the form could do without."""
    title = msg("What the committee weighs")
    if not len(result.pairing.pairs):
        return View("04_trade_offs", title, (Words((msg("There are no pairs, so there is nothing to weigh."),), "open"),))
    blocks: list[Block] = [Words(_curve_said(result.curve))]
    if len(result.curve.points) > 1:
        blocks.append(curve_picture(result.curve, len(result.pairing.scores.mentees), lens))
    if result.large:
        blocks.append(Words((_skipped(),), "note"))
    if result.robustness is not None:
        blocks += _firm(result, result.robustness, lens)
    blocks.append(_ways_table(result))
    if result.manual is not None:
        blocks += _manual(result.manual, lens)
    blocks += fairness_blocks(result.access, lens)
    blocks += _form(result, lens)
    blocks += _wanted(result.wanted, lens)
    return View("04_trade_offs", title, tuple(blocks))


def _curve_said(curve: Curve) -> tuple[Message, ...]:
    said = []
    if curve.best < curve.most:
        text = msg(
            "The sum of the scores is highest with {best} pairs; covering more mentees than that lowers it.",
            best=curve.best,
        )
    else:
        text = msg("The sum of the scores is highest with {most} pairs, as many as are possible: covering everybody who can be covered does not lower it.", most=curve.most)
    said.append(text)
    if len(curve.points) > 1:
        start = curve.best if curve.best < curve.most else curve.points[0].pairs
        high, low = curve.mean(start), curve.mean(curve.most)
        if high is not None and low is not None:
            cost = msg_n(
                "Covering the last mentee costs {points} points of the mean score: from {high} with {start} pairs to {low} with {most}.",
                "Covering the last {n} mentees costs {points} points of the mean score: from {high} with {start} pairs to {low} with {most}.",
                curve.most - start,
                points=Decimal(round(high / 10, 1) - round(low / 10, 1)),
                high=Decimal(high / 10),
                low=Decimal(low / 10),
                start=start,
                most=curve.most,
            )
            said.append(cost)
    if all(point.proven for point in curve.points):
        said.append(msg("Each point of the curve is proven: no other pairing with as many pairs has a higher mean score."))
    best = curve.mean(curve.own_pairs)
    if not curve.on_curve and best is not None and curve.own_mean is not None:
        lost = Decimal((best - curve.own_mean) / 10)
        said.append(msg("This pairing lies {points} points below the curve: the policy gives them up for pairs that are kept or for the mentee who is worst off.", points=lost))
    return tuple(said)


def _skipped() -> Message:
    return msg(
        "With more than {n} possible pairs only the two ends of the curve are computed, and neither how firm the pairs are nor which questions could be dropped.",
        n=LARGE,
    )


def _firm(result: TradeOffs, firm: Robustness, lens: Lens) -> list[Block]:
    solid, likely, open_ = (firm.count(kind) for kind in ("solid", "likely", "open"))
    if firm.varied < 2:
        return [Words((msg("Only one criterion has a weight, so no other weight would change a pair."),))]
    said = (
        msg_n(
            "{solid} of {n} pair is solid (it stays in at least 90 % of {count} weightings near the stated one), {likely} likely (at least 50 %), {open} open (fewer).",
            "{solid} of {n} pairs are solid (they stay in at least 90 % of {count} weightings near the stated one), {likely} likely (at least 50 %), {open} open (fewer).",
            len(firm.stays),
            solid=solid,
            likely=likely,
            open=open_,
            count=firm.weightings,
        ),
        msg(
            "Each weight is multiplied by a number drawn between {low} and {high}, then everybody is paired anew; rules, seats and pairs fixed by hand stay. "
            "Open pairs hang on the weights: talk about them first.",
            low=Decimal(0.5),
            high=Decimal(1.5),
        ),
        _covered(firm),
    )
    blocks: list[Block] = [Words(said), firmness_picture(firm, lens)]
    return [*blocks, _firmness_table(result, firm)] if lens.coordinator else blocks


def _covered(firm: Robustness) -> Message:
    low, high = min(firm.covered), max(firm.covered)
    if low == high:
        return msg_n("In all of them there is {n} pair.", "In all of them there are {n} pairs.", low)
    return msg("In them there are {low} to {high} pairs.", low=low, high=high)


def _firmness_table(result: TradeOffs, firm: Robustness) -> Table:
    columns = (Column("mentee", msg("Mentee"), "id"), Column("mentor", msg("Mentor"), "id"), Column("stays", msg("Stays"), "share", 1), Column("kind", msg("How firm")))
    pairs = result.pairing.pairs
    people = zip(pairs["mentee"], pairs["mentor"], firm.shares, firm.kinds, strict=True)
    rows = sorted(((mentee, mentor, share, _KINDS[kind]) for mentee, mentor, share, kind in people), key=lambda row: (row[2], row[0]))
    note = msg("Pairs that stay least often come first.")
    return Table("04_firmness", msg("How firm each pair is"), columns, tuple(rows), note, limit=LIMIT)


def _ways_table(result: TradeOffs) -> Table:
    columns = (
        Column("way", msg("Way of pairing")),
        Column("pairs", msg("Pairs"), "number"),
        Column("mean", msg("Mean score"), "points"),
        Column("total", msg("Sum of the scores"), "points"),
        Column("common", msg("Pairs that are also proposed"), "number"),
        Column("broken", msg("Pairs that break a rule"), "int"),
    )
    weight = result.pairing.scores.weight or 1
    ways: tuple[Way, ...] = (*result.ways, *((result.manual.way,) if result.manual else ()))
    rows = tuple((_WAYS[way.way], _count(way.pairs), way.mean, way.total / weight, _count(way.common), way.broken) for way in ways)
    note = msg("Pairs fixed by hand are in every way but the list made by hand. Chance is the mean of {n} seeded draws.", n=DRAWS)
    return Table("04_ways", msg("Beside other ways of pairing"), columns, rows, note)


def _count(value: float) -> object:
    return Decimal(value, 0) if float(value).is_integer() else value


def _manual(manual: Manual, lens: Lens) -> list[Block]:
    said = [
        msg_n(
            "{sound} of {n} pair of the list made by hand keeps every rule and seat.",
            "{sound} of {n} pairs of the list made by hand keep every rule and seat.",
            manual.listed,
            sound=manual.sound,
        )
    ]
    said += [msg("{what}: {n}", what=_FAULTS[fault], n=count) for fault, count in manual.faults]
    said += [msg("against the rule {rule}: {n}", rule=rule_name(rule), n=count) for rule, count in manual.rules]
    blocks: list[Block] = [Words(tuple(said[:1]), "good" if manual.sound == manual.listed else "open")]
    if len(said) > 1:
        blocks.append(Words(tuple(said[1:]), "open", bullets=True))
    faulty = tuple(pair for pair in manual.pairs if pair.faults or pair.rules)
    if lens.coordinator and faulty:
        columns = (
            Column("mentee", msg("Mentee"), "id"),
            Column("mentor", msg("Mentor"), "id"),
            Column("score", msg("Score"), "points"),
            Column("wrong", msg("What is wrong")),
        )
        rules = {rule for pair in faulty for rule in pair.rules}
        names = {rule: msg("against the rule {rule}", rule=rule_name(rule)) for rule in rules}
        rows = tuple((pair.mentee, pair.mentor, pair.score, (*(_FAULTS[fault] for fault in pair.faults), *(names[rule] for rule in pair.rules))) for pair in faulty)
        blocks.append(Table("04_manual", msg("Pairs of the list made by hand that cannot be made"), columns, rows, limit=LIMIT))
    return blocks


def _form(result: TradeOffs, lens: Lens) -> list[Block]:
    blocks: list[Block] = []
    names = names_of_criteria(result.pairing.scores.criteria)
    if result.left_out:
        blocks += [Words(_dropped(result.left_out, names)), _left_out_table(result.left_out, len(result.pairing.pairs), names)]
    blocks.append(Words(_blank_said(result.blanks, names), "open" if result.blanks.gain else "plain"))
    if result.blanks.neutrals:
        blocks.append(_blanks_table(result.blanks, names))
    return blocks


def _dropped(left_out: tuple[LeftOut, ...], names: CriterionNames) -> tuple[Message, ...]:
    idle = [one for one in left_out if not one.changed]
    if not idle:
        return (msg("No criterion can be left out without changing a pair; every question of the form that they compare is worth asking."),)
    return tuple(
        msg("Answers to {criterion} never change a pair; a rule or another criterion needs them all the same.", criterion=names[one.criterion])
        if one.elsewhere
        else msg("Answers to {criterion} never change a pair: the question can be dropped from the form.", criterion=names[one.criterion])
        for one in idle
    )


def _left_out_table(left_out: tuple[LeftOut, ...], pairs: int, names: CriterionNames) -> Table:
    columns = (
        Column("criterion", msg("Without the criterion"), "id"),
        Column("changed", msg("Mentees whose place changes"), "int"),
        Column("pairs", msg("Pairs"), "int"),
        Column("more", msg("More or fewer pairs"), "int"),
    )
    rows = tuple((names[one.criterion], one.changed, one.pairs, one.pairs - pairs) for one in left_out)
    note = msg("One criterion at a time, everything else as it is. It holds for these people; other people may answer otherwise.")
    return Table("04_left_out", msg("What each question of the form changes"), columns, rows, note)


def _blank_said(found: Blanks, names: CriterionNames) -> tuple[Message, ...]:
    if not found.blank:
        return (msg("No mentee who has a mentor left an answer blank that counts for the score."),)
    said = [
        msg_n(
            "{gain} of {n} mentee who left an answer blank scores higher by the neutral value than answers did on average.",
            "{gain} of {n} mentees who left an answer blank score higher by the neutral value than answers did on average.",
            found.blank,
            gain=found.gain,
        )
    ]
    for one in found.neutrals:
        if one.rewards and one.known is not None:
            lower = msg(
                "Lower the neutral value of {criterion} from {now} to {then} points, so that a blank does not pay.",
                criterion=names[one.criterion],
                now=one.neutral // 10,
                then=int(one.known // 10),
            )
            said.append(lower)
    return tuple(said)


def _blanks_table(found: Blanks, names: CriterionNames) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("blank", msg("Left blank"), "int"),
        Column("neutral", msg("Neutral points taken"), "points"),
        Column("known", msg("Mean points, both answered"), "points"),
    )
    rows = tuple((names[one.criterion], one.blank, one.neutral, one.known) for one in found.neutrals)
    return Table("04_blanks", msg("Blank answers of mentees who have a mentor"), columns, rows)


def _wanted(found: tuple[Wanted, ...], lens: Lens) -> list[Block]:
    if not found:
        return [Words((msg("No mentor is the best choice of more mentees than the mentor takes."),))]
    first = found[0]
    said = [
        msg_n(
            "{n} mentor is the best choice of more mentees than the mentor takes.",
            "{n} mentors are the best choice of more mentees than they take.",
            len(found),
        ),
        msg("The most wanted one is the best choice of {best} mentees and takes {seats}.", best=first.best_for, seats=first.seats),
    ]
    if not lens.coordinator:
        return [Words(tuple(said))]
    asked = first.named is not None
    columns = (
        Column("mentor", msg("Mentor"), "id"),
        Column("best_for", msg("Best choice of"), "int"),
        *((Column("named", msg("Named in wishes by"), "int"),) if asked else ()),
        Column("seats", msg("Takes at most"), "int"),
        Column("has", msg("Mentees"), "int"),
    )
    rows = tuple((one.mentor, one.best_for, *((one.named,) if asked else ()), one.seats, one.has) for one in found)
    note = msg("Best choice: no allowed mentor scores higher for that mentee. More such mentors, or seats with them, help most people at once.")
    return [Words(tuple(said)), Table("04_wanted", msg("Mentors whom more mentees want than they take"), columns, rows, note, limit=20)]
