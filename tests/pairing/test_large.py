"""Above the stated size the stage pairs without a table, says what it does not compute, and refuses what it cannot do before any work."""

import io

import openpyxl
import pytest

from mentorkit.errors import InvalidProgram
from mentorkit.pairing import compiled, large, limits
from mentorkit.pairing.compiled import COMPILES
from mentorkit.publish.counts import counts_of
from mentorkit.publish.numbers import Numbers, lens_for
from mentorkit.report import pairing_large
from mentorkit.report.html import view_html
from mentorkit.report.pairing_large import large_workbook
from mentorkit.report.views import view
from mentorkit.stages.outcome import Outcome
from mentorkit.stages.pairing import explain, pair, results, score

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not COMPILES, reason="needs numba")]

MENTEES = [{"person_id": f"E{i}", "wants": ["plan", "lead"][: i % 3], "grade": i % 4} for i in range(9)]
MENTORS = [{"person_id": f"M{i}", "offers": ["plan"] if i % 2 else ["lead"], "grade": 2 + i, "capacity": i % 3} for i in range(5)]
PLAN = {
    "criteria": [
        {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5},
        {"id": "grade", "kind": "closeness", "column": "grade", "span": 4, "weight": 2},
    ],
    "rules": [{"id": "grown", "kind": "more_experienced", "by": ["grade"]}],
}


@pytest.fixture
def small_limit(monkeypatch):
    monkeypatch.setattr(limits, "DENSE_PAIRS", 20)


def codes(call):
    with pytest.raises(InvalidProgram) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def test_above_the_limit_the_pairs_are_the_same(made, monkeypatch):
    """Just below the limit a table is made, just above it none; the pairs, the total and the counts of the manifest do not change."""
    program, people = made(MENTEES, MENTORS, pairing=PLAN)
    below = pair(program, people)
    monkeypatch.setattr(limits, "DENSE_PAIRS", 44)
    above = pair(program, people)
    assert type(below).__name__ == "Pairing" and isinstance(above, large.LargePairing)
    assert above.pairs["mentor"].tolist() == below.pairs["mentor"].tolist() and above.total == below.total
    numbers = [Numbers(program, (Outcome(None, "done", (one,)),), "done") for one in (below, above)]
    assert counts_of(numbers[0]) == counts_of(numbers[1])
    monkeypatch.setattr(limits, "DENSE_PAIRS", 45)
    assert type(pair(program, people)).__name__ == "Pairing"


def test_every_result_has_a_page(made, small_limit):
    """Scores and reasons say in one sentence that they are not computed; the pairs are for the coordinator only."""
    program, people = made(MENTEES, MENTORS, pairing=PLAN)
    heard = []
    found = results(program, people, lambda what, done, of: heard.append(what))
    assert [type(one).__name__ for one in found] == ["NotAtThisSize", "LargePairing", "NotAtThisSize", "NotAtThisSize"]
    assert {"encode", "candidates", "solve", "proof", "ties", "result"} == set(heard)
    assert score(program, people).what == "scores" and explain(found[1]).what == "reasons"
    for audience in ("coordinator", "committee"):
        lens = lens_for(program, audience)
        page = "".join(view_html(view(one, lens), lens.text, prefix="pairing") for one in found)
        assert (">E3<" in page) == (audience == "coordinator")
        assert "Proven: no other pairing" in page and "not computed above" in page


@pytest.mark.parametrize("aim", ["cover_first", "best_total"])
def test_the_page_states_the_same_policy_and_numbers(made, monkeypatch, aim):
    """Below the limit and above it: the same policy, kept pairs included in policy and proof, and the same rows of the pairing in numbers."""
    kept = [{"mentee_id": "E1", "mentor_id": "M4", "state": "active"}]
    program, people = made(MENTEES, MENTORS, pairs=kept, pairing=PLAN | {"policy": {"aim": aim, "keep_published": 7}})
    lens, pages = lens_for(program, "coordinator"), []
    for most in (45, 44):
        monkeypatch.setattr(limits, "DENSE_PAIRS", most)
        pages.append(view(pair(program, people), lens))
    words = [[str(lens.text.plain(one)) for block in page.blocks if hasattr(block, "sentences") for one in block.sentences] for page in pages]
    policy = next(line for line in words[0] if line.startswith("Policy:"))
    assert policy in words[1] and "7 points more" in policy
    assert all(any(line.startswith("Proven:") and "7 points for each published pair" in line for line in page) for page in words)
    below, above = (next(table for table in page.tables if table.key == "04_summary").rows for page in pages)
    assert [row for row in above if row in below] == list(below)


def test_pairs_go_into_a_spreadsheet_up_to_a_stated_number(made, small_limit, monkeypatch):
    """The sheet Pairs has the parts and a formula; more pairs than the limit give no file, and the page says where they are."""
    program, people = made(MENTEES, MENTORS, pairing=PLAN)
    found, lens = pair(program, people), lens_for(program, "coordinator")
    book = openpyxl.load_workbook(io.BytesIO(large_workbook(found, lens)))
    assert book.sheetnames == ["Pairs", "Unpaired", "Mentors", "Rules", "Criteria", "Read me"]
    assert book["Pairs"]["C2"].value == "=IF(SUM(Criteria!$C$2:$C$3)=0,0,(D2*Criteria!$C$2+E2*Criteria!$C$3)/SUM(Criteria!$C$2:$C$3))"
    assert book["Pairs"].max_row == len(found.pairs) + 1
    with pytest.raises(ValueError, match="coordinator"):
        large_workbook(found, lens_for(program, "committee"))
    monkeypatch.setattr(pairing_large, "WORKBOOK_PAIRS", 2)
    assert large_workbook(found, lens) is None
    assert "too many for a spreadsheet" in view_html(view(found, lens), lens.text, prefix="pairing")


def test_too_many_people_are_refused_before_any_work(made, small_limit, monkeypatch):
    """The refusal names the numbers and what to do."""
    monkeypatch.setattr(limits, "MOST_PAIRS", 40)
    program, people = made(MENTEES, MENTORS, pairing=PLAN)
    with pytest.raises(InvalidProgram) as caught:
        pair(program, people)
    (problem,) = caught.value.problems
    assert problem.code == "MK-T450"
    assert "9 mentees and 5 mentors who take part make 45 possible pairs" in str(problem) and "Split the programme, for example by site" in str(problem)


def test_what_needs_a_table_is_refused(made, small_limit, monkeypatch):
    """Protecting the worst-off needs the table, and so does a kind that has no other way; both are named at once."""
    from mentorkit.pairing import scale

    monkeypatch.setattr(scale, "FUSED_KINDS", ("coverage",))
    program, people = made(MENTEES, MENTORS, pairing=PLAN | {"policy": {"protect_worst": True}})
    assert codes(lambda: pair(program, people)) == ["MK-P245", "MK-T451"]
    monkeypatch.setattr(compiled, "COMPILES", False)
    assert codes(lambda: pair(program, people)) == ["MK-T452"]


def test_required_pairs_are_checked_as_below_the_limit(made, monkeypatch):
    """A required pair against a rule, beyond the seats or with somebody who does not take part is refused with the same lines."""
    pairs = [{"mentee": "E3", "mentor": "M0"}, {"mentee": "E8", "mentor": "M1"}, {"mentee": "E4", "mentor": "M1"}, {"mentee": "E0", "mentor": "nobody"}]
    rules = [*PLAN["rules"], {"id": "gap", "kind": "gap", "column": "grade", "at_most": 1}, {"id": "line", "kind": "not_in_line"}]
    plan = PLAN | {"required_pairs": [pair | {"why": "agreed"} for pair in pairs], "rules": rules}
    program, people = made([row | {"manager_id": "M1" if row["person_id"] == "E8" else None} for row in MENTEES], MENTORS, pairing=plan)
    said = []
    for limit in (1000, 20):
        monkeypatch.setattr(limits, "DENSE_PAIRS", limit)
        with pytest.raises(InvalidProgram) as caught:
            pair(program, people)
        said.append([str(problem) for problem in caught.value.problems])
    assert said[0] == said[1] and {"MK-T411", "MK-T412", "MK-T413"} == {line.split()[0] for line in said[0]}
