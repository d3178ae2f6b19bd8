"""Texts in people's own words: whole words, beginnings of long words, English and Hebrew, the same points everywhere."""

import pytest

from mentorkit.errors import InvalidProgram
from mentorkit.pairing import fixed
from mentorkit.pairing.criteria import criterion_points
from mentorkit.pairing.free_text import installed, terms
from mentorkit.program.model import Criterion
from mentorkit.stages.pairing import pair, score

needs_sklearn = pytest.mark.skipif(not installed(), reason="the extra text (scikit-learn) is not installed")
TEXT = {"id": "words", "kind": "text", "mentee": "goals_text", "mentor": "can_help", "weight": 1}


@pytest.fixture
def points(made):
    """``points(goals, offers)`` gives the table of points; None is no answer."""

    def one(goals, offers):
        mentees, mentors = [{"person_id": f"E{i}", "goals_text": text} for i, text in enumerate(goals)], [{"person_id": f"M{i}", "can_help": text} for i, text in enumerate(offers)]
        _, people = made(mentees, mentors)
        return criterion_points(Criterion(**TEXT), people.mentees, people.mentors)

    return one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AI", "retail"),
        ("art", "start, party"),
        ("HR", "three"),
        ("IT", "with digital"),
        ("port", "portfolio"),
        ("train", "restraint"),
        ("press", "depression"),
        ("עם", "טעם"),
        ("דת", "תודתי"),
    ],
)
def test_a_word_is_never_found_inside_another(one, other):
    """Part-words share no term."""
    assert not set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Résumé", "resume"),
        ("LEADERSHIP", "leadership"),
        ("manager", "management"),
        ("שָׁלוֹם", "שלום"),
        ("בניהול", "ניהול"),
        ('ארה"ב', "ארה״ב"),
        ("C++", "c++"),
        ("long-term", "long term"),
    ],
)
def test_writings_of_one_word_share_a_term(one, other):
    """Accents, niqqud, capitals, inflection at the end of long words, particle letters, kinds of quotes and hyphens."""
    assert set(terms(one)) & set(terms(other))


def test_short_words_are_told_apart_by_their_signs():
    """C, C++ and C# are three things; underscores and punctuation part words."""
    assert terms("c") != terms("c++") != terms("c#") and terms("data_base, (plan)") == ["data", "base", "plan", "data base", "base plan"]


def test_words_that_say_nothing_count_for_nothing():
    """Texts that share only small words share no term."""
    assert not set(terms("I want to learn about the data")) & set(terms("I like to be with the others")) and terms("and the של") == []
    assert terms("it and IT") == ["it"] and terms("we, us, US") == ["us"]


@needs_sklearn
def test_points_of_texts(points):
    """The same text 1000, nothing in common 0, something in common between; no answer and small words only take the neutral points."""
    found = points(["cloud planning", "cooking", None, "and the"], ["Cloud Planning", "cloud", "לנהל פרויקטים"])
    assert found.points[0, 0] == 1000 and 0 < found.points[0, 1] < 1000 and found.points[0, 2] == 0 and found.points[1].tolist() == [0, 0, 0]
    assert found.points[2:].tolist() == [[500] * 3] * 2 and found.known.tolist() == [[True] * 3] * 2 + [[False] * 3] * 2
    assert (found.mentees_unknown, found.mentors_unknown) == (2, 0)


@needs_sklearn
def test_points_are_those_of_the_formula(points):
    """Recomputed by hand: weight 1 + ln((1 + texts) / (1 + texts with the term)), cosine, 1000 times it, half up."""
    from math import log, sqrt

    goals, offers = ["plan budgets", "lead people"], ["plan people"]
    texts = [terms(text) for text in (*goals, *offers)]
    weight = {term: 1 + log((1 + 3) / (1 + sum(term in text for text in texts))) for text in texts for term in text}
    length = [sqrt(sum(weight[term] ** 2 for term in text)) for text in texts]
    expected = [int(1000 * sum(weight[term] ** 2 for term in set(text) & set(texts[2])) / own / length[2] + 0.5) for text, own in zip(texts[:2], length[:2], strict=True)]
    assert points(goals, offers).points[:, 0].tolist() == expected


@needs_sklearn
def test_hebrew_texts(points):
    """A wish in Hebrew is closer to the mentor who speaks of it, with and without niqqud."""
    found = points(["רוצה ללמוד על ניהול תקציב"], ["ניסיון בניהול תקציבים", "שיווק ומכירות", "נִיהוּל תַקצִיב"])
    assert found.points[0, 2] > found.points[0, 0] > found.points[0, 1] == 0


@needs_sklearn
def test_nobody_and_no_text(points):
    """Empty sides and texts without words give neutral points and no error."""
    assert points([], ["plan"]).points.shape == (0, 1) and points(["plan"], []).points.shape == (1, 0)
    assert points(["..."], [None]).points.tolist() == [[500]]


@needs_sklearn
def test_a_programme_with_a_text_criterion_pairs(made):
    """The better text wins, in whole points."""
    mentees, mentors = [{"person_id": "E", "goals_text": "public speaking"}], [{"person_id": "M", "can_help": "speaking in public"}, {"person_id": "N", "can_help": "cooking"}]
    found = pair(*made(mentees, mentors, pairing={"criteria": [TEXT]}))
    assert found.pairs[["mentor", "few_answers"]].values.tolist() == [["M", False]] and 0 < found.pairs["score"][0] < 1000


def test_without_scikit_learn_the_problem_says_what_to_install(made, monkeypatch):
    """One line with the place and the command, and nothing is computed."""
    monkeypatch.setattr(fixed, "installed", lambda: False)
    with pytest.raises(InvalidProgram) as caught:
        score(*made([{"person_id": "E", "goals_text": "x"}], [{"person_id": "M", "can_help": "x"}], pairing={"criteria": [TEXT]}))
    (problem,) = caught.value.problems
    assert problem.code == "MK-T420" and "pairing > criteria[1] 'words'" in str(problem) and 'pip install "mentorkit[text]"' in str(problem)


def test_numbers_are_no_text(made, monkeypatch):
    """A column of numbers cannot be compared as text, and that is said."""
    monkeypatch.setattr(fixed, "installed", lambda: True)
    with pytest.raises(InvalidProgram) as caught:
        score(*made([{"person_id": "E", "grade": 1}], [{"person_id": "M", "grade": 2}], pairing={"criteria": [TEXT | {"mentee": "grade", "mentor": "grade"}]}))
    assert [problem.code for problem in caught.value.problems] == ["MK-T404"] * 2 and "A column of text." in str(caught.value.problems[0])
