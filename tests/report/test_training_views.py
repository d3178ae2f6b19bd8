"""Pages 05 and the calendar: every table for every draft, ratings of few people hidden, sentences that count right."""

import json

import pandas as pd
import pytest

from mentorkit.people.people import People
from mentorkit.planning.calendar import calendar_of
from mentorkit.planning.training_plan import training_plan
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import cell_words, view_html
from mentorkit.report.lens import Lens
from mentorkit.report.training import training_view
from mentorkit.report.views import view
from mentorkit.stages.training import plan_training
from mentorkit.text import Mark, text_for
from tests.report.figure_faults import watched

HEADER = {"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en"}
WHOLE = {
    **HEADER,
    "as_of": "2026-09-10",
    "goals": [{"id": "connect"}],
    "schedule": {"starts": "2026-10-01", "months": 2},
    "training": {
        "competencies": [{"id": "doors", "needed": {"mentor": 4, "mentee": 2}, "goals": ["connect"]}],
        "modules": [{"id": "basics", "for": "mentor", "hours": 2.5, "closes": ["doors"], "cost": 100}, {"id": "bare"}],
        "sessions": [{"module": "basics", "on": "2026-10-02", "seats": 3}, {"module": "basics"}],
        "budget_hours": {"mentor": 2},
        "support": {"mentees": ["Goal sheet"], "during": [{"what": "Group", "every_weeks": 4}]},
    },
    "steering": {"meets": "monthly", "committee": [{"post": "HR director"}]},
    "commitment": {"promises": [{"id": "a", "what": "Hours count", "who": "Sponsor", "due": "2026-09-01"}, {"id": "b", "what": "A room", "due": "2026-09-02", "kept": "yes"}]},
}
KEYS = ["05_goals", "05_competencies", "05_modules", "05_sessions", "05_hours", "05_support"]
EN, COMMITTEE = Lens(text_for("en")), Lens(text_for("en"), "committee")


def _intent(tree):
    return ProgramFile.model_validate_json(json.dumps(tree), strict=True)


def _rated(answers):
    mentors = pd.DataFrame({"person_id": [f"E{n}" for n in range(len(answers))], "rate_doors": pd.array(answers, dtype="Int64")})
    people = People(mentees=pd.DataFrame({"person_id": []}), mentors=mentors, staff=pd.DataFrame(), pairs=pd.DataFrame(), named=frozenset({"mentors", "mentees"}))
    return training_plan(_intent(WHOLE), people)


def _table(shown, key):
    return next(table for table in shown.tables if table.key == key)


def _cells(table, lens=EN):
    return [[cell_words(column, value, lens.text) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]


def _said(shown, lens=EN):
    return [lens.text(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]


@pytest.mark.parametrize("tree", [HEADER, WHOLE], ids=["header alone", "with content"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_every_draft_has_every_table_and_renders(tree, language):
    """The same tables for an empty and a full file, in both languages; each row as wide as its headings."""
    lens = Lens(text_for(language), "committee")
    shown = [view(training_plan(_intent(tree)), lens), view(calendar_of(_intent(tree)), lens)]
    timeline = ["06_timeline"] if tree is WHOLE else []  # a calendar without a day has no line of time
    assert [table.key for each in shown for table in each.tables] == [*KEYS, "06_calendar", *timeline]
    assert all("<table" in view_html(each, lens.text) for each in shown)
    assert all(len(row) == len(table.columns) for each in shown for table in each.tables for row in table.rows)


def test_ratings_of_few_people_are_hidden_in_every_place():
    """Four answers: hidden in the table for both audiences, no picture, no name of what to train first."""
    for lens in (EN, COMMITTEE):
        shown = training_view(_rated([1, 1, 2, 2]), lens)
        assert _table(shown, "05_competencies").rows[0][4:8] == (Mark.HIDDEN,) * 4
        assert not any(isinstance(block, Picture) for block in shown.blocks)
        assert "Too few people rated themselves for their answers to be shown." in _said(shown)


def test_ratings_of_enough_people_are_shown_and_drawn():
    """Five answers of mean 2.8, four below level 4: the table, the sentence, the picture and its words agree."""
    shown = training_view(_rated([1, 2, 3, 3, 5]), COMMITTEE)
    assert _cells(_table(shown, "05_competencies"))[0] == ["doors", "mentors", "4", "connect", "5", "2.8", "4", "1.2", "basics", "doors"]
    assert "Train first, in this order: doors (mentors: 4 of 5 below the needed level)." in _said(shown)
    picture = next(block for block in shown.blocks if isinstance(block, Picture))
    assert picture.png().startswith(b"\x89PNG") and "Darkest: doors (mentors), 80\u202f% below, gap 1.2" in str(picture.alt)
    assert _cells(picture.table) == [["doors", "mentors", "4", "5", "80\u202f%", "1.2"], ["doors", "mentees", "2", "not asked", "not asked", "not asked"]]
    assert picture.png() == picture.png()


def test_not_asked_is_not_no_data():
    """The mentees' table has no such column: not asked; without a table: no data."""
    shown = _cells(_table(training_view(_rated([1, 2, 3, 3, 5]), EN), "05_competencies"))
    assert shown[1][4:8] == ["not asked"] * 4
    assert _cells(_table(training_view(training_plan(_intent(WHOLE)), EN), "05_competencies"))[0][4:8] == ["no data"] * 4


def test_nobody_below_the_level_is_said():
    """With everybody at the level there is nothing to train first."""
    said = _said(training_view(_rated([4, 4, 5, 5, 5]), EN))
    assert "Nobody whose self-rating may be shown is below the needed level." in said
    assert "Nobody is below the needed level in what follows, so a module for it can wait: doors (mentors)." in said
    assert not any("can wait" in sentence for sentence in _said(training_view(_rated([4, 4, 5, 5]), EN)))


def test_hours_sessions_and_support_in_words():
    """Over budget is named, the late basics are marked, support is counted."""
    shown = training_view(training_plan(_intent(WHOLE)), EN)
    assert "A mentor takes 2.5 hours of training, 0.5 more than the 2 hours of the file." in _said(shown)
    sessions = _cells(_table(shown, "05_sessions"))
    assert [row[0] for row in sessions] == ["2 Oct 2026", "not stated"] and sessions[0][5:] == ["after the start, although it is the basics", ""]
    assert _cells(_table(shown, "05_support")) == [["mentees", "Goal sheet", "", "", ""], ["while it runs", "Group", "4", "2", "29 Oct 2026, 26 Nov 2026"]]


def test_attendance_is_shown_as_counts(examples):
    """Counts of who came are operational: shown to the committee as they are, without a person."""
    shown = training_view(plan_training(open_program(examples / "lighthouse-2025")), COMMITTEE)
    assert _cells(_table(shown, "05_attendance"), COMMITTEE)[1] == ["mentor basics", "30", "28", "2", "0"]


def test_the_next_three_entries_are_said():
    """After the day of the file, what was kept left out; the rest stands in the table with where its day comes from."""
    shown = view(calendar_of(_intent(WHOLE)), EN)
    said = _said(shown)
    assert said[:2] == ["The calendar has 8 entries; before 10 Sept 2026: 2.", "From 10 Sept 2026 on the next 3 entries are:"]
    assert said[2:5] == ["1 Oct 2026: The programme starts.", "2 Oct 2026: Training session: basics (mentors).", "29 Oct 2026: Support: Group."]
    rows = _cells(_table(shown, "06_calendar"))
    assert [row[1] for row in rows[:3]] == ["past, not noted as kept", "kept", "ahead"]
    assert rows[4][2:] == ["support", "Support: Group", "", "counted from a rhythm"]
    assert ["1 Nov 2026", "ahead", "steering committee", "Meeting of the steering committee", "HR director", "counted from a rhythm"] in rows


def test_a_calendar_without_its_day_says_so():
    """Nothing takes today's date by itself: without as_of nothing is past."""
    shown = view(calendar_of(_intent({**WHOLE, "as_of": None})), EN)
    assert "is not stated" in _said(shown)[0] and {row[1] for row in _cells(_table(shown, "06_calendar"))} == {"not known", "kept"}


def _people(mentors, mentees):
    frames = {"mentors": pd.DataFrame(mentors), "mentees": pd.DataFrame(mentees)}
    return People(**frames, staff=pd.DataFrame(), pairs=pd.DataFrame(), named=frozenset(frames))


def _chosen(n=6, language="en", **training):
    """Mentors below level 4 in doors, mentees who answered the three questions; 2 hours of a mentor's time."""
    tree = {**WHOLE, "language": language, "goals": [{"id": "connect", "for": "organisation"}], "audiences": {"mentees": {"size": 9}}}
    tree["training"] = {**WHOLE["training"], "modules": [{"id": "basics", "name": "Basics", "for": "mentor", "hours": 2.5, "closes": ["doors"], "cost": 100}], **training}
    mentors = {"person_id": [f"E{n}" for n in range(n)], "rate_doors": pd.array([3] * n, dtype="Int64")}
    mentees = {"person_id": [f"M{n}" for n in range(9)], "support_goals": pd.array([1, 2, 2, 3, 4, 5, 5, 5, 5]), "support_time": pd.array([1, 5, 5] + [pd.NA] * 6, dtype="Int64")}
    return training_plan(_intent(tree), _people(mentors, mentees))


def test_the_proposal_says_what_would_close_the_rest():
    """Two hours do not hold 2.5: the gap stays open in words, with the hours that would close it; applied, it is closed."""
    said = _said(training_view(_chosen(), COMMITTEE))
    assert "doors (mentors): 6 of 6 stay below the needed level." in said and "doors (mentees): no module closes it, whatever the budget." in said
    assert "All that a module closes would be closed with 2.5 hours of a mentor." in said
    enough = training_view(_chosen(budget_hours={"mentor": 2.5}), EN)
    assert "That closes 6 of 15 needs; a need is one person below the needed level of one competency, or without an answer." in _said(enough)
    assert _cells(_table(enough, "05_choice")) == [["Basics", "mentors", "2", "2", "2.5", "100", "closes most for its hours", "basics"]]
    assert _cells(_table(enough, "05_needs"))[0] == ["doors", "mentors", "6", "6", "0", "self-ratings"]


def test_what_must_be_held_and_does_not_fit_is_said():
    """A module that is held in any case beside two hours: nothing is proposed, the budget that fits is named."""
    module = {"id": "basics", "for": "mentor", "hours": 2.5, "closes": ["doors"], "must": True}
    said = _said(training_view(_chosen(modules=[module]), EN))
    assert "The modules that are held in any case go beyond the hours or the cash of the file, so nothing can be proposed within them." in said
    assert "All that a module closes would be closed with 2.5 hours of a mentor." in said


def test_few_ratings_leave_no_trace_in_the_proposal():
    """Four ratings are not used: everybody is taken to need it, whatever the four said."""
    rows = _cells(_table(training_view(_chosen(4, budget_hours={"mentor": 3}), COMMITTEE), "05_needs"))
    assert rows[0] == ["doors", "mentors", "4", "4", "0", "everybody, without self-ratings"]


def test_support_follows_from_the_three_questions():
    """Three of nine do not agree: goal sheet and guide, three hours; three answers are hidden; the third question was not asked."""
    shown = training_view(_chosen(), COMMITTEE)
    assert "3 of 9 mentees do not agree with 'I can say what I want to get better at.' What helps: goal sheet and guide to the first meeting, gone through before it." in _said(
        shown
    )
    rows = {row[0]: row[1:] for row in _cells(_table(shown, "05_questions"))}
    assert rows["I can say what I want to get better at."] == ["5", "1", "3", "goal sheet and guide to the first meeting, gone through before it", "3.0", "1.5"]
    assert rows["I have the hours for it beside my job."][:3] == ["hidden"] * 3 and rows["I find it easy to open a talk with somebody senior."][:3] == ["not asked"] * 3
    assert not any("I have the hours" in sentence for sentence in _said(shown))


def test_the_proposed_levels_stand_beside_the_file():
    """Goals of the organisation ask mentors for open doors at level 3; the file's own competency is kept in the table."""
    table = _table(training_view(_chosen(), EN), "05_proposal")
    assert [(row[1], row[2], row[3], row[4], row[-1]) for row in _cells(table)] == [
        ("mentors", "3", "", "not in the file", "opening_doors"), ("mentors", "", "4", "only in the file", "doors"), ("mentees", "", "2", "only in the file", "doors"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_picture_of_gaps_can_be_read(language):
    """Letters of 10 points, nothing outside or over another, in both directions; long names are broken into lines."""
    names = [{"id": f"c{n}", "name": "Understanding people who are very different from oneself and from each other", "needed": {"mentor": 4, "mentee": 3}} for n in range(2)]
    competencies = [*names, {"id": "doors", "needed": {"mentor": 4}}]
    view_ = training_view(_chosen(language=language, competencies=competencies, modules=[]), Lens(text_for(language)))
    picture = next(block for block in view_.blocks if isinstance(block, Picture))
    with pytest.MonkeyPatch.context() as patch, watched(patch) as found:
        content = picture.png()
    assert found == [[]] and len(content) < 60_000
