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


def promise(place, due, kept):
    return {"id": f"p{place}", "what": "hours", "who": "HR director", "due": due, "evidence": "minutes", "kept": kept}


@given(st.lists(st.tuples(st.none() | st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)), st.sampled_from([None, "yes", "no"])), max_size=12))
def test_every_promise_is_in_one_state(rows):
    """The counts of the ledger add up; a promise is overdue only when it is open and its day is before the day the programme is seen on."""
    found = commitment_of(intent({"promises": tuple(promise(i, due, kept) for i, (due, kept) in enumerate(rows))}), None).ledger
    assert sum(found.count(state) for state in PROMISE_STATES) == len(rows)
    for row, (due, kept) in zip(found.rows, rows, strict=True):
        expected = {"yes": "kept", "no": "not_kept"}.get(kept) or ("overdue" if due is not None and due < DAY else "open")
        assert row.state == expected


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
    assert [harbour.ledger.count(state) for state in PROMISE_STATES] == [1, 0, 0, 2]
    assert [lighthouse.ledger.count(state) for state in PROMISE_STATES] == [2, 1, 0, 0]
    assert harbour.costs.full == pytest.approx(104_539, abs=1)
