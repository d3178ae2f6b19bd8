"""What a room sees while a weight moves: counted sentences, few rows, one small figure."""

import re

import numpy as np
import pytest

from mentorkit.pairing.moving import moved
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.scores import score_people
from mentorkit.people.people import People
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Table, Words
from mentorkit.report.html import view_html
from mentorkit.report.lens import Lens
from mentorkit.report.pairing_live import moved_view
from mentorkit.report.pairing_live_figure import draw_steps
from mentorkit.text import text_for

COORDINATOR, COMMITTEE = Lens(text_for("en"), "coordinator"), Lens(text_for("en"), "committee")


@pytest.fixture
def scores(tmp_path):
    """60 mentees, 40 mentors with a seat each, two criteria that disagree."""
    import json

    import pandas as pd

    draw = np.random.default_rng(5)
    side = lambda letter, n: pd.DataFrame(  # noqa: E731
        {
            name: pd.Series(values, dtype="string")
            for name, values in (("person_id", [f"{letter}{i:03}" for i in range(n)]), *((k, draw.integers(0, 12, n).astype(str)) for k in ("site", "style")))
        }
    )
    pairing = {"criteria": [{"id": "site", "kind": "equal", "column": "site", "weight": 5}, {"id": "style", "kind": "equal", "column": "style", "weight": 1}]}
    tables = {"mentees": {"file": "a.csv"}, "mentors": {"file": "b.csv"}}
    path = tmp_path / "program.yaml"
    path.write_text(json.dumps({"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "tables": tables, "pairing": pairing}), "utf-8")
    none = lambda *names: pd.DataFrame({name: pd.Series([], dtype="string") for name in names})  # noqa: E731
    return score_people(open_program(path), People(side("E", 60), side("M", 40), none("person_id"), none("mentee_id", "mentor_id", "state")))


@pytest.fixture
def change(scores):
    return moved(pair_people(scores.weighed({"site": 1, "style": 5})), pair_people(scores))


def said(view):
    return [str(sentence) for sentence in next(block for block in view.blocks if isinstance(block, Words)).sentences]


def tables(view):
    return {block.key: block for block in view.blocks if isinstance(block, Table)}


def test_counted_sentences_come_first_and_are_announced(change):
    """The first block counts what changes, and is the one that is read out."""
    view = moved_view(change, COORDINATOR)
    lines, first = said(view), view.blocks[0]
    assert first.announced and not any(getattr(block, "announced", False) for block in view.blocks[1:])
    assert lines[0] == f"{len(change.changed)} pairs change against the saved file." and len(change.changed)
    assert "40 of 60 selected mentees have a mentor." in lines
    assert any(re.fullmatch(r"The mean score goes from \d+\.\d to \d+\.\d\.", line) for line in lines)
    assert any(line.startswith("Scored by this draft the saved pairs would have ") for line in lines)
    assert "data-mk-announced" in view_html(view, COORDINATOR.text, only="words")


def test_an_unchanged_draft_says_so(scores):
    """Nothing changes, and no mean goes from one number to the same."""
    same = pair_people(scores)
    lines = said(moved_view(moved(same, same), COORDINATOR))
    assert lines[0] == "No pair changes against the saved file." and any(line.startswith("The mean score is ") for line in lines) and len(lines) == 3


def test_without_a_saved_pairing(scores):
    """There is no column of earlier mentors and no line in the figure, and a sentence says why."""
    view = moved_view(moved(pair_people(scores), None), COORDINATOR)
    assert "nothing to compare with" in said(view)[-1]
    assert [column.key for column in tables(view)["04_live_pairs"].columns] == ["mentee", "mentor", "score"]
    assert {row[2] for row in view.blocks[-1].table.rows} == {None}


def test_few_rows_changed_ones_first(change):
    """A dozen rows, those that change on top and marked in words; how many are not shown stands below."""
    table = tables(moved_view(change, COORDINATOR))["04_live_pairs"]
    words = [str(row[0]) for row in table.rows]
    kinds = ["another mentor", "a mentor now", "as before"]
    assert len(table.rows) == 12 and words == sorted(words, key=kinds.index) and words[0] == kinds[0]
    assert str(table.note) == "28 more pairs are not shown here."
    before = dict(zip(change.pairing.scores.mentees, change.before, strict=True))
    assert all(row[3] == (before[row[1]] if str(row[0]) == kinds[0] else "") for row in table.rows)
    now = dict(zip(change.pairing.pairs["mentee"], change.pairing.pairs["mentor"], strict=True))
    assert all(now[row[1]] == row[2] for row in table.rows)


def test_who_is_left_out(change):
    """Mentees without a mentor with the reason, those who lost one first."""
    table = tables(moved_view(change, COORDINATOR))["04_live_unpaired"]
    lost = {change.pairing.scores.mentees[row] for row in change.lost}
    assert lost and len(table.rows) == 10 and str(table.note) == "10 more mentees are not shown here."
    assert [row[0] in lost for row in table.rows] == sorted((row[0] in lost for row in table.rows), reverse=True)
    assert all(bool(row[2]) == (row[0] in lost) for row in table.rows)


def test_a_committee_sees_counts_only(change):
    """No id of a person, in words or pictures."""
    view = moved_view(change, COMMITTEE)
    html = view_html(view, COMMITTEE.text, only="words") + view_html(view, COMMITTEE.text, only="pictures")
    assert not re.search(r"\b[EM]\d{3}\b", re.sub(r'src="[^"]*"', "", html))
    rows = {str(row[0]): row[1:] for row in tables(view)["04_live_numbers"].rows}
    assert rows["Pairs"] == (40, 40) and rows["Mentees without a mentor"] == (20, 20)


def test_the_page_stays_small_with_five_hundred(change):
    """What a notebook stores beside the editor is a few kilobytes, however many pairs there are."""
    assert len(view_html(moved_view(change, COORDINATOR), COORDINATOR.text, only="words")) < 8_000


def test_the_figure_has_its_numbers_beside_it(change):
    """The table of the figure adds up to the pairs of both sides."""
    picture = moved_view(change, COORDINATOR).blocks[-1]
    assert isinstance(picture, Picture)
    assert [sum(row[place] for row in picture.table.rows) for place in (2, 3)] == [40, 40]
    assert picture.png().startswith(b"\x89PNG") and "40 pairs" in str(picture.alt)


def test_a_redrawn_figure_is_the_figure_drawn_first():
    """Whatever was drawn before, equal numbers give equal bytes; other numbers give others; no line without a saved pairing."""
    one, other = (0, 0, 1, 2, 3, 10, 4, 0, 0, 0), (0, 5, 5, 5, 5, 0, 0, 0, 0, 300)
    first = draw_steps("en", one, other)
    for before, now in ((None, one), (other, one), (one, one), (one, (0,) * 10)):
        assert draw_steps("en", before, now) != first
    assert draw_steps("en", one, other) == first
    assert draw_steps("he", one, other) != first


def test_no_pairs_at_all(scores):
    """Where nobody can be paired there is no figure and no mean, and nothing breaks."""
    from dataclasses import replace

    none = pair_people(replace(scores, seats=np.zeros_like(scores.seats)))
    for result in (moved(none, None), moved(none, none), moved(none, pair_people(scores))):
        for lens in (COORDINATOR, COMMITTEE):
            view = moved_view(result, lens)
            assert not [block for block in view.blocks if isinstance(block, Picture)] and "0 of 60" in " ".join(said(view))
