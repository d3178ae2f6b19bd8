"""The figures of page 03: letters large enough in print, nothing outside the canvas or over another word, in both directions."""

import itertools

import pytest

from mentorkit.report import audiences_figures
from mentorkit.report.audiences_figures import HeatRow, SideRow, draw_heat, draw_sides
from mentorkit.report.lens import Lens
from mentorkit.text import msg, text_for

AREAS = {
    "en": ("automation", "environmental permits", "a very long name of a development area that nobody reads to its end", "negotiation"),
    "he": ("מערכות מידע", "עבודה בחדר הבקרה ובחדר התפעול של כל המסוף הצפוני", "Python", "תכנון קווים"),
}
GROUPS = {"en": ("North Quay", "Department of very long names and longer ones"), "he": ("התחנה הישנה", "מחלקה ששמה ארוך מאוד ועוד קצת")}


@pytest.fixture
def words(monkeypatch):
    """Draws and gives every word of the figure with its box in pixels and its size in points."""

    def drawn(draw, rows, language):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.text import Text

        kept = []
        monkeypatch.setattr(audiences_figures.figures, "png", lambda figure: kept.append(figure) or b"")
        draw(rows, Lens(text_for(language)))
        figure = kept[0]
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        found = [one for one in figure.findobj(Text) if one.get_text() and one.get_visible() and one.axes is not None]
        found = [one for one in found if one in one.axes.texts]
        width, height = figure.get_size_inches()
        assert width <= 6.3
        return [(one.get_text(), one.get_fontsize(), one.get_window_extent(canvas.get_renderer())) for one in found], (width * 144, height * 144)

    return drawn


@pytest.mark.parametrize("language", ["en", "he"])
def test_words_of_the_map_are_readable(words, language):
    """Areas with long names, hidden demand and every remark."""
    remarks = (msg("nobody offers it"), msg("one mentor only"), msg("more mentees than seats"), "")
    numbers = ((7, 0, 0), (111, 1, 12), (None, 2, 3), (0, 4, 6))
    rows = [HeatRow(area, *number, remark) for area, number, remark in zip(AREAS[language], numbers, remarks, strict=True)]
    _readable(*words(draw_heat, rows, language))


@pytest.mark.parametrize("language", ["en", "he"])
def test_words_of_both_sides_are_readable(words, language):
    """Headings, hidden groups, zeros and long names."""
    rows = [SideRow("Site", None, None), *(SideRow(group, 120, 8) for group in GROUPS[language]), SideRow("7", "hidden", 0), SideRow("20", 0, "not asked")]
    _readable(*words(draw_sides, rows, language))


def _readable(found, size):
    assert len(found) > 8
    for text, points, box in found:
        assert points >= 10, text
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= size[0] + 1 and box.y1 <= size[1] + 1, text
    for (one, _, a), (other, _, b) in itertools.combinations(found, 2):
        assert min(a.x1, b.x1) - max(a.x0, b.x0) < 1 or min(a.y1, b.y1) - max(a.y0, b.y0) < 1, (one, other)
