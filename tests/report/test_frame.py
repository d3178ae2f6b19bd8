"""The frame of every page: escaping, marks, typed workbooks, disclosure, equal bytes."""

import datetime
import io

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.report.blocks import Column, Picture, Table, View, Words
from mentorkit.report.disclosure import hidden_groups, shown
from mentorkit.report.figures import canvas, png
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.report.page import page
from mentorkit.report.workbook import results_workbook
from mentorkit.text import Mark, Share, msg, text_for

EN, HE = text_for("en"), text_for("he")
NASTY = ["<script>alert(1)</script>", "=1+1", "{{ 7*7 }}", "%s {0}", "$x_{$", "http://example.org", "_hidden", "\u202eabc", "a\x07b", '"><img src=x onerror=alert(1)>']


def sample(*values):
    columns = (Column("text", msg("Text")), Column("n", msg("Number"), "int"), Column("s", msg("Share"), "share"), Column("d", msg("Day"), "date"))
    rows = tuple((value, 3, 0.759, datetime.date(2026, 9, 1)) for value in values)
    return View("x", msg("Title"), (Words((msg("{n} of {m}", n=3, m=4),)), Table("00_x", msg("A table"), columns, rows)))


def test_nothing_from_data_is_ever_markup():
    """Text that looks like markup is shown as text."""
    html = page("t<b>", view_html(sample(*NASTY), EN), EN)
    assert "<script" not in html and "<img" not in html and "t&lt;b&gt;" in html


def test_text_stays_text_in_a_workbook():
    """No cell is a formula or a link; what was written is read back."""
    book = openpyxl.load_workbook(io.BytesIO(results_workbook([sample(*NASTY)], EN)))
    cells = [row[0] for row in book["00_x"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"} and all(cell.hyperlink is None for cell in cells)
    assert [cell.value for cell in cells][:7] == NASTY[:7]


def test_a_workbook_is_typed_and_equal_each_time():
    """Numbers, shares and days keep their type, and two workbooks of the same tables are the same bytes."""
    one, two = (results_workbook([sample("a")], HE) for _ in range(2))
    assert one == two
    sheet = openpyxl.load_workbook(io.BytesIO(one))["00_x"]
    assert [cell.value for cell in sheet[2]] == ["a", 3, 0.759, datetime.datetime(2026, 9, 1)] and sheet.sheet_view.rightToLeft


def test_four_marks_are_four_different_words():
    """Not asked, no data, hidden and 0 never look alike."""
    words = {EN.cell(value) for value in (Mark.NOT_ASKED, Mark.NO_DATA, Mark.HIDDEN, 0)}
    assert len(words) == 4
    assert len({HE.cell(value) for value in (Mark.NOT_ASKED, Mark.NO_DATA, Mark.HIDDEN, 0)}) == 4


def test_a_page_calls_nothing_and_says_its_direction():
    """A page has a content policy, no address, and the direction of its language on the outermost element."""
    html = page("כותרת", view_html(sample("abc"), HE), HE, lines=(msg("{n} of {m}", n=3, m=4),))
    assert '<html lang="he" dir="rtl">' in html and "default-src 'none'" in html
    assert "http:" not in html and "https:" not in html and "<script" not in html


def test_small_groups_are_hidden():
    """Fewer respondents than the threshold: hidden; nobody: no data; distributions need 8, comments 10."""
    lens = Lens(EN, "committee", 5)
    assert [shown(0.5, n, lens) for n in (0, 4, 5)] == [Mark.NO_DATA, Mark.HIDDEN, 0.5]
    assert shown(1, 7, lens, "distribution") is Mark.HIDDEN and shown(1, 8, lens, "distribution") == 1
    assert shown("x", 9, lens, "comment") is Mark.HIDDEN
    assert shown(0.5, 7, Lens(EN, "committee", 12)) is Mark.HIDDEN


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_the_remainder_never_tells_a_small_group(counts):
    """What is hidden in one breakdown is never a single group, nor fewer people than the threshold, unless all is hidden."""
    lens = Lens(EN, "committee", 5)
    hide = hidden_groups(counts, lens)
    assert all(h for c, h in zip(counts, hide, strict=True) if 0 < c < 5)
    left = [c for c, h in zip(counts, hide, strict=True) if c and not h]
    if any(hide) and left:
        assert sum(c for c, h in zip(counts, hide, strict=True) if h) >= 5


def test_a_figure_has_words_and_equal_bytes():
    """A picture carries its alternative text and its numbers, reads no mathematics, and is the same bytes each time."""

    def draw():
        figure, axes = canvas()
        axes.bar(["$5 and $6", "_x"], [1, 2], label="_x")
        axes.set_title("$x_{$")
        return png(figure)

    one, two = draw(), draw()
    assert one == two
    table = Table("00_y", msg("Numbers"), (Column("n", msg("n"), "int"),), ((1,),))
    html = view_html(View("v", msg("V"), (Picture("p", msg("P"), lambda: one, msg("two bars"), table),)), EN)
    assert 'alt="two bars"' in html and "data:image/png;base64," in html and "00_y" in html


def test_a_share_is_said_with_its_per_cent():
    """0.759 reads 75.9 per cent in both languages."""
    assert "75.9" in EN.cell(Share(0.759)) and "75.9" in HE.cell(Share(0.759))
