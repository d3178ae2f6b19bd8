"""Page 06: what the coordinator sees, what the committee sees, and that every count closes."""

import datetime
import re

import pytest

from mentorkit.monitoring.course import Strip
from mentorkit.monitoring.flags import Flag, RuleCount
from mentorkit.monitoring.meetings import Meetings, Month, Response
from mentorkit.monitoring.monitoring import Monitoring, PairRow, Rating, Requests
from mentorkit.monitoring.plan import SteeringPlan
from mentorkit.program.model import Contact
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Picture, Words
from mentorkit.report.html import cell_words, view_html
from mentorkit.report.lens import Lens
from mentorkit.report.steering import monitoring_view
from mentorkit.report.views import view
from mentorkit.stages.steering import monitor
from mentorkit.text import Mark, text_for

DAY = datetime.date(2026, 6, 30)
EN = Lens(text_for("en"), "coordinator")
COMMITTEE = Lens(text_for("en"), "committee")
STATES = ("proposed", "approved", "published", "active", "paused", "ended", "completed")


def result(**fields):
    """Ten active pairs and two that ended, one of the active ones silent; some fields changed."""
    months = (Month(datetime.date(2026, 5, 1), 20, 20), Month(datetime.date(2026, 6, 1), 12, 20))
    base = {
        "plan": SteeringPlan(contact=Contact(post="Coordinator", channel="Telephone 1", answers_within_days=2)),
        "as_of": DAY,
        "strip": Strip(tuple((state, {"active": 10, "ended": 2}.get(state, 0)) for state in STATES), 12, (("moved", 1), ("", 1))),
        "meetings": Meetings(32, 40, 12, 12, 11, 10, 9, 30, months, (Response("mentee", 20, 15), Response("mentor", 0, 0))),
        "rules": (RuleCount("silence", (30, 45), 0, 1, 1, 10), RuleCount("usefulness", (3, 2), 5, 0, 5, 10), RuleCount("gap", (2, 3), 0, 0, 0, 10)),
        "ratings": (Rating("mentee", 8, 4.0, 3.875), Rating("mentor", 4, 4.0, 4.25)),
        "board": (
            PairRow("E1", "M1", "active", 50, False, 2, 4, 2, 5, (Flag("silence", "red", "since_meeting", 50), Flag("gap", "red", "gap", 3))),
            PairRow("E2", "M2", "active", 3, False, 4, 4, None, 4),
            PairRow("E3", "M3", "ended", None, True, 0, 2, None, None),
        ),
        "requests": Requests((("E7", "M7", "mentee", DAY),), 2),
    }
    return Monitoring(**{**base, **fields})


def said(shown, lens=EN):
    return [lens.text.plain(sentence) for block in shown.blocks if isinstance(block, Words) for sentence in block.sentences]


def table(shown, key):
    return next(table for table in shown.tables if table.key == key)


def cells(shown, key, lens=EN):
    found = table(shown, key)
    return [[cell_words(column, value, lens.text) for column, value in zip(found.columns, row, strict=True)] for row in found.rows]


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("audience", ["coordinator", "committee"])
@pytest.mark.parametrize("name", ["lighthouse-2025", "ferry-2026", "harbour-2026", "gesher-2026"])
def test_every_example_is_shown_to_both(examples, name, audience, language):
    """Every row has a cell for every column, keys are of this page and unique, and it becomes a page in both languages."""
    lens = Lens(text_for(language), audience)
    shown = view(monitor(open_program(examples / name, audience=audience)), lens)
    keys = [table.key for table in shown.tables]
    assert len(keys) == len(set(keys)) and all(re.fullmatch("06_[a-z0-9_]{1,28}", key) for key in keys)
    assert all(len(row) == len(table.columns) for table in shown.tables for row in table.rows)
    assert "<table" in view_html(shown, lens.text)


def test_the_strip_closes():
    """The last line is the total, and the lines above it add up to it."""
    *states, total = table(monitoring_view(result(), EN), "06_states").rows
    assert len(states) == 7 and sum(n for _, n in states) == total[1] == 12


def test_a_request_for_contact_comes_first_and_in_no_table():
    """A sentence before everything else names the pair; no table of the page or the workbook holds it."""
    shown = monitoring_view(result(), EN)
    first = shown.blocks[0]
    assert isinstance(first, Words) and first.tone == "bad"
    assert "E7 with M7 (the mentee, 30 Jun 2026)" in said(shown)[0] and said(shown)[0].startswith("1 person asked") and "2 earlier" in said(shown)[1]
    assert not any("E7" in str(row) for table in shown.tables for row in table.rows)


def test_the_committee_hears_nothing_of_requests_pairs_and_texts(examples):
    """No request, no id, no reason of an ending, no text of the log; counts and posts only."""
    program = open_program(examples / "ferry-2026")
    found = monitor(program)
    page = view_html(monitoring_view(found, COMMITTEE), COMMITTEE.text, only="words")
    assert "private" not in page and found.requests.open
    assert not re.search(r"\bE\d{4}\b", page)
    assert {"06_pairs", "06_to_do", "06_endings", "06_log_open"}.isdisjoint(table.key for table in monitoring_view(found, COMMITTEE).tables)
    assert {"06_pairs", "06_to_do", "06_endings", "06_log_open"} <= {table.key for table in monitoring_view(found, EN).tables}
    assert not any(entry.text in page for entry in found.log.open) and not any(reason in page for reason, _ in found.strip.reasons if reason)


def test_answers_of_a_few_are_hidden():
    """Eight mentees are shown with their median and mean; four mentors, their number too, are hidden; nobody is no data."""
    mentees, mentors = table(monitoring_view(result(), COMMITTEE), "06_usefulness").rows
    assert mentees[1:] == (8, 4.0, 3.875) and mentors[1:] == (Mark.HIDDEN,) * 3
    nobody = (Rating("mentee", 0, None, None),)
    assert table(monitoring_view(result(ratings=nobody), COMMITTEE), "06_usefulness").rows[0][1:] == (Mark.NO_DATA,) * 3


def test_sentences_count_meetings_pairs_and_flags():
    """Held against planned, who met at all and lately, flags with their post and day."""
    sentences = said(monitoring_view(result(), EN))
    assert "32 of 40 planned meetings are reported to date (80\u202f%)." in sentences
    assert "11 of 12 pairs that have begun have met." in sentences
    assert "9 of 10 active pairs have reported a meeting in the last 30 days." in sentences
    assert "1 pair has a flag, 1 of them red." in sentences
    assert "Who acts: Coordinator, by 2 Jul 2026." in sentences


def test_a_rule_that_fires_for_too_many_is_said():
    """Five of ten active pairs: the sentence says that the limit is the thing to look at."""
    often = [sentence for sentence in said(monitoring_view(result(), COMMITTEE)) if "fires for" in sentence]
    assert len(often) == 1 and "usefulness fires for 5 of 10 active pairs (50\u202f%)" in often[0]


def test_the_list_of_flags_names_the_rule_that_fired():
    """A flagged pair has what fired, who acts and by when; the others are not in the list."""
    shown = monitoring_view(result(), EN)
    assert cells(shown, "06_to_do") == [["E1", "M1", "red", "no meeting for 50 days, 3 points between the two sides", "Coordinator", "2 Jul 2026"]]


def test_the_board_has_every_pair_and_marks_what_is_not_known():
    """Days, meetings and last ratings of both sides; no data where a side never rated; a pair that is over has no days."""
    rows = cells(monitoring_view(result(), EN), "06_pairs")
    assert rows[0] == ["E1", "M1", "active", "red", "50", "2", "4", "2", "5", "3"]
    assert rows[1] == ["E2", "M2", "active", "none", "3", "4", "4", "no data", "4", "no data"]
    assert rows[2][2:6] == ["ended early", "none", "", "0"]


def test_nothing_recorded_is_one_sentence_and_the_plan():
    """A programme that has not begun shows no empty tables of what is not there."""
    shown = monitoring_view(Monitoring(SteeringPlan()), EN)
    assert "Nothing has been recorded yet." in said(shown)
    assert [table.key for table in shown.tables] == ["06_committee", "06_plan", "06_controls"]


def test_pairs_without_check_ins_say_that_nobody_knows():
    """Pairs are there, check-ins are not: it is said, and no meeting is shown as 0."""
    shown = monitoring_view(result(meetings=None, rules=(), ratings=(), board=()), EN)
    assert "No check-in is recorded, so it is not known whether pairs meet." in said(shown)
    assert "06_meetings" not in [table.key for table in shown.tables]


def test_figures_have_words_and_equal_bytes():
    """One bar of states, one chart by month; both say what they show, and the same numbers give the same bytes."""
    found = [[block for block in monitoring_view(result(), EN).blocks if isinstance(block, Picture)] for _ in range(2)]
    strip, months = found[0]
    assert EN.text(strip.alt) == "One bar of 12 pairs, divided by state: active: 10, ended early: 2."
    assert "in all 32 of 40" in EN.text(months.alt) and [row[1:] for row in months.table.rows] == [(20, 20), (12, 20)]
    assert [picture.png() for picture in found[0]] == [picture.png() for picture in found[1]]


def test_a_name_in_the_log_does_not_reach_the_committee(examples, tmp_path):
    """Whoever owns something in the log without being a post of the plan is counted for the committee, and named for the coordinator only."""
    import shutil

    from mentorkit.program.program import open_program
    from mentorkit.report.html import view_html
    from mentorkit.report.lens import Lens
    from mentorkit.report.views import view
    from mentorkit.stages.audiences import read_people
    from mentorkit.stages.steering import monitor
    from mentorkit.text import text_for

    folder = tmp_path / "ferry-2026"
    shutil.copytree(examples / "ferry-2026", folder)
    log = folder / "log.csv"
    lines = log.read_text("utf-8").splitlines()
    owner = lines[0].split(",").index("owner")
    changed = [lines[0]]
    for line in lines[1:]:
        cells = line.split(",")
        cells[owner] = "Maya Castel" if len(cells) == len(lines[0].split(",")) else cells[owner]
        changed.append(",".join(cells))
    log.write_text("\n".join(changed) + "\n", "utf-8")
    program = open_program(folder)
    result, text = monitor(program, read_people(program)), text_for("en")
    shown = {audience: view_html(view(result, Lens(text, audience)), text) for audience in ("coordinator", "committee")}
    assert "Maya Castel" in shown["coordinator"] and "Maya Castel" not in shown["committee"]
    assert "whom the plan does not name" in shown["committee"]
