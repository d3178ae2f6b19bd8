"""Page 01: the decision, what any solution must achieve, the options with what they bring and take, and what would turn the winner."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.alternatives import Comparison, OptionRow
from mentorkit.planning.options import kind_of
from mentorkit.planning.weighing import Flip, Turn
from mentorkit.report.alternatives_figure import picture
from mentorkit.report.blocks import Block, Column, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Mark, Message, Share, msg, msg_n

__all__ = ["comparison_view"]

_BLANK = msg("not stated")
_YES, _NO = msg("yes"), msg("no")
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
    """The decision in words first; then need and musts, options by value, value against cost, what turns the winner, and the options nobody weighed."""
    blocks: list[Block] = [Words(*_verdict(result)), Words(_need_said(result)), _decision_table(result), _musts_table(result), Words(_weights_said(result), "note")]
    blocks += [
        _options_table(result),
        Words(_beaten_said(result), bullets=True),
        Words(_costs_said(result), "note"),
        *picture(result, lens),
        _scores_table(result),
        _effort_table(result),
        _pros_table(result),
    ]
    blocks += [Words(_turns_said(result), bullets=True), _turns_table(result)]
    blocks += [Words(_offered_said(result)), _offered_table(result), _offered_effort_table(result)]
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    return View("01_alternatives", msg("Alternatives and decision"), tuple(block for block in blocks if not isinstance(block, Words) or block.sentences))


def _verdict(result: Comparison) -> tuple[tuple[Message, ...], Any]:
    chosen, best = result.row_of(result.chosen), result.row_of(result.best)
    if not result.planned:
        return (msg("No alternatives are written in the program file: other ways to the same goals were not compared."),), "open"
    if result.decided == "open" or result.chosen is None:
        return (msg("Nothing is decided yet."), *_leads(result)), "open"
    said = [_chosen_said(result, chosen, best)]
    if result.decision and result.decision.with_:
        said.append(msg("Together with it: {options}.", options=_titles(result.decision.with_)))
    if result.reason:
        said.append(msg("The reason: {reason}", reason=result.reason))
    if result.otherwise:
        said.append(msg("So the decision is for another way than mentoring. That is a full result; the later stages are not needed."))
    return tuple(said), "good" if result.decided == "best" else "plain"


def _chosen_said(result: Comparison, chosen: OptionRow | None, best: OptionRow | None) -> Message:
    title = kind_of(result.chosen or "").title
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
    return (msg("The need: {statement}", statement=result.need or _BLANK),)


def _decision_table(result: Comparison) -> Table:
    decision = result.decision
    rows: tuple[tuple[Any, ...], ...] = ()
    if decision is not None and decision.chosen is not None:
        rows = (
            (msg("Chosen"), kind_of(decision.chosen).title),
            (msg("Together with"), _titles(decision.with_) or msg("no other option")),
            (msg("Reason"), decision.reason or _BLANK),
            (msg("Decided by (a post)"), decision.by or _BLANK),
            (msg("Decided on"), decision.on or _BLANK),
            (msg("Pilot"), decision.pilot or _BLANK),
            (msg("Stop rule"), decision.stop_rule or _BLANK),
            (msg("Review on"), decision.review_on or _BLANK),
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
            must.criterion.id,
            must.criterion.statement or _BLANK,
            must.criterion.goal if must.goal_known else msg("no goal of this list"),
            must.criterion.weight,
            must.share,
            must.criterion.worst or _BLANK,
            must.criterion.best or _BLANK,
        )
        for must in result.musts
    )
    return Table("01_musts", msg("What any solution must achieve"), columns, rows)


def _weights_said(result: Comparison) -> tuple[Message, ...]:
    if result.weights_total is None:
        return (msg("Values are computed when every criterion has its weight and at least one is above 0."),) if result.musts else ()
    said = [msg("The weights add up to {total}; the share is what each one is of that.", total=result.weights_total)]
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
            _YES if row.kind.mentoring else _NO,
            row.value,
            row.effort.full,
            row.hours,
            row.cash,
            row.effort.months,
            Mark.NO_DATA if row.value is None else _YES if row.efficient else _NO,
            _titles(row.beaten_by) or "",
            row.missing or "",
        )
        for row in result.options
    )
    return Table(
        "01_options",
        msg("The options by value"),
        columns,
        rows,
        note=msg("Value from 0 to 100; cost never enters it. Hours, cash and full cost are for one learner, amounts in {currency}.", currency=result.currency),
    )


def _beaten_said(result: Comparison) -> tuple[Message, ...]:
    return tuple(
        msg(
            "{option}: another option is at least as good in every criterion and takes no more ({others}), so no weights can rescue it.",
            option=row.title,
            others=_titles(row.beaten_by),
        )
        for row in result.options
        if row.beaten_by
    )


def _titles(options: tuple[str, ...]) -> tuple[Message, ...]:
    return tuple(kind_of(option).title for option in options)


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


def _scores_table(result: Comparison) -> Table:
    columns = (Column("option", msg("Option")), *(Column(f"score_{m.criterion.id}", msg("{criterion}: score", criterion=m.criterion.id), "int") for m in result.musts))
    return Table("01_scores", msg("Scores from 0 to 100"), columns, tuple((row.title, *row.scores) for row in result.options))


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
    columns = (Column("option", msg("Option")), Column("pros", msg("Pros")), Column("cons", msg("Cons")))
    rows = tuple((row.title, _lines(row.pros), _lines(row.cons)) for row in result.options)
    return Table("01_pros_cons", msg("Pros and cons"), columns, rows)


def _lines(written: tuple[str, ...]) -> Any:
    return written or _BLANK


def _turns_said(result: Comparison) -> tuple[Message, ...]:
    """One sentence for each criterion whose weight can turn the winner, and one for the rest."""
    if result.best is None:
        return ()
    winner = kind_of(result.best).title
    said = [_turn_said(turn, winner) for turn in result.turns if turn.less or turn.more]
    steady = tuple(turn.criterion for turn in result.turns if turn.movable and not (turn.less or turn.more))
    if steady:
        said.append(msg("{option} has the highest value whatever the weight of: {criteria}.", option=winner, criteria=steady))
    return tuple(said)


def _turn_said(turn: Turn, winner: Message) -> Message:
    words = {"criterion": turn.criterion, "share": Share(turn.share), "option": winner}
    if turn.less and turn.more:
        return msg(
            "{criterion}: now {share} of the weight; {option} has the highest value from {low} (below it {other}) to {high} (above it {another}).",
            low=Share(turn.less.share),
            other=kind_of(turn.less.to).title,
            high=Share(turn.more.share),
            another=kind_of(turn.more.to).title,
            **words,
        )
    if turn.less:
        return msg(
            "{criterion}: now {share} of the weight; below {low} {other} has the highest value, not {option}.",
            low=Share(turn.less.share),
            other=kind_of(turn.less.to).title,
            **words,
        )
    flip = turn.more
    assert flip is not None
    return msg("{criterion}: now {share} of the weight; above {high} {other} has the highest value, not {option}.", high=Share(flip.share), other=kind_of(flip.to).title, **words)


def _turns_table(result: Comparison) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("share", msg("Share of the weight now"), "share"),
        Column("less", msg("Changes below")),
        Column("less_weight", msg("As a weight"), "number", 1),
        Column("less_to", msg("Then ahead")),
        Column("more", msg("Changes above")),
        Column("more_weight", msg("As a weight"), "number", 1),
        Column("more_to", msg("Then ahead")),
    )
    rows = tuple((turn.criterion, turn.share, *_flip(turn.less, turn), *_flip(turn.more, turn)) for turn in result.turns)
    note = msg(
        "The other weights stay as they are, so a weight above 100 means that it would have to count more than the scale allows. "
        "Exact: the straight lines of two options are solved for where they meet."
    )
    return Table("01_turning_points", msg("The weight at which the winner changes"), columns, rows, note=note)


def _flip(flip: Flip | None, turn: Turn) -> tuple[Any, Any, Any]:
    if flip is None:
        return (msg("at no weight") if turn.movable else msg("no other weight")), "", ""
    return Share(flip.share), flip.weight, kind_of(flip.to).title


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
    rows = tuple((kind.title, kind.id, _YES if kind.mentoring else _NO, kind.meaning, kind.best_when, kind.pros, kind.cons) for kind in result.offered)
    return Table("01_offered", msg("Options that were not weighed"), columns, rows)


def _offered_effort_table(result: Comparison) -> Table:
    columns = (Column("option", msg("Option")), *_ROLE_COLUMNS, Column("cash", msg("Cash"), "money"), Column("months", msg("Months to effect"), "number", 1))
    rows = tuple((kind.title, *kind.hours, kind.cash, kind.months) for kind in result.offered)
    note = msg("All of these are assumptions for one learner, to be replaced by your own.")
    return Table("01_offered_effort", msg("What the options that were not weighed would take"), columns, rows, note=note)
