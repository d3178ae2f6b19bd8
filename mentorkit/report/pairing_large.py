"""Page 04 of a programme with very many people: counts, proof, how scores spread, who is left; the pairs in ``pairs.xlsx``."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from mentorkit.pairing.large import DENSE_PAIRS, WORKBOOK_PAIRS, LargePairing, NotAtThisSize
from mentorkit.pairing.pairing import Unpaired
from mentorkit.report import figures
from mentorkit.report.blocks import Block, Column, Picture, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_words import CODES, KINDS, RULES, pair_why, rule_name
from mentorkit.report.palette import BLUE, INK
from mentorkit.report.workbook import new_workbook, table_sheet
from mentorkit.text import Decimal, Message, Share, msg, msg_n

__all__ = ["large_view", "large_workbook", "size_view"]

LIMIT = 50
_TOLD = ("strongest", "weakest", "assumed", "few_answers")
_WHAT = {
    "scores": msg("Criteria and rules"),
    "reasons": msg("Why these pairs"),
    "trade_offs": msg("Trade-offs"),
    "re_pairing": msg("Pairing again"),
}


def size_view(result: NotAtThisSize, lens: Lens) -> View:
    """One sentence: what is not computed for so many people."""
    pairs = result.mentees * result.mentors
    said = {
        "scores": msg("Scores of single pairs are not listed: {pairs} possible pairs are more than the {n} that are kept as a table.", pairs=pairs, n=DENSE_PAIRS),
        "reasons": msg("The next best mentors are not computed above {n} possible pairs; here there are {pairs}.", pairs=pairs, n=DENSE_PAIRS),
        "trade_offs": msg("Trade-offs are not computed above {n} possible pairs; here there are {pairs}.", pairs=pairs, n=DENSE_PAIRS),
        "re_pairing": msg(
            "New pairs while a programme runs are not proposed above {n} possible pairs; here there are {pairs}. Split the programme by site.", pairs=pairs, n=DENSE_PAIRS
        ),
    }[result.what]
    return View(f"04_{result.what}", _WHAT[result.what], (Words((said,), "note"),))


def large_view(result: LargePairing, lens: Lens) -> View:
    """The counted sentence and the proof first, then what the pairs get, how scores spread, who is left and why."""
    paired, everybody = len(result.pairs), len(result.mentees)
    counted = msg_n("{paired} of {n} selected mentee has a mentor.", "{paired} of {n} selected mentees have a mentor.", everybody, paired=paired)
    blocks: list[Block] = [
        Words((counted,), "open" if result.unpaired else "good"),
        Words(proof_sentences(result), "good" if result.proven else "bad"),
        Words((_policy(result),)),
        _summary(result),
    ]
    if paired:
        blocks += [_fit(result), _picture(result, lens)]
    blocks.append(_rules(result))
    if lens.coordinator:
        blocks += [*_pairs_blocks(result), _unpaired(result), _mentors(result)]
    if result.unpaired:
        blocks.append(_unpaired_counts(result))
    blocks += [_load(result), Words((msg("These pairs are a proposal. A person approves them; nothing is saved or sent to anybody."),))]
    if result.warnings:
        blocks.append(Words(tuple(warning.message for warning in result.warnings), "note", bullets=True))
    return View("04_pairing", msg("The pairs"), tuple(blocks))


def proof_sentences(result: LargePairing) -> tuple[Message, ...]:
    """What was proven and how all pairs were gone through without looking at each."""
    if not result.proven:
        return (msg("Not proven: the check of this pairing did not close. Please report this with the program file."),)
    cover = msg("Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, and none that gives as many scores higher.")
    total = msg("Proven: no other pairing under these criteria, rules and seats scores higher.")
    skipped = 1 - result.looked / result.considered / max(result.rounds, 1) if result.considered else 1.0
    checked = msg(
        "The proof covers all {pairs} possible pairs: a bound shows of {share} of them that they cannot do better, the others were looked at one by one.",
        pairs=result.considered,
        share=Share(skipped),
    )
    ties = (
        msg("Among pairings that are exactly as good the one with the lower ids was taken.")
        if result.strict
        else msg("So many pairings are exactly as good that one of them was taken by the order of ids among the best candidates of everybody only.")
    )
    return cover if result.policy.aim == "cover_first" else total, checked, ties


def large_workbook(result: LargePairing, lens: Lens) -> bytes | None:
    """``pairs.xlsx`` for the coordinator, with a formula for each score; ``None`` when the pairs are too many for a spreadsheet."""
    if not lens.coordinator:
        raise ValueError("pairs.xlsx holds persons and is made for the coordinator only")
    if len(result.pairs) > WORKBOOK_PAIRS:
        return None
    stream = io.BytesIO()
    book = new_workbook(stream, title="pairs")
    sheet = table_sheet(book, _named(_pairs(result), "Pairs"), lens.text)
    _formulas(book, sheet, result)
    for name, table in (("Unpaired", _unpaired(result)), ("Mentors", _mentors(result)), ("Rules", _rules(result)), ("Criteria", _criteria(result))):
        table_sheet(book, _named(table, name), lens.text)
    lines: tuple[Message, ...] = (
        _policy(result),
        *proof_sentences(result),
        msg("The score in the sheet Pairs is a formula: the points of each criterion times its weight in the sheet Criteria, divided by the sum of the weights."),
        msg("Changing a weight here changes the scores but not the pairs. To see other pairs, change the weight in the program file and compute again."),
        msg("A missing answer takes the neutral points of its criterion; the column of missing answers counts them."),
        msg("The file holds ids of people. Keep it where only the people named in the privacy section can open it."),
    )
    table_sheet(book, Table("Read me", msg("Read me"), (Column("line", msg("How to read this file")),), tuple((line,) for line in lines)), lens.text)
    book.close()
    return stream.getvalue()


def _named(table: Table, name: str) -> Table:
    return Table(name, table.title, table.columns, table.rows)


def _formulas(book: Any, sheet: Any, result: LargePairing) -> None:
    from xlsxwriter.utility import xl_col_to_name

    many = len(result.criteria)
    if not many:
        return
    tenths = book.add_format({"num_format": "0.0", "bold": True})
    weights = [f"Criteria!$C${2 + i}" for i in range(many)]
    names = [xl_col_to_name(3 + i) for i in range(many)]
    whole = f"SUM(Criteria!$C$2:$C${1 + many})"
    for line, points in enumerate(result.pairs["points"].tolist(), start=1):
        parts = "+".join(f"{name}{line + 1}*{weight}" for name, weight in zip(names, weights, strict=True))
        sheet.write_formula(line, 2, f"=IF({whole}=0,0,({parts})/{whole})", tenths, points / result.weight / 10 if result.weight else 0)


def _policy(result: LargePairing) -> Message:
    smallest = result.policy.minimum_score
    if result.policy.aim == "cover_first":
        if smallest is None:
            return msg("Policy: first as many mentees as possible get a mentor, then the total of the scores is made as high as possible.")
        return msg(
            "Policy: no pair scores below {points}; first as many mentees as possible get a mentor, then the total of the scores is made as high as possible.", points=smallest
        )
    if smallest is None:
        return msg("Policy: the total of the scores is made as high as possible; among equal totals the one that gives more mentees a mentor.")
    return msg(
        "Policy: no pair scores below {points}; the total of the scores is made as high as possible, among equal totals the one that gives more mentees a mentor.", points=smallest
    )


def _summary(result: LargePairing) -> Table:
    seats, used = int(result.seats.sum()), len(result.pairs)
    rows: list[tuple[object, object]] = [
        (msg("Mentees selected"), len(result.mentees)),
        (msg("Mentees not eligible"), result.selection.count("ineligible")),
        (msg("Mentees not selected"), result.selection.count("not_selected")),
        (msg("Mentees withdrawn"), result.selection.count("withdrawn")),
        (msg("Mentors who can take part"), len(result.mentors)),
        (msg("Seats with mentors"), seats),
        (msg("Pairs"), used),
        (msg("Pairs fixed by hand"), result.required),
        (msg("Mentees without a mentor"), len(result.unpaired)),
        (msg("Seats still free"), seats - used),
        (msg("Mean score"), None if result.mean is None else Decimal(result.mean / 10)),
        (msg("Lowest score"), Decimal(int(result.pairs["score"].min()) / 10) if used else None),
        (msg("Total points"), result.total),
        (msg("Possible pairs"), result.considered),
        (msg("Pairs that could be otherwise at no loss"), result.changeable),
        (msg("Candidates the pairing was found among"), result.candidates),
        (msg("Rounds until the proof closed"), result.rounds),
        (msg("Proof that no other pairing does better"), msg("closed") if result.proven else msg("open")),
    ]
    return Table("04_summary", msg("The pairing in numbers"), (Column("what", msg("What")), Column("value", msg("Value"))), tuple(rows))


def _fit(result: LargePairing) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("weight", msg("Weight"), "int"),
        Column("made", msg("Mean points, pairs made"), "points"),
        Column("lowest", msg("Lowest points of a pair"), "points"),
        Column("mentees_unknown", msg("No answer, mentees"), "int"),
        Column("mentors_unknown", msg("No answer, mentors"), "int"),
    )
    rows = tuple((one.id, one.weight, one.made, one.lowest, one.mentees_unknown, one.mentors_unknown) for one in result.criteria)
    return Table("04_fit", msg("What the pairs get from each criterion"), columns, rows)


def _criteria(result: LargePairing) -> Table:
    columns = (Column("criterion", msg("Criterion"), "id"), Column("kind", msg("Compares")), Column("weight", msg("Weight"), "int"), Column("why", msg("Why")))
    rows = tuple((one.id, KINDS.get(one.kind, one.kind), one.weight, one.why or msg("not stated")) for one in result.criteria)
    return Table("04_criteria", msg("Criteria"), columns, rows)


def _rules(result: LargePairing) -> Table:
    columns = (Column("rule", msg("Rule")), Column("kind", msg("Says")), Column("forbidden", msg("Forbids"), "int"), Column("why", msg("Why")))
    rows = tuple((rule_name(one.id), RULES[one.kind], one.forbidden if one.forbidden is not None else msg("not counted"), one.why or msg("not stated")) for one in result.rules)
    return Table("04_rules", msg("Rules"), columns, rows)


def _pairs_blocks(result: LargePairing) -> list[Block]:
    if len(result.pairs) <= WORKBOOK_PAIRS:
        return [_pairs(result)]
    said = msg("The {n} pairs are too many for a spreadsheet of at most {most}; in a notebook they are in pairing.pairs.", n=len(result.pairs), most=WORKBOOK_PAIRS)
    return [Words((said,), "note")]


def _pairs(result: LargePairing) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("score", msg("Score"), "points"),
        *(Column(f"part_{c.id}", msg("{criterion}: points", criterion=c.id), "points") for c in result.criteria),
        Column("assumed", msg("Missing answers"), "int"),
        Column("required", msg("Fixed by hand")),
        Column("why", msg("Why")),
    )
    names = ["mentee", "mentor", "score", *(f"part_{c.id}" for c in result.criteria), "assumed", "required"]
    said: dict[tuple[object, ...], Message] = {}
    whys = []
    for told in zip(*(result.pairs[name].tolist() for name in _TOLD), strict=True):
        if told not in said:
            said[told] = pair_why(dict(zip(_TOLD, told, strict=True)), len(result.criteria))
        whys.append(said[told])
    rows = tuple(zip(*(result.pairs[name].tolist() for name in names), whys, strict=True))
    return Table("04_pairs", msg("Pairs"), columns, rows, limit=LIMIT)


def _unpaired(result: LargePairing) -> Table:
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("reason", msg("Why there is no mentor")),
        Column("mentors", msg("Mentors the rules allow"), "int"),
        Column("help", msg("What would help")),
    )
    rows = tuple((one.mentee, CODES[one.code], one.mentors, _help(one)) for one in result.unpaired)
    return Table("04_unpaired", msg("Mentees without a mentor"), columns, rows, limit=LIMIT)


def _help(one: Unpaired) -> Message:
    if one.code == "no_mentors":
        return msg("Win at least one mentor, or look at the conditions for mentors in notebook 03.")
    if one.code == "no_allowed":
        return msg("A mentor whom the rules allow, or another look at the rules.")
    if one.code == "below_minimum":
        return msg("A mentor who offers what this mentee wants, or a lower smallest score.")
    return msg("One more seat with one of them, or one more mentor like them.")


def _unpaired_counts(result: LargePairing) -> Table:
    counts: Counter[str] = Counter(one.code for one in result.unpaired)
    rows = tuple((words, counts[code]) for code, words in CODES.items() if counts[code])
    columns = (Column("reason", msg("Why there is no mentor")), Column("mentees", msg("Mentees"), "int"))
    return Table("04_unpaired_counts", msg("Reasons for being without a mentor"), columns, rows)


def _mentors(result: LargePairing) -> Table:
    columns = (
        Column("mentor", msg("Mentor"), "id"),
        Column("seats", msg("Takes at most"), "int"),
        Column("mentees", msg("Mentees"), "int"),
        Column("free", msg("Free seats"), "int"),
    )
    rows = tuple((mentor, seats, used, seats - used) for mentor, seats, used in zip(result.mentors, result.seats.tolist(), result.used.tolist(), strict=True))
    return Table("04_mentors", msg("Mentors and their seats"), columns, rows, shown=False)


def _load(result: LargePairing) -> Table:
    columns = (Column("mentees", msg("Mentees of one mentor"), "int"), Column("mentors", msg("Mentors"), "int"))
    counts = np.bincount(result.used) if len(result.mentors) else np.zeros(0, np.int64)
    return Table("04_mentor_load", msg("How many mentees the mentors have"), columns, tuple((load, int(count)) for load, count in enumerate(counts)))


def _picture(result: LargePairing, lens: Lens) -> Picture:
    counts, edges = np.histogram(result.pairs["score"].to_numpy(dtype=np.int64), bins=np.arange(0, 1001, 100))
    steps = tuple((int(low) // 10, int(high) // 10, int(count)) for low, high, count in zip(edges, edges[1:], counts, strict=False))
    columns = (Column("from", msg("Score from"), "int"), Column("below", msg("below"), "int"), Column("pairs", msg("Pairs"), "int"))
    table = Table("04_score_steps", msg("Pairs by score"), columns, steps, msg("The last step includes 100."))
    low, high, count = max(steps, key=lambda step: step[2])
    alt = msg("Bars of {n} pairs by score in steps of 10 points; most of them, {count}, score from {low} to {high}.", n=len(result.pairs), count=count, low=low, high=high)
    return Picture("04_scores_figure", msg("How the scores of the pairs spread"), partial(_drawn, steps, lens), alt, table)


def _drawn(steps: Sequence[tuple[int, int, int]], lens: Lens) -> bytes:
    say = lens.text.plain
    figure, axes = figures.canvas(7.0, 2.8)
    axes.bar([low + 5 for low, _, _ in steps], [count for _, _, count in steps], 9, color=BLUE)
    axes.set_xticks([low for low, _, _ in steps] + [100])
    axes.set_ylabel(say(msg("Pairs")), color=INK, fontsize=9)
    axes.set_xlabel(say(msg("Score")), color=INK, fontsize=9)
    axes.yaxis.get_major_locator().set_params(integer=True)
    return figures.png(figure)
