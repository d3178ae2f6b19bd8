"""Letters, guides and agreements are filled with what the file says, and say what it does not say."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorkit.errors import MentorkitError
from mentorkit.people.contacts import Names
from mentorkit.planning import texts_fill
from mentorkit.planning.texts import KINDS, PairNote, for_pairs, texts_of
from mentorkit.planning.texts_facts import PAIR_FACTS, count_words, facts_of, hours_words
from mentorkit.planning.texts_fill import BLANK, Reason, parts_of, placeholders, template_source, templates_folder
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import open_program
from mentorkit.text import text_for

EN = text_for("en")
HIDDEN = re.compile("[\u2060\u2066-\u2069]")
LEGAL = ("04_privacy_notice", "07_what_to_do_when", "08_code_of_conduct", "10_agreement")


def file(language="en", **sections):
    return ProgramFile.model_validate({"schema": "mentorkit-program/1", "id": "small", "name": "Small", "language": language, **sections}, strict=False)


def words(filled):
    return HIDDEN.sub("", "\n".join(" | ".join(part.words) for part in filled.parts))


def of(texts, key):
    return words(next(row.filled for row in texts.rows if row.kind.key == key))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_each_template_has_its_twin(kind):
    """A template in English and its Hebrew twin name the same facts, and only facts that there are."""
    assert placeholders(kind.key, "en") == placeholders(kind.key, "he")
    known = {fact.key for fact in facts_of(file())} | (set(PAIR_FACTS) if kind.each_pair else set())
    assert placeholders(kind.key, "en") <= known


def test_templates_are_the_texts_that_there_are():
    """No template lies there unused, none is missing, in either language; the page on templates lists every fact."""
    folder = templates_folder()
    for language in ("en", "he"):
        assert sorted(path.stem for path in (folder / language).iterdir()) == sorted(kind.key for kind in KINDS)
    page = (folder / "README.md").read_text("utf-8")
    assert [name for name in (*(fact.key for fact in facts_of(file())), *PAIR_FACTS) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_twins_have_the_same_build(kind):
    """Title, headings, points, boxes and rows follow each other alike in both languages."""
    built = [[part.kind for part in parts_of(re.sub(r"\{%.*?%\}", "", template_source(kind.key, language)))] for language in ("en", "he")]
    assert built[0] == built[1]
    assert built[0][0] == "title"


@pytest.mark.parametrize("language", ["en", "he"])
def test_agreements_are_no_legal_advice(language):
    """The texts that look like law end with a sentence that they are not legal advice."""
    said = {"en": "not legal advice", "he": "ייעוץ משפטי"}[language]
    for key in LEGAL:
        last = list(parts_of(template_source(key, language)))[-1]
        assert last.kind == "note" and said in last.words[0]


def test_nothing_is_invented():
    """A file with a name alone gives every text; each fact that is asked for stands as a blank that says where it is filled in."""
    texts = texts_of(file())
    assert len(texts.rows) == len(KINDS)
    blank = {key for row in texts.rows for key in row.filled.missing}
    assert {fact.key for fact in texts.missing} == blank and {"contact", "organisation", "starts", "confidentiality", "hours_of_mentor"} <= blank
    for row in texts.rows:
        said = words(row.filled)
        assert "None" not in said and "{{" not in said
        stated = BLANK.findall(said)
        assert bool(stated) == bool(row.filled.missing)
        for fact in texts.facts:
            assert (fact.key in row.filled.missing) == any(f": {EN(fact.what)};" in one and one.endswith(f" {fact.place}]") for one in stated)
    assert "[...: the contact point for every issue; fill it in: notebook 06, steering.contact.post]" in of(texts, "07_what_to_do_when")


def test_unknown_fact_is_an_error_with_file_and_line(tmp_path, monkeypatch):
    """A name that is no fact is refused, in a branch that is not taken as well, and a broken template says where."""
    (tmp_path / "en").mkdir()
    monkeypatch.setattr(texts_fill, "templates_folder", lambda: tmp_path)
    for body, line, said in (
        ("# T\n\nDear {{ boss }},\n", 3, "'boss'"),
        ("# T\n{% if why_now %}\n{{ bos }}\n{% endif %}\n", 3, "'bos'"),
        ("# T\n\n\n{% if why_now %}x\n", 4, "filled"),
    ):
        (tmp_path / "en" / "01_invitation_mentees.md").write_text(body, encoding="utf-8")
        with pytest.raises(MentorkitError) as found:
            texts_of(file())
        assert f"data/texts/en/01_invitation_mentees.md, line {line}" in str(found.value) and said in str(found.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "one hour"), (2, "two hours"), (0.25, "15 minutes"), (0.75, "45 minutes"), (1.5, "1.5 hours"), (22.5, "22.5 hours"), (11.25, "11.25 hours"), (30.0, "30 hours")],
)
def test_hours_in_words(value, said):
    """Below an hour minutes, one and two in words, others as a number."""
    assert EN(hours_words(value)) == said


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [("month", 1, "one month"), ("month", 9, "9 months"), ("meeting", 2, "two meetings"), ("meeting", 1.5, "1.5 meetings"), ("day", 1, "one day"), ("day", 14, "14 days")],
)
def test_counts_in_words(unit, value, said):
    """A number goes with its noun."""
    assert EN(count_words(unit, value)) == said


def test_days_follow_from_the_schedule():
    """Invitations go out before forms are due, letters before the start, closing guides before the end; without a schedule no day is made up."""
    plan = file(schedule={"starts": datetime.date(2027, 3, 1), "months": 6}, audiences={"forms_due": datetime.date(2027, 1, 22)})
    days = {row.kind.key: row.day for row in texts_of(plan).rows}
    assert days["01_invitation_mentees"] == datetime.date(2027, 1, 1)
    assert days["05_match_letter"] == datetime.date(2027, 2, 15)
    assert days["10_agreement"] == datetime.date(2027, 3, 1)
    assert (days["14_closing_meeting"], days["16_thank_you"]) == (datetime.date(2027, 8, 4), datetime.date(2027, 9, 1))
    assert {row.day for row in texts_of(file()).rows} == {None}
    running = plan.model_copy(update={"as_of": datetime.date(2027, 5, 3)})
    later = {row.kind.key: row for row in texts_of(running, new=(PairNote("E1", "E2"),)).rows}["05_match_letter"]
    assert later.day == datetime.date(2027, 5, 3) and "from 1 Mar 2027" not in words(later.filled)  # a pair that is made while it runs


def test_the_file_decides_what_is_said():
    """Signing, consent, lot and declining are said as the file has them."""
    strict = texts_of(
        file(
            audiences={"mentees": {"size": 12, "selection": "lottery", "manager_consent": "required"}},
            steering={"agreement": {"signed": "required"}},
            pairing={"both_sides_say": "may_decline"},
        )
    )
    loose = texts_of(file(audiences={"mentees": {"voluntary": False}}))
    assert "Both sign" in of(strict, "10_agreement") and "Signing is up to you" in of(loose, "10_agreement")
    assert "drawn by lot" in of(strict, "01_invitation_mentees") and "has to agree" in of(strict, "01_invitation_mentees")
    assert "voluntary" in of(strict, "01_invitation_mentees") and "voluntary" not in of(loose, "01_invitation_mentees")
    assert "may decline" in of(strict, "05_match_letter") and "may decline" not in of(loose, "05_match_letter")


def test_an_issue_goes_on_beyond_the_contact_point():
    """Whoever is asked first is not named again as the one to whom an issue goes on."""
    steering = {"contact": {"post": "Coordinator"}, "escalation": ["Coordinator", "HR director"]}
    assert "goes on in this order: HR director." in of(texts_of(file(steering=steering)), "08_code_of_conduct")
    alone = texts_of(file(steering={**steering, "escalation": ["Coordinator"]}))
    assert "in this order" not in of(alone, "08_code_of_conduct")


def test_a_letter_says_what_brought_two_together():
    """Names, reasons with what both named, and why each counts; nobody else, and no score."""
    pair = PairNote("E1", "E2", (Reason("Interests", ("sailing", "chess"), "It makes the first meeting easy"), Reason("Another department", (), "")), by_hand=True)
    texts = texts_of(file(), new=(pair, PairNote("E3", "E4")))
    first, second = (words(one) for one in for_pairs(texts, KINDS[4], Names({"e1": "Dana Levi"})))
    assert "Dear Dana Levi, dear E2," in first and "**Interests**: sailing, chess. It makes the first meeting easy." in first and "**Another department**." in first
    assert "by name" in first and "by name" not in second
    assert "Dana" not in second and "E1" not in second


def test_thanks_hold_the_meetings_that_were_kept():
    """Where check-ins were kept their meetings stand, else those of the plan."""
    texts = texts_of(file(schedule={"months": 9}), over=(PairNote("E1", "E2", meetings=7, hours=8.75), PairNote("E3", "E4")))
    kept, planned = (words(page) for page in for_pairs(texts, KINDS[-1], Names()))
    assert "7 meetings" in kept and "8.75 hours" in kept and "18 meetings" not in kept
    assert "18 meetings" in planned and "22.5 hours" in planned


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=40).filter(lambda value: value.strip()))
def test_any_value_stands_in_the_text(value):
    """Whatever stands in the file, with marks of templates or numbers at its beginning, is one paragraph and nothing else."""
    plain = of(texts_of(file(commitment={"sponsor": "Somebody"})), "01_invitation_mentees").splitlines()
    found = of(texts_of(file(commitment={"sponsor": value})), "01_invitation_mentees").splitlines()
    assert len(found) == len(plain) and found[-1] == " ".join(value.split()).replace("|", "/").replace("**", "*").strip()


def test_examples_have_their_texts(examples):
    """Every shipped programme gives all texts in its language, without an error."""
    for path in sorted(examples.glob("*/program.yaml")):
        texts = texts_of(open_program(path).intent)
        assert len(texts.rows) == len(KINDS)
        assert all(len(words(row.filled).split()) > 60 for row in texts.rows)


def test_texts_are_short():
    """Filled with a whole programme each text has at most a page and a half: 700 words."""
    assert max(len(template_source(kind.key, language).split()) for kind in KINDS for language in ("en", "he")) <= 700
