"""The ledger of promises, who is talked to first, the order of risks, and what is thin."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.planning.commitment import PROMISE_STATES, commitment_of, ranked
from mentorkit.program.model import ProgramFile

DAY = datetime.date(2026, 6, 15)


def intent(commitment=None, **more):
    head = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "as_of": DAY, **more}
    return ProgramFile.model_validate(head | ({"commitment": commitment} if commitment is not None else {}))


def promise(place, due, kept, kept_on=None, kind=None):
    return {"id": f"p{place}", "what": "hours", "who": "HR director", "due": due, "evidence": "minutes", "kept": kept, "kept_on": kept_on, "kind": kind}


DAYS = st.none() | st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, st.sampled_from([None, "yes", "no"]), DAYS), max_size=12))
def test_every_promise_is_in_one_state(rows):
    """The counts of the ledger add up; kept is what was seen by the day the programme is seen on, overdue only what is open and past."""
    found = commitment_of(intent({"promises": tuple(promise(i, due, kept, seen if kept == "yes" else None) for i, (due, kept, seen) in enumerate(rows))}), None).ledger
    assert sum(found.count(state) for state in PROMISE_STATES) == len(rows)
    for row, (due, kept, seen) in zip(found.rows, rows, strict=True):
        told = "kept" if seen is not None and seen <= DAY else "said"
        assert row.state == ({"yes": told, "no": "not_kept"}.get(kept) or ("overdue" if due is not None and due < DAY else "open"))


@given(st.lists(st.tuples(DAYS, st.sampled_from([None, "yes", "no"]), DAYS), min_size=1, max_size=12))
def test_the_plain_index_is_a_count(rows):
    """Due by now are the promises whose day is past, counted one by one; those not kept, overdue or only said to be kept are the rest."""
    promises = tuple(promise(i, due, kept, seen if kept == "yes" else None) for i, (due, kept, seen) in enumerate(rows))
    found = commitment_of(intent({"promises": promises}), None).ledger
    late = [row.state for row in found.rows if row.promise.due is not None and row.promise.due < DAY]
    if all(due is None for due, _, _ in rows):
        assert found.kept is None
    else:
        assert (found.kept.due, found.kept.kept, found.kept.said) == (len(late), late.count("kept"), late.count("said"))
        assert found.kept.due == found.kept.kept + found.kept.said + late.count("not_kept") + late.count("overdue")
        assert found.kept.before == found.count("kept") - found.kept.kept


def test_kinds_that_nobody_promised():
    """Hours and money are promised, so people, an own act and recognition are not; a promise without its kind is counted apart."""
    promises = (promise(0, None, None, kind="hours"), promise(1, None, None, kind="money"), promise(2, None, None, kind="other"), promise(3, None, None))
    found = commitment_of(intent({"promises": promises}), None)
    assert found.ledger.absent == ("people", "own_act", "recognition") and found.ledger.unsorted == 1
    assert any("does not say what kind it is" in str(gap.message) for gap in found.gaps)


def test_days_left_of_a_request():
    """Days until the day of a decision, below zero when it is past, unknown without a day."""
    requests = ({"what": "a", "due": DAY}, {"what": "b", "due": DAY - datetime.timedelta(3)}, {"what": "c", "due": DAY + datetime.timedelta(20)}, {"what": "d"})
    found = commitment_of(intent({"decisions_requested": requests}), None)
    assert [(row.days, row.overdue) for row in found.requests] == [(0, False), (-3, True), (20, False), (None, None)]


def test_evidence_of_a_promise_that_was_not_kept_is_refused(tmp_path):
    """A day of evidence beside "not kept", or beside nothing, is a contradiction that names its place and its cure."""
    from mentorkit.program.checks import problems
    from mentorkit.program.program import open_program

    head = "schema: mentorkit-program/1\nid: small\nname: Small\nlanguage: en\ncommitment:\n  promises:\n"
    rows = "    - {id: a, kept: 'no', kept_on: 2026-05-01}\n    - {id: b, kept_on: 2026-05-01}\n    - {id: c, kept: 'yes', kept_on: 2026-05-01}\n"
    (tmp_path / "program.yaml").write_text(head + rows, "utf-8")
    found = [problem for problem in problems(open_program(tmp_path)) if problem.code == "MK-P701"]
    assert len(found) == 2 and all("kept_on" in problem.place and problem.cure for problem in found)


def test_nothing_is_overdue_without_a_day():
    """A file that does not say on which day it is seen calls nothing late."""
    found = commitment_of(intent({"promises": (promise(0, datetime.date(2020, 1, 1), None),)}, as_of=None), None)
    assert found.ledger.count("overdue") == 0 and found.ledger.count("open") == 1


def test_who_is_talked_to_first():
    """High influence that is against or unsure stands first; whoever is for it does not press."""
    people = (
        {"who": "A", "influence": "high", "attitude": "for"},
        {"who": "B", "influence": "low", "attitude": "against"},
        {"who": "C", "influence": "high", "attitude": "unsure"},
        {"who": "D", "influence": "high", "attitude": "against"},
    )
    found = commitment_of(intent({"stakeholders": people}), None)
    assert [who.who for who in found.stakeholders] == ["D", "C", "A", "B"]
    assert [who.who for who in found.pressing] == ["D", "C"]


def test_risks_by_weight():
    """Likelihood times impact, the heaviest first, the more harmful of equal ones before, those not judged last."""
    risks = ({"what": "a", "likelihood": 3, "impact": 1}, {"what": "b"}, {"what": "c", "likelihood": 1, "impact": 3}, {"what": "d", "likelihood": 3, "impact": 3})
    found = commitment_of(intent({"risks": risks}), None)
    assert [(row.risk.what, row.weight) for row in found.risks] == [("d", 9), ("c", 3), ("a", 3), ("b", None)]
    assert ranked(tuple(reversed(found.risks)))[-1].risk.what == "b"


@pytest.mark.parametrize("section", [{}, {"sponsor": "Director"}, {"agreed": {"goals": DAY}}])
def test_a_draft_is_never_refused(section):
    """What is missing is listed, not raised; what is agreed is not asked for again."""
    found = commitment_of(intent(section), None)
    codes = {gap.code for gap in found.gaps}
    assert codes and len(found.open_questions) == (2 if "agreed" in section else 3)


def test_a_full_section_has_no_gap(examples):
    """Harbour lacks the agreement to the outputs and nothing else; Lighthouse has kept two promises and broken one."""
    from mentorkit.program.program import open_program
    from mentorkit.stages.commitment import commitment

    harbour, lighthouse = (commitment(open_program(examples / name)) for name in ("harbour-2026", "lighthouse-2025"))
    assert [question.key for question in harbour.open_questions] == ["outputs"]
    assert [harbour.ledger.count(state) for state in PROMISE_STATES] == [1, 0, 0, 0, 2]
    assert [lighthouse.ledger.count(state) for state in PROMISE_STATES] == [2, 0, 1, 0, 0]
    assert harbour.costs.full == pytest.approx(104_539, abs=1)
