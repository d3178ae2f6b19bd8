"""The programme on one line of time: what lasts as bars, what happens on a day as marks, one row for each kind."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass
from functools import partial
from typing import Any

from mentorkit.planning.calendar import Calendar, Entry, EntryKind
from mentorkit.planning.phases import Phase, PhaseKey
from mentorkit.report import figures
from mentorkit.report.blocks import Column, Picture, Table
from mentorkit.report.lens import Lens
from mentorkit.report.palette import BLUE, GREY, INK, LIGHT, ORANGE, PALE_BLUE
from mentorkit.text import Message, msg, msg_n

__all__ = ["timeline_picture"]

# each row: its words, the kinds of entries that are its marks, the phase that is its bar
_ROWS: tuple[tuple[Message, tuple[EntryKind, ...], PhaseKey | None], ...] = (
    (msg("Sign-up"), ("forms",), "sign_up"),
    (msg("Selection and pairing"), (), "pairing"),
    (msg("Training sessions"), ("session",), "training"),
    (msg("The pairs meet"), ("start", "closing"), "pairs"),
    (msg("Support while it runs"), ("support",), None),
    (msg("Surveys"), ("wave",), None),
    (msg("Steering committee"), ("meeting",), None),
    (msg("Controls"), ("control",), None),
    (msg("Promises due"), ("promise",), None),
    (msg("Decisions requested"), ("decision",), None),
    (msg("Evaluation and lessons"), ("measure", "lessons"), "afterwards"),
    (msg("Choice looked at again"), ("review",), None),
    (msg("Data is deleted"), ("deletion",), None),
)
_FAR: tuple[EntryKind, ...] = ("review", "deletion")  # may lie years after the rest, which would then be a few pixels wide
_LINE = 24  # letters in a line of a row's words
_BEFORE = 30  # days that sign-up is drawn at least, where the file does not say when it begins
_TICKS = 6
_BAR, _HEIGHT = 0.5, 0.3  # of a row, and inches of a row
_WORDS, _EDGE, _ABOVE, _BELOW = 1.8, 0.3, 0.06, 0.85  # inches for the words of the rows, the other edge, above, and for days and legend


@dataclass(frozen=True)
class _Row:
    words: Message
    entries: tuple[Entry, ...]
    phase: Phase | None

    @property
    def days(self) -> list[datetime.date]:
        ends = [day for day in (self.phase.begins, self.phase.ends) if day] if self.phase else []
        return sorted([*(entry.on for entry in self.entries), *ends])


def timeline_picture(calendar: Calendar, lens: Lens) -> Picture:
    """Rows from sign-up down to the deletion of data; a row without a day is left out. ``calendar`` has at least one entry."""
    rows = _rows(calendar)
    days = sorted(day for row in rows for day in row.days)
    alt = msg_n(
        "A line of time from {first} to {last} with {n} row: {rows}.",
        "A line of time from {first} to {last} with {n} rows: {rows}.",
        len(rows), first=days[0], last=days[-1], rows=tuple(row.words for row in rows),
    )  # fmt: skip
    return Picture("06_timeline_figure", msg("The programme on one line of time"), partial(_draw, rows, calendar, lens), alt, _table(rows))


def _rows(calendar: Calendar) -> tuple[_Row, ...]:
    phases = {phase.key: phase for phase in calendar.phases}
    made = (_Row(words, tuple(e for e in calendar.entries if e.kind in kinds), phases.get(key) if key else None) for words, kinds, key in _ROWS)
    return tuple(row for row in made if row.days)


def _table(rows: tuple[_Row, ...]) -> Table:
    columns = (Column("row", msg("Row")), Column("first", msg("First day"), "date"), Column("last", msg("Last day"), "date"), Column("marks", msg("Marks"), "int"))
    cells = tuple((row.words, _first(row), row.days[-1], len(row.entries)) for row in rows)
    return Table("06_timeline", msg("Rows of the line of time"), columns, cells)


def _first(row: _Row) -> Any:
    return msg("not stated") if row.phase is not None and row.phase.begins is None else row.days[0]


def _draw(rows: tuple[_Row, ...], calendar: Calendar, lens: Lens) -> bytes:
    left, right = _limits(rows, calendar)
    figure, axes = _canvas(len(rows), lens)
    axes.set_xlim(left, right)
    _bars(axes, rows, left)
    _marks(axes, rows, calendar, (left, right))
    _beyond(axes, rows, (left, right), lens)
    axes.set_yticks(range(len(rows)), [textwrap.fill(lens.text.plain(row.words), _LINE) for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    ticks = _ticks(left, right)
    axes.set_xticks([day.toordinal() for day in ticks], [f"{day:%m/%Y}" for day in ticks])
    axes.grid(axis="x", color=LIGHT)
    axes.set_axisbelow(True)
    if lens.text.direction == "rtl":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
        axes.tick_params(axis="y", length=0)
        axes.spines["right"].set_visible(True)
        axes.spines["right"].set_color(GREY)
        axes.spines["left"].set_visible(False)
    _legend(figure, axes, rows, calendar, (left, right), lens)
    return figures.png(figure)


def _canvas(rows: int, lens: Lens) -> tuple[Any, Any]:
    """Axes with fixed room for the words of the rows, which have a known length: finding the room anew takes longer than drawing."""
    height = _ABOVE + _HEIGHT * rows + _BELOW
    figure, axes = figures.canvas(figures.WIDTH, height)
    figure.set_layout_engine("none")
    left, right = (_EDGE, _WORDS) if lens.text.direction == "rtl" else (_WORDS, _EDGE)
    axes.set_position((left / figures.WIDTH, _BELOW / height, 1 - (left + right) / figures.WIDTH, 1 - (_ABOVE + _BELOW) / height))
    return figure, axes


def _limits(rows: tuple[_Row, ...], calendar: Calendar) -> tuple[float, float]:
    """The first and the last day of the axis, days that may lie years ahead left out, with some room on both sides."""
    near = [day for row in rows for day in row.days if not {entry.kind for entry in row.entries} & set(_FAR)] or [day for row in rows for day in row.days]
    if calendar.as_of and min(near) <= calendar.as_of <= max(near):
        near.append(calendar.as_of)
    first, last = min(near), max(near)
    signing = next((row.phase for row in rows if row.phase and row.phase.begins is None), None)
    if signing:
        first = min(first, signing.ends - datetime.timedelta(days=_BEFORE))
    room = max(10, 0.03 * (last - first).days)
    return first.toordinal() - room, last.toordinal() + room


def _bars(axes: Any, rows: tuple[_Row, ...], left: float) -> None:
    found = [(place, row.phase) for place, row in enumerate(rows) if row.phase is not None]
    begins = [phase.begins.toordinal() if phase.begins else left for _, phase in found]
    widths = [phase.ends.toordinal() - begin for (_, phase), begin in zip(found, begins, strict=True)]
    axes.barh([place for place, _ in found], widths, left=begins, height=_BAR, color=PALE_BLUE, zorder=2)


def _marks(axes: Any, rows: tuple[_Row, ...], calendar: Calendar, limits: tuple[float, float]) -> None:
    """Days inside the axis as marks: counted ones, those of the file, and what is past its day."""
    within = [(place, entry) for place, row in enumerate(rows) for entry in row.entries if entry.on.toordinal() <= limits[1]]
    for marker, size, colour, found in (
        ("o", 5, BLUE, [each for each in within if each[1].counted]),
        ("D", 6, BLUE, [each for each in within if not each[1].counted and not _late(each[1], calendar)]),
        ("X", 8, ORANGE, [each for each in within if _late(each[1], calendar)]),
    ):
        days, places = [entry.on.toordinal() for _, entry in found], [place for place, _ in found]
        axes.plot(days, places, marker, color=colour, markersize=size, markeredgecolor="white", zorder=4)


def _beyond(axes: Any, rows: tuple[_Row, ...], limits: tuple[float, float], lens: Lens) -> None:
    """Of the days beyond the axis one mark at its edge for each row, with the first of them in words."""
    rtl, room = lens.text.direction == "rtl", 0.02 * (limits[1] - limits[0])
    for place, row in enumerate(rows):
        day = min((entry.on for entry in row.entries if entry.on.toordinal() > limits[1]), default=None)
        if day is not None:
            axes.plot([limits[1] - room], [place], "<" if rtl else ">", color=BLUE, markersize=7, zorder=4)
            side = "left" if rtl else "right"
            axes.text(limits[1] - 2.2 * room, place, lens.text.plain(msg("{day}", day=day)), ha=side, va="center", fontsize=figures.SIZE, color=INK)


def _late(entry: Entry, calendar: Calendar) -> bool:
    """A promise that is past and not noted as kept, a decision whose day is past."""
    return entry.kind in ("promise", "decision") and not entry.done and bool(calendar.past(entry))


def _ticks(left: float, right: float) -> list[datetime.date]:
    """First days of months, at most a few of them, evenly apart."""
    first, last = datetime.date.fromordinal(int(left)), datetime.date.fromordinal(int(right))
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)  # the month after the first day's, counted from zero
    step = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 10_000) if len(months) <= _TICKS * each)
    found = [month for month in months if month % step == 0] or list(months[:1])
    return [datetime.date(month // 12, month % 12 + 1, 1) for month in found]


def _legend(figure: Any, axes: Any, rows: tuple[_Row, ...], calendar: Calendar, limits: tuple[float, float], lens: Lens) -> None:
    from matplotlib.lines import Line2D

    entries = [entry for row in rows for entry in row.entries]
    shown = [(Line2D([], [], marker="D", color=BLUE, linestyle="none"), msg("day in the file"))]
    if any(entry.counted for entry in entries):
        shown.append((Line2D([], [], marker="o", color=BLUE, linestyle="none"), msg("day counted from a rhythm")))
    if any(_late(entry, calendar) for entry in entries):
        shown.append((Line2D([], [], marker="X", color=ORANGE, linestyle="none"), msg("past, not kept or not decided")))
    if calendar.as_of is not None and limits[0] <= calendar.as_of.toordinal() <= limits[1]:
        axes.axvline(calendar.as_of.toordinal(), color=INK, linewidth=1.2, linestyle="--", zorder=3)
        shown.append((Line2D([], [], color=INK, linestyle="--"), msg("as of {day}", day=calendar.as_of)))
    words = [lens.text.plain(label) for _, label in shown]
    figure.legend([line for line, _ in shown], words, frameon=False, fontsize=figures.SIZE, loc="lower center", ncols=2, columnspacing=1.5)
