"""What page 08 shows and what it hides: four marks, hidden small groups, verbs no stronger than the design."""

import datetime
import re
from dataclasses import replace

import pytest

from mentorkit.evaluation.answers import MeasureAnswer
from mentorkit.evaluation.estimates import Change, Estimate
from mentorkit.evaluation.evaluation import Evaluation
from mentorkit.evaluation.flow import Flow, Step
from mentorkit.evaluation.responses import ItemAnswers, WaveResponse
from mentorkit.evaluation.scales import Reliability, ScaleChange
from mentorkit.program.signing import Change as Altered
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.evaluation import evaluation_view
from mentorkit.report.lens import Lens
from mentorkit.text import Mark, text_for

LENS = Lens(text_for("en"), "coordinator", 5)
DAY = datetime.date(2026, 6, 30)


def answer(**fields):
    base = {"id": "m", "indicator": "found it useful", "primary": True, "target": 0.5, "direction": "up", "unit": "share", "due": DAY}
    base |= {"source": "survey", "analysis": "proportion", "population": "mentees", "verdict": "met", "grade": "D"}
    return MeasureAnswer(**{**base, **fields})


def items(n, wave="end", state="asked", counts=None):
    """A question on 1-5 with ``n`` answers, all 1 unless ``counts`` says otherwise."""
    if state != "asked":
        return ItemAnswers("q", "Was it useful?", "1-5", "mentee", wave, state, 20)
    counts = counts or [n, 0, 0, 0, 0]
    return ItemAnswers("q", "Was it useful?", "1-5", "mentee", wave, state, 20, n, tuple(zip("12345", counts, strict=True)), 4.0, 4.0)


def result(measures=(), items=(), changes=(), reliability=(), flow=None, sign_off="signed", responses=None):
    responses = (WaveResponse("mentee", "end", DAY, 20, 15),) if responses is None else responses
    return Evaluation(tuple(measures), flow or Flow((Step("in_table", 20, 10),)), responses, tuple(items), tuple(changes), tuple(reliability), sign_off, True)


def tables(found, lens=LENS):
    return {table.key: table for table in evaluation_view(found, lens).tables}


def words(found, lens=LENS):
    return " ".join(lens.text.plain(sentence) for block in evaluation_view(found, lens).blocks if isinstance(block, Words) for sentence in block.sentences)


def test_promises_come_first_and_every_key_is_of_this_page():
    """The first table holds promises and answers; all tables are numbered 08."""
    found = list(tables(result([answer(estimate=0.75, low=0.5, high=0.9, n=15, count=12)])))
    assert found[0] == "08_promises"
    assert all(re.fullmatch("08_[a-z0-9_]{1,28}", key) for key in found)
    assert len(found) == len(set(found))


def test_a_share_is_said_with_n_interval_and_response_rate():
    """Every survey share stands with who answered, in one sentence."""
    said = words(result([answer(estimate=0.8, low=0.548, high=0.93, n=15, count=12, invited=20)]))
    assert "was reported as 80.0 % (12 of 15; 95 % interval 54.8 % to 93.0 %; 75.0 % of those invited answered)" in said.replace("\u202f", " ")


def test_small_numbers_are_not_per_cent():
    """Below ten people a share is said as a count."""
    assert "was reported as 5 of 7" in words(result([answer(estimate=5 / 7, low=0.36, high=0.92, n=7, count=5, invited=10)]))


@pytest.mark.parametrize("grade", ["A", "B", "C", "D", ""])
@pytest.mark.parametrize("analysis", ["proportion", "mean_change", "retention", "count"])
def test_no_verb_is_stronger_than_the_design(grade, analysis):
    """Without a tested comparison nothing raised, lowered, improved, caused or proved anything, whatever the grade."""
    said = words(result([answer(grade=grade, analysis=analysis, estimate=0.4, low=0.1, high=0.7, n=20, count=8)]))
    assert not re.search(r"\b(raised|lowered|improved|increased|reduced|caused|led to|proved|effect of|impact|significant|success(?! measure))\b", said, re.IGNORECASE)
    assert ("changed by" in said) == (analysis == "mean_change")


def test_the_four_marks_are_kept_apart():
    """Not asked, no data, hidden and 0 are four different things in one table."""
    shown = [items(0, "start", "not_asked"), items(0, "middle", "no_data"), items(6, "end"), items(9, "after", counts=[0, 0, 0, 4, 5])]
    rows = tables(result(items=shown))["08_items"].rows
    assert [row[6] for row in rows][:4] == [Mark.NOT_ASKED, Mark.NO_DATA, Mark.HIDDEN, 0]


@pytest.mark.parametrize(("n", "seen_n", "seen_mean", "seen_counts"), [(4, False, False, False), (5, True, True, False), (7, True, True, False), (8, True, True, True)])
def test_small_groups_are_hidden_together(n, seen_n, seen_mean, seen_counts):
    """Below the threshold n, mean and distribution are hidden; below eight the distribution still is."""
    found = tables(result(items=[items(n)]))
    assert (found["08_scores"].rows[0][4] == n) is seen_n
    assert (found["08_scores"].rows[0][5] == 4.0) is seen_mean
    assert all((row[6] is not Mark.HIDDEN) is seen_counts for row in found["08_items"].rows)
    assert (len(found["08_items"].rows) == 5) is seen_counts


def test_a_figure_never_draws_what_is_hidden():
    """No picture for seven respondents, one for eight."""
    drawn = [any(isinstance(block, Picture) for block in evaluation_view(result(items=[items(n)]), LENS).blocks) for n in (7, 8)]
    assert drawn == [False, True]


def test_a_hidden_promise_shows_no_number():
    """Result, interval and n are hidden together, in the page's table and in the workbook's."""
    found = tables(result([answer(verdict="cannot_tell", hidden=True)]))
    assert found["08_promises"].rows[0][3:6] == (Mark.HIDDEN,) * 3
    assert found["08_measures"].rows[0][3:8] == (Mark.HIDDEN,) * 5


def test_a_change_of_few_is_hidden_and_the_caption_is_fixed():
    """Means, change, interval and n both of four people are hidden; the caption says what a change is not."""
    moved = Change(Estimate(4, 0.5, 0.1, 0.2, 0.8), 3.0, 3.5, 0.5, 1.0)
    found = result(changes=[ScaleChange("m", "mentee", "start", "end", 3, "linked", 12, 9, moved)])
    assert tables(found)["08_changes"].rows[0][5:] == (12, 9, *(Mark.HIDDEN,) * 7)
    assert "without a comparison group this is not evidence of an effect" in words(found)


def test_anonymous_change_is_not_known_and_reliability_has_its_n():
    """What cannot be linked is not known, which is not the same as nobody answering."""
    found = result(
        changes=[ScaleChange("m", "mentee", "start", "end", 3, "anonymous", 12, 9)], reliability=[Reliability("m", "mentee", "end", 3, Estimate(30, 0.84, None, 0.74, 0.92))]
    )
    assert set(tables(found)["08_changes"].rows[0][7:]) == {Mark.UNKNOWN}
    assert tables(found)["08_reliability"].rows[0][4:6] == (30, 0.84)


def test_reasons_for_ending_are_the_coordinators_only():
    """Reasons are written by people about people; the committee does not see them."""
    flow = Flow((Step("in_table", 20, 10), Step("ended", 9, 9, 9)), (("moved away", 6), ("no time", 3)))
    assert tables(result(flow=flow))["08_endings"].rows == (("moved away", 6), ("no time", 3))
    assert "08_endings" not in tables(result(flow=flow), Lens(text_for("en"), "committee", 5))
    few = Flow((Step("in_table", 20, 10),), (("moved away", 2),))
    assert tables(result(flow=few))["08_endings"].rows == (("moved away", Mark.HIDDEN),)


def test_altered_promises_say_so():
    """What was altered after signing is not called promised beforehand."""
    found = result([answer(estimate=0.75, low=0.5, high=0.9, n=15, count=12)], sign_off="altered")
    assert "altered since signing" in LENS.text(tables(found)["08_promises"].title)
    assert "altered since signing" in words(found)


def test_what_was_changed_and_what_was_added_since_signing_is_named():
    """The changed promise says so in its row; one that came later stands below the others, marked as not promised beforehand."""
    numbers = {"estimate": 0.75, "low": 0.5, "high": 0.9, "n": 15, "count": 12}
    promised = [answer(id="late", indicator="came later", **numbers), answer(id="moved", indicator="was moved", **numbers), answer(id="same", indicator="stayed", **numbers)]
    changes = (Altered("changed", "measure", "moved"), Altered("added", "measure", "late"))
    found = replace(result(promised, sign_off="altered"), changes_since=changes)
    rows = tables(found)["08_promises"].rows
    assert [LENS.text(row[0]) for row in rows] == ["was moved (primary)", "stayed (primary)", "came later (primary)"]
    why = [LENS.text(row[-1]) if row[-1] else "" for row in rows]
    assert why[0].startswith("Changed since it was signed.") and "signed" not in why[1] and "not promised beforehand" in why[2]
    assert "changed: measure moved" in words(found)


def test_the_page_speaks_hebrew_without_breaking():
    """Every table and figure is made for a page that runs from right to left."""
    view = evaluation_view(result([answer(estimate=0.75, low=0.5, high=0.9, n=15, count=12, invited=20)], [items(9)]), Lens(text_for("he"), "committee", 5))
    assert any(isinstance(block, Picture) and block.png().startswith(b"\x89PNG") for block in view.blocks)


def test_equal_results_give_equal_pictures():
    """The figure's bytes depend on nothing but the numbers."""
    first, second = ([b.png() for b in evaluation_view(result(items=[items(9)]), LENS).blocks if isinstance(b, Picture)] for _ in range(2))
    assert first == second
