"""Pairing again on page 06: counts for the committee, pairs and people for the coordinator, only where there is something to show."""

import io
import re

import openpyxl
import pytest

from mentorkit.people.people import read_people
from mentorkit.program.program import open_program
from mentorkit.report.blocks import Words
from mentorkit.report.html import view_html
from mentorkit.report.lens import lens_of
from mentorkit.report.pairs_workbook import pairs_workbook
from mentorkit.report.re_pairing import order_words
from mentorkit.report.views import view
from mentorkit.stages.pairing import re_pair
from mentorkit.stages.steering import results


def shown(folder, audience="coordinator"):
    program = open_program(folder, audience=audience)
    return view(re_pair(program, read_people(program)), lens_of(program)), program.text


@pytest.mark.parametrize("name", ["ferry-2026", "lighthouse-2025", "gesher-2026"])
def test_the_committee_sees_counts(examples, name):
    """No id in words or tables; the coordinator sees new pairs and who still waits."""
    found, text = shown(examples / name, "committee")
    assert not re.search(r"\bE\d{4}\b", view_html(found, text) + repr(found.tables)) and [table.key for table in found.tables] == ["06_re_pairing"]
    found, text = shown(examples / name)
    assert {"06_re_pairing", "06_new_pairs", "06_standing_pairs"} <= {table.key for table in found.tables} and view_html(found, text)
    assert all(len(row) == len(table.columns) for table in found.tables for row in table.rows)


def test_the_page_says_what_stays_who_waits_and_what_would_help(examples):
    """Ferry: 28 pairs stand, three seats are free, eight wait; each who still waits has a cure that was tried out."""
    found, text = shown(examples / "ferry-2026")
    said = [text(sentence) for block in found.blocks if isinstance(block, Words) for sentence in block.sentences]
    assert said[0] == "3 of 8 mentees without a mentor can get one now." and any(line.startswith("Proven:") for line in said)
    assert any("31 mentees would have had a place; notebook 03 plans 30" in line for line in said)
    still = next(table for table in found.tables if table.key == "06_still_waiting")
    assert len(still.rows) == 5 and all(text.cell(row[4]).startswith("One more seat with E") for row in still.rows)
    said = [text(sentence) for block in shown(examples / "lighthouse-2025")[0].blocks if isinstance(block, Words) for sentence in block.sentences]
    assert any("serve as the comparison" in line for line in said)


def test_it_is_shown_only_where_pairs_have_begun(examples):
    """A programme before its start, or one whose pairing section lacks something, has no such part on page 06."""
    kinds = {}
    for name in ("harbour-2026", "ferry-2026"):
        program = open_program(examples / name)
        kinds[name] = [type(result).__name__ for result in results(program, read_people(program))]
    assert kinds == {"harbour-2026": ["Monitoring", "Calendar"], "ferry-2026": ["Monitoring", "RePairing", "Calendar"]}
    program = open_program(examples / "ferry-2026")
    plan = program.intent.pairing.model_copy(update={"criteria": ()})
    lacking = program.with_intent(program.intent.model_copy(update={"pairing": plan}))
    assert len(results(lacking, read_people(lacking))) == 2
    for changed, word in (
        (lacking, "lacks something"),
        (open_program(examples / "harbour-2026"), "No pair has begun yet"),
        (open_program(examples / "quarry-2026"), "lacks|begun"),
    ):
        found = view(re_pair(changed, read_people(changed)), lens_of(changed))
        assert not found.tables and re.search(word, program.text(found.blocks[0].sentences[0]))


def test_the_workbook_of_new_pairs_tells_of_pairing_again(examples):
    """Read me states the order and the proof of page 06, Mentors the capacity with those who stand, Unpaired what would help, Rules why nothing is made again."""
    program = open_program(examples / "ferry-2026")
    again = re_pair(program, read_people(program))
    book = openpyxl.load_workbook(io.BytesIO(pairs_workbook(again.pairing, lens_of(program), again=again, program_id=program.id)))
    lines = [row[0].value for row in book["Read me"].iter_rows(min_row=2)]
    assert "the new pairs of page 06, not those that stand" in lines[0] and lines[1:3] == [program.text.plain(sentence) for sentence in order_words(again)]
    people = read_people(program)
    stated = dict(zip(people.mentors["person_id"], people.mentors["capacity"].fillna(1), strict=True))
    first = dict(zip(people.mentors["person_id"], people.mentors["first_time"], strict=True))
    for mentor, seats, standing, new, free in book["Mentors"].iter_rows(min_row=2, values_only=True):
        assert seats == (1 if first[mentor] == "yes" else stated[mentor]) and standing == (again.kept["mentor"] == mentor).sum()
        assert new == (again.pairing.pairs["mentor"] == mentor).sum() and free == max(seats - standing - new, 0)  # somebody may have more than the rules give now
    assert [cell.value for cell in book["Unpaired"][1]][-1] == "What would help" and all(row[-1].value.startswith("One more seat") for row in book["Unpaired"].iter_rows(min_row=2))
    ended = [row for row in book["Rules"].iter_rows(min_row=2, values_only=True) if row[0] == "not a pair that ended"]
    assert len(ended) == 1 and ended[0][-1].startswith("What was tried")


def test_page_06_says_where_the_new_pairs_are_decided(examples):
    """The coordinator reads which file holds them and which command records; under a policy of the best total the order is told as it is."""
    found, text = shown(examples / "ferry-2026")
    said = " ".join(text.plain(sentence) for block in found.blocks if isinstance(block, Words) for sentence in block.sentences)
    assert "pairs.xlsx holds these new pairs" in said and "python -m mentorkit decide PATH pairs.xlsx" in said
    found, text = shown(examples / "ferry-2026", "committee")
    assert not any("pairs.xlsx" in text.plain(sentence) for block in found.blocks if isinstance(block, Words) for sentence in block.sentences)
    program = open_program(examples / "ferry-2026")
    plan = program.intent.pairing
    policy = plan.policy.model_copy(update={"aim": "best_total", "minimum_score": 20})
    changed = program.with_intent(program.intent.model_copy(update={"pairing": plan.model_copy(update={"policy": policy})}))
    lines = [text(sentence) for sentence in order_words(re_pair(changed, read_people(changed)))]
    assert "then the total of the scores is made as high as possible; among equal totals" in lines[0] and "below" in lines[1]
