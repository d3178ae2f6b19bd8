"""Page 04, why these pairs: each sentence says what was found, in whole sentences."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from mentorkit.pairing.contrast import Contrast
from mentorkit.pairing.pairing import pair_people
from mentorkit.pairing.reasons import reasons
from mentorkit.pairing.relief import MINIMUM, Relief
from mentorkit.pairing.residual import Change
from mentorkit.pairing.scores import score_people
from mentorkit.people.people import People
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Words
from mentorkit.report.lens import Lens
from mentorkit.report.pairing import next_best_columns, pairs_table
from mentorkit.report.pairing_reasons import contrast_words
from mentorkit.report.pairing_unpaired import relief_words, unpaired_table
from mentorkit.report.pairing_words import pair_why
from mentorkit.report.views import view
from mentorkit.text import text_for

EN = text_for("en")
PAIRING = {
    "criteria": [
        {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 6},
        {"id": "site", "kind": "different", "column": "site", "weight": 4},
    ],
    "rules": [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}],
}


@pytest.fixture
def results(tmp_path, people):
    """Three mentees for two seats, one of whom the rules forbid everybody."""

    def make(capacity=(1, 1), **more):
        content = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "pairing": {**PAIRING, **more}}
        (tmp_path / "program.yaml").write_text(json.dumps(content), encoding="utf-8")
        given = replace(people, mentors=people.mentors.assign(capacity=list(capacity)))
        pairing = pair_people(score_people(open_program(tmp_path / "program.yaml"), given))
        return pairing, reasons(pairing)

    return make


@pytest.fixture
def people():
    mentees = pd.DataFrame({"person_id": ["A", "B", "C", "D"], "wants": [("x", "y"), ("x",), ("z",), ("y",)], "site": ["n", "s", None, "n"], "grade": [1.0, 2.0, 9.0, 1.0]})
    mentors = pd.DataFrame({"person_id": ["M", "N"], "offers": [("x",), ("x", "y", "z")], "site": ["n", "n"], "grade": [5.0, 6.0], "capacity": [1, 1]})
    return People(mentees, mentors, mentees.head(0), pd.DataFrame({"mentee_id": [], "mentor_id": [], "state": []}))


def said(result, audience="coordinator"):
    return [EN(sentence) for block in view(result, Lens(EN, audience)).blocks if isinstance(block, Words) for sentence in block.sentences]


def rows(result, key):
    table = next(table for table in view(result, Lens(EN)).tables if table.key == key)
    return [[EN.cell(cell) for cell in row] for row in table.rows]


def test_who_is_left_and_what_would_help(results):
    """Counts for everybody, one row a mentee for the coordinator, and the shortage in words."""
    pairing, why = results()
    # B is best with M; A and D score 60 with N, and the lower id has the seat; C would score 80 there and so needs no more than exception and seat
    assert pairing.pairs[["mentee", "mentor"]].values.tolist() == [["A", "N"], ["B", "M"]]
    assert rows(why, "04_reliefs") == [
        ["C", "An exception from the rule grown for the pair with N, and one more seat there (now 1).", "N", "800", "1"],
        ["D", "One more seat with N (now 1).", "N", "600", "1"],
    ]
    assert [row[-1] for row in rows(why, "04_relief_counts")] == ["1", "1"]
    for audience in ("coordinator", "committee"):
        lines = said(why, audience)
        assert "2 mentees have no mentor. What would help was found for 2 of them." in lines
        assert "3 mentees share 2 mentors; seats there in all: 2, mentees left without a mentor: 1." in lines
        assert "One more seat with any one of 2 mentors would give one more pair." in lines
    help_column = [[EN.cell(cell) for cell in row][-1] for row in unpaired_table(pairing, why).rows]
    assert help_column == [row[1] for row in rows(why, "04_reliefs")]


def test_a_fixed_pair_stands_with_its_price_and_its_reason(results):
    """The coordinator sees the pair, the reason of the file and what it costs; the committee the price of all."""
    _, why = results(required_pairs=[{"mentee": "A", "mentor": "M", "why": "one project"}])
    ((mentee, mentor, _, reason, pairs, points, price),) = rows(why, "04_required")
    assert (mentee, mentor, reason, pairs) == ("A", "M", "one project", "0") and int(points) > 0
    assert price.startswith("Without it the sum of the scores would be ")
    line = next(line for line in said(why, "committee") if line.startswith("Without the pairs fixed by hand (1)"))
    assert "one project" not in line and "as many pairs" in line
    assert rows(why, "04_next_best")[0][4].endswith("; the pair is fixed by hand.")


def test_nothing_is_said_of_what_is_not_there(results):
    """Without pairs fixed by hand and with a seat for everybody, neither has a table."""
    _, why = results(capacity=(4, 4), rules=[])
    assert not {table.key for table in view(why, Lens(EN)).tables} & {"04_required", "04_reliefs", "04_shortages", "04_seats"}
    assert "One more seat with any mentor would add nothing." in said(why)


CHANGES = [
    (Change("A", "N", 0, 300, ()), "giving N would move nobody else."),
    (Change("A", "N", 0, 520, (("B", "N", "O"), ("C", "O", "M"))), "giving N would cost 2 others (B, C) 22.0 points together."),
    (Change("A", "N", 0, 400, (("B", "N", "M"),)), "giving N would cost one other (B) 10.0 points."),
    (Change("A", "N", 0, 250, (("B", "N", "M"),)), "giving N would bring one other (B) 5.0 points."),
    (Change("A", "N", 0, 300, (("B", "N", "M"),)), "giving N would move one other (B) at no cost."),
    (Change("A", "N", 1, 900, (("B", "N", ""),)), "giving N would leave B without a mentor."),
    (Change("A", "N", 0, 310, (("B", "N", ""), ("C", "", "M"))), "giving N would take the mentor from B and give one to C."),
    (Change("A", "N", 0, 520, tuple((who, "N", "M") for who in "BCDEF")), "giving N would cost 5 others (B, C, D, E, …) 22.0 points together."),
]


@pytest.mark.parametrize(("change", "tail"), CHANGES)
def test_the_contrast_is_one_sentence(results, change, tail):
    """The parts by criterion, then what giving the other mentor would cost."""
    scores = replace(results()[0].scores, weight=1)
    one = Contrast("A", "M", "N", (("development", 380), ("style", -80)), 300, change)
    assert EN(contrast_words(one, scores)) == f"M rather than N: +38.0 development, -8.0 style; {tail}"


def test_a_contrast_says_when_there_is_no_number(results):
    """No other mentor, a pair fixed by hand, every seat fixed by hand, too many mentors: each has its own words."""
    scores = results()[0].scores
    words = [
        EN(contrast_words(one, scores))
        for one in (
            Contrast("A", "M"),
            Contrast("A", "M", "N", required=True),
            Contrast("A", "M", "N"),
            Contrast("A", "M", "N", computed=False),
        )
    ]
    assert words == [
        "No other mentor is possible under rules, seats and policy.",
        "M rather than N: no criterion tells them apart; the pair is fixed by hand.",
        "M rather than N: no criterion tells them apart; every seat with N belongs to a pair fixed by hand.",
        "M rather than N: no criterion tells them apart; what giving N would cost is not computed above 1,000 mentors.",
    ]


RELIEFS = [
    (Relief("C", "N", ("grown",)), "An exception from the rule grown for the pair with N."),
    (Relief("C", "N", ("grown", MINIMUM)), "An exception from the rules grown, smallest score for the pair with N."),
    (Relief("C", "N", ("grown",), fixed=True), "An exception from the rule grown for the pair with N, and the pair fixed by hand."),
    (Relief("C", "N", ("grown",), True, fixed=True), "An exception from the rule grown for the pair with N, one more seat there (now 1), and the pair fixed by hand."),
    (Relief("C", "N", (), True, fixed=True), "One more seat with N (now 1), and the pair fixed by hand: by score the seat would go to somebody else."),
    (Relief("C", "N", fixed=True), "The pair with N fixed by hand: the total of the scores is higher without it, so that the place stays empty."),
    (Relief("C"), "No exception for a pair and no further seat would help; a mentor from elsewhere would."),
    (Relief("C", bounded=True), "Not found within 8 tries."),
]


@pytest.mark.parametrize(("relief", "words"), RELIEFS)
def test_a_relief_is_one_sentence(results, relief, words):
    """Exception, seat, both, and whether the pair must be fixed by hand."""
    assert EN(relief_words(relief, results()[0].scores)) == words


WHY = [
    (0, False, "low", "Mostly by top; low cost most."),
    (0, False, "", "Mostly by top; no other criterion cost anything."),
    (1, False, "low", "Mostly by top; low cost most. On 1 criterion an answer is missing."),
    (2, False, "", "Mostly by top; no other criterion cost anything. On 2 criteria an answer is missing."),
    (3, True, "low", "This score rests on few answers: on 3 of 4 criteria an answer is missing."),
]


@pytest.mark.parametrize(("assumed", "few", "weakest", "words"), WHY)
def test_a_score_that_rests_on_few_answers_says_so(assumed, few, weakest, words):
    """The why of a pair counts missing answers, and puts them first where most of the score stands on them."""
    row = {"strongest": "top", "weakest": weakest, "assumed": assumed, "few_answers": few}
    assert EN(pair_why(row, 4)) == words


def test_the_sum_of_the_scores_is_that_of_the_column(results):
    """The page's sum and the pairs add up to the same number of points of the score."""
    pairing, _ = results()
    exact = sum(pairing.pairs["points"]) / pairing.scores.weight / 10
    summary = next(table for table in view(pairing, Lens(EN)).tables if table.key == "04_summary")
    shown = next(value for name, value in summary.rows if EN(name) == "Sum of the scores")
    assert shown.value == pytest.approx(exact)


def test_the_pairs_workbook_gets_the_best_other_mentor(results):
    """Two more columns beside the pairs: the best other mentor and the difference."""
    pairing, why = results()
    table = next_best_columns(pairs_table(pairing), why)
    assert [column.key for column in table.columns[-2:]] == ["next_best", "difference"]
    assert [row[-2] for row in table.rows] == why.pairs["next_best"].tolist()
