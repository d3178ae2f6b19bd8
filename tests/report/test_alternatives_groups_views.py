"""Page 01 on mixes, groups and how firm the comparison is: words that follow the verdict, tables with their numbers, figures that can be read."""

import copy
import json
import re

import numpy as np
import pytest

from mentorkit.planning.alternatives import compare
from mentorkit.planning.options import OPTIONS
from mentorkit.program.model import ProgramFile
from mentorkit.report import alternatives_figure
from mentorkit.report.alternatives_firm import verdict_said
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import cell_words, view_html
from mentorkit.report.lens import Lens
from mentorkit.report.views import view
from mentorkit.text import text_for

TREE = {
    "schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en",
    "goals": [{"id": "stay", "for": "mentee"}],
    "costs": {"salaries": {"mentee": 60000, "mentor": 90000, "coordinator": 55000}},
    "alternatives": {
        "criteria": [{"id": "fit", "goal": "stay", "weight": 60}, {"id": "soon", "goal": "stay", "weight": 50}],
        "options": [
            {"id": "mentoring", "pros": ["deep"], "evidence": "trials", "scores": {"fit": 60, "soon": 40}},
            {"id": "course", "scores": {"fit": 30, "soon": 70}},
            {"id": "nothing", "scores": {"fit": 0, "soon": 0}},
        ],
        "mixes": [{"id": "both", "options": ["mentoring", "course"], "scores": {"fit": 50}}],
        "weightings": [{"by": "Heads of <b>units</b>", "weights": {"fit": 90, "soon": 10}}, {"weights": {"fit": 10, "soon": 90}}, {"by": "Staff", "weights": {"fit": 10}}],
    },
}  # fmt: skip
EN = text_for("en")


def _view(change=lambda section: None, language="en"):
    tree = copy.deepcopy(TREE)
    change(tree["alternatives"])
    return view(_compared(tree), Lens(text_for(language), "committee"))


def _compared(tree):
    return compare(ProgramFile.model_validate_json(json.dumps(tree), strict=True))


def _said(shown):
    return [EN(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]


def _cells(shown, key):
    table = next(table for table in shown.tables if table.key == key)
    return [[cell_words(column, value, EN) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]


@pytest.mark.parametrize(("weights", "word"), [((100, 10), "robust:"), ((60, 50), "fairly robust:"), ((52, 50), "open:")])
def test_the_verdict_is_one_sentence(weights, word):
    """Robust, fairly robust or open, with the share and the number of tries; an open comparison says to decide on argument."""

    def put(section):
        section.pop("mixes")
        for criterion, weight in zip(section["criteria"], weights, strict=True):
            criterion["weight"] = weight

    tree = copy.deepcopy(TREE)
    put(tree["alternatives"])
    (said,) = verdict_said(_compared(tree))
    assert str(said).startswith(f"The comparison is {word} with weights near the stated ones One-to-one mentoring leads in ") and "of 10,000 tries" in str(said)
    assert ("Course in" in str(said)) == (word != "robust:") and str(said).endswith("Decide on argument, not on points.") == (word == "open:")


def test_an_open_comparison_is_no_green_box():
    """The box is green for a decision on the best value that is at least fairly robust; otherwise it is plain."""

    def decide(section):
        section.pop("mixes")
        section["decision"] = {"chosen": "mentoring", "reason": "r"}

    assert _view(decide).blocks[0].tone == "good"
    assert _view(lambda s: (decide(s), s["criteria"][0].update(weight=52))).blocks[0].tone == "plain"


def test_a_mix_beside_its_best_option():
    """The mix (50 and 70) reaches 59.1, mentoring alone 50.9; the borrowed score is named."""
    shown = _view()
    (row,) = _cells(shown, "01_mixes")
    assert row[0] == "One-to-one mentoring with Course" and row[3:6] == ["59.1", "One-to-one mentoring", "8.2"] and row[-1] == "soon"
    assert any(said.startswith("One-to-one mentoring with Course reaches 59.1 and takes 81.0 hours for each learner;") for said in _said(shown))
    assert _cells(shown, "01_scores")[0] == ["One-to-one mentoring with Course", "50", "70", "soon"]


def test_without_mixes_and_groups_nothing_is_said_of_them():
    """Their tables stand on the page only where the file has some."""
    keys = {table.key for table in _view(lambda s: (s.pop("mixes"), s.pop("weightings"))).tables}
    assert not keys & {"01_mixes", "01_groups", "01_groups_values", "01_groups_spread", "01_groups_shares"}


def test_groups_are_shown_before_anything_is_agreed():
    """Who has what first comes before all numbers, then where they are furthest apart, then that nothing was averaged; a group without a name has its number."""
    shown = _view(lambda s: s.pop("mixes"))
    said = _said(shown)
    place = said.index("The groups do not agree on what leads: Heads of <b>units</b>: One-to-one mentoring, group 2: Course.")
    assert said[place + 1].startswith("They are furthest apart on fit: from 10\u202f% of the weight (group 2) to 90\u202f% (Heads of <b>units</b>).")
    assert said[place + 2].startswith("Nothing here is averaged")
    assert _cells(shown, "01_groups")[2] == ["Staff", "no data", "no data", "no data", "no data", "soon"]
    assert _cells(shown, "01_groups_values")[0][:4] == ["One-to-one mentoring", "50.9", "58.0", "42.0"]
    assert _cells(shown, "01_groups_spread")[0] == ["fit", "55\u202f%", "10\u202f%", "group 2", "90\u202f%", "Heads of <b>units</b>", "80\u202f%"]
    assert "<b>units" not in view_html(shown, EN)


def test_agreement_is_said_with_its_number():
    """All groups that gave all weights have the same first: one sentence says how many."""
    assert "2 groups gave weights of their own, and with those of each One-to-one mentoring with Course leads." not in _said(_view())
    said = _said(_view(lambda s: s["mixes"][0]["scores"].update(fit=60)))
    assert "2 groups gave weights of their own, and with those of each One-to-one mentoring with Course leads." in said
    assert any("One group gave weights of its own" in words for words in _said(_view(lambda s: s["weightings"].pop(0))))


def test_what_is_assumed_is_marked():
    """Evidence and undoing of the file are plain, those that stand in are marked; an option with no pros and cons shows the usual ones."""
    rows = {row[0]: row for row in _cells(_view(), "01_pros_cons")}
    assert rows["One-to-one mentoring"][2:] == ["deep", "not stated", "trials with a lottery", "after a term (assumed)"]
    assert rows["Course"][2].startswith("usually: the same content") and rows["Course"][4] == "comparisons of groups (assumed)"
    assert rows["Course"][1] == "a skill that many need and that can be written down"


def test_options_nobody_weighed_say_what_is_known():
    """Every one of the fifteen shows when it fits, its evidence, how it is undone and where its hours are from."""
    shown = _view()
    assert len(_cells(shown, "01_offered")) == len(_cells(shown, "01_offered_effort")) == len(OPTIONS) - 3
    assert _cells(shown, "01_offered_effort")[0][-3:] == ["reports of those who took part", "after a term", "model guides"]


def _full(section):
    rng = np.random.default_rng(5)
    section["options"] = [{"id": kind.id, "scores": {"fit": int(rng.integers(0, 101)), "soon": int(rng.integers(0, 101))}} for kind in OPTIONS]


CASES = {"few": lambda section: None, "fifteen": _full, "level": lambda section: [option.update(scores={"fit": 50, "soon": 50}) for option in section["options"]]}


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("case", CASES)
def test_figures_can_be_read(case, language, monkeypatch):
    """At most 6.3 inches wide, every text at least 10 points, inside the picture, over no other text; drawn twice the bytes are the same."""
    from matplotlib.text import Text as Label

    drawn, draw = {}, Label.draw
    monkeypatch.setattr(Label, "draw", lambda label, renderer, *more, **named: (drawn.update({id(label): label}), draw(label, renderer, *more, **named))[1])
    pictures = [block for block in _view(CASES[case], language).blocks if isinstance(block, Picture)]
    assert [picture.key for picture in pictures] == ["01_value_cost", "01_ranks_figure", "01_groups_figure"]
    for picture in pictures:
        first = picture.png()
        drawn.clear()
        assert picture.png() == first and picture.table.rows
        _readable([label for label in drawn.values() if label.get_text().strip() and label.get_visible()], picture.key)


def _readable(labels, key):
    (figure,) = {label.get_figure(root=True) for label in labels}
    assert figure.get_size_inches()[0] <= 6.3 and all(label.get_fontsize() >= 10 for label in labels)
    extents = [(label.get_text(), label.get_window_extent()) for label in labels]
    for words, at in extents:
        assert at.x0 >= -1 and at.y0 >= -1 and at.x1 <= figure.bbox.x1 + 1 and at.y1 <= figure.bbox.y1 + 1, (key, words)
    for place, (words, at) in enumerate(extents):
        for other, there in extents[:place]:
            assert at.x1 <= there.x0 + 1 or there.x1 <= at.x0 + 1 or at.y1 <= there.y0 + 3 or there.y1 <= at.y0 + 3, (key, words, other)


def test_circles_are_apart_and_stay_near():
    """Options at one place stand beside each other, at least a circle apart, in the same way each time."""
    places = [(10.0, 10.0)] * 6 + [(200.0, 10.0)]
    moved = alternatives_figure._apart(places, 18)
    assert moved == alternatives_figure._apart(places, 18) and moved[-1] == places[-1]
    gaps = [np.hypot(a - c, b - d) for n, (a, b) in enumerate(moved) for c, d in moved[:n]]
    assert min(gaps) > 17.9 and max(np.hypot(a - 10, b - 10) for a, b in moved[:-1]) < 60


def test_the_map_of_ranks_says_what_its_table_says():
    """Of many options the picture shows seven ranks and all later ones together; the table has every rank."""
    shown = _view(_full)
    table = next(table for table in shown.tables if table.key == "01_ranks")
    squares, names = alternatives_figure._squares([row[1:] for row in table.rows])
    assert len(table.columns) == 17 and names == ["1", "2", "3", "4", "5", "6", "7", "8+"]
    assert [sum(row) for row in squares] == pytest.approx([1] * 16)
    assert all(re.fullmatch(r"rank_\d+", column.key) for column in table.columns[1:])
