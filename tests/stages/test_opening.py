"""The managers' four questions: always four, in their order, one sentence and one number each, from what the stages found."""

import pytest

from mentorkit.program.program import open_program
from mentorkit.stages.opening import brief_of, opening
from mentorkit.stages.outcome import outcomes
from mentorkit.text import Mark, text_for

ALL = ("bridge-2026", "delta-2026", "ferry-2026", "gesher-2026", "harbour-2026", "lighthouse-2025", "market-2026", "orchard-draft", "quarry-2026")


def opened(folder):
    program = open_program(folder)
    found = outcomes(program)
    return program, found, opening(program, found)


@pytest.mark.parametrize("name", ALL)
def test_four_answers_in_order(examples, name):
    """Every example answers the four questions, each in one sentence, in both languages."""
    _, _, found = opened(examples / name)
    assert [answer.key for answer in found.answers] == ["worth", "involves", "run", "takes"]
    for answer in found.answers:
        for language in ("en", "he"):
            text = text_for(language)
            assert len(text.plain(answer.sentence).split()) >= 3 and text.plain(answer.question)


def test_numbers_are_those_of_the_stages(examples):
    """Harbour: the value of what was chosen on page 01, the meetings of page 03, the posts of page 06, the hours of pages 01 and 07."""
    _, found, shown = opened(examples / "harbour-2026")
    results = {type(result).__name__: result for outcome in found for result in outcome.results}
    worth, involves, run, takes = (float(answer.number.value) if hasattr(answer.number, "value") else answer.number for answer in shown.answers)
    assert worth == pytest.approx(results["Comparison"].picked.value)
    assert involves == pytest.approx(9 * 2)
    assert run == 4
    assert takes == pytest.approx(results["Costs"].hours_total) == pytest.approx(results["Commitment"].costs.hours_total)


def test_a_draft_says_what_is_missing(examples):
    """Where a stage is not there yet, the answer says which notebook comes first and shows no number."""
    _, _, found = opened(examples / "orchard-draft")
    assert found.answers[0].number is Mark.NO_DATA
    assert "notebook 01" in text_for("en").plain(found.answers[0].sentence)


def test_another_way_is_answered_with_its_reason(examples):
    """A course that was chosen is a "no" with the reason; what was not chosen takes nothing; the brief tells of it."""
    program, outcome, found = opened(examples / "quarry-2026")
    words = text_for("en").plain(found.answers[0].sentence)
    assert words.startswith("No:") and program.intent.alternatives.decision.reason in words
    brief = brief_of(program, outcome)
    assert brief.otherwise and brief.commitment is None


def test_a_running_programme_says_how_many_met(examples):
    """Ferry is in its fifth month: its third answer is the share of running pairs that met lately, as page 06 counts them."""
    _, outcome, found = opened(examples / "ferry-2026")
    meetings = next(result for each in outcome for result in each.results if type(result).__name__ == "Monitoring").meetings
    assert found.answers[2].number.value == pytest.approx(meetings.recent / meetings.active)
    assert f"{meetings.recent} of {meetings.active} running pairs met" in text_for("en").plain(found.answers[2].sentence)


def test_a_plan_without_training_says_so(examples):
    """Lighthouse states no hours of training: the second answer says that and shows no zeros."""
    _, _, found = opened(examples / "lighthouse-2025")
    assert "no hours of training are stated" in text_for("en").plain(found.answers[1].sentence)


@pytest.mark.parametrize(("broken", "words"), [("meets: [1]", "is wrong"), ("", "who steers")])
def test_a_stage_that_gives_no_answer_says_why(tmp_path, broken, words):
    """A broken section is not the same as one that is not planned."""
    text = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\n" + (f"steering: {{{broken}}}\n" if broken else "")
    (tmp_path / "program.yaml").write_text(text, "utf-8")
    _, _, found = opened(tmp_path)
    assert words in text_for("en").plain(found.answers[2].sentence) and found.answers[2].number is Mark.NO_DATA


def test_a_finished_programme_says_what_became_of_its_promise(examples):
    """Lighthouse names its primary measure and the verdict of page 08."""
    _, outcome, found = opened(examples / "lighthouse-2025")
    evaluation = next(result for each in outcome for result in each.results if type(result).__name__ == "Evaluation")
    primary = next(measure for measure in evaluation.measures if measure.primary)
    assert found.primary is not None and found.primary.verdict == primary.verdict
