"""Which sheet is which table, which heading which column, how sure that is, and what may be shown of it."""

from pathlib import Path

import pytest

from mentorkit.people.grid import Grid
from mentorkit.people.mapping import guess_columns, guess_table, unknown_headings
from mentorkit.people.personal import personal_role
from mentorkit.people.sources import Source


def _source(name: str, table: dict[str, list[str]]) -> Source:
    n = len(next(iter(table.values())))
    return Source(Path(f"{name}.csv"), "", Grid(tuple(table), list(table.values()), list(range(2, n + 2))))


@pytest.mark.parametrize(
    ("name", "headings", "table"),
    [
        ("Mentees 2026", ["person_id"], "mentees"),
        ("mentors_final", ["person_id"], "mentors"),
        ("רשימת המנטיס", ["מספר עובד"], "mentees"),
        ("חניכים", ["מספר עובד"], "mentees"),
        ("נמנטרים", ["שם"], "mentees"),
        ("המנטורים", ["שם"], "mentors"),
        ("כלל העובדים", ["מספר עובד"], "staff"),
        ("Sheet1", ["Employee no.", "Development goals"], "mentees"),
        ("Sheet1", ["מספר עובד", "תחומי מומחיות"], "mentors"),
        ("Sheet1", ["Employee no.", "Number of mentees"], "mentors"),
        ("Sheet1", ["Employee no.", "Department", "Date of hire", "Manager number"], "staff"),
        ("Sheet1", ["mentee_id", "mentor_id", "state"], "pairs"),
        ("Sheet1", ["Full name", "E-mail"], "contacts"),
        ("צמדים", ["מספר מנטי", "מספר מנטור"], "pairs"),
        ("mentees and mentors", ["Role", "Colour"], None),
        ("Sheet1", ["mentee_id", "mentor_id", "date", "by", "met"], None),
        ("Lunch", ["Day", "Soup"], None),
    ],
)
def test_a_sheet_is_recognised_by_name_or_headings(name, headings, table):
    """Its own name decides first, then headings that only one table has; a sheet that neither tells is not guessed."""
    found = guess_table(_source(name, {heading: ["a1", "b2"] for heading in headings}), {})
    assert (found[0] if found else None) == table


def test_what_somebody_says_decides():
    """A sheet that was named for a table is that table, whatever its name and headings say."""
    assert guess_table(_source("Mentors", {"offers": ["x"]}), {"mentees": "mentors"}) == ("mentees", "told")


@pytest.mark.parametrize(
    ("heading", "values", "column", "sure"),
    [
        ("wants", ["a"], "wants", True),
        ("אזורי התפתחות רצויים", ["א"], "wants", True),
        ("Hire Date *", ["2024-01-01"], "hire_date", True),
        ("Your development goals", ["a"], "wants", False),
        ("תחומי הפיתוח", ["א"], "wants", False),
        ("Deparment", ["x"], "department", False),
        ("Reports to", ["E100", "E101"], "manager_id", False),
        ("Manager agrees", ["yes", "no"], "manager_consent", False),
        ("With us since", ["2024-01-01"], "hire_date", False),
        ("With us since", ["long ago", "always"], "", False),
        ("Grade of the pencil case in words", ["soft"], "", False),
        ("Colour", ["red"], "", False),
    ],
)
def test_headings_are_guessed_and_say_how_sure(heading, values, column, sure):
    """Our own and usual names are sure, near ones likely and only when the values can be of that kind, others unknown."""
    guess = guess_columns(_source("mentees", {"person_id": ["E1"] * len(values), heading: values}), "mentees", "name")
    found = guess.headings[1]
    assert found.column == column and (found.sure == 1) == sure and (0.75 <= found.sure <= 1 or not column)


def test_each_column_is_taken_once():
    """Of two headings for one column the surer one is taken; the other is listed as unknown."""
    guess = guess_columns(_source("mentees", {"Development areas offered to me": ["a"], "Development areas": ["b"], "ID": ["7"]}), "mentees", "name")
    assert guess.columns == {"wants": "Development areas", "person_id": "ID"}
    assert unknown_headings(guess) == ("Development areas offered to me",)


def test_what_is_needed_and_not_there_is_named():
    """Required columns, and those that the draft's criteria compare."""
    guess = guess_columns(_source("mentees", {"Department": ["x"]}), "mentees", "name", ("wants", "department", "site"))
    assert guess.missing == ("person_id", "wants", "site")


@pytest.mark.parametrize(
    ("heading", "values", "role"),
    [
        ("Name", ["x"], "name"),
        ("Name of employee", ["x"], "name"),
        ("שם העובד/ת", ["x"], "name"),
        ("שם פרטי", ["x"], "first_name"),
        ("שם משפחה", ["x"], "last_name"),
        ("שם משפחה ושם פרטי", ["x"], "name"),
        ("Mentee", ["Dana Levi", "Noa Cohen"], "name"),
        ("Mentee", ["E1", "E2"], ""),
        ("Work e-mail", ["x"], "email"),
        ("Colour", ["a@x.example", "b@x.example"], "email"),
        ("נייד", ["x"], "phone"),
        ("Colour", ["050-1234567", "054-7654321"], "phone"),
        ("Manager", ["Dana Levi", "Noa Cohen"], "manager_name"),
        ("מנהל ישיר", ["דנה לוי"], "manager_name"),
        ("Manager number", ["E1"], ""),
        ("manager_consent", ["yes"], ""),
        ("Consent of the manager", ["agreed"], ""),
        ("Home address", ["x"], "private"),
        ("תאריך לידה", ["1990-01-01"], "private"),
        ("תעודת זהות", ["123456782"], "national_id"),
        ('ת"ז', ["123456782"], "national_id"),
        ("Department name", ["x"], ""),
        ("שם המחלקה", ["x"], ""),
        ("Project name", ["x"], ""),
        ("Grade", ["3"], ""),
    ],
)
def test_personal_columns_are_seen_also_under_unusual_headings(heading, values, role):
    """By the heading's words, and by values that look like addresses or numbers to call; who is in doubt takes a name for one."""
    assert personal_role(heading, values) == role


def test_examples_tell_of_nobody():
    """Shown are at most two values that several rows share; never of ids, names, addresses and free text, nor of one row alone."""
    table = {
        "person_id": ["E1", "E1", "E2"], "Name": ["Dana", "Dana", "Noa"], "Email": ["a@x.example"] * 3, "Goals": ["to lead"] * 3,
        "Site": ["North", "North", "Secret"], "Wants": ["a;b", "a;b", "c"], "Colour": ["red", "red", "red"], "Manager number": ["E9", "E9", "E9"],
    }  # fmt: skip
    guess = guess_columns(_source("mentees", table), "mentees", "name")
    shown = {heading.heading: heading.examples for heading in guess.headings if heading.examples}
    assert shown == {"Site": ("North",), "Wants": ("a", "b")}


def test_unknown_headings_of_a_sheet_without_headings_are_not_shown():
    """Where no heading is known, the first row may be a person."""
    guess = guess_columns(_source("mentees", {"Dana Levi": ["Noa Cohen"], "dancing": ["diving"]}), "mentees", "name")
    assert unknown_headings(guess) == ()


def test_answers_that_are_not_ours_are_not_taken_for_ours():
    """A near heading whose answers are not known is offered and not taken, so that no row is wrong because of a guess."""
    guess = guess_columns(_source("mentees", {"Manager agrees": ["agreed", "agreed", "open"], "ID": ["1", "2", "3"]}), "mentees", "name")
    assert guess.headings[0].maybe == "manager_consent" and "manager_consent" not in guess.columns
