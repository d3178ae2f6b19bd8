"""Page 03, groups: equal access, the profile of both sides, and who could mentor and is on no list. Small groups are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from mentorkit.people.outside import Outside, OutsideRow
from mentorkit.people.profile import Breakdown
from mentorkit.planning.audience import Profile
from mentorkit.report.audiences_figures import SideRow, draw_sides
from mentorkit.report.blocks import Block, Column, Picture, Table, Words
from mentorkit.report.disclosure import hidden_groups, nested
from mentorkit.report.lens import Lens
from mentorkit.report.terms import column
from mentorkit.text import Mark, Message, msg, msg_n

__all__ = ["access_blocks", "outside_blocks", "profile_blocks"]

_GROUPS_DRAWN = 6
_ON_PAGE = 50
_TO_ASK_ON_PAGE = 20  # the order says whom to ask first
_TENURES = {
    "0-1": msg("under 1 year"),
    "1-2": msg("1 to 2 years"),
    "2-5": msg("2 to 5 years"),
    "5-10": msg("5 to 10 years"),
    "10-20": msg("10 to 20 years"),
    "20+": msg("20 years and more"),
}


def access_blocks(access: Sequence[Breakdown], lens: Lens) -> list[Block]:
    """Staff, those who signed up, the eligible and the selected, group by group."""
    if not access:
        return []
    note = msg("A difference between groups is a question to ask, not a proof; with few people it can be chance. Groups are never scored.")
    return [_access_table(access, lens), Words((note,), "note")]


def profile_blocks(result: Profile, lens: Lens) -> list[Block]:
    """Both sides by every column, as a table, and as a picture of grade, years of service, site and department."""
    found = [*result.access, *result.groups]
    drawn = [one for name in ("grade", "tenure", "site", "department") for one in found if one.column == name]
    rows = [row for one in drawn for row in _side_rows(one, result, lens)]
    blocks: list[Block] = [_groups_table(result, lens)]
    if rows:
        alt = msg(
            "Bars for {columns}: selected mentees, and eligible mentors beside them, each in its own scale, as far as groups may be shown. The table above has the numbers.",
            columns=tuple(column(one.column) for one in drawn),
        )
        blocks.append(Picture("03_profile_sides", msg("Both sides beside each other"), partial(draw_sides, rows, lens), alt))
    return blocks


def _side_rows(breakdown: Breakdown, result: Profile, lens: Lens) -> list[SideRow]:
    """A heading and the groups of one column that have a bar on either side: the largest six, in the order of the table."""
    rows = [(group, mentees, mentors) for _, group, mentees, mentors in _group_rows(breakdown, result, lens)]
    barred = [row for row in rows if any(isinstance(n, int) and n for n in row[1:])]
    largest = sorted(barred, key=lambda row: -sum(n for n in row[1:] if isinstance(n, int)))[:_GROUPS_DRAWN]
    groups = [SideRow(_word(group, lens), _drawn(a, lens), _drawn(b, lens)) for group, a, b in rows if (group, a, b) in largest]
    heading = lens.text.plain(column(breakdown.column))
    return [SideRow(heading[:1].upper() + heading[1:], None, None), *groups] if groups else []


def _drawn(value: Any, lens: Lens) -> int | str:
    return value if isinstance(value, int) else lens.text.plain(lens.text.cell(value))


def _word(group: Any, lens: Lens) -> str:
    return lens.text.plain(group) if isinstance(group, Message) else lens.text.plain(lens.text.cell(group))


def outside_blocks(result: Profile, lens: Lens) -> list[Block]:
    """Who meets the mentors' conditions and is on no list: in words, by group, and for the coordinator by number."""
    found = result.outside
    said = _outside_said(found, result.might_apply)
    blocks: list[Block] = [Words(tuple(said))] if said else []
    if found.state == "counted" and found.could:
        if found.groups:
            blocks.append(_outside_table(found, result, lens))
        if lens.coordinator:
            blocks.append(_outside_persons(found))
    return blocks


def _outside_said(found: Outside, might: int | None) -> list[Message]:
    if found.state == "no_staff":
        return [msg("Who could mentor and is not on the list cannot be said: the file names no staff table.")]
    if found.state == "no_conditions":
        return [msg("Who could mentor and is not on the list cannot be said: the file has no conditions for mentors.")]
    if found.state == "no_columns":
        return [msg("Who could mentor and is not on the list cannot be said: the staff table lacks {columns}.", columns=tuple(column(name) for name in found.unchecked))]
    said = [
        msg_n("One person of the staff meets the mentors' conditions and is on no list.", "{n} people of the staff meet the mentors' conditions and are on no list.", found.could)
    ]
    if found.unchecked:
        said.append(msg("The staff table lacks {columns}, so this is the most there can be.", columns=tuple(column(name) for name in found.unchecked)))
    if might is not None:
        said.append(
            msg_n("One person of the staff meets the mentees' conditions and did not sign up.", "{n} people of the staff meet the mentees' conditions and did not sign up.", might)
        )
    return said


def _outside_table(found: Outside, result: Profile, lens: Lens) -> Table:
    columns = (
        Column("column", msg("By")),
        Column("group", msg("Group")),
        Column("could", msg("Could mentor"), "int"),
        Column("mentors", msg("Eligible mentors"), "int"),
        Column("mentees", msg("Selected mentees"), "int"),
    )
    known = {one.column: (one, _selected_hidden(one, result, lens)) for one in (*result.access, *result.groups)}
    rows: list[tuple[Any, ...]] = []
    any_hidden = False
    for name, groups in found.groups:
        cells = _outside_rows(name, groups, known.get(name), lens)
        hidden = any(Mark.HIDDEN in row for row in cells)
        any_hidden |= hidden
        # the order by need would tell what is hidden
        rows += sorted(cells, key=lambda row: (*(0 if value is Mark.HIDDEN else -value for value in row[2:]), str(row[1]))) if hidden else cells
    by_need = msg("First the groups with the most selected mentees for their eligible mentors. Nobody knows yet whether these people want to, or in what they could help: ask.")
    by_name = msg("Nobody knows yet whether these people want to, or in what they could help: ask.")
    return Table("03_could_mentor", msg("Who could mentor and is on no list"), columns, tuple(rows), note=by_name if any_hidden else by_need, limit=_ON_PAGE)


def _outside_rows(name: str, groups: Sequence[OutsideRow], known: tuple[Breakdown, Sequence[bool]] | None, lens: Lens) -> list[tuple[Any, ...]]:
    """Counts with the small ones hidden; mentees and mentors are hidden where they are hidden elsewhere on the page."""
    hide = hidden_groups([row.could for row in groups], lens)
    mentees, mentors = {}, {}
    if known:
        names = [row.group for row in known[0].rows]
        mentees = dict(zip(names, known[1], strict=True))
        mentors = dict(zip(names, hidden_groups([row.mentors for row in known[0].rows], lens), strict=True))

    def seen(value: int, hidden: bool) -> Any:
        return Mark.HIDDEN if hidden else value

    return [
        (column(name), _group(row.group, name), seen(row.could, few), seen(row.mentors, mentors.get(row.group, True)), seen(row.mentees, mentees.get(row.group, True)))
        for row, few in zip(groups, hide, strict=True)
    ]


def _outside_persons(found: Outside) -> Table:
    columns = (
        Column("person_id", msg("Person"), "id"),
        Column("department", msg("Department")),
        Column("site", msg("Site")),
        Column("years", msg("Years of service"), "number", 1),
    )
    rows = tuple((one.person, _group(one.department, "department"), _group(one.site, "site"), one.years) for one in found.persons)
    note = msg("A list to ask from: first the departments with the most selected mentees for their eligible mentors, and in each who has served longest. For the coordinator only.")
    return Table("03_could_mentor_list", msg("Whom to ask, by number"), columns, rows, note=note, limit=_TO_ASK_ON_PAGE)


def _access_table(access: Sequence[Breakdown], lens: Lens) -> Table:
    columns = (
        Column("column", msg("Compared by")),
        Column("group", msg("Group")),
        Column("staff", msg("Staff"), "int"),
        Column("applied", msg("In the table"), "int"),
        Column("eligible", msg("Eligible"), "int"),
        Column("selected", msg("Selected"), "int"),
        Column("staff_share", msg("Share of staff"), "share"),
        Column("applied_share", msg("Share of those in the table"), "share"),
        Column("eligible_share", msg("Share of the eligible"), "share"),
        Column("selected_share", msg("Share of the selected"), "share"),
        Column("rate", msg("Selected of those in the table"), "share"),
    )
    rows = tuple(cells for breakdown in access for cells in _access_rows(breakdown, lens))
    return Table("03_equal_access", msg("Equal access"), columns, rows)


def _access_rows(breakdown: Breakdown, lens: Lens) -> list[tuple[Any, ...]]:
    hide, hide_staff = _mentees_hidden(breakdown, lens), hidden_groups([row.staff or 0 for row in breakdown.rows], lens)
    staff, applied, eligible, selected = breakdown.staff, breakdown.applied, breakdown.eligible, breakdown.selected
    few = _tells_steps(breakdown, lens)
    found: list[tuple[Any, ...]] = []
    for row, hidden, hidden_staff in zip(breakdown.rows, hide, hide_staff, strict=True):
        ours = (
            row.applied,
            row.eligible,
            row.selected,
            _share(row.applied, applied),
            _share(row.eligible, eligible),
            _share(row.selected, selected),
            _share(row.selected, row.applied),
        )
        a, e, s, a_share, e_share, s_share, rate = (Mark.HIDDEN,) * 7 if hidden else ours
        if few:
            e = e_share = Mark.HIDDEN
        theirs = (Mark.HIDDEN,) * 2 if hidden_staff else (row.staff, None if row.staff is None or not staff else row.staff / staff)
        found.append((column(breakdown.column), _group(row.group, breakdown.column), theirs[0], a, e, s, theirs[1], a_share, e_share, s_share, rate))
    return found


def _groups_table(result: Profile, lens: Lens) -> Table:
    columns = (
        Column("column", msg("By")),
        Column("group", msg("Group")),
        Column("mentees", msg("Selected mentees"), "int"),
        Column("mentors", msg("Eligible mentors"), "int"),
    )
    rows = tuple(row for breakdown in (*result.access, *result.groups) for row in _group_rows(breakdown, result, lens))
    return Table("03_profile", msg("Profile of both sides"), columns, rows, limit=_ON_PAGE)


def _group_rows(breakdown: Breakdown, result: Profile, lens: Lens) -> list[tuple[Any, ...]]:
    """Column, group, selected mentees, eligible mentors; groups that have an order of their own come in it."""
    hide, hide_mentors = _selected_hidden(breakdown, result, lens), hidden_groups([row.mentors for row in breakdown.rows], lens)
    rows: list[tuple[Any, ...]] = []
    for place, row in enumerate(breakdown.rows):
        if not row.applied and not row.mentors:  # a group of the staff from which nobody came
            continue
        mentees = Mark.NOT_ASKED if not breakdown.of_mentees else Mark.HIDDEN if hide[place] else row.selected
        mentors = Mark.NOT_ASKED if not breakdown.of_mentors else Mark.HIDDEN if hide_mentors[place] else row.mentors
        rows.append((column(breakdown.column), _group(row.group, breakdown.column), mentees, mentors))
    if breakdown.column == "grade":
        rows.sort(key=lambda row: (row[1] is Mark.UNKNOWN, _as_number(row[1]), str(row[1])))
    return rows


def _selected_hidden(breakdown: Breakdown, result: Profile, lens: Lens) -> tuple[bool, ...]:
    """Which groups of selected mentees are hidden: where the table of equal access shows other steps too, whatever is hidden there."""
    return _mentees_hidden(breakdown, lens) if breakdown in result.access else hidden_groups([row.selected for row in breakdown.rows], lens)


def _as_number(group: Any) -> float:
    try:
        return float(group)
    except (TypeError, ValueError):
        return float("inf")


def _tells_steps(breakdown: Breakdown, lens: Lens) -> bool:
    """Whether the step in the middle would tell, by subtraction, how few of a group withdrew or were not selected.

    The whole step is hidden then: with the totals of the flow a single cell could be had back.
    """
    return any(nested(row.applied, row.eligible, lens) or nested(row.eligible, row.selected, lens) for row in breakdown.rows)


def _mentees_hidden(breakdown: Breakdown, lens: Lens) -> tuple[bool, ...]:
    """A group that is hidden at one step is hidden at all, else a step could be had from the others."""
    steps = [[getattr(row, step) for row in breakdown.rows] for step in ("applied", "eligible", "selected")]
    hide = [any(flags) for flags in zip(*(hidden_groups(counts, lens) for counts in steps), strict=True)]
    # one group hidden alone could be had by subtracting the others from the total
    while hide.count(True) == 1 and hide.count(False):
        left = [(row.applied, place) for place, row in enumerate(breakdown.rows) if not hide[place] and row.applied]
        if not left:
            break
        hide[min(left)[1]] = True
    return tuple(hide)


def _group(name: str | None, of: str) -> Any:
    if name is None:
        return Mark.UNKNOWN
    return _TENURES.get(name, name) if of == "tenure" else name


def _share(part: int, whole: int) -> float | Mark:
    return part / whole if whole else Mark.NO_DATA
