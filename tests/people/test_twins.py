"""The Hebrew example and its English twin tell the same story: one structure, the same ids, the same numbers in every table."""

import datetime
import re
from collections import Counter

import pandas as pd
import pytest

from mentorkit.people import read_people
from mentorkit.people.example_bridge import bridge, in_hebrew
from mentorkit.people.example_bridge_words import HEADINGS, HEBREW
from mentorkit.program.program import open_program
from mentorkit.publish.numbers import lens_for, numbers_of, views_of
from mentorkit.report.blocks import Words
from mentorkit.text import Decimal, Mark, Message, Money, Share

ENGLISH, IN_HEBREW = "bridge-2026", "gesher-2026"
LATIN = re.compile("[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def twins(examples):
    """Both programmes with every stage computed."""
    return [numbers_of(open_program(examples / name)) for name in (ENGLISH, IN_HEBREW)]


def numbers(value):
    """Every number, day and mark of a cell, those inside a sentence too; words have none."""
    if isinstance(value, tuple):
        return [number for part in value for number in numbers(part)]
    if isinstance(value, Message):
        return [number for _, part in value.params for number in numbers(part)]
    if isinstance(value, Mark | Share | Decimal | Money | datetime.date):
        return [repr(value)]
    if hasattr(value, "item"):
        value = value.item()
    return [repr(value)] if isinstance(value, int | float) else []


def tables_of(one, audience):
    """Table key -> its rows."""
    return {table.key: table for view in views_of(one.outcomes, lens_for(one.program, audience)) for table in view.tables}


@pytest.mark.parametrize("audience", ["coordinator", "committee"])
def test_the_same_numbers_in_every_table(twins, audience):
    """Every table of both has the same rows of numbers; where rows are led by a number, a day or an id they stand in the same order."""
    english, hebrew = (tables_of(one, audience) for one in twins)
    assert list(english) == list(hebrew) and len(english) > 40
    compared = 0
    for key in english:
        left, right = ([tuple(number for cell in row for number in numbers(cell)) for row in table.rows] for table in (english[key], hebrew[key]))
        assert Counter(left) == Counter(right), key
        first = [[str(row[0]) for row in table.rows] for table in (english[key], hebrew[key])]
        if sorted(first[0]) == sorted(first[1]):
            assert first[0] == first[1] and left == right, key
        compared += sum(map(len, left))
    assert compared > 1000


@pytest.mark.parametrize("audience", ["coordinator", "committee"])
def test_the_same_numbers_in_every_sentence(twins, audience):
    """Page by page the sentences of both hold the same numbers."""
    told = []
    for one in twins:
        views = views_of(one.outcomes, lens_for(one.program, audience))
        told.append([(view.key, Counter(n for block in view.blocks if isinstance(block, Words) for said in block.sentences for n in numbers(said))) for view in views])
    assert told[0] == told[1] and sum(sum(count.values()) for _, count in told[0]) > 50


def test_the_same_states_problems_and_warnings(twins):
    """Both are done; each stage has the same state and the same warnings."""
    seen = [(one.status, [(o.stage.key, o.state, [(w.code, w.count) for w in o.warnings], len(o.problems)) for o in one.outcomes]) for one in twins]
    assert seen[0] == seen[1] and seen[0][0] == "done"


def test_the_same_structure_of_the_program_file(examples):
    """The two files differ in words alone: every number, day, id and choice is the same, in the same place."""
    english, hebrew = (open_program(examples / name).intent.model_dump(mode="json", by_alias=True, exclude={"id", "name", "language", "tables"}) for name in (ENGLISH, IN_HEBREW))

    fingerprints = ("file > sign_off > sha256", "file > sign_off > parts > ")  # of words, which differ

    def walk(left, right, place):
        assert type(left) is type(right), place
        if isinstance(left, dict):
            assert list(left) == list(right), place
            for key in left:
                walk(left[key], right[key], f"{place} > {key}")
        elif isinstance(left, list):
            assert len(left) == len(right), place
            for n, (one, other) in enumerate(zip(left, right, strict=True)):
                walk(one, other, f"{place}[{n + 1}]")
        elif isinstance(left, str) and not place.startswith(fingerprints) and re.search("[\u05d0-\u05ea]", right):
            assert LATIN.search(left) and not LATIN.search(right), f"{place}: {right}"
        elif not place.startswith(fingerprints):
            assert left == right, place

    walk(english, hebrew, "file")


def test_the_tables_are_read_alike(examples):
    """After headings and answers are translated by the program file, ids, numbers and choices of all people are equal."""
    one, other = (read_people(open_program(examples / name)) for name in (ENGLISH, IN_HEBREW))
    for table in ("mentees", "mentors", "staff", "pairs"):
        left, right = getattr(one, table), getattr(other, table)
        assert set(left.columns) == set(right.columns) and len(left) == len(right) > 20
        alike = {"person_id", "manager_id", "mentee_id", "mentor_id", "status", "state", "manager_consent", "first_time"} & set(left.columns)
        alike |= {name for name in left.columns if pd.api.types.is_numeric_dtype(left[name]) or pd.api.types.is_datetime64_any_dtype(left[name])}
        pd.testing.assert_frame_equal(left[sorted(alike)], right[sorted(alike)])
        for name in set(left.columns) - alike:
            assert list(map(len, left[name])) == list(map(len, right[name])) if left[name].dtype == object else (left[name].isna() == right[name].isna()).all()


def test_one_hebrew_word_for_each_english_one():
    """No two English words share a Hebrew one, so that what differs in one language differs in the other; no word stays English."""
    assert len(set(HEBREW.values())) == len(HEBREW) and len(set(HEADINGS.values())) == len(HEADINGS)
    assert not [word for word in (*HEBREW.values(), *HEADINGS.values()) if LATIN.search(word)]
    with pytest.raises(KeyError):
        in_hebrew(pd.DataFrame({"department": ["A word nobody translated"]}))


def test_no_english_word_in_the_hebrew_tables(examples):
    """Beside ids, addresses and short names of questions and modules, no Latin word stands in a Hebrew text table."""
    kept = {"מספר עובד", "מספר מנהל", "מספר מנטי", "מספר מנטור", "מספר משיב", "שאלה", "מזהה", "מפגש הכשרה", "דואר אלקטרוני"}
    for path in sorted((examples / IN_HEBREW).glob("*.csv")):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        assert not [name for name in frame.columns if LATIN.search(name)]
        assert not [cell for name in frame.columns if name not in kept for cell in frame[name] if LATIN.search(cell)], path.name
    assert set(bridge()) == {path.name for path in (examples / ENGLISH).iterdir() if path.suffix in (".csv", ".xlsx")}
