"""What a draft moves, for a room with a projector: counted sentences first, then few rows, then a small figure that is redrawn."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from mentorkit.pairing.counts import bins
from mentorkit.pairing.moving import Moved
from mentorkit.pairing.pairing import Pairing
from mentorkit.report.blocks import Block, Column, Picture, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_live_figure import draw_steps
from mentorkit.report.pairing_words import CODES
from mentorkit.text import Decimal, Message, msg, msg_n

__all__ = ["moved_view"]

ROWS = 12  # a projector shows these beside the editor
LEFT_OUT = 10

_OTHER, _GAINED, _SAME = msg("another mentor"), msg("a mentor now"), msg("as before")


def moved_view(result: Moved, lens: Lens) -> View:
    """How many pairs change, who gains or loses a mentor and what the scores do; pairs by id for the coordinator only."""
    scores = result.pairing.scores
    blocks: list[Block] = [Words(_counted(result), "open" if result.pairing.unpaired else "good", announced=True)]
    blocks += [_pairs(result), *((_left_out(result),) if result.pairing.unpaired else ())] if lens.coordinator else [_numbers(result)]
    if scores.warnings:
        blocks.append(Words(tuple(warning.message for warning in scores.warnings), "note", bullets=True))
    if len(result.pairing.pairs):
        blocks.append(_picture(result, lens))
    return View("04_live", msg("What this draft changes"), tuple(blocks))


def _counted(result: Moved) -> tuple[Message, ...]:
    pairing = result.pairing
    paired = msg_n("{paired} of {n} selected mentee has a mentor.", "{paired} of {n} selected mentees have a mentor.", len(pairing.scores.mentees), paired=len(pairing.pairs))
    if result.saved is None:
        return (paired, *_means(result), msg("The saved file gives no pairing, so there is nothing to compare with."))
    changed, gained, lost = len(result.changed), len(result.gained), len(result.lost)
    said = [msg("No pair changes against the saved file.")]
    if changed or gained or lost:
        said = [msg_n("{n} pair changes against the saved file.", "{n} pairs change against the saved file.", changed)]
    if gained:
        said.append(msg_n("{n} mentee gains a mentor.", "{n} mentees gain a mentor.", gained))
    if lost:
        said.append(msg_n("{n} mentee loses the mentor.", "{n} mentees lose the mentor.", lost))
    return (*said, paired, *_means(result))


def _means(result: Moved) -> tuple[Message, ...]:
    """Means of two files are not on one scale when weights differ; what the old pairs have under the new weights is."""
    now, before = result.pairing.mean, result.saved.mean if result.saved else None
    if now is None:
        return ()
    if before is None or (not _moves(result) and _tenth(before) == _tenth(now)):
        return (msg("The mean score is {mean}.", mean=_tenth(now)),)
    goes = msg("The mean score goes from {before} to {now}.", before=_tenth(before), now=_tenth(now))
    if result.kept_mean is None or not _moves(result):
        return (goes,)
    return (goes, msg("Scored by this draft the saved pairs would have {kept} on average.", kept=_tenth(result.kept_mean)))


def _moves(result: Moved) -> int:
    return len(result.changed) + len(result.gained) + len(result.lost)


def _tenth(mean: float) -> Decimal:
    return Decimal(mean / 10)


def _pairs(result: Moved) -> Table:
    """Changed pairs first, each said in words and not in colour alone."""
    pairs, order = result.pairing.pairs, _order(result)
    compared = result.saved is not None
    columns = (
        *((Column("change", msg("Change")),) if compared else ()),
        Column("mentee", msg("Mentee"), "id"),
        Column("mentor", msg("Mentor"), "id"),
        *((Column("before", msg("Mentor before"), "id"),) if compared else ()),
        Column("score", msg("Score"), "points"),
    )
    changed, gained = set(result.changed.tolist()), set(result.gained.tolist())
    made = np.flatnonzero(result.pairing.mentor >= 0)
    mentees, mentors, points = (pairs[name].to_numpy() for name in ("mentee", "mentor", "score"))

    def row(place: int) -> tuple[Any, ...]:
        at = int(made[place])
        plain = (mentees[place], mentors[place], int(points[place]))
        if not compared:
            return plain
        said = _OTHER if at in changed else _GAINED if at in gained else _SAME
        return (said, *plain[:2], result.before[at] if at in changed else "", plain[2])

    more = len(order) - ROWS
    note = msg_n("{n} more pair is not shown here.", "{n} more pairs are not shown here.", more) if more > 0 else None
    return Table("04_live_pairs", msg("Pairs, changed ones first"), columns, tuple(row(int(place)) for place in order[:ROWS]), note)


def _order(result: Moved) -> np.ndarray[Any, Any]:
    """Places in ``pairs``: another mentor, then a mentor now, then unchanged; by mentee inside each."""
    kind = np.full(len(result.pairing.mentor), 2)
    kind[result.gained], kind[result.changed] = 1, 0
    return np.argsort(kind[result.pairing.mentor >= 0], kind="stable")


def _left_out(result: Moved) -> Table:
    """Who has no mentor; those who had one first."""
    place = {mentee: row for row, mentee in enumerate(result.pairing.scores.mentees)}
    lost = set(result.lost.tolist())
    out = sorted(result.pairing.unpaired, key=lambda one: place[one.mentee] not in lost)
    rows = tuple((one.mentee, CODES[one.code], result.before[place[one.mentee]]) for one in out[:LEFT_OUT])
    columns = (Column("mentee", msg("Mentee"), "id"), Column("reason", msg("Why there is no mentor")), Column("before", msg("Mentor before"), "id"))
    more = len(out) - LEFT_OUT
    note = msg_n("{n} more mentee is not shown here.", "{n} more mentees are not shown here.", more) if more > 0 else None
    return Table("04_live_unpaired", msg("Mentees without a mentor"), columns, rows, note)


def _numbers(result: Moved) -> Table:
    """Counts and scores of the file and of the draft, without a person."""
    sides = (*((result.saved,) if result.saved is not None else ()), result.pairing)
    columns = (
        Column("what", msg("What")),
        *((Column("before", msg("Saved file")),) if result.saved is not None else ()),
        Column("now", msg("This draft")),
    )
    rows = (
        (msg("Pairs"), *(len(side.pairs) for side in sides)),
        (msg("Mentees without a mentor"), *(len(side.unpaired) for side in sides)),
        (msg("Mean score"), *(None if side.mean is None else _tenth(side.mean) for side in sides)),
        (msg("Lowest score"), *(Decimal(int(side.pairs["score"].min()) / 10) if len(side.pairs) else None for side in sides)),
    )
    return Table("04_live_numbers", msg("The pairing in numbers"), columns, rows)


def _picture(result: Moved, lens: Lens) -> Picture:
    steps = bins(result.pairing)
    now = tuple(count for _, _, count in steps)
    before = _counts(result.saved)
    columns = (Column("from", msg("Score from"), "int"), Column("below", msg("below"), "int"), Column("before", msg("Saved file"), "int"), Column("now", msg("This draft"), "int"))
    rows = tuple((low, high, *counts) for (low, high, _), *counts in zip(steps, before or (None,) * len(steps), now, strict=True))
    table = Table("04_live_steps", msg("Pairs by score"), columns, rows, msg("The last step includes 100."))
    low, high, most = max(steps, key=lambda step: step[2])
    alt = msg("Bars of {n} pairs by score in steps of 10 points; most of them, {count}, score from {low} to {high}.", n=len(result.pairing.pairs), count=most, low=low, high=high)
    return Picture("04_live_figure", msg("How the scores of the pairs spread"), partial(draw_steps, lens.text.language, before, now), alt, table)


def _counts(pairing: Pairing | None) -> tuple[int, ...] | None:
    return None if pairing is None or not len(pairing.pairs) else tuple(count for _, _, count in bins(pairing))
