"""The drafts a programme can start from: whole, the same in both languages, nothing wrong in them, and only what the user must decide is missing."""

import re
from pathlib import Path

import pytest

from mentorkit.program.checks import problems
from mentorkit.program.model import ProgramFile
from mentorkit.program.program import as_written, parse_program
from mentorkit.program.stagelist import STAGES
from mentorkit.program.templates import TEMPLATES, filled_in, template_text

KEYS = [template.key for template in TEMPLATES]
BOTH = [(key, language) for key in KEYS for language in ("en", "he")]
# What no template can know; of each measure also target, due and owner.
MISSING = {("MK-P104", "as_of"), ("MK-P102", "tables > mentees"), ("MK-P102", "tables > mentors"), ("MK-P101", "audiences > mentees > size")}


def _program(key: str, language: str):
    return parse_program(filled_in(key, language, id="our-own").encode(), Path("our-own/program.yaml"))


@pytest.mark.parametrize(("key", "language"), BOTH)
def test_only_what_the_user_must_decide_is_missing(key, language):
    """Nothing is wrong; missing are exactly the day, the tables, the size, and target, due day and owner of each measure."""
    program = _program(key, language)
    found = problems(program)
    of_measures = {("MK-P101", f"measures[{n}] '{measure.id}' > {name}") for n, measure in enumerate(program.intent.measures, 1) for name in ("target", "due", "owner")}
    assert {problem.kind for problem in found} == {"missing"}
    assert {(problem.code, problem.place) for problem in found} == MISSING | of_measures


@pytest.mark.parametrize(("key", "language"), BOTH)
def test_every_section_of_the_method_is_drafted(key, language):
    """Each stage from 01 to 08 has its section; options are weighed without scores; no figure stands as a fact."""
    intent = _program(key, language).intent
    assert all(any(section in intent.model_fields_set for section in stage.sections) for stage in STAGES[:9])
    assert 4 <= len(intent.alternatives.options) <= 5 and intent.alternatives.options[0].id == "mentoring"
    assert all(option.pros and option.cons and not option.scores and option.hours is None and option.cash is None for option in intent.alternatives.options)
    assert all(criterion.weight and criterion.statement and criterion.worst and criterion.best for criterion in intent.alternatives.criteria)
    assert {goal.for_ for goal in intent.goals} == {"mentee", "mentor", "organisation"}
    assert {measure.goal for measure in intent.measures} == {goal.id for goal in intent.goals}
    assert sum(measure.primary for measure in intent.measures) == 1
    assert not intent.need.evidence and intent.costs is None and intent.schedule.starts is None and intent.commitment.sponsor is None
    assert all(rule.why for rule in intent.pairing.rules) and all(criterion.why for criterion in intent.pairing.criteria)
    assert len(intent.considerations) >= 5 and all(consideration.open for consideration in intent.considerations)


def _shape(value):
    """A draft without its words: what must be the same in two languages."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items() if key not in ("language", "name")}
    if isinstance(value, list):
        return [_shape(inner) for inner in value]
    return "words" if isinstance(value, str) and not re.fullmatch(r"[a-z0-9_]+", value) else value


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_say_the_same(key):
    """English and Hebrew have the same ids, kinds, weights and numbers, and the same number of texts in each place."""

    def shape(language: str):
        return _words_alike(_shape(as_written(_program(key, language).intent)))

    assert shape("en") == shape("he")


def _words_alike(value):
    # a text of one small word, such as "monthly", is a text too
    if isinstance(value, dict):
        return {
            key: "words" if key in ("when", "by", "meets", "owner", "who", "of", "post", "ask_by") and isinstance(inner, str) else _words_alike(inner)
            for key, inner in value.items()
        }
    return [_words_alike(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("key", KEYS)
def test_hebrew_is_written_throughout(key):
    """Comments and texts of the Hebrew draft are Hebrew; a slash form stands only in a title of a post."""
    source = template_text(key, "he")
    posts = r"(?:רכז|מנהל|מוביל|נציג|חבר|אחראי|ישיר)/[תה]"
    assert not re.findall(r"[א-ת]+/[א-ת]+", re.sub(posts, "", source))
    english = [line for line in source.splitlines() if re.search(r"\b(the|and|of|with)\b(?!:)", line)]
    assert not english


@pytest.mark.parametrize(("key", "language"), BOTH)
def test_filled_in_changes_three_places_only(key, language):
    """Short name, name and tables are put in; every other line and comment stays."""
    tables = "tables:\n  mentees: {file: mentees.csv}\n"
    plain, made = template_text(key, language), filled_in(key, language, id="harbour-27", name='A "quoted" name: 1\\2', tables=tables)
    intent = parse_program(made.encode(), Path("program.yaml")).intent
    assert (intent.id, intent.name, intent.tables.mentees.file, intent.language) == ("harbour-27", 'A "quoted" name: 1\\2', "mentees.csv", language)
    gone = set(plain.splitlines()) - set(made.splitlines())
    assert all(line.startswith(("#tables:", "#  ", "# ", "id: ", "name: ")) for line in gone) and len(gone) == 8
    assert set(made.splitlines()) - set(plain.splitlines()) == {"id: harbour-27", r'name: "A \"quoted\" name: 1\\2"', *tables.splitlines()}


@pytest.mark.parametrize("language", ["en", "he"])
def test_without_a_template_only_what_is_required_stands(language):
    """The plainest start has schema, id, name and language, and nothing wrong or missing."""
    program = parse_program(filled_in(None, language, id="our-own").encode(), Path("program.yaml"))
    assert program.intent.model_fields_set == {"schema_", "id", "name", "language"} and not problems(program)


def test_the_commented_examples_of_a_draft_can_be_used():
    """Where the draft says "take away the signs #", doing so gives a file that can be read."""
    for key, language in BOTH:
        source = template_text(key, language)
        opened = re.sub(r"^#((?:tables:|  \w+: \{file).*)$", r"\1", source, flags=re.MULTILINE)
        opened = re.sub(r"^(\s+)#((?:size|eligible): .*)$", r"\1\2", opened, flags=re.MULTILINE)
        program = parse_program(opened.encode(), Path("program.yaml"))
        assert not program.wrong and program.intent.audiences.mentees.size and program.intent.audiences.mentees.eligible and program.intent.tables.staff
        assert isinstance(program.intent, ProgramFile)


def test_an_unknown_template():
    """A name that is no template is a KeyError; the command line offers only those that are."""
    with pytest.raises(KeyError):
        template_text("../model", "en")
