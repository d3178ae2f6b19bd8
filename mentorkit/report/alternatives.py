"""Page 01: the decision, what any solution must achieve, the options with what they bring and take, and what would turn the winner."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.alternatives import Comparison, OptionRow
from mentorkit.planning.options import Kind, kind_of
from mentorkit.report.alternatives_figure import picture
from mentorkit.report.alternatives_firm import firm_blocks, verdict_said
from mentorkit.report.alternatives_groups import groups_blocks, mixes_blocks
from mentorkit.report.alternatives_words import BASES, BLANK, GRADES_WORDS, NO, UNDO_WORDS, YES, assumed, criteria_named, titles_of
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Currency, Decimal, Mark, Message, msg, msg_n

__all__ = ["comparison_view"]

_PARTS = {
    "senior": msg("hours of a senior person"),
    "learner": msg("hours of the learner"),
    "manager": msg("hours of the line manager"),
    "coordinator": msg("hours of the coordinator"),
    "cash": msg("cash"),
    "months": msg("months to effect"),
}

_ROLE_COLUMNS = (
    Column("senior", msg("Senior"), "number", 1),
    Column("learner", msg("Learner"), "number", 1),
    Column("manager", msg("Line manager"), "number", 1),
    Column("coordinator", msg("Coordinator"), "number", 1),
)


def comparison_view(result: Comparison, lens: Lens) -> View:
    """The decision in words first; then need and musts, options by value, value against cost, how firm the winner is, mixes, groups, and the options nobody weighed."""
    blocks: list[Block] = [Words(*_verdict(result)), Words(_need_said(result)), _decision_table(result), _musts_table(result), Words(_weights_said(result), "note")]
    blocks += [_options_table(result), Words(_beaten_said(result), bullets=True), Words(_costs_said(result), "note"), *picture(result, lens)]
    blocks += firm_blocks(result, lens)
    blocks += [_scores_table(result), _effort_table(result), _pros_table(result), *mixes_blocks(result), *groups_blocks(result, lens)]
    blocks += [Words(_offered_said(result)), _offered_table(result), _offered_effort_table(result)]
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    return View("01_alternatives", msg("Alternatives and decision"), tuple(block for block in blocks if not isinstance(block, Words) or block.sentences))


def _verdict(result: Comparison) -> tuple[tuple[Message, ...], Any]:
    chosen, best = result.picked, result.row_of(result.best)
    if not result.planned:
        return (msg("No alternatives are written in the program file: other ways to the same goals were not compared."),), "open"
    if result.decided == "open" or result.chosen is None:
        return (msg("Nothing is decided yet."), *_leads(result), *verdict_said(result)), "open"
    said = [_chosen_said(result, chosen, best), *verdict_said(result)]
    if result.decision and result.decision.with_ and not (chosen and chosen.parts):
        said.append(msg("Together with it: {options}.", options=titles_of(result, result.decision.with_)))
    if result.reason:
        said.append(msg("The reason: {reason}", reason=result.reason))
    if result.otherwise:
        said.append(msg("So the decision is for another way than mentoring. That is a full result; the later stages are not needed."))
    firm = result.robustness
    return tuple(said), "good" if result.decided == "best" and (firm is None or firm.verdict != "open") else "plain"


def _chosen_said(result: Comparison, chosen: OptionRow | None, best: OptionRow | None) -> Message:
    title = chosen.title if chosen else kind_of(result.chosen or "").title
    if result.decided == "best" and chosen is not None and chosen.value is not None:
        return msg("Chosen: {option}. Of the options weighed, none has a higher value ({value}).", option=title, value=Decimal(chosen.value))
    if result.decided == "argued" and chosen and best and chosen.value is not None and best.value is not None:
        return msg(
            "Chosen: {option}, with a value of {value}. {best} has a higher one ({higher}): decided on argument.",
            option=title,
            value=Decimal(chosen.value),
            best=best.title,
            higher=Decimal(best.value),
        )
    return msg("Chosen: {option}. It has no value in this comparison: decided on argument.", option=title)


def _leads(result: Comparison) -> tuple[Message, ...]:
    best = result.row_of(result.best)
    if best is None or best.value is None:
        return ()
    return (msg("The highest value so far has: {option} ({value}).", option=best.title, value=Decimal(best.value)),)


def _need_said(result: Comparison) -> tuple[Message, ...]:
    return (msg("The need: {statement}", statement=result.need or BLANK),)


def _decision_table(result: Comparison) -> Table:
    decision = result.decision
    rows: tuple[tuple[Any, ...], ...] = ()
    if decision is not None and decision.chosen is not None:
        rows = (
            (msg("Chosen"), kind_of(decision.chosen).title),
            (msg("Together with"), titles_of(result, decision.with_) or msg("no other option")),
            (msg("Reason"), decision.reason or BLANK),
            (msg("Decided by (a post)"), decision.by or BLANK),
            (msg("Decided on"), decision.on or BLANK),
            (msg("Pilot"), decision.pilot or BLANK),
            (msg("Stop rule"), decision.stop_rule or BLANK),
            (msg("Review on"), decision.review_on or BLANK),
        )
    return Table("01_decision", msg("The decision"), (Column("what", msg("What")), Column("value", msg("Value"))), rows)


def _musts_table(result: Comparison) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("statement", msg("What the solution must achieve")),
        Column("goal", msg("Goal it stands for")),
        Column("weight", msg("Weight"), "int"),
        Column("share", msg("Share"), "share", 0),
        Column("worst", msg("What 0 means")),
        Column("best", msg("What 100 means")),
    )
    rows = tuple(
        (
            must.criterion.name or must.criterion.id,
            must.criterion.statement or BLANK,
            must.criterion.goal if must.goal_known else msg("no goal of this list"),
            must.criterion.weight,
            must.share,
            must.criterion.worst or BLANK,
            must.criterion.best or BLANK,
        )
        for must in result.musts
    )
    return Table("01_musts", msg("What any solution must achieve"), columns, rows)


def _weights_said(result: Comparison) -> tuple[Message, ...]:
    if result.weights_total is None:
        return (msg("Values are computed when every criterion has its weight and at least one is above 0."),) if result.musts else ()
    said = [
        msg("A weight says how much the step from what 0 means to what 100 means matters."),
        msg("The weights add up to {total}; the share is what each one is of that.", total=result.weights_total),
    ]
    if result.equal_weights:
        said.append(msg("All weights are equal, which is a choice too."))
    return tuple(said)


def _options_table(result: Comparison) -> Table:
    columns = (
        Column("rank", msg("Rank"), "int"),
        Column("option", msg("Option")),
        Column("mentoring", msg("Mentoring?")),
        Column("value", msg("Value"), "number", 1),
        Column("full", msg("Full cost"), "money"),
        Column("hours", msg("Hours"), "number", 1),
        Column("cash", msg("Cash"), "money"),
        Column("months", msg("Months to effect"), "number", 1),
        Column("efficient", msg("Efficient")),
        Column("beaten_by", msg("Beaten by")),
        Column("missing", msg("No score for")),
    )
    rows = tuple(
        (
            row.rank,
            row.title,
            YES if row.mentoring else NO,
            row.value,
            row.effort.full,
            row.hours,
            row.cash,
            row.effort.months,
            Mark.NO_DATA if row.value is None else YES if row.efficient else NO,
            titles_of(result, row.beaten_by) or "",
            _named(result, row.missing),
        )
        for row in result.options
    )
    return Table(
        "01_options",
        msg("The options by value"),
        columns,
        rows,
        note=msg("Value from 0 to 100; cost never enters it. Hours, cash and full cost are for one learner, amounts in {currency}.", currency=Currency(result.currency)),
    )


def _beaten_said(result: Comparison) -> tuple[Message, ...]:
    return tuple(
        msg(
            "{option}: another option is at least as good in every criterion and takes no more ({others}), so no weights can rescue it.",
            option=row.title,
            others=titles_of(result, row.beaten_by),
        )
        for row in result.options
        if row.beaten_by
    )


def _costs_said(result: Comparison) -> tuple[Message, ...]:
    """How value was held against cost, and where the plan asks for more than the option was weighed with."""
    if not result.options:
        return ()
    said = [msg("Efficient: no other option has at least this value and takes no more. Beaten: another is at least as good in each criterion and takes no more.")]
    if result.burden == "hours":
        said.append(msg("Salaries are missing, so hours and cash stand in place of the full cost."))
    else:
        said.append(msg("Hours of senior people and of line managers are counted at the mentors' hourly cost, those of learners at the mentees'."))
    mentoring = result.row_of("mentoring")
    if mentoring and result.plan_hours is not None and result.plan_hours > mentoring.effort.senior:
        said.append(
            msg(
                "One-to-one mentoring is compared with {weighed} hours of a senior person per learner; the plan of this programme asks {planned} of each mentor.",
                weighed=mentoring.effort.senior,
                planned=result.plan_hours,
            )
        )
    return tuple(said)


def _named(result: Comparison, criteria: tuple[str, ...]) -> tuple[str, ...] | str:
    names = criteria_named(result)
    return tuple(names[each] for each in criteria) or ""


def _scores_table(result: Comparison) -> Table:
    columns = [
        Column("option", msg("Option")),
        *(Column(f"score_{m.criterion.id}", msg("{criterion}: score", criterion=m.criterion.name or m.criterion.id), "int") for m in result.musts),
    ]
    if result.mixes:
        columns.append(Column("assumed", msg("Best of its options taken for")))
    rows = tuple((row.title, *row.scores, *((_named(result, row.assumed_scores),) if result.mixes else ())) for row in result.options)
    return Table("01_scores", msg("Scores from 0 to 100"), tuple(columns), rows)


def _effort_table(result: Comparison) -> Table:
    columns = (
        Column("option", msg("Option")),
        *_ROLE_COLUMNS,
        Column("hours_all", msg("All hours"), "number", 0),
        Column("cash_all", msg("All cash"), "money"),
        Column("full_all", msg("All costs"), "money"),
        Column("assumed", msg("Assumed")),
    )
    rows = tuple(
        (row.title, *_role_hours(row), row.hours_all, row.cash_all, row.full_all, tuple(_PARTS[name] for name in row.effort.assumed) or msg("nothing assumed"))
        for row in result.options
    )
    note = (
        msg("Hours by role for one learner; the last three sums are for the {n} mentees that are planned.", n=result.mentees)
        if result.mentees
        else msg("Hours by role for one learner; the planned number of mentees is not stated.")
    )
    return Table("01_effort", msg("What each option takes"), columns, rows, note=note)


def _role_hours(row: OptionRow) -> tuple[float, ...]:
    return row.effort.senior, row.effort.learner, row.effort.manager, row.effort.coordinator


def _pros_table(result: Comparison) -> Table:
    columns = (
        Column("option", msg("Option")),
        Column("best_when", msg("Best for")),
        Column("pros", msg("Pros")),
        Column("cons", msg("Cons")),
        Column("evidence", msg("Evidence that it works")),
        Column("reversible", msg("Can be undone")),
    )
    rows = tuple(
        (
            row.title,
            kind.best_when,
            *_pros_and_cons(row, kind),
            assumed(GRADES_WORDS[row.evidence], row.evidence_assumed),
            assumed(UNDO_WORDS[row.reversible], row.reversible_assumed),
        )
        for row in result.options
        if (kind := row.kind) is not None
    )
    note = msg("Assumed: nobody has stated it in the file, so our general judgement stands in; it knows nothing of your organisation.")
    return Table("01_pros_cons", msg("What speaks for and against each option"), columns, rows, note=note)


def _pros_and_cons(row: OptionRow, kind: Kind) -> tuple[Any, Any]:
    """What the file says; an option for which it says nothing at all shows what is usually said, marked so."""
    if row.pros or row.cons:
        return row.pros or BLANK, row.cons or BLANK
    return msg("usually: {what}", what=kind.pros), msg("usually: {what}", what=kind.cons)


def _offered_said(result: Comparison) -> tuple[Message, ...]:
    count = len(result.offered)
    if not count:
        return ()
    return (
        msg_n("One more option is known and was not weighed. Is it left out on purpose?", "{n} more options are known and were not weighed. Are they left out on purpose?", count),
    )


def _offered_table(result: Comparison) -> Table:
    columns = (
        Column("option", msg("Option")),
        Column("id", msg("Name in the file"), "id"),
        Column("mentoring", msg("Mentoring?")),
        Column("meaning", msg("What it is")),
        Column("best_when", msg("Best for")),
        Column("pros", msg("Pros")),
        Column("cons", msg("Cons")),
    )
    rows = tuple((kind.title, kind.id, YES if kind.mentoring else NO, kind.meaning, kind.best_when, kind.pros, kind.cons) for kind in result.offered)
    return Table("01_offered", msg("Options that were not weighed"), columns, rows)


def _offered_effort_table(result: Comparison) -> Table:
    columns = (
        Column("option", msg("Option")),
        *_ROLE_COLUMNS,
        Column("cash", msg("Cash"), "money"),
        Column("months", msg("Months to effect"), "number", 1),
        Column("evidence", msg("Evidence that it works")),
        Column("reversible", msg("Can be undone")),
        Column("basis", msg("Hours are from")),
    )
    rows = tuple((kind.title, *kind.hours, kind.cash, kind.months, GRADES_WORDS[kind.evidence], UNDO_WORDS[kind.reversible], BASES[kind.basis]) for kind in result.offered)
    note = msg(
        "All of these are assumptions for one learner, to be replaced by your own: write an option into the file, and it is weighed. "
        "Model guides give the hours of the senior person; the rest is our judgement."
    )
    return Table("01_offered_effort", msg("What the options that were not weighed would take"), columns, rows, note=note)
