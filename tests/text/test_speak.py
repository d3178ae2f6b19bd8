"""Numbers, dates, money and direction in both languages."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorkit.text import Currency, Decimal, Mark, Money, Share, Text, msg, msg_n, text_for

EN, HE = text_for("en"), text_for("he")
ISOLATE, POP = "\u2068", "\u2069"


def test_a_place_is_filled():
    """A sentence with a place shows its value; doubled braces are braces."""
    assert EN(msg("{n} of {m} mentees have a mentor {{here}}.", n=3, m=5)) == "3 of 5 mentees have a mentor {here}."
    assert EN(msg("braces {{alone}}")) == "braces {alone}"


def test_hebrew_isolates_values():
    """In Hebrew each value is isolated, so numbers and Latin names stay in place; in English it is not."""
    sentence = msg("xx {file} yy {n}", file="people.xlsx", n=1200)
    assert HE(sentence) == f"xx {ISOLATE}people.xlsx{POP} yy {ISOLATE}1,200{POP}"
    assert EN(sentence) == "xx people.xlsx yy 1,200"


def test_ranges_in_labels_stay_on_one_line():
    """In a Hebrew label a range is joined, so that it is not broken after its hyphen; in figures and sheets it is plain."""
    assert HE.label("Weight (0-10)") == "משקל (0\u2060-\u206010)" and HE.plain("Weight (0-10)") == "משקל (0-10)"
    assert EN.label("Weight (0-10)") == "Weight (0-10)"


def test_messages_inside_messages_are_not_isolated_twice():
    """A sentence part is in the language of the sentence and needs no isolation; what stands in it has its own."""
    assert HE(msg("xx {part}", part=msg("yy {n}", n=1))) == f"xx yy {ISOLATE}1{POP}"


@pytest.mark.parametrize(
    ("value", "english", "hebrew"),
    [
        (1234567, "1,234,567", "1,234,567"),
        (Decimal(2.345, 2), "2.35", "2.35"),
        (Decimal(0.5, 0), "1", "1"),
        (Share(0.759), "75.9\u202f%", "75.9%"),
        (Share(1.0, 0), "100\u202f%", "100%"),
        (datetime.date(2026, 9, 1), "1 Sept 2026", "1 בספט׳ 2026"),
        (("a", "b"), "a, b", "a, b"),
        ("Open Seeds", "Open Seeds", "Open Seeds"),
        (0, "0", "0"),
    ],
)
def test_values_in_both_languages(value, english, hebrew):
    """Each kind of value reads as people of that language write it."""
    assert EN.cell(value) == english
    assert HE.cell(value) == hebrew


def test_money_names_its_currency():
    """An amount is whole and names its currency by code."""
    assert EN.cell(Money(98362.4, "EUR")).replace("\xa0", " ") == "EUR 98,362"
    assert "98,362" in HE.cell(Money(98362.4, "ILS"))


def test_four_marks_are_four_words():
    """Not asked, no data, hidden and not known are different words, in both languages, and none is a number."""
    for text in (EN, HE):
        words = [text.cell(mark) for mark in Mark]
        assert len(set(words)) == 4
        assert not any(character.isdigit() for word in words for character in word)
    assert EN.cell(None) == EN.cell(Mark.NO_DATA)
    assert EN.cell(0) == "0"


def test_plural_form_follows_the_count():
    """One has its own form; zero and many share the other."""
    assert [EN(msg_n("{n} pair", "{n} pairs", n)) for n in (0, 1, 2, 1000)] == ["0 pairs", "1 pair", "2 pairs", "1,000 pairs"]
    assert [HE(msg_n("{n} zzpair", "{n} zzpairs", n)).replace(ISOLATE, "").replace(POP, "") for n in (0, 1, 2)] == ["0 zzpairs", "1 zzpair", "2 zzpairs"]


def test_directions():
    """English runs left to right, Hebrew right to left; another language is refused with the ones that are known."""
    assert (EN.direction, HE.direction) == ("ltr", "rtl")
    with pytest.raises(ValueError, match="en, he"):
        Text("xx")


@given(st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=4), st.integers(0, 3))
def test_numbers_round_half_up(value, digits):
    """A number is rounded half away from zero at the decimals asked for, the same in both languages."""
    from decimal import ROUND_HALF_UP
    from decimal import Decimal as Exact

    exact = Exact(repr(float(value))).quantize(Exact(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    for text in (EN, HE):
        shown = text.number(float(value), digits)
        plain = shown.replace(",", "").replace("\u200e", "").replace("\u2212", "-")
        assert Exact(plain) == exact


def test_hebrew_sentences_name_currencies_in_hebrew():
    """Shekels have their sign behind the amount, other currencies their Hebrew name in a sentence; English keeps the codes."""
    assert HE.cell(Money(5600, "ILS")) == "5,600\u00a0ש״ח" and HE.cell(Currency("ILS")) == "ש״ח"
    assert HE.cell(Currency("EUR")) == "אירו" and EN.cell(Currency("EUR")) == "EUR" and EN.cell(Money(5600, "ILS")).startswith("ILS")


@pytest.mark.parametrize("value", [1e30, -1e300, 1e-300])
def test_every_finite_number_can_be_said(value: float) -> None:
    """A share of next to nothing gives numbers of many digits; they are long, not an error."""
    text = text_for("en")
    assert float(text.number(value, 2).replace(",", "")) == pytest.approx(value, abs=0.005)
    assert text.money(value, "EUR")
