"""The rehearsed table in words, and the logic model as a picture: nothing outside its box, nothing smaller than it may be printed."""

import json

import pytest

from mentorkit.evaluation.rehearsal import rehearse
from mentorkit.planning.chain import goals_measures_chain
from mentorkit.program.model import ProgramFile
from mentorkit.report import figures
from mentorkit.report.blocks import Words
from mentorkit.report.boxes import SIZE, _inches, wrapped
from mentorkit.report.dry_run import dry_run_view
from mentorkit.report.html import cell_words
from mentorkit.report.lens import Lens
from mentorkit.report.logic_figure import logic_picture
from mentorkit.text import text_for

LONG = "People who are new here know whom to ask beyond their own department and stay longer than those who came before them, which nobody expected"
HEBREW = "עובדים חדשים מכירים אנשים מחוץ למחלקה שלהם ונשארים בארגון יותר זמן מאשר עובדים שהגיעו לפניהם 12%"
PARTIES = ("mentee", "mentor", "organisation")
EN = Lens(text_for("en"), "committee")


def chain(goals, language="en", steps=2):
    words = HEBREW if language == "he" else LONG
    tree = {
        "schema": "mentorkit-program/1", "id": "plan", "name": "Plan", "language": language,
        "need": {"statement": words, "because": [{"if": words, "then": words[:40], "because": words}] * steps},
        "goals": [{"id": f"g{n}", "for": PARTIES[n % 3 if goals > 3 else 0], "statement": words if n % 2 else words[:30]} for n in range(goals)],
        "measures": [{"id": f"m{n}", "goal": f"g{n // 2}", "indicator": words, "unit": "share", "target": 0.9} for n in range(goals)],
        "audiences": {"mentees": {"size": 24}}, "schedule": {"months": 9}, "training": {"budget_hours": {"mentor": 8, "mentee": 4}},
    }  # fmt: skip
    return goals_measures_chain(ProgramFile.model_validate_json(json.dumps(tree), strict=True))


@pytest.mark.parametrize(("goals", "language"), [(0, "en"), (1, "en"), (2, "he"), (4, "he"), (8, "en"), (8, "he")])
def test_every_word_of_the_picture_is_inside_its_box(goals, language, monkeypatch):
    """From no goal to eight, in both directions of reading: no text leaves the canvas or lies over another, none is smaller than 10 points."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    kept = []
    monkeypatch.setattr(figures, "few_colours", lambda figure: kept.append(figure) or b"")
    logic_picture(chain(goals, language), Lens(text_for(language), "committee")).png()
    (figure,) = kept
    FigureCanvasAgg(figure).draw()
    texts = [text for text in figure.axes[0].get_children() if type(text).__name__ == "Writing"]
    places = [place for text in texts for place in text.places(FigureCanvasAgg(figure).get_renderer())]
    assert figure.get_size_inches()[0] <= 6.3 and SIZE >= 10 and len(places) > 5 + 2 * goals
    assert all(place.x0 >= 0 and place.y0 >= 0 and place.x1 <= figure.bbox.x1 and place.y1 <= figure.bbox.y1 for place in places)
    boxes = [path.get_extents(figure.axes[0].transData) for path in figure.axes[0].collections[0].get_paths()]
    inside = [any(box.x0 <= place.x0 and place.x1 <= box.x1 and box.y0 <= place.y0 and place.y1 <= box.y1 for box in boxes) for place in places]
    assert inside.count(False) == 3  # the three headings stand above their columns
    assert not [1 for n, one in enumerate(places) for other in places[n + 1 :] if one.shrunk(0.98, 0.7).overlaps(other.shrunk(0.98, 0.7))]
    assert not [1 for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.overlaps(other)]


@pytest.mark.parametrize("words", [LONG, HEBREW, "x" * 300, "", "one\ntwo"])
def test_wrapped_lines_fit_and_what_is_cut_says_so(words):
    """No line is wider than the box; a cut text ends with an ellipsis, an uncut one keeps every word."""
    for width, most in ((0.8, 3), (2.0, 4), (6.0, 40)):
        lines = wrapped(words, width, most)
        assert len(lines) <= most and all(_inches(line) <= width for line in lines)
        if not "".join(lines).endswith("…"):
            assert "".join("".join(lines).split()) == "".join(words.split())


def test_the_table_beside_the_picture_has_every_word():
    """Need, inputs, steps, goals and measures stand in full in the table, in the order of the picture."""
    table = logic_picture(chain(4), EN).table
    links = [EN.text(row[0]) for row in table.rows]
    assert list(dict.fromkeys(links)) == ["Need", "What we put in", "Why it should help", "Goal", "Measure"]
    rows = [cell_words(table.columns[2], row[2], EN.text) for row in table.rows]
    assert rows[0] == LONG and "Pairs: 24, with 18 meetings each over 9 months" in rows and sum(LONG in row for row in rows) >= 7


def test_equal_chains_give_equal_small_pictures():
    """The same bytes each time, and few of them: a report holds many figures."""
    one, other = (logic_picture(chain(4), EN).png() for _ in range(2))
    assert one == other and one.startswith(b"\x89PNG") and len(one) < 90_000


def page(*measures, size=24):
    tree = {"schema": "mentorkit-program/1", "id": "plan", "name": "Plan", "language": "en", "measures": list(measures), "audiences": {"mentees": {"size": size}}}
    shown = dry_run_view(rehearse(ProgramFile.model_validate_json(json.dumps(tree), strict=True)), EN)
    said = [EN.text(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]
    cells = {table.key: [[cell_words(column, value, EN.text) for column, value in zip(table.columns, row, strict=True)] for row in table.rows] for table in shown.tables}
    return said, cells


STAY = {"id": "stay", "indicator": "stays", "unit": "share", "source": "outcomes", "analysis": "retention", "target": 0.9, "worthwhile": 0.1, "primary": True}
MOOD = {"id": "mood", "unit": "points", "source": "survey", "analysis": "mean_change", "target": 0.4}


def test_the_rehearsal_is_marked_as_made_up_before_anything_else():
    """The first sentence says that the numbers are made up; the title of the table says it again."""
    said, cells = page(STAY, MOOD)
    assert said[0] == "Made-up numbers, to see the table before there are answers."
    assert [row[0] for row in cells["02_dry_run"]] == ["stays (primary)", "mood"] and [row[2] for row in cells["02_dry_run"]] == ["24", "14"]
    assert all(row[4] in ("met", "not met", "cannot tell") and row[6] in ("met", "not met", "cannot tell") for row in cells["02_dry_run"])


def test_the_rehearsal_says_how_often_each_verdict_comes_out():
    """Two rows for each measure, the shares of each adding up to all runs; a target that cannot be met is named."""
    said, cells = page(STAY, MOOD)
    rows = cells["02_dry_run_often"]
    assert [(row[0], row[1]) for row in rows] == [(id, world) for id in ("stay", "mood") for world in ("nothing changes", "the target is reached exactly")]
    assert rows[0][2] == "80.0\u202f%" and rows[2][2:4] == ["0.00", "no change"]
    assert any('stays: with 24 people "met" cannot come out' in sentence for sentence in said)
    assert any("mood: with 14 people the truth must be 1.05 or more" in sentence for sentence in said)


def test_what_cannot_be_rehearsed_says_why():
    """A measure that stage 08 cannot compute has the reason in its row and no verdicts."""
    _, cells = page({**MOOD, "source": "log", "analysis": "count"}, {"id": "bare"})
    assert "are not computed by this version" in cells["02_dry_run"][0][3] and "no target" in cells["02_dry_run"][1][3] and cells["02_dry_run_often"] == []
    assert page()[0][1].startswith("No measure is written yet")
