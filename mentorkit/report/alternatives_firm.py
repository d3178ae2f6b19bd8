"""How firm the winner of page 01 is: first places under other weights and scores, ranks, and the weight that turns it."""

from __future__ import annotations

from typing import Any

from mentorkit.planning.alternatives import Comparison
from mentorkit.planning.robustness import CONCENTRATION, NOISE, Robustness
from mentorkit.planning.weighing import HIGHEST, Flip, Turn
from mentorkit.report.alternatives_figure import rank_picture
from mentorkit.report.alternatives_words import criteria_named, title_of, titles_of
from mentorkit.report.blocks import Block, Column, Table, Words
from mentorkit.report.lens import Lens
from mentorkit.text import Message, Share, msg

__all__ = ["firm_blocks", "verdict_said"]

assert (CONCENTRATION, NOISE) == (40, 10)  # the sentences below say what these mean


def verdict_said(result: Comparison) -> tuple[Message, ...]:
    """One sentence on how firm the winner is; none where nothing could turn it."""
    firm = result.robustness
    if firm is None:
        return ()
    words: dict[str, Any] = {"option": title_of(result, firm.winner), "share": Share(firm.first(firm.winner)), "draws": firm.draws}
    other: dict[str, Any] = {"rival": title_of(result, firm.rival), "other": Share(firm.first(firm.rival))}
    match firm.verdict:
        case "robust":
            return (msg("The comparison is robust: with weights near the stated ones {option} leads in {share} of {draws} tries.", **words),)
        case "fairly":
            return (
                msg(
                    "The comparison is fairly robust: with weights near the stated ones {option} leads in {share} of {draws} tries, {rival} in {other}.",
                    **words,
                    **other,
                ),
            )
    return (
        msg(
            "The comparison is open: with weights near the stated ones {option} leads in only {share} of {draws} tries, {rival} in {other}. Decide on argument, not on points.",
            **words,
            **other,
        ),
    )


def firm_blocks(result: Comparison, lens: Lens) -> list[Block]:
    """First places, the map of ranks, and what turns the winner."""
    blocks: list[Block] = []
    if result.robustness is not None:
        blocks += [Words(_anywhere_said(result, result.robustness)), _firsts_table(result, result.robustness), rank_picture(result, result.robustness, lens)]
    return [*blocks, Words(_turns_said(result), bullets=True), _turns_table(result)]


def _anywhere_said(result: Comparison, firm: Robustness) -> tuple[Message, ...]:
    said = [
        msg(
            "With any weights at all, {option} leads in {anywhere} of {draws} tries; with the stated weights and every score up to 10 points off, in {off}.",
            option=title_of(result, firm.winner),
            anywhere=Share(firm.first(firm.winner, firm.anywhere)),
            off=Share(firm.first(firm.winner, firm.off)),
            draws=firm.draws,
        )
    ]
    winner = result.row_of(firm.winner)
    inside = winner.parts if winner else ()  # options of a mix that leads are done with it
    never = [option for option in firm.options if option not in inside and not firm.first(option, firm.anywhere)]
    if never:
        said.append(msg("In no try, whatever the weights, did these lead: {options}.", options=titles_of(result, never)))
    return tuple(said)


def _firsts_table(result: Comparison, firm: Robustness) -> Table:
    columns = (
        Column("option", msg("Option")),
        Column("near", msg("Weights near the stated ones"), "share"),
        Column("anywhere", msg("Any weights"), "share"),
        Column("off", msg("Scores up to 10 points off"), "share"),
    )
    rows = tuple((title_of(result, option), firm.first(option), firm.first(option, firm.anywhere), firm.first(option, firm.off)) for option in firm.options)
    note = msg(
        "Share of {draws} tries in which each option leads. Near: a stated share of 25 per cent then lies between 18 and 32 in two tries of three. "
        "Robust: from 90 per cent near the stated weights; fairly robust: from 70; below that the comparison is open.",
        draws=firm.draws,
    )
    return Table("01_first_places", msg("How often each option leads"), columns, rows, note=note)


def _turns_said(result: Comparison) -> tuple[Message, ...]:
    """One sentence for each criterion whose weight can turn the winner, and one for the rest."""
    if result.best is None:
        return ()
    winner, weights = title_of(result, result.best), {must.criterion.id: must.criterion.weight for must in result.musts}
    said = [_turn_said(result, turn, winner, weights[turn.criterion]) for turn in result.turns if _typed(turn.less) or _typed(turn.more)]
    steady = tuple(criteria_named(result)[turn.criterion] for turn in result.turns if turn.movable and not (_typed(turn.less) or _typed(turn.more)))
    if steady:
        said.append(msg("{option} leads at every weight from 0 to 100 of: {criteria}.", option=winner, criteria=steady))
    return tuple(said)


def _typed(flip: Flip | None) -> bool:
    return flip is not None and flip.typed is not None


def _turn_said(result: Comparison, turn: Turn, winner: Message, weight: int | None) -> Message:
    words: dict[str, Any] = {"criterion": criteria_named(result)[turn.criterion], "weight": weight, "option": winner}
    less, more = turn.less, turn.more
    low = {} if less is None or less.typed_to is None else {"low": less.typed, "other": title_of(result, less.typed_to)}
    high = {} if more is None or more.typed_to is None else {"high": more.typed, "another": title_of(result, more.typed_to)}
    if low and high:
        return msg(
            "{criterion}: its weight is {weight}. From {low} down {option} no longer leads (at {low} it is {other}), nor from {high} up (at {high} it is {another}).",
            **words,
            **low,
            **high,
        )
    if low:
        return msg("{criterion}: its weight is {weight}. From {low} down {option} no longer leads; at {low} it is {other}.", **words, **low)
    return msg("{criterion}: its weight is {weight}. From {high} up {option} no longer leads; at {high} it is {another}.", **words, **high)


def _turns_table(result: Comparison) -> Table:
    columns = (
        Column("criterion", msg("Criterion"), "id"),
        Column("weight", msg("Weight now"), "int"),
        Column("share", msg("Share now"), "share"),
        Column("less", msg("Changes from this weight down")),
        Column("less_share", msg("Share below which it changes"), "share"),
        Column("less_to", msg("Then ahead")),
        Column("more", msg("Changes from this weight up")),
        Column("more_share", msg("Share above which it changes"), "share"),
        Column("more_to", msg("Then ahead")),
    )
    weights = {must.criterion.id: must.criterion.weight for must in result.musts}
    names = criteria_named(result)
    rows = tuple((names[turn.criterion], weights[turn.criterion], turn.share, *_flip(result, turn.less, turn), *_flip(result, turn.more, turn)) for turn in result.turns)
    note = msg("Whole weights from 0 to 100, all other weights unchanged: written into the file, each of them turns the winner. Exact, not tried out.")
    return Table("01_turning_points", msg("The weight at which the winner changes"), columns, rows, note=note)


def _flip(result: Comparison, flip: Flip | None, turn: Turn) -> tuple[Any, Any, Any]:
    if not turn.movable:
        return msg("no other weight"), "", ""
    if flip is None:
        return msg("at no weight"), "", ""
    if flip.typed is None or flip.typed_to is None:
        return msg("no weight up to {highest}", highest=HIGHEST), flip.share, title_of(result, flip.to)
    return flip.typed, flip.share, title_of(result, flip.typed_to)
