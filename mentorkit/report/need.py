"""Page 02: the chain from need to measures, what is open in it, and what the planned size can see."""

from __future__ import annotations

from functools import partial
from typing import Any

from mentorkit.evaluation.detect import CurvePoint, Detectable, DetectRow
from mentorkit.planning.chain import Chain, MeasureRow
from mentorkit.program.model import Evidence, Measure
from mentorkit.report import figures
from mentorkit.report.blocks import Block, Column, Picture, Table, View, Words
from mentorkit.report.lens import Lens
from mentorkit.report.logic_figure import logic_picture, target_said
from mentorkit.report.palette import BLUE, GREY, INK, ORANGE
from mentorkit.report.signing import signed_words
from mentorkit.report.survey import WAVES
from mentorkit.report.terms import ANALYSES, COMPARISONS, DESIGNS, DIRECTIONS, DRIVERS, FIELDS, LEVELS, PARTIES, POPULATIONS, SOURCES, UNITS, VERDICTS
from mentorkit.text import Decimal, Message, Share, msg, msg_n

__all__ = ["chain_view", "detectable_view"]

# a table of measures without any still has its headings
_BLANK = msg("not stated")


def chain_view(result: Chain, lens: Lens) -> View:
    """Need and signature in words, then goals with their measures, evidence, logic, and what is open as a list."""
    blocks: list[Block] = [Words((_counted(result),), "good" if not result.gaps else "open"), Words(_need_said(result)), signed_words(result.signature)]
    blocks += [logic_picture(result, lens), _chain_table(result), _measures_table(result), _evidence_table(result), _logic_table(result)]
    if result.gaps:
        blocks.append(Words((msg_n("One point is open; it stops nothing:", "{n} points are open; they stop nothing:", len(result.gaps)),)))
        blocks.append(Words(tuple(gap.message for gap in result.gaps), "open", bullets=True))
    if not result.compared:
        blocks.append(Words((msg("Notebook 01 holds no criteria, so the goals were not compared with them."),), "note"))
    return View("02_chain", msg("Need, goals and measures"), tuple(blocks))


def detectable_view(result: Detectable, lens: Lens) -> View:
    """A sentence for each measure, the table behind it, and the curve with this plan's point."""
    blocks: list[Block] = [Words((_seen_counted(result),), "open" if result.too_small else "plain"), Words((_size_said(result),))]
    if result.rows:
        said = tuple(msg("{measure}: {sentence}", measure=row.measure.indicator or row.measure.id, sentence=row.sentence) for row in result.rows)
        blocks.append(Words(said, bullets=True))
    targets = tuple(_target_hidden(row) for row in result.rows if _misses_target(row))
    if targets:
        blocks.append(Words(targets, "open", bullets=True))
    blocks += [_detect_table(result), _curve(result, lens)]
    note = msg("A programme below these sizes can still be worthwhile. It means: report what people say with its uncertainty, and do not promise proof.")
    blocks.append(Words((note, _method(result)), "note"))
    return View("02_detectable", msg("What this plan can see"), tuple(blocks))


def _counted(result: Chain) -> Message:
    total = len(result.measures)
    if not total:
        return msg("No measure is written yet.")
    return msg_n("{done} of {n} measure lacks nothing.", "{done} of {n} measures lack nothing.", total, done=result.complete)


def _need_said(result: Chain) -> tuple[Message, ...]:
    need = result.need
    if need is None:
        return (msg("The need is not written yet."),)
    said = [msg("The need: {statement}", statement=need.statement or _BLANK), msg("Why now: {reason}", reason=need.why_now or _BLANK)]
    if need.drivers:
        said.append(msg("What drives it: {drivers}.", drivers=tuple(DRIVERS[name] for name in need.drivers)))
    return tuple(said)


def _chain_table(result: Chain) -> Table:
    columns = (
        Column("goal", msg("Goal"), "id"),
        Column("for", msg("For whom")),
        Column("statement", msg("What is to be reached")),
        Column("measure", msg("Measure"), "id"),
        Column("indicator", msg("What is measured")),
        Column("target", msg("Target")),
        Column("due", msg("Due"), "date"),
        Column("owner", msg("Owner")),
        Column("primary", msg("Primary")),
        Column("lacks", msg("Still lacks")),
    )
    rows: list[tuple[Any, ...]] = []
    for goal in result.goals:
        head = (goal.goal.id, PARTIES[goal.goal.for_] if goal.goal.for_ else _BLANK, goal.goal.statement or _BLANK)
        rows += [(*head, *_ends(row)) for row in goal.measures] or [(*head, msg("no measure"), "", "", "", "", "", "")]
    rows += [(row.measure.goal or _BLANK, "", msg("no goal of this list"), *_ends(row)) for row in result.loose]
    return Table("02_chain", msg("From goals to measures"), columns, tuple(rows))


def _ends(row: MeasureRow) -> tuple[Any, ...]:
    measure = row.measure
    primary = msg("primary") if measure.primary else ""
    lacks = tuple(FIELDS[name] for name in row.lacks) or msg("nothing")
    return measure.id, measure.indicator or _BLANK, target_said(measure), measure.due or _BLANK, measure.owner or _BLANK, primary, lacks


def _in_unit(value: float | None, measure: Measure) -> Any:
    if value is None:
        return None
    if measure.unit == "share":
        return Share(value)
    return int(value) if float(value).is_integer() else value


def _measures_table(result: Chain) -> Table:
    columns = (
        Column("measure", msg("Measure"), "id"),
        Column("level", msg("Level")),
        Column("unit", msg("Unit")),
        Column("direction", msg("Better is")),
        Column("worthwhile", msg("Smallest difference worth having")),
        Column("source", msg("Source")),
        Column("waves", msg("Waves")),
        Column("items", msg("Survey items")),
        Column("population", msg("About whom")),
        Column("comparison", msg("Compared with")),
        Column("analysis", msg("How it is analysed")),
    )
    rows = tuple(_measure_cells(row.measure) for row in result.measures)
    return Table("02_measures", msg("How each measure is taken"), columns, rows)


def _measure_cells(m: Measure) -> tuple[Any, ...]:
    worthwhile = _in_unit(m.worthwhile, m)
    return (
        m.id,
        LEVELS[m.level] if m.level is not None else _BLANK,
        UNITS[m.unit] if m.unit else _BLANK,
        DIRECTIONS[m.direction],
        _BLANK if worthwhile is None else worthwhile,
        SOURCES[m.source] if m.source else _BLANK,
        tuple(WAVES.get(wave, wave) for wave in m.waves) or "",
        m.items or "",
        POPULATIONS[m.population],
        COMPARISONS[m.comparison],
        ANALYSES[m.analysis] if m.analysis else _BLANK,
    )


def _evidence_table(result: Chain) -> Table:
    columns = (
        Column("what", msg("What is observed")),
        Column("value", msg("Value")),
        Column("unit", msg("Unit")),
        Column("as_of", msg("As of"), "date"),
        Column("source", msg("Source")),
    )
    rows = tuple((e.what or _BLANK, _baseline(e), UNITS.get(e.unit or "", e.unit or ""), e.as_of or _BLANK, e.source or _BLANK) for e in result.evidence)
    return Table("02_evidence", msg("Evidence: how things are today"), columns, rows)


def _baseline(evidence: Evidence) -> Any:
    if evidence.value is None:
        return msg("no baseline")
    return Share(evidence.value) if evidence.unit == "share" else evidence.value


def _logic_table(result: Chain) -> Table:
    columns = (Column("step", msg("Step"), "int"), Column("if", msg("If")), Column("then", msg("then")), Column("because", msg("because")))
    rows = tuple((place, step.if_ or _BLANK, step.then or _BLANK, step.because or _BLANK) for place, step in enumerate(result.logic, start=1))
    return Table("02_logic", msg("Logic model"), columns, rows)


def _seen_counted(result: Detectable) -> Message:
    if not result.rows:
        return msg("No measure is written yet, so there is nothing to check.")
    return msg_n(
        "{few} of {n} measure has a worthwhile difference that is too small to be seen with this plan.",
        "{few} of {n} measures have a worthwhile difference that is too small to be seen with this plan.",
        len(result.rows),
        few=result.too_small,
    )


def _size_said(result: Detectable) -> Message:
    if result.planned is None or result.expected is None:
        return msg("The planned number of mentees is not stated yet (audiences, notebook 03).")
    return msg("Planned are {n} mentees. If {share} answer a survey, {m} answers come back.", n=result.planned, share=Share(result.response, 0), m=result.expected)


def _misses_target(row: DetectRow) -> bool:
    """Whether a share that meets its target exactly would still look like no effect against the known baseline."""
    target, reach, against = row.measure.target, row.reach, row.against
    known = against is not None and target is not None and row.design in ("share", "share_two_groups")
    if not known or target == reach:
        return False
    return reach is None or (reach > target if row.measure.direction == "up" else reach < target)  # type: ignore[operator]


def _target_hidden(row: DetectRow) -> Message:
    return msg("{measure}: even a result exactly at its target could not be told from the baseline.", measure=row.measure.indicator or row.measure.id)


def _detect_table(result: Detectable) -> Table:
    columns = (
        Column("measure", msg("Measure"), "id"),
        Column("design", msg("What is compared")),
        Column("planned", msg("Planned"), "int"),
        Column("expected", msg("Expected"), "int"),
        Column("smallest", msg("Smallest effect"), "number", 2),
        Column("smallest_planned", msg("If all answer"), "number", 2),
        Column("unit", msg("Counted in")),
        Column("worthwhile", msg("Worth having")),
        Column("verdict", msg("Can it be seen?")),
    )
    note = msg("Mentors and pairs are counted as many as mentees: a plan does not know yet how many mentors will have more than one.")
    return Table("02_detectable", msg("Detectable effects"), columns, tuple(_detect_cells(row) for row in result.rows), note=note)


def _detect_cells(row: DetectRow) -> tuple[Any, ...]:
    shares = row.design in ("share", "share_two_groups")
    small: Any
    planned: Any
    small, planned = ((msg("none") if value is None else value * 100 if shares else value) for value in (row.smallest, row.smallest_planned))
    if row.design in ("count", "unknown") or row.expected is None:
        small = planned = ""
    unit = msg("percentage points") if shares else msg("standard deviations") if row.design in ("paired", "two_groups") else ""
    worthwhile = _in_unit(row.measure.worthwhile, row.measure)
    spread = row.spread
    verdict = VERDICTS[row.worthwhile_is] if spread is None else msg("if its standard deviation is at most {spread}", spread=Decimal(spread, 2))
    return row.measure.id, DESIGNS[row.design], row.planned, row.expected, small, planned, unit, _BLANK if worthwhile is None else worthwhile, verdict


def _method(result: Detectable) -> Message:
    return msg(
        "Two-sided, error rate {alpha}, power {power}: t tests for means, the exact binomial test for one group's share, the arcsine approximation for two groups.",
        alpha=Decimal(result.alpha, 3 if round(result.alpha, 2) != result.alpha else 2),
        power=Decimal(result.power, 2),
    )


def _curve(result: Detectable, lens: Lens) -> Picture:
    points = sorted({point.n: point for point in (*result.curve, *((result.own,) if result.own else ()))}.values(), key=lambda point: point.n)
    columns = (
        Column("n", msg("Answers"), "int"),
        Column("paired", msg("Change before and after"), "number", 2),
        Column("two_groups", msg("Difference from a group of the same size"), "number", 2),
    )
    title = msg("Smallest effect seen, by number of answers")
    table = Table("02_detect_curve", title, columns, tuple((p.n, p.paired, p.two_groups) for p in points), note=msg("In standard deviations."))
    return Picture("02_detect_curve", title, partial(_draw, points, result.own, lens), _curve_alt(result), table)


def _curve_alt(result: Detectable) -> Message:
    if result.own is None or result.own.paired is None or result.own.two_groups is None:
        return msg("Two falling curves: the more people answer, the smaller the effect that can be seen.")
    return msg(
        "Two falling curves: the more people answer, the smaller the effect that can be seen. "
        "This plan, with {n} answers, sees {x} before and after, and {y} against a group of the same size.",
        n=result.own.n,
        x=Decimal(result.own.paired, 2),
        y=Decimal(result.own.two_groups, 2),
    )


def _draw(points: list[CurvePoint], own: CurvePoint | None, lens: Lens) -> bytes:
    figure, axes = figures.canvas(6.3, 3.2)
    for name, colour, label in (("paired", BLUE, msg("Change before and after")), ("two_groups", ORANGE, msg("Difference from a group of the same size"))):
        known = [(p.n, getattr(p, name)) for p in points if getattr(p, name) is not None]
        axes.plot([n for n, _ in known], [effect for _, effect in known], color=colour, marker=".", linewidth=1.6, label=lens.text.plain(label))
        if own is not None and getattr(own, name) is not None:
            axes.plot([own.n], [getattr(own, name)], color=colour, marker="o", markersize=9, markeredgecolor=INK, linestyle="none")
    axes.set_ylim(bottom=0)
    if points[-1].n > 200:  # a large plan would squeeze all small ones into one line
        axes.set_xscale("log")
    if own is not None:
        axes.axvline(own.n, color=GREY, linewidth=0.8, linestyle=":")
        _own_label(axes, own.n, lens)
    axes.set_xlabel(lens.text.plain(msg("Number of answers")), fontsize=10, color=INK)
    axes.set_ylabel(lens.text.plain(msg("Standard deviations")), fontsize=10, color=INK)
    axes.tick_params(labelsize=10)
    if lens.text.direction == "rtl":
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
        axes.spines["right"].set_visible(True)
        axes.spines["right"].set_color(GREY)
        axes.spines["left"].set_visible(False)
    axes.legend(frameon=False, fontsize=10, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=1)
    return figures.png(figure)


def _own_label(axes: Any, n: int, lens: Lens) -> None:
    """The number of this plan, on the side of its line where there is room."""
    late = axes.transData.transform((n, 0))[0] > axes.bbox.x0 + 0.7 * axes.bbox.width
    label = lens.text.plain(msg("this plan: {n}", n=n))
    axes.annotate(label, (n, axes.get_ylim()[1]), xytext=(-4 if late else 4, -13), textcoords="offset points", fontsize=10, color=INK, ha="right" if late else "left")
