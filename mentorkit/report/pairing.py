"""Page 04, first half: criteria and rules, then the pairs and who is left. What stands behind them is in ``pairing_reasons``."""

from __future__ import annotations

from mentorkit.pairing.counts import criterion_means, options, rule_counts
from mentorkit.pairing.pairing import Pairing
from mentorkit.pairing.reasons import Reasons
from mentorkit.pairing.scores import Scores
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_figure import scores_picture
from mentorkit.report.pairing_shared import PROPOSAL, counted, load_table, mentors_table, summary_table, unpaired_counts
from mentorkit.report.pairing_unpaired import unpaired_table
from mentorkit.report.pairing_words import KINDS, RULE_REASONS, RULES, names_of_criteria, pair_why, rule_name, whole
from mentorkit.report.policy_words import few_answers, policy_results, policy_words, proof_words
from mentorkit.text import Decimal, Message, Share, msg, msg_n

__all__ = ["criteria_table", "next_best_columns", "pairing_view", "pairs_table", "rules_table", "scores_view", "unpaired_table"]

LIMIT = 50


def scores_view(result: Scores, lens: Lens) -> View:
    """Who decided, how many pairs are possible, what each criterion gives and each rule forbids."""
    blocks: list[Block] = [_decided(result), Words(_possible(result)), criteria_table(result, typed=False), rules_table(result)]
    found = options(result)
    without = int((found == 0).sum())
    if without:
        text = msg_n(
            "{n} mentee has no possible mentor at all under these rules; no weight can change that.",
            "{n} mentees have no possible mentor at all under these rules; no weight can change that.",
            without,
        )
        blocks.append(Words((text,), "open"))
    single = int((found == 1).sum())
    if single:
        text = msg_n("{n} mentee has exactly one possible mentor.", "{n} mentees have exactly one possible mentor.", single)
        blocks.append(Words((text,), "open"))
    if result.warnings:
        blocks.append(Words(tuple(warning.message for warning in result.warnings), "note", bullets=True))
    return View("04_scores", msg("Criteria and rules"), tuple(blocks))


def pairing_view(result: Pairing, lens: Lens) -> View:
    """The counted sentence and the proof first, then the pairs, who is left and why, and how mentees spread over mentors."""
    recorded = result.scores.recorded
    made = msg_n(
        "{n} pair stands in the pairs table already. What follows is what these criteria would give if everybody were paired anew; it is not the pair that was made.",
        "{n} pairs stand in the pairs table already. What follows is what these criteria would give if everybody were paired anew; they are not the pairs that were made.",
        recorded,
    )
    blocks: list[Block] = [
        *((Words((made,), "bad"),) if recorded else ()),
        *((Words((_approved(result.scores.approved),)),) if result.scores.approved else ()),
        Words((counted(result),), "open" if result.unpaired else "good"),
        Words(proof_words(result), "good" if result.proven else "bad"),
        Words((policy_words(result.policy), *policy_results(result))),
        *((Words(few_answers(result), "open"),) if few_answers(result) else ()),
        summary_table(result),
    ]
    if len(result.pairs):
        blocks += [_fit(result), scores_picture(result, lens)]
    if lens.coordinator:
        blocks += [pairs_table(result, typed=False), *([unpaired_table(result)] if result.unpaired else []), mentors_table(result)]
    if result.unpaired:
        blocks.append(unpaired_counts(result))
    blocks += [load_table(result), Words((PROPOSAL,))]
    return View("04_pairing", msg("The pairs"), tuple(blocks))


def criteria_table(result: Scores, *, typed: bool = True) -> Table:
    """One row per criterion with its weight, its reason and the answers that are missing.

    Where the file names its criteria for people, a page shows that name first; a workbook that is reckoned with and read again (``typed``)
    keeps the short name first.
    """
    names = names_of_criteria(result.criteria)
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("kind", msg("Compares")),
        Column("weight", msg("Weight"), "int"),
        Column("share", msg("Share"), "share", 0),
        Column("why", msg("Why")),
        Column("mentees_unknown", msg("No answer, mentees"), "int"),
        Column("mentors_unknown", msg("No answer, mentors"), "int"),
        Column("mean_allowed", msg("Mean of allowed pairs"), "points"),
        *((Column("name", msg("Name for people") if typed else msg("Short name")),) if names else ()),
    )
    means = criterion_means(result)
    rows = tuple(
        (
            c.id if typed else names[c.id],
            KINDS[c.kind],
            c.weight,
            Share(c.weight / result.weight, 0) if result.weight else None,
            c.why or msg("not stated"),
            c.mentees_unknown,
            c.mentors_unknown,
            mean.allowed,
            *((names[c.id] if typed else c.id,) if names else ()),
        )
        for c, mean in zip(result.criteria, means, strict=True)
    )
    note = msg("Each criterion gives 0 to 100 points. A missing answer takes the neutral points of its criterion and is counted here. The score is the weighted mean.")
    return Table("04_criteria", msg("Criteria"), columns, rows, note)


def rules_table(result: Scores) -> Table:
    """One row per rule with the pairs it forbids."""
    columns = (
        Column("rule", msg("Rule")),
        Column("kind", msg("Says")),
        Column("forbidden", msg("Forbids"), "int"),
        Column("share", msg("Of all pairs"), "share"),
        Column("alone", msg("On its own"), "int"),
        Column("unknown", msg("Not judged"), "int"),
        Column("why", msg("Why")),
    )
    pairs = result.points.size
    rows = tuple(
        (
            rule_name(rule.id),
            RULES[rule.kind],
            rule.forbidden,
            Share(rule.forbidden / pairs) if pairs else None,
            rule.alone,
            rule.unknown,
            rule.why or RULE_REASONS.get(rule.id) or msg("not stated"),
        )
        for rule in rule_counts(result)
    )
    note = msg("A rule never scores. A pair that a rule cannot judge, because an answer is missing, is allowed and counted here.")
    return Table("04_rules", msg("Rules"), columns, rows, note)


def pairs_table(result: Pairing, *, typed: bool = True) -> Table:
    """One row per pair with the points of every criterion: a column each where they are reckoned with (``typed``), else in one column to be read."""
    criteria, names = result.scores.criteria, names_of_criteria(result.scores.criteria)
    points = tuple(Column(f"part_{c.id}", msg("{criterion}: points", criterion=c.id), "points") for c in criteria) if typed else (Column("points", msg("Points by criterion")),)
    columns = (
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        Column("score", msg("Score"), "points"),
        *points,
        Column("assumed", msg("Missing answers"), "int"),
        Column("required", msg("Fixed by hand")),
        Column("why", msg("Why")),
    )
    scores = result.scores
    approved = {(scores.mentees[row], scores.mentors[column]) for row, column in scores.by_approval}
    rows = []
    for row in result.pairs.to_dict("records"):
        parts = tuple(int(row[f"part_{c.id}"]) for c in criteria)
        shown = parts if typed else (tuple(msg("{criterion}\u00a0{points}", criterion=names[c.id], points=Decimal(part / 10)) for c, part in zip(criteria, parts, strict=True)),)
        fixed = msg("approved by a person") if (row["mentee"], row["mentor"]) in approved else bool(row["required"])
        rows.append((row["mentee"], row["mentor"], int(row["score"]), *shown, int(row["assumed"]), fixed, pair_why(row, len(criteria), names)))
    return Table("04_pairs", msg("Pairs"), columns, tuple(rows), limit=LIMIT)


def next_best_columns(pairs: Table, result: Reasons) -> Table:
    """The table of pairs with the best other mentor and the difference in two more columns."""
    columns = (Column("next_best", msg("Best other mentor"), "id"), Column("difference", msg("Score above the best other"), "points"))
    found = zip(result.pairs["next_best"], result.pairs["difference"], strict=True)
    rows = tuple((*row, other or msg("none"), whole(difference)) for row, (other, difference) in zip(pairs.rows, found, strict=True))
    return Table(pairs.key, pairs.title, (*pairs.columns, *columns), rows, pairs.note, pairs.limit)


def _decided(result: Scores) -> Words:
    if not result.decided_by:
        return Words((msg("The file does not say who decided on the criteria. Criteria that nobody decided are hard to defend."),), "open")
    told = {
        True: msg("Participants have been told the criteria."),
        False: msg("Participants have not been told the criteria yet."),
        None: msg("The file does not say whether participants were told the criteria."),
    }[result.told]
    return Words((msg("The criteria were decided on by: {posts}.", posts=result.decided_by), told), "plain" if result.told else "open")


def _possible(result: Scores) -> tuple[Message, ...]:
    pairs, allowed = result.points.size, int(result.allowed.sum())
    if not pairs:
        return (msg("There are {mentees} mentees and {mentors} mentors who take part, so there is no pair to score.", mentees=len(result.mentees), mentors=len(result.mentors)),)
    return (
        msg(
            "{mentees} selected mentees and {mentors} mentors with {seats} seats: of {pairs} possible pairs the rules allow {allowed} ({share}).",
            mentees=len(result.mentees),
            mentors=len(result.mentors),
            seats=int(result.seats.sum()),
            pairs=pairs,
            allowed=allowed,
            share=Share(allowed / pairs, 0),
        ),
    )


def _fit(result: Pairing) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("weight", msg("Weight"), "int"),
        Column("made", msg("Mean points, pairs made"), "points"),
        Column("allowed", msg("Mean points, all allowed pairs"), "points"),
        Column("lowest", msg("Lowest points of a pair"), "points"),
    )
    names = names_of_criteria(result.scores.criteria)
    rows = tuple((names[mean.id], mean.weight, mean.made, mean.allowed, mean.lowest) for mean in criterion_means(result.scores, result))
    note = msg("A criterion whose mean is hardly above that of all allowed pairs had little to say in this pairing.")
    return Table("04_fit", msg("What the pairs get from each criterion"), columns, rows, note)


def _approved(n: int) -> Message:
    return msg_n(
        "{n} pair was approved by a person; it is fixed here like a required pair, and no weight unmakes it.",
        "{n} pairs were approved by a person; they are fixed here like required pairs, and no weight unmakes them.",
        n,
    )
