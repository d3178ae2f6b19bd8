"""Stage 02 from a program file: chain, detectability, and signing."""

import datetime

import pytest

from mentorkit.errors import MentorkitError, NotReady
from mentorkit.program.links import Offered
from mentorkit.program.program import open_program, save_program
from mentorkit.stages.need import detectable, dry_run, goals_chain, known_items, results, sign_off

FILE = """\
schema: mentorkit-program/1
id: small
name: Small
language: en
need: {statement: People leave.}   # why we start
goals: [{id: stay, for: mentee, statement: They stay.}]
measures:
  - {id: stay_12m, goal: stay, level: 4, indicator: stays, unit: share, target: 0.9, due: 2027-09-01, source: outcomes, owner: HR, analysis: proportion, primary: true}
audiences: {mentees: {size: 24}}
"""


def _program(folder, text=FILE):
    (folder / "program.yaml").write_text(text, encoding="utf-8")
    return open_program(folder)


def test_results_are_the_chain_and_what_can_be_seen(tmp_path):
    """The page shows chain, detectability and the rehearsal, in this order, without any table of people."""
    chain, seen, rehearsal = results(_program(tmp_path), None)
    assert (type(chain).__name__, type(seen).__name__, type(rehearsal).__name__) == ("Chain", "Detectable", "DryRun")
    assert chain.complete == 1 and seen.rows[0].planned == 24


def test_signing_is_saved_and_seen_when_it_is_read_again(tmp_path):
    """Signed on a day by a post; after saving and reading, need, goals and measures count as signed."""
    signed = sign_off(_program(tmp_path), on="2026-06-01", by=" HR director ")
    save_program(signed)
    again = open_program(tmp_path)
    assert again.intent.sign_off.on == datetime.date(2026, 6, 1) and again.intent.sign_off.by == "HR director"
    assert goals_chain(again).signature.state == "signed"
    assert "# why we start" in (tmp_path / "program.yaml").read_text("utf-8")


def test_signing_does_not_touch_the_file_or_the_given_programme(tmp_path):
    """The draft is a new value; nothing is written before it is saved."""
    program = _program(tmp_path)
    sign_off(program, on=datetime.date(2026, 6, 1), by="HR director")
    assert program.intent.sign_off is None and (tmp_path / "program.yaml").read_text("utf-8") == FILE


def test_a_change_on_disk_after_signing_is_seen(tmp_path):
    """Somebody moves the target in the file: the page says it was changed since."""
    save_program(sign_off(_program(tmp_path), on="2026-06-01", by="HR director"))
    path = tmp_path / "program.yaml"
    path.write_text(path.read_text("utf-8").replace("target: 0.9", "target: 0.8"), encoding="utf-8")
    assert goals_chain(open_program(tmp_path)).signature.state == "changed"


def test_an_unfinished_chain_cannot_be_signed(tmp_path):
    """A measure without its owner stops the signing with the list of what is missing."""
    with pytest.raises(NotReady) as caught:
        sign_off(_program(tmp_path, FILE.replace("owner: HR, ", "")), on="2026-06-01", by="HR director")
    assert any("owner" in problem.place for problem in caught.value.problems)


@pytest.mark.parametrize(("day", "by"), [("1 June", "HR director"), ("2026-02-30", "HR director"), ("2026-06-01", "  ")])
def test_a_day_that_does_not_exist_or_nobody_signs_nothing(tmp_path, day, by):
    """A sentence says what to write instead."""
    with pytest.raises(MentorkitError):
        sign_off(_program(tmp_path), on=day, by=by)


def test_a_header_alone_gives_a_page(tmp_path):
    """A draft without any section is shown with what is open; nothing is raised."""
    program = _program(tmp_path, "\n".join(FILE.splitlines()[:4]) + "\n")
    assert goals_chain(program).gaps and detectable(program).rows == ()


def test_the_known_questions_are_those_of_the_items_table(tmp_path):
    """Id, words and roles of each question; without a table, or with one that is not there, none of it is offered."""
    own = {item.value for item in known_items(_program(tmp_path))}
    (tmp_path / "items.csv").write_text("id,text,scale,roles\nmood,I feel at home,0-10,mentee\n", encoding="utf-8")
    there = _program(tmp_path, FILE + "tables: {items: {file: items.csv}}\n")
    assert known_items(there)[0] == Offered("mood", "I feel at home", ("mentee",)) and "mood" not in own
    assert {item.value for item in known_items(_program(tmp_path, FILE + "tables: {items: {file: gone.csv}}\n"))} == own


def test_the_rehearsal_knows_the_length_of_the_scale(tmp_path):
    """A question from 0 to 10 spreads by 2 points, one whose scale nobody knows as one from 1 to 5."""
    (tmp_path / "items.csv").write_text("id,text,scale\nmood,I feel at home,0-10\n", encoding="utf-8")
    file = FILE.replace("source: outcomes, owner: HR, analysis: proportion", "source: survey, owner: HR, analysis: mean_change, items: [mood]").replace(
        "unit: share", "unit: points"
    )
    assert dry_run(_program(tmp_path, file + "tables: {items: {file: items.csv}}\n")).rows[0].spread == pytest.approx(2.0)
    assert dry_run(_program(tmp_path, file)).rows[0].spread == pytest.approx(0.8)


def test_a_change_after_signing_is_named(tmp_path):
    """A measure that moves and a goal that comes are named; the gap in the list of what is open names them too."""
    signed = sign_off(_program(tmp_path), on="2026-06-01", by="HR director")
    intent = signed.intent
    later = signed.with_intent(
        intent.model_copy(update={"measures": (intent.measures[0].model_copy(update={"target": 0.8}),), "goals": (*intent.goals, intent.goals[0].model_copy(update={"id": "x"}))})
    )
    chain = goals_chain(later)
    assert [str(change.said) for change in chain.signature.changes] == ["added: goal x", "changed: measure stay_12m"]
    assert any("changed: measure stay_12m" in str(gap.message) for gap in chain.gaps)
