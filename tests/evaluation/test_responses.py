"""Response rates and answers: respondents are counted, never ticks; four marks are kept apart."""

import random

ITEMS = [
    ("id", "text", "scale", "roles", "waves", "options", "since"),
    ("useful", "Useful", "1-5", "mentee", "middle;end", "", ""),
    ("helped", "Helped", "many", "mentee", "end", "advice;contacts;time", ""),
    ("later", "New question", "1-5", "mentee", "end", "", "2027-01-01"),
    ("mentor", "For mentors", "yes_unsure_no", "mentor", "end", "", ""),
]
WIDE = ("respondent_id", "role", "wave", "useful", "helped")


def find(result, item, wave):
    return next(row for row in result.items if (row.item, row.wave) == (item, wave))


def test_several_ticks_are_shares_of_respondents(programme, evaluated, people_rows):
    """Three people who tick two each make 100 % of three, not 50 % of six."""
    survey = [WIDE, *(("", "mentee", "end", 4, "advice;time") for _ in range(3)), ("", "mentee", "end", 5, "")]
    found = find(evaluated(programme(items=ITEMS, survey=survey, **people_rows(6))), "helped", "end")
    assert (found.n, found.invited) == (3, 6)
    assert dict(found.counts) == {"advice": 3, "contacts": 0, "time": 3}


def test_not_asked_no_data_and_zero_are_different(programme, evaluated, people_rows):
    """A question from next year, a wave nobody answered, and an option nobody chose are three things."""
    survey = [WIDE, *(("", "mentee", "end", 4, "advice") for _ in range(5))]
    result = evaluated(programme(items=ITEMS, survey=survey, **people_rows(6)))
    assert find(result, "later", "end").state == "not_asked"
    assert find(result, "helped", "middle").state == "not_asked"
    assert find(result, "useful", "middle").state == "no_data"
    assert find(result, "mentor", "end").state == "no_data"
    assert dict(find(result, "useful", "end").counts)["1"] == 0


def test_response_is_of_those_with_a_pair(programme, evaluated, people_rows):
    """Invited are those who have or had a pair; a proposed pair is none yet."""
    tables = people_rows(6)
    tables["pairs"][1] = ("E000", "M000", "proposed")
    survey = [WIDE, ("E001", "mentee", "end", 4, ""), ("E002", "mentee", "end", 4, ""), ("E000", "mentee", "end", 1, ""), ("X", "mentee", "end", 1, "")]
    result = evaluated(programme(items=ITEMS, survey=survey, **tables))
    end = next(row for row in result.responses if (row.role, row.wave) == ("mentee", "end"))
    assert (end.invited, end.respondents, end.rate) == (5, 2, 0.4)
    assert [(w.code, w.count) for w in result.warnings if w.code == "MK-W821"] == [("MK-W821", 2)]
    assert find(result, "useful", "end").mean == 4.0


def test_anonymous_answers_one_a_row_are_counted_per_question_only(programme, evaluated, people_rows):
    """Nobody can say which anonymous answers belong together, so there is no response rate."""
    survey = [("respondent_id", "role", "wave", "item", "answer"), *(("", "mentee", "end", "useful", 3) for _ in range(4))]
    result = evaluated(programme(items=ITEMS, survey=survey, **people_rows(6)))
    end = next(row for row in result.responses if (row.role, row.wave) == ("mentee", "end"))
    assert (end.respondents, end.rate) == (None, None)
    assert find(result, "useful", "end").n == 4


def test_more_anonymous_answers_than_invited_is_noticed(programme, evaluated, people_rows):
    """A rate above 100 % is not shown; it is a warning."""
    survey = [WIDE, *(("", "mentee", "end", 3, "") for _ in range(4))]
    result = evaluated(programme(items=ITEMS, survey=survey, **people_rows(3)))
    assert next(row for row in result.responses if (row.role, row.wave) == ("mentee", "end")).rate is None
    assert "MK-W822" in [warned.code for warned in result.warnings]


def test_order_of_rows_and_columns_does_not_matter(programme, evaluated, people_rows):
    """A shuffled survey gives the identical evaluation."""
    rows = [(f"E{i:03d}", "mentee", wave, i % 5 + 1, "advice" if i % 2 else "time") for i in range(12) for wave in ("end",)]
    first = evaluated(programme(items=ITEMS, survey=[WIDE, *rows], **people_rows(12)))
    random.Random(7).shuffle(rows)
    order = [4, 3, 2, 1, 0]
    turned = [tuple(row[i] for i in order) for row in (WIDE, *rows)]
    assert evaluated(programme(items=ITEMS, survey=turned, **people_rows(12))) == first


def test_a_silent_participant_changes_only_flow_and_rates(programme, evaluated, people_rows):
    """Somebody without answers makes the group larger and nothing else."""
    survey = [WIDE, *((f"E{i:03d}", "mentee", "end", i % 5 + 1, "time") for i in range(8))]
    few, more = (evaluated(programme(items=ITEMS, survey=survey, **people_rows(n))) for n in (8, 9))
    assert [(row.n, row.counts, row.mean) for row in few.items] == [(row.n, row.counts, row.mean) for row in more.items]
    assert few.responses[1].rate > more.responses[1].rate
