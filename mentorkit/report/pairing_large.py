"""Page 04 of a programme with very many people: counts, proof, how scores spread, who is left; the pairs in ``pairs.xlsx``."""

from __future__ import annotations

import io

from mentorkit.pairing.large import DENSE_PAIRS, WORKBOOK_PAIRS, LargePairing, NotAtThisSize
from mentorkit.pairing.pairing import Unpaired
from mentorkit.program.model import Policy
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_figure import spread_picture
from mentorkit.report.pairing_shared import PROPOSAL, RECKONING, counted, load_table, mentors_table, named, read_me, summary_table, unpaired_counts, write_scores
from mentorkit.report.pairing_words import CODES, KINDS, RULE_REASONS, RULES, pair_why, rule_name
from mentorkit.report.policy_words import policy_words
from mentorkit.report.workbook import new_workbook, table_sheet
from mentorkit.text import Message, Share, msg

__all__ = ["large_view", "large_workbook", "size_view"]

LIMIT = 50
_SCORE = 2  # the column of the score in the sheet Pairs
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
    blocks: list[Block] = [
        Words((counted(result),), "open" if result.unpaired else "good"),
        Words(proof_sentences(result), "good" if result.proven else "bad"),
        Words((policy_words(result.policy),)),
        summary_table(result, _more(result)),
    ]
    if len(result.pairs):
        blocks += [_fit(result), spread_picture(result, lens)]
    blocks.append(_rules(result))
    if lens.coordinator:
        blocks += [*_pairs_blocks(result), _unpaired(result), mentors_table(result)]
    if result.unpaired:
        blocks.append(unpaired_counts(result))
    blocks += [load_table(result), Words((PROPOSAL,))]
    if result.warnings:
        blocks.append(Words(tuple(warning.message for warning in result.warnings), "note", bullets=True))
    return View("04_pairing", msg("The pairs"), tuple(blocks))


def proof_sentences(result: LargePairing) -> tuple[Message, ...]:
    """What was proven and how all pairs were gone through without looking at each."""
    if not result.proven:
        return (msg("Not proven: the check of this pairing did not close. Please report this with the program file."),)
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
    return _proven(result.policy), checked, ties


def _proven(policy: Policy) -> Message:
    keep = policy.keep_published
    if policy.aim == "cover_first":
        if not keep:
            return msg("Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, and none that gives as many scores higher.")
        return msg(
            "Proven: no other pairing under these criteria, rules and seats gives more mentees a mentor, and none that gives as many scores higher, with {keep} points for "
            "each published pair that is kept.",
            keep=keep,
        )
    if not keep:
        return msg("Proven: no other pairing under these criteria, rules and seats scores higher.")
    return msg("Proven: no other pairing under these criteria, rules and seats scores higher, with {keep} points for each published pair that is kept.", keep=keep)


def large_workbook(result: LargePairing, lens: Lens) -> bytes | None:
    """``pairs.xlsx`` for the coordinator, with a formula for each score; ``None`` when the pairs are too many for a spreadsheet."""
    if not lens.coordinator:
        raise ValueError("pairs.xlsx holds persons and is made for the coordinator only")
    if len(result.pairs) > WORKBOOK_PAIRS:
        return None
    from xlsxwriter.utility import xl_col_to_name

    stream = io.BytesIO()
    book = new_workbook(stream, title="pairs")
    sheet = table_sheet(book, named(_pairs(result), "Pairs"), lens.text)
    write_scores(book, sheet, result, _SCORE, [xl_col_to_name(_SCORE + 1 + i) for i in range(len(result.criteria))])
    for name, table in (("Unpaired", _unpaired(result)), ("Mentors", mentors_table(result)), ("Rules", _rules(result)), ("Criteria", _criteria(result))):
        table_sheet(book, named(table, name), lens.text)
    lines: tuple[Message, ...] = (
        policy_words(result.policy),
        *proof_sentences(result),
        *RECKONING,
        msg("The file holds ids of people. Keep it where only the people named in the privacy section can open it."),
    )
    table_sheet(book, read_me(lines), lens.text)
    book.close()
    return stream.getvalue()


def _more(result: LargePairing) -> tuple[tuple[object, object], ...]:
    return (
        (msg("Possible pairs"), result.considered),
        (msg("Pairs that could be otherwise at no loss"), result.changeable),
        (msg("Candidates the pairing was found among"), result.candidates),
        (msg("Rounds until the proof closed"), result.rounds),
    )


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
    rows = tuple(
        (rule_name(one.id), RULES[one.kind], one.forbidden if one.forbidden is not None else msg("not counted"), one.why or RULE_REASONS.get(one.id) or msg("not stated"))
        for one in result.rules
    )
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
