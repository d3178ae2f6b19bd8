"""What respondents answered: response, distributions by respondents, changes of scales, one figure of one set of questions."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import Any

from mentorkit.evaluation.evaluation import Evaluation
from mentorkit.evaluation.responses import ItemAnswers, WaveResponse
from mentorkit.evaluation.scales import Reliability, ScaleChange
from mentorkit.report.blocks import Block, Column, Picture, Table, Words
from mentorkit.report.disclosure import limit, nested, shown
from mentorkit.report.lens import Lens
from mentorkit.text import Decimal, Mark, Message, Share, msg

__all__ = ["ROLES", "SMALL", "WAVES", "survey_blocks"]

ROLES = {"mentee": msg("mentees"), "mentor": msg("mentors"), "manager": msg("line managers")}
WAVES = {"start": msg("start"), "middle": msg("middle"), "end": msg("end"), "after": msg("afterwards")}
_YES = {"yes": msg("yes"), "unsure": msg("unsure"), "no": msg("no")}
_CAPTION = msg("Change over time in participants; without a comparison group this is not evidence of an effect.")
_FIGURE_ITEMS = 8
SMALL = 10  # below so many, a share is said as "3 of 7"
_WHERE = (Column("item", msg("Question"), "id"), Column("text", msg("Wording")), Column("role", msg("Who")), Column("wave", msg("Wave")), Column("n", msg("n"), "int"))


def survey_blocks(result: Evaluation, lens: Lens) -> list[Block]:
    """Everything from the survey; one sentence when there is none."""
    if not result.surveyed:
        return [Words((msg("The file names no survey, so nobody's answers are shown."),), "note")]
    blocks: list[Block] = [_response_table(result.responses, lens), *_figure(result, lens), _item_table(result.items, lens), _score_table(result.items, lens)]
    if result.changes:
        blocks += [_change_table(result.changes, lens), Words((_CAPTION,), "note")]
    if result.reliability:
        blocks.append(_reliability_table(result.reliability, lens))
    return blocks


def _response_table(responses: tuple[WaveResponse, ...], lens: Lens) -> Table:
    columns = (
        Column("role", msg("Who")),
        Column("wave", msg("Wave")),
        Column("day", msg("Day"), "date"),
        Column("invited", msg("Invited"), "int"),
        Column("answered", msg("Answered"), "int"),
        Column("rate", msg("Response rate"), "share"),
    )
    rows = tuple(_response(found, lens) for found in responses)
    return Table("08_response", msg("Who answered"), columns, rows, msg("Invited are all who have or had a pair, where pairs are named; otherwise everybody in the table."))


def _response(found: WaveResponse, lens: Lens) -> tuple[Any, ...]:
    base = found.invited if found.invited else found.respondents or 0
    answered = Mark.UNKNOWN if found.respondents is None else shown(found.respondents, base, lens)
    rate = Mark.UNKNOWN if found.rate is None else shown(found.rate, base, lens)
    return (ROLES[found.role], WAVES[found.wave], Mark.UNKNOWN if found.day is None else found.day, Mark.UNKNOWN if found.invited is None else found.invited, answered, rate)


def _item_table(items: tuple[ItemAnswers, ...], lens: Lens) -> Table:
    columns = (*_WHERE, Column("answer", msg("Answer")), Column("count", msg("Respondents"), "int"), Column("share", msg("Share of respondents"), "share"))
    rows = tuple(row for item in items for row in _distribution(item, lens))
    note = msg(
        "Shares are of the respondents to that question, also where several answers could be ticked. "
        "Hidden: fewer than {few} respondents, and distributions of fewer than {distribution}.",
        few=limit(lens),
        distribution=limit(lens, "distribution"),
    )
    return Table("08_items", msg("What respondents answered"), columns, rows, note, limit=150)


def _distribution(item: ItemAnswers, lens: Lens) -> list[tuple[Any, ...]]:
    where = _where(item, lens)
    if item.state != "asked":
        mark = _mark(item)
        return [(*where, mark, mark, mark)]
    if not item.counts:
        return []
    if shown(True, item.n, lens, "distribution") is Mark.HIDDEN:
        return [(*where, Mark.HIDDEN, Mark.HIDDEN, Mark.HIDDEN)]
    return [(*where, _answer(item, answer), count, _share(count, item.n)) for answer, count in item.counts]


def _share(count: int, n: int) -> Any:
    """Per cent of fewer than ten persons would claim too much."""
    return count / n if n >= SMALL else msg("{count} of {n}", count=count, n=n)


def _score_table(items: tuple[ItemAnswers, ...], lens: Lens) -> Table:
    columns = (*_WHERE, Column("mean", msg("Mean"), "number", 2), Column("median", msg("Median"), "number", 1))
    rows = []
    for item in items:
        if item.state == "asked" and (item.mean is not None or not item.counts):
            free = item.mean is None
            values = (Mark.HIDDEN, Mark.HIDDEN) if free else (shown(item.mean, item.n, lens), shown(item.median, item.n, lens))
            rows.append((*_where(item, lens), *values))
    note = msg("Answers in free text are counted and never shown here.")
    return Table("08_scores", msg("Means of questions with numbers"), columns, tuple(rows), note, limit=30)


def _where(item: ItemAnswers, lens: Lens) -> tuple[Any, ...]:
    n = _mark(item) if item.state != "asked" else shown(item.n, item.n, lens)
    return item.item, item.text, ROLES[item.role], WAVES[item.wave], n


def _mark(item: ItemAnswers) -> Mark:
    return Mark.NOT_ASKED if item.state == "not_asked" else Mark.NO_DATA


def _answer(item: ItemAnswers, answer: str) -> Any:
    return _YES[answer] if item.scale == "yes_unsure_no" else answer


def _change_table(changes: tuple[ScaleChange, ...], lens: Lens) -> Table:
    columns = (
        Column("measure", msg("Measure"), "id"),
        Column("role", msg("Who")),
        Column("before", msg("From wave")),
        Column("after", msg("To wave")),
        Column("items", msg("Questions"), "int"),
        Column("n_before", msg("n before"), "int"),
        Column("n_after", msg("n after"), "int"),
        Column("n", msg("n both"), "int"),
        Column("mean_before", msg("Mean before"), "number", 2),
        Column("mean_after", msg("Mean after"), "number", 2),
        Column("change", msg("Change"), "number", 2),
        Column("interval", msg("95 % interval")),
        Column("baseline_sd", msg("Change in SDs before"), "number", 2),
        Column("dz", msg("Change in SDs of changes (dz)"), "number", 2),
    )
    note = msg("Means are of the persons who answered both times. SD is the standard deviation. Anonymous answers cannot be put together, so they have no change.")
    return Table("08_changes", msg("How answers changed"), columns, tuple(_change(found, lens) for found in changes), note)


def _change(found: ScaleChange, lens: Lens) -> tuple[Any, ...]:
    start = (found.measure, ROLES[found.role], WAVES[found.before], WAVES[found.after], found.items)
    counts = (shown(found.n_before, found.n_before, lens), shown(found.n_after, found.n_after, lens))
    moved = found.change
    if moved is None:
        mark = Mark.UNKNOWN if found.state == "anonymous" else Mark.NO_DATA
        return (*start, *counts, *(mark,) * 7)
    estimate = moved.estimate
    interval: Any = Mark.NO_DATA
    if estimate.low is not None and estimate.high is not None:
        interval = msg("{low} to {high}", low=Decimal(estimate.low, 2), high=Decimal(estimate.high, 2))
    # Means of those who answered both times, beside the means of everybody who answered, would tell the few in between.
    # The change alone mixes both waves; with one of its means or the spread it is known from, the other follows.
    apart = nested(found.n_before, estimate.n, lens) or nested(found.n_after, estimate.n, lens)
    before, after, spread = (Mark.HIDDEN,) * 3 if apart else (moved.before, moved.after, moved.in_baseline_sd)
    values = (estimate.n, before, after, estimate.value, interval, spread, moved.dz)
    return (*start, *counts, *(Mark.NO_DATA if value is None else shown(value, estimate.n, lens) for value in values))


def _reliability_table(found: tuple[Reliability, ...], lens: Lens) -> Table:
    columns = (
        Column("measure", msg("Measure"), "id"),
        Column("role", msg("Who")),
        Column("wave", msg("Wave")),
        Column("items", msg("Questions"), "int"),
        Column("n", msg("n"), "int"),
        Column("alpha", msg("Cronbach's alpha"), "number", 2),
        Column("interval", msg("95 % interval")),
    )
    note = msg("From persons who answered every question of the scale. How far the questions go together; with fewer than 30 persons it is a rough figure.")
    return Table("08_reliability", msg("Do the questions of a scale belong together?"), columns, tuple(_reliable(row, lens) for row in found), note)


def _reliable(row: Reliability, lens: Lens) -> tuple[Any, ...]:
    alpha = row.alpha
    interval: Any = Mark.NO_DATA
    if alpha.low is not None and alpha.high is not None:
        interval = msg("{low} to {high}", low=Decimal(alpha.low, 2), high=Decimal(alpha.high, 2))
    values = (alpha.n, alpha.value, interval)
    return row.measure, ROLES[row.role], WAVES[row.wave], row.items, *(Mark.NO_DATA if value is None else shown(value, alpha.n, lens) for value in values)


def _figure(result: Evaluation, lens: Lens) -> list[Block]:
    """Stacked bars of the questions on one answer scale in the last wave that has some that may be shown."""
    chosen = _set(result.items, lens)
    if not chosen:
        return []
    role, wave = chosen[0].role, chosen[0].wave
    rate = next((found.rate for found in result.responses if (found.role, found.wave) == (role, wave)), None)
    words: dict[str, Any] = {"who": ROLES[role], "wave": WAVES[wave]}
    if rate is None:
        title = msg("Answers of {who}, wave {wave}", **words)
    else:
        title = msg("Answers of {who}, wave {wave} (response rate {rate})", rate=Share(rate), **words)
    alt = msg("Stacked bars, one per question, of the shares of answers of {who} in the wave {wave}; the numbers stand in the table of answers.", **words)
    return [Picture("08_answers", title, partial(_bars, chosen, lens), alt)]


def _set(items: tuple[ItemAnswers, ...], lens: Lens) -> tuple[ItemAnswers, ...]:
    for scale in ("1-5", "yes_unsure_no"):
        for wave in reversed(WAVES):
            for role in ROLES:
                found = [i for i in items if (i.scale, i.wave, i.role, i.state) == (scale, wave, role, "asked") and i.n >= limit(lens, "distribution")]
                if found:
                    return tuple(found[:_FIGURE_ITEMS])
    return ()


def _bars(items: tuple[ItemAnswers, ...], lens: Lens) -> bytes:
    from mentorkit.report.figures import SIZE, WIDTH, canvas, png
    from mentorkit.report.palette import BLUE, DARK_ORANGE, INK, LIGHT, ORANGE, PALE_BLUE

    answers = [answer for answer, _ in items[0].counts]
    colours = {5: (DARK_ORANGE, ORANGE, LIGHT, PALE_BLUE, BLUE), 3: (BLUE, LIGHT, ORANGE)}[len(answers)]
    figure, axes = canvas(WIDTH, 1.3 + 0.45 * len(items))
    places = list(range(len(items)))[::-1]
    left = [0.0] * len(items)
    for position, colour in enumerate(colours):
        widths = [100 * item.counts[position][1] / item.n for item in items]
        axes.barh(places, widths, left=left, color=colour, edgecolor="white", height=0.6, label=_legend(items[0], answers[position], lens))
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.set_yticks(places, [textwrap.fill(item.text, 34, max_lines=2, placeholder="...") for item in items])
    for place, item in zip(places, items, strict=True):
        axes.text(101, place, lens.text.plain(msg("n = {n}", n=item.n)), va="center", fontsize=SIZE, color=INK)
    axes.set_xlim(0, 100)
    axes.set_xlabel(lens.text.plain(msg("per cent of respondents")), fontsize=SIZE, color=INK)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.32 if len(items) < 3 else -0.2), ncols=len(answers), frameon=False, fontsize=SIZE)
    return png(figure)


def _legend(item: ItemAnswers, answer: str, lens: Lens) -> str:
    label: Message | str = _YES[answer] if item.scale == "yes_unsure_no" else answer
    return lens.text.plain(label) if isinstance(label, Message) else label
