"""Bad input of a pairing, from files on disk: a clear message or a right answer, the same in ``pair`` and in ``check``, never a crash."""

import json

import pytest

import mentorkit as mk
from mentorkit.errors import MentorkitError
from mentorkit.pairing.contradictions import contradictions
from mentorkit.program.model import Rule
from mentorkit.stages.start import folder_problems
from mentorkit.text import text_for

MENTEES = "person_id,wants,site,grade\nE1,plan;lead,north,2\nE2,lead,south,3\nE3,plan,north,2\n"
MENTORS = "person_id,offers,site,grade,capacity\nM1,plan,north,5,{capacity}\nM2,lead;plan,south,6,2\n"
DEVELOPMENT = {"id": "development", "kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 5}
SITE = {"id": "site", "kind": "different", "column": "site", "weight": 2}


@pytest.fixture
def asked(tmp_path):
    """``asked(...)`` writes a programme, pairs it and checks it; gives the pairing or None, and the problems, which both must agree on."""

    def ask(mentees=MENTEES, mentors=MENTORS, capacity="1", pairs=None, **pairing):
        tables = {"mentees": mentees, "mentors": mentors.format(capacity=capacity), **({"pairs": pairs} if pairs else {})}
        for name, content in tables.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        plan = {"criteria": [DEVELOPMENT, SITE], **pairing}
        content = {"schema": "mentorkit-program/1", "id": "case", "name": "Case", "language": "en", "tables": {name: {"file": f"{name}.csv"} for name in tables}, "pairing": plan}
        (tmp_path / "program.yaml").write_text(json.dumps(content, indent=1), encoding="utf-8")
        program = mk.open_program(tmp_path / "program.yaml")
        checked = sorted({problem.code for problem in folder_problems(program)[0]})
        try:
            found = mk.pair(program, mk.read_people(program))
        except MentorkitError as error:
            said = sorted({problem.code for problem in error.problems})
            assert said == checked and all(text_for("he")(part) for problem in error.problems for part in (problem.found, problem.allowed, problem.cure))
            # what cannot be mended by the words alone names its place, and no person
            assert all(problem.place or problem.file for problem in error.problems)
            return None, said
        assert not checked
        return found, []

    return ask


def pairs_of(found):
    return set(zip(found.pairs["mentee"], found.pairs["mentor"], strict=True))


def named(*pairs):
    return [{"mentee": mentee, "mentor": mentor, "why": "asked for"} for mentee, mentor in pairs]


def test_capacity_0_is_not_available(asked):
    """A mentor who takes 0 is given nobody, whatever would fit; who is left says that the seats are full."""
    found, _ = asked(capacity="0")
    assert {mentor for _, mentor in pairs_of(found)} == {"M2"} and [one.code for one in found.unpaired] == ["full"]


@pytest.mark.parametrize(("capacity", "code"), [("-1", "MK-T034"), ("1.5", "MK-T033"), ("two", "MK-T033"), ("1000000000000", "MK-T034")])
def test_capacities_that_are_no_number_of_mentees(asked, capacity, code):
    """Negative, fractional, in words, absurdly large: the cell is named with what is allowed."""
    assert asked(capacity=capacity) == (None, [code])


@pytest.mark.parametrize("capacity", ["2.0", ""])
def test_capacities_that_can_be_read(asked, capacity):
    """A whole number as a spreadsheet writes it, and a blank, which is one mentee."""
    assert asked(capacity=capacity)[0].scores.seats.tolist() == [2 if capacity else 1, 2]


@pytest.mark.parametrize("pair", [("E9", "M1"), ("E1", "M9"), ("M1", "E1")])
@pytest.mark.parametrize("key", ["required_pairs", "excluded_pairs"])
def test_unknown_ids_in_pairs_by_hand(asked, pair, key):
    """An id that is not in its table, or in the other one, is a problem of that line."""
    assert asked(**{key: named(pair)}) == (None, ["MK-T053"])


def test_required_pairs_beyond_capacity(asked):
    """More required pairs than seats, also where there is no seat at all."""
    assert asked(required_pairs=named(("E1", "M1"), ("E2", "M1"))) == (None, ["MK-T413"])
    assert asked(capacity="0", required_pairs=named(("E1", "M1"))) == (None, ["MK-T413"])


def test_required_pairs_against_a_rule(asked):
    """The rule that forbids the pair is named."""
    assert asked(rules=[{"id": "same_site", "kind": "same", "column": "site"}], required_pairs=named(("E1", "M2"))) == (None, ["MK-T412"])


def test_required_pairs_with_somebody_who_withdrew(asked):
    """A required pair needs both people."""
    mentees = "person_id,wants,site,grade,status\nE1,plan,north,2,withdrawn\nE2,plan,north,2,\n"
    assert asked(mentees, required_pairs=named(("E1", "M1"))) == (None, ["MK-T411"])


def test_several_things_wrong_with_required_pairs_are_said_at_once(asked):
    """Each of them in one go."""
    rules = [{"id": "same_site", "kind": "same", "column": "site"}]
    assert asked(capacity="0", rules=rules, required_pairs=named(("E1", "M2"), ("E3", "M1"))) == (None, ["MK-T412", "MK-T413"])


def test_a_pair_both_required_and_excluded(asked):
    """Whatever the spelling of the ids."""
    assert asked(required_pairs=named(("E1", "M1")), excluded_pairs=named(("e1", " m1 "))) == (None, ["MK-P115"])


@pytest.mark.parametrize("second", [("E1", "M1"), ("e1", "M2")])
def test_a_mentee_required_twice(asked, second):
    """The same pair twice, or one mentee with two mentors: a second mentor is a second round."""
    assert asked(required_pairs=named(("E1", "M1"), second)) == (None, ["MK-P116"])


def test_the_same_pair_excluded_twice_is_excluded(asked):
    """Twice says no more than once."""
    found, _ = asked(excluded_pairs=named(("E1", "M2"), ("e1", "m2")))
    assert ("E1", "M2") not in pairs_of(found) and len(found.pairs) == 3


def test_required_and_excluded_pairs_in_another_spelling(asked):
    """e1 is E1, also by hand."""
    found, _ = asked(required_pairs=named(("e1", "m1")))
    assert ("E1", "M1") in pairs_of(found) and found.pairs["required"].sum() == 1


@pytest.mark.parametrize(("weight", "code"), [(-1, "MK-P024"), (0, "MK-P113"), (1.5, "MK-P023"), (11, "MK-P024")])
def test_weights_that_cannot_be(asked, weight, code):
    """Negative, all zero, fractional, too large."""
    assert asked(criteria=[DEVELOPMENT | {"weight": weight}]) == (None, [code])


def test_a_criterion_of_weight_0_counts_for_nothing(asked):
    """It is shown and does not move a pair."""
    with_it, _ = asked(criteria=[DEVELOPMENT, SITE | {"weight": 0}])
    without, _ = asked(criteria=[DEVELOPMENT])
    assert pairs_of(with_it) == pairs_of(without) and with_it.total == without.total


def test_a_person_on_both_lists_never_mentors_themselves(asked):
    """Neither by score, nor in another spelling, nor by hand; with others they are paired on either side."""
    both = "person_id,wants,site,grade\nM1,plan,south,1\n"
    alone = "person_id,offers,site,grade,capacity\nM1,plan,north,5,1\n"
    found, _ = asked(both, alone)
    assert not len(found.pairs) and [one.code for one in found.unpaired] == ["no_allowed"]
    assert not len(asked(both.replace("M1", "m1"), alone)[0].pairs)
    assert asked(both, alone, required_pairs=named(("M1", "m1"))) == (None, ["MK-P117"])
    assert pairs_of(asked(both)[0]) == {("M1", "M2")}


@pytest.mark.parametrize("side", ["mentees", "mentors", "both"])
def test_nobody_on_a_side(asked, side):
    """A table with headings only is named."""
    mentees = MENTEES.split("\n")[0] + "\n" if side != "mentors" else MENTEES
    mentors = MENTORS.split("\n")[0] + "\n" if side != "mentees" else MENTORS
    assert asked(mentees, mentors) == (None, ["MK-T019"])


def test_nobody_left_on_a_side(asked):
    """All withdrew: an empty pairing, proven, and mentees without any mentor say why."""
    gone = "person_id,wants,site,grade,status\nE1,plan,north,2,withdrawn\n"
    found, _ = asked(gone)
    assert not len(found.pairs) and found.unpaired == () and found.proven and found.mean is None
    mentors = "person_id,offers,site,grade,capacity,status\nM1,plan,north,5,1,withdrawn\n"
    found, _ = asked(mentors=mentors)
    assert [one.code for one in found.unpaired] == ["no_mentors"] * 3
    for policy in ({"protect_worst": True}, {"keep_published": 5}, {"protect_worst": True, "keep_published": 5, "aim": "best_total"}):
        assert asked(gone, policy=policy)[0].proven and asked(mentors=mentors, policy=policy)[0].floor is None


def test_one_person_on_each_side(asked):
    """They are paired, or the rule that forbids it is said."""
    one, other = "person_id,wants,site,grade\nE1,plan,south,2\n", "person_id,offers,site,grade,capacity\nM1,plan,north,5,1\n"
    assert pairs_of(asked(one, other)[0]) == {("E1", "M1")}
    assert pairs_of(asked(one, other, policy={"protect_worst": True, "keep_published": 100, "minimum_score": 100})[0]) == {("E1", "M1")}
    found, _ = asked(one, other, rules=[{"id": "same_site", "kind": "same", "column": "site"}])
    assert found.unpaired[0].blocked == (("same_site", 1),) and [warning.code for warning in found.warnings] == ["MK-W413"]


def test_published_pairs_that_can_no_longer_be(asked):
    """A published pair that is excluded by hand cannot be kept; its mentee comes first all the same, and takes the seat of another."""
    pairs = "mentee_id,mentor_id,state\nE1,M2,active\nE2,M2,published\nE3,M1,active\n"
    found, _ = asked(pairs=pairs, policy={"keep_published": 100}, excluded_pairs=named(("E1", "M2")))
    assert (found.keeping.published, found.keeping.kept, found.keeping.most) == (3, 1, 2) and pairs_of(found) == {("E1", "M1"), ("E2", "M2"), ("E3", "M2")}
    assert (found.keeping.pairs, found.keeping.pairs_all) == (3, 2)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([{"id": "a", "kind": "same", "column": "site"}, {"id": "b", "kind": "different", "column": "site"}], ["MK-W412", "MK-W413"]),
        ([{"id": "a", "kind": "gap", "column": "grade", "at_least": 4}, {"id": "b", "kind": "gap", "column": "grade", "at_most": 3}], ["MK-W412", "MK-W413"]),
        ([{"id": "a", "kind": "gap", "column": "grade", "at_least": 30}], ["MK-W413"]),
        ([{"id": "a", "kind": "gap", "column": "grade", "at_least": 2}, {"id": "b", "kind": "gap", "column": "grade", "at_most": 4}], []),
    ],
)
def test_rules_that_contradict_each_other_are_noticed(asked, rules, words):
    """By what they say, and by what they leave: a warning, because nobody paired is an answer too."""
    found, _ = asked(rules=rules)
    assert [warning.code for warning in found.warnings] == words and all(text_for("en")(warning.message) for warning in found.warnings)
    assert bool(words) == (not len(found.pairs))


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ({"kind": "same"}, {"kind": "gap", "at_least": 1.0}, True),
        ({"kind": "same"}, {"kind": "gap", "at_least": 0.0}, False),
        ({"kind": "same"}, {"kind": "same"}, False),
        ({"kind": "different"}, {"kind": "gap", "at_most": 0.0}, False),
        ({"kind": "gap", "at_most": -1.0}, {"kind": "gap", "at_least": -1.0}, False),
        ({"kind": "gap", "at_most": -1.5}, {"kind": "gap", "at_least": -1.0}, True),
        ({"kind": "same"}, {"kind": "different", "column": "site"}, False),
    ],
)
def test_which_rules_contradict_each_other(one, other, contradict):
    """Over one column: same and different, ranges of gaps that do not meet, same and a gap that leaves out 0."""
    rules = tuple(Rule(id=name, **{"column": "grade"} | rule) for name, rule in (("a", one), ("b", other)))
    assert bool(list(contradictions(rules))) == contradict


def test_a_score_that_rests_on_few_answers_says_so(asked):
    """More than half the weight on missing answers: that pair is marked, and the page counts it; exactly half is not more."""
    mentees = "person_id,wants,site,grade\nE1,,north,2\nE2,lead,,3\nE3,,,3\n"
    found, _ = asked(mentees)
    assert dict(zip(found.pairs["mentee"], found.pairs["few_answers"], strict=True)) == {"E1": True, "E2": False, "E3": True}
    assert [(warning.code, warning.count) for warning in found.warnings] == [("MK-W411", 2)]
    half, _ = asked(mentees, criteria=[DEVELOPMENT | {"weight": 2}, SITE])
    assert dict(zip(half.pairs["mentee"], half.pairs["few_answers"], strict=True)) == {"E1": False, "E2": False, "E3": True}


@pytest.mark.parametrize(
    ("when", "forbidden"),
    [
        ([{"of": "mentor", "any_of": [{"column": "grade", "at_least": 6.0}, {"column": "site", "equals": "west"}]}], {("E1", "M2"), ("E2", "M2"), ("E3", "M2")}),
        ([{"all_of": [{"column": "grade", "at_most": 2.0, "of": "mentee"}, {"column": "grade", "at_least": 6.0, "of": "mentor"}]}], {("E1", "M2"), ("E3", "M2")}),
        (
            [{"any_of": [{"column": "grade", "at_least": 3.0, "of": "mentee"}, {"column": "grade", "at_least": 6.0, "of": "mentor"}]}],
            {("E1", "M2"), ("E2", "M1"), ("E2", "M2"), ("E3", "M2")},
        ),
        (
            [
                {
                    "any_of": [
                        {"of": "mentee", "all_of": [{"column": "site", "equals": "north"}, {"column": "wants", "equals": "lead"}]},
                        {"column": "site", "equals": "north", "of": "mentor"},
                    ]
                }
            ],
            {("E1", "M1"), ("E1", "M2"), ("E2", "M1"), ("E3", "M1")},
        ),
        ([{"column": "site", "equals": "north", "of": "mentee"}, {"any_of": [{"column": "site", "equals": "north", "of": "mentor"}]}], {("E1", "M1"), ("E3", "M1")}),
    ],
)
def test_conditions_combined_by_all_of_and_any_of(asked, when, forbidden):
    """Combined and nested, said of either side once for all that a combination holds; no pair outside is forbidden."""
    found, _ = asked(rules=[{"id": "case", "kind": "condition", "when": when}])
    scores = found.scores
    assert {(scores.mentees[i], scores.mentors[j]) for i in range(3) for j in range(2) if not scores.allowed[i, j]} == forbidden
    assert not pairs_of(found) & forbidden


def test_a_condition_that_says_nobody_is_missing_something(asked):
    """Neither the plain condition nor what holds it says whether mentee or mentor is meant."""
    assert asked(rules=[{"id": "case", "kind": "condition", "when": [{"any_of": [{"column": "grade", "at_least": 6.0}]}]}]) == (None, ["MK-P101"])
