"""Mixes of options compete in the comparison; the weights of single posts or groups stand side by side and are never averaged."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.planning.alternatives import compare
from mentorkit.planning.options import GRADES, OPTIONS, UNDOING, kind_of
from mentorkit.program.checks import problems
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program

PAGE = (Path(__file__).resolve().parents[2] / "data" / "assumptions.md").read_text("utf-8")
TREE = {
    "schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": "en", "as_of": "2026-06-01",
    "goals": [{"id": "connect", "for": "mentee"}],
    "costs": {"salaries": {"mentee": 43000, "mentor": 86000, "coordinator": 43000}, "loading": 1, "paid_hours": 1720},
    "alternatives": {
        "criteria": [{"id": "others", "goal": "connect", "weight": 100}, {"id": "alone", "goal": "connect", "weight": 50}],
        "options": [
            {"id": "buddy", "hours": {"senior": 8, "learner": 8, "manager": 2, "coordinator": 2}, "cash": 0, "months_to_effect": 1,
             "evidence": "reports", "reversible": "at_once", "scores": {"others": 30, "alone": 60}},
            {"id": "mentoring", "hours": {"senior": 25, "learner": 25, "manager": 0, "coordinator": 10}, "cash": 100, "months_to_effect": 6,
             "evidence": "comparisons", "reversible": "after_a_term", "scores": {"others": 60, "alone": 30}},
            {"id": "nothing", "scores": {"others": 0, "alone": 0}},
        ],
        "mixes": [{"id": "both", "options": ["mentoring", "buddy"], "why": "One after the other."}],
        "weightings": [{"by": "Managers", "weights": {"others": 10, "alone": 90}}, {"by": "Staff", "weights": {"others": 100, "alone": 20}}],
        "decision": {"chosen": "mentoring", "reason": "r", "by": "p", "on": "2026-05-10", "pilot": "x", "stop_rule": "y", "review_on": "2027-05-10"},
    },
}  # fmt: skip


def _compare(change=lambda section: None, tree=TREE):
    tree = copy.deepcopy(tree)
    change(tree["alternatives"])
    return compare(ProgramFile.model_validate_json(json.dumps(tree), strict=True))


def _problems(tmp_path, change):
    tree = copy.deepcopy(TREE)
    change(tree["alternatives"])
    (tmp_path / "program.yaml").write_text(json.dumps(tree), encoding="utf-8")
    return problems(open_program(tmp_path), "alternatives")


def test_a_mix_is_the_sum_and_the_best_of_its_options():
    """Hours and cash are added role by role, a missing score is the best of the parts and named; the slowest part, the weakest evidence and the hardest undoing count."""
    row = _compare().row_of("both")
    assert (row.effort.senior, row.effort.learner, row.effort.manager, row.effort.coordinator, row.cash, row.effort.months) == (33, 33, 2, 12, 100, 6)
    assert (row.scores, row.assumed_scores, row.value) == ((60, 60), ("others", "alone"), 60)
    assert row.effort.full == 33 * 50 + 33 * 25 + 2 * 50 + 12 * 25 + 100
    assert (row.evidence, row.reversible, row.mentoring, row.kind, row.parts) == ("reports", "after_a_term", True, None, ("mentoring", "buddy"))
    assert str(row.title) == "One-to-one mentoring with Buddy at arrival"


def test_what_the_file_says_of_a_mix_stays():
    """A stated role, cash or score is taken as it is; the rest is summed or borrowed."""
    row = _compare(lambda s: s["mixes"][0].update(hours={"senior": 20}, cash=50, scores={"alone": 40})).row_of("both")
    assert (row.effort.senior, row.effort.learner, row.cash, row.scores, row.assumed_scores) == (20, 33, 50, (60, 40), ("others",))


def test_assumed_hours_of_a_part_are_assumed_in_the_mix():
    """What an option did not state and the mix does not either is named as assumed."""

    def blank(section):
        section["options"][1].pop("cash")
        section["options"][0]["hours"].pop("manager")

    assert _compare(blank).row_of("both").effort.assumed == ("manager", "cash")
    assert _compare(lambda s: (blank(s), s["mixes"][0].update(cash=1, hours={"manager": 1}))).row_of("both").effort.assumed == ()


def test_mixes_compete():
    """The mix leads with 60 before 50 and 40; robustness and turning points know it."""
    found = _compare()
    assert [(row.id, row.value) for row in found.options] == [("both", 60), ("mentoring", 50), ("buddy", 40), ("nothing", 0)]
    assert found.best == "both" and "both" in found.robustness.options and [row.id for row in found.mixes] == ["both"]
    assert {kind.id for kind in found.offered} == {kind.id for kind in OPTIONS} - {"mentoring", "buddy", "nothing"}


def test_a_mix_is_never_below_its_options():
    """With borrowed scores its value is at least that of each of its options."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
    def holds(scores):
        def put(section):
            section["options"][0]["scores"], section["options"][1]["scores"] = ({"others": a, "alone": b} for a, b in (scores[:2], scores[2:]))

        values = {row.id: row.value for row in _compare(put).options}
        assert values["both"] >= max(values["mentoring"], values["buddy"])

    holds()


def test_the_decision_for_a_mix_is_held_against_the_others_as_the_mix():
    """Chosen with others: the mix of just these is what was decided; without such a mix it is the option chosen."""
    assert (_compare().decided, _compare().picked.id) == ("argued", "mentoring")
    found = _compare(lambda s: s["decision"].update({"with": ["buddy"]}))
    assert (found.decided, found.picked.id, found.chosen) == ("best", "both", "mentoring")
    found = _compare(lambda s: s["decision"].update({"chosen": "buddy", "with": ["mentoring"]}))
    assert found.picked.id == "both" and found.otherwise


def test_borrowed_scores_are_warned_of():
    """A mix with a score that nobody entered is counted; with all scores entered none is."""
    assert [(w.code, w.count) for w in _compare().warnings] == [("MK-W113", 1)]
    assert _compare(lambda s: s["mixes"][0].update(scores={"others": 60, "alone": 60})).warnings == ()


@pytest.mark.parametrize("options", [[], ["mentoring"], ["mentoring", "mentoring"]])
def test_a_mix_of_one_is_left_out(options):
    """Fewer than two different options are no mix; the comparison goes on without it."""
    assert _compare(lambda s: s["mixes"][0].update(options=options)).mixes == ()


def test_a_part_that_is_not_weighed_brings_its_assumptions():
    """An option that stands in the mix alone takes the hours of the fifteen and has no score to lend."""
    row = _compare(lambda s: s["mixes"][0].update(options=["mentoring", "flash"])).row_of("both")
    assert row.effort.senior == 25 + kind_of("flash").hours[0] and row.scores == (60, 30) and row.evidence == "reports" and row.evidence_assumed


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda s: s["mixes"][0].update(options=["mentoring"]), "MK-P221", "mixes[1] 'both' > options"),
        (lambda s: s["mixes"][0].update(options=["mentoring", "mentoring"]), "MK-P221", "mixes[1] 'both' > options"),
        (lambda s: s["mixes"][0].update(options=["mentoring", "flash"]), "MK-P111", "options[2]"),
        (lambda s: s["mixes"][0].update(options=["mentoring", "buddy", "nothing"]), "MK-P222", "mixes[1] 'both' > options"),
        (lambda s: s["mixes"][0].update(scores={"gone": 5}), "MK-P111", "scores > gone"),
        (lambda s: s["mixes"][0].update(id="course"), "MK-P220", "mixes[1] 'course' > id"),
        (lambda s: s["mixes"].append(s["mixes"][0]), "MK-P110", "mixes[2]"),
        (lambda s: s["weightings"][0].update(weights={"gone": 5, "others": 3}), "MK-P111", "weights > gone"),
        (lambda s: s["weightings"][0].update(weights={"others": 0, "alone": 0}), "MK-P201", "weightings[1] > weights"),
        (lambda s: s["weightings"][1].update(by="Managers"), "MK-P223", "weightings[2] > by"),
    ],
)
def test_what_contradicts_itself_is_a_problem(tmp_path, change, code, place):
    """Each is told with its place, and how to mend it; the name of a group never stands in it."""
    (found,) = _problems(tmp_path, change)
    assert found.code == code and place in found.place and found.kind == "wrong" and str(found.cure) and found.notebook == "01_alternatives"
    assert "Managers" not in str(found)


def test_a_whole_section_has_no_problem(tmp_path):
    """Mixes and weights of groups that fit the criteria and options are as they should be."""
    assert _problems(tmp_path, lambda section: None) == ()


def test_voices_side_by_side():
    """Managers (10 and 90): the mix has 60, the buddy 57, mentoring 33; staff (100 and 20): 60, 35, 55."""
    found = _compare().voices
    assert found.options == ("both", "mentoring", "buddy", "nothing")
    assert [voice.values for voice in found.voices] == [(60, 33, 57, 0), (60, 55, 35, 0)]
    assert [voice.first for voice in found.voices] == [("both",), ("both",)] and found.agreed == "both"


def test_disagreement_and_spread():
    """Without the mix managers have the buddy first and staff mentoring; they are 73 points of share apart on both criteria."""
    found = _compare(lambda s: s.pop("mixes")).voices
    assert [voice.first for voice in found.voices] == [("buddy",), ("mentoring",)] and found.agreed is None
    spread = found.widest
    assert (spread.criterion, spread.lowest, spread.highest) == ("others", 0.1, pytest.approx(100 / 120))
    assert [voice.by for voice in (*spread.lowest_by, *spread.highest_by)] == ["Managers", "Staff"]


def test_a_voice_without_a_weight_has_no_value():
    """A weight that a group did not give is not taken as anything; it is named, and the others go on without that group."""
    found = _compare(lambda s: s["weightings"][0]["weights"].pop("alone")).voices
    assert found.voices[0].missing == ("alone",) and found.voices[0].values == () and len(found.complete) == 1
    assert found.agreed == "both" and found.widest is None
    assert "MK-G031" in {gap.code for gap in _compare(lambda s: s["weightings"][0]["weights"].pop("alone")).gaps}


def test_voices_change_nothing_else():
    """The weights of groups never enter the comparison: without them all else is the same."""
    one, other = _compare(), _compare(lambda s: s.pop("weightings"))
    assert other.voices is None and (one.options, one.turns, one.robustness, one.best) == (other.options, other.turns, other.robustness, other.best)


def test_voices_are_heard_before_weights_are_agreed():
    """While the criteria have no weights yet there are no values, and each group has its own."""

    def before(section):
        for criterion in section["criteria"]:
            criterion.pop("weight")

    found = _compare(before)
    assert found.best is None and found.robustness is None and found.voices.agreed == "both"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 33), st.integers(1, 33)), min_size=1, max_size=4), st.integers(2, 3))
def test_a_voice_counts_by_its_shares(weights, factor):
    """Weights times a factor give the same shares, values and spread."""

    def put(scale):
        return lambda s: s.update(weightings=[{"by": f"g{n}", "weights": {"others": a * scale, "alone": b * scale}} for n, (a, b) in enumerate(weights)])

    assert _compare(put(1)).voices == _compare(put(factor)).voices


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda t: t["alternatives"]["decision"].update(review_on="2026-05-20"), "MK-G032", "20 May 2026, which is past"),
        (lambda t: t["alternatives"]["decision"].update(review_on="2026-06-20"), "MK-G033", "before the programme starts on 1 Sept 2026"),
        (lambda t: t["alternatives"]["mixes"][0].pop("why"), "MK-G030", "'both'"),
        (lambda t: t["alternatives"]["weightings"][0].pop("by"), "MK-G031", "group 1 do not say whose they are"),
        (lambda t: t["alternatives"]["decision"].pop("pilot"), "MK-G029", "begins small"),
        (lambda t: t["alternatives"]["decision"].pop("stop_rule"), "MK-G029", "when it is stopped"),
        (lambda t: t["alternatives"]["decision"].pop("review_on"), "MK-G029", "looked at again"),
    ],
)
def test_what_a_decision_lacks_is_said(change, code, words):
    """Pilot, stop rule and review are asked for; a review that is past, or before there is anything to see, is named."""
    tree = {**copy.deepcopy(TREE), "schedule": {"starts": "2026-09-01"}}
    assert not {gap.code for gap in _compare(tree=tree).gaps} & {"MK-G029", "MK-G030", "MK-G031", "MK-G032", "MK-G033"}
    change(tree)
    assert any(gap.code == code and words in str(gap.message) for gap in _compare(tree=tree).gaps), [str(gap.message) for gap in _compare(tree=tree).gaps]


def test_evidence_and_undoing_stand_on_the_page_of_assumptions():
    """data/assumptions.md names the same evidence, undoing and basis of the hours for each of the fifteen."""
    for kind in OPTIONS:
        assert f"| {kind.id} | {kind.evidence} | {kind.reversible} | {kind.basis} |" in PAGE
        assert kind.evidence in GRADES and kind.reversible in UNDOING
